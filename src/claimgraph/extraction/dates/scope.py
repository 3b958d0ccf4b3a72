"""Whether a count covers one event or a period, a campaign, a war.

Features with weights of the table ``scope_weights``; the sum plus the bias decides, above zero
the count is cumulative.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter

from attrs import frozen

from claimgraph.extraction.dates.marks import Mark
from claimgraph.extraction.dates.story import ChosenDate, Story
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Candidate, DatePrecision, DateRange, Mention, Scope

_START = attrgetter("start")


@frozen(kw_only=True, eq=False)
class ScopeWords:
    """Weights by feature name, and for each word the features it may give."""

    weights: Mapping[str, float]
    lists: Mapping[str, frozenset[str]]
    known: frozenset[str]
    since: frozenset[str]
    superlatives: frozenset[str]
    several: frozenset[str]
    events: frozenset[str]
    perfect: frozenset[str]
    sinces: frozenset[str]
    spans: frozenset[str]
    span_ends: frozenset[str]
    magnitudes: Mapping[str, int]


@lru_cache(maxsize=16)
def load_scope_words(lexicon: Lexicon) -> ScopeWords:
    """Compile the table ``scope_weights``."""
    table = lexicon.words("scope_weights")
    lists = {name: frozenset(words) for name, words in table.get("words", {}).items()}
    others = {name: frozenset(words) for name, words in table.get("signs", {}).items()}
    return ScopeWords(
        weights=dict(table.get("weights", {})),
        lists=lists,
        known=frozenset().union(*lists.values(), *others.values()),
        since=lists.get("since", frozenset()),
        superlatives=others.get("superlatives", frozenset()),
        several=others.get("several", frozenset()),
        events=others.get("events", frozenset()),
        perfect=others.get("perfect", frozenset()),
        sinces=others.get("sinces", frozenset()),
        spans=others.get("spans", frozenset()),
        span_ends=others.get("span_ends", frozenset()),
        magnitudes=dict(table.get("magnitudes", {})),
    )


def score_scope(
    mention: Mention, date: ChosenDate, story: Story, *, lexicon: Lexicon
) -> tuple[float, tuple[str, ...]]:
    """Score whether a count speaks of more than one event.

    Args:
        mention: The count expression.
        date: The days chosen for it, as `choose_date` gives them.
        story: The days of the article, as `read_story` gives them.
        lexicon: The table ``scope_weights``.

    Returns:
        The score, above zero for a cumulative count, and the names of the features it is the sum of.
    """
    words = load_scope_words(lexicon)
    features = find_scope_features(mention, date, story, words=words)
    return round(sum([words.weights.get(name, 0.0) for name in features]), 4), features


def order_scopes(score: float, features: tuple[str, ...]) -> tuple[Scope, tuple[Candidate, ...]]:
    """Return the scope that a score says, and both readings, the better first."""
    total = Candidate(words=Scope.CUMULATIVE.value, score=score, features=features)
    single = Candidate(words=Scope.INCIDENT.value, score=-score, features=features)
    if score > 0:
        return Scope.CUMULATIVE, (total, single)
    return Scope.INCIDENT, (single, total)


def find_scope_features(
    mention: Mention, date: ChosenDate, story: Story, *, words: ScopeWords
) -> tuple[str, ...]:
    """Return the names of the features that speak for or against a cumulative count."""
    tokens, lower = story.sentences[mention.sentence].tokens, story.sentences[mention.sentence].lower
    first = bisect_left(tokens, mention.span.start, key=_START)
    last = bisect_left(tokens, mention.span.end, first, key=_START)
    features = ["bias", f"measure_{mention.measure}", f"date_{date.kind}"]
    features.extend(_find_magnitude(lower[first:last], words))
    features.extend(_find_words(lower, first, last, words))
    features.extend(_find_periods(mention, date, story))
    if date.kind in _LONG:
        features.extend(f"{name}_long" for name in ("near_singles", "events") if name in features)
    if date.kind in UNDATED:
        if _opens_single(story, words):
            features.append(f"single_{mention.measure}")
        if _tells_period(story):
            features.append("undated_in_period")
        if "perfect" in features and _follows_period(mention, story):
            features.append("perfect_after_period")
    return tuple(features)


UNDATED = frozenset({"story", "published", "inferred"})
_LONG = frozenset({"week", "month", "year"})  # kinds of date in which one event or many may have been
_OPENING = 3  # sentences


def _opens_single(story: Story, words: ScopeWords) -> bool:
    """Return whether a story opens with one disaster: what it counts then is of that."""
    singles, wars = words.lists.get("singles", frozenset()), words.lists.get("wars", frozenset())
    opening = [sentence.lower for sentence in story.sentences[:_HEADS]]
    return not all(singles.isdisjoint(lower) for lower in opening) and all(
        wars.isdisjoint(lower) for lower in opening
    )


_HEADS = 2  # sentences


def _tells_period(story: Story) -> bool:
    """Return whether the first time that the opening names is a longer one: "in the last three days"."""
    if not story.marks:
        return False
    first = story.marks[0]
    return first.kind == "period" and first.found.sentence < _OPENING and not first.found.begins


def _follows_period(mention: Mention, story: Story) -> bool:
    """Return whether the sentence before names a time up to today: "… this year. More than 20 have died"."""
    places = story.places
    last = bisect_left(places, mention.sentence)
    first = bisect_left(places, mention.sentence - 1, 0, last)
    return any(_runs_on(story.marks[at], story) for at in range(first, min(last, first + _MOST_DATES)))


def _runs_on(mark: Mark, story: Story) -> bool:
    if mark.found.begins or mark.role or mark.found.date.latest != story.published:
        return False
    year = mark.kind == "wide" and mark.found.date.precision is DatePrecision.YEAR
    return year or mark.kind == "period"


def _is_to_date(days: DateRange, published: date | None) -> bool:
    """Return whether "this year", is told; "earlier this year" is when one event was."""
    return days.latest == published and len(days.words.split()) <= _THIS_YEAR


def _find_periods(mention: Mention, date: ChosenDate, story: Story) -> list[str]:
    """Return whether the count's sentence names longer times beside the days chosen: "in three days"."""
    places = story.places
    first = bisect_left(places, mention.sentence)
    last = bisect_left(places, mention.sentence + 1, first, min(len(places), first + _MOST_DATES))
    if first == last:
        return []
    found = set()
    for at in range(first, last):
        mark = story.marks[at]
        chosen = mark.found.date is date.days
        begins = mark.found.begins and mark.kind != "period"
        if mark.kind == "day" or begins or mark.role == "record":
            continue
        if not chosen:
            found.add("beside_span" if mark.found.weak else f"beside_{mark.kind}")
        if mark.role == "label":
            found.add("label")
        if mark.kind == "wide" and _is_to_date(mark.found.date, story.published):
            found.add("to_date" if _runs_on(mark, story) else "to_date_short")
    return sorted(found)


_REACH = 14
_THIS_YEAR = 2  # words
_MOST_DATES = 24


def _find_words(lower: Sequence[str], first: int, last: int, words: ScopeWords) -> list[str]:
    """Return one feature a word list that has a word near the count, in the order of the table."""
    low = words.known.intersection(lower[max(0, first - _REACH) : last + _REACH])
    if not low:
        return []
    if not low.isdisjoint(words.superlatives):
        low -= words.since  # "the deadliest since 1920" is no count since then
    found = [f"near_{name}" for name, listed in words.lists.items() if not low.isdisjoint(listed)]
    if not low.isdisjoint(words.events):
        found.append("events")
        if not low.isdisjoint(words.several):
            found.append("several_events")
    if not low.isdisjoint(words.sinces):
        found.append("since")
    if not low.isdisjoint(words.spans) and _has_span(lower[max(0, first - _REACH) : last + _REACH], words):
        found.append("span_of")
    if not low.isdisjoint(words.perfect) and _has_perfect(lower, first, last, words):
        found.append("perfect")
    return found


def _has_span(near: Sequence[str], words: ScopeWords) -> bool:
    """Return whether "the days after", "a week of" stands near the count."""
    return any(word in words.spans and near[at + 1] in words.span_ends for at, word in enumerate(near[:-1]))


def _has_perfect(lower: Sequence[str], first: int, last: int, words: ScopeWords) -> bool:
    """Return whether "has killed", "have been killed" stands right before or behind the count."""
    near = (*lower[max(0, first - 5) : first], *lower[last : last + 3])
    return not words.perfect.isdisjoint(near)


def _find_magnitude(lower: Sequence[str], words: ScopeWords) -> list[str]:
    size = 0
    scaled = False
    for word in lower:
        if word[0] in _DIGITS:
            digits = word.replace(",", "")
            if digits.isascii() and digits.isdigit() and len(digits) < 12:
                size = max(size, int(digits))
        factor = words.magnitudes.get(word)
        if factor is not None:
            scaled = True
            size = size * factor if 0 < size < 1000 else max(size, factor)
    if scaled and size in {200, 2_000}:
        return ["vague_large"]
    if size >= 10_000:
        return ["size_10000"]
    if size >= 1_000:
        return ["size_1000"]
    return ["size_100"] if size >= 100 else []


_DIGITS = frozenset("0123456789")


def to_period(chosen: ChosenDate, *, published: date | None) -> DateRange | None:
    """Turn the date chosen for a count into the days that a cumulative count covers.

    Args:
        chosen: The days chosen, as `choose_date` gives them.
        published: Day of publication, up to which such a count runs.

    Returns:
        From the beginning that the words state, open where they state none, to the day of
        publication or the end of a period that is over ("in May", "in 2015"). `None` where
        neither end is known.
    """
    if chosen.days is not None and chosen.days.span is not None:
        return chosen.days
    if published is None:
        return None
    return DateRange(earliest=None, latest=published, precision=DatePrecision.YEAR)
