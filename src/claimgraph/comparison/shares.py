"""Candidates → scores, and components → incidents, worked out in several processes.

An account is asked for in many places of the long row of pairs, so that sending it along with each of its
pairs would take longer than comparing it: all are packed once into a file, and a process unpacks one when it
comes to it. With one worker nothing is packed, and all is done in this process.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache, partial
from mmap import ACCESS_READ, mmap
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from claimgraph.comparison.components import Component
from claimgraph.comparison.incidents import build_component
from claimgraph.comparison.judgements import NO_RULINGS, Rulings
from claimgraph.comparison.pairs import Candidates, Profile, Weights, measure_score, read_profile, read_scale
from claimgraph.comparison.pairs.gathering import LOW, SHIFT
from claimgraph.comparison.parcels import pack_incidents, unpack_incidents
from claimgraph.comparison.scores import MOST_PROFILES, score_pairs
from claimgraph.model import Account, Incident
from claimgraph.workers import Failure, pause_collecting, spread_work

# So many pairs are a share of the work; they take a process some tenths of a second. What is done once for an
# account, and again for its incident, takes as long as so many pairs.
SHARE, PAIRS_PER_ACCOUNT = 20_000, 20
ACCOUNTS, PLACES = "accounts", "places"


class Desk(NamedTuple):
    """Accounts to be worked on: by id, and the ids as `Candidates` number them.

    ``folder`` is where other processes find them, ``None`` where there is one worker.
    """

    accounts: Mapping[str, Account]
    ids: Sequence[str]
    workers: int
    folder: str | None

    def list_accounts(self, component: Component) -> list[Account]:
        """Return the accounts of a component, in the order of their ids."""
        return [self.accounts[self.ids[place]] for place in component.places]


@contextmanager
def open_desk(accounts: Mapping[str, Account], ids: Sequence[str], *, workers: int) -> Iterator[Desk]:
    """Lay accounts out for some workers; what is packed for them is gone afterwards."""
    if workers == 1:
        yield Desk(accounts, ids, workers, None)
        return
    with TemporaryDirectory(prefix="claimgraph-") as folder:
        _pack_accounts((accounts[id] for id in ids), Path(folder))
        try:
            yield Desk(accounts, ids, workers, folder)
        finally:
            # This process may have opened the file in place of one that ended.
            _open_shelf.cache_clear()


def _pack_accounts(accounts: Iterable[Account], folder: Path) -> None:
    """Write accounts one after another, and where each begins and the last one ends."""
    places = array("Q", [0])
    with (folder / ACCOUNTS).open("wb") as file:
        for account in accounts:
            places.append(places[-1] + file.write(pickle.dumps(account, pickle.HIGHEST_PROTOCOL)))
    (folder / PLACES).write_bytes(places.tobytes())


class _Shelf:
    """The packed accounts of a folder, unpacked and made ready for comparison as they are asked for."""

    def __init__(self, folder: str) -> None:
        self._places = array("Q")
        self._places.frombytes((Path(folder) / PLACES).read_bytes())
        with (Path(folder) / ACCOUNTS).open("rb") as file:
            self._packed = mmap(file.fileno(), 0, access=ACCESS_READ)
        self.read_profile = lru_cache(maxsize=MOST_PROFILES)(self._read_profile)

    def read_account(self, at: int) -> Account:
        """Return the account of a place."""
        account: Account = pickle.loads(self._packed[self._places[at] : self._places[at + 1]])
        return account

    def _read_profile(self, at: int) -> Profile:
        return read_profile(self.read_account(at))


@lru_cache(maxsize=1)
def _open_shelf(folder: str) -> _Shelf:
    return _Shelf(folder)


# -- scores -----------------------------------------------------------------------------------


def share_scores(
    desk: Desk, candidates: Candidates, *, weights: Weights, cut: float
) -> Generator[float, None, None]:
    """Score candidates as `score_pairs` does.

    A share whose process ends, for want of memory say, is scored in this one.
    """
    if desk.folder is None:
        yield from score_pairs(candidates, desk.accounts, weights=weights, cut=cut)
        return
    score = partial(score_share, folder=desk.folder, weights=weights, cut=cut)
    shares = (candidates.pairs[at : at + SHARE] for at in range(0, len(candidates), SHARE))
    with closing(spread_work(score, shares, workers=desk.workers, size=1)) as done:
        for share, found in done:
            yield from score(share) if isinstance(found, Failure) else found


def score_share(pairs: array[int], *, folder: str, weights: Weights, cut: float) -> array[float]:
    """Score pairs of places in the file of a folder; see `Candidates`."""
    shelf, scale = _open_shelf(folder), read_scale(weights)
    scores = array("d")
    with pause_collecting():
        for pair in pairs:
            one, other = shelf.read_profile(pair >> SHIFT), shelf.read_profile(pair & LOW)
            scores.append(measure_score(one, other, scale=scale, cut=cut))
    return scores


# -- incidents --------------------------------------------------------------------------------


class Share(NamedTuple):
    """Some components, with what of articles and of judgements concerns them."""

    components: list[Component]
    mains: Collection[str]
    rulings: Rulings


def share_components(
    desk: Desk, components: Iterable[Component], *, mains: Collection[str], rulings: Rulings, weights: Weights
) -> Generator[list[Incident], None, None]:
    """Build the incidents of each component.

    A share whose process ends is built in this one.
    """
    if desk.folder is None:
        for component in components:
            accounts = desk.list_accounts(component)
            yield _build(component, accounts, mains=mains, rulings=rulings, weights=weights)
        return
    build = partial(build_share, folder=desk.folder, weights=weights)
    shares = (_make_share(desk, some, mains, rulings) for some in _cut_shares(components))
    with closing(spread_work(build, shares, workers=desk.workers, size=1)) as done:
        for share, found in done:
            parcels = build(share) if isinstance(found, Failure) else found
            for component, parcel in zip(share.components, parcels, strict=True):
                yield unpack_incidents(parcel, desk.list_accounts(component))


def _build(
    component: Component,
    accounts: Sequence[Account],
    *,
    mains: Collection[str],
    rulings: Rulings,
    weights: Weights,
) -> list[Incident]:
    told = {account.id: account for account in accounts}
    scores = component.name_scores(dict(zip(component.places, told, strict=True)))
    ruled = _select(rulings, told)
    return build_component(told, scores, mains=mains, rulings=ruled, weights=weights)


def _select(rulings: Rulings, accounts: Collection[str]) -> Rulings:
    return NO_RULINGS if rulings.list_ids().isdisjoint(accounts) else rulings.select(accounts)


def _cut_shares(components: Iterable[Component]) -> Iterator[list[Component]]:
    some: list[Component] = []
    work = 0
    for component in components:
        some.append(component)
        work += len(component.pairs) + PAIRS_PER_ACCOUNT * len(component.places)
        if work >= SHARE:
            yield some
            some, work = [], 0
    if some:
        yield some


def _make_share(desk: Desk, components: list[Component], mains: Collection[str], rulings: Rulings) -> Share:
    told = {desk.ids[place] for component in components for place in component.places}
    return Share(components, frozenset(told.intersection(mains)), _select(rulings, told))


def build_share(share: Share, *, folder: str, weights: Weights) -> list[bytes]:
    """Build the incidents of components of accounts in the file of a folder, each as a parcel."""
    shelf = _open_shelf(folder)
    parcels = []
    with pause_collecting():
        for component in share.components:
            accounts = [shelf.read_account(place) for place in component.places]
            built = _build(component, accounts, mains=share.mains, rulings=share.rulings, weights=weights)
            parcels.append(pack_incidents(built, accounts))
    return parcels


__all__ = ["Desk", "Share", "build_share", "open_desk", "score_share", "share_components", "share_scores"]
