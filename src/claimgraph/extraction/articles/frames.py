"""Data frames of any library → records, one a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from claimgraph.errors import ArticleError, MissingExtraError

# What frames of pandas, polars, pyarrow, dask, duckdb, ibis, modin and their like have, and records have not.
_MARKS = (
    "__arrow_c_stream__",
    "__dataframe__",
    "__narwhals_dataframe__",
    "__narwhals_lazyframe__",
    "collect_schema",
)


def is_frame(source: object) -> bool:
    """Return whether a value is a data frame, eager or lazy, and not a row or a column of one."""
    kind = type(source)  # asked of the class: a lazy frame would work out its columns
    return hasattr(kind, "columns") and any(hasattr(kind, mark) for mark in _MARKS)


def open_frame(frame: Any) -> tuple[list[str], Iterator[Mapping[str, Any]]]:
    """Return the names of the columns, and the rows as records in their order.

    Raises:
        ArticleError: The frame is of a library that narwhals does not know, or two columns have one name.
        MissingExtraError: narwhals is not installed.
    """
    try:
        import narwhals
    except ImportError as error:
        raise MissingExtraError('data frames need narwhals: pip install "claimgraph[table]"') from error
    try:
        wrapped: Any = narwhals.from_native(frame)
        if isinstance(wrapped, narwhals.LazyFrame):
            wrapped = wrapped.collect()
    except (TypeError, ValueError) as error:
        raise ArticleError(
            f"a data frame that cannot be read: {' '.join(str(error).split())[:200]}"
        ) from None
    return list(wrapped.columns), wrapped.iter_rows(named=True)
