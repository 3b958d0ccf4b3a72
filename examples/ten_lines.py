"""From a folder of articles to "who says how many" in ten lines."""

from pathlib import Path

import claimgraph as cg

graph = cg.build_graph(Path(__file__).parent / "week")
hass = graph.find("Hass")

for toll in hass.tolls:
    for claim in toll.claims:
        said = claim.origin.name if claim.origin else "unnamed"
        print(f"{toll.measure:8} {claim.text:22} according to {said}")
print()
print(cg.summarize(hass))
