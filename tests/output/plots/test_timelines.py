"""Figures over days: steps an origin, signs for open bounds, events as high as their tolls."""

from __future__ import annotations

import datetime
import itertools

import figures
import pytest
from attrs import evolve, frozen
from figures import ANADOLU, SOHR
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Annotation

import claimgraph as cg
from claimgraph.model import Account, Claim, DatePrecision, DateRange, Incident, Place, Scope, Source
from claimgraph.output.plots.days import choose_ticks
from claimgraph.output.plots.palette import BLUE, GREY, VERMILLION
from claimgraph.output.plots.spreading import spread


@frozen
class Graph:
    """The shape of a claim graph."""

    incidents: tuple[Incident, ...] = ()
    articles: tuple[cg.Article, ...] = ()
    claims: tuple[Claim, ...] = ()
    denials: tuple[cg.Denial, ...] = ()


def _make_incident(claims: list[Claim], id: str = "i", day: int | None = 21, town: str = "Town") -> Incident:
    when = datetime.date(2018, 3, day) if day else None
    accounts = tuple(Account(id=f"{id}:{one.article}", article=one.article, claims=(one,)) for one in claims)
    return Incident(
        id=id,
        accounts=accounts,
        place=Place(name=town, words=town),
        date=DateRange(earliest=when, latest=when, precision=DatePrecision.DAY) if when else None,
        tolls=cg.reconcile(claims),
    )


def _list_marks(axes) -> list[tuple[str, float, str]]:
    """Return shape, height and colour of each mark."""
    found = [line for line in axes.lines if line.get_marker() in "^vos"]
    return [
        (line.get_marker(), line.get_ydata()[0], to_hex(line.get_markeredgecolor()).upper()) for line in found
    ]


def _list_words(axes) -> list[str]:
    return [text.get_text() for text in axes.texts if text.get_text()]


def test_an_origin_is_a_stepped_line_from_figure_to_figure() -> None:
    """What was replaced is hollow; a figure without upper bound points up, "up to" points down."""
    claims = [
        figures.claim("11", "people", SOHR, day=4),
        figures.claim("58+", "people", SOHR, day=6, article="b"),
        figures.claim("<90", "people", ANADOLU, day=5, article="c"),
    ]
    axes = cg.plot_timeline(_make_incident(claims))
    steps = [line for line in axes.lines if line.get_drawstyle() == "steps-post"]
    assert sorted([list(line.get_ydata()) for line in steps]) == [[11, 58, 58], [90, 90]]
    assert {(shape, height) for shape, height, _ in _list_marks(axes)} == {("o", 11), ("^", 58), ("v", 90)}
    hollow = [line for line in axes.lines if line.get_marker() == "o"]
    assert [line.get_markerfacecolor() for line in hollow] == ["white"]
    assert set(_list_words(axes)) == {"SOHR  58+", "Anadolu Agency  ≤ 90"}
    assert [tick.get_text() for tick in axes.get_xticklabels()] == [
        "4 Mar\n2018",
        "5 Mar\n2018",
        "6 Mar\n2018",
    ]


def test_a_vague_word_reaches_as_far_as_it_is_read() -> None:
    """A dotted line from the low end to the high one."""
    axes = cg.plot_timeline(_make_incident([figures.claim("dozens", "people", SOHR)]))
    ends = [path.vertices[:, 1].tolist() for lines in axes.collections for path in lines.get_paths()]
    assert ends == [[24, 99]]


def test_figures_without_a_day_are_counted_below() -> None:
    """Where no figure has a day, the axes say so."""
    undated = figures.claim("9", "people", ANADOLU, day=None, article="b")
    axes = cg.plot_timeline(_make_incident([figures.claim("11", "people", SOHR), undated]))
    assert "1 figure without a day" in axes.get_xlabel()
    assert "no figure has a day" in _list_words(cg.plot_timeline(_make_incident([undated])))


def test_names_at_the_right_never_overlap() -> None:
    """Forty origins of one figure have their names apart, all inside the picture."""
    sources = [Source(id=f"s{at}", name=f"Source {at}", kind="monitor") for at in range(40)]
    claims = [figures.claim("9", "people", one, article=f"a{at}") for at, one in enumerate(sources)]
    axes = cg.plot_timeline(_make_incident(claims))
    FigureCanvasAgg(axes.figure).draw()
    boxes = sorted((text.get_window_extent() for text in axes.texts), key=lambda box: box.y0)
    assert len(boxes) == 24
    assert "left out: 16 origins with fewer reports" in axes.get_xlabel()
    assert all(above.y0 >= below.y1 - 2 for below, above in itertools.pairwise(boxes))
    assert all(box.x1 <= axes.figure.bbox.x1 for box in boxes)


def test_events_stand_at_their_day_as_high_as_their_toll() -> None:
    """A square where figures contradict one another, a dot where origins agree, a ring else."""
    apart = [figures.claim("28", "people", SOHR), figures.claim("40", "people", ANADOLU, article="b")]
    alike = [figures.claim("5", "people", SOHR), figures.claim("5", "people", ANADOLU, article="b")]
    alone = [figures.claim("9+", "people", SOHR)]
    incidents = (
        _make_incident(apart, "i1", 4, "Aville"),
        _make_incident(alike, "i2", 5, "Beeville"),
        _make_incident(alone, "i3", 6, "Ceeville"),
        _make_incident(alone, "i4", None),
        evolve(_make_incident(alone, "i5", 7), scope=Scope.CUMULATIVE),
    )
    axes = cg.plot_timeline(Graph(incidents=incidents))
    assert _list_marks(axes) == [("s", 28, VERMILLION), ("o", 5, BLUE), ("o", 9, GREY)]
    assert {"Aville", "Beeville", "Ceeville"} == set(_list_words(axes))
    spans = [path.vertices[:, 1].tolist() for lines in axes.collections for path in lines.get_paths()]
    assert spans == [[28, 40]]
    arrows = [text.xy[1] for text in axes.texts if isinstance(text, Annotation) and text.arrow_patch]
    assert arrows == [9]
    assert "left out: 2 incidents without a day" in axes.get_xlabel()


def test_given_axes_are_used_and_anything_else_is_misuse() -> None:
    """The same axes come back."""
    given = Figure().subplots()
    assert cg.plot_timeline(_make_incident([figures.claim("9", "people", SOHR)]), ax=given) is given
    assert cg.plot_timeline(Graph(), ax=Figure().subplots()).texts
    with pytest.raises(cg.MisuseError, match="takes an Incident or a ClaimGraph, not str"):
        cg.plot_timeline("incident")


@pytest.mark.parametrize("days", [0, 1, 3, 30, 60, 61, 200, 400, 2000, 20_000])
def test_days_have_few_ticks_within_their_period(days: int) -> None:
    """At least one, at most a handful, in order."""
    first = datetime.date(2018, 3, 4)
    last = first + datetime.timedelta(days=days)
    ticks = choose_ticks(first, last)
    assert 1 <= len(ticks) <= 9
    assert ticks == sorted(set(ticks))
    assert first <= ticks[0]
    assert ticks[-1] <= last


def test_labels_are_moved_apart_as_little_as_needed() -> None:
    """Those with room stay; where there is too little for all they share it evenly."""
    assert spread([0.9, 0.1], apart=0.2, low=0, high=1) == pytest.approx([0.9, 0.1])
    assert spread([0.5, 0.5], apart=0.2, low=0, high=1) == pytest.approx([0.4, 0.6])
    assert spread([1.0, 1.0, 0.0], apart=0.2, low=0, high=1) == pytest.approx([0.8, 1.0, 0.0])
    assert spread([0.5] * 3, apart=0.9, low=0, high=1) == pytest.approx([0, 0.5, 1])
    assert spread([], apart=1, low=0, high=1) == []
