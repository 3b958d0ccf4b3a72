"""What is named around a name that several places have, and which of them it speaks for."""

from __future__ import annotations

from collections import Counter

from claimgraph.extraction.places.found import Found
from claimgraph.lexicon.gazetteer import Entry, Gazetteer

_HERE = 5.0
_BESIDE = 1.5
_SETTLED = 2.0
_OFTEN = 0.2
_MOST_OFTEN = 5
# A sentence with more names than this is a list; its further names say nothing about the others.
_MOST_NAMES = 40
# A name of more places than this says nothing about its neighbours.
_MOST_ENTRIES = 6


class Company:
    """The places that an article names, by sentence, as evidence for one reading of a name.

    Args:
        found: The names of the article.
        gazetteer: Where the containing places of an entry are found.
    """

    def __init__(self, found: list[Found], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._above: dict[str, frozenset[str]] = {}
        self._here: dict[int, dict[str, frozenset[str]]] = {}
        self._often: Counter[str] = Counter()
        self._own: Counter[tuple[str, str]] = Counter()
        self._settled: dict[str, str] = {}
        self._others: dict[tuple[int, str], list[frozenset[str]]] = {}
        doubtful = [name for name in found if len(name.entries) > 1]
        if doubtful:
            # Nobody asks for the company of a name that one place has.
            self._gather(found)
        for name in doubtful:
            if name.core not in self._settled:
                self._settle(name)

    def _gather(self, found: list[Found]) -> None:
        for name in found:
            entries = name.entries
            if name.role not in {"person", "demonym"} and len(entries) <= _MOST_ENTRIES:
                keys = frozenset([entry[0] for entry in entries])
                here = self._here.setdefault(name.sentence, {})
                if len(here) < _MOST_NAMES:
                    here[name.core] = keys
                for key in keys:
                    self._often[key] += 1
                    self._own[name.core, key] += 1

    def _settle(self, name: Found) -> None:
        others = self._list_others(name)
        if others:
            inside = [entry.key for entry in name.entries if self._is_inside(others, entry)]
            if len(inside) == 1:
                self._settled[name.core] = inside[0]

    def score(self, name: Found, entry: Entry) -> float:
        """Return what the places around a name add to one of its entries.

        Most where a place that contains the entry is named in the sentence ("Midan in Damascus"),
        then where another sentence said so of the same name, then where places in the same region
        stand beside it or the article often names what contains it.
        """
        above = self._find_above(entry)
        others = self._list_others(name)
        if self._is_inside(others, entry):
            return _HERE
        score = _SETTLED if self._settled.get(name.core) == entry.key else 0.0
        if entry.kind == "state" and self._holds_any(entry.key, others):
            return score + _HERE
        if above and self._shares_any(above, others):
            score += _BESIDE
        # A city and its province of one name must not count for each other.
        often = max([self._often[key] - self._own[name.core, key] for key in above], default=0)
        return score + _OFTEN * min(often, _MOST_OFTEN)

    def _list_others(self, name: Found) -> list[frozenset[str]]:
        asked = name.sentence, name.core
        others = self._others.get(asked)
        if others is None:
            here = self._here.get(name.sentence, {})
            others = self._others[asked] = [keys for core, keys in here.items() if core != name.core]
        return others

    def _is_inside(self, others: list[frozenset[str]], entry: Entry) -> bool:
        above = self._find_above(entry)
        # A list, not a generator: there are a handful.
        return False in [above.isdisjoint(keys) for keys in others]

    def _holds_any(self, key: str, others: list[frozenset[str]]) -> bool:
        return any(key in self._find_above_key(other) for keys in others for other in keys)

    def _shares_any(self, above: frozenset[str], others: list[frozenset[str]]) -> bool:
        for keys in others:
            if len(keys) == 1:
                (key,) = keys
                if not above.isdisjoint(self._find_above_key(key)):
                    return True
        return False

    def _find_above_key(self, key: str) -> frozenset[str]:
        known = self._above.get(key)
        if known is not None:
            return known
        entry = self._gazetteer.find_entry(key)
        return self._find_above(entry) if entry else frozenset()

    def _find_above(self, entry: Entry) -> frozenset[str]:
        """Return the keys of what contains an entry, but for its country."""
        above = self._above.get(entry.key)
        if above is None:
            path = self._gazetteer.find_path(entry)
            above = self._above[entry.key] = frozenset([e.key for e in path if e.kind != "country"])
        return above
