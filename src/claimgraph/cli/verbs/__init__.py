"""The verbs of the shell, one module each.

A verb is a module of its name with ``add_command(commands)``, which adds its parser, and
``run(options)``, which does it and returns the exit code; what is slow to import is imported
there. `options`, `reading` and `writing` hold what verbs share. It is listed in `VERBS`.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Protocol, cast

from claimgraph.cli.options import Commands

# In the order of ``claimgraph --help``.
VERBS = (
    "claims",
    "incidents",
    "summary",
    "report",
    "trace",
    "export",
    "review",
    "judge",
    "store",
    "watch",
    "check",
    "completion",
)


class Verb(Protocol):
    """What the module of a verb has."""

    def add_command(self, commands: Commands[argparse.ArgumentParser]) -> None:
        """Add the parser of the verb."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it; return the exit code."""


def find_verb(name: str) -> Verb:
    """Return the module of a verb of `VERBS`."""
    return cast(Verb, import_module(f"{__name__}.{name}"))
