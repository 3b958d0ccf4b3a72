"""Every noun of claimgraph, frozen and idle.

Text spans are ``[start, end)`` characters of ``Article.text``. Intervals of counts and of days
include both ends; ``None`` means that the text states no bound. The only work done here are
properties and comparisons that read their own fields.

```
Article ─ Claim ─ Account ─ Incident ─ Toll
            ├ Quantity   how many
            ├ Place      where
            ├ DateRange  when
            └ Attribution (Source, Source, …)   who says so
```
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache, lru_cache
from operator import attrgetter
from sys import intern
from typing import Any, NamedTuple

from attrs import field, fields, frozen

# Kinds of places that hold many events of one day.
WIDE_KINDS = frozenset({"country", "region", "river", "road", "sea"})

# So many hashes an account keeps of its text: enough to tell a copy, few enough to save.
MOST_SHINGLES = 64


# Claims, accounts, incidents and sources are hashed by their ids alone: to hash all that they hold takes
# longer than to compare two of them.


class Shown:
    """What shows itself: in a notebook as a picture, in one line where it is printed.

    ``repr`` stays that of the fields, from which a value can be made again; accounts, tolls and
    incidents have a short one, as they hold whole articles' worth of values.
    """

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        # IPython stops at the first class that has a `__repr__` of its own, which attrs gives to each.
        cls._repr_pretty_ = cls._repr_pretty_  # type: ignore[method-assign]

    def __str__(self) -> str:
        from claimgraph.output.words import tell

        return tell(self)

    def __reduce__(self) -> tuple[Any, ...]:
        cls: Any = type(self)
        return _revive, (cls, *_find_slots(cls).read(self))

    def _repr_html_(self) -> str:
        from claimgraph.output.notebook import to_html

        return to_html(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        # A cell that ends with a tuple of these shows a line each.
        printer.text(f"<{type(self).__name__}: {self}>")


# -- pickling ---------------------------------------------------------------------------------
#
# Nouns travel between processes by the hundred thousand: they are pickled as their values without
# names, and what stands in many of them is one object again when they arrive.

# Fields of few different values, in whatever noun.
_FEW = frozenset(
    "actor actors article chain cue group group_kind kind means measure name party path path_keys publisher "
    "regions words".split()
)


class _Slots(NamedTuple):
    """How the fields of a class are read, and set without asking its `__setattr__`."""

    read: Callable[[Any], tuple[Any, ...]]
    set: tuple[tuple[Callable[[Any, Any], None], bool], ...]


@cache
def _find_slots(cls: Any) -> _Slots:
    names = [one.name for one in fields(cls)]
    read: Any = attrgetter(*names) if len(names) > 1 else lambda noun: (getattr(noun, names[0]),)
    return _Slots(read, tuple((getattr(cls, name).__set__, name in _FEW) for name in names))


def _revive(cls: Any, *values: Any) -> Any:
    noun = object.__new__(cls)
    for (set_field, is_few), value in zip(_find_slots(cls).set, values, strict=True):
        if is_few and value:
            kind = value.__class__
            value = intern(value) if kind is str else _share_tuple(value) if kind is tuple else value  # noqa: PLW2901
        set_field(noun, value)
    return noun


@lru_cache(maxsize=1 << 16)
def _share_tuple(value: tuple[Any, ...]) -> tuple[Any, ...]:
    return value


# -- nouns ------------------------------------------------------------------------------------


class Span(NamedTuple):
    """A run of characters ``[start, end)`` of one text."""

    start: int
    end: int

    def __reduce__(self) -> tuple[Any, ...]:
        return _share_span, tuple(self)

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]


class _Word(StrEnum):
    """One word of a few, compared and looked up as the text that it is."""

    # That of `Enum` is a function of Python's own that hashes the name, not the value.
    __hash__ = str.__hash__


@lru_cache(maxsize=1 << 17, typed=True)
def _share_span(start: int, end: int) -> Span:
    return Span(start, end)


class Modifier(_Word):
    """How a count is bounded in its own words."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    ABOUT = "about"
    VAGUE = "vague"
    RANGE = "range"


class Scope(_Word):
    """Whether a count speaks of one event or of a period, a campaign, a war."""

    INCIDENT = "incident"
    CUMULATIVE = "cumulative"


class Stance(_Word):
    """What a source does with a statement."""

    ASSERTS = "asserted"
    DENIES = "denied"


class DatePrecision(_Word):
    """How sharply the words of a text fix a day, sharpest first."""

    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class RelationKind(_Word):
    """How the figures of two claims of one incident relate."""

    REPEATS = "repeats"
    AGREES = "agrees"
    UPDATES = "updates"
    PART_OF = "part_of"
    DIFFERS = "differs"
    CONTRADICTS = "contradicts"


class Decision(_Word):
    """What a person decided about two claims; ``UNDO`` takes back an earlier judgement."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    UNDO = "undo"


class ChangeKind(_Word):
    """What became of incidents when articles or judgements were added."""

    NEW = "new"
    GROWN = "grown"
    MERGED = "merged"
    SPLIT = "split"


@frozen(kw_only=True)
class Article(Shown):
    """One news text as it was read; ``text`` is never rewritten afterwards.

    ``dated_by`` says where ``published`` comes from: ``"metadata"`` (a field of the record,
    ``metadata.csv``, or what a page says of itself), ``"url"`` (a page's address with
    ``/2018/03/21/``), ``"header"`` (a ``date …`` line) or ``"dateline"`` (a date in the first lines).
    """

    id: str
    text: str
    title: str = ""
    publisher: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    language: str | None = None
    dated_by: str | None = None


@frozen(kw_only=True)
class Quantity(Shown):
    """A counted number of people: the words, the number as worded and the interval they allow.

    ``value`` is the number as worded (the low end of a range), ``None`` for "dozens". ``low`` and
    ``high`` are inclusive; ``high`` is ``None`` where the words state no upper bound. ``span``
    covers the bare number, without its modifier.
    """

    value: int | None
    low: int
    high: int | None
    modifier: Modifier = field(converter=Modifier)
    words: str
    span: Span
    convention: str | None = None

    def overlaps(self, other: Quantity) -> bool:
        """Return whether some number satisfies both wordings."""
        return (self.high is None or other.low <= self.high) and (
            other.high is None or self.low <= other.high
        )


@frozen(kw_only=True)
class Mention:
    """A count expression in its sentence, before it is a claim.

    ``span`` covers the count with its modifier and counted noun, ``trigger`` the word that says
    what happened to those counted ("killed", "death toll"). ``sentence`` is the sentence's index.
    """

    span: Span
    sentence: int
    measure: str
    trigger: Span | None = None


@frozen(kw_only=True)
class DateRange(Shown):
    """The days that a phrase allows, both ends included.

    ``None`` is an open end. ``span`` is ``None`` where the days were inferred (from the
    publication date, say) and not read.
    """

    earliest: datetime.date | None
    latest: datetime.date | None
    precision: DatePrecision = field(converter=DatePrecision)
    words: str = ""
    span: Span | None = None

    @property
    def width(self) -> int | None:
        """The days from the first to the last, 0 for one day, ``None`` where an end is open."""
        return (self.latest - self.earliest).days if self.earliest and self.latest else None

    @property
    def is_closed(self) -> bool:
        """Whether both ends are known."""
        return self.earliest is not None and self.latest is not None

    def measure_gap(self, other: DateRange) -> int | None:
        """Return the days between two ranges: 0 where they share a day, ``None`` if one is open."""
        if not (self.earliest and self.latest and other.earliest and other.latest):
            return None
        return max((other.earliest - self.latest).days, (self.earliest - other.latest).days, 0)


@frozen(kw_only=True)
class Place(Shown):
    """A named place: as spelled, as known, and what contains it.

    ``path`` lists the containing places, the nearest first, the country last. ``key`` identifies
    a gazetteer entry and is ``None`` for a name that no gazetteer has; such a place keeps its name
    and the larger place it was said to be in. ``confidence`` is below 1 for a spelling that was
    matched approximately.
    """

    name: str
    words: str
    kind: str = "unknown"
    path: tuple[str, ...] = ()
    key: str | None = None
    path_keys: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    confidence: float = 1.0
    span: Span | None = None

    def is_same(self, other: Place) -> bool:
        """Return whether both are one entry of the gazetteer, or one unlisted name."""
        if self.key is not None and other.key is not None:
            return self.key == other.key
        return self.name.casefold() == other.name.casefold()

    def contains(self, other: Place) -> bool:
        """Return whether ``other`` is known to lie in this place."""
        return (self.key is not None and self.key in other.path_keys) or self.name in other.path

    def may_contain(self, other: Place) -> bool:
        """Return whether ``other`` lies in the province that this city gives its name to.

        "In Homs" may mean the city or the province; a village near by is then no other place.
        """
        if not self.path or not self.path_keys or not self.path[0].startswith(self.name):
            return False
        return self.path_keys[0] in other.path_keys or self.path_keys[0] == other.key

    @property
    def region(self) -> str | None:
        """The key of the province or state that it is or lies in; ``None`` where that is not known."""
        return self.path_keys[-2] if len(self.path_keys) > 1 else self.key if self.path_keys else None

    @property
    def is_wide(self) -> bool:
        """Whether it is too wide a place to tell two events apart."""
        return self.kind in WIDE_KINDS

    @property
    def is_unlisted(self) -> bool:
        """Whether nothing is known of where it lies."""
        return self.key is None and not self.path


@frozen(kw_only=True)
class Source(Shown):
    """Someone who states something: an organisation, an office, a person or an unnamed kind.

    ``party`` is the side of the conflict the source belongs to, where the tables know it.
    """

    id: str
    name: str
    kind: str
    party: str | None = None

    def __hash__(self) -> int:
        return hash(self.id)

    def __reduce__(self) -> tuple[Any, ...]:
        return _share_source, (self.id, self.name, self.kind, self.party)


@lru_cache(maxsize=1 << 14, typed=True)
def _share_source(id: str, name: str, kind: str, party: str | None) -> Source:
    return Source(id=id, name=name, kind=kind, party=party)


@frozen(kw_only=True)
class Attribution(Shown):
    """Who says it, and who passed it on: the origin first, then each relay, the publisher last.

    ``own_voice`` is true where the article states the claim itself; the chain then holds the
    agency of the credit line and the publisher, as far as they are known. ``cue`` is the word that
    attributes ("said"), ``span`` covers the words that name the origin, ``content`` what is
    attributed, where the attribution was found on its own.
    """

    chain: tuple[Source, ...]
    stance: Stance = field(default=Stance.ASSERTS, converter=Stance)
    own_voice: bool = False
    cue: str | None = None
    cue_span: Span | None = None
    words: str | None = None
    span: Span | None = None
    content: tuple[Span, ...] = ()

    @property
    def origin(self) -> Source | None:
        """The source the claim comes from; ``None`` where not even the publisher is known."""
        return self.chain[0] if self.chain else None


@frozen(kw_only=True)
class Claim(Shown):
    """One attributed figure of one article, with the characters it was read from.

    ``spans`` are all the mentions, equal in wording; ``text`` is that wording (the count with its
    modifier and counted noun), so ``article.text[start:end] == claim.text`` for each. ``group`` is
    who is counted, lower case. ``part_of`` is the id of the claim of the same article that
    contains this one. ``implied`` marks a single victim counted from "a man was shot dead",
    ``hypothetical`` a plan or a fear, ``superseded`` a figure that the text itself calls outdated,
    ``rising`` a toll that the text expects to rise.
    """

    id: str
    article: str
    spans: tuple[Span, ...]
    text: str
    measure: str
    quantity: Quantity
    group: str
    attribution: Attribution
    group_kind: str = "people"
    scope: Scope = field(default=Scope.INCIDENT, converter=Scope)
    part_of: str | None = None
    place: Place | None = None
    date: DateRange | None = None
    actor: str | None = None
    means: str | None = None
    published: datetime.date | None = None
    implied: bool = False
    hypothetical: bool = False
    superseded: bool = False
    rising: bool = False

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def origin(self) -> Source | None:
        """The source the claim comes from."""
        return self.attribution.origin


@frozen(kw_only=True)
class Denial(Shown):
    """A statement that denies responsibility, an event or a toll.

    ``what`` are the denied words as far as the sentence gives them.
    """

    id: str
    article: str
    span: Span
    text: str
    what: str
    attribution: Attribution
    published: datetime.date | None = None

    @property
    def origin(self) -> Source | None:
        """The source that denies."""
        return self.attribution.origin


class Term(NamedTuple):
    """A word that an account is told in: its rarity in news (``-ln`` of its share), its times here."""

    word: str
    rarity: float
    times: int

    def __reduce__(self) -> tuple[Any, ...]:
        return share_term, tuple(self)


@lru_cache(maxsize=1 << 17, typed=True)
def share_term(word: str, rarity: float, times: int) -> Term:
    """Return the one `Term` of these values: the accounts of a corpus tell the same words alike."""
    return Term(word, rarity, times)


@frozen(kw_only=True)
class Admission(Shown):
    """A statement by which somebody takes responsibility for what happened.

    ``text`` are its words, "the group claimed responsibility".
    """

    id: str
    article: str
    span: Span
    text: str
    attribution: Attribution
    published: datetime.date | None = None

    @property
    def origin(self) -> Source | None:
        """Who takes responsibility."""
        return self.attribution.origin


@frozen(kw_only=True)
class Victim(Shown):
    """One person of whom an article says that he was killed or injured, however often it does.

    ``measure`` is what became of him in the end. ``name`` is the fullest name as spelled, with a
    rank or noun before it; ``age`` is in years; ``group`` the noun told first. ``spans`` are the
    words that name the person where harm is told.
    """

    article: str
    measure: str
    name: str | None = None
    age: int | None = None
    group: str = "person"
    spans: tuple[Span, ...] = ()


@frozen(kw_only=True)
class Account(Shown):
    """All that one article tells about one event; a story that counts nobody has no claims.

    For linking, all sorted and in lower case: ``names`` are the names of two words and more that it
    mentions beside its places and sources, ``ages`` the ages it gives of people, ``around`` the
    places it mentions (the keys of the gazetteer, else their names), ``regions`` the keys of the
    provinces or states that these lie in, ``terms`` its weightiest words.
    ``shingles`` are the `MOST_SHINGLES` smallest hashes of the runs of words in the sentences that
    tell it, ascending, to find copies; empty where the text is not known.
    """

    id: str
    article: str
    claims: tuple[Claim, ...] = ()
    denials: tuple[Denial, ...] = ()
    scope: Scope = field(default=Scope.INCIDENT, converter=Scope)
    place: Place | None = None
    date: DateRange | None = None
    means: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    around: tuple[Term, ...] = ()
    regions: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    published: datetime.date | None = None
    shingles: tuple[int, ...] = ()
    admissions: tuple[Admission, ...] = ()

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        told = f"{len(self.claims)} claims of {_spell(self.article)}"
        return f"<Account {_spell(self.id)}: {_locate(self.place, self.date)}; {told}>"


@frozen(kw_only=True)
class Copy(Shown):
    """An article that runs the text of another about one event: one report, not two.

    ``a`` copies ``b``, both ids of articles; ``share`` is how much of the shorter telling stands
    in the other, from 0 to 1.
    """

    a: str
    b: str
    share: float
    reason: str


@frozen(kw_only=True)
class Retelling(Shown):
    """A claim that only passes on somebody else's figure: ``origin`` is whose it is, and why."""

    claim: str
    origin: Source
    reason: str


@frozen(kw_only=True)
class Evidence(Shown):
    """One named reason for or against two accounts telling of the same event."""

    name: str
    weight: float
    reason: str


@frozen(kw_only=True)
class Link(Shown):
    """Two accounts compared: ``score`` is the sum of the weights of the evidence."""

    a: str
    b: str
    score: float
    evidence: tuple[Evidence, ...] = ()

    def why(self) -> str:
        """Say in words, piece by piece, what speaks for the two being one event."""
        from claimgraph.output.words import explain_link

        return explain_link(self)


@frozen(kw_only=True)
class Judgement(Shown):
    """What a person decided: whether two claims speak of one event.

    ``a`` and ``b`` are ids of claims, in this order sorted; an account without claims is named by its
    own id. ``when`` is the ISO day or time that the person gave. Judgements are only ever added: one
    of the decision ``UNDO`` takes back the one with the id ``undoes``. ``id`` comes from the content.
    """

    id: str
    a: str
    b: str
    decision: Decision = field(converter=Decision)
    by: str
    when: str
    why: str = ""
    undoes: str | None = None

    def __str__(self) -> str:
        from claimgraph.output.words import word_judgement

        return word_judgement(self)


@frozen(kw_only=True)
class Question(Shown):
    """A pair of accounts most worth a person's look: do they tell of one event?

    ``joined`` says whether they stand in one incident now. ``figures`` and ``accounts`` count what
    would move with the answer, ``worth`` ranks the questions of one graph.
    """

    a: Account
    b: Account
    link: Link
    threshold: float
    joined: bool
    figures: int
    accounts: int
    worth: float

    def __str__(self) -> str:
        from claimgraph.output.words import word_question

        return word_question(self)


@frozen(kw_only=True)
class Change(Shown):
    """What the last adding or judging did to incidents, and the pair of accounts that caused it.

    ``before`` and ``after`` are ids of incidents: none before a new one, several before a merged
    one, several after a split one. ``articles`` are the ids of those that joined. ``link`` is the
    pair, ``None`` where an account came alone; ``reason`` says in words what of it spoke for or against.
    """

    kind: ChangeKind = field(converter=ChangeKind)
    before: tuple[str, ...]
    after: tuple[str, ...]
    articles: tuple[str, ...] = ()
    link: Link | None = None
    reason: str = ""

    def __str__(self) -> str:
        from claimgraph.output.words import word_change

        return word_change(self)


@frozen(kw_only=True)
class Addition(Shown):
    """What adding to a store did: the articles that are new, and what became of incidents.

    ``repeats`` names the articles that were there already, ``problems`` whatever else was skipped,
    ``cuts`` say what pages show and their articles do not hold.
    """

    articles: tuple[Article, ...] = ()
    repeats: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    cuts: tuple[Cut, ...] = ()
    changes: tuple[Change, ...] = ()


@frozen(kw_only=True)
class Relation(Shown):
    """How the figure of claim ``a`` relates to the figure of claim ``b``, with the reason in words.

    ``UPDATES`` and ``PART_OF`` are directed: ``a`` updates, or is a part of, ``b``.
    """

    kind: RelationKind = field(converter=RelationKind)
    a: str
    b: str
    reason: str


@frozen(kw_only=True)
class Check(Shown):
    """Something about the figures of an incident that a reader should look at, in words."""

    kind: str
    claims: tuple[str, ...]
    reason: str


@frozen(kw_only=True)
class Step(Shown):
    """One figure of an origin's series: since when it gave it, and whether it still stands.

    ``day`` is the first publication of the figure, ``None`` where no date is known. ``claims`` are
    the ids of the claims that give it, ``quantity`` is its most cautious wording.
    """

    day: datetime.date | None
    quantity: Quantity
    claims: tuple[str, ...]
    stands: bool


@frozen(kw_only=True)
class Series(Shown):
    """The figures of one origin in the order it gave them; the last ones stand."""

    origin: Source
    steps: tuple[Step, ...]


@frozen(kw_only=True)
class Toll(Shown):
    """What the claims of one incident say together about one measure of one group.

    ``low``, ``best`` and ``high`` follow the named ``convention``; ``high`` is ``None`` where no
    source states an upper bound. ``origins`` are the independent sources behind the figures;
    ``retellings`` say which claims are somebody else's figure, though their own text does not.
    """

    measure: str
    group: str
    low: int
    best: int | None
    high: int | None
    convention: str
    claims: tuple[Claim, ...]
    origins: tuple[Source, ...]
    relations: tuple[Relation, ...] = ()
    checks: tuple[Check, ...] = ()
    retellings: tuple[Retelling, ...] = ()

    def __repr__(self) -> str:
        figures = f"low {self.low}, best {self.best}, high {self.high}"
        told = f"{len(self.claims)} claims, {len(self.origins)} origins"
        return f"<Toll: {_spell(self.group)} {_spell(self.measure)}, {figures}; {told}>"


@frozen(kw_only=True)
class Headline(Shown):
    """The figures of one toll under one named convention, to be laid beside those of others.

    ``reading`` names the convention by which vague words ("dozens") were read, empty where none
    is read in the toll. ``high`` is ``None`` where it is open; without a counted claim ``low`` is 0
    and ``best`` ``None``.
    """

    measure: str
    group: str
    scope: Scope = field(converter=Scope)
    convention: str
    reading: str
    low: int
    best: int | None
    high: int | None

    def __str__(self) -> str:
        figures = f"{self.low}+" if self.high is None else f"{self.low}–{self.high}"
        figures = f"{self.low}" if self.low == self.high else figures
        vague = f"; vague words: {self.reading}" if self.reading else ""
        told = f"{self.group} {self.measure}: {figures}, best {self.best} ({self.convention}{vague})"
        return _spell(told)


@frozen(kw_only=True)
class Incident(Shown):
    """One event, or one cumulative count, with the accounts that tell of it.

    ``links`` say why the accounts belong together: the compared pairs and their evidence.
    ``copies`` say which of the articles run the text of another.
    """

    id: str
    accounts: tuple[Account, ...]
    scope: Scope = field(default=Scope.INCIDENT, converter=Scope)
    place: Place | None = None
    date: DateRange | None = None
    means: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    tolls: tuple[Toll, ...] = ()
    copies: tuple[Copy, ...] = ()

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims of the incident, in the order of its accounts."""
        return tuple(claim for account in self.accounts for claim in account.claims)

    @property
    def denials(self) -> tuple[Denial, ...]:
        """All denials of the incident, in the order of its accounts."""
        return tuple(denial for account in self.accounts for denial in account.denials)

    @property
    def admissions(self) -> tuple[Admission, ...]:
        """All admissions of the incident, in the order of its accounts."""
        return tuple(one for account in self.accounts for one in account.admissions)

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that tell of it, without repetition."""
        return tuple(dict.fromkeys(account.article for account in self.accounts))

    def why(self) -> str:
        """Say in words why these accounts are one incident."""
        from claimgraph.output.words import explain_incident

        return explain_incident(self)

    def __repr__(self) -> str:
        told = f"{len(self.articles)} articles, {len(self.claims)} claims"
        return f"<Incident {_spell(self.id)}: {_locate(self.place, self.date)}; {told}>"


@frozen(kw_only=True)
class Responsibility(Shown):
    """Who is said to have done it: one party, who accuses it, who claims and who denies it.

    ``actor`` are the words of a text. The sources are independent origins; ``accusations`` are the
    ids of the claims that name the party, ``admissions`` of the admissions and of the figures that
    the party gives for its own deed, ``denials`` of the denials.
    """

    actor: str
    accused_by: tuple[Source, ...] = ()
    claimed_by: tuple[Source, ...] = ()
    denied_by: tuple[Source, ...] = ()
    accusations: tuple[str, ...] = ()
    admissions: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()


@frozen(kw_only=True)
class Corroboration(Shown):
    """How well an event is corroborated: the grade, why, and the rule it follows."""

    grade: str
    reason: str
    rule: str


@frozen(kw_only=True)
class Problem(Shown):
    """An input that was skipped, and why; ``where`` is a path, with a line where there is one."""

    where: str
    reason: str

    def __str__(self) -> str:
        return _spell(f"{self.where}: {self.reason}")


@frozen(kw_only=True)
class Cut(Shown):
    """What a page shows and its article does not hold: menus, teasers, comments; rarely a paragraph.

    ``kept`` counts the words of the article's text, ``words`` those and the ones left out.
    ``passages`` are what was left out, the longest first, long ones shortened, at most 12: a lost
    paragraph would stand at the top.
    """

    article: str
    where: str
    kept: int
    words: int
    passages: tuple[str, ...] = ()

    def __str__(self) -> str:
        firsts = (text if len(text) <= 40 else f"{text[:39].rstrip()}…" for text in self.passages[:3])
        said = "; ".join(f"“{text}”" for text in firsts)
        kept = f"{self.where}: kept {self.kept:,} of {self.words:,} words"
        return _spell(f"{kept}; cut: {said}" if said else kept)


@frozen(kw_only=True)
class Reading(Shown):
    """What was read from files or records: the articles, what was skipped, and what pages lost."""

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    cuts: tuple[Cut, ...] = ()

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    def __len__(self) -> int:
        return len(self.articles)


class QuoteKind(_Word):
    """Where the words that a claim quotes stand."""

    EXACT = "exact"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not found"
    UNCHECKED = "unchecked"


@frozen(kw_only=True)
class QuoteCheck(Shown):
    """Whether the words that a claim from elsewhere quotes stand in its article.

    ``where`` is the row, ``text`` what it quotes, ``spans`` where that stands in the article.
    ``claim`` is the id of the claim or denial made of the row, ``None`` where none was made.

    Exact words stand where the row says, or once where it says nothing. Moved ones stand elsewhere,
    or with other marks, blanks or capitals; ambiguous ones at several places, which are all kept.
    Misattributed words stand in another article given (``reason`` names it), those not found in none.
    Unchecked are rows that quote nothing or whose article was not given.
    """

    where: str
    kind: QuoteKind = field(converter=QuoteKind)
    article: str
    text: str = ""
    spans: tuple[Span, ...] = ()
    claim: str | None = None
    reason: str = ""

    def __str__(self) -> str:
        told = f"{self.where}: {self.kind}"
        return _spell(f"{told}, {self.reason}" if self.reason else told)


@frozen(kw_only=True)
class ClaimReading(Shown):
    """Claims that others made, as they were read from a table or an answer.

    ``claims`` and ``denials`` stand in the order of the rows, in ``accounts`` as they tell of one event.
    ``articles`` are those given, and one without text for every other that a row names. ``checks`` say of
    every row where its words stand, ``problems`` what was not understood and what became of it.
    """

    claims: tuple[Claim, ...] = ()
    denials: tuple[Denial, ...] = ()
    accounts: tuple[Account, ...] = ()
    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    checks: tuple[QuoteCheck, ...] = ()

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)

    def __repr__(self) -> str:
        told = f"{len(self.claims)} claims, {len(self.denials)} denials, {len(self.accounts)} accounts"
        return f"<ClaimReading: {told}, {len(self.problems)} problems>"


@frozen(kw_only=True)
class Candidate:
    """One reading that a choice considered, with its score and the features behind it."""

    words: str
    score: float
    features: tuple[str, ...] = ()


@frozen(kw_only=True)
class Choice:
    """How one field of one claim was chosen: all candidates, the best first."""

    claim: str
    field: str
    candidates: tuple[Candidate, ...] = ()


@frozen(kw_only=True)
class Trace(Shown):
    """One article with every intermediate step of reading it."""

    article: Article
    sentences: tuple[Span, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateRange, ...] = ()
    places: tuple[Place, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    denials: tuple[Denial, ...] = ()
    admissions: tuple[Admission, ...] = ()
    accounts: tuple[Account, ...] = ()
    choices: tuple[Choice, ...] = ()


def _locate(place: Place | None, days: DateRange | None) -> str:
    """Return where and when as a ``repr`` says it: "Armanaz, 2017-09-29"."""
    first = days.earliest or days.latest if days else None
    return f"{_spell(place.name) if place else 'place unknown'}, {first or 'day unknown'}"


def _spell(words: str) -> str:
    """Return words as the ``repr`` of a string has them: nothing that cannot be seen, on one line."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in words)


__all__ = [
    "Account",
    "Addition",
    "Admission",
    "Article",
    "Attribution",
    "Candidate",
    "Change",
    "ChangeKind",
    "Check",
    "Choice",
    "Claim",
    "ClaimReading",
    "Copy",
    "Corroboration",
    "Cut",
    "DatePrecision",
    "DateRange",
    "Decision",
    "Denial",
    "Evidence",
    "Headline",
    "Incident",
    "Judgement",
    "Link",
    "Mention",
    "Modifier",
    "Place",
    "Problem",
    "Quantity",
    "Question",
    "QuoteCheck",
    "QuoteKind",
    "Reading",
    "Relation",
    "RelationKind",
    "Responsibility",
    "Retelling",
    "Scope",
    "Series",
    "Shown",
    "Source",
    "Span",
    "Stance",
    "Step",
    "Toll",
    "Trace",
    "Victim",
]
