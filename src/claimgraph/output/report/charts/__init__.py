"""Pictures as inline SVG, made of plain shapes: places in percent, colours by class, words by the page."""

from claimgraph.output.report.charts.days import draw_days
from claimgraph.output.report.charts.scales import Scale, fit_scale
from claimgraph.output.report.charts.strips import Point, draw_axis, draw_strip

__all__ = ["Point", "Scale", "draw_axis", "draw_days", "draw_strip", "fit_scale"]
