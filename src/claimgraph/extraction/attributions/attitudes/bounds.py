"""Where a noun phrase and a clause can begin and end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from claimgraph.extraction.attributions.attitudes.holders import is_reduced
from claimgraph.extraction.attributions.attitudes.words import Words
from claimgraph.extraction.attributions.joints import CLOSE, QUOTES, Range, after_hyphen
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.model import Span

BREAKS = frozenset({";", ":", "–", "—", "―", "|", "…", "?", "!"})
# Auxiliaries that are nouns, names or counts as well.
_NOT_BEHIND = frozenset({"both", "all", "first", "will", "may", "can"})


def is_quoted(sentence: Sentence, position: int) -> bool:
    """Return whether a character stands in quotation marks; quick in a sentence of very many quotations."""
    at = bisect_right(sentence.quotes, position, key=_get_start) - 1
    return at >= 0 and position < sentence.quotes[at].end


def _get_start(quote: Span) -> int:
    return quote.start


def trim(tokens: Sequence[Token], phrase: Range, words: Words) -> Range | None:
    """Drop what is no part of a noun phrase from both ends: "that | X", "X | however", "X | on Friday"."""
    begin, end = phrase
    while begin + 1 < end and _leads(tokens[begin], tokens[begin + 1], words):
        begin += 1
    while end > begin and _trails(tokens, end - 1, words):
        if tokens[end - 1].lower in words.cues.times and _is_dated(tokens, end - 1, words):
            break
        end -= 1
    return (begin, end) if begin < end else None


def _is_dated(tokens: Sequence[Token], index: int, words: Words) -> bool:
    """Return whether the time belongs to a participle: "a poll released last week"."""
    return any(is_reduced(tokens, at, words.attitudes) for at in range(max(1, index - 3), index))


def _leads(token: Token, following: Token, words: Words) -> bool:
    lower, cues = token.lower, words.cues
    if lower in {"that", "both"}:
        return following.is_capital or following.lower in cues.determiners
    if lower in cues.prepositions or lower in cues.connectives or not token.text[:1].isalnum():
        return True
    adverb = lower.endswith("ly") and following.is_capital and lower not in cues.not_adverbs
    return adverb or lower in words.attitudes.openers or lower in words.attitudes.leads


def _trails(tokens: Sequence[Token], index: int, words: Words) -> bool:
    token, cues = tokens[index], words.cues
    lower = token.lower
    if not token.text[:1].isalnum():
        return token.text not in CLOSE and token.text != "."
    if lower in cues.times:
        return not (lower in {"may", "sun"} and tokens[index - 1].is_capital)
    return (
        lower in cues.prepositions
        or lower in {"this", "that"}
        or (lower in cues.auxiliaries and lower not in _NOT_BEHIND)
        or lower.endswith(("n't", "n’t"))
    )


def bounds_clause(tokens: Sequence[Token], index: int, words: Words) -> bool:
    """Return whether a clause can begin behind a token: a mark, a dash, "when"."""
    token = tokens[index]
    if token.text in BREAKS or token.text in QUOTES or token.text == ",":
        return True
    if token.lower in words.attitudes.openers:
        return True
    if token.text not in {"-", "'"} or not index or index + 1 >= len(tokens):
        return False
    # "--", "''" and " - " are marks, the hyphen of "so-called" is none.
    twice = token.text in {tokens[index - 1].text, tokens[index + 1].text}
    return twice or tokens[index - 1].end < token.start < token.end < tokens[index + 1].start


def is_finite(tokens: Sequence[Token], index: int, words: Words) -> bool:
    """Return whether a word can be the verb of a clause, which no noun phrase reaches over."""
    token, cues = tokens[index], words.cues
    lower = token.lower
    if token.is_capital or lower in {"and", "only", "not", "just"} or after_hyphen(tokens, index):
        return False
    if lower in cues.stops or lower in cues.pronouns or (lower in cues.verbs and lower not in cues.ambiguous):
        return True
    if not lower.endswith("ed") or lower in cues.participles or len(lower) <= len("need"):
        return False
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    # "a report released last week", "people involved in the talks"
    reduced = following in cues.prepositions or following in cues.times
    return not (reduced and is_reduced(tokens, index, words.attitudes))
