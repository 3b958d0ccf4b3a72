"""Hostile content: every kind of text that would like to be more × every output (see `hostile.py`)."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hostile import OUTPUTS, PAYLOADS, build_hostile, find_raw, make_records, write_hostile

import claimgraph as cg
from claimgraph.cli import main
from claimgraph.output.judgements import write_log

for package in ("matplotlib", "openpyxl", "pyarrow", "xlsxwriter"):
    pytest.importorskip(package, reason="not every extra is installed")

# What our own colours and our own progress line write; nothing else may look like it.
OURS = re.compile(r"\x1b\[(?:0|1|2|31|32|33|35|36|1;31|1;36)m|\r\x1b\[K")


@pytest.mark.parametrize("output", OUTPUTS)
def test_output_is_harmless(output: str, tmp_path: Path) -> None:
    """Nothing of it runs, loads, is obeyed or turns around what stands beside it, and nothing breaks."""
    OUTPUTS[output](build_hostile(), tmp_path)


class _Terminal(io.TextIOWrapper):
    """A stream that a person reads."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="surrogatepass")
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    def read_text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode("utf-8", "surrogatepass")  # type: ignore[attr-defined,no-any-return]


def _run(arguments: list[str], *, is_terminal: bool) -> tuple[int, str, str]:
    out, err = _Terminal(is_terminal=is_terminal), _Terminal(is_terminal=is_terminal)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
    return code, out.read_text(), err.read_text()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hostile articles under hostile names, claims of others, a saved graph, a log, a store."""
    found = tmp_path_factory.mktemp("hostile")
    write_hostile(found)
    graph = build_hostile()
    cg.save(graph, found / "graph.jsonl")
    write_log(graph.judgements, found / "log.jsonl")
    with cg.Store(found / "x.db") as store:
        store.add(cg.read_articles(make_records()))
    return found


COMMANDS = [
    *("summary articles -v", "summary graph.jsonl --style full", "summary graph.jsonl --style line"),
    *("claims articles --text", "claims graph.jsonl --csv", "claims graph.jsonl --json"),
    *(
        "incidents articles --text",
        "incidents graph.jsonl --csv",
        "trace articles",
        "trace graph.jsonl --json",
    ),
    *("review graph.jsonl", "review articles --json", "judge log.jsonl", "judge log.jsonl --json"),
    *("check rows.jsonl --articles articles --text", "check rows.jsonl --csv", "summary articles --strict"),
    *("report graph.jsonl -o r.html", "export articles -o x.graphml", "store show x.db", "store check x.db"),
    *(
        "store search x.db --text",
        "store search x.db --csv",
        "store add y.db articles",
        "store add z.db rows.jsonl",
    ),
    "watch articles --store w.db --once --every 0.01",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_terminal_obeys_nothing(command: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No verb passes a sequence or an override on to a terminal; a pipe gets data as it is."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("claimgraph.cli.progress.PATIENCE", 0.0)
    code, out, err = _run(command.split(), is_terminal=True)
    assert code in (0, 1)
    assert find_raw(OURS.sub("", out)) == []
    assert find_raw(OURS.sub("", err)) == []
    _, out, err = _run(command.split(), is_terminal=False)
    assert find_raw(err) == []
    if not command.endswith(("--csv", "--json")):
        assert find_raw(out) == []


WRONG = [
    *("{}", "summary {}", "summary --{}", "summary articles --style {}", "summary articles --column {}=x"),
    *("summary articles --words {}", "summary articles --encoding {}", "summary graph.jsonl --place {}"),
    *("claims articles -o {}", "claims articles -o {}.csv/x", "export articles -o {}.zip", "judge {}.jsonl"),
    *("export graph.jsonl -o x.csv --table {}", "store {}", "store show {}", "store search x.db {}"),
    *("judge log.jsonl {} x same --by x --when 2020-01-01", "judge log.jsonl --undo {} --by x --when 2020"),
    *("check {}.csv", "check rows.jsonl --articles {}", "trace articles --article {}", "completion {}"),
    *("watch {} --store x.db", "watch articles --store {}/x", "summary graph.jsonl --judgements {}"),
    *("summary http://{}", "review articles --limit {}", "report graph.jsonl -o {}/x/y.html", "-q {}"),
]
# A command line is bytes: what of them is no text comes as halves of a character of this range.
SEEN = (
    "\udcff\udc9b31m",
    *map(PAYLOADS.__getitem__, ("title", "link", "C1", "over the line", "isolates", "tags")),
)


@pytest.mark.parametrize("command", WRONG)
def test_wrong_command_line_is_told_in_plain_signs(
    command: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names that a shell fills in for `*` may be anything; the message shows them by number."""
    monkeypatch.chdir(folder)
    for payload in (*SEEN, "\udcff\udc9b31m"):
        arguments = [part.format(payload) for part in command.split()]
        code, out, err = _run(arguments, is_terminal=True)
        assert code in (0, 1, 2)
        assert find_raw(OURS.sub("", out)) == find_raw(OURS.sub("", err)) == []


def test_apostrophe_that_was_there_is_kept(tmp_path: Path) -> None:
    """A text that begins with an apostrophe and a sign of formulas comes back whole."""
    rows = [{"measure": "killed", "value": 3, "source": "police", "actor": actor, "article": "a"}
            for actor in ("'=x", "''=x", "=x", "'x", "'", "-x", "'-")]  # fmt: skip
    claims = cg.read_claims(rows).claims
    cg.save(claims, tmp_path / "x.csv")
    back = cg.read_claims(tmp_path / "x.csv").claims
    assert [one.actor for one in back] == [one.actor for one in claims] == [row["actor"] for row in rows]


def test_table_of_articles_comes_back(tmp_path: Path) -> None:
    """An article saved as CSV is read as it was, whatever it begins with; other tables are not touched."""
    texts = (
        "- Nine people died.",
        "'=x, said ten people.",
        "=1 person died.",
        "'Tis said",
        "@home, two died",
    )
    records = [{"id": f"a{at}", "text": text, "title": text} for at, text in enumerate(texts)]
    cg.save(cg.build_graph(records), tmp_path / "own.csv", table="articles")
    assert [(one.text, one.title) for one in cg.read_articles(tmp_path / "own.csv")] == [
        (t, t) for t in texts
    ]
    (tmp_path / "other.csv").write_text("id,text\n1,'-x\n", encoding="utf-8")
    assert cg.read_articles(tmp_path / "other.csv").articles[0].text == "'-x"


def test_row_of_numbers_with_hashes_is_a_row(tmp_path: Path) -> None:
    """Only right below the names of the columns can hashtags of HXL stand."""
    (tmp_path / "x.csv").write_text("measure,value\n#affected,#value\nkilled,3\n#4,#5\n", encoding="utf-8")
    reading = cg.read_claims(tmp_path / "x.csv")
    assert (len(reading.claims), [problem.where[-6:] for problem in reading.problems]) == (1, ["line 4"])


def test_table_with_a_nul_keeps_its_first_column(tmp_path: Path) -> None:
    """The mark at the head of our own CSV is no part of a name, whatever stands below."""
    claims = cg.read_claims([{"id": "r1", "measure": "killed", "value": 3, "actor": "a\0b"}]).claims
    cg.save(claims, tmp_path / "x.csv")
    reading = cg.read_claims(tmp_path / "x.csv")
    assert (reading.claims[0].id, reading.claims[0].actor, reading.problems) == (claims[0].id, "a\0b", ())


@pytest.mark.parametrize("kind", PAYLOADS)
def test_every_kind_comes_through_reading_unchanged(kind: str) -> None:
    """The text of an article is never rewritten, and whatever names it is kept as it is."""
    payload = PAYLOADS[kind]
    record: dict[str, Any] = {"id": f"x{payload}", "text": f"12 died. {payload}", "title": payload}
    (article,) = cg.read_articles([record])
    assert (article.text, article.title) == (record["text"], payload)


def test_message_of_an_error_is_plain(tmp_path: Path) -> None:
    """What Python itself prints of an error, in a traceback, holds no name of a file as it is."""
    name = tmp_path / "\x1b]0;owned\x07\u202e.txt"
    name.write_bytes(b"\0\1\2")
    with pytest.raises(cg.ArticleError) as raised:
        cg.read_articles(tmp_path, strict=True)
    assert str(raised.value).isprintable()
