"""Whatever a graph is built from → accounts: articles that are read here, or claims that others made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from functools import partial
from typing import Any

from attrs import evolve, frozen

from claimgraph.errors import ArticleError, ClaimError, MisuseError
from claimgraph.extraction.articles import read_articles
from claimgraph.extraction.findings import find_accounts, report_failure
from claimgraph.lexicon import Lexicon
from claimgraph.model import Account, Article, Claim, ClaimReading, Problem
from claimgraph.progress import Progress, track
from claimgraph.workers import ITEMS, Failure, check_workers, spread_work

Extractor = Callable[[Article], Any]


@frozen(kw_only=True)
class Told:
    """The articles of a source, the accounts that they give, and what was skipped."""

    articles: tuple[Article, ...] = ()
    accounts: tuple[Account, ...] = ()
    problems: tuple[Problem, ...] = ()


@frozen(kw_only=True)
class Telling:
    """How a source becomes accounts: the extractor or ``None`` for ours, words, strictness, processes."""

    lexicon: Lexicon
    extract: Extractor | None = None
    strict: bool = False
    workers: int = 1
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
        MisuseError: The extractor is no function, or one that no other process can have; ``workers`` is no
            number from 1 on.
    """
    check_workers(telling.workers)
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
    told = _extract(reading.articles, telling)
    return evolve(told, problems=(*reading.problems, *told.problems))


def _extract(articles: Sequence[Article], telling: Telling) -> Told:
    """Let an extractor tell of each article."""
    kept: list[Article] = []
    accounts: list[Account] = []
    problems: list[Problem] = []
    tell, size = partial(_tell, extract=telling.extract, lexicon=telling.lexicon), ITEMS
    if telling.extract is not None:
        size = 1  # it may take a minute an article
    with closing(spread_work(tell, articles, workers=telling.workers, size=size)) as outcomes:
        done = track(outcomes, "finding claims", total=len(articles), progress=telling.progress)
        for article, found in done:
            if isinstance(found, Failure):
                _note_failure(found, article, telling, problems)
                continue
            if telling.strict and found.problems:
                raise ClaimError(str(found.problems[0]))
            kept.append(article)
            accounts += found.accounts
            problems += found.problems
    return Told(articles=tuple(kept), accounts=tuple(accounts), problems=tuple(problems))


def _note_failure(failure: Failure, article: Article, telling: Telling, problems: list[Problem]) -> None:
    """Note an article on which extraction failed, whatever somebody else's code raised."""
    if telling.extract is None:
        report_failure(failure, article, report=None if telling.strict else problems.append)
        return
    reason = f"the extractor failed ({failure}); the article is skipped"
    if telling.strict:
        raise ArticleError(f"{article.id}: {reason}") from failure.error
    problems.append(Problem(where=article.id, reason=reason))


def _tell(article: Article, *, extract: Extractor | None, lexicon: Lexicon) -> Told:
    if extract is None:
        return Told(accounts=find_accounts(article, lexicon=lexicon))
    return _adopt(extract(article), article, lexicon)


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
