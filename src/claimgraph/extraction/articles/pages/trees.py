"""Bytes of a page → its tree, by one fixed rule and with one parser."""

from __future__ import annotations

import codecs
import re
from typing import Any

from claimgraph.errors import ArticleError, MissingExtraError
from claimgraph.extraction.articles.decoding import decode_bytes, is_wide
from claimgraph.extraction.articles.own_reports import PAGE_MARK

LARGEST_PAGE = 16 * 2**20
# A page names its encoding in its first lines; browsers look as far.
_HEAD = 4096
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?+\s*+([\w.:-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.IGNORECASE)
_CONTROLS = {code: " " for code in range(32) if chr(code) not in "\t\n\r"}
# Written as numbers, control characters come back in the tree, where no text may hold them.
_CONTROL_REFERENCE = re.compile(
    r"&#(?:[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));?(?![0-9a-fA-F])"
)


def decode_page(data: bytes, *, encoding: str | None, charset: str | None = None) -> str:
    """Decode the bytes of a page.

    UTF-8 wins where the bytes are UTF-8, whatever the page calls itself: other text is UTF-8 by
    accident next to never. Else the charset of the server or of the page's head is believed.

    Args:
        data: Any bytes.
        encoding: A codec that the caller wishes; wins over everything.
        charset: What the server said; may be unknown or wrong.

    Raises:
        ArticleError: The bytes are no text, or not in the encoding wished.
    """
    if encoding is not None or is_wide(data):
        return decode_bytes(data, encoding=encoding)
    if data.count(b"\0") <= 1 + len(data) // 1000:  # a few are a slip, many are no text
        data = data.replace(b"\0", b" ")
    text = decode_bytes(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        named = _find_codec(data, charset)
        return data.decode(named, "replace") if named else text
    return text


def _find_codec(data: bytes, charset: str | None) -> str | None:
    """Return the codec that the server or the page names, ``None`` for none that is of use."""
    head = data[:_HEAD]
    found = _CHARSET.search(head) or _XML_ENCODING.search(head)
    for name in (charset, found.group(1).decode("ascii") if found else None):
        try:
            codec = codecs.lookup(name or "").name
        except (LookupError, ValueError):
            continue
        if codec in ("iso8859-1", "ascii"):
            return None  # browsers mean Windows-1252, and so does the rule for other texts
        if codec != "utf-8" and getattr(codecs.lookup(codec), "_is_text_encoding", True):
            return codec
    return None


def parse_page(text: str) -> Any:
    """Parse a page into a tree of lxml, the root element first.

    Raises:
        ArticleError: There is no element in it, it is too large or nested too deeply to be read whole;
            or it is a report that `write_report` wrote.
        MissingExtraError: trafilatura and lxml are not installed.
    """
    if PAGE_MARK in text[:_HEAD]:
        raise ArticleError("skipped: a report of claimgraph, no article")
    if len(text) > LARGEST_PAGE:
        raise ArticleError(f"skipped: a page of more than {LARGEST_PAGE // 2**20} MB is no article")
    html, etree = _import_parsers()
    cleaned = _CONTROL_REFERENCE.sub(" ", text).translate(_CONTROLS).lstrip("\ufeff")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = html.document_fromstring(cleaned.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise ArticleError("no article found: there is no text on the page") from None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise ArticleError("skipped: the elements of the page are nested too deeply to be read whole")
    return tree


def parse_fragment(markup: str) -> Any:
    """Parse a piece of HTML, as feeds hold it; plain text is one, too."""
    return parse_page(f"<html><body><div>{markup}</div></body></html>")


def _import_parsers() -> tuple[Any, Any]:
    try:
        from lxml import etree, html
    except ImportError as error:
        raise MissingExtraError('HTML pages and feeds need more: pip install "claimgraph[ingest]"') from error
    return html, etree
