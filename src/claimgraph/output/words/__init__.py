"""Results in plain English, with every figure's source beside it."""

from claimgraph.output.words.incidents import explain_incident, name_incident
from claimgraph.output.words.phrases import (
    word_date,
    word_group,
    word_interval,
    word_number,
    word_place,
    word_quantity,
    word_source,
)
from claimgraph.output.words.summaries import UnknownStyleError, summarize

__all__ = [
    "UnknownStyleError",
    "explain_incident",
    "name_incident",
    "summarize",
    "word_date",
    "word_group",
    "word_interval",
    "word_number",
    "word_place",
    "word_quantity",
    "word_source",
]
