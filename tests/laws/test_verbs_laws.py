"""Every public verb takes anything and gives a value or an error of ours; nouns always show themselves."""

from __future__ import annotations

import contextlib
import inspect
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import strategies
from attrs import fields
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claimgraph as cg

# Verbs that are not called with anything, and why.
LEFT_OUT = {
    "Store": "makes a file; `test_store_laws` has its laws",
    "cluster": "a module; `tests/cluster`",
}
VERBS: dict[str, Callable[..., Any]] = {
    name: getattr(cg, name)
    for name in cg.__all__
    if name not in LEFT_OUT and inspect.isfunction(getattr(cg, name))
}
NOUNS: dict[str, st.SearchStrategy[Any]] = {
    "Account": strategies.accounts(),
    "Article": strategies.told_articles().map(lambda both: both[0]),
    "Attribution": strategies.attributions(),
    "Claim": strategies.claims(),
    "DateRange": strategies.date_ranges(),
    "Denial": strategies.denials(),
    "Admission": strategies.admissions(),
    "Incident": strategies.incidents(),
    "Quantity": strategies.quantities(),
    "Source": strategies.sources,
}
anything = (
    st.none()
    | st.booleans()
    | st.integers(-3, 10**20)
    | st.floats()
    | st.text(max_size=20)
    | st.binary(max_size=8)
    | st.dates()
    | st.one_of(*NOUNS.values())
    | st.lists(st.integers() | st.text(max_size=5) | st.one_of(*NOUNS.values()), max_size=3)
    | st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=3)
)
SLOW = settings(
    max_examples=settings().max_examples * 25 // 100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def list_needed(verb: Callable[..., Any]) -> list[inspect.Parameter]:
    """Return what must be given to a verb."""
    return [
        one
        for one in inspect.signature(verb).parameters.values()
        if one.default is inspect.Parameter.empty and one.kind is not inspect.Parameter.VAR_KEYWORD
    ]


@pytest.mark.parametrize("name", sorted(VERBS))
@SLOW
@given(data=st.data())
def test_a_verb_that_is_given_anything_raises_nothing_but_errors_of_ours(
    name: str, data: st.DataObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An `OSError` of a path that is none is the system's; nothing else gets through."""
    monkeypatch.chdir(tmp_path)
    given_, named = [], {}
    for one in list_needed(VERBS[name]):
        value = data.draw(anything, label=one.name)
        if one.kind is inspect.Parameter.KEYWORD_ONLY:
            named[one.name] = value
        elif one.kind is not inspect.Parameter.VAR_POSITIONAL:
            given_.append(value)
    with contextlib.suppress(cg.ClaimGraphError, OSError), contextlib.redirect_stdout(io.StringIO()):
        found = VERBS[name](*given_, **named)
        if inspect.isgenerator(found):
            list(found)


@pytest.mark.parametrize("name", sorted(NOUNS))
@given(data=st.data())
def test_a_noun_shows_itself_and_is_equal_to_its_like(name: str, data: st.DataObject) -> None:
    """In a line, in a notebook, as a key; and a copy of all its fields is the same noun."""
    noun = data.draw(NOUNS[name])
    shown = (repr(noun), str(noun), noun._repr_html_() if hasattr(noun, "_repr_html_") else "")
    assert all(isinstance(one, str) for one in shown)
    assert "\n" not in shown[0]
    again = type(noun)(**{one.name: getattr(noun, one.name) for one in fields(type(noun)) if one.init})
    assert again == noun
    assert hash(again) == hash(noun)
