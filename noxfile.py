"""The sessions of the house: what each commit has to pass, and what is measured now and then."""

import nox

nox.options.sessions = ["lint", "types", "tests", "docs"]
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
# The lower bounds of pyproject.toml, spelled out for the oldest Python.
LOWEST = ["anyascii==0.3.2", "attrs==24.2", "cattrs==24.1", "jinja2==3.1", "networkx==3.4", "rapidfuzz==3.9"]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests on one Python, with branch coverage."""
    session.install(".[dev]")
    session.run("coverage", "run", "-m", "pytest", *session.posargs)
    session.run("coverage", "report")


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the tests with the lowest versions of the core dependencies."""
    session.install(".[dev]", *LOWEST)
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session
def bare(session: nox.Session) -> None:
    """Run the main job with nothing but the core dependencies."""
    session.install(".")
    session.run("claimgraph", "--help", silent=True)
    session.run("claimgraph", "summary", "examples/articles")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and import floors."""
    session.install(".[lint]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Check types, strictly."""
    session.install(".[lint]")
    session.run("mypy")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the docs, every warning an error; notebooks and gallery are run."""
    session.install(".[docs]")
    session.run(
        "sphinx-build", "-W", "--keep-going", "-b", "html", "docs", "docs/_build/html", *session.posargs
    )


@nox.session
def pins(session: nox.Session) -> None:
    """Pin what CI fetches, each file by its hash; `-- --upgrade` takes the newest."""
    session.install("uv")
    call = ["uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"]
    call += ["--generate-hashes", "--custom-compile-command", "nox -s pins", "-q", *session.posargs]
    session.run(*call, "-o", "requirements/core.txt")
    extras = [part for name in ("dev", "docs", "release") for part in ("--extra", name)]
    session.run(*call, *extras, "-o", "requirements/ci.txt")


@nox.session
def package(session: nox.Session) -> None:
    """Build what is published, look at it, and use it where nothing else is."""
    session.install(".[release]")
    session.run("python", "reliability/package.py")


@nox.session
def faults(session: nox.Session) -> None:
    """Kill, fill and damage stores, and see that nothing confirmed is lost."""
    session.install(".")
    session.run("python", "reliability/faults.py", *session.posargs)


@nox.session
def hostile(session: nox.Session) -> None:
    """Cross damaged files with all readers, hostile texts with all outputs, in Chromium too."""
    session.install(".[test]")
    session.run("python", "reliability/hostile.py", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Feed every target with inputs that a fuzzer makes; `-- --seconds 3600` is for each."""
    session.install(".[test]", "atheris")
    session.run("python", "reliability/fuzz.py", *session.posargs)


@nox.session
def growth(session: nox.Session) -> None:
    """Let the texts of every pattern and of every verb grow."""
    session.install(".[test]")
    session.run("python", "reliability/growth.py", *session.posargs)


@nox.session
def deep(session: nox.Session) -> None:
    """Run the laws on five times as many examples."""
    session.install(".[test]")
    session.run("python", "reliability/deep.py", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Change the code a little, many times, and see whether the tests notice."""
    session.install(".[test]", "mutmut==3.8.1")
    session.run("python", "reliability/mutants.py", *session.posargs)


@nox.session
def determinism(session: nox.Session) -> None:
    """Make everything under different circumstances; `-- --python …` takes other Pythons too."""
    session.install(".[table]")
    session.run("python", "reliability/determinism.py", *session.posargs)


@nox.session
def gold(session: nox.Session) -> None:
    """Print the figures on marked articles beside their floors; `-- --raise` lifts the floors."""
    session.install(".")
    session.run("python", "tests/gold/measure.py", *session.posargs)
