"""How an article is written: what its capitals and its lack of apostrophes can tell."""

from __future__ import annotations

from attrs import frozen

from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.placenames import ARTICLES

# A text longer than this has an owner or a comma somewhere.
_LONG = 200
_MARKS = ("'s", "’s", "'S", "’S", ", ")


@frozen(kw_only=True, eq=False)
class Style:
    """The case and the marks of one article.

    ``stripped`` is true where the text lost its apostrophes and commas ("Syrias"); ``lower_words`` are the
    words that it writes in lower case somewhere, which therefore are no names of their own;
    ``common_words`` those that the language writes so; ``openers`` are the tokens at which a name
    may start, ``doubtful`` those of them at which one starts only before certain others.
    """

    no_capitals: bool
    stripped: bool
    lower_words: frozenset[str]
    common_words: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()


def find_style(
    sentences: tuple[Sentence, ...], text: str, common_words: frozenset[str], no_names: frozenset[str]
) -> Style:
    """Look at the whole text once.

    Args:
        sentences: The sentences of the text.
        text: The text.
        common_words: What the language writes in lower case.
        no_names: Words that are no name alone.
    """
    no_capitals = text.islower()
    # By position in the tuple for speed: every word of the article comes by here, each spelling once
    # after that.
    spellings = {token[0]: token[1] for sentence in sentences for token in sentence.tokens}
    if no_capitals:
        openers = [word for word in spellings if word[0].isalpha()]
        doubtful = [word for word in openers if spellings[word] in no_names]
    else:
        capital = [word for word in spellings if word[0].isupper()]
        small = [word for word, lower in spellings.items() if lower in ARTICLES and not word[0].isupper()]
        openers = capital + small
        doubtful = [word for word in capital if spellings[word] in no_names] + small
    return Style(
        no_capitals=no_capitals,
        stripped=len(text) > _LONG and not any(mark in text for mark in _MARKS),
        lower_words=frozenset([lower for word, lower in spellings.items() if word == lower]),
        common_words=common_words,
        openers=frozenset(openers),
        doubtful=frozenset(doubtful),
    )
