"""Where and when a row says that something happened: a gazetteer entry or a bare name, and days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from attrs import evolve, frozen

from claimgraph.extraction.articles.datelines import parse_date
from claimgraph.extraction.claim_records.cells import CellError, read_kind, read_text, read_texts, show_cell
from claimgraph.extraction.claim_records.columns import Fields
from claimgraph.lexicon import Lexicon
from claimgraph.lexicon.gazetteer import REGION_KINDS, Gazetteer
from claimgraph.lexicon.placenames import fold_name
from claimgraph.model import DatePrecision, DateRange, Place

# How many times the people of the next a place of a name needs to be the one meant.
MUCH_LARGER = 10


# --- places -----------------------------------------------------------------------------------


def read_place(fields: Fields, gazetteer: Gazetteer) -> Place | None:
    """Read the place of a row.

    Args:
        fields: ``place`` as spelled, "Saraqib" or "Saraqib, Idlib, Syria"; what contains it may also stand
            in ``place_in``, ``region`` and ``country``, and ``place_key`` may name the entry.
        gazetteer: The entries.

    Returns:
        The entry; a name that none has as it is, with what contains it; ``None`` for no place.

    Raises:
        CellError: Several entries bear the name and nothing says which one is meant.
    """
    words = read_text(fields, "place") or read_text(fields, "place_name")
    if words is None:
        return None
    key = read_text(fields, "place_key")
    entry = gazetteer.find_entry(key) if key else None
    if entry is not None:
        return gazetteer.to_place(entry, words)
    inside = read_texts(fields, "place_in")
    if inside and "place_name" in fields:
        name = read_text(fields, "place_name") or words
        return _contain(Place(name=name, words=words), inside, gazetteer)
    name, *after = [part.strip() for part in words.split(",") if part.strip()] or [words]
    regions = (read_text(fields, column) for column in ("region", "country"))
    context = tuple(dict.fromkeys((*after, *inside, *(region for region in regions if region))))
    return evolve(_find_place(name, context, gazetteer), words=words)


def name_place(fields: Fields) -> Place | None:
    """Return the place of a row as a bare name, for where no entry can be told."""
    words = read_text(fields, "place")
    return Place(name=words, words=words) if words else None


def _find_place(name: str, context: Sequence[str], gazetteer: Gazetteer) -> Place:
    found = [place for place in gazetteer.lookup(name) if _lies_in_all(place, context, gazetteer)]
    if not found:
        return _contain(Place(name=name, words=name), context, gazetteer)
    return _choose_place(name, found, gazetteer)


def _lies_in_all(place: Place, context: Sequence[str], gazetteer: Gazetteer) -> bool:
    return all(_lies_in(place, name, gazetteer) for name in context)


def _lies_in(place: Place, name: str, gazetteer: Gazetteer) -> bool:
    keys = {one.key for one in gazetteer.lookup(name)}
    if not keys.isdisjoint({place.key, *place.path_keys}):
        return True
    folded = fold_name(name)
    return any(folded in {fold_name(one), fold_name(one).rpartition(" ")[0]} for one in place.path)


def _choose_place(name: str, found: Sequence[Place], gazetteer: Gazetteer) -> Place:
    """Choose among the places of a name: one that the tables are made for, else a much larger one."""
    if found[0].kind == "country":
        return found[0]
    own = [place for place in found if _is_curated(place, gazetteer)] or list(found)
    if len({place.path_keys[-1:] for place in own}) == 1:
        # A city and the province of its name: the city.
        return next((place for place in own if place.kind not in REGION_KINDS), own[0])
    first, second = sorted((_count_people(place, gazetteer) for place in own), reverse=True)[:2]
    if first >= MUCH_LARGER * max(second, 1):
        return max(own, key=lambda place: _count_people(place, gazetteer))
    shown = "; ".join(dict.fromkeys(", ".join((place.name, *place.path)) for place in own[:4]))
    raise CellError("place", f"{show_cell(name)} may be several ({shown}): say which, as in 'name, region, country'")


def _is_curated(place: Place, gazetteer: Gazetteer) -> bool:
    entry = gazetteer.find_entry(place.key) if place.key else None
    return entry is not None and entry.curated


def _count_people(place: Place, gazetteer: Gazetteer) -> int:
    entry = gazetteer.find_entry(place.key) if place.key else None
    return entry.population if entry is not None else 0


def _contain(place: Place, inside: Sequence[str], gazetteer: Gazetteer) -> Place:
    """Give a place that no table has what contains it, with the keys as far as they are known."""
    for at, name in enumerate(inside):
        rest = inside[at + 1 :]
        found = [one for one in gazetteer.lookup(name) if one.name == name and list(one.path) == list(rest)]
        found = found or [one for one in gazetteer.lookup(name) if _lies_in_all(one, rest, gazetteer)]
        if found:
            first = found[0]
            return evolve(
                place,
                path=(*inside[:at], first.name, *first.path),
                path_keys=tuple(filter(None, (first.key, *first.path_keys))),
            )
    return evolve(place, path=tuple(inside))


# --- days -------------------------------------------------------------------------------------


@frozen(kw_only=True)
class DayReader:
    """Reads cells that hold days."""

    lexicon: Lexicon
    date_format: str | None = None

    def read_days(self, fields: Fields) -> DateRange | None:
        """Return the days of a row: a day, a month ("2018-03"), a year, or all between two days.

        Raises:
            CellError: A cell holds no day, or the days run backwards.
        """
        first, last = self._read_edge(fields, "date"), self._read_edge(fields, "date_end")
        precision = read_kind(fields, "date_precision", DatePrecision)
        if first is None and last is None:
            return None if precision is None else DateRange(earliest=None, latest=None, precision=precision)
        earliest = first.earliest if first else None
        end = last if last is not None else first if first and _is_closed_alone(first, precision) else None
        latest = end.latest if end else None
        if earliest and latest and earliest > latest:
            raise CellError("date_end", f"{latest} is before {earliest}")
        own = first.precision if first and last is None else _name_precision(earliest, latest)
        words = [read_text(fields, column) for column in ("date", "date_end") if isinstance(fields.get(column), str)]
        return DateRange(
            earliest=earliest, latest=latest, precision=precision or own, words=" – ".join(filter(None, words))
        )

    def read_day(self, fields: Fields, column: str) -> date | None:
        """Return the day of a cell; ``None`` for an empty one."""
        cell = fields.get(column)
        return None if cell is None else self._parse(cell, column)

    def _read_edge(self, fields: Fields, column: str) -> DateRange | None:
        """Return the days that one cell allows: those of a month where it says no day."""
        cell = fields.get(column)
        if cell is None:
            return None
        period = _read_period(cell)
        if period is not None:
            return period
        day = self._parse(cell, column)
        return DateRange(earliest=day, latest=day, precision=DatePrecision.DAY)

    def _parse(self, cell: object, column: str) -> date:
        try:
            return parse_date(cell, lexicon=self.lexicon, date_format=self.date_format)
        except (ValueError, OverflowError) as error:
            raise CellError(column, str(error).removeprefix("published ")) from None


_PERIOD = re.compile(r"((?:19|20|21)[0-9]{2})(?:-([0-9]{2}))?")


def _read_period(cell: object) -> DateRange | None:
    """Read a month or a year: "2018-03", "2018"."""
    match = _PERIOD.fullmatch(str(cell).strip()) if isinstance(cell, str | int) else None
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or 0)
    if not match[2]:
        return DateRange(earliest=date(year, 1, 1), latest=date(year, 12, 31), precision=DatePrecision.YEAR)
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    days = (date(year, month, 1), date(year, month, last))
    return DateRange(earliest=days[0], latest=days[1], precision=DatePrecision.MONTH)


def _is_closed_alone(first: DateRange, precision: DatePrecision | None) -> bool:
    """Return whether a cell alone gives both ends; a table of ours leaves an open end empty."""
    return precision in {None, DatePrecision.DAY, first.precision}


def _name_precision(earliest: date | None, latest: date | None) -> DatePrecision:
    if earliest == latest:
        return DatePrecision.DAY
    if earliest and latest and latest - earliest < timedelta(days=7):
        return DatePrecision.DAYS
    return DatePrecision.MONTH if earliest and latest and latest - earliest < timedelta(days=62) else DatePrecision.YEAR


__all__ = ["DayReader", "name_place", "read_place"]
