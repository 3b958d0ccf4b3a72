"""Articles in files or in a bag → a bag of accounts, and one of what was skipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
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
    """A bag of accounts and a bag of what was skipped; persist both at once, as they are one piece of work."""

    accounts: Any
    problems: Any


def extract_accounts(articles: Any, *, lexicon: Lexicon | None = None) -> Extracts:
    """Extract what articles tell of events, on the workers of dask.

    The accounts are those of `claimgraph.extract_accounts`. Every article has an id of its own in all
    partitions together.

    Args:
        articles: Paths of files or folders that all workers see, or addresses that fsspec opens ("s3://…", JSON
            Lines): one partition each, read line by line. Or a bag of records, of `Article` s, or of
            whatever else `claimgraph.read_articles` takes many of.
        lexicon: Word tables; the shipped ones if left out. Folders of your own lie at the same path everywhere.

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
    problems: list[Problem | Cut] = []
    accounts: list[Account] = []
    with ExitStack() as opened:
        given = (_open(source, opened) for source in sources)
        articles = stream_articles(_list_sources(given, problems), lexicon=lexicon, report=problems.append)
        for article, found in spread_work(partial(find_accounts, lexicon=lexicon), articles):
            if isinstance(found, Failure):
                report_failure(found, article, report=problems.append)
            else:
                accounts += found
    return [*accounts, *(one for one in problems if isinstance(one, Problem))]
