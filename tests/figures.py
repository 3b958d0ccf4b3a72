"""Made claims with figures, for the tests of what figures say together."""

from __future__ import annotations

import datetime

from attrs import evolve

from claimgraph.comparison.tolls import reconcile
from claimgraph.model import Attribution, Claim, Modifier, Quantity, Source, Span, Toll

SOHR = Source(id="sohr", name="SOHR", kind="monitor")
HELMETS = Source(id="white-helmets", name="White Helmets", kind="rescue")
ANADOLU = Source(id="anadolu", name="Anadolu Agency", kind="agency")
ARMY = Source(id="russian-army", name="Russian army", kind="military")
PAPER = Source(id="publisher:paper", name="The Paper", kind="publisher")

VAGUE = {"dozens": (24, 99), "hundreds of thousands": (200_000, 999_999)}


def count(words: str) -> Quantity:
    """Make a quantity from words such as "28", "28+", ">28", "<28", "~100", "20-25", "dozens"."""
    span = Span(0, 2)
    if words in VAGUE:
        low, high = VAGUE[words]
        return Quantity(value=None, low=low, high=high, modifier=Modifier.VAGUE, words=words, span=span)
    number = int(words.strip("+<>~").split("-")[0])
    modifier, low, high = Modifier.EXACT, number, number
    if words.endswith("+"):
        modifier, high = Modifier.AT_LEAST, None
    elif words.startswith(">"):
        modifier, low, high = Modifier.MORE_THAN, number + 1, None
    elif words.startswith("<"):
        modifier, low = Modifier.AT_MOST, 0
    elif words.startswith("~"):
        modifier, low, high = Modifier.ABOUT, number - number // 20, number + number // 20
    elif "-" in words:
        modifier, high = Modifier.RANGE, int(words.split("-")[1])
    return Quantity(value=number, low=low, high=high, modifier=modifier, words=str(number), span=span)


def claim(
    words: str,
    group: str = "civilians",
    *chain: Source,
    day: int | None = 21,
    article: str = "a",
    **more: object,
) -> Claim:
    """Make a claim of March 2018; its id tells what it says."""
    published = None if day is None else datetime.date(2018, 3, day)
    names = "/".join(source.id for source in chain)
    made = Claim(
        id=f"{article}:{words}:{group}:{names}:{day}",
        article=article,
        spans=(Span(0, 9),),
        text=f"{words} {group}",
        measure="killed",
        quantity=count(words),
        group=group,
        group_kind=group,
        attribution=Attribution(chain=chain, own_voice=chain == (PAPER,)),
        published=published,
    )
    return evolve(made, **more)


def only(claims: list[Claim], **more: object) -> Toll:
    """Reconcile claims that give exactly one toll."""
    tolls = reconcile(claims, **more)
    assert len(tolls) == 1
    return tolls[0]


def kinds(toll: Toll) -> list[str]:
    """Return the kinds of the relations."""
    return [relation.kind.value for relation in toll.relations]


def bounds(toll: Toll) -> tuple[int, int | None, int | None]:
    """Return low, best and high."""
    return (toll.low, toll.best, toll.high)
