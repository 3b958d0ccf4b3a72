"""By what a report that claimgraph wrote is known, so that nothing in it is read as an article.

Who keeps a report beside the articles and reads the folder again wants no claims of ours twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

PAGE_MARK = '<meta name="generator" content="claimgraph">'
"""Stands in the head of each page."""

LIST = "claimgraph-files.txt"
"""The file of a folder that names the files which reports wrote into it."""

_HEAD = "Written by claimgraph; these files are replaced and removed with the next report:"
_NAME = re.compile(
    r"index\.(?:html|js)|report\.(?:css|js)|rows/\d+\.js|(?:events|periods|articles)-\d+\.html"
    r"|(?:incidents|articles)/[0-9a-f]{2}/[0-9a-f]{14}\.html"
)


def list_report_files(folder: Path) -> set[str]:
    """List the files that reports wrote into a folder, with ``/`` between the parts of their names.

    The list is believed for names that reports give, and for no others; where there is none, or one that
    is none of ours, nothing in the folder is a report's.
    """
    file = folder / LIST
    try:
        # A pipe of that name would never end.
        lines = file.read_text(encoding="utf-8", errors="replace").split("\n") if file.is_file() else []
    except OSError:
        return set()
    return {line for line in lines[1:] if _NAME.fullmatch(line)} if lines[:1] == [_HEAD] else set()


def format_report_list(names: Iterable[str]) -> str:
    """Return the text of the list."""
    return "\n".join([_HEAD, *sorted(names)]) + "\n"


__all__ = ["LIST", "PAGE_MARK", "format_report_list", "list_report_files"]
