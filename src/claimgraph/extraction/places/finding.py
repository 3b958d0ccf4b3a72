"""Article → mentions of places: names resolved to entries with the whole article in view."""

from __future__ import annotations

from collections import Counter
from math import log10

from attrs import evolve

from claimgraph.extraction.places.names import Found, find_names
from claimgraph.extraction.places.style import Style, find_style
from claimgraph.extraction.places.words import PlaceMention, PlaceWords, load_place_words
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.gazetteer import Entry, Gazetteer, load_gazetteer
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Place, Span

TOWN_KINDS = frozenset({"city", "town", "village"})
_SITES = frozenset({"camp", "air base", "gas field", "dam", "bridge", "prison", "river", "crossing"})
_FOREIGN_KINDS = frozenset({"neighbourhood", "village", "town", "camp", "hospital", "area", "square", "site"})
_KNOWN_FROM = 100_000
_FAMOUS_FROM = 1_000_000


def find_places(
    sentences: tuple[Sentence, ...], *, lexicon: Lexicon, text: str, gazetteer: Gazetteer | None = None
) -> tuple[PlaceMention, ...]:
    """Find the places that a text names, in text order.

    Args:
        sentences: The sentences of the text.
        lexicon: Word tables; its layers hold the gazetteer too.
        text: The text of which the spans are characters.
        gazetteer: Your own in place of the lexicon's.

    Returns:
        One mention a name: gazetteer entries, names that only their surroundings make a place
        (``key`` is ``None``), and anaphors ("the town", "there"). ``place.words`` are the
        characters at ``place.span``. Empty for a text without places.
    """
    words = load_place_words(lexicon)
    table = gazetteer or load_gazetteer(lexicon)
    style = find_style(sentences, text)
    found: list[Found] = []
    for sentence in sentences:
        found.extend(find_names(sentence, gazetteer=table, words=words, style=style))
    found = _drop_unlikely(found, _count_countries(found, words), words, style, sentences)
    weights = _count_countries(found, words)
    kinds = {(name.core, name.kind) for name in found}
    mentions = [_to_mention(name, weights, kinds, table, words, text) for name in found]
    mentions = _mark_qualifiers(found, _nest(found, mentions, sentences, table), sentences, words)
    return _add_anaphors(mentions, sentences, words, text)


def _count_countries(found: list[Found], words: PlaceWords) -> Counter[str]:
    """Count how often the article speaks of each country: by name, demonym or a place of it alone."""
    counted: Counter[str] = Counter()
    for name in found:
        if name.role == "demonym":
            counted[words.demonyms[name.core]] += 1
            continue
        countries = {entry.country for entry in name.entries if entry.country}
        if len(countries) == 1:
            entry = name.entries[0]
            counted[entry.country] += 2 if entry.kind == "country" else 1
        elif name.entries and name.entries[0].curated:
            counted[name.entries[0].country] += 1
    return counted


def _drop_unlikely(
    found: list[Found],
    weights: Counter[str],
    words: PlaceWords,
    style: Style,
    sentences: tuple[Sentence, ...],
) -> list[Found]:
    """Drop names of the world table that are too weak for what the article is about."""
    total = sum(weights.values()) or 1
    kept = []
    for name in found:
        if (
            name.confidence < 0.95
            and name.entries
            and max(weights[e.country] for e in name.entries) < 0.3 * total
        ):
            if not (name.cue in words.strong or name.kind):
                continue
            name = name._replace(entries=(), confidence=0.5)
        if name.entries and not name.entries[0].curated and name.role != "demonym":
            best = max(name.entries, key=lambda e: _score(e, weights))
            share = weights[best.country] / total
            own_support = 1 if len({e.country for e in name.entries}) == 1 else 0
            known = weights[best.country] > own_support and share > 0.1
            cued = bool(name.cue) or name.kind != ""
            floor = 0 if known and cued else _KNOWN_FROM if known or cued else _FAMOUS_FROM
            alone = " " not in name.core
            if alone and name.core in style.lower_words:
                floor = _FAMOUS_FROM * 2
            if best.population < floor and best.kind != "county":
                if name.cue in words.strong or name.kind:
                    if not (alone and name.core in style.lower_words):
                        kept.append(name._replace(entries=(), confidence=0.5))
                continue
        elif name.entries and name.entries[0].curated and _is_foreign(name, weights, total):
            if not (name.cue in words.strong or name.kind):
                continue
            name = name._replace(entries=(), confidence=0.5)
        kept.append(name)
    return kept


def _is_foreign(name: Found, weights: Counter[str], total: int) -> bool:
    """Return whether a small place lies in a country that the article speaks of nowhere else."""
    if any(entry.kind not in _FOREIGN_KINDS for entry in name.entries):
        return False
    heaviest = max(weights[entry.country] for entry in name.entries)
    return (heaviest <= 1 and total >= 4) or heaviest < 0.1 * total


def _score(entry: Entry, weights: Counter[str]) -> float:
    size = log10(entry.population + 10) if not entry.curated else 4.5
    if entry.kind == "country":
        size = 8
    return size + 3 * min(weights[entry.country], 3) + 0.2 * min(weights[entry.country], 20)


def _choose_entry(name: Found, weights: Counter[str], kinds: set[tuple[str, str]]) -> Entry:
    """Choose among the entries of a spelling: the article's countries, then the kind said, then size."""

    def rank(entry: Entry) -> tuple[float, float]:
        score = _score(entry, weights)
        if name.kind:
            score += (
                4 if entry.kind == name.kind or (name.kind in TOWN_KINDS and entry.kind in TOWN_KINDS) else 0
            )
        elif entry.kind == "province":
            # A city and its province of one name: the province only where the article says so.
            score += 0.5 if (name.core, "province") in kinds and (name.core, "city") not in kinds else -0.5
        elif entry.kind in {"state", "territory"}:
            score += 1
        return score, entry.population

    return max(name.entries, key=rank)


def _to_mention(
    name: Found,
    weights: Counter[str],
    kinds: set[tuple[str, str]],
    gazetteer: Gazetteer,
    words: PlaceWords,
    text: str,
) -> PlaceMention:
    span = Span(name.start, name.end)
    written = span.of(text)
    if name.role == "demonym":
        entry = gazetteer.find_entry(words.demonyms[name.core])
        if entry is not None:
            place = gazetteer.to_place(entry, written, span=span)
            return PlaceMention(place=place, sentence=name.sentence, role="demonym")
    if not name.entries:
        place = Place(name=written, words=written, kind=name.kind or "unknown", confidence=0.5, span=span)
        return PlaceMention(place=place, sentence=name.sentence, role=name.role, cue=name.cue)
    entry = _choose_entry(name, weights, kinds)
    place = gazetteer.to_place(entry, written, confidence=name.confidence, span=span)
    if _is_within(name, entry):
        place = evolve(
            place, name=written, kind="area" if name.modifier else name.kind, key=None,
            path=(place.name, *place.path), path_keys=(entry.key, *place.path_keys),
        )  # fmt: skip
    return PlaceMention(place=place, sentence=name.sentence, role=name.role, cue=name.cue)


def _is_within(name: Found, entry: Entry) -> bool:
    """Return whether the words name a part of the entry: "northern Hama", "Jabalia camp" of Jabalia."""
    if name.modifier and entry.kind != "country":
        return True
    return bool(name.modifier) or (name.own_kind and name.kind in _SITES and entry.kind != name.kind)


def _nest(
    found: list[Found], mentions: list[PlaceMention], sentences: tuple[Sentence, ...], gazetteer: Gazetteer
) -> list[PlaceMention]:
    """Give a name that no table knows the larger place it is said to be in, here and everywhere."""
    inside: dict[str, Place] = {}
    for (name, mention), (after, larger) in zip(
        zip(found, mentions, strict=True), zip(found[1:], mentions[1:], strict=True), strict=False
    ):
        if mention.place.key is None and not mention.place.path and _says_within(name, after, sentences):
            if larger.place.key or larger.place.path:
                inside.setdefault(name.core, larger.place)
    nested = []
    for name, mention in zip(found, mentions, strict=True):
        larger_place = inside.get(name.core)
        if mention.place.key is None and not mention.place.path and larger_place is not None:
            keys = larger_place.path_keys
            path = larger_place.path
            if larger_place.key:
                path, keys = (larger_place.name, *path), (larger_place.key, *keys)
            mention = evolve(mention, place=evolve(mention.place, path=path, path_keys=keys))
        nested.append(mention)
    return nested


def _mark_qualifiers(
    found: list[Found], mentions: list[PlaceMention], sentences: tuple[Sentence, ...], words: PlaceWords
) -> list[PlaceMention]:
    """Mark the larger places that only say where the name before them lies: "X west of Y"."""
    marked = list(mentions[:1])
    for index in range(1, len(found)):
        name, after = found[index - 1], found[index]
        mention = mentions[index]
        tokens = sentences[after.sentence].tokens
        between = (
            [token.lower for token in tokens[name.last : after.first]]
            if name.sentence == after.sentence
            else []
        )
        links = {"of", "in", "near", "within", "outside", "inside"}
        if 0 < len(between) <= 6 and links & set(between) and mention.role in {"location", "direction"}:
            allowed = (
                links
                | words.compass
                | words.modifiers
                | words.between_cue
                | words.demonyms.keys()
                | {"the", "-", "and", "town", "city", "province", "to"}
            )
            if (
                name.role in {"location", "direction"}
                and between[0] != "and"
                and all(w in allowed or w.isdigit() for w in between)
            ):
                mention = evolve(mention, qualifies=True)
        marked.append(mention)
    return marked


def _says_within(name: Found, after: Found, sentences: tuple[Sentence, ...]) -> bool:
    if (
        name.sentence != after.sentence
        or after.first - name.last > 5
        or after.role not in {"location", "direction"}
    ):
        return False
    between = [token.lower for token in sentences[name.sentence].tokens[name.last : after.first]]
    if not between:
        return True
    return between == [","] or bool(set(between) & {"in", "of", "near", "outside", "within", "inside", "on"})


def _add_anaphors(
    mentions: list[PlaceMention], sentences: tuple[Sentence, ...], words: PlaceWords, text: str
) -> tuple[PlaceMention, ...]:
    """Add "there" and "the town" with the place of the latest mention that fits."""
    by_sentence: dict[int, list[PlaceMention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    result: list[PlaceMention] = []
    for sentence in sentences:
        named = by_sentence.get(sentence.index, [])
        taken = 0
        for start, end, kinds in _find_anaphors(sentence, words):
            while taken < len(named) and named[taken].span.start < end:
                result.append(named[taken])
                taken += 1
            if result and result[-1].span.end > start:
                continue
            before = _find_antecedent(result, kinds, sentence.index)
            if before is not None:
                said = text[start:end]
                place = evolve(before.place, words=said, span=Span(start, end))
                result.append(
                    PlaceMention(place=place, sentence=sentence.index, role="anaphor", cue=said.lower())
                )
        result.extend(named[taken:])
    return tuple(result)


_EXISTENTIAL = frozenset("is was were are have has had be will would may could can might been 's no".split())


def _find_anaphors(sentence: Sentence, words: PlaceWords) -> list[tuple[int, int, frozenset[str]]]:
    found = []
    tokens = sentence.tokens
    for index in [n for n, token in enumerate(tokens) if token[1] == "there" or token[1] in words.anaphors]:
        token = tokens[index]
        following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        if token.lower == "there" and following not in _EXISTENTIAL and index:
            found.append((token.start, token.end, words.anaphors.get("area", frozenset())))
        elif token.lower in words.anaphors and index and following not in {"of", "called", "named"}:
            head = index - 1
            while head > index - 3 and head > 0 and tokens[head].lower not in {"the", "this", "that"}:
                head -= 1
            if tokens[head].lower in {"the", "this", "that"} and not any(
                t.is_capital for t in tokens[head + 1 : index]
            ):
                if not (index + 1 < len(tokens) and tokens[index + 1].is_capital and head == index - 1):
                    found.append((tokens[head].start, token.end, words.anaphors[token.lower]))
    return found


def _find_antecedent(
    mentions: list[PlaceMention], kinds: frozenset[str], sentence: int
) -> PlaceMention | None:
    for mention in reversed(mentions[-40:]):
        if sentence - mention.sentence > 8:
            return None
        if mention.role in {"location", "anaphor", "direction"} and mention.place.kind in kinds:
            return mention
    return None
