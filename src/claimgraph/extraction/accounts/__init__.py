"""An article's claims → accounts: what it tells of each event.

Each claim joins the event that the most speaks for, or opens one (`bonds` names what speaks,
`event_weights.toml` what it weighs). A part takes over the scope of its whole.
"""

from claimgraph.extraction.accounts.building import build_accounts as build_accounts
from claimgraph.extraction.accounts.building import gather_claims as gather_claims
from claimgraph.extraction.accounts.building import merge_groups as merge_groups
from claimgraph.extraction.accounts.building import tell_accounts as tell_accounts
from claimgraph.extraction.accounts.grouping import group_claims as group_claims
