"""The picture of a toll: a row an origin, open bounds as arrows, what excludes what."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import figures
import pytest
from attrs import evolve
from figures import ANADOLU, ARMY, HELMETS, SOHR
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Annotation

import claimgraph as cg
from claimgraph.model import Source, Stance
from claimgraph.output.plots.palette import BLUE, GREY, PALE, VERMILLION


def _list_arrows(axes) -> list[float]:
    """Return where the arrows of open bounds begin."""
    notes = [text for text in axes.texts if isinstance(text, Annotation)]
    return sorted(note.xy[0] for note in notes if note.arrow_patch is not None)


def _list_marks(axes, shape: str) -> list[tuple[float, str]]:
    """Return count and colour of each mark of a shape."""
    lines = [line for line in axes.lines if line.get_marker() == shape]
    return [(float(line.get_xdata()[0]), to_hex(line.get_markeredgecolor(), False).upper()) for line in lines]


def _list_words(axes) -> list[str]:
    return [text.get_text() for text in axes.texts if text.get_text()]


def _save(axes) -> None:
    FigureCanvasAgg(axes.figure).draw()


def test_each_origin_has_a_row_the_lowest_figure_first() -> None:
    """Names stand at the left, figures as worded at the right."""
    toll = figures.only(
        [
            figures.claim("40+", "civilians", ANADOLU),
            figures.claim("28", "civilians", SOHR, article="b"),
            figures.claim("20-25", "civilians", ARMY, article="c"),
        ]
    )
    axes = cg.plot_toll(toll)
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "Russian army",
        "SOHR",
        "Anadolu Agency",
    ]
    assert axes.get_yticks().tolist() == sorted(axes.get_yticks().tolist())
    assert [word for word in _list_words(axes) if word[0].isdigit()] == ["20–25", "28", "40+"]
    assert axes.get_title(loc="left") == "Civilians killed"


@pytest.mark.parametrize(
    ("words", "arrows", "caps"),
    [("28", [], []), ("28+", [28], [28]), (">28", [29], [29]), ("<28", [28], [28]), ("20-25", [], [20, 25])],
)
def test_a_bound_is_a_cap_and_an_open_end_an_arrow(words: str, arrows: list[int], caps: list[int]) -> None:
    """An arrow leaves where no bound is stated; a figure that is exact needs neither."""
    axes = cg.plot_toll(figures.only([figures.claim(words, "civilians", SOHR)]))
    assert _list_arrows(axes) == arrows
    assert [count for count, _ in _list_marks(axes, "|")] == caps


def test_a_vague_word_is_a_hatched_bar_over_what_it_is_read_as() -> None:
    """The word itself stands beside."""
    axes = cg.plot_toll(figures.only([figures.claim("dozens", "civilians", SOHR)]))
    (bar,) = [patch for patch in axes.patches if patch.get_hatch()]
    assert (bar.get_x(), bar.get_x() + bar.get_width()) == (24, 99)
    assert "dozens" in _list_words(axes)


def test_earlier_figures_are_pale_and_lead_to_the_one_that_stands() -> None:
    """An update is a step from the earlier number down and across to the later one."""
    claims = [
        figures.claim("11", "people", SOHR, day=4),
        figures.claim("58", "people", SOHR, day=5, article="b"),
    ]
    axes = cg.plot_toll(figures.only(claims))
    assert _list_marks(axes, "o") == [(11, PALE), (58, BLUE)]
    steps = [list(line.get_xdata()) for line in axes.lines if len(line.get_xdata()) == 3]
    assert steps == [[11, 11, 58]]
    assert "11 (4 Mar 2018)" in _list_words(axes)


def test_figures_that_exclude_each_other_are_joined_by_a_sign() -> None:
    """Both are squares of another colour; figures that can both be true are not."""
    apart = cg.plot_toll(
        figures.only(
            [figures.claim("28", "people", SOHR), figures.claim("40", "people", ANADOLU, article="b")]
        )
    )
    assert _list_marks(apart, "s") == [(28, VERMILLION), (40, VERMILLION)]
    assert _list_words(apart).count("≠") == 1
    together = cg.plot_toll(
        figures.only(
            [figures.claim("28+", "people", SOHR), figures.claim("40", "people", ANADOLU, article="b")]
        )
    )
    assert _list_marks(together, "s") == []
    assert "≠" not in _list_words(together)


def test_plans_and_denied_figures_are_hollow_and_said_to_be_such() -> None:
    """A denied figure is a cross, an expected one a ring, and neither is coloured as a figure that stands."""
    denied = figures.claim("9", "people", ARMY, article="b")
    denied = evolve(denied, attribution=evolve(denied.attribution, stance=Stance.DENIES))
    plan = figures.claim("60", "people", HELMETS, article="c", hypothetical=True)
    axes = cg.plot_toll(figures.only([figures.claim("9", "people", SOHR), denied, plan]))
    assert [count for count, _ in _list_marks(axes, "X")] == [9]
    assert (60, PALE) in _list_marks(axes, "o")
    assert {"9 (denied)", "60 (expected)"} <= set(_list_words(axes))
    assert GREY not in {colour for _, colour in _list_marks(axes, "o")}


def test_the_range_of_the_convention_lies_behind() -> None:
    """A shaded band from low to high, with the convention's name above."""
    claims = [figures.claim("28", "people", SOHR), figures.claim("40", "people", ANADOLU, article="b")]
    axes = cg.plot_toll(figures.only(claims))
    band = axes.patches[-1]
    assert (band.get_x(), band.get_x() + band.get_width()) == (28, 40)
    assert "together 28–40, best 28 (range over origins)" in _list_words(axes)


def test_given_axes_are_drawn_on_and_kept() -> None:
    """The same axes come back, and the figure stays the caller's."""
    figure = Figure()
    one, other = figure.subplots(1, 2)
    toll = figures.only([figures.claim("28", "people", SOHR)])
    assert cg.plot_toll(toll, ax=one) is one
    assert figure.axes == [one, other]
    assert one.lines
    assert not other.lines


def test_a_notebook_shows_the_axes_and_pyplot_knows_nothing() -> None:
    """The picture is a PNG, the same each time, in twice the dots; no figure is left open."""
    code = (
        "import sys, figures, claimgraph as cg\n"
        "toll = figures.only([figures.claim('28', 'people', figures.SOHR)])\n"
        "one, other = (cg.plot_toll(toll)._repr_png_() for _ in range(2))\n"
        "assert one == other and one[0][:4] == b'\\x89PNG', one[1]\n"
        "assert b'Matplotlib' not in one[0]\n"
        "assert one[1]['width'] == 900, one[1]\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    path = [str(entry) for entry in sys.path if entry]
    code = f"import sys; sys.path[:0] = {path!r}\n{code}"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_hostile_names_are_drawn_as_text() -> None:
    """No formula, no TeX, no control; letters that the font lacks become Latin ones, without a warning."""
    name = "$\\frac{1}{0}$ \u202e\x1b[31m \ud83d 北京 \\input{x}"
    source = Source(id="x", name=name, kind="monitor")
    axes = cg.plot_toll(figures.only([figures.claim("28", "people $x$ _", source)]))
    _save(axes)
    label = axes.get_yticklabels()[0].get_text()
    assert "$" in label
    assert "\u202e" not in label
    assert not any("北" in text for text in (label, axes.get_title(loc="left")))


def test_rows_and_words_do_not_overlap_however_many_origins_there_are() -> None:
    """Names and figures keep apart at three origins and at forty, and all of them lie in the picture."""
    for number in (3, 40):
        sources = [
            Source(id=f"s{at}", name=f"The {'very ' * 9}long name {at}", kind="monitor")
            for at in range(number)
        ]
        claims = [
            figures.claim(f"{at + 1}", "people", one, article=f"a{at}") for at, one in enumerate(sources)
        ]
        axes = cg.plot_toll(figures.only(claims))
        _save(axes)
        names = sorted(
            (label.get_window_extent() for label in axes.get_yticklabels()), key=lambda box: -box.y0
        )
        assert len(names) == number
        assert all(above.y0 >= below.y1 - 1 for above, below in pairwise(names))
        whole = axes.figure.bbox
        assert all(box.x0 >= 0 and box.x1 <= whole.x1 for box in names)
        assert all(text.get_window_extent().x1 <= whole.x1 for text in axes.texts)
        assert all("…" in label.get_text() for label in axes.get_yticklabels())


def test_too_many_origins_are_counted_not_drawn() -> None:
    """The picture says how many it leaves out."""
    sources = [Source(id=f"s{at}", name=f"Source {at}", kind="monitor") for at in range(60)]
    claims = [figures.claim("9", "people", one, article=f"a{at}") for at, one in enumerate(sources)]
    axes = cg.plot_toll(figures.only(claims))
    assert len(axes.get_yticklabels()) == 48
    assert "left out: 12 origins with fewer reports" in axes.get_xlabel()


def test_far_figures_take_logarithmic_steps() -> None:
    """Said below; figures near each other start from zero."""
    near = [figures.claim("28", "people", SOHR), figures.claim("40", "people", ANADOLU, article="b")]
    far = [*near, figures.claim("9000", "people", ARMY, article="c")]
    assert cg.plot_toll(figures.only(near)).get_xscale() == "linear"
    axes = cg.plot_toll(figures.only(far))
    assert axes.get_xscale() == "symlog"
    assert "logarithmic steps" in axes.get_xlabel()


def test_an_incident_shows_its_killed_and_one_without_figures_says_so() -> None:
    """The toll of the killed comes first; nothing to draw is no error."""
    claims = [figures.claim("28", "people", SOHR), figures.claim("70", "people", SOHR, measure="injured")]
    account = cg.Account(id="a", article="a", claims=tuple(claims))
    incident = cg.Incident(id="i", accounts=(account,), tolls=cg.reconcile(claims))
    assert cg.plot_toll(incident).get_title(loc="left").startswith("People killed.")
    empty = cg.plot_toll(cg.Incident(id="i", accounts=()))
    assert "no figures" in _list_words(empty)


def test_what_is_no_toll_is_misuse() -> None:
    """The text says what a picture takes."""
    with pytest.raises(cg.MisuseError, match="takes a Toll or an Incident, not str"):
        cg.plot_toll("28")
