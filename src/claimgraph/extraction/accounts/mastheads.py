"""The words by which a page names its newsroom: they tell no event from another."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from claimgraph.model import Article

# "Two shot in Dayton - WDTN Channel 2", "… | Courier", "… :: WRAL.com".
_PARTS = re.compile(r"(?<!\s)\s++[-–—:|]++\s++|(?:(?<!\s)\s++)?+\|++\s*+")
_WORDS = re.compile(r"[^\W_]+")


def list_masthead_words(article: Article) -> frozenset[str]:
    """Return the words of an article's publisher, of its site, and of its title beside the headline.

    The headline is the part with most words of a title that dashes and bars divide.
    """
    parts = _PARTS.split(article.title)
    headline = max(parts, key=lambda part: (len(part.split()), len(part)))
    names = [part for part in parts if part is not headline]
    names += [article.publisher or "", _name_host(article.url or "")]
    own = set(_read_words(headline))
    return frozenset(word for name in names for word in _read_words(name) if word not in own)


def _name_host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _read_words(text: str) -> list[str]:
    return _WORDS.findall(text.lower())


__all__ = ["list_masthead_words"]
