"""An article's attributions as all its counts see them: by source, with their sentences at hand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.model import Attribution, Stance

# How many attributions before and behind a character are looked at, in a sentence that holds more.
_REACH = 40
# Marks that open a statement.
_OPENERS = frozenset({'"', "“"})
# "two weeks after 30 died": what stands behind is background, and how many words back it may begin.
_ASIDE = frozenset({"after", "since"})
_CLAUSE = 25
# A statement has at least so many words.
_FEWEST = 3


class Placed(NamedTuple):
    """An attribution in its sentence; ``at`` is the character its cue begins at, ``speaker`` its origin.

    ``told`` is the character at which a statement begins behind the cue, -1 where none does.
    """

    sentence: int
    attribution: Attribution
    at: int
    is_view: bool
    speaker: str
    told: int

    def covers(self, position: int) -> bool:
        """Return whether a character of the text is among the words attributed."""
        for part in self.attribution.content:  # noqa: SIM110 - a generator would take most of the time
            if part.start <= position < part.end:
                return True
        return False

    def reaches_back(self, position: int) -> bool:
        """Return whether a character stands before a cue that has its statement behind it."""
        return position < self.at and self.told >= 0


class Voice(NamedTuple):
    """One source with its attributions in text order, and the sentences in which it says something.

    What only tells a view ("condemned", "hopes") says nothing.
    """

    name: str
    kind: str
    order: int
    placed: tuple[Placed, ...]
    spoken: tuple[int, ...]


class Row(NamedTuple):
    """What the words of a sentence tell of its voice."""

    background: bool
    hearsay: bool
    leaning: bool


_PLAIN = Row(background=False, hearsay=False, leaning=False)


class Ground(NamedTuple):
    """The speakers around one sentence.

    ``own`` are the attributions in it; ``back`` and ``ahead`` tell how many sentences before and
    behind somebody speaks, 0 where nobody does. ``tied`` tells whether the speaker before speaks in
    the same one of several paragraphs.
    """

    own: tuple[Placed, ...]
    back: int
    before: tuple[str, ...]
    ahead: int
    behind: tuple[str, ...]
    row: Row
    tied: bool


class View:
    """The attributions of one article, placed in its sentences.

    Args:
        attributions: All of the article, in reading order.
        sentences: All of the article.
        cues: The cue words.
    """

    def __init__(
        self, attributions: Sequence[Attribution], sentences: Sequence[Sentence], cues: CueTables
    ) -> None:
        self.sentences = sentences
        self.cues = cues
        self._starts = [sentence.span.start for sentence in sentences]
        self.placed = tuple(
            [
                Placed(
                    max(bisect_right(self._starts, attribution.cue_span.start) - 1, 0),
                    attribution,
                    attribution.cue_span.start,
                    _is_view(attribution, cues),
                    attribution.chain[0].name,
                    self._find_statement(attribution),
                )
                for attribution in attributions
                if attribution.cue_span is not None and attribution.chain
            ]
        )
        self.voices = list_voices(self.placed)
        self._indexes = [placed.sentence for placed in self.placed]
        speakers: dict[int, dict[str, None]] = {}
        for placed in self.placed:
            if not placed.is_view:
                speakers.setdefault(placed.sentence, {})[placed.speaker] = None
        self._speakers = {index: tuple(names)[:_REACH] for index, names in speakers.items()}
        self._spoken = sorted(speakers)
        self._grounds: dict[int, Ground] = {}
        # Few words tell anything: all others are passed over at once.
        self._telling = cues.background | cues.hearsay | cues.leaning
        # A text in one paragraph says nothing by its paragraphs.
        self.has_paragraphs = bool(sentences) and sentences[0].paragraph != sentences[-1].paragraph

    def view_ground(self, here: int) -> Ground:
        """Return the speakers around a sentence."""
        ground = self._grounds.get(here)
        if ground is None:
            low, high = find_range(self._indexes, here)
            left, right = find_range(self._spoken, here)
            last = self._spoken[left - 1] if left else -1
            following = self._spoken[right] if right < len(self._spoken) else -1
            ground = self._grounds[here] = Ground(
                own=self.placed[low:high],
                back=here - last if left else 0,
                before=self._speakers[last] if left else (),
                ahead=following - here if following >= 0 else 0,
                behind=self._speakers[following] if following >= 0 else (),
                row=self._read_row(here),
                tied=self.has_paragraphs
                and bool(left)
                and self.sentences[last].paragraph == self.sentences[here].paragraph,
            )
        return ground

    def is_aside(self, here: int, position: int) -> bool:
        """Return whether a character of a sentence stands behind "two weeks after": another event."""
        tokens = self.sentences[here].tokens
        at = bisect_left(tokens, position, key=_find_start)
        return any(
            tokens[index][1] in _ASIDE and tokens[index - 1][1] in self.cues.spans
            for index in range(max(1, at - _CLAUSE), at)
        )

    def find_speakers(self, positions: Iterable[int]) -> frozenset[str]:
        """Return the sources in whose words one of these characters stands."""
        found = set()
        for position in positions:
            low, high = find_range(self._indexes, max(bisect_right(self._starts, position) - 1, 0))
            for placed in cut_around(self.placed[low:high], position):
                if not placed.is_view and placed.covers(position):
                    found.add(placed.speaker)
        return frozenset(found)

    def _read_row(self, number: int) -> Row:
        telling = self._telling
        words = {token[1] for token in self.sentences[number].tokens if token[1] in telling}
        if not words:
            return _PLAIN
        return Row(
            background=len(words & self.cues.background) > 1,
            hearsay=not words.isdisjoint(self.cues.hearsay),
            leaning=not words.isdisjoint(self.cues.leaning),
        )

    def _find_statement(self, attribution: Attribution) -> int:
        """Return where a statement begins behind a cue: "X said on Monday | that …", but not ", X said"."""
        cue, word = attribution.cue_span, (attribution.cue or "").lower()
        behind = next(
            (part for part in attribution.content if cue is not None and part.start >= cue.end), None
        )
        # "According to X" is said of what stands before it as well.
        if behind is None or word not in self.cues.verbs:
            return -1
        tokens = self.sentences[max(bisect_right(self._starts, behind.start) - 1, 0)].tokens
        at = bisect_left(tokens, behind.start, key=_find_start)
        return tokens[at].start if opens_statement(tokens, at, self.cues) else -1


def opens_statement(tokens: Sequence[Token], at: int, cues: CueTables) -> bool:
    """Return whether words behind a cue tell something: not "on Monday", "adding", "in a statement"."""
    if at >= len(tokens) or not (tokens[at].text[:1].isalnum() or tokens[at].text in _OPENERS):
        return False
    index = at
    while index + 1 < len(tokens) and (
        tokens[index].lower in cues.times
        or (tokens[index + 1].lower in cues.times and tokens[index].lower != "that")
    ):
        index += 1
    text, lower, _, _ = tokens[index]
    if lower in cues.pronouns or lower == "that" or text in _OPENERS:
        return True
    if not text[:1].isalnum() or lower.endswith("ing") or lower in cues.adverbs:
        return False
    # "said Sunday morning local time" ends soon.
    words = [token for token in tokens[index : index + _FEWEST] if token.text[:1].isalnum()]
    return len(words) == _FEWEST


def _find_start(token: Token) -> int:
    return token[2]


def _is_view(attribution: Attribution, cues: CueTables) -> bool:
    group = cues.verbs.get((attribution.cue or "").lower())
    return group == "view" or (group == "deny" and attribution.stance is not Stance.DENIES)


def cut_around(placed: tuple[Placed, ...], position: int) -> tuple[Placed, ...]:
    """Return the attributions of a sentence around a character: all of them in one of usual length."""
    if len(placed) <= 2 * _REACH:
        return placed
    middle = bisect_right(placed, position, key=lambda one: one.at)
    return placed[max(0, middle - _REACH) : middle + _REACH]


def find_range(indexes: Sequence[int], index: int) -> tuple[int, int]:
    """Return the positions ``[low, high)`` that a sentence takes in sorted indexes."""
    return bisect_left(indexes, index), bisect_right(indexes, index)


def list_voices(placed: Iterable[Placed]) -> dict[str, Voice]:
    """Put the attributions of one source together, in the order of their first."""
    found: dict[str, list[Placed]] = {}
    for one in placed:
        found.setdefault(one.speaker, []).append(one)
    return {
        name: Voice(
            name,
            group[0].attribution.chain[0].kind,
            order,
            tuple(group),
            tuple([one.sentence for one in group if not one.is_view]),
        )
        for order, (name, group) in enumerate(found.items())
    }
