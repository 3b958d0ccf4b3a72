"""Let the texts of every pattern and of every verb grow, and see whether the work grows faster than they do.

    python reliability/growth.py [-o reliability/results/growth.json] [--only patterns|verbs]

Patterns: texts made from each pattern's own parse tree, and runs of whatever repeats (see `patterns.py`), of
10³ and 10⁴ characters; of each pattern and way of using it those that grow steepest and those that cost most,
of 10⁵ and 10⁶. Work is counted in instructions (see `instructions.py`). Verbs: texts of one shape throughout,
of 10⁴ to 10⁶ characters, in processor time. A steepness of 1 is linear.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from math import log
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import patterns
from instructions import Counter, run_counted

# Of each way of using a pattern so many texts go on to the longer sizes: the steepest, and the costliest.
SHORT_SIZES, LONG_SIZES = (1_000, 10_000), (100_000, 1_000_000)
STEEPEST, COSTLIEST = 2, 2
# From so many instructions on, a minute under valgrind and a second without, nothing longer is tried.
MOST = 10**10
STEEP = 1.05


class Grown(NamedTuple):
    """What a text costs as it grows: the power, and at its longest the instructions of one character."""

    steepness: float
    cost: float
    said: str
    size: int
    at: int


def find_steepness(sizes: tuple[int, int], costs: tuple[float, float]) -> float:
    """Return to which power of the length a cost grows."""
    return log(max(costs[1], 1e-9) / max(costs[0], 1e-9)) / log(sizes[1] / sizes[0])


def use(pattern: Any, method: str, text: Any) -> Any:
    """Use a pattern on all of a text."""
    if method in ("sub", "subn"):
        return pattern.sub(text[:0], text)
    if method in ("finditer", "search"):
        return sum(1 for _ in pattern.finditer(text))
    return getattr(pattern, method)(text)


def grow_pattern(found: patterns.Found, method: str, counter: Counter) -> list[Grown]:
    """Return what one way of using a pattern costs on each of its texts, as far as each was let grow."""
    short = zip(*(patterns.list_texts(found.pattern, size) for size in SHORT_SIZES), strict=True)
    grown = [_grow(found, method, counter, texts, at) for at, texts in enumerate(short)]
    steepest = sorted(grown, reverse=True)[:STEEPEST]
    costliest = sorted(grown, key=lambda one: (-one.cost, one.at))[:COSTLIEST]
    chosen = {one.at for one in (*steepest, *costliest) if one.cost * LONG_SIZES[0] < MOST}
    long = zip(*(patterns.list_texts(found.pattern, size) for size in LONG_SIZES), strict=True)
    further = [_grow(found, method, counter, texts, at) for at, texts in enumerate(long) if at in chosen]
    return [*(one for one in grown if one.at not in chosen), *further]


def _grow(found: patterns.Found, method: str, counter: Counter, texts: Sequence[Any], at: int) -> Grown:
    """Return what two lengths of one text cost."""
    first, second = (counter.count(partial(use, found.pattern, method, text)) for text in texts)
    sizes = (len(texts[0]), len(texts[1]))
    steepness = find_steepness(sizes, (first, second))
    said = f"{found.file}:{found.line} {method} of {texts[0][:24]!a}"
    return Grown(round(steepness, 3), round(second / sizes[1], 1), said, sizes[1], at)


def grow_patterns(folder: Path) -> dict[str, Any]:
    """Let the texts of every pattern grow, in the process that counts instructions into a folder."""
    found = patterns.record_patterns()
    missed = sorted(patterns.list_sites() - {(one.file, one.line) for one in found})
    counter, told, uses = Counter(folder), list[Grown](), 0
    for pattern in found:
        for method in pattern.methods:
            told += grow_pattern(pattern, method, counter)
            uses += 1
        print(len(told), max(told), flush=True)
    longest = [one for one in told if one.size > LONG_SIZES[0]]
    return {
        "patterns": len(found),
        "uses": uses,
        "never met": [f"{file}:{line}" for file, line in missed],
        "texts": len(told),
        "longest texts": len(longest),
        "steepest": max(told).steepness,
        "costliest": max(one.cost for one in told),
        "steep": [one.said for one in sorted(told, reverse=True) if one.steepness > STEEP],
    }


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
        (given.counts / "found.json").write_text(json.dumps(grow_patterns(given.counts)), encoding="utf-8")
        return
    kept = given.output and given.output.is_file()
    found: dict[str, Any] = json.loads(given.output.read_text(encoding="utf-8")) if kept else {}
    if given.only != "verbs":
        with tempfile.TemporaryDirectory() as folder:
            run_counted(Path(__file__), ["--counts", folder], Path(folder))
            found |= json.loads(Path(folder, "found.json").read_text(encoding="utf-8"))
    if given.only != "patterns":
        found |= grow_verbs()
    print(json.dumps(found, indent=1))
    if given.output:
        given.output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
