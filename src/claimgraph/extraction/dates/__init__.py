"""Dates: what the words say, when a counted event happened, and whether a count covers one event."""

from claimgraph.extraction.dates.calendar import Days as Days
from claimgraph.extraction.dates.choice import choose_date as choose_date
from claimgraph.extraction.dates.choice import find_story_day as find_story_day
from claimgraph.extraction.dates.mentions import DateMention as DateMention
from claimgraph.extraction.dates.mentions import find_dates as find_dates
from claimgraph.extraction.dates.scope import choose_scope as choose_scope
from claimgraph.extraction.dates.scope import name_kind as name_kind
from claimgraph.extraction.dates.scope import to_period as to_period
