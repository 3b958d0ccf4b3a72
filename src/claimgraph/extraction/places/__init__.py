"""Places: names → gazetteer entries, most specific first; unknown places survive as names."""

from claimgraph.extraction.places.choosing import choose_place, list_near_places
from claimgraph.extraction.places.features import Told
from claimgraph.extraction.places.finding import find_places
from claimgraph.extraction.places.groups import is_vague, lies_in
from claimgraph.extraction.places.words import PlaceMention

__all__ = ["PlaceMention", "Told", "choose_place", "find_places", "is_vague", "lies_in", "list_near_places"]
