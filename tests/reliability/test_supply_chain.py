"""What is installed: few packages, each with a reason, each pinned by hash where CI fetches it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[2]
PINS = re.compile(r"^([\w.-]+)==(\S+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"^[\w.-]+")
PINNED = {"core": (), "ci": ("dev", "docs", "release")}


def _read_project() -> dict[str, Any]:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return dict(project)


def _read_pins(name: str) -> dict[str, list[str]]:
    """Return the hashes of each pinned package by its name."""
    text = (REPOSITORY / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return {
        fold_name(found): re.findall(r"--hash=sha256:[0-9a-f]{64}\b", rest)
        for found, _, rest in PINS.findall(text)
    }


def fold_name(name: str) -> str:
    """Return the name of a package as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _list_wanted(project: dict[str, Any], extras: tuple[str, ...]) -> set[str]:
    """Return the packages that are asked for, with those of extras that extras name."""
    wanted, waiting = {*project["dependencies"]}, [*extras]
    while waiting:
        for line in project["optional-dependencies"][waiting.pop()]:
            if line.startswith("claimgraph["):
                waiting += line.removeprefix("claimgraph[").rstrip("]").split(",")
            else:
                wanted.add(line)
    return {fold_name(NAME.match(line)[0]) for line in wanted}


@pytest.mark.parametrize("name", PINNED)
def test_all_that_is_fetched_is_pinned_by_hash(name: str) -> None:
    """Every package that CI asks for has its line, and every line the hashes of its files."""
    pins = _read_pins(name)
    assert _list_wanted(_read_project(), PINNED[name]) <= pins.keys()
    assert [package for package, hashes in pins.items() if not hashes] == []


def test_the_core_needs_few_packages() -> None:
    """Six are asked for, and these bring no more than two."""
    assert len(_read_project()["dependencies"]) == 6
    assert len(_read_pins("core")) == 8


def test_every_package_has_its_reason() -> None:
    """The page on reliability says of each package that a user may get what it is there for."""
    project = _read_project()
    page = (REPOSITORY / "docs" / "reliability.md").read_text(encoding="utf-8")
    told = {fold_name(name) for name in re.findall(r"^\| `([\w.-]+)` \|", page, re.MULTILINE)}
    extras = tuple(
        name
        for name in project["optional-dependencies"]
        if name not in ("test", "lint", "docs", "dev", "release")
    )
    assert _list_wanted(project, extras) == told


def test_ci_fetches_by_hash_alone() -> None:
    """What the README's commands need lies there before them, and they fetch nothing."""
    script = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    assert "--require-hashes -r requirements/ci.txt" in script
    assert script.count("$fetch_nothing bash") == 2
