"""The last names of people, and the names that are no person's."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.attributions.introductions import NO_BODY
from claimgraph.extraction.sources import SourceTables, find_names
from claimgraph.extraction.tokens import Token
from claimgraph.model import Source


def is_full_name(source: Source) -> bool:
    """Return whether a source is a body with a name of its own: "Assistance Association for Prisoners"."""
    return source.kind not in NO_BODY and " " in source.name and source.name[:1].isupper()


def find_surnames(phrase: Sequence[Token], names: SourceTables, cues: CueTables, *, least: int) -> list[str]:
    """Return the last names of people in a phrase: "yusuf" of "Mustafa Yusuf, head of …"."""
    found: list[str] = []
    capitals = [index for index, token in enumerate(phrase) if token[0][:1].isupper()]
    if len(capitals) < least:
        return found
    covered = {i for name in find_names(phrase, names) for i in range(name.start, name.end)}
    if len([index for index in capitals if index not in covered]) < least:
        # Most phrases that speak are names of the registry, and no run begins or ends in a small word.
        return found
    run: list[int] = []
    for index, token in enumerate([*phrase, None]):
        inside = (
            token is not None
            and index not in covered
            and (
                (token.is_capital and token.lower not in cues.titles and token.lower not in cues.determiners)
                or (run and token.lower in {"al", "el", "-", "bin", "de"})
            )
        )
        if inside:
            run.append(index)
            continue
        if len(run) >= least and phrase[run[-1]].is_capital:
            before = phrase[run[0] - 1].lower if run[0] else ""
            if before not in cues.prepositions:
                found.append(phrase[run[-1]].lower)
        run = []
    return found
