"""Whatever a graph is built from → accounts: articles that are read here, or claims that others made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import evolve, frozen

from claimgraph.errors import ArticleError, ClaimError, MisuseError
from claimgraph.extraction.articles import read_articles
from claimgraph.extraction.claims import extract_accounts
from claimgraph.lexicon import Lexicon
from claimgraph.model import Account, Article, Claim, ClaimReading, Problem
from claimgraph.progress import Progress, track

Extractor = Callable[[Article], Any]


@frozen(kw_only=True)
class Told:
    """The articles of a source, the accounts that they give, and what was skipped."""

    articles: tuple[Article, ...] = ()
    accounts: tuple[Account, ...] = ()
    problems: tuple[Problem, ...] = ()


@frozen(kw_only=True)
class Telling:
    """How a source becomes accounts: the extractor or ``None`` for ours, word tables, strictness."""

    lexicon: Lexicon
    extract: Extractor | None = None
    strict: bool = False
    progress: Progress = None


def read_accounts(source: Any, telling: Telling, *, known: Told | None = None) -> Told:
    """Read the accounts of a source.

    Args:
        source: Claims that `read_claims` gave, or anything that `read_articles` takes.
        telling: How articles become accounts.
        known: What is there already: an article or claim of it adds nothing, which is noted.

    Returns:
        What is new. An article of which the extractor raises, or gives nothing that claims can be made of,
        is skipped and noted.

    Raises:
        ArticleError: Articles cannot be read at all, or with ``strict`` anything is wrong.
        ClaimError: With ``strict``, a claim cannot be read or quotes words that are not there.
        MisuseError: The extractor is no function.
    """
    if telling.extract is not None and not callable(telling.extract):
        raise MisuseError(f"extract takes a function of an article, not {telling.extract!r}")
    before = known or Told()
    if isinstance(source, ClaimReading):
        if telling.strict and source.problems:
            raise ClaimError(str(source.problems[0]))
        return _leave_known(source, before)
    # An article that only claims named so far may come with its text now.
    reading = read_articles(
        source,
        strict=telling.strict,
        lexicon=telling.lexicon,
        known=[article for article in before.articles if article.text],
        progress=telling.progress,
    )
    if telling.extract is None:
        found = extract_accounts(reading.articles, lexicon=telling.lexicon, progress=telling.progress)
        return Told(articles=reading.articles, accounts=found, problems=reading.problems)
    told = _extract(reading.articles, telling.extract, telling)
    return evolve(told, problems=(*reading.problems, *told.problems))


def _extract(articles: Sequence[Article], extract: Extractor, telling: Telling) -> Told:
    """Let somebody else's extractor tell of each article."""
    kept: list[Article] = []
    accounts: list[Account] = []
    problems: list[Problem] = []
    for article in track(articles, "finding claims", progress=telling.progress):
        try:
            reading = _adopt(extract(article), article, telling.lexicon)
        except Exception as error:  # whatever somebody else's code raises
            reason = f"the extractor failed ({type(error).__name__}: {error}); the article is skipped"
            if telling.strict:
                raise ArticleError(f"{article.id}: {reason}") from error
            problems.append(Problem(where=article.id, reason=reason))
            continue
        if telling.strict and reading.problems:
            raise ClaimError(str(reading.problems[0]))
        kept.append(article)
        accounts += reading.accounts
        problems += reading.problems
    return Told(articles=tuple(kept), accounts=tuple(accounts), problems=tuple(problems))


def _adopt(found: Any, article: Article, lexicon: Lexicon) -> Told:
    """Take what an extractor gave: accounts as they are, everything else by the rules of `read_claims`."""
    if isinstance(found, Iterable) and not isinstance(found, str | dict | ClaimReading):
        found = list(found)
        if all(isinstance(one, Account) for one in found):
            return Told(accounts=tuple(found))
    if not isinstance(found, ClaimReading):
        from claimgraph.extraction.claim_records import adopt_claims

        found = adopt_claims(found, article, lexicon=lexicon)
    return Told(accounts=found.accounts, problems=found.problems)


# --- beside what is known -----------------------------------------------------------------------


def _leave_known(reading: ClaimReading, before: Told) -> Told:
    """Return what of a reading is not there yet."""
    articles = {article.id: article for article in before.articles if article.text}
    claims = {claim.id for account in before.accounts for claim in account.claims}
    answers = {denial.id for account in before.accounts for denial in account.denials}
    problems = list(reading.problems)
    accounts = []
    for account in reading.accounts:
        kept = evolve(
            account,
            claims=tuple(claim for claim in account.claims if claim.id not in claims),
            denials=tuple(denial for denial in account.denials if denial.id not in answers),
        )
        problems += [_note_known(claim) for claim in account.claims if claim.id in claims]
        if kept.claims or kept.denials:
            accounts.append(kept)
    return Told(
        articles=tuple(article for article in reading.articles if article.id not in articles),
        accounts=tuple(accounts),
        problems=tuple(problems),
    )


def _note_known(claim: Claim) -> Problem:
    return Problem(where=claim.article, reason=f"the claim {claim.id!a} is there already; skipped")


def join_articles(known: Sequence[Article], new: Sequence[Article]) -> tuple[Article, ...]:
    """Return known and new articles, one an id; one with its text takes the place of one without."""
    joined = {article.id: article for article in known}
    for article in new:
        if article.id not in joined or not joined[article.id].text:
            joined[article.id] = article
    return tuple(joined.values())


__all__ = ["Extractor", "Telling", "Told", "join_articles", "read_accounts"]
