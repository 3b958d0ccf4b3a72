"""Lists too long for one page, cut into pages that lead to one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from attrs import frozen

from claimgraph.output.markup import Html

T = TypeVar("T")

PER_PAGE = 200
"""So many rows are on one page of a list."""

PARTS = (("events", "Incidents"), ("periods", "Counts over a period: wars, campaigns, years"))
"""The parts of the table of incidents, in their order."""

NEAR = 3
"""So many pages before and after a page are linked from it, beside the first and the last."""


@frozen(kw_only=True)
class Pager:
    """Links to the other pages of a list; a gap between two of them has no address and stands once."""

    current: int
    links: tuple[tuple[int, str], ...]
    before: str
    after: str


@frozen(kw_only=True)
class Part:
    """A part of the table of incidents, as one page shows it.

    ``count`` counts all rows of the part, ``rows`` are those on the page.
    """

    name: str
    title: str
    count: int
    rows: Sequence[Html] = ()
    pager: Pager | None = None


def make_pager(current: int, last: int, name: Callable[[int], str]) -> Pager | None:
    """Return the links from a page of a list; ``None`` where it is the only one.

    Args:
        current: The number of the page, from 1 on.
        last: The number of the last page.
        name: Gives the address of a page.
    """
    if last < 2:
        return None
    shown = sorted({1, last, *range(max(1, current - NEAR), min(last, current + NEAR) + 1)})
    links: list[tuple[int, str]] = []
    for number in shown:
        if links and number > links[-1][0] + 1:
            links.append((0, ""))
        links.append((number, name(number)))
    return Pager(
        current=current,
        links=tuple(links),
        before=name(current - 1) if current > 1 else "",
        after=name(current + 1) if current < last else "",
    )


def count_pages(count: int) -> int:
    """Return how many pages a list of so many rows has: at least one."""
    return max(1, -(-count // PER_PAGE))


def cut_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield items in lists of a size; the last may be shorter, none is empty."""
    running = iter(items)
    while batch := list(islice(running, size)):
        yield batch


__all__ = ["PARTS", "PER_PAGE", "Pager", "Part", "count_pages", "cut_batches", "make_pager"]
