"""What every test may ask for: the shipped word tables, the example articles, the shared folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from claimgraph.lexicon import Lexicon, load_lexicon

REPOSITORY = Path(__file__).parent.parent

# The same examples in every run on a server, and no failure because a shared machine was slow.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
# Five times as many, other ones in every run: `nox -s deep`.
settings.register_profile("deep", deadline=None, max_examples=500, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "house")


@pytest.fixture(scope="session")
def words() -> Lexicon:
    """The shipped word tables, all layers."""
    return load_lexicon()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of the shipped example articles."""
    return REPOSITORY / "examples" / "articles"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the annotated corpora, which are not part of the repository."""
    folder = Path(os.environ.get("CLAIMGRAPH_SHARED") or REPOSITORY.parent / "shared")
    if not (folder / "gold" / "score.py").is_file():
        pytest.skip("the annotated corpora are not here (set CLAIMGRAPH_SHARED to their folder)")
    return folder
