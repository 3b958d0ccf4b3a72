"""Hypothesis strategies for the nouns of claimgraph: one place, used by all laws.

Articles that `told_articles` makes hold their claims' words, so ``article.text[span] == claim.text``.
"""

from __future__ import annotations

import datetime
import hashlib
from itertools import pairwise

from attrs import evolve
from hypothesis import strategies as st

from claimgraph.model import (
    Account,
    Admission,
    Article,
    Attribution,
    Claim,
    DatePrecision,
    DateRange,
    Denial,
    Evidence,
    Incident,
    Link,
    Modifier,
    Place,
    Quantity,
    Scope,
    Source,
    Span,
    Stance,
)

SOURCES = (
    Source(id="sohr", name="SOHR", kind="monitor"),
    Source(id="white-helmets", name="White Helmets", kind="rescue"),
    Source(id="anadolu", name="Anadolu Agency", kind="agency", party="Turkey"),
    Source(id="army", name="Russian army", kind="military", party="Russia"),
    Source(id="witnesses", name="witnesses", kind="witness"),
)
PUBLISHERS = (
    Source(id="publisher:daily", name="The Daily", kind="publisher"),
    Source(id="publisher:herald", name="Herald", kind="publisher"),
)
PLACES = (
    Place(name="Armanaz", words="Amanaz", kind="town", path=("Harem district", "Idlib province", "Syria")),
    Place(name="Idlib", words="Idlib", kind="city", path=("Idlib", "Syria")),
    Place(name="Nowhere", words="Nowhere"),
)
MEASURES = ("killed", "injured", "missing", "evacuated")
GROUPS = ("people", "civilians", "children", "women", "fighters", "soldiers", "dockers")
ACTORS = ("Russian warplanes", "regime", "rebels", "car")
MEANS = ("air strike", "shelling", "bombing")
ARTICLES = ("a1", "a2", "a3", "a4")
VAGUE = (("dozens", 24, 99), ("hundreds", 200, 999), ("several", 3, 9))

days = st.dates(datetime.date(2017, 9, 1), datetime.date(2018, 4, 30))
sources = st.sampled_from(SOURCES)


def _span(number: int) -> Span:
    return Span(number, number + 1)


@st.composite
def quantities(
    draw: st.DrawFn, *, largest: int = 40, numbers: st.SearchStrategy[int] | None = None
) -> Quantity:
    """Quantities of every modifier, small enough to meet one another unless numbers are given."""
    modifier = draw(st.sampled_from(list(Modifier)))
    number = draw(st.integers(0, largest) if numbers is None else numbers)
    span = _span(draw(st.integers(0, 500)))
    value: int | None = number
    words, low, high = str(number), number, None
    if modifier is Modifier.VAGUE:
        words, low, high = draw(st.sampled_from(VAGUE))
        value = None
    elif modifier is Modifier.RANGE:
        high = number + draw(st.integers(1, 10))
        words = f"{number} to {high}"
    elif modifier is Modifier.EXACT:
        high = number
    elif modifier is Modifier.MORE_THAN:
        low = number + 1
    elif modifier is Modifier.AT_MOST:
        low, high = 0, number
    elif modifier is Modifier.ABOUT:
        low, high = max(0, number - 2), number + 2
    return Quantity(value=value, low=low, high=high, modifier=modifier, words=words, span=span)


@st.composite
def date_ranges(draw: st.DrawFn) -> DateRange:
    """Days of every precision, with open ends now and then."""
    first = draw(days)
    last = first + datetime.timedelta(days=draw(st.sampled_from([0, 0, 1, 6, 29, 364])))
    open_end = draw(st.sampled_from(["none", "none", "none", "first", "last", "both"]))
    return DateRange(
        earliest=None if open_end in ("first", "both") else first,
        latest=None if open_end in ("last", "both") else last,
        precision=draw(st.sampled_from(list(DatePrecision))),
        words=draw(st.sampled_from(["", "on Friday", "last\n week"])),
    )


@st.composite
def attributions(
    draw: st.DrawFn, *, stances: tuple[Stance, ...] = (Stance.ASSERTS,) * 5 + (Stance.DENIES,)
) -> Attribution:
    """Chains of an origin with or without relays and publisher, and the article's own voice."""
    publisher = draw(st.sampled_from([(), *((one,) for one in PUBLISHERS)]))
    stance = draw(st.sampled_from(stances))
    if draw(st.sampled_from([False, False, False, True])):
        return Attribution(chain=publisher, stance=stance, own_voice=True)
    named = draw(st.lists(sources, min_size=1, max_size=3, unique=True))
    cue = draw(st.sampled_from(["said", "told", None]))
    return Attribution(chain=(*named, *publisher), stance=stance, cue=cue)


def name_claim(claim: Claim) -> str:
    """Return an id that comes from the claim's content."""
    return hashlib.sha256(repr(evolve(claim, id="", part_of=None)).encode()).hexdigest()[:12]


@st.composite
def claims(
    draw: st.DrawFn,
    *,
    measures: tuple[str, ...] = MEASURES,
    scopes: tuple[Scope, ...] = tuple(Scope),
    articles: tuple[str, ...] = ARTICLES,
    numbers: st.SearchStrategy[int] | None = None,
) -> Claim:
    """Single claims; `claim_lists` adds parts."""
    quantity, group = draw(quantities(numbers=numbers)), draw(st.sampled_from(GROUPS))
    text = f"{quantity.words} {group}"
    start = draw(st.integers(0, 900))
    # Mostly of few days, so that figures of one day meet.
    published = draw(st.sampled_from([None, *(datetime.date(2018, 3, day) for day in (20, 21, 22))]))
    rare = st.sampled_from([False] * 6 + [True])
    claim = Claim(
        id="",
        article=draw(st.sampled_from(articles)),
        spans=(Span(start, start + len(text)),),
        text=text,
        measure=draw(st.sampled_from(measures)),
        quantity=quantity,
        group=group,
        attribution=draw(attributions()),
        group_kind=group,
        scope=draw(st.sampled_from(scopes)),
        place=draw(st.sampled_from([None, *PLACES])),
        date=draw(st.none() | date_ranges()),
        actor=draw(st.sampled_from([None, None, *ACTORS])),
        means=draw(st.sampled_from([None, *MEANS])),
        published=published,
        hypothetical=draw(rare),
        superseded=draw(rare),
    )
    return evolve(claim, id=name_claim(claim))


@st.composite
def claim_lists(
    draw: st.DrawFn,
    *,
    max_size: int = 8,
    scopes: tuple[Scope, ...] = tuple(Scope),
    numbers: st.SearchStrategy[int] | None = None,
) -> list[Claim]:
    """Claims with different ids; some are part of another claim of their article."""
    several = claims(scopes=scopes, numbers=numbers)
    found = draw(st.lists(several, max_size=max_size, unique_by=lambda claim: claim.id))
    told = []
    for claim in found:
        wholes = [c.id for c in found if c.article == claim.article and c.id < claim.id]
        whole = draw(st.sampled_from([None, None, *wholes])) if wholes else None
        told.append(evolve(claim, part_of=whole))
    return told


@st.composite
def denials(draw: st.DrawFn) -> Denial:
    """Denials by a named source, or by nobody known."""
    start = draw(st.integers(0, 900))
    what = draw(st.sampled_from(["", "killing civilians", "the strike"]))
    attribution = draw(attributions(stances=(Stance.DENIES,)))
    return Denial(
        id=f"d{start}-{what}-{'-'.join(source.id for source in attribution.chain)}",
        article=draw(st.sampled_from(ARTICLES)),
        span=Span(start, start + 20),
        text=f"denies {what or 'it'}",
        what=what,
        attribution=attribution,
        published=draw(st.none() | days),
    )


@st.composite
def admissions(draw: st.DrawFn) -> Admission:
    """Admissions by a named source."""
    start = draw(st.integers(0, 900))
    source = draw(sources)
    return Admission(
        id=f"m{start}-{source.id}",
        article=draw(st.sampled_from(ARTICLES)),
        span=Span(start, start + 20),
        text="claimed responsibility",
        attribution=Attribution(chain=(source,), cue="claimed"),
        published=draw(st.none() | days),
    )


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles of any text at all, lone surrogates included."""
    text = draw(st.text(st.characters(), max_size=400))
    return Article(
        id=draw(st.sampled_from(ARTICLES)),
        text=text,
        title=draw(st.sampled_from(["", "Many killed, reports say"])),
        publisher=draw(st.sampled_from([None, "The Daily"])),
        published=draw(st.none() | days),
    )


@st.composite
def told_articles(
    draw: st.DrawFn, *, article: str = "a1", max_size: int = 6
) -> tuple[Article, tuple[Claim, ...]]:
    """An article together with the claims whose words it holds, in text order."""
    text = ""
    found = []
    for claim in draw(st.lists(claims(articles=(article,)), max_size=max_size)):
        start = len(text)
        text += f"{claim.text} were {claim.measure}. "
        placed = evolve(claim, spans=(Span(start, start + len(claim.text)),))
        found.append(evolve(placed, id=name_claim(placed)))
    published = draw(st.none() | days)
    return Article(id=article, text=text, published=published), tuple(found)


@st.composite
def accounts(draw: st.DrawFn, *, members: list[Claim] | None = None, article: str = "a1") -> Account:
    """An account of one article; its claims are ``members`` where they are given."""
    found = draw(claim_lists(max_size=4)) if members is None else members
    return Account(
        id=f"account:{article}",
        article=article,
        claims=tuple(evolve(claim, article=article) for claim in found),
        denials=tuple(evolve(d, article=article) for d in draw(st.lists(denials(), max_size=2))),
        admissions=tuple(
            evolve(one, id=f"{one.id}:{article}", article=article)
            for one in draw(st.lists(admissions(), max_size=1))
        ),
        shingles=tuple(sorted(draw(st.sets(st.integers(0, 2**32 - 1), max_size=4)))),
        place=draw(st.sampled_from([None, *PLACES])),
        date=draw(st.none() | date_ranges()),
        means=tuple(draw(st.lists(st.sampled_from(MEANS), max_size=2, unique=True))),
        published=draw(st.none() | days),
    )


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    """Incidents of one account an article, with links in a row and no tolls yet."""
    found = draw(claim_lists())
    told = [a for a in ARTICLES if any(c.article == a for c in found)] or ["a1"]
    members = [draw(accounts(members=[c for c in found if c.article == a], article=a)) for a in told]
    evidence = Evidence(name="day", weight=draw(st.floats(-3, 3)), reason="same day")
    links = [Link(a=a.id, b=b.id, score=evidence.weight, evidence=(evidence,)) for a, b in pairwise(members)]
    return Incident(
        id="i1",
        accounts=tuple(members),
        scope=draw(st.sampled_from(list(Scope))),
        place=draw(st.sampled_from([None, *PLACES])),
        date=draw(st.none() | date_ranges()),
        means=tuple(draw(st.lists(st.sampled_from(MEANS), max_size=2, unique=True))),
        links=tuple(links),
    )
