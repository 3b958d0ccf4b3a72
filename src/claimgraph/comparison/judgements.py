"""What people decided about pairs: a log that only grows, and what of it stands.

The log is a set: its order does not matter, so the logs of two people are joined by putting them
together. A judgement stands unless another one that stands undoes it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b

from attrs import evolve, frozen

from claimgraph.errors import ConstraintError, MisuseError, UnknownNameError
from claimgraph.model import Account, Claim, Decision, Evidence, Incident, Judgement, Link, Problem

Pair = tuple[str, str]


@frozen(kw_only=True)
class Rulings:
    """The judgements that stand, by the accounts that their claims belong to.

    Keys are pairs of account ids, the smaller first. ``unplaced`` names the judgements that say
    nothing about these accounts, and why.
    """

    same: Mapping[Pair, tuple[Judgement, ...]]
    different: Mapping[Pair, tuple[Judgement, ...]]
    unsure: Mapping[Pair, tuple[Judgement, ...]]
    unplaced: tuple[Problem, ...] = ()

    def list_all(self, pair: Pair) -> tuple[Judgement, ...]:
        """Return all that was decided about one pair of accounts."""
        return (*self.same.get(pair, ()), *self.different.get(pair, ()), *self.unsure.get(pair, ()))

    def select(self, accounts: Collection[str]) -> Rulings:
        """Return what was decided about pairs of some accounts, by their ids."""
        same, different, unsure = (
            {pair: said for pair, said in kind.items() if pair[0] in accounts and pair[1] in accounts}
            for kind in (self.same, self.different, self.unsure)
        )
        return Rulings(same=same, different=different, unsure=unsure)

    def list_ids(self) -> frozenset[str]:
        """Return the ids of all accounts that something was decided about."""
        return frozenset(
            id for kind in (self.same, self.different, self.unsure) for pair in kind for id in pair
        )


NO_RULINGS = Rulings(same={}, different={}, unsure={})


# -- making -----------------------------------------------------------------------------------


def make_judgement(
    a: str, b: str, decision: str, *, by: str, when: str | date | datetime, why: str = ""
) -> Judgement:
    """Make a judgement about two claims.

    Args:
        a: Id of a claim, or of an account that has none.
        b: Id of another.
        decision: ``"same"``, ``"different"`` or ``"unsure"``.
        by: Who decided.
        when: ISO day or time, or a date or datetime; the clock is never read.
        why: A note.

    Returns:
        The judgement; its id comes from its content, whichever of the two is given first.

    Raises:
        MisuseError: The two are one, nobody decided, or the day or the decision is none.
    """
    known = [one.value for one in Decision if one is not Decision.UNDO]
    if decision not in known:
        raise MisuseError(f"{decision!r} is no decision; known are {', '.join(known)}")
    if not (isinstance(a, str) and isinstance(b, str)) or a == b:
        raise MisuseError(f"a judgement is about two ids, not {a!r} and {b!r}")
    first, second = sorted((a, b))
    return _sign(
        Judgement(
            id="", a=first, b=second, decision=Decision(decision), by=by, when=_read_time(when), why=why
        )
    )


def undo_judgement(judgement: Judgement, *, by: str, when: str | date | datetime, why: str = "") -> Judgement:
    """Make the entry that takes back a judgement (or an earlier undoing); see `make_judgement`."""
    return _sign(
        evolve(
            judgement,
            id="",
            decision=Decision.UNDO,
            by=by,
            when=_read_time(when),
            why=why,
            undoes=judgement.id,
        )
    )


def _sign(judgement: Judgement) -> Judgement:
    if not isinstance(judgement.by, str) or not judgement.by.strip():
        raise MisuseError(f'by={judgement.by!r} is nobody; say who decided, as in by="Ana"')
    return evolve(judgement, id=name_judgement(judgement))


def name_judgement(judgement: Judgement) -> str:
    """Return the id that the content of a judgement gives it."""
    parts = (judgement.a, judgement.b, judgement.decision.value, judgement.by, judgement.when, judgement.why)
    content = "\x00".join((*parts, judgement.undoes or ""))
    return "j" + blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _read_time(when: str | date | datetime) -> str:
    if isinstance(when, date):
        return when.isoformat()
    try:
        datetime.fromisoformat(when)
    except (TypeError, ValueError):
        raise MisuseError(f'when={when!r} is no ISO day or time, such as "2018-03-21"') from None
    return when


def sort_judgements(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return a log without repetition, by time and then by id.

    Raises:
        MisuseError: Something else than a judgement is among them, or one whose id was altered.
    """
    every = list(judgements)
    strange = next((one for one in every if not isinstance(one, Judgement)), None)
    if strange is not None:
        kind = type(strange).__name__
        raise MisuseError(
            f"judgements are Judgements, not {kind}; read_judgements(path) reads a file of them"
        )
    forged = next((one.id for one in every if one.id != name_judgement(one)), None)
    if forged is not None:
        raise MisuseError(f"the judgement {forged!r} does not have the id of its content; see make_judgement")
    return tuple(sorted(dict.fromkeys(every), key=lambda one: (one.when, one.id)))


def extend_log(log: Sequence[Judgement], judgement: Judgement) -> tuple[Judgement, ...]:
    """Return a log with one more judgement, the same one where it says so already.

    Raises:
        MisuseError: It was undone: to decide it again takes another day or time.
    """
    if judgement not in log:
        return sort_judgements([*log, judgement])
    if judgement in find_standing(log) or judgement.undoes is not None:
        return tuple(log)
    raise MisuseError(f"{judgement.id} was undone; to decide it again, give another day or time")


# -- what stands ------------------------------------------------------------------------------


def find_standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that nothing undoes, without the undoings themselves."""
    log = {one.id: one for one in judgements}
    undoing: dict[str, list[str]] = {}
    for one in log.values():
        if one.undoes is not None:
            undoing.setdefault(one.undoes, []).append(one.id)
    stands: dict[str, bool] = {}
    for start in log:
        _settle(start, undoing, stands)
    return sort_judgements(one for one in log.values() if one.undoes is None and stands[one.id])


def _settle(start: str, undoing: Mapping[str, Sequence[str]], stands: dict[str, bool]) -> None:
    """Say of an entry whether it stands, after all that undo it: an undoing can be undone as well."""
    waiting = [start]
    while waiting:
        open_ = [one for one in undoing.get(waiting[-1], ()) if one not in stands]
        if open_:
            waiting += open_
            continue
        entry = waiting.pop()
        stands[entry] = not any(stands[one] for one in undoing.get(entry, ()))


def find_judgement(judgements: Iterable[Judgement], id: str) -> Judgement:
    """Return the judgement with an id.

    Raises:
        UnknownNameError: There is none; the text lists those that stand.
    """
    log = {one.id: one for one in judgements}
    if id not in log:
        standing = [one.id for one in find_standing(log.values())]
        raise UnknownNameError(f"no judgement has the id {id!r}; standing are {standing[:12]}")
    return log[id]


def apply_judgements(judgements: Iterable[Judgement], accounts: Iterable[Account]) -> Rulings:
    """Find the accounts that the standing judgements speak of.

    Args:
        judgements: A log, in any order.
        accounts: The accounts there are. A claim's id leads to the account that holds it.

    Returns:
        What stands; judgements of ids that no account bears, or of two claims of one account, are
        reported as unplaced.

    Raises:
        ConstraintError: What stands contradicts itself; the text names the chain.
    """
    standing = find_standing(sort_judgements(judgements))
    if not standing:
        return NO_RULINGS
    home = index_homes(accounts)
    kept: dict[Decision, dict[Pair, tuple[Judgement, ...]]] = {one: {} for one in Decision}
    unplaced = []
    for one in standing:
        reason = _find_obstacle(one, home)
        if reason is not None:
            unplaced.append(Problem(where=f"judgement {one.id}", reason=reason))
            continue
        first, second = sorted((home[one.a].id, home[one.b].id))
        pairs = kept[one.decision]
        pairs[first, second] = (*pairs.get((first, second), ()), one)
    _check_chains(kept[Decision.SAME], kept[Decision.DIFFERENT], home)
    return Rulings(
        same=kept[Decision.SAME],
        different=kept[Decision.DIFFERENT],
        unsure=kept[Decision.UNSURE],
        unplaced=tuple(unplaced),
    )


def index_homes(accounts: Iterable[Account]) -> dict[str, Account]:
    """Return the account that each id of a claim, or of an account, leads to."""
    home: dict[str, Account] = {}
    for account in accounts:
        for claim in account.claims:
            home.setdefault(claim.id, account)
        home[account.id] = account
    return home


def name_judged(end: str | Account | Claim | Incident, accounts: Iterable[Account]) -> str:
    """Return the id under which a judgement names what a person points at.

    An account is named by its first claim, whose id outlives a new grouping of the article, an
    incident by its first account that has one.

    Raises:
        UnknownNameError: None of the accounts bears the id or holds the claim.
        MisuseError: Something else was given.
    """
    if not isinstance(end, str | Account | Claim | Incident):
        kind = type(end).__name__
        raise MisuseError(f"a judgement is about claims, accounts or their ids, not {kind}")
    if isinstance(end, Incident):
        end = next((one for one in end.accounts if one.claims), end.accounts[0])
    id = end if isinstance(end, str) else end.id
    home = index_homes(accounts)
    if id not in home:
        raise UnknownNameError(f"no claim or account has the id {id!r}; see graph.review() or graph.claims")
    account = home[id]
    return account.claims[0].id if id == account.id and account.claims else id


def _find_obstacle(judgement: Judgement, home: Mapping[str, Account]) -> str | None:
    """Return why a judgement cannot be followed, if so."""
    unknown = [id for id in (judgement.a, judgement.b) if id not in home]
    if unknown:
        return f"not applied: no claim or account has the id {' or '.join(unknown)}"
    if home[judgement.a].id == home[judgement.b].id and judgement.decision is not Decision.SAME:
        article = home[judgement.a].article
        return f"not applied: {judgement.a} and {judgement.b} stand in one account of {article}"
    return None


def mark_link(link: Link, judgements: Iterable[Judgement]) -> Link:
    """Return a link with judgements as evidence; nothing outweighs that a person said "the same"."""
    said = tuple(
        Evidence(
            name=f"judged {one.decision.value}",
            weight=float("inf") if one.decision is Decision.SAME else 0.0,
            reason=_word_judgement(one),
        )
        for one in judgements
    )
    score = max((item.weight for item in said if item.weight), default=link.score)
    return evolve(link, score=score, evidence=(*said, *link.evidence))


def _word_judgement(judgement: Judgement) -> str:
    decided = {
        Decision.SAME: "judged the same event by",
        Decision.DIFFERENT: "judged different events by",
    }.get(judgement.decision, "left open by")
    note = f": {judgement.why}" if judgement.why else ""
    return f"{decided} {judgement.by} on {judgement.when}{note}"


def _check_chains(
    same: Mapping[Pair, tuple[Judgement, ...]],
    different: Mapping[Pair, tuple[Judgement, ...]],
    home: Mapping[str, Account],
) -> None:
    beside: dict[str, dict[str, Judgement]] = {}
    for (a, b), judgements in same.items():
        beside.setdefault(a, {}).setdefault(b, judgements[0])
        beside.setdefault(b, {}).setdefault(a, judgements[0])
    for (a, b), judgements in sorted(different.items()):
        chain = _find_chain(a, b, beside)
        if chain is not None:
            steps = [_word_step(judgement, x, home) for x, y, judgement in chain]
            apart = _word_step(judgements[0], a, home)
            raise ConstraintError(
                f"judgements contradict each other: {'; '.join(steps)}; but {apart}. Undo one of them"
            )


def _find_chain(
    start: str, end: str, beside: Mapping[str, Mapping[str, Judgement]]
) -> list[tuple[str, str, Judgement]] | None:
    """Return the shortest chain of accounts judged the same, ``None`` where there is none."""
    came_from: dict[str, str] = {start: start}
    waiting = deque([start])
    while waiting and end not in came_from:
        at = waiting.popleft()
        for other in sorted(beside.get(at, ())):
            if other not in came_from:
                came_from[other] = at
                waiting.append(other)
    if end not in came_from:
        return None
    chain: list[tuple[str, str, Judgement]] = []
    while end != start:
        chain.append((came_from[end], end, beside[end][came_from[end]]))
        end = came_from[end]
    return chain[::-1]


def _word_step(judgement: Judgement, first: str, home: Mapping[str, Account]) -> str:
    """Say one judgement in words, beginning with the account `first`."""
    ends = sorted((judgement.a, judgement.b), key=lambda id: home[id].id != first)
    names = [f"{home[id].article} ({id})" for id in ends]
    relation = "is" if judgement.decision is Decision.SAME else "is not"
    note = f': "{judgement.why}"' if judgement.why else ""
    said = f"{judgement.id} by {judgement.by} on {judgement.when}{note}"
    return f"the event of {names[0]} {relation} the event of {names[1]}, says {said}"


__all__ = [
    "NO_RULINGS",
    "Rulings",
    "apply_judgements",
    "extend_log",
    "find_judgement",
    "find_standing",
    "index_homes",
    "make_judgement",
    "mark_link",
    "name_judged",
    "name_judgement",
    "sort_judgements",
    "undo_judgement",
]
