"""Measure everything, or some parts, and print the table of `docs/performance.md`.

    python benchmarks/run.py [--only PART …] [--quick] [--articles FILE …] [-o RESULTS.json]

PARTS are extraction, import, linking, adding, report, workers and cluster. `--quick` takes small sizes, to
see whether all of it runs. `--articles` are the news that extraction is measured on; the texts of the
repository if left out. With `-o` the figures are kept as JSON, those of parts that were not measured as they
stood there before. Corpora are made once in `--folder` and kept; they take about 2 GB.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from measures.adding import measure_adding
from measures.cluster import measure_cluster
from measures.extraction import measure_extraction
from measures.importing import measure_import
from measures.linking import measure_linking
from measures.reporting import measure_report
from measures.results import Result, Setting
from measures.workers import measure_workers
from tables import format_results

REPOSITORY = Path(__file__).parents[1]
TEXTS = (
    REPOSITORY / "examples" / "articles",
    REPOSITORY / "examples" / "articles_us",
    REPOSITORY / "examples" / "week",
    REPOSITORY / "tests" / "gold" / "world.articles.jsonl",
    REPOSITORY / "tests" / "gold" / "world_unseen.articles.jsonl",
)
PARTS: dict[str, Callable[[Setting], list[Result]]] = {
    "extraction": measure_extraction,
    "import": measure_import,
    "linking": measure_linking,
    "adding": measure_adding,
    "report": measure_report,
    "workers": measure_workers,
    "cluster": measure_cluster,
}
PACKAGES = ("claimgraph", "attrs", "dask", "networkx", "numpy", "rapidfuzz", "scikit-learn", "spacy")


def describe_machine() -> dict[str, Any]:
    """Return what the figures were measured on."""
    return {
        "processor": _read_processor(),
        "cores": os.cpu_count() or 1,
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "packages": {name: _read_version(name) for name in PACKAGES},
    }


def _read_processor() -> str:
    names = Path("/proc/cpuinfo")
    lines = names.read_text(encoding="utf-8").splitlines() if names.is_file() else []
    found = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return found[0] if found else platform.processor()


def _read_version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def main(arguments: list[str] | None = None) -> int:
    """Measure, print and keep; the exit code is 0."""
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    parser.add_argument("--only", nargs="+", choices=sorted(PARTS), default=sorted(PARTS), metavar="PART")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--articles", nargs="+", type=Path, default=TEXTS)
    parser.add_argument("--folder", type=Path, default=REPOSITORY / "benchmarks" / ".corpora")
    parser.add_argument("-o", "--output", type=Path)
    chosen = parser.parse_args(arguments)
    setting = Setting(chosen.quick, tuple(chosen.articles), chosen.folder.resolve())
    figures = [result._asdict() for part in PARTS if part in chosen.only for result in PARTS[part](setting)]
    if chosen.output:
        kept = _read_others(chosen.output, chosen.only)
        results = {"machine": describe_machine(), "figures": [*kept, *figures]}
        chosen.output.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(format_results(figures))
    return 0


def _read_others(path: Path, parts: list[str]) -> list[dict[str, Any]]:
    """Return the figures that a file has of other parts than those just measured."""
    if not path.is_file():
        return []
    figures = json.loads(path.read_text(encoding="utf-8"))["figures"]
    return [one for one in figures if one["name"].split(".")[0] not in parts]


if __name__ == "__main__":
    sys.exit(main())
