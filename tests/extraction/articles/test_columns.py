"""Tables, records and data frames whose columns bear other names, and data frames of any library."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from claimgraph.errors import ArticleError, MissingExtraError, MisuseError
from claimgraph.extraction.articles import read_articles

TEXT = "Two people were hurt in Hallam on Tuesday, the mayor said."
TABLE = f'Nr,Words of it,Day,Paper,text\n7,"{TEXT}",2018-03-21,The Record,no article\n'
COLUMNS = {"text": "Words of it", "published": "Day", "publisher": "Paper", "id": "Nr"}


def _write(folder: Path, name: str, content: str) -> Path:
    (folder / name).write_text(content, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", TABLE), ("a.tsv", TABLE.replace(",", "\t").replace("Tuesday\t", "Tuesday,"))],
)
def test_table_is_read_by_the_names_given(tmp_path: Path, name: str, content: str) -> None:
    """The columns given win over those with the usual names."""
    (article,) = read_articles(_write(tmp_path, name, content), columns=COLUMNS)
    assert (article.id, article.text, article.publisher) == ("7", TEXT, "The Record")
    assert article.published == date(2018, 3, 21)


def test_columns_not_given_keep_their_usual_names(tmp_path: Path) -> None:
    """Only the field that is named is looked for elsewhere."""
    file = _write(tmp_path, "a.csv", f'Words of it,headline\n"{TEXT}",Two hurt\n')
    (article,) = read_articles(file, columns={"text": "Words of it"})
    assert article.title == "Two hurt"


def test_a_column_stands_for_one_field() -> None:
    """A column that is given for the title is no publisher any more, whatever it is called."""
    (article,) = read_articles({"text": TEXT, "source": "Two hurt"}, columns={"title": "source"})
    assert (article.title, article.publisher) == ("Two hurt", None)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"text": "words of it"}, r"no column 'words of it' for text; .* did you mean 'Words of it'\?"),
        ({"text": "Wrds of it"}, r"did you mean 'Words of it'\?"),
        ({"title": "xyz"}, r"no column 'xyz' for title; the columns are: Nr, Words of it, Day, Paper, text$"),
        ({"text": "xyz"}, r"no column 'xyz' for text; .* did you mean 'text'\?"),
    ],
)
def test_missing_column_is_an_error_that_lists_them(
    tmp_path: Path, columns: dict[str, str], said: str
) -> None:
    """A column that nobody has stops the reading; one that is spelled alike is suggested and not used."""
    with pytest.raises(ArticleError, match=said):
        read_articles(_write(tmp_path, "a.csv", TABLE), columns=columns)


def test_missing_column_of_one_table_is_a_problem_of_it(tmp_path: Path) -> None:
    """The other tables of a folder are read."""
    _write(tmp_path, "a.csv", TABLE)
    _write(tmp_path, "b.csv", f'text\n"{TEXT}"\n')
    reading = read_articles(tmp_path, columns=COLUMNS)
    assert [article.id for article in reading] == ["7"]
    (problem,) = reading.problems
    assert problem.where.endswith("b.csv")
    assert problem.reason.startswith("no column 'Words of it' for text; the columns are: text")


def test_records_may_lack_a_column() -> None:
    """A record without a day is undated; one without the text is a problem."""
    records = [{"Body": TEXT, "Day": "2018-03-21"}, {"Body": f"{TEXT} Again."}, {"Day": "2018-03-21"}]
    reading = read_articles(records, columns={"text": "Body", "published": "Day"})
    assert [article.published for article in reading] == [date(2018, 3, 21), None]
    assert [problem.where for problem in reading.problems] == ["record 3"]


@pytest.mark.parametrize("columns", [{"words": "text"}, {"text": ""}, {"text": 3}])
def test_misuse_of_columns_is_an_error(columns: Any) -> None:
    """A field that articles do not have, or a name that is none, is said before anything is read."""
    with pytest.raises(MisuseError):
        read_articles([], columns=columns)


# --- data frames ------------------------------------------------------------------------------

ROWS = {"Body": [TEXT, f"{TEXT} Again.", None], "Day": ["2018-03-21", None, None], "Nr": [1, 2, 3]}


def _make_pandas() -> Any:
    return pd.DataFrame(ROWS)


def _make_polars() -> Any:
    return pytest.importorskip("polars").DataFrame(ROWS)


def _make_lazy() -> Any:
    return pytest.importorskip("polars").LazyFrame(ROWS)


def _make_arrow() -> Any:
    return pytest.importorskip("pyarrow").table(ROWS)


@pytest.mark.parametrize("make", [_make_pandas, _make_polars, _make_lazy, _make_arrow])
def test_data_frame_of_any_library_is_read(make: Any) -> None:
    """Rows are records in their order; an empty cell is a missing field."""
    pytest.importorskip("narwhals")
    reading = read_articles(make(), columns={"text": "Body", "published": "Day", "id": "Nr"})
    assert [article.id for article in reading] == ["1", "2"]
    assert [article.published for article in reading] == [date(2018, 3, 21), None]
    assert [problem.where for problem in reading.problems] == ["record 3"]


def test_data_frame_without_the_column_is_an_error() -> None:
    """One error for the frame and not one a row."""
    with pytest.raises(ArticleError, match=r"no column 'body' for text; .* did you mean 'Body'\?"):
        read_articles(_make_pandas(), columns={"text": "body"})


def test_data_frame_with_equal_names_is_an_error() -> None:
    """Two columns of one name are not told apart."""
    with pytest.raises(ArticleError, match="a data frame that cannot be read"):
        read_articles(pd.DataFrame([[TEXT, TEXT]], columns=["text", "text"]))


def test_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without narwhals a data frame names the extra to install."""
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(MissingExtraError, match=r'pip install "claimgraph\[table\]"'):
        read_articles(_make_pandas())


def test_column_of_days_under_an_unknown_name_is_told(tmp_path: Path) -> None:
    """Articles that stay undated beside a column of days are a slip that nobody would notice."""
    file = _write(
        tmp_path, "a.csv", f'No,Text,Datum\n17,"{TEXT}",2018-03-21\n18,"{TEXT} Twice.",2018-03-22\n'
    )
    reading = read_articles(file)
    (problem,) = reading.problems
    assert problem.reason == "undated, though 'Datum' seems to hold days; say so: published=Datum"
    named = read_articles(file, columns={"published": "Datum"})
    assert (len(reading), [article.published for article in named], named.problems) == (
        2,
        [date(2018, 3, 21), date(2018, 3, 22)],
        (),
    )


def test_table_without_days_is_no_problem(tmp_path: Path) -> None:
    """Numbers, headlines and names are no days."""
    file = _write(tmp_path, "a.csv", f'No,Text,Slug,Size\n20180321,"{TEXT}",12 May in words,2018\n')
    assert read_articles(file).problems == ()


def test_mapping_for_one_file_leaves_its_neighbours_alone(tmp_path: Path) -> None:
    """A record without the column that was named is read by the usual names."""
    _write(tmp_path, "a.csv", f'Text,Datum\n"{TEXT}",2018-03-21\n')
    _write(tmp_path, "b.json", f'[{{"text": "{TEXT} Again.", "published": "2018-03-22"}}]')
    reading = read_articles(tmp_path, columns={"published": "Datum"})
    assert [article.published for article in reading] == [date(2018, 3, 21), date(2018, 3, 22)]
