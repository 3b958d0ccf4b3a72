"""Scripts that complete the command line in bash, zsh and fish.

A script is text made of the parser: it needs no package, starts no Python while somebody types,
and works offline. It is written anew after an upgrade.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from claimgraph.cli.completion.bash import write_bash
from claimgraph.cli.completion.commands import Command, read_command
from claimgraph.cli.completion.fish import write_fish
from claimgraph.cli.completion.zsh import write_zsh

SHELLS: Mapping[str, Callable[[Command], str]] = {"bash": write_bash, "zsh": write_zsh, "fish": write_fish}

__all__ = ["SHELLS", "read_command"]
