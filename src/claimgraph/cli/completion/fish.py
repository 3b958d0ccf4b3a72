"""What can be typed → a script for fish, with what each word is for."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.cli.completion.commands import Command, Kind, Option, Value

_HEAD = "# Completion of claimgraph for fish, written by: claimgraph completion fish\n"
_FOLDERS = "(__fish_complete_directories (commandline -ct))"


def write_fish(program: Command) -> str:
    """Return the script, to be read by ``source`` or put into fish's folder of completions."""
    lines = [line for command in program.walk() for line in _list_lines(command)]
    return _HEAD + "".join(f"complete -c claimgraph {line}\n" for line in lines)


def _list_lines(command: Command) -> Iterator[str]:
    at = f"-n {_quote(_say_place(command))}"
    for verb in command.commands:
        yield f"{at} -f -a {verb.path[-1]} -d {_quote(verb.purpose)}"
    for value in command.arguments:
        if value.choices:
            yield f"{at} -f -a {_quote(' '.join(value.choices))}"
    for option in command.options:
        yield f"{at} {_say_option(option)}"


def _say_place(command: Command) -> str:
    """Return the condition under which a command's words are offered."""
    seen = [f"__fish_seen_subcommand_from {verb}" for verb in command.path]
    below = " ".join(one.path[-1] for one in command.commands)
    return "; and ".join([*seen, *([f"not __fish_seen_subcommand_from {below}"] if below else [])])


def _say_option(option: Option) -> str:
    flags = [f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags]
    value = [_say_value(option.value)] if option.value else []
    return " ".join([*flags, *value, f"-d {_quote(option.purpose)}"])


def _say_value(value: Value) -> str:
    if value.kind is Kind.FILE:
        return "-r -F"
    words = " ".join(value.choices) if value.choices else _FOLDERS if value.kind is Kind.FOLDER else ""
    return f"-x -a {_quote(words)}" if words else "-x"


def _quote(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
