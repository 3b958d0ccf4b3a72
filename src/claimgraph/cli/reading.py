"""What the options name: articles, their claim graph, the incidents asked for."""

from __future__ import annotations

import argparse
import gzip
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimgraph.cli.endings import WrongUseError
from claimgraph.cli.progress import show_progress
from claimgraph.cli.streams import report_problems, say

if TYPE_CHECKING:
    from claimgraph.graph import ClaimGraph
    from claimgraph.lexicon import Lexicon
    from claimgraph.model import Article, Cut, Incident, Judgement, Reading

# What a saved claim graph begins with, and what a store does.
_SAVED, _STORE = b'{"format": "claimgraph",', b"SQLite format 3\0"


def read_articles(options: argparse.Namespace) -> tuple[Reading, Lexicon]:
    """Read the articles, name the problems; also return the word tables that they were read with.

    A saved claim graph, or a store, stands for its articles.
    """
    saved, others = part_saved(options.paths)
    lexicon = load_words(options)
    sources = load_saved(saved).articles if saved else ()
    return _read([*sources, *map(open_path, others)], options, lexicon=lexicon), lexicon


def build_graph(options: argparse.Namespace) -> ClaimGraph | None:
    """Return the claim graph, or ``None`` where no article could be read, which is said.

    A saved claim graph, or a store, is loaded, and the other articles are added to it in memory.
    """
    from claimgraph.output.judgements import read_log

    saved, others = part_saved(options.paths)
    judgements = tuple(one for path in options.judgements for one in read_log(path))
    if saved:
        return _grow(saved, others, judgements, options)
    lexicon = load_words(options)
    reading = _read([open_path(path) for path in others], options, lexicon=lexicon)
    if not reading.articles:
        say("error: no article could be read")
        return None
    from claimgraph.graph import build_graph as build

    with show_progress(options) as progress:
        graph: ClaimGraph = build(
            reading.articles,
            lexicon=lexicon,
            strict=options.strict,
            judgements=judgements,
            workers=options.workers,
            progress=progress,
        )
    report_problems((*graph.problems, *graph.unplaced), options, articles=len(reading))
    return graph


def load_words(options: argparse.Namespace) -> Lexicon:
    """Return the shipped word tables with those of ``--words`` on top."""
    from claimgraph.lexicon.tables import DEFAULT_LAYERS, load_lexicon

    return load_lexicon(*DEFAULT_LAYERS, *options.words)


def choose_incidents(graph: ClaimGraph, words: str | None) -> tuple[Incident, ...]:
    """Return the incidents that match the words, or all; where there are none, it is said.

    Raises:
        UnknownNameError: None matches; the text lists places that there are.
    """
    if words is not None:
        graph.find(words)  # where there is none, this says which places there are
        return graph.select(words)
    if not graph.incidents:
        say("no article counts anybody")
    return graph.incidents


def _read(
    sources: list[Any], options: argparse.Namespace, *, lexicon: Lexicon, known: Iterable[Article] = ()
) -> Reading:
    from claimgraph.extraction.articles import read_articles as read

    with show_progress(options) as progress:
        reading = read(
            sources,
            strict=options.strict,
            lexicon=lexicon,
            encoding=options.encoding,
            date_format=options.date_format,
            columns=dict(options.column),
            known=known,
            progress=progress,
        )
    report_cuts(reading.cuts, options)
    report_problems(reading.problems, options, articles=len(reading))
    return reading


def report_cuts(cuts: Iterable[Cut], options: argparse.Namespace) -> None:
    """Say with ``--verbose`` what of each page is not in its article."""
    from claimgraph.output.text import show_signs

    if options.verbose and not options.quiet:
        for cut in cuts:
            say(show_signs(str(cut)))


def open_path(path: str) -> Any:
    """Return the path, or standard input for ``-``; an address is refused, as nothing is fetched."""
    if "://" in path:
        raise WrongUseError(f"{path!a} is an address; nothing is fetched: save the page and give its file")
    return getattr(sys.stdin, "buffer", sys.stdin) if path == "-" else Path(path)


def load_saved(path: str) -> ClaimGraph:
    """Load a saved claim graph, or all of a store."""
    if is_store(Path(path)):
        from claimgraph.store import Store

        with Store(path) as store:
            return store.graph()
    from claimgraph.graph import ClaimGraph, load

    loaded = load(path)
    if not isinstance(loaded, ClaimGraph):
        raise WrongUseError(f"{path!a} holds single nouns that were saved, not a claim graph")
    return loaded


def part_saved(paths: Iterable[str]) -> tuple[str | None, list[str]]:
    """Part the saved claim graph, if there is one, from the articles."""
    listed = list(paths)
    saved = [path for path in listed if path != "-" and _is_saved(Path(path))]
    if len(saved) > 1:
        raise WrongUseError(f"{saved[0]!a} and {saved[1]!a} are both saved claim graphs; give one of them")
    return next(iter(saved), None), [path for path in listed if path not in saved]


def is_store(path: Path) -> bool:
    """Return whether a file is a store, to be opened instead of read."""
    return _begins_with(path, _STORE)


def _is_saved(path: Path) -> bool:
    return _begins_with(path, _SAVED) or is_store(path)


def _begins_with(path: Path, sign: bytes) -> bool:
    try:
        if not path.is_file():
            return False
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
            return file.read(len(sign)) == sign
    except (OSError, EOFError, ValueError, zlib.error):
        return False


def _grow(
    saved: str, others: list[str], judgements: tuple[Judgement, ...], options: argparse.Namespace
) -> ClaimGraph:
    graph = load_saved(saved)
    if others:
        lexicon = load_words(options)
        sources = [open_path(path) for path in others]
        # An article that only claims of others named so far may come with its text now.
        known = [article for article in graph.articles if article.text]
        reading = _read(sources, options, lexicon=lexicon, known=known)
        with show_progress(options) as progress:
            grown = graph.add(reading.articles, lexicon=lexicon, workers=options.workers, progress=progress)
        fresh = [one for one in grown.problems if one not in graph.problems]
        report_problems(fresh, options, articles=len(reading))
        graph = grown
    if judgements:
        graph = _link_anew(graph, judgements, options)
        report_problems(graph.unplaced, options, articles=len(graph.articles))
    return graph


def _link_anew(
    graph: ClaimGraph, judgements: tuple[Judgement, ...], options: argparse.Namespace
) -> ClaimGraph:
    """Link what a graph holds with more judgements; nothing is read again."""
    from claimgraph.graph import build_graph as build
    from claimgraph.model import ClaimReading

    told = ClaimReading(articles=graph.articles, accounts=graph.accounts, problems=graph.problems)
    with show_progress(options) as progress:
        return build(
            told,
            link=graph.weights,
            judgements=(*graph.judgements, *judgements),
            progress=progress,
        )
