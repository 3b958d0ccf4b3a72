"""Any file: every kind of damage × everything that reads a file (see `damages.py`)."""

from __future__ import annotations

import errno
import io
import signal
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType

import pytest
from damages import BOMB, DAMAGES, HEAVY, ITEMS, READERS, STAND_INS, TWINS, Outcome, Reader

import claimgraph as cg
from claimgraph.errors import ArticleError, ClaimError, ClaimGraphError
from claimgraph.extraction.articles import files, unpacking
from claimgraph.extraction.articles.folders import explain_member
from claimgraph.extraction.claim_records import packed_tables

for package in ("trafilatura", "feedparser", "warcio", "xlsxwriter", "openpyxl", "pyarrow"):
    pytest.importorskip(package, reason="not every extra is installed", exc_type=ImportError)

LONGEST = 1500  # characters of what is said of one damage
# Where less is read, nothing can be known to be missing: a table of words that ends after a comment or a
# log of judgements after a line is whole, and any text that a server gives is a page.
UNTOLD = {
    "words .toml": {"empty", "blank", "one byte", "cut at a tenth", "cut at four tenths", "no line ends"},
    "words .csv": {"empty", "blank", "one byte", "cut at a tenth", "no line ends"},
    "groups": {"empty", "blank", "one byte", "cut at a tenth", "cut at four tenths", "no line ends"},
    "judgements": {"cut at a tenth"},
    "fetched feed": {"EBCDIC", "TOML: deep list"},
}
# What makes a whole file no text, wherever it stands.
WHOLE = {"many NULs", "controls"}
WITHIN = [
    *(
        "broken UTF-8",
        "C1 controls",
        "mark in the middle",
        "NUL",
        "many NULs",
        "controls",
        "escape sequences",
    ),
    *("huge integer", "huge exponent", "Infinity", "NaN", "not JSON", "key twice", "lone surrogate"),
    *("half of an escape", "open string", "a list for a text", "open quotation mark", "marks within"),
    *("many cells", "unknown entity", "line ends within", "Unicode line ends"),
]


@cache
def _make(name: str) -> bytes:
    return READERS[name].make()


def _read(name: str, folder: Path, data: bytes) -> Outcome | ClaimGraphError:
    inner = folder / "in"
    inner.mkdir()
    path = inner / READERS[name].name
    path.write_bytes(data)
    try:
        return READERS[name].read(path)
    except ClaimGraphError as error:
        return error


@pytest.mark.parametrize("name", READERS)
def test_good_file_is_read_whole(name: str, tmp_path: Path) -> None:
    """Without damage all items are read and nothing is said, or what follows would prove nothing."""
    assert _read(name, tmp_path, _make(name)) == Outcome(READERS[name].items)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_told_and_raises_nothing_else(damage: str, tmp_path: Path) -> None:
    """Whatever reads it: what is not read is named, in a line that can be printed, or an error of ours is."""
    for number, (name, reader) in enumerate(READERS.items()):
        if damage in HEAVY and name in TWINS:
            continue
        folder = tmp_path / str(number)
        folder.mkdir()
        outcome = _read(name, folder, DAMAGES[damage](_make(name)))
        said = outcome.said if isinstance(outcome, Outcome) else (str(outcome),)
        is_whole = isinstance(outcome, Outcome) and outcome.read >= reader.items
        assert is_whole or said or damage in UNTOLD.get(name, ()), name
        assert all(len(one) <= LONGEST and one.isprintable() for one in said), (name, said)


@pytest.mark.parametrize("name", [name for name, reader in READERS.items() if reader.separate])
def test_damage_within_one_item_costs_none_of_the_others(name: str, tmp_path: Path) -> None:
    """Two of three are read; a table is no text any more only where there are many control characters."""
    if name.startswith("x.warc"):
        pytest.skip("the length of a record that was changed is wrong, and no later one can be found")
    for number, damage in enumerate(WITHIN):
        if damage in WHOLE and "jsonl" not in READERS[name].name and "ndjson" not in READERS[name].name:
            continue
        folder = tmp_path / str(number)
        folder.mkdir()
        outcome = _read(name, folder, DAMAGES[damage](_make(name)))
        assert isinstance(outcome, Outcome), (damage, outcome)
        assert outcome.read >= ITEMS - 1, (damage, outcome)


class _WaitedError(BaseException):
    """Something was waited for that never comes."""


@pytest.fixture
def alarm() -> Iterator[None]:
    """Ends what waits for more than ten seconds."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise _WaitedError

    former = signal.signal(signal.SIGALRM, ring)
    signal.alarm(10)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, former)


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("stand_in", STAND_INS)
def test_what_is_no_file_is_refused_and_not_waited_for(stand_in: str, tmp_path: Path) -> None:
    """Pipes, sockets, devices, folders and links that lead nowhere: a reason, or an error of the system."""
    for number, (name, reader) in enumerate(READERS.items()):
        if not reader.opens:
            continue
        folder = tmp_path / str(number) / "in"
        folder.mkdir(parents=True)
        path = folder / reader.name
        STAND_INS[stand_in](path, _make(name))
        outcome = _meet(reader, path)
        assert outcome.read == 0, name
        # Who looks into a folder for tables of words finds none there.
        assert outcome.said or name.startswith("words") or (name, stand_in) in EMPTY, (name, outcome)


# What a folder does not hold, nobody can miss.
EMPTY = {("metadata", "nothing"), ("inbox", "nothing"), ("inbox page", "nothing")}


def _meet(reader: Reader, path: Path) -> Outcome:
    try:
        return reader.read(path)
    except ClaimGraphError as error:
        return Outcome(0, (str(error),))
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.ENOENT):
            raise
        return Outcome(0, (str(error),))


def test_folder_of_everything_is_read_to_its_end(tmp_path: Path, alarm: None) -> None:
    """One good file among pipes, links, binaries and odd names is read; each of the others is named once."""
    odd = ("a\nb.txt", "\x1b[31m.txt", "\u202eevil.txt", "x" * 200 + ".txt", "-o.txt", "=1+1.csv", "a;b.bin")
    for name in odd:
        (tmp_path / name).write_bytes(b"\0\1\2")
    (tmp_path / "bad\udcff.txt").write_bytes(b"\0\1\2")
    for name, stand in STAND_INS.items():
        stand(tmp_path / f"{name}.jsonl", b"")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    (tmp_path / "good.txt").write_text("Shelling in Kismayo killed 12 people.", encoding="utf-8")
    reading = cg.read_articles(tmp_path)
    assert [article.id for article in reading] == ["good"]
    stand_ins = len(STAND_INS) - 1  # nothing stands for nothing
    assert len(reading.problems) == len(odd) + 1 + stand_ins + 1
    assert all(problem.where.isprintable() and str(problem).isprintable() for problem in reading.problems)
    with pytest.raises(ArticleError) as raised:
        cg.read_articles(tmp_path, strict=True)
    assert str(raised.value) == str(reading.problems[0])


def test_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is for others than root: the neighbours are read, and the reason is that of the system."""
    for name in ("a.txt", "b.txt", "c.jsonl", "d.warc", "e.csv.gz"):
        (tmp_path / name).write_bytes(b"Shelling in Kismayo killed 12 people.")
    opened = Path.open

    def refuse(path: Path, *given: object, **options: object) -> object:
        if path.name != "a.txt" and path.parent == tmp_path:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *given, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    reading = cg.read_articles(tmp_path)
    assert [article.id for article in reading] == ["a"]
    assert [problem.reason for problem in reading.problems] == ["cannot be read: Permission denied"] * 4
    with pytest.raises(ClaimError, match=r"c\.jsonl.*Permission denied"):
        cg.read_claims(tmp_path / "c.jsonl")


# -- how much ---------------------------------------------------------------------------------


def test_deepest_page_is_read_or_refused(tmp_path: Path) -> None:
    """A hundred thousand elements within one another cost a page or an entry, never the process."""
    words = b"Nine people were killed when a bridge fell in Lowmere on Monday, the police said. " * 5
    for number, name in enumerate(("div", "b", "table", "blockquote", "ul")):
        tag = name.encode()
        page = (
            b"<html><body>" + b"<%s>" % tag * 100_000 + words + b"</%s>" % tag * 100_000 + b"</body></html>"
        )
        (tmp_path / f"{number}.html").write_bytes(page)
    reading = cg.read_articles(tmp_path)
    assert len(reading) + len(reading.problems) == 5


def test_file_that_is_too_large_is_skipped_and_the_limit_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines of JSON have no limit; what is read whole has one."""
    monkeypatch.setattr(unpacking, "LARGEST_WHOLE", 2**20)
    text = "Shelling in Kismayo killed 12 people. "
    (tmp_path / "a.txt").write_text(text * 30_000, encoding="utf-8")
    lines = "".join(f'{{"id": "{at}", "text": "{text * 100}{at}"}}\n' for at in range(300))
    (tmp_path / "b.jsonl").write_text(lines, encoding="utf-8")
    reading = cg.read_articles(tmp_path)
    assert len(reading) == 300
    (problem,) = reading.problems
    assert problem.reason == "skipped: more than 1 MB; split it, or save it as .jsonl, read by lines"


def test_packed_graph_does_not_burst(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A saved graph that unpacks to far more than its size is refused."""
    monkeypatch.setattr(unpacking, "LARGEST", 2**20)
    (tmp_path / "x.jsonl.gz").write_bytes(BOMB)
    with pytest.raises(cg.FormatError, match="unpacks to more than 200 times its size"):
        cg.load(tmp_path / "x.jsonl.gz")


def _write_workbook(path: Path, sheet: str) -> None:
    good = _make("claims .xlsx")
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, sheet.encode() if name.endswith("sheet1.xml") else data)


_SHEET = '<?xml version="1.0"?>{0}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{1}</worksheet>'


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", '<sheetData><row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData>'),
        ("", '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"/></row></sheetData>'),
        ("", "<sheetData>" + '<row><c r="XFD1"><v>1</v></c></row>' * 1300 + "</sheetData>"),
        ("", f"<sheetData>{' ' * 3 * 2**20}</sheetData>"),
        (
            '<!DOCTYPE x [<!ENTITY a "' + "ha" * 500 + '">'
            + "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 30}">' for at in range(6)) + "]>",
            '<sheetData><row r="1"><c r="A1" t="str"><v>&g;</v></c></row></sheetData>',
        ),
    ],
    ids=["a row of a high number", "a size that is told", "wide rows", "blanks", "entities"],
)  # fmt: skip
def test_workbook_does_not_burst(
    head: str, body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a few bytes of a workbook say to be a million cells is refused, with what to do, or is nothing."""
    monkeypatch.setattr(packed_tables, "LARGEST", 2**21)
    monkeypatch.setattr(packed_tables, "MOST_ROWS", 10_000)
    _write_workbook(tmp_path / "x.xlsx", _SHEET.format(head, body))
    said = ""
    try:
        assert cg.read_claims(tmp_path / "x.xlsx").claims == ()
    except ClaimError as error:
        said = str(error)
    assert not said or "save the sheet as .csv" in said or "no Excel file" in said


def test_parquet_does_not_burst(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that is held once and stands in every row is not written out as often."""
    import pyarrow
    from pyarrow import parquet

    monkeypatch.setattr(packed_tables, "LARGEST", 2**21)
    parquet.write_table(pyarrow.table({"source": ["x" * 2**20] * 50}), tmp_path / "x.parquet")
    with pytest.raises(ClaimError, match="unpacks to more than 2 MB"):
        cg.read_claims(tmp_path / "x.parquet")
    monkeypatch.setattr(packed_tables, "MOST_CELLS", 1000)
    parquet.write_table(pyarrow.table({"value": [1] * 2000}), tmp_path / "x.parquet")
    with pytest.raises(ClaimError, match="more than 1,000 cells"):
        cg.read_claims(tmp_path / "x.parquet")


def test_archive_with_a_packed_page_does_not_burst(tmp_path: Path) -> None:
    """A page that its server packed to burst is refused like any page of its size; the next one is read."""
    from damages import PLACES, _page, _tell, _warc_record

    bomb = _warc_record(0, BOMB, "gzip")
    good = _warc_record(1, _page(_tell(PLACES[0])))
    (tmp_path / "x.warc").write_bytes(bomb + good)
    reading = cg.read_articles(tmp_path)
    assert len(reading) == 1
    assert "a page of more than 16 MB" in reading.problems[0].reason


def test_line_of_an_archive_that_never_ends_is_not_put_together(tmp_path: Path) -> None:
    """Megabytes without a line end where a head should stand are read once, not once for each part."""
    (tmp_path / "x.warc").write_bytes(b"WARC/1.0\r\nX: " + b"y" * 30 * 2**20)
    (problem,) = cg.read_articles(tmp_path).problems
    assert "broken" in problem.reason or "no page" in problem.reason


# -- words of a user's own --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ('headers = "date"', "datelines.toml, headers: a text where a list is needed"),
        ("headers = [1]", "datelines.toml, headers: a number where the others are a text"),
        ("months = []", "datelines.toml, months: a list where a table is needed"),
        ('[months]\nMarch = "3"', "datelines.toml, months, March: a text where the others are a number"),
        ("[months]\nmarch = nan", "datelines.toml, months, march: no number where a number is needed"),
        ("[fields]\ntitle = 2020-01-01", "datelines.toml, fields, title: a day where a list is needed"),
    ],
)
def test_words_of_another_kind_are_refused(table: str, reason: str, tmp_path: Path) -> None:
    """A value that the readers of a table cannot use names the table and the key, not a line of code."""
    (tmp_path / "datelines.toml").write_text(table, encoding="utf-8")
    with pytest.raises(cg.LexiconError, match=reason):
        cg.load_lexicon("world", tmp_path).words("datelines")


def test_inbox_names_what_it_does_not_take(tmp_path: Path) -> None:
    """A document, and a link that leads out, are problems once, not silence."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "secret.txt").write_text("Shelling in Kismayo killed 12 people.", encoding="utf-8")
    (folder / "b.txt").symlink_to(tmp_path / "secret.txt")
    with cg.Store(tmp_path / "x.db") as store:
        inbox = store.watch(folder)
        inbox.look()
        added = inbox.look()
        assert added.articles == ()
        assert [problem.reason for problem in added.problems] == [
            "skipped: .pdf files are not read; save the article's text as .txt, or its page as .html",
            "skipped: a link that leads out of the folder",
        ]
        assert inbox.look() == cg.Addition()
    assert explain_member(folder / "a.pdf", folder) == files.explain_suffix(folder / "a.pdf")


def test_metadata_is_not_read_through_a_link_out(tmp_path: Path) -> None:
    """Nothing of a file elsewhere gets into the articles of a folder."""
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "secret.csv").write_text("file,title\na.txt,Secret\n", encoding="utf-8")
    (folder / "metadata.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "a.txt").write_text("Shelling in Kismayo killed 12 people.", encoding="utf-8")
    reading = cg.read_articles(folder)
    assert [article.title for article in reading] == [""]
    assert reading.problems[0].reason == "skipped: a link that leads out of the folder"


def test_key_that_stands_twice_is_refused_where_nothing_may_be_lost(tmp_path: Path) -> None:
    """One of two values would win, and nobody knows which was meant."""
    data = _make("graph .jsonl").replace(b'"id"', b'"id": "x", "id"', 1)
    (tmp_path / "x.jsonl").write_bytes(data)
    with pytest.raises(cg.FormatError, match="the key 'id' stands twice"):
        cg.load(tmp_path / "x.jsonl")
