"""On which day a page was published, and who says so; a guess is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from claimgraph.extraction.articles.datelines import HEAD, Publication, find_publication, parse_date
from claimgraph.extraction.articles.pages.blocks import Block
from claimgraph.extraction.articles.pages.details import Details, PageWords
from claimgraph.extraction.articles.pages.linked import read_words
from claimgraph.extraction.articles.records import Rules

# "/2018/03/21/", "/2018/mar/21/" and "/2018-03-21/": days that a newsroom's system put there. Eight digits
# in a row are more often a number of the article.
_PATH_DAY = re.compile(r"/((?:19|20)\d\d)([/-])(\d{1,2}|[A-Za-z]{3})\2(\d{1,2})(?=/|$)")
_ASIDE = frozenset(("aside", "nav", "footer", "form"))
_LONGEST_LINE = 200
_EPOCH = date(1970, 1, 1)  # what systems write where they know no day


class Shown(NamedTuple):
    """What a page shows: its root element, the blocks down to the text, the text of its article."""

    tree: Any
    head: Sequence[Block]
    text: str


class PageDay(NamedTuple):
    """The day, who says so, and what is wrong with what the page says where there is no day."""

    day: date | None
    dated_by: str | None
    reason: str | None = None


def find_page_day(
    shown: Shown, details: Details, *, latest: date | None, words: PageWords, rules: Rules
) -> PageDay:
    """Find the day on which a page says that its article was first published.

    In this order: JSON-LD, ``meta`` elements, ``time`` elements, a day in the address, a dateline
    under the heading. Days of the last change, of a copyright line or of the file never count.

    Args:
        shown: What the page shows.
        details: What it says of itself.
        latest: The day of capture, which a publication cannot come long after.
        words: The table ``pages``.
        rules: How dates are read.
    """
    reason = None
    for said in _list_said(shown.tree, details, words):
        try:
            day = parse_date(said, lexicon=rules.lexicon, date_format=rules.date_format)
        except ValueError as error:
            reason = reason or f"{error}; the article is kept undated"
            continue
        if _is_possible(day, latest):
            return PageDay(day, "metadata")
    by_url = find_url_day(details.url, rules)
    if by_url and _is_possible(by_url, latest):
        return PageDay(by_url, "url")
    told = _find_shown(shown, words, rules)
    if told and _is_possible(told.day, latest):
        return PageDay(told.day, told.dated_by)
    return PageDay(None, None, reason)


def _is_possible(day: date, latest: date | None) -> bool:
    # A day of grace: the server's clock may stand in another zone.
    return day != _EPOCH and (latest is None or day <= latest + timedelta(days=1))


def _list_said(tree: Any, details: Details, words: PageWords) -> Iterator[str]:
    """Yield the days that a page states in its markup, the surest first."""
    said = read_words(details.article.get("datePublished"))
    if said:
        yield said
    yield from (details.metas[name] for name in words.published if name in details.metas)
    for element in tree.iter():
        if "datepublished" in (element.get("itemprop") or "").lower().split():
            yield from filter(None, (element.get("datetime") or element.get("content") or element.text,))
    yield from _list_times(tree, words)


def _list_times(tree: Any, words: PageWords) -> Iterator[str]:
    """Yield what ``time`` elements beside the article say, if they all name one day."""
    found = []
    for element in tree.iter("time"):
        said = (element.get("datetime") or "").strip()
        if said and not _is_aside(element) and not _is_changed(element, words):
            found.append(said)
    if len({said[:10] for said in found}) == 1:
        yield found[0]


def _is_aside(element: Any) -> bool:
    return any(parent.tag in _ASIDE for parent in element.iterancestors())


def _is_changed(element: Any, words: PageWords) -> bool:
    """Return whether a ``time`` element says when a page was changed: by its class or the words before it."""
    parent = element.getparent()
    before = element.getprevious()
    near = [element.get("class"), element.get("itemprop"), element.text, parent.get("class")]
    near += [parent.text, before.tail if before is not None else None]
    said = " ".join(filter(None, near))
    return _tells_change(said, words)


def find_url_day(url: str | None, rules: Rules) -> date | None:
    """Return the day in the path of an address, ``None`` without one."""
    path = re.sub(r"^[a-z]+://[^/]*", "", (url or "")[:2000]).partition("?")[0]
    found = _PATH_DAY.search(path)
    if found is None:
        return None
    year, _, month, day = found.groups()
    months = rules.lexicon.words("datelines").get("months", {})
    number = int(month) if month.isdecimal() else months.get(month.lower(), 0)
    try:
        return date(int(year), int(number), int(day))
    except ValueError:
        return None


def _find_shown(shown: Shown, words: PageWords, rules: Rules) -> Publication | None:
    """Return the day of a byline below the heading, or that the text opens with.

    What stands above the heading is the day on which the page was shown.
    """
    lines: list[str] = []
    is_below = False
    for block in shown.head:
        if block.heading:
            is_below, lines = True, []
        elif is_below and len(block.text) <= _LONGEST_LINE:
            lines.append(block.text)
    bylines = [
        find_publication(line, lexicon=rules.lexicon) for line in lines if not _tells_change(line, words)
    ]
    found = {one.day: one for one in bylines if one}
    if len(found) == 1:
        return next(iter(found.values()))
    opening = [
        line for line in shown.text[:HEAD].split("\n") if not _tells_change(line[:_LONGEST_LINE], words)
    ]
    return None if found else find_publication("\n".join(opening), lexicon=rules.lexicon)


def _tells_change(line: str, words: PageWords) -> bool:
    return not words.changed.isdisjoint(re.findall(r"[a-z]+", line.lower()))
