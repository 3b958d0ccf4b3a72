"""Articles, one or any number of them → their claims or accounts, by one process or by several."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sized
from contextlib import closing
from functools import partial
from typing import Any, TypeVar, overload

from claimgraph.errors import ClaimGraphError, MisuseError, WorkerError
from claimgraph.extraction.claims import find_claims, trace_article
from claimgraph.lexicon import Lexicon, choose_lexicon
from claimgraph.model import Account, Article, Claim, Problem, Reading
from claimgraph.progress import Progress, track
from claimgraph.workers import Failure, check_workers, spread_work

T = TypeVar("T")
Report = Callable[[Problem], object]
Several = Article | Reading | Collection[Article]


@overload
def extract_claims(
    articles: Several,
    *,
    lexicon: Lexicon | None = None,
    workers: int = 1,
    report: Report | None = None,
    progress: Progress = None,
) -> tuple[Claim, ...]: ...
@overload
def extract_claims(
    articles: Iterator[Article],
    *,
    lexicon: Lexicon | None = None,
    workers: int = 1,
    report: Report | None = None,
    progress: Progress = None,
) -> Iterator[Claim]: ...
def extract_claims(
    articles: Several | Iterator[Article],
    *,
    lexicon: Lexicon | None = None,
    workers: int = 1,
    report: Report | None = None,
    progress: Progress = None,
) -> tuple[Claim, ...] | Iterator[Claim]:
    """Extract the claims of one article or of several.

    Args:
        articles: An article, several that are at hand, or an iterator of any number, such as
            `stream_articles` gives: it is taken from as claims are asked for, and nothing is kept.
        lexicon: Word tables; the shipped ones if left out.
        workers: How many processes read articles at a time. The claims are the same; starting a process takes
            about half a second.
        report: Called with a `Problem` for each article on which extraction failed, which is then skipped;
            ``problems.append`` say. By default the first of them is an error.
        progress: ``True`` for a bar, or a function of (done, total, what); nobody is told by default.

    Returns:
        Claims in the order of the articles and, within one, of the text; none for a text that
        counts nobody. A tuple; an iterator where the articles come from one.

    Raises:
        MisuseError: Something is no article, ``workers`` is no number from 1 on, or the word tables cannot
            be sent to another process.
        WorkerError: An article ended the process that read it, and nobody wants it reported.
    """
    return _find(find_claims, articles, lexicon=lexicon, workers=workers, report=report, progress=progress)


@overload
def extract_accounts(
    articles: Several,
    *,
    lexicon: Lexicon | None = None,
    workers: int = 1,
    report: Report | None = None,
    progress: Progress = None,
) -> tuple[Account, ...]: ...
@overload
def extract_accounts(
    articles: Iterator[Article],
    *,
    lexicon: Lexicon | None = None,
    workers: int = 1,
    report: Report | None = None,
    progress: Progress = None,
) -> Iterator[Account]: ...
def extract_accounts(
    articles: Several | Iterator[Article],
    *,
    lexicon: Lexicon | None = None,
    workers: int = 1,
    report: Report | None = None,
    progress: Progress = None,
) -> tuple[Account, ...] | Iterator[Account]:
    """Extract what each article tells of each event; an article that counts nobody gives one account.

    See `extract_claims` for what it takes and how it gives it back.
    """
    return _find(find_accounts, articles, lexicon=lexicon, workers=workers, report=report, progress=progress)


def find_accounts(article: Article, *, lexicon: Lexicon) -> tuple[Account, ...]:
    """Return the accounts of one article."""
    return trace_article(article, lexicon=lexicon).accounts


def _find(
    find: Callable[..., Iterable[T]],
    articles: Several | Iterator[Article],
    *,
    lexicon: Lexicon | None,
    workers: int,
    **told: Any,
) -> tuple[T, ...] | Iterator[T]:
    if not isinstance(articles, Article | Iterable):
        raise MisuseError(f"an Article is needed, or several, not {type(articles).__name__}")
    several: Iterable[Article] = (articles,) if isinstance(articles, Article) else articles
    reading = partial(find, lexicon=choose_lexicon(lexicon))
    check_workers(workers)
    found = _stream(reading, several, workers=workers, **told)
    if isinstance(articles, Iterator):
        return found
    with closing(found):
        return tuple(found)


def _stream(
    reading: Callable[[Article], Iterable[T]],
    articles: Iterable[Article],
    *,
    workers: int,
    report: Report | None,
    progress: Progress,
) -> Generator[T, None, None]:
    total = len(articles) if isinstance(articles, Sized) else None
    with closing(spread_work(reading, articles, workers=workers)) as outcomes:
        for article, found in track(outcomes, "finding claims", total=total, progress=progress):
            if isinstance(found, Failure):
                report_failure(found, article, report=report)
            else:
                yield from found


def report_failure(failure: Failure, article: Article, *, report: Report | None) -> None:
    """Report an article on which extraction failed.

    Raises:
        Exception: What was raised, where nobody wants a report, or where it says that something was
            given wrongly, which is wrong with every article.
    """
    is_misuse = isinstance(failure.error, ClaimGraphError) and not isinstance(failure.error, WorkerError)
    if report is None or is_misuse:
        raise failure.error
    report(Problem(where=article.id, reason=f"extraction failed ({failure}); the article is skipped"))


__all__ = ["Report", "extract_accounts", "extract_claims", "find_accounts", "report_failure"]
