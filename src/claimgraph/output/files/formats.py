"""The formats by suffix, as rows of ``formats.toml`` beside this module."""

from __future__ import annotations

import os
import tomllib
from functools import lru_cache
from pathlib import Path

from attrs import frozen

from claimgraph.output.lines import check_suffix


@frozen(kw_only=True)
class Format:
    """A kind of file: what it holds, and what is not in it, empty where nothing is lost.

    ``instead`` says what else reads a file of that kind.
    """

    suffix: str
    holds: str
    lost: str = ""
    instead: str = ""


@lru_cache(maxsize=1)
def list_formats() -> tuple[Format, ...]:
    """Return the formats that can be saved, the lossless ones first."""
    table = tomllib.loads((Path(__file__).parent / "formats.toml").read_text(encoding="utf-8"))
    return tuple(Format(suffix=suffix, **row) for suffix, row in table.items())


def find_format(path: str | os.PathLike[str]) -> Format:
    """Return the format that the suffix of a path names.

    Raises:
        FormatError: None has it; the text lists those there are.
    """
    formats = {one.suffix: one for one in list_formats()}
    return formats[check_suffix(path, tuple(formats))]


__all__ = ["Format", "find_format", "list_formats"]
