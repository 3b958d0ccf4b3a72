"""Articles in files or in a bag → a bag of accounts, and one of what was skipped."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple

from claimgraph.cluster.shuffling import import_bags
from claimgraph.errors import ArticleError
from claimgraph.extraction.articles import stream_articles
from claimgraph.extraction.findings import find_accounts, report_failure
from claimgraph.lexicon import Lexicon, choose_lexicon
from claimgraph.model import Account, Cut, Problem
from claimgraph.workers import Failure, spread_work


class Extracts(NamedTuple):
    """A bag of accounts and one of what was skipped; persist both at once, as they are one piece of work."""

    accounts: Any
    problems: Any


def extract_accounts(articles: Any, *, lexicon: Lexicon | None = None) -> Extracts:
    """Extract what articles tell of events, on the workers of dask.

    The accounts are those of `claimgraph.extract_accounts`. Every article has an id of its own in all
    partitions together.

    Args:
        articles: Paths of files or folders that all workers see, or addresses of JSON Lines that fsspec
            opens ("s3://…"): one partition each, read line by line. Or a bag of records, of `Article` s, or
            of whatever else `claimgraph.read_articles` takes many of.
        lexicon: Word tables; the shipped ones if left out. Folders of your own lie at the same path on
            every worker.

    Returns:
        The bags ``accounts`` and ``problems``; nothing is read before they are asked for.

    Raises:
        MissingExtraError: dask is not installed.
    """
    bags = import_bags()
    words = choose_lexicon(lexicon)
    if not hasattr(articles, "map_partitions"):
        paths = [str(path) for path in articles]
        articles = bags.from_sequence(paths, npartitions=len(paths) or 1)
    told = articles.map_partitions(partial(_extract, lexicon=words))
    return Extracts(
        told.map_partitions(partial(_keep_kind, kind=Account)),
        told.map_partitions(partial(_keep_kind, kind=Problem)),
    )


def _extract(sources: Iterable[Any], *, lexicon: Lexicon) -> list[Account | Problem]:
    """Return the accounts of the articles of one partition, and what was skipped."""
    said: list[Problem | Cut] = []
    accounts: list[Account] = []
    given = [_open(source) for source in sources]
    try:
        articles = stream_articles(given, lexicon=lexicon, report=said.append)
        for article, found in spread_work(partial(find_accounts, lexicon=lexicon), articles):
            if isinstance(found, Failure):
                report_failure(found, article, report=said.append)
            else:
                accounts += found
    except (ArticleError, OSError) as error:
        where = str(given[0]) if isinstance(given[0], str | Remote) else "a bag of records"
        said.append(Problem(where=where, reason=f"cannot be read: {error}"))
    return [*accounts, *(one for one in said if isinstance(one, Problem))]


def _open(source: Any) -> Any:
    return Remote(source) if isinstance(source, str) and "://" in source else source


class Remote:
    """A file at an address, opened by fsspec when it is first read from; unpacked if its name says so."""

    def __init__(self, address: str) -> None:
        self.name = address
        self._file: Any = None

    def __str__(self) -> str:
        return self.name

    def read(self, size: int) -> bytes:
        """Read at most so many bytes; none at the end, where it is closed."""
        import fsspec

        if self._file is None:
            self._file = fsspec.open(self.name, "rb", compression="infer").open()
        part: bytes = self._file.read(size)
        if not part:
            self._file.close()
        return part


def _keep_kind(told: Iterable[Any], kind: type) -> list[Any]:
    return [one for one in told if isinstance(one, kind)]


__all__ = ["Extracts", "extract_accounts"]
