"""What the README, the docs and the examples show is run; the notebook is what its script gives."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import claimgraph
from claimgraph.cli import main

REPOSITORY = Path(__file__).parent.parent
# What the build of the docs makes, and its copy of the examples, are no pages.
DOCS = [
    page
    for page in (REPOSITORY / "docs").rglob("*.md")
    if not page.relative_to(REPOSITORY / "docs").parts[0].startswith(("_", "examples", "jupyter_execute"))
]
PAGES = sorted(
    [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *DOCS],
    key=lambda page: page.relative_to(REPOSITORY).as_posix(),
)
# write_notebook.py writes into the repository; test_notebook_is_what_its_script_gives runs what it does.
NOTEBOOKS = ["a_week_of_reports", "fact_check", "first_look"]
EXAMPLES = [REPOSITORY / "examples" / f"{name}.py" for name in (*NOTEBOOKS, "ten_lines")]
# A fenced block with its language, and the directive of the docs that runs code.
BLOCK = re.compile(r"^```(?P<language>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = {"python", "{code-block} python", "{code-cell} python"}
SHELL = {"console", "{code-block} console"}
# What a page says that a block prints stands in the `text` block right below it.
PRINTS = {"text", "{code-block} text"}


def _name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def _find_blocks(page: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, language and body of each fenced block; output right below a block is ``"output"``."""
    text = page.read_text(encoding="utf-8")
    end = -1
    for match in BLOCK.finditer(text):
        language = match["language"].strip()
        if language in PRINTS:
            language = "output" if end >= 0 and not text[end : match.start()].strip() else "picture"
        yield text.count("\n", 0, match.start()) + 2, language, match["body"]
        end = match.end() if language in PYTHON else -1


def _run_python(body: str, page: Path, line: int, names: dict[str, object]) -> str:
    """Run a block as part of its page; return what it prints."""
    code = compile("\n" * (line - 1) + body, str(page), "exec")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(code, names)
    return said.getvalue()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the examples where the pages expect them."""
    (tmp_path / "examples").symlink_to(REPOSITORY / "examples", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_python_of_a_page_runs(page: Path) -> None:
    """The Python blocks of a page run one after another and print what the page says."""
    names: dict[str, object] = {"__name__": "__page__"}
    said = ""
    for line, language, body in _find_blocks(page):
        if language in PYTHON:
            said = _run_python(body, page, line, names)
        elif language == "output":
            assert said.rstrip() == body.rstrip(), f"{page.name}, line {line}"


def _find_commands(page: Path) -> Iterator[tuple[str, str]]:
    """Yield each `$ claimgraph …` line of the console blocks of a page with the output shown."""
    for _, language, body in _find_blocks(page):
        if language in SHELL:
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                if command.startswith("claimgraph "):
                    yield command, output


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_commands_of_a_page_run(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The `claimgraph` commands of a page succeed and print what the page shows, where it shows it."""
    for command, output in _find_commands(page):
        code = _run_command(command)
        printed = capsys.readouterr()
        assert code == 0, f"{command}: {printed.err}"
        if output.strip():
            assert printed.out.rstrip() == output.rstrip(), command


def _run_command(command: str) -> int:
    try:
        return main(command.split()[1:]) or 0
    except SystemExit as leaving:
        return int(leaving.code or 0)


@pytest.mark.parametrize("script", EXAMPLES, ids=_name)
def test_example_runs(script: Path) -> None:
    """Every example script runs in its folder and says something."""
    done = subprocess.run(
        [sys.executable, "-W", "error", str(script)],
        cwd=script.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


def test_ten_lines_are_ten() -> None:
    """The script of ten lines has at most ten, blank lines and the docstring aside."""
    lines = (REPOSITORY / "examples" / "ten_lines.py").read_text(encoding="utf-8").splitlines()
    code = [line for line in lines if line.strip() and not line.startswith('"""')]
    assert len(code) <= 10


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook_is_what_its_script_gives(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Running the cells of a script gives its notebook, byte for byte but for the dots of pictures."""
    monkeypatch.syspath_prepend(str(REPOSITORY / "examples"))
    monkeypatch.chdir(REPOSITORY / "examples")
    from write_notebook import SCRIPTS, write_notebook

    script = REPOSITORY / "examples" / f"{name}.py"
    assert sorted(script.stem for script in SCRIPTS) == NOTEBOOKS
    committed = script.with_suffix(".ipynb").read_text(encoding="utf-8")
    assert _blank_pictures(write_notebook(script)) == _blank_pictures(committed), (
        "run examples/write_notebook.py"
    )


def _blank_pictures(notebook: str) -> str:
    """Take the dots of pictures out of a notebook, which differ from one matplotlib to the next."""
    return re.sub(r'"image/png": "[^"]+"', '"image/png": "…"', notebook)


def test_readme_shows_the_ten_lines() -> None:
    """Every line of code of the README's example stands in ten_lines.py or differs only in the path."""
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert 'cg.build_graph("examples/week")' in text
    assert "examples/ten_lines.py" in text


def test_public_names_are_in_the_reference() -> None:
    """The reference describes every public name, alone or with the module it stands in."""
    reference = "\n".join(
        page.read_text(encoding="utf-8") for page in (REPOSITORY / "docs/reference").glob("*.md")
    )
    modules = set(re.findall(r"automodule:: (\S+)", reference))
    missing = [
        name
        for name in claimgraph.__all__
        if not re.search(rf"auto(function|class):: {name}$", reference, re.MULTILINE)
        and getattr(claimgraph, name).__module__ not in modules
    ]
    assert missing == []


def test_start_names_every_extra() -> None:
    """The page for beginners says what each optional part that a user may want is for."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for_makers = {"browser", "dev", "docs", "geo", "lint", "release", "test"}
    start = (REPOSITORY / "docs/start.md").read_text(encoding="utf-8")
    extras = set(project["optional-dependencies"]) - for_makers
    assert [extra for extra in sorted(extras) if f".[{extra}]" not in start] == []


def test_glossary_has_every_noun() -> None:
    """Each public noun, or the word it is a kind of, is a term of the glossary."""
    glossary = (REPOSITORY / "docs/glossary.md").read_text(encoding="utf-8")
    terms = {term for line in re.findall(r"^(.+)\n: ", glossary, re.MULTILINE) for term in line.split(", ")}
    nouns = [
        name for name in claimgraph.__all__ if getattr(claimgraph, name).__module__ == "claimgraph.model"
    ]
    words = {noun: [word.lower() for word in re.findall(r"[A-Z][a-z]+", noun)] for noun in nouns}
    assert [noun for noun, parts in words.items() if not terms & {*parts, " ".join(parts)}] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    """Links to files of the repository lead to files that exist."""
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)
    assert [link for link in links if not _find_target(page, link).exists()] == []


def _find_target(page: Path, link: str) -> Path:
    """Return what a link of a page leads to; the build of the docs copies the examples into docs/."""
    target = (page.parent / link).resolve()
    copies = REPOSITORY.resolve() / "docs" / "examples"
    if target.is_relative_to(copies):
        return REPOSITORY / "examples" / target.relative_to(copies)
    return target
