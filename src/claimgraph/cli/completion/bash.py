"""What can be typed → a script for bash, 3.2 and later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimgraph.cli.completion.commands import Command, Value

# A word of the command line is looked up as "PATH WORD", PATH being the verbs so far: "/store/add --json".
_SCRIPT = """\
# Completion of claimgraph for bash, written by: claimgraph completion bash
_claimgraph() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
    local path='' place=0 at=1 word words=''
    COMPREPLY=()
    # bash takes --option=value for three words.
    if [[ $cur == '=' ]]; then
        cur=''
    elif [[ $prev == '=' ]]; then
        prev=${COMP_WORDS[COMP_CWORD-2]}
    fi
    while ((at < COMP_CWORD)); do
        word=${COMP_WORDS[at]}
        case "$path $word" in
            @verbs@)
                path=$path/$word place=0 ;;
            @valued@)
                ((at += 1))
                if [[ ${COMP_WORDS[at]} == '=' ]]; then ((at += 1)); fi ;;
            *' -'?*) ;;
            *) ((place += 1)) ;;
        esac
        ((at += 1))
    done
    case "$path $prev" in
@choices@
        @valued@)
            return ;;
        *)
            if [[ $cur == -* ]]; then
                case $path in
@options@
                esac
            else
                case "$path $place" in
@words@
                esac
            fi ;;
    esac
    # Without a match bash offers files.
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _claimgraph claimgraph
"""


def write_bash(program: Command) -> str:
    """Return the script, to be read by ``source``."""
    every = list(program.walk())
    parts = {
        "verbs": " | ".join(_quote(f"{_say(one.path[:-1])} {one.path[-1]}") for one in every if one.path),
        "valued": " | ".join(_quote(flag) for one in every for flag, _ in _list_values(one)),
        "choices": _list_cases(
            ((flag, value.choices) for one in every for flag, value in _list_values(one) if value.choices),
            indent=" " * 8,
        ),
        "options": _list_cases(
            (_say(one.path), [flag for option in one.options for flag in option.flags]) for one in every
        ),
        "words": _list_cases(place for one in every for place in _list_places(one)),
    }
    script = _SCRIPT
    for name, text in parts.items():
        script = script.replace(f"@{name}@", text)
    return script


def _say(path: tuple[str, ...]) -> str:
    return "".join(f"/{verb}" for verb in path)


def _list_values(command: Command) -> Iterator[tuple[str, Value]]:
    for option in command.options:
        if option.value is not None:
            yield from ((f"{_say(command.path)} {flag}", option.value) for flag in option.flags)


def _list_places(command: Command) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield what can stand where no option does, where that is known."""
    if command.commands:
        yield f"{_say(command.path)} 0", [one.path[-1] for one in command.commands]
    for place, value in enumerate(command.arguments):
        if value.choices:
            yield f"{_say(command.path)} {place}", value.choices


def _list_cases(cases: Iterable[tuple[str, Iterable[str]]], indent: str = " " * 20) -> str:
    return "\n".join(f"{indent}{_quote(case)}) words={_quote(' '.join(words))} ;;" for case, words in cases)


def _quote(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
