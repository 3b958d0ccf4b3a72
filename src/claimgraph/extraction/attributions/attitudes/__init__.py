"""Who holds which view: what `find_attributions` reads beyond the speech that can give a toll."""

from claimgraph.extraction.attributions.attitudes.completion import complete_speech
from claimgraph.extraction.attributions.attitudes.holders import is_holder
from claimgraph.extraction.attributions.attitudes.statements import complete_quotations
from claimgraph.extraction.attributions.attitudes.words import Words, load_attitudes

__all__ = ["Words", "complete_quotations", "complete_speech", "is_holder", "load_attitudes"]
