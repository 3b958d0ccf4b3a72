"""Sentences that say where the event told before them was: "The blast took place in the X district"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import fields, frozen

from claimgraph.extraction.places.groups import SHARP, SHARPNESS, SPECIFIC, STREETS, Sight
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon

# How many words "the deadly car bombing" has, how many stand at most between event and place, and
# how many where nothing says that it happened ("the massacre in X").
_PHRASE = 3
_FAR = 16
_BESIDE = 4
# How many sentences before may tell of the event.
_REACH = 5


@frozen(kw_only=True, eq=False)
class SiteWords:
    """The tables of ``sites.toml``."""

    events: frozenset[str]
    happenings: frozenset[str]
    pointing: frozenset[str]
    renewing: frozenset[str]
    aside: frozenset[str]


@lru_cache(maxsize=16)
def load_site_words(lexicon: Lexicon) -> SiteWords:
    """Compile ``sites.toml``."""
    table = lexicon.words("sites")
    return SiteWords(**{field.name: frozenset(table.get(field.name, ())) for field in fields(SiteWords)})


def find_sites(
    named: Mapping[int, Sequence[Sight]],
    sentences: Sequence[Sentence],
    children: Mapping[str, frozenset[str]],
    words: SiteWords,
) -> dict[int, str]:
    """Find the places of events that a later sentence names, by the sentences that told of them.

    "Ten people were killed by a car bomb in the north. The blast took place in the village of X":
    the ten died in X. Told of are the few sentences before, back to one that names another place.

    Args:
        named: The mentions of places that something may be at, by sentence.
        sentences: All sentences of the article.
        children: The places in each place, by key.
        words: The words of such sentences.

    Returns:
        The key of the place for each sentence that has one.
    """
    found: dict[int, str] = {}
    for index in sorted(named, reverse=True):
        located = [sight for sight in named[index] if _may_be_site(sight)]
        if not located or words.events.isdisjoint(sentences[index].lower):
            continue
        key = _find_site(located, sentences[index], children, words)
        for before in range(index - 1, max(-1, index - 1 - _REACH), -1):
            if not key or _names_other(named.get(before, ()), key, children):
                break
            found[before] = key
    return found


def _may_be_site(sight: Sight) -> bool:
    """Return whether something is at a place; a street is an address, which says less than the town."""
    mention = sight.mention
    located = mention.role == "location" and mention.cue and not mention.qualifies
    return bool(located) and sight.grain in SPECIFIC and mention.place.kind not in STREETS


def _names_other(sights: Sequence[Sight], key: str, children: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a sentence has a sharp place of its own, which the site is not in."""
    sharp = [sight.key for sight in sights if sight.grain in SHARP]
    return any(other != key and key not in children.get(other, ()) for other in sharp)


def _find_site(
    located: Sequence[Sight],
    sentence: Sentence,
    children: Mapping[str, frozenset[str]],
    words: SiteWords,
) -> str:
    """Return the key of the one sharpest place that "the attack" was at; empty for none or several."""
    events = _find_events(sentence.lower, words)
    if not events:
        return ""
    starts = [token[2] for token in sentence.tokens]
    sites = [s for s in located if _is_site(bisect_left(starts, s.start), events, sentence.lower, words)]
    sharpest = max([SHARPNESS[sight.grain] for sight in sites], default=0)
    keys = dict.fromkeys([sight.key for sight in sites if SHARPNESS[sight.grain] == sharpest])
    inner = [key for key in keys if children.get(key, frozenset()).isdisjoint(keys)]
    return inner[0] if len(inner) == 1 else ""


def _find_events(lower: Sequence[str], words: SiteWords) -> list[int]:
    """Return the tokens of events that were told before: "the attack", not "an earlier attack"."""
    return [n for n, word in enumerate(lower) if word in words.events and _points_back(lower, n, words)]


def _points_back(lower: Sequence[str], event: int, words: SiteWords) -> bool:
    for first in range(event - 1, max(-1, event - 1 - _PHRASE), -1):
        word = lower[first]
        if word in words.pointing:
            return not first or lower[first - 1] not in words.aside
        if word in words.renewing or not (word.isalpha() or word == "-"):
            return False
    return False


def _is_site(at: int, events: Sequence[int], lower: Sequence[str], words: SiteWords) -> bool:
    """Return whether one of the events stands before the place at a token, and happens there."""
    for event in events:
        between = lower[event + 1 : at] if event < at <= event + 1 + _FAR else None
        if between is not None and (len(between) <= _BESIDE or not words.happenings.isdisjoint(between)):
            return True
    return False
