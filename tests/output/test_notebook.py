"""Notebook pictures: what they show, and that nothing an article says becomes markup."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from itertools import pairwise

import figures
import pytest
import strategies
from attrs import evolve, frozen, has
from hypothesis import given
from hypothesis import strategies as st

import claimgraph as cg
from claimgraph.comparison.tolls import reconcile
from claimgraph.model import (
    Account,
    Article,
    Attribution,
    Claim,
    Copy,
    Corroboration,
    DatePrecision,
    DateRange,
    Denial,
    Evidence,
    Incident,
    Link,
    Modifier,
    Place,
    Problem,
    Quantity,
    Reading,
    Responsibility,
    Shown,
    Source,
    Span,
    Stance,
    Trace,
    Victim,
)
from claimgraph.output.blocks import MOST_ROWS
from claimgraph.output.highlights import Mark, highlight, highlight_text
from claimgraph.output.markup import Html, isolate, join, show_text, tag
from claimgraph.output.notebook import to_html

TEXT = "SOHR said 28 civilians died in Armanaz on Friday; 3 roads closed. Russia denied it."
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202e\x1b[31m\ud83d"


class _Reader(HTMLParser):
    """Collects tags, attributes and text, and that every tag is closed."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.styles: set[str] = set()
        self.text = ""
        self.marked: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.styles |= {value or "" for name, value in attrs if name == "style"}
        self.open.append(tag)
        if tag == "mark":
            self.marked.append((dict(attrs).get("title") or "", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.open and self.open[-1] == "mark":
            self.marked[-1] = (self.marked[-1][0], self.marked[-1][1] + data)


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def _make_claim(words: str, source: Source) -> Claim:
    number = words.partition(" ")[0]
    value = int(number) if number.isdigit() else None
    return Claim(
        id=f"c-{words}",
        article="a1",
        spans=(_span(words),),
        text=words,
        measure="killed",
        quantity=Quantity(
            value=value,
            low=value or 24,
            high=value,
            modifier=Modifier.VAGUE if value is None else Modifier.EXACT,
            words=number,
            span=_span(words),
        ),
        group="civilians",
        group_kind="civilians",
        attribution=Attribution(chain=(source,), span=_span("SOHR")),
        place=Place(name="Armanaz", words="Armanaz", span=_span("Armanaz")),
        date=DateRange(
            earliest=datetime.date(2017, 9, 29),
            latest=datetime.date(2017, 9, 29),
            precision=DatePrecision.DAY,
            span=_span("on Friday"),
        ),
    )


MONITOR = Source(id="sohr", name="SOHR", kind="monitor")
STATE = Source(id="russia", name="Russia", kind="state")
ARTICLE = Article(id="a1", text=TEXT, title="Many died")
CLAIM = _make_claim("28 civilians", MONITOR)
OTHER = evolve(CLAIM, id="c2", attribution=Attribution(chain=(STATE,)))
DENIAL = Denial(
    id="d1",
    article="a1",
    span=_span("denied it"),
    text="denied it",
    what="it",
    attribution=Attribution(chain=(STATE,), stance=Stance.DENIES),
)
ACCOUNT = Account(id="a1#0", article="a1", claims=(CLAIM, OTHER), denials=(DENIAL,))
LINK = Link(a="a1#0", b="a2#0", score=2.5, evidence=(Evidence(name="day", weight=2.5, reason="same day"),))
INCIDENT = Incident(
    id="i1", accounts=(ACCOUNT,), place=CLAIM.place, links=(LINK,), tolls=reconcile(ACCOUNT.claims)
)
TRACE = Trace(
    article=ARTICLE,
    quantities=(CLAIM.quantity, evolve(CLAIM.quantity, words="3", span=_span("3"))),
    dates=(CLAIM.date,) if CLAIM.date else (),
    places=(CLAIM.place,) if CLAIM.place else (),
    attributions=(CLAIM.attribution,),
    claims=(CLAIM,),
    denials=(DENIAL,),
    accounts=(ACCOUNT,),
)
READING = Reading(articles=(ARTICLE,), problems=(Problem(where="b.txt", reason="empty"),))


@frozen
class Graph:
    """The shape of a claim graph."""

    articles: tuple[Article, ...] = (ARTICLE,)
    incidents: tuple[Incident, ...] = (INCIDENT,)
    claims: tuple[Claim, ...] = (CLAIM, OTHER)
    denials: tuple[Denial, ...] = (DENIAL,)
    problems: tuple[Problem, ...] = (Problem(where="b.txt", reason="empty"),)


NOUNS = [ARTICLE, CLAIM, INCIDENT, INCIDENT.tolls[0], TRACE, READING, Graph()]


# --- what is shown ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        (ARTICLE, ["Many died", TEXT]),
        (CLAIM, ["“28 civilians”", "SOHR", "Armanaz", "2017-09-29", "incident"]),
        (INCIDENT, ["Armanaz", "SOHR", "Russia", "28", "together", "denied it", "same day", "a1 and a2#0"]),
        (INCIDENT.tolls[0], ["killed: civilians", "28", "2 origins", "agrees"]),
        (TRACE, ["1 claim, 1 denial, 1 account", "count", "other number", "denied it"]),
        (READING, ["1 article, 1 problem", "Many died", "b.txt: empty"]),
        (Graph(), ["1 article, 2 claims, 1 denial, 1 incident", "Armanaz", "28", "b.txt: empty"]),
        (object, ["<class 'object'>"]),
    ],
)
def test_picture_tells(noun: object, words: list[str]) -> None:
    """Each noun shows what matters about it."""
    text = _Reader(to_html(noun)).text
    assert [word for word in words if word not in text] == []


def test_nouns_show_themselves() -> None:
    """A notebook that asks a noun for its picture gets the same."""
    for noun in (ARTICLE, CLAIM, INCIDENT, INCIDENT.tolls[0], TRACE):
        assert noun._repr_html_() == to_html(noun)


def test_toll_table_has_a_row_a_source_and_names_the_vague_word() -> None:
    """A convention's reading of a vague word stands behind the word."""
    vague = evolve(
        CLAIM, quantity=evolve(CLAIM.quantity, low=24, high=99, modifier=Modifier.VAGUE, words="dozens")
    )
    text = _Reader(to_html(evolve(INCIDENT, accounts=(evolve(ACCOUNT, claims=(vague, OTHER)),)))).text
    assert "dozens (24–99) civilians" in text


def test_an_incident_shows_parties_grade_and_replaced_figures() -> None:
    """Who is accused by whom, how many origins there are, which figure was replaced."""
    claims = [
        figures.claim("11", "people", figures.SOHR, day=4, actor="rebels"),
        figures.claim("20", "people", figures.SOHR, day=5, article="b", actor="rebels"),
    ]
    accounts = tuple(Account(id=one.article, article=one.article, claims=(one,)) for one in claims)
    shown = to_html(Incident(id="i", accounts=accounts, tolls=reconcile(claims)))
    text = re.sub(r"<[^>]+>", " ", shown)
    told = " ".join(text.split())
    assert "Two articles, one origin: SOHR." in told
    assert "party named accused by claimed by denied by rebels SOHR" in told
    assert "corroboration: weak (one origin, SOHR)" in told
    assert "11 people (replaced later)" in told
    assert "20 people (replaced later)" not in told


def test_every_noun_shows_itself() -> None:
    """What a user can get is a picture in a notebook, a line when printed, and a line in a tuple."""
    nouns = [getattr(cg, name) for name in cg.__all__ if has(getattr(cg, name))]
    assert [one.__name__ for one in nouns if not issubclass(one, Shown)] == ["Groups"]
    assert [one.__name__ for one in nouns if "_repr_html_" in vars(one)] == []


@pytest.mark.parametrize(
    ("noun", "line"),
    [
        (CLAIM, "28 civilians killed, SOHR, Armanaz, 29 September 2017"),
        (DENIAL, "Russia: “denied it”"),
        (ACCOUNT, "place not named; 2 claims, 1 denial of a1"),
        (LINK, "a1#0 and a2#0: score +2.50: by these weights about 92 in 100 such pairs are one event"),
        (INCIDENT.tolls[0], "28 civilians killed, best 28; 2 origins, 2 claims (range_over_origins)"),
        (INCIDENT.tolls[0].relations[0], "agrees: “28 civilians” (SOHR) and “28 civilians” (Russia)"),
        (CLAIM.attribution, "SOHR"),
        (MONITOR, "SOHR (monitor)"),
        (CLAIM.date, "29 September 2017"),
        (CLAIM.quantity, "28"),
        (Victim(article="a1", measure="killed", name="Jo Doe", age=34), "Jo Doe, 34, killed, a1"),
        (Copy(a="x", b="y", share=0.5, reason="same words"), "x copies y (50%): same words"),
        (Corroboration(grade="weak", reason="one origin", rule="…"), "weak (one origin)"),
        (Responsibility(actor="rebels", accused_by=(STATE,)), "rebels: accused by Russia"),
        (READING, "1 article, 1 problem"),
        (TRACE, "a1: 1 claim, 1 denial, 1 account"),
        (cg.load_weights(), "prior "),
        (cg.ClaimGraph(), "0 articles, 0 claims, 0 incidents"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_printed_noun_is_a_line_in_words(noun: object, line: str) -> None:
    """In a tuple that a notebook shows, each has a line, too; its picture carries the same words."""
    assert str(noun).startswith(line)
    assert "\n" not in str(noun)
    # IPython asks the first class of a value that prints itself, so each has to.
    assert "_repr_pretty_" in vars(type(noun))
    assert to_html(noun).startswith("<div")


def test_a_cell_that_ends_with_a_tuple_shows_a_line_each() -> None:
    """IPython writes what a tuple holds by its words, not by its fields."""
    pretty = pytest.importorskip("IPython.lib.pretty", reason="IPython is not installed").pretty
    assert " ".join(pretty((CLAIM, MONITOR)).split()) == f"(<Claim: {CLAIM}>, <Source: SOHR (monitor)>)"


def test_a_printed_noun_holds_no_control_signs() -> None:
    """What an article says cannot recolour a terminal."""
    told = str(evolve(MONITOR, name=HOSTILE))
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_a_series_tells_its_steps() -> None:
    """Earlier figures are said to be replaced."""
    claims = [
        figures.claim("11", "people", figures.SOHR, day=4),
        figures.claim("20", "people", figures.SOHR, day=5, article="b"),
    ]
    (series,) = cg.list_series(figures.only(claims))
    assert str(series) == "SOHR: 11 (4 March 2018, replaced) → 20 (5 March 2018)"
    assert "2018-03-05" in _Reader(to_html(series)).text


def test_a_link_is_a_waterfall() -> None:
    """Each piece of evidence with its weight and the sum so far, and what the score means."""
    text = _Reader(to_html(LINK)).text
    assert "+2.50+2.50same day" in text
    assert "about 92 in 100" in text


def test_claims_of_a_graph_open_under_their_incident() -> None:
    """The words of each claim with who says them; of many the rest is counted."""
    text = _Reader(to_html(Graph())).text
    assert "28 civilians killed, SOHR (a1)" in text
    many = tuple(evolve(CLAIM, id=f"c{number}") for number in range(20))
    incident = evolve(INCIDENT, accounts=(evolve(ACCOUNT, claims=many),))
    assert "… 8 more" in _Reader(to_html(Graph(incidents=(incident,)))).text


def test_large_nouns_are_short_at_the_prompt() -> None:
    """An incident holds its accounts, these their claims: all of it would fill screens."""
    one = figures.claim("11", "people", figures.SOHR)
    account = Account(id="a1", article="a", claims=(one,))
    incident = Incident(id="i1", accounts=(account,), tolls=reconcile([one]))
    assert repr(incident) == "<Incident i1: place unknown, day unknown; 1 articles, 1 claims>"
    assert repr(account) == "<Account a1: place unknown, day unknown; 1 claims of a>"
    told = "<Toll: people killed, low 11, best 11, high 11; 1 claims, 1 origins>"
    assert repr(incident.tolls[0]) == told


def test_long_tables_say_what_they_leave_out() -> None:
    """Not every row of a large table is shown, and that is said."""
    many = Reading(articles=tuple(evolve(ARTICLE, id=f"a{number}") for number in range(MOST_ROWS + 7)))
    assert "… 7 more rows" in _Reader(to_html(many)).text


def test_empty_nouns_have_a_picture() -> None:
    """Nothing found is no error."""
    empty = [
        Article(id="", text=""),
        Trace(article=Article(id="a", text="")),
        Reading(),
        Incident(id="i", accounts=()),
        Graph(articles=(), incidents=(), claims=(), denials=(), problems=()),
    ]
    assert all(to_html(noun).startswith("<div") for noun in empty)


# --- marks ------------------------------------------------------------------------------------


def test_words_of_claims_are_marked_with_what_they_are() -> None:
    """The count and the denial are marked; a claim of another article is not."""
    foreign = evolve(CLAIM, article="a2", spans=(Span(0, 4),))
    marked = _Reader(highlight(ARTICLE, [CLAIM, DENIAL, foreign])).marked
    expected = [("killed 28 civilians, SOHR", "28 civilians"), ("denial, Russia", "denied it")]
    assert [mark for mark in marked if mark[0]] == expected


def test_overlapping_marks_are_split() -> None:
    """Each piece names all that lies over it, and the text stays whole."""
    marks = [Mark(Span(0, 6), "count", "A"), Mark(Span(4, 9), "place", "B"), Mark(Span(4, 6), "day", "C")]
    read = _Reader(highlight_text("0123456789", marks))
    assert [mark for mark in read.marked if mark[0]] == [("A", "0123"), ("A\nB\nC", "45"), ("B", "678")]
    assert read.text.endswith("0123456789")


def test_a_number_that_is_a_claim_is_marked_as_its_count_only() -> None:
    """Only numbers that are no claims are marked as other numbers."""
    marked = _Reader(to_html(TRACE)).marked
    assert [words for title, words in marked if title == "a number that is no claim"] == ["3"]


def test_long_text_says_how_much_is_missing() -> None:
    """A text is cut at a length that a notebook can show; marks beyond it are left out."""
    shown = _Reader(highlight_text("x" * 100, [Mark(Span(95, 99), "count")], most=90)).text
    assert shown == "x" * 90 + "… 10 more characters"


@given(
    text=st.text(st.characters(), max_size=60),
    spans=st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=8),
    kinds=st.lists(st.sampled_from(["count", "source", "place", "day", "denial"]), min_size=8, max_size=8),
)
def test_marks_anywhere_leave_the_text_as_it_is(
    text: str, spans: list[tuple[int, int]], kinds: list[str]
) -> None:
    """Whatever is marked, all characters are there once, in order."""
    marks = [Mark(Span(*span), kind, "") for span, kind in zip(spans, kinds, strict=False)]
    shown = highlight_text(text, marks)
    body = shown[shown.index('dir="auto">') :]
    plain = highlight_text(text, [])
    assert _Reader(f"<div {body}").text == _Reader(plain).text


# --- nothing becomes markup -------------------------------------------------------------------


def _make_hostile() -> list[object]:
    """Return nouns that carry markup in every field of text."""
    source = Source(id=HOSTILE, name=HOSTILE, kind=HOSTILE, party=HOSTILE)
    place = Place(name=HOSTILE, words=f"{HOSTILE}!", path=(HOSTILE,))
    claim = evolve(
        CLAIM, id=HOSTILE, text=HOSTILE, measure=HOSTILE, group=HOSTILE, actor=HOSTILE, means=HOSTILE,
        part_of=HOSTILE, place=place, attribution=Attribution(chain=(source, source)),
    )  # fmt: skip
    denial = evolve(DENIAL, text=HOSTILE, attribution=claim.attribution)
    article = Article(id="a1", text=HOSTILE * 3, title=HOSTILE, publisher=HOSTILE)
    account = evolve(ACCOUNT, claims=(claim, evolve(claim, id="2")), denials=(denial,))
    evidence = Evidence(name=HOSTILE, weight=1, reason=HOSTILE)
    link = Link(a=HOSTILE, b=HOSTILE, score=1, evidence=(evidence,))
    incident = Incident(
        id=HOSTILE, accounts=(account,), place=place, means=(HOSTILE,), links=(link,),
        tolls=reconcile(account.claims),
    )  # fmt: skip
    trace = evolve(TRACE, article=article, claims=(claim,), denials=(denial,), places=(place,))
    reading = Reading(articles=(article,), problems=(Problem(where=HOSTILE, reason=HOSTILE),))
    graph = Graph(articles=(article,), incidents=(incident,), problems=reading.problems)
    return [article, claim, incident, incident.tolls[0], trace, reading, graph, HOSTILE]


@pytest.mark.parametrize("noun", [*NOUNS, *_make_hostile()], ids=lambda noun: type(noun).__name__)
def test_picture_is_harmless(noun: object) -> None:
    """No script, no event, no address to load from, nothing unseen, every tag closed."""
    markup = to_html(noun)
    read = _Reader(markup)
    assert read.open == []
    assert read.tags <= {
        "div", "table", "thead", "tbody", "tr", "th", "td", "b", "em", "bdi", "span", "mark", "pre",
        "ul", "li", "details", "summary", "kbd",
    }  # fmt: skip
    assert read.attributes <= {"style", "title", "dir", "open"}
    assert not any("url" in style or "import" in style for style in read.styles)
    assert not any(sign in markup for sign in "\u202e\x1b\ud83d")
    markup.encode("utf-8")


@given(strategies.incidents())
def test_any_incident_has_a_harmless_picture(incident: Incident) -> None:
    """Whatever the claims, every tag is closed."""
    read = _Reader(to_html(evolve(incident, tolls=reconcile(incident.claims))))
    assert read.open == []


def test_text_is_escaped_unless_it_was_built_as_markup() -> None:
    """A plain string is text wherever it goes; built markup is taken as it is."""
    assert tag("b", "<i>", tag("i", "&"), title='"<') == '<b title="&quot;&lt;">&lt;i&gt;<i>&amp;</i></b>'
    assert join(["<", Html("<br>"), None, 1500], ", ") == "&lt;, <br>, 1,500"
    assert isolate("<") == "<bdi>&lt;</bdi>"
    assert isolate(None) is None


def test_adding_to_markup_gives_text() -> None:
    """Markup that was changed with string methods is no longer trusted."""
    changed = tag("b", "x") + "<script>"
    assert "<script>" not in join([changed])


def test_unseen_signs_are_shown_by_number() -> None:
    """Overrides of the writing direction cannot reorder what follows; tabs and line breaks stay."""
    shown = _Reader(show_text("a\u202eb\x00c\td\ne\ud83d")).text
    assert shown == "aU+202EbU+0000c\td\neU+D83D"


def test_time_grows_with_the_text_and_not_faster() -> None:
    """The number of pieces is that of the marks, however many lie beside each other."""
    sizes = []
    for number in (500, 1000, 2000):
        marks = [Mark(Span(3 * at, 3 * at + 2), "count") for at in range(number)]
        sizes.append(len(highlight_text("x" * 3 * number, marks, most=10**6)))
    assert all(later < 2.1 * earlier for earlier, later in pairwise(sizes))


def test_a_reading_shows_itself() -> None:
    """A notebook needs no call to draw what was read."""
    assert READING._repr_html_() == to_html(READING)


def test_a_graph_names_who_is_counted_as_one_would_say_it() -> None:
    """One is a child, not "1 children"; a name of 300 letters is broken, not put beside the page."""
    told = "A child was killed when a ferry sank off Port Hallam on Monday, police said."
    graph = cg.build_graph([cg.Article(id="a", text=told)])
    shown = re.sub("<[^>]*>", "", to_html(graph))
    assert "1 child" in shown
    assert "1 children" not in shown
    assert "overflow-wrap:anywhere" in to_html(graph.articles[0])
