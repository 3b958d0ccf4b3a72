"""Who is behind a post: "X's Facebook post", "the Facebook page of X", "an image shared by X", "user @x"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.sources.tables import SourceTables
from claimgraph.extraction.tokens import Token

_OWNING = frozenset({"'s", "’s", "'", "’", "”", '"', "@", "“", "‘"})


def find_poster(core: Sequence[Token], tables: SourceTables) -> Sequence[Token]:
    """Return the words of a phrase that name whose post it is.

    Args:
        core: The phrase without its article.
        tables: Platforms and what is put on them.

    Returns:
        The words behind "post by" or "user", else those before the post; empty where the phrase is
        no post or says nothing of whose it is.
    """
    posts = tables.posts
    index = next((i for i, token in enumerate(core[:8]) if token.lower in posts["things"]), None)
    if index is None or core[index].is_capital:
        return ()
    behind = index + 1
    while behind < len(core) and (core[behind].lower in posts["sharing"] or core[behind].text == ","):
        behind += 1
    if behind < len(core) and core[behind].lower in posts["links"]:
        behind += 1
    elif not core[index].lower.startswith("user") and behind == index + 1:
        behind = len(core)
    named = core[behind:]
    if any(token.is_capital or token.text == "@" or token.lower in tables.heads for token in named):
        return named
    return _find_owner(core[:index], tables)


def _find_owner(before: Sequence[Token], tables: SourceTables) -> Sequence[Token]:
    """Return the words before "Facebook post" without the platform and the mark of possession."""
    end = len(before)
    while end and (before[end - 1].lower in tables.posts["platforms"] or before[end - 1].text in _OWNING):
        end -= 1
    owner = before[:end]
    return owner if end < len(before) and any(token.is_capital for token in owner) else ()
