"""The date words of a lexicon, compiled once: which word opens which kind of phrase."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from attrs import field, frozen

from claimgraph.lexicon.tables import Lexicon


@frozen(kw_only=True, eq=False)
class DateWords:
    """Look-ups by lower-case word; ``heads`` names the reader for each word that can open a phrase.

    ``after_number`` are the words and marks that may follow a number which is the day of a date.
    """

    heads: Mapping[str, str]
    head_words: frozenset[str]
    after_number: frozenset[str]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    full_months: frozenset[str]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    relative: Mapping[str, tuple[int, int]]
    seasons: Mapping[str, tuple[int, int]]
    parts: Mapping[str, str]
    lists: Mapping[str, frozenset[str]] = field(repr=False)
    fixed: Mapping[str, tuple[tuple[tuple[str, ...], int, int], ...]] = field(repr=False)

    def has(self, kind: str, word: str) -> bool:
        """Return whether ``word`` stands in the list ``kind`` of the table."""
        listed = self.lists.get(kind)
        return listed is not None and word in listed


_NONE: frozenset[str] = frozenset()
_NEEDED = ("future", "clause", "begins", "since", "happened", "ranks")  # lists that are asked for by name
# What may stand behind the number of a day: "21-25 March", "21/3/2018", "21st of March".
_JOINTS = ("-", "–", "/", ".", "to", "of", "and")


@lru_cache(maxsize=16)
def load_date_words(lexicon: Lexicon) -> DateWords:
    """Compile the table ``dates``; missing sections are empty."""
    table = lexicon.words("dates")
    names = table.get("names", {})
    lists = {key: frozenset(value) for key, value in table.get("words", {}).items()}
    for name in _NEEDED:
        lists.setdefault(name, _NONE)
    lists["names_before"] = frozenset(names.get("before", ()))
    lists["names_after"] = frozenset(names.get("after", ()))
    lists["short_weekdays"] = frozenset(table.get("short_weekdays", {}))
    lists["of_names"] = frozenset(names.get("of_names", ()))
    lists["feasts"] = frozenset(names.get("feasts", ()))
    heads = _collect_heads(table)
    return DateWords(
        heads=heads,
        head_words=frozenset(heads),
        after_number=frozenset((*table.get("months", {}), *table.get("short_months", {}), *_JOINTS)),
        weekdays={**table.get("short_weekdays", {}), **table.get("weekdays", {})},
        months={**table.get("short_months", {}), **table.get("months", {})},
        full_months=frozenset(table.get("months", {})),
        numbers=dict(table.get("numbers", {})),
        units=dict(table.get("units", {})),
        relative={word: _to_pair(value) for word, value in table.get("relative", {}).items()},
        seasons={word: (first, last) for word, (first, last) in table.get("seasons", {}).items()},
        parts=dict(table.get("parts", {})),
        lists=lists,
        fixed=_read_fixed_days(table),
    )


def _read_fixed_days(table: Mapping[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], int, int], ...]]:
    """Return the feasts of a fixed day by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], int, int]]] = {}
    for name, (month, day) in table.get("fixed_days", {}).items():
        words = tuple(name.split())
        found.setdefault(words[0], []).append((words, month, day))
    return {first: tuple(sorted(rows, key=_count_words, reverse=True)) for first, rows in found.items()}


def _count_words(row: tuple[tuple[str, ...], int, int]) -> int:
    return len(row[0])


def _to_pair(value: int | list[int]) -> tuple[int, int]:
    """Return first and last day of "yesterday" (one number) or "overnight" (two)."""
    return (value, value) if isinstance(value, int) else (value[0], value[1])


def _collect_heads(table: Mapping[str, Any]) -> dict[str, str]:
    sections = (
        ("units", "unit"),
        ("seasons", "season"),
        ("short_months", "month"),
        ("months", "month"),
        ("short_weekdays", "weekday"),
        ("weekdays", "weekday"),
        ("relative", "relative"),
    )
    heads = {word: reader for section, reader in sections for word in table.get(section, {})}
    heads.update(dict.fromkeys(table.get("names", {}).get("feasts", ()), "feast"))
    for name in table.get("fixed_days", {}):
        heads.setdefault(name.split()[0], "feast")
    heads.update(dict.fromkeys(table.get("words", {}).get("then", ()), "then"))
    return heads
