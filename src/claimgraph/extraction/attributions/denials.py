"""Statements that deny responsibility, an event or a toll."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b

from attrs import evolve

from claimgraph.extraction.attributions.clauses import (
    denies_deed,
    find_antecedent,
    find_clause_end,
    strip_marks,
)
from claimgraph.extraction.attributions.cues import CueTables, load_cues
from claimgraph.extraction.attributions.refutations import (
    Matters,
    can_deny,
    find_refutation,
    list_marks,
    load_matters,
    may_deny,
    tells_spared,
)
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Attribution, Denial, Source, Span, Stance


def find_denials(  # noqa: PLR0913 - what a denial carries along, keyword-only and optional
    sentences: Sequence[Sentence],
    text: str,
    attributions: Sequence[Attribution],
    *,
    lexicon: Lexicon,
    article: str = "",
    published: date | None = None,
    publisher: Source | None = None,
) -> tuple[Denial, ...]:
    """Find who denies responsibility, an event or a toll.

    Args:
        sentences: All sentences of the text.
        text: The text.
        attributions: See `find_attributions_in`.
        lexicon: What is no event ("denied access") and what an account is called that is denied.
        article: Id of the article, part of each denial's id.
        published: Day of publication, passed on.
        publisher: Ends each chain.

    Returns:
        One denial for each denier in each sentence, in reading order.
    """
    matters = load_matters(lexicon)
    openings = [sentence.span.start for sentence in sentences]
    speakers: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        if attribution.cue_span is not None:
            at = max(0, bisect_right(openings, attribution.cue_span.start) - 1)
            speakers.setdefault(at, []).append(attribution)
    cues = load_cues(lexicon)
    read = {
        at: _read_sentence(sentences[at], spoken, text, cues, matters)
        for at, spoken in speakers.items()
        if may_deny(sentences[at], spoken, matters)
    }
    for at in _list_sparing(openings, text, matters):
        if not read.get(at) and tells_spared(sentences[at], matters):
            speaker = speakers[at][0] if at in speakers else Attribution(chain=(), own_voice=True)
            span = sentences[at].span
            read[at] = [(speaker, span, strip_marks(span.of(text)))]
    found = [
        evolve(_make(attribution, span, text, article, published, publisher), what=what)
        for denied in read.values()
        for attribution, span, what in denied
    ]
    return tuple(dict.fromkeys(sorted(found, key=_find_place)))


def _read_sentence(
    sentence: Sentence, spoken: Sequence[Attribution], text: str, cues: CueTables, matters: Matters
) -> list[tuple[Attribution, Span, str]]:
    """Return what the speakers of a sentence deny, each of them once."""
    if not any(can_deny(attribution, cues, matters) for attribution in spoken):
        return []
    marks = list_marks(sentence, matters)
    denied: dict[tuple[Source, ...], tuple[Attribution, Span, str]] = {}
    for attribution in spoken:
        if attribution.chain[:1] in denied or not (marks or attribution.stance is Stance.DENIES):
            continue
        read = _read_denial(attribution, sentence, marks, text, cues, matters)
        if read is not None:
            denied[attribution.chain[:1]] = (attribution, *read)
    return list(denied.values())


def _find_place(denial: Denial) -> int:
    return denial.span.start


def _list_sparing(openings: Sequence[int], text: str, matters: Matters) -> list[int]:
    """Return the sentences with a word for civilians, found in the text for speed."""
    found = set()
    for spelling in matters.spellings:
        at = text.find(spelling)
        while at >= 0:
            found.add(bisect_right(openings, at) - 1)
            at = text.find(spelling, at + len(spelling))
    return sorted([index for index in found if index >= 0])


def _find_start(token: Token) -> int:
    return token.start


def _read_denial(
    attribution: Attribution,
    sentence: Sentence,
    marks: Sequence[int],
    text: str,
    cues: CueTables,
    matters: Matters,
) -> tuple[Span, str] | None:
    """Return where an attribution denies something, and what."""
    assert attribution.cue_span is not None
    tokens = sentence.tokens
    index = bisect_left(tokens, attribution.cue_span.start, key=_find_start)
    begin = attribution.cue_span.start
    if attribution.span is not None:
        begin = min(begin, attribution.span.start)
    end = _find_end(tokens, index)
    if attribution.stance is Stance.DENIES:
        cue = (attribution.cue or "").lower()
        if not denies_deed(cue, tokens[index + 1 : index + 16], cues):
            return None
        clause = find_clause_end(tokens, index + 1, cues)
        if clause > index + 1:
            end = min(end, tokens[clause - 1].end)
        return Span(begin, end), _read_what(attribution, sentence, text, cues)
    mark = find_refutation(attribution, sentence, marks, cues, matters)
    if mark is None:
        return None
    what = _read_what(attribution, sentence, text, cues)
    if mark < index:
        # What is denied stands before: "No such raid took place," it said.
        begin = min(begin, *[part.start for part in attribution.content if part.start <= tokens[mark].start])
        what = strip_marks(text[begin : attribution.cue_span.start])
    return Span(begin, max(end, tokens[mark].end)), what


def _find_end(tokens: Sequence[Token], index: int) -> int:
    for token in tokens[index + 1 : index + 22]:
        if token.text in {",", ";", "–", "—"}:
            return token.start
    return tokens[min(len(tokens), index + 22) - 1].end


def _read_what(attribution: Attribution, sentence: Sentence, text: str, cues: CueTables) -> str:
    """Return what is denied: the clause behind the verb, or the noun phrase before "which they deny"."""
    assert attribution.cue_span is not None
    tokens = sentence.tokens
    cue = bisect_left(tokens, attribution.cue_span.start, key=_find_start)
    begin = bisect_left(tokens, attribution.cue_span.end, key=_find_start)
    end = find_clause_end(tokens, begin, cues)
    opening = attribution.span.start if attribution.span is not None else attribution.cue_span.start
    if all(token.lower in cues.hollow or not token.text[:1].isalnum() for token in tokens[begin:end]):
        before = find_antecedent(tokens, min(cue, bisect_left(tokens, opening, key=_find_start)), cues)
        if before is not None:
            return strip_marks(text[tokens[before[0]].start : tokens[before[1] - 1].end])
    if begin < end:
        return strip_marks(text[tokens[begin].start : tokens[end - 1].end])
    content = attribution.content[-1] if attribution.content else attribution.cue_span
    return strip_marks(text[content.start : content.end])


def _make(
    attribution: Attribution,
    span: Span,
    text: str,
    article: str,
    published: date | None,
    publisher: Source | None,
) -> Denial:
    words = text[span.start : span.end].rstrip()
    span = Span(span.start, span.start + len(words))
    origin = attribution.chain[0].id if attribution.chain else ""
    chain = attribution.chain + (
        (publisher,) if publisher is not None and publisher not in attribution.chain else ()
    )
    return Denial(
        id=make_denial_id(article, span, origin),
        article=article,
        span=span,
        text=words,
        what="",
        attribution=Attribution(
            chain=chain,
            stance=Stance.DENIES,
            cue=attribution.cue,
            cue_span=attribution.cue_span,
            words=attribution.words,
            span=attribution.span,
            content=attribution.content,
            own_voice=attribution.own_voice,
        ),
        published=published,
    )


def make_denial_id(article: str, span: Span, origin: str) -> str:
    """Return the id of a denial: 12 hexadecimal digits from its article, span and source."""
    key = f"{article}\x1f{span.start}\x1f{span.end}\x1f{origin}"
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
