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
    if isinstance(source, type) or not hasattr(source, "columns"):
        return False
    return any(hasattr(source, mark) for mark in _MARKS)


def list_columns(frame: Any) -> list[str]:
    """Return the names of the columns.

    Raises:
        ArticleError: The frame is of a library that narwhals does not know, or two columns have one name.
        MissingExtraError: narwhals is not installed.
    """
    return list(_wrap(frame).columns)


def list_rows(frame: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the rows as records, in their order."""
    yield from _wrap(frame).iter_rows(named=True)


def _wrap(frame: Any) -> Any:
    try:
        import narwhals
    except ImportError as error:
        raise MissingExtraError('data frames need narwhals: pip install "claimgraph[table]"') from error
    try:
        wrapped = narwhals.from_native(frame)
        return wrapped.collect() if isinstance(wrapped, narwhals.LazyFrame) else wrapped
    except (TypeError, ValueError) as error:
        raise ArticleError(
            f"a data frame that cannot be read: {' '.join(str(error).split())[:200]}"
        ) from None
