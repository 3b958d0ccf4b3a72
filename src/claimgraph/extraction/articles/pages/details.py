"""What a page says of itself: title, publisher, address, language, and the days it may be from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from attrs import field, frozen

from claimgraph.extraction.articles.pages.linked import choose_article, find_objects, read_name, read_words
from claimgraph.lexicon.tables import Lexicon

_NAMES = ("property", "name", "itemprop", "http-equiv")
_SAVED_FROM = re.compile(r"saved from url=\(\d{1,6}\)\s*+(\S++)|^[^\S\n]*+url:\s*+(\S++)", re.MULTILINE)
_SCHEMES = ("http://", "https://")
_SUFFIX = re.compile(r"(?<!\s)\s++[|–—·•»-]\s++(?:.(?!\s[|–—·•»-]\s))*+$")


@frozen
class PageWords:
    """The table ``pages``, compiled."""

    article_types: frozenset[str]
    published: tuple[str, ...]
    titles: tuple[str, ...]
    publishers: tuple[str, ...]
    languages: tuple[str, ...]
    changed: frozenset[str]
    sides: tuple[str, ...]
    walls: tuple[str, ...]
    cut_off: tuple[str, ...]


@lru_cache(maxsize=16)
def load_page_words(lexicon: Lexicon) -> PageWords:
    """Compile the table ``pages``."""
    table = lexicon.words("pages")
    lists = {name: tuple(map(str, table.get(name, ()))) for name in PageWords.__annotations__}
    sets = {name: frozenset(lists[name]) for name in ("article_types", "changed")}
    return PageWords(**{**lists, **sets})  # type: ignore[arg-type]


@frozen(kw_only=True)
class Details:
    """The parts of a page that speak of its article."""

    metas: Mapping[str, str]
    objects: tuple[Mapping[str, Any], ...]
    article: Mapping[str, Any] = field(factory=dict)
    headings: tuple[str, ...] = ()
    title: str = ""
    publisher: str | None = None
    url: str | None = None
    language: str | None = None

    @property
    def is_article(self) -> bool:
        """Whether the page calls itself an article."""
        return bool(self.article) or self.metas.get("og:type", "").lower() == "article"


def read_details(tree: Any, *, words: PageWords, url: str | None = None) -> Details:
    """Read what a page says of itself; JSON-LD wins over ``meta`` elements, those over what it shows.

    Args:
        tree: The root element.
        words: The table ``pages``.
        url: The address it was read from; wins over what the page says only where that is none.
    """
    metas = _list_metas(tree)
    objects = find_objects(tree)
    headings = tuple(filter(None, (" ".join("".join(one.itertext()).split()) for one in tree.iter("h1"))))
    shown = next((" ".join((one.text or "").split()) for one in tree.iter("title")), "")
    named = [metas[name] for name in words.titles if name in metas]
    article = choose_article(objects, types=words.article_types, headings=(*headings, *named, shown))
    publisher = read_name(article.get("publisher"), objects)
    publisher = publisher or next((metas[name] for name in words.publishers if name in metas), None)
    return Details(
        metas=metas,
        objects=objects,
        article=article,
        headings=headings,
        title=_choose_title(read_words(article.get("headline")), headings, named, shown, publisher),
        publisher=publisher,
        url=_find_url(tree, metas, article) or url,
        language=_find_language(tree, metas, article, words),
    )


def _list_metas(tree: Any) -> dict[str, str]:
    """Return the ``meta`` elements by name, lower case; of equal names the first that says anything."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for attribute in _NAMES:
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _choose_title(
    headline: str | None, headings: tuple[str, ...], named: list[str], shown: str, publisher: str | None
) -> str:
    if headline:
        return headline
    for heading in headings:  # the page's own heading, where its head agrees with it
        if heading.casefold() != (publisher or "").casefold() and any(
            heading.casefold() in other.casefold() for other in (*named, shown)
        ):
            return heading
    title = named[0] if named else shown
    suffix = _SUFFIX.search(title)
    if suffix and publisher and suffix.group().strip(" |–—·•»-").casefold() == publisher.casefold():
        title = title[: suffix.start()]
    return title or (headings[0] if headings else "")


def _find_url(tree: Any, metas: Mapping[str, str], article: Mapping[str, Any]) -> str | None:
    for url in _list_urls(tree, metas, article):
        if isinstance(url, str) and url.strip().lower().startswith(_SCHEMES):
            return url.strip()
    return None


def _list_urls(tree: Any, metas: Mapping[str, str], article: Mapping[str, Any]) -> Iterator[Any]:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield link.get("href")
    yield metas.get("og:url")
    yield article.get("url")
    entity = article.get("mainEntityOfPage")
    yield entity.get("@id") if isinstance(entity, Mapping) else entity
    from lxml import etree

    # Browsers write the address into a comment above or right inside the root element.
    comments = [*tree.itersiblings(etree.Comment, preceding=True), *tree.iterchildren(etree.Comment)]
    for comment in comments[:3]:
        found = _SAVED_FROM.search((comment.text or "")[:4000])
        if found:
            yield found.group(1) or found.group(2)


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def _find_language(
    tree: Any, metas: Mapping[str, str], article: Mapping[str, Any], words: PageWords
) -> str | None:
    """Return the code of the language, such as "en", as far as the page tells it."""
    said = (tree.get("lang"), read_words(article.get("inLanguage")), *map(metas.get, words.languages))
    for value in said:
        if value and _LANGUAGE.fullmatch(value.strip()):
            return re.split("[-_]", value.strip())[0].lower()
    return None
