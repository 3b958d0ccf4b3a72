"""Which words for whoever did it mean one party: "Russian", "Russian warplanes" and "Russia" do.

Only words are compared. A kind of party ("regime", "army": a state) and the words that name it
("Russian") are told apart by ``parties.toml``; two names agree where one begins with the other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from attrs import frozen

# So many letters two names must share to be forms of one: "Russia" and "Russian".
_SHARED = 4
_JOINING = frozenset({"and", "or"})
_WORD = re.compile(r"[^\W\d_]+")


@frozen(kw_only=True)
class PartyWords:
    """The compiled table: the kind each word tells, words that tell nothing, sources that do nothing.

    ``families`` join kinds, ``names`` forms of one name; a phrase with a word of ``noise`` is none.
    """

    kinds: Mapping[str, str]
    families: Mapping[str, str]
    names: Mapping[str, str]
    noise: frozenset[str]
    empty: frozenset[str]
    bystanders: frozenset[str]


@frozen(kw_only=True)
class Party:
    """What some words say of a party: the names in them, and its kind where a word tells it.

    ``joined`` marks several parties in one phrase, "Russian or Syrian warplanes": who accuses one of
    them says something else.
    """

    names: frozenset[str]
    kind: str | None
    joined: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the words name nobody: "car"."""
        return not self.names and self.kind is None


@lru_cache(maxsize=1)
def load_party_words() -> PartyWords:
    """Return the shipped words."""
    table = tomllib.loads((Path(__file__).parent / "parties.toml").read_text(encoding="utf-8"))
    kinds = {word: kind for kind, words in table["kinds"].items() for word in words}
    return PartyWords(
        kinds=MappingProxyType(kinds),
        families=MappingProxyType(table["families"]),
        names=MappingProxyType(table["names"]),
        noise=frozenset(table["words"]["noise"]),
        empty=frozenset(table["words"]["empty"]),
        bystanders=frozenset(table["words"]["bystanders"]),
    )


def read_party(words: str, *, places: Iterable[str] = ()) -> Party:
    """Read what some words say of a party.

    Args:
        words: "the US-led coalition", "Assads air force".
        places: Names of places, whose words name no party here: "Homs rebels" are rebels.
    """
    table = load_party_words()
    where = {word for place in places for word in _list_words(place)}
    told = _list_words(words)
    if not table.noise.isdisjoint(told):
        return Party(names=frozenset(), kind=None)
    kinds = [table.kinds[word] for word in told if word in table.kinds]
    names = {
        table.names.get(word, word)
        for word in told
        if word not in table.kinds and word not in table.empty and word not in where
    }
    joined = not _JOINING.isdisjoint(told) and len(names) + len(set(kinds)) > 1
    return Party(names=frozenset(names), kind=kinds[0] if kinds else None, joined=joined)


def _list_words(words: str) -> list[str]:
    return _WORD.findall(words.lower().replace(".", ""))


def is_within(party: Party, other: Party) -> bool:
    """Return whether the words of the one party may mean the other, which they say less of."""
    if party.kind not in (None, other.kind) or party.joined != other.joined:
        return False
    return all(any(_agree(name, wider) for wider in other.names) for name in party.names)


def are_rivals(a: Party, b: Party) -> bool:
    """Return whether two parties are surely two: of different kinds, or both named and not alike."""
    families = load_party_words().families
    kinds = {families.get(party.kind or "", party.kind) for party in (a, b)}
    if len(kinds) > 1 and None not in kinds:
        return True
    alike = any(_agree(name, other) for name in a.names for other in b.names)
    return bool(a.names) and bool(b.names) and not alike


def _agree(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _SHARED and longer.startswith(shorter))


def gather_parties(parties: Sequence[Party]) -> Mapping[Party, Party]:
    """Say for each party which of them it stands for.

    "Regime" stands for "Syrian regime" where that is the only one it can mean; where there are
    several it stays a party of its own. Forms of one name stand for the first by name.

    Returns:
        A mapping from every party to the one it stands for, which stands for itself.
    """
    ordered = sorted(set(parties), key=_rank_party)
    home: dict[Party, Party] = {}
    for party in ordered:
        equal = [one for one in ordered if one in home and home[one] == one and _are_one(party, one)]
        home[party] = equal[0] if equal else party
    heads = [party for party in ordered if home[party] == party]
    outer = {head: [one for one in heads if one != head and is_within(head, one)] for head in heads}
    widest = {head: [one for one in outer[head] if not outer[one]] for head in heads}
    stands = {head: widest[head][0] if len(widest[head]) == 1 else head for head in heads}
    return {party: stands[home[party]] for party in ordered}


def _are_one(a: Party, b: Party) -> bool:
    return is_within(a, b) and is_within(b, a)


def _rank_party(party: Party) -> tuple[int, list[str], str]:
    return -len(party.names), sorted(party.names), party.kind or ""


__all__ = ["Party", "are_rivals", "gather_parties", "is_within", "load_party_words", "read_party"]
