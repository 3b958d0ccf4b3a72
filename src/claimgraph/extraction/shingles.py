"""Fingerprints of the sentences that tell an account: runs of five words, hashed and sampled.

Only sentences that hold a figure of the account are read. So what a desk appends to every story
(whom a monitor relies on, how long the war has lasted) makes no two accounts alike, without a list
of such phrases and without looking at any other article.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from zlib import crc32

from claimgraph.extraction.sentences import Sentence
from claimgraph.model import MOST_SHINGLES

WORDS = 5
"""So many words are one shingle: long enough that two desks seldom find the same run by chance."""


def find_shingles(sentences: Iterable[Sentence]) -> tuple[int, ...]:
    """Return the fingerprint of some sentences.

    Marks, capitals and the "'s" of a genitive do not count, numbers do. The hash is CRC-32 of the
    words in UTF-8, which is the same on every machine.

    Args:
        sentences: Sentences of one article; no shingle reaches over the end of one.

    Returns:
        The `MOST_SHINGLES` smallest hashes, ascending, or all where there are fewer; none for
        sentences of fewer than `WORDS` words.
    """
    found: set[int] = set()
    for sentence in sentences:
        words = [word if word.isalnum() else _strip_marks(word) for word in sentence.lower]
        words = [word for word in words if word]
        text = " ".join(words)
        # Where each word begins, and where one more would: a run is a part of one string.
        starts = list(accumulate([len(word) + 1 for word in words], initial=0))
        runs = [text[start : after - 1] for start, after in zip(starts, starts[WORDS:], strict=False)]
        found.update([crc32(run.encode("utf-8", "surrogatepass")) for run in runs])
    return tuple(sorted(found)[:MOST_SHINGLES])


def _strip_marks(word: str) -> str:
    """Return the letters and digits of a word, none of a mark or a genitive."""
    if len(word) == 1 or word == "'s":
        return ""
    return "".join(filter(str.isalnum, word))


__all__ = ["WORDS", "find_shingles"]
