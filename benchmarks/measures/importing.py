"""What an import costs: processor time of new processes, less that of a bare interpreter."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from measures.results import Result, Setting

ROUNDS, QUICK_ROUNDS = 11, 3
# Whatever an import may not bring along.
COUNT = """
import sys, {name}
optional = "dask distributed duckdb matplotlib narwhals numpy pandas pyarrow scipy sklearn spacy tqdm".split()
print(sum(name in sys.modules for name in optional))
"""
USES = {
    "import.bare": "import claimgraph",
    "import.build_graph": "from claimgraph import build_graph",
    "import.link_claims": "from claimgraph import link_claims",
}


def measure_import(setting: Setting) -> list[Result]:
    """Measure the milliseconds of a bare import and of usual ones, with bytecode at hand and without."""
    rounds = QUICK_ROUNDS if setting.quick else ROUNDS
    with tempfile.TemporaryDirectory() as cache:
        warm = {**os.environ, "PYTHONPYCACHEPREFIX": cache}
        warm.pop("PYTHONDONTWRITEBYTECODE", None)
        nothing = _time_import("pass", warm, rounds)
        found = []
        for name, line in USES.items():
            _time_import(line, warm, 1)
            found.append(Result(name, 1000 * (_time_import(line, warm, rounds) - nothing), line))
        cold = {**os.environ, "PYTHONPYCACHEPREFIX": f"{cache}/none", "PYTHONDONTWRITEBYTECODE": "1"}
        seconds = _time_import(USES["import.build_graph"], cold, 3) - nothing
        found.append(Result("import.cold", 1000 * seconds, "from claimgraph import build_graph, no bytecode"))
    return [*found, Result("import.optional", _count_optional(), "packages that only some uses need")]


def _time_import(line: str, surroundings: dict[str, str], rounds: int) -> float:
    """Return the least processor seconds of new processes that run one line."""
    code = f"{line}\nimport time; print(time.process_time())"
    command = [sys.executable, "-c", code]
    return min(
        float(subprocess.run(command, env=surroundings, check=True, stdout=subprocess.PIPE).stdout)
        for _ in range(rounds)
    )


def _count_optional() -> int:
    command = [sys.executable, "-c", COUNT.format(name="claimgraph.graph")]
    return int(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
