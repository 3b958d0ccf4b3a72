"""Whether a count covers one event or a period, a campaign, a war.

Features with weights of the table ``scope_weights``; the sum plus the bias decides, above zero
the count is cumulative.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from attrs import frozen

from claimgraph.extraction.dates.choice import is_spoken, load_choice_words
from claimgraph.extraction.dates.mentions import DateMention
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Candidate, DatePrecision, DateRange, Mention, Scope


@frozen(kw_only=True, eq=False)
class ScopeWords:
    """Weights by feature name, and for each word the features it may give."""

    weights: Mapping[str, float]
    lists: Mapping[str, frozenset[str]]
    known: frozenset[str]
    magnitudes: Mapping[str, int]


@lru_cache(maxsize=16)
def load_scope_words(lexicon: Lexicon) -> ScopeWords:
    """Compile the table ``scope_weights``."""
    table = lexicon.words("scope_weights")
    lists = {name: frozenset(words) for name, words in table.get("words", {}).items()}
    return ScopeWords(
        weights=dict(table.get("weights", {})),
        lists=lists,
        known=frozenset().union(*lists.values()) if lists else frozenset(),
        magnitudes=dict(table.get("magnitudes", {})),
    )


def choose_scope(
    mention: Mention,
    date: DateRange | None,
    date_kind: str | None,
    sentences: Sequence[Sentence],
    *,
    lexicon: Lexicon,
) -> tuple[Scope, tuple[Candidate, ...]]:
    """Choose whether a count speaks of one event or of more.

    Args:
        mention: The count expression.
        date: The days chosen for it, as `choose_date` gives them.
        date_kind: The kind of those days, as `name_kind` gives it.
        sentences: All sentences of the article.
        lexicon: The table ``scope_weights``.

    Returns:
        The scope, and both readings with their scores and features, the better first.
    """
    words = load_scope_words(lexicon)
    kind = "spoken" if _is_said(mention, date, date_kind, sentences, lexicon) else date_kind
    features = find_scope_features(mention, date, kind, sentences, words=words)
    score = round(sum(words.weights.get(name, 0.0) for name in features), 4)
    total = Candidate(words=Scope.CUMULATIVE.value, score=score, features=features)
    single = Candidate(words=Scope.INCIDENT.value, score=-score, features=features)
    if score > 0:
        return Scope.CUMULATIVE, (total, single)
    return Scope.INCIDENT, (single, total)


def find_scope_features(
    mention: Mention,
    date: DateRange | None,
    date_kind: str | None,
    sentences: Sequence[Sentence],
    *,
    words: ScopeWords,
) -> tuple[str, ...]:
    """Return the names of the features that speak for or against a cumulative count."""
    tokens = sentences[mention.sentence].tokens
    first = bisect_left(tokens, mention.span.start, key=lambda token: token.start)
    last = bisect_left(tokens, mention.span.end, key=lambda token: token.start)
    features = ["bias", f"measure_{mention.measure}"]
    features.append(f"date_{_name_date(date, date_kind)}")
    features.extend(_find_magnitude(tokens[first:last], words))
    features.extend(_find_words(tokens, first, last, words))
    if mention.sentence == 0:
        features.append("opening")
    return tuple(features)


def _name_date(date: DateRange | None, date_kind: str | None) -> str:
    if date is None or date_kind is None:
        return "inferred"
    if date.span is not None:
        return date_kind
    if date.latest is None or date.earliest is None or (date.latest - date.earliest).days > _LONG:
        return "inferred_long"
    return date_kind


_LONG = 3


def _is_said(
    mention: Mention,
    date: DateRange | None,
    date_kind: str | None,
    sentences: Sequence[Sentence],
    lexicon: Lexicon,
) -> bool:
    """Return whether the date of the count's sentence is one of speaking."""
    if date is None or date.span is None or date_kind not in {"day", "days"}:
        return False
    tokens = sentences[mention.sentence].tokens
    first = bisect_left(tokens, date.span.start, key=lambda token: token.start)
    return is_spoken(first, tokens, load_choice_words(lexicon))


_REACH = 14


def _find_words(tokens: Sequence[Token], first: int, last: int, words: ScopeWords) -> list[str]:
    """Return one feature a word list that has a word near the count, in the order of the table."""
    near = tokens[max(0, first - _REACH) : last + _REACH]
    low = {token.lower for token in near if token.lower in words.known}
    lists = (item for item in words.lists.items() if item[0] != "perfect")
    found = [f"near_{name}" for name, listed in lists if not low.isdisjoint(listed)]
    if _has_perfect(tokens, first, last, words):
        found.append("perfect")
    return found


def _has_perfect(tokens: Sequence[Token], first: int, last: int, words: ScopeWords) -> bool:
    """Return whether "has killed", "have been killed" stands right before or behind the count."""
    perfect = words.lists.get("perfect", frozenset())
    near = (*tokens[max(0, first - 5) : first], *tokens[last : last + 3])
    return any(token.lower in perfect for token in near)


def _find_magnitude(tokens: Sequence[Token], words: ScopeWords) -> list[str]:
    size = 0
    for token in tokens:
        digits = token.lower.replace(",", "")
        if digits.isascii() and digits.isdigit() and len(digits) < 12:
            size = max(size, int(digits))
        factor = words.magnitudes.get(token.lower)
        if factor is not None:
            size = size * factor if 0 < size < 1000 else max(size, factor)
    if size in {200, 2_000} and any(token.lower in words.magnitudes for token in tokens):
        return ["vague_large"]
    if size >= 10_000:
        return ["size_10000"]
    if size >= 1_000:
        return ["size_1000"]
    return ["size_100"] if size >= 100 else []


def name_kind(date: DateRange | None, dates: Sequence[DateMention]) -> str | None:
    """Return the kind of the mention that a chosen date was read from.

    Args:
        date: The days chosen, as `choose_date` gives them.
        dates: All date mentions of the article, in reading order.

    Returns:
        The mention's kind; for days without a span ``story`` where one of the first twelve
        mentions names them, else ``published``; `None` without a date.
    """
    if date is None:
        return None
    if date.span is None:
        named = {found.date.earliest for found in dates[:12] if found.kind in {"day", "days"}}
        return "story" if date.earliest in named else "published"
    at = bisect_left(dates, date.span.start, key=lambda found: found.span.start)
    return dates[at].kind if at < len(dates) and dates[at].span == date.span else None


def to_period(date: DateRange | None, date_kind: str | None, *, published: date | None) -> DateRange | None:
    """Turn the date chosen for a count into the days that a cumulative count covers.

    Args:
        date: The days chosen, as `choose_date` gives them.
        date_kind: Their kind, as `name_kind` gives it.
        published: Day of publication, up to which such a count runs.

    Returns:
        From the beginning that the words state, open where they state none, to the day of
        publication or the end of a period that is over ("in May", "in 2015"). `None` where
        neither end is known.
    """
    if date is not None and date.span is not None and date_kind not in {"story", "published", None}:
        return date
    if published is None:
        return None
    return DateRange(earliest=None, latest=published, precision=DatePrecision.YEAR)
