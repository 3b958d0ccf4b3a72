"""A bag of accounts → a bag of incidents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from operator import attrgetter
from typing import Any

from claimgraph.cluster import stages
from claimgraph.cluster.components import find_roots
from claimgraph.cluster.shuffling import (
    apply_stage,
    bring_together,
    count_partitions,
    import_bags,
    keep_packed,
)
from claimgraph.cluster.stages import Handed, Node, Pairing, Settled, Tagged
from claimgraph.comparison.incidents import rank_incident
from claimgraph.comparison.judgements import (
    NO_RULINGS,
    Rulings,
    apply_judgements,
    find_standing,
    sort_judgements,
)
from claimgraph.comparison.pairs import Sketch, Weights, load_weights
from claimgraph.model import Account, Incident, Judgement


def link_accounts(
    accounts: Any, *, weights: Weights | None = None, judgements: Iterable[Judgement] = ()
) -> Any:
    """Group accounts into incidents, on the workers of dask.

    The incidents are those of `claimgraph.link_accounts` for the same accounts, whatever the partitions.
    Pairs and components are worked out at once, and held by the workers; incidents when they are asked for.

    Args:
        accounts: A bag of accounts, as `extract_accounts` gives it. It is worked in as many partitions as it
            has; some 100 MB of accounts each is a good size.
        weights: What each evidence weighs; the shipped weights if left out.
        judgements: What people decided; see `claimgraph.link_accounts`.

    Returns:
        A bag of incidents, in no order; `collect_incidents` gives them in the usual one.

    Raises:
        ConstraintError: The judgements contradict each other; the text names the chain.
        MissingExtraError: dask is not installed.
    """
    bags = import_bags()
    table, log = weights or load_weights(), sort_judgements(judgements)
    partitions = count_partitions(accounts)
    meet = partial(bring_together, partitions=partitions)
    homes = keep_packed(apply_stage(stages.settle_accounts, meet(accounts, attrgetter("article")))).persist()
    rulings, ties = _rule(homes, log)
    blocks = meet(apply_stage(stages.name_blocks_of, homes), _name_block)
    pairs = meet(apply_stage(stages.pair_rows, blocks), _name_first)
    handed = meet(apply_stage(stages.hand_over, homes, pairs), _name_receiver)
    scored = keep_packed(apply_stage(stages.score_rows, homes, handed, weights=table)).persist()
    linked = apply_stage(stages.list_ties, scored)
    if ties:
        tied = bags.from_sequence(ties, npartitions=1)
        linked = bags.concat([linked, tied]).repartition(npartitions=linked.npartitions)
    roots = meet(find_roots(linked, partitions=partitions), _name_article)
    tagged = meet(apply_stage(stages.tag_rows, homes, scored, roots), _name_root)
    return apply_stage(stages.build_rows, tagged, rulings=rulings, weights=table)


def collect_incidents(incidents: Any) -> tuple[Incident, ...]:
    """Return the incidents of a bag, in the order of `claimgraph.link_accounts`; they fit into memory."""
    return tuple(sorted(incidents.compute(), key=rank_incident))


def _rule(homes: Any, log: Collection[Judgement]) -> tuple[Rulings, list[tuple[Node, Node]]]:
    """Return what people decided, and which accounts that ties."""
    ends = frozenset(end for one in find_standing(log) for end in (one.a, one.b))
    if not ends:
        return NO_RULINGS, []
    judged = apply_stage(_list_judged, homes, ends=ends).compute()
    rulings = apply_judgements(log, judged)
    articles = {account.id: account.article for account in judged}
    return rulings, [((a, articles[a]), (b, articles[b])) for a, b in sorted(rulings.same)]


def _list_judged(settled: Iterable[Settled], *, ends: Collection[str]) -> Iterator[Account]:
    for one in settled:
        if one.account.id in ends or any(claim.id in ends for claim in one.account.claims):
            yield one.account


# --- where rows go ------------------------------------------------------------------------------


def _name_block(row: tuple[str, int, Sketch[str]]) -> tuple[str, int]:
    return row[0], row[1]


def _name_first(pair: Pairing) -> str:
    return pair[0][1]


def _name_receiver(handed: Handed) -> str:
    return handed.article


def _name_article(root: tuple[Node, Node]) -> str:
    return root[0][1]


def _name_root(tagged: Tagged) -> Node:
    return tagged[0]


__all__ = ["collect_incidents", "link_accounts"]
