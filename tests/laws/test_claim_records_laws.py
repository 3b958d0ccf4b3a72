"""Laws of claims from elsewhere: our own table comes back, nothing raises but ours, no words are made up."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import claimgraph as cg
from claimgraph.extraction.claim_records.columns import is_missing, list_columns
from claimgraph.output.files import format_rows
from claimgraph.output.tables import name_columns, to_rows

COLUMNS = name_columns("claims")
TIDY = COLUMNS[:21]
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
FIELDS = tuple(column.name for column in list_columns())
# Cells that mean something, so that rows get beyond their first cell.
WORDS = """killed injured deaths 28 28+ 20-25 dozens at_least SOHR Saraqib 2018-03-21 2018-03 denied asserted
true a b [[0,5]] [1,2] incident day Tripoli Syria – 3""".split()
PHRASES = [
    "at least 28 civilians",
    "four of them",
    "A bus overturned",
    "a year of war",
    "nobody",
    "\ud83d",
    "\x00",
]
LIKELY = st.sampled_from([*WORDS, *PHRASES])
CELLS = st.one_of(LIKELY, st.text(max_size=12), st.none(), st.integers(), st.floats(), st.booleans())
ROWS = st.dictionaries(st.one_of(st.sampled_from(FIELDS), st.text(max_size=6)), CELLS, max_size=9)
ARTICLES = (
    cg.Article(
        id="a", text="A bus overturned. At least 28 civilians died and 3 were hurt, SOHR said on Sunday."
    ),
    cg.Article(id="b", text="Officials “denied” that\nfour of them were killed."),
)


@pytest.fixture(scope="module")
def graphs() -> list[cg.ClaimGraph]:
    """Graphs of the example articles of two conflicts."""
    return [cg.build_graph(EXAMPLES / name) for name in ("articles", "articles_us")]


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
@pytest.mark.parametrize("with_articles", [True, False])
def test_our_own_table_comes_back(graphs: list[cg.ClaimGraph], suffix: str, with_articles: bool) -> None:
    """Claims and denials that were written as a table are read equal in its columns, in the same accounts."""
    for graph in graphs:
        rows = to_rows(graph)
        written = io.BytesIO(format_rows(rows, suffix=suffix, columns=COLUMNS))
        reading = cg.read_claims(written, articles=graph.articles if with_articles else ())
        assert reading.problems == ()
        again = to_rows(
            (*reading.claims, *reading.denials), articles=graph.articles, incidents=graph.incidents
        )
        assert [[row[name] for name in TIDY] for row in again] == [
            [row[name] for name in TIDY] for row in rows
        ]
        told = [[claim.id for claim in account.claims] for account in reading.accounts]
        assert told == [
            [claim.id for claim in account.claims] for account in graph.accounts if account.claims
        ]
        kinds = {check.kind for check in reading.checks}
        assert kinds == ({cg.QuoteKind.EXACT} if with_articles else {cg.QuoteKind.UNCHECKED})


@pytest.mark.parametrize("suffix", [".xlsx", ".parquet", ".csv"])
def test_our_own_files_come_back(graphs: list[cg.ClaimGraph], suffix: str, tmp_path: Path) -> None:
    """What `save` wrote for spreadsheets and data frames is read equal in the columns of the tidy table."""
    for needed in ("openpyxl", "pyarrow", "xlsxwriter"):
        pytest.importorskip(needed)
    for graph in graphs:
        cg.save(graph, tmp_path / f"claims{suffix}")
        reading = cg.read_claims(tmp_path / f"claims{suffix}", articles=graph.articles)
        assert reading.problems == ()
        again = to_rows(
            (*reading.claims, *reading.denials), articles=graph.articles, incidents=graph.incidents
        )
        assert [[row[name] for name in TIDY] for row in again] == [
            [row[name] for name in TIDY] for row in to_rows(graph)
        ]


def test_our_own_claims_build_the_same_incidents(graphs: list[cg.ClaimGraph]) -> None:
    """From our table and the articles come the incidents that reading the articles gives."""
    for graph in graphs:
        reading = cg.read_claims(to_rows(graph), articles=graph.articles)
        again = cg.build_graph(reading)
        assert [one.articles for one in again.incidents] == [one.articles for one in graph.incidents]
        assert [one.figures for one in map(_Tolls, again.incidents)] == [
            one.figures for one in map(_Tolls, graph.incidents)
        ]


class _Tolls:
    """The figures of an incident, to compare."""

    def __init__(self, incident: cg.Incident) -> None:
        self.figures = sorted(
            (toll.measure, toll.group, toll.low, toll.high or -1) for toll in incident.tolls
        )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150)
@given(rows=st.lists(ROWS, max_size=4), with_articles=st.booleans())
@example(rows=[{"measure": "killed", "value": "9" * 5000}], with_articles=False)
@example(rows=[{"measure": "killed", "text": "\ud83d 5 men", "article": "a"}], with_articles=True)
@example(rows=[{"measure": "killed", "value": 1, "id": "1", "part_of": "1"}], with_articles=False)
@example(rows=[{"measure": "killed", "value": float("inf")}], with_articles=False)
@example(rows=[{"measure": "killed", "value": 3, "date": "9999-99"}], with_articles=False)
def test_any_table_is_read_or_reported(rows: list[dict[str, Any]], with_articles: bool) -> None:
    """No table raises; each row is a claim, a denial or a problem; words of a claim stand in its article."""
    articles = ARTICLES if with_articles else ()
    reading = cg.read_claims(rows, articles=articles)
    texts = {article.id: article.text for article in articles}
    for claim in reading:
        assert all(
            span.of(texts[claim.article]) == claim.text for span in claim.spans if claim.article in texts
        )
        assert claim.quantity.low >= 0
        assert claim.quantity.high is None or claim.quantity.low <= claim.quantity.high
    told = [one.id for account in reading.accounts for one in (*account.claims, *account.denials)]
    assert sorted(told) == sorted(one.id for one in (*reading.claims, *reading.denials))
    assert len(set(told)) == len(told)
    full = sum(bool(set(row) & set(FIELDS)) for row in rows)
    assert len(reading.claims) + len(reading.denials) + len(reading.problems) >= full - sum(
        map(_is_blank, rows)
    )
    cg.build_graph(reading)


def _is_blank(row: dict[str, Any]) -> bool:
    """Return whether all known cells of a row say nothing."""
    return all(is_missing(cell) for name, cell in row.items() if name in FIELDS)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(
    text=st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(
                [
                    '{"claims": [',
                    '{"measure": "killed", "value": 3}',
                    "]",
                    "}",
                    "```json\n",
                    ",",
                    "[",
                    "a,b\n",
                ]
            )
        ).map("".join),
    )
)
@example(text="[" * 20_000)
@example(text='{"a":' * 5_000)
def test_any_text_is_read_or_reported(text: str) -> None:
    """An open file of any text gives claims or problems."""
    reading = cg.read_claims(io.StringIO(text))
    assert isinstance(reading, cg.ClaimReading)


@settings(deadline=None, max_examples=60)
@given(
    words=st.text(alphabet="at 28civlns\n“\"'A", min_size=1, max_size=20), article=st.sampled_from(ARTICLES)
)
def test_words_are_found_only_where_they_stand(words: str, article: cg.Article) -> None:
    """Words that are said to be found differ from what stands there in marks, blanks and capitals alone."""
    row = {"measure": "killed", "value": None, "text": words, "article": article.id}
    for check in cg.read_claims([row], articles=ARTICLES).checks:
        for span in check.spans:
            assert _plain(span.of(article.text)) == _plain(words)


def _plain(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())


def test_order_of_rows_changes_no_claim(graphs: list[cg.ClaimGraph]) -> None:
    """The claims of a table are the same whichever row comes first."""
    rows = to_rows(graphs[0])
    forward = cg.read_claims(rows)
    backward = cg.read_claims(rows[::-1])
    assert set(map(repr, forward.claims)) == set(map(repr, backward.claims))
    assert {account.id for account in forward.accounts} == {account.id for account in backward.accounts}


def test_reading_leaves_the_source_alone() -> None:
    """Records and answers are not changed by being read."""
    rows = [{"measure": "killed", "value": 3, "relays": ["AFP"]}]
    before = json.dumps(rows)
    cg.read_claims(rows)
    assert json.dumps(rows) == before
