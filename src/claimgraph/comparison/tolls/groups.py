"""Which groups of people lie within which, so that their figures can be compared.

Only `Claim.group_kind` is read. The table is ``groups.toml`` beside this module; a user's own rows
join it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrs import frozen

from claimgraph.comparison.own_tables import read_table
from claimgraph.errors import FormatError

_KEYS = frozenset({"everyone", "general", "by_age_or_sex", "within"})


@frozen(kw_only=True)
class Groups:
    """The kinds of people: what lies in what, which tell a total, which cut across the others.

    ``within`` gives for a narrower kind the one it lies in; a kind that it does not name lies
    directly in ``everyone``.
    """

    everyone: str
    general: frozenset[str]
    by_age_or_sex: frozenset[str]
    within: Mapping[str, str]


@lru_cache(maxsize=16)
def load_groups(path: str | os.PathLike[str] | None = None) -> Groups:
    """Return the shipped groups, with the rows of a file of your own where one is given.

    Args:
        path: A TOML file with any of the keys of the shipped table: ``general`` and
            ``by_age_or_sex`` add kinds, the rows of ``[within]`` add to the shipped ones or
            replace them, ``everyone`` replaces the shipped word.

    Raises:
        FormatError: The file is no such table, or a kind would lie in itself.
    """
    table = _read_table(Path(__file__).parent / "groups.toml")
    own = _read_table(Path(path)) if path is not None else {}
    within = {**table["within"], **own.get("within", {})}
    groups = Groups(
        everyone=own.get("everyone", table["everyone"]),
        general=frozenset(table["general"]) | frozenset(own.get("general", ())),
        by_age_or_sex=frozenset(table["by_age_or_sex"]) | frozenset(own.get("by_age_or_sex", ())),
        within=MappingProxyType(within),
    )
    for kind in within:
        if kind in _list_outer(kind, groups):
            raise FormatError(f"{path}: {kind!r} would lie in itself; break the ring in [within]")
    return groups


def _read_table(path: Path) -> dict[str, Any]:
    table = read_table(path)
    strange = sorted(set(table) - _KEYS)
    if strange:
        raise FormatError(f"{path}: unknown key {strange[0]!r:.80}, known are {', '.join(sorted(_KEYS))}")
    for key, value in table.items():
        if not _fits(key, value):
            raise FormatError(f"{path}: {key} must be {_WANTED[key]}")
    return table


_WANTED = {
    "everyone": "a text",
    "general": "a list of texts",
    "by_age_or_sex": "a list of texts",
    "within": "a table of texts",
}


def _fits(key: str, value: object) -> bool:
    if key == "everyone":
        return isinstance(value, str)
    if key == "within":
        return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _list_outer(kind: str, groups: Groups) -> list[str]:
    """Return the kinds that hold a kind, the narrowest first; a ring is run through once."""
    outer: list[str] = []
    while kind != groups.everyone and kind not in outer[:-1]:
        kind = groups.within.get(kind, groups.everyone)
        outer.append(kind)
    return outer


def lies_within(narrow: str, wide: str, *, groups: Groups | None = None) -> bool:
    """Return whether every member of ``narrow`` is one of ``wide``, the two being different kinds."""
    return narrow != wide and wide in _list_outer(narrow, groups or load_groups())


def are_comparable(one: str, other: str, *, groups: Groups | None = None) -> bool:
    """Return whether a figure of the one kind may be told of the other: "people" and "civilians"."""
    return one == other or lies_within(one, other, groups=groups) or lies_within(other, one, groups=groups)


def widest(kinds: frozenset[str], *, groups: Groups | None = None) -> str:
    """Return the kind that holds the others; of several, the first by name."""
    known = groups or load_groups()
    outer = [kind for kind in kinds if not any(lies_within(kind, other, groups=known) for other in kinds)]
    return min(outer, default=known.everyone)


__all__ = ["Groups", "are_comparable", "lies_within", "load_groups", "widest"]
