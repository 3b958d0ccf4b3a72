"""Which source a counted claim originates from, chosen among the attributions around it.

Each candidate source, and the article's own voice, is scored by the sum of the weights of its
features (`source_weights.toml`); the features say where the source speaks as seen from the count.
What is alike for all counts of an article or of a sentence is read once, see `View` and `Ground`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from claimgraph.extraction.attributions.contents import opens_aside
from claimgraph.extraction.attributions.grounds import find_order, is_aside, read_ground
from claimgraph.extraction.attributions.voices import Ground, Placed, View, Voice, cut_around
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Attribution, Candidate, Mention, Span

OWN_VOICE = "own voice"
# How many restatements of a figure are looked at.
_RESTATEMENTS = 80
_NOBODY: frozenset[str] = frozenset()
# What a bystander said, and what follows it in the same paragraph, is the bystander's.
_CARRIED = frozenset({"covers", "same paragraph"})
_START = attrgetter("start")


@lru_cache(maxsize=16)
def load_weights(lexicon: Lexicon) -> Mapping[str, float]:
    """Return the weight of each feature by name."""
    table = lexicon.words("source_weights").get("weights", {})
    return {str(name): float(weight) for name, weight in table.items()}


def choose_attribution(
    mention: Mention, view: View, *, restatements: Sequence[Span] = ()
) -> tuple[Attribution, tuple[Candidate, ...]]:
    """Choose who a counted claim originates from.

    Args:
        mention: The count, with the index of its sentence.
        view: The attributions of the article in its sentences.
        restatements: Spans of the other counts of the article that state the same figure of the
            same measure: the lede restated below has the source of the sentence below.

    Returns:
        The attribution, its chain from the origin to the publisher, and every candidate with its
        score and features, best first; equal scores in order of the text, own voice before them.
    """
    focus = _set_focus(mention, view, restatements)
    ranked = []
    for order, (voice, features) in enumerate(_describe_all(focus)):
        score, candidate = _rate(voice.name if voice else OWN_VOICE, features, view.lexicon)
        ranked.append((-score, order, candidate, voice))
    # No two have one order, so that nothing behind it is compared.
    ranked.sort()
    best = ranked[0][3]
    nearest = None if best is None else _find_nearest(focus, best)
    return view.complete(nearest, focus.at), tuple([row[2] for row in ranked])


def describe_candidates(
    mention: Mention, view: View, *, restatements: Sequence[Span] = ()
) -> dict[str, tuple[str, ...]]:
    """Return each candidate source by name with its features, own voice first; see `choose_attribution`."""
    described = _describe_all(_set_focus(mention, view, restatements))
    return {voice.name if voice else OWN_VOICE: features for voice, features in described}


@lru_cache(maxsize=4096)
def _rate(name: str, features: tuple[str, ...], lexicon: Lexicon) -> tuple[float, Candidate]:
    """Return the sum of the weights of a candidate, and the candidate; few are made of few features."""
    weights = load_weights(lexicon)
    score = sum([weights[feature] for feature in features if feature in weights])
    return score, Candidate(words=name, score=round(score, 6), features=features)


class _Focus(NamedTuple):
    """One count among the attributions.

    ``at`` is the character it begins at, ``covering`` the attributions in whose words it stands,
    ``restating`` who states the same figure elsewhere.
    """

    view: View
    ground: Ground
    here: int
    at: int
    covering: Sequence[Placed]
    restating: frozenset[str]


def _set_focus(mention: Mention, view: View, restatements: Sequence[Span]) -> _Focus:
    here, at = mention.sentence, mention.span.start
    ground = view.grounds.get(here)
    if ground is None:
        ground = view.grounds[here] = read_ground(view, here)
    own = ground.own
    covering = [placed for placed in cut_around(own, at) if placed.covers(at)] if own else ()
    told = [span.start for span in restatements[:_RESTATEMENTS]]
    return _Focus(view, ground, here, at, covering, view.find_speakers(told) if told else _NOBODY)


def _describe_all(focus: _Focus) -> list[tuple[Voice | None, tuple[str, ...]]]:
    """Return the article's own voice and each source that has to do with the count, with its features."""
    found: list[tuple[Voice | None, tuple[str, ...]]] = [(None, _describe_own(focus))]
    for voice in _list_voices(focus):
        features = _describe(focus, voice)
        if features:
            found.append((voice, tuple(features)))
    return found


def _list_voices(focus: _Focus) -> Sequence[Voice]:
    """Return the sources near a count and those who state its figure elsewhere, in order of the text."""
    ground, near = focus.ground, cut_around(focus.ground.own, focus.at)
    if not focus.restating and near is ground.own:
        return ground.voices
    voices = focus.view.voices
    names = {*[voice.name for voice in ground.voices], *[placed.speaker for placed in near], *focus.restating}
    return sorted([voices[name] for name in names], key=find_order)


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


def _find_sentence(placed: Placed) -> int:
    return placed.sentence


def _describe(focus: _Focus, voice: Voice) -> list[str]:
    """Return the features of a source, none where it has nothing to do with the count."""
    view, ground, name = focus.view, focus.ground, voice.name
    features = _describe_sentence(focus, voice) if ground.own else []
    if voice.spoken:
        if ground.tie and name in ground.before:
            features += _describe_tie(focus)
        if ground.lead and name in ground.behind:
            features += ground.lead
    if name in focus.restating:
        features.append("restated")
    if not voice.spoken or not features:
        return features
    if view.alone:
        features.append("only source")
    if voice.kind in view.cues.bystanders and features[0] not in _CARRIED:
        features.append("speaks for itself")
    return features


def _describe_sentence(focus: _Focus, voice: Voice) -> list[str]:
    """Say whether the source speaks in the sentence of the count, and whether the count is in its words."""
    at = focus.at
    covering = [placed for placed in focus.covering if placed.speaker == voice.name]
    if not covering:
        spoken = bisect_left(voice.spoken, focus.here)
        says = spoken < len(voice.spoken) and voice.spoken[spoken] == focus.here
        return ["same sentence"] if says and not _is_done(focus, voice) else []
    if all(focus.view.reaches_back(placed, at) for placed in covering):
        return ["covers behind it"]
    if len(covering) == len(focus.covering) or min([abs(placed.at - at) for placed in covering]) <= min(
        [abs(placed.at - at) for placed in focus.covering]
    ):
        return ["covers", "covers nearest"]
    return ["covers"]


def _is_done(focus: _Focus, voice: Voice) -> bool:
    """Return whether all that a source says in the sentence is said in an aside before the count."""
    tokens = focus.view.sentences[focus.here].tokens
    own = [placed.attribution for placed in focus.ground.own if placed.speaker == voice.name]
    return bool(own) and all(
        one.span is not None
        and one.content
        and one.content[-1].end <= focus.at
        and opens_aside(tokens, bisect_left(tokens, one.span.start, key=_START))
        for one in own
    )


def _describe_tie(focus: _Focus) -> tuple[str, ...]:
    """Say what ties a count where nobody speaks to the speaker before."""
    ground = focus.ground
    if ground.back == 1 and focus.view.sentences[focus.here].is_quoted(focus.at):
        return (*ground.tie, "quotation goes on")
    return ground.tie


def _describe_own(focus: _Focus) -> tuple[str, ...]:
    """Say what speaks for and against the article's own voice."""
    view, ground, at = focus.view, focus.ground, focus.at
    features = ground.opening
    if any(not placed.is_view and not view.reaches_back(placed, at) for placed in focus.covering):
        features += ("covered",)
    if focus.here in view.past:
        features += ("past",)
    if is_aside(ground, view.sentences[focus.here], at):
        features += ("aside",)
    return features
