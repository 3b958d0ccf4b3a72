"""Two accounts → a link: which are worth comparing, and what speaks for their being of one event."""

from claimgraph.comparison.pairs.candidates import Pair as Pair
from claimgraph.comparison.pairs.candidates import pair_block as pair_block
from claimgraph.comparison.pairs.gathering import Candidates as Candidates
from claimgraph.comparison.pairs.gathering import find_pairs as find_pairs
from claimgraph.comparison.pairs.gathering import gather_candidates as gather_candidates
from claimgraph.comparison.pairs.gathering import hash_key as hash_key
from claimgraph.comparison.pairs.keys import Key as Key
from claimgraph.comparison.pairs.keys import Sketch as Sketch
from claimgraph.comparison.pairs.keys import name_blocks as name_blocks
from claimgraph.comparison.pairs.keys import sketch_account as sketch_account
from claimgraph.comparison.pairs.places import STREETS as STREETS
from claimgraph.comparison.pairs.profiles import Profile as Profile
from claimgraph.comparison.pairs.profiles import Profiles as Profiles
from claimgraph.comparison.pairs.profiles import place_profile as place_profile
from claimgraph.comparison.pairs.profiles import read_profile as read_profile
from claimgraph.comparison.pairs.scoring import Scale as Scale
from claimgraph.comparison.pairs.scoring import is_silent as is_silent
from claimgraph.comparison.pairs.scoring import measure_score as measure_score
from claimgraph.comparison.pairs.scoring import read_scale as read_scale
from claimgraph.comparison.pairs.scoring import score_pair as score_pair
from claimgraph.comparison.pairs.scoring import score_profiles as score_profiles
from claimgraph.comparison.pairs.weights import Weights as Weights
from claimgraph.comparison.pairs.weights import load_weights as load_weights
from claimgraph.comparison.pairs.weights import save_weights as save_weights
