"""A table as Parquet; needs the extra ``table`` (pyarrow)."""

from __future__ import annotations

import io
from importlib import import_module

from claimgraph.output.tables import Table, to_arrow


def format_parquet(table: Table) -> bytes:
    """Return a table as Parquet; every column has the same type whatever the rows hold.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    made = to_arrow(table)
    stream = io.BytesIO()
    import_module("pyarrow.parquet").write_table(made, stream, compression="zstd")
    return stream.getvalue()


__all__ = ["format_parquet"]
