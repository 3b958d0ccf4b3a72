"""Articles rendered from facts: who counts how many of whom, so that every figure is known beforehand.

The figures are so far apart that each is larger than all smaller ones together. A number that is none of
them, and came about by adding some of them up, is then seen at once.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import date, timedelta
from html.parser import HTMLParser

from hypothesis import settings
from hypothesis import strategies as st

from claimgraph.model import Claim, Stance

# Each above the sum of those before it; none can be read as a year.
NUMBERS = (103, 211, 431, 877, 2503, 5003, 10007, 20011, 40009, 80021)
SMALLEST = NUMBERS[0]
YEARS = range(1900, 2100)

PLACES = ("Kismayo", "Baidoa")
SOURCES = (
    "the White Helmets",
    "the Syrian Observatory for Human Rights",
    "the Red Cross",
    "the United Nations",
    "a monitor",
    "residents",
)
AGENCIES = ("Anadolu Agency", "Reuters")
PUBLISHERS = ("The Daily", "Herald", "Evening Echo")
BOUNDS = ("", "", "", "at least ", "more than ", "about ", "up to ")
GROUPS = ("people", "people", "civilians", "children", "fighters")
FIRST_DAY = date(2020, 3, 4)

Record = dict[str, str]

# How many times as many examples are looked at where the laws are to be run deep.
DEEPER = 15 if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 1


def try_some(examples: int) -> settings:
    """Return the settings of a law that looks at so many examples, more where laws are run deep."""
    return settings(max_examples=examples * DEEPER)


_OPENINGS = (
    "Shelling killed {bound}{number} {group} in {place} on Wednesday",
    "{Bound}{number} {group} were killed in {place} on Wednesday",
    "Shelling in {place} killed {bound}{number} {group} on 4 March 2020",
    "{Bound}{number} {group} were killed by shelling in {place} on 4 March 2020",
    "{Bound}{number} {group} were wounded by shelling in {place} on 4 March 2020",
    "Shelling in {place} on 4 March 2020 killed {bound}{number} {group} near the market",
)
_VOICES = (
    "{source} said",
    "according to {source}",
    "{source} told {agency}",
    "{agency} quoted {source} as saying",
)
_ASIDES = (
    "Among the dead were {number} children, {source} said.",
    "In all {number} people have been killed in {place} since January 2019, {source} said.",
    "The army denied that {number} people had been killed in {place} on 4 March 2020.",
    "The toll could rise to {number} people, {source} said.",
    "{Source} had earlier put the toll at {number} people.",
    "The market was closed on the next morning and many shops stayed shut.",
    "At least {number} people are missing, {source} said.",
)


@st.composite
def _sentences(draw: st.DrawFn, template: str, place: str) -> str:
    source, bound = draw(st.sampled_from(SOURCES)), draw(st.sampled_from(BOUNDS))
    return template.format(
        place=place,
        bound=bound,
        Bound=bound.capitalize(),
        number=f"{draw(st.sampled_from(NUMBERS)):,}",
        group=draw(st.sampled_from(GROUPS)),
        source=source,
        Source=source[0].upper() + source[1:],
        agency=draw(st.sampled_from(AGENCIES)),
    )


@st.composite
def records(draw: st.DrawFn, *, id: str = "ash") -> Record:
    """One article of one event and now and then a longer count, as a record."""
    place = draw(st.sampled_from(PLACES))
    opening = draw(st.sampled_from(_OPENINGS))
    voice = draw(st.sampled_from(["", "", "", *_VOICES]))
    first = draw(_sentences(f"{opening}, {voice}." if voice else f"{opening}.", place))
    asides = [draw(_sentences(one, place)) for one in draw(st.lists(st.sampled_from(_ASIDES), max_size=2))]
    published = FIRST_DAY + timedelta(days=draw(st.integers(0, 2)))
    return {
        "id": id,
        "published": published.isoformat(),
        "publisher": draw(st.sampled_from(PUBLISHERS)),
        "text": " ".join([first, *asides]),
    }


@st.composite
def desks(draw: st.DrawFn, *, min_size: int = 1, max_size: int = 4) -> list[Record]:
    """Several articles of few events, so that many of them meet."""
    ids = ("ash", "bay", "cob", "dew", "elm", "fir")
    return [draw(records(id=id)) for id in ids[: draw(st.integers(min_size, max_size))]]


# --- what is written --------------------------------------------------------------------------

_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:,\d{3})*(?![\w-]|\.\d)")


def read_numbers(written: str) -> set[int]:
    """Return the numbers of a text that can be figures or sums of them.

    Small numbers, years, numbers with a point and what stands within names and days are left aside.
    """
    found = {int(number.replace(",", "")) for number in _NUMBER.findall(written)}
    return {number for number in found if number >= SMALLEST and number not in YEARS}


def list_told(claims: Iterable[Claim]) -> set[int]:
    """Return every number that some claims imply: as worded, and between which bounds."""
    quantities = [claim.quantity for claim in claims]
    return {number for one in quantities for number in (one.value, one.low, one.high) if number is not None}


def states_a_fact(claim: Claim) -> bool:
    """Return whether a claim asserts a figure as it is now."""
    is_now = not claim.superseded and not claim.hypothetical
    return claim.attribution.stance is Stance.ASSERTS and is_now


class PageWords(HTMLParser):
    """Collects what a page shows or reads out, but for the round numbers of an axis."""

    SHOWN = frozenset({"alt", "aria-label", "data-value", "title"})
    HIDDEN = frozenset({"script", "style"})

    def __init__(self, markup: str) -> None:
        super().__init__()
        self._hidden = 0
        self._words: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes that are shown or read out."""
        self._hidden += tag in self.HIDDEN or ("class", "tick") in attrs
        self._words += [value for name, value in attrs if name in self.SHOWN and value]

    def handle_endtag(self, tag: str) -> None:
        """Go on with what is shown; no mark stands within one that is not."""
        self._hidden = 0

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self._hidden:
            self._words.append(data)

    def __str__(self) -> str:
        return "\n".join(self._words)
