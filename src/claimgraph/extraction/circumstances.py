"""How people came to harm and who is said to have done it: means and actors, read from words.

Both are read from the sentence of the count; where it is silent, from the one before and then
from what the article says most.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token, join_tokens
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Mention, Span


@frozen(kw_only=True)
class CircumstanceWords:
    """The words for means and actors."""

    means: Mapping[str, tuple[tuple[tuple[str, ...], str, float], ...]]
    heads: frozenset[str]
    sides: frozenset[str]
    demonyms: frozenset[str]
    stops: frozenset[str]
    determiners: frozenset[str]
    clause_ends: frozenset[str]
    harm: frozenset[str]


class MeansMention(NamedTuple):
    """A word that shows how people came to harm, at token ``first`` of its sentence."""

    means: str
    first: int
    last: int
    weight: float


@lru_cache(maxsize=16)
def load_circumstance_words(lexicon: Lexicon) -> CircumstanceWords:
    """Compile means, actor words and names of peoples."""
    index: dict[str, list[tuple[tuple[str, ...], str, float]]] = {}
    for name, table in lexicon.words("means").items():
        weight = float(table.get("weight", 1.0))
        for phrase in (*table["phrases"], *table["words"]):
            parts = tuple(phrase.split())
            index.setdefault(parts[0], []).append((parts, name, weight + len(parts) / 10))
    actors = lexicon.words("actors")
    grammar = lexicon.words("grammar")
    demonyms = {
        word.lower()
        for row in lexicon.rows("countries")
        for word in (*row["demonyms"].split("|"), row["name"], *row["aliases"].split("|"))
        if word
    }
    parties = {word.lower() for row in lexicon.rows("parties") for word in row["name"].split()}
    return CircumstanceWords(
        means={
            word: tuple(sorted(phrases, key=lambda item: (-len(item[0]), item)))
            for word, phrases in index.items()
        },
        heads=frozenset(actors["heads"]),
        sides=frozenset(actors["sides"]),
        demonyms=frozenset(demonyms | parties),
        stops=frozenset(
            {
                *grammar["prepositions"],
                *grammar["conjunctions"],
                *grammar["have"],
                *grammar["modals"],
                *grammar["be"],
            }
        ),
        determiners=frozenset(grammar["determiners"]),
        clause_ends=frozenset(grammar["clause_ends"]),
        harm=frozenset(
            name for name, table in lexicon.words("measures").items() if table.get("family") == "harm"
        ),
    )


def find_means(sentence: Sentence, *, lexicon: Lexicon) -> tuple[MeansMention, ...]:
    """Find the words of one sentence that show how people came to harm, in reading order."""
    words = load_circumstance_words(lexicon)
    tokens = sentence.tokens
    found = []
    position = 0
    while position < len(tokens):
        for parts, name, weight in words.means.get(tokens[position].lower, ()):
            last = position + len(parts)
            if last <= len(tokens) and all(
                tokens[position + i].lower == part for i, part in enumerate(parts)
            ):
                found.append(MeansMention(name, position, last, weight))
                position = last - 1
                break
        position += 1
    return tuple(found)


def choose_means(
    mention: Mention,
    means: Sequence[Sequence[MeansMention]],
    sentences: Sequence[Sentence],
    *,
    lexicon: Lexicon,
) -> str | None:
    """Choose the means for a count: of its sentence, else the one before, else the commonest.

    People who move or are held came to no harm: for them only their own sentence counts.

    Args:
        mention: The count expression.
        means: The mentions of every sentence of the article, by sentence index.
        sentences: All sentences of the article.
        lexicon: Which measures count people who came to harm.

    Returns:
        The name of the means, or ``None`` where the article names none.
    """
    own = means[mention.sentence]
    if own:
        at = _find_token(sentences[mention.sentence].tokens, mention.span.start)
        best = max(own, key=lambda found: (found.weight - abs(found.first - at) / 25, -found.first))
        return best.means
    if mention.measure not in load_circumstance_words(lexicon).harm:
        return None
    before = mention.sentence - 1
    if before >= 0 and means[before] and sentences[before].paragraph == sentences[mention.sentence].paragraph:
        return max(means[before], key=lambda found: (found.weight, -found.first)).means
    tally = Counter(found.means for sentence in means[:6] for found in sentence)
    return min(tally, key=lambda name: (-tally[name], name)) if tally else None


def _find_token(tokens: Sequence[Token], position: int) -> int:
    index = bisect_right(tokens, position, key=lambda token: token.end)
    return index if index < len(tokens) else 0


def choose_actor(
    mention: Mention, means: Sequence[MeansMention], sentence: Sentence, *, lexicon: Lexicon
) -> str | None:
    """Read who is said to have done it, in the words of the count's sentence.

    "killed by Russian warplanes", "regime air strikes killed 12", "ISIS militants executed 12";
    ``None`` where the sentence does not say.
    """
    words = load_circumstance_words(lexicon)
    tokens = sentence.tokens
    if mention.trigger is None:
        return None
    trigger = _find_token(tokens, mention.trigger.start)
    return (
        _read_by(tokens, trigger, words)
        or _read_subject(tokens, trigger, mention.span, words)
        or _read_owner(tokens, trigger, means, words)
    )


def _read_by(tokens: Sequence[Token], trigger: int, words: CircumstanceWords) -> str | None:
    """Read the noun phrase after "by" in the clause of the trigger: "killed on Monday by …".

    Another verb between ("killed near a bridge built by the army") takes the "by" for itself.
    """
    for position in range(trigger + 1, min(len(tokens), trigger + 10)):
        word = tokens[position].lower
        if word == "by":
            return _read_phrase(tokens, position + 1, words)
        if (
            word in words.clause_ends
            or word in {",", "who", "which", "that"}
            or word.endswith(("ed", "ing", "ilt"))
        ):
            return None
    return None


def _read_phrase(tokens: Sequence[Token], at: int, words: CircumstanceWords) -> str | None:
    while at < len(tokens) and tokens[at].lower in words.determiners:
        at += 1
    last = at
    while (
        last < len(tokens)
        and last - at < 7
        and (
            tokens[last].text == "-"
            or (tokens[last].text[0].isalpha() and tokens[last].lower not in words.stops)
        )
    ):
        last += 1
        if tokens[last - 1].lower in words.heads and (
            last >= len(tokens) or tokens[last].lower not in words.heads
        ):
            break
    return _name_actor(tokens[at:last], words)


def _name_actor(tokens: Sequence[Token], words: CircumstanceWords) -> str | None:
    """Return the phrase if one of its words is a side, a people or the head of a force."""
    known = [
        token
        for token in tokens
        if token.lower in words.heads or token.lower in words.sides or token.lower in words.demonyms
    ]
    if not known or not any(token.lower not in words.stops for token in tokens):
        return None
    return join_tokens(tokens)


def _read_subject(
    tokens: Sequence[Token], trigger: int, counted: Span, words: CircumstanceWords
) -> str | None:
    """Read the subject of an active trigger: what stands right before it, the count behind it."""
    if counted.start < tokens[trigger].start:
        return None
    last = trigger
    while (
        last > 0
        and (tokens[last - 1].lower in words.stops or tokens[last - 1].lower.endswith("ly"))
        and (trigger - last < 3)
    ):
        last -= 1
    first = last
    while (
        first > 0
        and last - first < 6
        and tokens[first - 1].text[0].isalpha()
        and (tokens[first - 1].lower not in words.stops and tokens[first - 1].lower not in words.determiners)
    ):
        first -= 1
    if first == last or tokens[last - 1].lower not in words.heads | words.demonyms:
        return None
    return _name_actor(tokens[first:last], words)


def _read_owner(
    tokens: Sequence[Token], trigger: int, means: Sequence[MeansMention], words: CircumstanceWords
) -> str | None:
    """Read whose strike it was: the words right before the nearest word for the means.

    Only in the clause of the trigger; where the words may belong to another clause nobody is named.
    """
    for found in sorted(means, key=lambda found: (abs(found.first - trigger), found.first)):
        low, high = sorted((found.first, trigger))
        if any(token.lower in words.clause_ends for token in tokens[low:high]):
            continue
        first = found.first
        while first > 0 and found.first - first < 4 and _may_own(tokens, first - 1, words):
            first -= 1
        while first < found.first and tokens[first].text == "-":
            first += 1
        name = _name_actor(tokens[first : found.first], words)
        if name is not None:
            return name
    return None


def _may_own(tokens: Sequence[Token], at: int, words: CircumstanceWords) -> bool:
    """Return whether a word before the means may name whose it was."""
    word = tokens[at].lower
    if word == "-" or word in words.sides or word in words.heads or word in words.demonyms:
        return True
    return tokens[at].is_capital and at > 0 and word not in words.stops and word not in words.determiners


__all__ = ["MeansMention", "choose_actor", "choose_means", "find_means"]
