"""Articles read as they are asked for: the same ones as at once, and never more held than are needed."""

from __future__ import annotations

import gc
import gzip
import io
import json
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import claimgraph as cg
from claimgraph.errors import WorkerError
from claimgraph.extraction.articles import json_files, unpacking
from claimgraph.extraction.findings import report_failure
from claimgraph.workers import Failure
from claimgraph.workers.spreading import ITEMS, PARTS


def _record(number: int, **more: Any) -> dict[str, Any]:
    text = f"At least {number + 2} people were hurt in Kismayo, police said."
    return {"id": f"a{number}", "text": text, "published": "2020-03-01", **more}


def _write_lines(path: Path, count: int) -> Path:
    data = "".join(json.dumps(_record(number)) + "\n" for number in range(count)).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


class _Watched:
    """Records, how many were taken, and how many articles made of them are still held by anybody."""

    def __init__(self, count: int) -> None:
        self.count, self.taken = count, 0
        self.made: list[weakref.ref[cg.Article]] = []

    def __iter__(self) -> Iterator[cg.Article]:
        for number in range(self.count):
            self.taken += 1
            article = cg.Article(**_record(number) | {"published": None})
            self.made.append(weakref.ref(article))
            yield article
            del article

    def count_held(self) -> int:
        gc.collect()
        return sum(one() is not None for one in self.made)


# --- reading --------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of several kinds, with what cannot be read and what comes twice."""
    _write_lines(tmp_path / "b.jsonl", 5)
    _write_lines(tmp_path / "c.jsonl.gz", 7)
    (tmp_path / "a.txt").write_text("One man was hurt in Merca.", encoding="utf-8")
    (tmp_path / "d.csv").write_text("id,text\nd1,Two died.\nd2,\na1,Another one.\n", encoding="utf-8")
    (tmp_path / "e.json").write_text("{broken", encoding="utf-8")
    (tmp_path / "f.ndjson").write_text(
        '{"text": "Three died."}\n\n[1]\n{"text": "Four died."}', encoding="utf-8"
    )
    return tmp_path


def test_stream_gives_what_reading_at_once_gives(folder: Path) -> None:
    """The same articles and the same problems, in the same order."""
    whole = cg.read_articles(folder)
    stream = cg.stream_articles(folder)
    assert tuple(stream) == whole.articles
    assert tuple(stream.problems) == whole.problems
    assert len(whole.problems) == 9
    assert list(stream) == []


def test_problems_are_told_when_they_come_up(folder: Path) -> None:
    """Who listens hears each between the articles around it, and the stream keeps none."""
    told: list[Any] = []
    stream = cg.stream_articles(folder / "f.ndjson", report=told.append)
    assert next(stream).text == "Three died."
    assert told == []
    assert next(stream).text == "Four died."
    assert [problem.where.rpartition(", ")[2] for problem in told] == ["line 3"]
    assert stream.problems == []


def test_cuts_of_pages_are_told(tmp_path: Path) -> None:
    """What a page shows and its article does not hold is told under the article's id."""
    pytest.importorskip("trafilatura")
    story = "".join(
        f"<p>Witness {n} told reporters of the strike on the harbour at dawn.</p>" for n in range(9)
    )
    page = f"<html><body><nav>Home News Sport</nav><article><h1>Strike</h1>{story}</article></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    told: list[Any] = []
    found = list(cg.stream_articles(tmp_path, report=told.append))
    assert (
        [cut.article for cut in told if isinstance(cut, cg.Cut)]
        == [article.id for article in found]
        == ["page"]
    )
    assert tuple(told) == (*(whole := cg.read_articles(tmp_path)).problems, *whole.cuts)


def test_first_problem_ends_a_strict_stream(folder: Path) -> None:
    """What stands before it was given."""
    stream = cg.stream_articles(folder / "f.ndjson", strict=True)
    assert next(stream).text == "Three died."
    with pytest.raises(cg.ArticleError, match="line 3"):
        next(stream)


def test_what_is_no_source_is_an_error_at_once(tmp_path: Path) -> None:
    """Nobody has to ask for the first article to hear that there is no file."""
    with pytest.raises(cg.ArticleError, match="no such file"):
        cg.stream_articles(tmp_path / "gone.jsonl")
    with pytest.raises(cg.MisuseError, match="report takes a function"):
        cg.stream_articles([], report=[])  # type: ignore[arg-type]


def test_missing_column_shows_at_the_end() -> None:
    """Only then it is known that no record has it."""
    stream = cg.stream_articles([{"text": "Two died."}], columns={"publisher": "Paper"})
    assert next(stream).text == "Two died."
    with pytest.raises(cg.ArticleError, match="no column 'Paper'"):
        next(stream)


# --- what is held ---------------------------------------------------------


class _CountingFile(io.BytesIO):
    """A file that knows how far it was read."""

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert size >= 0, "the file is read whole"
        return super().read(size)


def test_lines_are_read_as_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """An open file is read by and by, whatever its lines and the parts taken of it."""
    lines = [json.dumps(_record(number, pad="x" * (number % 7 * 90))) for number in range(60)]
    data = "\ufeff".encode() + "\r\n".join(lines).encode()
    whole = cg.read_articles([json.loads(line) for line in lines]).articles
    for step in (1, 63, 64, 700, len(data), 2**20):
        monkeypatch.setattr(json_files, "STEP", step)
        file = _CountingFile(data)
        stream = cg.stream_articles(file)
        first = next(stream)
        assert file.tell() <= len(lines[0]) + 2 * step + 8
        assert (first, *stream) == whole


def test_line_that_never_ends_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is one line does not fill the memory."""
    monkeypatch.setattr(json_files, "STEP", 100)
    monkeypatch.setattr(json_files, "LONGEST_LINE", 1000)
    file = _CountingFile(b'{"text": "Two died."}\n{"text": "' + b"x" * 9000)
    reading = cg.read_articles(file)
    assert [article.text for article in reading] == ["Two died."]
    assert "a line of more than" in reading.problems[0].reason
    assert file.tell() < 2000


def test_packed_lines_are_unpacked_as_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Packed JSON Lines may hold more than any other packed file."""
    monkeypatch.setattr(unpacking, "LARGEST", 1000)
    path = _write_lines(tmp_path / "many.jsonl.gz", 300)
    assert len(list(cg.stream_articles(path))) == 300


def test_given_articles_are_let_go() -> None:
    """Neither the stream nor what is extracted from it keeps an article; equal ids are still noticed."""
    watched = _Watched(300)
    stream = cg.stream_articles(iter(watched))
    for number, article in enumerate(stream, start=1):
        assert watched.taken == number
        if number % 100 == 0:
            assert watched.count_held() <= 2
        del article
    again = cg.stream_articles([_record(1), _record(2), _record(1), _record(2, text="Another text.")])
    assert [article.id for article in again] == ["a1", "a2"]
    assert ["read before" in again.problems[0].reason, "another article" in again.problems[1].reason] == [
        True
    ] * 2


# --- extracting from a stream ----------------------------------------------


def test_iterator_in_iterator_out() -> None:
    """What is at hand gives a tuple; what comes by and by gives claims by and by, the same ones."""
    records = [_record(number) for number in range(4)]
    reading = cg.read_articles(records)
    for extract in (cg.extract_claims, cg.extract_accounts):
        whole = extract(reading)
        assert isinstance(whole, tuple)
        assert whole == extract(list(reading))
        found = extract(cg.stream_articles(records))
        assert not isinstance(found, tuple)
        assert (next(found), *found) == whole


def test_claims_are_found_as_they_are_asked_for() -> None:
    """One process takes one article at a time and keeps none."""
    watched = _Watched(40)
    found = cg.extract_accounts(iter(watched))
    assert watched.taken == 0
    for number, _ in enumerate(found, start=1):
        assert watched.taken == number
    assert watched.count_held() <= 1


def test_workers_hold_a_bounded_number_of_articles() -> None:
    """However many there are, several processes hold what they have before them."""
    bound = 2 * PARTS * ITEMS
    watched = _Watched(4 * bound)
    found = cg.extract_accounts(iter(watched), workers=2)
    for number, _ in enumerate(found, start=1):
        assert watched.taken <= number + bound
        if number % bound == 0:
            assert watched.count_held() <= bound + ITEMS
    assert watched.taken == 4 * bound


def test_graph_takes_over_what_a_stream_reports(folder: Path) -> None:
    """A stream is a source like any other; its problems are the graph's."""
    assert cg.build_graph(cg.stream_articles(folder)) == cg.build_graph(cg.read_articles(folder))
    stream = cg.stream_articles(folder / "f.ndjson")
    assert [problem.where[-6:] for problem in cg.read_articles([stream]).problems] == ["line 3"]


def test_failed_extraction_is_reported_to_who_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """By default the error of the first such article is raised."""
    from claimgraph.extraction import findings

    def fail_once(find: Callable[..., Any]) -> Callable[..., Any]:
        def fail(article: cg.Article, **options: Any) -> Any:
            if article.id == "a1":
                raise RecursionError("too deep")
            return find(article, **options)

        return fail

    for name in ("find_claims", "trace_article"):
        monkeypatch.setattr(findings, name, fail_once(getattr(findings, name)))
    reading = cg.read_articles([_record(number) for number in range(3)])
    problems: list[cg.Problem] = []
    found = cg.extract_claims(reading, report=problems.append)
    assert {claim.article for claim in found} == {"a0", "a2"}
    assert [str(problem) for problem in problems] == [
        "a1: extraction failed (RecursionError: too deep); the article is skipped"
    ]
    with pytest.raises(RecursionError, match="too deep"):
        cg.extract_claims(reading)
    assert cg.build_graph(reading).problems == tuple(problems)


def test_wrong_use_is_an_error_of_the_caller_not_of_an_article() -> None:
    """What is no article is not skipped as if reading had failed."""
    with pytest.raises(cg.MisuseError, match="an Article is needed, not dict"):
        cg.extract_claims([_record(1)], report=print)  # type: ignore[list-item]


def test_article_that_ends_its_process_is_a_problem_of_its_own() -> None:
    """It is no wrong use, which would be wrong with every article: it is reported where that is wanted."""
    article, failure = cg.Article(id="a", text=""), Failure(WorkerError("out of memory"))
    problems: list[cg.Problem] = []
    report_failure(failure, article, report=problems.append)
    assert [problem.where for problem in problems] == ["a"]
    with pytest.raises(WorkerError, match="out of memory"):
        report_failure(failure, article, report=None)


def test_progress_knows_how_many_articles_there_are_where_they_are_at_hand() -> None:
    """A list has a number of articles, an iterator has none until its end."""
    articles = cg.read_articles([_record(0), _record(1)]).articles
    told: list[Any] = []
    list(cg.extract_claims(articles, progress=lambda *said: told.append(said)))
    assert told == [(done, 2, "finding claims") for done in (0, 1, 2)]
    told.clear()
    list(cg.extract_claims(iter(articles), progress=lambda *said: told.append(said)))
    assert told[0] == (0, None, "finding claims")
    assert told[-1] == (2, 2, "finding claims")
