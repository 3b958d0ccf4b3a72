"""The credit line: "-AFP" at the end, "Source: AP", "BEIRUT (Reuters) -" at the start."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.cues import CueTables, load_cues
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.sources import find_names, load_sources
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Source

_HEAD, _TAIL = 40, 12
_CARRIERS = frozenset({"agency", "outlet", "state media"})
_BRACKETS = frozenset({"(", "/", "-", "–", "—"})


def find_credit(text: str, sentences: Sequence[Sentence], *, lexicon: Lexicon) -> Source | None:
    """Find the agency that a text credits as a whole.

    Args:
        text: The article.
        sentences: Its sentences.
        lexicon: The registry and the words of credit lines.

    Returns:
        The agency or outlet of the dateline or of the last line; ``None`` where none is credited.
    """
    if not sentences:
        return None
    cues, names = load_cues(lexicon), load_sources(lexicon)
    for near, cut, at_end, marks in (
        (sentences[-2:], slice(-_TAIL, None), True, cues.credit_words),
        (sentences[:2], slice(_HEAD), False, cues.times),
    ):
        lowers = [word for sentence in near for word in sentence.lower[cut]][cut]
        if marks.isdisjoint(lowers) and _BRACKETS.isdisjoint(lowers):
            # Nothing marks a credit: no name needs to be looked for.
            continue
        tokens = [token for sentence in near for token in sentence.tokens[cut]][cut]
        for name in find_names(tokens, names):
            source = name.alias.source
            if source.kind in _CARRIERS and _is_credit(tokens, name.start, name.end, cues, at_end=at_end):
                return source
    return None


def _is_credit(tokens: Sequence[Token], start: int, end: int, cues: CueTables, *, at_end: bool) -> bool:
    before = [token.lower for token in tokens[max(0, start - 3) : start]]
    after = tokens[end].lower if end < len(tokens) else ""
    if not at_end:
        bracketed = bool(before) and before[-1] in _BRACKETS and after in {")", "-", "/", "–", "—"}
        return bracketed or (after in cues.times and end < 24)
    credited = any(word in cues.credit_words for word in before)
    dashed = bool(before) and before[-1] in _BRACKETS
    return (credited or dashed) and (end >= len(tokens) - 3 or credited)
