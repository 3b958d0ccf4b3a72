"""Which source a counted claim originates from, chosen among the attributions around it.

Each candidate source, and the article's own voice, is scored by the sum of the weights of its
features (`source_weights.toml`); the features say where the source speaks as seen from the count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from claimgraph.extraction.attributions.cues import CueTables, load_cues
from claimgraph.extraction.attributions.voices import Placed, Stage, View, Voice, find_range
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Attribution, Candidate, Mention, Source, Span, Stance

OWN_VOICE = "own voice"
_REACH = 3
# How far down the first mention of a lede's source may stand.
_LEDE = 3
# How many restatements of a figure are looked at.
_RESTATEMENTS = 80
_MONITORS = frozenset({"monitor", "NGO"})


@frozen(kw_only=True)
class Scene:
    """What the choice for one count looks at."""

    mention: Mention
    attributions: tuple[Attribution, ...]
    sentences: Sequence[Sentence]
    restatements: tuple[Span, ...]
    cues: CueTables
    publisher: Source | None = None


@lru_cache(maxsize=16)
def load_weights(lexicon: Lexicon) -> Mapping[str, float]:
    """Return the weight of each feature by name."""
    table = lexicon.words("source_weights").get("weights", {})
    return {str(name): float(weight) for name, weight in table.items()}


def choose_attribution(  # noqa: PLR0913 - all keyword-only and optional but the lexicon
    mention: Mention,
    attributions: Sequence[Attribution],
    sentences: Sequence[Sentence],
    *,
    publisher: Source | None = None,
    credit: Source | None = None,
    lexicon: Lexicon,
    restatements: Sequence[Span] = (),
) -> tuple[Attribution, tuple[Candidate, ...]]:
    """Choose who a counted claim originates from.

    Args:
        mention: The count, with the index of its sentence.
        attributions: All of the article, see `find_attributions_in`.
        sentences: All of the article.
        publisher: Who published it; ends every chain.
        credit: The agency of the credit line, see `find_credit`; origin of the article's own voice.
        lexicon: Cues and weights.
        restatements: Spans of the other counts of the article that state the same figure of the
            same measure: the lede restated below has the source of the sentence below.

    Returns:
        The attribution, its chain from the origin to the publisher, and every candidate with its
        score and features, best first; equal scores in order of the text, own voice before them.
    """
    cues = load_cues(lexicon)
    scene = Scene(
        mention=mention,
        attributions=tuple(attributions),
        sentences=tuple(sentences),
        restatements=tuple(restatements),
        cues=cues,
        publisher=publisher,
    )
    weights = load_weights(lexicon)
    ranked = []
    for order, (name, (best, features)) in enumerate(describe_candidates(scene).items()):
        score = sum([weights[feature] for feature in features if feature in weights])
        ranked.append((-score, order, name, best, features))
    ranked.sort(key=lambda entry: entry[:2])
    listed = tuple(
        Candidate(words=name, score=round(-score, 6), features=tuple(features))
        for score, _, name, _, features in ranked
    )
    return _finish(ranked[0][3], mention.span.start, publisher, credit), listed


def _finish(
    best: Attribution | None, at: int, publisher: Source | None, credit: Source | None
) -> Attribution:
    ends = (publisher,) if publisher is not None else ()
    if best is None:
        chain = tuple(dict.fromkeys(source for source in (credit, *ends) if source is not None))
        return Attribution(chain=chain, own_voice=True)
    chain = best.chain + tuple(source for source in ends if source not in best.chain)
    return Attribution(
        chain=chain,
        # Only what stands in the words of a denial is denied.
        stance=best.stance if any(part.start <= at < part.end for part in best.content) else Stance.ASSERTS,
        cue=best.cue,
        cue_span=best.cue_span,
        words=best.words,
        span=best.span,
        content=best.content,
    )


class _Story:
    """The attributions and sentences of one article as a key: the same ones, not equal ones."""

    def __init__(self, scene: Scene) -> None:
        self.attributions = scene.attributions
        self.sentences = scene.sentences
        self.cues = scene.cues

    def __hash__(self) -> int:
        return hash((id(self.attributions), id(self.sentences), id(self.cues)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Story)
            and self.attributions is other.attributions
            and self.sentences is other.sentences
            and self.cues is other.cues
        )


@lru_cache(maxsize=4)
def _view(story: _Story) -> View:
    return View(story.attributions, story.sentences, story.cues)


class _Focus(NamedTuple):
    """One count among the attributions.

    ``at`` is the character it begins at, ``last`` and ``following`` are the sentences before and
    behind in which somebody speaks (-1 for none), ``taken`` whether somebody speaks in its own.
    """

    scene: Scene
    view: View
    stage: Stage
    here: int
    at: int
    covering: tuple[Placed, ...]
    last: int
    following: int
    taken: bool
    restating: frozenset[str | None]


def _set_focus(scene: Scene) -> _Focus:
    view = _view(_Story(scene))
    here, at = scene.mention.sentence, scene.mention.span.start
    restating = view.find_restating(span.start for span in scene.restatements[:_RESTATEMENTS])
    stage = view.set_stage(at, restating)
    low, high = find_range(stage.indexes, here)
    return _Focus(
        scene,
        view,
        stage,
        here,
        at,
        tuple(placed for placed in stage.placed[low:high] if placed.covers(at)),
        stage.indexes[low - 1] if low else -1,
        stage.indexes[high] if high < len(stage.indexes) else -1,
        high > low,
        frozenset(view.placed[order].speaker for order in restating if not view.placed[order].is_view),
    )


def describe_candidates(scene: Scene) -> dict[str, tuple[Attribution | None, list[str]]]:
    """Return each candidate source by name with its nearest attribution and its features; own voice first."""
    focus = _set_focus(scene)
    voices = focus.stage.voices
    found: dict[str, tuple[Attribution | None, list[str]]] = {OWN_VOICE: (None, _describe_own(focus))}
    for voice in voices:
        features = _describe(focus, voice, alone=len(voices) == 1)
        if features:
            if 2 * len(voice.placed) > len(focus.stage.placed) and len(voices) > 1:
                features.append("most quoted")
            found[voice.name] = (_find_nearest(focus, voice).attribution, features)
    return found


def _find_nearest(focus: _Focus, voice: Voice) -> Placed:
    """Return the attribution that covers the count, else the one in the nearest sentence."""
    own = _list_covering(focus, voice)
    if own:
        return own[0]
    indexes, here = voice.indexes, focus.here
    at = bisect_left(indexes, here)
    if at == 0:
        return voice.placed[0]
    before = indexes[at - 1]
    if at < len(indexes) and indexes[at] - here < here - before:
        return voice.placed[at]
    return voice.placed[bisect_left(indexes, before)]


def _list_covering(focus: _Focus, voice: Voice) -> list[Placed]:
    return [placed for placed in focus.covering if placed.speaker == voice.name]


def _describe(focus: _Focus, voice: Voice, *, alone: bool) -> list[str]:
    features = _describe_sentence(focus, voice)
    if voice.spoken:
        features += _describe_distance(focus, voice)
    if voice.name in focus.restating:
        features.append("restated")
    if not voice.spoken or not (features or alone):
        return features
    if alone:
        features.append("only source")
    features += _describe_kind(voice.spoken[0].attribution.chain[0].kind, focus.view.cues)
    if focus.here <= 1 and voice.spoken_indexes[0] <= _LEDE:
        features.append("lede")
    return features


def _describe_sentence(focus: _Focus, voice: Voice) -> list[str]:
    """Say whether the source speaks in the sentence of the count, and whether the count is in its words."""
    covering = _list_covering(focus, voice) if focus.covering else ()
    if not covering:
        low, high = find_range(voice.spoken_indexes, focus.here) if focus.taken else (0, 0)
        return ["same sentence"] if high > low else []
    features = ["covers"]
    own = min(abs(placed.at - focus.at) for placed in covering)
    if own <= min(abs(placed.at - focus.at) for placed in focus.covering):
        features.append("covers nearest")
    if all(placed.is_view for placed in covering):
        features.append("covers by a view")
    features.append("covers behind cue" if covering[0].at < focus.at else "covers before cue")
    return features


def _describe_kind(kind: str, cues: CueTables) -> list[str]:
    features = ["keeps count"] if kind in cues.counters else []
    if kind in cues.bystanders:
        features.append("speaks for itself")
    return features


def _describe_distance(focus: _Focus, voice: Voice) -> list[str]:
    here, indexes = focus.here, voice.spoken_indexes
    low, high = find_range(indexes, here)
    features = []
    suffix = " of a taken sentence" if focus.taken else ""
    # How many sentences back and ahead the source speaks, 0 where another stands between or none.
    back = here - focus.last if low and indexes[low - 1] == focus.last else 0
    ahead = focus.following - here if high < len(indexes) and indexes[high] == focus.following else 0
    if 0 < back <= _REACH:
        features.append(f"spoke {back} before{suffix}")
        if not focus.taken:
            features += _describe_tie(focus, back)
    if 0 < ahead <= 2:
        features.append(f"speaks {ahead} after{suffix}")
    if focus.taken or not low or here - indexes[low - 1] != 1:
        return features
    if high < len(indexes) and indexes[high] - here == 1:
        features.append("on both sides")
    if focus.view.sentences[here].is_quoted(focus.at):
        features.append("quotation goes on")
    return features


def _describe_tie(focus: _Focus, back: int) -> list[str]:
    """Say what ties a sentence in which nobody speaks to the speaker before."""
    sentences, here = focus.view.sentences, focus.here
    features = ["same paragraph"] if sentences[focus.last].paragraph == sentences[here].paragraph else []
    if back <= 2 and focus.view.view_sentence(here).leaning:
        # The sentence goes on counting: "Another nine were wounded".
        features.append("leans on it")
    return features


def _describe_own(focus: _Focus) -> list[str]:
    here, count = focus.here, len(focus.view.sentences)
    row = focus.view.view_sentence(here)
    publisher = focus.scene.publisher
    tests = (
        ("own voice", True),
        ("background", row.background),
        ("hearsay", row.hearsay),
        # An assessment that weighs many reports speaks for itself.
        ("published by a monitor", publisher is not None and publisher.kind in _MONITORS),
        ("nobody speaks", not focus.stage.placed),
        ("headline", here == 0),
    )
    features = [name for name, holds in tests if holds]
    features.append("uncovered" if all(placed.is_view for placed in focus.covering) else "covered")
    if here >= count * 2 // 3 and count > 8:
        features.append("late")
    return features
