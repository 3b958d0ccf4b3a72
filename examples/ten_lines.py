"""From a folder of articles to "who says how many" in ten lines."""

from pathlib import Path

import claimgraph as cg

graph = cg.build_graph(Path(__file__).parent / "articles")
armanaz = graph.find("Armanaz")

for toll in armanaz.tolls:
    origins = " and ".join(source.name for source in toll.origins) or "unnamed"
    print(f"{toll.measure:8} {toll.group:10} from {toll.low} according to {origins}")
print()
print(cg.summarize(armanaz))
