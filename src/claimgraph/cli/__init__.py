"""The shell: ``claimgraph claims|incidents|summary|trace|review PATHS…``."""

from claimgraph.cli.commands import main

__all__ = ["main"]
