"""Several processes: the same results in the same order, and nothing is lost or left behind."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jobs import double, sleep_long, stumble, tell_or_stumble

import claimgraph as cg
from claimgraph.workers import Failure, pause_collecting, spread_work
from claimgraph.workers.spreading import PARTS

TESTS = Path(__file__).parent
ARTICLES = [
    {
        "id": f"a{day}",
        "published": f"2020-03-0{day}",
        "text": f"Police said {day} people died in Kismayo today. The mayor spoke of {day + 1} dead.",
    }
    for day in range(1, 8)
]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no signals of this kind")


class _Counter:
    """Numbers from 0 on, and how many of them were taken."""

    def __init__(self, end: int) -> None:
        self.end, self.taken = end, 0

    def __iter__(self) -> Iterator[int]:
        for number in range(self.end):
            self.taken += 1
            yield number


# --- the work itself ------------------------------------------------------


def test_results_are_in_order_and_items_are_taken_as_needed() -> None:
    """However long the row is, only so many items are held as workers have before them."""
    numbers = _Counter(200)
    held = []
    for given, (number, found) in enumerate(spread_work(double, numbers, workers=2, size=4)):
        assert (number, found) == (given, 2 * given)
        held.append(numbers.taken - given)
    assert len(held) == 200
    assert max(held) <= 2 * PARTS * 4


def test_one_worker_takes_one_item_at_a_time() -> None:
    """In this process nothing is taken before it is asked for."""
    numbers = _Counter(9)
    done = spread_work(double, numbers)
    assert numbers.taken == 0
    assert [next(done), next(done)] == [(0, 0), (1, 2)]
    assert numbers.taken == 2


def test_what_goes_wrong_with_one_item_costs_no_other() -> None:
    """An error, a process that ends, an error or a result that cannot be sent: each is its item's alone."""
    found = dict(spread_work(stumble, range(20), workers=2, size=4))
    assert list(found) == list(range(20))
    failures = {number: str(what) for number, what in found.items() if isinstance(what, Failure)}
    assert list(failures) == [3, 11, 13, 17]
    assert failures[3] == "ValueError: three is too many"
    assert failures[11].startswith("WorkerError: a process ended in the middle of this")
    assert failures[13] == "OddError: one and another"
    assert str(found[13].error) == "OddError: one and another"
    assert "cannot be sent between processes" in failures[17]
    assert all(what == 2 * number for number, what in found.items() if number not in failures)


def test_errors_say_the_same_in_one_process() -> None:
    """The words of a failure do not depend on where it happened; its own lines are kept."""
    (_, alone), (_, odd) = spread_work(stumble, [3, 13])
    (_, sent), _ = spread_work(stumble, [3, 13], workers=2)
    assert isinstance(alone, Failure)
    assert isinstance(sent, Failure)
    assert str(alone) == str(sent) == "ValueError: three is too many"
    assert str(odd) == "OddError: one and another"
    assert "in stumble" in "".join(sent.error.__notes__)


def test_leaving_early_ends_the_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who stops taking results, whatever for, leaves no process behind, even one at work for a minute."""
    monkeypatch.chdir(tmp_path)
    before = set(multiprocessing.active_children())
    done = spread_work(sleep_long, range(4), workers=2, size=1)
    monkeypatch.setattr("concurrent.futures.Future.exception", _interrupt_at_work)
    with pytest.raises(KeyboardInterrupt):
        next(done)
    assert set(multiprocessing.active_children()) == before


def _interrupt_at_work(_: object) -> None:
    while not list(Path().glob("*.pid")):
        time.sleep(0.01)
    raise KeyboardInterrupt


@pytest.mark.parametrize("workers", [0, -1, None, True, 2.0, "2"], ids=repr)
def test_workers_are_a_number_from_one_on(workers: Any) -> None:
    """There is no magic number; all verbs say so at once."""
    for ask in (
        lambda: spread_work(double, (), workers=workers),
        lambda: cg.extract_claims((), workers=workers),
        lambda: cg.extract_accounts(iter(()), workers=workers),
        lambda: cg.build_graph((), workers=workers),
    ):
        with pytest.raises(cg.MisuseError, match=f"number from 1 on, not {workers!r}"):
            ask()


def test_worker_asks_for_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is one of several itself is told so, and works alone."""
    itself = SimpleNamespace(daemon=True)
    monkeypatch.setattr("multiprocessing.process.current_process", lambda: itself)
    with pytest.raises(cg.MisuseError, match="workers=2: this process is a worker itself"):
        spread_work(double, (1, 2), workers=2)
    assert list(spread_work(double, (1, 2))) == [(1, 2), (2, 4)]


@pytest.mark.parametrize("is_on", [True, False])
def test_search_for_cycles_is_paused_and_left_as_it_was(is_on: bool) -> None:
    """Who had it off has it off afterwards."""
    was_on = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        with pause_collecting():
            assert not gc.isenabled()
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if was_on else gc.disable)()


def test_function_of_no_module_is_refused() -> None:
    """The error says what to do."""
    with pytest.raises(cg.MisuseError, match="define it at the top of a module and import it"):
        spread_work(lambda number: number, [1], workers=2)


def test_item_that_cannot_be_sent_is_refused() -> None:
    """A lambda is no item for another process."""
    with pytest.raises(cg.MisuseError, match="an item cannot be sent to other processes"):
        list(spread_work(double, [lambda: 1], workers=2))  # type: ignore[list-item]


# --- scripts and signals --------------------------------------------------


def _run(script: str, folder: Path, **settings: Any) -> subprocess.Popen[str]:
    (folder / "script.py").write_text(script, encoding="utf-8")
    source = os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])
    return subprocess.Popen(
        [sys.executable, "-W", "error", "script.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": source},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **settings,
    )


def test_script_needs_no_guard(tmp_path: Path) -> None:
    """A script of ten lines asks for workers, and is not run again by them."""
    script = """
import claimgraph as cg
print("once")
graph = cg.build_graph([{"text": "Five people died in Kismayo today.", "published": "2020-03-01"}], workers=2)
print(graph)
"""
    said, complained = _run(script, tmp_path).communicate()
    assert (said, complained) == ("once\n1 article, 1 claim, 1 incident\n", "")


OWN = """
from claimgraph.workers import spread_work
def own(number):
    return number + 1
{guard}
    print(list(spread_work(own, [1, 2], workers=2)))
"""


def test_function_of_a_script_needs_the_guard(tmp_path: Path) -> None:
    """Without it one error says so, and nothing runs wild; with it the function works."""
    said, complained = _run(OWN.format(guard="if True:"), tmp_path).communicate()
    assert said == ""
    assert complained.count("Traceback") == 1
    assert "MisuseError: workers=2: a function of the script is given" in complained
    said, complained = _run(OWN.format(guard='if __name__ == "__main__":'), tmp_path).communicate()
    assert (said, complained) == ("[(1, 2), (2, 3)]\n", "")


AT_WORK = """
import sys
from jobs import sleep_long
from claimgraph.workers import spread_work
try:
    list(spread_work(sleep_long, range(9), workers=2))
except KeyboardInterrupt:
    sys.exit("stopped")
"""


@posix
@pytest.mark.parametrize("ending", ["SIGINT", "SIGKILL"])
def test_no_process_is_left_behind(tmp_path: Path, ending: str) -> None:
    """Ctrl-C, which all processes hear, ends all quietly; so does the end of the first one alone."""
    script = _run(AT_WORK, tmp_path, start_new_session=True)
    _wait(lambda: len(list(tmp_path.glob("*.pid"))) == 2)
    workers = [int(file.stem) for file in tmp_path.glob("*.pid")]
    if ending == "SIGINT":
        os.killpg(script.pid, signal.SIGINT)
    else:
        script.kill()
    _, complained = script.communicate()
    assert complained == ("stopped\n" if ending == "SIGINT" else "")
    _wait(lambda: not any(map(_is_running, workers)))


def _wait(holds: Any) -> None:
    for _ in range(3000):
        if holds():
            return
        time.sleep(0.01)
    raise AssertionError("waited in vain")


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat")
        return not (state.exists() and state.read_text(encoding="utf-8").rsplit(") ")[1].startswith("Z"))
    except ProcessLookupError:
        return False


# --- the verbs ------------------------------------------------------------


def test_graph_is_the_same_with_workers() -> None:
    """Articles, claims, incidents and problems, and what is told of the progress."""
    sources = [*ARTICLES, {"text": ""}]
    told: dict[int, list[Any]] = {1: [], 2: []}
    graphs = [
        cg.build_graph(sources, workers=workers, progress=lambda *said, to=to: to.append(said))
        for workers, to in told.items()
    ]
    assert graphs[0] == graphs[1]
    assert repr(graphs[0].accounts) == repr(graphs[1].accounts)
    assert told[1] == told[2]


def test_adding_is_the_same_with_workers() -> None:
    """A graph grows alike, and reads the same articles again alike."""
    graph = cg.build_graph(ARTICLES[:3])
    assert graph.add(ARTICLES, workers=2) == graph.add(ARTICLES)


def test_articles_on_which_an_extractor_fails_are_problems() -> None:
    """One raises, one ends its process; all others are in the graph, in their order."""
    graph = cg.build_graph(ARTICLES, extract=tell_or_stumble, workers=2)
    assert [article.id for article in graph.articles] == ["a1", "a2", "a4", "a6", "a7"]
    assert [problem.where for problem in graph.problems] == ["a3", "a5"]
    assert "ValueError: not this one" in graph.problems[0].reason
    assert "a process ended in the middle of this" in graph.problems[1].reason
    with pytest.raises(cg.ArticleError, match="a3: the extractor failed"):
        cg.build_graph(ARTICLES[:4], extract=tell_or_stumble, workers=2, strict=True)


def test_own_words_are_sent_by_their_folders(tmp_path: Path) -> None:
    """A process reads the word tables itself, those of a folder too."""
    import pickle

    lexicon = cg.load_lexicon("world", tmp_path)
    assert pickle.loads(pickle.dumps(lexicon)) is lexicon
