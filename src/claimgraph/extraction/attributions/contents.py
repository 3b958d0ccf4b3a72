"""Which words around a cue are what was said."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.clauses import denies_deed, find_clause_end
from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.attributions.following import walk_right
from claimgraph.extraction.attributions.joints import Range
from claimgraph.extraction.attributions.speech import Speech
from claimgraph.extraction.sources import SourceTables
from claimgraph.extraction.tokens import Token

_ARTICLES = frozenset({"the", "a", "an", "its", "their"})
_LEADS = frozenset({"on", "in", "at", "this", "the"})


def place_contents(
    speech: Speech, tokens: Sequence[Token], cues: CueTables, names: SourceTables, found: list[Speech]
) -> Speech:
    """Add to a speech which words are what was said: those behind the cue, those before it, or both."""
    index, begin = speech.cue
    subject = speech.subject
    hearer = walk_right(tokens, begin, cues, names) if speech.group == "tell" else None
    if hearer is not None:
        begin = hearer[1]
    elif speech.inverted and subject is not None:
        begin = subject[1]
    rest = skip_adjunct(tokens, begin, cues)
    opening = subject[0] if subject is not None and not speech.inverted else index
    floor = _find_floor(opening, found)
    before: Range | None = (floor, opening) if opening - floor >= 2 and not speech.follows else None
    after: Range | None = None
    if rest < len(tokens) and not (speech.inverted and _closes(tokens, rest, cues)):
        aside = _find_aside_end(tokens, opening, rest)
        after = (begin, aside or _find_caption_end(tokens, rest, names))
        if aside or (before is not None and is_fronted(tokens, before, cues)):
            before = None
    near = [token[1] for token in tokens[max(opening, index - 4) : index]]
    negated = not cues.negations.isdisjoint(near)
    speech = Speech(
        speech.sentence,
        speech.cue,
        speech.group,
        subject,
        hearer,
        speech.relay,
        before,
        after,
        speech.follows,
        speech.inverted,
        negated,
    )
    return _bound_denial(speech, tokens, cues) if speech.group == "deny" else speech


def _bound_denial(speech: Speech, tokens: Sequence[Token], cues: CueTables) -> Speech:
    """Bound what is denied by its clause; "rejected calls for a truce" only tells a view."""
    index, begin = speech.cue
    cue = tokens[index].lower
    lead = tokens[max(0, (speech.subject[0] if speech.subject else index) - 4) : index]
    about = any(token.lower in cues.charges for token in lead) and cue not in cues.denial_verbs
    if not about and not denies_deed(cue, tokens[begin : begin + 16], cues):
        return speech._replace(group="view")
    if speech.after is None:
        return speech
    end = find_clause_end(tokens, speech.after[0], cues)
    return speech._replace(before=None, after=(speech.after[0], end) if end > speech.after[0] else None)


def opens_aside(tokens: Sequence[Token], opening: int) -> bool:
    """Return whether who begins at a token speaks in "the raid, which X said hit a camp, killed two"."""
    start = opening - (tokens[opening - 1].lower in _ARTICLES)
    return start > 1 and tokens[start - 1].lower == "which" and tokens[start - 2].text == ","


def _find_aside_end(tokens: Sequence[Token], opening: int, rest: int) -> int:
    """Return the comma behind what is said in an aside; 0 where it is none, or ends with the sentence."""
    if not opens_aside(tokens, opening):
        return 0
    return next((at for at in range(rest, len(tokens) - 2) if tokens[at].text == ","), 0)


def _find_caption_end(tokens: Sequence[Token], rest: int, names: SourceTables) -> int:
    """Return where the statement ends: at a picture credit "(Reuters)", or with the sentence."""
    last = min(len(tokens) - 2, rest + 120)
    for index in [at for at, token in enumerate(tokens[rest:last], start=rest) if token[0] == "("]:
        if tokens[index + 1].lower in names.aliases and tokens[index + 1].is_capital:
            group = names.aliases[tokens[index + 1].lower]
            if any(alias.source.kind == "agency" for alias in group) and tokens[index + 2].text in {")", "/"}:
                return index
    return len(tokens)


def _closes(tokens: Sequence[Token], rest: int, cues: CueTables) -> bool:
    lower = tokens[rest].lower
    return lower in cues.after_speaker and lower not in cues.continuing


def skip_adjunct(tokens: Sequence[Token], begin: int, cues: CueTables) -> int:
    """Skip "on Saturday", "late Friday" and closing marks behind a cue."""
    index = begin
    while index < len(tokens):
        token = tokens[index]
        last = index == len(tokens) - 1
        if (
            token.lower in cues.times
            or not token.text[:1].isalnum()
            or (last and token.text.isdigit())
            or (not last and token.lower in _LEADS and tokens[index + 1].lower in cues.times)
        ):
            index += 1
        elif token.lower == "in" and _is_paper(tokens, index + 1, cues):
            index += 2 if tokens[index + 1].lower in cues.papers else 3
        else:
            break
    return index


def _is_paper(tokens: Sequence[Token], index: int, cues: CueTables) -> bool:
    return any(token.lower in cues.papers for token in tokens[index : index + 2])


def _find_floor(opening: int, found: list[Speech]) -> int:
    """Return where the words that this cue can claim before itself begin."""
    floor = 0
    for speech in found[-6:]:
        if speech.after is None and speech.group != "phrase":
            floor = max(floor, speech.cue[1], speech.subject[1] if speech.subject else 0)
        elif speech.after is not None and speech.group != "view":
            floor = max(floor, speech.after[0])
    return min(floor, opening)


def is_fronted(tokens: Sequence[Token], before: Range, cues: CueTables) -> bool:
    """Return whether the words before the speaker only lead in: "But on Monday", "while", "In Idlib,"."""
    words = [token for token in tokens[before[0] : before[1]] if token.text[:1].isalnum()]
    if not words:
        return True
    joined = tokens[before[1] - 1].lower
    if joined in cues.joiners or joined == ";":
        # "43 died; one elder said": the speaker begins anew.
        return True
    return words[0].lower in cues.connectives and len(words) <= 5
