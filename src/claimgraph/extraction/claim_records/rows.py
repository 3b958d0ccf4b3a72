"""One row → a claim or a denial, with the check of its words and what was not understood."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from claimgraph.extraction.attributions.denials import make_denial_id
from claimgraph.extraction.claim_records.attributions import read_attribution
from claimgraph.extraction.claim_records.cells import (
    CellError,
    read_flag,
    read_kind,
    read_spans,
    read_text,
    show_cell,
)
from claimgraph.extraction.claim_records.columns import ColumnNames, Fields, load_measure_words
from claimgraph.extraction.claim_records.days import DayReader
from claimgraph.extraction.claim_records.figures import read_figure
from claimgraph.extraction.claim_records.places import name_place, read_place
from claimgraph.extraction.claim_records.quotes import Stand, Texts, check_quote
from claimgraph.extraction.claims import name_claim
from claimgraph.extraction.sources import make_id
from claimgraph.lexicon import Lexicon
from claimgraph.model import (
    Article,
    Attribution,
    Claim,
    Denial,
    Mention,
    Problem,
    QuoteCheck,
    QuoteKind,
    Scope,
    Span,
    Stance,
)

T = TypeVar("T")
FLAGS = ("hypothetical", "implied", "superseded", "rising")
FIGURES = frozenset({"value", "low", "high", "measure"})
# Words that do not stand in their article make no claim.
REFUSED = frozenset({QuoteKind.NOT_FOUND, QuoteKind.MISATTRIBUTED})


@frozen(kw_only=True)
class Given:
    """What a row is read beside: the articles by id and by address, word tables, the form of dates."""

    articles: Mapping[str, Article]
    texts: Texts
    lexicon: Lexicon
    days: DayReader

    def is_alone(self, fields: Fields) -> bool:
        """Return whether a row stands for an article of its own: it names none, and none is given."""
        return not self.articles and not {"article", "url"} & set(fields)


@frozen(kw_only=True)
class Row:
    """What was made of one row: a claim, a denial or nothing, its event, its article, what is wrong.

    ``named`` is the id that the row itself has.
    """

    where: str
    made: Claim | Denial | None = None
    named: str | None = None
    event: str | None = None
    article: Article | None = None
    check: QuoteCheck | None = None
    problems: tuple[Problem, ...] = ()


@frozen
class _Notes:
    """What is wrong with a row that is kept without the field."""

    where: str
    problems: list[Problem] = field(factory=list)

    def read(self, read: Callable[[], T]) -> T | None:
        """Return what a cell says; one that is not understood is left out and noted."""
        try:
            return read()
        except CellError as error:
            self.problems.append(Problem(where=self.where, reason=f"{error}; kept without it"))
            return None


def read_record(cells: Fields, *, where: str, given: Given, names: ColumnNames) -> list[Row]:
    """Read one record: a row, or several where it has a column for each measure.

    Args:
        cells: Its cells by field.
        where: What a problem names.
        given: Articles and word tables.
        names: The columns; they know which are measures.

    Returns:
        The rows, see `read_row`; none of a record without cells. What one record tells is one event.
    """
    if not cells:
        return []
    told = names.spread_measures(cells)
    teller = cells.get("source")
    alone = f"{make_id(teller if isinstance(teller, str) else 'row')[:40]}-{_hash_cells('', cells)[:10]}"
    shared: dict[str, Any] = (
        {"article": alone, "title": where.rpartition("/")[2]} if given.is_alone(cells) else {}
    )
    if len(told) > 1:
        shared["incident"] = alone
    rows = [read_row({**shared, **row}, where=where, given=given) for row in told]
    wide = len(told) > 1 or "measure" not in cells
    return [
        _label(row, names, value=part["measure"] if wide and "measure" in part else "value")
        for row, part in zip(rows, told, strict=True)
    ]


def _label(row: Row, names: ColumnNames, *, value: str) -> Row:
    """Let the problems of a row name the columns as the table does; ``value`` is the one of its figure."""
    named = []
    for problem in row.problems:
        column, mark, reason = problem.reason.partition(": ")
        label = names.label(value if column == "value" else column)
        named.append(evolve(problem, reason=f"{label}{mark}{reason}"))
    return evolve(row, problems=tuple(named))


def read_row(fields: Fields, *, where: str, given: Given) -> Row:
    """Read one row.

    What is not understood of place, days, publication, actor or means costs that field alone; a
    figure, measure, source, polarity, scope or article that is not understood costs the row.

    Args:
        fields: Its cells by column.
        where: What a problem names.
        given: Articles and word tables.

    Returns:
        A claim; a denial where the row is denied and has no figure; neither where it cannot be
        understood or where its words do not stand in its article.
    """
    notes = _Notes(where)
    check: QuoteCheck | None = None
    try:
        article = _find_article(fields, given, notes)
        words = read_text(fields, "text")
        stand = check_quote(
            words, read_spans(fields), article=given.articles.get(article.id), texts=given.texts
        )
        check = QuoteCheck(
            where=where,
            kind=stand.kind,
            article=article.id,
            text=words or stand.text,
            spans=stand.spans,
            reason=stand.reason,
        )
        if stand.kind in REFUSED:
            raise CellError("text", f"{show_cell(check.text)}: {stand.reason}")
        made = _make(fields, article, stand, given=given, notes=notes)
        event = read_text(fields, "account") or read_text(fields, "incident")
    except CellError as error:
        problem = Problem(where=where, reason=f"{error}; skipped")
        return Row(where=where, check=check, problems=(*notes.problems, problem))
    check = evolve(check, claim=made.id)
    named = read_text(fields, "id")
    problems = tuple(notes.problems)
    return Row(
        where=where, made=made, named=named, event=event, article=article, check=check, problems=problems
    )


# --- the article of a row -----------------------------------------------------------------------


def _find_article(fields: Fields, given: Given, notes: _Notes) -> Article:
    """Return the article of a row: one given, completed by the row, or one without text."""
    published = notes.read(lambda: given.days.read_day(fields, "published"))
    named = read_text(fields, "article") or read_text(fields, "url")
    known = {article.id: article for article in given.articles.values()}
    if named is None and len(known) > 1:
        raise CellError("article", f"the row names none of the {len(known)} articles given")
    if named is None and known:
        return next(iter(known.values()))
    if named is not None and named in given.articles:
        return given.articles[named]
    return Article(
        id=named or "",
        text="",
        title=read_text(fields, "title") or "",
        publisher=read_text(fields, "publisher"),
        published=published,
        url=read_text(fields, "url"),
        dated_by="metadata" if published else None,
    )


def _hash_cells(letter: str, cells: Mapping[str, Any]) -> str:
    content = json.dumps({name: str(cell) for name, cell in cells.items()}, sort_keys=True)
    return letter + blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


# --- what is made of it -------------------------------------------------------------------------


def _make(fields: Fields, article: Article, stand: Stand, *, given: Given, notes: _Notes) -> Claim | Denial:
    place = notes.read(lambda: read_place(fields, lexicon=given.lexicon)) or notes.read(
        lambda: name_place(fields)
    )
    attribution = read_attribution(
        fields,
        publisher=article.publisher or read_text(fields, "publisher"),
        words=[article.text, article.title, *_list_words(fields), *(place.path if place else ())],
        lexicon=given.lexicon,
    )
    published = article.published or notes.read(lambda: given.days.read_day(fields, "published"))
    if attribution.stance is Stance.DENIES and FIGURES.isdisjoint(fields):
        return _make_denial(fields, article, stand, attribution)
    measure = _read_measure(fields, given.lexicon)
    figure = read_figure(fields, stand.text, lexicon=given.lexicon)
    start = stand.spans[0].start if stand.spans else 0
    own = figure.quantity.span
    quantity = evolve(figure.quantity, span=Span(own.start + start, own.end + start))
    claim = Claim(
        id="",
        article=article.id,
        spans=stand.spans,
        text=stand.text or quantity.words,
        measure=measure,
        quantity=quantity,
        group=figure.group,
        group_kind=figure.kind,
        attribution=attribution,
        scope=read_kind(fields, "scope", Scope) or Scope.INCIDENT,
        part_of=read_text(fields, "part_of"),
        place=place,
        date=notes.read(lambda: given.days.read_days(fields)),
        actor=notes.read(lambda: read_text(fields, "actor")),
        means=notes.read(lambda: read_text(fields, "means")),
        published=published,
        **{flag: read_flag(fields, flag) for flag in FLAGS},
    )
    return evolve(claim, id=read_text(fields, "id") or _name_claim(claim, fields))


def _list_words(fields: Fields) -> list[str]:
    """Return the cells that are words; they tell which conflict a row is about."""
    return [cell for cell in fields.values() if isinstance(cell, str)]


def _make_denial(fields: Fields, article: Article, stand: Stand, attribution: Attribution) -> Denial:
    if not stand.text:
        raise CellError("text", "a denial needs the words that deny")
    span = stand.spans[0] if stand.spans else Span(0, 0)
    origin = attribution.origin.id if attribution.origin else ""
    made = make_denial_id(article.id, span, origin) if stand.spans else _hash_cells("d", fields)
    return Denial(
        id=read_text(fields, "id") or made,
        article=article.id,
        span=span,
        text=stand.text,
        what=stand.text,
        attribution=attribution,
        published=article.published,
    )


def _read_measure(fields: Fields, lexicon: Lexicon) -> str:
    said = read_text(fields, "measure")
    words = load_measure_words(lexicon)
    if said is None:
        raise CellError("measure", "there is none: what happened to those counted?")
    measure = words.get(said) or words.get(" ".join(said.lower().replace("_", " ").split()))
    if measure is None:
        raise CellError("measure", f"{show_cell(said)} is none of {', '.join(sorted(set(words.values())))}")
    return measure


def _name_claim(claim: Claim, fields: Fields) -> str:
    """Return the id of a claim that has none: the one that our own would have at its place in the text."""
    if not claim.spans:
        # Without the title, which may say the line of a row: rows may be put in before it.
        told = {name: cell for name, cell in fields.items() if name != "title"}
        return _hash_cells("c", {**told, "article": claim.article})
    mention = Mention(span=claim.spans[0], sentence=0, measure=claim.measure)
    return name_claim(claim.article, mention, claim.quantity.words)


__all__ = ["REFUSED", "Given", "Row", "read_record"]
