"""What a reader is told of the example articles is what it was when somebody last looked at it."""

from __future__ import annotations

from difflib import unified_diff

import pytest
from telling import CORPORA, TOLD, tell_corpus


@pytest.mark.parametrize("name", CORPORA)
def test_all_that_is_said_of_the_examples_is_as_it_was_last_looked_at(name: str) -> None:
    """Word by word; where a change is meant, `python tests/telling.py` writes the files anew."""
    kept = (TOLD / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    told = tell_corpus(CORPORA[name]).splitlines()
    assert not list(unified_diff(kept, told, "kept", "told", lineterm="", n=0))
