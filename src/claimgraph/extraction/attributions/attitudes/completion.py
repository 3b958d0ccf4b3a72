"""Speech in full: the whole subject, the whole verb, and no speech that another speaker only tells of."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.attitudes.bounds import is_quoted, trim
from claimgraph.extraction.attributions.attitudes.finding import find_attitudes, tells_view
from claimgraph.extraction.attributions.attitudes.holders import is_holder
from claimgraph.extraction.attributions.attitudes.objects import read_object
from claimgraph.extraction.attributions.attitudes.statements import place_statements
from claimgraph.extraction.attributions.attitudes.subjects import find_group_start, read_subject
from claimgraph.extraction.attributions.attitudes.words import Words
from claimgraph.extraction.attributions.speech import Speech
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token

_REPORTED = frozenset({"that", "what", "how", "why"})


def complete_speech(sentence: Sentence, spoken: Sequence[Speech], words: Words) -> list[Speech]:
    """Add the attitudes to the speech of a sentence, and give each its full words.

    Args:
        sentence: The sentence.
        spoken: See `find_speech`.
        words: The tables.

    Returns:
        In reading order; without what stands inside quotation marks (that is the words of whoever
        is quoted) and without what a speaker tells of another ("X said | she hopes").
    """
    tokens = sentence.tokens
    own = [
        _widen_subject(tokens, speech, words)
        for speech in spoken
        if not is_quoted(sentence, tokens[speech.cue[0]].start)
    ]
    own = [speech for speech in own if _can_relay(tokens, speech, words) and _tells(tokens, speech, words)]
    every = sorted([*own, *find_attitudes(sentence, own, words)], key=_find_cue)
    return place_statements(tokens, _widen_cues(tokens, _drop_nested(tokens, every), words), words.cues)


def _find_cue(speech: Speech) -> int:
    return speech.cue[0]


def _widen_subject(tokens: Sequence[Token], speech: Speech, words: Words) -> Speech:
    subject = speech.subject
    if subject is None or speech.group == "headline":
        return speech
    if subject[0] >= speech.cue[0]:
        leading = speech.cue[0] < 2 and speech.group == "phrase"
        return speech._replace(subject=read_object(tokens, subject, words, leading=leading))
    full = read_subject(tokens, find_group_start(tokens, speech.cue[0], words), words)
    if full is None or full[0] > subject[0]:
        full = trim(tokens, subject, words)
    return speech._replace(subject=full or subject)


def _can_relay(tokens: Sequence[Token], speech: Speech, words: Words) -> bool:
    """Return whether "citing X", "per X" names somebody or a text: not "citing a threat", "per year"."""
    if speech.group != "phrase" or speech.subject is None:
        return True
    lower = tokens[speech.cue[0]].lower
    return lower not in words.cues.relaying | {"per"} or is_holder(tokens, speech.subject, words)


def _tells(tokens: Sequence[Token], speech: Speech, words: Words) -> bool:
    """Return whether a view is told of its holder: not "what she calls a miracle"."""
    if speech.group != "view" or speech.subject is None:
        return True
    return tells_view(tokens, speech.cue[0], speech.subject, words)


def _drop_nested(tokens: Sequence[Token], found: Sequence[Speech]) -> list[Speech]:
    """Leave out what a speaker tells of other speakers: "X said | she hopes", "X noted that | Y denied"."""
    kept: list[Speech] = []
    ends: set[int] = set()
    for speech in found:
        subject = speech.subject
        owns = subject is not None and tokens[subject[1] - 1].lower in {"'s", "'", "’"}
        if subject is not None and not speech.inverted and not owns and subject[0] in ends:
            continue
        kept.append(speech)
        end = speech.cue[1]
        if not speech.inverted and end > speech.cue[0]:
            ends.add(end)
            if end < len(tokens) and tokens[end].lower in _REPORTED:
                ends.add(end + 1)
    return kept


def _widen_cues(tokens: Sequence[Token], found: Sequence[Speech], words: Words) -> list[Speech]:
    """Give each verb its auxiliaries, adverbs and particle, and "…, adding" the speaker before it."""
    made: list[Speech] = []
    for speech in found:
        subject = made[-1].subject if speech.follows and made else speech.subject
        cue = speech.cue
        if speech.group not in {"phrase", "headline"}:
            start = find_group_start(tokens, cue[0], words)
            if subject is not None and start < subject[1] <= cue[0]:
                start = subject[1]
            particles = words.attitudes.particles.get(tokens[cue[1] - 1].lower, frozenset())
            further = cue[1] < len(tokens) and tokens[cue[1]].lower in particles
            cue = (start, cue[1] + further)
        if made and cue[0] <= made[-1].cue[0]:
            # "continued to demand" is one cue.
            made.pop()
        made.append(speech._replace(subject=subject, cue=cue))
    return made
