"""The page on reliability says what was found, and what was found is as it should be."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """The script that writes the tables."""
    spec = importlib.util.spec_from_file_location("reliability_page", REPOSITORY / "reliability" / "page.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_page_shows_the_figures_that_are_kept(maker: ModuleType) -> None:
    """The tables of the docs are what the script makes of the results."""
    page = (REPOSITORY / "docs" / "reliability.md").read_text(encoding="utf-8")
    assert maker.write_page(page) == page
    assert all(f"<!-- {part} -->" in page for part in maker.load_figures())


def test_every_result_has_its_table(maker: ModuleType) -> None:
    """No kept result is left out of the page, and no table is empty."""
    kept = {file.stem for file in (REPOSITORY / "reliability" / "results").glob("*.json")}
    assert kept == maker.load_figures().keys()


def test_what_was_found_is_as_wanted(maker: ModuleType) -> None:
    """A result that is not what the page promises is kept out of the repository."""
    wrong = [
        f"{part}: {row['what']}"
        for part, table in maker.load_figures().items()
        for key, row in table["rows"].items()
        if not maker.holds_wish(maker.find_value(maker.load_results(part), key), row)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("found", "wanted", "expected"),
    [
        (0, 0, True),
        (1, 0, False),
        ([], 0, True),
        (["a"], 0, False),
        (0.9, 0.9, True),
        (0.89, 0.9, False),
        (False, True, False),
    ],
)
def test_a_wish_is_a_number_exactly_or_a_share_at_least(
    maker: ModuleType, found: object, wanted: object, expected: bool
) -> None:
    """Counts must be what is wanted, shares no less."""
    assert maker.holds_wish(found, {"wanted": wanted}) is expected
