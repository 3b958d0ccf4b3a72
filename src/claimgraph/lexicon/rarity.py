"""How rarely news uses a word: what two texts that share it have in common by more than chance."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from claimgraph.lexicon.tables import Lexicon

# What a word counts that the table does not have: a name, a rare word.
UNLISTED = 8.0
_TABLE = "word_rarity.csv.gz"


@lru_cache(maxsize=16)
def load_rarity(lexicon: Lexicon) -> Mapping[str, float]:
    """Return the rarity of the words of ``word_rarity.csv.gz``; a later layer's row wins.

    Rarity is ``-ln(p)``, where ``p`` is the chance that an article has the word: 0 for "the",
    about 4 for "shooting"; `UNLISTED` for a word that is not in it.
    """
    rarity: dict[str, float] = {}
    for folder in lexicon.folders:
        file = folder / _TABLE
        if file.is_file():
            lines = gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()
            for line in lines[1 + sum(line.startswith("#") for line in lines) :]:
                value, _, words = line.partition(",")
                rarity.update(dict.fromkeys(words.split(" "), float(value)))
    return MappingProxyType(rarity)


__all__ = ["UNLISTED", "load_rarity"]
