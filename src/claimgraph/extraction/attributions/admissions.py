"""Statements by which somebody takes responsibility: "the group claimed responsibility for the blast"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter
from typing import NamedTuple

from attrs import evolve

from claimgraph.extraction.attributions.cues import CueTables, load_cues
from claimgraph.extraction.attributions.joints import Range, is_pronoun
from claimgraph.extraction.attributions.phrases import walk_left
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.sources import SourceTables, load_sources, name_source
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Admission, Article, Attribution, Source, Span, Stance

# How many words "full and immediate" may have before "responsibility", how many "Tuesday's deadly" before
# "attack", and how many "that its warplanes had" before "carried out".
_NEAR, _DEED, _DONE = 4, 5, 8
_START = attrgetter("start")
# How far before its verb a subject may be refused: "no group has so far".
_REFUSED = 8


class TakingWords(NamedTuple):
    """The words of ``responsibility.toml``; ``done`` holds phrases as tuples of words.

    ``things`` are objects and deeds, ``opening`` matches where "(that) it" begins.
    """

    verbs: frozenset[str]
    objects: frozenset[str]
    claiming: frozenset[str]
    deeds: frozenset[str]
    follows: frozenset[str]
    own: frozenset[str]
    done: frozenset[tuple[str, ...]]
    nobody: frozenset[str]
    others: frozenset[str]
    being: frozenset[str]
    bystanders: frozenset[str]
    things: frozenset[str]
    opening: re.Pattern[str]


class Taken(NamedTuple):
    """Who takes responsibility, by which words, and from where to where the sentence says so."""

    source: Source
    cue: str
    span: Span


@lru_cache(maxsize=16)
def load_taking_words(lexicon: Lexicon) -> TakingWords:
    """Return the words of a lexicon; all empty where it has no such table."""
    table = lexicon.words("responsibility")
    plain = {name: frozenset(table.get(name, ())) for name in _PLAIN}
    own = "|".join(map(re.escape, sorted(plain["own"]))) or "(?!)"
    return TakingWords(
        done=frozenset(tuple(words.split()) for words in table.get("done", ())),
        things=plain["objects"] | plain["deeds"],
        opening=re.compile(rf"(?:\s*that)*\s*(?:{own})", re.IGNORECASE),
        **plain,
    )


_PLAIN = [name for name in TakingWords._fields if name not in {"done", "things", "opening"}]


def find_admissions(
    article: Article,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    *,
    lexicon: Lexicon,
    published: date | None = None,
    publisher: Source | None = None,
) -> tuple[Admission, ...]:
    """Find who takes responsibility for what the article tells.

    Args:
        article: The article; its id is part of each admission's.
        sentences: Its sentences.
        attributions: See `find_attributions_in`; who says "it had carried out the raid" is read there.
        lexicon: The words.
        published: Day of publication, passed on.
        publisher: Ends each chain.

    Returns:
        One admission for each source in each sentence, in reading order.
    """
    words = load_taking_words(lexicon)
    cues, names = load_cues(lexicon), load_sources(lexicon)
    said = _list_own(sentences, attributions, article.text, words)
    # Most sentences hold no verb of the kind, most articles none at all.
    claiming = [sentence.index for sentence in sentences if not words.verbs.isdisjoint(sentence.lower)]
    found: dict[tuple[int, str], Admission] = {}
    for at in sorted({*claiming, *said}):
        taking = _read_verbs(sentences[at], words, cues, names)
        for taken in (*taking, *_read_said(sentences[at], said.get(at, ()), words)):
            if taken.source.kind not in words.bystanders:
                admission = _make(article.text, article.id, taken, publisher)
                found.setdefault((at, taken.source.id), evolve(admission, published=published))
    return tuple(found.values())


def _list_own(
    sentences: Sequence[Sentence], attributions: Sequence[Attribution], text: str, words: TakingWords
) -> dict[int, list[Attribution]]:
    """Return who says something that begins with "it", by sentence in reading order."""
    starts: list[int] = []
    found: dict[int, list[Attribution]] = {}
    for one in attributions:
        cue = one.cue_span
        if cue is None or not one.chain or one.stance is not Stance.ASSERTS:
            continue
        if any(words.opening.match(text, part.start) for part in one.content):
            starts = starts or [sentence.span.start for sentence in sentences]
            at = bisect_right(starts, cue.start) - 1
            if at >= 0 and cue.start < sentences[at].span.end:
                found.setdefault(at, []).append(one)
    for spoken in found.values():
        spoken.sort(key=_find_cue)
    return found


def _find_cue(attribution: Attribution) -> int:
    return attribution.cue_span.start if attribution.cue_span is not None else 0


def _read_verbs(
    sentence: Sentence, words: TakingWords, cues: CueTables, names: SourceTables
) -> Iterator[Taken]:
    """Yield who "claimed responsibility", who "claimed the attack" and whom it "was claimed by"."""
    lower, tokens = sentence.lower, sentence.tokens
    if words.things.isdisjoint(lower):
        return
    for at in [at for at, word in enumerate(lower) if word in words.verbs]:
        end = _find_object(lower, at, words)
        if end is None or not words.nobody.isdisjoint(lower[max(0, at - _REFUSED) : at]):
            continue
        passive = lower[at + 1 : at + 2] == ("by",)
        part = (at + 2, end) if passive else _find_subject(tokens, at, cues, names)
        source = name_source(tokens[slice(*part)], names) if part is not None else None
        if source is not None and part is not None:
            begin = _find_deed(lower, at, words) if passive else part[0]
            yield Taken(source, tokens[at].text, Span(tokens[begin].start, tokens[end - 1].end))


def _find_subject(tokens: Sequence[Token], verb: int, cues: CueTables, names: SourceTables) -> Range | None:
    """Return who stands before the verb, of "the group, which claimed" the group; no "it"."""
    part = walk_left(tokens, verb, cues, names)
    if part is None or not is_pronoun(tokens[part[1] - 1], cues, names):
        return part
    if part[0] < 1 or tokens[part[0] - 1].text != ",":
        return None
    part = walk_left(tokens, part[0] - 1, cues, names)
    return None if part is None or is_pronoun(tokens[part[1] - 1], cues, names) else part


def _find_object(lower: Sequence[str], at: int, words: TakingWords) -> int | None:
    """Return where what is taken ends, ``None`` where the verb takes something else."""
    for place in range(at + 1, min(len(lower), at + 1 + _NEAR)):
        if lower[place] in words.objects:
            return place + 1
    if lower[at] not in words.claiming:
        return None
    if lower[at + 1 : at + 2] == ("by",):
        before = lower[max(0, at - _REFUSED) : at]
        told = _find_deed(lower, at, words) < at and words.others.isdisjoint(before)
        return _find_name_end(lower, at + 2) if told else None
    for place in range(at + 1, min(len(lower), at + 1 + _DEED)):
        if lower[place] in words.others:
            return None
        if lower[place] in words.deeds:
            after = lower[place + 1] if place + 1 < len(lower) else "."
            return place + 1 if after in words.follows or not after[0].isalnum() else None
    return None


def _find_deed(lower: Sequence[str], at: int, words: TakingWords) -> int:
    """Return where the deed stands before "was claimed by"; ``at`` where there is none."""
    near = range(at - 1, max(-1, at - 1 - _REFUSED), -1)
    return next((place for place in near if lower[place] in words.deeds), at)


def _find_name_end(lower: Sequence[str], begin: int) -> int:
    """Return where the name behind "claimed by" ends: at the next mark."""
    ends = (place for place in range(begin, len(lower)) if lower[place] in {".", ",", ";", ":"})
    return min(next(ends, len(lower)), begin + _DONE)


def _read_said(sentence: Sentence, said: Sequence[Attribution], words: TakingWords) -> Iterator[Taken]:
    """Yield who says that "it had carried out the raid"."""
    for attribution in said:
        for part in attribution.content:
            begin = bisect_left(sentence.tokens, part.start, key=_START)
            near = sentence.tokens[begin : begin + _DONE + 2]
            inside = [token for token in near if token.start < part.end]
            end = _find_done([token.lower for token in inside], words)
            if end and attribution.cue is not None and attribution.origin is not None:
                begin = min(part.start, (attribution.span or part).start)
                yield Taken(attribution.origin, attribution.cue, Span(begin, inside[end - 1].end))


def _find_done(lower: Sequence[str], words: TakingWords) -> int:
    """Return where "it had carried out" ends, 0 where the words say nothing of the kind."""
    opening = [word for word in lower if word != "that"][:1]
    if not opening or opening[0] not in words.own:
        return 0
    for at in range(1, len(lower)):
        if lower[at] in words.nobody:
            return 0
        for phrase in words.done:
            # "they were carried out" says nothing of who did it.
            is_passive = lower[at - 1] in words.being and phrase[0] not in words.being
            if tuple(lower[at : at + len(phrase)]) == phrase and not is_passive:
                return at + len(phrase)
    return 0


def _make(text: str, article: str, taken: Taken, publisher: Source | None) -> Admission:
    chain = (taken.source,) if publisher in (None, taken.source) else (taken.source, publisher)
    key = f"{article}\x1f{taken.span.start}\x1f{taken.span.end}\x1f{taken.source.id}\x1fadmits"
    return Admission(
        id=blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest(),
        article=article,
        span=taken.span,
        text=taken.span.of(text),
        attribution=Attribution(chain=tuple(one for one in chain if one is not None), cue=taken.cue),
    )


__all__ = ["find_admissions"]
