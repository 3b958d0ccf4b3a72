"""The visible paragraphs of a page, in order: what a reader could have read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from attrs import define

_HIDDEN = frozenset(
    "script style noscript template head svg math iframe object audio video canvas datalist select"
    " textarea".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section"
    " summary table tbody td tfoot th thead tr ul".split()
)
_NONE_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


class Block(NamedTuple):
    """One visible paragraph, heading, list item or cell; ``linked`` counts its characters in links."""

    text: str
    linked: int
    heading: bool = False


@define
class _Run:
    """The characters of the paragraph that is being read."""

    parts: list[str]
    linked: int = 0
    links: int = 0
    heading: bool = False

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self.linked += len("".join(text.split())) if self.links else 0

    def close(self, *, heading: bool = False) -> Iterator[Block]:
        lines = (" ".join(line.split()) for line in "".join(self.parts).split("\x1e"))
        text = "\n".join(line for line in lines if line)
        if text:
            yield Block(text, self.linked, self.heading)
        self.parts.clear()
        self.linked, self.heading = 0, heading


def list_blocks(tree: Any) -> list[Block]:
    """List the visible paragraphs of a tree in their order.

    Scripts, styles and elements that are hidden in the page itself are left out. White space is
    collapsed as a browser does; a ``<br>`` is a line end.

    Args:
        tree: An element of lxml.

    Returns:
        Blocks that hold something, without any of the tree's text lost or doubled.
    """
    return list(_walk(tree))


def _walk(tree: Any) -> Iterator[Block]:
    from lxml import etree

    run = _Run([])
    events = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in events:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if _is_hidden(element, name):
                events.skip_subtree()
                continue
            if name in _BLOCKS:
                yield from run.close(heading=name == "h1")
            run.links += _is_link(element, name)
            run.add("\x1e" if name == "br" else element.text)
            continue
        if name in _BLOCKS:
            yield from run.close()
        if event == "end" and _is_link(element, name) and not _is_hidden(element, name):
            run.links -= 1
        if element is not tree:
            run.add(element.tail)
    yield from run.close()


def _is_link(element: Any, name: str) -> bool:
    return name == "a" and element.get("href") is not None


def _is_hidden(element: Any, name: str) -> bool:
    if name in _HIDDEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _NONE_SHOWN.search(style))
