"""Tables and traces as plain text: they fit, they are safe to print, nothing is lost silently."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.model import (
    Account,
    Article,
    Attribution,
    Candidate,
    Choice,
    Claim,
    DatePrecision,
    DateRange,
    Denial,
    Modifier,
    Place,
    Quantity,
    Source,
    Span,
    Stance,
    Trace,
)
from claimgraph.output.text import count_columns, draw_trace, show_signs, wrap_words, write_table

any_texts = st.text(st.characters(exclude_categories=()))


# --- signs ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “text”", "plain – “text”"),
        ("\x1b[31mred\x1b[0m", "<U+001B>[31mred<U+001B>[0m"),
        ("bell\x07 nul\x00 c1\x9b", "bell<U+0007> nul<U+0000> c1<U+009B>"),
        ("\u202eesrever\u202c", "<U+202E>esrever<U+202C>"),
        ("lone \ud800", "lone <U+D800>"),
        ("soft\xadhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("two\nlines\ttab\u2028sep\xa0nbsp", "two lines tab sep nbsp"),
        ("مرحبا", "مرحبا"),
    ],
)
def test_signs_are_safe_to_print(text: str, shown: str) -> None:
    """Controls, overrides of direction and surrogates are shown by number; the rest stays."""
    assert show_signs(text) == shown


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("病院", 4), ("e\u0301", 1), ("ﾊﾝｶｸ", 4), ("Ａ", 2), ("", 0)]
)
def test_columns_are_counted(text: str, columns: int) -> None:
    """Wide letters take two columns, combining marks none."""
    assert count_columns(text) == columns


def test_words_are_wrapped() -> None:
    """Lines break between words; a word wider than the line is cut; wide letters count twice."""
    assert wrap_words("one two  three\nfour", 9) == ["one two", "three", "four"]
    assert wrap_words("abcdefghijk", 4) == ["abcd", "efgh", "ijk"]
    assert wrap_words("200,000–999,999 2021/22", 9) == ["200,000–", "999,999", "2021/22"]
    assert wrap_words("病院病院病", 4) == ["病院", "病院", "病"]
    assert wrap_words(" \n", 10) == [""]


@given(any_texts, st.integers(min_value=2, max_value=30))
def test_lines_are_safe_fit_and_lose_nothing(text: str, width: int) -> None:
    """No line is too wide or holds a control, and together they hold the shown text."""
    lines = wrap_words(text, width)
    assert all(count_columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(show_signs(text).split())
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") for line in lines for sign in line)


# --- tables -----------------------------------------------------------------------------------


def test_table_is_laid_out() -> None:
    """Numbers stand at the right with thousands marks, lists are joined, missing cells empty."""
    rows = [
        {"who": "Herald", "count": 1200, "where": ["Hallam", "Northshire"]},
        {"who": "病院", "count": 3, "ok": True},
    ]
    assert write_table(rows, {"who": "source", "count": "n", "where": "place", "ok": "ok"}) == (
        "source      n  place               ok\n"
        "------  -----  ------------------  ---\n"
        "Herald  1,200  Hallam, Northshire\n"
        "病院        3                      yes\n"
    )


def test_table_wraps_long_cells() -> None:
    """A long cell takes up to three lines and then an ellipsis."""
    said = write_table([{"a": "x", "b": "one two three four five six seven"}], ["a", "b"], width=15)
    assert said.splitlines() == [
        "a    b",
        "---  ----------",
        "x    one two",
        "     three four",
        "     five six…",
    ]


def test_empty_table_has_its_heading() -> None:
    """Without rows the heading stays."""
    assert write_table([], ["date", "n"]) == "date  n\n----  ---\n"


def test_table_shows_huge_numbers() -> None:
    """Numbers that Python refuses to write do not end the table."""
    assert "2^" in write_table([{"n": 10**5000}], ["n"])


rows_of_texts = st.lists(st.fixed_dictionaries({"a": any_texts, "b": any_texts | st.none() | st.integers()}))


@given(rows_of_texts, st.integers(min_value=12, max_value=100))
def test_tables_fit(rows: list[dict[str, object]], width: int) -> None:
    """No line of a table is wider than asked, none ends in blanks."""
    for line in write_table(rows, ["a", "b"], width=width).splitlines():
        assert count_columns(line) <= width
        assert line == line.rstrip()


# --- traces -----------------------------------------------------------------------------------

TEXT = "At least 28 people were hurt in Hallam on Friday, a monitor said. The army denied it."


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _trace() -> Trace:
    monitor = Source(id="monitor", name="monitor", kind="monitor")
    army = Source(id="army", name="the army", kind="military")
    said = Attribution(chain=(monitor,), cue="said", words="a monitor", span=_span("a monitor"))
    denied = Attribution(chain=(army,), stance=Stance.DENIES, cue="denied", words="The army")
    quantity = Quantity(value=28, low=28, high=None, modifier=Modifier.AT_LEAST, words="28", span=_span("28"))
    place = Place(name="Hallam", words="Hallam", path=("Northshire",), span=_span("Hallam"))
    friday = date(2021, 3, 5)
    when = DateRange(
        earliest=friday,
        latest=friday,
        precision=DatePrecision.DAY,
        words="on Friday",
        span=_span("on Friday"),
    )
    claim = Claim(
        id="c1",
        article="a1",
        spans=(_span("At least 28 people"),),
        text="At least 28 people",
        measure="injured",
        quantity=quantity,
        group="people",
        attribution=said,
        place=place,
        date=when,
        implied=True,
    )
    denial = Denial(
        id="d1", article="a1", span=_span("denied it"), text="denied it", what="it", attribution=denied
    )
    why = Choice(
        claim="c1",
        field="source",
        candidates=(Candidate(words="a monitor", score=2.5, features=("same sentence", "cue")),),
    )
    return Trace(
        article=Article(id="a1", text=TEXT, title="Many hurt", published=friday, dated_by="header"),
        sentences=(Span(0, TEXT.index(" The army")), _span("The army denied it.")),
        quantities=(quantity,),
        dates=(when,),
        places=(place,),
        attributions=(said,),
        claims=(claim,),
        denials=(denial,),
        accounts=(Account(id="acc1", article="a1", claims=(claim,), place=place, date=when),),
        choices=(why,),
    )


def test_trace_shows_every_step() -> None:
    """Sentences with marks below, then numbers, dates, places, sources, claims with reasons, denials."""
    assert draw_trace(_trace()) == (
        "a1 · no publisher · published 2021-03-05 (header)\n"
        "Many hurt\n"
        "\n"
        "Sentences   # number  c claim  D date  P place  S source  n denial\n"
        " 1  At least 28 people were hurt in Hallam on Friday, a monitor said.\n"
        "    ccccccccc##ccccccc              PPPPPP DDDDDDDDD  SSSSSSSSS\n"
        " 2  The army denied it.\n"
        "             nnnnnnnnn\n"
        "\n"
        "Numbers\n"
        '  "28": 28 or more (at least)\n'
        "\n"
        "Dates\n"
        '  "on Friday": 2021-03-05 (day)\n'
        "\n"
        "Places\n"
        '  "Hallam": Hallam, Northshire (in no gazetteer)\n'
        "\n"
        "Sources\n"
        '  "a monitor": monitor (cue "said")\n'
        "\n"
        "Claims\n"
        '  "At least 28 people": injured 28 or more (at least) people\n'
        "    id c1, incident, implied\n"
        '    source: "a monitor": monitor (cue "said")\n'
        '    place: "Hallam": Hallam, Northshire (in no gazetteer)\n'
        '    date: "on Friday": 2021-03-05 (day)\n'
        "    why this source:\n"
        '      +2.50 "a monitor": same sentence, cue\n'
        "\n"
        "Denials\n"
        '  "denied it": "The army": the army (cue "denied", denies)\n'
        "    denied: it\n"
        "\n"
        "Accounts\n"
        '  acc1: incident, 1 claims, 0 denials; Hallam; "on Friday": 2021-03-05 (day)\n'
    )


def test_marks_stay_below_their_words_in_short_lines() -> None:
    """Where a sentence breaks, the marks break with it."""
    lines = draw_trace(_trace(), width=40).splitlines()
    at = lines.index(" 1  At least 28 people were hurt in")
    assert lines[at + 1 : at + 4] == [
        "    ccccccccc##ccccccc",
        "    Hallam on Friday, a monitor said.",
        "    PPPPPP DDDDDDDDD  SSSSSSSSS",
    ]


@given(any_texts.filter(str.strip), st.data())
def test_any_article_can_be_drawn(text: str, data: st.DataObject) -> None:
    """A trace of any text, with a mark anywhere, is drawn in safe lines that fit."""
    start = data.draw(st.integers(min_value=0, max_value=len(text)))
    end = data.draw(st.integers(min_value=start, max_value=len(text)))
    quantity = Quantity(
        value=1, low=1, high=1, modifier=Modifier.EXACT, words=text[start:end], span=Span(start, end)
    )
    trace = Trace(
        article=Article(id=text, text=text), sentences=(Span(0, len(text)),), quantities=(quantity,)
    )
    drawn = draw_trace(trace, width=60)
    assert all(unicodedata.category(sign) not in ("Cc", "Cs") for sign in drawn.replace("\n", ""))


def test_a_range_may_break_behind_its_dash() -> None:
    """So that one wide range does not squeeze the days beside it."""
    row = {"day": "2018-03-21", "killed": "200,000–380,000+"}
    assert write_table([row], ("day", "killed"), width=22).splitlines()[2:] == [
        "2018-03-21  200,000–",
        "            380,000+",
    ]


def test_what_is_too_wide_for_a_terminal_stands_below_one_another() -> None:
    """A line a cell with its heading, nothing for an empty one, instead of words in pieces."""
    row = {"date": "2018-03-21", "place": "Port Hallam", "killed": "28–40+", "injured": None, "origins": 1200}
    entry = "date     2018-03-21\nplace    Port Hallam\nkilled   28–40+\norigins  1,200\n"
    assert write_table([row, row], tuple(row), width=30) == f"{entry}\n{entry}"
    assert write_table([row], tuple(row), width=60).startswith("date        place")
