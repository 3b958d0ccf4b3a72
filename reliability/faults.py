"""Hurt a store in every way that a machine can, and see whether anything that was confirmed is lost.

    python reliability/faults.py [--kills 500] [--pairs 50] [--disks 100] [--pages 400]

Killed: a process adds, fills, judges, undoes and reads anew, and says so before and after each; it gets
SIGKILL at a random moment. The store must then hold what was confirmed, and of what was under way all or
nothing; its incidents must be those of building a graph at once.

Together: two processes add to one store. Full: the file may not grow beyond a random size. Damaged: bits,
pages and ends of the file are altered. The error must be one of ours; what check finds nothing wrong with
must be what was there.

Each run has a seed of its own, which is printed where something went wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import claimgraph as cg

HERE = Path(__file__).parent
PLACES = ("Kismayo", "Baidoa", "Garowe", "Bosaso", "Berbera", "Merca")
# A store is killed so many times before a new one is begun.
LIVES = 20
WHEN = "2020-05-01"


def make_record(number: int) -> dict[str, str]:
    """Make one of any number of articles, three of each event."""
    place, day = PLACES[number // 3 % len(PLACES)], 1 + number // 3 % 28
    text = (
        f"Shelling in {place} killed {3 + number % 5} people on {day} March 2020, police said. "
        f"The mayor spoke of {9 + number % 4} wounded. No {number}."
    )
    return {"id": f"a{number:04}", "published": f"2020-03-{day:02}", "text": text}


# -- killed ---------------------------------------------------------------------------------------


class State(NamedTuple):
    """What a store must hold: how many articles, and the ids of its judgements."""

    articles: int = 0
    judgements: frozenset[str] = frozenset()


def work_on(path: Path, seed: int, state: State, say: Callable[[object], None]) -> None:
    """Do one thing after another to a store, and say what it will hold before, and that it does after."""
    chance = random.Random(seed)
    with cg.Store(path) as store:
        while True:
            action = chance.choice([_add, _add, _fill, _judge, _judge, _undo, _reread])
            for after, act in action(store, state, chance):
                say([after.articles, sorted(after.judgements)])
                act()
                say("done")
                state = after


Steps = Iterator[tuple[State, Callable[[], object]]]


def _add(store: cg.Store, state: State, chance: random.Random) -> Steps:
    end = state.articles + chance.randint(1, 4)
    records = [make_record(number) for number in range(state.articles, end)]
    yield state._replace(articles=end), lambda: store.add(records)


def _fill(store: cg.Store, state: State, chance: random.Random) -> Steps:
    end = state.articles + chance.randint(1, 4)
    records = [make_record(number) for number in range(state.articles, end)]
    yield state._replace(articles=end), lambda: list(store.fill(records))


def _judge(store: cg.Store, state: State, chance: random.Random) -> Steps:
    incidents = [one for one in store.incidents if len(one.accounts) > 1]
    if not incidents:
        return
    a, b = chance.sample(chance.choice(incidents).accounts, 2)
    other, settings = f"different by {chance.random()}", {"by": "Ana", "when": WHEN}
    trial = store.graph().judge(a, b, "different", why=other, **settings)
    named = frozenset(one.id for one in trial.judgements)
    yield state._replace(judgements=named), lambda: store.judge(a, b, "different", why=other, **settings)


def _undo(store: cg.Store, state: State, chance: random.Random) -> Steps:
    graph = store.graph()
    undone = {one.undoes for one in graph.judgements}
    standing = [one for one in graph.judgements if one.undoes is None and one.id not in undone]
    if not standing:
        return
    one = chance.choice(standing)
    named = frozenset(each.id for each in graph.undo(one, by="Ana", when=WHEN).judgements)
    yield state._replace(judgements=named), lambda: store.undo(one, by="Ana", when=WHEN)


def _reread(store: cg.Store, state: State, chance: random.Random) -> Steps:
    yield state, store.reread


def kill_once(path: Path, seed: int, state: State) -> tuple[State, State, bool]:
    """Let a process work on a store and kill it.

    Returns:
        What was confirmed, what was under way (the same where nothing was), and whether something was.
    """
    reader, writer = os.pipe()
    process = os.fork()
    if not process:
        os.close(reader)
        try:
            work_on(path, seed, state, lambda said: os.write(writer, (json.dumps(said) + "\n").encode()))
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(writer)
    time.sleep(random.Random(seed).uniform(0.0, 0.5))
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    with os.fdopen(reader) as told:
        said = [json.loads(line) for line in told]
    if not os.WIFSIGNALED(status):
        raise SystemExit(f"seed {seed}: the process ended by itself")
    states = [State(one[0], frozenset(one[1])) for one in said if one != "done"]
    done = said.count("done")
    confirmed = states[done - 1] if done else state
    return confirmed, states[done] if len(states) > done else confirmed, len(states) > done


def read_state(path: Path) -> tuple[State, list[str]]:
    """Return what a store holds, and what is wrong with it."""
    with cg.Store(path) as store:
        wrong = [str(problem) for problem in store.check()]
        graph = store.graph()
    ids = [article.id for article in graph.articles]
    if ids != [make_record(number)["id"] for number in range(len(ids))]:
        wrong.append("an article is missing, or there by half")
    whole = cg.build_graph(graph.articles, judgements=graph.judgements)
    if [one.accounts for one in whole.incidents] != [one.accounts for one in graph.incidents]:
        wrong.append("its incidents are not those of building at once")
    if [one.tolls for one in whole.incidents] != [one.tolls for one in graph.incidents]:
        wrong.append("its tolls are not those of building at once")
    return State(len(ids), frozenset(one.id for one in graph.judgements)), wrong


def kill_often(folder: Path, runs: int) -> dict[str, object]:
    """Kill so many times, and count what was lost."""
    cg.build_graph([make_record(0)])
    counts: Counter[str] = Counter(runs=0, under_way=0, kept=0, lost_confirmed=0, by_half=0, damaged=0)
    path, state = folder / "killed.db", State()
    largest = State()
    for run in range(runs):
        if run % LIVES == 0:
            path, state = folder / f"killed{run}.db", State()
        confirmed, under_way, has_begun = kill_once(path, run, state)
        state, wrong = read_state(path)
        counts.update(runs=1, under_way=has_begun, damaged=bool(wrong))
        counts.update(kept=has_begun and state == under_way != confirmed)
        is_known = state in (confirmed, under_way)
        is_less = state.articles < confirmed.articles or confirmed.judgements - state.judgements
        counts.update(lost_confirmed=bool(is_less), by_half=not is_known and not is_less)
        largest = max(largest, state, key=lambda one: (one.articles, len(one.judgements)))
        if wrong or not is_known:
            print(f"seed {run}: {wrong} {confirmed} {under_way} {state}", file=sys.stderr)
    return dict(counts, largest_articles=largest.articles)


# -- two that write ---------------------------------------------------------------------------------------


def write_together(path: Path, seed: int) -> str:
    """Let two processes add to one store at once, and say whether all of both is there."""
    processes = []
    for place in range(2):
        process = os.fork()
        if not process:
            os._exit(_add_singly(path, range(place, 20, 2), random.Random(seed * 2 + place)))
        processes.append(process)
    ended = {os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in processes}
    with cg.Store(path) as store:
        graph, wrong = store.graph(), store.check()
    ids = {article.id for article in graph.articles}
    whole = cg.build_graph(graph.articles)
    is_same = [one.accounts for one in whole.incidents] == [one.accounts for one in graph.incidents]
    return "kept" if ended == {0} and len(ids) == 20 and is_same and not wrong else "lost"


def _add_singly(path: Path, numbers: range, chance: random.Random) -> int:
    try:
        for number in numbers:
            with cg.Store(path) as store:
                store.add(make_record(number))
            time.sleep(chance.uniform(0.0, 0.02))
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


# -- disks that are full ----------------------------------------------------------------------------


def fill_disk(path: Path, seed: int) -> str:
    """Add to a store that may not grow beyond a random size, and say how it ended."""
    chance = random.Random(seed)
    with cg.Store(path) as store:
        store.add([make_record(number) for number in range(6)])
        before = store.graph()
    process = os.fork()
    if not process:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        most = chance.randint(0, 400_000)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        os._exit(_add_much(path))
    _, status = os.waitpid(process, 0)
    ended = {0: "added", 1: "told"}.get(os.waitstatus_to_exitcode(status), "not told")
    with cg.Store(path) as store:
        wrong = store.check()
        after = store.graph()
        store.add(make_record(9_999))
    held = len(after.articles) in ((36,) if ended == "added" else (6,))
    return ended if not wrong and held and set(before.articles) <= set(after.articles) else "lost"


def _add_much(path: Path) -> int:
    try:
        with cg.Store(path) as store:
            store.add([make_record(number) for number in range(10, 40)])
    except cg.StoreError:
        return 1
    except BaseException as error:
        print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    return 0


# -- damaged files ----------------------------------------------------------------------------------


def _flip_bits(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 1, 2, 8, 64])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _wipe_page(content: bytearray, chance: random.Random) -> None:
    page = 4096 * chance.randrange(len(content) // 4096)
    content[page : page + 4096] = chance.choice([b"\0" * 4096, b"\xff" * 4096, chance.randbytes(4096)])


def _swap_pages(content: bytearray, chance: random.Random) -> None:
    a, b = (4096 * one for one in chance.sample(range(len(content) // 4096), 2))
    content[a : a + 4096], content[b : b + 4096] = content[b : b + 4096], content[a : a + 4096]


def _cut_end(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


DAMAGES = {"bits": _flip_bits, "page": _wipe_page, "swapped pages": _swap_pages, "cut": _cut_end}


def judge_first(store: cg.Store) -> object:
    ends = [one.accounts[0] for one in list(store.incidents)[:2]]
    return store.judge(*ends, "same", by="Ben", when=WHEN) if len(ends) == 2 else None


ASKED: dict[str, Callable[[cg.Store], object]] = {
    "articles": lambda store: list(store.articles),
    "incidents": lambda store: list(store.incidents),
    "graph": lambda store: store.graph(),
    "select": lambda store: store.select("Kismayo", text="shelling"),
    "review": lambda store: store.review(),
    "describe": lambda store: store.describe(),
    "add": lambda store: store.add([make_record(number) for number in range(100, 104)]),
    "judge": judge_first,
    "reread": lambda store: store.reread(),
    "rescue": lambda store: store.rescue(),
}


def damage_once(sound: Path, path: Path, kind: str, seed: int) -> tuple[list[str], Counter[str]]:
    """Damage a copy of a store, ask everything of it, and return what was not as it should be."""
    with cg.Store(sound) as store:
        whole = store.graph()
    content = bytearray(sound.read_bytes())
    DAMAGES[kind](content, random.Random(seed))
    wrong: list[str] = []
    counts: Counter[str] = Counter()
    path.write_bytes(content)
    found = _ask_safely(path, "check", lambda store: store.check(), wrong)
    graph = _ask_safely(path, "graph", lambda store: store.graph(), wrong)
    if found == ():
        counts["harmless" if graph == whole and list_rows(path) == list_rows(sound) else "unnoticed"] += 1
    else:
        counts["noticed"] += 1
    rescued = _ask_safely(path, "rescue", lambda store: store.rescue(), wrong)
    if rescued and not set(rescued[0].articles) <= set(whole.articles):
        counts["altered articles rescued"] += 1
    if rescued:
        counts["articles"] += len(whole.articles)
        counts["rescued"] += len(set(rescued[0].articles) & set(whole.articles))
    for name, ask in ASKED.items():
        path.write_bytes(content)
        _ask_safely(path, name, ask, wrong)
    return wrong, counts


def list_rows(path: Path) -> list[tuple[object, ...]]:
    """Return every row of every table, each behind the name of its table."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        return [(name, *row) for (name,) in tables for row in connection.execute(f"SELECT * FROM {name}")]


def _ask_safely(path: Path, name: str, ask: Callable[[cg.Store], Any], wrong: list[str]) -> Any:
    for rest in ("-wal", "-shm"):
        Path(f"{path}{rest}").unlink(missing_ok=True)
    try:
        with cg.Store(path) as store:
            return ask(store)
    except cg.ClaimGraphError:
        return None
    except Exception as error:
        wrong.append(f"{name}: {type(error).__name__}: {error!s:.80}")
        return None


def damage_often(folder: Path, runs: int) -> dict[str, object]:
    """Damage so many copies of a store, and count what was not told."""
    sound = folder / "sound.db"
    with cg.Store(sound) as store:
        store.add([make_record(number) for number in range(40)])
        judge_first(store)
    counts: Counter[str] = Counter(runs=0, bare_errors=0, harmless=0, noticed=0, unnoticed=0)
    for run in range(runs):
        kind = list(DAMAGES)[run % len(DAMAGES)]
        wrong, told = damage_once(sound, folder / "damaged.db", kind, run)
        counts.update(told, runs=1, bare_errors=bool(wrong))
        if wrong:
            print(f"seed {run}, {kind}: {'; '.join(wrong)}", file=sys.stderr)
    return dict(counts)


# -- all ----------------------------------------------------------------------------------------------


def main() -> int:
    """Run what is asked for, print it and write it."""
    parser = argparse.ArgumentParser(description="Hurt a store and see what is lost.")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--pairs", type=int, default=50)
    parser.add_argument("--disks", type=int, default=100)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("-o", "--output", type=Path, default=HERE / "results" / "faults.json")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        written = Counter(write_together(folder / f"both{run}.db", run) for run in range(asked.pairs))
        ended = Counter(fill_disk(folder / f"full{run}.db", run) for run in range(asked.disks))
        found = {
            "killed": kill_often(folder, asked.kills),
            "together": {"runs": asked.pairs, **dict(written)},
            "full": {"runs": asked.disks, **dict(ended)},
            "damaged": damage_often(folder, asked.pages),
        }
    finally:
        shutil.rmtree(folder)
    text = json.dumps(found, indent=2, sort_keys=True) + "\n"
    print(text, end="")
    asked.output.parent.mkdir(exist_ok=True)
    asked.output.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
