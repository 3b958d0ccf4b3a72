"""The shell: what each command prints, where problems go, how it ends."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from attrs import evolve

from claimgraph.cli import commands, main
from claimgraph.errors import LexiconError
from claimgraph.model import (
    Account,
    Article,
    Attribution,
    Claim,
    Incident,
    Modifier,
    Place,
    Problem,
    Quantity,
    Source,
    Span,
    Trace,
)
from claimgraph.output.tables import COLUMNS, INCIDENT_COLUMNS

READING = ("claims", "incidents", "summary", "trace", "review")
COMMANDS = (*READING, "judge")
TEXT = "Three people were hurt in Hallam, a monitor said."


def _claim(article: Article) -> Claim:
    quantity = Quantity(value=3, low=3, high=3, modifier=Modifier.EXACT, words="Three", span=Span(0, 5))
    return Claim(
        id=f"{article.id}-c1",
        article=article.id,
        spans=(Span(0, 12),),
        text=article.text[:12],
        measure="injured",
        quantity=quantity,
        group="people",
        attribution=Attribution(chain=(Source(id="monitor", name="monitor", kind="monitor"),)),
        place=Place(name="Hallam", words="Hallam"),
    )


def _build_graph(source: Iterable[Article], **_: Any) -> Any:
    """Build a graph in which every article tells of one event of its own."""
    articles = tuple(source)
    claims = tuple(_claim(article) for article in articles)
    incidents = tuple(
        Incident(
            id=f"i-{claim.article}",
            accounts=(Account(id=f"acc-{claim.id}", article=claim.article, claims=(claim,)),),
            place=claim.place,
        )
        for claim in claims
    )
    return SimpleNamespace(
        articles=articles,
        problems=(),
        unplaced=(),
        claims=claims,
        denials=(),
        accounts=(),
        incidents=incidents,
        select=lambda words: incidents if words == "Hallam" else (),
    )


def _module(name: str, **functions: Callable[..., Any]) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(functions)
    return module


@pytest.fixture
def stubs(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    """The library's steps replaced by ones that need no words, so that only the shell is tested."""
    modules = {
        "claimgraph.graph": _module("claimgraph.graph", build_graph=_build_graph),
        "claimgraph.extraction.claims": _module(
            "claimgraph.extraction.claims",
            trace_article=lambda article, **_: Trace(article=article, claims=(_claim(article),)),
        ),
        "claimgraph.output.words": _module(
            "claimgraph.output.words",
            summarize=lambda incident, **_: f"{incident.id}: three people were hurt. " * 4,
            name_incident=lambda incident: incident.id,
        ),
    }
    for name, module in modules.items():
        monkeypatch.setitem(sys.modules, name, module)
    return modules


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(TEXT + " Again.", encoding="utf-8")
    return folder


def _run(*arguments: str | Path) -> int:
    return main([str(argument) for argument in arguments])


# --- help and usage ---------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` of each command shows examples of it, in 80 columns."""
    assert _run(command, "--help") == 0
    said = capsys.readouterr().out
    assert said.partition("examples:")[2].count(f"claimgraph {command} ") >= 2
    assert max(map(len, said.splitlines())) <= 80


def test_help_names_the_commands_and_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` alone shows what there is."""
    assert _run("--help") == 0
    said = capsys.readouterr().out
    assert all(f"    {command} " in said or f"    {command}\n" in said for command in COMMANDS)
    assert "exit codes:" in said


def test_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` names the program and its version."""
    assert _run("--version") == 0
    assert capsys.readouterr().out.startswith("claimgraph ")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("claims",),
        ("count", "x"),
        ("claims", "x", "--format", "xlsx"),
        ("claims", "x", "-o", "x.xlsx"),
        ("claims", "x", "-o", "x.csv", "--format", "jsonl"),
        ("claims", "x", "-o", "no/such/folder/x.csv"),
        ("summary", "x", "--width", "3"),
        ("summary", "x", "--width", "wide"),
    ],
)
def test_wrong_use_ends_with_2(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong command line is explained on standard error."""
    assert _run(*arguments) == 2
    said = capsys.readouterr()
    assert "error:" in said.err
    assert said.out == ""


def test_output_never_overwrites_an_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Writing to one of the inputs is refused before anything is read."""
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "x"}', encoding="utf-8")
    assert _run("claims", file, "-o", file) == 2
    assert "would destroy it" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == '{"text": "x"}'


# --- tables -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("stubs")
def test_claims_go_to_a_pipe_as_json_lines(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal each claim is a JSON object with the tidy columns."""
    assert _run("claims", news) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["article"] for row in rows] == ["a", "b"]
    assert tuple(rows[0]) == COLUMNS


@pytest.mark.usefixtures("stubs")
def test_claims_go_to_a_terminal_as_a_table(
    news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person gets a table in 80 columns."""
    monkeypatch.setattr("claimgraph.cli.commands.is_terminal", lambda stream: True)
    assert _run("claims", news) == 0
    assert capsys.readouterr().out == (
        "article  claim         what     who says so  place   date\n"
        "-------  ------------  -------  -----------  ------  ----\n"
        "a        Three people  injured  monitor      Hallam\n"
        "b        Three people  injured  monitor      Hallam\n"
    )


@pytest.mark.usefixtures("stubs")
@pytest.mark.parametrize("command", ["claims", "incidents"])
@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_table_goes_to_a_file(
    command: str, suffix: str, news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The suffix of the file says its format; it holds what `--format` would print."""
    file = tmp_path / f"out.{suffix}"
    assert _run(command, news, "-o", file) == 0
    assert capsys.readouterr() == ("", "")
    assert _run(command, news, "--format", suffix) == 0
    assert capsys.readouterr().out.encode() == file.read_bytes()


@pytest.mark.usefixtures("stubs")
def test_incidents_are_a_table(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Date, place, figures, who tells of it and whether the figures differ."""
    assert _run("incidents", news, "--format", "text", "--place", "Hallam") == 0
    first, *_ = capsys.readouterr().out.splitlines()
    assert " ".join(first.split()) == "date place killed injured other counts origins texts note"


@pytest.mark.usefixtures("stubs")
@pytest.mark.parametrize("command", ["incidents", "summary"])
def test_place_that_no_incident_has_is_a_failure(
    command: str, news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is printed, the words are named."""
    assert _run(command, news, "--place", "Elsewhere") == 1
    assert capsys.readouterr() == ("", "claimgraph: no incident matches 'Elsewhere'\n")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2018-03-21", None, "2018-03-21"),
        ("2018-03-21", "2018-03-22", "2018-03-21 – 2018-03-22"),
        (None, "2018-03-22", "until 2018-03-22"),
        (None, None, "not given"),
    ],
)
def test_days_of_an_incident_say_what_is_open(first: str | None, last: str | None, expected: str) -> None:
    """A day that nobody gives is said not to be given; a count over a period is marked."""
    row: dict[str, Any] = dict.fromkeys(INCIDENT_COLUMNS) | {"date": first, "date_end": last}
    shown = commands._shorten_incident(row | {"scope": "cumulative", "differs": 1})
    assert (shown["date"], shown["note"]) == (expected, "differ, over a period")


# --- texts ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("stubs")
def test_summary_has_a_paragraph_for_each_incident(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Paragraphs are wrapped and stand apart by a blank line."""
    assert _run("summary", news) == 0
    said = capsys.readouterr().out
    assert [part.split(":")[0] for part in said.split("\n\n")] == ["i-a", "i-b"]
    assert max(map(len, said.splitlines())) <= 80


def test_summary_has_a_style_and_keeps_indents(
    stubs: dict[str, ModuleType], news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A paragraph unless told otherwise; the pieces of a long line are indented as it is."""
    words = stubs["claimgraph.output.words"]
    vars(words)["summarize"] = lambda incident, *, style: f"{style}\n   {'word ' * 20}"
    for given, style in (((), "paragraph"), (("--style", "full"), "full")):
        assert _run("summary", news, *given, "--width", "40") == 0
        first, *rest = capsys.readouterr().out.split("\n\n")[0].splitlines()
        assert first == style
        assert len(rest) > 1
        assert all(line.startswith("   word") and len(line) <= 40 for line in rest)


@pytest.mark.usefixtures("stubs")
def test_trace_shows_the_steps_of_each_article(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All articles one after another, or the one with the id given."""
    assert _run("trace", news) == 0
    assert capsys.readouterr().out.count("\nClaims\n") == 2
    assert _run("trace", news, "--article", "b") == 0
    assert capsys.readouterr().out.startswith("b · ")
    assert _run("trace", news, "--article", "c") == 1
    assert capsys.readouterr().err == "claimgraph: error: no article has that id\n"


@pytest.mark.usefixtures("stubs")
@pytest.mark.parametrize("command", ["summary", "trace"])
def test_text_goes_to_a_file(
    command: str, news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`-o` takes the same text."""
    assert _run(command, news) == 0
    assert _run(command, news, "-o", tmp_path / "out.txt") == 0
    assert (tmp_path / "out.txt").read_bytes() == capsys.readouterr().out.encode()


@pytest.mark.usefixtures("stubs")
def test_control_characters_do_not_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Escape sequences and overrides of direction in names and texts are shown by number."""
    file = tmp_path / "a.jsonl"
    record = {
        "id": "x\x1b]0;title\x07",
        "text": "\x1b[2J\u202ehurt \ud800 were people",
        "publisher": "\x9b31m",
    }
    file.write_text(json.dumps(record) + '\n{"id": "\\u001b[1m"}\n', encoding="utf-8")
    for arguments in (
        ("claims", "--format", "text"),
        ("incidents", "--format", "text"),
        ("trace",),
        ("summary",),
    ):
        assert _run(*arguments, file) == 0
        said = "".join(capsys.readouterr())
        if arguments[0] != "summary":  # the stub's own words
            assert not set(said) & set("\x1b\x07\x9b\u202e")


# --- input, problems, ends --------------------------------------------------------------------


@pytest.mark.usefixtures("stubs")
def test_standard_input_holds_json_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`-` reads JSON Lines; a broken line is named."""
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"id": "a", "text": TEXT}) + "\n{\n"))
    assert _run("claims", "-") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["article"] == "a"
    assert "line 2: broken JSON" in said.err


@pytest.mark.usefixtures("stubs")
def test_problems_go_to_standard_error_with_a_count(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line each and a closing count; the rest is done."""
    (news / "c.txt").write_bytes(b"")
    (news / "d.html").write_text("<p>", encoding="utf-8")
    assert _run("claims", news) == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    first, second, count = said.err.splitlines()
    assert first == f"claimgraph: {news.as_posix()}/c.txt: the file is empty"
    assert "d.html" in second
    assert count == "claimgraph: 2 problems; 2 articles read"


@pytest.mark.usefixtures("stubs")
def test_strict_stops_at_the_first_problem(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--strict` a problem is a failure."""
    (news / "c.txt").write_bytes(b"")
    assert _run("claims", news, "--strict") == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert said.err.endswith("c.txt: the file is empty\n")


@pytest.mark.usefixtures("stubs")
@pytest.mark.parametrize("command", READING)
def test_nothing_readable_is_a_failure(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Paths that do not exist, empty folders and unreadable files end with 1 and a message."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    for path in ("empty.txt", "folder", "missing.txt"):
        assert _run(command, tmp_path / path) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert "claimgraph: error: " in said.err
        assert "Traceback" not in said.err


@pytest.mark.usefixtures("stubs")
def test_word_tables_of_ones_own_are_laid_on_top(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--words` adds a layer; a folder that does not exist is named."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "datelines.toml").write_text("[months]\nmarch_month = 3\n", encoding="utf-8")
    (news / "a.txt").write_text("2 march_month 2021\nThree were hurt.", encoding="utf-8")
    assert _run("claims", news, "--words", own) == 0
    row = json.loads(capsys.readouterr().out.splitlines()[0])
    assert row["published"] == "2021-03-02"
    assert _run("claims", news, "--words", tmp_path / "none") == 1
    assert "no word tables" in capsys.readouterr().err


def test_errors_of_the_library_have_no_traceback(
    news: Path, stubs: dict[str, ModuleType], capsys: pytest.CaptureFixture[str]
) -> None:
    """Errors raised on purpose and errors of files are one line."""
    for error in (LexiconError("bad row"), OSError(28, "No space left on device")):
        vars(stubs["claimgraph.graph"])["build_graph"] = _raise(error)
        assert _run("claims", news) == 1
        assert capsys.readouterr().err.startswith("claimgraph: error: ")


def _raise(error: BaseException) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise error

    return fail


def test_ctrl_c_ends_with_130(
    news: Path, stubs: dict[str, ModuleType], capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C says one word."""
    vars(stubs["claimgraph.graph"])["build_graph"] = _raise(KeyboardInterrupt())
    assert _run("claims", news) == 130
    assert capsys.readouterr().err == "claimgraph: stopped\n"


def test_problems_of_the_graph_are_named_too(
    news: Path, stubs: dict[str, ModuleType], capsys: pytest.CaptureFixture[str]
) -> None:
    """What the later steps report goes to standard error."""

    def build(source: Iterable[Article], **_: Any) -> Any:
        graph = _build_graph(source)
        graph.problems = (Problem(where="a", reason="odd"),)
        return graph

    vars(stubs["claimgraph.graph"])["build_graph"] = build
    assert _run("claims", news) == 0
    assert capsys.readouterr().err == "claimgraph: a: odd\nclaimgraph: 1 problem; 2 articles read\n"


def test_output_takes_a_stream_without_bytes(
    news: Path, stubs: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook's output takes only text; an old terminal shows escapes for what it lacks."""
    shown = io.StringIO()
    monkeypatch.setattr("sys.stdout", shown)
    assert _run("trace", news) == 0
    assert "a · no publisher" in shown.getvalue()
    old = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", old)
    assert _run("trace", news) == 0
    assert rb"a \xb7 no publisher" in old.buffer.getvalue()  # type: ignore[attr-defined]


# --- as a program -----------------------------------------------------------------------------


def _spawn(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    source = Path(__file__).parent.parent / "src"
    environment = {**os.environ, "PYTHONPATH": str(source)}
    command = [sys.executable, "-m", "claimgraph", *arguments]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, **options)


def test_module_is_the_command() -> None:
    """`python -m claimgraph` runs the shell."""
    process = _spawn("--version", stdout=subprocess.PIPE)
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert out.startswith(b"claimgraph ")


@pytest.mark.skipif(os.name == "nt", reason="pipes of Windows tell it otherwise")
def test_broken_pipe_is_quiet(tmp_path: Path) -> None:
    """When nobody reads the output any more, the program ends without a word."""
    pytest.importorskip("claimgraph.extraction.claims")
    lines = [json.dumps({"id": f"a{at}", "text": TEXT * 20}) for at in range(200)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    process = _spawn("trace", str(tmp_path / "a.jsonl"), stdout=writer)
    os.close(writer)
    _, err = process.communicate()
    assert (process.returncode, err) == (141, b"")


def test_claims_of_evolved_articles_are_stubs() -> None:
    """The stub of this file gives spans that fit its text."""
    article = evolve(Article(id="a", text=TEXT), title="x")
    claim = _claim(article)
    assert claim.spans[0].of(article.text) == claim.text


# --- judging ----------------------------------------------------------------------------------

TWO_TOWNS = [
    {
        "id": "ash",
        "published": "2020-03-05",
        "text": "Shells killed 12 people in Kismayo on Wednesday, police said.",
    },
    {
        "id": "bay",
        "published": "2020-03-06",
        "text": "Twelve people died in Kismayo on Thursday, doctors said.",
    },
]


def _ask_shell(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(argv)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_what_review_asks_can_be_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The ids below a question go to judge as they are, and then nothing is left to ask."""
    articles, log = tmp_path / "articles.jsonl", tmp_path / "ours.jsonl"
    articles.write_text("".join(json.dumps(record) + "\n" for record in TWO_TOWNS), encoding="utf-8")
    code, asked, _ = _ask_shell(capsys, "review", str(articles))
    assert (code, asked.count("One event?")) == (0, 1)
    ends = asked.splitlines()[-1].split()
    assert main(["judge", str(log), *ends, "same", "--by", "Ana", "--when", "2020-04-01"]) == 0
    code, asked, said = _ask_shell(capsys, "review", str(articles), "--judgements", str(log))
    assert (code, asked, said) == (0, "", "claimgraph: no pair is worth a look\n")
    code, rows, _ = _ask_shell(
        capsys, "incidents", str(articles), "--judgements", str(log), "--format", "jsonl"
    )
    assert [json.loads(row)["articles"] for row in rows.splitlines()] == [2]


def test_a_log_is_shown_and_undone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Undoing adds a line; what no longer stands is marked."""
    log = str(tmp_path / "ours.jsonl")
    assert main(["judge", log, "c1", "c2", "different", "--by", "Ana", "--when", "2020-04-01"]) == 0
    _, shown, _ = _ask_shell(capsys, "judge", log)
    id = shown.split(":")[0]
    assert main(["judge", log, "--undo", id, "--by", "Ben", "--when", "2020-04-02", "--why", "typo"]) == 0
    _, shown, _ = _ask_shell(capsys, "judge", log)
    assert [line.endswith("(no longer)") for line in shown.splitlines()] == [True, False]
    assert "undone (Ben, 2020-04-02: typo)" in shown


@pytest.mark.parametrize(
    "rest",
    [
        ["c1"],
        ["c1", "c2", "same", "--by", "Ana"],
        ["c1", "c2", "same", "--when", "2020-04-01"],
        ["--undo", "j1"],
        ["--undo", "j1", "c1", "--by", "Ana", "--when", "2020-04-01"],
    ],
    ids=" ".join,
)
def test_an_incomplete_judgement_is_wrong_use(
    tmp_path: Path, rest: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written without who and when."""
    log = tmp_path / "ours.jsonl"
    assert (_ask_shell(capsys, "judge", str(log), *rest)[0], log.exists()) == (2, False)


def test_judgements_of_other_claims_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A shared file may hold more than these articles; what could not be applied is named."""
    articles, log = tmp_path / "articles.jsonl", tmp_path / "ours.jsonl"
    articles.write_text(json.dumps(TWO_TOWNS[0]) + "\n", encoding="utf-8")
    main(["judge", str(log), "c1", "c2", "same", "--by", "Ana", "--when", "2020-04-01"])
    code, _, said = _ask_shell(capsys, "summary", str(articles), "--judgements", str(log))
    assert code == 0
    assert "no claim or account has the id c1 or c2" in said
