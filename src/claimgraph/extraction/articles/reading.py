"""Paths, folders, records and data frames → articles with their problems, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from claimgraph.errors import ArticleError
from claimgraph.extraction.articles.files import SUFFIXES, read_file, read_stream
from claimgraph.extraction.articles.metadata import METADATA, read_metadata
from claimgraph.extraction.articles.records import (
    Entry,
    Rules,
    check_article,
    hash_content,
    read_record,
    reject,
    show_path,
)
from claimgraph.lexicon.tables import Lexicon, load_lexicon
from claimgraph.model import Article, Problem, Reading
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
    known: Iterable[Article] | Mapping[str, Article] = (),
    progress: Progress = None,
) -> Reading:
    """Read articles from files, folders, records or data frames.

    Args:
        source: A path of a file (`.txt`, `.json`, `.jsonl`, `.ndjson`, `.csv`, `.tsv`) or of a folder of
            such files (with its subfolders, in the order of their names), a record (a mapping with
            ``text`` and, as far as known, ``id``, ``title``, ``publisher``, ``published``, ``url``,
            ``language``), an `Article`, a data frame, an open file of JSON Lines, or any iterable
            of these.
        strict: Raise at the first problem instead of reporting it.
        lexicon: Words of dates; the shipped ones by default.
        encoding: Codec of all files; by default a byte order mark, UTF-8, else Windows-1252.
        date_format: Numeric `strptime` format of publication dates that are ambiguous ("%m/%d/%Y").
        known: Articles read before, or a mapping that finds them by id: ids are given as if all came at
            once, and these are not returned.
        progress: ``True`` for a bar, or a function of (done, total, what); nobody is told by default.

    Returns:
        The articles in the order given, ids unique, texts untouched; and a problem for whatever
        was skipped or kept undated. Without a publication date in the record, the header line or
        dateline of the text tells it. Empty for an empty iterable.

    Raises:
        ArticleError: A path does not exist, a folder holds no file of a known kind, a value is no
            source at all, or, with ``strict``, anything is wrong.
    """
    rules = Rules(lexicon=lexicon or load_lexicon(), encoding=encoding, date_format=date_format)
    entries = track(_read_source(source, rules), "reading inputs", progress=progress)
    return _collect(entries, strict=strict, known=known)


def _collect(
    entries: Iterable[Entry], *, strict: bool, known: Iterable[Article] | Mapping[str, Article]
) -> Reading:
    """Keep the first article of each id."""
    before = known if isinstance(known, Mapping) else {article.id: article for article in known}
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for entry in entries:
        problems.extend(entry.problems)
        article = entry.article
        if article is not None:
            article, reason = _name_apart(article, articles, before, is_named=entry.named)
            if reason is None:
                articles[article.id] = article
            else:
                problems.append(Problem(where=entry.where, reason=reason))
        if strict and problems:
            raise ArticleError(str(problems[0]))
    return Reading(articles=tuple(articles.values()), problems=tuple(problems))


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
    if isinstance(source, str | os.PathLike):
        yield from _read_path(_check_path(source), rules)
    elif isinstance(source, bytes | bytearray | int | float) or source is None:
        raise ArticleError(f"{type(source).__name__} is no source of articles; give a path or records")
    elif _is_single(source):
        yield _read_item(source, "record 1", rules)
    elif hasattr(source, "read"):
        yield from read_stream(source, rules=rules)
    elif isinstance(source, Reading):
        yield from _read_many(source.articles, rules)
        yield Entry(where="", problems=source.problems)
    else:
        yield from _read_many(_list_rows(source), rules)


def _is_single(source: object) -> bool:
    return isinstance(source, Article | Mapping) or _is_row(source)


def _is_row(source: object) -> bool:
    """Return whether it is a named tuple or one row of a data frame."""
    return hasattr(source, "_asdict") or (hasattr(source, "to_dict") and not hasattr(source, "columns"))


def _is_source(item: object) -> bool:
    """Return whether one of several things given is a source of its own and not a record."""
    if isinstance(item, str | os.PathLike | Reading):
        return True
    return any(hasattr(item, name) for name in ("read", "to_dict", "to_dicts"))


def _list_rows(source: Any) -> Iterable[Any]:
    """Return the rows of a data frame or of any other iterable."""
    if hasattr(source, "to_dicts"):  # polars
        return list(source.to_dicts())
    if hasattr(source, "to_dict"):  # pandas
        return list(source.to_dict("records"))
    if isinstance(source, Iterable):
        return source
    raise ArticleError(f"{type(source).__name__} is no source of articles; give a path or records")


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


def _check_path(source: str | os.PathLike[str]) -> Path:
    """Return the path, or say what a string that is no path may have been meant as."""
    try:
        path = Path(source)
        if os.fspath(source) and path.exists():
            return path
    except (OSError, ValueError, TypeError):
        pass
    shown = ascii(os.fspath(source))
    shown = shown if len(shown) <= 80 else shown[:77] + "..."
    raise ArticleError(f'no such file or folder: {shown}; a text is given as a record: {{"text": "..."}}')


def _read_path(path: Path, rules: Rules) -> Iterator[Entry]:
    if not path.is_dir():
        yield from read_file(path, rules=rules)
        return
    problems: list[Problem] = []
    files = list(_list_files(path, problems))
    yield Entry(where=show_path(path), problems=tuple(problems))
    if not any(_is_known(file) for file in files):
        others = f" ({len(files)} files of other kinds are there)" if files else ""
        kinds = ", ".join(SUFFIXES)
        raise ArticleError(f"{show_path(path)}: a folder without articles{others}; looked for {kinds}")
    for file in files:
        yield from _read_member(file, path, rules)


def list_members(folder: Path) -> list[Path]:
    """List the files of a folder that `read_articles` takes articles from, in the order of their names.

    ``metadata.csv``, hidden files, and links that lead out of the folder are none of them.
    """
    files = (file for file in _list_files(folder, []) if _is_known(file) and file.name != METADATA)
    return [file for file in files if not (file.is_symlink() and _explain_link(file, folder))]


def _list_files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """List the files under a folder by name, folders after files, hidden ones left out."""

    def note(error: OSError) -> None:
        problems.append(Problem(where=str(error.filename), reason=f"cannot be read: {error.strerror}"))

    for where, folders, names in os.walk(folder, onerror=note):
        linked = [name for name in folders if (Path(where) / name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in linked)
        for name in sorted([*names, *linked]):
            if not name.startswith("."):
                yield Path(where) / name


def _is_known(file: Path) -> bool:
    return file.suffix.lower() in SUFFIXES


def _read_member(file: Path, folder: Path, rules: Rules) -> Iterator[Entry]:
    """Read one file of a folder; ``metadata.csv`` tells of its neighbours and is no article."""
    where = show_path(file)
    if file.is_symlink():
        reason = _explain_link(file, folder)
        if reason:
            yield reject(where, reason)
            return
    metadata = read_metadata(file.parent, rules=rules) if file.name == METADATA else None
    if metadata is not None:
        yield Entry(where=where, problems=metadata.problems)
        return
    yield from read_file(file, rules=rules)


def _explain_link(file: Path, folder: Path) -> str | None:
    try:
        target = file.resolve(strict=True)
    except (OSError, RuntimeError):
        return "skipped: a link that leads nowhere"
    if not target.is_relative_to(folder.resolve()):
        return "skipped: a link that leads out of the folder"
    return "skipped: a link to a folder inside" if target.is_dir() else None
