"""What a page shows and its article does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from claimgraph.extraction.articles.pages.blocks import Block
from claimgraph.model import Cut

MOST_PASSAGES = 12
LONGEST_PASSAGE = 300
# So many words in a row are the same passage; shorter blocks must be a whole line of the text.
_RUN = 4
_WORD = re.compile(r"\w+")
_LINE_END = re.compile(r"[\n|]")


@frozen
class Kept:
    """The words of an article by which the blocks of its page are known again."""

    words: int
    runs: frozenset[tuple[str, ...]]
    lines: frozenset[tuple[str, ...]]


def index_text(text: str, *, title: str = "") -> Kept:
    """Index the words of an article; those of its title count as kept, too."""
    lines = [tuple(_WORD.findall(line.casefold())) for line in _LINE_END.split(text)]
    titled = [*lines, tuple(_WORD.findall(title.casefold()))]
    words = tuple(word for line in titled for word in line)
    runs = frozenset(words[start : start + _RUN] for start in range(len(words) - _RUN + 1))
    return Kept(sum(map(len, lines)), runs, frozenset(line for line in titled if len(line) < _RUN))


def find_cut(blocks: Iterable[Block], kept: Kept, *, where: str) -> Cut:
    """Find what of a page's blocks is not in its article.

    Returns:
        The cut, its article's id still empty; linear in the words of the page.
    """
    passages: list[tuple[int, str]] = []
    for block in blocks:
        passages += _find_passages(block.text, kept)
    count = sum(words for words, _ in passages)
    # Passages that stand more than once, such as menus for two widths of screen, are said once.
    unique = dict.fromkeys(sorted(passages, key=lambda passage: -passage[0]))
    said = tuple(_shorten(text) for _, text in list(unique)[:MOST_PASSAGES])
    return Cut(article="", where=where, kept=kept.words, words=kept.words + count, passages=said)


def _find_passages(text: str, kept: Kept) -> Iterator[tuple[int, str]]:
    """Yield words and text of each run of a block that is not in the article."""
    found = list(_WORD.finditer(text))
    words = tuple(match.group().casefold() for match in found)
    covered = _cover(words, kept)
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and covered[end] == covered[start]:
            end += 1
        if not covered[start]:
            last = len(text) if end == len(words) else found[end - 1].end()
            yield end - start, text[0 if start == 0 else found[start].start() : last]
        start = end


def _cover(words: Sequence[str], kept: Kept) -> list[bool]:
    if len(words) < _RUN:
        return [words in kept.lines] * len(words)
    covered = [False] * len(words)
    for start in range(len(words) - _RUN + 1):
        if words[start : start + _RUN] in kept.runs:
            covered[start : start + _RUN] = [True] * _RUN
    return covered


def is_kept(block: Block, kept: Kept) -> bool:
    """Return whether more than half of the words of a block are in the article."""
    words = tuple(_WORD.findall(block.text.casefold()))
    return sum(_cover(words, kept)) * 2 > len(words)


def measure_links(blocks: Iterable[Block], kept: Kept) -> float:
    """Return the share of an article's characters that are links, from 0 to 1; lists of stories have most."""
    linked = total = 0
    for block in blocks:
        if is_kept(block, kept):
            linked += block.linked
            total += len("".join(block.text.split()))
    return min(linked / total, 1.0) if total else 0.0


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST_PASSAGE else text[: LONGEST_PASSAGE - 1] + "…"
