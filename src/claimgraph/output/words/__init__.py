"""Results in plain English, with every figure's source beside it."""

from claimgraph.output.words.changes import word_change, word_judgement, word_news, word_question
from claimgraph.output.words.denials import cut_denied
from claimgraph.output.words.incidents import explain_incident, name_incident
from claimgraph.output.words.nouns import count_nouns, tell
from claimgraph.output.words.phrases import (
    word_date,
    word_group,
    word_interval,
    word_number,
    word_place,
    word_quantity,
    word_source,
)
from claimgraph.output.words.ranges import say_count, say_range, say_uncounted
from claimgraph.output.words.summaries import summarize, word_origins
from claimgraph.output.words.waterfalls import explain_link

__all__ = [
    "count_nouns",
    "cut_denied",
    "explain_incident",
    "explain_link",
    "name_incident",
    "say_count",
    "say_range",
    "say_uncounted",
    "summarize",
    "tell",
    "word_change",
    "word_date",
    "word_group",
    "word_interval",
    "word_judgement",
    "word_news",
    "word_number",
    "word_origins",
    "word_place",
    "word_quantity",
    "word_question",
    "word_source",
]
