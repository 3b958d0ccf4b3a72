"""Ordinary people, and phrases that name nobody who could speak."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.sources.spellings import to_singular
from claimgraph.extraction.sources.tables import SourceTables
from claimgraph.extraction.tokens import Token
from claimgraph.model import Source

_PARTICLES = frozenset(
    {"al", "el", "-", "bin", "ibn", "abu", "umm", "um", "abou", "oum", "’", "'", ".", "’s", "'s"}
)


def name_layperson(
    core: Sequence[Token], run: Sequence[Token], front: int, tables: SourceTables
) -> Source | None:
    """Name somebody introduced by one name and an age, a trade or a home, or by a trade alone.

    Args:
        core: The phrase without its article.
        run: The person's name in it; empty where none is given.
        front: Where the head of the phrase ends.
        tables: What ordinary people are and do.

    Returns:
        The source of witnesses; ``None`` for full names, for offices and for what is no person.
    """
    lay = tables.laypeople
    if not run:
        plain = not any(token.is_capital for token in core[1:front])
        trade = to_singular(core[front - 1].lower)
        return tables.witness if plain and (trade in lay["trades"] or trade in lay["people"]) else None
    if is_single_name(run) and _is_introduced(core, run, tables):
        return tables.witness
    return None


def is_single_name(run: Sequence[Token]) -> bool:
    """Return whether a run of capitalised words is one name: "Karim", "Abu Ahmad", "al-Hassan"."""
    return sum(token.lower not in _PARTICLES for token in run) == 1


def _is_introduced(core: Sequence[Token], run: Sequence[Token], tables: SourceTables) -> bool:
    """Return whether the words around a name tell an age, a trade or a home."""
    lay = tables.laypeople
    inside = {token.start for token in run}
    around = [token.lower for token in core if token.start not in inside]
    if "year" in around and "old" in around:
        return True
    for index, word in enumerate(around):
        following = around[index + 1] if index + 1 < len(around) else ""
        if word in lay["trades"] or word in lay["homes"]:
            return True
        if word == "who" and following in lay["doings"]:
            return True
        if word == "," and following.isdigit() and 4 < int(following[:4]) < 110:
            return True
    return False


def can_speak(source: Source, tables: SourceTables, papers: frozenset[str]) -> bool:
    """Return whether a source that no table names is a person or a body.

    Args:
        source: As `name_source` gives it.
        tables: The registry.
        papers: Words for statements ("figures", "toll"), which speak for nobody.

    Returns:
        False for common nouns ("wedding", "strike") and for places ("Manbij") that stand for no government.
    """
    if source.name in tables.by_name or source.kind not in {"unnamed", "person"}:
        return True
    words = source.name.lower().split()
    if source.kind == "person":
        return not _is_no_name(words, tables)
    head = words[-1] if words else ""
    if head in papers or head in tables.no_names:
        return False
    return any(
        word in table for word in {head, to_singular(head)} for table in (tables.heads, tables.roles)
    ) or (len(words) > 1 and any(word in tables.heads or word in tables.roles for word in words))


def _is_no_name(words: Sequence[str], tables: SourceTables) -> bool:
    if " ".join(words) in tables.places or all(word in tables.places for word in words):
        return True
    plain = (tables.no_names, tables.modifiers, tables.determiners, tables.prepositions)
    return all(any(word in table for table in plain) for word in words)


def find_person(core: Sequence[Token], tables: SourceTables) -> Sequence[Token]:
    """Return the first run of capitalised words that is more than a title."""
    index = 0
    while index < len(core):
        if core[index].is_capital and core[index].lower not in tables.titles:
            behind = index and core[index - 1].lower in tables.prepositions
            end = index + 1
            while end < len(core) and (
                core[end].is_capital or (end + 1 < len(core) and core[end].lower in _INNER)
            ):
                end += 1
            # "Village chief Moussa Diallo", "Local militia leader Bukar Modu"
            behind = behind or (not index and end < len(core) and _leads_to_role(core[end:], tables))
            # "a group inside Syria": a name behind a preposition is not who speaks.
            if core[end - 1].text != "-" and not behind:
                return core[index:end]
            index = end
        index += 1
    return ()


# Small words inside the name of a person.
_INNER = frozenset({"al", "el", "-", "bin", "de", "van", "’", "'", ".", "'s"})


def _leads_to_role(following: Sequence[Token], tables: SourceTables) -> bool:
    """Return whether a role and a name stand behind a word: "Local | militia leader Jo Roe"."""
    for index, token in enumerate(following[:_PLAIN_WORDS]):
        if token.is_capital or not token.text.isalpha() or token.lower in tables.prepositions:
            return False
        if token.lower in tables.roles:
            return not index or (index + 1 < len(following) and following[index + 1].is_capital)
    return False


# How many words, a role the last, may stand between "Local" and a name.
_PLAIN_WORDS = 4
