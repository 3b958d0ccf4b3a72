"""The scripts that complete the command line, the one for bash in a real bash."""

from __future__ import annotations

import argparse
import os
import select
import shlex
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from shell import run_shell

from claimgraph.cli.completion import SHELLS, read_command
from claimgraph.cli.program import build_parser

BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(BASH is None, reason="there is no bash here")
PROGRAM = read_command(build_parser())
CASES = {
    "claimgraph su": ["summary"],
    "claimgraph --color ''": ["auto", "always", "never"],
    "claimgraph --color = al": ["always"],
    "claimgraph --color =": ["auto", "always", "never"],
    "claimgraph -q --color always sum": ["summary"],
    "claimgraph summary --st": ["--strict", "--style"],
    "claimgraph summary --style ''": ["line", "paragraph", "full"],
    "claimgraph summary --style line --pl": ["--place"],
    "claimgraph summary ''": [],
    "claimgraph summary -o ''": [],
    "claimgraph judge log.jsonl c1 c2 ''": ["same", "different", "unsure"],
    "claimgraph judge --by Ana log.jsonl c1 c2 d": ["different"],
    "claimgraph judge --by = Ana log.jsonl c1 c2 d": ["different"],
    "claimgraph judge log.jsonl d": [],
    "claimgraph completion b": ["bash"],
}


def _complete(script: str, lines: list[str]) -> list[list[str]]:
    """Return what bash offers for the last word of each line; a line is words as bash splits them."""
    asked = ['ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _claimgraph; echo "${COMPREPLY[*]-}"; }']
    asked += [f"ask {line}" for line in lines]
    done = subprocess.run(
        [str(BASH), "-uc", "\n".join([script, *asked])], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
    return [line.split() for line in done.stdout.splitlines()]


@needs_bash
def test_bash_offers_what_can_stand_there() -> None:
    """Verbs, options, choices, also after options with values; where a file can stand, nothing of ours."""
    assert dict(zip(CASES, _complete(SHELLS["bash"](PROGRAM), list(CASES)), strict=True)) == CASES


@needs_bash
def test_bash_offers_every_option_of_every_verb() -> None:
    """What the parser takes is what is offered, verb by verb."""
    every = list(PROGRAM.walk())
    offered = _complete(
        SHELLS["bash"](PROGRAM), [shlex.join(["claimgraph", *one.path, "-"]) for one in every]
    )
    for command, words in zip(every, offered, strict=True):
        assert words == [flag for option in command.options for flag in option.flags], command.path


@needs_bash
def test_verbs_of_verbs_are_offered() -> None:
    """`store add --json`: a verb below a verb has options of its own."""
    parser = argparse.ArgumentParser("claimgraph")
    store = parser.add_subparsers().add_parser("store", help="it's a store")
    store.add_argument("--keep", choices=("all", "new"))
    add = store.add_subparsers().add_parser("add")
    add.add_argument("--json", action="store_true")
    add.add_argument("kind", choices=("day", "week"))
    lines = [
        "claimgraph ''",
        "claimgraph store --keep all ''",
        "claimgraph store add -",
        "claimgraph store add w",
    ]
    script = SHELLS["bash"](read_command(parser))
    assert _complete(script, lines) == [["store"], ["add"], ["-h", "--help", "--json"], ["week"]]


@needs_bash
@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
def test_bash_completes_files_as_ever(tmp_path: Path) -> None:
    """In a bash with somebody at it, Tab completes an option and then the name of a file."""
    import pty

    (tmp_path / "monday news.txt").write_text("x", encoding="utf-8")
    (tmp_path / "script").write_text(SHELLS["bash"](PROGRAM), encoding="utf-8")
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the other process
        os.chdir(tmp_path)
        os.execve(str(BASH), ["bash", "--norc", "--noprofile", "-i"], {"TERM": "dumb", "PS1": "> "})
    os.write(terminal, b"source ./script; printf '%s|' claimgraph\n")
    _read_until(terminal, b"claimgraph|")
    os.write(terminal, b"claimgraph summary --str\tmon\t")
    shown = _read_until(terminal, rb"claimgraph summary --strict monday\ news.txt ")
    os.close(terminal)
    os.waitpid(pid, 0)
    assert rb"claimgraph summary --strict monday\ news.txt " in shown


def _read_until(terminal: int, end: bytes) -> bytes:
    shown, limit = b"", time.monotonic() + 20
    while end not in shown and time.monotonic() < limit:
        if select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 65536)
    return shown


@pytest.mark.parametrize("shell", SHELLS)
def test_script_is_written(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`claimgraph completion SHELL` prints a script with every verb and every long option."""
    assert run_shell("completion", shell) == 0
    script = capsys.readouterr().out
    for command in PROGRAM.walk():
        assert all(verb in script for verb in command.path)
        for option in command.options:
            flag = option.flags[-1]
            assert (f"-l {flag[2:]} " if shell == "fish" else flag) in script


@pytest.mark.parametrize("shell", SHELLS)
def test_shell_can_read_its_script(shell: str, tmp_path: Path) -> None:
    """The shell itself finds no fault in the script."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"there is no {shell} here")
    script = tmp_path / "script"
    script.write_text(SHELLS[shell](PROGRAM), encoding="utf-8")
    done = subprocess.run([program, "-n", str(script)], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")


def test_texts_cannot_break_a_script() -> None:
    """Quotes, brackets, colons and dollars of a help text are only text."""
    parser = argparse.ArgumentParser("claimgraph")
    parser.add_argument("--odd", help="""it's [a] "b": `c` $d \\e 5%%""", metavar="FILE")
    command = read_command(parser)
    assert """'--odd=[it'\\''s \\[a\\] '\\''b'\\''\\: '\\''c'\\'' '\\''d \\\\e 5%]:file:_files'""" in SHELLS[
        "zsh"
    ](command)
    assert """-l odd -r -F -d 'it\\'s [a] "b": `c` $d \\\\e 5%'""" in SHELLS["fish"](command)


def test_files_are_known_as_files() -> None:
    """What a value is called, or made, says whether a name of a file can stand there."""
    parser = argparse.ArgumentParser("claimgraph")
    parser.add_argument("--out", metavar="FILE")
    parser.add_argument("--words", metavar="FOLDER")
    parser.add_argument("--by", metavar="NAME")
    parser.add_argument("store", type=Path, metavar="STORE")
    command = read_command(parser)
    kinds = [option.value.kind for option in command.options if option.value]
    assert [str(kind) for kind in (*kinds, command.arguments[0].kind)] == ["file", "folder", "words", "file"]
