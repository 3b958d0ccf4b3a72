"""Bytes → text by one fixed rule: a byte order mark, else UTF-8, else Windows-1252.

No statistics over letters: the same bytes always give the same text.
"""

from __future__ import annotations

import codecs

from claimgraph.errors import ArticleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY_OPENINGS = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b\x08"))
_CONTROL_SHARE = 0.02  # of all bytes; a stray control character does not make a text binary


def is_marked_wide(data: bytes) -> bool:
    """Return whether bytes open with the mark of UTF-16 or UTF-32."""
    return any(data.startswith(mark) for mark, _ in _MARKS[1:])


def is_wide(data: bytes) -> bool:
    """Return whether bytes open with the mark of UTF-16 or UTF-32 and hold such text."""
    return any(data.startswith(mark) and _decodes(data[len(mark) :], name) for mark, name in _MARKS[1:])


def decode_bytes(data: bytes, *, encoding: str | None = None) -> str:
    """Decode the bytes of a text.

    Args:
        data: Any bytes.
        encoding: A Python codec; without it the byte order mark decides, then UTF-8 where the
            bytes are UTF-8, else Windows-1252, else Latin-1, which takes any byte. UTF-8 with a few
            broken bytes among many good characters stays UTF-8, the broken ones as U+FFFD.

    Returns:
        The characters, without a byte order mark, line ends as they are.

    Raises:
        ArticleError: The bytes are no text, or not in the encoding given.
    """
    if encoding is not None:
        return _decode_named(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark) and _decodes(data[len(mark) :], name):
            return data[len(mark) :].decode(name)
    if _is_binary(data):
        raise ArticleError("a binary file, no text")
    data = data.removeprefix(codecs.BOM_UTF8)  # also where a NUL stands in the text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_eight_bits(data)


def _decode_named(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        raise ArticleError(f"no encoding is called {encoding!r}; try 'utf-8' or 'cp1252'") from None
    except ValueError as error:
        raise ArticleError(f"not in the encoding {encoding}: {error}") from None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except ValueError:
        return False
    return "\0" not in text


def _is_binary(data: bytes) -> bool:
    if data.startswith(_BINARY_OPENINGS):
        return True
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > _CONTROL_SHARE * len(data)


def _decode_eight_bits(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")  # lone surrogates that a program wrote
    except UnicodeDecodeError:
        pass
    escaped = data.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= character <= "\udcff" for character in escaped)
    others = sum(character > "\x7f" for character in escaped) - broken
    if others > 4 * broken:
        return data.decode("utf-8", "replace").removeprefix("\ufeff")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
