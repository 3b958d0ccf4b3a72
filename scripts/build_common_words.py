"""Build `common_words.txt.gz`: English words that are written in lower case.

    python scripts/build_common_words.py /usr/share/dict/american-english-small

The list is that of the Debian package `wamerican-small` (SCOWL). Names, which it writes with a capital,
abbreviations and forms with an apostrophe are left out. The same list gives the same bytes.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/claimgraph/lexicon/world/common_words.txt.gz"
HEADER = """# Origin: the list "american-english-small" of the Debian package wamerican-small, which is SCOWL,
# (c) 2000-2011 Kevin Atkinson; names and abbreviations left out by scripts/build_common_words.py.
# Licence: "Permission to use, copy, modify, distribute and sell these word lists, the associated scripts,
# the output created from the scripts, and its documentation for any purpose is hereby granted without fee,
# provided that the above copyright notice appears in all copies and that both that copyright notice and
# this permission notice appear in supporting documentation."
"""


def main(source: str) -> None:
    """Write the list of one file of words, one a line."""
    words = sorted(
        word
        for word in Path(source).read_text("utf-8").split()
        if word.isascii() and word.isalpha() and word.islower()
    )
    body = HEADER + "".join(f"{word}\n" for word in words if len(word) > 1 or word in "ai")
    TARGET.write_bytes(gzip.compress(body.encode(), mtime=0))
    print(f"{len(words)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
