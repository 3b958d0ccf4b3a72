"""`claimgraph report`."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell import run_shell


def test_report_is_written_with_its_title(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is a page with the title given; only what was written is said, and not to the output."""
    page = tmp_path / "report.html"
    assert run_shell("report", news, "-o", page, "--title", "Hallam & all") == 0
    assert "<title>Hallam &amp; all</title>" in page.read_text(encoding="utf-8")
    said = capsys.readouterr()
    assert said.out == ""
    assert "2 articles" in said.err


def test_report_is_written_as_pages_into_a_folder(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A path that ends in a slash is a folder, as is one that is there; both hold the same pages."""
    (tmp_path / "there").mkdir()
    assert run_shell("report", news, "-o", f"{tmp_path}/new/") == 0
    assert "new/'" in capsys.readouterr().err
    assert run_shell("report", news, "-o", tmp_path / "there") == 0
    pages = [(tmp_path / name / "index.html").read_bytes() for name in ("new", "there")]
    assert pages[0] == pages[1]
    assert b"2 articles" in pages[0]


def test_one_file_of_many_articles_is_written_and_folders_are_named(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was asked for is done; that a folder is better is said, unless one is given or all is quiet."""
    monkeypatch.setattr("claimgraph.cli.verbs.report.MANY", 1)
    assert run_shell("report", news, "-o", tmp_path / "report.html") == 0
    assert (tmp_path / "report.html").is_file()
    assert "one file of 2 articles is large; -o FOLDER/ writes pages" in capsys.readouterr().err
    assert run_shell("report", news, "-o", f"{tmp_path}/report/") == 0
    assert "large" not in capsys.readouterr().err
    assert run_shell("report", news, "-q", "-o", tmp_path / "report.html") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("given", [(), ("-o", "report.pdf")], ids=["nowhere", "another format"])
def test_report_needs_a_page_to_write_to(
    news: Path, given: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a file, or with one that is no page, the command line is wrong."""
    assert run_shell("report", news, *given) == 2
    assert capsys.readouterr().err


def test_report_of_nothing_is_not_written(tmp_path: Path) -> None:
    """Where no article can be read, no page is made."""
    (tmp_path / "empty").mkdir()
    assert run_shell("report", tmp_path / "empty", "-o", tmp_path / "report.html") == 1
    assert not (tmp_path / "report.html").exists()
