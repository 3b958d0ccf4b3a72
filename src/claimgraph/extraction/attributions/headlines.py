"""Headlines that name their source: ": monitor", "- police", "Syria monitor: …"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.attributions.following import walk_right
from claimgraph.extraction.attributions.joints import QUOTES, Range
from claimgraph.extraction.attributions.speech import Speech, is_speaker
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.sources import SourceTables, find_names
from claimgraph.extraction.tokens import Token

# Headline and lede stand among the first sentences; further below only a signature among the last
# words names who speaks.
HEADLINES = 3
_SIGNED = 8
# How many letters stand for a body: "TBI: several injured".
_ACRONYM = 4


def read_headlines(
    sentence: Sentence, cues: CueTables, names: SourceTables, found: list[Speech]
) -> list[Speech]:
    """Read the headlines that name their source in the first sentences, one after the other."""
    first = _read_headline(sentence, cues, names)
    headlines = [] if first is None or (found and _opens_alone(first, sentence, names)) else [first]
    while headlines and headlines[-1].cue[0] == headlines[-1].cue[1]:
        end = headlines[-1].subject[1] if headlines[-1].subject else headlines[-1].cue[1]
        again = _read_bare_headline(sentence, cues, end + 1)
        if again is None or again.subject is None:
            break
        headlines.append(again._replace(before=(end, again.subject[0])))
    spoken = [speech.subject for speech in found]
    return [headline for headline in headlines if headline.subject not in spoken]


def _read_headline(sentence: Sentence, cues: CueTables, names: SourceTables) -> Speech | None:
    """Read "28 killed in Idlib: monitor", "… forces Monitor" and "Syria monitor: 28 killed"."""
    if len(sentence.tokens) < 4:
        return None
    if sentence.index > HEADLINES:
        return _read_signed(sentence, cues.signing_marks, cues, names)
    return (
        _read_signed(sentence, cues.headline_marks, cues, names)
        or _read_opening(sentence, cues, names)
        or _read_bare_headline(sentence, cues)
    )


def _read_signed(
    sentence: Sentence, marks: frozenset[str], cues: CueTables, names: SourceTables
) -> Speech | None:
    """Read a speaker of a few words behind the last mark."""
    tokens = sentence.tokens
    last = len(tokens) - 2
    if marks.isdisjoint(sentence.lower[-_SIGNED:]):
        return None
    for index in [
        last - at for at, token in enumerate(tokens[last : max(0, last - 7) : -1]) if token[0] in marks
    ]:
        if _is_spaced(tokens, index) and tokens[index - 1].lower not in cues.labels:
            subject = walk_right(tokens, index + 1, cues, names)
            if subject and is_speaker(tokens, subject, cues, names) and _ends_at(tokens, subject[1]):
                return _headline(sentence, (index, index + 1), subject, before=(0, index))
    return None


def _read_opening(sentence: Sentence, cues: CueTables, names: SourceTables) -> Speech | None:
    """Read a speaker of a few words, none of them a number, before a colon."""
    tokens = sentence.tokens
    if ":" not in sentence.lower[1:7]:
        return None
    for index in [at for at, token in enumerate(tokens[: min(7, len(tokens) - 2)]) if at and token[0] == ":"]:
        if is_speaker(tokens, (0, index), cues, names):
            dated = tokens[index + 1].text not in QUOTES and _is_dateline(tokens[:index], names)
            if dated or _is_topic(tokens[:index], cues):
                continue
            return _headline(sentence, (index, index + 1), (0, index), after=(index + 1, len(tokens)))
    return None


def _is_topic(lead: Sequence[Token], cues: CueTables) -> bool:
    """Return whether words before a colon tell what a headline is about, or whose picture is shown."""
    labelled = any(token.text.isdigit() or token.lower in cues.labels for token in lead)
    return labelled or lead[-1].lower in cues.topics


def _is_dateline(lead: Sequence[Token], names: SourceTables) -> bool:
    """Return whether words before a colon tell where a text was written: "JOHANNESBURG: Police …"."""
    words = [token for token in lead if token.text[:1].isalpha()]
    if not words or " ".join([token.lower for token in words]) in names.places:
        return True
    if any(token.lower in names.heads or token.lower in names.roles for token in words):
        return False
    named = find_names(words, names)
    if named:
        # "BANGKOK: Ten people …", but "UN: ten killed"
        return named[0].alias.metonym and words[0].text.isupper() and len(words[0].text) > _ACRONYM
    # Letters stand for a body, "TBI: three killed".
    letters = len(words) == 1 and len(words[0].text) <= _ACRONYM
    return all(token.text.isupper() for token in words) and not letters


def _opens_alone(headline: Speech, sentence: Sentence, names: SourceTables) -> bool:
    """Return whether one unknown word opens what somebody else says: "Lucknow: Three died, police said"."""
    if headline.before is not None or headline.subject != (0, 1):
        return False
    word = sentence.tokens[0]
    known = word.lower in names.heads or word.lower in names.roles or word.lower in names.firsts
    return not word.text.isupper() and not known


def _is_spaced(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a mark parts a headline: a dash with space before it, no colon of a time of day."""
    before, mark, after = tokens[index - 1 : index + 2]
    if mark.text == ":" and before.text.isdigit() and after.start == mark.end:
        return False
    return mark.text in {":", "|"} or before.end < mark.start


def _ends_at(tokens: Sequence[Token], end: int) -> bool:
    return all(not token.text[:1].isalnum() for token in tokens[end:])


def _read_bare_headline(sentence: Sentence, cues: CueTables, begin: int = 3) -> Speech | None:
    """Read a headline that lost its marks: "… killed 38 regime forces monitor | Print Tweet"."""
    tokens = sentence.tokens
    kinds = cues.headline_kinds
    for index in [at for at, word in enumerate(sentence.lower[begin:60], start=begin) if word in kinds]:
        for words in kinds[tokens[index].lower]:
            end = index + len(words)
            if _matches(tokens, index, words) and _stands_alone(tokens, index, end, cues):
                return _headline(sentence, (index, index), (index, end), before=(0, index))
    return None


def _matches(tokens: Sequence[Token], index: int, words: tuple[str, ...]) -> bool:
    if index + len(words) > len(tokens):
        return False
    return all(tokens[index + i].lower == word for i, word in enumerate(words))


def _stands_alone(tokens: Sequence[Token], index: int, end: int, cues: CueTables) -> bool:
    before, after = tokens[index - 1], tokens[end] if end < len(tokens) else None
    lower = before.lower
    if lower in cues.determiners or lower in cues.prepositions or lower in cues.verbs:
        return False
    if tokens[index].is_capital and not before.is_capital:
        return after is None or after.is_capital or not after.text[:1].isalpha()
    if after is None or not before.text[:1].isalnum() or after.lower in cues.times:
        return False
    return _begins_anew(before, after)


def _begins_anew(before: Token, after: Token) -> bool:
    """Return whether a capital or a dash behind a lower-case kind shows that a new headline begins."""
    return (after.is_capital and not before.is_capital) or after.text == "-"


def _headline(
    sentence: Sentence, cue: Range, subject: Range, *, before: Range | None = None, after: Range | None = None
) -> Speech:
    return Speech(
        sentence=sentence.index, cue=cue, group="headline", subject=subject, before=before, after=after
    )
