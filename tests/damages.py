"""Everything that reads a file, and every way a file may be damaged: the table behind `test_damages.py`.

A reader stands here once, with a good file of three items; a damage once, as what it makes of the bytes
of any such file. The tests cross them, so that neither can be forgotten with the other.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import claimgraph as cg
from claimgraph.comparison.pairs import load_weights
from claimgraph.lexicon import load_lexicon
from claimgraph.output.judgements import read_log

ITEMS = 3
# Stands in the second item of every file, in a place of no importance; a damage puts itself there.
MARK = "XMARKX"
PLACES = ("Kismayo", "Mogadishu", "Baidoa")


class Outcome(NamedTuple):
    """How many of the items were read, and what was said of the others."""

    read: int
    said: tuple[str, ...] = ()


class Reader(NamedTuple):
    """A door through which files come in: the name of a file, a good one, and what reads it."""

    name: str
    make: Callable[[], bytes]
    read: Callable[[Path], Outcome]
    # Whether an item stands alone, so that a damage within one costs none of the others.
    separate: bool = False
    items: int = ITEMS
    # Whether it opens the file by its path, so that something else may stand there.
    opens: bool = True


def _tell(place: str, mark: str = "") -> str:
    return (
        f"Shelling in {place} killed 12 people on 4 March 2020, police said. Café owners {mark} saw smoke. "
        f"Fourteen others were taken to two hospitals in {place}, where doctors asked for blood and beds. "
        f"The mayor of {place} said that the market had been closed in the spring and opened again in June."
    )


def _texts() -> list[str]:
    return [_tell(place, MARK if number == 1 else "") for number, place in enumerate(PLACES)]


# -- good files -------------------------------------------------------------------------------


def _records() -> list[dict[str, Any]]:
    return [
        {"id": place, "title": MARK if number == 1 else "", "published": "2020-03-05", "text": text}
        for number, (place, text) in enumerate(zip(PLACES, _texts(), strict=True))
    ]


def _lines(records: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def _make_table(records: list[dict[str, Any]], mark: str = ",") -> bytes:
    rows = [list(records[0]), *([str(cell) for cell in record.values()] for record in records)]
    quote = '"'
    return "".join(
        mark.join(cell if cell == MARK else f"{quote}{cell}{quote}" for cell in row) + "\n" for row in rows
    ).encode()


def _page(text: str, title: str = "Shelling") -> bytes:
    lines = "".join(f"<p>{part}.</p>" for part in text.rstrip(".").split(". "))
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return f"<html><head>{head}</head><body><h1>{title}</h1>{lines}</body></html>".encode()


def _feed() -> bytes:
    items = "".join(
        f"<item><guid>{one['id']}</guid><title>{one['title']}</title><description>{one['text']}</description></item>"
        for one in _records()
    )
    head = '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Coast Record</title>'
    return f"{head}{items}</channel></rss>".encode()


def _warc_record(number: int, payload: bytes, coding: str = "") -> bytes:
    said = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    said += f"Content-Encoding: {coding}\r\n" if coding else ""
    block = said.encode() + b"\r\n" + payload
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://record.example/{number}\r\n"
        f"WARC-Date: 2020-03-05T10:00:00Z\r\nContent-Type: application/http\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _warc(pack: Callable[[bytes], bytes] = bytes, *, inner: str = "") -> bytes:
    pages = [_page(text) for text in _texts()]
    packed = {"gzip": gzip.compress, "deflate": zlib.compress}.get(inner, bytes)
    return b"".join(pack(_warc_record(at, packed(page), inner)) for at, page in enumerate(pages))


def _claims() -> list[dict[str, Any]]:
    return [
        {"id": f"r{at}", "article": place, "measure": "killed", "value": 12 + at, "place": place,
         "source": MARK if at == 1 else "police"}
        for at, place in enumerate(PLACES)
    ]  # fmt: skip


@lru_cache(maxsize=1)
def _graph() -> Any:
    # Three articles of one event, as judgements are on two accounts of such.
    records = [{**one, "text": one["text"].replace(one["id"], "Kismayo")} for one in _records()]
    return cg.build_graph(cg.read_articles(records))


def _saved(noun: Any, suffix: str) -> bytes:
    with _folder() as folder:
        cg.save(noun, folder / f"x{suffix}")
        return (folder / f"x{suffix}").read_bytes()


@contextmanager
def _folder() -> Iterator[Path]:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name:
        yield Path(name)


def _judgements() -> bytes:
    graph = _graph()
    ids = [account.id for account in graph.accounts]
    pairs = ((ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[2]))
    for at, (a, b) in enumerate(pairs):
        why = MARK if at == 1 else "seen"
        graph = graph.judge(a, b, "unsure", by="Ana", when=f"2020-03-0{at + 1}", why=why)
    from claimgraph.output.judgements import write_log

    with _folder() as folder:
        write_log(graph.judgements, folder / "log.jsonl")
        return (folder / "log.jsonl").read_bytes()


def _workbook() -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    for row, cells in enumerate([list(_claims()[0]), *(list(one.values()) for one in _claims())]):
        sheet.write_row(row, 0, cells)
    book.close()
    return stream.getvalue()


def _parquet() -> bytes:
    import pyarrow
    import pyarrow.parquet

    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(_claims()), stream)
    return stream.getvalue()


def _claim_list() -> bytes:
    return json.dumps(_claims(), ensure_ascii=False).encode()


def _answer() -> bytes:
    return (
        b"Here are the claims:\n```json\n" + json.dumps(_claims(), ensure_ascii=False).encode() + b"\n```\n"
    )


def _metadata() -> bytes:
    rows = [f'"{place}.txt","{MARK if at == 1 else "Title"}",2020-03-05' for at, place in enumerate(PLACES)]
    return ("file,title,published\n" + "\n".join(rows) + "\n").encode()


_WEIGHTS = '# Origin: XMARKX\nprior = -4.0\nthreshold = 0.5\nveto = -9.0\n\n[weights]\n"place" = 2.0\n'
_GROUPS = '# Origin: XMARKX\ngeneral = ["own", "more"]\n'
_WORDS = '# Origin: own words. Licence: CC0\nheaders = ["XMARKX"]\n[months]\n"March" = 3\n'
_SOURCES = "# Origin: own. Licence: CC0\n"


# -- what reads them --------------------------------------------------------------------------


def _count(reading: Any) -> Outcome:
    return Outcome(len(reading.articles), tuple(map(str, reading.problems)))


def _read_articles(path: Path) -> Outcome:
    return _count(cg.read_articles(path))


def _read_input(path: Path) -> Outcome:
    """As `claimgraph summary -` reads it."""
    with path.open("rb") as stream:
        return _count(cg.read_articles(stream))


def _fetch(path: Path) -> Outcome:
    """What a client gives: the bytes, and the type that a server calls them."""

    class _Response:
        status_code = 200
        content = path.read_bytes()
        headers: Mapping[str, str] = {"content-type": "text/html; charset=utf-8"}

    return _count(cg.read_articles(["https://record.example/x"], fetch=lambda _: _Response()))


def _watch(path: Path) -> Outcome:
    """What the inbox of a store takes of it."""
    with _folder() as folder, cg.Store(folder / "x.db") as store:
        inbox = store.watch(path.parent)
        inbox.look()
        added = inbox.look()
        return Outcome(len(added.articles), tuple(map(str, added.problems)))


def _read_metadata(path: Path) -> Outcome:
    for place in PLACES:
        (path.parent / f"{place}.txt").write_text(_tell(place), encoding="utf-8")
    reading = cg.read_articles(path.parent)
    assert len(reading) == ITEMS  # metadata that is lost costs no article
    return Outcome(sum(one.published is not None for one in reading), tuple(map(str, reading.problems)))


def _read_claims(path: Path) -> Outcome:
    reading = cg.read_claims(path)
    return Outcome(len(reading.claims), tuple(map(str, reading.problems)))


def _read_claim_stream(path: Path) -> Outcome:
    with path.open("rb") as stream:
        reading = cg.read_claims(stream)
    return Outcome(len(reading.claims), tuple(map(str, reading.problems)))


def _load_graph(path: Path) -> Outcome:
    return Outcome(len(cg.load(path).articles))


def _load_nouns(path: Path) -> Outcome:
    return Outcome(len(cg.load(path)))


def _load_log(path: Path) -> Outcome:
    return Outcome(len(read_log(path)))


def _load_weights(path: Path) -> Outcome:
    return Outcome(ITEMS if load_weights(path).weigh("place") == 2.0 else 0)


def _load_groups(path: Path) -> Outcome:
    return Outcome(ITEMS if "own" in cg.load_groups(path).general else 0)


def _load_words(path: Path) -> Outcome:
    lexicon = load_lexicon("world", path.parent)
    # What a lexicon compiles is kept by its folder; each test has a folder of its own.
    months = lexicon.words("datelines")["months"]
    return Outcome(ITEMS if "March" in months and months["March"] == 3 else 0)


def _load_rows(path: Path) -> Outcome:
    return Outcome(
        sum(row["id"].startswith("own-") for row in load_lexicon("world", path.parent).rows("sources"))
    )


def _sources() -> bytes:
    head = list(load_lexicon().rows("sources")[0])
    rows = [{"id": f"own-{at}", head[1]: MARK if at == 1 else f"Own {at}"} for at in range(ITEMS)]
    cells = [",".join(row.get(name, "") for name in head) for row in rows]
    return (_SOURCES + ",".join(head) + "\n" + "\n".join(cells) + "\n").encode()


_PAGES = (".html", ".htm", ".xhtml")


def _article_readers() -> dict[str, Reader]:
    records = {"articles": _records()}
    makes: dict[str, tuple[Callable[[], bytes], bool]] = {
        "x.jsonl": (lambda: _lines(_records()), True),
        "x.ndjson": (lambda: _lines(_records()), True),
        "x.json": (lambda: json.dumps(records, ensure_ascii=False).encode(), False),
        "x.csv": (lambda: _make_table(_records()), True),
        "x.tsv": (lambda: _make_table(_records(), "\t"), True),
        "x.rss": (_feed, False),
        "x.atom": (_feed, False),
        "x.xml": (_feed, False),
        "x.warc": (_warc, True),
        # A text, a page: one item, in which nothing may go lost.
        "x.txt": (lambda: _tell(*PLACES[:1], MARK).encode(), False),
        "x.html": (lambda: _page(_tell(PLACES[0], MARK)), False),
        "x.htm": (lambda: _page(_tell(PLACES[0], MARK)), False),
        "x.xhtml": (lambda: _page(_tell(PLACES[0], MARK)), False),
    }
    readers = {}
    for name, (make, alone) in makes.items():
        items = 1 if Path(name).suffix in (".txt", *_PAGES) else ITEMS
        readers[name] = Reader(name, make, _read_articles, alone, items)
        packed = partial(_pack, make)
        readers[f"{name}.gz"] = Reader(f"{name}.gz", packed, _read_articles, items=items)
    return readers


def _pack(make: Callable[[], bytes]) -> bytes:
    return gzip.compress(make(), mtime=0)


READERS: dict[str, Reader] = {
    **_article_readers(),
    "x.warc.gz": Reader("x.warc.gz", lambda: _warc(gzip.compress), _read_articles, True),
    "gzip in a warc": Reader("x.warc", lambda: _warc(inner="gzip"), _read_articles),
    "deflate in a warc": Reader("x.warc", lambda: _warc(inner="deflate"), _read_articles),
    "metadata": Reader("metadata.csv", _metadata, _read_metadata, True),
    "stdin": Reader("x.jsonl", lambda: _lines(_records()), _read_input, True, opens=False),
    "fetched page": Reader("x.html", lambda: _page(_tell(PLACES[0], MARK)), _fetch, items=1, opens=False),
    "fetched feed": Reader("x.rss", _feed, _fetch, opens=False),
    "inbox": Reader("x.jsonl", lambda: _lines(_records()), _watch),
    "inbox page": Reader("x.html", lambda: _page(_tell(PLACES[0], MARK)), _watch, items=1),
    "claims .csv": Reader("x.csv", lambda: _make_table(_claims()), _read_claims, True),
    "claims .tsv": Reader("x.tsv", lambda: _make_table(_claims(), "\t"), _read_claims, True),
    "claims .json": Reader(
        "x.json", lambda: json.dumps(_claims(), ensure_ascii=False).encode(), _read_claims
    ),
    "claims .jsonl": Reader("x.jsonl", lambda: _lines(_claims()), _read_claims),
    "claims .ndjson": Reader("x.ndjson", lambda: _lines(_claims()), _read_claims),
    "claims .md": Reader("x.md", _answer, _read_claims),
    "claims .txt": Reader("x.txt", _answer, _read_claims),
    "claims .xlsx": Reader("x.xlsx", _workbook, _read_claims),
    "claims .parquet": Reader("x.parquet", _parquet, _read_claims),
    "claims stream": Reader("x.csv", lambda: _make_table(_claims()), _read_claim_stream, True, opens=False),
    "graph .jsonl": Reader("x.jsonl", lambda: _saved(_graph(), ".jsonl"), _load_graph),
    "graph .jsonl.gz": Reader("x.jsonl.gz", lambda: _saved(_graph(), ".jsonl.gz"), _load_graph),
    "nouns .jsonl": Reader("x.jsonl", lambda: _saved(_graph().articles, ".jsonl"), _load_nouns),
    "judgements": Reader("x.jsonl", _judgements, _load_log),
    "weights": Reader("x.toml", _WEIGHTS.encode, _load_weights),
    "groups": Reader("x.toml", _GROUPS.encode, _load_groups),
    "words .toml": Reader("datelines.toml", _WORDS.encode, _load_words),
    "words .csv": Reader("sources.csv", _sources, _load_rows),
}


# -- damages ----------------------------------------------------------------------------------

Damage = Callable[[bytes], bytes]
# Levels of brackets and of elements, digits of a number; `reliability/hostile.py` goes further.
DEEP, NESTED, LONG = 100_000, 8_000, 5_000


def _encode(codec: str) -> Damage:
    """Write the text in another encoding; what is packed stays as it is."""

    def write(data: bytes) -> bytes:
        try:
            return data.decode("utf-8").encode(codec, "replace")
        except UnicodeDecodeError:
            return data

    return write


def _put(piece: bytes) -> Damage:
    """Put a piece where the mark stands, or in the middle of what is packed."""

    def put(data: bytes) -> bytes:
        if MARK.encode() in data:
            return data.replace(MARK.encode(), piece, 1)
        return data[: len(data) // 2] + piece + data[len(data) // 2 :]

    return put


def _put_json(value: bytes) -> Damage:
    """Put a value of JSON in place of the marked string, and the piece as it is where there is none."""

    def put(data: bytes) -> bytes:
        quoted = b'"' + MARK.encode() + b'"'
        return data.replace(quoted, value, 1) if quoted in data else _put(value)(data)

    return put


def _cut(share: float) -> Damage:
    return lambda data: data[: int(len(data) * share)]


def _mix(data: bytes) -> bytes:
    parts = data.split(b"\n")
    ends = (b"\r\n", b"\n", b"\r\n")
    return b"".join(part + ends[at % 3] for at, part in enumerate(parts[:-1])) + parts[-1]


def _flip(data: bytes) -> bytes:
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]


def _swap(*pairs: tuple[bytes, bytes]) -> Damage:
    def swap(data: bytes) -> bytes:
        for old, new in pairs:
            data = data.replace(old, new)
        return data

    return swap


def _zip(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("x", data)
    return stream.getvalue()


BOMB = gzip.compress(bytes(2**20) * 40)
_ENTITIES = b'<!DOCTYPE lolz [<!ENTITY a "' + b"ha" * 50 + b'">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 20) for at in range(9)
) + b"]>"  # fmt: skip
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd"><!ENTITY k SYSTEM "http://127.0.0.1:9/x">]>'


def _declare(head: bytes, name: bytes) -> Damage:
    """Declare an entity before the root element of XML, and use it."""

    def declare(data: bytes) -> bytes:
        data = _put(b"&" + name + b";")(data)
        start = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
        return data[:start] + head + data[start:]

    return declare


DAMAGES: dict[str, Damage] = {
    "none": bytes,
    # too little
    "empty": lambda _: b"",
    "blank": lambda _: b" \r\n\t \n",
    "one byte": lambda data: data[:1],
    "cut at a tenth": _cut(0.1),
    "cut at four tenths": _cut(0.4),
    "cut at six tenths": _cut(0.6),
    "cut at nine tenths": _cut(0.9),
    "last byte lost": lambda data: data[:-1],
    "first byte lost": lambda data: data[1:],
    "a piece lost": lambda data: data[: len(data) // 2] + data[len(data) // 2 + 40 :],
    # encodings
    "UTF-8 mark": lambda data: b"\xef\xbb\xbf" + data,
    "UTF-16": _encode("utf-16"),
    "UTF-16 without mark": _encode("utf-16-le"),
    "UTF-16 big": lambda data: b"\xfe\xff" + _encode("utf-16-be")(data),
    "UTF-16 cut": lambda data: _encode("utf-16")(data)[:-1],
    "UTF-32": _encode("utf-32"),
    "UTF-32 big": lambda data: b"\x00\x00\xfe\xff" + _encode("utf-32-be")(data),
    "Windows-1252": _encode("cp1252"),
    "UTF-7": _encode("utf-7"),
    "EBCDIC": _encode("cp500"),
    "broken UTF-8": _put(b"\xff\xfe\xc0\x80\xed\xa0\x80"),
    "C1 controls": _put(b"\x9b31m\x85\x90"),
    "mark in the middle": _put(b"\xef\xbb\xbf"),
    # lines
    "mixed line ends": _mix,
    "old Mac line ends": lambda data: data.replace(b"\n", b"\r"),
    "no line ends": lambda data: data.replace(b"\n", b" "),
    "Unicode line ends": _put("\u2028\u2029\x85\x0b\x0c\x1c".encode()),
    # bytes
    "NUL": _put(b"\0"),
    "many NULs": _put(b"\0" * 5000),
    "NULs at the end": lambda data: data + b"\0" * 4096,
    "NULs before": lambda data: b"\0" * 512 + data,
    "controls": _put(bytes(range(1, 32)) * 3),
    "escape sequences": _put(b"\x1b[31m\x1b]0;x\x07"),
    "random bytes": lambda data: bytes((at * 7919 + 13) % 256 for at in range(len(data))),
    "a flipped bit": _flip,
    "another file behind": lambda data: data + b"\n" + data,
    "garbage behind": lambda data: data + b"\n}]>garbage\xff" * 5,
    # packed
    "packed": gzip.compress,
    "packed twice": lambda data: gzip.compress(gzip.compress(data)),
    "zip": _zip,
    "zlib": zlib.compress,
    "a bomb": lambda _: BOMB,
    "a packed bomb": lambda _: gzip.compress(BOMB),
    # JSON
    "deep list": _put_json(b"[" * DEEP + b"]" * DEEP),
    "deep object": _put_json(b'{"a":' * 20_000 + b"1" + b"}" * 20_000),
    "deep list, open": _put_json(b"[" * DEEP),
    "huge integer": _put_json(b"9" * LONG),
    "integer beyond 64 bits": _put_json(b"9" * 40),
    "huge exponent": _put_json(b"1e999999"),
    "NaN": _put_json(b"NaN"),
    "Infinity": _put_json(b"-Infinity"),
    "not JSON": _put_json(b"undefined"),
    "key twice": _put_json(b'"t", "id": "again"'),
    "lone surrogate": _put(b"\\ud800"),
    "half of an escape": _put(b"\\u12"),
    "open string": _put_json(b'"open'),
    "a list for a text": _put_json(b'["a", {"b": null}]'),
    # tables
    "open quotation mark": _put(b'"open'),
    "marks within": _put(b'a"b""c"""'),
    "many cells": _put(b"," * 20_000 + b"\t" * 20_000),
    "long word": _put(b"w" * 500_000),
    "line ends within": _put(b"\r\n\r\n"),
    # XML and HTML
    "deep elements": _put(b"<div>" * NESTED),
    "deep elements, closed": _put(b"<b>" * NESTED + b"x" + b"</b>" * NESTED),
    "deep lists": _put(b"<ul><li>" * 3_000),
    "deep quotes": _put(b"<blockquote><p>q" * 1_000),
    "deep tables": _put(b"<table><tr><td>" * 2_000),
    "open element": _put(b"<script>"),
    "open comment": _put(b"<!-- "),
    "many attributes": _put(b"<p " + b"".join(b"a%d=1 " % at for at in range(2_000)) + b">"),
    "entity bomb": _declare(_ENTITIES, b"j"),
    "entities from outside": _declare(_OUTSIDE, b"j"),
    "unknown entity": _put(b"&nosuch;&#xD800;&#99999999;&#0;"),
    "section": _put(b"<![CDATA[ ]]>"),
    # TOML
    "TOML: huge integer": lambda data: b"huge = " + b"9" * LONG + b"\n" + data,
    "TOML: deep list": lambda data: b"deep = " + b"[" * DEEP + b"]" * DEEP + b"\n" + data,
    "TOML: key twice": lambda data: b"x = 1\nx = 2\n" + data,
    "TOML: not a number": _swap((b"-4.0", b"nan"), (b"= 3\n", b"= nan\n")),
    "TOML: infinite": _swap((b"2.0", b"inf"), (b"= 3\n", b"= inf\n")),
    "TOML: beyond": _swap((b"-4.0", b"9" * 400), (b"= 3\n", b"= " + b"9" * 400 + b"\n")),
    "TOML: other kind": _swap((b"[weights]", b"[[weights]]"), (b"[months]", b"[[months]]")),
}  # fmt: skip


# Damages that take long, and readers that share nearly all with another: crossed by `reliability/hostile.py`.
HEAVY = {
    "a bomb", "deep list", "deep list, open", "deep object", "deep elements", "deep elements, closed",
    "deep lists", "deep tables", "deep quotes", "many attributes", "long word",
}  # fmt: skip
TWINS = {
    *(
        name
        for name in READERS
        if name.endswith(".gz") and name not in ("x.jsonl.gz", "x.csv.gz", "x.warc.gz")
    ),
    *("x.ndjson", "x.htm", "x.xhtml", "x.atom", "x.xml", "x.tsv", "fetched page", "inbox page", "inbox"),
    *("claims .tsv", "claims .ndjson", "claims .txt", "claims stream", "nouns .jsonl"),
}


# -- what may stand in place of a file --------------------------------------------------------


def _make_pipe(path: Path, data: bytes) -> None:
    del data
    os.mkfifo(path)


def _make_socket(path: Path, data: bytes) -> None:
    del data
    with socket.socket(socket.AF_UNIX) as end:
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket may have 100 bytes
        try:
            end.bind(path.name)
        finally:
            os.chdir(here)


def _make_folder(path: Path, data: bytes) -> None:
    path.mkdir()
    (path / "inner.bin").write_bytes(data)


def _link_outside(path: Path, data: bytes) -> None:
    outside = path.parent.parent / f"outside-{path.parent.name}"
    outside.write_bytes(data)
    path.symlink_to(outside)


STAND_INS: dict[str, Callable[[Path, bytes], None]] = {
    "a pipe": _make_pipe,
    "a socket": _make_socket,
    "a folder": _make_folder,
    "an endless device": lambda path, _: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path, _: path.symlink_to(path.name),
    "a link to nowhere": lambda path, _: path.symlink_to("nowhere"),
    "nothing": lambda path, _: None,
}
