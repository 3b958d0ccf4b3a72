"""Statements that deny responsibility, an event or a toll."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

from attrs import evolve

from claimgraph.extraction.attributions.clauses import (
    denies_deed,
    find_antecedent,
    find_clause_end,
    strip_marks,
)
from claimgraph.extraction.attributions.cues import CueTables, load_cues
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Attribution, Denial, Source, Span, Stance


class _Matters(NamedTuple):
    """What a denial must speak of, and what "no civilians were harmed" is told by."""

    deeds: frozenset[str]
    spared: frozenset[str]
    harms: frozenset[str]


@lru_cache(maxsize=16)
def _load_matters(lexicon: Lexicon) -> _Matters:
    words, cues = lexicon.words("cues").get("denials", {}), load_cues(lexicon)
    deeds = frozenset(words.get("matters", ())) | cues.deeds | cues.blame
    return _Matters(deeds, frozenset(words.get("spared", ())), frozenset(words.get("harms", ())))


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
        lexicon: What can be denied and what is no event ("denied access").
        article: Id of the article, part of each denial's id.
        published: Day of publication, passed on.
        publisher: Ends each chain.

    Returns:
        One denial for each denier, in reading order.
    """
    cues, matters = load_cues(lexicon), _load_matters(lexicon)
    found = []
    for attribution in attributions:
        if attribution.stance is not Stance.DENIES and not _may_say_not(attribution, text, cues):
            continue
        sentence = _find_sentence(attribution, sentences)
        if sentence is None:
            continue
        span = _read_denial(attribution, sentence, cues, matters)
        if span is not None:
            what = _read_what(attribution, sentence, text, cues)
            made = _make(attribution, span, text, article, published, publisher)
            found.append(evolve(made, what=what))
    told = {bisect_right(sentences, denial.span.start, key=_find_opening) - 1 for denial in found}
    sparing = [
        index
        for index in _list_sparing(sentences, text, matters)
        if index not in told and _spares(sentences[index], matters)
    ]
    speakers = _list_speakers(sentences, attributions) if sparing else {}
    for index in sparing:
        speaker = speakers.get(index) or Attribution(chain=(), own_voice=True)
        made = _make(speaker, sentences[index].span, text, article, published, publisher)
        found.append(evolve(made, what=strip_marks(made.text)))
    found.sort(key=_find_place)
    return tuple(dict.fromkeys(found))


def _find_place(denial: Denial) -> int:
    return denial.span.start


def _list_speakers(
    sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> dict[int, Attribution]:
    """Return the first speaker of each sentence in which somebody speaks."""
    speakers: dict[int, Attribution] = {}
    for attribution in attributions:
        if attribution.cue_span is not None:
            at = bisect_right(sentences, attribution.cue_span.start, key=_find_opening) - 1
            speakers.setdefault(at, attribution)
    return speakers


def _list_sparing(sentences: Sequence[Sentence], text: str, matters: _Matters) -> list[int]:
    """Return the sentences with a word for civilians, found in the text for speed."""
    found = set()
    for word in matters.spared:
        for spelling in (word, word.capitalize(), word.upper()):
            at = text.find(spelling)
            while at >= 0:
                found.add(bisect_right(sentences, at, key=_find_opening) - 1)
                at = text.find(spelling, at + len(spelling))
    return sorted(index for index in found if index >= 0)


def _spares(sentence: Sentence, matters: _Matters) -> bool:
    """Return whether a sentence tells that no civilians came to harm.

    "No civilians were injured", "without civilian casualties", "has not harmed any civilians"; not
    "did not say how many civilians were killed".
    """
    tokens = sentence.tokens
    for index in [n for n, token in enumerate(tokens) if token[1] in matters.spared]:
        before = [token.lower for token in tokens[max(0, index - 4) : index]]
        if not {"no", "without"}.isdisjoint(before[-2:]):
            if any(token.lower in matters.harms for token in tokens[index + 1 : index + 6]):
                return True
        elif any(
            word in {"not", "n't", "never"} and after in matters.harms
            for word, after in pairwise([*before, tokens[index].lower])
        ):
            return True
    return False


def _may_say_not(attribution: Attribution, text: str, cues: CueTables) -> bool:
    """Return whether a negation may stand behind "said"; most speakers are left here, for speed."""
    if attribution.cue_span is None or cues.verbs.get((attribution.cue or "").lower()) not in {"say", "tell"}:
        return False
    behind = text[attribution.cue_span.end : attribution.cue_span.end + _NEGATED].lower()
    return any(word in behind for word in cues.negations)


# How many characters behind "said" a negation may stand.
_NEGATED = 160


def _find_sentence(attribution: Attribution, sentences: Sequence[Sentence]) -> Sentence | None:
    if attribution.cue_span is None:
        return None
    index = bisect_right(sentences, attribution.cue_span.start, key=_find_opening) - 1
    return sentences[index] if index >= 0 else None


def _find_start(token: Token) -> int:
    return token.start


def _find_opening(sentence: Sentence) -> int:
    return sentence.span.start


def _read_denial(
    attribution: Attribution, sentence: Sentence, cues: CueTables, matters: _Matters
) -> Span | None:
    assert attribution.cue_span is not None
    tokens = sentence.tokens
    index = bisect_left(tokens, attribution.cue_span.start, key=_find_start)
    cue = (attribution.cue or "").lower()
    begin = min(
        attribution.span.start if attribution.span else attribution.cue_span.start, attribution.cue_span.start
    )
    after = tokens[index + 1 : index + 16]
    if attribution.stance is Stance.DENIES:
        if not denies_deed(cue, after, cues) or not _matters(tokens, index + 1, cues, matters):
            return None
    elif not _says_not(cue, after, cues):
        return None
    end = _find_end(tokens, index, sentence)
    clause = find_clause_end(tokens, index + 1, cues)
    if attribution.stance is Stance.DENIES and clause > index + 1:
        end = min(end, tokens[clause - 1].end)
    return Span(begin, end)


# A denial of so few words is told by what stands before it: "denied it", "rejected the reports".
_FEW = 3


def _matters(tokens: Sequence[Token], begin: int, cues: CueTables, matters: _Matters) -> bool:
    """Return whether what is denied is a deed, a charge or a toll, not "that the move was related to …"."""
    end = find_clause_end(tokens, begin, cues)
    # Two sentences in one, where a mark between them was lost.
    end = next((index for index in range(begin, end) if tokens[index].text == "."), end)
    words = [token.lower for token in tokens[begin:end] if token.text[:1].isalnum()]
    if any(word in cues.not_events for word in words[:_FEW]):
        return False
    if len(words) <= _FEW or words[-1] in cues.charges:
        return True
    return any(word in matters.deeds for word in words)


def _says_not(cue: str, after: Sequence[Token], cues: CueTables) -> bool:
    """Return whether "X said it did not bomb …", "X told Y that Z was not behind …" denies a deed."""
    words = [token.lower for token in after[:14]]
    if cues.verbs.get(cue) not in {"say", "tell"}:
        return False
    negated = next((i for i, word in enumerate(words[:9]) if word in cues.negations), None)
    if negated is None:
        return False
    own = any(word in _OWN for word in words[:negated]) and negated <= 4
    behind = words[negated + 1 : negated + 4]
    return any(word in (cues.deeds if own else cues.blame) for word in behind)


_OWN = frozenset({"it", "they", "he", "we", "she"})


def _find_end(tokens: Sequence[Token], index: int, sentence: Sentence) -> int:
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
