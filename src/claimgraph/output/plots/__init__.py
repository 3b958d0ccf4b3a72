"""Pictures of what the figures say; they need the extra ``plot`` (matplotlib)."""

from claimgraph.output.plots.networks import plot_network
from claimgraph.output.plots.timelines import plot_timeline
from claimgraph.output.plots.tolls import plot_toll
from claimgraph.output.plots.waterfalls import plot_why

__all__ = ["plot_network", "plot_timeline", "plot_toll", "plot_why"]
