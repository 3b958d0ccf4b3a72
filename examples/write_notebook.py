"""Write the notebooks from the scripts beside this one: run their cells and keep what they show.

The cells are those of the `py:percent` format: `# %%` opens a cell of code, `# %% [markdown]` one of text.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import io
import json
import os
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SCRIPTS = tuple(HERE / f"{name}.py" for name in ("a_week_of_reports", "fact_check", "first_look"))

Cell = dict[str, Any]


def write_notebook(script: Path) -> str:
    """Return the notebook of a script as JSON text, its cells run in order."""
    names: dict[str, Any] = {"__name__": "__main__"}
    cells: list[Cell] = []
    for number, (kind, source) in enumerate(split_cells(script.read_text(encoding="utf-8")), start=1):
        cell: Cell = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": _keep_ends(source)}
        if kind == "code":
            count = sum(cell["cell_type"] == "code" for cell in cells) + 1
            cell |= {"execution_count": count, "outputs": run_cell(source, names, count)}
        cells.append(cell)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def split_cells(script: str) -> list[tuple[str, str]]:
    """Split a script into cells: pairs of ``"code"`` or ``"markdown"`` and the cell's text."""
    cells = []
    for part in f"\n{script}".split("\n# %%")[1:]:
        head, _, body = part.partition("\n")
        if "[markdown]" in head:
            lines = [line.removeprefix("#").removeprefix(" ") for line in body.strip().splitlines()]
            cells.append(("markdown", "\n".join(lines)))
        else:
            cells.append(("code", body.strip()))
    return cells


def run_cell(source: str, names: dict[str, Any], count: int) -> list[Cell]:
    """Run one cell; return what it prints and what its last line shows, as a notebook keeps it."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if last else None
    outputs: list[Cell] = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": _keep_ends(printed.getvalue())})
    if value is not None:
        data, metadata = _show(value)
        shown = {
            "data": data,
            "execution_count": count,
            "metadata": metadata,
            "output_type": "execute_result",
        }
        outputs.append(shown)
    return outputs


def _show(value: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a notebook shows of a value, and the size of a picture.

    Beside a table or a picture the plain text is only the value's kind.
    """
    kind = [f"<{type(value).__name__}>"]
    to_png, to_html = (getattr(value, f"_repr_{form}_", None) for form in ("png", "html"))
    if to_png is not None:
        picture, size = to_png()
        picture = base64.b64encode(_shrink(picture)).decode()
        return {"image/png": picture, "text/plain": kind}, {"image/png": size}
    if to_html is not None:
        return {"text/html": _keep_ends(to_html()), "text/plain": kind}, {}
    return {"text/plain": _keep_ends(_print(value))}, {}


def _print(value: object) -> str:
    """Return a value as IPython prints it: those in a tuple in the line that each has for it."""
    if isinstance(value, tuple) and value and hasattr(value[0], "_repr_pretty_"):
        lines = ",\n ".join(f"<{type(one).__name__}: {one}>" for one in value)
        return f"({lines}{',' if len(value) == 1 else ''})"
    return repr(value)


def _shrink(picture: bytes) -> bytes:
    """Return a PNG with 64 colours, a third of the bytes: notebooks lie in the history for ever."""
    from PIL import Image

    small = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(64).save(small, format="png", optimize=True)
    return small.getvalue()


def _keep_ends(text: str) -> list[str]:
    return text.splitlines(keepends=True)


if __name__ == "__main__":
    os.chdir(HERE)  # the scripts read the articles beside them
    for one in SCRIPTS:
        one.with_suffix(".ipynb").write_text(write_notebook(one), encoding="utf-8")
        print(f"wrote {one.stem}.ipynb")
