"""How people came to harm and who is said to have done it: means and actors, read from words.

Both are read from the sentence of the count; where it is silent, from the one before and then
from what the article says most.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from attrs import frozen

from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token, join_tokens
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Mention, Span

# What a word counts that shows the means only where no other word does.
WEAK = 0.2
# In which first sentences the means of a story are told, and up to which one they are taken over.
STORY = 6
STORY_REACH = 10
# How many tokens from what happened an attack may be told in its sentence.
ATTACK_REACH = 50


@frozen(kw_only=True)
class CircumstanceWords:
    """The words for means and actors."""

    means: Mapping[str, tuple[tuple[tuple[str, ...], str, float], ...]]
    means_ends: frozenset[str]
    heads: frozenset[str]
    subjects: frozenset[str]
    named: frozenset[str]
    attacks: frozenset[str]
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
        phrases = [(phrase, weight) for phrase in (*table["phrases"], *table["words"])]
        for phrase, strength in (*phrases, *((phrase, WEAK) for phrase in table.get("weak", ()))):
            parts = tuple(phrase.split())
            index.setdefault(parts[-1], []).append((parts, name, strength + len(parts) / 10))
    actors = lexicon.words("actors")
    grammar = lexicon.words("grammar")
    demonyms = {
        word.lower()
        for row in lexicon.rows("countries")
        for word in (*row["demonyms"].split("|"), row["name"], *row["aliases"].split("|"))
        if word
    }
    # Of a party with a longer name the last word acts where `actors.toml` has it: "forces", "opposition".
    parties = {row["name"].lower() for row in lexicon.rows("parties") if " " not in row["name"]}
    heads = frozenset(actors["heads"])
    return CircumstanceWords(
        means={
            word: tuple(sorted(phrases, key=lambda item: (-len(item[0]), item)))
            for word, phrases in index.items()
        },
        means_ends=frozenset(index),
        heads=heads,
        subjects=heads | demonyms | parties,
        attacks=frozenset(actors["attacks"]),
        named=heads | demonyms | parties | set(actors["sides"]),
        stops=frozenset(
            {
                *grammar["prepositions"],
                *grammar["conjunctions"],
                *grammar["have"],
                *grammar["modals"],
                *grammar["be"],
                *lexicon.words("dates")["weekdays"],
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
    known, lower = words.means, sentence.lower
    # Phrases are known by their last word, which is rarer than "a", "the" or "in".
    if words.means_ends.isdisjoint(lower):
        return ()
    found: list[MeansMention] = []
    for last in [at for at, word in enumerate(lower) if word in known]:
        for parts, name, weight in known[lower[last]]:
            first = last + 1 - len(parts)
            if first < 0 or (first < last and lower[first : last + 1] != parts):
                continue
            if found and first < found[-1].last:
                if found[-1].last - found[-1].first >= len(parts):
                    break
                found.pop()
            found.append(MeansMention(name, first, last + 1, weight))
            break
    return tuple(found)


def find_story_means(
    sentences: Sequence[Sentence], counted: Iterable[int], *, lexicon: Lexicon
) -> list[tuple[MeansMention, ...]]:
    """Find the means in the sentences that `choose_means` asks: of the counts, the ones before, the first.

    Args:
        sentences: All sentences of the article.
        counted: Indexes of those with a count, in any order.
        lexicon: The words for means.

    Returns:
        One tuple a sentence, empty for those that nobody asks.
    """
    counted = set(counted)
    asked = counted | {index - 1 for index in counted} | set(range(STORY))
    return [find_means(one, lexicon=lexicon) if one.index in asked else () for one in sentences]


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
    if mention.sentence > STORY_REACH:
        return None
    tally = Counter([found.means for sentence in means[:STORY] for found in sentence])
    return min(tally, key=lambda name: (-tally[name], name)) if tally else None


_END = attrgetter("end")


def _find_token(tokens: Sequence[Token], position: int) -> int:
    index = bisect_right(tokens, position, key=_END)
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
        or _read_attacker(sentence, trigger, words)
    )


def _read_by(tokens: Sequence[Token], trigger: int, words: CircumstanceWords) -> str | None:
    """Read the noun phrase after "by" in the clause of the trigger: "killed on Monday by …".

    Another verb between ("killed near a bridge built by the army") takes the "by" for itself.
    """
    for position in range(trigger + 1, min(len(tokens), trigger + 10)):
        word = tokens[position][1]
        if word == "by":
            return _read_phrase(tokens, position + 1, words)
        if word in words.clause_ends or word in _RELATIVES or word.endswith(("ed", "ing", "ilt")):
            return None
    return None


_RELATIVES = frozenset({",", "who", "which", "that"})
_JOINING = frozenset({"and", "or"})


def _read_phrase(tokens: Sequence[Token], at: int, words: CircumstanceWords) -> str | None:
    while at < len(tokens) and tokens[at][1] in words.determiners:
        at += 1
    last = at
    while (
        last < len(tokens)
        and last - at < 7
        and (
            tokens[last].text == "-"
            or (tokens[last].text[0].isalpha() and tokens[last][1] not in words.stops)
        )
    ):
        last += 1
        if tokens[last - 1][1] in words.heads and (last >= len(tokens) or tokens[last][1] not in words.heads):
            break
    return _name_actor(tokens, at, last, words)


def _name_actor(tokens: Sequence[Token], first: int, last: int, words: CircumstanceWords) -> str | None:
    """Return the phrase ``[first, last)`` if one of its words is a side, a people or the head of a force.

    Whom it is joined to belongs to it: of "Russian or Syrian warplanes" neither is accused alone.
    """
    lower = {token[1] for token in tokens[first:last]}
    if words.named.isdisjoint(lower) or lower <= words.stops:
        return None
    while first > 1 and _joins(tokens[first - 2], tokens[first - 1], words):
        first -= 2
    return join_tokens(tokens[first : _find_joined_end(tokens, last, words)])


def _joins(name: Token, word: Token, words: CircumstanceWords) -> bool:
    """Return whether a word joins the name before it to the phrase behind: "Fano | or | fighters"."""
    return word[1] in _JOINING and (name[1] in words.named or (word[1] == "or" and name.is_capital))


def _find_joined_end(tokens: Sequence[Token], last: int, words: CircumstanceWords) -> int:
    """Return where a phrase ends with what is joined to it: "Russian | or Syrian warplanes".

    "And" joins only a name with the head of a force: of "by rebels and police closed" it does not.
    """
    while last + 1 < len(tokens) and tokens[last][1] in _JOINING and tokens[last + 1][1] in words.named:
        end = last + 2
        while end < len(tokens) and tokens[end][1] in words.heads:
            end += 1
        if tokens[last][1] == "and" and end == last + 2:
            break
        last = end
    return last


def _read_subject(
    tokens: Sequence[Token], trigger: int, counted: Span, words: CircumstanceWords
) -> str | None:
    """Read the subject of an active trigger: what stands right before it, the count behind it."""
    if counted.start < tokens[trigger].start:
        return None
    return _read_before(tokens, trigger, words)


def _read_before(tokens: Sequence[Token], verb: int, words: CircumstanceWords) -> str | None:
    """Read the name of a side or force right before a verb, its helpers and adverbs aside."""
    last = verb
    while (
        last > 0
        and verb - last < 3
        and (tokens[last - 1][1] in words.stops or tokens[last - 1][1][-2:] == "ly")
    ):
        last -= 1
        if tokens[last][1] in _JOINING:
            return None  # "killed 12 rebels and captured 40": the rebels are no subject
    if not last or tokens[last - 1][1] not in words.subjects:
        return None
    first = last
    while first > 0 and last - first < 6 and tokens[first - 1][0][0].isalpha():
        if tokens[first - 1][1] in words.stops or tokens[first - 1][1] in words.determiners:
            break
        first -= 1
    return _name_actor(tokens, first, last, words)


def _read_attacker(sentence: Sentence, trigger: int, words: CircumstanceWords) -> str | None:
    """Read who attacked, where the sentence says so: "killed when regime warplanes struck the village"."""
    attacks, lower = words.attacks, sentence.lower
    if attacks.isdisjoint(lower):
        return None
    begin = max(0, trigger - ATTACK_REACH)
    near = lower[begin : trigger + ATTACK_REACH]
    for at in [at for at, word in enumerate(near, begin) if word in attacks]:
        name = _read_before(sentence.tokens, at, words)
        if name is not None:
            return name
    return None


def _read_owner(
    tokens: Sequence[Token], trigger: int, means: Sequence[MeansMention], words: CircumstanceWords
) -> str | None:
    """Read whose strike it was: the words right before the nearest word for the means.

    Only in the clause of the trigger; where the words may belong to another clause nobody is named.
    """
    if not means:
        return None
    low, high = _find_clause(tokens, trigger, words)
    near = [found for found in means if low <= found.first <= high]
    for found in sorted(near, key=lambda found: (abs(found.first - trigger), found.first)):
        first = found.first
        if not first or not _may_own(tokens, first - 1, words):
            continue
        while first > 0 and found.first - first < 4 and _may_own(tokens, first - 1, words):
            first -= 1
        while first < found.first and tokens[first].text == "-":
            first += 1
        name = _name_actor(tokens, first, found.first, words)
        if name is not None:
            return name
    return None


def _find_clause(tokens: Sequence[Token], trigger: int, words: CircumstanceWords) -> tuple[int, int]:
    """Return the first and the last token between which and the trigger no word ends a clause."""
    low, high = trigger, trigger
    while low > 0 and tokens[low - 1][1] not in words.clause_ends:
        low -= 1
    while high < len(tokens) and tokens[high][1] not in words.clause_ends:
        high += 1
    return low, high


def _may_own(tokens: Sequence[Token], at: int, words: CircumstanceWords) -> bool:
    """Return whether a word before the means may name whose it was."""
    word = tokens[at][1]
    if word == "-" or word in words.named:
        return True
    return tokens[at].is_capital and at > 0 and word not in words.stops and word not in words.determiners


__all__ = ["MeansMention", "choose_actor", "choose_means", "find_means", "find_story_means"]
