"""HTML that is escaped by default: the only place where text becomes markup.

A plain ``str`` given as a child or an attribute is always text. Only what `tag` and `join` built
is an `Html` and taken as it is, so no caller can forget to escape. Characters that a reader
cannot see but that change what is seen (controls, overrides of the writing direction, lone
surrogates) are shown by their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

EMPTY_TAGS = frozenset({"br", "hr"})

# Controls but tab and line breaks; embeddings, overrides and isolates; tag characters; surrogates.
_UNSEEN_RANGES = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u206f\ud800-\udfff"
    "\ufff9-\ufffb\U000e0000-\U000e007f"
)
_UNSEEN = re.compile(f"[{_UNSEEN_RANGES}]")
# Most texts have none of these and need no copy; one look tells.
_SPECIAL = re.compile(f"[&<>\"'{_UNSEEN_RANGES}]")


class Html(str):
    """A piece of markup that is known to be safe."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return self

    def __html__(self) -> str:
        """Tell templates (jinja2 asks for this) that it needs no escaping."""
        return self


Child = str | int | float | None
"""What may stand inside a tag: markup, text, a number, or nothing."""


def show_text(text: str) -> Html:
    """Return text as markup: escaped, and what cannot be seen shown as its number."""
    if not _SPECIAL.search(text):
        return Html(text)
    return Html(_UNSEEN.sub(_show_sign, escape(text)))


def _show_sign(found: re.Match[str]) -> str:
    # An element of its own kind, without a style, as a content-security policy may forbid styles inline.
    return f"<kbd>{name_sign(found)}</kbd>"


def name_sign(found: re.Match[str]) -> str:
    """Return the number of a character, such as ``"U+202E"``."""
    return f"U+{ord(found[0]):04X}"


def tag(name: str, *children: Child, style: str = "", title: str = "", **attributes: str) -> Html:
    """Build an element.

    Args:
        name: The name of the tag; never text from outside.
        *children: `Html` goes in as it is, any other text is escaped, ``None`` is left out.
        style: Inline style; never text from outside.
        title: Shown when the mouse rests on it; escaped.
        **attributes: Further attributes; values are escaped, names are never from outside.
    """
    given = {"style": style, "title": title, **attributes}
    written = "".join(f' {key}="{escape_attribute(value)}"' for key, value in given.items() if value)
    if name in EMPTY_TAGS:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(children)}</{name}>")


def escape_attribute(value: str) -> Html:
    """Return text as it may stand in the quotation marks of an attribute; unseen signs as ``[U+202E]``."""
    return Html(escape(spell_signs(value), quote=True) if _SPECIAL.search(value) else value)


def spell_signs(text: str) -> str:
    """Return text with unseen signs as ``[U+202E]``; it is text still, no markup."""
    return _UNSEEN.sub(lambda found: f"[{name_sign(found)}]", text)


def join(children: Iterable[Child], separator: str = "") -> Html:
    """Join children to one piece of markup; the separator is text."""
    parts = [_to_html(child) for child in children if child is not None]
    return Html((show_text(separator) if separator else "").join(parts))


def _to_html(child: str | int | float) -> str:
    if isinstance(child, Html):
        return child
    return show_text(child if isinstance(child, str) else f"{child:,}")


def isolate(text: str | None) -> Html | None:
    """Return a name from outside so that its writing direction cannot reach its neighbours."""
    return None if text is None else tag("bdi", text)


__all__ = [
    "Child",
    "Html",
    "escape_attribute",
    "isolate",
    "join",
    "name_sign",
    "show_text",
    "spell_signs",
    "tag",
]
