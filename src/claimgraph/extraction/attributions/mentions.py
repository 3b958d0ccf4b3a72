"""Text → attributions: every cue with its speaker named, its relays and the words it attributes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from claimgraph.arguments import take_one
from claimgraph.extraction.attributions.attitudes import (
    Words,
    complete_quotations,
    complete_speech,
    is_holder,
    load_attitudes,
)
from claimgraph.extraction.attributions.bodies import join_bodies
from claimgraph.extraction.attributions.coreference import Speakers
from claimgraph.extraction.attributions.cues import CueTables, load_cues
from claimgraph.extraction.attributions.finding import find_speech
from claimgraph.extraction.attributions.joints import Range, is_inside_name
from claimgraph.extraction.attributions.phrases import walk_left
from claimgraph.extraction.attributions.speech import Speech
from claimgraph.extraction.sentences import Sentence, split_sentences
from claimgraph.extraction.sources import (
    SourceTables,
    fit_context,
    load_sources,
    make_source,
    pairs_name,
    to_singular,
)
from claimgraph.extraction.tokens import Token, join_tokens
from claimgraph.lexicon.tables import Lexicon, choose_lexicon
from claimgraph.model import Attribution, Source, Span, Stance

_OWNERS = frozenset({"'s", "’s"})
# How many words may describe what somebody published: "'s | latest monthly | bulletin".
_DESCRIBED = 3
# As many words are no two speakers.
_PAIR = 2
_RELAYS = frozenset({"agency", "outlet", "state media"})


def find_attributions(text: str, *, lexicon: Lexicon | None = None) -> tuple[Attribution, ...]:
    """Find who says what in a text.

    Args:
        text: Any string.
        lexicon: Word tables; the shipped ones if left out.

    Returns:
        Attributions in reading order, of statements as well as of views, intentions and findings:
        the chain (origin first, then relays; never the publisher), the cue with its auxiliaries,
        the words that name the speaker with their apposition, and what is attributed, a quotation
        to its end. Whoever speaks inside quotation marks, or is told of by a speaker ("X said she
        hopes"), has no attribution of their own. Empty where nobody is said to say anything.
    """
    take_one(text, str, "find_attributions")
    words = choose_lexicon(lexicon)
    return find_attributions_in(split_sentences(text, lexicon=words), text, lexicon=words, attitudes=True)


def find_attributions_in(
    sentences: Sequence[Sentence], text: str, *, lexicon: Lexicon, attitudes: bool = False
) -> tuple[Attribution, ...]:
    """Find who says what in sentences already split.

    Args:
        sentences: All of the text.
        text: The text.
        lexicon: Word tables.
        attitudes: Whether to read what holds no toll as well, as `find_attributions` does: views
            and intentions, the speaker and the statement in full, nobody inside a quotation.

    Returns:
        Attributions in reading order.
    """
    cues, names = load_cues(lexicon), fit_context(load_sources(lexicon), sentences)
    words = Words(cues, names, load_attitudes(lexicon)) if attitudes else None
    speakers = Speakers(sentences, cues, names)
    found: list[list[Attribution]] = []
    before: Sentence | None = None
    for sentence in sentences:
        speakers.enter(sentence, before, quiet=not found or not found[-1])
        before = sentence
        spoken = find_speech(sentence, cues, names)
        if words is not None:
            spoken = complete_speech(sentence, spoken, words)
        found.append(_attribute_all(spoken, sentence, text, speakers, words))
    if attitudes:
        return join_bodies(complete_quotations(found, sentences), names)
    return join_bodies(list(chain.from_iterable(found)), names)


def _attribute_all(
    spoken: Sequence[Speech], sentence: Sentence, text: str, speakers: Speakers, words: Words | None
) -> list[Attribution]:
    found: list[Attribution] = []
    if not spoken:
        return found
    last: tuple[Source, ...] = ()
    for speech in spoken:
        origins = _find_origins(speech, sentence, speakers, last, words)
        if not origins or (speech.doubtful and speech.group != "deny" and words is None):
            # "did not say": still remembered as a speaker, but nothing is attributed.
            continue
        found.extend(_attribute(speech, sentence, text, speakers, origins))
        last = tuple(origins)
    return found


def _find_origins(
    speech: Speech, sentence: Sentence, speakers: Speakers, last: tuple[Source, ...], words: Words | None
) -> Sequence[Source]:
    if speech.follows or speech.subject is None:
        return last
    phrase = sentence.tokens[slice(*speech.subject)]
    if words is not None and phrase[0].lower in {"who", "which"}:
        # "people who hope": those before it.
        owner = walk_left(sentence.tokens, speech.subject[0], words.cues, words.names)
        phrase = sentence.tokens[slice(*owner)] if owner is not None else phrase
    origins = _resolve_all(_cut_paper(phrase, speakers), speakers)
    if not origins and words is not None and is_holder(sentence.tokens, speech.subject, words):
        # Who "he" is was never told: the words themselves name him.
        return (make_source(join_tokens(phrase).lower(), "unnamed"),)
    return origins


def _cut_paper(phrase: Sequence[Token], speakers: Speakers) -> Sequence[Token]:
    """Return the owner of a paper: "the health ministry | 's latest bulletin"; else the whole phrase."""
    cues, heads = speakers.cues, speakers.names.heads
    if phrase[-1].lower not in cues.papers and phrase[-1].lower not in cues.owned:
        return phrase
    near = range(len(phrase) - 2, max(0, len(phrase) - 2 - _DESCRIBED), -1)
    mark = next((at for at in near if phrase[at].text in _OWNERS), 0)
    described = phrase[mark + 1 : -1]
    if not mark or any(token.lower in heads for token in described):
        return phrase
    owner = phrase[:mark]
    return owner if owner[-1].lower in heads or owner[-1].is_capital else phrase


def _attribute(
    speech: Speech, sentence: Sentence, text: str, speakers: Speakers, origins: Sequence[Source]
) -> list[Attribution]:
    tokens = sentence.tokens
    relayed = speech.hearer is not None or speech.relay is not None
    relays = _find_relays(speech, tokens, speakers) if relayed else ()
    cue, span = _to_span(tokens, speech.cue), _to_span(tokens, speech.subject) if speech.subject else None
    cue_words, words = cue.of(text) or None, span.of(text) if span else None
    content = tuple([_to_span(tokens, part) for part in (speech.before, speech.after) if part])
    stance = Stance.DENIES if speech.group == "deny" else Stance.ASSERTS
    return [
        Attribution(
            chain=(origin, *[relay for relay in relays if relay != origin]) if relays else (origin,),
            stance=stance,
            cue=cue_words,
            cue_span=cue,
            words=words,
            span=span,
            content=content,
        )
        for origin in origins
    ]


def _to_span(tokens: Sequence[Token], part: Range) -> Span:
    begin, end = part
    start = tokens[begin][2]
    return Span(start, start if begin >= end else tokens[end - 1][3])


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
    if len(phrase) <= _PAIR:
        return [phrase]
    for index in [at for at, token in enumerate(phrase) if at and token[1] == "and"]:
        left, right = phrase[:index], phrase[index + 1 :]
        if is_inside_name(phrase, index, names) or pairs_name(phrase, index, names):
            continue
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
    if len(words) != 1 or not (words[0].is_capital or words[0].lower in names.modifiers):
        return False
    if words[0].lower in names.modifiers:
        # "local and media sources"
        return True
    return any(
        alias.metonym and alias.words == (words[0].lower,) for alias in names.aliases.get(words[0].lower, ())
    )


def _find_relays(speech: Speech, tokens: Sequence[Token], speakers: Speakers) -> list[Source]:
    relays: list[Source] = []
    for part in (speech.hearer, speech.relay):
        if part is None:
            continue
        remembered = speakers.history.copy()
        source = speakers.resolve(tokens[slice(*part)])
        speakers.history = remembered
        if source is not None and source.kind in _RELAYS:
            relays.append(source)
    return relays
