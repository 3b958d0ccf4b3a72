"""What the options name is read; problems go to standard error."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from attrs import evolve
from shell import READING, TEXT, build_stub_graph, make_claim, run_shell

from claimgraph.model import Article, Problem


@pytest.mark.usefixtures("stubs")
def test_standard_input_holds_json_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`-` reads JSON Lines; a broken line is named."""
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"id": "a", "text": TEXT}) + "\n{\n"))
    assert run_shell("claims", "-") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["article"] == "a"
    assert "line 2: broken JSON" in said.err


@pytest.mark.usefixtures("stubs")
def test_an_address_is_not_fetched_and_the_way_out_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """Not "no such file"."""
    assert run_shell("summary", "https://example.org/news") == 2
    assert "'https://example.org/news' is an address; nothing is fetched: save" in capsys.readouterr().err


def test_problems_go_to_standard_error_with_a_count(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line each and a closing count; the rest is done."""
    (news / "c.txt").write_bytes(b"")
    (news / "d.html").write_text("<p>", encoding="utf-8")
    assert run_shell("claims", news) == 0
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
    assert run_shell("claims", news, "--strict") == 1
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
        assert run_shell(command, tmp_path / path) == 1
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
    assert run_shell("claims", news, "--words", own) == 0
    row = json.loads(capsys.readouterr().out.splitlines()[0])
    assert row["published"] == "2021-03-02"
    assert run_shell("claims", news, "--words", tmp_path / "none") == 1
    assert "no word tables" in capsys.readouterr().err


def test_problems_of_the_graph_are_named_too(
    news: Path, stubs: dict[str, ModuleType], capsys: pytest.CaptureFixture[str]
) -> None:
    """What the later steps report goes to standard error."""

    def build(source: Iterable[Article], **_: Any) -> Any:
        graph = build_stub_graph(source)
        graph.problems = (Problem(where="a", reason="odd"),)
        return graph

    vars(stubs["claimgraph.graph"])["build_graph"] = build
    assert run_shell("claims", news) == 0
    assert capsys.readouterr().err == "claimgraph: a: odd\nclaimgraph: 1 problem; 2 articles read\n"


def test_claims_of_evolved_articles_are_stubs() -> None:
    """The stub of this file gives spans that fit its text."""
    article = evolve(Article(id="a", text=TEXT), title="x")
    claim = make_claim(article)
    assert claim.spans[0].of(article.text) == claim.text


@pytest.mark.usefixtures("stubs")
def test_quiet_says_errors_alone(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--quiet, before or after the verb, leaves out what was skipped; an error is still said."""
    (news / "c.txt").write_bytes(b"")
    for arguments in (["--quiet", "claims", news], ["claims", "-q", news]):
        assert run_shell(*arguments) == 0
        said = capsys.readouterr()
        assert (len(said.out.splitlines()), said.err) == (2, "")
    assert run_shell("claims", "-q", news / "c.txt") == 1
    assert capsys.readouterr().err == "claimgraph: error: no article could be read\n"


@pytest.mark.usefixtures("stubs")
def test_columns_of_other_names_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--column` says which column holds a field; one that is not there is a failure that lists them."""
    (tmp_path / "a.csv").write_text(f'Nr,Body\n7,"{TEXT}"\n', encoding="utf-8")
    assert (
        run_shell("claims", tmp_path / "a.csv", "--column", "text=Body", "--column", "id=Nr", "--json") == 0
    )
    assert json.loads(capsys.readouterr().out)["article"] == "7"
    assert run_shell("claims", tmp_path / "a.csv", "--column", "text=Bdy") == 1
    assert "the columns are: Nr, Body; did you mean 'Body'?" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["text", "=Body", "text="])
def test_column_of_another_form_is_wrong_use(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The form is named."""
    assert run_shell("claims", "a.csv", "--column", words) == 2
    assert "FIELD=NAME" in capsys.readouterr().err


@pytest.mark.usefixtures("stubs")
def test_what_pages_lost_is_told_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--verbose` says in one line a page what is not in its article."""
    pytest.importorskip("trafilatura", reason="the extra ingest is not installed", exc_type=ImportError)
    head = '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'
    body = f"<p>{TEXT} {TEXT} Again.</p><footer>An imprint here.</footer>"
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert run_shell("claims", tmp_path, "--verbose") == 0
    assert "a.html: kept 19 of 22 words; cut: “An imprint here.”" in capsys.readouterr().err
    assert run_shell("claims", tmp_path) == 0
    assert capsys.readouterr().err == ""
