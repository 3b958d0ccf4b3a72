"""What the words of a phrase tell of whom it stands for: its head noun, a post held by one person."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.sources import SourceTables, name_source, to_words
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
                and (core[index + 1].lower in names.modifiers or core[index + 1].lower in names.determiners)
            )
        ):
            core = core[:index]
            break
    core = [token for index, token in enumerate(core) if not _is_base(core, index, cues)]
    if not core:
        return None
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


def name_opening(tokens: Sequence[Token], cues: CueTables, names: SourceTables) -> Source | None:
    """Name whom a sentence opens with, before a comma or a verb; a place alone is nobody."""
    end = 0
    while end < len(tokens) and (
        tokens[end].is_capital or tokens[end].lower in names.heads or tokens[end].lower in {"the", "this"}
    ):
        end += 1
    if not 0 < end < len(tokens) or not (tokens[end].text == "," or tokens[end].lower in cues.linking):
        return None
    # "Addis Ababa, 13 February" names no body.
    speaks = any(token.lower in names.heads for token in tokens[:end])
    return name_source(tokens[:end], names) if speaks else None


def is_crowd(source: Source, names: SourceTables) -> bool:
    """Return whether a source is people, whom "it" cannot mean."""
    plural = source.name in names.by_name and source.name not in names.registered and source.name[-1:] == "s"
    return source.kind in {"person", "witness"} or source.name.endswith("sources") or plural


# Bodies of which every country has one.
_NATIONAL = frozenset({"ministry", "military", "government"})
# "In", a capital, a comma and the phrase.
_FEWEST = 4


def name_abroad(
    phrase: Sequence[Token], own: Source, tokens: Sequence[Token], names: SourceTables
) -> Source | None:
    """Take "In Moscow, | the defence ministry" for the ministry of that capital's country."""
    if own.kind not in _NATIONAL or len(tokens) < _FEWEST or tokens[0].text != "In" or tokens[2].text != ",":
        return None
    source = name_source([*phrase, *tokens[:2]], names)
    return source if source is not None and source.name in names.registered else None


def is_institution(source: Source, names: SourceTables) -> bool:
    """Return whether a body is named by two words or more: "the health ministry" is no other ministry."""
    words = to_words(source.name)
    return len(words) > 1 and any(own == words for own, _ in names.institutions.get(words[-1], ()))


# Who has ranks.
_FORCES = frozenset({"police", "military"})


def find_force(phrase: Sequence[Token], spoke: Sequence[Source], names: SourceTables) -> Source | None:
    """Return the force that spoke last before "Sgt. Jo Roe": one that has the rank, else the other."""
    kind = next((names.forces[token.lower] for token in phrase[:2] if token.lower in names.forces), None)
    if kind is None:
        return None
    if any(names.forces.get(token.lower) == "military" for token in phrase[:4]):
        # "Lt. Gen. Jo Roe"
        kind = "military"
    forces = [source for source in reversed(spoke) if source.kind in _FORCES]
    # "Sgt. Jo Roe", of whose force nothing is said, is of the police.
    alone = kind == "police" and len(phrase) > 1 and phrase[1].lower not in names.roles
    default = forces[0] if forces else names.by_name.get("police") if alone else None
    return next((source for source in forces if source.kind == kind), default)
