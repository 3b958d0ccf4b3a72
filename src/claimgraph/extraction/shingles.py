"""Fingerprints of the sentences that tell an account: runs of five words, hashed and sampled.

Only sentences that hold a figure of the account are read. So what a desk appends to every story
(whom a monitor relies on, how long the war has lasted) makes no two accounts alike, without a list
of such phrases and without looking at any other article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
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
        words = _list_words(sentence.tokens)
        runs = (words[at : at + WORDS] for at in range(len(words) - WORDS + 1))
        found.update(crc32(" ".join(run).encode("utf-8", "surrogatepass")) for run in runs)
    return tuple(sorted(found)[:MOST_SHINGLES])


def _list_words(tokens: Sequence[Token]) -> list[str]:
    return [word for token in tokens if (word := _strip_marks(token.lower))]


def _strip_marks(word: str) -> str:
    if word.isalnum():
        return word
    return "" if word == "'s" else "".join(filter(str.isalnum, word))


__all__ = ["WORDS", "find_shingles"]
