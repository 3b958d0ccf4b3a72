"""What no source file does: build objects of files, run text, ask the network, follow entities."""

from __future__ import annotations

import ast
import io
import socket
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

import claimgraph as cg

SOURCE = Path(cg.__file__).parent
# Where objects travel between processes that this one started, or in a cluster that the user did; never in a
# file that outlives the call or came from anybody else.
BETWEEN_PROCESSES = {
    *("cluster/shuffling.py", "cluster/stages.py", "workers/crews.py"),
    *("comparison/parcels.py", "comparison/shares.py"),
}
# Modules that build objects of any kind, run programs, ask the network, or read XML with all it can hold.
NEVER = set(
    "yaml marshal shelve dill cloudpickle joblib jsonpickle subprocess pty ctypes code webbrowser "
    "urllib.request http.client ftplib smtplib socket ssl requests httpx aiohttp "
    "xml xml.etree xml.etree.ElementTree xml.dom.minidom xml.sax".split()
)
CALLS = {"eval", "exec", "compile", "__import__", "input", "builtins.eval", "builtins.exec"}
METHODS = {"os.system", "os.popen", "os.execv", "os.spawnl", "tempfile.mktemp", "tempfile.mkstemp"}
# What is put into the text of a query: our own names of tables, columns and conditions, and marks for cells.
# The values of cells are always handed over beside the text.
IN_QUERIES = {
    *(
        "_NAMED",
        "_TOLD",
        "begun",
        "wanted",
        "marks",
        "table",
        "name",
        "column",
        "days",
        "empty",
        "home",
        "none",
    ),
    *("order", "cells", "CACHE", "LOG", "APPLICATION", "MOST", "step + 1"),
    *("home.format('i', 'a')", "home.format('j', 'b')"),
    *(f"mark_cells({cells})" for cells in ("contents", "ids", "some", "numbers", "cells")),
}


@lru_cache(maxsize=1)
def _parse() -> dict[str, ast.Module]:
    files = sorted(SOURCE.rglob("*.py"))
    return {
        file.relative_to(SOURCE).as_posix(): ast.parse(file.read_text(encoding="utf-8")) for file in files
    }


def _list_imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (one.value for one in node.args if isinstance(one, ast.Constant))


def test_nothing_is_imported_that_builds_objects_or_asks_the_network() -> None:
    """Pickle travels between our own processes alone; the store keeps JSON."""
    found = {file: set(_list_imports(tree)) for file, tree in _parse().items()}
    assert {file: names & NEVER for file, names in found.items() if names & NEVER} == {}
    assert {file for file, names in found.items() if "pickle" in names} == BETWEEN_PROCESSES


def test_no_text_is_run() -> None:
    """No eval, no exec, no shell, no name of a file that somebody could take first."""
    for file, tree in _parse().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in CALLS | METHODS, file
                assert not any(word.arg == "shell" for word in node.keywords), file


def test_parsers_of_lxml_are_those_of_html() -> None:
    """HTML knows no entities but letters; a parser of XML would have to be told to follow none."""
    said = [text for tree in _parse().values() for text in _list_lxml(tree)]
    assert said == ["html.HTMLParser(encoding='utf-8', huge_tree=True)"]


def _list_lxml(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in (
            *("XMLParser", "HTMLParser", "iterparse", "XMLReader", "ETCompatXMLParser"),
        ):
            yield ast.unparse(node)


def test_queries_hold_names_of_our_own_alone() -> None:
    """Whatever is put into a query is on the list above, which a person has looked at."""
    used = set()
    for file, tree in _parse().items():
        if file.startswith("store/"):
            for node in ast.walk(tree):
                if isinstance(node, ast.JoinedStr) and _is_query(node):
                    used |= {
                        ast.unparse(part.value)
                        for part in node.values
                        if isinstance(part, ast.FormattedValue)
                    }
    assert used - IN_QUERIES == set()


def _is_query(node: ast.JoinedStr) -> bool:
    words = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    verbs = ("SELECT ", "INSERT ", "DELETE ", "UPDATE ", "PRAGMA ", " WHERE ", " IN (", "CREATE ", "DROP ")
    return any(verb in words for verb in verbs)


# -- entities and addresses -------------------------------------------------------------------

SECRET = "sesame-of-the-disk"


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that no article may hold, and a network that nobody may ask."""

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["x.rss", "x.atom", "x.xml", "x.html", "x.xhtml"])
@pytest.mark.parametrize("scheme", ["file", "http", "parameter", "xinclude", "stylesheet"])
def test_entity_brings_nothing_in_from_outside(scheme: str, name: str, outside: Path) -> None:
    """Neither a file of the disk nor a page: what a document declares is not followed."""
    pytest.importorskip("trafilatura", exc_type=ImportError)
    pytest.importorskip("feedparser")
    secret = (outside / "secret.txt").as_uri()
    heads = {
        "file": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret}">]>',
        "http": '<!DOCTYPE x [<!ENTITY e SYSTEM "http://evil.example/e">]>',
        "parameter": f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{secret}"> %p; <!ENTITY e "%p;">]>',
        "xinclude": "",
        "stylesheet": '<?xml-stylesheet href="http://evil.example/x.xsl" type="text/xsl"?>',
    }
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{secret}"/>'
    words = f"Nine people were killed in Lowmere on Monday, police said. &e; {include} " * 8
    inner = (
        f"<item><title>&e;</title><link>http://evil.example/a</link><description>{words}</description></item>"
    )
    feed = f'<rss version="2.0"><channel><title>R &e;</title>{inner}</channel></rss>'
    page = (
        f"<html><head><title>T</title><link rel=canonical href=http://evil.example/></head><body><p>{words}</p>"
        "<img src=http://evil.example/x.png></body></html>"
    )
    body = page if name.endswith("html") else feed
    folder = outside / "in"
    folder.mkdir()
    (folder / name).write_text(f'<?xml version="1.0"?>{heads[scheme]}{body}', encoding="utf-8")
    reading = cg.read_articles(folder)
    assert SECRET not in repr(reading)
    assert reading.articles or reading.problems


def test_workbook_brings_nothing_in_from_outside(outside: Path) -> None:
    """Nor does the XML in an Excel file."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("openpyxl")
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet().write_row(0, 0, ["measure", "value", "source"])
    book.close()
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(outside / "secret.txt").as_uri()}">]>'
    path = outside / "x.xlsx"
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name.endswith(("sharedStrings.xml", "workbook.xml", "app.xml", "core.xml")):
                text = text.replace("?>", "?>" + head, 1).replace("measure", "&e;").replace("Sheet1", "S&e;")
            new.writestr(name, text)
    said = ""
    try:
        said = repr(cg.read_claims(path).problems)
    except cg.ClaimError as error:
        said = str(error)
    assert SECRET not in said
