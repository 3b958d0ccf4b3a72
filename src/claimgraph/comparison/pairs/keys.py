"""An account → the blocks it meets others in, and what of it is asked there.

A block's key says what its accounts share; what no two accounts of one event lack altogether is one
of: the day and the country, a named place and a month or a figure, a name, a rare word in the same
month. The day is shared at several widths, so that where a country has too many accounts a day
those of one province, one place or one figure still meet; see `candidates`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import Generic, NamedTuple, TypeVar

from claimgraph.comparison.pairs.profiles import list_figures, weigh_term
from claimgraph.comparison.pairs.wheres import find_country
from claimgraph.comparison.precision import code_date
from claimgraph.model import Account, Place, Scope

# UCDP's codes of precision: days known to a week make blocks of days, to a month blocks of months; an
# account known less sharply is found through its place and period, its names and words alone.
A_WEEK, A_MONTH = 3, 4
# What a name and a word must be in rarity to bring accounts together on their own, and how many words.
RARE_NAME, RARE_WORD, RAREST = 10.0, 7.0, 8.0
MOST_RARE = 12
# The kind of a block, and what its accounts share.
Key = tuple[str, ...]


Id = TypeVar("Id", str, int)


class Sketch(NamedTuple, Generic[Id]):
    """An account as its blocks see it: what it is sorted by there, in texts that sort as they should.

    ``id`` is its own, or a number that stands for it where accounts are numbered by ``when`` and id.
    ``is_open`` is true where nothing says in which country it happened. ``where`` is the path of its
    place, the country first; ``figure`` its largest figure; ``when`` its day, else that of the report.
    """

    id: Id
    article: str
    is_open: bool
    where: str
    figure: str
    when: str


def sketch_account(account: Account) -> Sketch[str]:
    """Return what the blocks ask of an account."""
    place, days = account.place, account.date
    path = [] if place is None else [*reversed(place.path_keys), place.key or place.name.casefold()]
    figures = [(value, measure) for measure, value in list_figures(account)]
    value, measure = max(figures, default=(0, ""))
    known = days is not None and code_date(days) is not None
    when = days.earliest if known and days is not None else account.published
    return Sketch(
        account.id,
        account.article,
        not name_country(account),
        "/".join(path),
        f"{measure} {value:09}",
        str(when),
    )


def name_country(account: Account) -> str:
    """Return the key of the country that an account tells of, empty where that is open."""
    place = account.place
    return find_country(place) if place is not None and not place.is_unlisted else ""


def name_blocks(account: Account) -> list[Key]:
    """Return the keys of the blocks that an account meets others in, each once."""
    place = account.place
    if account.scope is Scope.CUMULATIVE:
        return [("period", place.name.casefold() if place else "")]
    blocks = _name_day_blocks(account)
    if place is not None and not place.is_wide:
        name = place.key or place.name.casefold()
        # A story without a day meets the reports of that month, and those of the same figure.
        blocks += [("month", month, name) for month in _list_months(account)]
        blocks += [("figure", measure, str(value), name) for measure, value in sorted(list_figures(account))]
        blocks += [("age", str(age), name) for age in account.ages]
    return list(dict.fromkeys([*blocks, *_name_word_blocks(account)]))


def _name_day_blocks(account: Account) -> list[Key]:
    """Return the blocks of the days of an account: of all of them, its country, and what is narrower."""
    country = name_country(account)
    shares: list[Key] = [("any",)]
    if country and account.place is not None:
        shares += [("country", country), *_narrow(account, account.place, country)]
    return [(share[0], day, *share[1:]) for day in map(str, _list_days(account)) for share in shares]


def _narrow(account: Account, place: Place, country: str) -> Iterator[Key]:
    if place.region is not None and place.region != country:
        yield ("region", place.region)
    if not place.is_wide:
        yield ("place", place.key or place.name.casefold(), country)
    for measure, value in sorted(list_figures(account)):
        yield ("count", measure, str(value), country)


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
    near = {_move_day(day, step) for step in (-15, 0, 15)}
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
    return sorted({_move_day(days.earliest, step) for step in range(-1, days.width + 2)})


def _move_day(day: date, step: int) -> date:
    """Return the day so many days later, the first or last day of the calendar where there is none."""
    return date.fromordinal(min(max(day.toordinal() + step, _FIRST), _LAST))


_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


__all__ = ["Id", "Key", "Sketch", "name_blocks", "name_country", "sketch_account"]
