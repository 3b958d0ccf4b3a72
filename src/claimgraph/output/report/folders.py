"""A report written into a folder: all of its files or none, and nothing there touched that is not its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path
from secrets import token_hex

from claimgraph.errors import MisuseError
from claimgraph.extraction.articles.own_reports import LIST, format_report_list, list_report_files
from claimgraph.output.lines import write_bytes
from claimgraph.output.report.many_pages import FRONT, File


def write_folder(path: str | os.PathLike[str], files: Iterable[File]) -> None:
    """Write files into a folder.

    All are written beside those that are there before the first of them takes its place, the front
    last, so that a run that fails leaves what was there. Files of a former report that the new one
    lacks are removed; all others stay.

    Args:
        path: The folder, which is made if it is not there; the one that it lies in must be.
        files: Names and contents, of names that `make_pages` gives.

    Raises:
        MisuseError: A file would take the place of one that no report wrote.
        FileNotFoundError: There is no folder to make it in.
    """
    target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        raise FileNotFoundError(2, "the folder to write into does not exist", str(target.parent))
    is_new = not target.exists()
    part = (target.parent if is_new else target) / f".claimgraph-{token_hex(8)}.part"
    part.mkdir()
    try:
        names = _write_files(part, files)
        if is_new:
            _write_list(part, names)
            part.rename(target)
        else:
            _replace_files(part, target, names)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _write_files(folder: Path, files: Iterable[File]) -> list[str]:
    names, made = [], {""}
    for name, data in files:
        above = name.rpartition("/")[0]
        if above not in made:
            (folder / above).mkdir(parents=True)
            made.add(above)
        (folder / name).write_bytes(data)
        names.append(name)
    return names


def _replace_files(part: Path, target: Path, names: list[str]) -> None:
    former = list_report_files(target)
    _check_owner(target, names, former)
    # Should this be broken off, the next report knows of all that lies there.
    _write_list(target, {*names, *former})
    for above in {name.rpartition("/")[0] for name in names}:
        (target / above).mkdir(parents=True, exist_ok=True)
    for name in sorted(names, key=lambda name: name == FRONT):
        (part / name).replace(target / name)
    _remove_files(target, former - set(names))
    _write_list(target, names)


def _check_owner(target: Path, names: Iterable[str], former: Collection[str]) -> None:
    for name in names:
        if name not in former and os.path.lexists(target / name):
            raise MisuseError(
                f"{str(target / name)!r} was not written by a report and is kept; "
                "give a new folder, an empty one, or that of a former report"
            )


def _remove_files(target: Path, names: Collection[str]) -> None:
    for name in names:
        (target / name).unlink(missing_ok=True)
    above = {folder for name in names for folder in Path(name).parents if folder.name}
    for folder in sorted(above, key=lambda one: -len(one.parts)):
        if (target / folder).is_dir() and not any((target / folder).iterdir()):
            (target / folder).rmdir()


def _write_list(folder: Path, names: Iterable[str]) -> None:
    """Note which files are a report's, so that only these are ever replaced or removed, and none is read."""
    write_bytes(folder / LIST, [format_report_list(names).encode("ascii")])


__all__ = ["write_folder"]
