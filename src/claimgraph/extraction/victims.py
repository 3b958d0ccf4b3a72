"""Victims: killed people where the text has told of the killed only."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from attrs import evolve

from claimgraph.extraction.parts import CountedMention
from claimgraph.lexicon.tables import Lexicon

MAIN_MEASURE = "killed"


@lru_cache(maxsize=16)
def load_victim_words(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """Return the nouns that leave open what happened, and the measures of people who came to harm."""
    tables = lexicon.words("measures")
    nouns = frozenset(word for table in tables.values() for word in table.get("open_nouns", ()))
    return nouns, frozenset(name for name, table in tables.items() if table.get("family") == "harm")


def settle_victims(mentions: Sequence[CountedMention], *, lexicon: Lexicon) -> tuple[CountedMention, ...]:
    """Read "12 of the victims" as killed people where all who were counted before were killed.

    Args:
        mentions: The counted mentions of an article in reading order.
        lexicon: The measures.

    Returns:
        The mentions, those settled as new values.
    """
    nouns, harm = load_victim_words(lexicon)
    told: set[str] = set()
    settled = []
    for mention in mentions:
        trigger = mention.trigger
        is_open = trigger.rule == "weak" and mention.sentence.lower[trigger.first] in nouns
        if is_open and told == {MAIN_MEASURE}:
            trigger = trigger._replace(measure=MAIN_MEASURE)
        if trigger.measure in harm:
            told.add(trigger.measure)
        settled.append(mention if trigger is mention.trigger else evolve(mention, trigger=trigger))
    return tuple(settled)


__all__ = ["settle_victims"]
