"""One cue with its speaker, before anyone is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.attributions.joints import Range
from claimgraph.extraction.sources import SourceTables
from claimgraph.extraction.tokens import Token


class Speech(NamedTuple):
    """One cue with its speaker, in tokens ``[start, end)`` of one sentence.

    ``group`` is the list of `cues.toml` the cue is in (``"phrase"`` for "according to").
    ``before`` and ``after`` are the runs of tokens that may be what was said. ``hearer`` is whom it
    was told, ``relay`` who passed it on. ``inverted`` marks "said X".
    ``follows`` marks "…, adding that": the speaker is the one before. ``doubtful`` marks "did not say".
    """

    sentence: int
    cue: Range
    group: str
    subject: Range | None
    hearer: Range | None = None
    relay: Range | None = None
    before: Range | None = None
    after: Range | None = None
    follows: bool = False
    inverted: bool = False
    doubtful: bool = False


def is_speaker(tokens: Sequence[Token], phrase: Range, cues: CueTables, names: SourceTables) -> bool:
    """Return whether the head of a phrase can speak: a name, a pronoun, an institution, a person."""
    for index in range(*phrase):
        token = tokens[index]
        lower = token.lower
        if lower in cues.determiners or lower in cues.times:
            continue
        if index > phrase[0] and (lower in cues.prepositions or token.text == ","):
            return False
        if token.is_capital and _ends_name(tokens, index, phrase[1], cues):
            return True
        if lower in names.heads or lower in names.roles or token.text == "@":
            return True
        if lower in names.posts["things"] and index > phrase[0] and lower.startswith("user"):
            return True
        if lower in cues.pronouns or lower in cues.anaphora or lower in cues.papers:
            return True
    return False


def _ends_name(tokens: Sequence[Token], index: int, end: int, cues: CueTables) -> bool:
    """Return whether a capitalised word is a name, not the first half of "Britain-based group"."""
    if index + 1 >= end:
        return True
    following = tokens[index + 1]
    if following.text == "-":
        return False
    return following.is_capital or not following.text[:1].isalpha() or following.lower in cues.prepositions
