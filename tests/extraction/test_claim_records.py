"""Claims that others made: tables, answers, records, and the check of the words they quote."""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest

import claimgraph as cg
from claimgraph.model import DatePrecision, Modifier, QuoteKind, Scope, Span, Stance

HARBOUR = cg.Article(
    id="harbour",
    text="Rescuers said that at least 12 dockers were killed in Port Hallam on Friday. "
    "“Thirty others\nwere hurt,” the port authority said. The port authority later named 12 dockers.",
    publisher="Evening Courier",
    published=datetime.date(2021, 5, 8),
)
MARKET = cg.Article(id="market", text="A blast at the market wounded nine traders, police said.")
BOTH = (HARBOUR, MARKET)


def read_one(**cells: Any) -> cg.Claim:
    """Read one row that is a claim without any problem."""
    reading = cg.read_claims([{"measure": "killed", **cells}])
    assert reading.problems == ()
    (claim,) = reading.claims
    return claim


def list_reasons(reading: cg.ClaimReading) -> list[str]:
    """Return what is wrong, without where."""
    return [problem.reason for problem in reading.problems]


# --- figures ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "bounds"),
    [
        ({"value": 28}, (28, 28, 28, "exact")),
        ({"value": 28.0}, (28, 28, 28, "exact")),
        ({"value": "1,100"}, (1100, 1100, 1100, "exact")),
        ({"value": "28+"}, (28, 28, None, "at_least")),
        ({"value": ">= 28"}, (28, 28, None, "at_least")),
        ({"value": ">28"}, (28, 29, None, "more_than")),
        ({"value": "~100"}, (100, 90, 110, "about")),
        ({"value": "20-25"}, (20, 20, 25, "range")),
        ({"value": "20 – 25"}, (20, 20, 25, "range")),
        ({"value": "up to 25"}, (25, 0, 25, "at_most")),
        ({"value": "dozens"}, (None, 24, 99, "vague")),
        ({"value": "about a dozen"}, (12, 11, 13, "about")),
        ({"value": 28, "modifier": "at least"}, (28, 28, None, "at_least")),
        ({"value": 28, "low": 28}, (28, 28, None, "at_least")),
        ({"low": 20, "high": 25}, (20, 20, 25, "range")),
        ({"low": 20}, (20, 20, None, "at_least")),
        ({"high": 25}, (25, 0, 25, "at_most")),
        ({"low": 24, "high": 99, "modifier": "vague"}, (None, 24, 99, "vague")),
        ({"text": "at least 28 civilians"}, (28, 28, None, "at_least")),
        ({"text": "at least 28 civilians", "value": 28}, (28, 28, None, "at_least")),
        ({"text": "three men and two women", "value": 2}, (2, 2, 2, "exact")),
        ({"text": "20 to 25 men", "value": 20, "modifier": "range"}, (20, 20, 25, "range")),
        (
            {"text": "about 100 men", "value": 100, "low": 95, "high": 105, "modifier": "about"},
            (100, 95, 105, "about"),
        ),
        ({"text": "28 men", "value": 28, "modifier": "at_least"}, (28, 28, None, "at_least")),
        ({"text": "dozens of men", "modifier": "vague"}, (None, 24, 99, "vague")),
    ],
)
def test_figure_of_a_row(cells: dict[str, Any], bounds: tuple[Any, ...]) -> None:
    """A figure is read from numbers, from the marks of spreadsheets and from words."""
    quantity = read_one(**cells).quantity
    assert (quantity.value, quantity.low, quantity.high, quantity.modifier) == bounds


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"text": "the dead"},
        {"value": "?"},
        {"value": "2.5"},
        {"value": -3},
        {"value": True},
        {"value": 1e300},
        {"value": "9" * 5000},
        {"value": "28 killed and 3 hurt"},
        {"low": 30, "high": 20},
        {"value": 3, "modifier": "roughly-ish"},
        {"value": 24, "modifier": "vague"},
        {"value": 24, "modifier": "range"},
        {"text": "at least 28 men", "value": 28, "modifier": "exact"},
        {"text": "at least 28 men", "value": 28, "high": 28},
        {"text": "at least 28 men", "value": "~28"},
        {"text": "three men and two women"},
        {"text": "at least 28 civilians", "value": 82},
        {"value": 5, "measure": "exploded"},
        {"value": 5, "measure": None},
        {"value": 5, "scope": "sometimes"},
        {"value": 5, "polarity": "maybe"},
        {"value": 5, "implied": "perhaps"},
        {"value": 5, "spans": "12 to 30"},
        {"value": 5, "source": 3.5},
    ],
)
def test_what_is_not_understood_costs_the_row(cells: dict[str, Any]) -> None:
    """A figure, measure, polarity or scope that says nothing clear makes no claim and is a problem."""
    reading = cg.read_claims([{"measure": "killed", **cells}])
    assert reading.claims == ()
    assert len(reading.problems) == 1
    assert reading.problems[0].where == "row 1"
    assert reading.problems[0].reason.endswith("skipped")


def test_a_number_that_the_words_do_not_state_is_refused() -> None:
    """A figure made up beside a quotation, or added up, is no figure of these words."""
    (reason,) = list_reasons(
        cg.read_claims([{"measure": "killed", "text": "five men and three women", "value": 8}])
    )
    assert reason == "value: '8' is not what the words state: 'five, three'; skipped"


def test_group_comes_from_its_cell_else_from_the_words() -> None:
    """Who is counted is a cell, the noun of the words, or people."""
    assert read_one(value=4, group="Children").group == "children"
    assert read_one(value=4, group="Children").group_kind == "children"
    assert read_one(text="four dockers").group == "dockers"
    assert read_one(value="4 soldiers").group_kind == "soldiers"
    assert read_one(value=4).group == "people"


@pytest.mark.parametrize(
    ("said", "measure"), [("Deaths", "killed"), ("wounded", "injured"), ("KILLED", "killed")]
)
def test_measure_is_read_by_its_words(said: str, measure: str) -> None:
    """A measure may be named by a word that means nothing else."""
    assert read_one(value=3, measure=said).measure == measure


# --- places, days, sources ------------------------------------------------


def test_place_is_an_entry_of_the_gazetteer() -> None:
    """A spelling that one place has is that place, with what contains it."""
    assert read_one(value=1, place="Saraqib").place.key == "sy-saraqib-city"  # type: ignore[union-attr]
    assert read_one(value=1, place="Idlib province").place.kind == "province"  # type: ignore[union-attr]


def test_stated_country_chooses_among_places_of_one_name() -> None:
    """A name that several places bear is decided by its region or country, wherever it stands."""
    for cells in ({"place": "Tripoli, Lebanon"}, {"place": "Tripoli", "country": "Lebanon"}):
        place = read_one(value=1, **cells).place
        assert place is not None
        assert place.path[-1] == "Lebanon"


def test_ambiguous_place_is_no_entry_and_reported() -> None:
    """A name that several places bear alike stays a name."""
    reading = cg.read_claims([{"measure": "killed", "value": 1, "place": "Tripoli"}])
    assert reading.claims[0].place == cg.Place(name="Tripoli", words="Tripoli")
    (reason,) = list_reasons(reading)
    assert reason.startswith("place: 'Tripoli' may be several")
    assert reason.endswith("kept without it")


def test_unknown_place_keeps_its_name_and_what_contains_it() -> None:
    """A name of no table is a place all the same."""
    place = read_one(value=1, place="Qrxville", region="Idlib", country="Syria").place
    assert place is not None
    assert (place.name, place.key, place.path[-1]) == ("Qrxville", None, "Syria")
    assert "sy" in place.path_keys


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        ({"date": "2018-03-21"}, ("2018-03-21", "2018-03-21", "day")),
        ({"date": "21 March 2018"}, ("2018-03-21", "2018-03-21", "day")),
        ({"date": datetime.datetime(2018, 3, 21, 9)}, ("2018-03-21", "2018-03-21", "day")),
        ({"date": "2018-02"}, ("2018-02-01", "2018-02-28", "month")),
        ({"date": 2018}, ("2018-01-01", "2018-12-31", "year")),
        ({"date": "2018-03-21", "date_end": "2018-03-23"}, ("2018-03-21", "2018-03-23", "days")),
        ({"date": "2018-03-01", "date_precision": "month"}, ("2018-03-01", "2018-03-31", "month")),
        ({"date": "2018-03-21", "date_precision": "days"}, ("2018-03-21", "2018-03-21", "days")),
        ({"date_end": "2018-03-21"}, (None, "2018-03-21", "year")),
    ],
)
def test_days_of_a_row(cells: dict[str, Any], days: tuple[str | None, str | None, str]) -> None:
    """Days are ISO or words, a month or a year are all its days."""
    date = read_one(value=1, **cells).date
    assert date is not None
    assert (date.earliest and str(date.earliest), date.latest and str(date.latest), date.precision) == days


def test_day_that_may_be_two_is_left_out() -> None:
    """A numeric date without an order is reported, and read where the order is given."""
    row = {"measure": "killed", "value": 1, "date": "03/04/2018"}
    reading = cg.read_claims([row])
    assert reading.claims[0].date is None
    assert list_reasons(reading)[0].startswith("date: is ambiguous")
    told = cg.read_claims([row], date_format="%m/%d/%Y").claims[0].date
    assert told is not None
    assert told.earliest == datetime.date(2018, 3, 4)


def test_alias_is_the_source_that_we_know() -> None:
    """However a registered source is spelled, it is the same as where we read it in an article."""
    names = (
        "SOHR",
        "Syrian Observatory for Human Rights",
        "the Britain-based Syrian Observatory for Human Rights",
    )
    assert {read_one(value=1, source=name).origin.id for name in names} == {"sohr"}  # type: ignore[union-attr]


def test_source_of_one_conflict_is_told_by_the_row() -> None:
    """The civil defence is an organisation of one conflict only where the row is about it."""
    here = read_one(value=1, source="Civil Defence", place="Saraqib").origin
    there = read_one(value=1, source="Civil Defence", place="Chicago").origin
    assert here is not None
    assert there is not None
    assert here.id == "white-helmets"
    assert there.id != "white-helmets"


def test_chain_runs_from_the_source_to_the_publisher() -> None:
    """Relays stand between, as a list or with marks between them."""
    claim = read_one(value=1, source="UNICEF", relays="Reuters; AFP", publisher="Evening Courier")
    assert [one.id for one in claim.attribution.chain] == ["unicef", "reuters", "afp", "evening-courier"]
    own = read_one(value=1, publisher="Evening Courier")
    assert own.attribution.own_voice
    assert own.origin is not None
    assert own.origin.name == "Evening Courier"


def test_denied_row_without_figure_is_a_denial() -> None:
    """A denial stands in the account of the event that it names."""
    rows = [
        {"article": "a", "event": "strike", "measure": "killed", "value": 3},
        {"article": "a", "event": "other", "measure": "killed", "value": 9},
        {
            "article": "a",
            "event": "strike",
            "polarity": "denied",
            "text": "did not bomb",
            "source": "the army",
        },
    ]
    reading = cg.read_claims(rows)
    (denial,) = reading.denials
    assert denial.attribution.stance is Stance.DENIES
    assert [len(account.denials) for account in reading.accounts] == [1, 0]


# --- tables -----------------------------------------------------------------


def test_columns_are_mapped() -> None:
    """Other names of columns are given as a mapping; what is not read is named once."""
    rows = [{"Deaths": 3, "Reported by": "UNICEF", "Mood": "bad"}, {"Deaths": 4, "Mood": "worse"}]
    reading = cg.read_claims(rows, columns={"killed": "Deaths", "source": "Reported by"})
    assert [(claim.measure, claim.quantity.low) for claim in reading] == [("killed", 3), ("killed", 4)]
    assert list_reasons(reading) == ["columns that are not read: 'Mood'"]


def test_problems_name_the_column_of_the_table() -> None:
    """A message has our field and the user's name for it, or the measure that the column counts."""
    rows = [{"Deaths": "lots", "injured": "some?"}, {"Deaths": 3, "injured": 4, "Day": "soon"}]
    reasons = list_reasons(cg.read_claims(rows, columns={"killed": "Deaths", "date": "Day"}))
    named = [reason.partition(": ")[0] for reason in reasons]
    assert sorted(named) == ["date ('Day')", "injured", "killed ('Deaths')"]


def test_mapped_column_that_is_not_there_is_an_error() -> None:
    """A slip in the mapping must not lose a whole column silently."""
    with pytest.raises(cg.ClaimError, match="no column 'dead'; the columns are 'Deaths'"):
        cg.read_claims([{"Deaths": 3}], columns={"killed": "Dead"})
    with pytest.raises(cg.UnknownNameError, match="no column of claims is named 'kiled'"):
        cg.read_claims([{"Deaths": 3}], columns={"kiled": "Deaths"})


def test_table_with_a_column_for_each_measure() -> None:
    """A row with killed and injured is one event told by two claims."""
    reading = cg.read_claims([{"killed": 3, "injured": "dozens", "missing": "-", "place": "Saraqib"}])
    assert [claim.measure for claim in reading] == ["killed", "injured"]
    assert len(reading.accounts) == 1
    assert len(reading.articles) == 1


def test_rows_without_event_form_an_account_each() -> None:
    """Only rows of one article that name one event, and parts with their whole, stand together."""
    rows = [
        {"id": "1", "article": "a", "event": "x", "measure": "killed", "value": 20},
        {"id": "2", "article": "a", "event": "x", "measure": "injured", "value": 30},
        {"id": "3", "article": "b", "event": "x", "measure": "killed", "value": 20},
        {"id": "4", "article": "b", "measure": "killed", "value": 9},
        {"id": "5", "article": "b", "measure": "killed", "value": 4, "part_of": "4"},
    ]
    accounts = cg.read_claims(rows).accounts
    assert [[claim.id for claim in account.claims] for account in accounts] == [["1", "2"], ["3"], ["4", "5"]]


def test_rows_together_tell_of_their_article() -> None:
    """An article that is only named has what any of its rows says of it."""
    rows = [
        {"article": "a", "killed": 3, "publisher": "Evening Courier"},
        {"article": "a", "injured": 4, "published": "2021-05-04", "title": "Blast", "publisher": "Another"},
    ]
    (article,) = cg.read_claims(rows).articles
    assert (article.title, article.publisher) == ("Blast", "Evening Courier")
    assert (article.published, article.dated_by) == (datetime.date(2021, 5, 4), "metadata")


def test_saved_graph_is_no_table(tmp_path: Path) -> None:
    """Reading what `save` wrote points to `load`."""
    cg.save(cg.build_graph([{"text": "Nine miners died."}]), tmp_path / "graph.jsonl")
    with pytest.raises(cg.ClaimError, match="a saved claim graph and no table of claims: load it"):
        cg.read_claims(tmp_path / "graph.jsonl")


def test_rows_keep_their_ids_wherever_they_stand() -> None:
    """A row put in before others changes none of their ids; the same row twice is one claim."""
    row = {"killed": 3, "source": "UNICEF", "place": "Saraqib"}
    (alone,) = cg.read_claims([row])
    reading = cg.read_claims([{"killed": 4}, row, row])
    assert [claim.id for claim in reading][1:] == [alone.id]
    assert alone.article.startswith("unicef-")
    assert [article.title for article in reading.articles] == ["row 1", "row 2"]
    assert list_reasons(reading) == [f"id: '{alone.id}' is the claim of row 2 already; skipped"]


def test_part_of_nothing_is_reported() -> None:
    """A part that names no claim of the table is kept as a claim of its own."""
    reading = cg.read_claims([{"id": "1", "measure": "killed", "value": 3, "part_of": "7"}])
    assert reading.claims[0].part_of is None
    assert list_reasons(reading) == ["part_of: no claim '7' to be a part of; kept without it"]


def test_ids_count_within_an_article() -> None:
    """Two answers may both have a claim "1"; one article has it once."""
    row = {"id": 1, "measure": "killed", "value": 3}
    reading = cg.read_claims([{**row, "article": "a"}, {**row, "article": "b"}, {**row, "article": "b"}])
    assert [claim.id for claim in reading] == ["a/1", "b/1"]
    assert list_reasons(reading) == ["id: '1' is the claim of row 2 already; skipped"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    """A problem names the line of the file; the hashtags of HXL and blank rows are no rows."""
    lines = [["Measure", "Value"], ["#affected", "#value"], ["killed", "3"], ["", ""], ["killed", "x"]]
    path = tmp_path / "claims.csv"
    path.write_text("\n".join(delimiter.join(line) for line in lines), encoding="utf-8")
    reading = cg.read_claims(path)
    assert [claim.quantity.low for claim in reading] == [3]
    assert [problem.where for problem in reading.problems] == [f"{path.as_posix()}, line 5"]


def test_apostrophe_before_a_formula_is_taken_away(tmp_path: Path) -> None:
    """What our own CSV guards against spreadsheets is read as it was."""
    path = tmp_path / "claims.csv"
    path.write_text("measure,value,actor\nkilled,3,'=nobody\n", encoding="utf-8")
    assert cg.read_claims(path).claims[0].actor == "=nobody"


def test_excel_file_is_read(tmp_path: Path) -> None:
    """Cells of a workbook keep their kinds; the sheet with claims is the one that is read."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["read me", "first"])
    sheet = book.create_sheet("claims")
    sheet.append(["Measure", "Value", "Date", "Source"])
    sheet.append(["killed", 12, datetime.datetime(2018, 3, 21), "UNICEF"])
    sheet.append([None, None, None, None])
    sheet.append(["killed", "many", None, None])
    book.save(tmp_path / "claims.xlsx")
    reading = cg.read_claims(tmp_path / "claims.xlsx")
    assert reading.problems == ()
    assert [claim.quantity.low for claim in reading] == [12, 3]
    assert reading.claims[0].date is not None
    (tmp_path / "broken.xlsx").write_bytes(b"PK nothing")
    with pytest.raises(cg.ClaimError, match="no Excel file"):
        cg.read_claims(tmp_path / "broken.xlsx")


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_data_frames_are_read(library: str) -> None:
    """Data frames of any library give the claims of their rows."""
    pytest.importorskip(library)
    columns = {"measure": ["killed", "injured"], "value": [3, None], "low": [None, 5]}
    if library == "pandas":
        import pandas

        frame: Any = pandas.DataFrame(columns)
    elif library == "polars":
        import polars

        frame = polars.DataFrame(columns)
    else:
        import pyarrow

        frame = pyarrow.table(columns)
    reading = cg.read_claims(frame)
    assert [(claim.measure, claim.quantity.low) for claim in reading] == [("killed", 3), ("injured", 5)]
    assert reading.problems == ()


# --- answers -----------------------------------------------------------------

CLAIM = {"article": "harbour", "measure": "killed", "text": "at least 12 dockers", "value": 12}
WRITTEN = json.dumps(CLAIM)


@pytest.mark.parametrize(
    "answer",
    [
        f"[{WRITTEN}]",
        f'{{"claims": [{WRITTEN}]}}',
        f"{WRITTEN}\n",
        f'Sure! Here [sic] is what I found:\n```json\n{{"claims": [{WRITTEN}]}}\n```\nDo ask {{again}}.',
        f"```\n{WRITTEN}\n```",
        json.dumps({"article": "harbour", "claims": [{**CLAIM, "article": None}]}),
    ],
)
def test_answers_of_any_shape(answer: str) -> None:
    """Lists, lines, an object around, fences and words around JSON are all read."""
    reading = cg.read_claims(answer, articles=BOTH)
    assert [claim.text for claim in reading] == ["at least 12 dockers"]
    assert reading.problems == ()


def test_answer_that_is_cut_short_keeps_what_is_complete() -> None:
    """An answer that ran out of room loses only its last claim, and says so."""
    reading = cg.read_claims(f'{{"claims": [{WRITTEN}, {{"measure": "inj', articles=BOTH)
    assert len(reading) == 1
    assert list_reasons(reading)[0].startswith("cut short")
    with pytest.raises(cg.ClaimError, match="cut short"):
        cg.read_claims(f'{{"claims": [{WRITTEN}, {{"measure": "inj', articles=BOTH, strict=True)


def test_answer_without_json_is_a_problem(tmp_path: Path) -> None:
    """An answer that says something else has no claims."""
    path = tmp_path / "answer.md"
    path.write_text("I found none, sorry.", encoding="utf-8")
    assert list_reasons(cg.read_claims(path))[0].startswith("no records: broken JSON")
    path.write_text("", encoding="utf-8")
    assert list_reasons(cg.read_claims(path)) == ["the file is empty"]


def test_open_files_are_read() -> None:
    """An open file is a table where its first line names a column of claims, else an answer."""
    assert len(cg.read_claims(io.StringIO(WRITTEN))) == 1
    assert len(cg.read_claims(io.BytesIO(b"measure,value\nkilled,3\n"))) == 1


@pytest.mark.parametrize("source", ["no such file.csv", "x" * 5000, 7, None, Path("nowhere.docx"), "a\0b"])
def test_no_source_is_our_error(source: Any) -> None:
    """What is no source of claims is refused by name."""
    with pytest.raises(cg.ClaimError):
        cg.read_claims(source)


def test_rows_that_are_no_rows_are_reported() -> None:
    """One broken item among many is skipped."""
    reading = cg.read_claims([5, CLAIM, None])
    assert len(reading) == 1
    assert [problem.where for problem in reading.problems] == ["row 1", "row 3"]


# --- quotations --------------------------------------------------------------


def check(text: str | None, spans: Any = None, article: str = "harbour", **cells: Any) -> cg.QuoteCheck:
    """Check the words of one row; what is kept holds the words at its spans."""
    row = {"measure": "killed", "value": 12, "article": article, "text": text, "spans": spans, **cells}
    reading = cg.read_claims([row], articles=BOTH)
    (found,) = reading.checks
    assert (found.claim is not None) == (len(reading) == 1)
    for claim in reading:
        assert all(span.of(HARBOUR.text) == claim.text for span in claim.spans)
    return found


def test_exact_words_stand_where_the_row_says() -> None:
    """Spans that hold the words are kept; without spans the one place where they stand is found."""
    start = HARBOUR.text.index("at least 12")
    span = Span(start, start + len("at least 12 dockers"))
    for spans in (None, [list(span)], json.dumps([span]), {"start": span.start, "end": span.end}):
        found = check("at least 12 dockers", [spans] if isinstance(spans, dict) else spans)
        assert (found.kind, found.spans) == (QuoteKind.EXACT, (span,))


def test_spans_alone_give_the_words() -> None:
    """A row may leave the words out; spans beyond the text are no place."""
    start = HARBOUR.text.index("at least 12")
    assert check(None, [[start, start + 19]]).text == "at least 12 dockers"
    assert check(None, [[5000, 5019]]).kind is QuoteKind.NOT_FOUND


def test_moved_words_get_the_right_spans() -> None:
    """Words that stand elsewhere, or with other marks, blanks and capitals, are put right."""
    moved = check("at least 12 dockers", [[0, 19]])
    assert moved.kind is QuoteKind.MOVED
    assert moved.spans[0].of(HARBOUR.text) == "at least 12 dockers"
    folded = check('"thirty  others were hurt,"', measure="injured", value=30)
    assert folded.kind is QuoteKind.MOVED
    assert folded.spans[0].of(HARBOUR.text) == "Thirty others\nwere hurt,"


def test_words_at_several_places_are_ambiguous() -> None:
    """All the places are kept as mentions."""
    found = check("12 dockers")
    assert found.kind is QuoteKind.AMBIGUOUS
    assert len(found.spans) == 2


def test_fabricated_and_misattributed_words_are_told_apart() -> None:
    """Words of no article are not found; words of another one are misattributed, and it is named."""
    fabricated = check("at least 50 dockers")
    assert (fabricated.kind, fabricated.claim) == (QuoteKind.NOT_FOUND, None)
    strayed = check("nine traders")
    assert strayed.kind is QuoteKind.MISATTRIBUTED
    assert "'market'" in strayed.reason


def test_number_within_a_longer_one_is_not_found() -> None:
    """Two dockers do not stand in "12 dockers"."""
    assert check("2 dockers", value=2).kind is QuoteKind.NOT_FOUND


def test_strict_refuses_fabricated_words() -> None:
    """A pipeline stops at the first quotation that does not stand in its article."""
    row = {"measure": "killed", "article": "harbour", "text": "at least 50 dockers"}
    assert cg.read_claims([row], articles=BOTH).claims == ()
    with pytest.raises(cg.ClaimError, match="not in 'harbour' nor in another"):
        cg.read_claims([row], articles=BOTH, strict=True)


def test_unchecked_where_there_is_nothing_to_check() -> None:
    """Without words, or without the article, the row is kept and says that nobody looked."""
    assert check(None).kind is QuoteKind.UNCHECKED
    assert check("at least 12 dockers", article="another").kind is QuoteKind.UNCHECKED


def test_one_article_need_not_be_named() -> None:
    """With a single article rows are about it; with several a row without name is reported."""
    row = {"measure": "killed", "text": "at least 12 dockers"}
    assert cg.read_claims([row], articles=[HARBOUR]).claims[0].article == "harbour"
    (reason,) = list_reasons(cg.read_claims([row], articles=BOTH))
    assert reason == "article: the row names none of the 2 articles given; skipped"


def test_claims_of_another_program_are_checked_too() -> None:
    """Claim objects pass as they are, with their spans put right; fabricated ones are kept out."""
    (ours,) = cg.extract_claims(cg.Article(id="market", text=MARKET.text))
    shifted = ours.__class__(
        **{name: getattr(ours, name) for name in ours.__slots__ if name != "__weakref__"}
    )
    assert cg.read_claims([shifted], articles=BOTH).claims == (ours,)
    import attrs

    moved = attrs.evolve(ours, spans=(Span(0, 4),))
    assert cg.read_claims([moved], articles=BOTH).claims == (ours,)
    made_up = attrs.evolve(ours, text="ninety traders")
    assert cg.read_claims([made_up], articles=BOTH).claims == ()


def test_claim_with_words_has_the_id_of_ours() -> None:
    """The same words at the same place make the same claim, whoever found it."""
    (ours,) = cg.extract_claims(MARKET)
    row = {"article": "market", "text": ours.text, "measure": ours.measure}
    assert cg.read_claims([row], articles=BOTH).claims[0].id == ours.id


def test_accounts_of_articles_with_text_know_its_words() -> None:
    """Claims from elsewhere link by the words of their article, as ours do."""
    row = {"article": "market", "text": "nine traders", "measure": "injured"}
    (account,) = cg.read_claims([row], articles=BOTH).accounts
    (own,) = cg.extract_accounts(MARKET)
    assert account.terms == own.terms
    assert account.shingles == own.shingles


def test_reading_says_what_it_holds() -> None:
    """A reading is the claims it holds, and prints in one line."""
    reading = cg.read_claims([{"measure": "killed", "value": 3}, {}])
    assert repr(reading) == "<ClaimReading: 1 claims, 0 denials, 1 accounts, 0 problems>"
    assert [claim.scope for claim in reading] == [Scope.INCIDENT]
    assert Modifier.EXACT in {claim.quantity.modifier for claim in reading}
    assert DatePrecision.DAY.value == "day"


@pytest.mark.parametrize("words", ["2 dockers", "12 docker", "2 docker"])
def test_words_within_longer_words_are_not_found(words: str) -> None:
    """A quotation that begins or ends inside of a word or number stands nowhere."""
    article = cg.Article(id="quay", text="At the quay 12 dockers were killed.")
    row = {"article": "quay", "measure": "killed", "text": words, "value": words.split(maxsplit=1)[0]}
    (check,) = cg.read_claims([row], articles=[article]).checks
    assert check.kind is QuoteKind.NOT_FOUND
