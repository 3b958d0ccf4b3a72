"""Statements told by a noun: "the ministry's toll is 28", "the rebels' claim that …", "the court heard"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from claimgraph.extraction.attributions.contents import place_contents
from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.attributions.joints import Range
from claimgraph.extraction.attributions.phrases import walk_left
from claimgraph.extraction.attributions.speech import Speech
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.sources import SourceTables
from claimgraph.extraction.tokens import Token

_MARKS = frozenset({",", ";", ":", "(", "–", "—"})
_OWNERS = frozenset({"'s", "’s", "'", "’"})
# How many words "own latest" may have, how many a number may stand behind, how many "…, on Monday," takes.
_WORDS = 2
_NEAR = 8
_ASIDE = 4


def read_telling(
    sentence: Sentence, index: int, cues: CueTables, names: SourceTables, found: list[Speech]
) -> Speech | None:
    """Read a noun that tells for its owner, or a court that hears.

    Args:
        sentence: The sentence.
        index: A token.
        cues: Cue words.
        names: The registry.
        found: What was read in the sentence before.

    Returns:
        The speech; ``None`` where the token is no such word, or nobody tells or hears.
    """
    lower = sentence.tokens[index].lower
    if lower in cues.hearing:
        return _read_hearing(sentence, index, cues, names, found)
    return _read_owned(sentence, index, cues, names) if lower in cues.owned else None


def _read_owned(sentence: Sentence, index: int, cues: CueTables, names: SourceTables) -> Speech | None:
    """Read a noun of telling that belongs to who tells: "the army's own toll | is 28 dead"."""
    tokens = sentence.tokens
    near = range(index - 1, max(0, index - 2 - _WORDS), -1)
    mark = next((at for at in near if tokens[at].text in _OWNERS), 0)
    if not mark or not _tells(tokens, index, cues):
        return None
    owner = walk_left(tokens, mark, cues, names)
    if owner is None or not _is_body(tokens, owner, names):
        return None
    return Speech(
        sentence=sentence.index,
        cue=(index, index + 1),
        group="phrase",
        subject=owner,
        after=(index + 1, _find_end(tokens, index + 1)),
    )


def _find_end(tokens: Sequence[Token], begin: int) -> int:
    """Return where what a noun tells ends: "figure of 25 | , and drew up a list", else with the sentence."""
    if tokens[begin].lower != "of":
        return len(tokens)
    return next((at for at in range(begin, len(tokens)) if tokens[at].text in _MARKS), len(tokens))


def _tells(tokens: Sequence[Token], index: int, cues: CueTables) -> bool:
    """Return whether "that", or "is", "of" and a number, follow a noun."""
    following = tokens[index + 1 : index + 2 + _NEAR]
    if not following or following[0].lower == "that":
        return bool(following)
    if following[0].lower not in cues.linking and following[0].lower not in cues.tells_count:
        return False
    return any(token.text[:1].isdigit() or token.lower in cues.numerals for token in following)


def _is_body(tokens: Sequence[Token], owner: Range, names: SourceTables) -> bool:
    """Return whether a phrase ends in who can tell: an institution or a role, not a town or a country."""
    last = tokens[owner[1] - 1]
    if last.lower in names.heads or last.lower in names.roles:
        return True
    return last.is_capital and any(
        not alias.metonym and alias.words[-1] == last.lower
        for at in range(*owner)
        for alias in names.aliases.get(tokens[at].lower, ())
    )


def _read_hearing(
    sentence: Sentence, index: int, cues: CueTables, names: SourceTables, found: list[Speech]
) -> Speech | None:
    """Read "the court heard", "jurors were told": what is said at a trial is the court's."""
    tokens = sentence.tokens
    told = tokens[index].lower == "told"
    if told and (not index or tokens[index - 1].lower not in cues.passive):
        return None
    subject = walk_left(tokens, index - told, cues, names)
    if subject is None or tokens[subject[1] - 1].lower not in cues.hearers:
        return None
    speech = Speech(sentence=sentence.index, cue=(index, index + 1), group="say", subject=subject)
    return place_contents(speech, tokens, cues, names, found)


def pass_on(found: Sequence[Speech], tokens: Sequence[Token], cues: CueTables) -> list[Speech]:
    """Give what a relay says to whom it quotes: "SANA, quoting a medic, said", "Citing a medic, SANA said".

    Args:
        found: The speeches of one sentence, in reading order.
        tokens: The sentence.
        cues: Cue words.

    Returns:
        The speeches; who relays is doubtful as a speaker.
    """
    passed = list(found)
    for at, (phrase, speech) in enumerate(pairwise(found)):
        if not _quotes(phrase, speech, tokens, cues) or phrase.subject is None:
            continue
        passed[at] = phrase._replace(
            relay=speech.subject, before=None, after=(phrase.subject[1], len(tokens))
        )
        passed[at + 1] = speech._replace(doubtful=True)
    return passed


def _quotes(phrase: Speech, speech: Speech, tokens: Sequence[Token], cues: CueTables) -> bool:
    if phrase.group != "phrase" or tokens[phrase.cue[0]].lower not in cues.relaying:
        return False
    if speech.group not in {"say", "report"} or speech.subject is None or phrase.subject is None:
        return False
    end = phrase.subject[1]
    if phrase.cue[0] == 0:
        return 0 <= speech.subject[0] - end <= 1
    closed = tokens[end].text == "," if end < len(tokens) else False
    return closed and speech.subject[1] <= phrase.cue[0] and speech.cue[0] - end <= _ASIDE
