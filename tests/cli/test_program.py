"""The program: help, wrong use, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from shell import TEXT, raise_always, run_shell

from claimgraph.cli.verbs import VERBS
from claimgraph.errors import LexiconError


def test_help_names_the_commands_and_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` alone shows what there is."""
    assert run_shell("--help") == 0
    said = capsys.readouterr().out
    assert all(f"    {command} " in said or f"    {command}\n" in said for command in VERBS)
    assert "exit codes:" in said


def test_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` names the program and its version."""
    assert run_shell("--version") == 0
    assert capsys.readouterr().out.startswith("claimgraph ")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("claims",),
        ("count", "x"),
        ("claims", "x", "--json", "--csv"),
        ("claims", "x", "-o", "x.xlsx"),
        ("claims", "x", "-o", "x.csv", "--json"),
        ("claims", "x", "-o", "no/such/folder/x.csv"),
        ("summary", "x", "--width", "3"),
        ("summary", "x", "--width", "wide"),
    ],
)
def test_wrong_use_ends_with_2(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong command line is explained on standard error."""
    assert run_shell(*arguments) == 2
    said = capsys.readouterr()
    assert "error:" in said.err
    assert said.out == ""


def test_output_never_overwrites_an_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Writing to one of the inputs is refused before anything is read."""
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "x"}', encoding="utf-8")
    assert run_shell("claims", file, "-o", file) == 2
    assert "would destroy it" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == '{"text": "x"}'


def test_errors_of_the_library_have_no_traceback(
    news: Path, stubs: dict[str, ModuleType], capsys: pytest.CaptureFixture[str]
) -> None:
    """Errors raised on purpose and errors of files are one line."""
    for error in (LexiconError("bad row"), OSError(28, "No space left on device")):
        vars(stubs["claimgraph.graph"])["build_graph"] = raise_always(error)
        assert run_shell("claims", news) == 1
        assert capsys.readouterr().err.startswith("claimgraph: error: ")


def test_ctrl_c_ends_with_130(
    news: Path, stubs: dict[str, ModuleType], capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C says one word."""
    vars(stubs["claimgraph.graph"])["build_graph"] = raise_always(KeyboardInterrupt())
    assert run_shell("claims", news) == 130
    assert capsys.readouterr().err == "claimgraph: stopped\n"


def _spawn(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    source = Path(__file__).parents[2] / "src"
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


WATCH_HELP = """
import sys
import claimgraph.model
before = set(sys.modules)
from claimgraph.cli import main
main(["--help"])
ours = ("claimgraph.cli", "claimgraph.output.text", "claimgraph.errors", "claimgraph.progress")
new = set(sys.modules) - before - {"claimgraph.output"}  # whose folder holds output.text
loaded = {name for name in new if not name.startswith(ours)}
print("loaded", sorted(name for name in loaded if name.partition(".")[0] not in sys.stdlib_module_names))
print("slow", sorted(loaded & {"sqlite3", "http.server", "asyncio", "xml.dom", "email"}))
"""


def test_help_loads_nothing_that_only_a_verb_needs() -> None:
    """What is slow to load is loaded by the verb that needs it, not to show the help."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    done = subprocess.run(
        [sys.executable, "-c", WATCH_HELP], env=environment, capture_output=True, encoding="utf-8", check=True
    )
    *_, loaded, slow = done.stdout.splitlines()
    assert (loaded, slow) == ("loaded []", "slow []")
