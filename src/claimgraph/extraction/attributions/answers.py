"""What those who may have done it answer: they deny it, or take responsibility."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claimgraph.extraction.attributions.admissions import find_admissions
from claimgraph.extraction.attributions.denials import find_denials
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.sources import name_publisher
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Admission, Article, Attribution, Denial


def find_answers(
    article: Article,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    *,
    lexicon: Lexicon,
    published: date | None = None,
) -> tuple[tuple[Denial, ...], tuple[Admission, ...]]:
    """Find the denials and the admissions of an article, each in reading order.

    Args:
        article: The article; its publisher ends each chain.
        sentences: Its sentences.
        attributions: See `find_attributions_in`.
        lexicon: Word tables.
        published: Its day of publication, also where only its text tells it.
    """
    publisher = name_publisher(article.publisher, lexicon=lexicon)
    denials = find_denials(
        sentences,
        article.text,
        attributions,
        lexicon=lexicon,
        article=article.id,
        published=published,
        publisher=publisher,
    )
    admissions = find_admissions(
        article, sentences, attributions, lexicon=lexicon, published=published, publisher=publisher
    )
    return denials, admissions


__all__ = ["find_answers"]
