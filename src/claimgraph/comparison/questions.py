"""Pairs → questions for a person: where a decision is close, and much hangs on it.

A question is worth the more, the nearer its score is to the threshold and the more figures would
move with the answer. Two incidents ask at most one question together, one incident one about
itself, and what was judged before is not asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import exp, log

from claimgraph.comparison.judgements import Rulings, apply_judgements
from claimgraph.comparison.pairs import Pair, Weights, gather_candidates, load_weights, score_pair
from claimgraph.comparison.scores import score_pairs
from claimgraph.model import Account, Incident, Judgement, Link, Question

# A decision further from the threshold is none to ask about.
FAR = 3.0


def find_questions(
    accounts: Iterable[Account],
    incidents: Iterable[Incident],
    *,
    limit: int,
    weights: Weights | None = None,
    judgements: Iterable[Judgement] = (),
) -> tuple[Question, ...]:
    """Find the pairs most worth a person's look.

    Args:
        accounts: All accounts.
        incidents: What they were linked to.
        limit: How many questions to return at most.
        weights: What each evidence weighs; the shipped weights if left out.
        judgements: What was decided before.

    Returns:
        The questions, the worthiest first; none where nothing is to decide.
    """
    table = weights or load_weights()
    by_id = {account.id: account for account in accounts}
    rulings = apply_judgements(judgements, by_id.values())
    home = {account.id: one for one in incidents for account in one.accounts}
    best: dict[tuple[str, str], Question] = {}
    for link in _list_open(by_id, rulings, table):
        question = _ask(by_id[link.a], by_id[link.b], link, home, table.threshold)
        sides = sorted(home[end].id if end in home else end for end in (link.a, link.b))
        known = best.get((sides[0], sides[1]))
        if known is None or _rank(question) < _rank(known):
            best[sides[0], sides[1]] = question
    return tuple(sorted(best.values(), key=_rank)[:limit])


def _rank(question: Question) -> tuple[float, str, str]:
    return -question.worth, question.link.a, question.link.b


def _list_open(accounts: Mapping[str, Account], rulings: Rulings, weights: Weights) -> Iterator[Link]:
    """Yield the links near the threshold that no judgement speaks of, directly or through others."""
    is_open = find_open(rulings)
    pairs = gather_candidates(accounts.values())
    scores = score_pairs(pairs, accounts, weights=weights, cut=weights.threshold - FAR)
    for pair, score in zip(pairs, scores, strict=True):
        if abs(score - weights.threshold) <= FAR and is_open(pair):
            yield score_pair(accounts[pair[0]], accounts[pair[1]], weights=weights)


def find_open(rulings: Rulings) -> Callable[[Pair], bool]:
    """Return whether nothing was decided about a pair, directly or through others, as a function of it."""
    bond = _bind(rulings.same)
    settled = {_find_ends(pair, bond) for pair in (*rulings.different, *rulings.unsure)}

    def is_open(pair: Pair) -> bool:
        ends = _find_ends(pair, bond)
        return ends[0] != ends[1] and ends not in settled

    return is_open


def _find_ends(pair: tuple[str, str], bond: Mapping[str, str]) -> tuple[str, str]:
    first, second = sorted(bond.get(id, id) for id in pair)
    return first, second


def _bind(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the name of the group that judgements put each account into."""
    groups: dict[str, list[str]] = {}
    for a, b in sorted(pairs):
        first, second = groups.setdefault(a, [a]), groups.setdefault(b, [b])
        if first is not second:
            first += second
            groups.update(dict.fromkeys(second, first))
    return {id: min(group) for id, group in groups.items()}


def _ask(a: Account, b: Account, link: Link, home: Mapping[str, Incident], threshold: float) -> Question:
    joined = a.id in home and b.id in home and home[a.id].id == home[b.id].id
    sides: Sequence[Sequence[Account]] = [[a], [b]]
    if not joined:
        sides = [home[one.id].accounts if one.id in home else [one] for one in (a, b)]
    figures = min(sum(len(account.claims) for account in side) for side in sides)
    accounts = min(len(side) for side in sides)
    return Question(
        a=a,
        b=b,
        link=link,
        threshold=threshold,
        joined=joined,
        figures=figures,
        accounts=accounts,
        worth=measure_worth(link.score - threshold, figures=figures, accounts=accounts),
    )


def measure_worth(margin: float, *, figures: int, accounts: int) -> float:
    """Return what a decision is worth; with each unit of evidence off the threshold, e times less.

    Args:
        margin: By how much the score of the pair passes the threshold, negative where it does not.
        figures: How many figures would move with it: those of the smaller side.
        accounts: How many accounts would.
    """
    return round(exp(-abs(margin)) * (log(2 + figures) + log(accounts)), 6)


__all__ = ["FAR", "find_open", "find_questions", "measure_worth"]
