"""A folder that files are dropped into → additions to a store, each file once and when it is complete."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from attrs import evolve

from claimgraph.errors import ArticleError
from claimgraph.extraction.articles.folders import explain_member, list_members
from claimgraph.extraction.articles.records import show_path
from claimgraph.model import Addition, Problem
from claimgraph.store.databases import Database
from claimgraph.store.records import Cell

Add = Callable[[Iterable[Path]], Addition]


class Stamp(NamedTuple):
    """By what a file is seen to have changed: its size, and when it was written in nanoseconds."""

    size: int
    modified: int


class Inbox:
    """A folder that others drop files into, with its subfolders, and what was seen of it.

    A file is taken when two looks find it alike: until then somebody may be writing it. What was
    taken is noted in the store and read again only if the file changes; what it holds is then
    added as far as it is new.
    """

    def __init__(self, folder: Path, database: Database, *, add: Add) -> None:
        self.folder = folder
        self._database, self._add = database, add
        self._seen: Mapping[Path, Stamp] = {}
        self._waiting: tuple[Path, ...] = ()

    @property
    def waiting(self) -> tuple[Path, ...]:
        """The files that the last look found new or changed: the next one takes them if they stay so."""
        return self._waiting

    def look(self) -> Addition:
        """Take the files that are complete and new.

        Returns:
            What adding them did. A file that cannot be read is a problem, once; the others are taken.
            Nothing where there is nothing new, or no such folder.

        Raises:
            StoreError: The store cannot be written; the next look tries again.
            ConstraintError: The store was filled with other words, or judgements contradict each other.
        """
        found = _stamp_files(self.folder)
        fresh = {path: stamp for path, stamp in found.items() if self._find_noted(path) != stamp}
        steady = {path: stamp for path, stamp in fresh.items() if self._seen.get(path) == stamp}
        self._waiting = tuple(path for path in fresh if path not in steady)
        self._seen = found
        if not steady:
            return Addition()
        addition = self._take_known(list(steady))
        self._note(steady)
        return addition

    def _take_known(self, files: list[Path]) -> Addition:
        """Add the files of known kinds; the others are problems."""
        reasons = {file: explain_member(file, self.folder) for file in files}
        refused = [
            Problem(where=show_path(file), reason=reason) for file, reason in reasons.items() if reason
        ]
        known = [file for file in files if not reasons[file]]
        added = self._take(known) if known else Addition()
        return evolve(added, problems=(*refused, *added.problems)) if refused else added

    def _take(self, files: list[Path]) -> Addition:
        """Add all files at once; one by one if one of them prevents that."""
        try:
            return self._add(files)
        except ArticleError as error:
            if len(files) == 1:
                return Addition(problems=(Problem(where=show_path(files[0]), reason=str(error)),))
        return _join([self._take([file]) for file in files])

    def _find_noted(self, path: Path) -> Stamp | None:
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT size, modified FROM files WHERE path = ?", (_name_file(path),)
            ).fetchone()
        return None if row is None else Stamp(*row)

    def _note(self, files: Mapping[Path, Stamp]) -> None:
        rows = [(_name_file(path), *stamp) for path, stamp in files.items()]
        with self._database.write() as connection:
            connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", rows)


def _stamp_files(folder: Path) -> dict[Path, Stamp]:
    found = {}
    for file in list_members(folder):
        try:
            # Of a link itself: what it leads to may change, or be nowhere.
            status = file.lstat() if explain_member(file, folder) else file.stat()
        except OSError:
            continue
        found[file] = Stamp(status.st_size, status.st_mtime_ns)
    return found


def _name_file(path: Path) -> Cell:
    """Return the name of a file as bytes, as the system has it; no name is lost then."""
    return os.fsencode(path.absolute())


def _join(additions: Iterable[Addition]) -> Addition:
    listed = list(additions)
    return Addition(
        articles=tuple(one for each in listed for one in each.articles),
        repeats=tuple(one for each in listed for one in each.repeats),
        problems=tuple(one for each in listed for one in each.problems),
        cuts=tuple(one for each in listed for one in each.cuts),
        changes=tuple(one for each in listed for one in each.changes),
    )


__all__ = ["Inbox", "Stamp"]
