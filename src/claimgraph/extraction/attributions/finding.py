"""Every cue of a sentence with its speaker, in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.attributions.following import walk_right
from claimgraph.extraction.attributions.headlines import HEADLINES, read_headlines
from claimgraph.extraction.attributions.joints import Range
from claimgraph.extraction.attributions.owned import pass_on, read_telling
from claimgraph.extraction.attributions.phrases import walk_left
from claimgraph.extraction.attributions.speech import Speech
from claimgraph.extraction.attributions.verbs import read_verb
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.sources import SourceTables
from claimgraph.extraction.tokens import Token


def find_speech(sentence: Sentence, cues: CueTables, names: SourceTables) -> list[Speech]:
    """Find every cue of a sentence with its speaker, in reading order."""
    lower, openings = sentence.lower, cues.openings
    found: list[Speech] = []
    free, last = 0, len(lower) - 1
    for index in [at for at, word in enumerate(lower) if word in openings]:
        word = lower[index]
        # "a" and "in" begin phrases too: look at the word behind before anything else.
        opens = word in cues.alone or (index < last and lower[index + 1] in cues.seconds[word])
        hit = _read_cue(sentence, index, cues, names, found) if opens and index >= free else None
        if hit is not None:
            found.append(hit)
            free = _find_free(sentence.tokens, hit)
    if len(found) > 1:
        found = pass_on(found, sentence.tokens, cues)
    if not found or sentence.index < HEADLINES:
        found.extend(read_headlines(sentence, cues, names, found))
    return found


def _read_cue(
    sentence: Sentence, index: int, cues: CueTables, names: SourceTables, found: list[Speech]
) -> Speech | None:
    """Read the phrase, the verb or the noun at a token that a cue may open with."""
    word = sentence.lower[index]
    if word in cues.phrases:
        hit = _read_phrase(sentence, index, cues, names, found)
        if hit is not None:
            return hit
    if word in cues.verbs:
        hit = read_verb(sentence, index, cues, names, found)
        if hit is not None:
            return hit
    return read_telling(sentence, index, cues, names, found) if word in cues.nouns else None


def _find_free(tokens: Sequence[Token], hit: Speech) -> int:
    """Return where the next cue may begin: "according to media | reports" holds none in the source."""
    if hit.group != "phrase" or hit.subject is None:
        return hit.cue[1]
    aside = "," in [token[0] for token in tokens[slice(*hit.subject)]]
    return hit.cue[1] if aside else hit.subject[1]


def _find_counter(tokens: Sequence[Token], index: int, cues: CueTables) -> Range | None:
    """Return who counted in "by | the government |'s own count"."""
    for at in range(index + 2, min(index + 7, len(tokens) - 1)):
        if tokens[at].lower == "'s":
            noun = at + 1 + (tokens[at + 1].lower in {"own", "latest", "official"})
            counted = noun < len(tokens) and tokens[noun].lower in cues.papers
            return (index + 1, at) if counted else None
    return None


def _read_phrase(
    sentence: Sentence, index: int, cues: CueTables, names: SourceTables, found: list[Speech]
) -> Speech | None:
    """Read "according to X", "citing X", "as reported by X"."""
    tokens = sentence.tokens
    owner = _find_counter(tokens, index, cues) if tokens[index].lower == "by" else None
    if owner is not None:
        leads = index == 0 or tokens[index - 1].text in {";", ":"}
        return Speech(
            sentence=sentence.index,
            cue=(index, index + 1),
            group="phrase",
            subject=owner,
            before=None if leads else (0, index),
            after=(owner[1], len(tokens)) if leads else None,
        )
    for words in cues.phrases[tokens[index].lower]:
        end = index + len(words)
        if tuple([token[1] for token in tokens[index:end]]) != words:
            continue
        subject = _cut_relay(tokens, walk_right(tokens, end, cues, names), cues)
        if subject is None:
            continue
        relay = None
        if words[0] in cues.relaying:
            relay = found[-1].subject if found else walk_left(tokens, index, cues, names)
            if found and found[-1].group in {"report", "say", "phrase"}:
                # "AFP reported, citing medics", "according to AFP, citing medics": it only relays.
                found[-1] = found[-1]._replace(doubtful=True)
        start = found[-1].cue[1] if found and found[-1].after and relay is None else 0
        if index and tokens[index].is_capital and not tokens[index].text.isupper():
            # A headline that lost its full stop: "Ten die in raid | According to X".
            start = index
        return Speech(
            sentence=sentence.index,
            cue=(index, end),
            group="phrase",
            subject=subject,
            relay=relay,
            before=(start, index) if index > start else None,
            after=_find_rest(tokens, subject[1], leads=index <= start),
        )
    return None


def _cut_relay(tokens: Sequence[Token], subject: Range | None, cues: CueTables) -> Range | None:
    """Return who passes on in "according to | local media | citing hospital officials"."""
    if subject is None:
        return None
    inner = range(subject[0] + 1, subject[1])
    return (subject[0], next((at for at in inner if tokens[at].lower in cues.relaying), subject[1]))


def _find_rest(tokens: Sequence[Token], begin: int, *, leads: bool) -> Range | None:
    """Return the words behind "according to X": all of them where it leads in, else up to a semicolon."""
    end = len(tokens)
    if not leads:
        end = next((i for i in range(begin, end) if tokens[i].text == ";"), end)
    return (begin, end) if begin < end else None
