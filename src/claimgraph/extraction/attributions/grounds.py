"""What a sentence tells of who speaks for the counts in it, as far as it is alike for all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from claimgraph.extraction.attributions.voices import REACH, Ground, Placed, View, Voice, find_range
from claimgraph.extraction.sentences import Sentence

# How many sentences behind a speaker a count still is the speaker's.
_NEAR = 3
# How far behind a count the first speaker of the article may stand.
_FIRST = 5
# How many sentences back a sentence that leans on the one before may find its speaker.
_LEANS = 2
# "two weeks after 30 died": what stands behind is background, and how many words back it may begin.
_ASIDE = frozenset({"after", "since"})
_CLAUSE = 25


def read_ground(view: View, here: int) -> Ground:
    """Return the speakers around a sentence of an article and what they are to its counts."""
    low, high = find_range(view.indexes, here)
    own = view.placed[low:high]
    left, right = find_range(view.spoken, here)
    last = view.spoken[left - 1] if left else -1
    following = view.spoken[right] if right < len(view.spoken) else -1
    before = view.speakers[last] if left else ()
    behind = view.speakers[following] if following >= 0 else ()
    back = here - last if left else 0
    sentence = view.sentences[here]
    tied = left > 0 and view.has_paragraphs and view.sentences[last].paragraph == sentence.paragraph
    return Ground(
        own,
        _list_near(view, own, before, behind),
        back,
        before,
        behind,
        () if own or not 0 < back <= _NEAR else _describe_tie(view, sentence, back, tied=tied),
        _describe_lead(view, following - here if following >= 0 else 0, back, taken=bool(own)),
        _describe_opening(view, sentence),
        _find_asides(view, sentence),
    )


def _list_near(
    view: View, own: Sequence[Placed], before: Sequence[str], behind: Sequence[str]
) -> tuple[Voice, ...]:
    # In a sentence of very many attributions each count looks at those around it.
    inside = [placed.speaker for placed in own] if len(own) <= 2 * REACH else ()
    near = [view.voices[name] for name in {*inside, *before, *behind}] or view.alone
    return tuple(sorted(near, key=find_order)) if len(near) > 1 else tuple(near)


def find_order(voice: Voice) -> int:
    """Return where among the sources of the article one first speaks."""
    return voice.order


def _describe_tie(view: View, sentence: Sentence, back: int, *, tied: bool) -> tuple[str, ...]:
    """Say what ties a sentence in which nobody speaks to the speaker before."""
    features = ["same paragraph", "spoke before"] if tied else ["spoke before"]
    if back <= _LEANS and not view.cues.leaning.isdisjoint(sentence.lower):
        # The sentence goes on counting: "Another nine were wounded".
        features.append("leans on it")
    return tuple(features)


def _describe_lead(view: View, ahead: int, back: int, *, taken: bool) -> tuple[str, ...]:
    """Say what makes a sentence that of who speaks next, where it is ``taken`` by a speaker of its own."""
    if taken:
        return ("speaks after, taken",) if ahead == 1 else ()
    features = ["speaks after"] if ahead == 1 else []
    if not back and ahead <= _FIRST:
        features += ["speaks first", "speaks first in an assessment"][: 1 + view.assessed]
    return tuple(features)


def _describe_opening(view: View, sentence: Sentence) -> tuple[str, ...]:
    """Say what speaks for the article's own voice in all of a sentence."""
    cues = view.cues
    features = ["own voice"]
    if (
        not cues.background.isdisjoint(sentence.lower)
        and len(cues.background.intersection(sentence.lower)) > 1
    ):
        features.append("background")
    if not cues.hearsay.isdisjoint(sentence.lower):
        features.append("hearsay")
    if view.assessed:
        features.append("published by a monitor")
    return tuple(features)


def _find_asides(view: View, sentence: Sentence) -> tuple[int, ...]:
    """Return each "after" of "two weeks after"."""
    lower, spans = sentence.lower, view.cues.spans
    if _ASIDE.isdisjoint(lower):
        return ()
    return tuple([at for at, word in enumerate(lower) if at and word in _ASIDE and lower[at - 1] in spans])


def is_aside(ground: Ground, sentence: Sentence, position: int) -> bool:
    """Return whether a character of a sentence stands behind "two weeks after": another event."""
    if not ground.asides:
        return False
    at = bisect_left(sentence.tokens, position, key=_find_start)
    return any(at - _CLAUSE <= aside < at for aside in ground.asides)


def _find_start(token: tuple[str, str, int, int]) -> int:
    return token[2]
