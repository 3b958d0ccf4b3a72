"""How an origin's figure changed: "SOHR raised its figure from 11 on 4 April to 86 on 6 April 2017"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.comparison.tolls.figures import find_number
from claimgraph.comparison.tolls.reasons import MONTHS, say_day
from claimgraph.model import Scope, Series, Source, Step, Toll
from claimgraph.output.words.phrases import is_plural, join_words, word_owner, word_quantity, word_source


def word_series(series: Series, toll: Toll) -> str:
    """Tell a series in one sentence; nothing where all figures stand, as none replaced another."""
    earlier = [step for step in series.steps if not step.stands]
    latest = [step for step in series.steps if step.stands]
    if not earlier or not latest:
        return ""
    days = {step.day for step in series.steps}
    words = _word_steps(series.steps) if len(days) > 1 else [word_quantity(s.quantity) for s in series.steps]
    # Figures that stand side by side are told with "or", as nothing says which of them came last.
    stands = join_words(words[len(earlier) :], last="or")
    path = join_words([*words[1 : len(earlier)], stands], last="and then")
    return f"{_word_change(series.origin, _find_change(series.steps), toll)} from {words[0]} to {path}."


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
    return [_word_step(step, year=not shared or at == last) for at, step in enumerate(steps)]


def _word_step(step: Step, *, year: bool) -> str:
    words = word_quantity(step.quantity)
    if step.day is None:
        return words
    day = say_day(step.day) if year else f"{step.day.day} {MONTHS[step.day.month - 1]}"
    return f"{words} on {day}"


__all__ = ["word_series"]
