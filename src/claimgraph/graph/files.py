"""A graph, and a log of judgements, to a file and back."""

from __future__ import annotations

import os
from collections.abc import Iterable

from claimgraph.graph.building import ClaimGraph
from claimgraph.model import Judgement


def save(graph: ClaimGraph, path: str | os.PathLike[str]) -> None:
    """Write a graph to a file that `load` reads back as an equal value.

    Raises:
        FormatError: The suffix is not known; the text lists those that are.
    """
    from claimgraph.output.files import write_graph

    write_graph(graph, path)


def write_judgements(judgements: Iterable[Judgement], path: str | os.PathLike[str]) -> None:
    """Write a log of judgements, ``graph.judgements`` say, as a small file to share.

    JSON Lines in ASCII with a version in the first line, sorted; files put one after another are
    a file again.

    Raises:
        FormatError: The suffix is not ``.jsonl``.
    """
    from claimgraph.output.judgements import write_log

    write_log(judgements, path)


def read_judgements(path: str | os.PathLike[str]) -> tuple[Judgement, ...]:
    """Read a file that `write_judgements` wrote, for `build_graph` to apply.

    Raises:
        FormatError: The file holds something else; the text names the line.
    """
    from claimgraph.output.judgements import read_log

    return read_log(path)


def load(path: str | os.PathLike[str]) -> ClaimGraph:
    """Read a graph that `save` wrote.

    Raises:
        FormatError: The file is no saved graph, or of an unknown version.
    """
    from claimgraph.output.files import read_graph

    parts = read_graph(path)
    return ClaimGraph(
        articles=parts.articles,
        accounts=parts.accounts,
        incidents=parts.incidents,
        stories=parts.stories,
        problems=parts.problems,
        judgements=parts.judgements,
        weights=parts.weights,
    )


__all__ = ["load", "read_judgements", "save", "write_judgements"]
