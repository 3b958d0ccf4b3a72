"""An article's places as all its counts see them: looked at once, then sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from claimgraph.extraction.places.groups import (
    COARSE,
    SHARP,
    SHARPNESS,
    SPECIFIC,
    STREETS,
    Group,
    Sight,
    find_bare_name,
    find_children,
    find_country,
    group_places,
    see_places,
)
from claimgraph.extraction.places.sites import SiteWords, find_sites
from claimgraph.extraction.places.words import PlaceMention, PlaceWords
from claimgraph.extraction.sentences import Sentence
from claimgraph.model import Candidate, Span

_LEDE_SENTENCES = 2
# An article with more mentions offers each count only those near it, and a few of the whole.
_MOST_MENTIONS = 120
_REACH = 40
_LEDE_PLACES = 12
_FREQUENT_PLACES = 3
_ARTICLES = frozenset({"a", "an"})
_BROAD = COARSE | {"country"}
_PARTING = frozenset({"of", "in", "on", "at", "the", "by"})


# How sharp the sharpest place of a sentence is.
LEVELS = ("none", "wide", "sharp")


class Known(NamedTuple):
    """What speaks for and against a place as that of any count of a sentence.

    ``at`` is the character that its witness begins at, ``qualifies`` tells that this one only says
    where another place is.
    """

    at: int
    features: tuple[str, ...]
    qualifies: bool


class Row(NamedTuple):
    """What the counts of one sentence share.

    ``here`` are the keys of the places in it, ``bare`` their names, ``level`` whether the sharpest
    of them is a town or less ("sharp"), larger ("wide") or none is there, ``latest`` and ``next``
    the sharpest places before and behind, ``site`` the one that a later sentence says its event
    was at, ``nearest`` where its places stand, ``indefinite`` the kinds of "a
    town" in it. ``contrasts`` are the characters at which a contrast begins, ``tokens`` those of
    every token. ``known`` keeps the features of the places of other sentences and ``rated`` what
    they come to, ``marked`` are the latest, the next and the site.
    """

    here: frozenset[str]
    bare: frozenset[str]
    level: str
    latest: str
    next: str
    site: str
    indefinite: frozenset[str]
    contrasts: list[int]
    tokens: list[int]
    nearest: list[tuple[int, str]]
    known: dict[str, Known]
    rated: dict[str, Candidate]
    marked: frozenset[str]


class View:
    """The places of one article, grouped, with what every count asks of them.

    Args:
        places: All mentions of places in the article, in text order.
        sentences: The article's sentences.
        words: The word tables.
        site_words: The words of sentences that say where the event told before was.
    """

    def __init__(
        self,
        places: tuple[PlaceMention, ...],
        sentences: tuple[Sentence, ...],
        words: PlaceWords,
        site_words: SiteWords,
    ) -> None:
        self._sentences = sentences
        self._words = words
        sights = see_places(places)
        plain = [sight for sight in sights if sight.is_plain]
        self.groups = group_places(sights)
        self.children = find_children(self.groups)
        self._sort_out(plain)
        self._sites = find_sites(self._by_sentence, sentences, self.children, site_words)
        lede = [sight for sight in plain if sight.sentence < _LEDE_SENTENCES]
        self._lede = frozenset([sight.key for sight in lede])
        lede_place = max(lede, key=_rate_sharpness).key if lede else ""
        self._all_starts = [sight.start for sight in sights]
        self._all_ends = [sight.end for sight in sights]
        self._covered: dict[tuple[Span, ...], frozenset[int]] = {}
        # "Israeli" and "Russian" say who acts, hardly where.
        telling = plain or [sight for sight in sights if sight.mention.role != "person"]
        countries = [find_country(sight.mention.place) for sight in telling]
        self._country = _find_commonest([country for country in countries if country])
        self.standing = {group.key: self._describe_group(group) for group in self.groups}
        self._rows: dict[int, Row] = {}
        usable = [sight for sight in sights if sight.mention.role != "person"]
        self._usable = usable if len(usable) > _MOST_MENTIONS else []
        if self._usable:
            most = _find_commonest([s.key for s in plain if s.mention.place.kind not in _BROAD], least=2)
            self._order_groups([lede_place, most, *[sight.key for sight in lede[:_LEDE_PLACES]]])

    def _sort_out(self, plain: list[Sight]) -> None:
        """Note the plain mentions, the sharp ones and those that something is at, by sentence."""
        self._by_sentence: dict[int, list[Sight]] = {}
        self._specific: dict[int, list[Sight]] = {}
        self._located: dict[int, list[Sight]] = {}
        for sight in plain:
            self._by_sentence.setdefault(sight.sentence, []).append(sight)
            if sight.grain in SPECIFIC:
                self._specific.setdefault(sight.sentence, []).append(sight)
            if _is_located(sight.mention):
                self._located.setdefault(sight.sentence, []).append(sight)
        self._specific_sentences = sorted(self._specific)
        self._located_sentences = sorted(self._located)

    def _order_groups(self, keys: list[str]) -> None:
        """Note which group each mention belongs to and which groups are candidates everywhere."""
        order = {group.key: index for index, group in enumerate(self.groups)}
        self._homes = [order[sight.key] for sight in self._usable]
        self._starts = [sight.start for sight in self._usable]
        often = sorted(self.groups, key=lambda group: -group.plain)[:_FREQUENT_PLACES]
        everywhere = [*keys, *[group.key for group in often]]
        self._everywhere = {order[key] for key in everywhere if key in order}

    def _describe_group(self, group: Group) -> tuple[str, ...]:
        """Return the features of a place that are the same for all counts of the article."""
        features: tuple[str, ...] = ("lede",) if group.key in self._lede else ()
        if group.place.kind in STREETS:
            features += ("is_street",)
        if group.country and self._country and group.country != self._country:
            features += ("other_country",)
        return features

    def list_candidates(self, at: int) -> Sequence[Group]:
        """Return the groups that a count at character ``at`` may belong to, in text order.

        All of them, but in a long article only those with a mention near the count, those of the
        headline and the first sentences, and the ones named most.
        """
        if not self._usable:
            return self.groups
        middle = bisect_left(self._starts, at)
        near = self._homes[max(0, middle - _REACH) : middle + _REACH]
        return [self.groups[index] for index in sorted(self._everywhere.union(near))]

    def view_sentence(self, number: int) -> Row:
        """Return what the counts of one sentence share."""
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = self._read_row(number)
        return row

    def _read_row(self, number: int) -> Row:
        sentence, words = self._sentences[number], self._words
        parted = not words.contrast.isdisjoint(sentence.lower)
        unnamed = not words.standing.isdisjoint(sentence.lower)
        here = self._by_sentence.get(number, [])
        located, specific = self._located_sentences, self._specific_sentences
        earlier, later = bisect_left(located, number), bisect_right(specific, number)
        latest = _find_sharpest(self._located[located[earlier - 1]]) if earlier else ""
        after = _find_sharpest(self._specific[specific[later]]) if later < len(specific) else ""
        site = self._sites.get(number, "")
        return Row(
            here=frozenset([sight.key for sight in here]),
            bare=frozenset([find_bare_name(sight.mention.place.name) for sight in here]),
            level="none" if not here else "sharp" if True in [s.grain in SHARP for s in here] else "wide",
            latest=latest,
            next=after,
            site=site,
            indefinite=_find_indefinite(sentence, words) if unnamed else frozenset(),
            contrasts=[token[2] for token in sentence.tokens if token[1] in words.contrast] if parted else [],
            tokens=[token[2] for token in sentence.tokens],
            nearest=[(sight.start, sight.key) for sight in here],
            known={},
            rated={},
            marked=frozenset((latest, after, site)),
        )

    def find_covered(self, spans: tuple[Span, ...]) -> frozenset[int]:
        """Return the characters at which those places begin that overlap one of some spans."""
        known = self._covered.get(spans)
        if known is None:
            known = self._covered[spans] = frozenset(self._list_covered(spans))
        return known

    def _list_covered(self, spans: tuple[Span, ...]) -> list[int]:
        starts, ends = self._all_starts, self._all_ends
        covered = []
        for start, end in spans:
            # Places do not overlap each other, so that their ends are in order too.
            at = bisect_right(ends, start)
            while at < len(starts) and starts[at] < end:
                covered.append(starts[at])
                at += 1
        return covered


def _is_located(mention: PlaceMention) -> bool:
    """Return whether something is at a place that is named, not only near it or somewhere in a country."""
    return mention.role == "location" and not mention.qualifies and mention.place.kind != "country"


def _rate_sharpness(sight: Sight) -> int:
    return SHARPNESS[sight.grain]


def _find_sharpest(sights: list[Sight]) -> str:
    """Return the key of the sharpest of some places, the last of equals."""
    return sights[0].key if len(sights) == 1 else max(reversed(sights), key=_rate_sharpness).key


def _find_commonest(keys: list[str], *, least: int = 1) -> str:
    """Return the commonest key, the first of equals; empty where none is there ``least`` times."""
    counted = Counter(keys)
    key = max(counted, key=counted.__getitem__, default="")
    return key if counted[key] >= least else ""


def _find_indefinite(sentence: Sentence, words: PlaceWords) -> frozenset[str]:
    """Return the kinds of a place that the sentence speaks of without a name: "a town in the north"."""
    kinds: set[str] = set()
    tokens = sentence.tokens
    for index in [n for n, token in enumerate(tokens) if token[1] in words.anaphors]:
        token = tokens[index]
        before = [t[1] for t in tokens[max(0, index - 5) : index]]
        articles = [n for n, word in enumerate(before) if word in _ARTICLES]
        if token.text == token.lower and articles and _PARTING.isdisjoint(before[articles[-1] :]):
            kinds |= words.anaphors[token.lower]
    return frozenset(kinds)
