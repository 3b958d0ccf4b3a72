"""Claims that others made → claims like our own, their words checked against the articles."""

from claimgraph.extraction.claim_records.reading import adopt_claims, read_claims
from claimgraph.extraction.claim_records.schema import describe_claims

__all__ = ["adopt_claims", "describe_claims", "read_claims"]
