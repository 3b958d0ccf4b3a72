"""Let the texts of every pattern and of every verb grow, and see whether the work grows faster than they do.

    python reliability/growth.py [-o reliability/results/growth.json] [--only patterns|verbs]

Patterns: texts made from each pattern's own parse tree, and runs of whatever repeats (see `patterns.py`), of
10⁴ and 10⁵ characters, are timed. Of each way of using a pattern, those whose time grows steepest and those
that take longest are then let grow from 10³ to 10⁶, and their instructions counted (see `instructions.py`).
Verbs: texts of one shape throughout, of 10⁴ to 10⁶ characters, in processor time. A steepness of 1 is linear.
"""

from __future__ import annotations

import argparse
import datetime
import json
import pickle
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import patterns
from instructions import Counter, run_counted

TIMED, COUNTED = (10_000, 100_000), (1_000, 10_000, 100_000, 1_000_000)
STEEPEST, LONGEST_TAKING = 2, 2
# From so many instructions on, half a minute under valgrind, nothing ten times as long is tried.
MOST = 5 * 10**9
STEEP = 1.05
CHOSEN, GROWN = "chosen.pickle", "grown.json"


class Use(NamedTuple):
    """One way of using a pattern on texts of one shape."""

    found: patterns.Found
    method: str
    shape: patterns.Shape

    def run(self, text: Any) -> Any:
        """Use the pattern on all of a text."""
        pattern = self.found.pattern
        if self.method in ("sub", "subn"):
            return pattern.sub(text[:0], text)
        if self.method in ("finditer", "search"):
            return sum(1 for _ in pattern.finditer(text))
        return getattr(pattern, self.method)(text)


def find_steepness(sizes: tuple[int, int], costs: tuple[float, float]) -> float:
    """Return to which power of the length a cost grows."""
    return log(max(costs[1], 1e-9) / max(costs[0], 1e-9)) / log(sizes[1] / sizes[0])


def choose_uses(found: patterns.Found, method: str) -> tuple[int, list[Use]]:
    """Time one way of using a pattern on all its texts; return how many, and those that are worth a count."""
    timed = []
    for shape in patterns.list_shapes(found.pattern):
        use, short, long = Use(found, method, shape), *(shape.write(size) for size in TIMED)
        times = (measure(partial(use.run, short)), measure(partial(use.run, long)))
        timed.append((find_steepness((len(short), len(long)), times), times[1], use))
    steepest = sorted(timed, key=lambda one: -one[0])[:STEEPEST]
    longest = sorted(timed, key=lambda one: -one[1])[:LONGEST_TAKING]
    return len(timed), list(dict.fromkeys(one[2] for one in (*longest, *steepest)))


def count_use(use: Use, counter: Counter) -> dict[str, Any]:
    """Return the instructions that a text takes at each length, and the power between the last two."""
    counts: list[tuple[int, int]] = []
    for size in COUNTED:
        text = use.shape.write(size)
        counts.append((len(text), counter.count(partial(use.run, text))))
        if counts[-1][1] > MOST:
            break
    (short, few), (long, many) = counts[-2:]
    return {
        "text": f"{use.found.file}:{use.found.line} {use.method} of {use.shape.write(24)!a:.60}",
        "longest": long,
        "a character": round(many / long),
        "steepness": round(find_steepness((short, long), (few, many)), 3),
        "steepest": round(max(find_steepness((a[0], b[0]), (a[1], b[1])) for a, b in pairwise(counts)), 3),
    }


def grow_patterns() -> dict[str, Any]:
    """Find all patterns, choose of their texts, and count these in a process of its own."""
    found = patterns.record_patterns()
    missed = sorted(patterns.list_sites() - {(one.file, one.line) for one in found})
    tried = [choose_uses(one, method) for one in found for method in one.methods]
    with tempfile.TemporaryDirectory() as folder:
        chosen = [use for _, uses in tried for use in uses]
        Path(folder, CHOSEN).write_bytes(pickle.dumps(chosen))
        run_counted(Path(__file__), ["--counts", folder], Path(folder))
        grown = json.loads(Path(folder, GROWN).read_text(encoding="utf-8"))
    return {
        "patterns": len(found),
        "never met": [f"{file}:{line}" for file, line in missed],
        "texts": sum(number for number, _ in tried),
        "counted": len(grown),
        "to the end": sum(one["longest"] > COUNTED[-1] / 2 for one in grown),
        "steepest": max(one["steepest"] for one in grown),
        "a character": max(one["a character"] for one in grown),
        "steep": [one["text"] for one in grown if one["steepest"] > STEEP],
    }


def count_chosen(folder: Path) -> None:
    """Count the texts that were chosen, in the process that is counted into the folder."""
    counter, grown = Counter(folder), []
    for use in pickle.loads(Path(folder, CHOSEN).read_bytes()):
        grown.append(count_use(use, counter))
        print(grown[-1], flush=True)
    Path(folder, GROWN).write_text(json.dumps(grown), encoding="utf-8")


# -- verbs --------------------------------------------------------------------------------------

SIZES = (10_000, 100_000, 1_000_000)
# Below so many seconds a time is noise; from so many on nothing longer is tried.
SHORTEST, LONGEST = 0.02, 20.0

NEWS = (
    "At least {0} people were killed in an air strike on Harbour on Monday, the Coast Monitor said. "
    "Another {1} were wounded nearby, according to the mayor.\n\n"
)
SHAPES: dict[str, Callable[[int], str]] = {
    "news": lambda size: "".join(NEWS.format(3 + at % 90, 2 + at % 70) for at in range(size // 150)),
    "one paragraph": lambda size: SHAPES["news"](size).replace("\n", " "),
    "one sentence": lambda size: SHAPES["news"](size).replace(".", ",").replace("\n", " "),
    "one line each": lambda size: SHAPES["news"](size).replace(" ", "\n"),
    "numbers": lambda size: "".join(f"{at % 1000} " for at in range(size // 4)),
    "counts": lambda size: "".join(f"{at % 1000} people killed " for at in range(size // 18)),
    "names": lambda size: "".join(f"Adam Zyx{chr(97 + at % 26)}, " for at in range(size // 11)),
    "places": lambda size: "in Aleppo, in Homs, " * (size // 20),
    "dates": lambda size: "on 3 March 2018 and " * (size // 20),
    "said": lambda size: "police said " * (size // 12),
    "he said": lambda size: '"It was," he said. ' * (size // 19),
    "open quotes": lambda size: '"a ' * (size // 3),
    "brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "part of": lambda size: "including three children, " * (size // 26),
    "and": lambda size: "two men and three women and " * (size // 28),
    "killed": lambda size: "killed " * (size // 7),
    "full stops": lambda size: "." * size,
    "blanks": lambda size: " " * size,
    "line ends": lambda size: "\n" * size,
    "capitals": lambda size: "AIR STRIKE KILLS 12 IN HOMS " * (size // 28),
    "one word": lambda size: "a" * size,
    "hyphens": lambda size: "one-" * (size // 4),
}  # fmt: skip


def grow_verbs() -> dict[str, Any]:
    """Let articles of every shape grow, read from a file, traced and told."""
    import claimgraph as cg
    from claimgraph.extraction.claims import trace_article

    day = datetime.date(2018, 3, 5)

    def trace(text: str) -> None:
        trace_article(cg.Article(id="a", text=text, published=day))

    def tell(text: str) -> None:
        graph = cg.build_graph([cg.Article(id="a", text=text, published=day)])
        for incident in graph.incidents:
            cg.summarize(incident)

    def read(suffix: str) -> Callable[[str], None]:
        def from_file(text: str) -> None:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / f"x{suffix}"
                body = text if suffix == ".txt" else f"<html><body><p>{text}</p></body></html>"
                path.write_text(body, encoding="utf-8")
                cg.read_articles(path)

        return from_file

    verbs = {"trace": trace, "tell": tell, "read text": read(".txt"), "read page": read(".html")}
    told = {}
    for verb, run in verbs.items():
        grown = [(*grow_verb(run, write), shape) for shape, write in SHAPES.items()]
        print(verb, *grown, sep="\n  ", flush=True)
        told[verb] = {
            "steepest": max(grown)[0],
            "steepest shape": max(grown)[2],
            "slowest seconds": max(one[1] for one in grown),
        }
    return {"shapes": len(SHAPES), "verbs": told}


def grow_verb(run: Callable[[str], None], write: Callable[[int], str]) -> tuple[float, float]:
    """Return the steepness between the two longest texts that can be waited for, and the longest's time."""
    times: list[tuple[int, float]] = []
    for size in SIZES:
        text = write(size)
        times.append((size, measure(partial(run, text))))
        if times[-1][1] * 12 > LONGEST:
            break
    if len(times) < 2 or times[-1][1] < SHORTEST:
        return 0.0, round(times[-1][1], 3)
    (small, first), (large, last) = times[-2:]
    return round(find_steepness((small, large), (first, last)), 2), round(last, 3)


def measure(work: Callable[[], Any]) -> float:
    """Return the processor time of some work, the least of some runs where it is short."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
        if best > 0.2:
            break
    return best


def main() -> None:
    """Measure both and keep what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=("patterns", "verbs"))
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--counts", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.counts:
        count_chosen(given.counts)
        return
    kept = given.output and given.output.is_file()
    found: dict[str, Any] = json.loads(given.output.read_text(encoding="utf-8")) if kept else {}
    if given.only != "verbs":
        found |= grow_patterns()
    if given.only != "patterns":
        found |= grow_verbs()
    print(json.dumps(found, indent=1))
    if given.output:
        given.output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
