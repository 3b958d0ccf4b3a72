"""The words that a language writes in lower case, to tell names from them where all is capitals."""

from __future__ import annotations

import gzip
from functools import lru_cache

from claimgraph.lexicon.tables import Lexicon

_TABLE = "common_words.txt.gz"


@lru_cache(maxsize=16)
def load_common_words(lexicon: Lexicon) -> frozenset[str]:
    """Return the words of ``common_words.txt.gz`` in all layers, lower case."""
    words: set[str] = set()
    for folder in lexicon.folders:
        file = folder / _TABLE
        if file.is_file():
            lines = gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()
            words.update(line for line in lines if not line.startswith("#"))
    return frozenset(words)
