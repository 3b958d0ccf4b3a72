"""Killed, captured, day and province of a military press release (ISAF, Afghanistan).

The library says how many people are counted and what happened to them; the table below is how the
coder of the data set adds them up: insurgents only, the lowest number that the words allow, nobody
counted twice, nothing that the target did before.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from claimgraph import Article, load_lexicon, trace_article
from claimgraph.extraction.counts import Count, find_counts
from claimgraph.extraction.measures import assign_triggers
from claimgraph.extraction.measures.words import load_measure_words
from claimgraph.extraction.nouns import CountWords, load_count_words
from claimgraph.extraction.parts import CountedMention, find_wholes
from claimgraph.extraction.quantities import find_quantities
from claimgraph.extraction.reports import is_hypothetical
from claimgraph.extraction.sentences import Sentence, split_sentences
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon import Lexicon
from claimgraph.model import Modifier, Quantity, Span, Trace
from tasks.isaf_days import choose_day, date_releases

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
# Which measures of the library make up each field.
FIELDS = {"min_killed": {"killed"}, "min_captured": {"detained", "surrendered"}}
ROLES, OUTSIDERS = frozenset(WORDS["roles"]), frozenset(WORDS["outsiders"])
PRONOUNS, POSSESSIVES = frozenset(WORDS["pronouns"]), frozenset(WORDS["possessives"])
FURTHER, DEFINITE = frozenset(WORDS["further"]), frozenset(WORDS["definite"]) | PRONOUNS
# "Insurgents were killed", without a number.
PLURAL = 2
# The last sentence that may give the whole of what later ones give in parts.
LEAD = 2
COUNTRY = "af"


class _Told(NamedTuple):
    """One expression that counts insurgents: how many, what of them is known."""

    sentence: int
    low: int
    noun: str
    is_vague: bool
    is_definite: bool
    is_further: bool
    is_part: bool
    is_summary: bool
    is_past: bool
    is_heading: bool

    @property
    def has_role(self) -> bool:
        """Whether one person is picked out by a role."""
        return self.noun in ROLES


def read_releases(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "start_date", "min_killed", "min_captured", "province"}`."""
    lexicon = load_lexicon()
    rows = list(records)
    days = date_releases(rows)
    for record in rows:
        article = Article(id=record["id"], text=record["text"], published=days[record["id"]])
        trace = trace_article(article, lexicon=lexicon)
        start = choose_day(trace)
        yield {
            "id": record["id"],
            "start_date": start.isoformat() if start else None,
            **count_people(trace, lexicon),
            "province": choose_province(trace, lexicon),
        }


def choose_province(trace: Trace, lexicon: Lexicon) -> list[str]:
    """Return the province named most often, the first of them where several are; datelines do not count."""
    known = {row["name"] for row in lexicon.rows("regions") if row["country"] == COUNTRY}
    names = []
    for place in trace.places:
        is_dateline = place.words.split(",")[0].isupper()
        steps = (place.name, *place.path)
        name = next(
            (step.removesuffix(" Province") for step in steps if step.removesuffix(" Province") in known),
            None,
        )
        if name is not None and not is_dateline:
            names.append(WORDS["spellings"].get(name.lower(), name.lower()))
    if not names:
        return []
    tally = Counter(names)
    return [min(tally, key=lambda name: (-tally[name], names.index(name)))]


def count_people(trace: Trace, lexicon: Lexicon) -> dict[str, int]:
    """Return the least number of insurgents killed and captured."""
    mentions = _list_mentions(trace, lexicon)
    wholes = find_wholes(mentions, lexicon=lexicon)
    return {
        name: add_up(
            [
                _read_told(mention, is_part=whole is not None)
                for mention, whole in zip(mentions, wholes, strict=True)
                if mention.trigger.measure in measures
                and _is_insurgent(mention)
                and not _is_plan(mention, lexicon)
            ]
        )
        for name, measures in FIELDS.items()
    }


def _list_mentions(trace: Trace, lexicon: Lexicon) -> list[CountedMention]:
    """Return every count of people, numbered or not, with what happened to them."""
    days = [found.span for found in trace.dates if found.span is not None]
    mentions = []
    for sentence in split_sentences(trace.article.text, lexicon=lexicon):
        quantities = find_quantities(sentence, lexicon=lexicon)
        numbered = find_counts(sentence, quantities, lexicon=lexicon, avoid=days)
        counts = [count for count in numbered if not count.implied]
        counts = sorted(
            [*counts, *_find_unnumbered(sentence, counts, lexicon)], key=lambda count: count.first
        )
        triggers = assign_triggers(sentence, counts, lexicon=lexicon)
        mentions += [
            CountedMention(sentence=sentence, count=count, trigger=trigger)
            for count, trigger in zip(counts, triggers, strict=True)
            if trigger is not None
        ]
    return mentions


def _find_unnumbered(sentence: Sentence, counts: Sequence[Count], lexicon: Lexicon) -> list[Count]:
    """Find "the Taliban leader", "suspected insurgents", "him": people named without a number."""
    words, tokens = load_count_words(lexicon), sentence.tokens
    # "The lives of", "dead": nouns that say what happened count nobody without a number.
    said = load_measure_words(lexicon).counted.keys() - {"death"}
    taken = {at for count in counts for at in range(count.first, count.last)}
    found = [
        _build_count(tokens, head, taken, words)
        for head, token in enumerate(tokens)
        if head not in taken
        and (token.lower in words.kinds or token.lower in ROLES or token.lower in PRONOUNS)
        and token.lower not in words.triggers
        and token.lower not in said
        and not _goes_on(tokens, head + 1, words)
    ]
    longest = {count.first: count for count in found}
    return list(longest.values())


def _goes_on(tokens: Sequence[Token], at: int, words: CountWords) -> bool:
    """Return whether a further noun follows, so that the one before is an adjective."""
    word = tokens[at].lower if at < len(tokens) else ""
    return word in words.kinds or word in ROLES or word in words.things or word == "-"


def _build_count(tokens: Sequence[Token], head: int, taken: set[int], words: CountWords) -> Count:
    first = head
    while first and first - 1 not in taken and _is_inner(tokens, first - 1, words):
        first -= 1
    if first and tokens[first - 1].lower in words.determiners and first - 1 not in taken:
        first -= 1
    word = tokens[head].lower
    low = PLURAL if word in words.plural or word == "them" else 1
    number = Quantity(
        value=1 if low == 1 else None,
        low=low,
        high=None,
        modifier=Modifier.EXACT if low == 1 else Modifier.VAGUE,
        words=tokens[first].text,
        span=Span(tokens[first].start, tokens[first].end),
    )
    return Count(quantity=number, first=first, last=head + 1, number_first=first, group=word, head=head)


def _is_inner(tokens: Sequence[Token], at: int, words: CountWords) -> bool:
    """Return whether a word may stand within the noun phrase: "Islamic Movement of Uzbekistan leader"."""
    word = tokens[at].lower
    if word == "of":
        return at > 0 and tokens[at - 1].is_capital and tokens[at + 1].is_capital
    closed = (words.stops, words.determiners, words.triggers, words.pronouns)
    is_word = word[0].isalpha() or word in {"-", "'s"}
    return is_word and not word.endswith("ing") and not any(word in table for table in closed)


def _is_insurgent(mention: CountedMention) -> bool:
    count, tokens = mention.count, mention.sentence.tokens
    return OUTSIDERS.isdisjoint([token.lower for token in tokens[count.first : count.last]])


def _is_plan(mention: CountedMention, lexicon: Lexicon) -> bool:
    """Return whether the deed was an aim, a fear or a record: "to arrest a leader", "the 17th leader"."""
    tokens, count, trigger = mention.sentence.tokens, mention.count, mention.trigger
    if is_hypothetical(mention, lexicon=lexicon):
        return True
    if (
        trigger.first
        and tokens[trigger.first - 1].lower == "to"
        and not tokens[trigger.first].lower.endswith("ing")
    ):
        return True
    if _is_aside(mention, lexicon):
        return True
    return any(
        token.text[0].isdigit() and token.text[-1].isalpha() for token in tokens[count.first : count.last]
    )


def _is_aside(mention: CountedMention, lexicon: Lexicon) -> bool:
    """Return whether people without a number stand behind a preposition: "a leader of fighters was"."""
    count, tokens = mention.count, mention.sentence.tokens
    is_unnumbered = count.quantity.high is None and count.quantity.low <= PLURAL
    before = tokens[count.first - 1].lower if count.first else ""
    return (
        is_unnumbered
        and mention.trigger.rule in {"after", "clause"}
        and before in lexicon.words("grammar")["prepositions"]
    )


def _read_told(mention: CountedMention, *, is_part: bool) -> _Told:
    count, tokens = mention.count, mention.sentence.tokens
    words = {token.lower for token in tokens[count.first : count.last]}
    said = " ".join(token.lower for token in tokens)
    told = " ".join(token.lower for token in tokens[: min(count.first, mention.trigger.first)])
    before = {
        token.lower for token in (*tokens[max(0, count.first - 1) : count.first + 1], tokens[count.last - 1])
    }
    number = count.quantity
    noun = tokens[count.head].lower if count.head is not None else ""
    return _Told(
        sentence=mention.sentence.index,
        low=WORDS["vague"].get(number.words.lower(), number.low) if number.value is None else number.low,
        noun=noun,
        is_vague=number.value is None,
        is_definite=not DEFINITE.isdisjoint(before),
        is_further=bool(words & FURTHER),
        is_part=(is_part or count.partitive) and not words & POSSESSIVES,
        is_summary=_is_told(said, "summaries"),
        is_past=_is_told(told, "past_deeds") or _is_told(said, "earlier"),
        is_heading=noun == tokens[count.first].lower or (tokens[count.first].is_capital and number.low == 1),
    )


def _is_told(words: str, table: str) -> bool:
    """Return whether some words hold a phrase of one of the tables."""
    return any(phrase in words for phrase in WORDS[table])


def add_up(told: Sequence[_Told]) -> int:
    """Add up the people told of one after the other, each once."""
    recent = [one for one in told if not one.is_past]
    plain = [one for one in recent if not one.is_summary] or recent
    tally = _Tally()
    for one in plain:
        if one.is_part:
            tally.take_part(one)
        elif one.has_role:
            tally.take_role(one)
        else:
            tally.take_mass(one)
    parts = [one.low for one in plain if one.is_part and not one.has_role]
    # "Insurgents were killed … several of the men": the part may be all that is numbered.
    return max([tally.total(), *parts])


class _Tally:
    """Who has been counted so far: persons with a role, and the rank and file."""

    def __init__(self) -> None:
        self.roles = 0
        self.sentence = -1
        self.in_sentence = 0
        self.mass = self.later = self.lead = self.last = 0
        self.is_vague = self.holds_role = False
        # Sentence of those counted last, and whether their number was vague.
        self.counted = (-1, False)
        self.seen: set[int] = set()

    def total(self) -> int:
        """Return how many were counted."""
        whole = max(self.lead, self.later) if self.lead and self.later else self.mass + self.later
        return self.roles + whole

    def take_role(self, one: _Told) -> None:
        """Count a leader: several in one sentence are several, in the next they are the same again."""
        if (one.is_definite and self.total() and not self.roles) or self.holds_role:
            return
        if one.is_heading:
            self.roles = max(self.roles, one.low)
            return
        if one.sentence != self.sentence:
            self.sentence, self.in_sentence = one.sentence, 0
        self.in_sentence += one.low
        self.roles = max(self.roles, self.in_sentence)

    def take_part(self, one: _Told) -> None:
        """Note that a leader is one of those counted last: "four insurgents, including a commander"."""
        if not one.has_role or not self.mass:
            return
        self.holds_role = True
        if self.counted == (one.sentence, False) and self.last > 1:
            self.roles = self.later = self.lead = 0
            self.mass = self.last

    def take_mass(self, one: _Told) -> None:
        """Count the others: a number makes a vague word exact, another number tells of others still."""
        if (one.is_definite and self.total()) or (self.holds_role and one.is_further):
            return
        self.last, self.counted = one.low, (one.sentence, one.is_vague)
        if not self.mass:
            self.mass, self.is_vague = one.low, one.is_vague
            self.lead = one.low if one.sentence <= LEAD and not one.is_vague else 0
        elif one.is_vague:
            self.mass = max(self.mass, one.low)
        elif self.is_vague:
            if one.low > 1:
                self.mass, self.is_vague = one.low, False
        elif one.low not in self.seen and (one.low > 1 or one.is_further):
            self.later += one.low
        self.seen.add(one.low)


__all__ = ["add_up", "choose_province", "count_people", "read_releases"]
