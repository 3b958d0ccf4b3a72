"""What the tests of the shell share: a text, a graph made without words, and running a command."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from claimgraph.cli import main
from claimgraph.errors import UnknownNameError
from claimgraph.model import (
    Account,
    Article,
    Attribution,
    Claim,
    Incident,
    Modifier,
    Place,
    Quantity,
    Source,
    Span,
)

# Verbs that read articles, and all.
READING = ("claims", "incidents", "summary", "trace", "review")
TEXT = "Three people were hurt in Hallam, a monitor said."


def run_shell(*arguments: str | Path) -> int:
    """Run a command line; return its exit code."""
    return main([str(argument) for argument in arguments])


def make_claim(article: Article) -> Claim:
    """Return the claim that every article of the stubs makes."""
    quantity = Quantity(value=3, low=3, high=3, modifier=Modifier.EXACT, words="Three", span=Span(0, 5))
    return Claim(
        id=f"{article.id}-c1",
        article=article.id,
        spans=(Span(0, 12),),
        text=article.text[:12],
        measure="injured",
        quantity=quantity,
        group="people",
        attribution=Attribution(chain=(Source(id="monitor", name="monitor", kind="monitor"),)),
        place=Place(name="Hallam", words="Hallam"),
    )


def build_stub_graph(source: Iterable[Article], **_: Any) -> Any:
    """Build a graph in which every article tells of one event of its own."""
    articles = tuple(source)
    claims = tuple(make_claim(article) for article in articles)
    incidents = tuple(
        Incident(
            id=f"i-{claim.article}",
            accounts=(Account(id=f"acc-{claim.id}", article=claim.article, claims=(claim,)),),
            place=claim.place,
        )
        for claim in claims
    )
    return SimpleNamespace(
        articles=articles,
        problems=(),
        unplaced=(),
        claims=claims,
        denials=(),
        accounts=(),
        incidents=incidents,
        select=lambda words: incidents if words == "Hallam" else (),
        find=lambda words: _find(incidents, words),
    )


def raise_always(error: BaseException) -> Callable[..., Any]:
    """Return a function that does nothing but fail."""

    def fail(*_: Any, **__: Any) -> Any:
        raise error

    return fail


def _find(incidents: tuple[Incident, ...], words: str) -> Incident:
    if words != "Hallam":
        raise UnknownNameError(f"no incident matches {words!r}; there are incidents in ['Hallam']")
    return incidents[0]
