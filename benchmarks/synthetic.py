"""Write a made-up news corpus whose incidents are known.

    python benchmarks/synthetic.py --claims N [--seed 1] -o FOLDER

FOLDER gets `articles.jsonl` (`id, title, text, publisher, published`, in the order of publication) and
`truth.jsonl` (per article its sentences: where they stand in the text, which incident they tell of, and the
figures in them). The same N and seed give the same bytes; memory does not grow with N.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from news.corpus import write_corpus


def main(arguments: list[str] | None = None) -> int:
    """Write the corpus; the exit code is 0."""
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    parser.add_argument("--claims", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    articles, figures = write_corpus(chosen.claims, chosen.output, seed=chosen.seed)
    print(f"{articles:,} articles with {figures:,} figures in {chosen.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
