"""The text of an article with every figure marked, each mark a link back to its incident.

The words that name its source, place and days are marked as well; they show when the figure is
chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimgraph.model import Article, Claim, Span
from claimgraph.output.highlights import Mark, cut_text, say_statement
from claimgraph.output.markup import Html, join, tag
from claimgraph.output.report.anchors import FIGURE, name_anchor
from claimgraph.output.report.contexts import Context, Statement, list_spans

_STATED = ("count", "denial", "admission")


def mark_article(article: Article, context: Context) -> Html:
    """Return the text of an article as markup, its figures marked, linked and named.

    The first words of each statement bear its name (`name_anchor`); all its words bear its number
    in ``data-n``, so that they can be shown together.
    """
    statements = context.statements.get(article.id, ())
    numbers = {one.id: str(number) for number, one in enumerate(statements)}
    length = len(article.text)
    marks = [mark for one in statements for mark in _list_marks(one) if _fits(mark.span, length)]
    named: set[str] = set()
    pieces = []
    for start, end, over in cut_text(length, [_cut(mark, length) for mark in marks]):
        text = article.text[start:end]
        stated = [mark for mark in over if mark.kind in _STATED]
        if stated:
            fresh = [one for one in dict.fromkeys(mark.about for mark in stated) if one not in named]
            named.update(fresh)
            home = context.refer_incident(context.homes[stated[0].about])
            pieces.append(_show_stated(text, over, numbers=numbers, fresh=fresh, home=home))
        else:
            pieces.append(_show_told(text, over, numbers))
    return join(pieces)


def _fits(span: Span, length: int) -> bool:
    return 0 <= span.start < min(span.end, length)


def _cut(mark: Mark, length: int) -> Mark:
    return Mark(Span(mark.span.start, min(mark.span.end, length)), mark.kind, mark.title, mark.about)


def _list_marks(one: Statement) -> Iterator[Mark]:
    """Yield the marks of a statement and of the words that say whose, where and when."""
    title = say_statement(one)
    for start, end in list_spans(one):
        yield Mark(Span(start, end), _name_kind(one), title, one.id)
    if one.attribution.span:
        yield Mark(one.attribution.span, "source", about=one.id)
    if isinstance(one, Claim):
        if one.place and one.place.span:
            yield Mark(one.place.span, "place", about=one.id)
        if one.date and one.date.span:
            yield Mark(one.date.span, "day", about=one.id)


def _name_kind(one: Statement) -> str:
    return "count" if isinstance(one, Claim) else type(one).__name__.lower()


def _show_stated(
    text: str, over: Sequence[Mark], *, numbers: dict[str, str], fresh: Sequence[str], home: str
) -> Html:
    """Show the words of one statement or of several that share them."""
    kinds = {mark.kind for mark in over}
    shown: Html | str = text
    for id in fresh[1:]:
        shown = tag("span", shown, id=name_anchor(FIGURE, id), **{"data-n": numbers[id]})
    name = {"id": name_anchor(FIGURE, fresh[0])} if fresh else {}
    about = {"data-n": _join_numbers(over, numbers), "class": next(k for k in _STATED if k in kinds)}
    title = "\n".join(dict.fromkeys(mark.title for mark in over if mark.title))
    return tag("a", tag("mark", shown), href=home, title=title, **about, **name)


def _show_told(text: str, over: Sequence[Mark], numbers: dict[str, str]) -> Html:
    """Show text that is no figure: as it is, or as what tells whose, where and when a figure is."""
    if not over:
        return join((text,))
    kinds = " ".join(sorted({mark.kind for mark in over}))
    return tag("span", text, **{"class": kinds, "data-n": _join_numbers(over, numbers)})


def _join_numbers(over: Sequence[Mark], numbers: dict[str, str]) -> str:
    return " ".join(dict.fromkeys(numbers[mark.about] for mark in over))


__all__ = ["mark_article"]
