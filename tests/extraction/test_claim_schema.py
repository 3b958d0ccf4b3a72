"""The JSON Schema of claims: what it allows, what it refuses, and that the published one is ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import claimgraph as cg
from claimgraph.extraction.claim_records.columns import list_columns
from claimgraph.output.tables import name_columns, to_rows

DOCS = Path(__file__).parent.parent.parent / "docs" / "schema"
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
ASKED = [column.name for column in list_columns() if column.asked]
ANSWER = dict.fromkeys(ASKED) | {
    "text": "nine miners",
    "measure": "killed",
    "value": 9,
    "relays": [],
    "date": "2021-05-04",
    "modifier": "exact",
    "scope": "incident",
    "polarity": "asserted",
}


def validate(schema: dict[str, Any], value: Any) -> None:
    """Raise where a value does not fit a schema."""
    fastjsonschema = pytest.importorskip("fastjsonschema")
    try:
        fastjsonschema.compile(schema)(value)
    except fastjsonschema.JsonSchemaException as error:
        raise ValueError(str(error)) from None


@pytest.mark.parametrize(("name", "table"), [("claims.schema.json", False), ("claim-row.schema.json", True)])
def test_published_schema_is_ours(name: str, table: bool) -> None:
    """The file of the docs is what the library says; scripts/write_claim_schemas.py writes it."""
    assert json.loads((DOCS / name).read_text(encoding="utf-8")) == cg.describe_claims(table=table)


@pytest.mark.parametrize("folder", ["articles", "articles_us"])
def test_our_table_fits_its_schema(folder: str) -> None:
    """Every line that `claimgraph claims -o claims.jsonl` writes is valid."""
    schema = cg.describe_claims(table=True)
    rows = to_rows(cg.build_graph(EXAMPLES / folder))
    assert rows
    for row in rows:
        validate(schema, json.loads(json.dumps(row)))


def test_every_column_that_is_written_is_described() -> None:
    """The columns that are read are those that are written, and a few more, which are marked."""
    assert set(name_columns("claims")) == {column.name for column in list_columns() if column.written}
    described = cg.describe_claims(table=True)["properties"]
    assert all(column["description"] for column in described.values())


@pytest.mark.parametrize(
    "change",
    [
        {"measure": "exploded"},
        {"measure": None, "value": 3},
        {"value": -3},
        {"value": "many"},
        {"spans": [[1]]},
        {"spans": [[1, -2]]},
        {"scope": "sometimes"},
        {"polarity": "maybe"},
        {"date": "yesterday"},
        {"relays": "AFP"},
        {"mood": "sad"},
        {"value": None, "text": None},
    ],
)
def test_bad_rows_do_not_fit(change: dict[str, Any]) -> None:
    """Unknown columns and values, and rows without measure or figure, are refused."""
    schema = cg.describe_claims(table=True)
    row = {"measure": "killed", "value": 3}
    validate(schema, row)
    with pytest.raises(ValueError, match="data"):
        validate(schema, {**row, **change})


def test_answer_fits_and_is_read() -> None:
    """What fits the schema of an answer is read without a problem."""
    schema = cg.describe_claims()
    validate(schema, {"claims": []})
    validate(schema, {"claims": [ANSWER]})
    reading = cg.read_claims(json.dumps({"claims": [ANSWER]}))
    assert (len(reading), reading.problems) == (1, ())


@pytest.mark.parametrize(
    "change",
    [{"text": None}, {"measure": None}, {"spans": [[0, 3]]}, {"value": 2.5}, {"modifier": "roughly"}],
)
def test_bad_answers_do_not_fit(change: dict[str, Any]) -> None:
    """An answer quotes words and names a measure; it gives no offsets, which no model counts right."""
    with pytest.raises(ValueError, match="data"):
        validate(cg.describe_claims(), {"claims": [{**ANSWER, **change}]})


def test_schema_of_answers_suits_structured_output() -> None:
    """Every object lists all its fields as required and allows no other; every field is described."""
    schema = cg.describe_claims()
    claim = schema["properties"]["claims"]["items"]
    for one in (schema, claim):
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])
    assert list(claim["properties"]) == ASKED
    assert all(field["description"] for field in claim["properties"].values())
    assert "anyOf" not in json.dumps(schema)


def test_measures_are_those_of_the_lexicon(tmp_path: Path) -> None:
    """A measure that a user adds in a table may be answered."""
    (tmp_path / "measures.toml").write_text('[quarantined]\ncounted = ["quarantined"]\n', encoding="utf-8")
    words = cg.load_lexicon("world", tmp_path)
    claim = cg.describe_claims(lexicon=words)["properties"]["claims"]["items"]
    assert "quarantined" in claim["properties"]["measure"]["enum"]
    assert "quarantined" not in json.dumps(cg.describe_claims())


def test_schema_is_new_at_each_call() -> None:
    """Changing what was returned changes nothing for the next caller."""
    cg.describe_claims()["properties"].clear()
    assert cg.describe_claims()["properties"]
