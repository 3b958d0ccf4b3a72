"""Who says what: cue, speaker, chain, denial, carried across sentences."""

from claimgraph.extraction.attributions.answers import find_answers
from claimgraph.extraction.attributions.choice import choose_attribution, describe_candidates
from claimgraph.extraction.attributions.credits import find_credit
from claimgraph.extraction.attributions.denials import find_denials
from claimgraph.extraction.attributions.mentions import find_attributions, find_attributions_in
from claimgraph.extraction.attributions.voices import View

__all__ = [
    "View",
    "choose_attribution",
    "describe_candidates",
    "find_answers",
    "find_attributions",
    "find_attributions_in",
    "find_credit",
    "find_denials",
]
