"""Date phrases are found and resolved; counts get the day of their event and their scope."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extraction.articles.datelines import find_publication
from claimgraph.extraction.dates import (
    DateMention,
    Time,
    choose_times,
    find_dates,
    read_story,
)
from claimgraph.extraction.sentences import split_sentences
from claimgraph.lexicon import load_lexicon
from claimgraph.model import DatePrecision, DateRange, Mention, Scope, Span

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "dates.toml").read_text(encoding="utf-8"))
PUBLISHED = date.fromisoformat(CASES["published"])
LEXICON = load_lexicon()


def read_dates(text: str, published: date | None = PUBLISHED) -> tuple[DateMention, ...]:
    """Return the date mentions of a text."""
    sentences = split_sentences(text, lexicon=LEXICON)
    return find_dates(sentences, published=published, lexicon=LEXICON, text=text)


def place(text: str, count: str, trigger: str = "killed", measure: str = "killed") -> Mention:
    """Return the count expression in its sentence."""
    start = text.index(count)
    sentences = split_sentences(text, lexicon=LEXICON)
    index = next(row.index for row in sentences if row.span.start <= start < row.span.end)
    at = text.find(trigger, sentences[index].span.start)
    return Mention(
        span=Span(start, start + len(count)),
        sentence=index,
        measure=measure,
        trigger=Span(at, at + len(trigger)) if at >= 0 else None,
    )


def choose_all(
    text: str, counts: list[str], wholes: list[int | None] | None = None, published: date | None = PUBLISHED
) -> list[Time]:
    """Return days and scope of several counts."""
    sentences = split_sentences(text, lexicon=LEXICON)
    dates = find_dates(sentences, published=published, lexicon=LEXICON, text=text)
    return choose_times(
        [place(text, count) for count in counts],
        read_story(dates, sentences, published=published, lexicon=LEXICON),
        values=[None] * len(counts),
        wholes=wholes or [None] * len(counts),
        lexicon=LEXICON,
    )


def choose(text: str, count: str) -> tuple[DateRange | None, Scope]:
    """Return the days and the scope chosen for a count."""
    (found,) = choose_all(text, [count])
    return found.days, found.scope


def show(day: date | None) -> str:
    """Return a day as ISO text, an open end as nothing."""
    return "" if day is None else day.isoformat()


# --- phrases ---------------------------------------------------------------


@pytest.mark.parametrize("case", CASES["phrases"], ids=lambda case: case["text"])
def test_phrase_has_its_days(case: dict[str, object]) -> None:
    """A phrase of the table is one mention with its words, days, precision and kind."""
    found = [
        (row.date.words, [show(row.date.earliest), show(row.date.latest)], row.date.precision.value, row.kind)
        for row in read_dates(str(case["text"]))
    ]
    assert found == [(case["words"], case["days"], case["precision"], case["kind"])]


@pytest.mark.parametrize("text", CASES["none"])
def test_no_date_is_read_into_other_words(text: str) -> None:
    """Verbs, names, ages, scores and counts are no dates."""
    assert read_dates(text) == ()


def test_two_days_later_counts_from_the_day_named() -> None:
    """A relative day hangs on the day that the text named last."""
    found = read_dates("The siege began on March 3. Two days later the bridge fell.")
    assert [row.date.earliest for row in found] == [date(2018, 3, 3), date(2018, 3, 5)]


def test_weekday_stays_open_without_any_publication_day() -> None:
    """Nothing is guessed where neither metadata nor a dateline anchors a weekday."""
    (found,) = read_dates("Rockets fell on Tuesday.", None)
    expected = DateRange(
        earliest=None, latest=None, precision=DatePrecision.DAY, words="on Tuesday", span=Span(13, 23)
    )
    assert found.date == expected


def test_the_dateline_is_no_day_of_an_event() -> None:
    """A date in the first line that is the day of publication is marked as that."""
    found = read_dates("Posted on July 2 2016\n\nRockets fell on Friday.", date(2016, 7, 2))
    assert [(row.kind, row.date.earliest) for row in found] == [
        ("dateline", date(2016, 7, 2)),
        ("day", date(2016, 7, 1)),
    ]


def test_ambiguous_numbers_take_the_reading_near_publication() -> None:
    """4/3/2018 may be April or March; the story of 5 April decides."""
    (found,) = read_dates("Rockets fell on 4/3/2018 again", date(2018, 4, 5))
    assert found.date.earliest == date(2018, 4, 3)


def test_ambiguous_numbers_far_from_publication_lose_their_day() -> None:
    """Where neither reading is near, both bound an interval that is no day."""
    (found,) = read_dates("Rockets fell on 4/5/2017 again")
    assert (found.date.earliest, found.date.latest, found.date.precision) == (
        date(2017, 4, 5),
        date(2017, 5, 4),
        DatePrecision.MONTH,
    )


@pytest.mark.parametrize("case", CASES["datelines"], ids=lambda case: case["text"][:30])
def test_dateline_is_found(case: dict[str, str]) -> None:
    """The first lines give the article's own day, a date in a sentence does not."""
    text = case["text"]
    found = find_publication(text, lexicon=LEXICON)
    assert show(found.day if found else None) == case["day"]


# --- choices ---------------------------------------------------------------


def test_count_takes_the_date_of_its_clause() -> None:
    """A date right beside the count wins over the story's day."""
    text = "Shells hit the port on Tuesday. On March 3, a mine killed six dockers there."
    assert show(choose(text, "six dockers")[0].earliest) == "2018-03-03"  # type: ignore[union-attr]


def test_count_without_date_takes_the_story_day() -> None:
    """A later sentence without a date inherits the day of the lede, without words."""
    text = "Shells hit the port on Monday. The blast killed six dockers."
    expected = DateRange(earliest=date(2018, 3, 19), latest=date(2018, 3, 19), precision=DatePrecision.DAY)
    assert choose(text, "six dockers")[0] == expected


def test_day_of_speaking_is_no_day_of_dying() -> None:
    """The day a monitor spoke loses against the day of the blast."""
    text = "A blast on Sunday killed four dockers, the mayor said on Tuesday."
    assert show(choose(text, "four dockers")[0].earliest) == "2018-03-18"  # type: ignore[union-attr]


def test_day_after_a_blast_dates_the_blast_before() -> None:
    """The words "a day after" point back from the story's day to what follows the words."""
    text = "Rebels answered on Tuesday. The raid came a day after a mine killed seven dockers."
    assert show(choose(text, "seven dockers")[0].earliest) == "2018-03-19"  # type: ignore[union-attr]


def test_nothing_dates_a_count_without_publication_day() -> None:
    """Without dates and publication day there is no date and no candidate."""
    text = "A mine killed seven dockers."
    (found,) = choose_all(text, ["seven dockers"], published=None)
    assert (found.days, found.dates) == (None, ())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("In the last 11 days, raids have killed at least 56 people.", "56 people"),
        ("More than 90,000 people have been killed since the conflict began in 2011.", "90,000 people"),
        ("The war has killed hundreds of thousands of people.", "hundreds of thousands of people"),
    ],
)
def test_period_and_war_are_cumulative(text: str, count: str) -> None:
    """Counts of a period or a war are cumulative."""
    assert choose(text, count)[1] is Scope.CUMULATIVE


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A blast killed 12 people on Tuesday.", "12 people"),
        ("Air strikes killed 31 people overnight.", "31 people"),
        ("Gunmen killed 4 people in the past 24 hours.", "4 people"),
    ],
)
def test_one_event_is_an_incident(text: str, count: str) -> None:
    """Counts of one day's events are incidents."""
    assert choose(text, count)[1] is Scope.INCIDENT


def test_cumulative_days_run_up_to_publication() -> None:
    """Without a stated beginning a cumulative count is open in the past."""
    expected = DateRange(earliest=None, latest=PUBLISHED, precision=DatePrecision.YEAR)
    assert choose(
        "The war has killed hundreds of thousands of people.", "hundreds of thousands of people"
    ) == (
        expected,
        Scope.CUMULATIVE,
    )


@pytest.mark.parametrize("case", CASES["choices"], ids=lambda case: case["kind"])
def test_count_gets_the_day_of_its_event(case: dict[str, str]) -> None:
    """Each kind of sentence of the table dates its count."""
    days, _ = choose(case["text"], case["count"])
    assert days is not None
    assert show(days.earliest) == case["day"]


@pytest.mark.parametrize("case", CASES["scopes"], ids=lambda case: case["kind"])
def test_count_has_the_scope_of_its_sentence(case: dict[str, str]) -> None:
    """Each kind of sentence of the table gives its count a scope."""
    assert choose(case["text"], case["count"])[1].value == case["scope"]


def test_part_has_the_day_and_the_scope_of_its_whole() -> None:
    """A part without a day of its own goes with its whole, not with a date that is nearer."""
    text = "A blast on Sunday killed 12 dockers. Two women were among them. Rain fell on Tuesday."
    whole, part = choose_all(text, ["12 dockers", "Two women"], [None, 0])
    assert part.days is not None
    assert part.days.earliest == date(2018, 3, 18)
    assert part.scope is whole.scope is Scope.INCIDENT


def test_tellings_of_a_figure_agree_on_its_scope() -> None:
    """A lede takes the scope of the sentence that tells the same figure in full."""
    text = (
        "Mines kill 1,400 dockers. The harbour guild has documented names of 1,400 dockers killed "
        "since the war began."
    )
    first = text.index("1,400 dockers")
    second = text.index("1,400 dockers", first + 1)
    sentences = split_sentences(text, lexicon=LEXICON)
    dates = find_dates(sentences, published=PUBLISHED, lexicon=LEXICON, text=text)
    mentions = [
        Mention(span=Span(at, at + 13), sentence=index, measure="killed", trigger=None)
        for index, at in enumerate((first, second))
    ]
    story = read_story(dates, sentences, published=PUBLISHED, lexicon=LEXICON)
    times = choose_times(mentions, story, values=[1400, 1400], wholes=[None, None], lexicon=LEXICON)
    assert [time.scope for time in times] == [Scope.CUMULATIVE, Scope.CUMULATIVE]


# --- laws ------------------------------------------------------------------

pieces = st.sampled_from(
    "on March May 31 29 2016 last two days ago weeks since Friday the to - and overnight 12/13/2014 feb. "
    "next year \ud800 ٣ 0 later between 1 a of mid killed said , .".split()
)
texts = st.one_of(st.text(max_size=60), st.lists(pieces, max_size=14).map(" ".join))


@given(texts, st.none() | st.dates())
def test_mentions_keep_to_the_text_and_the_calendar(text: str, published: date | None) -> None:
    """Spans give the words, do not overlap; no past mention lies after publication."""
    end = 0
    for row in read_dates(text, published):
        assert row.span.of(text) == row.date.words
        assert row.span.start >= end
        end = row.span.end
        if row.date.earliest and row.date.latest:
            assert row.date.earliest <= row.date.latest
        if published and row.date.earliest and row.kind not in {"future", "dateline"}:
            assert row.date.earliest <= published
