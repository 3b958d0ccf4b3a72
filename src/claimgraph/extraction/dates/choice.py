"""When a counted event happened: one date among those the text names, or the story's day.

Every candidate gets named features and the sum of their weights (table ``date_weights``). A count
without a date of its own takes the day of the story, which the first sentences give; a day on
which somebody *said* something only bounds the event and is weak.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from operator import attrgetter, itemgetter

from attrs import evolve

from claimgraph.extraction.dates.marks import ChoiceWords, Mark
from claimgraph.extraction.dates.story import ChosenDate, Story
from claimgraph.extraction.tokens import Token
from claimgraph.model import Candidate, DatePrecision, DateRange, Mention, Span

_BACK, _AHEAD = 4, 2  # dates before and behind the sentence of a count that may be its own
_MOST_OWN = 24
_CLAUSES = 60  # tokens within which clause breaks are counted
_OPENING = 3  # sentences in which a story tells what happened before it says when
_NEAR, _MID = 5, 14  # tokens between a count and a date of its sentence
_LONG = 3
_REPORTED = 4  # tokens before a count that make it one of a report
_BEHIND = 2  # tokens between what is told of the wounded and the day of that report
_NEXT = 1  # tokens between a count and a date that is its own
_START = attrgetter("start")


def choose_date(
    mention: Mention, story: Story, *, restated: Collection[int] = ()
) -> tuple[ChosenDate, tuple[Candidate, ...]]:
    """Choose when the counted event happened.

    Args:
        mention: The count expression.
        story: The days of the article, as `read_story` gives them.
        restated: Indexes of other sentences that tell the same figure.

    Returns:
        The days and their kind, and the candidates considered, the best first. A day that was
        inferred and not read has no span and no words; no days where the text gives no way to tell.
    """
    shifted = _has_shift(mention, story)
    scored = []
    for order, at in enumerate(_collect_candidates(mention, story, restated)):
        score, candidate = _weigh(mention, story, at, restated, shifted)
        scored.append((-score, order, at, candidate))
    if not scored:
        return ChosenDate(None, "inferred"), ()
    scored.sort(key=_RANK)
    return _take(scored[0][2], mention, story), tuple([row[3] for row in scored])


_RANK = itemgetter(0, 1)


def _take(at: int | None, mention: Mention, story: Story) -> ChosenDate:
    """Return the days of the best candidate; what was read in another sentence is inferred."""
    if at is None:
        day = story.published
        only = DateRange(earliest=day, latest=day, precision=DatePrecision.DAY)
        return ChosenDate(only, "story" if day in story.opening else "published")
    mark = story.marks[at]
    found, days = mark.found, mark.found.date
    sharp = None if mark.kind == "period" else _sharpen(mark, story)
    if sharp is not None:
        return ChosenDate(sharp, found.kind if found.sentence == mention.sentence else "story")
    if found.sentence == mention.sentence:
        said = mark.kind == "day" and mark.dates_speech
        return ChosenDate(days, "spoken" if said else found.kind)
    taken = story.taken.get(at)
    if taken is None:
        days = DateRange(earliest=days.earliest, latest=days.latest, precision=days.precision)
        width = days.width
        kind = "inferred_long" if width is None or width > _LONG else "story"
        taken = story.taken[at] = ChosenDate(days, kind)
    return taken


def _sharpen(mark: Mark, story: Story) -> DateRange | None:
    """Return the day that the text names inside a week: "last week … on Feb. 7"."""
    days = mark.found.date
    if (mark.found.kind != "week" and mark.role != "weekend") or days.earliest is None or days.latest is None:
        return None
    inside = {
        other.found.date.earliest
        for other in story.marks
        if other.kind == "day"
        and other.found.date.precision is DatePrecision.DAY
        and _VAGUE.isdisjoint(other.traits)
        and other.found.date.earliest is not None
        and days.earliest <= other.found.date.earliest <= days.latest
    }
    if len(inside) != 1:
        return None
    (day,) = inside
    return DateRange(earliest=day, latest=day, precision=DatePrecision.DAY)


_VAGUE = frozenset({"spoken", "aside", "background", "weak", "behind"})


def to_days(chosen: ChosenDate) -> DateRange | None:
    """Return the days of one event; where only the report is dated it happened then or shortly before."""
    if chosen.days is None or chosen.kind != "published":
        return chosen.days
    return evolve(chosen.days, precision=DatePrecision.DAYS)


def _collect_candidates(mention: Mention, story: Story, restated: Collection[int]) -> list[int | None]:
    """Return the dates around the count, the story's day and ``None`` for the publication day."""
    places = story.places
    first = bisect_left(places, mention.sentence)
    last = bisect_left(places, mention.sentence + 1, first)
    own = range(first, last)
    if last - first > _MOST_OWN:  # a table of dates in one sentence: only those around the count
        half = _MOST_OWN // 2
        marks = story.marks
        near = bisect_left(marks, mention.span.start, first, last, key=lambda mark: mark.found.span.start)
        own = range(max(first, near - half), min(last, near + half))
    chosen: list[int | None] = [
        *range(max(0, first - _BACK), first),
        *own,
        *range(last, min(len(places), last + _AHEAD)),
    ]
    for sentence in restated:
        told = bisect_left(places, sentence)
        if told < len(places) and places[told] == sentence and told not in chosen:
            chosen.append(told)
    if story.day is not None and story.day not in chosen:
        chosen.insert(0, story.day)
    if story.published is not None:
        chosen.append(None)
    return chosen


def _weigh(
    mention: Mention, story: Story, at: int | None, restated: Collection[int], shifted: bool
) -> tuple[float, Candidate]:
    """Return the score of a candidate; counts that stand alike to a date share it."""
    own = mention.sentence
    opening = own < _OPENING
    if at is None:
        where, same, shifted, again = "published", False, False, False
    else:
        sentence = story.places[at]
        if sentence == own:
            return _score(_find_own_features(mention, story.marks[at], story), story, at)
        where = _name_position(sentence - own)
        same = (
            story.has_paragraphs
            and sentence < own
            and story.sentences[sentence].paragraph == story.sentences[own].paragraph
        )
        shifted = shifted and where == "before"
        again = sentence in restated
    key = (at, where, opening, same, shifted, again)
    made = story.made.get(key)
    if made is None:
        if at is None:
            features = _find_published_features(story, opening)
        else:
            features = _find_other_features(story.marks[at], where, opening, same, shifted, again)
        made = story.made[key] = _score(features, story, at)
    return made


def _score(features: tuple[str, ...], story: Story, at: int | None) -> tuple[float, Candidate]:
    weights = story.words.weights
    score = round(sum([weights.get(name, 0.0) for name in features]), 4)
    shown = f"published {story.published}" if at is None else story.marks[at].shown
    return score, Candidate(words=shown, score=score, features=features)


def _find_published_features(story: Story, opening: bool) -> tuple[str, ...]:
    features = ["published"]
    if story.day is not None:
        aged = not {"aged", "old"}.isdisjoint(story.marks[story.day].traits)
        features.append("published_beside_aged" if aged else "published_beside_story")
    if opening:
        features.append("published_opening")
    return tuple(features)


def _find_other_features(
    mark: Mark, where: str, opening: bool, same: bool, shifted: bool, restated: bool
) -> tuple[str, ...]:
    """Name the features of a date that stands in another sentence than the count."""
    features = [f"{where}_{mark.kind}", *[name for name in mark.traits if name not in _OWN_ONLY]]
    if opening and where in {"after", "far_after"}:
        features.append("opening_after")
    moot = _list_moot(mark, where)
    if moot:
        features = [name for name in features if name not in moot]
    if same:
        features.append("paragraph")
        if mark.leads and mark.kind == "day":
            features.append("paragraph_leads")
    if shifted:
        features.append("shifted")
    if restated:
        features.append("restated")
    return tuple(features)


def _list_moot(mark: Mark, where: str) -> list[str]:
    """Return the traits of a date that mean nothing to a count elsewhere."""
    moot = []
    if where in {"before", "before2"}:
        moot.append("aside")  # what follows an aside goes on with it
    if where not in {"after", "far_after"}:
        moot.append("resumes")
    if "story" in mark.traits:
        moot.append("behind")
    elif "background" in mark.traits:
        moot.append("named")  # "responsible for Sunday's raid"
    return moot


_OWN_ONLY = frozenset({"opens", "full"})  # what a date is to the counts of its own sentence


def _name_position(gap: int) -> str:
    if gap > 0:
        return "after" if gap == 1 else "far_after"
    return "before" if gap == -1 else ("before2" if gap == -2 else "far_before")


def _find_own_features(mention: Mention, mark: Mark, story: Story) -> tuple[str, ...]:
    """Say how a date of the count's own sentence stands to the count and its trigger."""
    tokens, found = story.sentences[mention.sentence].tokens, mark.found
    points = [bisect_left(tokens, mention.span.start, key=_START)]
    if mention.trigger is not None and tokens[0].start <= mention.trigger.start < tokens[-1].end:
        points.append(bisect_left(tokens, mention.trigger.start, key=_START))
    before = found.tokens[1] <= min(points)
    features = [f"own_{mark.kind}"]
    if not mark.dates_speech:
        features.extend(_measure_way(points, before, found.tokens, tokens, story.words))
    for trait in mark.traits:
        if trait == "resumes":
            continue
        features.append(f"own_{trait}" if trait != "behind" or before else "own_behind_after")
    report = _find_report(mention, found.tokens[0], tokens, story.words) if mark.kind != "period" else []
    if not report and not mark.dates_speech and _follows_count(mention, found.tokens[0], tokens):
        features.append("own_next")
    if mark.kind == "period" and _stands_within(mention, found.span):
        features.append("own_within")
    features.extend(report)
    return tuple(features)


def _measure_way(
    points: Sequence[int],
    before: bool,
    place: tuple[int, int],
    tokens: Sequence[Token],
    words: ChoiceWords,
) -> list[str]:
    """Say how far a date stands from the count or its trigger, and what stands between."""
    low, high = min([_find_gap(point, place) for point in points], key=lambda gap: gap[1] - gap[0])
    length = high - low
    way = [
        "own_near" if length <= _NEAR else ("own_mid" if length <= _MID else "own_far"),
        "own_before" if before else "own_after",
    ]
    breaks = sum([token[1] in words.breaks for token in tokens[low : min(high, low + _CLAUSES)]])
    if breaks:
        way.append("break" if breaks == 1 else "breaks")
        if ";" in [token[1] for token in tokens[low : min(high, low + _CLAUSES)]]:
            way.append("apart")
    if before and not words.speech.isdisjoint([token[1] for token in tokens[place[1] : min(points)]]):
        way.append("own_said_between")
    if not before and place[0] > 0 and tokens[place[0] - 1].lower == "and":
        way.append("next_clause")  # "killed dozens, and the year before 49 died"
    return way


def _follows_count(mention: Mention, first: int, tokens: Sequence[Token]) -> bool:
    """Return whether a date stands right behind the count: "60 on Friday and 50 on Saturday"."""
    last = bisect_left(tokens, mention.span.end, key=_START)
    return 0 <= first - last <= _NEXT


def _stands_within(mention: Mention, days: Span) -> bool:
    """Return whether days stand between what counts and the number: "the toll since May to 300"."""
    return mention.trigger is not None and mention.trigger.end <= days.start < mention.span.start


def _find_report(mention: Mention, day: int, tokens: Sequence[Token], words: ChoiceWords) -> list[str]:
    """Say whether a report is dated, not the event: a toll that rose, wounded in hospital, burials."""
    at = bisect_left(tokens, mention.span.start, key=_START)
    last = bisect_left(tokens, mention.span.end, at, key=_START)
    near = [token[1] for token in tokens[max(0, at - _REPORTED) : last]]
    features = [] if words.rises.isdisjoint(near) else ["own_risen"]
    if mention.trigger is None:
        return features
    first = bisect_left(tokens, mention.trigger.start, key=_START)
    end = bisect_left(tokens, mention.trigger.end, first, key=_START)
    said = [token[1] for token in tokens[max(0, first - 1) : end + 1]]
    if 0 <= day - end <= _BEHIND and not words.states.isdisjoint(said):
        features.append("own_state")
    if not words.bodies.isdisjoint([*said, *near]):
        features.append("own_bodies")
    # "Another strike hit a burial, killing five" tells of no burial of five.
    told = near if first >= at else [token[1] for token in tokens[first:last]]
    if not words.burials.isdisjoint(told) and (day < at or first <= at):
        features.append("own_burial")
    return features


def _find_gap(point: int, tokens: tuple[int, int]) -> tuple[int, int]:
    first, last = tokens
    return (last, max(last, point)) if point >= last else (min(point + 1, first), first)


def _has_shift(mention: Mention, story: Story) -> bool:
    return not story.words.shifts.isdisjoint(story.sentences[mention.sentence].lower[:3])
