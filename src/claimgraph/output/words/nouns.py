"""Each noun in one line, as it is printed and as it stands in a list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from claimgraph.comparison.pairs import Weights
from claimgraph.comparison.tolls.figures import find_origin
from claimgraph.comparison.tolls.reasons import say_day
from claimgraph.model import (
    Account,
    Addition,
    Admission,
    Article,
    Attribution,
    Check,
    Claim,
    ClaimReading,
    Copy,
    Corroboration,
    DateRange,
    Denial,
    Evidence,
    Incident,
    Link,
    Place,
    Quantity,
    Reading,
    Relation,
    Responsibility,
    Retelling,
    Series,
    Source,
    Step,
    Toll,
    Trace,
    Victim,
)
from claimgraph.output.text.signs import show_signs
from claimgraph.output.words.incidents import name_incident
from claimgraph.output.words.phrases import (
    word_date,
    word_group,
    word_interval,
    word_place,
    word_quantity,
)
from claimgraph.output.words.waterfalls import word_score


def tell(noun: object) -> str:
    """Return a noun in one line that is safe to print: "at least 28 civilians killed, SOHR, Armanaz"."""
    return show_signs(_tell(noun))


def count_nouns(*counts: tuple[int, str]) -> str:
    """Return counts with their nouns: "1 article, 3 claims"."""
    return ", ".join(f"{number:,} {noun}{'' if number == 1 else 's'}" for number, noun in counts)


@singledispatch
def _tell(noun: object) -> str:
    if all(hasattr(noun, name) for name in ("articles", "claims", "incidents")):
        return _count(noun, "articles", "claims", "incidents")
    return repr(noun)


def _count(noun: object, *names: str) -> str:
    return count_nouns(*((len(getattr(noun, name)), name.removesuffix("s")) for name in names))


def _join(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _name(sources: Sequence[Source]) -> str:
    return ", ".join(source.name for source in sources)


@_tell.register
def _(article: Article) -> str:
    day = say_day(article.published) if article.published else None
    return f"{article.id}: {_join(article.title, article.publisher, day)}"


@_tell.register
def _(quantity: Quantity) -> str:
    bounds = word_interval(quantity.low, quantity.high)
    words = word_quantity(quantity)
    return words if quantity.value is not None else f"{words} ({bounds})"


@_tell.register
def _(when: DateRange) -> str:
    return word_date(when) or "day not given"


@_tell.register
def _(place: Place) -> str:
    return word_place(place)


@_tell.register
def _(source: Source) -> str:
    return f"{source.name} ({_join(source.kind, source.party)})"


@_tell.register
def _(attribution: Attribution) -> str:
    chain = " → ".join(source.name for source in attribution.chain) or "nobody named"
    aside = "in its own voice" if attribution.own_voice else None
    stance = None if attribution.stance.value == "asserted" else attribution.stance.value
    remarks = _join(aside, stance)
    return f"{chain} ({remarks})" if remarks else chain


@_tell.register
def _(claim: Claim) -> str:
    who = find_origin(claim).name
    counted = f"{word_group(claim)} {claim.measure}"
    return _join(counted, who, claim.place.name if claim.place else None, word_date(claim.date))


@_tell.register(Denial)
@_tell.register(Admission)
def _(said: Denial | Admission) -> str:
    return f"{said.origin.name if said.origin else 'unknown'}: “{said.text}”"


@_tell.register
def _(victim: Victim) -> str:
    age = str(victim.age) if victim.age is not None else None
    return _join(victim.name or victim.group, age, victim.measure, victim.article)


@_tell.register
def _(account: Account) -> str:
    what = _join(account.place.name if account.place else "place not named", word_date(account.date))
    return f"{what}; {_count(account, 'claims', 'denials')} of {account.article}"


@_tell.register
def _(copy: Copy) -> str:
    return f"{copy.a} copies {copy.b} ({copy.share:.0%}): {copy.reason}"


@_tell.register(Check)
@_tell.register(Retelling)
def _(noted: Check | Retelling) -> str:
    return noted.reason


@_tell.register
def _(evidence: Evidence) -> str:
    return f"{evidence.weight:+.2f} {evidence.reason}"


@_tell.register
def _(link: Link) -> str:
    return f"{link.a} and {link.b}: {word_score(link)}"


@_tell.register
def _(relation: Relation) -> str:
    return f"{relation.kind.value.replace('_', ' ')}: {relation.reason or f'{relation.a}, {relation.b}'}"


@_tell.register
def _(series: Series) -> str:
    return f"{series.origin.name}: {' → '.join(map(_tell, series.steps))}"


@_tell.register
def _(step: Step) -> str:
    remarks = _join(say_day(step.day) if step.day else None, None if step.stands else "replaced")
    return f"{word_quantity(step.quantity)} ({remarks})" if remarks else word_quantity(step.quantity)


@_tell.register
def _(toll: Toll) -> str:
    figures = word_interval(toll.low, toll.high)
    best = f", best {toll.best:,}" if toll.best is not None else ""
    origins = count_nouns((len(toll.origins), "origin"), (len(toll.claims), "claim"))
    return f"{figures} {toll.group} {toll.measure}{best}; {origins} ({toll.convention})"


@_tell.register
def _(incident: Incident) -> str:
    return f"{name_incident(incident)}; {_count(incident, 'articles', 'claims')}"


@_tell.register
def _(row: Responsibility) -> str:
    kinds = (("accused by", row.accused_by), ("claimed by", row.claimed_by), ("denied by", row.denied_by))
    said = "; ".join(f"{kind} {_name(sources)}" for kind, sources in kinds if sources)
    return f"{row.actor}: {said or 'named'}"


@_tell.register
def _(found: Corroboration) -> str:
    return f"{found.grade} ({found.reason})"


@_tell.register
def _(reading: Reading) -> str:
    return _count(reading, "articles", "problems")


@_tell.register
def _(addition: Addition) -> str:
    added = f"{count_nouns((len(addition.articles), 'article'))} added"
    there = f"{len(addition.repeats):,} there already" if addition.repeats else None
    rest = [(len(addition.problems), "problem"), (len(addition.changes), "change")]
    return _join(added, there, count_nouns(*rest))


@_tell.register
def _(reading: ClaimReading) -> str:
    return _count(reading, "claims", "denials", "accounts", "problems")


@_tell.register
def _(trace: Trace) -> str:
    return f"{trace.article.id}: {_count(trace, 'claims', 'denials', 'accounts')}"


@_tell.register
def _(weights: Weights) -> str:
    scores = f"prior {weights.prior:+.2f}, threshold {weights.threshold:+.2f}, veto {weights.veto:+.2f}"
    return f"{scores}, {len(weights.weights)} named weights"


__all__ = ["count_nouns", "tell"]
