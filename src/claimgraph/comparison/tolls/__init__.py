"""What the claims of one incident say together: claims in, tolls out.

Nothing here decides who is right: figures are related, bounded by a named convention and checked,
each step with its reason in words.
"""

from claimgraph.comparison.tolls.comparing import compare_conventions
from claimgraph.comparison.tolls.conventions import (
    CONVENTIONS,
    Convention,
    Range,
    find_convention,
    list_conventions,
    prioritize_sources,
)
from claimgraph.comparison.tolls.figures import find_origin, is_counted, is_same_figure
from claimgraph.comparison.tolls.reconciling import reconcile

__all__ = [
    "CONVENTIONS",
    "Convention",
    "Range",
    "compare_conventions",
    "find_convention",
    "find_origin",
    "is_counted",
    "is_same_figure",
    "list_conventions",
    "prioritize_sources",
    "reconcile",
]
