"""The paragraphs of an article as its text: without its heading and the links to other stories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from claimgraph.extraction.articles.pages.blocks import Block
from claimgraph.extraction.articles.pages.cuts import index_text, is_kept

LONG = 250  # characters of a line that may be several paragraphs
FEWEST_LINKED_WORDS = 4
# Where more of a text than this is links, the page is made so and its links are its text.
MOST_LINKED = 0.3
_ITEM = re.compile(r"[-|] ?")
_WORD = re.compile(r"\w+")


def write_text(text: str, blocks: Sequence[Block], headings: Iterable[str]) -> str:
    """Write what an extractor gives as a text whose paragraphs stand apart.

    The heading goes, as it is the title: a figure in it would else be told twice, the second time
    by nobody. A paragraph that is a link as a whole is the headline of another story.

    Args:
        text: The lines that the extractor keeps.
        blocks: The visible paragraphs of the page.
        headings: The title and the headings of first rank.

    Returns:
        The lines, an empty one between paragraphs; items of a list and rows of a table follow each
        other.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    lines = _part_paragraphs(lines, blocks)
    named = {_fold(heading) for heading in headings}
    while lines and _fold(lines[0]) in named:
        del lines[0]
    return _join(_drop_links(lines, blocks))


def _part_paragraphs(lines: list[str], blocks: Sequence[Block]) -> list[str]:
    """Return the paragraphs of the page itself where the extractor ran several together in one line.

    It does so with pages that are laid out by tables, as those of the years before 2010 are.
    """
    shown = {line for block in blocks for line in block.text.splitlines()}
    long = [line for line in lines if len(line) > LONG and line not in shown]
    if not long:
        return lines
    run = index_text("\n".join(long))
    if sum(is_kept(block, run) for block in blocks) <= 2 * len(long):
        return lines
    every = index_text("\n".join(lines))
    flags = [is_kept(block, every) for block in blocks]
    # A word or two between two paragraphs of the article belongs to it.
    around = zip([False, *flags], flags, [*flags[1:], False], strict=False)
    return [
        line
        for block, (before, is_in, after) in zip(blocks, around, strict=True)
        if is_in or (before and after and len(block.text.split()) < FEWEST_LINKED_WORDS)
        for line in block.text.splitlines()
    ]


def _drop_links(lines: list[str], blocks: Iterable[Block]) -> list[str]:
    linked = {_fold(block.text) for block in blocks if _is_link(block)}
    kept = [line for line in lines if _fold(line) not in linked]
    lost = sum(map(len, lines)) - sum(map(len, kept))
    return kept if lost <= MOST_LINKED * sum(map(len, lines)) else lines


def _is_link(block: Block) -> bool:
    size = len("".join(block.text.split()))
    return block.linked >= size > 0 and len(block.text.split()) >= FEWEST_LINKED_WORDS


def _join(lines: list[str]) -> str:
    parts: list[str] = []
    was_item = False
    for line in lines:
        is_item = _ITEM.match(line) is not None
        parts += ["" if not parts else "\n" if was_item and is_item else "\n\n", line]
        was_item = is_item
    return "".join(parts)


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
