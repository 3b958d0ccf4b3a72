"""The columns of the named tables are described where a reader looks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.output.files import list_formats
from claimgraph.output.tables import TABLES, list_columns

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("table", TABLES)
def test_reference_describes_every_column(table: str) -> None:
    """The page of tables has each column with its kind, hashtag and meaning, in order."""
    page = (DOCS / "reference" / "tables.md").read_text(encoding="utf-8")
    section = page.split(f"## {table.capitalize()}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    cells = [(one.name, one.kind, one.tag, one.meaning.replace("``", "`")) for one in list_columns(table)]
    assert rows == [
        f"| `{name}` | {kind} | " + (f"`{tag}` | " if tag else "") + f"{meaning} |"
        for name, kind, tag, meaning in cells
    ]


def test_page_of_formats_has_every_suffix() -> None:
    """Each format says what it holds, and each lossy one what is lost."""
    page = (DOCS / "formats.md").read_text(encoding="utf-8")
    for one in list_formats():
        assert f"| `{one.suffix}` | {one.holds} | {one.lost or 'nothing'} |" in page


def test_unknown_table_has_no_columns() -> None:
    """Absence is a value."""
    assert list_columns("figures") == ()
