"""Verbs that attribute: "X said", "said X", "was quoted as saying", "quoted X as saying"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.contents import place_contents
from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.attributions.following import walk_right
from claimgraph.extraction.attributions.joints import Range
from claimgraph.extraction.attributions.phrases import walk_left
from claimgraph.extraction.attributions.speech import Speech, is_speaker
from claimgraph.extraction.attributions.tallies import has_count, step_back
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.sources import SourceTables
from claimgraph.extraction.tokens import Token


def read_verb(
    sentence: Sentence, index: int, cues: CueTables, names: SourceTables, found: list[Speech]
) -> Speech | None:
    """Read the verb at token ``index`` with its speaker and what it attributes.

    Args:
        sentence: The sentence.
        index: A token whose form is among the verbs of the cue table.
        cues: Cue words.
        names: The registry.
        found: What was read in the sentence before.

    Returns:
        The speech; ``None`` where the form is no cue here or nobody speaks.
    """
    tokens = sentence.tokens
    lower, word = sentence.lower, sentence.lower[index]
    passive = _is_passive(lower, index, cues)
    turned = _read_turned(sentence, index, passive, cues, names)
    if turned is not None:
        return turned
    if passive or _is_no_cue(sentence, index, cues) or _is_surname(tokens, index, names):
        return None
    if not has_count(tokens, index, cues) or _is_label(tokens, index, cues):
        return None
    if word in cues.quoting or _reports_saying(lower, index):
        quoting = _read_quoting(sentence, index, cues, names)
        if quoting is not None:
            return quoting
    if found and _follows(tokens, index, cues, names):
        speech = Speech(
            sentence=sentence.index,
            cue=(index, index + 1),
            group=cues.verbs[word],
            subject=None,
            follows=True,
        )
    else:
        subject, inverted = _find_subject(sentence, index, cues, names)
        subject = subject or _find_doer(sentence, index, cues, names)
        if subject is None:
            return None
        speech = Speech(
            sentence=sentence.index,
            cue=(index, index + 1),
            group=cues.verbs[word],
            subject=subject,
            inverted=inverted,
        )
    return place_contents(speech, tokens, cues, names, found)


def _read_turned(
    sentence: Sentence, index: int, passive: bool, cues: CueTables, names: SourceTables
) -> Speech | None:
    """Read "X was quoted as saying", "the claim was denied by X"."""
    if passive and index and sentence.tokens[index].lower == "quoted":
        return _read_quoted(sentence, index, cues, names)
    return _read_denying(sentence, index, cues, names)


def _is_passive(lower: Sequence[str], index: int, cues: CueTables) -> bool:
    """Return whether nobody speaks by this form: "was reported", "are still believed"."""
    if not index or lower[index].endswith("ing"):
        return False
    at = index - 1
    while (
        at > 0
        and lower[at] in cues.auxiliaries
        and lower[at] not in cues.passive
        and lower[at] not in cues.linking
    ):
        at -= 1
    return lower[at] in cues.passive


def _find_subject(
    sentence: Sentence, index: int, cues: CueTables, names: SourceTables
) -> tuple[Range | None, bool]:
    """Return who speaks, and whether they stand behind the verb."""
    tokens = sentence.tokens
    left = walk_left(tokens, step_back(tokens, index, cues), cues, names)
    inverted = _read_inverted(tokens, index, cues, names, left)
    subject = inverted or left
    if subject is None or _is_own_thought(sentence, index, subject, cues.verbs[tokens[index].lower]):
        return None, False
    if (
        inverted is None
        and tokens[index].lower not in cues.core
        and not is_speaker(tokens, subject, cues, names)
    ):
        return None, False
    return subject, inverted is not None


def _find_doer(sentence: Sentence, index: int, cues: CueTables, names: SourceTables) -> Range | None:
    """Return who opens the sentence and says of what he does: "X claimed the raid, saying …"."""
    tokens, lower = sentence.tokens, sentence.lower
    word, before, behind = lower[index], lower[index - 1], lower[index + 1 : index + 2]
    saying = word.endswith("ing") and before == "," and (word in _SAYING or behind == ("that",))
    if cues.verbs[word] != "say" or not (saying or (word in cues.core and before == "and")):
        return None
    phrase = walk_right(tokens, 0, cues, names)
    if phrase is None or not is_speaker(tokens, phrase, cues, names):
        return None
    # No table knows most verbs: "the army | withdrew".
    known = (names.heads, names.roles, names.kinds, names.institutions)
    ends = [
        at + 1
        for at in range(*phrase)
        if tokens[at].is_capital or any(tokens[at].lower in table for table in known)
    ]
    return (phrase[0], ends[-1]) if ends else None


# Forms that nothing but what is said follows.
_SAYING = frozenset({"saying", "stating"})


def _is_own_thought(sentence: Sentence, index: int, subject: Range, group: str) -> bool:
    """Return whether a quoted speaker only says "I think", "you know"."""
    word = sentence.tokens[subject[0]].lower
    if word not in {"i", "we", "you"} or subject[1] - subject[0] > 1:
        return False
    return group == "view" or sentence.is_quoted(sentence.tokens[index].start)


def _follows(tokens: Sequence[Token], index: int, cues: CueTables, names: SourceTables) -> bool:
    """Return whether the speaker is the one before: "…, adding that", "say … and deny"."""
    if tokens[index - 1].lower in {"and", "but"}:
        return True
    if not tokens[index].lower.endswith("ing"):
        return False
    own = None if tokens[index].lower in cues.continuing else walk_left(tokens, index, cues, names)
    if own is None or own[0] == 0 or tokens[own[0] - 1].lower != "with":
        return True
    return not is_speaker(tokens, own, cues, names)


def _is_label(tokens: Sequence[Token], index: int, cues: CueTables) -> bool:
    """Return whether a verb that needs an object ends a headline: "Four found dead in Reno identified"."""
    return index == len(tokens) - 1 and cues.verbs[tokens[index].lower] == "view"


def _is_no_cue(sentence: Sentence, index: int, cues: CueTables) -> bool:
    """Return whether a verb form is a noun, an adjective or an infinitive here."""
    tokens, word = sentence.tokens, sentence.lower[index]
    if not index:
        return word not in {"said", "says"}
    before, following = sentence.lower[index - 1], sentence.lower[index + 1 : index + 5]
    if word.startswith("claim") and following[:2] == ("to", "have"):
        return _is_noun(tokens, index, cues)
    if (before == "as" and word == "saying") or (
        word.startswith("claim") and not cues.claim_objects.isdisjoint(following)
    ):
        return True
    if following and following[0] in cues.no_speech_after and not _speaks_with(word, following[0], cues):
        return True
    if word in cues.that_only and "that" not in following[:2] and before not in cues.papers:
        return True
    if word in cues.marked and not _is_last(tokens, index) and following[0] != "that":
        # An object follows: "continued its operations".
        return True
    return _is_noun(tokens, index, cues)


def _speaks_with(word: str, following: str, cues: CueTables) -> bool:
    """Return whether a verb speaks also before a word that no speech follows: "said of", "denied with"."""
    if word in cues.core or word in cues.counting:
        return True
    return following == "with" and cues.verbs[word] == "deny"


def _is_surname(tokens: Sequence[Token], index: int, names: SourceTables) -> bool:
    """Return whether "Said" is the name of somebody: "Rana Khalil / Huda Said"."""
    token, before = tokens[index], tokens[index - 1]
    if token.text != "Said" or not before.is_capital:
        return False
    known = before.lower in names.heads or before.lower in names.roles or before.lower in names.firsts
    return not known


def _reports_saying(lower: Sequence[str], index: int) -> bool:
    """Return whether "reported X as saying" follows: X is the origin, who reports relays."""
    if not lower[index].startswith("report"):
        return False
    following = lower[index + 1 : index + 12]
    at = following.index("as") if "as" in following else len(following)
    return following[at + 1 : at + 2] in (("saying",), ("having",))


def _is_noun(tokens: Sequence[Token], index: int, cues: CueTables) -> bool:
    """Return whether a form stands where only a noun, an adjective or an infinitive can."""
    token, before = tokens[index], tokens[index - 1][1]
    if before in _BEFORE_NOUNS or (before in cues.determiners and before not in _ALONE):
        return True
    if token[1] in cues.ambiguous:
        after = tokens[index + 1][1] if index + 1 < len(tokens) else None
        # Text in capitals, or a title, says "CHARGED THAT", "Charged That".
        if before in cues.prepositions or (token.is_capital and after != "that"):
            return True
        return after is not None and (after in {"of", "by", "from", "and"} or after in cues.core)
    return before in cues.prepositions and before != "on"


_BEFORE_NOUNS = frozenset({"to", "'s", "’s", "-"})
# "All said": determiners that speak by themselves.
_ALONE = frozenset({"all", "both", "some", "many", "most", "several"})


def _read_quoting(sentence: Sentence, index: int, cues: CueTables, names: SourceTables) -> Speech | None:
    """Read "SANA quoted a medical source as saying …": the origin is behind the verb, the relay before it."""
    tokens = sentence.tokens
    relay = walk_left(tokens, index, cues, names)
    subject = walk_right(tokens, index + 1, cues, names)
    if relay is None or subject is None or not is_speaker(tokens, subject, cues, names):
        return None
    content = subject[1]
    if content + 1 < len(tokens) and tokens[content].lower == "as":
        content += 2
    return Speech(
        sentence=sentence.index,
        cue=(index, index + 1),
        group="report",
        subject=subject,
        relay=relay,
        before=(0, relay[0]) if relay[0] > 2 and content >= len(tokens) - 1 else None,
        after=(content, len(tokens)) if content < len(tokens) - 1 else None,
    )


def _read_quoted(sentence: Sentence, index: int, cues: CueTables, names: SourceTables) -> Speech | None:
    """Read "X was quoted by Y as saying …" and "X was quoted as saying by Y"."""
    tokens = sentence.tokens
    start = index - 1
    while start > 0 and tokens[start - 1].lower in cues.auxiliaries:
        start -= 1
    subject = walk_left(tokens, start, cues, names)
    if subject is None:
        return None
    relay = None
    end = index + 1
    while end < len(tokens) and end - index < 16 and relay is None:
        if tokens[end].lower == "by":
            relay = walk_right(tokens, end + 1, cues, names)
        end += 1
    content = index + 1
    while content < len(tokens) and content - index < 18 and tokens[content].lower != "saying":
        content += 1
    content = content + 1 if content < len(tokens) and tokens[content].lower == "saying" else index + 1
    return Speech(
        sentence=sentence.index,
        cue=(index, max(index + 1, content)),
        group="say",
        subject=subject,
        relay=relay,
        before=(0, subject[0]) if subject[0] else None,
        after=(content, len(tokens)) if content < len(tokens) else None,
    )


def _read_denying(sentence: Sentence, index: int, cues: CueTables, names: SourceTables) -> Speech | None:
    """Read "the claim was denied by X" and "X wishes to refute claims that …"."""
    tokens = sentence.tokens
    if cues.verbs[tokens[index].lower] != "deny":
        return None
    before, after = tokens[max(0, index - 2) : index], tokens[index + 1 : index + 2]
    passive = bool(after) and after[0].lower == "by" and tokens[index].lower.endswith("ed")
    if passive:
        subject = walk_right(tokens, index + 2, cues, names)
    elif len(before) == 2 and before[1].lower == "to" and before[0].lower in cues.wishing:
        subject = walk_left(tokens, index - 2, cues, names)
    else:
        return None
    if subject is None or not is_speaker(tokens, subject, cues, names):
        return None
    last = index + 1 if passive else len(tokens)
    return Speech(
        sentence=sentence.index,
        cue=(index, index + 1),
        group="deny",
        subject=subject,
        after=(index + 1, last) if last > index + 1 else None,
    )


def _read_inverted(
    tokens: Sequence[Token], index: int, cues: CueTables, names: SourceTables, left: Range | None
) -> Range | None:
    """Return the speaker behind the verb in "…, said X", ``None`` where there is none."""
    if cues.verbs[tokens[index].lower] not in {"say", "report"} or index == 0:
        return None
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    speaks = tokens[index].lower not in cues.tolls and not tokens[index].lower.endswith("ing")
    if not speaks or following == "that" or following in cues.prepositions:
        return None
    quoted = tokens[index - 1].text in _ENDS
    if following in cues.pronouns and not (quoted and _is_last(tokens, index + 1)):
        # "X, who runs the clinic, said it had"
        return None
    right = walk_right(tokens, index + 1, cues, names)
    if right is None or not is_speaker(tokens, right, cues, names):
        return None
    if left is not None and is_speaker(tokens, left, cues, names) and not _is_weak(tokens, left, cues, names):
        return None
    end = right[1]
    while end < len(tokens) and (tokens[end][1] in cues.times or tokens[end][1] in {"on", "in"}):
        end += 1
    closed = _is_last(tokens, end - 1) or tokens[end].lower in cues.after_speaker
    # "On Friday, alleged Israeli airstrikes hit": an adjective.
    adjective = tokens[index - 1].text == "," and tokens[index].lower in cues.adjectives
    return right if closed or (quoted and not adjective) else None


# What may end a statement before its verb.
_ENDS = frozenset({",", '"', "”", "’", "'", "»", "!", "?"})


def _is_last(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a word ends its clause: a mark or nothing stands behind it."""
    return index + 1 >= len(tokens) or not tokens[index + 1].text[:1].isalnum()


def _is_weak(tokens: Sequence[Token], left: Range, cues: CueTables, names: SourceTables) -> bool:
    """Return whether the words left of the verb end the statement and do not name its speaker."""
    start, end = left
    if end - start == 1 and tokens[start].lower in cues.pronouns:
        return False
    if start > 0 and tokens[start - 1].lower in cues.prepositions and tokens[start].is_capital:
        return True
    head = tokens[end - 1].lower
    return (
        start > 0
        and not tokens[end - 1].is_capital
        and head not in names.kinds
        and head not in names.roles
        and head not in names.institutions
    )
