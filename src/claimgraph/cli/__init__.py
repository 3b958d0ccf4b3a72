"""The shell: ``claimgraph VERB …``; `verbs` holds one module for each verb."""

from claimgraph.cli.program import main

__all__ = ["main"]
