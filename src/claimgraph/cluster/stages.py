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

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import inf
from typing import NamedTuple

from claimgraph.comparison.grouping import group_accounts
from claimgraph.comparison.incidents import build_incidents
from claimgraph.comparison.judgements import Rulings
from claimgraph.comparison.main_incidents import list_mains
from claimgraph.comparison.pairs import (
    Profile,
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


class Node(NamedTuple):
    """An account as the others see it: its id, and the article by which it is found."""

    id: str
    article: str


class Settled(NamedTuple):
    """An account, and whether its article is mainly about what it tells."""

    account: Account
    is_main: bool

    @property
    def node(self) -> Node:
        """The account as the others see it."""
        return Node(self.account.id, self.account.article)


class Handed(NamedTuple):
    """An account that is handed to another article's, to be compared with some of them."""

    account: Account
    article: str
    others: tuple[str, ...]


class Pairing(NamedTuple):
    """Two accounts that met, the smaller id first; ``score`` is ``None`` below the threshold."""

    a: Node
    b: Node
    score: float | None = None


class Tagged(NamedTuple):
    """An account or a pair with the component that it belongs to, named by its smallest account."""

    root: Node
    what: Settled | Pairing


def settle_accounts(accounts: Iterable[Account]) -> Iterator[Settled]:
    """Keep each account once; all accounts of an article are among them."""
    by_id = {account.id: account for account in accounts}
    mains = list_mains(by_id.values())
    return (Settled(account, id in mains) for id, account in by_id.items())


def name_blocks_of(settled: Iterable[Settled]) -> Iterator[tuple[str, int, Sketch]]:
    """Name the blocks of accounts: the kind, the key as a number, and what the block asks of the account."""
    for one in settled:
        sketch = sketch_account(one.account)
        yield from ((key[0], hash_key(key), sketch) for key in name_blocks(one.account))


def pair_rows(rows: Iterable[tuple[str, int, Sketch]]) -> Iterator[Pairing]:
    """Pair the accounts of whole blocks; a pair that meets in several of them comes once from here."""
    blocks: dict[tuple[str, int], list[Sketch]] = {}
    for kind, number, sketch in rows:
        blocks.setdefault((kind, number), []).append(sketch)
    met: set[Pairing] = set()
    for (kind, _), members in blocks.items():
        articles = {sketch.id: sketch.article for sketch in members}
        met.update(Pairing(Node(a, articles[a]), Node(b, articles[b])) for a, b in pair_block(kind, members))
    return iter(met)


def hand_over(settled: Iterable[Settled], pairs: Iterable[Pairing]) -> Iterator[Handed]:
    """Hand each account, once an article, to those that it is to be compared with."""
    accounts = {one.account.id: one.account for one in settled}
    others: dict[tuple[str, str], set[str]] = {}
    for pair in pairs:
        others.setdefault((pair.a.id, pair.b.article), set()).add(pair.b.id)
    for (id, article), several in others.items():
        yield Handed(accounts[id], article, tuple(sorted(several)))


def score_rows(
    settled: Iterable[Settled], handed: Iterable[Handed], *, weights: Weights
) -> Iterator[Pairing]:
    """Score accounts that were handed over with those that are at home here."""
    accounts = {one.account.id: one.account for one in settled}
    scale = read_scale(weights)

    @cache
    def read(id: str) -> Profile:
        return read_profile(accounts[id])

    for one in handed:
        profile, first = read_profile(one.account), Node(one.account.id, one.account.article)
        for other in one.others:
            score = measure_score(profile, read(other), scale=scale, cut=weights.threshold)
            yield Pairing(first, Node(other, one.article), None if score == -inf else score)


def list_ties(pairs: Iterable[Pairing]) -> Iterator[tuple[Node, Node]]:
    """List what is linked."""
    return ((pair.a, pair.b) for pair in pairs if pair.score is not None)


def tag_rows(
    settled: Iterable[Settled], pairs: Iterable[Pairing], roots: Iterable[tuple[Node, Node]]
) -> Iterator[Tagged]:
    """Tag accounts, and pairs by their second account, which is at home here, with their components."""
    root = dict(roots)
    for one in settled:
        yield Tagged(root.get(one.node, one.node), one)
    for pair in pairs:
        yield Tagged(root.get(pair.b, pair.b), pair)


def build_rows(rows: Iterable[Tagged], *, rulings: Rulings, weights: Weights) -> list[Incident]:
    """Build the incidents of whole components."""
    accounts: dict[str, Account] = {}
    mains: set[str] = set()
    scores: Scores = {}
    for _, what in rows:
        if isinstance(what, Pairing):
            scores[what.a.id, what.b.id] = what.score
        else:
            accounts[what.account.id] = what.account
            if what.is_main:
                mains.add(what.account.id)
    inner = {pair: score for pair, score in scores.items() if pair[0] in accounts and pair[1] in accounts}
    kept = _keep_rulings(rulings, accounts)
    groups = group_accounts(accounts, inner, mains=mains, rulings=kept, weights=weights)
    return build_incidents(groups, accounts, inner, former=(), rulings=kept, weights=weights)


def _keep_rulings(rulings: Rulings, accounts: Mapping[str, Account]) -> Rulings:
    """Leave out what was decided about others."""
    kept = (
        {pair: said for pair, said in pairs.items() if pair[0] in accounts and pair[1] in accounts}
        for pairs in (rulings.same, rulings.different, rulings.unsure)
    )
    same, different, unsure = kept
    return Rulings(same=same, different=different, unsure=unsure)


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
