"""Which two accounts are worth a comparison: never all pairs.

Accounts meet in blocks. A block's key says what its accounts share; what no two accounts of one
event lack altogether is one of: the day and the country, a named place and a month or a figure, a
name, a rare word in the same month.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from claimgraph.comparison.pairs.places import find_country
from claimgraph.comparison.pairs.profiles import list_figures, weigh_term
from claimgraph.comparison.precision import code_date
from claimgraph.model import Account, Scope

# UCDP's codes of precision: days known to a week make blocks of days, to a month blocks of months; an
# account known less sharply is found through its place and period, its names and words alone.
A_WEEK, A_MONTH = 3, 4
# What a name and a word must be in rarity to bring accounts together on their own, and how many words.
RARE_NAME, RARE_WORD, RAREST = 10.0, 7.0, 8.0
MOST_RARE = 12
Key = tuple[str, ...]


def find_pairs(accounts: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """Find the pairs of accounts worth a comparison, each once, in a fixed order.

    An article keeps its own accounts apart; they meet only through those of others.
    """
    blocks: dict[Key, list[Account]] = {}
    for account in sorted(accounts, key=lambda account: account.id):
        for key in dict.fromkeys(name_blocks(account)):
            blocks.setdefault(key, []).append(account)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        for a, b in _pair_block(key, blocks[key]):
            if a.article != b.article and a.scope is b.scope and (a.id, b.id) not in seen:
                seen.add((a.id, b.id))
                yield a, b


def _pair_block(key: Key, block: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """Pair the accounts of one block; where the country is open, only those that name none with all."""
    if key[0] == "open":
        return
    if key[0] != "day" or key[2]:
        yield from combinations(block, 2)
        return
    for a in block:
        if not name_country(a):
            yield from ((a, b) if a.id < b.id else (b, a) for b in block if b.id != a.id)


def name_country(account: Account) -> str:
    """Return the key of the country that an account tells of, empty where that is open."""
    place = account.place
    return find_country(place) if place is not None and not place.is_unlisted else ""


def name_blocks(account: Account) -> list[Key]:
    """Return the keys of the blocks that an account meets others in."""
    place = account.place
    if account.scope is Scope.CUMULATIVE:
        return [("cumulative", place.name.casefold() if place else "")]
    countries = sorted({name_country(account), ""})
    blocks: list[Key] = []
    for day in map(str, _list_days(account)):
        blocks += [("day", day, country) for country in countries]
        # Those that name no country meet everybody of the day: a list of their own finds them quickly.
        blocks += [("open", day)] if countries == [""] else []
    if place is not None and not place.is_wide:
        name = place.key or place.name.casefold()
        # A story without a day meets the reports of that month, and those of the same figure.
        blocks += [("month", month, name) for month in _list_months(account)]
        blocks += [("figure", measure, str(value), name) for measure, value in sorted(list_figures(account))]
        blocks += [("age", str(age), name) for age in account.ages]
    return [*blocks, *_name_word_blocks(account)]


def _name_word_blocks(account: Account) -> Iterator[Key]:
    """Yield the blocks of an account's words: what it shares with a trial a year later.

    A rare name makes a block, and so do two rare ones of its weightiest words together; a name of
    plain words and a single rare word only with the months around the report.
    """
    rarity = {term.word: term.rarity for term in account.terms}
    months = _list_months_around(account.published)
    for name in account.names:
        is_rare = sum(rarity.get(word, 0.0) for word in name.split(" ")) >= RARE_NAME
        yield from (("name", name, month) for month in ([""] if is_rare else months))
    rare = [term for term in account.terms if term.rarity >= RARE_WORD]
    yield from (("word", term.word, month) for term in rare if term.rarity >= RAREST for month in months)
    places = [term for term in account.around if term.rarity >= RARE_WORD]
    weightiest = sorted([*rare, *places], key=lambda term: (-weigh_term(term), term.word))[:MOST_RARE]
    yield from (("words", *pair) for pair in combinations(sorted(term.word for term in weightiest), 2))


def _list_months_around(day: date | None) -> list[str]:
    """Return the month of a day, and the one that lies nearer to it of those beside."""
    if day is None:
        return [""]
    near = {day + timedelta(days=step) for step in (-15, 0, 15)}
    return sorted({f"{one.year}-{one.month:02}" for one in near})


def _list_months(account: Account) -> list[str]:
    days, code = account.date, code_date(account.date)
    if code is None or code > A_MONTH or days is None:
        return []
    return sorted({f"{day.year}-{day.month:02}" for day in (days.earliest, days.latest) if day})


def _list_days(account: Account) -> Iterable[date]:
    """Return the days of an account and those beside; without any, the day it was reported on."""
    days, code = account.date, code_date(account.date)
    if code is None or code > A_WEEK or days is None or days.earliest is None or days.width is None:
        center = account.published or (days.latest if days else None)
        return [center] if center else []
    return [days.earliest + timedelta(days=step) for step in range(-1, days.width + 2)]


__all__ = ["Key", "find_pairs", "name_blocks", "name_country"]
