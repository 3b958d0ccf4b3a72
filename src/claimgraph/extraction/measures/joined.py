"""A count whose verb is said elsewhere: "killed the mayor and two guards", "… and five near the port".

These are read last, for counts without a trigger of their own, from the counts before them.
"""

from __future__ import annotations

from itertools import takewhile

from claimgraph.extraction.counts import OTHERS, Count
from claimgraph.extraction.measures.before import (
    is_passive_phrase,
    measure_together,
    read_active,
    read_of,
    read_together,
    skip_back,
)
from claimgraph.extraction.measures.carried import read_carried
from claimgraph.extraction.measures.clause import Clause, Trigger, is_passive_at, measure_at
from claimgraph.extraction.measures.lists import share_list, share_part
from claimgraph.extraction.measures.totals import share_total
from claimgraph.extraction.measures.words import match_phrase_before

# Marks within a list of names.
NAME_MARKS = frozenset({",", "-", "(", ")", "–", ":"})
# How many tokens may stand between the verb and the "and" of the second of those it is done to.
OBJECT_REACH = 60
# … and how many of them no table knows.
UNKNOWN_REACH = 3
# How many tokens may stand between a count and one that leaves out its verb.
ELLIPSIS_REACH = 14
# How many counts back the whole of a part may stand.
WHOLE_REACH = 12
# How many capitals a name or day between a verb and a count may have ("killed in New Northford 12 people").
NAME_REACH = 4
# How far behind a count the words of another clause are looked for.
AHEAD = 8


def join_counts(clause: Clause, found: list[Trigger | None], told: str) -> None:
    """Give counts without a trigger that of the verb, list, clause or sentence before they belong to."""
    for index, count in enumerate(clause.counts):
        if count.unsure or count.implied:
            continue
        if found[index] is None or _is_relative(clause, count):
            joined = find_joined(clause, index)
            if found[index] is None or (joined is not None and joined.rule == "of"):
                found[index] = joined or _find_gapped(clause, count)
        if found[index] is None and index:
            _join_before(clause, index, found)
        if found[index] is None:
            found[index] = _find_taken_up(clause, count) or read_carried(clause, index, found, told)


def _join_before(clause: Clause, index: int, found: list[Trigger | None]) -> None:
    """Give a count the trigger of one before it in the sentence."""
    found[index] = (
        _find_whole(clause, index, found)
        or _find_detail(clause, index, found)
        or _find_echo(clause, index, found)
        or share_total(clause, index, found)
        or _find_ellipsis(clause, index, found)
        or _find_part_list(clause, index, found)
    )
    if found[index] is None:
        share_part(clause, index, found)
    if found[index] is None:
        share_list(clause, index, found)


def _is_relative(clause: Clause, count: Count) -> bool:
    """Return whether "who" follows: what stands there is told on the side."""
    return count.last < len(clause.tokens) and clause.lower[count.last] in clause.words.relatives


def find_joined(clause: Clause, index: int) -> Trigger | None:
    """Read "killed the mayor and two guards", "the deaths of A, B and three children"."""
    count, before = clause.counts[index], clause.counts[index - 1] if index else None
    at = skip_back(clause, count.first - 1)
    if at < 1:
        return None
    opens = _opens_clause(clause, count.last)
    begin = at - 1 if _stands_amid(clause, count, at) else _skip_joint(clause, at)
    unknown = 0
    for position in range(begin, max(-1, begin - OBJECT_REACH), -1):
        is_inner = before is not None and before.first <= position < before.last
        trigger = None if is_inner else _read_verb(clause, position)
        if trigger is not None:
            # "The deaths of a couple and their three sons are being investigated."
            is_subject = opens and trigger.rule != "of"
            return None if is_subject else _take_trigger(clause, trigger, position, begin)
        if not is_inner and not _is_name(clause, position):
            unknown += 1
            if unknown > UNKNOWN_REACH or _breaks_object(clause, position):
                return None
    return None


def _stands_amid(clause: Clause, count: Count, at: int) -> bool:
    """Return whether a list goes on behind a count with a noun: "stabbed his wife, two daughters and a"."""
    if clause.lower[at] != "," or count.is_bare or count.last >= len(clause.lower):
        return False
    around, following = clause.words.around, clause.lower[count.last]
    # "his wife, Ann Smith, 40, their two sons, Bob and Tom, and three nephews"
    is_kin = following in around.breaks and clause.lower[count.first - 1] in around.owners
    return is_kin or following in around.list_joints


def _take_trigger(clause: Clause, trigger: Trigger, at: int, begin: int) -> Trigger | None:
    """Return the trigger where an object follows it; none stands behind "the release," or "killed and"."""
    if at >= begin or clause.tokens[at + 1].text in clause.words.around.breaks:
        return None
    return trigger if trigger.rule == "of" else trigger._replace(rule="list")


def _skip_joint(clause: Clause, at: int) -> int:
    """Return the token before "and", "as well as", "along with"; -1 where no joint ends at ``at``."""
    size = measure_together(clause, at) or clause.lower[at] in clause.words.around.list_joints
    return at - size if size else -1


def _read_verb(clause: Clause, at: int) -> Trigger | None:
    phrase = match_phrase_before(clause.lower, at + 1, clause.words.before_phrases)
    if phrase is not None and not is_passive_phrase(clause, at, phrase[0]):
        return Trigger(phrase[1], at + 1 - len(phrase[0]), at + 1, "before")
    if _is_nominal(clause, at):
        return None
    return read_active(clause, at) or read_of(clause, at) or read_together(clause, at)


def _find_gapped(clause: Clause, count: Count) -> Trigger | None:
    """Read "killed on Monday 12 people", "shot dead in Northford two men"."""
    if count.is_bare or _opens_clause(clause, count.last):
        return None
    at = skip_back(clause, count.first - 1)
    last = at
    while at > max(0, last - NAME_REACH) and clause.tokens[at].is_capital and at not in clause.starts:
        at -= 1
    if at == last or at < 1 or clause.lower[at] not in clause.words.around.elliptic:
        return None
    trigger = None if _is_nominal(clause, at - 1) else _read_verb(clause, at - 1)
    return trigger if trigger is not None and not is_passive_at(clause, trigger.first) else None


def _is_nominal(clause: Clause, at: int) -> bool:
    """Return whether a participle is part of a noun: "both shooting victims", "the wounded"."""
    return at > 0 and clause.lower[at - 1] in clause.words.determiners


def _is_name(clause: Clause, at: int) -> bool:
    """Return whether a token may stand in the name or noun phrase of a first object."""
    token, words = clause.tokens[at], clause.words
    known = (words.determiners, words.people, words.around.bridges, words.around.list_joints)
    if token.is_capital or token.text in NAME_MARKS or clause.lower[at + 1] == "-":
        return True
    if token.text.isdigit() or token.lower in words.around.age_words:
        # "his wife Ann, 31, their 12-year-old son and three"
        return True
    return any(token.lower in table for table in known)


def _breaks_object(clause: Clause, at: int) -> bool:
    """Return whether a token cannot stand between a verb and the end of its object."""
    token, words = clause.tokens[at], clause.words
    tables = (words.stops, words.be, words.have, words.modals, words.relatives, words.verbs, words.states)
    is_mark = not token.text[0].isalpha() and token.text != "-"
    return is_mark or any(token.lower in table for table in tables)


def _opens_clause(clause: Clause, at: int) -> bool:
    """Return whether a verb follows at once, so that the count is its subject."""
    words = clause.words
    if at >= len(clause.tokens):
        return False
    word = clause.lower[at]
    return word in words.be or word in words.have or word in words.modals or word in words.negations


def _find_whole(clause: Clause, index: int, found: list[Trigger | None]) -> Trigger | None:
    """Read "killed 22 people in a village, seven of them children"."""
    count = clause.counts[index]
    if not count.partitive or not count.is_bare or not _trails(clause, count):
        return None
    for whole in range(index - 1, max(-1, index - 1 - WHOLE_REACH), -1):
        trigger = found[whole]
        if trigger is not None and not clause.counts[whole].implied:
            return trigger._replace(rule="list")
    return None


def _find_detail(clause: Clause, index: int, found: list[Trigger | None]) -> Trigger | None:
    """Read "killed 400 people, he said: 260 women and 90 men", "60 were killed, 12 guards among them"."""
    count, around = clause.counts[index], clause.words.around
    if count.is_bare or count.unsure:
        return None
    opens = count.first and clause.lower[count.first - 1] == ":"
    trails = clause.lower[count.last : count.last + 1] and clause.lower[count.last] in around.among
    if trails:
        trails = clause.lower[count.last + 1 : count.last + 2] in [[word] for word in clause.words.partitives]
    if not opens and not trails:
        return None
    for whole in range(index - 1, max(-1, index - 1 - WHOLE_REACH), -1):
        trigger, before = found[whole], clause.counts[whole]
        if trigger is not None and not before.implied and _may_hold(before, count):
            return trigger._replace(rule="list")
    return None


def _may_hold(whole: Count, part: Count) -> bool:
    value, inner = whole.quantity.value, part.quantity.value
    return value is None or inner is None or inner < value


def _find_taken_up(clause: Clause, count: Count) -> Trigger | None:
    """Read "dragged four students from a hall and shot them"."""
    if count.is_bare:
        return None
    lower, words = clause.lower, clause.words
    for at in range(count.last + 1, min(len(lower) - 1, count.last + ELLIPSIS_REACH)):
        if clause.tokens[at].text in words.around.ends or at in clause.starts:
            return None
        if lower[at - 1] in words.around.list_joints and lower[at + 1] == "them":
            trigger = read_active(clause, at)
            if trigger is not None:
                return trigger._replace(rule="list")
    return None


def _find_echo(clause: Clause, index: int, found: list[Trigger | None]) -> Trigger | None:
    """Read "12 villagers were hurt, as were two of their guests"."""
    at = skip_back(clause, clause.counts[index].first - 1)
    words = tuple(token.lower for token in clause.tokens[max(0, at - 1) : at + 1])
    before = found[index - 1]
    return (
        before._replace(rule="list") if before is not None and words in clause.words.around.as_well else None
    )


def _trails(clause: Clause, count: Count) -> bool:
    """Return whether "seven of them" hangs on what was said before and opens no clause of its own."""
    words = clause.words
    if count.last >= len(clause.tokens):
        return True
    following = clause.tokens[count.last]
    if following.lower in words.people or following.text in words.around.breaks:
        return True
    at = count.last + (following.lower in words.be)
    before = clause.tokens[count.first - 1].text if count.first else ""
    if at >= len(clause.tokens) or before not in words.around.apposition:
        return False
    told = clause.lower[at]
    return any(
        told in table for table in (words.determiners, words.people, words.around.elliptic, words.agents)
    )


def _find_part_list(clause: Clause, index: int, found: list[Trigger | None]) -> Trigger | None:
    """Read "killing four people, including the mayor, his wife and several children"."""
    count = clause.counts[index]
    at = skip_back(clause, count.first - 1)
    if at < 1 or count.is_bare or not (_stands_amid(clause, count, at) or _skip_joint(clause, at) >= 0):
        return None
    unknown = 0
    for position in range(at - 1, max(0, at - OBJECT_REACH), -1):
        if _opens_part(clause, position):
            return _take_whole(clause, index, found, before=position)
        if position in clause.starts or _is_name(clause, position):
            continue
        unknown += 1
        if unknown > UNKNOWN_REACH or _breaks_object(clause, position):
            return None
    return None


def _take_whole(clause: Clause, index: int, found: list[Trigger | None], *, before: int) -> Trigger | None:
    """Return the trigger of the last count that has one before token ``before``."""
    for left in range(index - 1, -1, -1):
        trigger, whole = found[left], clause.counts[left]
        if trigger is not None and whole.first < before:
            return None if whole.implied else trigger._replace(rule="list")
    return None


def _opens_part(clause: Clause, at: int) -> bool:
    """Return whether "including", "among them" begins at a token."""
    around = clause.words.around
    if clause.lower[at] not in around.part_openings:
        return False
    return any(tuple(clause.lower[at : at + size]) in around.part_markers for size in (1, 2, 3))


def _find_ellipsis(clause: Clause, index: int, found: list[Trigger | None]) -> Trigger | None:
    """Read "three killed in one town and two in another"."""
    before, count = found[index - 1], clause.counts[index]
    if before is None or before.rule == "among":
        return None
    if not _is_told_by_time(clause, count) and not _stands_elliptic(clause, index):
        return None
    first = max(before.last, clause.counts[index - 1].last)
    at = skip_back(clause, count.first - 1)
    between = clause.tokens[first : at + 1]
    if not between or len(between) > ELLIPSIS_REACH or at < first:
        return None
    if not _is_ellipsis_joint(clause, at, index):
        return None
    if any(_is_verbal(clause, position) for position in range(first, at)):
        return None
    return before._replace(rule="list")


def _is_ellipsis_joint(clause: Clause, at: int, index: int) -> bool:
    """Return whether a comma or "and" stands before; without commas, a plain noun and a larger count."""
    token, words = clause.tokens[at], clause.words
    if token.text == "," or token.lower in words.around.list_joints:
        return True
    whole, part = clause.counts[index - 1].quantity.value, clause.counts[index].quantity.value
    tables = (words.stops, words.verbs, words.states, words.adverbs)
    return (
        whole is not None
        and part is not None
        and 1 < part < whole
        and clause.counts[index].is_bare
        and token.text.islower()
        and not any(token.lower in table for table in tables)
    )


def _stands_elliptic(clause: Clause, index: int) -> bool:
    """Return whether a preposition of place follows, and no verb of another clause soon after."""
    count, around = clause.counts[index], clause.words.around
    following = clause.lower[count.last : count.last + AHEAD]
    if not following or following[0] not in around.elliptic | around.bridges:
        return False
    # "died at the scene and two at a hospital": the place is told as that of the others is.
    is_parallel = following[0] in clause.lower[clause.counts[index - 1].last : count.first]
    phrase = list(takewhile(lambda word: word not in around.breaks, following[1:4]))
    is_place = is_parallel and following[0] != "in"
    if not is_place and any(word in around.elliptic_barriers for word in phrase):
        return False
    if count.is_bare or count.group == OTHERS:
        return following[0] in around.elliptic or is_parallel
    # With a noun of its own the count may be the subject of a clause to come.
    if not is_parallel:
        return False
    for position in range(count.last + 1, min(len(clause.tokens), count.last + AHEAD)):
        if clause.tokens[position].text in around.breaks:
            break
        if _is_verbal(clause, position):
            return False
    return True


def _is_told_by_time(clause: Clause, count: Count) -> bool:
    """Return whether only a time is told of a count: "and four others the next day"."""
    if not (count.is_bare or count.group == OTHERS):
        return False
    around = clause.words.around
    near = list(takewhile(lambda word: word not in around.breaks, clause.lower[count.last : count.last + 4]))
    if around.elliptic_times.isdisjoint(near):
        return False
    return not any(_is_verbal(clause, at) for at in range(count.last, count.last + len(near)))


def _is_verbal(clause: Clause, at: int) -> bool:
    words = clause.words
    word = clause.lower[at]
    tables = (words.be, words.have, words.modals, words.relatives)
    return (
        clause.tokens[at].text in words.around.ends
        or any(word in table for table in tables)
        or measure_at(clause, at) is not None
    )
