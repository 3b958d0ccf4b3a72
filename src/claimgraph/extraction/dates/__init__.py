"""Dates: what the words say, when a counted event happened, and whether a count covers one event."""

from claimgraph.extraction.dates.calendar import Days as Days
from claimgraph.extraction.dates.mentions import DateMention as DateMention
from claimgraph.extraction.dates.mentions import find_dates as find_dates
from claimgraph.extraction.dates.story import Story as Story
from claimgraph.extraction.dates.story import read_story as read_story
from claimgraph.extraction.dates.times import Time as Time
from claimgraph.extraction.dates.times import choose_times as choose_times
