"""Sentence → quantities: "at least a dozen", "20 to 25", "hundreds of thousands", "3.6 million"."""

from claimgraph.extraction.quantities.bounds import bound_value as bound_value
from claimgraph.extraction.quantities.mentions import QuantityMention as QuantityMention
from claimgraph.extraction.quantities.mentions import find_quantities as find_quantities
from claimgraph.extraction.quantities.rereading import reread_vague as reread_vague
