"""Two accounts → a link: which are worth comparing, and what speaks for their being of one event."""

from claimgraph.comparison.pairs.candidates import find_pairs as find_pairs
from claimgraph.comparison.pairs.candidates import name_blocks as name_blocks
from claimgraph.comparison.pairs.profiles import Profile as Profile
from claimgraph.comparison.pairs.profiles import place_profile as place_profile
from claimgraph.comparison.pairs.profiles import read_profile as read_profile
from claimgraph.comparison.pairs.scoring import score_pair as score_pair
from claimgraph.comparison.pairs.scoring import score_profiles as score_profiles
from claimgraph.comparison.pairs.weights import Weights as Weights
from claimgraph.comparison.pairs.weights import load_weights as load_weights
from claimgraph.comparison.pairs.weights import save_weights as save_weights
