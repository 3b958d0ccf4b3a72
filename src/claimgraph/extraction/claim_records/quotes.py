"""Words that a row quotes → where they stand in its article, or the finding that they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from claimgraph.model import Article, QuoteKind, Span

# Signs that are written in several ways; what is folded to nothing takes no part in comparing.
_ALIKE = (
    dict.fromkeys("‘’‚‛`´ʼ′", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
    | {"…": "..."}
)
_TABLE = str.maketrans(_ALIKE)
_WRAPPING = "\"' "


@frozen(kw_only=True)
class Stand:
    """Where some words stand: what was found, the spans, and the words as the article has them."""

    kind: QuoteKind
    text: str
    spans: tuple[Span, ...] = ()
    reason: str = ""


class _Folded(NamedTuple):
    """A text in which blanks, marks and capitals do not count, with the character each sign came from."""

    text: str
    origins: tuple[int, ...]


def check_quote(words: str | None, spans: Sequence[Span], *, article: Article | None, texts: Texts) -> Stand:
    """Find where the words that a row quotes stand.

    Args:
        words: The words; ``None`` where the row gives only spans, or nothing.
        spans: Where the row says that they stand; empty where it does not say.
        article: The article that the row names; ``None`` where it was not given.
        texts: All articles given, to tell misattributed words from fabricated ones.

    Returns:
        The words as they stand in the article and their spans, ascending. Without the article both
        are as given and unchecked. Words not found keep what is quoted and have no spans.
    """
    if article is None or not article.text or (not words and not spans):
        reason = "nothing is quoted" if not words and not spans else "its article was not given"
        return Stand(kind=QuoteKind.UNCHECKED, text=words or "", spans=tuple(spans), reason=reason)
    if not words:
        return _read_spans(spans, article)
    right = tuple(sorted({span for span in spans if span.of(article.text) == words}))
    if right and len(right) == len(set(spans)):
        return Stand(kind=QuoteKind.EXACT, text=words, spans=right)
    if right:
        reason = f"{len(set(spans)) - len(right)} of {len(set(spans))} spans point elsewhere and are left out"
        return Stand(kind=QuoteKind.MOVED, text=words, spans=right, reason=reason)
    return _search(words, spans, article) or _search_others(words, article, texts)


def _read_spans(spans: Sequence[Span], article: Article) -> Stand:
    """Take the words from the article where a row gives only spans."""
    told = {span.of(article.text) for span in spans}
    if len(told) == 1 and all(span.end <= len(article.text) for span in spans) and "".join(told).strip():
        return Stand(kind=QuoteKind.EXACT, text=told.pop(), spans=tuple(sorted(set(spans))))
    reason = f"the spans hold no single wording of the {len(article.text)} characters of {article.id!a}"
    return Stand(kind=QuoteKind.NOT_FOUND, text="", reason=reason)


def _search(words: str, spans: Sequence[Span], article: Article) -> Stand | None:
    """Find words wherever they stand in an article, verbatim or but for marks, blanks and capitals."""
    found, verbatim = _find_verbatim(words, article.text), True
    if not found:
        found, verbatim = _find_folded(words, article.text), False
    if not found:
        return None
    texts = dict.fromkeys(span.of(article.text) for span in found)
    text = next(iter(texts))
    if len(found) > 1:
        same = tuple(span for span in found if span.of(article.text) == text)
        reason = f"at {len(found)} places"
        return Stand(kind=QuoteKind.AMBIGUOUS, text=text, spans=same, reason=reason)
    if verbatim and not spans:
        return Stand(kind=QuoteKind.EXACT, text=text, spans=found)
    reason = "elsewhere" if verbatim else "with other marks, blanks or capitals"
    return Stand(kind=QuoteKind.MOVED, text=text, spans=found, reason=reason)


def _search_others(words: str, article: Article, texts: Texts) -> Stand:
    """Say whether words that do not stand in their article stand in another one."""
    homes = [id for id in texts.find(words) if id != article.id]
    if homes:
        reason = f"not in {article.id!a} but in {', '.join(ascii(id) for id in homes[:3])}"
        return Stand(kind=QuoteKind.MISATTRIBUTED, text=words, reason=reason)
    reason = f"not in {article.id!a} nor in another article given"
    return Stand(kind=QuoteKind.NOT_FOUND, text=words, reason=reason)


class Texts:
    """The texts of all articles given, to be searched again and again; each is folded once."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._texts = {article.id: article.text for article in articles}
        self._folded: dict[str, str] = {}

    def find(self, words: str) -> Iterator[str]:
        """Yield the ids of the articles in which words stand, blanks, marks and capitals aside."""
        wanted = _fold_plainly(words).strip(_WRAPPING)
        for id, text in self._texts.items() if wanted else ():
            folded = self._folded.get(id)
            if folded is None:
                folded = self._folded[id] = _fold_plainly(text)
            if wanted in folded and _find_verbatim(wanted, folded):
                yield id


def _fold_plainly(text: str) -> str:
    """Return a text as `_fold` does, without where its signs came from."""
    return " ".join(text.translate(_TABLE).casefold().split())


def _find_verbatim(words: str, text: str) -> tuple[Span, ...]:
    """Return where words stand as they are, not inside of longer words: "12" does not stand in "2012"."""
    found = []
    at = text.find(words)
    while at >= 0:
        span = Span(at, at + len(words))
        whole = _is_whole(text, span)
        if whole:
            found.append(span)
        at = text.find(words, span.end if whole else at + 1)
    return tuple(found)


def _is_whole(text: str, span: Span) -> bool:
    start, end = span
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cut_after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not (cut_before or cut_after)


def _find_folded(words: str, text: str) -> tuple[Span, ...]:
    folded, wanted = _fold(text), _fold(words).text.strip(_WRAPPING)
    if not wanted:
        return ()
    spans = _find_verbatim(wanted, folded.text)
    return tuple(Span(folded.origins[start], folded.origins[end - 1] + 1) for start, end in spans)


@lru_cache(maxsize=64)
def _fold(text: str) -> _Folded:
    signs: list[str] = []
    origins: list[int] = []
    for at, sign in enumerate(text):
        folded = " " if sign.isspace() else _ALIKE.get(sign, sign).casefold()
        if folded == " " and signs and signs[-1] == " ":
            continue
        signs.extend(folded)
        origins.extend([at] * len(folded))
    return _Folded("".join(signs), tuple(origins))


__all__ = ["Stand", "Texts", "check_quote"]
