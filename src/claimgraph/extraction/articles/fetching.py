"""Addresses → articles, through a client of the caller: the library itself never asks the network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from claimgraph.errors import ArticleError, MissingExtraError
from claimgraph.extraction.articles.records import Entry, Rules, reject, show_origin

_SCHEMES = ("http://", "https://")


class Answer(NamedTuple):
    """What a client gave for an address: the bytes, and the charset that the server named."""

    data: bytes
    charset: str | None = None


def is_url(source: object) -> bool:
    """Return whether a value is an address of the web and not a path."""
    return isinstance(source, str) and source[:8].lower().startswith(_SCHEMES)


def read_url(url: str, *, rules: Rules) -> Iterator[Entry]:
    """Read what the caller's client gives for an address: a page, or a feed.

    Args:
        url: The address, as given.
        rules: Hold the client: a function of the address that returns bytes, a string, or a
            response with ``content`` (requests, httpx) or ``read()`` (urllib).

    Yields:
        The entry of the page or those of the feed; one with a reason where that fails.

    Raises:
        ArticleError: No client was given.
    """
    if rules.fetch is None:
        raise ArticleError(
            f"{url[:80]!a} is an address, and nothing is fetched by itself; give a client of your own: "
            "read_articles(urls, fetch=requests.get)"
        )
    try:
        where = show_origin(url)
        answer = _take_answer(rules.fetch(url))
    except Exception as error:  # whatever a client of others raises, the next address is asked
        said = " ".join(str(error).split())[:200]
        yield reject(where, f"could not be fetched: {type(error).__name__}{': ' if said else ''}{said}")
        return
    try:
        yield from _read_answer(answer, url, where, rules)
    except (ArticleError, MissingExtraError) as error:
        yield reject(where, str(error))


def _read_answer(answer: Answer, url: str, where: str, rules: Rules) -> Iterator[Entry]:
    from claimgraph.extraction.articles.feeds import is_feed, read_feed
    from claimgraph.extraction.articles.pages import PageOrigin, read_page

    if not answer.data.strip():
        yield reject(where, "the answer is empty")
    elif is_feed(answer.data) and b"<html" not in answer.data[:4096].lower():
        yield from read_feed(answer.data, where=where, rules=rules)
    else:
        origin = PageOrigin(where=where, url=url, charset=answer.charset)
        yield read_page(answer.data, origin=origin, rules=rules)


def _take_answer(answer: Any) -> Answer:
    """Return the bytes of an answer.

    Raises:
        ArticleError: It is none, or says that it failed.
    """
    if isinstance(answer, str):
        return Answer(answer.encode("utf-8", "surrogatepass"), "utf-8")
    if isinstance(answer, bytes | bytearray):
        return Answer(bytes(answer))
    status = getattr(answer, "status_code", getattr(answer, "status", None))
    if isinstance(status, int) and status != 200:
        raise ArticleError(f"the server answered {status}")
    data = getattr(answer, "content", None)
    if not isinstance(data, bytes | bytearray) and callable(getattr(answer, "read", None)):
        data = answer.read()
    if not isinstance(data, bytes | bytearray):
        raise ArticleError(f"fetch gave no bytes, no string and no response but {type(answer).__name__}")
    return Answer(bytes(data), _find_charset(getattr(answer, "headers", None)))


def _find_charset(headers: Any) -> str | None:
    kind = (
        headers.get("content-type") or headers.get("Content-Type")
        if isinstance(headers, Mapping) or hasattr(headers, "get")
        else None
    )
    return (
        str(kind).lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None if kind else None
    )
