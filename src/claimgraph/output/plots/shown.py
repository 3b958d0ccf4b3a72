"""Axes that a notebook shows as a picture; imported only where matplotlib is there."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from matplotlib.axes import Axes

SHARPNESS = 2
"""So many dots a side for each of the screen's, as new screens have twice as many."""


class ShownAxes(Axes):
    """Axes whose figure a notebook shows where a cell ends with them."""

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        picture = BytesIO()
        figure: Any = self.figure
        # Without the version of matplotlib in it, a notebook run again keeps its bytes.
        figure.savefig(picture, format="png", dpi=SHARPNESS * figure.dpi, metadata={"Software": None})
        width, height = (round(inches * figure.dpi) for inches in figure.get_size_inches())
        return picture.getvalue(), {"width": width, "height": height}


__all__ = ["ShownAxes"]
