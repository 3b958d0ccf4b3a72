"""How the public names are used, for the type checker; never run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import claimgraph as cg

graph: cg.ClaimGraph = cg.build_graph("articles/")
same: cg.ClaimGraph = cg.build_graph([Path("a.txt"), "b.jsonl"])
records: cg.ClaimGraph = cg.build_graph([{"id": "a", "text": "Two people died.", "published": "2020-06-01"}])

incidents: tuple[cg.Incident, ...] = graph.incidents
incident: cg.Incident = graph.find("Armanaz")
tolls: tuple[cg.Toll, ...] = incident.tolls
why: str = incident.why()
words: str = cg.summarize(incident)
ranked: tuple[cg.Toll, ...] = cg.reconcile(incident.claims, convention=cg.prioritize_sources("SOHR"))
low: tuple[cg.Claim, ...] = cg.reread_vague(incident.claims, "acled")
headlines: tuple[cg.Headline, ...] = cg.compare_conventions(incident.claims, readings={"acled": low})
rules: list[str] = [str(convention) for convention in cg.list_conventions()]
frame: Any = graph.to_frame()
typed: Any = graph.to_frame(table="coding", backend="polars")
network: Any = graph.to_networkx()

cg.save(graph, "graph.jsonl")
cg.save(incident.claims, Path("claims.parquet"))
cg.save(incidents, "sheet.xlsx", table="coding")
loaded: cg.ClaimGraph = cg.load(Path("graph.jsonl"))

reading: cg.Reading = cg.read_articles("articles/")
for article in reading:
    claims: tuple[cg.Claim, ...] = cg.extract_claims(article)
    victims: tuple[cg.Victim, ...] = cg.find_victims(article)
    trace: cg.Trace = cg.trace_article(article)
    attributions: tuple[cg.Attribution, ...] = cg.find_attributions(article.text)

lexicon: cg.Lexicon = cg.load_lexicon("world", Path("my-tables"))

handmade: cg.ClaimReading = cg.read_claims("coded.csv", articles="articles/", columns={"killed": "Deaths"})
checks: tuple[cg.QuoteCheck, ...] = handmade.checks
coded: cg.ClaimGraph = cg.build_graph(handmade).add("articles/").add(handmade)
schema: dict[str, Any] = cg.describe_claims()
own: cg.ClaimGraph = cg.build_graph("articles/", extract=lambda article: [{"text": article.title}])
