"""The graph of `to_networkx` as GraphML and GEXF, in the shape that Gephi opens.

A node has a ``type`` and a short label, its words stay in ``text``. An edge has ``relation``, which is
its label too (it is ``type`` in networkx, a word that GEXF keeps for itself), and ``weight``: between
two linked articles the chance that they tell of one event by the score of the pair, else the share of
a copied text, else 1. Ids come from the content.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from claimgraph.comparison.network import to_networkx
from claimgraph.model import Article, Incident

if TYPE_CHECKING:
    import networkx

_LONGEST_LABEL = 60
_MOST = 2**63 - 1  # of a number in these files
# Okabe and Ito's colours, which the colour-blind tell apart, and the size of a node.
_LOOKS = {
    "incident": ((213, 94, 0), 20.0),
    "source": ((0, 114, 178), 14.0),
    "party": ((204, 121, 167), 12.0),
    "article": ((86, 180, 233), 9.0),
    "claim": ((230, 159, 0), 6.0),
    "denial": ((0, 0, 0), 6.0),
    "admission": ((0, 158, 115), 6.0),
}
_KEY = re.compile(r'<attribute id="(\d+)" title="networkx_key"')
_MADE = re.compile(r"<meta [^<>]*+>\s*+<creator>[^<]*+</creator>")


def format_graphml(articles: Iterable[Article], incidents: Iterable[Incident]) -> bytes:
    """Return the network as GraphML."""
    from networkx import GraphMLWriter

    # networkx would write with lxml where that happens to be installed, and other bytes then.
    stream = io.BytesIO()
    GraphMLWriter(_simplify(to_networkx(articles, incidents)), encoding="utf-8", prettyprint=True).dump(
        stream
    )
    return stream.getvalue()


def format_gexf(articles: Iterable[Article], incidents: Iterable[Incident]) -> bytes:
    """Return the network as GEXF 1.2, with colours, sizes and the day since which a node is there.

    An article and what it tells are there since its publication, an incident since its first day;
    a node whose day is not known is there always.
    """
    from networkx import generate_gexf

    graph = _simplify(to_networkx(articles, incidents))
    days = _find_days(graph)
    for node, cells in graph.nodes(data=True):
        (red, green, blue), size = _LOOKS[cells["type"]]
        cells["viz"] = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}, "size": size}
        if node in days:
            cells["start"] = days[node]
    for _, _, key, cells in graph.edges(keys=True, data=True):
        cells["id"] = key
    text = "\n".join(_drop_keys(generate_gexf(graph)))
    # networkx writes today's day and its version there.
    text = _MADE.sub("<meta><creator>claimgraph</creator>", text, count=1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _drop_keys(lines: Iterable[str]) -> Iterator[str]:
    """Leave out the keys of networkx, which only repeat the ids of the edges."""
    dropped = ""
    for line in lines:
        key = _KEY.search(line)
        if key:
            dropped = f'<attvalue for="{key[1]}" '
        elif not dropped or not line.lstrip().startswith(dropped):
            yield line


def _simplify(graph: networkx.MultiDiGraph) -> networkx.MultiDiGraph:
    """Return the graph with ids, labels and attributes that Gephi takes."""
    import networkx

    made = networkx.MultiDiGraph()
    for node, cells in graph.nodes(data=True):
        plain = _keep_simple(cells)
        label = f"{plain.pop('label')} {plain.get('measure', '')}"  # "28 civilians killed"
        short = shorten(label, _LONGEST_LABEL, placeholder=" …")
        made.add_node(node, label=short or plain["type"], **plain)
    for start, end, key, cells in graph.edges(keys=True, data=True):
        plain = _keep_simple(cells)
        told = plain.pop("type")
        name = f"{start} {key} {end}"
        made.add_edge(start, end, key=name, label=told, relation=told, weight=_weigh(plain), **plain)
    return made


def _keep_simple(cells: dict[str, Any]) -> dict[str, Any]:
    fit = {name: value for name, value in cells.items() if not _is_unfit(value)}
    # An attribute has one type in these files, also where somebody's place lies at 36 and not at 36.0.
    return fit | {name: float(fit[name]) for name in ("latitude", "longitude") if name in fit}


def _is_unfit(value: object) -> bool:
    """Return whether a number is none that these files hold."""
    if isinstance(value, float):
        return not math.isfinite(value)
    return isinstance(value, int) and abs(value) > _MOST


def _weigh(cells: dict[str, Any]) -> float:
    if "score" in cells:
        return round(1 / (1 + math.exp(-max(min(cells["score"], 700.0), -700.0))), 6)
    return float(cells.get("share", 1.0))


def _find_days(graph: networkx.MultiDiGraph) -> dict[str, str]:
    days = {}
    for node, cells in graph.nodes(data=True):
        day = cells.get("published") or (cells.get("date") if cells["type"] == "incident" else None)
        if day:
            days[node] = day
    told = [
        (start, end) for start, end, cells in graph.edges(data=True) if cells["relation"] == "reported_in"
    ]
    return days | {start: days[end] for start, end in told if end in days}


__all__ = ["format_gexf", "format_graphml"]
