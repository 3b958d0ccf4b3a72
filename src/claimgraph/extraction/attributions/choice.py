"""Which source a counted claim originates from, chosen among the attributions around it.

Each candidate source, and the article's own voice, is scored by the sum of the weights of its
features (`source_weights.toml`); the features say where the source speaks as seen from the count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from claimgraph.extraction.attributions.cues import CueTables, load_cues
from claimgraph.extraction.attributions.voices import Ground, Placed, View, Voice, cut_around
from claimgraph.extraction.identity import cache_by_identity
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
_NOWHERE: frozenset[int] = frozenset()
_MONITORS = frozenset({"monitor", "NGO"})


class Scene(NamedTuple):
    """What the choice for one count looks at; ``past`` are the sentences that tell of earlier days."""

    mention: Mention
    attributions: tuple[Attribution, ...]
    sentences: Sequence[Sentence]
    restatements: tuple[Span, ...]
    cues: CueTables
    publisher: Source | None = None
    past: frozenset[int] = _NOWHERE


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
    past: frozenset[int] = _NOWHERE,
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
        past: Indexes of the sentences that name a day well before publication: what they count is
            background, told in the article's own voice where nobody is named.

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
        past=past,
    )
    ranked = []
    for order, (name, (best, features)) in enumerate(describe_candidates(scene).items()):
        score, candidate = _rate(name, tuple(features), lexicon)
        ranked.append((-score, order, candidate, best))
    if len(ranked) > 1:
        ranked.sort(key=_find_rank)
    listed = tuple([candidate for _, _, candidate, _ in ranked])
    return _finish(ranked[0][3], mention.span.start, publisher, credit), listed


def _find_rank(entry: tuple[float, int, Candidate, Attribution | None]) -> tuple[float, int]:
    return entry[:2]


@lru_cache(maxsize=4096)
def _rate(name: str, features: tuple[str, ...], lexicon: Lexicon) -> tuple[float, Candidate]:
    """Return the sum of the weights of a candidate, and the candidate; few are made of few features."""
    weights = load_weights(lexicon)
    score = sum([weights[feature] for feature in features if feature in weights])
    return score, Candidate(words=name, score=round(score, 6), features=features)


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


@cache_by_identity(4)
def _view(attributions: tuple[Attribution, ...], sentences: Sequence[Sentence], cues: CueTables) -> View:
    return View(attributions, sentences, cues)


class _Focus(NamedTuple):
    """One count among the attributions.

    ``at`` is the character it begins at, ``covering`` the attributions in whose words it stands,
    ``restating`` who states the same figure elsewhere. ``assessed`` tells whether a monitor or another
    body published the article: an assessment that weighs many reports, or a release, speaks for itself.
    """

    view: View
    ground: Ground
    here: int
    at: int
    covering: tuple[Placed, ...]
    restating: frozenset[str]
    assessed: bool


def _set_focus(scene: Scene) -> _Focus:
    view = _view(scene.attributions, scene.sentences, scene.cues)
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
        scene.publisher is not None and _answers(scene.publisher, scene.cues),
    )


def _answers(publisher: Source, cues: CueTables) -> bool:
    """Return whether a publisher speaks for itself: a monitor, a mission of the UN, an army."""
    if publisher.kind in _MONITORS:
        return True
    return publisher.kind == "publisher" and not cues.bodies.isdisjoint(publisher.name.lower().split())


def describe_candidates(scene: Scene) -> dict[str, tuple[Attribution | None, list[str]]]:
    """Return each candidate source by name with its nearest attribution and its features; own voice first."""
    focus = _set_focus(scene)
    view, ground = focus.view, focus.ground
    found: dict[str, tuple[Attribution | None, list[str]]] = {OWN_VOICE: (None, _describe_own(focus, scene))}
    near = [placed.speaker for placed in cut_around(ground.own, focus.at)] if ground.own else []
    alone = list(view.voices)[:1] if len(view.voices) == 1 else []
    names = {*near, *ground.before, *ground.behind, *focus.restating, *alone}
    voices = [view.voices[name] for name in names]
    if len(voices) > 1:
        voices.sort(key=_find_order)
    for voice in voices:
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
    if not voice.spoken or not features:
        return features
    if alone:
        features.append("only source")
    if voice.kind in focus.view.cues.bystanders and features[:1] not in _CARRIED:
        features.append("speaks for itself")
    return features


# What a bystander said, and what follows it in the same paragraph, is the bystander's.
_CARRIED = (["covers"], ["same paragraph"])


def _describe_sentence(focus: _Focus, voice: Voice) -> list[str]:
    """Say whether the source speaks in the sentence of the count, and whether the count is in its words."""
    if not focus.ground.own:
        return []
    covering = [placed for placed in focus.covering if placed.speaker == voice.name]
    if not covering:
        at = bisect_left(voice.spoken, focus.here)
        return ["same sentence"] if at < len(voice.spoken) and voice.spoken[at] == focus.here else []
    if all(placed.reaches_back(focus.at) for placed in covering):
        return ["covers behind it"]
    features = ["covers"]
    if len(covering) == len(focus.covering) or min([abs(placed.at - focus.at) for placed in covering]) <= min(
        [abs(placed.at - focus.at) for placed in focus.covering]
    ):
        features.append("covers nearest")
    return features


def _describe_distance(focus: _Focus, voice: Voice) -> list[str]:
    ground = focus.ground
    behind = voice.name in ground.behind
    if ground.own:
        return ["speaks after, taken"] if behind and ground.ahead == 1 else []
    features = _describe_tie(focus) if ground.back <= _REACH and voice.name in ground.before else []
    if behind and ground.ahead == 1:
        features.append("speaks after")
    if behind and not ground.back and ground.ahead <= _FIRST:
        features += ["speaks first", "speaks first in an assessment"][: 1 + focus.assessed]
    return features


def _describe_tie(focus: _Focus) -> list[str]:
    """Say what ties a sentence in which nobody speaks to the speaker before."""
    here, ground = focus.here, focus.ground
    features = ["same paragraph", "spoke before"] if ground.tied else ["spoke before"]
    if ground.back <= 2 and ground.row.leaning:
        # The sentence goes on counting: "Another nine were wounded".
        features.append("leans on it")
    if ground.back == 1 and focus.view.sentences[here].is_quoted(focus.at):
        features.append("quotation goes on")
    return features


def _describe_own(focus: _Focus, scene: Scene) -> list[str]:
    row = focus.ground.row
    features = ["own voice"]
    if row.background:
        features.append("background")
    if row.hearsay:
        features.append("hearsay")
    if focus.assessed:
        features.append("published by a monitor")
    if any(not placed.is_view and not placed.reaches_back(focus.at) for placed in focus.covering):
        features.append("covered")
    if focus.here in scene.past:
        features.append("past")
    if focus.view.is_aside(focus.here, focus.at):
        features.append("aside")
    return features
