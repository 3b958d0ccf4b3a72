"""Tables by name: which there are, what each is made of, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from attrs import frozen

from claimgraph.errors import MisuseError, UnknownNameError
from claimgraph.model import Article, Claim, Denial, Incident, Reading
from claimgraph.output.tables.articles import to_article_rows
from claimgraph.output.tables.claims import to_rows
from claimgraph.output.tables.coding import to_coding_rows
from claimgraph.output.tables.columns import Column, list_columns
from claimgraph.output.tables.conventions import to_convention_rows
from claimgraph.output.tables.graphs import Row, is_graph
from claimgraph.output.tables.incidents import to_incident_rows


@frozen(kw_only=True)
class Table:
    """A named table: its columns and one record a row, with a cell for each column."""

    name: str
    columns: tuple[Column, ...]
    rows: list[Row]


@frozen(kw_only=True)
class _Recipe:
    """Which nouns a table can be made of when there is no graph, and how."""

    nouns: tuple[type[Any], ...]
    from_graph: Callable[[Any], list[Row]]
    from_nouns: Callable[[Iterable[Any]], list[Row]]


_RECIPES = {
    "claims": _Recipe(nouns=(Claim, Denial), from_graph=to_rows, from_nouns=to_rows),
    "incidents": _Recipe(nouns=(Incident,), from_graph=to_incident_rows, from_nouns=to_incident_rows),
    "coding": _Recipe(
        nouns=(Incident,),
        from_graph=lambda graph: to_coding_rows(graph.incidents, articles=graph.articles),
        from_nouns=to_coding_rows,
    ),
    "conventions": _Recipe(
        nouns=(Incident,),
        from_graph=lambda graph: to_convention_rows(graph.incidents),
        from_nouns=to_convention_rows,
    ),
    "articles": _Recipe(
        nouns=(Article,),
        from_graph=lambda graph: to_article_rows(graph.articles),
        from_nouns=to_article_rows,
    ),
}
TABLES = tuple(_RECIPES)
"""The names of the tables that there are."""


def build_table(noun: Any, name: str = "claims") -> Table:
    """Return a named table of a claim graph, or of nouns.

    Args:
        noun: A claim graph; or what the table has rows of: claims and denials (``"claims"``),
            incidents (``"incidents"``, ``"coding"``, ``"conventions"``), articles or a `Reading`
            (``"articles"``); one noun is a table of one.
        name: One of `TABLES`.

    Raises:
        UnknownNameError: No table has that name; the text lists those there are.
        MisuseError: The table is made of other nouns; the text names the tables that fit.
    """
    if name not in _RECIPES:
        raise UnknownNameError(f"no table is named {name!r}; there are {', '.join(TABLES)}")
    recipe = _RECIPES[name]
    if is_graph(noun):
        rows = recipe.from_graph(noun)
    else:
        rows = recipe.from_nouns(_check_nouns(list_nouns(noun), name))
    return Table(name=name, columns=list_columns(name), rows=rows)


def list_nouns(noun: Any) -> list[Any]:
    """Return the nouns of an iterable, or of one noun alone.

    Raises:
        MisuseError: It is neither.
    """
    if isinstance(noun, Reading):
        return list(noun.articles)
    if hasattr(noun, "__attrs_attrs__"):
        return [noun]
    if isinstance(noun, str | bytes) or not isinstance(noun, Iterable):
        raise MisuseError(f"a claim graph or nouns of claimgraph are needed, not {type(noun).__name__}")
    return list(noun)


def _check_nouns(nouns: list[Any], name: str) -> list[Any]:
    wanted = _RECIPES[name].nouns
    strange = next((one for one in nouns if not isinstance(one, wanted)), None)
    if strange is None:
        return nouns
    kind = type(strange).__name__
    fitting = [table for table, recipe in _RECIPES.items() if isinstance(strange, recipe.nouns)]
    needed = " and ".join(f"{noun.__name__}s" for noun in wanted)
    advice = f"use table={fitting[0]!r}" if fitting else "give the claim graph"
    raise MisuseError(f"the table {name!r} is made of a claim graph or of {needed}, not of {kind}: {advice}")


__all__ = ["TABLES", "Table", "build_table", "list_nouns"]
