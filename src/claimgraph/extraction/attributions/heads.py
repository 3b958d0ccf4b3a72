"""What the words of a phrase tell of whom it stands for: its head noun, a post held by one person."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.sources import SourceTables, name_source
from claimgraph.extraction.tokens import Token
from claimgraph.model import Source


def find_head(phrase: Sequence[Token], cues: CueTables, names: SourceTables) -> str | None:
    """Return the noun that may stand for an earlier source, if no name in the phrase says whose it is."""
    core = [token for token in phrase if token.lower not in names.determiners]
    for index, token in enumerate(core):
        if index and (
            token.lower in cues.prepositions
            or token.text in {",", "who", "which", "that"}
            or (token.lower in cues.trackers and core[index - 1].lower in cues.anaphora)
            or (
                token.lower.endswith("ing")
                and index + 1 < len(core)
                and core[index + 1].lower in names.modifiers | names.determiners
            )
        ):
            core = core[:index]
            break
    core = [token for index, token in enumerate(core) if not _is_base(core, index, cues)]
    if not core:
        return None
    if core[-1].lower == "'s" and len(core) > 1:
        core = core[:-1]
    named = any(
        token.is_capital
        and token.lower not in cues.anaphora
        and index + 1 < len(core)
        and phrase[0].start != token.start
        for index, token in enumerate(core)
    )
    return None if named else core[-1].lower


def _is_base(core: Sequence[Token], index: int, cues: CueTables) -> bool:
    """Return whether a token belongs to "Britain-based", "UK-based", "New York-based"."""
    for ahead in range(index, min(index + 4, len(core))):
        if core[ahead].lower in cues.bases and ahead and core[ahead - 1].text == "-":
            return True
        if not (core[ahead].is_capital or core[ahead].text == "-"):
            return False
    return False


def is_official(phrase: Sequence[Token], cues: CueTables) -> bool:
    """Return whether a phrase tells of one person in office: "a hospital official", "the governor"."""
    return any(token.lower in cues.offices for token in phrase)


def find_last_kind(phrase: Sequence[Token], cues: CueTables, names: SourceTables) -> Source | None:
    """Return the kind at the end of a phrase that begins too early: "area in the town | rebels said"."""
    last = phrase[-1]
    begin = max((i for i, token in enumerate(phrase) if token.lower in cues.prepositions), default=-1)
    if begin < 0 or last.is_capital or last.lower not in names.kinds:
        return None
    return name_source(phrase[begin + 1 :], names)
