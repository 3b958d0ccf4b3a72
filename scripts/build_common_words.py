"""Build `common_words.txt.gz`: English words that are written in lower case.

    python scripts/build_common_words.py /usr/share/dict/american-english-small

The list is that of the Debian package `wamerican-small` (SCOWL). Names, which it writes with a capital,
abbreviations and forms with an apostrophe are left out, and the British spellings of its words are put
in ("neighbouring", "organised"). The same list gives the same bytes.
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

# American parts of words and what they are in British spelling.
BRITISH = tuple(
    tuple(pair.split("="))
    for pair in (
        "neighbor=neighbour color=colour labor=labour harbor=harbour honor=honour favor=favour rumor=rumour "
        "armor=armour behavior=behaviour humor=humour vapor=vapour odor=odour endeavor=endeavour "
        "savior=saviour vigor=vigour parlor=parlour tumor=tumour splendor=splendour clamor=clamour "
        "valor=valour center=centre theater=theatre meter=metre liter=litre fiber=fibre defense=defence "
        "offense=offence license=licence program=programme gray=grey plow=plough councilor=councillor "
        "counselor=counsellor jewel=jewell traveled=travelled traveling=travelling traveler=traveller "
        "canceled=cancelled canceling=cancelling shoveled=shovelled shoveling=shovelling leveled=levelled "
        "leveling=levelling labeled=labelled pummeled=pummelled pummeling=pummelling fueled=fuelled "
        "fueling=fuelling signaled=signalled signaling=signalling ize=ise izing=ising ization=isation "
        "yze=yse yzing=ysing "
    ).split()
)


def list_british(words: list[str]) -> set[str]:
    """Return the British spellings of some words."""
    return {word.replace(us, uk) for word in words for us, uk in BRITISH if us in word and uk not in word}


def main(source: str) -> None:
    """Write the list of one file of words, one a line; the list made before will do as well."""
    path = Path(source)
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    words = [word for word in lines if word.isascii() and word.isalpha() and word.islower()]
    words = sorted({*words, *list_british(words)})
    body = HEADER + "".join(f"{word}\n" for word in words if len(word) > 1 or word in "ai")
    TARGET.write_bytes(gzip.compress(body.encode(), mtime=0))
    print(f"{len(words)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
