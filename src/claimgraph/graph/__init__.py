"""Files or records → `ClaimGraph`, the whole way from articles to tolls, and its files."""

from claimgraph.graph.building import ClaimGraph as ClaimGraph
from claimgraph.graph.building import build_graph as build_graph
from claimgraph.graph.files import load as load
from claimgraph.graph.files import read_judgements as read_judgements
from claimgraph.graph.files import save as save
from claimgraph.graph.files import write_judgements as write_judgements
