"""How an article is written: what its capitals and its lack of apostrophes can tell."""

from __future__ import annotations

from attrs import frozen

from claimgraph.extraction.sentences import Sentence


@frozen(kw_only=True, eq=False)
class Style:
    """The case and the marks of one article.

    ``stripped`` is true where the text lost its apostrophes ("Syrias"); ``lower_words`` are the
    words that it writes in lower case somewhere, which therefore are no names of their own;
    ``common_words`` those that the language writes so.
    """

    no_capitals: bool
    stripped: bool
    lower_words: frozenset[str]
    common_words: frozenset[str] = frozenset()


def find_style(
    sentences: tuple[Sentence, ...], text: str, common_words: frozenset[str] = frozenset()
) -> Style:
    """Look at the whole text once."""
    return Style(
        no_capitals=text.islower(),
        stripped=len(text) > 200 and "'s" not in text and "’s" not in text,
        # By position in the tuple for speed: every word of the article comes by here.
        lower_words=frozenset(
            [token[1] for sentence in sentences for token in sentence.tokens if token[0] == token[1]]
        ),
        common_words=common_words,
    )
