"""Where a report goes: into one file, or into a folder of pages."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimgraph.errors import MisuseError
from claimgraph.output.lines import write_bytes
from claimgraph.output.report.folders import write_folder
from claimgraph.output.report.lists import cut_batches
from claimgraph.output.report.many_pages import make_pages
from claimgraph.output.report.one_page import make_page
from claimgraph.output.tables import GraphLike, is_graph

PIECES = 4096
"""So many pieces of markup are written at once."""


def write_report(graph: GraphLike, path: str | os.PathLike[str], *, title: str | None = None) -> None:
    """Write a graph as HTML to read, search, print and send on: one file, or a folder of pages.

    What the path says decides. One that ends in ``.html`` gives one file that needs no other; it
    can be sent by mail, and is as large as all its articles together (some 15 MB for a thousand).
    A folder, there or not yet, gives ``index.html`` and beside it a page an incident and a page
    an article, each of a few kilobytes; it suits any number of articles, opens from a disk and can
    be put on any web server. Both need no network and hold the same: every figure leads to the words in
    the text it was read from. The same graph gives the same bytes, in whatever order its articles came.

    Args:
        graph: A claim graph.
        path: Where to write. A file is there complete or not at all. In a folder of a former
            report its pages are replaced, once all new ones are written, and removed where there is
            no such incident or article any more; files that no report wrote stay as they are.
        title: The heading; "Who says how many" if left out.

    Raises:
        MisuseError: Something else than a claim graph was given, the path ends neither in ``.html``
            nor as a folder does, or a page would take the place of a file that no report wrote.
        FileNotFoundError: The folder to write into does not exist.
    """
    _check_graph(graph)
    if is_folder(path):
        write_folder(path, make_pages(graph, title=title))
    else:
        write_bytes(path, _encode(make_page(graph, title=title)))


def format_report(graph: GraphLike, *, title: str | None = None) -> str:
    """Return the one page that `write_report` writes into a file."""
    _check_graph(graph)
    return "".join(make_page(graph, title=title))


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Return whether a report goes into a folder of pages instead of into one file.

    Raises:
        MisuseError: The path does not tell.
    """
    words, there = os.fspath(path), Path(path)
    if there.is_dir() or words.endswith(("/", os.sep)):
        return True
    if there.suffix.lower() in (".html", ".htm"):
        return False
    if there.exists() and not there.is_file():
        return False  # a pipe or /dev/stdout
    if there.suffix or there.is_file():
        raise MisuseError(
            f"{words!r} is no name of a report: end it in .html for one file, or in / for a folder of pages"
        )
    return True


def _check_graph(graph: object) -> None:
    if not is_graph(graph):
        raise MisuseError(f"write_report takes a claim graph, not {type(graph).__name__}; see build_graph")


def _encode(pieces: Iterable[str]) -> Iterator[bytes]:
    return ("".join(some).encode("utf-8") for some in cut_batches(pieces, PIECES))


__all__ = ["format_report", "is_folder", "write_report"]
