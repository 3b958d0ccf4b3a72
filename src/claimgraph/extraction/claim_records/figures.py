"""The figure of a row: its number, bounds and words put together, and who is counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attrs import evolve

from claimgraph.extraction.claim_records.cells import (
    CellError,
    parse_number,
    read_count,
    read_kind,
    read_text,
    show_cell,
)
from claimgraph.extraction.claim_records.columns import Fields, load_tables
from claimgraph.extraction.counts import find_counts
from claimgraph.extraction.nouns import load_count_words
from claimgraph.extraction.quantities import bound_value, find_quantities
from claimgraph.extraction.sentences import split_sentences
from claimgraph.lexicon import Lexicon
from claimgraph.model import Modifier, Quantity, Span


class Figure(NamedTuple):
    """A quantity, who is counted, and the kind that makes groups comparable."""

    quantity: Quantity
    group: str
    kind: str


class _Told(NamedTuple):
    """A quantity that some words state, and whom it counts; an empty group where they do not say."""

    quantity: Quantity
    group: str = ""
    kind: str = "people"


def read_figure(fields: Fields, words: str, *, lexicon: Lexicon) -> Figure:
    """Read the figure of a row.

    Args:
        fields: Its cells; ``value`` may be "28+", "20-25" or words, the words quoted may stand for it.
        words: The words quoted, empty for none.
        lexicon: The grammar of counts.

    Returns:
        The figure; its spans are characters of ``words``. Bounds that no cell gives are those of the
        words, else those of the bare number.

    Raises:
        CellError: There is no figure, the words state several and no cell says which, the cells
            contradict each other, or the words state other numbers than the cells.
    """
    told = _read_words(words, lexicon)
    given = _read_given(fields, lexicon)
    if given is None:
        chosen = _choose_told(told, words)
        quantity = chosen.quantity
    else:
        match = _find_match(given.quantity, told, words)
        chosen = match or given
        quantity = _merge(given.quantity, match, fields)
    if quantity.modifier is Modifier.RANGE and quantity.low == quantity.high:
        raise CellError("high", "a range needs both its ends")
    group, kind = _read_group(fields, chosen, given, lexicon)
    return Figure(quantity, group, kind)


def _read_words(words: str, lexicon: Lexicon) -> list[_Told]:
    """Return what some words count: people first, else every number."""
    counted, others = [], []
    for sentence in split_sentences(words, lexicon=lexicon):
        found = find_quantities(sentence, lexicon=lexicon)
        counts = find_counts(sentence, found, lexicon=lexicon)
        counted += [_Told(one.quantity, one.group, one.kind) for one in counts if not one.implied]
        others += [_Told(one.quantity) for one in found]
    seen = {one.quantity.span for one in counted}
    return counted + [one for one in others if one.quantity.span not in seen]


def _choose_told(told: Sequence[_Told], words: str) -> _Told:
    people = [one for one in told if one.group] or list(told)
    if len(people) == 1:
        return people[0]
    if not people:
        raise CellError(
            "value", f"there is no figure{f', the words have none: {show_cell(words)}' if words else ''}"
        )
    raise CellError("value", f"the words state several figures, give the one meant: {show_cell(words)}")


def _read_given(fields: Fields, lexicon: Lexicon) -> _Told | None:
    """Return the figure that the cells give; ``None`` where they give none."""
    value = _read_value(fields, lexicon)
    low, high = read_count(fields, "low"), read_count(fields, "high")
    modifier = read_kind(fields, "modifier", Modifier)
    if value is None and low is None and high is None:
        return None
    number = value.quantity.value if value is not None else None
    if low is None and high is None and value is not None and modifier in {None, value.quantity.modifier}:
        return value
    quantity = _bound(number, low, high, modifier)
    words = value.quantity.words if value is not None else _word_bounds(quantity)
    built = evolve(quantity, words=words)
    return _Told(built) if value is None else value._replace(quantity=built)


def _read_value(fields: Fields, lexicon: Lexicon) -> _Told | None:
    cell = fields.get("value")
    if cell is None:
        return None
    if not isinstance(cell, str):
        number = read_count(fields, "value")
        return None if number is None else _Told(_count_exactly(number, str(number)))
    words = cell.strip()
    marked = _read_marked(words)
    if marked is not None:
        return _Told(marked)
    told = _read_words(words, lexicon)
    if len(told) != 1:
        raise CellError("value", f"{'no number' if not told else 'several numbers'}: {show_cell(words)}")
    return told[0]


def _read_marked(words: str) -> Quantity | None:
    """Read digits with the marks that spreadsheets use: "28+", ">= 28", "20-25", "~100"."""
    bounds = load_tables()["bounds"]
    number = parse_number(words)
    if number is not None:
        return _count_exactly(number, words)
    for mark, kind in bounds["before"].items():
        number = parse_number(words.removeprefix(mark).strip()) if words.startswith(mark) else None
        if number is not None:
            return evolve(_bound(number, None, None, Modifier(kind)), words=words)
    for mark, kind in bounds["after"].items():
        number = parse_number(words.removesuffix(mark).strip()) if words.endswith(mark) else None
        if number is not None:
            return evolve(_bound(number, None, None, Modifier(kind)), words=words)
    first, _, second = words.replace("–", "-").partition("-")
    low, high = parse_number(first.strip()), parse_number(second.strip())
    if low is None or high is None or low >= high:
        return None
    return evolve(_bound(low, low, high, Modifier.RANGE), words=words)


def _count_exactly(number: int, words: str) -> Quantity:
    return Quantity(
        value=number, low=number, high=number, modifier=Modifier.EXACT, words=words, span=Span(0, 0)
    )


def _bound(value: int | None, low: int | None, high: int | None, modifier: Modifier | None) -> Quantity:
    """Put a number and its bounds together; what is not given follows from the rest."""
    kind = modifier or _name_modifier(value, low, high)
    if kind is Modifier.VAGUE and value is not None:
        raise CellError("value", f"vague words have no number, {value} is one; leave it empty")
    if low is None and value is not None:
        bounds = bound_value(value, kind)
        low = bounds[0]
        high = bounds[1] if high is None else high
    if value is None and kind is not Modifier.VAGUE:
        value = high if kind is Modifier.AT_MOST else low
    low = 0 if low is None else low
    if high is not None and low > high:
        raise CellError("low", f"{low} is more than high, {high}")
    return Quantity(value=value, low=low, high=high, modifier=kind, words="", span=Span(0, 0))


def _name_modifier(value: int | None, low: int | None, high: int | None) -> Modifier:
    """Return how bounds that no word names bound a number."""
    if low is None and high is None:
        return Modifier.EXACT
    if high is None:
        return Modifier.MORE_THAN if value is not None and low == value + 1 else Modifier.AT_LEAST
    if not low and value in {None, high}:
        return Modifier.EXACT if high == 0 else Modifier.AT_MOST
    if low == high:
        return Modifier.EXACT
    return Modifier.RANGE if value in {None, low} else Modifier.ABOUT


def _word_bounds(quantity: Quantity) -> str:
    if quantity.high is None:
        return f"{quantity.low}+"
    return f"{quantity.low}" if quantity.low == quantity.high else f"{quantity.low}–{quantity.high}"


def _find_match(given: Quantity, told: Sequence[_Told], words: str) -> _Told | None:
    """Return what the words say of the figure given; ``None`` where they have no figure at all."""
    match = next((one for one in told if _is_stated(given, one.quantity)), None)
    if match is None and told:
        numbers = ", ".join(dict.fromkeys(one.quantity.words for one in told))
        figure = given.words or _word_bounds(given)
        raise CellError("value", f"{show_cell(figure)} is not what the words state: {show_cell(numbers)}")
    return match


def _is_stated(given: Quantity, told: Quantity) -> bool:
    """Return whether words that state one quantity state the number of another."""
    if given.value is None or told.value is None:
        return given.value is told.value or (given.low, given.high) == (told.low, told.high)
    return given.value in {told.value, told.high if told.modifier is Modifier.RANGE else told.value}


def _merge(given: Quantity, match: _Told | None, fields: Fields) -> Quantity:
    """Give a figure the words, and the bounds that these state where no cell gives any.

    Words may bound more loosely than the cells say by what stands around them, but not contradict them.
    """
    if match is None:
        return given
    told = match.quantity
    is_free = not {"low", "high"} & set(fields)
    if told.modifier not in {Modifier.EXACT, given.modifier}:
        if given.modifier is Modifier.EXACT and is_free and "modifier" not in fields:
            return told
        column = "modifier" if "modifier" in fields else "value" if is_free else "low"
        raise CellError(column, f"{given.modifier} is not what the words state: {show_cell(told.words)}")
    if is_free and given.modifier is told.modifier:
        return told
    return evolve(given, words=told.words, span=told.span)


def _read_group(fields: Fields, chosen: _Told, given: _Told | None, lexicon: Lexicon) -> tuple[str, str]:
    """Return who is counted, in lower case, and of which kind; people where nothing is said."""
    named = read_text(fields, "group")
    kind = read_text(fields, "group_kind")
    if named is None:
        said = next((one for one in (chosen, given) if one is not None and one.group), None)
        return (said.group, kind or said.kind) if said else ("people", kind or "people")
    group = " ".join(named.lower().split())
    kinds = load_count_words(lexicon).kinds
    return group, kind or kinds.get(group) or kinds.get(group.rpartition(" ")[2], "people")


__all__ = ["Figure", "read_figure"]
