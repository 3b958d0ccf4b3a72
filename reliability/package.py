"""Build what is published, look at it, and use it where nothing else is.

    python reliability/package.py

Needs `pip install -e '.[release]'`. Built twice, without the network: the bytes must be the same. The wheel
must hold the files of the package and nothing else, the sdist must give the same wheel. Both are
installed into new environments, with the core dependencies of `requirements/core.txt` and nothing more, and
used in an empty folder.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
ARTICLE = "At least 28 people were killed in Hallam on Tuesday, the mayor said."
# What stands in the package at import, beside the standard library; and that the main job is done.
LOOK = """
import json, sys
import claimgraph
homes = {name.partition('.')[0] for name in sys.modules} - set(sys.stdlib_module_names)
loaded = sorted(name for name in homes if not name.startswith('_'))
graph = claimgraph.build_graph({'text': sys.argv[1]})
print(json.dumps({'imports': loaded, 'file': claimgraph.__file__, 'value': graph.claims[0].quantity.low}))
"""
LICENCES = """
import json
from importlib.metadata import distributions
found = {}
for one in distributions():
    told = one.metadata
    kinds = [kind for kind in told.get_all('Classifier') or () if kind.startswith('License')]
    found[told['Name']] = told.get('License-Expression') or ', '.join(kinds) or told.get('License', '')
print(json.dumps(found))
"""


def run(*call: object, cwd: Path = ROOT) -> str:
    """Run a command and return what it prints; end with what it said if it fails."""
    variables = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    variables.pop("PYTHONPATH", None)
    done = subprocess.run(
        list(map(str, call)), cwd=cwd, env=variables, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, call))}\n{done.stdout}{done.stderr}")
    return done.stdout


def build_both(folder: Path) -> tuple[Path, Path]:
    """Build sdist and wheel, the wheel from the sdist."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder)
    return next(folder.glob("*.whl")), next(folder.glob("*.tar.gz"))


def list_strays(wheel: Path) -> list[str]:
    """Return what is in the wheel and not in the source, or in the source and not in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    source = ROOT / "src"
    there = {path for path in source.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    return sorted(held ^ {path.relative_to(source).as_posix() for path in there})


def try_package(package: Path, folder: Path) -> dict[str, object]:
    """Install a package into a new environment and do the main job in an empty folder."""
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    core = ROOT / "requirements" / "core.txt"
    run(python, "-m", "pip", "install", "-q", "--require-hashes", "-r", core)
    if package.name.endswith(".tar.gz"):
        # To build it takes the backend, which is here; nothing is fetched.
        run(
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-q",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            folder,
            package,
        )
        package = next(folder.glob("*.whl"))
    run(python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", package)
    run(python, "-m", "pip", "check")
    empty = folder / "empty"
    empty.mkdir()
    looked: dict[str, object] = json.loads(run(python, "-I", "-c", LOOK, ARTICLE, cwd=empty))
    if str(ROOT / "src") in str(looked.pop("file")) or looked.pop("value") != 28:
        raise SystemExit(f"{package.name}: another claimgraph was used, or it read something else")
    (empty / "article.txt").write_text(ARTICLE, encoding="utf-8")
    said = run(python.with_name("claimgraph"), "summary", "article.txt", cwd=empty)
    looked["prints_28"] = "28" in said
    looked["licences"] = json.loads(run(python, "-I", "-c", LICENCES))
    return looked


def look_at_all(folder: Path) -> dict[str, object]:
    """Build, compare and try."""
    first, second = (build_both(folder / name) for name in ("first", "second"))
    same = [a.read_bytes() == b.read_bytes() for a, b in zip(first, second, strict=True)]
    run(sys.executable, "-m", "twine", "check", "--strict", *first)
    run(sys.executable, "-m", "check_wheel_contents", first[0])
    tried = [try_package(one, folder / one.suffix[1:]) for one in first]
    licences = tried[0].pop("licences")
    tried[1].pop("licences")
    return {
        "same_bytes_twice": all(same),
        "strays": list_strays(first[0]),
        "used_from_wheel": tried[0],
        "used_from_sdist": tried[1],
        "licences": {name: said for name, said in sorted(dict(licences).items()) if name != "claimgraph"},
        "wheel_bytes": first[0].stat().st_size,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Look, print and write."""
    parser = argparse.ArgumentParser(description="Build wheel and sdist, and use them where nothing else is.")
    parser.add_argument("-o", "--output", type=Path, default=HERE / "results" / "package.json")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        found = look_at_all(Path(folder))
    text = json.dumps(found, indent=2, sort_keys=True) + "\n"
    print(text, end="")
    asked.output.parent.mkdir(exist_ok=True)
    asked.output.write_text(text, encoding="utf-8")
    return int(bool(found["strays"]) or not found["same_bytes_twice"])


if __name__ == "__main__":
    sys.exit(main())
