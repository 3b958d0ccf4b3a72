"""Sentences → date mentions: phrases resolved in reading order against the publication day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from attrs import evolve, frozen

from claimgraph.extraction.dates.calendar import Anchors, Days, resolve_phrase
from claimgraph.extraction.dates.dateline import is_dateline
from claimgraph.extraction.dates.explicit import Phrase
from claimgraph.extraction.dates.phrases import read_phrases
from claimgraph.extraction.dates.words import DateWords, load_date_words
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import DatePrecision, DateRange, Span


@frozen(kw_only=True)
class DateMention:
    """Words of a sentence that name days, and the days they name.

    ``kind`` is day, days, week, month, year, period ("since March", "the last 11 days"), future,
    feast (days unknown) or dateline (the article's own date, never an event's). ``tokens`` are the
    indexes ``[first, last)`` in the sentence. ``begins`` marks when something long began ("the war
    that broke out in March 2011"), ``weak`` words that only may bound an event ("in two days"),
    ``behind`` the day of what follows the words ("a day after a blast killed 12"), ``is_night`` a
    night that only publication tells ("overnight").
    """

    date: DateRange
    sentence: int
    kind: str
    tokens: tuple[int, int]
    begins: bool = False
    weak: bool = False
    behind: bool = False
    is_night: bool = False

    @property
    def span(self) -> Span:
        """The characters of the words; every mention has them."""
        return self.date.span or Span(0, 0)


def find_dates(
    sentences: Sequence[Sentence], *, published: date | None, lexicon: Lexicon, text: str
) -> tuple[DateMention, ...]:
    """Find the words that name days and resolve them against the day of publication.

    A weekday is the nearest one not after publication, that day included; a day without its year
    likewise; what is announced ("will … on Monday") lies ahead and is of kind ``future``. "Two days
    later" counts from the day named before. Without ``published`` words that need it stay open on
    both ends.

    Args:
        sentences: All sentences of the article, in order.
        published: Day of publication, where it is known.
        lexicon: The table ``dates``.
        text: The text that the sentences were split from.

    Returns:
        The mentions in reading order; they do not overlap. Empty for a text without dates.
    """
    words = load_date_words(lexicon)
    found: list[DateMention] = []
    named: tuple[date | None, date | None] = (None, None)
    today = published
    for sentence in sentences:
        phrases = read_phrases(sentence, words=words)
        if not phrases:
            continue
        mentions, named = _resolve_all(phrases, sentence, today, named, words, text)
        found.extend(mentions)
        for mention in mentions:
            today = move_today(mention, today)
    return tuple(found)


def move_today(mention: DateMention, today: date | None) -> date | None:
    """Return the day that words like "yesterday" count from behind a mention.

    A page can be newer than its story: "Posted: March 2" or "HOUSTON, Nov. 16 (Xinhua)" in the
    first lines of a page of some days later.
    """
    day = mention.date.earliest
    if mention.kind != "dateline" or day is None or today is None or mention.span.start > _HEAD:
        return today
    spelt = any(letter.isalpha() for letter in mention.date.words)  # "5-04-2016" may have lost a digit
    return day if spelt and 0 < (today - day).days <= _LATEST_PAGE else today


_HEAD = 400  # characters in which a story can say when it was written
_LATEST_PAGE = 31  # days


def _resolve_all(
    phrases: list[Phrase],
    sentence: Sentence,
    published: date | None,
    named: tuple[date | None, date | None],
    words: DateWords,
    text: str,
) -> tuple[list[DateMention], tuple[date | None, date | None]]:
    """Return the mentions of a sentence, and the last day and time that the text named up to its end."""
    mentions: list[DateMention] = []
    done, kept = 0, named
    for read in phrases:
        event = "since" in read.mods and _opens_event(sentence, read, words)
        phrase = read._replace(mods=read.mods - {"since"}) if event else read
        future, begins, since = _read_lead(phrase, sentence, words, done)
        done = phrase.last
        since = since or _runs_to_date(phrase, sentence)
        governed = phrase._replace(mods=phrase.mods | {"since"}) if since else phrase
        days = resolve_phrase(governed, Anchors(published, *named), future=future)
        mention = _to_mention(phrase, days, sentence, text, begins)
        named = _keep_named(mention, named)
        if not _dates_words(phrase, sentence, words):
            kept = _keep_named(mention, kept)
        if is_dateline(sentence, phrase, days.earliest, published, words):
            mention = _to_mention(phrase, days._replace(kind="dateline"), sentence, text, begins)
        merged = _merge(mentions[-1], mention, sentence, words, text) if mentions else None
        if merged is not None:
            mentions[-1] = merged
        else:
            mentions.append(mention)
    return mentions, kept


def _dates_words(phrase: Phrase, sentence: Sentence, words: DateWords) -> bool:
    """Return whether the day is one of speaking: "told reporters on Monday. The following day"."""
    near = sentence.lower[max(0, phrase.first - _SAID) : phrase.first]
    return not words.lists["said"].isdisjoint(near)


def _keep_named(
    mention: DateMention, named: tuple[date | None, date | None]
) -> tuple[date | None, date | None]:
    """Return the last day and the last time of any sharpness that the text named, this one included."""
    earliest = mention.date.earliest
    if earliest is None or mention.behind or mention.kind in {"period", "future", "dateline"}:
        return named
    return (earliest if mention.kind in {"day", "days"} else named[0]), earliest


def _to_mention(phrase: Phrase, days: Days, sentence: Sentence, text: str, begins: bool) -> DateMention:
    span = Span(sentence.tokens[phrase.first].start, sentence.tokens[phrase.last - 1].end)
    found = DateRange(
        earliest=days.earliest,
        latest=days.latest,
        precision=days.precision,
        words=text[span.start : span.end],
        span=span,
    )
    weak = bool(phrase.mods & {"bare", "weak"})
    return DateMention(
        date=found,
        sentence=sentence.index,
        kind=days.kind,
        tokens=(phrase.first, phrase.last),
        begins=begins,
        weak=weak,
        behind="behind" in phrase.mods,
        is_night=phrase.form == "relative" and phrase.values[0] != phrase.values[1],
    )


_STOPS = frozenset(".,;:()—–")
_REACH = 10
_SAID = 3  # tokens between a verb of speech and its day
_ONE_EVENT_DAYS = 7


def _read_lead(phrase: Phrase, sentence: Sentence, words: DateWords, done: int) -> tuple[bool, bool, bool]:
    """Read the words before a phrase in its part of the sentence; ``done`` is where the last one ended.

    Returns:
        Whether a word of announcement ("will", "starting") stands in its clause, whether something
        long began on these days, and whether "since" governs them from afar.
    """
    lower, lists = sentence.lower, words.lists
    ahead, clause, begin = lists["future"], lists["clause"], lists["begins"]
    told_since, told_happened = lists["since"], lists["happened"]
    future, begins, open_clause, happened = "next" in phrase.mods, False, True, False
    near = phrase.first - 4
    for index in range(phrase.first - 1, max(-1, phrase.first - 1 - _REACH), -1):
        word = lower[index]
        if word in _STOPS:
            break
        if word in told_since:
            # "since the war began in March", but not "since six were killed in March"
            governs = index >= done and phrase.form in _SINCE_FORMS and (begins or not happened)
            governs = governs and not _opens_event(sentence, phrase, words)
            return future, begins, governs
        happened = happened or word in told_happened
        if open_clause:
            future = future or word in ahead
            open_clause = word not in clause
        begins = begins or (index >= near and word in begin)
    return future, begins, False


def _runs_to_date(phrase: Phrase, sentence: Sentence) -> bool:
    """Return whether it reads "from January to date", "from 3 May until now"."""
    lower = sentence.lower
    opens = "from" in lower[max(0, phrase.first - 1) : phrase.first + 1]
    joined = lower[phrase.last : phrase.last + 1]
    return opens and joined in _UNTIL and lower[phrase.last + 1 : phrase.last + 2] in _NOW


_UNTIL = (("to",), ("until",), ("till",), ("through",))
_NOW = (("date",), ("now",), ("today",), ("present",))


def _opens_event(sentence: Sentence, phrase: Phrase, words: DateWords) -> bool:
    """Return whether "since" only ranks one event among others, and a time is that of the other.

    "The third crash since May, when a bus overturned"; not "120 killed since May, when rebels attacked".
    """
    behind = sentence.lower[phrase.last : phrase.last + _REACH]
    if behind[:2] != (",", "when") or not words.lists["begins"].isdisjoint(behind):
        return False
    before = sentence.lower[max(0, phrase.first - _REACH) : phrase.first]
    return not words.lists["ranks"].isdisjoint(before)


_SINCE_FORMS = frozenset({"date", "month", "year", "unit", "weekday", "ago"})


def _merge(
    before: DateMention, after: DateMention, sentence: Sentence, words: DateWords, text: str
) -> DateMention | None:
    """Return "Friday to Saturday", "between March 1 and March 5", "2011-2016" as one mention, or None."""
    gap = sentence.lower[before.tokens[1] : after.tokens[0]]
    if not 1 <= len(gap) <= 2 or not all(words.has("joiners", word) for word in gap):
        return None
    kinds = {before.kind, after.kind}
    if not (kinds <= {"day", "days"} or kinds in ({"year"}, {"month"})):
        return None
    start, end = before.date.earliest, after.date.latest
    if start is None or end is None:
        return None
    if after.date.earliest is not None and after.date.earliest < start:
        earlier = start - timedelta(days=7)  # "Sunday and Monday" in Sunday's paper
        if before.date.precision is not DatePrecision.DAY or not 0 <= (end - earlier).days <= 3:
            return None
        start = earlier
    if gap[0] in {"and", "or"} and not _is_between(before, sentence, words) and (end - start).days > 3:
        return None
    first, last = before.tokens[0], after.tokens[1]
    span = Span(before.span.start, after.span.end)
    precision = DatePrecision.DAYS if kinds <= {"day", "days"} else before.date.precision
    kind = "days" if precision is DatePrecision.DAYS else before.kind
    if kind == "days" and (end - start).days > _ONE_EVENT_DAYS:
        kind = "period"
    joined = DateRange(
        earliest=start, latest=end, precision=precision, words=text[span.start : span.end], span=span
    )
    return evolve(before, date=joined, kind=kind, tokens=(first, last))


def _is_between(before: DateMention, sentence: Sentence, words: DateWords) -> bool:
    first = before.tokens[0]
    near = sentence.tokens[max(0, first - 1) : first + 1]
    return any(words.has("between", token.lower) for token in near)
