"""An article's places as all its counts see them: looked at once, then sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from claimgraph.extraction.places.groups import (
    COARSE,
    PLAIN_ROLES,
    SHARP,
    SHARPNESS,
    SPECIFIC,
    STREETS,
    Group,
    find_bare_name,
    find_children,
    find_country,
    find_grain,
    find_key,
    group_places,
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
_PARTING = frozenset({"of", "in", "on", "at", "the", "by"})


class Row(NamedTuple):
    """What the counts of one sentence share.

    ``here`` are the keys of the places in it, ``bare`` their names, ``level`` whether the sharpest
    of them is a town or less ("sharp"), larger ("wide") or none is there, ``latest`` and ``next``
    the sharpest places before and behind, ``site`` the one that a later sentence says its event
    was at, ``nearest`` where its places stand, ``indefinite`` the kinds of "a
    town" in it. ``contrasts`` are the characters at which a contrast begins, ``tokens`` those of
    every token. ``known`` keeps the features of the places of other sentences, ``marked`` are
    the latest, the next and the site.
    """

    here: frozenset[str]
    bare: frozenset[str]
    level: str
    latest: str
    next: str
    site: str
    indefinite: frozenset[str]
    contrasts: tuple[int, ...]
    tokens: tuple[int, ...]
    nearest: tuple[tuple[int, int, str], ...]
    known: dict[str, tuple[int, tuple[str, ...]]]
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
        plain = [p for p in places if p.role in PLAIN_ROLES]
        self.groups = group_places(places)
        self.children = find_children(self.groups)
        self.by_sentence: dict[int, list[PlaceMention]] = {}
        for mention in plain:
            self.by_sentence.setdefault(mention.sentence, []).append(mention)
        self._specific = _sort_out(plain, lambda one: find_grain(one.place) in SPECIFIC)
        self.specific_sentences = sorted(self._specific)
        self._located = _sort_out(plain, _is_located)
        self._located_sentences = sorted(self._located)
        self._sites = find_sites(self.by_sentence, sentences, self.children, site_words)
        lede = [p for p in plain if p.sentence < _LEDE_SENTENCES]
        sharpest = max(lede, key=lambda p: SHARPNESS[find_grain(p.place)], default=None)
        self.lede = frozenset(find_key(p.place) for p in lede)
        self.lede_place = find_key(sharpest.place) if sharpest else ""
        self._all_starts = [p.start for p in places]
        self._all_ends = [p.span[1] for p in places]
        self._covered: dict[tuple[Span, ...], frozenset[int]] = {}
        # "Israeli" and "Russian" say who acts, hardly where.
        countries = (find_country(p.place) for p in plain or places if p.role != "person")
        self.country = _find_commonest(country for country in countries if country)
        self.most = _find_commonest(
            (find_key(p.place) for p in plain if p.place.kind not in {"country", *COARSE}), least=2
        )
        self.standing = self._describe_groups()
        self._words = words
        self._rows: dict[int, Row] = {}
        # Candidates by words and features: most are alike for several counts.
        self.rated: dict[tuple[str, tuple[str, ...]], Candidate] = {}
        self._order_groups(places, lede)

    def _order_groups(self, places: tuple[PlaceMention, ...], lede: list[PlaceMention]) -> None:
        """Note which group each mention belongs to and which groups are candidates everywhere."""
        order = {group.key: index for index, group in enumerate(self.groups)}
        usable = [p for p in places if p.role != "person"]
        self._homes = [order[find_key(p.place)] for p in usable]
        self._starts = [p.span.start for p in usable]
        often = sorted(self.groups, key=lambda group: -group.plain)[:_FREQUENT_PLACES]
        keys = {*(group.key for group in often), self.lede_place, self.most}
        keys.update(find_key(p.place) for p in lede[:_LEDE_PLACES])
        self._everywhere = {order[key] for key in keys if key in order}

    def _describe_groups(self) -> dict[str, tuple[str, ...]]:
        """Return for each place the features that are the same for all counts of the article."""
        described = {}
        for group in self.groups:
            features = ["lede"] if group.key in self.lede else []
            if group.place.kind in STREETS:
                features.append("is_street")
            if group.country and self.country and group.country != self.country:
                features.append("other_country")
            described[group.key] = tuple(features)
        return described

    def list_candidates(self, at: int) -> Iterable[Group]:
        """Return the groups that a count at character ``at`` may belong to, in text order.

        All of them, but in a long article only those with a mention near the count, those of the
        headline and the first sentences, and the ones named most.
        """
        if len(self._homes) <= _MOST_MENTIONS:
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
        tokens, words = self._sentences[number].tokens, self._words
        lowers = {token[1] for token in tokens}
        parted = not words.contrast.isdisjoint(lowers)
        unnamed = not words.standing.isdisjoint(lowers)
        here = self.by_sentence.get(number, [])
        grains = [find_grain(p.place) for p in here]
        located, specific = self._located_sentences, self.specific_sentences
        earlier, later = bisect_left(located, number), bisect_right(specific, number)
        latest = _find_sharpest(self._located[located[earlier - 1]]) if earlier else ""
        after = _find_sharpest(self._specific[specific[later]]) if later < len(specific) else ""
        site = self._sites.get(number, "")
        return Row(
            here=frozenset([find_key(p.place) for p in here]),
            bare=frozenset([find_bare_name(p.place.name) for p in here]),
            level="none" if not here else "wide" if SHARP.isdisjoint(grains) else "sharp",
            latest=latest,
            next=after,
            site=site,
            indefinite=_find_indefinite(self._sentences[number], words) if unnamed else frozenset(),
            contrasts=tuple([token[2] for token in tokens if token[1] in words.contrast]) if parted else (),
            tokens=tuple([token[2] for token in tokens]),
            nearest=tuple([(*p.span, find_key(p.place)) for p in here]),
            known={},
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


def _sort_out(
    mentions: list[PlaceMention], fits: Callable[[PlaceMention], bool]
) -> dict[int, list[PlaceMention]]:
    """Return the mentions that fit, by sentence."""
    found: dict[int, list[PlaceMention]] = {}
    for mention in mentions:
        if fits(mention):
            found.setdefault(mention.sentence, []).append(mention)
    return found


def _is_located(mention: PlaceMention) -> bool:
    """Return whether something is at a place that is named, not only near it or somewhere in a country."""
    return mention.role == "location" and not mention.qualifies and mention.place.kind != "country"


def _find_sharpest(mentions: list[PlaceMention]) -> str:
    """Return the key of the sharpest of some places, the last of equals."""
    return find_key(max(reversed(mentions), key=lambda one: SHARPNESS[find_grain(one.place)]).place)


def _find_commonest(keys: Iterable[str], *, least: int = 1) -> str:
    """Return the commonest key, the first of equals; empty where none is there ``least`` times."""
    key, count = max(Counter(keys).items(), key=lambda item: item[1], default=("", 0))
    return key if count >= least else ""


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
