"""Write what was found as the tables of `docs/reliability.md`.

    python reliability/page.py

The text between the marks `<!-- PART -->` and `<!-- end of PART -->` is written anew, for each part of
`figures.toml` of which there is a file in `results/`.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "reliability.md"


def load_figures() -> dict[str, Any]:
    """Return the tables of ``figures.toml``: by part its title and its rows."""
    return tomllib.loads((HERE / "figures.toml").read_text(encoding="utf-8"))


def load_results(part: str) -> dict[str, Any]:
    """Return what was found in a part; nothing if it was never measured."""
    file = HERE / "results" / f"{part}.json"
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def format_part(part: Mapping[str, Any], results: Mapping[str, Any]) -> str:
    """Return a part as a table in Markdown."""
    rows = [_format_row(key, row, results) for key, row in part["rows"].items()]
    head = ["| what | found | wanted |", "| --- | ---: | ---: |"]
    return "\n".join([*head, *rows])


def _format_row(key: str, row: Mapping[str, Any], results: Mapping[str, Any]) -> str:
    found = find_value(results, key)
    wanted = _format_value(row["wanted"]) if "wanted" in row else ""
    mark = "" if holds_wish(found, row) else " **not as wanted**"
    return f"| {row['what']} | {_format_value(found)}{mark} | {wanted} |"


def holds_wish(found: object, row: Mapping[str, Any]) -> bool:
    """Return whether a figure is what is wanted of it; lists are wanted by their lengths, shares at least."""
    if "wanted" not in row:
        return True
    size = len(found) if isinstance(found, list | dict) else found
    return bool(size >= row["wanted"] if isinstance(row["wanted"], float) else size == row["wanted"])


def find_value(results: Mapping[str, Any], key: str) -> Any:
    """Return what stands at a key such as ``killed.runs``; what was never counted is zero."""
    found: Any = results
    for name in key.split("."):
        found = found.get(name, 0) if isinstance(found, Mapping) else 0
    return found


def _format_value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, int):
        return f"{value:,}"
    return ", ".join(map(str, value)) or "0" if isinstance(value, list) else str(value)


def write_page(page: str) -> str:
    """Return the page with its tables written anew."""
    for name, part in load_figures().items():
        results = load_results(name)
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        table = f"{begin}\n\n{format_part(part, results)}\n\n{end}"
        page = re.sub(f"{begin}.*?{end}", lambda _, table=table: table, page, flags=re.DOTALL)
    return page


def main() -> int:
    """Write the tables into the page."""
    PAGE.write_text(write_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
