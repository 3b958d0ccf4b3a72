"""Work grows with the text: no shape of article makes it grow faster, no pattern escapes the measure."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimgraph.extraction.claims import trace_article
from claimgraph.model import Article

RELIABILITY = Path(__file__).parents[2] / "reliability"
sys.path.insert(0, str(RELIABILITY))

import growth  # noqa: E402
import patterns  # noqa: E402

# Longer than one sentence may be, and three times that.
SHORT, LONG = 9_000, 27_000


def count_calls(work: Callable[[], Any]) -> int:
    """Count the calls of functions, ours and those of the library."""
    calls = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("shape", growth.SHAPES)
def test_an_article_three_times_as_long_takes_hardly_more_than_three_times_the_calls(shape: str) -> None:
    """Whatever it repeats, numbers or names or quotation marks or one endless sentence: not nine times."""
    write = growth.SHAPES[shape]
    trace_article(Article(id="a", text=write(100)))
    first, second = (
        count_calls(lambda size=size: trace_article(Article(id="a", text=write(size))))
        for size in (SHORT, LONG)
    )
    assert second < 4.2 * first + 1000


def test_every_pattern_of_the_house_is_measured() -> None:
    """A place that compiles or uses a pattern and was never met would grow unseen."""
    code = "import patterns; met = patterns.record_patterns()"
    code += "; print(patterns.list_sites() - {(one.file, one.line) for one in met})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=RELIABILITY, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_texts_are_made_on_which_a_pattern_goes_back_and_forth() -> None:
    """A long run of what the pattern repeats, after what comes before it, and without what would end it."""

    def write(pattern: str | bytes) -> set[str | bytes]:
        return {shape.write(20) for shape in patterns.list_shapes(re.compile(pattern))}

    assert {" " * 20, " " * 20 + "\0", " |x" * 6} <= write(r"\s+\|x")
    assert "ab" + "c" * 20 in write(r"ab(?:c|d)*e")
    assert b" " * 20 in write(rb"\s+")


def test_a_steep_pattern_is_told_from_one_that_is_not() -> None:
    """Four times the time for twice the text is a steepness of two."""
    assert growth.find_steepness((10, 20), (1.0, 4.0)) == pytest.approx(2.0)
    assert growth.find_steepness((1000, 10_000), (1.0, 10.0)) == pytest.approx(1.0)
