"""Graphs, nouns and logs of judgements, to files and back."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from claimgraph.arguments import take_each, take_path
from claimgraph.graph.building import ClaimGraph
from claimgraph.model import Judgement


def save(noun: Any, path: str | os.PathLike[str], *, table: str = "claims") -> None:
    """Write a claim graph, or nouns, in the format that the suffix names.

    ``.jsonl`` and ``.jsonl.gz`` lose nothing and take any noun, or any number of them: `load` reads
    back an equal value. The others are for other programs and lose much: ``.csv``, ``.xlsx`` and
    ``.parquet`` hold one named table, ``.graphml`` and ``.gexf`` the network of sources, claims and
    incidents, ``.geojson`` the incidents on a map, ``.jsonld`` the claims in the words of schema.org.
    The file appears complete or not at all; the same value gives the same bytes.

    Args:
        noun: A claim graph, one noun, or an iterable of nouns. A table can be made of a graph or of
            what it has rows of: claims, incidents or articles; the network, the map and the linked
            data of a graph or of incidents.
        path: Where to; an existing file is replaced.
        table: Which table: ``"claims"``, ``"incidents"``, ``"conventions"`` (each toll under every
            rule), ``"coding"`` (a coder's sheet with UCDP-like columns) or ``"articles"``.

    Raises:
        FormatError: The suffix is not known; the text lists those that are.
        UnknownNameError: There is no such table.
        MisuseError: The format has no tables, or cannot hold such nouns.
        MissingExtraError: The format needs a package that is not installed.
        OSError: The file cannot be written.
    """
    from claimgraph.output.files import save_noun

    save_noun(noun, take_path(path, "save"), table=table)


def write_judgements(judgements: Iterable[Judgement], path: str | os.PathLike[str]) -> None:
    """Write a log of judgements, ``graph.judgements`` say, as a small file to share.

    JSON Lines in ASCII with a version in the first line, sorted; files put one after another are
    a file again.

    Raises:
        FormatError: The suffix is not ``.jsonl``.
    """
    from claimgraph.output.judgements import write_log

    several = take_each(judgements, Judgement, "write_judgements")
    write_log(several, take_path(path, "write_judgements"))


def read_judgements(path: str | os.PathLike[str]) -> tuple[Judgement, ...]:
    """Read a file that `write_judgements` wrote, for `build_graph` to apply.

    Raises:
        FormatError: The file holds something else; the text names the line.
    """
    from claimgraph.output.judgements import read_log

    return read_log(take_path(path, "read_judgements"))


def load(path: str | os.PathLike[str]) -> Any:
    """Read what `save` wrote as ``.jsonl`` or ``.jsonl.gz``.

    Returns:
        A `ClaimGraph`; or the noun, or the tuple of nouns, that was saved.

    Raises:
        FormatError: The file is not what `save` wrote, or of an unknown version; or its format is a
            lossy one: the text says what it lost and what to load instead.
        OSError: The file cannot be read.
    """
    from claimgraph.output.files import GraphParts, load_saved

    parts = load_saved(take_path(path, "load"))
    if not isinstance(parts, GraphParts):
        return parts
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
