"""Totals whose parts add up to them: "five killed in two cities" – "two were killed in …", "three in …".

A total told first holds figures told later that add up to it exactly; one told last holds the
figures right before it ("nine children and 14 others … 23 people"). A total that is told several
times holds each part where it was told last before the part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimgraph.extraction.parts.mentions import BOTH, Figure, holds, is_larger
from claimgraph.extraction.parts.words import PartWords
from claimgraph.extraction.tokens import Token
from claimgraph.model import Modifier

# No smaller total is looked for: one and one are too often two by chance.
LEAST = 3
# In which first sentences a total may stand whose parts are told anywhere below …
TOTAL_SENTENCES = 2
LATER_REACH = 120
# … of one told last, before it …
EARLIER_REACH = 20
# … and how many sentences on those of a later total, or of a sum that is not exact.
NEAR_SENTENCES = 8
# How many digits a year has.
YEAR_SIZE = 4
# Over how many sentences the parts of a total are told at most.
SPREAD = 5
# How many sentences back the parts of "in total 40", or of another total told last, may start.
ALL_SENTENCES = 5
BACK_SENTENCES = 2
# How many different figures a total is looked for in, and in how many sums of them.
MOST_PARTS = 9
MOST_SUMS = 400
MOST_TOTALS = 40
# How many counts around a total may stand beside it.
BESIDE = 4
# Within how many sentences a figure is told again rather than of another event.
REPEAT_SENTENCES = 2
# How many figures in a row may be left out between those of a sum.
MOST_SKIPPED = 2
# Totals from this on, told in the first sentence, may leave out one person, told by name; open
# ones ("more than 50") a tenth.
ROUGH = 10
# Kinds that a figure of narrower kind may repeat.
_LOOSE = frozenset({"people", "members", "civilians"})
_HARMED = frozenset({"killed", "injured"})

Parts = list[tuple[int, int]]


def find_sums(figures: Sequence[Figure], wholes: Sequence[int | None], words: PartWords) -> Parts:
    """Find the parts that add up to a total.

    Args:
        figures: All counted mentions in reading order.
        wholes: The wholes that are known already.
        words: Part markers.

    Returns:
        Pairs of a part and its total, no part twice.
    """
    known = list(wholes)
    found: Parts = []
    summed: list[tuple[list[int], list[int]]] = []
    for index, figure in enumerate(figures):
        first = figure.mention.count.first
        if not first or figure.mention.sentence.tokens[first - 1][1] not in words.totals:
            continue
        if known[index] is None and _is_told_in_total(figure, words):
            _note([(part, index) for part in _find_all_before(figures, known, index)], known, found)
    for told in _list_totals(figures, wholes, words):
        parts = _find_later(figures, known, told, words)
        if parts:
            summed.append((told, parts))
        else:
            parts = _find_earlier(figures, known, told[0], words)
        _note([(part, _choose_telling(told, part)) for part in parts], known, found)
    for told, parts in summed:
        _note(_find_companions(figures, known, told, parts), known, found)
    return found


def _note(pairs: Parts, known: list[int | None], found: Parts) -> None:
    """Add the pairs whose part has no whole yet."""
    for part, total in pairs:
        if known[part] is None:
            known[part] = total
            found.append((part, total))


def _list_totals(
    figures: Sequence[Figure], wholes: Sequence[int | None], words: PartWords
) -> Iterator[list[int]]:
    """Yield the mentions of each figure that may be a total, in reading order."""
    tellings: dict[tuple[str, int], list[list[int]]] = {}
    for index, figure in enumerate(figures[: 4 * MOST_TOTALS]):
        if (
            figure.value is None
            or figure.value < LEAST
            or wholes[index] is not None
            or figure.implied
            or figure.outdated
            or figure.mention.trigger.rule == "carried"
        ):
            continue
        groups = tellings.setdefault((figure.measure, figure.value), [])
        for group in groups:
            if not _is_more(figure) and _are_kin(figures[group[0]], figure, words):
                group.append(index)
                break
        else:
            groups.append([index])
    every = [group for groups in tellings.values() for group in groups]
    yield from sorted(every)[:MOST_TOTALS]


def _are_kin(a: Figure, b: Figure, words: PartWords) -> bool:
    return holds(a, b, words) or holds(b, a, words)


def _choose_telling(told: Sequence[int], part: int) -> int:
    """Return the mention of a total that stands last before a part."""
    return max((index for index in told if index < part), default=told[0])


def _find_later(
    figures: Sequence[Figure], wholes: Sequence[int | None], told: Sequence[int], words: PartWords
) -> list[int]:
    later = _list_later(figures, wholes, told, words)
    total = figures[told[0]]
    chosen = _choose_sum([figures[parts[0]] for parts in later], total)
    if not chosen and any(len(parts) > 1 for parts in later):
        # "Three died in one raid, three in another": the same figure need not be told again.
        later = sorted([index] for parts in later for index in parts)[:MOST_PARTS]
        chosen = _choose_sum([figures[parts[0]] for parts in later], total)
    found = sorted(part for position in chosen for part in later[position])
    return found or _find_added(figures, wholes, told, words)


def _find_added(
    figures: Sequence[Figure], wholes: Sequence[int | None], told: Sequence[int], words: PartWords
) -> list[int]:
    """Return "seven died in one town, another seven in the next" behind the larger total of the lead."""
    total = figures[told[0]]
    if total.sentence:
        return []
    plain = [
        index
        for index in range(told[-1] + 1, min(len(figures), told[-1] + BESIDE + 1))
        if figures[index].measure == total.measure
        and wholes[index] is None
        and not figures[index].implied
        and figures[index].sentence <= figures[told[-1]].sentence + NEAR_SENTENCES
    ]
    if len(plain) < 2 or not all(_may_be_summed(total, figures[index], words) for index in plain[:2]):
        return []
    first, second = (figures[index] for index in plain[:2])
    together = (first.value or 0) + (second.value or 0)
    is_added = second.more and second.sentence > first.sentence and not first.more
    return plain[:2] if is_added and together <= (total.value or 0) else []


def _list_later(
    figures: Sequence[Figure], wholes: Sequence[int | None], told: Sequence[int], words: PartWords
) -> list[list[int]]:
    """Return the later figures that a total may hold, repeated mentions of one figure together."""
    total = figures[told[0]]
    end = len(figures) if total.sentence <= TOTAL_SENTENCES else -1
    later: list[list[int]] = []
    limit, free = total.value or 0, {None, *told}
    for index in range(told[0] + 1, min(len(figures), told[0] + LATER_REACH)):
        figure = figures[index]
        if figure.value is None or figure.value >= limit or wholes[index] not in free:
            continue
        if index >= end and figure.sentence > figures[_choose_telling(told, index)].sentence + NEAR_SENTENCES:
            break
        if not _may_be_summed(total, figure, words):
            continue
        if index - 1 in told and _stand_side_by_side(figures[index - 1], figure):
            continue
        same = next((parts for parts in later if _repeats(figures[parts[-1]], figure, words)), None)
        if same is not None:
            same.append(index)
        elif len(later) < MOST_PARTS:
            later.append([index])
    return later


def _stand_side_by_side(total: Figure, figure: Figure) -> bool:
    """Return whether only "and" parts two counts: "120 fighters and 60 foreigners were killed"."""
    first, second = total.mention.count.last, figure.mention.count.first
    return (
        total.sentence == figure.sentence
        and second - first == 1
        and figure.mention.sentence.tokens[first][1] == "and"
    )


def _may_be_summed(total: Figure, part: Figure, words: PartWords) -> bool:
    if part.value is None or not 1 <= part.value < (total.value or 0):
        return False
    if part.mention.count.quantity.modifier is Modifier.RANGE or part.mention.trigger.rule == "carried":
        # "This compares with 188 in April" is told beside, not of the total.
        return False
    if part.measure != total.measure and not _may_hold(total, part):
        return False
    if part.sentence > total.sentence and _is_of_another_time(part, words):
        return False
    return holds(total, part, words)


def _is_of_another_time(part: Figure, words: PartWords) -> bool:
    """Return whether a sentence opens with another time: "In November two people were shot"."""
    lower = part.mention.sentence.lower
    if len(lower) > 1 and lower[0] == "in":
        return lower[1] in words.months or (len(lower[1]) == YEAR_SIZE and lower[1].isdigit())
    return any(tuple(lower[: len(phrase)]) == phrase for phrase in words.apart)


def _may_hold(total: Figure, part: Figure) -> bool:
    """Return whether a total of another measure holds a part: "five injured" some of its "victims"."""
    if total.measure == BOTH:
        return part.measure in _HARMED
    return total.measure in _HARMED and part.measure == BOTH and part.mention.trigger.rule == "weak"


def _repeats(before: Figure, figure: Figure, words: PartWords) -> bool:
    """Return whether a figure is told again, rather than of others: "another seven", "a man, a woman"."""
    if before.value != figure.value or before.measure != figure.measure:
        return False
    if before.implied and figure.implied and before.sentence == figure.sentence:
        return False
    if _is_more(figure) or figure.sentence - before.sentence > REPEAT_SENTENCES:
        return False
    first, second = before.mention.count.quantity.modifier, figure.mention.count.quantity.modifier
    if first is not second and Modifier.EXACT not in (first, second):
        return False
    if not _are_kin(before, figure, words):
        return False
    return before.kind == figure.kind or not _LOOSE.isdisjoint((before.kind, figure.kind))


def _is_more(figure: Figure) -> bool:
    return figure.more and figure.measure == "killed"


def _choose_sum(parts: Sequence[Figure], total: Figure) -> tuple[int, ...]:
    """Return the positions of the fewest figures that add up to the total, single people last."""
    value = total.value or 0
    rough = value >= ROUGH and total.sentence == 0
    least, most = value - rough, value + (value // ROUGH if rough and total.high is None else 0)
    if total.mention.count.quantity.modifier is Modifier.ABOUT:
        least, most = total.low, total.high or value
    sums: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    best: tuple[tuple[bool, int, int], tuple[int, ...]] | None = None
    for position, part in enumerate(parts):
        for reached, chosen in sums[:MOST_SUMS]:
            if chosen and position - chosen[-1] - 1 > MOST_SKIPPED:
                continue
            together = reached + (part.value or 0)
            made = (*chosen, position)
            if chosen and least <= together <= most and _may_add_up(parts, made, together, value):
                rank = (together != value, sum([parts[at].implied for at in made]), len(made))
                if best is None or (rank, made) < best:
                    best = (rank, made)
            if together < value:
                sums.append((together, made))
    return best[1] if best is not None else ()


def _may_add_up(parts: Sequence[Figure], made: Sequence[int], together: int, total: int) -> bool:
    """Return whether figures are told closely enough; those that add up roughly in one breath."""
    spread = parts[made[-1]].sentence - parts[made[0]].sentence
    if together == total:
        return spread <= SPREAD
    # Of "20 people" 18 and one are not told to be nearly all; nine and ten are.
    if sorted(parts[at].value or 0 for at in made)[-2] < 2:
        return False
    return spread <= (0 if together > total else NEAR_SENTENCES)


def _find_earlier(
    figures: Sequence[Figure], wholes: Sequence[int | None], total: int, words: PartWords
) -> list[int]:
    """Return the figures right before a total told last that add up to it; all of them, none left out."""
    own = figures[total]
    if own.measure == BOTH:
        return []
    left = own.value or 0
    parts: list[int] = []
    for index in range(total - 1, max(-1, total - 1 - EARLIER_REACH), -1):
        figure = figures[index]
        if own.sentence - figure.sentence > BACK_SENTENCES:
            break
        if figure.measure != own.measure or wholes[index] is not None:
            continue
        if not _may_be_summed(own, figure, words) or (figure.value or 0) > left:
            return []
        if any(_repeats(figure, figures[part], words) for part in parts):
            return []
        parts.append(index)
        left -= figure.value or 0
        if not left:
            return parts[::-1] if len(parts) > 1 else []
    return []


def _is_told_in_total(figure: Figure, words: PartWords) -> bool:
    tokens, first = figure.mention.sentence.tokens, figure.mention.count.first
    return any(_ends_at(tokens, first, phrase) for phrase in words.totals[tokens[first - 1][1]])


def _ends_at(tokens: Sequence[Token], end: int, phrase: Sequence[str]) -> bool:
    begin = end - len(phrase)
    return begin >= 0 and all(tokens[begin + at][1] == word for at, word in enumerate(phrase))


def _find_all_before(figures: Sequence[Figure], wholes: Sequence[int | None], total: int) -> list[int]:
    """Return all figures of the sentences before "in total 40", as long as they do not exceed it."""
    own = figures[total]
    left = own.value or own.low
    parts: list[int] = []
    for index in range(total - 1, max(-1, total - 1 - EARLIER_REACH), -1):
        figure = figures[index]
        if own.sentence - figure.sentence > ALL_SENTENCES:
            break
        if figure.measure != own.measure or wholes[index] is not None or figure.value is None:
            continue
        if figure.value >= left:
            break
        parts.append(index)
        left -= figure.value
    return parts


def _find_companions(
    figures: Sequence[Figure], wholes: Sequence[int | None], told: Sequence[int], parts: Sequence[int]
) -> Parts:
    """Find the wounded told beside a total of dead, with the wounded told beside its parts."""
    rows = {figures[part].sentence for part in parts} - {figures[index].sentence for index in told}
    found: Parts = []
    for total in reversed(told):
        own = figures[total]
        beside = [
            index
            for index in range(max(0, total - BESIDE), min(len(figures), total + BESIDE + 1))
            if figures[index].sentence == own.sentence and figures[index].measure != own.measure
        ]
        for other in range(total + 1, min(len(figures), total + LATER_REACH) if beside else 0):
            part = figures[other]
            if part.sentence not in rows or wholes[other] is not None or part.implied:
                continue
            found += [
                (other, index)
                for index in beside
                if figures[index].measure == part.measure and is_larger(figures[index], part)
            ]
    return found
