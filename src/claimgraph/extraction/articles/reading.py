"""Paths, addresses, records and data frames → articles with their problems, in a fixed order."""

from __future__ import annotations

import hashlib
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
    check_mapping,
    find_missing_column,
    hash_content,
    note_names,
    read_record,
    reject,
)
from claimgraph.lexicon.tables import Lexicon, choose_lexicon
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
        MisuseError: ``columns`` is no mapping or names a field that articles do not have; ``fetch`` is
            no function, or ``lexicon`` no lexicon.
        MissingExtraError: A data frame is given without narwhals. A file whose kind needs a package
            that is not installed is a problem of its own, and the others are read.
    """
    problems: list[Problem] = []
    cuts: list[Cut] = []
    articles = stream_articles(
        source,
        strict=strict,
        lexicon=lexicon,
        encoding=encoding,
        date_format=date_format,
        columns=columns,
        fetch=fetch,
        known=known,
        report=lambda said: cuts.append(said) if isinstance(said, Cut) else problems.append(said),
        progress=progress,
    )
    return Reading(articles=tuple(articles), problems=tuple(problems), cuts=tuple(cuts))


def stream_articles(  # noqa: PLR0913 - all keyword-only and optional but the source
    source: Any,
    *,
    strict: bool = False,
    lexicon: Lexicon | None = None,
    encoding: str | None = None,
    date_format: str | None = None,
    columns: Mapping[str, str] | None = None,
    fetch: Callable[[str], Any] | None = None,
    known: Iterable[Article] | Mapping[str, Article] = (),
    report: Callable[[Problem | Cut], object] | None = None,
    progress: Progress = None,
) -> ArticleStream:
    """Read articles one by one as they are asked for, more than fit into memory.

    Lines of JSON Lines, records of web archives, files of a folder and whatever an iterable gives are
    taken one at a time, packed or not; a table or a file of another kind is read whole when it has its
    turn. Of the articles that were given only their ids and the fingerprints of their texts are kept,
    some hundred bytes each.

    Args:
        source: See `read_articles`, and so for what is not named here.
        strict: Raise at the first problem instead of reporting it.
        lexicon: Words of dates.
        encoding: Codec of all files; JSON Lines in a codec given are read whole.
        date_format: Form of publication dates.
        columns: The names under which the fields are held.
        fetch: A client of your own.
        known: Articles read before.
        report: Called with each `Problem` as it comes up, and with the `Cut` of each page. Left out, problems
            gather in ``problems`` of the stream.
        progress: ``True`` for a bar, or a function of (done, total, what).

    Returns:
        An iterator of the articles of `read_articles`, to go through once. What is wrong with the source as
        a whole is an error at once; that no column has a name asked for shows at the end.

    Raises:
        ArticleError: See `read_articles`.
        MisuseError: See `read_articles`.
        MissingExtraError: See `read_articles`.
    """
    if fetch is not None and not callable(fetch):
        raise MisuseError(f"fetch takes a function of an address, not {fetch!r}")
    if report is not None and not callable(report):
        raise MisuseError(f"report takes a function of a problem, not {report!r}")
    rules = Rules(
        lexicon=choose_lexicon(lexicon),
        encoding=encoding,
        date_format=date_format,
        columns=_check_columns(columns),
        fetch=fetch,
    )
    entries = track(_read_source(source, rules), "reading inputs", progress=progress)
    before = known if isinstance(known, Mapping) else {article.id: article for article in known}
    return ArticleStream(_sift(entries, before), rules, strict=strict, report=report)


class ArticleStream(Iterator[Article]):
    """Articles that are read as they are asked for, once; ``problems`` grows meanwhile."""

    def __init__(
        self,
        entries: Iterator[Entry],
        rules: Rules,
        *,
        strict: bool,
        report: Callable[[Problem | Cut], object] | None,
    ) -> None:
        """Not to be called: see `stream_articles`."""
        self.problems: list[Problem] = []
        self._entries, self._rules, self._strict = entries, rules, strict
        self._report = report

    def __next__(self) -> Article:
        for entry in self._entries:
            self._tell(entry)
            if entry.article is not None:
                return entry.article
        missing = find_missing_column(self._rules.names_seen, self._rules) if self._rules.names_seen else None
        if missing:
            raise ArticleError(missing)
        raise StopIteration

    def _tell(self, entry: Entry) -> None:
        if self._strict and entry.problems:
            raise ArticleError(str(entry.problems[0]))
        if self._report is None:
            self.problems += entry.problems
            return
        for problem in entry.problems:
            self._report(problem)
        if entry.cut is not None:
            self._report(entry.cut)


def _check_columns(columns: Mapping[str, str] | None) -> Mapping[str, str]:
    check_mapping(columns)
    for own, theirs in (columns or {}).items():
        if own not in FIELDS:
            raise MisuseError(f"articles have no field {own!a}; columns may name {', '.join(FIELDS)}")
        if not isinstance(theirs, str) or not theirs.strip():
            raise MisuseError(f"columns names no column for {own}: {theirs!a}")
    return dict(columns or {})


def _sift(entries: Iterable[Entry], before: Mapping[str, Article]) -> Iterator[Entry]:
    """Keep the first article of each id; of those given, remember as little as tells them apart."""
    given: dict[str, bytes] = {}
    for entry in entries:
        if entry.article is None:
            yield entry
            continue
        article, reason = _name_apart(entry.article, given, before, is_named=entry.named)
        if reason is None:
            given[article.id] = _fingerprint(article)
            cut = evolve(entry.cut, article=article.id) if entry.cut else None
            yield evolve(entry, article=article, cut=cut)
        else:
            problem = Problem(where=entry.where, reason=reason)
            yield evolve(entry, article=None, cut=None, problems=(*entry.problems, problem))


def _name_apart(
    article: Article, given: Mapping[str, bytes], before: Mapping[str, Article], *, is_named: bool
) -> tuple[Article, str | None]:
    """Return the article under an id of its own, and the reason to skip it where there is none."""
    first = _find_first(article.id, given, before)
    if first is None:
        return article, None
    own = _fingerprint(article)
    if not is_named and first != own:
        # Two folders may hold a file of one name; the second is named by its content.
        article = evolve(article, id=hash_content(article.text, article.published))
        first = _find_first(article.id, given, before)
        if first is None:
            return article, None
    if first == own:
        return article, f"skipped: the article {article.id!a} {READ_BEFORE}"
    return article, f"skipped: another article has the id {article.id!a}; give it an id of its own"


def _find_first(id: str, given: Mapping[str, bytes], before: Mapping[str, Article]) -> bytes | None:
    """Return the fingerprint of the article that has an id already."""
    if id in given:
        return given[id]
    known = before.get(id)
    return None if known is None else _fingerprint(known)


def _fingerprint(article: Article) -> bytes:
    return hashlib.blake2b(article.text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _read_source(source: Any, rules: Rules) -> Iterator[Entry]:
    if is_url(source):
        return read_url(source, rules=rules)
    if isinstance(source, str | os.PathLike):
        return read_path(check_path(source), rules=rules)
    if _is_single(source):
        return iter((_read_item(source, "record 1", rules),))
    if isinstance(source, Reading | ArticleStream):
        return _read_reading(source)
    if is_frame(source):
        return _read_frame(source, rules)
    if hasattr(source, "read"):
        return read_stream(source, rules=rules)
    if isinstance(source, Iterable) and not isinstance(source, bytes | bytearray):
        return _read_many(source, rules)
    raise ArticleError(f"{type(source).__name__} is no source of articles; give a path or records")


def _read_reading(reading: Reading | ArticleStream) -> Iterator[Entry]:
    """Pass on what was read before, or is read now, with what was skipped and what pages lost."""
    cuts = {cut.article: cut for cut in reading.cuts} if isinstance(reading, Reading) else {}
    for number, article in enumerate(reading, start=1):
        yield evolve(check_article(article, where=f"record {number}"), cut=cuts.get(article.id))
    yield Entry(where="", problems=tuple(reading.problems))


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
    if isinstance(item, Reading | ArticleStream):
        return True
    return isinstance(item, str | os.PathLike) or hasattr(item, "read") or is_frame(item)


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
