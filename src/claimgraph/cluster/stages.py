"""What is done with the rows of one partition, step by step: plain functions, for any engine.

```
settle_accounts   accounts of an article  → each once, marked where it is what its article is mainly about
name_blocks_of    accounts                → (block, sketch), to be brought together by block
pair_rows         a block's sketches      → pairs, to be brought together by the first one's article
hand_over         accounts, their pairs   → (account, those to compare it with), by the other ones' article
score_rows        accounts, those handed  → scored pairs; the links among them tie components together
tag_rows          accounts, pairs, roots  → both with their component, to be brought together by it
build_rows        accounts and pairs      → incidents
```
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from math import inf
from typing import NamedTuple

from claimgraph.comparison.incidents import build_component
from claimgraph.comparison.judgements import Rulings
from claimgraph.comparison.main_incidents import list_mains
from claimgraph.comparison.pairs import (
    Profiles,
    Sketch,
    Weights,
    hash_key,
    measure_score,
    name_blocks,
    pair_block,
    read_profile,
    read_scale,
    sketch_account,
)
from claimgraph.comparison.scores import Scores
from claimgraph.model import Account, Incident

# An account as the others see it: its id, and the article by which it is found. What there are many of are
# plain tuples, which are packed and unpacked many times faster than classes.
Node = tuple[str, str]
# Two accounts that met, the smaller id first, and their score, ``None`` below the threshold.
Pairing = tuple[Node, Node, float | None]


class Settled(NamedTuple):
    """An account, and whether its article is mainly about what it tells."""

    account: Account
    is_main: bool

    @property
    def node(self) -> Node:
        """The account as the others see it."""
        return self.account.id, self.account.article


class Handed(NamedTuple):
    """An account that is handed to one article, to be compared with some of that article's.

    It is packed once, however many articles it is handed to.
    """

    node: Node
    article: str
    others: tuple[str, ...]
    packed: bytes


# An account or a pair with the component that it belongs to, named by its smallest account.
Tagged = tuple[Node, Settled | Pairing]


def settle_accounts(accounts: Iterable[Account]) -> Iterator[Settled]:
    """Keep each account once; all accounts of an article are among them."""
    by_id = {account.id: account for account in accounts}
    mains = list_mains(by_id.values())
    return (Settled(account, id in mains) for id, account in by_id.items())


def name_blocks_of(settled: Iterable[Settled]) -> Iterator[tuple[str, int, Sketch[str]]]:
    """Name the blocks of accounts: the kind, the key as a number, and what the block asks of the account."""
    for one in settled:
        sketch = sketch_account(one.account)
        yield from ((key[0], hash_key(key), sketch) for key in name_blocks(one.account))


def pair_rows(rows: Iterable[tuple[str, int, Sketch[str]]]) -> Iterator[Pairing]:
    """Pair the accounts of whole blocks; a pair that meets in several of them comes once from here."""
    blocks: dict[tuple[str, int], list[Sketch[str]]] = {}
    for kind, number, sketch in rows:
        blocks.setdefault((kind, number), []).append(sketch)
    met: set[Pairing] = set()
    for (kind, _), members in blocks.items():
        nodes = {sketch.id: (sketch.id, sketch.article) for sketch in members}
        met.update((nodes[a], nodes[b], None) for a, b in pair_block(kind, members))
    return iter(met)


def hand_over(settled: Iterable[Settled], pairs: Iterable[Pairing]) -> Iterator[Handed]:
    """Hand each account, once an article, to those that it is to be compared with."""
    accounts = {one.account.id: one.account for one in settled}
    others: dict[str, dict[str, set[str]]] = {}
    for first, (other, article), _ in pairs:
        others.setdefault(first[0], {}).setdefault(article, set()).add(other)
    for id, articles in others.items():
        account = accounts[id]
        packed = pickle.dumps(account, pickle.HIGHEST_PROTOCOL)
        for article, several in articles.items():
            yield Handed((id, account.article), article, tuple(sorted(several)), packed)


def score_rows(
    settled: Iterable[Settled], handed: Iterable[Handed], *, weights: Weights
) -> Iterator[Pairing]:
    """Score accounts that were handed over with those that are at home here."""
    accounts = {one.account.id: one.account for one in settled}
    scale = read_scale(weights)
    profiles = Profiles(accounts)
    for several in _gather_handed(handed):
        profile = read_profile(pickle.loads(several[0].packed))
        for one in several:
            for other in one.others:
                score = measure_score(profile, profiles[other], scale=scale, cut=weights.threshold)
                yield one.node, (other, one.article), None if score == -inf else score


def _gather_handed(handed: Iterable[Handed]) -> Iterable[list[Handed]]:
    """Gather what was handed over of one account to several articles."""
    gathered: dict[str, list[Handed]] = {}
    for one in handed:
        gathered.setdefault(one.node[0], []).append(one)
    return gathered.values()


def list_ties(pairs: Iterable[Pairing]) -> Iterator[tuple[Node, Node]]:
    """List what is linked."""
    return ((a, b) for a, b, score in pairs if score is not None)


def tag_rows(
    settled: Iterable[Settled], pairs: Iterable[Pairing], roots: Iterable[tuple[Node, Node]]
) -> Iterator[Tagged]:
    """Tag accounts, and pairs by their second account, which is at home here, with their components."""
    root = dict(roots)
    for one in settled:
        yield root.get(one.node, one.node), one
    for pair in pairs:
        yield root.get(pair[1], pair[1]), pair


def build_rows(rows: Iterable[Tagged], *, rulings: Rulings, weights: Weights) -> list[Incident]:
    """Build the incidents of whole components."""
    accounts: dict[str, Account] = {}
    mains: set[str] = set()
    scores: Scores = {}
    for _, what in rows:
        if isinstance(what, Settled):
            accounts[what.account.id] = what.account
            if what.is_main:
                mains.add(what.account.id)
        else:
            (a, _), (b, _), score = what
            scores[a, b] = score
    inner = {pair: score for pair, score in scores.items() if pair[0] in accounts and pair[1] in accounts}
    kept = rulings.select(accounts)
    return build_component(accounts, inner, mains=mains, rulings=kept, weights=weights)


__all__ = [
    "Handed",
    "Node",
    "Pairing",
    "Settled",
    "Tagged",
    "build_rows",
    "hand_over",
    "list_ties",
    "name_blocks_of",
    "pair_rows",
    "score_rows",
    "settle_accounts",
    "tag_rows",
]
