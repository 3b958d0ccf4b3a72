"""The shell is documented: every verb and option in the reference page and by examples of its own."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from shell import run_shell

from claimgraph.cli import endings
from claimgraph.cli.completion import read_command
from claimgraph.cli.completion.commands import Command
from claimgraph.cli.program import build_parser
from claimgraph.cli.verbs import VERBS
from claimgraph.cli.verbs.export import _TABLES
from claimgraph.output.tables import TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "shell.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
COMMANDS = list(read_command(build_parser()).walk())


def _name(command: Command) -> str:
    return " ".join(("claimgraph", *command.path))


def _find_documented(command: Command) -> set[str]:
    """Return the flags that the section of a verb names, and those of the sections it links."""
    own = SECTIONS["Every verb"] if not command.path else SECTIONS[" ".join(("claimgraph", command.path[0]))]
    shared = [text for title, text in SECTIONS.items() if f"(#{title.lower().replace(' ', '-')})" in own]
    return set(re.findall(r"`(--?[a-z][a-z-]*)", "\n".join([own, *shared, SECTIONS["Every verb"]])))


@pytest.mark.parametrize("command", COMMANDS, ids=_name)
def test_reference_has_every_verb_and_option(command: Command) -> None:
    """A verb has a section, which names its options or links the section that does."""
    flags = {flag for option in command.options for flag in option.flags}
    assert flags - _find_documented(command) == set()
    for verb in command.path[:1]:
        assert f"[`{verb}`](#claimgraph-{verb})" in PAGE


@pytest.mark.parametrize("command", COMMANDS, ids=_name)
def test_reference_names_every_choice(command: Command) -> None:
    """What an option or argument can be is said."""
    own = SECTIONS["Every verb"] if not command.path else SECTIONS[_name(COMMANDS[0]) + " " + command.path[0]]
    values = [*command.arguments, *(option.value for option in command.options if option.value)]
    choices = {choice for value in values for choice in value.choices}
    assert {one for one in choices if f"`{one}`" not in own + SECTIONS["Every verb"]} == set()


def test_reference_names_no_option_that_is_gone() -> None:
    """Every flag in a table of options is one that some verb takes."""
    tables = re.findall(r"^\| (`-.+?) \|", PAGE, re.MULTILINE)
    named = {flag for cell in tables for flag in re.findall(r"`(--?[a-z][a-z-]*)", cell)}
    assert named - {flag for one in COMMANDS for option in one.options for flag in option.flags} == set()


def test_exit_codes_are_said() -> None:
    """`--help` and the page list every way to end."""
    codes = {str(code) for name, code in vars(endings).items() if name.isupper() and isinstance(code, int)}
    assert codes == {line.split()[0] for line in endings.EXIT_CODES.splitlines()[1:]}
    assert codes <= set(re.findall(r"^\| (\d+) \|", SECTIONS["Every verb"], re.MULTILINE))


@pytest.mark.parametrize("command", COMMANDS[1:], ids=_name)
def test_help_has_examples_that_parse(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` of every verb shows examples of it, in 80 columns, that the parser takes."""
    assert run_shell(*command.path, "--help") == 0
    said = capsys.readouterr().out
    assert max(map(len, said.splitlines())) <= 80
    shown = re.findall(r"^ .*?(claimgraph .*?)(?:  .*)?$", said.partition("examples:")[2], re.MULTILINE)
    least = 2 if len(command.path) == 1 else 1
    assert len([line for line in shown if line.startswith(_name(command))]) >= least
    for line in shown:
        words = shlex.split(line.rstrip(")"))
        ends = [place for place, word in enumerate(words) if word in ("|", ">", ">>")]
        build_parser().parse_args(words[1 : ends[0] if ends else None])


def test_verbs_are_the_modules_there_are() -> None:
    """No verb is forgotten in the list of verbs."""
    folder = Path(__file__).parents[2] / "src" / "claimgraph" / "cli" / "verbs"
    assert sorted(VERBS) == sorted(path.stem for path in folder.glob("[a-z]*.py"))


def test_tables_are_those_there_are() -> None:
    """`export --table` offers every named table."""
    assert sorted(_TABLES) == sorted(TABLES)
