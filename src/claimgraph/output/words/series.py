"""How an origin's figure changed: "SOHR raised its figure from 11 on 4 April to 86 on 6 April 2017"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.comparison.tolls.figures import find_number
from claimgraph.comparison.tolls.reasons import MONTHS, say_day
from claimgraph.model import Scope, Series, Source, Step, Toll
from claimgraph.output.words.phrases import (
    is_plural,
    join_words,
    word_number,
    word_owner,
    word_quantity,
    word_source,
)

MOST_STEPS = 4
"""So many figures of a series are told one by one; of a longer one the first and the last."""


def word_series(series: Series, toll: Toll) -> str:
    """Tell a series in one sentence; nothing where all figures stand, as none replaced another."""
    earlier = [step for step in series.steps if not step.stands]
    latest = [step for step in series.steps if step.stands]
    if not earlier or not latest:
        return ""
    days = {step.day for step in series.steps}
    if len(series.steps) > MOST_STEPS:
        return _word_long(series, toll)
    words = _word_steps(series.steps) if len(days) > 1 else [word_quantity(s.quantity) for s in series.steps]
    # Figures that stand side by side are told with "or", as nothing says which of them came last.
    stands = join_words(words[len(earlier) :], last="or")
    path = join_words([*words[1 : len(earlier)], stands], last="and then")
    return f"{_word_change(series.origin, _find_change(series.steps), toll)} from {words[0]} to {path}."


def _word_long(series: Series, toll: Toll) -> str:
    """Tell a long series by its ends: "from 100 on 1 May 2013 to 470 on 24 May 2016, in six steps".

    The steps between are in the full style and in `list_series`.
    """
    ends = (series.steps[0], series.steps[-1])
    words = _word_steps(ends)
    change = _word_change(series.origin, _find_change(series.steps), toll)
    return f"{change} from {words[0]} to {words[1]}, in {word_number(len(series.steps) - 1)} steps."


def _find_change(steps: Sequence[Step]) -> str:
    numbers = [find_number(step.quantity) for step in steps]
    rising, falling = numbers == sorted(numbers), numbers == sorted(numbers, reverse=True)
    return "raised" if rising and not falling else "lowered" if falling and not rising else "changed"


def _word_change(origin: Source, change: str, toll: Toll) -> str:
    """Name who changed what: a count over a period rises by itself, a toll is raised."""
    if toll.claims and toll.claims[0].scope is Scope.CUMULATIVE:
        how = {"raised": "rose", "lowered": "fell"}.get(change, change)
        return f"{word_owner(origin)} count {how}"
    whose = "their" if is_plural(origin) else "its"
    return f"{word_source(origin)} {change} {whose} figure"


def _word_steps(steps: Sequence[Step]) -> list[str]:
    """Return the figures with their days; the year is said once, where all share it."""
    years = {step.day.year for step in steps if step.day}
    shared = len(years) == 1
    last = max((at for at, step in enumerate(steps) if step.day), default=-1)
    following = [step.day for step in steps[1:]] + [None]
    return [
        _word_step(step, year=not shared or at == last, same_day=step.day == following[at])
        for at, step in enumerate(steps)
    ]


def _word_step(step: Step, *, year: bool, same_day: bool) -> str:
    """Return a figure with its day, which is left to the next figure of the same day."""
    words = word_quantity(step.quantity)
    if step.day is None or same_day:
        return words
    day = say_day(step.day) if year else f"{step.day.day} {MONTHS[step.day.month - 1]}"
    return f"{words} on {day}"


__all__ = ["MOST_STEPS", "word_series"]
