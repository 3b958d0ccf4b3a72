"""Save by suffix: what is lossless as records, every other format as what fits into it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from claimgraph.errors import MisuseError
from claimgraph.model import Article, Incident
from claimgraph.output.files.formats import find_format
from claimgraph.output.files.graphs import write_graph
from claimgraph.output.files.linked_data import format_jsonld
from claimgraph.output.files.maps import format_geojson
from claimgraph.output.files.networks import format_gexf, format_graphml
from claimgraph.output.files.nouns import write_nouns
from claimgraph.output.files.parquet import format_parquet
from claimgraph.output.files.rows import format_csv
from claimgraph.output.files.workbooks import format_workbook
from claimgraph.output.lines import write_bytes
from claimgraph.output.tables import Table, build_table, is_graph, list_nouns

DEFAULT_TABLE = "claims"


_TABLES: Mapping[str, Callable[[Table], bytes]] = MappingProxyType(
    {".csv": format_csv, ".parquet": format_parquet, ".xlsx": format_workbook}
)
_GRAPHS: Mapping[str, Callable[[tuple[Article, ...], tuple[Incident, ...]], bytes]] = MappingProxyType(
    {
        ".graphml": format_graphml,
        ".gexf": format_gexf,
        ".geojson": lambda _, incidents: format_geojson(incidents),
        ".jsonld": format_jsonld,
    }
)


def save_noun(noun: Any, path: str | os.PathLike[str], *, table: str = DEFAULT_TABLE) -> None:
    """Write a claim graph or nouns in the format that the suffix names; see `claimgraph.save`."""
    suffix = find_format(path).suffix
    if suffix in _TABLES:
        write_bytes(path, [_TABLES[suffix](build_table(noun, table))])
        return
    if table != DEFAULT_TABLE:
        kinds = ", ".join(_TABLES)
        raise MisuseError(
            f"{os.fspath(path)}: a {suffix} has no tables; save table={table!r} as one of {kinds}"
        )
    if suffix in _GRAPHS:
        write_bytes(path, [_GRAPHS[suffix](*_find_parts(noun, suffix))])
    elif hasattr(noun, "accounts") and hasattr(noun, "judgements"):
        write_graph(noun, path)
    else:
        write_nouns(noun, path)


def _find_parts(noun: Any, suffix: str) -> tuple[tuple[Article, ...], tuple[Incident, ...]]:
    """Return the articles and incidents of a graph, or the incidents that were given."""
    if is_graph(noun):
        return tuple(noun.articles), tuple(noun.incidents)
    incidents = list_nouns(noun)
    strange = next((one for one in incidents if not isinstance(one, Incident)), None)
    if strange is not None:
        raise MisuseError(
            f"a {suffix} is made of a claim graph or of incidents, not of {type(strange).__name__}"
        )
    return (), tuple(incidents)


__all__ = ["DEFAULT_TABLE", "save_noun"]
