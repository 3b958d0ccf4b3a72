"""The word tables keep their own rules: origin, licence, form, no key twice."""

from __future__ import annotations

import csv
import gzip
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import claimgraph.lexicon
from claimgraph.errors import LexiconError
from claimgraph.lexicon import load_lexicon

ROOT = Path(claimgraph.lexicon.__file__).parent
LAYERS = sorted(folder.parent.name for folder in ROOT.glob("*/README.md"))
TABLES = sorted(path for ending in ("toml", "csv", "csv.gz") for path in ROOT.glob(f"*/*.{ending}"))
CSV_TABLES = [path for path in TABLES if ".csv" in path.name]
# A column of one of these names identifies the row within its table.
KEYS = ("id", "key")

OPENING = re.compile(r"\A# Origin: \S.*?Licence: \S", re.DOTALL)


def _read(path: Path) -> str:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            return file.read()
    return path.read_text(encoding="utf-8")


def _read_cells(path: Path) -> list[list[str]]:
    lines = [line for line in _read(path).splitlines() if line.strip() and not line.startswith("#")]
    return list(csv.reader(lines))


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def test_layers_are_those_that_the_loader_knows() -> None:
    """Every folder of tables is a layer with a README, and the default layers are among them."""
    assert set(claimgraph.lexicon.tables.DEFAULT_LAYERS) <= set(LAYERS)
    assert {path.parent.name for path in TABLES} <= set(LAYERS)


@pytest.mark.parametrize("path", TABLES, ids=_name)
def test_table_opens_with_origin_and_licence(path: Path) -> None:
    """The comment lines at the top of a table name where its words come from and their licence."""
    top = "\n".join(_read(path).splitlines()[:10])
    comments = "\n".join(line for line in top.splitlines() if line.startswith("#"))
    assert top.startswith("#")
    assert OPENING.search(comments), f"{_name(path)} opens with {comments[:80]!r}"


@pytest.mark.parametrize("path", TABLES, ids=_name)
def test_table_is_clean_text(path: Path) -> None:
    """A table is UTF-8 without byte-order mark, control characters or carriage returns."""
    odd = re.findall(r"[\x00-\x08\x0b-\x1f\x7f\ufeff]", _read(path))
    assert odd == []


@pytest.mark.parametrize("path", CSV_TABLES, ids=_name)
def test_rows_have_the_cells_of_their_header(path: Path) -> None:
    """Every row has as many cells as the header, no heading occurs twice, no row twice."""
    header, *rows = _read_cells(path)
    assert len(set(header)) == len(header)
    assert [row for row in rows if len(row) != len(header)] == []
    repeated = [row for row, count in Counter(map(tuple, rows)).items() if count > 1]
    assert repeated == []


@pytest.mark.parametrize("path", CSV_TABLES, ids=_name)
def test_keys_are_unique(path: Path) -> None:
    """A column that names its rows names each of them once, and none is empty."""
    header, *rows = _read_cells(path)
    for column in set(KEYS) & set(header):
        keys = [row[header.index(column)].strip() for row in rows]
        assert [key for key, count in Counter(keys).items() if count > 1 or not key] == []


@pytest.mark.parametrize("path", [path for path in TABLES if path.suffix == ".toml"], ids=_name)
def test_lists_of_words_hold_no_word_twice(path: Path) -> None:
    """No list of a TOML table holds the same word twice or an empty one."""
    for name, words in _find_lists(tomllib.loads(_read(path)), ""):
        plain = [word for word in words if isinstance(word, str)]
        assert [word for word, count in Counter(plain).items() if count > 1 or not word.strip()] == [], name


def _find_lists(value: object, name: str) -> list[tuple[str, list[object]]]:
    if isinstance(value, dict):
        return [found for key, below in value.items() for found in _find_lists(below, f"{name}.{key}")]
    return [(name, value)] if isinstance(value, list) else []


@pytest.mark.parametrize("layer", LAYERS)
def test_every_shipped_layer_loads(layer: str) -> None:
    """Each layer can be loaded alone and all its tables read."""
    lexicon = load_lexicon(layer)
    for path in TABLES:
        if path.parent.name == layer and path.suffix != ".gz":
            read = lexicon.words if path.suffix == ".toml" else lexicon.rows
            assert len(read(path.stem)) > 0, _name(path)


def test_same_layers_give_the_same_lexicon() -> None:
    """Loading the same layers twice gives one object, so that what is compiled from it is kept."""
    assert load_lexicon("world") is load_lexicon("world")


def test_unknown_layer_is_named_with_those_that_exist() -> None:
    """A layer that is neither shipped nor a folder is an error that lists the shipped ones."""
    with pytest.raises(LexiconError, match=r"'atlantis'.*'world'"):
        load_lexicon("atlantis")


def test_folder_of_ones_own_lies_on_top(tmp_path: Path) -> None:
    """A folder of tables adds rows and words to those of the layers below."""
    (tmp_path / "extra.csv").write_text(
        "# Origin: a test. Licence: CC0.\nid,name\none,One\n", encoding="utf-8"
    )
    (tmp_path / "sentences.toml").write_text('abbreviations = ["xyz"]\n', encoding="utf-8")
    lexicon = load_lexicon("world", tmp_path)
    assert [dict(row) for row in lexicon.rows("extra")] == [{"id": "one", "name": "One"}]
    assert lexicon.words("sentences")["abbreviations"][-1] == "xyz"
    assert len(lexicon.words("sentences")["abbreviations"]) > 1


def test_row_with_a_missing_cell_is_named(tmp_path: Path) -> None:
    """A row of the wrong length is an error that names the file and the row."""
    (tmp_path / "extra.csv").write_text("id,name\none,One\ntwo\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"extra\.csv, row 2"):
        load_lexicon(tmp_path).rows("extra")


def test_broken_toml_is_named(tmp_path: Path) -> None:
    """A file that is not TOML is an error that names the file."""
    (tmp_path / "extra.toml").write_text("words = [", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"extra\.toml"):
        load_lexicon(tmp_path).words("extra")
