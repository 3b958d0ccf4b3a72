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
from claimgraph.comparison.tolls.groups import Groups, load_groups
from claimgraph.comparison.tolls.reconciling import reconcile
from claimgraph.comparison.tolls.retellings import find_retellings, trace_claims, trace_incident, trace_toll
from claimgraph.comparison.tolls.series import list_series

__all__ = [
    "CONVENTIONS",
    "Convention",
    "Groups",
    "Range",
    "compare_conventions",
    "find_convention",
    "find_origin",
    "find_retellings",
    "is_counted",
    "is_same_figure",
    "list_conventions",
    "list_series",
    "load_groups",
    "prioritize_sources",
    "reconcile",
    "trace_claims",
    "trace_incident",
    "trace_toll",
]
