"""Text → attributions: every cue with its speaker named, its relays and the words it attributes."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.bodies import join_bodies
from claimgraph.extraction.attributions.coreference import Speakers
from claimgraph.extraction.attributions.cues import CueTables, load_cues
from claimgraph.extraction.attributions.finding import find_speech
from claimgraph.extraction.attributions.joints import Range
from claimgraph.extraction.attributions.speech import Speech
from claimgraph.extraction.sentences import Sentence, split_sentences
from claimgraph.extraction.sources import SourceTables, fit_context, load_sources, to_singular
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon, load_lexicon
from claimgraph.model import Attribution, Source, Span, Stance

_RELAYS = frozenset({"agency", "outlet", "state media"})


def find_attributions(text: str, *, lexicon: Lexicon | None = None) -> tuple[Attribution, ...]:
    """Find who says what in a text.

    Args:
        text: Any string.
        lexicon: Word tables; the shipped ones if left out.

    Returns:
        Attributions in reading order: the chain (origin first, then relays; never the publisher),
        the cue, the words that name the speaker with their apposition, and what is attributed.
        Empty where nobody is said to say anything.
    """
    words = lexicon if lexicon is not None else load_lexicon()
    return find_attributions_in(split_sentences(text, lexicon=words), text, lexicon=words)


def find_attributions_in(
    sentences: Sequence[Sentence], text: str, *, lexicon: Lexicon
) -> tuple[Attribution, ...]:
    """Find who says what in sentences already split; see `find_attributions`."""
    cues, names = load_cues(lexicon), fit_context(load_sources(lexicon), sentences)
    speakers = Speakers(sentences, cues, names)
    found: list[Attribution] = []
    quiet, before = True, None
    for sentence in sentences:
        last: tuple[Source, ...] = ()
        speakers.enter(sentence, before, quiet=quiet)
        quiet, before = True, sentence
        for speech in find_speech(sentence, cues, names):
            made = _attribute(speech, sentence, text, speakers, last)
            if made:
                quiet = False
                last = tuple(attribution.chain[0] for attribution in made)
                found.extend(made)
    return join_bodies(found, names)


def _attribute(
    speech: Speech, sentence: Sentence, text: str, speakers: Speakers, last: tuple[Source, ...]
) -> list[Attribution]:
    tokens = sentence.tokens
    if speech.follows or speech.subject is None:
        origins = list(last)
    else:
        origins = _resolve_all(tokens[slice(*speech.subject)], speakers)
    if not origins or (speech.doubtful and speech.group != "deny"):
        # "did not say": still remembered as a speaker, but nothing is attributed.
        return []
    relays = _find_relays(speech, tokens, speakers, origins)
    return [
        Attribution(
            chain=(origin, *(relay for relay in relays if relay != origin)),
            stance=Stance.DENIES if speech.group == "deny" else Stance.ASSERTS,
            cue=text[slice(*_to_span(tokens, speech.cue))] or None,
            cue_span=_to_span(tokens, speech.cue),
            words=text[slice(*_to_span(tokens, speech.subject))] if speech.subject else None,
            span=_to_span(tokens, speech.subject) if speech.subject else None,
            content=tuple(_to_span(tokens, part) for part in (speech.before, speech.after) if part),
        )
        for origin in origins
    ]


def _to_span(tokens: Sequence[Token], part: Range) -> Span:
    if part[0] >= part[1]:
        return Span(tokens[part[0]].start, tokens[part[0]].start)
    return Span(tokens[part[0]].start, tokens[part[1] - 1].end)


def _resolve_all(phrase: Sequence[Token], speakers: Speakers) -> list[Source]:
    """Resolve each side of "Damascus and Moscow", "a monitor and a rescue group"."""
    parts = _split_sides(phrase, speakers.cues, speakers.names)
    found = []
    for part in parts:
        source = speakers.resolve(part)
        if source is not None and source not in found:
            found.append(source)
    return found


def _split_sides(phrase: Sequence[Token], cues: CueTables, names: SourceTables) -> list[Sequence[Token]]:
    for index, token in enumerate(phrase):
        if token.lower != "and" or not index:
            continue
        left, right = phrase[:index], phrase[index + 1 :]
        if not right or any(word.lower in cues.prepositions or word.text == "," for word in left):
            continue
        if _is_adjective_only(left, names) and len(right) > 1:
            # "the Russian and Syrian militaries": the head serves both adjectives.
            head = right[-1]._replace(lower=to_singular(right[-1].lower))
            return [[*left, head], [*right[:-1], head]]
        return [left, right]
    return [phrase]


def _is_adjective_only(left: Sequence[Token], names: SourceTables) -> bool:
    words = [token for token in left if token.lower not in names.determiners]
    if len(words) != 1 or not words[0].is_capital:
        return False
    return any(
        alias.metonym and alias.words == (words[0].lower,) for alias in names.aliases.get(words[0].lower, ())
    )


def _find_relays(
    speech: Speech, tokens: Sequence[Token], speakers: Speakers, origins: Sequence[Source]
) -> list[Source]:
    relays = []
    for part in (speech.hearer, speech.relay):
        if part is None:
            continue
        remembered = speakers.history.copy()
        source = speakers.resolve(tokens[slice(*part)])
        speakers.history = remembered
        if source is not None and source.kind in _RELAYS:
            relays.append(source)
    return relays
