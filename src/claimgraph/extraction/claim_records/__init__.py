"""Claims that others made → claims like our own, their words checked against the articles."""

from claimgraph.extraction.claim_records.reading import read_claims

__all__ = ["read_claims"]
