"""An article's claims → accounts: what it tells of each event.

Claims join the account they fit best: parts follow their whole, figures of one scope, day and
place stand together. A part takes over the scope of its whole.
"""

from claimgraph.extraction.accounts.building import build_accounts as build_accounts
from claimgraph.extraction.accounts.grouping import group_claims as group_claims
