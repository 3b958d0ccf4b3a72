"""Let the texts of every pattern and of every verb grow, and see whether the time grows faster than they do.

    python reliability/growth.py [-o reliability/results/growth.json] [--only patterns|verbs]

Patterns: texts made from each pattern's own parse tree, and runs of whatever repeats (see `patterns.py`), of
10⁴ and 10⁵ characters; those that take longest, of 10⁶. Verbs: texts of one shape throughout, of 10⁴ to 10⁶
characters. Time is processor time of this process. A steepness of 1 is linear; it is told where the longer
text takes more than some milliseconds.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from math import log
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import patterns

SIZES = (10_000, 100_000, 1_000_000)
# Below so many seconds a time is noise; from so many on nothing longer is tried.
SHORTEST, LONGEST = 0.004, 20.0
STEEP = 1.2


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


def find_steepness(sizes: tuple[int, int], times: tuple[float, float]) -> float:
    """Return to which power of the length the time grows."""
    return log(max(times[1], 1e-9) / max(times[0], 1e-9)) / log(sizes[1] / sizes[0])


def use(pattern: Any, method: str, text: Any) -> Any:
    """Use a pattern on all of a text."""
    if method in ("sub", "subn"):
        return pattern.sub(text[:0], text)
    if method in ("finditer", "search"):
        return sum(1 for _ in pattern.finditer(text))
    return getattr(pattern, method)(text)


def grow_pattern(found: patterns.Found) -> list[tuple[float, float, str]]:
    """Return steepness, seconds and text of what takes longest of one pattern."""
    told = []
    texts = [patterns.list_texts(found.pattern, size) for size in SIZES]
    for group in zip(*texts, strict=True):
        for method in found.methods:
            times = [measure(partial(use, found.pattern, method, text)) for text in group[:2]]
            if times[1] < SHORTEST:
                continue
            steepness = find_steepness(SIZES[:2], (times[0], times[1]))
            told.append((steepness, times[1], f"{method} of {group[0][:24]!a}", method, group[2]))
    worst = sorted(told, key=lambda one: one[:3])[-3:]
    return [_grow_further(found, *one) for one in worst]


def _grow_further(
    found: patterns.Found, steepness: float, seconds: float, said: str, method: str, text: Any
) -> tuple[float, float, str]:
    """Return the steepness between the two longest texts, if the longest can be waited for."""
    if seconds * 100 > LONGEST and steepness > STEEP:
        return steepness, seconds, said
    last = measure(partial(use, found.pattern, method, text))
    return find_steepness(SIZES[1:], (seconds, last)), last, said


def grow_patterns() -> dict[str, Any]:
    """Let the texts of every pattern grow."""
    found = patterns.record_patterns()
    missed = sorted(patterns.list_sites() - {(one.file, one.line) for one in found})
    worst: list[tuple[float, float, str]] = []
    for one in found:
        for steepness, seconds, said in grow_pattern(one):
            worst.append((round(steepness, 2), round(seconds, 3), f"{one.file}:{one.line} {said}"))
            if steepness > STEEP:
                print("steep", *worst[-1], flush=True)
    return {
        "patterns": len(found),
        "never met": [f"{file}:{line}" for file, line in missed],
        "texts": sum(sum(1 for _ in patterns.list_texts(one.pattern, 100)) for one in found),
        "steepest": max(worst, default=(0.0,))[0],
        "slowest seconds": max((one[1] for one in worst), default=0.0),
        "steep": [one[2] for one in sorted(worst) if one[0] > STEEP],
    }


# -- verbs --------------------------------------------------------------------------------------

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
    if len(times) < 2 or times[-1][1] < SHORTEST * 5:
        return 0.0, round(times[-1][1], 3)
    (small, first), (large, last) = times[-2:]
    return round(find_steepness((small, large), (first, last)), 2), round(last, 3)


def main() -> None:
    """Measure both and keep what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=("patterns", "verbs"))
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    found: dict[str, Any] = {}
    if given.only != "verbs":
        found |= grow_patterns()
    if given.only != "patterns":
        found |= grow_verbs()
    print(json.dumps(found, indent=1))
    if given.output:
        given.output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
