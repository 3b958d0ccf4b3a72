"""Write measured figures as the tables and the picture of `docs/performance.md`.

    python benchmarks/tables.py benchmarks/results.json

The text between the marks `<!-- figures -->` and `<!-- end of figures -->` is written anew, and so is the
picture of how linking grows, `docs/_static/growth.svg`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from math import log10
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1] / "docs"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def load_floors() -> dict[str, Any]:
    """Return the tables of ``floors.toml``: by part its title and its rows."""
    return tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


def format_results(figures: Sequence[Mapping[str, Any]]) -> str:
    """Return the figures as one table a part, in Markdown; parts without a figure are left out."""
    known = {one["name"]: one for one in figures}
    tables = []
    for part in load_floors().values():
        rows = [_format_row(known[name], row) for name, row in part["rows"].items() if name in known]
        if rows:
            head = ["| what | measured | floor | aim | on what |", "| --- | ---: | ---: | ---: | --- |"]
            tables.append("\n".join([f"### {part['title']}", "", *head, *rows]))
    return "\n\n".join(tables)


def _format_row(figure: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    measured = _format_value(figure["value"], row)
    mark = {True: "", False: " **below its floor**", None: ""}[holds_floor(figure["value"], row)]
    bounds = (_format_value(row[bound], row) if bound in row else "" for bound in ("floor", "aim"))
    return "| " + " | ".join([row["what"], measured + mark, *bounds, figure["note"]]) + " |"


def _format_value(value: float, row: Mapping[str, Any]) -> str:
    return f"{value:{row['form']}}{' ' if row['unit'] not in ('', '×') else ''}{row['unit']}"


def holds_floor(value: float, row: Mapping[str, Any]) -> bool | None:
    """Return whether a figure is as good as its floor; ``None`` where there is none."""
    if "floor" not in row:
        return None
    return bool(value >= row["floor"] if row["better"] == "more" else value <= row["floor"])


def format_machine(machine: Mapping[str, Any]) -> str:
    """Say in a paragraph what the figures were measured on."""
    packages = ", ".join(f"{name} {number}" for name, number in machine["packages"].items())
    return (
        f"Measured on {machine['cores']} cores of {machine['processor']} with {machine['memory']} of memory, "
        f"{machine['system']}, Python {machine['python']}; {packages}."
    )


# -- picture ----------------------------------------------------------------------------------

WIDTH, HEIGHT, EDGE = 640, 360, 56


def draw_growth(figures: Sequence[Mapping[str, Any]]) -> str:
    """Draw seconds and peak memory of linking by claims as SVG, both axes logarithmic."""
    lines = {
        "seconds": _list_points(figures, "linking.seconds."),
        "GiB": _list_points(figures, "linking.peak."),
    }
    axes = "".join(_draw_axes())
    marks = "\n".join(part for name, points in lines.items() for part in _draw_line(name, points))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-label="Seconds and memory of linking by claims" font-family="sans-serif" font-size="12">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>\n{axes}\n{marks}\n</svg>\n'
    )


def _list_points(figures: Sequence[Mapping[str, Any]], start: str) -> list[tuple[float, float]]:
    found = {one["name"]: one["value"] for one in figures if one["name"].startswith(start)}
    return sorted((float(name.removeprefix(start)), value) for name, value in found.items())


def _place(claims: float, value: float) -> tuple[float, float]:
    across = EDGE + (WIDTH - 2 * EDGE) * (log10(claims) - 3) / 3
    up = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (log10(max(value, 0.01)) + 2) / 5
    return round(across, 1), round(up, 1)


def _draw_axes() -> Iterator[str]:
    for power in range(3, 7):
        x, _ = _place(10**power, 1)
        yield f'<line x1="{x}" y1="{EDGE}" x2="{x}" y2="{HEIGHT - EDGE}" stroke="#dddddd"/>'
        yield f'<text x="{x}" y="{HEIGHT - EDGE + 18}" text-anchor="middle">{10**power:,} claims</text>\n'
    for power in range(-2, 4):
        _, y = _place(1000, 10.0**power)
        yield f'<line x1="{EDGE}" y1="{y}" x2="{WIDTH - EDGE}" y2="{y}" stroke="#dddddd"/>'
        yield f'<text x="{EDGE - 8}" y="{y + 4}" text-anchor="end">{10.0**power:g}</text>\n'


def _draw_line(name: str, points: Sequence[tuple[float, float]]) -> Iterator[str]:
    colour, dash = ("#1b5e9b", "") if name == "seconds" else ("#b3541e", ' stroke-dasharray="6 4"')
    placed = [_place(*point) for point in points]
    way = " ".join(f"{x},{y}" for x, y in placed)
    yield f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
    for (x, y), (_, value) in zip(placed, points, strict=True):
        yield f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>'
        yield f'<text x="{x - 6}" y="{y - 8}" text-anchor="end" fill="{colour}">{value:.3g} {name}</text>'


def write_page(results: Mapping[str, Any], docs: Path = DOCS) -> None:
    """Write the figures into the page and draw the picture."""
    page = docs / "performance.md"
    text = page.read_text(encoding="utf-8")
    before, after = text[: text.index(BEGIN) + len(BEGIN)], text[text.index(END) :]
    told = f"{format_machine(results['machine'])}\n\n{format_results(results['figures'])}"
    page.write_text(f"{before}\n\n{told}\n\n{after}", encoding="utf-8")
    (docs / "_static" / "growth.svg").write_text(draw_growth(results["figures"]), encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Write the page; the exit code is 0."""
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    parser.add_argument("results", type=Path)
    chosen = parser.parse_args(arguments)
    write_page(json.loads(chosen.results.read_text(encoding="utf-8")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
