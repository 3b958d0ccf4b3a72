"""Whether a count reports what happened: plans, fears and figures that the text calls outdated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from claimgraph.extraction.parts import CountedMention
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Claim, Scope

# How many tokens before a count or its trigger a marker may stand.
REACH = 5
# How many tokens before a count "initially" may stand.
OPENER_REACH = 40
# How many words may stand between a toll and what is expected of it.
EXPECTATION_REACH = 9
# The measure that "the toll" speaks of.
MAIN_MEASURE = "killed"


Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


@frozen(kw_only=True)
class ReportWords:
    """Markers of plans and of outdated figures, each as a tuple of tokens by their first.

    ``superseded`` is keyed by the last token instead: it is read backwards from the count.
    """

    hypothetical: Phrases
    hypothetical_words: frozenset[str]
    reported: Phrases
    superseded: Phrases
    openers: Phrases
    opener_words: frozenset[str]
    turns: frozenset[str]
    moves: tuple[str, str]
    clause_ends: frozenset[str]


@lru_cache(maxsize=16)
def load_report_words(lexicon: Lexicon) -> ReportWords:
    """Compile the markers of a lexicon."""
    table = lexicon.words("reports")
    outdated = table["superseded"]
    openers = _index(outdated["openers"])
    hypothetical = _index(table["hypothetical"]["before"])
    return ReportWords(
        hypothetical=hypothetical,
        hypothetical_words=frozenset(hypothetical),
        reported=_index(table["hypothetical"]["reported"]),
        superseded=_index(outdated["before"], at=-1),
        openers=openers,
        opener_words=frozenset(openers),
        turns=frozenset(outdated["turns"]),
        moves=(outdated["moves"][0], outdated["moves"][1]),
        clause_ends=frozenset(lexicon.words("grammar")["clause_ends"]),
    )


def _index(phrases: Sequence[str], at: int = 0) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found.setdefault(words[at], []).append(words)
    return {word: tuple(group) for word, group in found.items()}


def is_hypothetical(mention: CountedMention, *, lexicon: Lexicon) -> bool:
    """Return whether the count is a plan, a fear or a condition ("could displace 400,000")."""
    words = load_report_words(lexicon)
    tokens = mention.sentence.tokens
    count, trigger = mention.count, mention.trigger
    first, last = min(count.first, trigger.first), max(count.first, trigger.last)
    if words.hypothetical_words.isdisjoint(mention.sentence.lower[max(0, first - REACH) : last]):
        return False
    before = _list_words(tokens, max(0, count.first - REACH), count.first)
    windows = [_cut_clause(before, words.clause_ends)]
    if trigger.first > count.last:
        windows.append(_list_words(tokens, count.last, trigger.last))
    elif trigger.last <= count.first:
        before = _list_words(tokens, max(0, trigger.first - REACH), trigger.first)
        windows.append(_cut_clause(before, words.clause_ends))
    return any(
        _contains(window, words.hypothetical) and not _contains(window, words.reported) for window in windows
    )


def _list_words(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    """Return the words ``[first, last)``, names left empty: "in May" and "May 30" are no "may"."""
    words = []
    for index in range(first, last):
        token = tokens[index]
        before_number = index + 1 < len(tokens) and tokens[index + 1].text[0].isdigit()
        is_name = token.is_capital and not token.text.isupper() and (index > 0 or before_number)
        words.append("" if is_name else token.lower)
    return words


def _cut_clause(window: list[str], ends: frozenset[str]) -> list[str]:
    """Return the part of a window that belongs to the clause it runs up to."""
    last = max((index for index, word in enumerate(window) if word in ends), default=-1)
    return window[last + 1 :]


def is_superseded(mention: CountedMention, *, lexicon: Lexicon) -> bool:
    """Return whether the words before the count call it outdated.

    "An earlier toll of 15", "rose to 31 from 12", "initially two were reported killed".
    """
    words = load_report_words(lexicon)
    tokens = mention.sentence.tokens
    end = mention.count.first
    if not end:
        return False
    for last in (end - 1, end - 2):
        if last < 0:
            break
        for phrase in words.superseded.get(tokens[last][1], ()):
            first = last + 1 - len(phrase)
            if first >= 0 and all(tokens[first + at][1] == word for at, word in enumerate(phrase)):
                return True
    return _is_moved_from(tokens, end, words) or _is_opened(mention.sentence.lower, end, words)


def _is_moved_from(tokens: Sequence[Token], first: int, words: ReportWords) -> bool:
    """Return whether a count is where a toll came from: "to 31 from 12", "from 12 to 31"."""
    start, goal = words.moves
    if first < 3 or tokens[first - 1][1] != start:
        return False
    if tokens[first - 2][0][0].isdigit() and tokens[first - 3][1] == goal:
        return True
    following = tokens[first + 1 : first + 3]
    return len(following) == 2 and following[0][1] == goal and following[1][0][0].isdigit()


def _is_opened(lower: Sequence[str], end: int, words: ReportWords) -> bool:
    """Return whether "initially", "earlier reports" stand in the clause before the count."""
    near = lower[max(0, end - OPENER_REACH) : end]
    if words.opener_words.isdisjoint(near):
        return False
    for position in [at for at, word in enumerate(near) if word in words.openers]:
        for phrase in words.openers[near[position]]:
            last = position + len(phrase)
            if near[position:last] == phrase and words.turns.isdisjoint(near[last:]):
                return True
    return False


@lru_cache(maxsize=16)
def load_expectation_words(lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    """Return words for a toll, for rising and for expecting."""
    table = lexicon.words("reports")["expected"]
    return tuple(frozenset(table[key]) for key in ("tolls", "rising", "expecting"))


def expects_rise(sentence: Sentence, *, lexicon: Lexicon) -> bool:
    """Return whether a sentence says that a toll is expected to rise."""
    tolls, rising, expecting = load_expectation_words(lexicon)
    lower = sentence.lower
    if tolls.isdisjoint(lower) or rising.isdisjoint(lower):
        return False
    for at in [at for at, word in enumerate(lower) if word in tolls]:
        following = lower[at + 1 : at + 1 + EXPECTATION_REACH]
        if not rising.isdisjoint(following):
            return not expecting.isdisjoint(following)
    return False


def mark_rising(claims: Sequence[Claim], sentences: Sequence[Sentence], *, lexicon: Lexicon) -> list[Claim]:
    """Mark the tolls told last before a sentence that expects the toll to rise.

    Args:
        claims: The claims of an article in reading order.
        sentences: Its sentences.
        lexicon: The words of expectation.

    Returns:
        The claims, the marked ones as new values: those of killed people that are no part and
        have the figure told last before such a sentence.
    """
    marked: set[tuple[str, int | None]] = set()
    for sentence in sentences if claims else ():
        if expects_rise(sentence, lexicon=lexicon):
            before = [
                claim for claim in claims if _is_main(claim) and claim.spans[0].start < sentence.span.end
            ]
            marked |= {(claim.measure, claim.quantity.value) for claim in before[-1:]}
    if not marked:
        return list(claims)
    return [
        evolve(claim, rising=True)
        if _is_main(claim) and (claim.measure, claim.quantity.value) in marked
        else claim
        for claim in claims
    ]


def _is_main(claim: Claim) -> bool:
    return claim.scope is Scope.INCIDENT and claim.measure == MAIN_MEASURE and claim.part_of is None


def _contains(window: Sequence[str], phrases: Phrases) -> bool:
    for start, word in enumerate(window):
        for phrase in phrases.get(word, ()):
            if tuple(window[start : start + len(phrase)]) == phrase:
                return True
    return False


__all__ = ["expects_rise", "is_hypothetical", "is_superseded", "mark_rising"]
