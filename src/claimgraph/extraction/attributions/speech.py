"""Cue and speaker of each sentence, before anyone is named: `Speech`, in token ranges."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.attributions.phrases import Range, walk_left, walk_right
from claimgraph.extraction.sentences import Sentence, Token
from claimgraph.extraction.sources import SourceTables


@frozen(kw_only=True)
class Speech:
    """One cue with its speaker, in tokens ``[start, end)`` of one sentence.

    ``group`` is the list of `cues.toml` the cue is in (``"phrase"`` for "according to").
    ``before`` and ``after`` are the runs of tokens that may be what was said. ``hearer`` is whom it
    was told, ``relay`` who passed it on. ``follows`` marks "…, adding that": the speaker is the one
    before. ``doubtful`` marks "did not say".
    """

    sentence: int
    cue: Range
    group: str
    subject: Range | None
    hearer: Range | None = None
    relay: Range | None = None
    before: Range | None = None
    after: Range | None = None
    follows: bool = False
    doubtful: bool = False


def find_speech(sentence: Sentence, cues: CueTables, names: SourceTables) -> list[Speech]:
    """Find every cue of a sentence with its speaker, in reading order."""
    tokens = sentence.tokens
    found: list[Speech] = []
    index = 0
    while index < len(tokens):
        lower = tokens[index].lower
        hit: Speech | None = None
        if lower in cues.phrases:
            hit = _read_phrase(sentence, index, cues, names, found)
        if hit is None and lower in cues.verbs:
            hit = _read_verb(sentence, index, cues, names, found)
        if hit is not None:
            found.append(hit)
        index = max(index + 1, hit.cue[1] if hit is not None else 0)
    if not found or sentence.index < 3:
        found.extend(_read_headlines(sentence, cues, names, found))
    return found


def _read_phrase(
    sentence: Sentence, index: int, cues: CueTables, names: SourceTables, found: list[Speech]
) -> Speech | None:
    """Read "according to X", "citing X", "as reported by X"."""
    tokens = sentence.tokens
    for words in cues.phrases[tokens[index].lower]:
        end = index + len(words)
        if any(token.lower != word for token, word in zip(tokens[index:end], words, strict=False)):
            continue
        subject = walk_right(tokens, end, cues, names)
        if subject is None:
            continue
        relay = None
        if words[0] in cues.relaying:
            relay = found[-1].subject if found else walk_left(tokens, index, cues, names)
            if found and found[-1].group in {"report", "say"}:
                # "AFP reported, citing medics": the reporter only relays.
                found[-1] = evolve(found[-1], doubtful=True)
        start = found[-1].cue[1] if found and found[-1].after and relay is None else 0
        return Speech(
            sentence=sentence.index,
            cue=(index, end),
            group="phrase",
            subject=subject,
            relay=relay,
            before=(start, index) if index > start else None,
            after=(subject[1], len(tokens)) if subject[1] < len(tokens) else None,
        )
    return None


def _read_verb(
    sentence: Sentence, index: int, cues: CueTables, names: SourceTables, found: list[Speech]
) -> Speech | None:
    tokens = sentence.tokens
    group = cues.verbs[tokens[index].lower]
    if _is_no_cue(tokens, index, cues):
        return None
    if tokens[index].lower == "quoted" and tokens[index - 1].lower in cues.passive:
        return _read_quoted(sentence, index, cues, names)
    if tokens[index - 1].lower in cues.passive and tokens[index].lower.endswith(("ed", "d", "t")):
        return None
    if tokens[index].lower in _QUOTING and not tokens[index - 1].lower in cues.passive:
        quoting = _read_quoting(sentence, index, cues, names)
        if quoting is not None:
            return quoting
    follows = bool(found) and _follows(tokens, index, cues, names)
    subject = None if follows else walk_left(tokens, index, cues, names)
    inverted = None if follows else _read_inverted(tokens, index, cues, names, subject, found)
    if inverted is not None:
        subject = inverted
    if subject is None and not follows:
        return None
    if subject is not None and _is_own_thought(sentence, index, subject, group):
        return None
    if subject is not None and inverted is None and not _is_plausible(tokens, subject, index, cues, names):
        return None
    return _place_content(sentence, index, group, subject, inverted is not None, cues, names, found, follows)


_CORE = frozenset({"said", "says", "say", "told", "added", "adds", "adding", "according"})


def _is_own_thought(sentence: Sentence, index: int, subject: Range, group: str) -> bool:
    """Return whether a quoted speaker only says "I think", "you know"."""
    word = sentence.tokens[subject[0]].lower
    if word not in {"i", "we", "you"} or subject[1] - subject[0] > 1:
        return False
    return group == "view" or sentence.is_quoted(sentence.tokens[index].start)


def _follows(tokens: Sequence[Token], index: int, cues: CueTables, names: SourceTables) -> bool:
    """Return whether the speaker is the one before: "…, adding that", "say … and deny"."""
    if tokens[index - 1].lower in {"and", "but"}:
        return True
    if not tokens[index].lower.endswith("ing"):
        return False
    own = None if tokens[index].lower in cues.continuing else walk_left(tokens, index, cues, names)
    if own is None or own[0] == 0 or tokens[own[0] - 1].lower != "with":
        return True
    return not _is_speaker(tokens, own, cues, names)


def _is_no_cue(tokens: Sequence[Token], index: int, cues: CueTables) -> bool:
    """Return whether a verb form is a noun, an adjective or an infinitive here."""
    token, before = tokens[index], tokens[index - 1] if index else None
    if before is None:
        return token.lower not in {"said", "says"}
    following = [token.lower for token in tokens[index + 1 : index + 5]]
    if following[:1] and following[0] in cues.no_speech_after and token.lower not in _CORE:
        return True
    if token.lower.startswith("claim") and any(word in cues.claim_objects for word in following):
        return True
    if token.lower in cues.that_only and "that" not in following[:2] and before.lower not in cues.papers:
        return True
    if before.lower in {"to", "'s", "’s", "-"} or (before.lower in cues.determiners and before.lower not in {"all", "both", "some", "many", "most", "several"}):
        return True
    if token.lower in cues.ambiguous:
        if before.lower in cues.prepositions or token.is_capital:
            return True
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        return after is not None and after.lower in {"of", "by", "from", "and"}
    return before.lower in cues.prepositions and not before.lower == "on"


_QUOTING = frozenset({"quoted", "quotes", "cited", "cites", "quote", "cite"})


def _read_quoting(sentence: Sentence, index: int, cues: CueTables, names: SourceTables) -> Speech | None:
    """Read "SANA quoted a medical source as saying …": the origin is behind the verb, the relay before it."""
    tokens = sentence.tokens
    relay = walk_left(tokens, index, cues, names)
    subject = walk_right(tokens, index + 1, cues, names)
    if relay is None or subject is None or not _is_speaker(tokens, subject, cues, names):
        return None
    content = subject[1]
    if content + 1 < len(tokens) and tokens[content].lower == "as":
        content += 2
    return Speech(
        sentence=sentence.index,
        cue=(index, index + 1),
        group="report",
        subject=subject,
        relay=relay,
        before=(0, relay[0]) if relay[0] > 2 and content >= len(tokens) - 1 else None,
        after=(content, len(tokens)) if content < len(tokens) - 1 else None,
    )


def _read_quoted(sentence: Sentence, index: int, cues: CueTables, names: SourceTables) -> Speech | None:
    """Read "X was quoted by Y as saying …" and "X was quoted as saying by Y"."""
    tokens = sentence.tokens
    start = index - 1
    while start > 0 and tokens[start - 1].lower in cues.auxiliaries:
        start -= 1
    subject = walk_left(tokens, start, cues, names)
    if subject is None:
        return None
    relay = None
    end = index + 1
    while end < len(tokens) and end - index < 16 and relay is None:
        if tokens[end].lower == "by":
            relay = walk_right(tokens, end + 1, cues, names)
        end += 1
    content = index + 1
    while content < len(tokens) and content - index < 18 and tokens[content].lower != "saying":
        content += 1
    content = content + 1 if content < len(tokens) and tokens[content].lower == "saying" else index + 1
    return Speech(
        sentence=sentence.index,
        cue=(index, max(index + 1, content)),
        group="say",
        subject=subject,
        relay=relay,
        before=(0, subject[0]) if subject[0] else None,
        after=(content, len(tokens)) if content < len(tokens) else None,
    )


def _read_inverted(
    tokens: Sequence[Token],
    index: int,
    cues: CueTables,
    names: SourceTables,
    left: Range | None,
    found: list[Speech],
) -> Range | None:
    """Return the speaker behind the verb in "…, said X", ``None`` where the verb has its speaker before it."""
    if cues.verbs[tokens[index].lower] not in {"say", "report"} or index == 0:
        return None
    right = walk_right(tokens, index + 1, cues, names)
    if right is None or not _is_speaker(tokens, right, cues, names):
        return None
    if left is not None and _is_speaker(tokens, left, cues, names) and not _is_weak(tokens, left, cues, names):
        return None
    end = right[1]
    while end < len(tokens) and tokens[end].lower in cues.times | {"on", "in"}:
        end += 1
    closed = end >= len(tokens) or not tokens[end].text[:1].isalnum() or tokens[end].lower in _AFTER_SPEAKER
    if tokens[index - 1].text in {",", '"', "”", "’", "'", "»", "!", "?"}:
        return right
    return right if closed else None


_AFTER_SPEAKER = {"who", "which", "that", "whose", "adding", "of", "in", "on", "at", "after", "as", "referring", "from", "when", "during"}


def _is_weak(tokens: Sequence[Token], left: Range, cues: CueTables, names: SourceTables) -> bool:
    """Return whether the words left of the verb end the statement and do not name its speaker."""
    start, end = left
    if start > 0 and tokens[start - 1].lower in cues.prepositions and tokens[start].is_capital:
        return True
    head = tokens[end - 1].lower
    return start > 0 and not tokens[end - 1].is_capital and head not in names.kinds and head not in names.roles and head not in names.institutions


def _is_speaker(tokens: Sequence[Token], phrase: Range, cues: CueTables, names: SourceTables) -> bool:
    """Return whether the head of a phrase can speak: a name, a pronoun, an institution, a person."""
    for index in range(phrase[0], phrase[1]):
        token = tokens[index]
        lower = token.lower
        if lower in cues.determiners or lower in cues.times:
            continue
        if index > phrase[0] and (lower in cues.prepositions or token.text == ","):
            return False
        if token.is_capital and not (index + 1 < phrase[1] and tokens[index + 1].text == "-"):
            following = tokens[index + 1] if index + 1 < phrase[1] else None
            if following is None or following.is_capital or not following.text[:1].isalpha():
                return True
            if following.lower in cues.prepositions:
                return True
        if lower in cues.pronouns or lower in names.kinds or lower in names.roles:
            return True
        if lower in names.institutions or lower in cues.anaphora or lower in cues.papers:
            return True
    return False


def _is_plausible(
    tokens: Sequence[Token], subject: Range, index: int, cues: CueTables, names: SourceTables
) -> bool:
    if tokens[index].lower not in _CORE:
        return _is_speaker(tokens, subject, cues, names)
    return True


def _place_content(
    sentence: Sentence,
    index: int,
    group: str,
    subject: Range | None,
    inverted: bool,
    cues: CueTables,
    names: SourceTables,
    found: list[Speech],
    follows: bool,
) -> Speech:
    """Decide which words are what was said: those behind the cue, those before it, or both."""
    tokens = sentence.tokens
    hearer = walk_right(tokens, index + 1, cues, names) if group == "tell" else None
    cue_end = index + 1
    begin = hearer[1] if hearer else (subject[1] if inverted and subject else cue_end)
    rest = _skip_adjunct(tokens, begin, cues)
    opening = subject[0] if subject is not None and not inverted else index
    floor = _find_floor(tokens, opening, found, cues)
    close = _find_caption_end(tokens, rest, names)
    after = (begin, close) if rest < len(tokens) and not (inverted and _closes(tokens, rest)) else None
    before: Range | None = (floor, opening) if opening - floor >= 2 else None
    if after is not None and before is not None and _is_fronted(tokens, before, cues):
        before = None
    if follows:
        before = None
    negated = any(token.lower in cues.negations for token in tokens[max(opening, index - 4) : index])
    return Speech(
        sentence=sentence.index,
        cue=(index, cue_end),
        group=group,
        subject=subject,
        hearer=hearer,
        before=before,
        after=after,
        follows=follows,
        doubtful=negated,
    )


def _find_caption_end(tokens: Sequence[Token], rest: int, names: SourceTables) -> int:
    """Return where the statement ends: at a picture credit "(Reuters)", or with the sentence."""
    for index in range(rest, min(len(tokens) - 2, rest + 120)):
        if tokens[index].text == "(" and tokens[index + 1].lower in names.aliases and tokens[index + 1].is_capital:
            group = names.aliases[tokens[index + 1].lower]
            if any(alias.source.kind == "agency" for alias in group) and tokens[index + 2].text in {")", "/"}:
                return index
    return len(tokens)


def _closes(tokens: Sequence[Token], rest: int) -> bool:
    return tokens[rest].lower in _AFTER_SPEAKER - {"adding"}


def _skip_adjunct(tokens: Sequence[Token], begin: int, cues: CueTables) -> int:
    """Skip "on Saturday", "late Friday" and closing marks behind a cue."""
    index = begin
    while index < len(tokens):
        token = tokens[index]
        if token.lower in cues.times or not token.text[:1].isalnum() or token.text.isdigit() and index == len(tokens) - 1:
            index += 1
        elif token.lower in {"on", "in", "at", "this", "the"} and index + 1 < len(tokens) and tokens[index + 1].lower in cues.times:
            index += 1
        elif token.lower in {"in"} and _is_paper(tokens, index + 1, cues):
            index += 2 if tokens[index + 1].lower in cues.papers else 3
        else:
            break
    return index


def _is_paper(tokens: Sequence[Token], index: int, cues: CueTables) -> bool:
    return any(token.lower in cues.papers for token in tokens[index : index + 2])


def _find_floor(tokens: Sequence[Token], opening: int, found: list[Speech], cues: CueTables) -> int:
    """Return where the words that this cue can claim before itself begin."""
    floor = 0
    for speech in found[-6:]:
        if speech.after is None and speech.group != "phrase":
            floor = max(floor, speech.cue[1], speech.subject[1] if speech.subject else 0)
        elif speech.after is not None:
            floor = max(floor, speech.after[0])
    return min(floor, opening)


def _is_fronted(tokens: Sequence[Token], before: Range, cues: CueTables) -> bool:
    """Return whether the words before the speaker only lead in: "But on Monday", "while", "In Idlib,"."""
    words = [token for token in tokens[before[0] : before[1]] if token.text[:1].isalnum()]
    if not words:
        return True
    joined = tokens[before[1] - 1].lower
    if joined in {"while", "but", "and", "although", "though", "whereas", "as", "because", "where"}:
        return True
    return words[0].lower in cues.connectives and len(words) <= 5


def _read_headlines(
    sentence: Sentence, cues: CueTables, names: SourceTables, found: list[Speech]
) -> list[Speech]:
    """Read the headlines that name their source in the first sentences, one after the other."""
    first = _read_headline(sentence, cues, names)
    headlines = [] if first is None else [first]
    while headlines and headlines[-1].cue[0] == headlines[-1].cue[1]:
        end = headlines[-1].subject[1] if headlines[-1].subject else headlines[-1].cue[1]
        again = _read_bare_headline(sentence, cues, end + 1)
        if again is None or again.subject is None:
            break
        headlines.append(evolve(again, before=(end, again.subject[0])))
    spoken = [speech.subject for speech in found]
    return [headline for headline in headlines if headline.subject not in spoken]


def _read_headline(sentence: Sentence, cues: CueTables, names: SourceTables) -> Speech | None:
    """Read "28 killed in Idlib: monitor", "… forces Monitor" and "Syria monitor: 28 killed"."""
    tokens = sentence.tokens
    if sentence.index > 3 or len(tokens) < 4:
        return None
    for index in range(len(tokens) - 1, 0, -1):
        if tokens[index].text in cues.headline_marks and _is_spaced(tokens, index) and 0 < len(tokens) - index - 1 <= 7:
            subject = walk_right(tokens, index + 1, cues, names)
            if subject and _is_speaker(tokens, subject, cues, names) and _ends_at(tokens, subject[1]):
                return _headline(sentence, (index, index + 1), subject, before=(0, index))
    for index in range(1, min(7, len(tokens) - 2)):
        if tokens[index].text == ":":
            subject = (0, index)
            if _is_speaker(tokens, subject, cues, names) and not any(token.text.isdigit() for token in tokens[:index]):
                return _headline(sentence, (index, index + 1), subject, after=(index + 1, len(tokens)))
    return _read_bare_headline(sentence, cues)


def _is_spaced(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].text in {":", "|"} or tokens[index - 1].end < tokens[index].start


def _ends_at(tokens: Sequence[Token], end: int) -> bool:
    return all(not token.text[:1].isalnum() for token in tokens[end:])


def _read_bare_headline(sentence: Sentence, cues: CueTables, begin: int = 3) -> Speech | None:
    """Read a headline that lost its marks: "… killed 38 regime forces monitor | Print Tweet"."""
    tokens = sentence.tokens
    for index in range(begin, min(len(tokens), 60)):
        for words in cues.headline_kinds.get(tokens[index].lower, ()):
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
    if before.lower in cues.determiners | cues.prepositions or before.lower in cues.verbs:
        return False
    if tokens[index].is_capital and not before.is_capital:
        return after is None or after.is_capital or not after.text[:1].isalpha()
    if after is None or not before.text[:1].isalnum() or after.lower in cues.times:
        return False
    return _begins_anew(before, after)


def _begins_anew(before: Token, after: Token) -> bool:
    """Return whether a capital or a dash behind a lower-case kind shows that a new headline begins."""
    return after.is_capital and not before.is_capital or after.text == "-" and after.start > 0


def _headline(
    sentence: Sentence, cue: Range, subject: Range, *, before: Range | None = None, after: Range | None = None
) -> Speech:
    return Speech(
        sentence=sentence.index, cue=cue, group="headline", subject=subject, before=before, after=after
    )
