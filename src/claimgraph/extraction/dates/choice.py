"""When a counted event happened: one date among those the text names, or the story's day.

Every candidate gets named features and the sum of their weights (table ``date_weights``). A count
without a date of its own takes the day of the story, which the first sentences give; a day on
which somebody *said* something only bounds the event and is weak.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from claimgraph.extraction.dates.mentions import DateMention
from claimgraph.extraction.sentences import Sentence, load_speech_words
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Candidate, DatePrecision, DateRange, Mention, Span

_BACK, _AHEAD, _LEDE = 4, 2, 8
_CLAUSES = 60  # tokens within which clause breaks are counted


@frozen(kw_only=True, eq=False)
class ChoiceWords:
    """Weights by feature name and the words that features look for."""

    weights: Mapping[str, float]
    speech: frozenset[str]
    between: frozenset[str]
    breaks: frozenset[str]
    background: frozenset[str]
    shifts: frozenset[str]
    captions: frozenset[str]


@lru_cache(maxsize=16)
def load_choice_words(lexicon: Lexicon) -> ChoiceWords:
    """Compile the table ``date_weights``."""
    table = lexicon.words("date_weights")
    words = table.get("words", {})
    return ChoiceWords(
        weights=dict(table.get("weights", {})),
        speech=load_speech_words(lexicon) | frozenset(words.get("speech", ())),
        between=frozenset(words.get("between", ())),
        breaks=frozenset(words.get("breaks", ())),
        background=frozenset(words.get("background", ())),
        shifts=frozenset(words.get("shifts", ())),
        captions=frozenset(words.get("captions", ())),
    )


class _Story(NamedTuple):
    """What all candidates of one count are seen against."""

    sentences: Sequence[Sentence]
    words: ChoiceWords
    published: date | None
    day: DateMention | None
    avoid: tuple[Span, ...]


def choose_date(
    mention: Mention,
    dates: Sequence[DateMention],
    sentences: Sequence[Sentence],
    *,
    published: date | None,
    avoid: tuple[Span, ...] = (),
    lexicon: Lexicon,
) -> tuple[DateRange | None, tuple[Candidate, ...]]:
    """Choose when the counted event happened.

    Args:
        mention: The count expression.
        dates: All date mentions of the article, in reading order, as `find_dates` gives them.
        sentences: All sentences of the article.
        published: Day of publication; the last resort of a count that nothing dates.
        avoid: Spans that name sources or attribute; a day beside one is a day of speaking.
        lexicon: The table ``date_weights``.

    Returns:
        The days, and the candidates considered, the best first. A day that was inferred and not
        read has no span and no words. `None` where the text gives no way to tell.
    """
    words = load_choice_words(lexicon)
    story = _Story(sentences, words, published, find_story_day(dates, sentences, lexicon=lexicon), avoid)
    scored = []
    for order, found in enumerate(_collect_candidates(mention, dates, story)):
        features = find_features(mention, found, story)
        score = sum(words.weights.get(name, 0.0) for name in features)
        scored.append((-score, order, found, features))
    scored.sort(key=lambda row: row[:2])
    candidates = tuple(
        Candidate(words=_show(found, published), score=round(-score, 4), features=features)
        for score, _, found, features in scored
    )
    if not scored:
        return None, candidates
    best = scored[0][2]
    chosen = (
        DateRange(earliest=published, latest=published, precision=DatePrecision.DAY)
        if best is None
        else best.date
    )
    if best is not None and best.sentence != mention.sentence:
        chosen = DateRange(earliest=chosen.earliest, latest=chosen.latest, precision=chosen.precision)
    return chosen, candidates


def _show(found: DateMention | None, published: date | None) -> str:
    if found is None:
        return f"published {published}"
    return f"{found.date.words} ({found.date.earliest} to {found.date.latest})"


def find_story_day(
    dates: Sequence[DateMention], sentences: Sequence[Sentence], *, lexicon: Lexicon
) -> DateMention | None:
    """Return the first day that the opening of a story gives to an event, not to a statement.

    A day of speaking is taken where the first dated sentences give no other. `None` where the
    first eight date mentions name no day.
    """
    words = load_choice_words(lexicon)
    spoken = None
    first_sentence = None
    for found in dates[:_LEDE]:
        if (
            found.kind not in {"day", "days"}
            or found.date.earliest is None
            or found.begins
            or found.behind
            or found.weak
        ):
            continue
        if first_sentence is None:
            first_sentence = found.sentence
        if found.sentence > first_sentence + 3:
            break
        tokens = sentences[found.sentence].tokens
        if is_background(found, tokens, words):
            continue
        if not is_spoken(found.tokens[0], tokens, words):
            return found
        spoken = spoken or found
    return spoken


def is_spoken(first: int, tokens: Sequence[Token], words: ChoiceWords) -> bool:
    """Return whether a verb of speech is dated by the words at ``first``: "said on Saturday"."""
    index = first - 1
    for _ in range(7):
        if index < 0:
            return False
        token = tokens[index]
        if token.lower in words.speech:
            return True
        if token.lower not in words.between and not token.is_capital:
            return False
        index -= 1
    return False


def is_background(found: DateMention, tokens: Sequence[Token], words: ChoiceWords) -> bool:
    """Return whether a date is aside of the story: "a similar attack on", "on Monday (file photo)"."""
    first, last = found.tokens
    if any(token.lower in words.captions for token in tokens[last : last + 4]):
        return True
    for index in range(first - 1, max(-1, first - 9), -1):
        word = tokens[index].lower
        if word in words.background:
            return True
        if word in _STOPS:
            return False
    return False


_STOPS = frozenset(".,;:()—–")


def _collect_candidates(
    mention: Mention, dates: Sequence[DateMention], story: _Story
) -> list[DateMention | None]:
    """Return the dates around the count, the story's day and ``None`` for the publication day."""
    first = bisect_left(dates, mention.sentence, key=lambda found: found.sentence)
    last = bisect_left(dates, mention.sentence + 1, key=lambda found: found.sentence)
    own = range(first, last)
    if last - first > 24:  # a table of dates in one sentence: only those around the count
        near = bisect_left(dates, mention.span.start, key=lambda found: found.span.start)
        own = range(max(first, near - 12), min(last, near + 12))
    chosen = [*range(max(0, first - _BACK), first), *own, *range(last, min(len(dates), last + _AHEAD))]
    found: list[DateMention | None] = [dates[index] for index in chosen if _is_eligible(dates[index])]
    if story.day is not None and story.day not in found:
        found.insert(0, story.day)
    if story.published is not None:
        found.append(None)
    return found


def _is_eligible(found: DateMention) -> bool:
    if found.kind in {"dateline", "future", "feast"}:
        return False
    return found.date.earliest is not None or found.kind == "period"


def find_features(mention: Mention, found: DateMention | None, story: _Story) -> tuple[str, ...]:
    """Return the names of the features that a candidate has for a count."""
    if found is None:
        return ("published",) if story.day is None else ("published", "published_beside_story")
    tokens = story.sentences[found.sentence].tokens
    kind = {"day": "day", "days": "day", "period": "period"}.get(found.kind, "wide")
    features = []
    where = _name_position(mention, found)
    if where == "own":
        features.extend(_find_own_features(mention, found, tokens, kind, story.words))
    else:
        features.append(f"{where}_{kind}")
    spoken = is_spoken(found.tokens[0], tokens, story.words) or _is_avoided(found, story.avoid)
    for name, holds in (
        ("spoken", spoken),
        ("spoken_elsewhere", spoken and where != "own"),
        ("begins", found.begins and kind != "period"),
        ("weak", found.weak),
        ("behind", found.behind and ("own_after" in features or where != "own")),
        ("background", is_background(found, tokens, story.words)),
        ("story", story.day is not None and found.date.earliest == story.day.date.earliest and kind == "day"),
        ("shifted", where == "before" and _has_shift(mention, story)),
    ):
        if holds:
            features.append(name)
    if (
        where != "own"
        and story.sentences[found.sentence].paragraph == story.sentences[mention.sentence].paragraph
    ):
        features.append("paragraph")
    return tuple(features)


def _name_position(mention: Mention, found: DateMention) -> str:
    gap = found.sentence - mention.sentence
    if gap == 0:
        return "own"
    if gap > 0:
        return "after" if gap == 1 else "far_after"
    return "before" if gap == -1 else ("before2" if gap == -2 else "far_before")


def _find_own_features(
    mention: Mention, found: DateMention, tokens: Sequence[Token], kind: str, words: ChoiceWords
) -> list[str]:
    """Say how a date of the count's own sentence stands to the count and its trigger."""
    count = bisect_left(tokens, mention.span.start, key=lambda token: token.start)
    points = [count]
    if mention.trigger is not None and tokens[0].start <= mention.trigger.start < tokens[-1].end:
        points.append(bisect_left(tokens, mention.trigger.start, key=lambda token: token.start))
    gaps = [_find_gap(point, found.tokens) for point in points]
    low, high = min(gaps, key=lambda gap: gap[1] - gap[0])
    breaks = sum(token.lower in words.breaks for token in tokens[low : min(high, low + _CLAUSES)])
    length = high - low
    distance = "near" if length <= 5 else ("mid" if length <= 14 else "far")
    features = [f"own_{kind}", f"own_{distance}"]
    if breaks:
        features.append("break" if breaks == 1 else "breaks")
    before = found.tokens[1] <= min(points)
    features.append("own_before" if before else "own_after")
    opening = found.tokens[0] > 0 and tokens[found.tokens[0] - 1].lower == "and"
    if opening and not before:  # "killed dozens, and the year before 49 died"
        features.append("next_clause")
    return features


def _find_gap(point: int, tokens: tuple[int, int]) -> tuple[int, int]:
    first, last = tokens
    return (last, max(last, point)) if point >= last else (min(point + 1, first), first)


def _is_avoided(found: DateMention, avoid: tuple[Span, ...]) -> bool:
    start, end = found.span
    return any(-4 <= start - span.end <= 4 or (span.start <= start and end <= span.end) for span in avoid)


def _has_shift(mention: Mention, story: _Story) -> bool:
    tokens = story.sentences[mention.sentence].tokens[:3]
    return any(token.lower in story.words.shifts for token in tokens)
