"""Articles day by day into one SQLite file, with their incidents and what people decided."""

from claimgraph.store.stores import Store as Store
