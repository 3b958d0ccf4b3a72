"""Boxes with the stories of others beside an article: what they tell is no claim of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from claimgraph.extraction.articles.pages.blocks import Block, list_blocks
from claimgraph.extraction.articles.pages.details import PageWords

_MARK = "data-claimgraph-side"
MARKED = f".//*[@{_MARK}]"
_BOXES = frozenset(("div", "section", "aside", "ul", "ol"))
# A box that holds more of the page's characters than this is no box beside the article.
LARGEST_SHARE = 0.4
_NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LONGEST_NAME = 200


def mark_sides(tree: Any, blocks: Iterable[Block], *, words: PageWords) -> None:
    """Mark the boxes that their class or id calls a list of other stories.

    Never one that holds a heading of the page, and never a large one: a page may bear such a name
    as a whole.

    Args:
        tree: The root element; the marked elements get an attribute.
        blocks: Its visible paragraphs.
        words: The table ``pages``.
    """
    from lxml import etree

    most = LARGEST_SHARE * _measure(blocks)
    events = etree.iterwalk(tree, events=("start",))
    for _, element in events:
        if element.tag not in _BOXES or not _is_named(element, words):
            continue
        if element.find(".//h1") is None and _measure(list_blocks(element)) <= most:
            element.set(_MARK, "")
        events.skip_subtree()


def _is_named(element: Any, words: PageWords) -> bool:
    said = " ".join(filter(None, (element.get("class"), element.get("id"))))[:_LONGEST_NAME]
    for name in said.split():
        parts = "-".join(_NAME_PART.findall(name)).lower()
        if any(f"-{side}-" in f"-{parts}-" for side in words.sides):
            return True
    return False


def _measure(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in blocks)
