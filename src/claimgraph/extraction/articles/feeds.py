"""RSS and Atom files → an article for each entry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from claimgraph.errors import ArticleError, MissingExtraError
from claimgraph.extraction.articles.pages.blocks import list_blocks
from claimgraph.extraction.articles.pages.details import load_page_words
from claimgraph.extraction.articles.pages.trees import parse_fragment
from claimgraph.extraction.articles.records import Entry, Rules, build_article, reject
from claimgraph.model import Problem

LARGEST_FEED = 16 * 2**20
_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|rdf)[\s>]", re.IGNORECASE)
_ROOT_WITHIN = 8192
_AFTER_END = " :>»→\n"  # what may follow "Read more"
_NUMBERED = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,40}+)|([0-9]{1,40}+));")
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


def is_feed(data: bytes) -> bool:
    """Return whether XML is an RSS or Atom feed, by its root element."""
    return _ROOT.search(data[:_ROOT_WITHIN].replace(b"\0", b"")) is not None


def read_feed(data: bytes, *, where: str, rules: Rules) -> Iterator[Entry]:
    """Read the entries of an RSS or Atom feed.

    The text of an entry is its full content where the feed gives it, else its summary; markup is
    taken off and nothing left out. No address in it is ever followed.

    Args:
        data: The bytes of the feed.
        where: What a problem names.
        rules: Word tables and date format.

    Yields:
        An entry for each article; then one with what is wrong with the feed as a whole: broken
        XML, summaries that are cut off.

    Raises:
        ArticleError: It is no feed, or too large.
        MissingExtraError: feedparser is not installed.
    """
    if len(data) > LARGEST_FEED:
        raise ArticleError(f"skipped: a feed of more than {LARGEST_FEED // 2**20} MB")
    if not is_feed(data):
        raise ArticleError("XML that is no RSS or Atom feed")
    feed = _parse_feed(data)
    problems = _explain_broken(feed, where)
    ends = load_page_words(rules.lexicon).cut_off
    teasers = []
    for number, item in enumerate(feed.entries, start=1):
        place = f"{where}, entry {number}"
        try:
            text, is_whole = _read_text(item)
            entry = _read_entry(item, text, feed.feed, place, rules)
        except ArticleError as error:
            yield reject(place, str(error))
            continue
        if not is_whole and text.lower().rstrip(_AFTER_END).endswith(ends):
            teasers.append(number)
        yield entry
    if not feed.entries:
        problems.append(Problem(where=where, reason="the feed has no entries"))
    if teasers:
        problems.append(Problem(where=where, reason=_say_teasers(teasers, len(feed.entries))))
    yield Entry(where=where, problems=tuple(problems))


def _say_teasers(teasers: list[int], count: int) -> str:
    numbers = ", ".join(map(str, teasers[:10])) + (" …" if len(teasers) > 10 else "")
    return (
        f"{len(teasers)} of {count} entries give only the beginning of their article "
        f"({numbers}); kept as they are"
    )


def _parse_feed(data: bytes) -> Any:
    try:
        import feedparser
    except ImportError as error:
        raise MissingExtraError(
            'RSS and Atom feeds need feedparser: pip install "claimgraph[ingest]"'
        ) from error
    try:
        # Bytes in a stream: given a string, it would open it as an address or a path.
        whole = _NUMBERED.sub(_replace_number, data)
        return feedparser.parse(io.BytesIO(whole), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # it fails in many ways on what is no XML, and one feed must not stop the rest
        raise ArticleError(f"a feed that cannot be read ({type(error).__name__})") from error


def _replace_number(found: re.Match[bytes]) -> bytes:
    """Keep the reference of a character by its number; one of no character would cost the whole feed."""
    number = int(found[1], 16) if found[1] else int(found[2])
    return found[0] if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else b"&#65533;"


def _explain_broken(feed: Any, where: str) -> list[Problem]:
    error = feed.get("bozo_exception") if feed.get("bozo") else None
    line = getattr(error, "getLineNumber", None)
    if error is None or line is None:  # a charset that was told wrong does no harm
        return []
    reason = f"broken XML at line {line()}: the entry there may be cut off, later ones may be lost"
    return [Problem(where=where, reason=reason)]


def _read_text(item: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the text of an entry, and whether it is the full content."""
    contents = [one.get("value") or "" for one in item.get("content", ())]
    full = max((_strip_markup(one) for one in contents), key=len, default="")
    summary = _strip_markup(item.get("summary") or "")
    # Atom feeds may call a summary content, and RSS feeds may put the article into the description.
    return (full, True) if len(full) > len(summary) else (summary, False)


def _strip_markup(markup: str) -> str:
    if not markup.strip():
        return ""
    if not _MARKUP.search(markup):
        return markup.strip()
    return "\n\n".join(block.text for block in list_blocks(parse_fragment(markup)))


def _read_entry(
    item: Mapping[str, Any], text: str, feed: Mapping[str, Any], where: str, rules: Rules
) -> Entry:
    if not text.strip():
        return reject(where, "the entry has no text")
    source = item.get("source") or {}
    link = (item.get("link") or "").strip()
    language = str(feed.get("language") or "").partition("-")[0].lower()
    fields = {
        "id": item.get("id"),
        "title": _strip_markup(item.get("title") or "").replace("\n\n", " "),
        "publisher": source.get("title") or feed.get("title") or None,
        "published": item.get("published") or None,
        "url": link if link.lower().startswith(("http://", "https://")) else None,
        "language": language or None,
    }
    known = {name: value for name, value in fields.items() if value}
    return evolve(build_article(text, known, where=where, rules=rules), named=False)
