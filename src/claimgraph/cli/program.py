"""The program: its command line, which verb runs, and how it ends."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from claimgraph import __version__
from claimgraph.cli.endings import BROKEN_PIPE, DONE, EXIT_CODES, FAILED, STOPPED, WRONG_USE, WrongUseError
from claimgraph.cli.options import add_everywhere, check_output
from claimgraph.cli.streams import close_quietly, say
from claimgraph.cli.verbs import VERBS, find_verb
from claimgraph.errors import ClaimGraphError

_EXAMPLES = """examples:
  claimgraph summary articles/                       who says how many
  claimgraph incidents articles/ --json | jq .place  for a script
  claimgraph export articles/ -o week.jsonl          read once …
  claimgraph report week.jsonl -o week.html          … and look again
  claimgraph VERB --help                             more of each verb
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line.

    Args:
        argv: The arguments after the program's name; those of the process by default.

    Returns:
        The exit code: 0 done, 1 nothing could be read (or not everything, with ``--strict``), 2 the
        command line is wrong, 130 stopped by Ctrl-C, 141 nobody reads the output any more.
    """
    try:
        parser = build_parser()
        options = parser.parse_args(argv)
        if options.command is None:
            parser.print_help(sys.stderr)
            say("error: a verb is needed, one of those above")
            return WRONG_USE
        return _run(options)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else DONE
    except BrokenPipeError:
        close_quietly()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        say("stopped")
        return STOPPED


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command line as every message is said: names of files may be hostile."""

    def error(self, message: str) -> NoReturn:
        from claimgraph.output.text import show_signs

        super().error(show_signs(message))


def build_parser() -> argparse.ArgumentParser:
    """Build the parser of the command line."""
    parser: argparse.ArgumentParser = _Parser(
        prog="claimgraph",
        description="Who says how many: read news, show who gives which toll, where they differ,\nand why.",
        epilog=f"{_EXAMPLES}\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"claimgraph {__version__}")
    add_everywhere(parser, quiet=False, color="auto")
    commands = parser.add_subparsers(title="verbs", dest="command", metavar="VERB")
    for name in VERBS:
        find_verb(name).add_command(commands)
    return parser


def _run(options: argparse.Namespace) -> int:
    from claimgraph.output.text import show_signs

    try:
        check_output(options)
        return find_verb(options.command).run(options)
    except WrongUseError as error:
        say(f"error: {error}")
        return WRONG_USE
    except BrokenPipeError:
        raise
    except (ClaimGraphError, OSError) as error:
        say(f"error: {show_signs(str(error))}")
        return FAILED
