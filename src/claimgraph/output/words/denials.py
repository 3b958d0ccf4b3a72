"""Who denies what, in the words of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from claimgraph.comparison.tolls.reasons import is_whole
from claimgraph.model import Denial, Incident, Source
from claimgraph.output.words.phrases import begin_sentence, is_plural, join_words, word_source

MOST_WORDS = 12
"""So many of the denied words are quoted; what is cut off leaves an ellipsis."""

# Where the denied words end: a mark before a blank (so that "1,500" stays whole), a dash, or "and said".
_CLAUSE_END = re.compile(r"[,;:](?= |$)| [–—-]+ | and (?:said|says|saying)\b|[.!?](?=$| [A-Z“\"])")

# Words that begin another clause; what stands behind them is not what is denied.
_OPENERS = frozenset({"although", "and", "as", "but", "despite", "though", "when", "which", "while", "who"})


def word_denials(incident: Incident) -> str:
    """Tell who denies what: "Rebels deny “shelling the road”. The army denies that “28 had died”."."""
    denied: dict[str, list[Source | None]] = defaultdict(list)
    for denial in sorted(incident.denials, key=lambda one: (one.article, one.span, one.id, one.text)):
        sources = denied[_word_denial(denial)]
        if denial.origin not in sources:
            sources.append(denial.origin)
    worded = [source for words, sources in denied.items() if words for source in sources]
    # Who denies something that can be quoted is not said to deny "a report" as well.
    denied[""] = [source for source in denied.get("", ()) if source not in worded]
    return " ".join(_write_denial(words, sources) for words, sources in denied.items() if sources)


def cut_denied(words: str) -> str:
    """Return denied words up to the end of their clause, at most `MOST_WORDS` of them.

    Only the end is cut, so the result is a quotation; it is empty where the words are no more
    than one, or begin another clause ("though a witness saw it").
    """
    clause = _CLAUSE_END.split(" ".join(words.split()), maxsplit=1)[0].rstrip(" .,;:!?–—-")
    listed = clause.split()
    if len(listed) < 2 or listed[0].lower() in _OPENERS:
        return ""
    return clause if len(listed) <= MOST_WORDS else f"{' '.join(listed[:MOST_WORDS])} …"


def _word_denial(denial: Denial) -> str:
    words = cut_denied(denial.what or denial.text)
    if words[:5].lower() == "that " and len(words.split()) > 2:
        return f"that “{words[5:]}”"
    whole = "it: " if is_whole(denial) else ""
    return f"{whole}“{words}”" if words else ""


def _write_denial(words: str, sources: Sequence[Source | None]) -> str:
    names = sorted({word_source(source) for source in sources}, key=str.casefold)
    many = len(names) > 1 or any(map(is_plural, sources))
    verb = "deny" if many else "denies"
    what = words or "a report that the sentence does not repeat"
    return f"{begin_sentence(join_words(names))} {verb} {what}."


__all__ = ["MOST_WORDS", "cut_denied", "word_denials"]
