"""Candidates → their scores, worked out in several processes that take accounts from one file.

An account is asked for in many places of the long row of pairs, so that sending it along with each of its
pairs would take longer than comparing it: it is packed once, and a process unpacks it when it comes to it.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from functools import lru_cache, partial
from math import inf
from mmap import ACCESS_READ, mmap
from pathlib import Path
from tempfile import TemporaryDirectory

from claimgraph.comparison.pairs import Candidates, Profile, Weights, measure_score, read_profile, read_scale
from claimgraph.comparison.pairs.gathering import LOW, SHIFT
from claimgraph.comparison.scores import MOST_PROFILES, score_pairs
from claimgraph.model import Account
from claimgraph.workers import Failure, pause_collecting, spread_work

# So many pairs are a share of the work; they take a process some tenths of a second.
SHARE = 20_000
ACCOUNTS, PLACES = "accounts", "places"


def share_scores(
    candidates: Candidates,
    accounts: Mapping[str, Account],
    *,
    weights: Weights,
    cut: float = -inf,
    workers: int = 1,
) -> Generator[float, None, None]:
    """Score candidates as `score_pairs` does, in as many processes as there are workers.

    A share whose process ends, for want of memory say, is scored in this one.
    """
    if workers == 1:
        yield from score_pairs(candidates, accounts, weights=weights, cut=cut)
        return
    with TemporaryDirectory(prefix="claimgraph-") as folder:
        _pack_accounts((accounts[id] for id in candidates.ids), Path(folder))
        score = partial(score_share, folder=folder, weights=weights, cut=cut)
        shares = (candidates.pairs[at : at + SHARE] for at in range(0, len(candidates), SHARE))
        with closing(spread_work(score, shares, workers=workers, size=1)) as done:
            for share, found in done:
                yield from score(share) if isinstance(found, Failure) else found


def score_share(pairs: array[int], *, folder: str, weights: Weights, cut: float) -> array[float]:
    """Score pairs of places in the file of a folder; see `Candidates`."""
    shelf, scale = _open_shelf(folder), read_scale(weights)
    scores = array("d")
    with pause_collecting():
        for pair in pairs:
            one, other = shelf.read(pair >> SHIFT), shelf.read(pair & LOW)
            if other.account.id < one.account.id:
                one, other = other, one
            scores.append(measure_score(one, other, scale=scale, cut=cut))
    return scores


def _pack_accounts(accounts: Iterable[Account], folder: Path) -> None:
    """Write accounts one after another, and where each begins and the last one ends."""
    places = array("Q", [0])
    with (folder / ACCOUNTS).open("wb") as file:
        for account in accounts:
            places.append(places[-1] + file.write(pickle.dumps(account, pickle.HIGHEST_PROTOCOL)))
    (folder / PLACES).write_bytes(places.tobytes())


class _Shelf:
    """The packed accounts of a folder, made ready for comparison as they are asked for."""

    def __init__(self, folder: str) -> None:
        self._places = array("Q")
        self._places.frombytes((Path(folder) / PLACES).read_bytes())
        with (Path(folder) / ACCOUNTS).open("rb") as file:
            self._packed = mmap(file.fileno(), 0, access=ACCESS_READ)
        self.read = lru_cache(maxsize=MOST_PROFILES)(self._read)

    def _read(self, at: int) -> Profile:
        return read_profile(pickle.loads(self._packed[self._places[at] : self._places[at + 1]]))


@lru_cache(maxsize=1)
def _open_shelf(folder: str) -> _Shelf:
    return _Shelf(folder)


__all__ = ["score_share", "share_scores"]
