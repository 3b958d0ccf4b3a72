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
from claimgraph.extraction.attributions.voices import Ground, Placed, View, Voice, cut_around
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Attribution, Candidate, Mention, Source, Span, Stance

OWN_VOICE = "own voice"
_REACH = 3
# How many restatements of a figure are looked at.
_RESTATEMENTS = 80
# How far behind a count the first speaker of the article may stand.
_FIRST = 5
_NOBODY: frozenset[str] = frozenset()
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
        [
            Candidate(words=name, score=round(-score, 6), features=tuple(features))
            for score, _, name, _, features in ranked
        ]
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

    ``at`` is the character it begins at, ``covering`` the attributions in whose words it stands,
    ``restating`` who states the same figure elsewhere.
    """

    view: View
    ground: Ground
    here: int
    at: int
    covering: tuple[Placed, ...]
    restating: frozenset[str]


def _set_focus(scene: Scene) -> _Focus:
    view = _view(_Story(scene))
    here, at = scene.mention.sentence, scene.mention.span.start
    ground = view.view_ground(here)
    return _Focus(
        view,
        ground,
        here,
        at,
        tuple([placed for placed in cut_around(ground.own, at) if placed.covers(at)]) if ground.own else (),
        view.find_speakers([span.start for span in scene.restatements[:_RESTATEMENTS]])
        if scene.restatements
        else _NOBODY,
    )


def describe_candidates(scene: Scene) -> dict[str, tuple[Attribution | None, list[str]]]:
    """Return each candidate source by name with its nearest attribution and its features; own voice first."""
    focus = _set_focus(scene)
    view, ground = focus.view, focus.ground
    found: dict[str, tuple[Attribution | None, list[str]]] = {OWN_VOICE: (None, _describe_own(focus, scene))}
    near = [placed.speaker for placed in cut_around(ground.own, focus.at)] if ground.own else []
    alone = list(view.voices)[:1] if len(view.voices) == 1 else []
    names = dict.fromkeys([*near, *ground.before, *ground.behind, *focus.restating, *alone])
    for voice in sorted([view.voices[name] for name in names], key=_find_order):
        features = _describe(focus, voice)
        if features:
            found[voice.name] = (_find_nearest(focus, voice).attribution, features)
    return found


def _find_nearest(focus: _Focus, voice: Voice) -> Placed:
    """Return the attribution that covers the count, else the one in the nearest sentence."""
    for placed in focus.covering:
        if placed.speaker == voice.name:
            return placed
    at = bisect_left(voice.placed, focus.here, key=_find_sentence)
    if at == 0:
        return voice.placed[0]
    before = voice.placed[at - 1].sentence
    if at < len(voice.placed) and voice.placed[at].sentence - focus.here < focus.here - before:
        return voice.placed[at]
    return voice.placed[bisect_left(voice.placed, before, key=_find_sentence)]


def _find_order(voice: Voice) -> int:
    return voice.order


def _find_sentence(placed: Placed) -> int:
    return placed.sentence


def _describe(focus: _Focus, voice: Voice) -> list[str]:
    """Return the features of a source, none where it has nothing to do with the count."""
    features = _describe_sentence(focus, voice)
    if voice.spoken:
        features += _describe_distance(focus, voice)
    if voice.name in focus.restating:
        features.append("restated")
    alone = len(focus.view.voices) == 1
    if not voice.spoken or not (features or alone):
        return features
    if alone:
        features.append("only source")
    if voice.kind in focus.view.cues.bystanders and features[:1] != ["covers"]:
        features.append("speaks for itself")
    return features


def _describe_sentence(focus: _Focus, voice: Voice) -> list[str]:
    """Say whether the source speaks in the sentence of the count, and whether the count is in its words."""
    covering = [placed for placed in focus.covering if placed.speaker == voice.name]
    if not covering:
        if not focus.ground.own:
            return []
        at = bisect_left(voice.spoken, focus.here)
        return ["same sentence"] if at < len(voice.spoken) and voice.spoken[at] == focus.here else []
    features = ["covers"]
    if len(covering) == len(focus.covering) or min([abs(placed.at - focus.at) for placed in covering]) <= min(
        [abs(placed.at - focus.at) for placed in focus.covering]
    ):
        features.append("covers nearest")
    if all(placed.is_view for placed in covering):
        features.append("covers by a view")
    return features


def _describe_distance(focus: _Focus, voice: Voice) -> list[str]:
    ground = focus.ground
    before = voice.name in ground.before and ground.back <= _REACH
    behind = voice.name in ground.behind
    if ground.own:
        return ["speaks after, taken"] if behind and ground.ahead == 1 else []
    features = ["spoke before", *_describe_tie(focus)] if before else []
    if behind and ground.ahead == 1:
        features.append("speaks after")
    if behind and not ground.back and ground.ahead <= _FIRST:
        features.append("speaks first")
    return features


def _describe_tie(focus: _Focus) -> list[str]:
    """Say what ties a sentence in which nobody speaks to the speaker before."""
    sentences, here, ground = focus.view.sentences, focus.here, focus.ground
    features = []
    if sentences[here - ground.back].paragraph == sentences[here].paragraph:
        features.append("same paragraph")
    if ground.back <= 2 and ground.row.leaning:
        # The sentence goes on counting: "Another nine were wounded".
        features.append("leans on it")
    if ground.back == 1 and sentences[here].is_quoted(focus.at):
        features.append("quotation goes on")
    return features


def _describe_own(focus: _Focus, scene: Scene) -> list[str]:
    row, span, publisher = focus.ground.row, scene.mention.span, scene.publisher
    tests = (
        ("own voice", True),
        ("background", row.background),
        ("large figure", any(span.start <= at < span.end for at in row.large)),
        ("hearsay", row.hearsay),
        # An assessment that weighs many reports speaks for itself.
        ("published by a monitor", publisher is not None and publisher.kind in _MONITORS),
        ("covered", any(not placed.is_view for placed in focus.covering)),
    )
    return [name for name, holds in tests if holds]
