"""What a speaker is quoted with in full: the words around the cue, and a quotation that goes on behind it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from claimgraph.extraction.attributions.contents import is_fronted, skip_adjunct
from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.attributions.joints import QUOTES, Range
from claimgraph.extraction.attributions.speech import Speech
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.model import Attribution, Span

# How many speakers ahead the end of a statement is looked for.
_NEAR = 4
_BESIDE = QUOTES | {",", "'", "’"}


def place_statements(tokens: Sequence[Token], found: Sequence[Speech], cues: CueTables) -> list[Speech]:
    """Place what was said: before the speaker behind a comma or a quotation, or behind the cue."""
    placed: list[Speech] = []
    floor = 0
    for order, speech in enumerate(found):
        if speech.group in {"phrase", "headline"}:
            placed.append(_skip_marks(tokens, speech))
            continue
        first, end = _measure(speech)
        limit = _find_limit(tokens, found[order + 1 : order + 1 + _NEAR], cues)
        before = _find_before(tokens, floor, first, cues)
        after = _find_after(tokens, end, max(limit, end), cues)
        if before is not None and after is not None:
            said = any(token.text in QUOTES for token in tokens[slice(*before)])
            adjunct = tokens[after[0]].lower in cues.prepositions or tokens[after[0]].lower.endswith("ing")
            if said or adjunct:
                after = after if tokens[after[0]].text in QUOTES or tokens[end].text in QUOTES else None
            else:
                before = None
        if before is None and after is None:
            # Texts that lost their commas: what stands before the speaker.
            before = speech.before
        placed.append(speech._replace(before=before, after=after))
        floor = end
    return placed


def _skip_marks(tokens: Sequence[Token], speech: Speech) -> Speech:
    """Begin what stands behind "according to X" at its first word."""
    if speech.after is None or speech.subject is None or speech.group != "phrase":
        return speech
    begin, end = max(speech.after[0], speech.subject[1]), speech.after[1]
    while begin < end and tokens[begin].text not in QUOTES and not tokens[begin].text[:1].isalnum():
        begin += 1
    return speech._replace(after=(begin, end) if begin < end else None)


def _find_limit(tokens: Sequence[Token], rest: Sequence[Speech], cues: CueTables) -> int:
    """Return where the next speaker begins behind a comma or "and", else the end of the sentence."""
    for speech in rest:
        first = _measure(speech)[0]
        while first and tokens[first - 1].lower in cues.joiners:
            first -= 1
        if first and tokens[first - 1].text in _BREAKS:
            return first - 1
        if tokens[first].lower in cues.joiners:
            return first
    return len(tokens)


_BREAKS = frozenset({",", ";", "–", "—"})


def _measure(speech: Speech) -> Range:
    """Return where the speaker and the cue together begin and end."""
    subject = speech.subject or speech.cue
    return min(speech.cue[0], subject[0] if not speech.follows else speech.cue[0]), max(
        speech.cue[1], subject[1] if subject[0] > speech.cue[0] else 0
    )


def _find_before(tokens: Sequence[Token], floor: int, first: int, cues: CueTables) -> Range | None:
    if first - floor < 2 or tokens[first - 1].text not in _BESIDE:
        return None
    return None if is_fronted(tokens, (floor, first), cues) else (floor, first)


def _find_after(tokens: Sequence[Token], end: int, limit: int, cues: CueTables) -> Range | None:
    begin = min(skip_adjunct(tokens, end, cues), limit)
    while begin > end and tokens[begin - 1].text in QUOTES:
        begin -= 1
    return (begin, limit) if any(token.text[:1].isalnum() for token in tokens[begin:limit]) else None


def complete_quotations(
    made: Sequence[Sequence[Attribution]], sentences: Sequence[Sentence]
) -> list[Attribution]:
    """Give each speaker the sentences of a quotation that stand before and behind the one they speak in.

    Args:
        made: The attributions of each sentence.
        sentences: All of the article, as many.

    Returns:
        All attributions in reading order; a quotation goes on inside its paragraph, until another
        sentence attributes.
    """
    found: list[Attribution] = []
    for here, group in enumerate(made):
        if not group:
            continue
        first, last = here, here
        while first and not made[first - 1] and _goes_on(sentences[first - 1], sentences[first]):
            first -= 1
        while (
            last + 1 < len(made)
            and not made[last + 1]
            and sentences[last + 1].paragraph == sentences[here].paragraph
            and _is_quotation(sentences[last + 1])
        ):
            last += 1
        row = list(group)
        if first < here:
            row[0] = _reach_back(row[0], sentences[first], sentences[here])
        if last > here:
            part = Span(sentences[here + 1].span.start, sentences[last].span.end)
            row[-1] = evolve(row[-1], content=(*row[-1].content, part))
        found.extend(row)
    return found


def _reach_back(attribution: Attribution, first: Sentence, here: Sentence) -> Attribution:
    """Begin what was said where its quotation began."""
    content = attribution.content
    opening = here.span.start
    if content and content[0].start <= opening + 1:
        return evolve(attribution, content=(Span(first.span.start, content[0].end), *content[1:]))
    if attribution.cue_span is not None and attribution.cue_span.start == opening:
        # A signature stands under its quotation.
        return evolve(attribution, content=(Span(first.span.start, opening),))
    return attribution


def _goes_on(before: Sentence, sentence: Sentence) -> bool:
    """Return whether a quotation that the sentence before is part of is still open, or signed here."""
    if before.paragraph != sentence.paragraph or not sentence.tokens or not _is_quotation(before):
        return False
    if sentence.tokens[0].text == "―":
        return True
    return sentence.tokens[0].text[:1].isalnum() and _is_quotation(sentence)


def _is_quotation(sentence: Sentence) -> bool:
    """Return whether the first word of a sentence stands in quotation marks."""
    word = next((token for token in sentence.tokens[:3] if token.text[:1].isalnum()), None)
    return word is not None and sentence.is_quoted(word.start)
