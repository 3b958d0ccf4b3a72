"""Claims that count one event each → the events of an article, by a scored choice for each claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from math import fsum
from typing import NamedTuple

from claimgraph.extraction.accounts.bonds import describe_joining, describe_new
from claimgraph.extraction.accounts.settings import EventWords, Setting

# How many events back a claim may belong to, and how many claims of an event it is held against
# (the first and the last ones): no article of usual length comes near, a book stays readable.
GROUP_REACH = 30
SAMPLE = 6
# Scores are compared to this many digits, so that the order of a sum never decides.
DIGITS = 6


class Option(NamedTuple):
    """An event that a claim may tell of, ``None`` for a new one, and what speaks for and against it."""

    event: int | None
    features: tuple[str, ...]


Choose = Callable[[Setting, Sequence[Option], Sequence[Sequence[Setting]]], int | None]


def gather_events(
    settings: Iterable[Setting], *, choose: Choose, summed_up: frozenset[str], words: EventWords
) -> list[list[Setting]]:
    """Gather the claims of an article that tell of one event each.

    Args:
        settings: The claims in reading order; those of plans and fears never join the others.
        choose: Picks among the options of a claim, the latest event first, a new one last; it also
            gets the events so far.
        summed_up: Ids of the claims whose whole totals several events.
        words: See `load_event_words`.

    Returns:
        The events in the order of their first claims, each with its claims in reading order.
    """
    events: list[list[Setting]] = []
    latest: list[int] = []
    for own in settings:
        options = _list_options(own, events, latest, summed_up, words)
        chosen = choose(own, options, events)
        if chosen is None:
            chosen = len(events)
            events.append([])
        else:
            latest.remove(chosen)
        events[chosen].append(own)
        latest.append(chosen)
    return events


def choose_best(words: EventWords) -> Choose:
    """Return the choice of the option with the largest sum of weights, the first of equals."""

    def choose(own: Setting, options: Sequence[Option], events: Sequence[Sequence[Setting]]) -> int | None:
        if len(options) == 1:
            return options[0].event
        return max(options, key=lambda option: weigh(option.features, words)).event

    return choose


def weigh(features: Iterable[str], words: EventWords) -> float:
    """Return the sum of the weights of some features, each counted once."""
    # An exact sum, which is the same in any order of the names.
    return round(fsum(map(words.weights.get, set(features), repeat(0.0))), DIGITS)


def _list_options(
    own: Setting,
    events: Sequence[Sequence[Setting]],
    latest: Sequence[int],
    summed_up: frozenset[str],
    words: EventWords,
) -> list[Option]:
    near = [
        index
        for index in reversed(latest[-GROUP_REACH:])
        if events[index][0].claim.hypothetical == own.claim.hypothetical
    ]
    samples = {index: _sample(events[index]) for index in near}
    options = [
        Option(
            index,
            tuple(
                describe_joining(
                    own, samples[index], recency=recency, first=index == 0, summed_up=summed_up, words=words
                )
            ),
        )
        for recency, index in enumerate(near)
    ]
    told = [samples[index] for index in sorted(samples)]
    return [*options, Option(None, tuple(describe_new(own, told)))]


def _sample(event: Sequence[Setting]) -> Sequence[Setting]:
    """Return the claims of an event that another one is held against, which are nearly always all."""
    return event if len(event) <= 2 * SAMPLE else [*event[:SAMPLE], *event[-SAMPLE:]]


__all__ = ["Option", "choose_best", "gather_events", "weigh"]
