"""One record (a dict, a row, a JSON object) → one article, or the reason why not."""

from __future__ import annotations

import difflib
import hashlib
import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from claimgraph.errors import MisuseError
from claimgraph.extraction.articles.datelines import find_publication, parse_date
from claimgraph.extraction.articles.headers import find_header_day
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Article, Cut, Problem

# The names under which exports of news archives hold a field, the first wins. Compared in lower
# case, blanks as underscores.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "article_id", "unit_id", "uuid", "guid"),
    "text": ("text", "body", "content", "article_content", "article_text", "articlebody", "full_text"),
    "title": ("title", "headline", "article_title"),
    "publisher": ("publisher", "source", "outlet", "media_name", "site"),
    "published": (
        "published",
        "date",
        "publish_date",
        "published_at",
        "published_date",
        "publication_date",
        "pub_date",
        "datepublished",
    ),
    "url": ("url", "link", "article_url"),
    "language": ("language", "lang"),
}
# Controls, marks of the writing direction, line and paragraph ends, halves of characters, tags.
_UNSHOWN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_LONGEST_DAY = 40  # characters
_LONGEST_NAME = 60  # of a column, in a message
MOST_NAMES = 60  # columns that a message may have to name
_CLAIM_COLUMNS = frozenset(("article", "spans", "measure", "low"))  # what claimgraph itself writes
_MISSING_TYPES = ("NaTType", "NAType")  # pandas' empty cells, known without importing pandas


class JsonObject(dict[str, Any]):
    """A JSON object that remembers which of its keys came twice."""

    repeated: tuple[str, ...] = ()


@frozen(kw_only=True)
class Rules:
    """How files and records are read: word tables, form of ambiguous dates, codec, columns, client."""

    lexicon: Lexicon
    date_format: str | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = field(factory=dict)  # own field → the column that holds it
    fetch: Callable[[str], Any] | None = None
    names_seen: dict[str, None] = field(factory=dict, eq=False, repr=False)  # columns, if any are asked for
    metadata: dict[Path, Any] = field(factory=dict, eq=False, repr=False)  # what was read once


@frozen(kw_only=True)
class Entry:
    """What one record or file gave: an article or none, and what is wrong with it."""

    where: str
    article: Article | None = None
    problems: tuple[Problem, ...] = ()
    named: bool = True  # whether the id was given; otherwise it comes from the content or the file
    cut: Cut | None = None  # what of a page is not in its article


@frozen(kw_only=True)
class Content:
    """The bytes of one file; ``path`` is its name without the suffix of packing."""

    data: bytes
    where: str
    path: Path


def reject(where: str, reason: str) -> Entry:
    """Return the entry of an input that gives no article."""
    return Entry(where=where, problems=(Problem(where=where, reason=reason),))


def show_path(file: Path) -> str:
    """Return a path for a message, see `show_origin`."""
    return show_origin(file.as_posix())


def show_origin(words: str) -> str:
    """Return a path or an address for a message: what no line of text may hold is written as escapes.

    Names of files may hold line ends, sequences that a terminal obeys, marks that turn the writing
    around, and bytes that are no text at all.
    """
    return _UNSHOWN.sub(lambda found: found[0].encode("unicode-escape").decode("ascii"), words)


def read_record(record: Mapping[Any, Any], *, where: str, rules: Rules) -> Entry:
    """Read a record with the fields of an article.

    Args:
        record: Fields under any name of `FIELDS`; ``None``, NaN and blank cells are missing.
        where: What a problem names: a path with its line, "record 3".
        rules: Word tables and date format.

    Returns:
        The article with its text untouched. Without text: no article and the reason. With a
        date that is none: the article undated, and the reason.
    """
    if isinstance(record, JsonObject) and record.repeated:
        return reject(where, f"the key {record.repeated[0]!a} stands twice in one object")
    if {str(name) for name in record} >= _CLAIM_COLUMNS:
        return reject(where, "skipped: a row of a claim table, no article")
    fields = choose_fields(record, rules)
    text = fields.get("text")
    if not isinstance(text, str):
        return reject(where, _explain_text(text, record, rules))
    if not text.strip():
        return reject(where, "the text is empty")
    return build_article(text, fields, where=where, rules=rules)


def choose_fields(record: Mapping[Any, Any], rules: Rules | None = None) -> dict[str, Any]:
    """Return the known fields of a record under their own names, the missing ones left out.

    Columns that the rules name are taken as they are called, and stand for nothing else; a record
    without them, such as another file of the folder, is read by the usual names.
    """
    columns = rules.columns if rules else {}
    if rules and columns:
        note_names(record, rules)
    named = {name.strip() for name in columns.values()}
    there = {str(name).strip() for name in record}
    cells: dict[str, Any] = {}
    found: dict[str, Any] = {}
    for name, value in reversed(list(record.items())):
        given = str(name).strip()
        if given not in named:
            cells[normalize_name(given)] = value
        elif not _is_missing(value):
            found |= {own: value for own, theirs in columns.items() if theirs.strip() == given}
    for own, names in FIELDS.items():
        first = next((cells[name] for name in names if not _is_missing(cells.get(name))), None)
        if first is not None and (own not in columns or columns[own].strip() not in there):
            found[own] = first
    return found


def note_names(names: Iterable[Any], rules: Rules) -> None:
    """Remember the columns there are, so that those asked for can be missed in the end."""
    named = {name.strip() for name in rules.columns.values()}
    for name in names:
        given = str(name).strip()
        if given in named or len(rules.names_seen) < MOST_NAMES:
            rules.names_seen[given] = None


def check_mapping(columns: object) -> None:
    """Refuse columns that are no mapping.

    Raises:
        MisuseError: The text shows one.
    """
    if columns is not None and not isinstance(columns, Mapping):
        raise MisuseError(f'columns takes a mapping such as {{"text": "Body"}}, not {columns!r}')


def find_missing_column(names: Iterable[Any], rules: Rules) -> str | None:
    """Return what is wrong where a column that the rules name is not among those there are."""
    there = [str(name).strip() for name in names]
    for own, theirs in rules.columns.items():
        if theirs.strip() not in there:
            suggested = _suggest(own, theirs, there)
            return f"no column {theirs!a} for {own}; the columns are: {show_names(there)}{suggested}"
    return None


def show_names(names: Iterable[Any], *, mark: str = "") -> str:
    """Return the names of columns for a message: the first of them, long ones cut."""
    listed = [ascii(str(name))[1:-1] for name in names]
    shown = [name[:_LONGEST_NAME] + "..." * (len(name) > _LONGEST_NAME) for name in listed[:12]]
    return ", ".join(f"{mark}{name}{mark}" for name in shown) + (", …" if len(listed) > 12 else "")


def find_overlooked_day(record: Mapping[Any, Any], entry: Entry, rules: Rules) -> str | None:
    """Return what is wrong where an article is undated and a column of no known name holds a day."""
    if entry.article is None or entry.article.published or entry.problems:
        return None
    known = {name for names in FIELDS.values() for name in names}
    for name, cell in record.items():
        if normalize_name(name) not in known and str(name).strip() not in rules.columns.values():
            day = _read_day(cell, rules)
            if day:
                return f"undated, though {name!a} seems to hold days; say so: published={name}"
    return None


def _read_day(cell: object, rules: Rules) -> date | None:
    if not isinstance(cell, str) or cell.strip().isdecimal() or len(cell) > _LONGEST_DAY:
        return None  # a running number is none, and neither is a headline
    try:
        return parse_date(cell, lexicon=rules.lexicon, date_format=rules.date_format)
    except ValueError:
        return None


def _suggest(own: str, theirs: str, there: list[str]) -> str:
    """Return which column may have been meant: one spelled alike, or one that often holds the field."""
    folded = {normalize_name(name): name for name in reversed(there)}
    alike = difflib.get_close_matches(normalize_name(theirs), list(folded), n=1)
    usual = [name for name in FIELDS[own] if name in folded]
    names = [folded[name] for name in (*alike, *usual)][:1]
    return f"; did you mean {names[0]!a}?" if names else ""


def build_article(
    text: str, fields: Mapping[str, Any], *, where: str, rules: Rules, tells_day: bool = True
) -> Entry:
    """Put an article together; where no day is given, its header or dateline tells it, if it may."""
    value = fields.get("published")
    is_dated = tells_day or value is not None
    published, dated_by, problems = (
        _date_article(text, value, where=where, rules=rules) if is_dated else (None, None, ())
    )
    given = _read_name(fields.get("id"))
    article = Article(
        id=given or hash_content(text, published),
        text=text,
        title=_read_title(fields.get("title")),
        publisher=_read_name(fields.get("publisher")),
        published=published,
        url=_read_name(fields.get("url")),
        language=_read_name(fields.get("language")),
        dated_by=dated_by,
    )
    return Entry(where=where, article=article, problems=problems, named=given is not None)


def _date_article(
    text: str, value: object, *, where: str, rules: Rules
) -> tuple[date | None, str | None, tuple[Problem, ...]]:
    """Return the publication day, where it comes from, and what is wrong with the field."""
    if value is None:
        read = find_publication(text, lexicon=rules.lexicon)
        if read is not None:
            return read.day, read.dated_by, ()
        # A header line that was not read as a day is a slip that nobody would notice.
        value = find_header_day(text, lexicon=rules.lexicon)
        if value is None:
            return None, None, ()
    try:
        return parse_date(value, lexicon=rules.lexicon, date_format=rules.date_format), "metadata", ()
    except ValueError as error:
        return None, None, (Problem(where=where, reason=f"{error}; the article is kept undated"),)


def check_article(article: Article, *, where: str) -> Entry:
    """Take an article that the caller built, unless it has no text."""
    text: object = article.text  # a caller may have put anything there
    if not isinstance(text, str) or not text.strip():
        return reject(where, "the text is empty or no string")
    if not article.id:
        article = evolve(article, id=hash_content(article.text, article.published))
    return Entry(where=where, article=article)


def hash_content(text: str, published: date | None) -> str:
    """Return the id of an article that has none: the same text and day, the same id."""
    day = published.isoformat() if published else ""
    content = f"{day}\0{text}".encode("utf-8", "surrogatepass")
    return "a" + hashlib.blake2b(content, digest_size=6).hexdigest()


def normalize_name(name: object) -> str:
    """Return a column name as `FIELDS` spells it."""
    return str(name).strip().lower().replace(" ", "_").replace("-", "_")


def _is_missing(value: object) -> bool:
    if value is None or type(value).__name__ in _MISSING_TYPES:
        return True
    if isinstance(value, float):
        return math.isnan(value)
    return isinstance(value, str) and not value.strip()


def _explain_text(text: object, record: Mapping[Any, Any], rules: Rules) -> str:
    if text is not None:
        return f"the text is no string but {type(text).__name__}"
    if "text" in rules.columns:
        return find_missing_column(record, rules) or "the text is empty"
    names = {normalize_name(name) for name in record}
    if names.isdisjoint(FIELDS["text"]):
        return f"no text: give a field {' or '.join(FIELDS['text'][:3])}"
    return "the text is empty"


def _read_name(value: object) -> str | None:
    """Return a short field as a string; a publisher may be an object with a name (JSON-LD)."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, str | int):
        return None
    try:
        return str(value).strip() or None
    except ValueError:  # an integer of more than 4,300 digits
        return None


def _read_title(value: object) -> str:
    return value if isinstance(value, str) else _read_name(value) or ""
