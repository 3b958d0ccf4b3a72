"""Fingerprints of sentences."""

from __future__ import annotations

from claimgraph.comparison.copies import measure_share
from claimgraph.extraction.sentences import split_sentences
from claimgraph.extraction.shingles import WORDS, find_shingles
from claimgraph.lexicon import Lexicon
from claimgraph.model import MOST_SHINGLES

TOLD = "Shells fell on the market of the old town at noon, killing nine traders and two porters."


def shingles(text: str, words: Lexicon) -> tuple[int, ...]:
    """Return the fingerprint of a text."""
    return find_shingles(split_sentences(text, lexicon=words))


def test_hashes_are_the_same_on_every_machine(words: Lexicon) -> None:
    """CRC-32 of five words in lower case."""
    assert shingles("One two three four five.", words) == (1354651064,)


def test_capitals_marks_and_genitives_do_not_count(words: Lexicon) -> None:
    """The same words in other dress have the same fingerprint."""
    bare = "SHELLS fell on the market of the old town at noon killing nine traders and two porters"
    assert shingles(TOLD, words) == shingles(bare, words)
    assert shingles("The town's old market was hit.", words) == shingles("The town old market was hit", words)


def test_other_numbers_are_other_words(words: Lexicon) -> None:
    """Nine and ten dead are not the same text."""
    assert measure_share(shingles(TOLD, words), shingles(TOLD.replace("nine", "ten"), words)) < 1


def test_a_short_sentence_has_none(words: Lexicon) -> None:
    """Fewer than five words make no run, nor do two short sentences together."""
    assert shingles("Nine were killed. Two hurt.", words) == ()
    assert len(shingles(" ".join("abcdefg"), words)) == 7 - WORDS + 1


def test_a_long_text_keeps_its_smallest(words: Lexicon) -> None:
    """Ascending, without repetition, and never more than the limit."""
    long = " ".join(f"word{number}" for number in range(500))
    kept = shingles(long, words)
    assert len(kept) == MOST_SHINGLES
    assert list(kept) == sorted(set(kept))
