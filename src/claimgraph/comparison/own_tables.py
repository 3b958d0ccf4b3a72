"""TOML files of a user's own → what they hold, or what is wrong with them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from claimgraph.errors import FormatError


def read_table(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds.

    Raises:
        FormatError: It is no file of TOML.
        OSError: It is not there, or cannot be read.
    """
    if path.exists() and not path.is_file():  # nobody may ever write into a pipe, or end a device
        raise FormatError(f"{path}: no file, but a folder, a pipe or a device")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError, too
        raise FormatError(f"{path} is no TOML: {error}") from None


__all__ = ["read_table"]
