"""Load what lossless formats hold; every other is refused with what it lost."""

from __future__ import annotations

import os
from typing import Any

from claimgraph.errors import FormatError
from claimgraph.output.files.formats import find_format, list_formats
from claimgraph.output.files.graphs import read_parts
from claimgraph.output.files.nouns import read_nouns
from claimgraph.output.files.records import read_saved


def load_saved(path: str | os.PathLike[str]) -> Any:
    """Return what a lossless file holds: a `GraphParts`, a noun or a tuple of nouns.

    Raises:
        FormatError: The format is a lossy one or not known, or the file is broken; the text says
            what to load instead, or names the line.
        OSError: The file cannot be read.
    """
    found = find_format(path)
    if found.lost:
        lossless = " or ".join(one.suffix for one in list_formats() if not one.lost)
        advice = f"load the {lossless} that save() wrote, or build the graph from its articles again"
        advice = "; ".join(filter(None, (advice, found.instead)))
        raise FormatError(f"{os.fspath(path)}: a {found.suffix} cannot be loaded, as {found.lost}; {advice}")
    holds, records = read_saved(path)
    return read_parts(records, path) if holds is None else read_nouns(records, path, holds=holds)


__all__ = ["load_saved"]
