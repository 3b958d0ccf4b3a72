"""The trigger right before a count: "killed 12", "killing of 12", "death toll rose to 28"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures.clause import Clause, Trigger, is_passive_at, measure_at
from claimgraph.extraction.measures.totals import read_total, read_total_behind
from claimgraph.extraction.measures.words import match_phrase, match_phrase_before

# How many tokens "among the dead were" may hold.
AMONG_REACH = 14
# How many tokens may stand between a verb and "along with".
TOGETHER_REACH = 10
# … and before "with" alone: "was killed with her two sons".
PLAIN_REACH = 1
# How many tokens "Killed in the crash were" may hold.
OPENING_REACH = 9
# How many tokens before "claimed" its subject may stand.
SUBJECT_REACH = 8
# How many tokens behind a count its second half may stand ("the fate of 12 remains unknown").
SECOND_REACH = 8


def read_before(clause: Clause, count: Count) -> Trigger | None:
    """Read what directly precedes: "killed 12", "killing of 12", "death toll rose to 28"."""
    at = skip_back(clause, count.first - 1)
    if at < 0:
        return None
    verb = _read_split(clause, at, count) or _read_verb_before(clause, at) or _read_claim(clause, at, count)
    if verb is not None:
        return verb
    together = (
        read_together(clause, at) or _read_inverted(clause, at, count) or _read_frame(clause, at, count)
    )
    if together is not None:
        return together
    if count.implied:
        return None
    return read_of(clause, at) or read_total(clause, at, count) or read_total_behind(clause, at, count)


def skip_back(clause: Clause, at: int) -> int:
    """Return the last token up to ``at`` that is no determiner, mark or adverb before a number.

    The noun of "an entire family of" and the words before it are stepped over as well.
    """
    tokens, words = clause.tokens, clause.words
    while at >= 0:
        word = tokens[at][1]
        if word == "of" and at and tokens[at - 1][1] in words.containers:
            at -= 2
        elif word in words.before_counts or word.endswith("ly"):
            at -= 1
        else:
            break
    return at


def read_of(clause: Clause, at: int) -> Trigger | None:
    """Read "the killing of" that ends at token ``at``."""
    if clause.lower[at] != "of" or at < 1:
        return None
    measure = clause.words.of_nouns.get(clause.lower[at - 1])
    return Trigger(measure, at - 1, at, "of") if measure else None


def _read_split(clause: Clause, at: int, count: Count) -> Trigger | None:
    """Read "the fate of 12 sailors remains unknown", "took 12 villagers hostage", "raised to 12 its toll"."""
    words = clause.words
    if at and clause.lower[at] in words.around.split_joints:
        at -= 1
    goals = words.splits.get(clause.lower[at])
    if goals is None:
        return None
    following = _list_following(clause, count)
    for goal, measure in goals:
        if goal in following:
            return Trigger(measure, at, at + 1, "before")
    return None


def _list_following(clause: Clause, count: Count) -> list[str]:
    """Return the words behind a count, a remark in commas passed: "four boys, one of them 19, to"."""
    following: list[str] = []
    limit = min(len(clause.tokens), count.last + SECOND_REACH)
    at = count.last
    if at < limit and clause.tokens[at].text == ",":
        close = next((end for end in range(at + 1, limit) if clause.tokens[end].text == ","), limit)
        at = close + 1
    for token in clause.tokens[at:limit]:
        if token.text in clause.words.around.breaks:
            break
        following.append(token.lower)
    return following


def measure_together(clause: Clause, at: int) -> int:
    """Return how many tokens up to ``at`` mean "along with", 0 for none."""
    around = clause.words.around
    if clause.lower[at] not in around.together_ends:
        return 0
    return next(
        (
            size
            for size in (3, 2, 1)
            if tuple(clause.lower[max(0, at - size + 1) : at + 1]) in around.together
        ),
        0,
    )


def read_together(clause: Clause, at: int) -> Trigger | None:
    """Read "was killed along with his five sons", "died together with", where "with" is ``at``."""
    words = clause.words
    size = measure_together(clause, at)
    is_plain = not size and clause.lower[at] == "with"
    if not size and not is_plain:
        return None
    begin = at - (size or 1)
    reach = PLAIN_REACH if is_plain else TOGETHER_REACH
    for position in range(begin, max(-1, begin - reach), -1):
        if position in clause.starts or clause.tokens[position].text in words.around.ends:
            return None
        phrase = match_phrase(clause.lower, position - 2, words.phrases) if position > 1 else None
        if phrase is not None:
            return Trigger(phrase[1], position - 2, position - 2 + len(phrase[0]), "together")
        measure = measure_at(clause, position)
        if measure is not None and clause.lower[position] in words.verbs:
            return Trigger(measure, position, position + 1, "together")
    return None


def _read_inverted(clause: Clause, at: int, count: Count) -> Trigger | None:
    """Read "among the dead were", "those killed in the raid include", "the victims included"."""
    words = clause.words
    verb = clause.lower[at]
    if verb not in words.be and verb not in words.around.includes:
        return None
    opened = _read_opening(clause, at, count)
    if opened is not None:
        return opened
    for position in range(at - 1, max(-1, at - AMONG_REACH), -1):
        word = clause.lower[position]
        if clause.tokens[position].text in words.around.ends:
            return None
        if position in clause.starts and not _is_amid_members(clause, position):
            return None
        follows = position + 1 < at and (
            word in words.around.among
            or (
                word in words.around.definite
                and (verb in words.around.includes or (position + 2 == at and count.head is not None))
            )
        )
        if follows and (trigger := _read_members(clause, position + 1, at)) is not None:
            return trigger
    return None


def _read_frame(clause: Clause, at: int, count: Count) -> Trigger | None:
    """Read "Of the dead, 611 were in the north", "Among those killed, three were nurses"."""
    around = clause.words.around
    if not count.is_bare or clause.lower[at] != "," or clause.lower[0] not in around.frames:
        return None
    if at > OPENING_REACH or clause.lower[1] not in around.definite:
        return None
    return _read_members(clause, 2, at)


def _is_amid_members(clause: Clause, at: int) -> bool:
    """Return whether the number of the whole stands here: "among the 23 killed was a family of ten"."""
    around = clause.words.around
    return at > 0 and (clause.lower[at - 1] in around.among or clause.lower[at - 1] in around.definite)


def _read_opening(clause: Clause, at: int, count: Count) -> Trigger | None:
    """Read "Wounded were three women", "Also killed in the crash were": the participle stands first."""
    words = clause.words
    opening = clause.lower[0]
    first = int(opening in words.adverbs and opening not in words.verbs)
    if at > OPENING_REACH or first >= at or count.head is None:
        return None
    word = clause.lower[first]
    is_participle = any(reading.form == "participle" for reading in words.verbs.get(word, ()))
    is_named = is_participle or word in words.states or word in words.counted
    measure = measure_at(clause, first) if is_named else None
    return Trigger(measure, first, first + 1, "among") if measure else None


def _read_members(clause: Clause, first: int, last: int) -> Trigger | None:
    """Read "(the) dead", "those killed", "the soldiers wounded" right behind "among" or "the"."""
    for position in range(first, min(last, first + 4)):
        word = clause.lower[position]
        measure = clause.words.states.get(word) or clause.words.counted.get(word)
        if measure is None and any(
            reading.form == "participle" for reading in clause.words.verbs.get(word, ())
        ):
            measure = measure_at(clause, position)
        if measure is not None:
            return Trigger(measure, position, position + 1, "among")
        known = (
            word in clause.words.around.definite
            or word in clause.words.people
            or word in clause.words.relatives
        )
        if not known and position not in clause.starts:
            return None
    return None


def _read_verb_before(clause: Clause, at: int) -> Trigger | None:
    phrase = match_phrase_before(clause.lower, at + 1, clause.words.before_phrases)
    if phrase is not None and not is_passive_phrase(clause, at, phrase[0]):
        return Trigger(phrase[1], at + 1 - len(phrase[0]), at + 1, "before")
    return read_active(clause, at)


def is_passive_phrase(clause: Clause, at: int, phrase: Sequence[str]) -> bool:
    """Return whether "was" stands before a phrase that ends at ``at``; "was still holding" is active."""
    active = phrase[0].endswith("ing") or phrase[-1].endswith("ing")
    return not active and is_passive_at(clause, at + 1 - len(phrase))


def read_active(clause: Clause, at: int) -> Trigger | None:
    """Read a verb at ``at`` that is done to what follows it."""
    if at in clause.passive:
        return None
    for reading in clause.words.verbs.get(clause.lower[at], ()):
        if reading.frame == "done_by" or (reading.form == "participle" and is_passive_at(clause, at)):
            continue
        return Trigger(reading.measure, at, at + 1, "before")
    return None


def _read_claim(clause: Clause, at: int, count: Count) -> Trigger | None:
    """Read "the blast claimed": a verb that tells of harm only where harm is its subject."""
    words = clause.words
    measure = words.claims.get(clause.lower[at])
    if measure is None or (at + 1 < count.first and clause.lower[at + 1] in words.relatives):
        return None
    for position in range(at - 1, max(-1, at - 1 - SUBJECT_REACH), -1):
        token = clause.tokens[position]
        if token.lower in words.claimers:
            return Trigger(measure, at, at + 1, "before")
        if token.lower in words.people or token.lower in words.verbs or token.text in words.around.breaks:
            return None
    return None
