"""A parser → what can be typed: verbs, options, and the values they take."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from attrs import frozen


class Kind(StrEnum):
    """What kind of word a value is."""

    FILE = "file"
    FOLDER = "folder"
    WORDS = "words"


@frozen(kw_only=True)
class Value:
    """A value of an option or an argument; ``choices`` are all there are, or empty."""

    name: str
    kind: Kind
    choices: tuple[str, ...] = ()
    repeats: bool = False


@frozen(kw_only=True)
class Option:
    """An option with all its flags, the short one first; without ``value`` it is a switch."""

    flags: tuple[str, ...]
    purpose: str
    value: Value | None = None
    repeats: bool = False


@frozen(kw_only=True)
class Command:
    """The program, or a verb by its ``path``; ``arguments`` come in their order."""

    path: tuple[str, ...]
    purpose: str = ""
    options: tuple[Option, ...] = ()
    arguments: tuple[Value, ...] = ()
    commands: tuple[Command, ...] = ()

    def walk(self) -> Iterator[Command]:
        """Yield the command and all below it."""
        yield self
        for command in self.commands:
            yield from command.walk()


# What a metavar of the parsers says of the value; one that is made a path is a file in any case.
_KINDS = {"FILE": Kind.FILE, "PATH": Kind.FILE, "CLAIMS": Kind.FILE, "FOLDER": Kind.FOLDER}


def read_command(
    parser: argparse.ArgumentParser, *, path: tuple[str, ...] = (), purpose: str = ""
) -> Command:
    """Return what a parser takes.

    Args:
        parser: The parser of the program, or of a verb.
        path: The verbs before; none for the program.
        purpose: What the list of verbs says of it.
    """
    actions = [one for one in parser._actions if one.help != argparse.SUPPRESS]
    verbs = [one for one in actions if isinstance(one, argparse._SubParsersAction)]
    words = [one for one in actions if not one.option_strings and one not in verbs]
    return Command(
        path=path,
        purpose=purpose,
        options=tuple(_read_option(one) for one in actions if one.option_strings),
        arguments=tuple(_read_value(one) for one in words),
        commands=tuple(command for one in verbs for command in _read_verbs(one, path)),
    )


def _read_verbs(
    action: argparse._SubParsersAction[argparse.ArgumentParser], path: tuple[str, ...]
) -> Iterator[Command]:
    purposes = {one.dest: one.help or "" for one in action._choices_actions}
    for name, parser in action.choices.items():
        yield read_command(parser, path=(*path, name), purpose=purposes.get(name, ""))


def _read_option(action: argparse.Action) -> Option:
    return Option(
        flags=tuple(sorted(action.option_strings, key=len)),
        purpose=_say_purpose(action),
        value=None if action.nargs == 0 else _read_value(action),
        repeats=isinstance(action, argparse._AppendAction),
    )


def _read_value(action: argparse.Action) -> Value:
    name = action.metavar if isinstance(action.metavar, str) else action.dest
    return Value(
        name=name.lower(),
        kind=_KINDS.get(name, Kind.FILE if action.type is Path else Kind.WORDS),
        choices=tuple(map(str, action.choices or ())),
        repeats=action.nargs in ("*", "+"),
    )


def _say_purpose(action: argparse.Action) -> str:
    """Return the help of an option as the parser shows it, in one line."""
    return " ".join(((action.help or "") % {**vars(action), "prog": "claimgraph"}).split())
