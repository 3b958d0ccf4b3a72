"""Parcels: incidents travel without their accounts and are the same where these are."""

from __future__ import annotations

import pickle

import claimgraph as cg
from claimgraph.comparison.parcels import pack_incidents, unpack_incidents

TEXTS = (
    "At least 28 people were killed in an air strike on Armanaz on Friday, the White Helmets said.",
    "The Observatory said at least 30 people, including 5 children, died in Friday's strike on Armanaz.",
)
ARTICLES = [{"id": f"a{at}", "text": text, "published": "2017-09-30"} for at, text in enumerate(TEXTS)]


def test_unpacked_incidents_hold_the_very_accounts_of_their_receiver() -> None:
    """Equal in all, and accounts and claims are not doubled but those that were there."""
    graph = cg.build_graph(ARTICLES)
    there = pickle.loads(pickle.dumps(graph.accounts))
    parcel = pack_incidents(graph.incidents, graph.accounts)
    found = unpack_incidents(parcel, there)
    assert tuple(found) == graph.incidents
    claims = {id(claim) for account in there for claim in account.claims}
    assert {id(one) for incident in found for one in incident.accounts} == set(map(id, there))
    assert {id(claim) for incident in found for toll in incident.tolls for claim in toll.claims} <= claims
    assert len(parcel) < len(pickle.dumps(graph.incidents))
