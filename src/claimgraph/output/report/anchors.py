"""The names of elements, so that a link to an incident or a figure stays good as a report grows.

They come from ids alone, not from the order of the articles, and no id gets into an address as it is.
"""

from __future__ import annotations

from hashlib import blake2b

INCIDENT, ARTICLE, FIGURE = "i", "a", "f"


def name_anchor(kind: str, id: str) -> str:
    """Return the name of the element that shows a noun, such as ``"i-0f3a…"``.

    Args:
        kind: `INCIDENT`, `ARTICLE` or `FIGURE`; a figure has the id of its claim or denial.
        id: Any text.
    """
    return f"{kind}-{blake2b(id.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"


__all__ = ["ARTICLE", "FIGURE", "INCIDENT", "name_anchor"]
