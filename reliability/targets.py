"""What a fuzzer may feed with any bytes: each target raises where a law is broken, and only there.

A file is read by the readers of `tests/damages.py`; its first byte chooses the reader. Nothing here needs the
fuzzer, so that the tests run the kept seeds through the same doors.
"""

from __future__ import annotations

import datetime
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import claimgraph as cg
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


def read_judgements(data: bytes) -> None:
    """Read bytes as a log of judgements."""
    read_file("judgements", data)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "reading": read_articles,
    "extraction": extract,
    "loading": load,
    "judgements": read_judgements,
}


def list_first_seeds(target: str) -> list[bytes]:
    """Return what a fuzzer begins with: a good file for each reader, or some texts of our own."""
    if target != "extraction":
        readers = _load_damages().READERS
        return [bytes([at]) + readers[name].make() for at, name in enumerate(list_readers(target))]
    folder = Path(__file__).parent.parent / "examples"
    texts = [file.read_bytes() for file in sorted(folder.glob("articles*/*.txt"))]
    return [bytes([at % 256]) + text for at, text in enumerate(texts)]
