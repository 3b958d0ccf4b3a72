"""What the options name: articles, their claim graph, the incidents asked for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimgraph.cli.streams import report_problems, say

if TYPE_CHECKING:
    from claimgraph.lexicon import Lexicon
    from claimgraph.model import Incident, Reading


def read_articles(options: argparse.Namespace) -> tuple[Reading, Lexicon]:
    """Read the articles, name the problems; also return the word tables that they were read with."""
    from claimgraph.extraction.articles import read_articles as read
    from claimgraph.lexicon.tables import DEFAULT_LAYERS, load_lexicon
    from claimgraph.output.text import show_signs

    lexicon = load_lexicon(*DEFAULT_LAYERS, *options.words)
    reading = read(
        [_open_path(path) for path in options.paths],
        strict=options.strict,
        lexicon=lexicon,
        encoding=options.encoding,
        date_format=options.date_format,
        columns=dict(options.column),
    )
    if options.verbose:
        for cut in reading.cuts:
            say(show_signs(str(cut)))
    report_problems(reading.problems, articles=len(reading))
    return reading, lexicon


def _open_path(path: str) -> Any:
    """Return the path, or standard input for ``-``."""
    return getattr(sys.stdin, "buffer", sys.stdin) if path == "-" else Path(path)


def build_graph(options: argparse.Namespace) -> Any:
    """Return the claim graph, or ``None`` where no article could be read, which is said."""
    reading, lexicon = read_articles(options)
    if not reading.articles:
        say("error: no article could be read")
        return None
    from claimgraph.graph import build_graph as build
    from claimgraph.output.judgements import read_log

    judgements = [one for path in options.judgements for one in read_log(path)]
    graph = build(reading.articles, lexicon=lexicon, strict=options.strict, judgements=judgements)
    report_problems((*graph.problems, *graph.unplaced), articles=len(reading))
    return graph


def choose_incidents(graph: Any, words: str | None) -> tuple[Incident, ...]:
    """Return the incidents that match the words, or all; where there are none, it is said."""
    incidents: tuple[Incident, ...] = graph.select(words) if words else graph.incidents
    if not incidents:
        say(f"no incident matches {words!a}" if words else "no article counts anybody")
    return incidents
