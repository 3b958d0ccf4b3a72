"""An article's text with what was read in it marked: counts, sources, places, days, denials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from attrs import frozen

from claimgraph.model import Admission, Article, Claim, Denial, Span, Trace
from claimgraph.output.markup import Html, join, tag
from claimgraph.output.tables import say_interval

TEXT_STYLE = "white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;text-align:start"
MOST_CHARACTERS = 60_000

OTHER = "other number"

# Colours that stay apart for colour-blind readers (Okabe and Ito 2008), half transparent so that
# they serve on white and on black, each with a line of its own shape.
STYLES = {
    "count": "background:rgba(230,159,0,.35);border-bottom:2px solid #e69f00",
    "source": "background:rgba(86,180,233,.30);border-bottom:2px dashed #56b4e9",
    "place": "background:rgba(0,158,115,.28);border-bottom:2px dotted #009e73",
    "day": "background:rgba(204,121,167,.30);border-bottom:4px double #cc79a7",
    "denial": "background:rgba(213,94,0,.22);border-top:1px solid #d55e00;border-bottom:1px solid #d55e00",
    "admission": "background:rgba(0,114,178,.22);border-bottom:3px dotted #0072b2",
    OTHER: "border-bottom:1px solid rgba(128,128,128,.8)",
}
_OVERLAP_STYLE = "outline:1px solid rgba(128,128,128,.8)"
_MARK_STYLE = "color:inherit;padding:0 1px;border-radius:2px;background:none"
_RANK = {kind: rank for rank, kind in enumerate(STYLES)}


@frozen
class Mark:
    """A run of characters to highlight; ``kind`` is a key of `STYLES`, ``title`` says what it is.

    ``about`` is the id of the statement that it belongs to, where it is asked for.
    """

    span: Span
    kind: str
    title: str = ""
    about: str = ""


def highlight(article: Article, claims: Iterable[Claim | Denial] = ()) -> Html:
    """Return an article's text with the words of its claims and denials marked, and a legend.

    Args:
        article: The article.
        claims: Claims and denials; those of other articles are left out.
    """
    own = [one for one in claims if one.article == article.id]
    return highlight_text(article.text, [mark for one in own for mark in _mark_statement(one)])


def mark_trace(trace: Trace) -> list[Mark]:
    """Return a mark for everything that was read in an article, in no particular order."""
    stated: tuple[Claim | Denial, ...] = (*trace.claims, *trace.denials)
    marks = [mark for one in stated for mark in _mark_statement(one)]
    marks += [Mark(one.span, OTHER, "a number that is no claim") for one in trace.quantities]
    marks += [
        Mark(one.span, "source", f"source: {one.origin.name if one.origin else 'unknown'}")
        for one in trace.attributions
        if one.span
    ]
    marks += [Mark(one.span, "place", _say_place(one.name, one.path)) for one in trace.places if one.span]
    days = (one for one in trace.dates if one.span)
    marks += [Mark(one.span, "day", f"{one.earliest} to {one.latest}") for one in days if one.span]
    return marks


def _mark_statement(one: Claim | Denial) -> list[Mark]:
    if isinstance(one, Denial):
        return [Mark(one.span, "denial", say_statement(one))]
    return [Mark(span, "count", say_statement(one)) for span in one.spans]


def say_statement(one: Claim | Denial | Admission) -> str:
    """Return in a few words what a statement says and who says it: "killed 28+ civilians, SOHR"."""
    said = f", {one.origin.name}" if one.origin else ""
    if isinstance(one, Claim):
        return f"{one.measure} {say_interval(one.quantity.low, one.quantity.high)} {one.group}{said}"
    return f"{'denial' if isinstance(one, Denial) else 'claim of responsibility'}{said}"


def _say_place(name: str, path: tuple[str, ...]) -> str:
    return ", ".join((name, *path))


def highlight_text(text: str, marks: Iterable[Mark], *, most: int = MOST_CHARACTERS) -> Html:
    """Return a text as markup with marks, which may overlap, and a legend of the kinds there are.

    Args:
        text: Any text; everything in it is escaped.
        marks: Marks beyond the end of the text are cut.
        most: A longer text is cut there, and what is missing is said.
    """
    shown = text[:most]
    kept = [mark for mark in marks if 0 <= mark.span.start < min(mark.span.end, len(shown))]
    cut = [(shown[start:end], _drop_counted(over)) for start, end, over in cut_text(len(shown), kept)]
    pieces = [_show_piece(piece, over) for piece, over in cut]
    body = tag("div", *pieces, style=TEXT_STYLE, dir="auto")
    rest = len(text) - len(shown)
    more = tag("div", tag("em", f"… {rest:,} more characters")) if rest else None
    kinds = {mark.kind for _, over in cut for mark in over}
    return join((_show_legend(kinds), body, more))


def _drop_counted(over: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Leave out that something is a number where it is marked as the count of a claim."""
    if any(mark.kind == "count" for mark in over):
        return tuple(mark for mark in over if mark.kind != OTHER)
    return over


def cut_text(length: int, marks: Iterable[Mark]) -> Iterator[tuple[int, int, tuple[Mark, ...]]]:
    """Cut ``[0, length)`` where marks start or end; yield each piece with the marks over it.

    Every mark must start before the end of the text and be no shorter than one character.
    """
    starts: dict[int, list[Mark]] = {}
    ends: dict[int, list[Mark]] = {}
    for mark in dict.fromkeys(marks):
        starts.setdefault(mark.span.start, []).append(mark)
        ends.setdefault(min(mark.span.end, length), []).append(mark)
    active: dict[Mark, None] = {}
    for start, end in pairwise(sorted({0, length, *starts, *ends})):
        for mark in ends.get(start, ()):
            del active[mark]
        active |= dict.fromkeys(starts.get(start, ()))
        yield start, end, tuple(active)


def _show_piece(text: str, over: tuple[Mark, ...]) -> Html:
    if not over:
        return join((text,))
    kinds = sorted({mark.kind for mark in over}, key=_RANK.__getitem__)
    style = f"{_MARK_STYLE};{STYLES[kinds[0]]}"
    if len(kinds) > 1:
        style += f";{_OVERLAP_STYLE}"
    return tag("mark", text, style=style, title="\n".join(dict.fromkeys(mark.title for mark in over)))


def _show_legend(kinds: set[str]) -> Html | None:
    if not kinds:
        return None
    ordered = sorted(kinds, key=_RANK.__getitem__)
    samples = [tag("mark", kind, style=f"{_MARK_STYLE};{STYLES[kind]}") for kind in ordered]
    return tag("div", join(samples, " "), style="margin:0 0 .6em;font-size:.85em")


__all__ = ["STYLES", "Mark", "cut_text", "highlight", "highlight_text", "mark_trace", "say_statement"]
