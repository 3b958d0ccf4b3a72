"""Paths, addresses, records and data frames → articles with their problems, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve

from claimgraph.errors import ArticleError, MisuseError
from claimgraph.extraction.articles.fetching import is_url, read_url
from claimgraph.extraction.articles.folders import check_path, read_path
from claimgraph.extraction.articles.frames import is_frame, open_frame
from claimgraph.extraction.articles.json_files import read_stream
from claimgraph.extraction.articles.records import (
    FIELDS,
    Entry,
    Rules,
    check_article,
    find_missing_column,
    hash_content,
    note_names,
    read_record,
    reject,
)
from claimgraph.lexicon.tables import Lexicon, load_lexicon
from claimgraph.model import Article, Cut, Problem, Reading
from claimgraph.progress import Progress, track

# What a problem ends with that is none: the article is there already.
READ_BEFORE = "was read before, with the same text"


def read_articles(  # noqa: PLR0913 - all keyword-only and optional but the source
    source: Any,
    *,
    strict: bool = False,
    lexicon: Lexicon | None = None,
    encoding: str | None = None,
    date_format: str | None = None,
    columns: Mapping[str, str] | None = None,
    fetch: Callable[[str], Any] | None = None,
    known: Iterable[Article] | Mapping[str, Article] = (),
    progress: Progress = None,
) -> Reading:
    """Read articles from files, folders, pages, feeds, web archives, records or data frames.

    Args:
        source: A path of a file (`.txt`, `.json`, `.jsonl`, `.ndjson`, `.csv`, `.tsv`; pages `.html`,
            `.htm`, `.xhtml`; feeds `.rss`, `.atom`, `.xml`; web archives `.warc`; each also packed,
            as in `.csv.gz`) or of a folder of such files (with its subfolders, in the order of their
            names), a record (a mapping with ``text`` and, as far as known, ``id``, ``title``,
            ``publisher``, ``published``, ``url``, ``language``), an `Article`, a data frame of any
            library, an open file of JSON Lines, an address of the web (see ``fetch``), or any
            iterable of these.
        strict: Raise at the first problem instead of reporting it.
        lexicon: Words of dates; the shipped ones by default.
        encoding: Codec of all files; by default a byte order mark, UTF-8, else Windows-1252.
        date_format: Numeric `strptime` format of publication dates that are ambiguous ("%m/%d/%Y").
        columns: The names under which tables, records and data frames hold the fields, as in
            ``{"text": "body", "published": "Date"}``; for a field not named here its usual names count.
        fetch: A client of your own: a function that is called with each address given and returns
            bytes, a string or a response (``requests.get``). Without it nothing is ever fetched.
        known: Articles read before, or a mapping that finds them by id: ids are given as if all came at
            once, and these are not returned.
        progress: ``True`` for a bar, or a function of (done, total, what); nobody is told by default.

    Returns:
        The articles in the order given, ids unique, texts untouched; and a problem for whatever
        was skipped or kept undated. Without a publication date in the record, the header line or
        dateline of the text tells it; a page's day is one that the page states, never a guess. What
        of pages is not in their articles stands in ``cuts``. Empty for an empty iterable.

    Raises:
        ArticleError: A path does not exist, a folder holds no file of a known kind, a value is no
            source at all, an address is given without ``fetch``, no table or record has a column that
            ``columns`` names, or, with ``strict``, anything is wrong.
        MisuseError: ``columns`` names a field that articles do not have.
        MissingExtraError: A data frame is given without narwhals. A file whose kind needs a package
            that is not installed is a problem of its own, and the others are read.
    """
    rules = Rules(
        lexicon=lexicon or load_lexicon(),
        encoding=encoding,
        date_format=date_format,
        columns=_check_columns(columns),
        fetch=fetch,
    )
    entries = track(_read_source(source, rules), "reading inputs", progress=progress)
    reading = _collect(entries, strict=strict, known=known)
    missing = find_missing_column(rules.names_seen, rules) if rules.names_seen else None
    if missing:
        raise ArticleError(missing)
    return reading


def _check_columns(columns: Mapping[str, str] | None) -> Mapping[str, str]:
    for own, theirs in (columns or {}).items():
        if own not in FIELDS:
            raise MisuseError(f"articles have no field {own!a}; columns may name {', '.join(FIELDS)}")
        if not isinstance(theirs, str) or not theirs.strip():
            raise MisuseError(f"columns names no column for {own}: {theirs!a}")
    return dict(columns or {})


def _collect(
    entries: Iterable[Entry], *, strict: bool, known: Iterable[Article] | Mapping[str, Article]
) -> Reading:
    """Keep the first article of each id."""
    before = known if isinstance(known, Mapping) else {article.id: article for article in known}
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    cuts: list[Cut] = []
    for entry in entries:
        problems.extend(entry.problems)
        article = entry.article
        if article is not None:
            article, reason = _name_apart(article, articles, before, is_named=entry.named)
            if reason is None:
                articles[article.id] = article
                cuts += [evolve(entry.cut, article=article.id)] if entry.cut else []
            else:
                problems.append(Problem(where=entry.where, reason=reason))
        if strict and problems:
            raise ArticleError(str(problems[0]))
    found = tuple(articles.values())
    return Reading(articles=found, problems=tuple(problems), cuts=tuple(cuts))


def _name_apart(
    article: Article, fresh: Mapping[str, Article], before: Mapping[str, Article], *, is_named: bool
) -> tuple[Article, str | None]:
    """Return the article under an id of its own, and the reason to skip it where there is none."""
    first = fresh.get(article.id) or before.get(article.id)
    if first is None:
        return article, None
    if not is_named and first.text != article.text:
        # Two folders may hold a file of one name; the second is named by its content.
        article = evolve(article, id=hash_content(article.text, article.published))
        first = fresh.get(article.id) or before.get(article.id)
        if first is None:
            return article, None
    if first.text == article.text:
        return article, f"skipped: the article {article.id!a} {READ_BEFORE}"
    return article, f"skipped: another article has the id {article.id!a}; give it an id of its own"


def _read_source(source: Any, rules: Rules) -> Iterator[Entry]:
    if is_url(source):
        return read_url(source, rules=rules)
    if isinstance(source, str | os.PathLike):
        return read_path(check_path(source), rules=rules)
    if _is_single(source):
        return iter((_read_item(source, "record 1", rules),))
    if isinstance(source, Reading):
        return _read_reading(source)
    if is_frame(source):
        return _read_frame(source, rules)
    if hasattr(source, "read"):
        return read_stream(source, rules=rules)
    if isinstance(source, Iterable) and not isinstance(source, bytes | bytearray):
        return _read_many(source, rules)
    raise ArticleError(f"{type(source).__name__} is no source of articles; give a path or records")


def _read_reading(reading: Reading) -> Iterator[Entry]:
    """Pass on what was read before, with what pages lost."""
    cuts = {cut.article: cut for cut in reading.cuts}
    for number, article in enumerate(reading.articles, start=1):
        yield evolve(check_article(article, where=f"record {number}"), cut=cuts.get(article.id))
    yield Entry(where="", problems=reading.problems)


def _read_frame(frame: Any, rules: Rules) -> Iterator[Entry]:
    names, rows = open_frame(frame)
    note_names(names, rules)
    reason = find_missing_column(names, rules)
    if reason:
        yield reject("the data frame", reason)
    else:
        yield from _read_many(rows, rules)


def _is_single(source: object) -> bool:
    return isinstance(source, Article | Mapping) or _is_row(source)


def _is_row(source: object) -> bool:
    """Return whether it is a named tuple or one row of a data frame."""
    return hasattr(source, "_asdict") or (hasattr(source, "to_dict") and not is_frame(source))


def _is_source(item: object) -> bool:
    """Return whether one of several things given is a source of its own and not a record."""
    return isinstance(item, str | os.PathLike | Reading) or hasattr(item, "read") or is_frame(item)


def _read_many(items: Iterable[Any], rules: Rules) -> Iterator[Entry]:
    for number, item in enumerate(items, start=1):
        if _is_single(item):
            yield _read_item(item, f"record {number}", rules)
        elif _is_source(item):
            yield from _read_source(item, rules)
        else:
            reason = f"no record with a text but {type(item).__name__}"
            yield reject(f"record {number}", reason)


def _read_item(item: Any, where: str, rules: Rules) -> Entry:
    if isinstance(item, Article):
        return check_article(item, where=where)
    if not isinstance(item, Mapping):
        item = item._asdict() if hasattr(item, "_asdict") else item.to_dict()
    return read_record(item, where=where, rules=rules)
