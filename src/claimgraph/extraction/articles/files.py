"""One file → the entries of its articles, each with the place it was read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from attrs import evolve

from claimgraph.errors import ArticleError, MissingExtraError
from claimgraph.extraction.articles.decoding import decode_bytes
from claimgraph.extraction.articles.headers import find_header_fields
from claimgraph.extraction.articles.json_files import read_json, read_json_lines
from claimgraph.extraction.articles.metadata import find_metadata
from claimgraph.extraction.articles.records import (
    FIELDS,
    Content,
    Entry,
    Rules,
    build_article,
    find_missing_column,
    find_overlooked_day,
    normalize_name,
    note_names,
    read_record,
    reject,
    show_names,
    show_path,
)
from claimgraph.extraction.articles.tables import choose_delimiter, read_rows, strip_guard
from claimgraph.extraction.articles.unpacking import GZIP_SUFFIX, Unpacked, read_whole, unpack_file

# Only the table of articles that claimgraph itself saves has it.
_OWN_COLUMN = "dated_by"
FileReader = Callable[[Content, Rules], Iterator[Entry]]


def read_file(file: Path, *, rules: Rules) -> Iterator[Entry]:
    """Read the articles of one file, by its suffix; that of a packed file stands before ``.gz``.

    Args:
        file: A file of any kind.
        rules: Word tables, encoding and date format.

    Yields:
        An entry for each article or broken part; one with a reason where the file cannot be read,
        also where an optional package is missing for its kind.
    """
    where = show_path(file)
    try:
        if not file.is_file():
            yield reject(where, "skipped: neither a file nor a folder")  # a pipe would never end
        elif _find_kind(file) in ARCHIVES:
            yield from _read_archive(file, rules)
        elif _find_kind(file) in LINES:
            yield from _read_lines(file, rules)
        elif _find_kind(file) in READERS:
            yield from _read_content(file, rules)
        else:
            yield reject(where, explain_suffix(file))
    except OSError as error:
        yield reject(where, f"cannot be read: {error.strerror or error}")
    except (ArticleError, MissingExtraError) as error:
        yield reject(where, str(error))


def is_known(file: Path) -> bool:
    """Return whether the suffix of a file is that of a kind that is read."""
    return _find_kind(file) in SUFFIXES


def _find_kind(file: Path) -> str:
    """Return the suffix that tells the kind, lower case; that before ``.gz`` for packed files."""
    suffix = file.suffix.lower()
    return Path(file.stem).suffix.lower() if suffix == GZIP_SUFFIX else suffix


def _read_content(file: Path, rules: Rules) -> Iterator[Entry]:
    where = show_path(file)
    kind = _find_kind(file)
    path, reason = file, None
    if file.suffix.lower() == GZIP_SUFFIX:
        data, reason = unpack_file(file)
        path = file.with_suffix("")
    else:
        data = read_whole(file)
    if reason:
        yield reject(where, reason.replace("what stands before is read", "skipped"))
    elif data.strip():
        yield from READERS[kind](Content(data=data, where=where, path=path), rules)
    else:
        yield reject(where, "the file is empty")


def _read_lines(file: Path, rules: Rules) -> Iterator[Entry]:
    """Read a file of which a line is an article, as its lines are asked for; a broken end loses no line."""
    where = show_path(file)
    with file.open("rb") as stored:
        stream = Unpacked(stored) if file.suffix.lower() == GZIP_SUFFIX else stored
        yield from read_json_lines(stream, where=where, rules=rules)
        reason = getattr(stream, "reason", None)
    if reason:
        yield reject(where, reason)


def explain_suffix(file: Path) -> str:
    """Say why a file of an unknown kind is skipped, and what can be done."""
    suffix = file.suffix.lower()
    for suffixes, advice in _ADVICE:
        if suffix in suffixes:
            return f"skipped: {suffix} files are not read; {advice}"
    kind = f"files ending in {file.suffix!a} are" if file.suffix else "a file without a suffix is"
    return f"skipped: {kind} not read; known are {', '.join(SUFFIXES)}"


_ADVICE = (
    (
        (".pdf", ".docx", ".doc", ".odt", ".rtf", ".epub"),
        "save the article's text as .txt, or its page as .html",
    ),
    ((".xlsx", ".xls", ".ods"), "save the sheet as .csv"),
    ((".mht", ".mhtml", ".webarchive"), "save the page as .html"),
    ((".zip", ".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz", ".zst"), "unpack it first; only .gz is unpacked"),
    ((".parquet", ".feather", ".arrow"), "give it as a data frame"),
)


def _read_text(content: Content, rules: Rules) -> Iterator[Entry]:
    text = decode_bytes(content.data, encoding=rules.encoding)
    if not text.strip():
        yield reject(content.where, "the text is empty")
        return
    fields = find_metadata(content.path, rules=rules)
    known = {"id": content.path.stem, **find_header_fields(text, lexicon=rules.lexicon), **fields}
    entry = build_article(text, known, where=content.where, rules=rules)
    yield evolve(entry, named="id" in fields)


# Pages, feeds and archives are a dozen modules that articles in texts and tables never need.


def _read_page(content: Content, rules: Rules) -> Iterator[Entry]:
    from claimgraph.extraction.articles.pages import PageOrigin, read_page

    fields = find_metadata(content.path, rules=rules)
    origin = PageOrigin(where=content.where, id=content.path.stem, fields=fields)
    yield read_page(content.data, origin=origin, rules=rules)


def _read_archive(file: Path, rules: Rules) -> Iterator[Entry]:
    from claimgraph.extraction.articles.archives import read_archive

    return read_archive(file, rules=rules)


def _read_feed(content: Content, rules: Rules) -> Iterator[Entry]:
    from claimgraph.extraction.articles.feeds import read_feed

    return read_feed(content.data, where=content.where, rules=rules)


def _read_commas(content: Content, rules: Rules) -> Iterator[Entry]:
    return _read_table(content, rules, first=",")


def _read_tabs(content: Content, rules: Rules) -> Iterator[Entry]:
    return _read_table(content, rules, first="\t")


def _read_table(content: Content, rules: Rules, *, first: str) -> Iterator[Entry]:
    text = decode_bytes(content.data, encoding=rules.encoding)
    mapped = rules.columns.get("text")
    wanted = frozenset([normalize_name(mapped)] if mapped else FIELDS["text"])
    rows = read_rows(text, delimiter=choose_delimiter(text, first=first, wanted=wanted))
    header = next(rows, None)
    names = header.cells if header else ()
    reason = header.reason if header else None
    reason = f"the names of its columns: {reason}" if reason else _explain_header(names, wanted, rules)
    if reason:
        yield reject(content.where, reason)
        return
    overlooked = None
    for row in rows:
        where = f"{content.where}, line {row.line}"
        reason = row.reason or _count_cells(row.cells, names)
        if reason:
            yield reject(where, reason)
        else:
            cells = map(strip_guard, row.cells) if _OWN_COLUMN in names else row.cells
            record = dict(zip(names, cells, strict=False))
            entry = read_record(record, where=where, rules=rules)
            yield entry
            overlooked = overlooked or find_overlooked_day(record, entry, rules)
    if overlooked:
        yield reject(content.where, overlooked)


def _explain_header(names: tuple[str, ...], wanted: frozenset[str], rules: Rules) -> str | None:
    """Return which column a table lacks, ``None`` where it has what is needed."""
    if rules.columns:
        note_names(names, rules)
        reason = find_missing_column(names, rules)
        if reason or "text" in rules.columns:
            return reason
    if any(normalize_name(name) in wanted for name in names):
        return None
    wishes = " or ".join(FIELDS["text"][:3])
    return f"no column {wishes}; its columns are: {show_names(names)}; say which one holds the text (columns)"


def _count_cells(cells: tuple[str, ...], names: tuple[str, ...]) -> str | None:
    if any(cells[len(names) :]):
        return f"{len(cells)} cells under {len(names)} columns"
    return None


READERS: Mapping[str, FileReader] = {
    ".txt": _read_text,
    ".json": read_json,
    ".csv": _read_commas,
    ".tsv": _read_tabs,
    ".html": _read_page,
    ".htm": _read_page,
    ".xhtml": _read_page,
    ".rss": _read_feed,
    ".atom": _read_feed,
    ".xml": _read_feed,
}
LINES = (".jsonl", ".ndjson")  # of which what stands before a break can be read
ARCHIVES = (".warc",)
_TEXT, _JSON, *_OTHERS = READERS
SUFFIXES = (_TEXT, _JSON, *LINES, *_OTHERS, *ARCHIVES)
