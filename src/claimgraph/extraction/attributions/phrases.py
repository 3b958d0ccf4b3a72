"""The noun phrase beside a cue: who speaks, read leftwards or rightwards without a parser.

No tagger tells nouns from verbs here. A phrase ends at a word that no name of a speaker can
contain (a finite verb, "that", a pronoun), at punctuation that opens no apposition, and at an
article that nothing before it continues ("killed in the city | the monitor said").
"""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.attributions.joints import (
    CLOSE,
    GLUE,
    LONGEST,
    OPEN,
    QUOTES,
    Range,
    after_hyphen,
    begins_sentence_run,
    can_hang,
    is_abbreviated,
    is_inside_name,
    is_pronoun,
    is_tracker,
    joins_sources,
    opens_apposition,
)
from claimgraph.extraction.attributions.verdicts import load_verdicts
from claimgraph.extraction.sources import SourceTables, pairs_name
from claimgraph.extraction.tokens import Token

_OPENERS = QUOTES | {":", ";"}
_RELATIVES = frozenset({"who", "which"})


def walk_left(tokens: Sequence[Token], cue: int, cues: CueTables, names: SourceTables) -> Range | None:
    """Return the token range of the phrase that ends before the cue, ``None`` where none does."""
    end = _skip_here(tokens, _skip_auxiliaries(tokens, cue, cues), names)
    if end <= 0:
        return None
    last = tokens[end - 1]
    if is_pronoun(last, cues, names):
        return (end - 1, end)
    floor = max(0, end - LONGEST)
    user = _find_user(tokens, end, floor, names)
    if user is not None:
        return (user, end)
    head_end = _skip_apposition(tokens, end, floor)
    start = _find_start(tokens, head_end, floor, cues, names)
    if start is None or start >= head_end:
        return _find_aside(tokens, head_end + 1, end - 1)
    if start > 0 and _hangs(tokens, start, cues):
        opening = _find_opening(tokens, start, cues, names)
        if opening is not None:
            return (opening, end) if head_end == end else (opening, head_end)
    if head_end < end and _is_participle(tokens, head_end):
        return (start, head_end)
    return (start, end - (tokens[end - 1].text == ","))


def _skip_here(tokens: Sequence[Token], end: int, names: SourceTables) -> int:
    """Return where the phrase ends before "there": "a doctor | there said"."""
    if end < 2 or tokens[end - 1][1] not in {"there", "here"}:
        return end
    return end - (tokens[end - 2].lower in names.heads or tokens[end - 2].lower in names.roles)


def _find_aside(tokens: Sequence[Token], start: int, end: int) -> Range | None:
    """Return the name between commas where nobody stands before: "who fled, | Sani Bello, | said"."""
    named = end - start > 1 and all(token.is_capital for token in tokens[start:end])
    return (start, end) if named else None


def _hangs(tokens: Sequence[Token], start: int, cues: CueTables) -> bool:
    """Return whether a phrase hangs on a noun before it: "in | Y", "in rural | Y", "who backs | Y"."""
    if tokens[start - 1][1] in cues.prepositions:
        return True
    near = [token[1] for token in tokens[max(1, start - 4) : start]]
    relative = next((at for at in range(len(near) - 1, -1, -1) if near[at] in _RELATIVES), None)
    if relative is not None and all(word[:1].isalnum() for word in near[relative:]):
        return True
    before = tokens[start - 1]
    if start < 2 or tokens[start - 2][1] not in cues.prepositions or not tokens[start].is_capital:
        return False
    lower = before.lower
    return (
        before.text.isalpha()
        and not before.is_capital
        and lower not in cues.stops
        and lower not in cues.times
    )


def _find_user(tokens: Sequence[Token], end: int, floor: int, names: SourceTables) -> int | None:
    """Return where 'Facebook user "Jo R"' begins if it ends here, its name in quotation marks."""
    if tokens[end - 1].text not in QUOTES:
        return None
    opening = next((i for i in range(end - 2, max(floor, end - 8) - 1, -1) if tokens[i].text in QUOTES), 0)
    if opening < 1 or tokens[opening - 1].lower not in names.posts["things"]:
        return None
    start = opening - 1
    while start > floor and tokens[start - 1].lower in names.posts["platforms"]:
        start -= 1
    return start


def _find_opening(tokens: Sequence[Token], start: int, cues: CueTables, names: SourceTables) -> int | None:
    """Return where the sentence's subject begins if what stands before the cue only hangs on it.

    "Activists in the district of X in | Y said": Y follows a preposition, so it is no subject;
    nothing from the start of the sentence up to it is a verb, so all of it is the subject.
    """
    first = 0
    while first < start and not tokens[first].text[:1].isalnum():
        first += 1
    lead = tokens[first].lower if first < start else ""
    if not lead or lead in cues.prepositions or lead in cues.connectives or start - first > LONGEST:
        return None
    head = next((i for i in range(first + 1, start) if _ends_head(tokens, i, cues)), start) - 1
    words = tokens[max(head, first)]
    lower = words.lower
    speaks = lower in names.heads or lower in names.roles or lower in names.laypeople["homes"]
    if not (speaks or words.is_capital):
        return None
    for index in range(first + 1, start):
        if index > head and tokens[index].lower in {"that", "which", "who"}:
            return first
        if _breaks(tokens, index, cues):
            return None
    return first


def _ends_head(tokens: Sequence[Token], index: int, cues: CueTables) -> bool:
    lower = tokens[index].lower
    if lower in cues.participles:
        # "residents | interviewed by telephone", but "UK-based"
        return not after_hyphen(tokens, index)
    return lower in cues.prepositions or lower in {",", "that", "which", "who"}


def _breaks(tokens: Sequence[Token], index: int, cues: CueTables) -> bool:
    token = tokens[index]
    lower = token.lower
    if token.is_capital or lower == "and" or after_hyphen(tokens, index):
        return False
    if (
        lower in cues.stops
        or lower in cues.verbs
        or lower in cues.pronouns
        or token.text in QUOTES
        or token.text.isdigit()
    ):
        return True
    return lower.endswith("ed") and lower not in cues.participles and len(lower) > 4


def _skip_auxiliaries(tokens: Sequence[Token], cue: int, cues: CueTables) -> int:
    end = cue
    while end > 0 and cue - end < 6:
        lower = tokens[end - 1][1]
        if lower == "may" and end > 1 and tokens[end - 1].is_capital and tokens[end - 2].is_capital:
            # "Theresa May", not the verb; text in capitals says "MAY".
            break
        if (
            lower in cues.auxiliaries
            or (lower in cues.times and end - 1 > 0)
            or (lower.endswith("ly") and lower not in cues.not_adverbs)
            or (lower in {"on", "in"} and end < cue and tokens[end].lower in cues.times)
        ):
            end -= 1
        else:
            break
    return end


def _skip_apposition(tokens: Sequence[Token], end: int, floor: int) -> int:
    """Return where the phrase proper ends if a comma or a bracket directly before the cue closes an aside."""
    if tokens[end - 1][0] in CLOSE:
        for index in range(end - 2, floor - 1, -1):
            if tokens[index].text in OPEN:
                return index
        return end
    if tokens[end - 1][0] != ",":
        return end
    for index in range(end - 2, floor - 1, -1):
        text = tokens[index][0]
        if text in QUOTES:
            return 0
        if text == ",":
            return index
    return 0


def _is_participle(tokens: Sequence[Token], comma: int) -> bool:
    """Return whether an aside tells what the speaker was doing: "X, speaking in Y, said"."""
    return comma + 1 < len(tokens) and tokens[comma + 1].lower.endswith("ing")


def _find_start(
    tokens: Sequence[Token], end: int, floor: int, cues: CueTables, names: SourceTables
) -> int | None:
    """Return the first token of the phrase that ends before ``end``.

    A word that no table knows counts only if an article or the start of the clause closes the
    phrase before it; otherwise the phrase begins at the last word that was sure.
    """
    if end <= 0:
        return None
    bare = _is_bare_kind(tokens[end - 1], names)
    judge = load_verdicts(cues, names).judge
    sure: int | None = None
    start: int | None = None
    pending = False
    index = end - 1
    while index >= floor:
        verdict = judge(tokens[index])
        if not verdict and tokens[index][0] in CLOSE:
            opening = next((i for i in range(index - 1, floor - 1, -1) if tokens[i].text in OPEN), None)
            if opening is None:
                return sure
            index = opening - 1
            continue
        # Most words need no look at those around them.
        verdict = verdict or _judge(tokens, index, end, cues, names, bare=bare and start is not None)
        if verdict == "stop":
            return start if _bounds_clause(tokens[index], cues) else sure
        start = index
        if verdict == "last":
            return start
        pending = pending or verdict == "maybe"
        if not pending:
            sure = index
        index -= 1
    return start if index < 0 else sure


def _bounds_clause(token: Token, cues: CueTables) -> bool:
    return (
        token.text in {",", ";", ":", "–", "—"}
        or token.text in QUOTES
        or token.lower in {"that", "but", "while", "and"}
    )


def _is_bare_kind(token: Token, names: SourceTables) -> bool:
    return not token.is_capital and token.lower in names.kinds


def _judge(
    tokens: Sequence[Token], index: int, end: int, cues: CueTables, names: SourceTables, *, bare: bool
) -> str:
    """Say whether the token belongs: ``"in"``, ``"maybe"``, ``"last"`` (its first word) or ``"stop"``."""
    text, lower, _, _ = tokens[index]
    capital = text[:1].isupper()
    if _shuts(tokens, index, cues):
        return "stop"
    if is_inside_name(tokens, index, names):
        return "in"
    if lower in cues.determiners:
        return "in" if _is_continued(tokens, index, cues, names) else "last"
    if lower == "and":
        joined = joins_sources(tokens, index, end, names) or pairs_name(tokens, index, names)
        return "in" if joined else "stop"
    if not text[:1].isalnum():
        return "in" if index and _is_inner_mark(tokens, index, cues, names) else "stop"
    if not capital and (lower in cues.prepositions or lower.endswith("ing")):
        return _judge_link(tokens, index, end, cues, names, bare=bare)
    if not capital and lower in cues.stops and not after_hyphen(tokens, index):
        return "stop"
    return _judge_word(tokens, index, end, cues, names, bare=bare)


def _shuts(tokens: Sequence[Token], index: int, cues: CueTables) -> bool:
    """Return whether a word opens what comes behind it: "Related | Russian Forces", "In | Y"."""
    lower = tokens[index][1]
    if lower in cues.breaks and tokens[index].is_capital:
        return True
    return (lower in cues.prepositions or lower in cues.connectives) and _opens_sentence(tokens, index)


def _judge_link(
    tokens: Sequence[Token], index: int, end: int, cues: CueTables, names: SourceTables, *, bare: bool
) -> str:
    """Judge a preposition or a participle: what stands before it must be able to carry it."""
    if tokens[index].lower in cues.prepositions:
        return "in" if index + 1 < end and can_hang(tokens, index, cues, names) else "stop"
    if index + 1 < end and tokens[index + 1].lower in cues.determiners:
        return "in" if index and is_tracker(tokens[index - 1], cues, names) else "stop"
    if tokens[index].lower in cues.stops and not after_hyphen(tokens, index):
        return "stop"
    return _judge_word(tokens, index, end, cues, names, bare=bare)


def _is_inner_mark(tokens: Sequence[Token], index: int, cues: CueTables, names: SourceTables) -> bool:
    mark = tokens[index].text
    if mark == ",":
        return opens_apposition(tokens, index, cues, names)
    if mark == ".":
        return is_abbreviated(tokens[index - 1], cues)
    return mark in GLUE or mark in {"'s", "’s"}


def _judge_word(
    tokens: Sequence[Token], index: int, end: int, cues: CueTables, names: SourceTables, *, bare: bool
) -> str:
    text, lower, _, _ = tokens[index]
    if text[:1].isupper() or lower in cues.particles or lower == "'s":
        return "in" if lower not in cues.times or index == end - 1 else "stop"
    if text.isdigit():
        return "last" if index == 0 else "in" if _numbers_name(tokens, index, end, cues, names) else "stop"
    if lower in cues.times or (lower in cues.verbs and lower not in cues.ambiguous):
        return "stop"
    if lower.endswith("ed") and lower not in cues.participles and len(lower) > 4:
        return "stop"
    known = (
        lower in names.modifiers
        or lower in names.roles
        or lower in names.heads
        or lower in names.inner
        or (lower in names.laypeople["naming"] and index > 0 and tokens[index - 1].lower in names.heads)
    )
    if known or after_hyphen(tokens, index):
        return "in"
    if bare and not _is_department(tokens, index, end, names):
        return "stop"
    if index + 1 < end and tokens[index + 1].is_capital:
        # "in the city Rami Abdel Rahman said": a plain noun before a name begins no phrase.
        return "maybe" if _opens_sentence(tokens, index) else "stop"
    return "in" if index == end - 1 else "maybe"


def _numbers_name(
    tokens: Sequence[Token], index: int, end: int, cues: CueTables, names: SourceTables
) -> bool:
    """Return whether a number ends a name before its kind: "the Karama | 24 monitoring group"."""
    before = tokens[index - 1]
    return (
        index + 1 < end
        and before.is_capital
        and before.lower not in cues.times
        and any(token.lower in names.describing for token in tokens[index + 1 : end])
    )


def _is_department(tokens: Sequence[Token], index: int, end: int, names: SourceTables) -> bool:
    """Return whether a plain noun stands between "the" and somebody: "the | transport minister".

    The article belongs to the person, who cannot do without one.
    """
    head = tokens[end - 1].lower
    return (
        index > 0
        and tokens[index - 1].lower in {"the", "a", "an"}
        and head in names.roles
        and head[-1] != "s"
    )


def _opens_sentence(tokens: Sequence[Token], index: int) -> bool:
    return index == 0 or tokens[index - 1][0] in _OPENERS


def _is_continued(tokens: Sequence[Token], index: int, cues: CueTables, names: SourceTables) -> bool:
    """Return whether an article lies inside the phrase: "head of | the group", "X | the director of"."""
    if index == 0:
        return False
    before = tokens[index - 1]
    if before.lower in cues.prepositions:
        return index >= 2 and can_hang(tokens, index - 1, cues, names)
    if before.lower == "and":
        return joins_sources(tokens, index - 1, index + 2, names)
    if before.text == ",":
        return opens_apposition(tokens, index - 1, cues, names)
    if before.lower.endswith("ing") and index >= 2 and is_tracker(tokens[index - 2], cues, names):
        return True
    follows = [token.lower for token in tokens[index + 1 : index + 4]]
    if before.is_capital and any(word in names.roles for word in follows):
        return before.lower not in cues.times and begins_sentence_run(tokens, index - 1)
    return False
