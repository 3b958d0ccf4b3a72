"""Tables, answers and records of claims that others made → claims, accounts, checks, problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve

from claimgraph.errors import ClaimError
from claimgraph.extraction.articles import read_articles
from claimgraph.extraction.articles.records import show_names
from claimgraph.extraction.claim_records.accounts import gather_rows
from claimgraph.extraction.claim_records.columns import ColumnNames, list_measures
from claimgraph.extraction.claim_records.days import DayReader
from claimgraph.extraction.claim_records.ids import settle_ids
from claimgraph.extraction.claim_records.quotes import Texts, check_quote
from claimgraph.extraction.claim_records.rows import REFUSED, Given, Row, read_record
from claimgraph.extraction.claim_records.tables import Record, list_answers, list_records, list_wanted
from claimgraph.lexicon import Lexicon, choose_lexicon
from claimgraph.model import Article, Claim, ClaimReading, Denial, Problem, QuoteCheck, QuoteKind

QUOTE = "'"


def read_claims(
    source: Any,
    *,
    articles: Any = (),
    columns: Mapping[str, str] | None = None,
    lexicon: Lexicon | None = None,
    strict: bool = False,
    date_format: str | None = None,
) -> ClaimReading:
    """Read claims that others made: a spreadsheet, the JSON of a language model, another extractor's.

    A row needs a measure and a figure (``value``, ``low`` and ``high``, or words in ``text`` that state
    one); every other column of the tidy table may be there. A table may instead have a column for each
    measure ("killed", "injured"). Words are read with the grammar that reads articles, places by the
    gazetteer, sources by the registry. What is not understood stands in ``problems`` with its
    row and column, and what became of it: nothing is guessed.

    Where an article is given, the words that a row quotes are looked for in its text. A row whose words
    do not stand there is kept out; spans are put right where the words stand elsewhere.

    Args:
        source: A path (``.csv``, ``.tsv``, ``.xlsx``, ``.parquet``, ``.json``, ``.jsonl``; ``.md`` and
            ``.txt`` for an answer with JSON in it), the text of an answer, an open file, records, claims, or
            a data frame.
        articles: The articles that the claims cite by ``article`` (an id) or ``url``; anything that
            `read_articles` takes. Where there is one alone, rows need not name it.
        columns: Fields, or measures, to the names that the columns of this table have, as in
            ``{"value": "Deaths", "source": "Reported by"}``.
        lexicon: Word tables; the shipped ones if left out.
        strict: Raise at the first problem instead of reporting it, fabricated words included.
        date_format: Numeric `strptime` format of ambiguous dates, such as ``"%m/%d/%Y"``.

    Returns:
        The claims and denials of all rows that are understood, as accounts: rows of one article that
        name the same ``incident`` form one, a claim and its parts do, every other row forms its own.
        Reading a claim table of our own gives the claims that were written. Empty for no rows.

    Raises:
        ClaimError: The source cannot be read at all, a column of ``columns`` is not there or,
            with ``strict``, anything is wrong.
        ArticleError: The articles cannot be read at all.
        UnknownNameError: A key of ``columns`` is neither a field nor a measure.
        MissingExtraError: An Excel file without openpyxl, a Parquet file without pyarrow.
    """
    words = choose_lexicon(lexicon)
    names = ColumnNames(columns, lexicon=words)
    reading = read_articles(articles, lexicon=words) if not _is_empty(articles) else None
    known = reading.articles if reading else ()
    given = _gather(known, words, date_format)
    wanted = list_wanted((*(columns or {}).values(), *list_measures(words)))
    records = list(list_records(source, wanted=wanted))
    problems = [*(reading.problems if reading else ()), *_check_columns(records, names)]
    rows = settle_ids(_read_records(records, names, given))
    problems += [problem for row in rows for problem in row.problems]
    if strict and problems:
        raise ClaimError(str(problems[0]))
    return _collect(rows, known, problems, given)


def adopt_claims(found: Any, article: Article, *, lexicon: Lexicon) -> ClaimReading:
    """Take what another extractor found in one article: claims, records or an answer's text.

    Ids of records count within the article, which they need not name.

    Raises:
        ClaimError: It is nothing of these.
    """
    given = _gather((article,), lexicon, None)
    names = ColumnNames(None, lexicon=lexicon)
    records = [record._replace(where=f"{article.id}, {record.where}") for record in list_answers(found)]
    rows = settle_ids(_read_records(records, names, given), local=True)
    problems = [*_check_columns(records, names), *(problem for row in rows for problem in row.problems)]
    return _collect(rows, (article,), problems, given)


def _gather(articles: Sequence[Article], lexicon: Lexicon, date_format: str | None) -> Given:
    by_url = {article.url: article for article in articles if article.url}
    return Given(
        articles=by_url | {article.id: article for article in articles},
        texts=Texts(articles),
        lexicon=lexicon,
        days=DayReader(lexicon=lexicon, date_format=date_format),
    )


def _is_empty(articles: Any) -> bool:
    return articles is None or (isinstance(articles, tuple | list) and not articles)


def _check_columns(records: Sequence[Record], names: ColumnNames) -> list[Problem]:
    """Say which columns are not read; a column that the user named and that is not there is an error."""
    tables = [record.cells for record in records if isinstance(record.cells, Mapping)]
    missing = names.find_missing(tables) if tables else ()
    if missing:
        there = show_names(dict.fromkeys(name for cells in tables for name in cells), mark=QUOTE)
        raise ClaimError(f"no column {missing[0]!a}; the columns are {there}")
    unknown = dict.fromkeys(name for cells in tables for name in names.sort_cells(cells)[1])
    if not unknown:
        return []
    where = records[0].where.partition(", ")[0]
    return [Problem(where=where, reason=f"columns that are not read: {show_names(unknown, mark=QUOTE)}")]


def _read_records(records: Sequence[Record], names: ColumnNames, given: Given) -> list[Row]:
    rows: list[Row] = []
    for record in records:
        cells, where = record.cells, record.where
        if isinstance(cells, Claim):
            rows.append(_check_claim(cells, where, given))
        elif cells is None:
            rows.append(Row(where=where, problems=(Problem(where=where, reason=record.reason),)))
        else:
            fields, _ = names.sort_cells(cells)
            rows += read_record(fields, where=where, given=given, names=names)
    return rows


def _check_claim(claim: Claim, where: str, given: Given) -> Row:
    """Take a claim that another extractor made, its words checked like those of a row."""
    known = given.articles.get(claim.article)
    stand = check_quote(claim.text, claim.spans, article=known, texts=given.texts)
    check = QuoteCheck(
        where=where,
        kind=stand.kind,
        article=claim.article,
        text=claim.text,
        spans=stand.spans,
        reason=stand.reason,
    )
    if stand.kind in REFUSED:
        problem = Problem(where=where, reason=f"text: {claim.text!a}: {stand.reason}; skipped")
        return Row(where=where, check=check, problems=(problem,))
    moved = claim if stand.kind is QuoteKind.UNCHECKED else evolve(claim, text=stand.text, spans=stand.spans)
    article = known or Article(id=claim.article, text="", published=claim.published)
    return Row(where=where, made=moved, article=article, check=evolve(check, claim=claim.id))


def _collect(
    rows: Sequence[Row], known: Sequence[Article], problems: Sequence[Problem], given: Given
) -> ClaimReading:
    made = [row for row in rows if row.made is not None]
    own = {article.id for article in known}
    named: dict[str, Article] = {}
    for row in made:
        if row.article is not None and row.article.id not in own:
            named[row.article.id] = _complete(named.get(row.article.id, row.article), row.article)
    return ClaimReading(
        claims=tuple(row.made for row in made if isinstance(row.made, Claim)),
        denials=tuple(row.made for row in made if isinstance(row.made, Denial)),
        accounts=gather_rows(made, lexicon=given.lexicon),
        articles=(*known, *named.values()),
        problems=tuple(dict.fromkeys(problems)),  # a row of several measures says each thing once
        checks=tuple(row.check for row in rows if row.check is not None),
    )


def _complete(first: Article, other: Article) -> Article:
    """Return an article without text with what another row says of it, where the first says nothing."""
    return evolve(
        first,
        title=first.title or other.title,
        publisher=first.publisher or other.publisher,
        published=first.published or other.published,
        dated_by=first.dated_by or other.dated_by,
        url=first.url or other.url,
    )


__all__ = ["adopt_claims", "read_claims"]
