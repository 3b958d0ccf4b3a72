"""Build `word_rarity.csv.gz`: how rarely a news article uses a word of English.

    pip install wordfreq
    python scripts/build_word_rarity.py

Rarity is ``-ln(p)``, ``p`` being the chance that an article of 400 words has the word. Words rarer than
`RAREST` are left out: a word that the table does not have is as rare as the rarest. The same release of
wordfreq gives the same bytes.
"""

from __future__ import annotations

import gzip
from math import log
from pathlib import Path

import wordfreq

TARGET = Path(__file__).parents[1] / "src/claimgraph/lexicon/world/word_rarity.csv.gz"
ARTICLE = 400
RAREST = 1e-6
HEADER = """# Origin: word frequencies of wordfreq 3.1 (Robyn Speer and others), made into rarities by
# scripts/build_word_rarity.py. Licence: CC BY-SA 4.0; see the NOTICE.
rarity,words
"""


def main() -> None:
    """Write the table: a line for every rarity, to a tenth, with its words."""
    rows: dict[int, list[str]] = {}
    for word, share in wordfreq.get_frequency_dict("en", wordlist="large").items():
        if share >= RAREST and word.isalpha() and word.isascii():
            chance = 1 - (1 - share) ** ARTICLE
            rows.setdefault(round(-10 * log(chance)), []).append(word)
    body = HEADER + "".join(f"{tenth / 10:.1f},{' '.join(sorted(rows[tenth]))}\n" for tenth in sorted(rows))
    TARGET.write_bytes(gzip.compress(body.encode(), mtime=0))
    print(f"{sum(map(len, rows.values()))} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
