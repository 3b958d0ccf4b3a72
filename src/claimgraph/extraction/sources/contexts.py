"""Which conflict a text is about, and whom its unnamed institutions stand for there.

Each layer of the lexicon may tell of one conflict: words by which its articles are known, whom "the army"
is in them (`[defaults]`), and spellings that mean somebody else elsewhere (`[context]` of
`source_kinds.toml`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from attrs import evolve

from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.sources.tables import SourceTables, group_by_second


def fit_context(tables: SourceTables, sentences: Iterable[Sentence]) -> SourceTables:
    """Return the tables that fit a text: elsewhere "the army" is no side of a layer's conflict.

    Args:
        tables: The tables of a lexicon.
        sentences: All sentences of the text.

    Returns:
        Tables with the defaults and the spellings of the one conflict whose words stand in the text,
        of several the one named most, of those named alike the later layer's; those of no conflict
        where none is named. The tables themselves where nothing is left out.
    """
    conflicts = tables.conflicts
    if not conflicts:
        return tables
    if len(conflicts) == 1:
        known = conflicts[0].words
        named = any(token[1] in known for sentence in sentences for token in sentence.tokens)
        return tables if named else _keep_conflict(tables, None)
    words = [token[1] for sentence in sentences for token in sentence.tokens]
    counts = [sum([word in conflict.words for word in words]) for conflict in conflicts]
    most = max(counts)
    if not most:
        return _keep_conflict(tables, None)
    return _keep_conflict(tables, len(counts) - 1 - counts[::-1].index(most))


@lru_cache(maxsize=32)
def _keep_conflict(tables: SourceTables, number: int | None) -> SourceTables:
    """Return the tables without what holds only in the other conflicts."""
    others = [conflict for at, conflict in enumerate(tables.conflicts) if at != number]
    dropped = frozenset().union(*[conflict.aliases for conflict in others])
    aliases = {
        first: tuple([alias for alias in group if (alias.words, alias.source.name) not in dropped])
        for first, group in tables.aliases.items()
    }
    defaults = dict(tables.plain_defaults)
    if number is not None:
        defaults.update(tables.conflicts[number].defaults)
    starts = {first: group_by_second(group) for first, group in aliases.items()}
    return evolve(tables, defaults=defaults, aliases=aliases, starts=starts)
