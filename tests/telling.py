"""Everything that is said of some articles, as lines of text that a person can read and compare.

    python tests/telling.py

writes these lines anew for each corpus of `CORPORA` to `told/`. `test_told.py` holds what the code says
against them: whatever changes in what a reader sees, shows in the change of a file, and is looked at there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import claimgraph as cg
from claimgraph.model import Incident, Toll

TESTS = Path(__file__).parent
TOLD = TESTS / "told"
CORPORA = {
    "week": TESTS.parent / "examples" / "week",
    "articles": TESTS.parent / "examples" / "articles",
    "articles_us": TESTS.parent / "examples" / "articles_us",
}


def tell_corpus(corpus: Path) -> str:
    """Return everything that is said of the articles of a folder or a file."""
    graph = cg.build_graph(corpus)
    parts = [
        *(tell_incident(incident) for incident in graph.incidents),
        *(_head(f"story {one.id}", [str(one)]) for one in graph.stories),
        _head("questions", _tell_questions(graph)),
        _head("pairs", _tell_pairs(graph)),
        _head("growing", _tell_growth(graph)),
    ]
    return "\n".join(line for part in parts for line in part)


def _head(title: str, lines: list[str]) -> Iterator[str]:
    yield f"== {title}"
    yield from lines
    yield ""


def tell_incident(incident: Incident) -> Iterator[str]:
    """Yield what is said of an incident."""
    yield f"== {incident.id} {incident}"
    yield from (
        f"account {one.id} {one.article}: {', '.join(map(str, one.claims))}" for one in incident.accounts
    )
    yield cg.summarize(incident, style="full")
    yield from (f"link {one.a} {one.b} {one.score:.4f}" for one in incident.links)
    yield from (f"copy {one.reason}" for one in incident.copies)
    grade = cg.grade_incident(incident)
    yield f"grade {grade.grade}: {grade.reason}" if grade else "no grade"
    for row in cg.list_responsibility(incident):
        who = [[one.name for one in told] for told in (row.accused_by, row.claimed_by, row.denied_by)]
        yield f"party {row.actor}: accused by {who[0]}, claimed by {who[1]}, denied by {who[2]}"
    for one in cg.compare_conventions(incident.claims, copies=incident.copies):
        rule = f"{one.convention}, {one.scope.value}, {one.measure}, {one.group}"
        yield f"by {rule}: {one.low} {one.best} {one.high}"
    for toll in incident.tolls:
        yield from _tell_toll(toll)
    yield ""


def _tell_toll(toll: Toll) -> Iterator[str]:
    yield f"toll {toll.measure} {toll.group}: {toll}"
    yield f"  origins {[one.name for one in toll.origins]}"
    yield from (f"  {one.kind.value}: {one.reason}" for one in toll.relations)
    yield from (f"  {one.kind}: {one.reason}" for one in toll.checks)
    yield from (f"  retold: {one.reason}" for one in toll.retellings)
    yield from (f"  series: {one}" for one in cg.list_series(toll))


def _tell_questions(graph: cg.ClaimGraph) -> list[str]:
    return [f"{one.worth:.4f} {one}" for one in graph.review(limit=20)]


def _tell_pairs(graph: cg.ClaimGraph) -> list[str]:
    """Return each pair that is compared, and all that speaks for and against it."""
    found = []
    for a, b in cg.find_pairs(graph.accounts):
        link = cg.score_pair(a, b)
        said = "; ".join(f"{one.weight:+.3f} {one.name}: {one.reason}" for one in link.evidence)
        found.append(f"{link.a} {link.b} {link.score:.4f} {said}")
    return sorted(found)


def _tell_growth(graph: cg.ClaimGraph) -> list[str]:
    """Return what changes as the later half of the articles comes in, and as two of a pair are parted."""
    half = len(graph.articles) // 2
    grown = cg.build_graph(graph.articles[:half]).add(graph.articles[half:])
    lines = [str(one) for one in grown.changes]
    for question in graph.review(limit=3):
        decision = "different" if question.link.score > 0 else "same"
        judged = graph.judge(question.a, question.b, decision, by="Ana", when="2030-01-02", why="seen")
        lines += [f"judged {decision}: {one}" for one in judged.changes]
    return lines


def main() -> None:
    """Write what is told of each corpus."""
    TOLD.mkdir(exist_ok=True)
    for name, corpus in CORPORA.items():
        (TOLD / f"{name}.txt").write_text(tell_corpus(corpus), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
