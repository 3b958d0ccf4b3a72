"""``claimgraph completion``: a script that completes the command line."""

from __future__ import annotations

import argparse
import sys

from claimgraph.cli.completion import SHELLS, read_command
from claimgraph.cli.endings import DONE
from claimgraph.cli.options import Commands, add_verb
from claimgraph.cli.streams import write_text

_EXAMPLES = """examples:
  source <(claimgraph completion bash)               for this shell
  claimgraph completion bash >> ~/.bash_completion   for every bash to come
  claimgraph completion zsh > ~/.zfunc/_claimgraph   a folder of your $fpath
  claimgraph completion fish > ~/.config/fish/completions/claimgraph.fish

Write it anew after an upgrade.
"""


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of the verb."""
    command = add_verb(
        commands,
        "completion",
        purpose="a script that completes verbs, options and values with Tab",
        description="Write a script that completes verbs, options and values with Tab.",
        examples=_EXAMPLES,
    )
    command.add_argument("shell", choices=tuple(SHELLS), help="the shell that you type in")


def run(options: argparse.Namespace) -> int:
    """Write the script to standard output."""
    from claimgraph.cli.program import build_parser

    write_text(SHELLS[options.shell](read_command(build_parser())), sys.stdout)
    return DONE
