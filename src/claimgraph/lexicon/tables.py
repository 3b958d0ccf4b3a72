"""Read the word tables of several layers as one lexicon.

Every table opens with comment lines that say where its words come from and under which licence;
`tests/test_lexicon.py` holds that.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from sys import float_info
from types import MappingProxyType
from typing import Any

from claimgraph.errors import LexiconError, MisuseError

HERE = Path(__file__).parent
DEFAULT_LAYERS = ("world", "syria")

Row = Mapping[str, str]


class Lexicon:
    """The tables of some layers, read when first asked for and kept.

    Two calls of `load_lexicon` with the same layers give the same object, so that what a step
    compiles from a lexicon is compiled once.
    """

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._words: dict[str, Mapping[str, Any]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        # Another process reads the tables itself, once; those that are shipped may lie elsewhere there.
        return load_lexicon, tuple(one.name if one.parent == HERE else one for one in self.folders)

    def __repr__(self) -> str:
        return f"Lexicon({', '.join(folder.name for folder in self.folders)})"

    def rows(self, table: str) -> tuple[Row, ...]:
        """Return the rows of a CSV table of all layers, the base layer's first.

        Args:
            table: Name without suffix, such as ``"sources"``.

        Returns:
            One mapping a row; empty where no layer has the table.

        Raises:
            LexiconError: A column of the base layer's table is missing, or a row has more or fewer
                cells than the header.
        """
        if table not in self._rows:
            files = [folder / f"{table}.csv" for folder in self.folders]
            shipped = _read_heading(HERE / DEFAULT_LAYERS[0] / f"{table}.csv")
            found = [row for file in files if file.is_file() for row in _read_rows(file, shipped)]
            self._rows[table] = tuple(found)
        return self._rows[table]

    def words(self, table: str) -> Mapping[str, Any]:
        """Return a TOML table of all layers merged: lists follow each other, values override.

        Args:
            table: Name without suffix, such as ``"cues"``.

        Raises:
            LexiconError: A file is not valid TOML, or a value is of another kind than in the layers below.
        """
        if table not in self._words:
            merged: dict[str, Any] = {}
            for folder in self.folders:
                file = folder / f"{table}.toml"
                if file.is_file():
                    own = _read_toml(file)
                    _check_kinds(own, merged, where=_name(file))
                    merged = _merge(merged, own)
            self._words[table] = MappingProxyType(merged)
        return self._words[table]


def load_lexicon(*layers: str | Path) -> Lexicon:
    """Load the word tables of some layers, the base first.

    Args:
        layers: Names of shipped layers (``"world"``, ``"syria"``) or folders of your own.
            Without any, the shipped ones.

    Returns:
        The lexicon; the tables are read when they are first needed, and once: a folder that is
        edited afterwards is read again by a new process.

    Raises:
        LexiconError: A layer is neither shipped nor a folder.
    """
    return _keep(tuple(_find_folder(layer) for layer in layers)) if layers else _load_shipped()


def choose_lexicon(lexicon: Lexicon | None) -> Lexicon:
    """Return the lexicon given, the shipped one where none is.

    Raises:
        MisuseError: Something else was given, the name of a layer say.
    """
    if lexicon is None:
        return _load_shipped()
    if not isinstance(lexicon, Lexicon):
        raise MisuseError(f"lexicon takes what load_lexicon gives, not {lexicon!r}")
    return lexicon


@lru_cache(maxsize=1)
def _load_shipped() -> Lexicon:
    # Asked for with every article, and always the same folders: the disk is asked once.
    return _keep(tuple(HERE / layer for layer in DEFAULT_LAYERS))


@lru_cache(maxsize=16)
def _keep(folders: tuple[Path, ...]) -> Lexicon:
    return Lexicon(folders)


def _find_folder(layer: str | Path) -> Path:
    shipped = HERE / str(layer)
    # Resolved, so that the same name means another folder after a change of directory.
    for folder in (shipped, Path(layer).resolve()):
        if folder.is_dir() and not folder.name.startswith("__"):
            return folder
    names = sorted(child.name for child in HERE.iterdir() if (child / "README.md").is_file())
    raise LexiconError(f"no word tables {str(layer)!r}; shipped are {names}, or give a folder")


def _read_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{_name(file)}: not in UTF-8 ({error.reason} at byte {error.start})") from None
    except OSError as error:
        raise LexiconError(f"{_name(file)}: cannot be read: {error.strerror or error}") from None


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def _list_body(file: Path) -> list[str]:
    """Return the lines of a table without comments and empty ones."""
    return [line for line in _read_text(file).splitlines() if line.strip() and not line.startswith("#")]


def _read_heading(file: Path) -> tuple[str, ...]:
    """Return the columns of a shipped table, none where the base layer has no such table."""
    body = _list_body(file) if file.is_file() else []
    return tuple(next(csv.reader(body[:1]), ()))


def _read_rows(file: Path, columns: Sequence[str]) -> list[Row]:
    listed = _split_rows(file)
    if not listed:
        return []
    header, *cells_of_rows = listed
    missing = [name for name in columns if name not in header]
    if missing:
        text = f"{_name(file)}: no column {missing[0]!r}; the columns are {list(columns)}"
        raise LexiconError(text)
    rows: list[Row] = []
    for number, cells in enumerate(cells_of_rows, start=1):
        if len(cells) != len(header):
            shown = f"{len(cells)} cells under {len(header)} headings: {cells!r:.200}"
            raise LexiconError(f"{_name(file)}, row {number}: {shown}")
        rows.append(MappingProxyType(dict(zip(header, (cell.strip() for cell in cells), strict=True))))
    return rows


def _split_rows(file: Path) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO("\n".join(_list_body(file)))))
    except csv.Error as error:
        raise LexiconError(f"{_name(file)}: no table of words: {error}") from None


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_read_text(file))
    except LexiconError:
        raise
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError, too
        raise LexiconError(f"{_name(file)}: {error}") from error


def _check_kinds(value: Any, old: Any, *, where: str) -> None:
    """Refuse a value that is of another kind than that of the layers below, whose readers count on it.

    Raises:
        LexiconError: The text names the key.
    """
    kind, wanted = _name_kind(value), _name_kind(old)
    if kind != wanted:
        raise LexiconError(f"{where}: {kind} where {wanted} is needed: {value!r:.80}")
    if isinstance(value, list) and old:
        for one in value:
            _check_alike(one, old, where=where)
    elif isinstance(value, dict) and old:
        for key, one in value.items():
            if key in old:
                _check_kinds(one, old[key], where=f"{where}, {key}")
            else:
                _check_alike(one, list(old.values()), where=f"{where}, {key}")


def _check_alike(value: Any, others: list[Any], *, where: str) -> None:
    """Refuse a value among others that are all of one kind, if it is of another."""
    kinds = {_name_kind(other) for other in others}
    if len(kinds) == 1 and _name_kind(value) not in kinds:
        raise LexiconError(
            f"{where}: {_name_kind(value)} where the others are {next(iter(kinds))}: {value!r:.80}"
        )


_KINDS: Mapping[type, str] = {str: "a text", list: "a list", dict: "a table"}


def _name_kind(value: Any) -> str:
    if isinstance(value, bool):
        return "a flag"
    if isinstance(value, int | float):
        # None that cannot be reckoned with: NaN, infinities, integers beyond every float.
        return "a number" if abs(value) <= float_info.max else "no number"
    return _KINDS.get(type(value), "a day")


def _merge(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        if isinstance(old, list) and isinstance(value, list):
            merged[key] = [*old, *value]
        elif isinstance(old, dict) and isinstance(value, dict):
            merged[key] = _merge(old, value)
        else:
            merged[key] = value
    return merged
