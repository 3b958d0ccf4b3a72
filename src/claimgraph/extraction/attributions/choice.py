"""Which source a counted claim originates from, chosen among the attributions around it.

Each candidate source, and the article's own voice, is scored by the sum of the weights of its
features (`source_weights.toml`); the features say where the source speaks as seen from the count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from claimgraph.extraction.attributions.cues import CueTables, load_cues
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Attribution, Candidate, Mention, Source, Span

OWN_VOICE = "own voice"
_REACH = 3
# How far down the first mention of a lede's source may stand.
_LEDE = 3
# Attributions further away than this many others play no part.
_WINDOW = 80


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
        sentences=sentences,
        restatements=tuple(restatements),
        cues=cues,
        publisher=publisher,
    )
    weights = load_weights(lexicon)
    ranked = []
    for order, (name, (best, features)) in enumerate(describe_candidates(scene).items()):
        score = sum(weights.get(feature, 0.0) for feature in features)
        ranked.append((-score, order, name, best, features))
    ranked.sort(key=lambda entry: entry[:2])
    listed = tuple(
        Candidate(words=name, score=round(-score, 6), features=tuple(features))
        for score, _, name, _, features in ranked
    )
    return _finish(ranked[0][3], publisher, credit), listed


def _finish(best: Attribution | None, publisher: Source | None, credit: Source | None) -> Attribution:
    ends = (publisher,) if publisher is not None else ()
    if best is None:
        chain = tuple(dict.fromkeys(source for source in (credit, *ends) if source is not None))
        return Attribution(chain=chain, own_voice=True)
    chain = best.chain + tuple(source for source in ends if source not in best.chain)
    return Attribution(
        chain=chain,
        stance=best.stance,
        cue=best.cue,
        cue_span=best.cue_span,
        words=best.words,
        span=best.span,
        content=best.content,
    )


def describe_candidates(scene: Scene) -> dict[str, tuple[Attribution | None, list[str]]]:
    """Return each candidate source by name with its nearest attribution and its features; own voice first."""
    placed = _place(scene)
    here = scene.mention.sentence
    found: dict[str, tuple[Attribution | None, list[str]]] = {OWN_VOICE: (None, _describe_own(scene, placed))}
    by_source: dict[str, list[tuple[int, Attribution]]] = {}
    for index, attribution in placed:
        if not attribution.chain:
            continue
        by_source.setdefault(attribution.chain[0].name, []).append((index, attribution))
    for name, group in by_source.items():
        features = _describe(scene, group, placed, alone=len(by_source) == 1)
        if features and 2 * len(group) > len(placed) and len(by_source) > 1:
            features.append("most quoted")
        if features:
            nearest = min(
                group, key=lambda pair: (not _covers(scene, pair), abs(pair[0] - here), pair[0] > here)
            )
            found[name] = (nearest[1], features)
    return found


def _place(scene: Scene) -> list[tuple[int, Attribution]]:
    """Return each attribution near the count, or near a restatement of it, with the index of its sentence."""
    found: dict[int, tuple[int, Attribution]] = {}
    for at in (scene.mention.span.start, *(span.start for span in scene.restatements[:_WINDOW])):
        middle = bisect_right(scene.attributions, at, key=_find_cue)
        for order in range(max(0, middle - _WINDOW), min(len(scene.attributions), middle + _WINDOW)):
            attribution = scene.attributions[order]
            if order not in found and attribution.cue_span is not None:
                index = bisect_right(scene.sentences, attribution.cue_span.start, key=_find_start) - 1
                found[order] = (max(index, 0), attribution)
    return [found[order] for order in sorted(found)]


def _find_cue(attribution: Attribution) -> int:
    return attribution.cue_span.start if attribution.cue_span is not None else -1


def _find_start(sentence: Sentence) -> int:
    return sentence.span.start


def _covers(scene: Scene, pair: tuple[int, Attribution]) -> bool:
    index, attribution = pair
    if index != scene.mention.sentence:
        return False
    at = scene.mention.span.start
    return any(part.start <= at < part.end for part in attribution.content)


def _is_view(attribution: Attribution, cues: CueTables) -> bool:
    return cues.verbs.get((attribution.cue or "").lower()) == "view"


def _describe(
    scene: Scene, group: list[tuple[int, Attribution]], placed: list[tuple[int, Attribution]], *, alone: bool
) -> list[str]:
    spoken = [pair for pair in group if not _is_view(pair[1], scene.cues)]
    features = _describe_sentence(scene, group, spoken, placed)
    features.extend(_describe_distance(scene, spoken, placed))
    if _restates(scene, spoken):
        features.append("restated")
    if not spoken or not (features or alone):
        return features
    if alone:
        features.append("only source")
    features.extend(_describe_kind(spoken[0][1].chain[0].kind, scene.cues))
    if scene.mention.sentence <= 1 and min(index for index, _ in spoken) <= _LEDE:
        features.append("lede")
    return features


def _describe_sentence(
    scene: Scene,
    group: list[tuple[int, Attribution]],
    spoken: list[tuple[int, Attribution]],
    placed: list[tuple[int, Attribution]],
) -> list[str]:
    """Say whether the source speaks in the sentence of the count, and whether the count is in its words."""
    covering = [pair for pair in group if _covers(scene, pair)]
    if not covering:
        here = scene.mention.sentence
        return ["same sentence"] if any(index == here for index, _ in spoken) else []
    features = ["covers"]
    if _is_nearest(scene, covering, placed):
        features.append("covers nearest")
    if all(_is_view(pair[1], scene.cues) for pair in covering):
        features.append("covers by a view")
    features.append("covers behind cue" if _is_behind(scene, covering[0][1]) else "covers before cue")
    return features


def _describe_kind(kind: str, cues: CueTables) -> list[str]:
    features = ["keeps count"] if kind in cues.counters else []
    if kind in cues.bystanders:
        features.append("speaks for itself")
    return features


def _is_behind(scene: Scene, attribution: Attribution) -> bool:
    return attribution.cue_span is not None and attribution.cue_span.start < scene.mention.span.start


def _is_nearest(
    scene: Scene, covering: list[tuple[int, Attribution]], placed: list[tuple[int, Attribution]]
) -> bool:
    """Return whether no other source's cue that covers the count stands nearer to it."""
    at = scene.mention.span.start

    def gap(attribution: Attribution) -> int:
        return abs((attribution.cue_span.start if attribution.cue_span else 0) - at)

    own = min(gap(pair[1]) for pair in covering)
    others = [gap(pair[1]) for pair in placed if _covers(scene, pair)]
    return own <= min(others, default=own)


def _describe_distance(
    scene: Scene, spoken: list[tuple[int, Attribution]], placed: list[tuple[int, Attribution]]
) -> list[str]:
    here = scene.mention.sentence
    features = []
    before = [index for index, _ in spoken if index < here]
    after = [index for index, _ in spoken if index > here]
    taken = any(index == here for index, _ in placed)
    between = [index for index, _ in placed if index < here]
    suffix = " of a taken sentence" if taken else ""
    if before and here - max(before) <= _REACH and max(before) == max(between):
        features.append(f"spoke {here - max(before)} before{suffix}")
        if scene.sentences[max(before)].paragraph == scene.sentences[here].paragraph and not taken:
            features.append("same paragraph")
    if before and not taken and here - max(before) <= 2 and max(before) == max(between) and _leans(scene):
        features.append("leans on it")
    later = [index for index, _ in placed if index > here]
    if after and min(after) - here <= 2 and min(after) == min(later):
        features.append(f"speaks {min(after) - here} after{suffix}")
    if before and after and not taken and here - max(before) == 1 and min(after) - here == 1:
        features.append("on both sides")
    if (
        before
        and not taken
        and scene.sentences[here].is_quoted(scene.mention.span.start)
        and here - max(before) == 1
    ):
        features.append("quotation goes on")
    return features


def _leans(scene: Scene) -> bool:
    """Return whether the sentence goes on counting: "Another nine were wounded"."""
    tokens = scene.sentences[scene.mention.sentence].tokens
    return any(token.lower in scene.cues.leaning for token in tokens)


def _restates(scene: Scene, spoken: list[tuple[int, Attribution]]) -> bool:
    return any(
        part.start <= other.start < part.end
        for other in scene.restatements
        for _, attribution in spoken
        for part in attribution.content
    )


def _describe_own(scene: Scene, placed: list[tuple[int, Attribution]]) -> list[str]:
    here = scene.mention.sentence
    features = ["own voice"]
    words = {token.lower for token in scene.sentences[here].tokens}
    if ("since" in words and words & scene.cues.background) or len(words & scene.cues.background) > 1:
        features.append("background")
    if words & scene.cues.hearsay:
        features.append("hearsay")
    if scene.publisher is not None and scene.publisher.kind in {"monitor", "NGO"}:
        # An assessment that weighs many reports speaks for itself.
        features.append("published by a monitor")
    if not placed:
        features.append("nobody speaks")
    if here == 0:
        features.append("headline")
    covered = any(_covers(scene, pair) and not _is_view(pair[1], scene.cues) for pair in placed)
    features.append("covered" if covered else "uncovered")
    if here >= len(scene.sentences) * 2 // 3 and len(scene.sentences) > 8:
        features.append("late")
    return features
