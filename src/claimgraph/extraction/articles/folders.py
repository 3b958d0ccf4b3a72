"""Paths and folders → the entries of their files, in the order of names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from claimgraph.errors import ArticleError
from claimgraph.extraction.articles.files import SUFFIXES, explain_suffix, is_known, read_file
from claimgraph.extraction.articles.metadata import METADATA, read_metadata
from claimgraph.extraction.articles.own_reports import LIST, list_report_files
from claimgraph.extraction.articles.records import Entry, Rules, reject, show_path
from claimgraph.model import Problem


def check_path(source: str | os.PathLike[str]) -> Path:
    """Return the path.

    Raises:
        ArticleError: There is nothing; the text says what a string that is no path may have been meant as.
    """
    try:
        path = Path(source)
        if os.fspath(source) and path.exists():
            return path
    except (OSError, ValueError, TypeError):
        pass
    shown = ascii(os.fspath(source))
    shown = shown if len(shown) <= 80 else shown[:77] + "..."
    raise ArticleError(f'no such file or folder: {shown}; a text is given as a record: {{"text": "..."}}')


def read_path(path: Path, *, rules: Rules) -> Iterator[Entry]:
    """Read a file, or a folder with its subfolders in the order of names.

    Raises:
        ArticleError: The folder holds no file of a known kind.
    """
    if not path.is_dir():
        yield from read_file(path, rules=rules)
        return
    problems: list[Problem] = []
    files = list(_list_files(path, problems))
    yield Entry(where=show_path(path), problems=tuple(problems))
    if not any(is_known(file) for file in files):
        others = f" ({len(files)} files of other kinds are there)" if files else ""
        others += "".join(f" ({problem.reason})" for problem in problems)
        kinds = ", ".join(SUFFIXES)
        raise ArticleError(f"{show_path(path)}: a folder without articles{others}; looked for {kinds}")
    for file in files:
        yield from _read_member(file, path, rules)


def list_members(folder: Path) -> list[Path]:
    """List the files of a folder by name, but ``metadata.csv``, hidden files and those of reports."""
    return [file for file in _list_files(folder, []) if file.name != METADATA]


def explain_member(file: Path, folder: Path) -> str | None:
    """Say why a file of a folder is not read: a link that leads out of it, a kind that is not known."""
    reason = _explain_link(file, folder) if file.is_symlink() else None
    return reason or (None if is_known(file) else explain_suffix(file))


def _list_files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """List the files under a folder by name, folders after files, but hidden ones and those of reports."""

    def note(error: OSError) -> None:
        problems.append(Problem(where=str(error.filename), reason=f"cannot be read: {error.strerror}"))

    reports: set[Path] = set()
    for where, folders, names in os.walk(folder, onerror=note):
        if LIST in names:
            reports |= _find_report(Path(where), problems)
        linked = [name for name in folders if (Path(where) / name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in linked)
        for name in sorted([*names, *linked]):
            file = Path(where, name)
            if not name.startswith(".") and file not in reports:
                yield file


def _find_report(folder: Path, problems: list[Problem]) -> set[Path]:
    """Find the files that a report consists of, which lies in a folder; say once that they are skipped."""
    written = list_report_files(folder)
    if not written:
        return set()
    reason = f"skipped: the {len(written)} files of a report of claimgraph, no articles"
    problems.append(Problem(where=show_path(folder), reason=reason))
    return {folder / name for name in (LIST, *written)}


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
