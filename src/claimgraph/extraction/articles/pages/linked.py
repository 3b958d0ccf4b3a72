"""The JSON-LD of a page: what the newsroom's system says of the article."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

LARGEST = 2 * 2**20
_WRAPPER = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$")
# Only these lead to the page's own article; lists of stories and comments hold articles of others.
_INWARD = ("@graph", "mainEntity", "mainEntityOfPage")


def find_objects(tree: Any) -> tuple[Mapping[str, Any], ...]:
    """List the JSON-LD objects of a page in their order; broken ones are passed over."""
    found: list[Mapping[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            found += _list_objects(_load(script.text))
    return tuple(found)


def _load(text: str) -> Any:
    if len(text) > LARGEST:
        return None
    try:
        # Not strict: line ends inside strings are the commonest slip of newsrooms' systems.
        return json.loads(_WRAPPER.sub("", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _list_objects(value: Any) -> Iterator[Mapping[str, Any]]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one)
        elif isinstance(one, Mapping):
            yield one
            waiting += [one[key] for key in reversed(_INWARD) if isinstance(one.get(key), dict | list)]


def choose_article(
    objects: Iterable[Mapping[str, Any]], *, types: frozenset[str], headings: Iterable[str]
) -> Mapping[str, Any]:
    """Choose the object that is the page's article.

    Args:
        objects: The page's JSON-LD objects.
        types: Kinds that are articles, lower case.
        headings: What the page itself calls its article.

    Returns:
        The only article, or the one whose headline is a heading of the page; empty where there is
        none or several could be it.
    """
    articles = [one for one in objects if not types.isdisjoint(_list_types(one))]
    if len(articles) > 1:
        known = {_fold(heading) for heading in headings}
        named = [one for one in articles if _fold(read_words(one.get("headline")) or "") in known]
        articles = named or (articles if _count_days(articles) == 1 else [])
    return articles[0] if articles else {}


def _list_types(one: Mapping[str, Any]) -> list[str]:
    kinds = one.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rpartition("/")[2].rpartition(":")[2].lower() for kind in kinds if isinstance(kind, str)]


def _count_days(articles: Iterable[Mapping[str, Any]]) -> int:
    return len({str(one.get("datePublished"))[:10] for one in articles})


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def read_words(value: Any) -> str | None:
    """Return a value as one line of text, entities resolved; of a list the first."""
    while isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value).split()) or None


def read_name(value: Any, objects: Iterable[Mapping[str, Any]]) -> str | None:
    """Return the name of an organisation that is given in place, by ``@id``, or as its bare name."""
    while isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, Mapping):
        return read_words(value)
    name = read_words(value.get("name"))
    if name is None and isinstance(value.get("@id"), str):
        same = (read_words(one.get("name")) for one in objects if one.get("@id") == value["@id"])
        name = next(filter(None, same), None)
    return name
