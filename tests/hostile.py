"""Text that would like to be more than text, wherever strangers can put it: the table of `test_hostile.py`.

A kind of hostile text stands here once, an output once; the tests put every kind into every field that
comes from outside, and look at every output.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from reports import check_harmless

import claimgraph as cg
from claimgraph.comparison.judgements import make_judgement
from claimgraph.model import ClaimReading
from claimgraph.output.judgements import read_log, write_log
from claimgraph.output.report import format_report

PAYLOADS: dict[str, str] = {
    # markup
    "element": "<img src=x onerror=alert(1)>",
    "script": "</script><script>alert(1)</script>",
    "attribute": "\" onmouseover=\"alert(1)\" style='x' x=\"",
    "ends of raw text": "</noscript></style></title></textarea></template><!--",
    "section": "]]><![CDATA[ --> <?php ?>",
    "picture": "<svg/onload=alert(1)><math><a xlink:href=javascript:alert(1)>",
    "frame": "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe><base href=//evil.example/>",
    "entities": "&lt;script&gt;&#60;b&#62;&NewLine;&#x202e;",
    "script address": "javascript:alert(1)//https://ok.example",
    "data address": "data:text/html,<script>alert(1)</script>",
    # what others run
    "formula": "=HYPERLINK(\"http://evil.example\",\"x\")",
    "formula plus": "+1+cmd|' /C calc'!A0",
    "formula minus": "-2+3+cmd|' /C calc'!A0",
    "formula at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula tab": "\t=1+1",
    "formula return": "\r=1+1",
    "formula wide": "＝1+1＋2",
    "formula behind blanks": "  =1+1",
    "formula behind marks": "\u200b=1+1",
    "template": "{{7*7}}{% raw %}${7*7}#{7*7}<%= 7*7 %>{0.__class__}%s%n",
    "mathtext": "$\\frac{1}{0}$ $x_ \\input{/etc/passwd}",
    "Markdown": "[x](javascript:alert(1)) ![y](http://evil.example/y.png) `z` <!-- -->",
    "shell": "$(touch /tmp/owned) `id`; rm -rf / | cat & \\",
    "SQL": "'; DROP TABLE articles; -- \" %_ /*",
    "search": "\" OR NEAR(a b) * ^ AND NOT : - {x} title:",
    "path": "../../../etc/passwd",
    # what a terminal obeys
    "colours": "\x1b[31;5mred\x1b[2J\x1b[H",
    "title": "\x1b]0;owned\x07\x1b]52;c;ZWNobw==\x07",
    "link": "\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "C1": "\x9b31mred\x9d0;owned\x9c\x90q\x85",
    "controls": "\x00\x01\x07\x08\x0b\x0c\x0e\x7f",
    "over the line": "seen\b\b\b\bhidden\rover\nnext\u2028more\u2029",
    # what turns the writing around or is not seen
    "override": "\u202egnp.exe\u202c",
    "isolates": "\u2066\u2067\u2068one\u2069\u202a\u202b\u202d",
    "zero width": "pay\u200bpal\u200c\u200d\u2060\ufeff\u00ad",
    "tags": "\U000e0001\U000e0041\U000e007f\ufff9\ufffa\ufffb",
    "halves": "\ud83d\udc00\ud800 \udfff",
    "no character": "\ufffe\uffff\U0001ffff",
    "marks upon marks": "Z" + "\u0310\u0352\u0489" * 60,
    "long": "W" * 1500,
}  # fmt: skip

_RAW = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What no line for people may hold."""


def find_raw(text: str, *, kept: str = "") -> list[str]:
    """Return what a text holds that no line for people may, each with some characters around it."""
    found = (one.start() for one in _RAW.finditer(text) if one[0] not in kept)
    return [text[max(0, at - 20) : at + 20] for at in found]


def make_records() -> list[dict[str, Any]]:
    """Return an article for each kind, hostile in each of its fields."""
    return [
        {
            "id": f"{payload} {kind}",
            "title": payload,
            "publisher": f"{payload}",
            "published": "2020-03-05",
            "language": payload,
            "url": payload if "address" in kind else f"https://news.example/{payload}",
            "text": (
                f"{payload} said 12 people were killed in Kismayo on 4 March 2020. \"{payload}\", a police "
                f"spokesman said. The {payload} Observatory said 1{at % 9} people, {payload}, were killed by "
                f"the {payload} army."
            ),
        }
        for at, (kind, payload) in enumerate(PAYLOADS.items())
    ]  # fmt: skip


def make_rows() -> list[dict[str, Any]]:
    """Return a row of claims for each kind, hostile in each of its cells that may hold any words."""
    return [
        {
            "id": f"row {payload}",
            "article": f"{payload} row {kind}",
            "measure": "killed",
            "value": 12 + at,
            "group": payload,
            "source": payload,
            "place": f"Kismayo {payload}",
            "date": "2020-03-04",
            "actor": payload,
            "means": payload,
            "incident": payload,
            "publisher": payload,
            "published": "2020-03-05",
            "title": payload,
            "url": payload,
            payload: payload,
        }
        for at, (kind, payload) in enumerate(PAYLOADS.items())
    ]


def make_judgements(graph: Any) -> list[Any]:
    """Return a judgement for each kind, hostile in its note and in who decided."""
    ids = [account.claims[0].id for account in graph.accounts]
    made = []
    for at, payload in enumerate(PAYLOADS.values()):
        told = {"by": payload.strip() or "x", "when": f"2020-03-{at % 28 + 1:02}", "why": payload}
        made.append(make_judgement(ids[at], ids[at + 1], "unsure", **told))
    return made


@lru_cache(maxsize=1)
def build_hostile() -> Any:
    """Return a claim graph of all this; nothing of it is our own but the figures."""
    graph = cg.build_graph(cg.read_articles(make_records()))
    graph = graph.add(cg.read_claims(make_rows()))
    told = ClaimReading(articles=graph.articles, accounts=graph.accounts, problems=graph.problems)
    return cg.build_graph(told, judgements=make_judgements(graph))


def write_hostile(folder: Path) -> None:
    """Write files of all this, under hostile names, and some that are broken."""
    (folder / "articles").mkdir()
    lines = [json.dumps(record) for record in make_records()]
    (folder / "articles" / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for at, payload in enumerate(PAYLOADS.values()):
        name = payload.replace("/", "∕").replace("\0", "")[:60].encode("utf-8", "replace").decode()
        text = f"Shelling in Kismayo killed {at + 2} people on 4 March 2020, {payload} said.\n"
        path = folder / "articles" / f"{name} {at}.txt"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        (folder / "articles" / f"{name} {at}.json").write_text(payload.encode("utf-8", "replace").decode())
    (folder / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in make_rows()), encoding="utf-8")


# -- outputs ----------------------------------------------------------------------------------


# What a page shows as a blank or as nothing, and Arabic and Hebrew texts are written with.
_BLANK = "\t\r\u200e\u200f\u061c"


def _check_line(text: str, *, kept: str = "") -> None:
    raw = find_raw(text, kept=kept)
    assert raw == [], ascii(raw[:3])


def _check_report(graph: Any, folder: Path) -> None:
    """One page: nothing runs, loads or leads elsewhere, all of it is text."""
    title = "".join(PAYLOADS[kind] for kind in ("script", "ends of raw text", "override"))
    read = check_harmless(format_report(graph, title=title))
    assert "<script>alert(1)</script>" in read.text
    _check_line(read.text, kept=_BLANK)


def _check_pages(graph: Any, folder: Path) -> None:
    """A folder of pages: each of them, and what the script reads."""
    cg.write_report(graph, folder / "report", title=PAYLOADS["script"])
    files = sorted(path for path in (folder / "report").rglob("*") if path.is_file())
    within = r"(\.\./\.\./|#|index\.html|incidents/|articles|events-|periods-)"
    names = {path.relative_to(folder / "report").as_posix() for path in files}
    assert all(re.fullmatch(r"[\w./-]+", name) for name in names)
    for path in files:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            _check_line(check_harmless(text, within=within).text, kept=_BLANK)
        elif path.suffix == ".js" and path.name != "report.js":
            assert text.isascii()
            assert "<" not in text


class _Picture(HTMLParser):
    """The elements and attributes of a picture of a notebook."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.values: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.values += [value or "" for name, value in attrs if name == "style"]


_SHOWN = set("div table thead tbody tr th td b em bdi span mark pre ul li details summary kbd br".split())


def _list_nouns(graph: Any) -> list[Any]:
    nouns = [
        *graph.articles,
        *graph.claims,
        *graph.denials,
        *graph.incidents,
        *graph.judgements,
        *graph.accounts,
    ]
    nouns += [toll for incident in graph.incidents for toll in incident.tolls]
    nouns += [*graph.problems, *graph.review(3), graph]
    return [*nouns, cg.read_articles(make_records()), cg.read_claims(make_rows())]


def _check_notebook(graph: Any, folder: Path) -> None:
    """The picture of every noun, and its line."""
    for noun in _list_nouns(graph):
        if hasattr(noun, "_repr_html_"):
            markup = noun._repr_html_()
            read = _Picture(markup)
            assert read.tags <= _SHOWN, (read.tags - _SHOWN, type(noun))
            assert read.attributes <= {"style", "title", "dir", "open"}
            assert not any("url" in value or "import" in value for value in read.values)
            _check_line(markup, kept=_BLANK)


def _check_lines(graph: Any, folder: Path) -> None:
    """What `print` and `repr` of every noun give."""
    for noun in _list_nouns(graph):
        _check_line(str(noun))
        _check_line(repr(noun))
    for incident in graph.incidents[:20]:
        _check_line(cg.summarize(incident, style="full"))


def _check_plots(graph: Any, folder: Path) -> None:
    """Pictures as SVG: their text is text, and nothing in them is a link or a script."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "x"}):
        for incident in graph.incidents[:6]:
            plots = [lambda one=incident: cg.plot_timeline(one)]
            plots += [lambda one=toll: cg.plot_toll(one) for toll in incident.tolls[:2]]
            plots += [lambda one=link: cg.plot_why(one) for link in incident.links[:2]]
            for draw in plots:
                stream = io.StringIO()
                draw().figure.savefig(stream, format="svg")
                pyplot.close("all")
                _check_line(stream.getvalue())
                tags = {
                    one.tag.rpartition("}")[2] for one in ElementTree.fromstring(stream.getvalue()).iter()
                }
                assert not tags & {"script", "a", "image", "foreignObject"}


_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def _check_csv(graph: Any, folder: Path) -> None:
    """Every table: no cell begins a formula; the claims are read back as they were."""
    for table in ("claims", "incidents", "conventions", "coding", "articles"):
        path = folder / f"{table}.csv"
        cg.save(graph, path, table=table)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        width = len(rows[0])
        for row in rows:
            assert len(row) == width
            assert not [cell for cell in row if cell.startswith(_FORMULA) and not _is_number(cell)]
    whole = [claim for claim in graph.claims if not _has_halves(repr(claim))]
    path = folder / "whole.csv"
    cg.save(whole, path)
    back = cg.read_claims(path)
    assert [_key(one) for one in back.claims] == [_key(one) for one in whole]


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?[0-9.]+", cell) is not None


def _has_halves(text: str) -> bool:
    return "\\ud" in text


def _key(claim: Any) -> tuple[Any, ...]:
    # A cell has no blanks at its ends.
    return (claim.id, claim.quantity.low, (claim.actor or "").strip(), (claim.group or "").strip())


def _check_workbook(graph: Any, folder: Path) -> None:
    """No cell is a formula or a link, and the file is whole."""
    import openpyxl

    for table in ("claims", "incidents", "articles"):
        cg.save(graph, folder / f"{table}.xlsx", table=table)
        book = openpyxl.load_workbook(folder / f"{table}.xlsx")
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                assert not [cell for cell in row if cell.data_type == "f" or cell.hyperlink]


def _check_parquet(graph: Any, folder: Path) -> None:
    """Cells are what they were, as data; nothing runs data."""
    from pyarrow import parquet

    cg.save(graph, folder / "x.parquet")
    rows = parquet.read_table(folder / "x.parquet").to_pylist()
    told = {row["source"] for row in rows}
    assert PAYLOADS["template"] in told
    actors = {row["actor"] for row in rows}
    assert {PAYLOADS[kind] for kind in ("script", "formula", "SQL", "colours", "override")} <= actors


def _check_json(graph: Any, folder: Path) -> None:
    """JSON-LD and GeoJSON: in ASCII, so that nothing raw is in them, and whole."""
    for name in ("x.jsonld", "x.geojson"):
        cg.save(graph, folder / name)
        data = (folder / name).read_bytes()
        assert data.isascii()
        assert not set(data) & set(range(32)) - {10}
        json.loads(data)


def _check_networks(graph: Any, folder: Path) -> None:
    """GraphML and GEXF are XML that a strict parser reads, with as many nodes as the network."""
    nodes = len(graph.to_networkx())
    for name in ("x.graphml", "x.gexf"):
        cg.save(graph, folder / name)
        root = ElementTree.fromstring((folder / name).read_bytes())
        assert sum(one.tag.endswith("}node") for one in root.iter()) == nodes


def _check_lossless(graph: Any, folder: Path) -> None:
    """The lossless format loses nothing of it, packed or not; the log of judgements neither."""
    for name in ("x.jsonl", "x.jsonl.gz"):
        cg.save(graph, folder / name)
        assert cg.load(folder / name) == graph
    write_log(graph.judgements, folder / "log.jsonl")
    assert set(read_log(folder / "log.jsonl")) == set(graph.judgements)


def _check_store(graph: Any, folder: Path) -> None:
    """A store takes all of it, finds it by any words, and is whole after each of them."""
    with cg.Store(folder / "x.db") as store:
        store.add(cg.read_articles(make_records()))
        count = len(store.graph().articles)
        assert count == len(PAYLOADS)
        for kind, payload in PAYLOADS.items():
            asked = ("words", "place", "source", "text") if kind in ("SQL", "search", "halves") else ("text",)
            for name in asked:
                store.select(**{name: payload})
        assert len(store.graph().articles) == count
        store.check()


OUTPUTS: dict[str, Callable[[Any, Path], None]] = {
    "report, one page": _check_report,
    "report, many pages": _check_pages,
    "notebook": _check_notebook,
    "print and repr": _check_lines,
    "plots (SVG)": _check_plots,
    "CSV": _check_csv,
    "Excel": _check_workbook,
    "Parquet": _check_parquet,
    "JSON-LD and GeoJSON": _check_json,
    "GraphML and GEXF": _check_networks,
    "lossless JSON Lines": _check_lossless,
    "store and its search": _check_store,
}
