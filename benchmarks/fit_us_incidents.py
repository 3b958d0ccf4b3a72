"""Learn the weights of linking from the labelled half of the US incident corpus, through the public API.

    python benchmarks/fit_us_incidents.py LABELLED.jsonl -o benchmarks/tasks/us_incidents_weights.toml

LABELLED holds `id, title, text, date, url` and `gold.incident` a line. Pairs are the main accounts of two
articles that the library would compare; they are the same where both articles are of one incident.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tasks.us_incidents import read_accounts

from claimgraph import Scope, find_pairs, fit_weights, save_weights
from claimgraph.comparison.main_incidents import choose_main


def main() -> None:
    """Learn the weights, write them and print how good they are."""
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    chosen = parser.parse_args()
    records = [json.loads(line) for line in chosen.labelled.read_text(encoding="utf-8").splitlines()]
    incident = {record["id"]: record["gold"]["incident"] for record in records}
    told: dict[str, list] = {}
    for account in read_accounts(records):
        told.setdefault(account.article, []).append(account)
    chosen_ones = [choose_main(accounts) for accounts in told.values()]
    mains = [account for account in chosen_ones if account.scope is Scope.INCIDENT]
    found = fit_weights((a, b, incident[a.article] == incident[b.article]) for a, b in find_pairs(mains))
    save_weights(found.weights, chosen.output, origin=f"learned by benchmarks/{Path(__file__).name}\n{found}")
    print(found)


if __name__ == "__main__":
    main()
