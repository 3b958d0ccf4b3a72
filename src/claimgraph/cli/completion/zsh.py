"""What can be typed → a script for zsh, with what each word is for."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.cli.completion.commands import Command, Kind, Option, Value

_HEAD = """\
#compdef claimgraph
# Completion of claimgraph for zsh, written by: claimgraph completion zsh

"""
_TAIL = """\
# Read by source, or found in a folder of $fpath under the name _claimgraph.
if [ "$funcstack[1]" = "_claimgraph" ]; then
    _claimgraph "$@"
else
    compdef _claimgraph claimgraph
fi
"""
_VERBS = """\
    local context state state_descr line
    typeset -A opt_args
"""
_REST = """\
    case $state:$words[1] in
{cases}
    esac
"""
_ACTIONS = {Kind.FILE: "_files", Kind.FOLDER: "_files -/", Kind.WORDS: " "}


def write_zsh(program: Command) -> str:
    """Return the script, to be read by ``source`` or put into a folder of ``$fpath``."""
    return _HEAD + "".join(_write_function(one) for one in program.walk()) + _TAIL


def _write_function(command: Command) -> str:
    specs = [spec for option in command.options for spec in _list_specs(option)]
    specs += [_say_argument(value) for value in command.arguments]
    if not command.commands:
        return _name(command) + "() {\n" + _say_arguments("_arguments", specs) + "}\n\n"
    verbs = " ".join(f'{one.path[-1]}\\:"{_clean(one.purpose)}"' for one in command.commands)
    specs += [_quote(f"1:command:(({verbs}))"), _quote("*:: :->rest")]
    cases = "\n".join(f"        rest:{one.path[-1]}) {_name(one)} ;;" for one in command.commands)
    body = _VERBS + _say_arguments("_arguments -C", specs) + _REST.format(cases=cases)
    return _name(command) + "() {\n" + body + "}\n\n"


def _name(command: Command) -> str:
    return "_".join(("_claimgraph", *(verb.replace("-", "_") for verb in command.path)))


def _say_arguments(builtin: str, specs: list[str]) -> str:
    return "    " + " \\\n        ".join([builtin, *specs]) + "\n"


def _list_specs(option: Option) -> Iterator[str]:
    """Yield a specification for each flag; one that was given rules out the others."""
    others = "" if option.repeats or len(option.flags) == 1 else f"({' '.join(option.flags)})"
    for flag in option.flags:
        many = "*" if option.repeats else ""
        takes = "" if option.value is None else "=" if flag.startswith("--") else "+"
        value = "" if option.value is None else f":{option.value.name}:{_say_action(option.value)}"
        yield _quote(f"{others}{many}{flag}{takes}[{_clean(option.purpose)}]{value}")


def _say_argument(value: Value) -> str:
    return _quote(f"{'*' if value.repeats else ''}:{value.name}:{_say_action(value)}")


def _say_action(value: Value) -> str:
    return f"({' '.join(value.choices)})" if value.choices else _ACTIONS[value.kind]


def _clean(text: str) -> str:
    """Return a text without the signs that a specification gives a meaning."""
    return "".join(f"\\{sign}" if sign in "[]:\\" else "'" if sign in '"`$' else sign for sign in text)


def _quote(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
