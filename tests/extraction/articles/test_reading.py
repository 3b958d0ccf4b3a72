"""Files and records → articles: what is read, from where it is dated, what is reported."""

from __future__ import annotations

import csv
import io
import json
from collections import namedtuple
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest

from claimgraph import build_graph, write_report
from claimgraph.errors import ArticleError
from claimgraph.extraction.articles import find_publication, parse_date, read_articles
from claimgraph.extraction.articles.folders import list_members
from claimgraph.extraction.articles.own_reports import LIST
from claimgraph.lexicon import Lexicon
from claimgraph.model import Article, Reading

TEXT = "Two people were hurt in Hallam on Tuesday, the mayor said."


def _reasons(reading: Reading) -> list[str]:
    return [problem.reason for problem in reading.problems]


def _write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        file = folder / name.replace("__", ".")
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


# --- records ----------------------------------------------------------------------------------


def test_record_becomes_an_article() -> None:
    """All fields of a record arrive, the text untouched."""
    record = {
        "id": "a1",
        "text": f"  {TEXT}\r\n",
        "title": "Two hurt",
        "publisher": "The Herald",
        "published": "2021-03-02",
        "url": "https://herald.example/1",
        "language": "en",
    }
    article = Article(
        id="a1",
        text=f"  {TEXT}\r\n",
        title="Two hurt",
        publisher="The Herald",
        published=date(2021, 3, 2),
        url="https://herald.example/1",
        language="en",
        dated_by="metadata",
    )
    assert read_articles(record) == Reading(articles=(article,))


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("body", "text"),
        ("Content", "text"),
        ("headline", "title"),
        ("outlet", "publisher"),
        ("SOURCE", "publisher"),
        ("link", "url"),
    ],
)
def test_record_fields_have_other_names(name: str, field: str) -> None:
    """Exports name the fields differently, in any case."""
    record = {"text": TEXT, name: "words"} if field != "text" else {name: "words"}
    assert getattr(read_articles([record]).articles[0], field) == "words"


@pytest.mark.parametrize("name", ["date", "publish_date", "Published At", "datePublished", "pub-date"])
def test_record_dates_have_other_names(name: str) -> None:
    """The publication date goes by several names."""
    assert read_articles({"text": TEXT, name: "2021-03-02"}).articles[0].published == date(2021, 3, 2)


def test_record_may_be_any_mapping_or_named_tuple() -> None:
    """Mappings of any kind and named tuples are records."""
    row = namedtuple("Row", "id text")("r", TEXT)
    reading = read_articles([MappingProxyType({"id": "m", "text": TEXT + "!"}), row])
    assert [article.id for article in reading] == ["m", "r"]


def test_data_frame_is_a_source() -> None:
    """Rows of a data frame are records; its empty cells, NaN and NaT, are missing fields."""
    frame = pd.DataFrame(
        {
            "id": [1.0, float("nan")],
            "text": [TEXT, TEXT + " Again."],
            "title": [float("nan"), "Again"],
            "published": [pd.NaT, pd.Timestamp("2021-03-02 23:30")],
            "publisher": [pd.NA, "Herald"],
        }
    )
    first, second = read_articles(frame)
    assert (first.id, first.title, first.published, first.publisher) == ("1", "", None, None)
    assert (second.title, second.published, second.publisher) == ("Again", date(2021, 3, 2), "Herald")
    assert len(read_articles([row for _, row in frame.iterrows()])) == 2


def test_articles_and_readings_pass_through() -> None:
    """Articles and readings are sources themselves; problems stay."""
    reading = read_articles([{"id": "a", "text": TEXT}, {"text": ""}])
    assert read_articles(reading) == reading
    assert read_articles(reading.articles).articles == reading.articles


def test_mixed_sources_keep_their_order(tmp_path: Path) -> None:
    """Paths, records and articles may stand in one list."""
    _write(tmp_path, b__txt="Nobody was hurt.")
    given = [{"id": "a", "text": TEXT}, tmp_path / "b.txt", Article(id="c", text="None.")]
    assert [article.id for article in read_articles(iter(given))] == ["a", "b", "c"]


def test_nothing_is_read_from_nothing() -> None:
    """An empty iterable gives an empty reading."""
    assert read_articles([]) == Reading()


def test_missing_id_comes_from_the_content() -> None:
    """The same text and day give the same id, another day another id."""
    ids = [
        read_articles({"text": TEXT, "published": day}).articles[0].id
        for day in ("2021-03-02", date(2021, 3, 2), "2021-03-03")
    ]
    assert ids[0] == ids[1] != ids[2]
    assert ids[0].startswith("a")
    assert len(ids[0]) == 13


@pytest.mark.parametrize("text", [None, "", " \n\t", float("nan"), pd.NA])
def test_record_without_text_is_reported(text: object) -> None:
    """Missing and blank texts are problems, named by the number of the record."""
    reading = read_articles([{"id": "x", "text": TEXT}, {"text": text}])
    assert [article.id for article in reading] == ["x"]
    assert [str(problem) for problem in reading.problems] == ["record 2: the text is empty"]


def test_record_without_a_text_field_names_the_fields() -> None:
    """A record that has no such field is told how to name it."""
    assert _reasons(read_articles({"words": TEXT})) == ["no text: give a field text or body or content"]


@pytest.mark.parametrize("text", [3, ["a"], {"a": 1}, b"bytes"])
def test_text_that_is_no_string_is_reported(text: object) -> None:
    """A text must be a string."""
    assert "is no string" in _reasons(read_articles([{"text": text}]))[0]


def test_item_that_is_no_record_is_reported() -> None:
    """A number among records loses no neighbour."""
    reading = read_articles([{"id": "a", "text": TEXT}, 3, None, {"id": "b", "text": TEXT}])
    assert [article.id for article in reading] == ["a", "b"]
    assert len(reading.problems) == 2


def test_same_article_twice_is_skipped() -> None:
    """An identical duplicate is reported and left out."""
    reading = read_articles([{"id": "a", "text": TEXT}, {"id": "a", "text": TEXT}])
    assert len(reading) == 1
    assert _reasons(reading) == ["skipped: the article 'a' was read before, with the same text"]


def test_same_id_with_another_text_is_skipped() -> None:
    """The first article of an id stays; the second is reported with what to do."""
    reading = read_articles([{"id": "a", "text": TEXT}, {"id": "a", "text": "Other."}])
    assert [article.text for article in reading] == [TEXT]
    assert _reasons(reading) == ["skipped: another article has the id 'a'; give it an id of its own"]


@pytest.mark.parametrize(
    "records",
    [
        [{"id": "a", "text": TEXT}, {"id": "a", "text": "Other."}],
        [{"text": TEXT, "published": "someday"}],
        [{"text": None}],
    ],
)
def test_strict_reading_stops_at_the_first_problem(records: list[dict[str, object]]) -> None:
    """With `strict` a problem is an error."""
    with pytest.raises(ArticleError, match="record"):
        read_articles(records, strict=True)


@pytest.mark.parametrize("source", [None, 3, b"articles/", object()])
def test_value_that_is_no_source_is_an_error(source: object) -> None:
    """What cannot hold articles is named by its type."""
    with pytest.raises(ArticleError, match="is no source of articles"):
        read_articles(source)


@pytest.mark.parametrize("words", ["", "no/such/folder", TEXT, "a\0b", "long " * 5000, "\ud800"])
def test_string_that_is_no_path_is_an_error(words: str) -> None:
    """A text given as a string is told to be a record."""
    with pytest.raises(ArticleError, match=r'no such file or folder: .*\{"text": "\.\.\."\}'):
        read_articles(words)


def test_row_of_a_claim_table_is_no_article() -> None:
    """What claimgraph wrote itself is not read as news."""
    row = {"id": "c1", "article": "a", "spans": [[0, 3]], "measure": "killed", "low": 3, "text": "Two"}
    assert _reasons(read_articles([row])) == ["skipped: a row of a claim table, no article"]


# --- publication dates ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        date(2021, 3, 2),
        datetime(2021, 3, 2, 23, 59, tzinfo=UTC),
        pd.Timestamp("2021-03-02"),
        "2021-03-02",
        " 2021-03-02T10:00:00Z ",
        "2021-03-02 10:00:00+05:30",
        "20210302",
        20210302,
        "2021/3/2",
        "Tue, 02 Mar 2021 10:00:00 GMT",
        "March 2, 2021",
        "2nd March 2021",
        "2 MAR 2021",
        "02.03.2021",
        "02-03-2021",
    ],
)
def test_dates_of_many_forms_are_read(words: Lexicon, value: object) -> None:
    """ISO, mail headers, English words and unambiguous numbers are dates."""
    assert parse_date(value, lexicon=words) == date(2021, 3, 2)


@pytest.mark.parametrize(
    "value",
    [
        "someday",
        "Tuesday",
        "2021",
        "March 2021",
        "2021-02-30",
        "31.02.2021",
        3.5,
        True,
        ["2021-03-02"],
        10**30,
    ],
)
def test_what_is_no_date_is_reported(value: object) -> None:
    """The article is kept without a date, and the value is named."""
    reading = read_articles([{"id": "a", "text": TEXT, "published": value}])
    assert [(article.id, article.published, article.dated_by) for article in reading] == [("a", None, None)]
    assert _reasons(reading)[0].startswith("published is no date")


def test_ambiguous_date_is_reported_with_the_way_out() -> None:
    """4/5/2017 can be two days; a format decides."""
    record = {"text": TEXT, "published": "4/5/2017"}
    assert "ambiguous" in _reasons(read_articles(record))[0]
    assert read_articles(record, date_format="%m/%d/%Y").articles[0].published == date(2017, 4, 5)
    assert read_articles({"text": TEXT, "published": "4/15/2017"}).articles[0].published == date(2017, 4, 15)


def test_two_dates_in_one_field_are_reported() -> None:
    """A field with two days gives none."""
    assert "2 dates" in _reasons(read_articles({"text": TEXT, "date": "2 March 2021, 3 March 2021"}))[0]


@pytest.mark.parametrize(
    ("text", "day", "dated_by"),
    [
        ("date: 2021-03-02\nTwo were hurt.", date(2021, 3, 2), "header"),
        (" date 2021-03-02 Two were hurt on Monday.", date(2021, 3, 2), "header"),
        ("Hallam: two hurt\nDate: Tuesday, 2 March 2021\n\nTwo were hurt.", date(2021, 3, 2), "header"),
        ("3 May 2020 archive\nDATE = March 2, 2021\nText.", date(2021, 3, 2), "header"),
        ("Published March 2 2021 Two were hurt.", date(2021, 3, 2), "dateline"),
        ("Posted on March 2, 2021 by Ann Lee\nTwo were hurt.", date(2021, 3, 2), "dateline"),
        ("Updated: Mar. 2, 2021 - 6:54 PM\n\nTwo were hurt.", date(2021, 3, 2), "dateline"),
        ("Last updated at Mar 022021 Two were hurt.", date(2021, 3, 2), "dateline"),
        ("Date of publication 2 March 2021 Two were hurt.", date(2021, 3, 2), "dateline"),
        ("Tue 02 Mar 2021 Two were hurt.", date(2021, 3, 2), "dateline"),
        ("Two hurt in Hallam Agency Tuesday 2 Mar 2021 Two people", date(2021, 3, 2), "dateline"),
        ("Two hurt\nBy Ann Lee\n2 March 2021\nTwo people", date(2021, 3, 2), "dateline"),
        ("02-03-2021 Two were hurt.", date(2021, 3, 2), "dateline"),
        ("02.03.2021(updated 10:15 03.03.2021) Two were hurt.", date(2021, 3, 2), "dateline"),
        ("2021-03-02\nTwo were hurt.", date(2021, 3, 2), "dateline"),
        ("2 March 2021", date(2021, 3, 2), "dateline"),
    ],
)
def test_text_tells_when_it_was_published(words: Lexicon, text: str, day: date, dated_by: str) -> None:
    """Header lines and datelines of the first lines are read."""
    assert find_publication(text, lexicon=words) == (day, dated_by)


@pytest.mark.parametrize(
    "text",
    [
        "On 2 March 2021 two people were hurt in Hallam.",
        "Two people were hurt on Tuesday, 2 March 2021, the mayor said.",
        "In the evening of March 2, 2021, Two Rivers was hit.",
        "Since 2 March 2021 The town has been closed.",
        "The photo released on Tuesday March 2, 2021 by the Town Hall shows the square.",
        "Two people were hurt on Tuesday.",
        "4/5/2021 Two people were hurt.",
        "31 February 2021 Two people were hurt.",
        "Two people were hurt. " * 30 + "\n2 March 2021\n",
        "March 2021 was a hard month.",
        "1234567 2021 12 2 021",
        "",
    ],
)
def test_date_in_a_sentence_is_no_publication_date(words: Lexicon, text: str) -> None:
    """A day on which something happened says nothing about the day of the text."""
    assert find_publication(text, lexicon=words) is None


def test_given_date_wins_over_the_text() -> None:
    """The field of a record is believed, not the dateline."""
    record = {"text": "date: 2020-01-01\nTwo were hurt.", "published": "2021-03-02"}
    article = read_articles(record).articles[0]
    assert (article.published, article.dated_by) == (date(2021, 3, 2), "metadata")


def test_datelines_of_real_articles_are_right(shared: Path, words: Lexicon) -> None:
    """On the development corpus hardly any dateline is missed, and hardly any read wrong."""
    lines = (shared / "corpus" / "fakes-dev.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    found = [find_publication(record["text"], lexicon=words) for record in records]
    pairs = zip(found, records, strict=True)
    right = sum(one is not None and str(one.day) == record["published"] for one, record in pairs)
    wrong = sum(one is not None for one in found) - right
    assert right >= 0.98 * len(records)
    assert wrong <= 0.01 * len(records)


# --- text files -------------------------------------------------------------------------------


def test_text_file_is_an_article(tmp_path: Path) -> None:
    """The text is the whole file, the id its name; the header line stays in the text."""
    text = "date: 2021-03-02\r\nTwo people\xad were hurt &amp; treated.\r\n"
    _write(tmp_path, monday__txt=text)
    article = Article(id="monday", text=text, published=date(2021, 3, 2), dated_by="header")
    assert read_articles(tmp_path / "monday.txt") == Reading(articles=(article,))
    assert read_articles(str(tmp_path)) == Reading(articles=(article,))


def test_header_lines_of_a_text_file_are_fields(tmp_path: Path) -> None:
    """Title and publisher stand in lines of their own before the text, and stay in it."""
    text = "Title: Two hurt: mayor\npublisher: Herald\nDate: 2021-03-02\n\nurl: none\nTwo were hurt.\n"
    article = read_articles(_write(tmp_path, a__txt=text)).articles[0]
    assert (article.title, article.publisher, article.url) == ("Two hurt: mayor", "Herald", None)
    assert (article.published, article.dated_by, article.text) == (date(2021, 3, 2), "header", text)


def test_text_file_without_a_date_is_undated(tmp_path: Path) -> None:
    """No date is no problem."""
    reading = read_articles(_write(tmp_path, a__txt=TEXT))
    assert (reading.articles[0].published, reading.problems) == (None, ())


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Café".encode(), "Café"),
        (b"\xef\xbb\xbfCaf\xc3\xa9", "Café"),
        ("Café".encode("utf-16"), "Café"),
        (b"\xfe\xff" + "病院".encode("utf-16-be"), "病院"),
        ("Café".encode("utf-32"), "Café"),
        ("Café – “two”".encode("cp1252"), "Café – “two”"),
        (b"Caf\xe9 \x81", "Caf\xe9 \x81"),
        ("Ünïcödé hätte".encode() + b" \xff", "Ünïcödé hätte �"),
        (b"lone \xed\xa0\x80", "lone \ud800"),
    ],
)
def test_encoding_is_found_by_a_fixed_rule(tmp_path: Path, content: bytes, text: str) -> None:
    """A byte order mark decides, then UTF-8, then Windows-1252 and Latin-1."""
    assert read_articles(_write(tmp_path, a__txt=content)).articles[0].text == text


def test_encoding_can_be_given(tmp_path: Path) -> None:
    """A codec given is used for all files; one that does not fit or exist is reported."""
    _write(tmp_path, a__txt="Москва".encode("koi8-r"))
    assert read_articles(tmp_path, encoding="koi8-r").articles[0].text == "Москва"
    assert "not in the encoding ascii" in _reasons(read_articles(tmp_path, encoding="ascii"))[0]
    assert "no encoding is called 'latin-99'" in _reasons(read_articles(tmp_path, encoding="latin-99"))[0]


def test_metadata_file_describes_its_neighbours(tmp_path: Path) -> None:
    """`metadata.csv` gives text files title, publisher, day, url and id; it is no article."""
    metadata = (
        "file,id,title,publisher,published,url\n"
        "a.txt,x1,Two hurt,Herald,2021-03-02,https://h.example\n"
        "b,,,,,\n"
    )
    _write(
        tmp_path, a__txt="date: 2020-01-01\nText.", b__txt="date: 2020-01-01\nMore.", metadata__csv=metadata
    )
    first, second = read_articles(tmp_path)
    assert (first.id, first.title, first.publisher, first.url) == (
        "x1",
        "Two hurt",
        "Herald",
        "https://h.example",
    )
    assert (first.published, first.dated_by) == (date(2021, 3, 2), "metadata")
    assert (second.id, second.published, second.dated_by) == ("b", date(2020, 1, 1), "header")
    assert read_articles(tmp_path / "a.txt").articles == (first,)


def test_metadata_may_name_files_by_id(tmp_path: Path) -> None:
    """Without a column of files the column `id` names them."""
    _write(tmp_path, a__txt=TEXT, metadata__csv="id;publisher\na;Herald\n")
    article = read_articles(tmp_path).articles[0]
    assert (article.id, article.publisher) == ("a", "Herald")


def test_metadata_rows_that_help_nobody_are_reported(tmp_path: Path) -> None:
    """A row for a missing file, a second row, a row without a name: each is named with its line."""
    metadata = "file,title\nb.txt,Lost\na.txt,One\na.txt,Two\n,None\n"
    reading = read_articles(_write(tmp_path, a__txt=TEXT, metadata__csv=metadata))
    assert reading.articles[0].title == "One"
    assert [str(one).rpartition("/")[2] for one in reading.problems] == [
        "metadata.csv, line 2: the file 'b.txt' is not in the folder",
        "metadata.csv, line 4: the file 'a.txt' stands twice",
        "metadata.csv, line 5: the row names no file",
    ]


def test_metadata_file_with_texts_holds_articles(tmp_path: Path) -> None:
    """A `metadata.csv` that has a column of texts is an ordinary table of articles."""
    assert len(read_articles(_write(tmp_path, metadata__csv=f'id,text\n1,"{TEXT}"\n'))) == 1


# --- JSON -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [{"id": "a", "text": TEXT}, [{"id": "a", "text": TEXT}], {"articles": [{"id": "a", "text": TEXT}]}],
)
def test_json_holds_one_article_or_many(tmp_path: Path, value: object) -> None:
    """An object, a list of objects, or an object with `articles`."""
    _write(tmp_path, x__json=json.dumps(value))
    assert read_articles(tmp_path).articles == (Article(id="a", text=TEXT),)


def test_json_object_without_id_is_named_by_its_file(tmp_path: Path) -> None:
    """One object in a file has the file's name as its id."""
    assert read_articles(_write(tmp_path, x__json=json.dumps({"text": TEXT}))).articles[0].id == "x"


def test_files_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    """Two files of one name in two folders are two articles with two ids."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        _write(tmp_path / name, a__txt=f"Text {name}.")
    reading = read_articles(tmp_path)
    assert [article.text for article in reading] == ["Text one.", "Text two."]
    assert len({article.id for article in reading}) == 2
    assert reading.problems == ()


def test_broken_json_line_is_named_and_loses_no_neighbour(tmp_path: Path) -> None:
    """Each broken line is a problem with its number; blank lines are nothing."""
    lines = [
        json.dumps({"id": "a", "text": TEXT}),
        '{"id": "b", "text": ',
        "",
        "[1]",
        '{"text": "x", "text": "y"}',
        "[" * 100_000,
        '{"id": %s, "text": "x"}' % ("9" * 5000),
        json.dumps({"id": "c", "text": "Last."}),
    ]
    reading = read_articles(_write(tmp_path, x__jsonl="\n".join(lines)))
    assert [article.id for article in reading] == ["a", "c"]
    assert [str(one).rpartition("x.jsonl, ")[2] for one in reading.problems] == [
        "line 2: broken JSON: Expecting value at column 21",
        "line 4: no JSON object but a list",
        "line 5: the key 'text' stands twice in one object",
        "line 6: broken JSON: nested too deeply",
        "line 7: broken JSON: a number has too many digits",
    ]


def test_line_separators_inside_a_json_line_do_not_split_it(tmp_path: Path) -> None:
    """Only a line feed ends a line of JSON Lines."""
    text = "one\u2028two\x85three\x0bfour"
    line = json.dumps({"text": text}, ensure_ascii=False)
    assert read_articles(_write(tmp_path, x__ndjson=line.replace("\x0b", "\\u000b"))).articles[0].text == text


def test_lines_in_another_encoding_spoil_no_other(tmp_path: Path) -> None:
    """Each line is decoded on its own."""
    first = json.dumps({"id": "a", "text": "Café"}, ensure_ascii=False)
    content = first.encode() + b"\n" + first.replace('"a"', '"b"').encode("latin-1") + b"\n\xff\xfe\x00\n"
    reading = read_articles(_write(tmp_path, x__jsonl=content + first.replace('"a"', '"c"').encode()))
    assert [(article.id, article.text) for article in reading] == [
        ("a", "Café"),
        ("b", "Café"),
        ("c", "Café"),
    ]
    assert len(reading.problems) == 1


def test_json_lines_in_utf16_are_read(tmp_path: Path) -> None:
    """A file with a byte order mark is decoded as a whole."""
    lines = "".join(json.dumps({"id": name, "text": "Café"}) + "\n" for name in "ab")
    assert len(read_articles(_write(tmp_path, x__jsonl=lines.encode("utf-16")))) == 2


def test_json_lines_under_the_name_json_are_read(tmp_path: Path) -> None:
    """Several objects in lines of a `.json` file are read as JSON Lines."""
    lines = "".join(json.dumps({"id": name, "text": TEXT}) + "\n" for name in "ab")
    assert len(read_articles(_write(tmp_path, x__json=lines))) == 2


@pytest.mark.parametrize("content", ["3", '"text"', "null", "{", '{"articles": 3}'])
def test_json_without_records_is_reported(tmp_path: Path, content: str) -> None:
    """A JSON file without objects gives a reason."""
    reading = read_articles(_write(tmp_path, x__json=content))
    assert (len(reading), len(reading.problems)) == (0, 1)


def test_json_nan_is_a_missing_field(tmp_path: Path) -> None:
    """NaN, which data frames write for empty cells, is no value."""
    article = read_articles(
        _write(tmp_path, x__jsonl='{"text": "x", "title": NaN, "published": NaN}')
    ).articles[0]
    assert (article.title, article.published) == ("", None)


def test_publisher_may_be_an_object_with_a_name(tmp_path: Path) -> None:
    """Pages' own metadata (JSON-LD) nests the publisher."""
    record = {"articleBody": TEXT, "publisher": {"name": "Herald"}, "datePublished": "2021-03-02T08:00:00Z"}
    article = read_articles(_write(tmp_path, x__json=json.dumps(record))).articles[0]
    assert (article.text, article.publisher, article.published) == (TEXT, "Herald", date(2021, 3, 2))


def test_open_file_is_read_as_json_lines() -> None:
    """An open file, of bytes or of text, holds JSON Lines; problems name it and the line."""
    lines = json.dumps({"id": "a", "text": TEXT}) + "\n{\n"
    for stream in (io.StringIO(lines), io.BytesIO(lines.encode())):
        reading = read_articles([stream])
        assert [article.id for article in reading] == ["a"]
        assert reading.problems[0].where == "the open file, line 2"


# --- tables -----------------------------------------------------------------------------------


def _to_csv(rows: list[list[str]], delimiter: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "delimiter"), [("x.csv", ","), ("x.csv", ";"), ("x.tsv", "\t"), ("x.csv", "\t")]
)
def test_table_rows_are_articles(tmp_path: Path, name: str, delimiter: str) -> None:
    """Cells may hold delimiters, quotation marks and line ends."""
    text = 'He said: "two, no; three"\r\nare\thurt.\n'
    content = _to_csv([["id", "text", "date"], ["a", text, "2021-03-02"], ["b", "x", ""]], delimiter)
    (tmp_path / name).write_bytes(content.encode())
    first, second = read_articles(tmp_path / name)
    assert (first.id, first.text, first.published) == ("a", text, date(2021, 3, 2))
    assert (second.id, second.text, second.published) == ("b", "x", None)


def test_table_without_a_column_of_texts_names_its_columns(tmp_path: Path) -> None:
    """The columns found and those looked for are named."""
    reading = read_articles(_write(tmp_path, x__csv="id,words\n1,x\n"))
    (reason,) = _reasons(reading)
    assert reason.startswith("no column text or body or content; its columns are: id, words; say which")


def test_broken_rows_lose_no_neighbour(tmp_path: Path) -> None:
    """Unclosed and undoubled quotation marks and surplus cells cost their own row only."""
    content = 'id,text\na,one\nb,"two\nc,"three"\nd,"fo"ur"\ne,fi,ve\nf,six\n'
    reading = read_articles(_write(tmp_path, x__csv=content))
    assert [article.id for article in reading] == ["a", "c", "f"]
    assert [str(one).rpartition("x.csv, ")[2].partition(":")[0] for one in reading.problems] == [
        "line 3",
        "line 5",
        "line 6",
    ]


def test_table_cells_may_be_long_and_rows_short(tmp_path: Path) -> None:
    """A cell of a million characters is read; missing cells at the end are missing fields."""
    text = "word " * 200_000
    article = read_articles(_write(tmp_path, x__csv=f'text,title,url\n"{text}"\n')).articles[0]
    assert (article.text, article.title) == (text, "")


def test_table_lines_are_counted_through_cells(tmp_path: Path) -> None:
    """A problem names the line at which its row starts, whatever line ends stand before."""
    content = 'id,text\r\na,"one\r\ntwo\r\n"\r\n\r\nb,\r\n'
    assert read_articles(_write(tmp_path, x__csv=content)).problems[0].where.endswith("x.csv, line 6")


def test_table_in_latin_1_is_read(tmp_path: Path) -> None:
    """Old exports are not UTF-8."""
    assert read_articles(_write(tmp_path, x__csv="text\nCafé\n".encode("latin-1"))).articles[0].text == "Café"


# --- folders ----------------------------------------------------------------------------------


def test_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    """Files by name, subfolders after them, hidden files not at all."""
    (tmp_path / "a").mkdir()
    (tmp_path / ".hidden").mkdir()
    _write(tmp_path, c__TXT="c", b__txt="b")
    _write(tmp_path / "a", z__txt="z")
    _write(tmp_path / ".hidden", h__txt="h")
    (tmp_path / ".b.txt").write_text("hidden", encoding="utf-8")
    assert [article.id for article in read_articles(tmp_path)] == ["b", "c", "z"]


def test_files_of_other_kinds_are_reported(tmp_path: Path) -> None:
    """A document or a picture in the folder is skipped with a reason, and with what to do."""
    reading = read_articles(_write(tmp_path, a__txt=TEXT, b__docx="x", c__png="x", d__zip="x"))
    assert len(reading) == 1
    assert "save the article's text as .txt" in _reasons(reading)[0]
    assert "files ending in '.png' are not read" in _reasons(reading)[1]
    assert "unpack it first" in _reasons(reading)[2]


@pytest.mark.parametrize("name", [None, "page.pdf"])
def test_folder_without_articles_is_an_error(tmp_path: Path, name: str | None) -> None:
    """The kinds of files looked for are named."""
    if name:
        (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"a folder without articles.*\.txt, \.json, \.jsonl"):
        read_articles(tmp_path)


def test_report_in_pages_is_no_article(tmp_path: Path) -> None:
    """Of a report written into the folder, or below it, no file is read, which is said once; others are."""
    _write(tmp_path, a__txt=TEXT)
    graph = build_graph(tmp_path)
    for place in (tmp_path, tmp_path / "report"):
        write_report(graph, place)
    (tmp_path / "report" / "articles" / "b.txt").write_text(TEXT + " Both are well.", encoding="utf-8")
    reading = read_articles(tmp_path)
    assert [article.id for article in reading] == ["a", "b"]
    assert [problem.where for problem in reading.problems] == [str(tmp_path), str(tmp_path / "report")]
    assert _reasons(reading) == ["skipped: the 8 files of a report of claimgraph, no articles"] * 2
    assert [file.name for file in list_members(tmp_path)] == ["a.txt", "b.txt"]
    (tmp_path / "report" / "articles" / "b.txt").unlink()
    with pytest.raises(ArticleError, match=r"a folder without articles \(skipped: the 8 files of a report"):
        read_articles(tmp_path / "report")


def test_list_of_reports_hides_no_article(tmp_path: Path) -> None:
    """Names that no report gives are believed of no list, nor is anything of a list that is none of ours."""
    write_report(build_graph({"text": TEXT}), tmp_path)
    _write(tmp_path, mine__txt=TEXT)
    with (tmp_path / LIST).open("a", encoding="utf-8") as file:
        file.write("mine.txt\n")
    assert [article.id for article in read_articles(tmp_path)] == ["mine"]
    (tmp_path / LIST).write_text("groceries\nindex.html\n", encoding="utf-8")
    assert {file.name for file in list_members(tmp_path)} >= {LIST, "index.html", "mine.txt"}


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """A link that leaves the folder, or leads nowhere, is skipped with a reason."""
    inside = tmp_path / "in"
    inside.mkdir()
    _write(tmp_path, secret__txt="Secret.")
    _write(inside, a__txt=TEXT)
    (inside / "b.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "c.txt").symlink_to("nowhere.txt")
    (inside / "d").symlink_to(tmp_path, target_is_directory=True)
    (inside / "e").symlink_to(inside, target_is_directory=True)
    reading = read_articles(inside)
    assert [article.id for article in reading] == ["a"]
    assert _reasons(reading) == [
        "skipped: a link that leads out of the folder",
        "skipped: a link that leads nowhere",
        "skipped: a link that leads out of the folder",
        "skipped: a link to a folder inside",
    ]


def test_same_file_twice_is_one_article(tmp_path: Path) -> None:
    """A folder and a file of it give the file once."""
    _write(tmp_path, a__txt=TEXT)
    reading = read_articles([tmp_path, tmp_path / "a.txt"])
    assert (len(reading), len(reading.problems)) == (1, 1)


def test_a_header_day_that_is_none_is_reported(tmp_path: Path) -> None:
    """A slip in the date line of a text file costs the day, not the article, and is said."""
    (tmp_path / "slip.txt").write_text("date: 2021-02-30\n\nFive people were killed.", encoding="utf-8")
    reading = read_articles(tmp_path / "slip.txt")
    (article,) = reading.articles
    (problem,) = reading.problems
    assert article.published is None
    assert "2021-02-30" in problem.reason
