"""The small workload whose instructions are counted; see `instructions.py`.

Each step is a call of `sys.call_tracing`, a function that nothing else calls: by it callgrind knows where
a step begins and ends.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import claimgraph as cg

EXAMPLES = Path(__file__).parents[1] / "examples"


def main() -> None:
    """Do everything once to load the tables, then once more to be counted."""
    articles = list(cg.read_articles([EXAMPLES / "articles", EXAMPLES / "articles_us", EXAMPLES / "week"]))
    accounts = cg.extract_accounts(articles)
    incidents = cg.link_accounts(accounts)
    gc.collect()
    sys.call_tracing(cg.extract_accounts, (articles,))
    sys.call_tracing(cg.link_accounts, (accounts,))
    sys.call_tracing(reconcile_all, (incidents,))


def reconcile_all(incidents: tuple[cg.Incident, ...]) -> None:
    """Reconcile the claims of each incident."""
    for one in incidents:
        cg.reconcile(one.claims, denials=one.denials, copies=one.copies)


if __name__ == "__main__":
    main()
