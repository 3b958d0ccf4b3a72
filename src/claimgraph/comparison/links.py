"""Groups and scores → the links of each group, with their reasons in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import inf

from claimgraph.comparison.judgements import Rulings, mark_link
from claimgraph.comparison.pairs import Pair, Profiles, Weights, measure_score, read_scale, score_profiles
from claimgraph.comparison.scores import Scores
from claimgraph.model import Evidence, Link

# How many links of an account an incident keeps at least, the strongest; all, in most incidents.
# Of an incident of more accounts than these only so many.
KEPT_LINKS = 12
MANY_ACCOUNTS, KEPT_OF_MANY = 100, 4


def sort_pairs(groups: Iterable[Sequence[str]], pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    """Return the pairs within each group, by the first account of the group; those across are left out."""
    home = {id: group[0] for group in groups for id in group}
    inner: dict[str, list[Pair]] = {}
    for pair in pairs:
        first, second = home.get(pair[0]), home.get(pair[1])
        if first is not None and first == second:
            inner.setdefault(first, []).append(pair)
    return inner


def choose_links(
    pairs: Iterable[Pair],
    scores: Scores,
    profiles: Profiles,
    *,
    rulings: Rulings,
    weights: Weights,
) -> list[Link]:
    """Choose the links that an incident keeps, and word why.

    Args:
        pairs: The pairs of the incident that met or were judged.
        scores: Their scores as far as they were worked out.
        profiles: The accounts.
        rulings: What people decided about pairs; that is written into their links.
        weights: What each evidence weighs.

    Returns:
        The links, the strongest first.
    """
    scale = read_scale(weights)
    ranked: list[tuple[float, Pair]] = []
    for pair in dict.fromkeys(pairs):
        score = inf if pair in rulings.same else scores.get(pair)
        if score is None:
            score = measure_score(profiles[pair[0]], profiles[pair[1]], scale=scale)
        ranked.append((-score, pair))
    links = []
    # Thousands of pairs share a day and a place: one value for all that say the same.
    shared: dict[Evidence, Evidence] = {}
    for a, b in _thin_pairs([pair for _, pair in sorted(ranked)], rulings):
        link = score_profiles(profiles[a], profiles[b], weights=weights)
        evidence = tuple([shared.setdefault(one, one) for one in link.evidence])
        link = Link(a=a, b=b, score=link.score, evidence=evidence)
        said = rulings.list_all((a, b))
        links.append(mark_link(link, said) if said else link)
    return links


def _thin_pairs(pairs: Sequence[Pair], rulings: Rulings) -> list[Pair]:
    """Leave out what is weak for both its accounts; an event told 500 times has 125,000 pairs."""
    held: Counter[str] = Counter()
    most = KEPT_LINKS if len({id for pair in pairs for id in pair}) <= MANY_ACCOUNTS else KEPT_OF_MANY
    kept = []
    for pair in pairs:
        if min(held[pair[0]], held[pair[1]]) < most or pair in rulings.same or pair in rulings.unsure:
            kept.append(pair)
        held.update(pair)
    return kept


__all__ = ["choose_links", "sort_pairs"]
