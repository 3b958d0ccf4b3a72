"""One toll in sentences: who gives which figure, whether they can both be true, what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from attrs import frozen

from claimgraph.comparison.tolls.figures import (
    find_figure,
    find_number,
    find_order,
    find_origin,
    is_counted,
)
from claimgraph.comparison.tolls.retellings import trace_toll
from claimgraph.comparison.tolls.series import list_series
from claimgraph.model import Claim, Modifier, RelationKind, Source, Toll
from claimgraph.output.origins import find_relays
from claimgraph.output.words.phrases import (
    begin_sentence,
    is_plural,
    is_single,
    join_words,
    word_group,
    word_quantity,
    word_source,
)

# measure -> what is said of several people, of one person, of those counted, and of a plan
PREDICATES = {
    "killed": ("were killed", "was killed", "the dead", "to be killed"),
    "injured": ("were injured", "was injured", "the injured", "to be injured"),
    "casualties": (
        "were killed or injured",
        "was killed or injured",
        "the killed and injured",
        "to be killed or injured",
    ),
    "missing": ("are missing", "is missing", "the missing", "to go missing"),
    "displaced": ("were displaced", "was displaced", "the displaced", "to be displaced"),
    "evacuated": ("were evacuated", "was evacuated", "the evacuated", "to be evacuated"),
    "trapped": ("are trapped", "is trapped", "the trapped", "to be trapped"),
    "detained": ("were detained", "was detained", "the detained", "to be detained"),
    "abducted": ("were abducted", "was abducted", "the abducted", "to be abducted"),
    "released": ("were released", "was released", "the released", "to be released"),
    "surrendered": ("surrendered", "surrendered", "those who surrendered", "to surrender"),
}

MOST_FIGURES = 4
"""So many figures of one toll are told one by one; of more the lowest, the highest and the commonest."""

OWN_WORDS = " in its own words"
_TOLD = frozenset({"told", "tell", "tells", "telling"})
_FLOORS = frozenset({Modifier.AT_LEAST, Modifier.MORE_THAN})


@frozen(kw_only=True)
class Figure:
    """One figure of one origin as a summary tells it: the most cautious of its claims leads."""

    origin: Source
    claims: tuple[Claim, ...]

    @property
    def claim(self) -> Claim:
        """The claim whose words are used: one without upper bound before one with."""
        return min(self.claims, key=lambda one: (one.quantity.high is not None, find_order(one)))


def collect_figures(toll: Toll) -> tuple[Figure, ...]:
    """Return the figures that stand: of each origin the latest, the smallest first."""
    counted = [claim for claim in trace_toll(toll).claims if is_counted(claim)]
    stand = {id for series in list_series(toll) for step in series.steps if step.stands for id in step.claims}
    hidden = find_replaced(toll) | _find_inner(toll)
    standing = [claim for claim in counted if claim.id in stand - hidden] or counted
    return group_figures(standing)


def group_figures(claims: Sequence[Claim]) -> tuple[Figure, ...]:
    """Return the figures that some claims give, the smallest first."""
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[find_origin(claim).id, find_figure(claim.quantity)].append(claim)
    figures = [Figure(origin=find_origin(group[0]), claims=tuple(group)) for group in groups.values()]
    return tuple(sorted(figures, key=_figure_order))


def _figure_order(figure: Figure) -> tuple[int, str, str, str]:
    quantity = figure.claim.quantity
    return (find_number(quantity), figure.origin.name, figure.origin.id, word_quantity(quantity))


def find_replaced(toll: Toll) -> set[str]:
    """Return the ids of the claims that a later figure replaces."""
    return {relation.b for relation in toll.relations if relation.kind is RelationKind.UPDATES}


def _find_inner(toll: Toll) -> set[str]:
    ids = {claim.id for claim in toll.claims}
    parts = [relation for relation in toll.relations if relation.kind is RelationKind.PART_OF]
    return {relation.a for relation in parts if relation.b in ids}


def do_differ(toll: Toll) -> bool:
    """Return whether the standing figures are not one figure."""
    return _differ(collect_figures(toll))


def _differ(figures: Sequence[Figure]) -> bool:
    return len({find_figure(figure.claim.quantity) for figure in figures}) > 1


def is_part(toll: Toll) -> bool:
    """Return whether the toll counts a part of those whom another toll counts."""
    ids = {claim.id for claim in toll.claims}
    parts = [relation for relation in toll.relations if relation.kind is RelationKind.PART_OF]
    return any(relation.a in ids and relation.b not in ids for relation in parts)


# --- sentences --------------------------------------------------------------------------------


def word_toll(toll: Toll) -> str:
    """Tell a toll: "Reports differ: at least 28 civilians were killed, according to SOHR; …"."""
    figures = collect_figures(toll)
    if not figures:
        return ""
    lead = figures[0].claim
    if _count_wordings(figures) > MOST_FIGURES:
        return f"{_word_spread(figures, word_predicate(toll.measure)[2])} {_weigh(toll, figures)}"
    plural, single, *_ = word_predicate(toll.measure)
    predicate = single if is_single(lead) else plural
    told = _word_figures(figures, f"{word_group(lead)} {predicate}", lead)
    inner = group_figures([c for c in toll.claims if c.id in _find_inner(toll) and is_counted(c)])
    within = (
        f"Among them were {_word_figures(inner, word_group(inner[0].claim), inner[0].claim)}."
        if inner
        else ""
    )
    return " ".join(s for s in (_begin(figures, told), _weigh(toll, figures), within) if s)


def word_part(toll: Toll, *, after: bool) -> str:
    """Tell a toll that is a part: "Among them were 16 children, according to SOHR."."""
    figures = collect_figures(toll)
    if not figures:
        return ""
    lead = figures[0].claim
    if _count_wordings(figures) > MOST_FIGURES:
        of = word_predicate(toll.measure)[2]
        whole = "them" if after else of
        return f"{_word_spread(figures, f'the {toll.group} among {whole}')} {_weigh(toll, figures)}"
    among = "among them" if after else f"among {word_predicate(toll.measure)[2]}"
    verb = "was" if is_single(lead) else "were"
    told = _word_figures(figures, f"{among} {verb} {word_group(lead)}", lead)
    return " ".join(s for s in (_begin(figures, told), _weigh(toll, figures)) if s)


def _count_wordings(figures: Sequence[Figure]) -> int:
    return len({find_figure(figure.claim.quantity) for figure in figures})


def _word_spread(figures: Sequence[Figure], whom: str) -> str:
    """Tell many figures by their ends: "Figures for the dead range from 17 people (SOHR) to 89 (TRT)".

    "Dozens" is an end only where nobody gives a number.
    """
    worded = [figure for figure in figures if figure.claim.quantity.value is not None] or figures
    ends = [f"{word_group(one.claim)} ({_word_aside(one)})" for one in (worded[0], worded[-1])]
    told = f"Figures for {whom} range from {ends[0]} to {ends[1]}"
    given: dict[object, list[Figure]] = defaultdict(list)
    for figure in worded:
        given[find_figure(figure.claim.quantity)].append(figure)
    common = max(given.values(), key=len)
    if len(common) < 2:
        return f"{told}; no two origins agree."
    names = join_words(dict.fromkeys(word_source(figure.origin) for figure in common))
    return f"{told}; most often given: {word_quantity(common[0].claim.quantity)} ({names})."


def word_span(toll: Toll) -> str:
    """Return what differing figures span, in numbers where anybody gives one: "17 to 89 people"."""
    figures = collect_figures(toll)
    worded = [figure for figure in figures if figure.claim.quantity.value is not None] or figures
    first, last = worded[0].claim, worded[-1].claim
    if find_number(first.quantity) == find_number(last.quantity):
        return word_group(first)
    start = (
        f"{find_number(first.quantity):,}"
        if first.quantity.value is not None
        else word_quantity(first.quantity)
    )
    group = toll.group.removesuffix(" (part)")  # "of them" stands before it
    return f"{start} to {word_quantity(last.quantity, in_digits=True)} {group}"


def _word_aside(figure: Figure) -> str:
    """Return who says it, fit to stand in brackets: "SOHR, via TRT"."""
    return word_who(figure.claims).replace(" (", ", ").removesuffix(")")


def word_predicate(measure: str) -> tuple[str, str, str, str]:
    """Return what is said of several and of one whom a measure counts, their name, and a plan."""
    as_measure = f"counted as {measure}"
    other = (f"were {as_measure}", f"was {as_measure}", f"those {as_measure}", f"to be {as_measure}")
    return PREDICATES.get(measure, other)


def _begin(figures: Sequence[Figure], told: str) -> str:
    if not _differ(figures):
        return f"{begin_sentence(told)}."
    if _share_teller(figures):
        verb = "give" if is_plural(figures[0].origin) else "gives"
        who = word_who(figures[0].claims).removesuffix(OWN_WORDS)
        return f"{begin_sentence(who)} {verb} different figures: {told}."
    origins = {figure.origin.id for figure in figures}
    whose = "Reports differ" if len(origins) > 1 else "Figures of one origin differ"
    return f"{whose}: {told}."


def _share_teller(figures: Sequence[Figure]) -> bool:
    """Return whether several figures come from one origin in the same way."""
    return len(figures) > 1 and len({(one.origin.id, word_who(one.claims)) for one in figures}) == 1


def _word_figures(figures: Sequence[Figure], opening: str, lead: Claim) -> str:
    """Return "28 civilians were killed, according to A and B; at least 40, according to C"."""
    clauses: dict[str, list[str]] = {}
    for figure in figures:
        same = figure.claim.group.lower() == lead.group.lower()
        words = word_quantity(figure.claim.quantity) if same else word_group(figure.claim)
        clauses.setdefault(words, []).append(word_who(figure.claims))
    first = word_quantity(lead.quantity)
    if len(clauses) > 1 and _share_teller(figures):
        told = [opening if words == first else words for words in clauses]
        return f"{', '.join(told[:-1])}, or {told[-1]}"
    told = []
    for words, names in clauses.items():
        start = opening if words == first else words
        told.append(f"{start}, according to {_join_names(names)}")
    return "; ".join(told)


def _join_names(names: Sequence[str]) -> str:
    """Join names; two that agree are said to do so, as their origins are independent."""
    unique = list(dict.fromkeys(names))
    if len(unique) == 2:
        return f"both {join_words(unique)}"
    return join_words(unique)


def word_who(claims: Sequence[Claim]) -> str:
    """Return who says it and through whom: "the White Helmets, as told to Anadolu Agency"."""
    name = word_source(find_origin(claims[0]))
    if all(claim.attribution.own_voice for claim in claims):
        return f"{name}{OWN_WORDS}"
    relays: dict[str, bool] = {}
    for claim in sorted(claims, key=find_order):
        told = (claim.attribution.cue or "").lower() in _TOLD
        for source in find_relays(claim.attribution):
            relays.setdefault(word_source(source), told)
    relays.pop(name, None)
    if not relays:
        return name
    how = "as told to" if all(relays.values()) else "via"
    return f"{name} ({how} {join_words(sorted(relays))})"


def _weigh(toll: Toll, figures: Sequence[Figure]) -> str:
    """Say of figures that differ whether they can all be true; never which of them is."""
    if not _differ(figures):
        return ""
    excluded = _find_excluded(toll, figures)
    both = "both" if len(figures) == 2 else "all"
    if not excluded:
        floors = all(figure.claim.quantity.modifier in _FLOORS for figure in figures)
        why = f"{both.capitalize()} are minimums" if floors else "The bounds allow it"
        return f"{why}: {both} can be true."
    if len(excluded) > 3:
        return "Several of these figures contradict one another."
    listed = excluded if len(excluded) < 2 else [", ".join(excluded[:-1]), f"and {excluded[-1]}"]
    return f"{', '.join(listed)} contradict each other."


def _find_excluded(toll: Toll, figures: Sequence[Figure]) -> list[str]:
    pairs = {
        frozenset((relation.a, relation.b))
        for relation in toll.relations
        if relation.kind is RelationKind.CONTRADICTS
    }
    found = []
    for a, b in combinations(figures, 2):
        if any(frozenset((x.id, y.id)) in pairs for x in a.claims for y in b.claims):
            found.append(f"{_word_brief(a)} and {_word_brief(b)}")
    return [begin_sentence(found[0]), *found[1:]] if found else []


def _word_brief(figure: Figure) -> str:
    return f"{word_quantity(figure.claim.quantity)} ({word_source(figure.origin)})"
