"""One body under two names: "police" where the article names one police force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from claimgraph.extraction.sources import SourceTables, to_words
from claimgraph.model import Attribution, Source

Words = tuple[str, ...]
# "the media" and "the group" are never one of their kind by being its only one.
_BODIES = frozenset({"police", "medical", "ministry", "rescue"})


def join_bodies(found: Sequence[Attribution], names: SourceTables) -> tuple[Attribution, ...]:
    """Give the bare body the name that the article gives its only body of that kind.

    Args:
        found: The attributions of one article.
        names: The institutions and the unnamed kinds.

    Returns:
        The attributions; "police" is "Memphis police" where no other police speak in the article.
    """
    sources = dict.fromkeys(source for attribution in found for source in attribution.chain)
    full = {source: own for source in sources if (own := _find_full(source, sources, names)) is not None}
    if not full:
        return tuple(found)
    return tuple(_rename(attribution, full) for attribution in found)


def _rename(attribution: Attribution, full: Mapping[Source, Source]) -> Attribution:
    if full.keys().isdisjoint(attribution.chain):
        return attribution
    return evolve(
        attribution, chain=tuple(dict.fromkeys(full.get(source, source) for source in attribution.chain))
    )


def _find_full(bare: Source, sources: Mapping[Source, None], names: SourceTables) -> Source | None:
    """Return the only named body that a bare one can be, ``None`` where there is none or more than one."""
    if bare.name in names.registered:
        return None
    words = to_words(bare.name)
    office = bool(words) and words[-1] in names.roles
    if not (bare.kind in _BODIES or office) or not _is_bare(bare, words, names):
        return None
    bodies = [
        source
        for source in sources
        if source != bare
        and (source.kind == bare.kind or (bare.kind == "ministry" and source.kind == "military"))
        and _holds(to_words(source.name), words)
    ]
    if not bodies:
        return None
    # "Leeds police" and "Leeds Police Department" are one body, whichever stands first.
    first = to_words(bodies[0].name)
    same = all(_begins_alike(to_words(body.name), first) for body in bodies[1:])
    return bodies[0] if same and bodies[0].name != bodies[0].name.lower() else None


def _is_bare(source: Source, words: Words, names: SourceTables) -> bool:
    """Return whether a name is that of an institution and says nothing of whose it is."""
    if source.name in names.registered or not words:
        return False
    return any(own == words for own, _ in names.institutions.get(words[-1], ()))


def _holds(name: Words, bare: Words) -> bool:
    """Return whether a name has all words of a bare one: "Ministry of Health in X" of "health ministry"."""
    return len(name) > len(bare) and {_cut(word) for word in bare} <= {_cut(word) for word in name}


def _cut(word: str) -> str:
    """Return a word up to where "defence" and "defense" part."""
    return word[:5]


def _begins_alike(one: Words, other: Words) -> bool:
    short = min(len(one), len(other))
    return one[:short] == other[:short]
