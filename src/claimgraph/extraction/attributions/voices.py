"""An article's attributions as all its counts see them: by source, with their sentences at hand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claimgraph.extraction.attributions.cues import CueTables, load_cues
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Attribution, Source, Stance

# How many attributions before and behind a character are looked at, in a sentence that holds more.
REACH = 40
# Marks that open a statement.
_OPENERS = frozenset({'"', "“"})
# A statement has at least so many words.
_FEWEST = 3


class Placed(NamedTuple):
    """An attribution in its sentence, the ``order``-th that names somebody.

    ``at`` is the character its cue begins at, ``speaker`` its origin.
    """

    order: int
    sentence: int
    attribution: Attribution
    at: int
    is_view: bool
    speaker: str

    def covers(self, position: int) -> bool:
        """Return whether a character of the text is among the words attributed."""
        for start, end in self.attribution.content:  # noqa: SIM110 - a generator would take most of the time
            if start <= position < end:
                return True
        return False


class Voice(NamedTuple):
    """One source with its attributions in text order, and the sentences in which it says something.

    What only tells a view ("condemned", "hopes") says nothing.
    """

    name: str
    kind: str
    order: int
    placed: tuple[Placed, ...]
    spoken: tuple[int, ...]


class Ground(NamedTuple):
    """The speakers around one sentence.

    ``own`` are the attributions in it, ``voices`` those who speak in it or nearest to it, in the order of
    the article. ``back`` tells how many sentences before somebody speaks, 0 where nobody does. The rest
    are features: ``tie`` of who spoke ``before``, ``lead`` of who speaks next ``behind``, ``opening`` of
    the article's own voice. ``asides`` are the tokens behind which other events are told.
    """

    own: tuple[Placed, ...]
    voices: tuple[Voice, ...]
    back: int
    before: tuple[str, ...]
    behind: tuple[str, ...]
    tie: tuple[str, ...]
    lead: tuple[str, ...]
    opening: tuple[str, ...]
    asides: tuple[int, ...]


class View:
    """The attributions of one article, placed in its sentences; see `place_attributions`.

    ``publisher`` and ``credit`` are who published the article and whom it credits, ``past`` the sentences
    that tell of earlier days. ``assessed`` tells whether a monitor or another body published it: an
    assessment that weighs many reports, or a release, speaks for itself. ``speakers`` are, by sentence,
    those who say something in it, ``spoken`` these sentences.
    """

    def __init__(
        self,
        attributions: Sequence[Attribution],
        sentences: Sequence[Sentence],
        lexicon: Lexicon,
        *,
        publisher: Source | None = None,
        credit: Source | None = None,
        past: frozenset[int] = frozenset(),
    ) -> None:
        self.sentences = sentences
        self.lexicon = lexicon
        self.cues = load_cues(lexicon)
        self.publisher, self.credit, self.past = publisher, credit, past
        self.assessed = publisher is not None and _answers(publisher, self.cues)
        self._starts = [sentence.span.start for sentence in sentences]
        self.placed = self._place(attributions)
        self.voices = list_voices(self.placed)
        # Whoever alone speaks in the article may be meant anywhere.
        self.alone = tuple(self.voices.values()) if len(self.voices) == 1 else ()
        self.indexes = [placed.sentence for placed in self.placed]
        speakers: dict[int, dict[str, None]] = {}
        for placed in self.placed:
            if not placed.is_view:
                speakers.setdefault(placed.sentence, {})[placed.speaker] = None
        self.speakers = {index: tuple(names)[:REACH] for index, names in speakers.items()}
        self.spoken = sorted(speakers)
        # What was read once: the speakers around each sentence, whether a statement stands behind each
        # cue, in whose words each character stands, and the attributions with their whole chain.
        self.grounds: dict[int, Ground] = {}
        self._behind: dict[int, bool] = {}
        self._telling: dict[int, tuple[str, ...]] = {}
        self._complete: dict[tuple[int, Stance], Attribution] = {}
        # A text in one paragraph says nothing by its paragraphs.
        self.has_paragraphs = bool(sentences) and sentences[0].paragraph != sentences[-1].paragraph

    def _place(self, attributions: Sequence[Attribution]) -> tuple[Placed, ...]:
        starts, verbs = self._starts, self.cues.verbs
        placed: list[Placed] = []
        for attribution in attributions:
            if attribution.cue_span is not None and attribution.chain:
                at = attribution.cue_span.start
                group = verbs.get((attribution.cue or "").lower())
                is_view = group == "view" or (group == "deny" and attribution.stance is not Stance.DENIES)
                sentence = max(bisect_right(starts, at) - 1, 0)
                name = attribution.chain[0].name
                placed.append(Placed(len(placed), sentence, attribution, at, is_view, name))
        return tuple(placed)

    def reaches_back(self, placed: Placed, position: int) -> bool:
        """Return whether a character stands before a cue that has its statement behind it."""
        if position >= placed.at:
            return False
        # Few counts stand before the cue, so that no other statement need be looked for.
        behind = self._behind.get(placed.order)
        if behind is None:
            behind = self._behind[placed.order] = self._states_behind(placed.attribution)
        return behind

    def find_speakers(self, positions: Iterable[int]) -> frozenset[str]:
        """Return the sources in whose words one of these characters stands."""
        found: list[str] = []
        for position in positions:
            told = self._telling.get(position)
            if told is None:
                told = self._telling[position] = self._list_speakers(position)
            found += told
        return frozenset(found)

    def _list_speakers(self, position: int) -> tuple[str, ...]:
        low, high = find_range(self.indexes, max(bisect_right(self._starts, position) - 1, 0))
        near = cut_around(self.placed[low:high], position)
        return tuple([placed.speaker for placed in near if not placed.is_view and placed.covers(position)])

    def complete(self, placed: Placed | None, position: int) -> Attribution:
        """Return an attribution as that of a count: with its publisher, a denial only of what it denies.

        Args:
            placed: The attribution; ``None`` for the article's own voice.
            position: The character that the count begins at.
        """
        stance = Stance.ASSERTS
        # Only what stands in the words of a denial is denied.
        if placed is not None and placed.attribution.stance is not stance and placed.covers(position):
            stance = placed.attribution.stance
        key = (-1 if placed is None else placed.order, stance)
        known = self._complete.get(key)
        if known is None:
            known = self._own() if placed is None else _add_publisher(placed, stance, self.publisher)
            self._complete[key] = known
        return known

    def _own(self) -> Attribution:
        chain = dict.fromkeys([source for source in (self.credit, self.publisher) if source is not None])
        return Attribution(chain=tuple(chain), own_voice=True)

    def _states_behind(self, attribution: Attribution) -> bool:
        """Return whether a statement begins behind a cue: "X said on Monday | that …", but not ", X said"."""
        cue, word = attribution.cue_span, (attribution.cue or "").lower()
        behind = next(
            (part for part in attribution.content if cue is not None and part.start >= cue.end), None
        )
        # "According to X" is said of what stands before it as well.
        if behind is None or word not in self.cues.verbs:
            return False
        tokens = self.sentences[max(bisect_right(self._starts, behind.start) - 1, 0)].tokens
        at = bisect_left(tokens, behind.start, key=_find_start)
        return opens_statement(tokens, at, self.cues)


def _add_publisher(placed: Placed, stance: Stance, publisher: Source | None) -> Attribution:
    best = placed.attribution
    ends = () if publisher is None or publisher in best.chain else (publisher,)
    return Attribution(
        chain=best.chain + ends,
        stance=stance,
        cue=best.cue,
        cue_span=best.cue_span,
        words=best.words,
        span=best.span,
        content=best.content,
    )


_MONITORS = frozenset({"monitor", "NGO"})


def _answers(publisher: Source, cues: CueTables) -> bool:
    """Return whether a publisher speaks for itself: a monitor, a mission of the UN, an army."""
    if publisher.kind in _MONITORS:
        return True
    return publisher.kind == "publisher" and not cues.bodies.isdisjoint(publisher.name.lower().split())


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


def cut_around(placed: tuple[Placed, ...], position: int) -> tuple[Placed, ...]:
    """Return the attributions of a sentence around a character: all of them in one of usual length."""
    if len(placed) <= 2 * REACH:
        return placed
    middle = bisect_right(placed, position, key=lambda one: one.at)
    return placed[max(0, middle - REACH) : middle + REACH]


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
