"""The days that a row gives: a day, a month, a year, or all between two days."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta

from attrs import frozen

from claimgraph.extraction.articles.datelines import parse_date
from claimgraph.extraction.claim_records.cells import CellError, read_kind
from claimgraph.extraction.claim_records.columns import Fields
from claimgraph.lexicon import Lexicon
from claimgraph.model import DatePrecision, DateRange


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
        end = last or (_widen(first, precision) if first else None)
        latest = end.latest if end else None
        if earliest and latest and earliest > latest:
            raise CellError("date_end", f"{latest} is before {earliest}")
        own = first.precision if first and last is None else _name_precision(earliest, latest)
        # A row of our own does not say whether its day was read or worked out; then nobody stated it.
        words = [fields.get("date"), fields.get("date_end")] if precision is None else []
        said = " – ".join(_spell(cell) for cell in words if cell is not None)
        return DateRange(earliest=earliest, latest=latest, precision=precision or own, words=said)

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


def _spell(cell: object) -> str:
    """Return a cell as words: a day of a workbook without its midnight."""
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)


def _widen(first: DateRange, precision: DatePrecision | None) -> DateRange:
    """Return the days of a row without an end: all of the month or the year where it says so."""
    day = first.earliest
    if day is None or precision not in {DatePrecision.MONTH, DatePrecision.YEAR}:
        return first
    month = 12 if precision is DatePrecision.YEAR else day.month
    last = date(day.year, month, calendar.monthrange(day.year, month)[1])
    return DateRange(earliest=day, latest=last, precision=precision)


def _name_precision(earliest: date | None, latest: date | None) -> DatePrecision:
    if earliest == latest:
        return DatePrecision.DAY
    if earliest and latest and latest - earliest < timedelta(days=7):
        return DatePrecision.DAYS
    return (
        DatePrecision.MONTH
        if earliest and latest and latest - earliest < timedelta(days=62)
        else DatePrecision.YEAR
    )


__all__ = ["DayReader"]
