"""Attitudes: "X hopes", "X is calling for", "X is sure that", "X: …"; never the source of a toll."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from claimgraph.extraction.attributions.attitudes.bounds import is_quoted
from claimgraph.extraction.attributions.attitudes.holders import agrees, is_holder, is_text
from claimgraph.extraction.attributions.attitudes.subjects import (
    find_group_start,
    find_main_subject,
    read_subject,
)
from claimgraph.extraction.attributions.attitudes.words import Words
from claimgraph.extraction.attributions.joints import QUOTES, Range
from claimgraph.extraction.attributions.speech import Speech
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token

_Reader = Callable[[Sequence[Token], int, Words], Range | None]
# How many words of a name sign a quotation or open a turn of a transcript.
_NAME = 6
_OWNERS = frozenset({"his", "her", "their"})
_COUNTS = frozenset({"all", "both", "some", "many", "most", "several"})


def find_attitudes(sentence: Sentence, found: Sequence[Speech], words: Words) -> list[Speech]:
    """Find the attitudes of a sentence beside the speech already found in it.

    Args:
        sentence: The sentence.
        found: See `find_speech`.
        words: The tables.

    Returns:
        One for each cue that no speech has; none inside quotation marks but the turns of a transcript.
    """
    tokens = sentence.tokens
    taken = {index for speech in found for index in range(*speech.cue)}
    headline = sentence.index < 2 and sum(token.is_capital for token in tokens) * 2 >= len(tokens)
    made = []
    for index, token in enumerate(tokens):
        readers = _list_readers(token, words)
        if not readers or index in taken or (token.is_capital and not headline):
            continue
        if readers[0] is not _read_transcript and is_quoted(sentence, token.start):
            continue
        subject = next((holder for reader in readers if (holder := reader(tokens, index, words))), None)
        if subject is not None:
            made.append(
                Speech(sentence=sentence.index, cue=(index, index + 1), group="view", subject=subject)
            )
    return made


def _list_readers(token: Token, words: Words) -> list[_Reader]:
    lower, attitudes = token.lower, words.attitudes
    if lower == ":":
        return [_read_transcript]
    if lower in words.cues.signing_marks:
        return [_read_signature]
    tables: tuple[tuple[Container[str], _Reader], ...] = (
        (attitudes.verbs, _read_verb),
        (attitudes.adjectives, _read_adjective),
        (attitudes.nouns, _read_noun),
    )
    return [reader for table, reader in tables if lower in table]


def _read_verb(tokens: Sequence[Token], index: int, words: Words) -> Range | None:
    """Return who holds the attitude of the verb at ``index``, ``None`` where it is no verb or nobody does."""
    lower, following = tokens[index].lower, _get_lower(tokens, index + 1)
    start = find_group_start(tokens, index, words)
    if following == "by" or (following == "of" and lower in words.attitudes.charged):
        return None
    if not lower.endswith("ing") and _is_passive(tokens, index, words):
        return None
    if start == index and _is_noun(tokens, index, words):
        return None
    participle = lower.endswith("ing") and start == index
    if participle and index and tokens[index - 1].lower == "as":
        # "quoted Y as saying"
        return None
    if participle or (start and tokens[start - 1].lower in {"to", "and", "or", "but"}):
        subject = find_main_subject(tokens, start, words)
    else:
        subject = read_subject(tokens, start, words)
    if subject is None or not _takes(tokens, index, subject, words):
        return None
    if start == index and not agrees(tokens, index, subject, words):
        return None
    return _keep_holder(tokens, index, subject, words)


def _get_lower(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].lower if index < len(tokens) else ""


def _is_passive(tokens: Sequence[Token], index: int, words: Words) -> bool:
    """Return whether a form of "to be" stands before the verb, adverbs apart: "was not criticised"."""
    before = index - 1
    while before > 0 and (
        tokens[before].lower.endswith("ly") or tokens[before].lower in {"not", "also", "never", "all", "both"}
    ):
        before -= 1
    return before >= 0 and tokens[before].lower in words.cues.passive


def _is_noun(tokens: Sequence[Token], index: int, words: Words) -> bool:
    """Return whether the form stands where only a noun or an adjective can."""
    if index == 0:
        return not tokens[index].lower.endswith("ing")
    before = tokens[index - 1].lower
    return (
        before in {"'s", "’s", "-"}
        or before in words.cues.prepositions
        or (before in words.cues.determiners and before not in _COUNTS)
    )


def _takes(tokens: Sequence[Token], index: int, subject: Range, words: Words) -> bool:
    """Return whether what the verb needs follows it: "feels that", "called for"; a text shows anything."""
    following, needed = _get_lower(tokens, index + 1), words.attitudes.verbs[tokens[index].lower]
    if not needed or following in needed:
        return True
    clausal = needed >= words.attitudes.clauses
    return clausal and (following in {".", ""} or is_text(tokens, subject, words))


def _keep_holder(tokens: Sequence[Token], index: int, subject: Range | None, words: Words) -> Range | None:
    """Return the subject if it can hold a view and the clause tells it."""
    if subject is None or not is_holder(tokens, subject, words):
        return None
    before = tokens[subject[0] - 1].lower if subject[0] else ""
    if before in {"that", "those"} or tokens[subject[0]].lower == "it":
        return None
    return subject if tells_view(tokens, index, subject, words) else None


def tells_view(tokens: Sequence[Token], index: int, subject: Range, words: Words) -> bool:
    """Return whether a clause tells a view of its subject: not "what he calls", "laws proposed during"."""
    reduced = tokens[index].lower.endswith("ed") and subject[1] == index
    if reduced and _get_lower(tokens, index + 1) in words.attitudes.occasions:
        return False
    return not subject[0] or tokens[subject[0] - 1].lower != "what"


def _read_adjective(tokens: Sequence[Token], index: int, words: Words) -> Range | None:
    """Read "X is sure that", "they were frustrated"."""
    start = find_group_start(tokens, index, words)
    if not any(token.lower in words.cues.passive for token in tokens[start:index]):
        return None
    return _keep_holder(tokens, index, read_subject(tokens, start, words), words)


def _read_noun(tokens: Sequence[Token], index: int, words: Words) -> Range | None:
    """Read "X's claim that", "her belief that"."""
    if _get_lower(tokens, index + 1) != "that":
        return None
    owner = next((at for at in range(index - 1, max(-1, index - 4), -1) if _owns(tokens, at)), -1)
    if owner < 0:
        return None
    if tokens[owner].lower in _OWNERS:
        return (owner, owner + 1)
    begin = owner
    floor = max(0, owner - _NAME)
    while begin > floor and (tokens[begin - 1].is_capital or tokens[begin - 1].text == "."):
        begin -= 1
    if begin and tokens[begin - 1].lower in words.cues.determiners:
        begin -= 1
    return (begin, owner + 1) if begin < owner and is_holder(tokens, (begin, owner), words) else None


def _owns(tokens: Sequence[Token], index: int) -> bool:
    lower = tokens[index].lower
    if lower in _OWNERS or lower == "'s":
        return True
    if lower not in {"'", "’"} or not index:
        return False
    return tokens[index - 1].lower.endswith("s") and tokens[index - 1].end == tokens[index].start


def _read_signature(tokens: Sequence[Token], index: int, words: Words) -> Range | None:
    """Read the name under a quotation: "“…” ― Jo Roe"."""
    end = index + 1
    while end < len(tokens) and end - index <= _NAME and (tokens[end].is_capital or tokens[end].text in "-."):
        end += 1
    while end > index and not tokens[end - 1].is_capital:
        end -= 1
    opens = index == 0 or tokens[index - 1].text in QUOTES
    closed = end >= len(tokens) or not tokens[end].text[:1].isalnum()
    return (index + 1, end) if opens and closed and end - index > 2 else None


def _read_transcript(tokens: Sequence[Token], index: int, words: Words) -> Range | None:
    """Read the speaker of a transcript: "ROE: …" at the start of a sentence."""
    begin = 1 if index > 1 and tokens[0].text in QUOTES else 0
    turn = tokens[begin:index]
    named = 0 < len(turn) <= _NAME // 2 and all(
        len(token.text) > 1 and token.text.isupper() and token.lower not in words.attitudes.headings
        for token in turn
    )
    return (begin, index) if named and index + 1 < len(tokens) else None
