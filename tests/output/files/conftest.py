"""A small claim graph that all tests of files write."""

from __future__ import annotations

import pytest

import claimgraph as cg

RECORDS = [
    {
        "id": "a1",
        "title": "=Strike hits Armanaz",
        "publisher": "The Daily",
        "published": "2017-09-30",
        "url": "https://example.org/a1",
        "text": "An air strike killed at least 28 civilians in Armanaz in Idlib province on Friday, the "
        "Syrian Observatory for Human Rights said. Four children were among the dead. "
        "The monitor blamed Russia.",
    },
    {
        "id": "a2",
        "title": "More dead in Armanaz",
        "publisher": "Herald",
        "published": "2017-10-01",
        "text": "The White Helmets said 40 civilians were killed in Friday's air strike on Armanaz in Idlib "
        "province. The Russian Defence Ministry denied bombing the town.",
    },
    {
        "id": "a3",
        "publisher": "Herald",
        "published": "2017-10-02",
        "text": "Dozens of fighters were killed in the village of Nowhereville on Sunday, activists said.",
    },
]


@pytest.fixture(scope="session")
def graph() -> cg.ClaimGraph:
    """Two reports of one strike that do not agree, and a place that no gazetteer has."""
    return cg.build_graph(RECORDS)
