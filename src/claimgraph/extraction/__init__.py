"""ARTICLE → CLAIMS: what does this article say? Never imports `claimgraph.comparison`."""
