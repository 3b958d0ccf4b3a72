"""What a network picture consists of: knots in columns, and strands from source to event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from attrs import frozen

from claimgraph.comparison.tolls import trace_incident
from claimgraph.comparison.tolls.figures import find_figure, find_number, find_origin
from claimgraph.model import Claim, Incident, RelationKind, Scope
from claimgraph.output.text import count_nouns
from claimgraph.output.words import say_count, word_date, word_group, word_place

MOST_KNOTS = 24
"""So many knots a column has at most."""

MOST_CLAIMS = 20
"""Up to so many claims each is a knot; more are bundled by source."""


@frozen(kw_only=True)
class Knot:
    """A source, a claim or some, or an incident; ``name`` is its label.

    The name is empty where a strand only passes a column, and has two lines for an incident.
    """

    layer: int
    id: str
    name: str
    kind: str
    verdict: str = ""


Edges = dict[tuple[Knot, Knot], list[str]]
"""Between two knots, what each of the claims that run there says to others."""


@frozen(kw_only=True)
class Strands:
    """Knots by column, and the edges between columns with how many claims run along and what they say.

    ``left_out`` says in words what there was no room for.
    """

    columns: tuple[str, ...]
    knots: tuple[Knot, ...]
    edges: tuple[tuple[Knot, Knot, int, str], ...]
    left_out: tuple[str, ...] = ()


def weave_incident(incident: Incident) -> Strands:
    """Return sources → who passed it on → figures → the incident."""
    claims = trace_incident(incident)
    verdicts = _find_verdicts(incident)
    groups = _group_claims(claims, verdicts, is_bundled=len(claims) > MOST_CLAIMS)
    kept = sorted(groups, key=lambda group: -len(group))[:MOST_KNOTS]
    shown = [group for group in groups if group in kept]
    deepest = max((len(_list_chain(group[0])) for group in shown), default=1)
    end = Knot(layer=deepest + 1, id=incident.id, name=label_incident(incident), kind="incident")
    edges: Edges = defaultdict(list)
    for group in shown:
        verdict = _judge([verdicts.get(claim.id, "") for claim in group])
        path = _lay_path(group, deepest, verdict)
        for left, right in zip(path, [*path[1:], end], strict=True):
            edges[left, right] += [verdict] * len(group)
    rest = sum(map(len, groups)) - sum(map(len, shown))
    relays = tuple("passed on by" for _ in range(deepest - 1))
    left_out = (f"left out: {count_nouns((rest, 'claim'))}",) if rest else ()
    return _tie(edges, ("source", *relays, "figures", "incident"), left_out)


def _list_chain(claim: Claim) -> list[tuple[str, str]]:
    """Return id and name of whom the figure went through, its origin first."""
    origin = find_origin(claim)
    rest = [(source.id, source.name) for source in claim.attribution.chain[1:]]
    return [(origin.id, origin.name), *rest]


def _group_claims(
    claims: Iterable[Claim], verdicts: dict[str, str], *, is_bundled: bool
) -> list[list[Claim]]:
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        chain = tuple(id for id, _ in _list_chain(claim))
        figure: object = (find_figure(claim.quantity), claim.group, verdicts.get(claim.id))
        key = (chain[0], claim.measure) if is_bundled else (chain, claim.measure, figure)
        groups[key].append(claim)
    return list(groups.values())


def _lay_path(group: Sequence[Claim], deepest: int, verdict: str) -> list[Knot]:
    """Return the knots from the origin to the figures, with one without name in each column passed by."""
    claim = group[0]
    chain = _list_chain(claim)
    path = [Knot(layer=at, id=id, name=name, kind="source") for at, (id, name) in enumerate(chain)]
    for layer in range(len(chain), deepest):
        path.append(Knot(layer=layer, id="/".join(id for id, _ in chain), name="", kind="through"))
    name = _say_figures(group)
    return [*path, Knot(layer=deepest, id=claim.id, name=name, kind="claim", verdict=verdict)]


def _say_figures(group: Sequence[Claim]) -> str:
    """Return what a knot counts: "28+ civilians killed (2×)", of several figures "22 to 44 killed (8×)"."""
    counts = {find_number(claim.quantity): claim for claim in group}
    first, last = counts[min(counts)], counts[max(counts)]
    times = f" ({len(group)}×)" if len(group) > 1 else ""
    if len(counts) > 1:
        span = f"{say_count(first.quantity)} to {say_count(last.quantity)}"
    elif first.quantity.value is None:
        span = word_group(first)  # "dozens of people"
    else:
        span = f"{say_count(first.quantity)} {first.group}"
    return f"{span} {first.measure}{times}"


def weave_graph(incidents: Sequence[Incident]) -> Strands:
    """Return sources → incidents, the claims of a source on an incident bundled."""
    ranked = sorted(incidents, key=lambda one: (-len(one.articles), -len(one.claims), one.id))
    events = ranked[:MOST_KNOTS]
    bundles: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    names: dict[str, str] = {}
    verdicts: dict[str, str] = {}
    for incident in events:
        verdicts |= _find_verdicts(incident)
        for claim in trace_incident(incident):
            origin = find_origin(claim)
            names[origin.id] = origin.name
            bundles[origin.id, incident.id].append(claim)
    events = [one for one in events if one.claims]
    spread = Counter(source for source, _ in bundles)
    weight = Counter(
        {id: sum(len(found) for (one, _), found in bundles.items() if one == id) for id in names}
    )
    sources = sorted(names, key=lambda id: (-spread[id], -weight[id], id))[:MOST_KNOTS]
    ends = {one.id: Knot(layer=1, id=one.id, name=label_incident(one), kind="incident") for one in events}
    edges: Edges = defaultdict(list)
    for (source, event), claims in bundles.items():
        if source in sources:
            left = Knot(layer=0, id=source, name=names[source], kind="source")
            edges[left, ends[event]] += [verdicts.get(claim.id, "") for claim in claims]
    counted = ((len(incidents) - len(events), "incident"), (len(names) - len(sources), "source"))
    left_out = tuple(f"left out: {count_nouns(one)} with fewer reports" for one in counted if one[0])
    return _tie(edges, ("source", "incident"), left_out)


def _find_verdicts(incident: Incident) -> dict[str, str]:
    """Return for each claim whether another one contradicts it, or else agrees."""
    verdicts: dict[str, str] = {}
    kinds = {RelationKind.CONTRADICTS: "contradict", RelationKind.AGREES: "agree"}
    for kind, verdict in kinds.items():
        for relation in (one for toll in incident.tolls for one in toll.relations if one.kind is kind):
            for end in (relation.a, relation.b):
                verdicts.setdefault(end, verdict)
    return verdicts


def _judge(verdicts: Iterable[str]) -> str:
    found = set(verdicts)
    return next((one for one in ("contradict", "agree") if one in found), "")


def label_incident(incident: Incident) -> str:
    """Return place and day of an incident in two lines."""
    place = word_place(incident.place) or "place not named"
    period = " (a period)" if incident.scope is Scope.CUMULATIVE else ""
    return f"{place}\n{word_date(incident.date) or 'day not given'}{period}"


def _tie(edges: Edges, columns: tuple[str, ...], left_out: tuple[str, ...]) -> Strands:
    knots = dict.fromkeys(knot for pair in edges for knot in pair)
    tied = tuple((left, right, len(found), _judge(found)) for (left, right), found in edges.items())
    return Strands(columns=columns, knots=tuple(knots), edges=tied, left_out=left_out)


__all__ = ["Knot", "Strands", "label_incident", "weave_graph", "weave_incident"]
