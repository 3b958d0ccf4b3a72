"""What a fuzzer may feed with any bytes: each target raises where a law is broken, and only there.

A file is read by the readers of `tests/damages.py`; its first byte chooses the reader. Nothing here needs the
fuzzer, so that the tests run the kept seeds through the same doors.
"""

from __future__ import annotations

import datetime
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from attrs import evolve

import claimgraph as cg
from claimgraph.comparison.judgements import (
    find_standing,
    index_homes,
    make_judgement,
    sort_judgements,
    undo_judgement,
)
from claimgraph.extraction.claims import trace_article
from claimgraph.model import Article, Span, Trace

TESTS = Path(__file__).parent.parent / "tests"
# Days on which a text is published; its first byte chooses one.
DAYS = (None, datetime.date(2018, 3, 5), datetime.date(1, 1, 1), datetime.date(9999, 12, 31))
# More is read by the tests of growth; here many short texts say more than a few long ones.
LONGEST = 20_000
ARTICLES = ("x.", "stdin", "fetched", "inbox", "deflate", "gzip", "metadata")
JUDGED = ("judgements",)


class BrokenLawError(AssertionError):
    """Something that must hold of every text does not."""


@lru_cache(maxsize=1)
def _load_damages() -> ModuleType:
    if str(TESTS) not in sys.path:
        sys.path.insert(0, str(TESTS))
    import damages

    return damages


@lru_cache(maxsize=8)
def list_readers(target: str) -> tuple[str, ...]:
    """Return the names of the readers that a target opens files by."""
    names = _load_damages().READERS
    chosen = {
        "reading": [name for name in names if name.startswith(ARTICLES)],
        "judgements": [name for name in names if name in JUDGED],
    }
    known = [name for several in chosen.values() for name in several]
    return tuple(chosen.get(target) or [name for name in names if name not in known])


def read_file(target: str, data: bytes) -> None:
    """Read bytes as a file: what comes is an error of ours or what could be read."""
    names = list_readers(target)
    if not data:
        return
    reader = _load_damages().READERS[names[data[0] % len(names)]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / reader.name
        path.write_bytes(data[1:])
        try:
            outcome = reader.read(path)
        except cg.ClaimGraphError as error:
            _check_said([str(error)])
        else:
            _check_said(outcome.said)


def _check_said(said: Iterable[str]) -> None:
    strange = next((one for one in said if not one.isprintable()), None)
    if strange is not None:
        raise BrokenLawError(f"a message cannot be printed safely: {strange!a:.200}")


def extract(data: bytes) -> None:
    """Extract, link and tell what a text says: every span holds its words, and twice is the same."""
    if not data:
        return
    text = data[1:].decode("utf-8", "surrogateescape" if data[0] & 128 else "replace")[:LONGEST]
    title, _, body = text.partition("\n") if data[0] & 64 else ("", "", text)
    article = Article(id="a", title=title, text=body, published=DAYS[data[0] % len(DAYS)])
    trace = trace_article(article)
    _check_spans(trace)
    if trace != trace_article(article):
        raise BrokenLawError("a second look at a text gives something else")
    _check_graph(article)


def _check_spans(trace: Trace) -> None:
    text = trace.article.text
    told = [(span, claim.text) for claim in trace.claims for span in claim.spans]
    told += [(one.span, one.text) for one in (*trace.denials, *trace.admissions)]
    places = [one.place for one in trace.claims if one.place is not None]
    dates = [one.date for one in trace.claims if one.date is not None]
    told += [(one.span, one.words) for one in (*trace.places, *places, *trace.dates, *dates) if one.span]
    for span, words in told:
        if text[span.start : span.end] != words:
            raise BrokenLawError(f"{span} holds {text[span.start : span.end]!a:.80}, not {words!a:.80}")
    bare = [claim.quantity.span for claim in trace.claims] + [one.span for one in trace.quantities]
    bare += [one.span for one in trace.attributions if one.span] + list(trace.sentences)
    for span in bare:
        _check_within(span, text)
    _check_parts(trace)


def _check_within(span: Span, text: str) -> None:
    if not 0 <= span.start < span.end <= len(text):
        raise BrokenLawError(f"{span} does not lie within a text of {len(text)} characters")


def _check_parts(trace: Trace) -> None:
    """Check that nothing is a part of itself, however many steps away."""
    whole_of = {claim.id: claim.part_of for claim in trace.claims}
    for start, whole in whole_of.items():
        at, seen = whole, {start}
        while at is not None:
            if at in seen:
                raise BrokenLawError(f"{start} is a part of its own part")
            seen.add(at)
            at = whole_of.get(at)


def _check_graph(article: Article) -> None:
    graph = cg.build_graph([article])
    for incident in graph.incidents:
        for toll in incident.tolls:
            if toll.best is not None and not toll.low <= toll.best <= (toll.high or toll.best):
                raise BrokenLawError(f"{toll} is out of order")
        cg.summarize(incident)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.jsonl"
        cg.save(graph, path)
        if cg.load(path) != graph:
            raise BrokenLawError("what is loaded is not what was saved")


def read_articles(data: bytes) -> None:
    """Read bytes as a file of articles."""
    read_file("reading", data)


def load(data: bytes) -> None:
    """Load bytes as a graph, as claims of others, as weights, groups or words."""
    read_file("loading", data)


# -- judgements ---------------------------------------------------------------------------------

EVENTS = (
    ("Harbour", "An air strike killed {0} people in Harbour on 3 March 2018, {1} said."),
    ("Quarry", "A bomb killed {0} soldiers and wounded 7 in Quarry on 9 May 2018, {1} said."),
)
SPEAKERS = ("police", "the Coast Monitor", "a hospital")
ABSENT = ("", "c0000000000000000", "a9", "\u202e")
DECISIONS = ("same", "different", "unsure")
# Two judgements, one of them undone, and its undoing undone; then a note.
PROGRAMS = (
    b"\x80" + bytes([0, 1, 0, 5, 2, 9, 1, 6, 0, 0, 128, 7, 2, 0, 128, 8]),
    b"\x80" + bytes(80) + b"seen",
)


@lru_cache(maxsize=1)
def _build_judged() -> cg.ClaimGraph:
    """Return a graph of two events that three articles each tell of."""
    records = [
        {"id": f"{place}{at}", "text": text.format(12 + at, speaker), "published": "2018-05-10"}
        for place, text in EVENTS
        for at, speaker in enumerate(SPEAKERS)
    ]
    return cg.build_graph(records)


def _rebuild(judgements: Iterable[cg.Judgement]) -> cg.ClaimGraph:
    """Build the graph again, under a log of judgements."""
    plain = _build_judged()
    told = {
        article.id: [one for one in plain.accounts if one.article == article.id] for article in plain.articles
    }
    return cg.build_graph(plain.articles, extract=lambda article: told[article.id], judgements=judgements)


def read_judgements(data: bytes) -> None:
    """Read bytes as a log of judgements, or do what they say to a graph and its log."""
    if data and data[0] >= 128:
        judge(data[1:])
    else:
        read_file("judgements", data)


def judge(program: bytes) -> None:
    """Make judgements of four bytes each, share them in a file, apply them, and take them all back."""
    plain = _build_judged()
    ends = [one.id for one in (*plain.claims, *plain.accounts)] + list(ABSENT)
    log: list[cg.Judgement] = []
    for at in range(0, min(len(program), 80) - 3, 4):
        log += _make_judgement(program[at : at + 4], ends, log, program[80:])
    _check_log(log)
    try:
        judged = _rebuild(log)
    except cg.ConstraintError:
        return
    _check_obeyed(judged)
    back = log + [undo_judgement(one, by="Ben", when="2022-01-01") for one in find_standing(log)]
    if evolve(_rebuild(back), judgements=()) != plain:
        raise BrokenLawError("judgements that were all taken back left something behind")


def _make_judgement(
    said: bytes, ends: Sequence[str], log: Sequence[cg.Judgement], why: bytes
) -> list[cg.Judgement]:
    """Return what four bytes say: two ends, a decision and a day, or which earlier entry is undone."""
    when = f"2021-{said[3] % 12 + 1:02}-{said[3] % 28 + 1:02}"
    if said[2] >= 128:
        return [undo_judgement(log[said[0] % len(log)], by="Ben", when=when)] if log else []
    a, b = ends[said[0] % len(ends)], ends[said[1] % len(ends)]
    if a == b:
        return []
    note = why.decode("utf-8", "replace")
    return [make_judgement(a, b, DECISIONS[said[2] % 3], by="Ana", when=when, why=note)]


def _check_log(log: Iterable[cg.Judgement]) -> None:
    """Check that a log comes back from a file as it was, each entry once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.jsonl"
        cg.write_judgements(log, path)
        if cg.read_judgements(path) != sort_judgements(log):
            raise BrokenLawError("a log that is read is not what was written")


def _check_obeyed(graph: cg.ClaimGraph) -> None:
    """Check that all that stands is so, or is named as what says nothing here."""
    home = index_homes(graph.accounts)
    within = {
        account.id: incident.id
        for incident in (*graph.incidents, *graph.stories)
        for account in incident.accounts
    }
    unplaced = {problem.where for problem in graph.unplaced}
    for one in find_standing(graph.judgements):
        if f"judgement {one.id}" in unplaced or one.decision.value == "unsure":
            continue
        together = within[home[one.a].id] == within[home[one.b].id]
        if together != (one.decision.value == "same"):
            raise BrokenLawError(f"{one} stands and was not obeyed")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "reading": read_articles,
    "extraction": extract,
    "loading": load,
    "judgements": read_judgements,
}


def list_first_seeds(target: str) -> list[bytes]:
    """Return what a fuzzer begins with: a good file for each reader, or texts and judgements of our own."""
    if target != "extraction":
        readers = _load_damages().READERS
        files = [bytes([at]) + readers[name].make() for at, name in enumerate(list_readers(target))]
        return [*files, *PROGRAMS] if target == "judgements" else files
    folder = Path(__file__).parent.parent / "examples"
    texts = [file.read_bytes() for file in sorted(folder.glob("articles*/*.txt"))]
    return [bytes([at % 256]) + text for at, text in enumerate(texts)]
