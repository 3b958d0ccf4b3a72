"""Where a row says that something happened: a gazetteer entry, else the bare name with what contains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from claimgraph.extraction.claim_records.cells import CellError, read_text, read_texts, show_cell
from claimgraph.extraction.claim_records.columns import Fields
from claimgraph.extraction.places.words import load_place_words
from claimgraph.lexicon import Lexicon
from claimgraph.lexicon.gazetteer import REGION_KINDS, Gazetteer, load_gazetteer
from claimgraph.lexicon.placenames import fold_name
from claimgraph.model import Place

# How many times the people of the next a place of a name needs to be the one meant.
MUCH_LARGER = 10


def read_place(fields: Fields, *, lexicon: Lexicon) -> Place | None:
    """Read the place of a row.

    Args:
        fields: ``place`` as spelled, "Saraqib" or "Saraqib, Idlib, Syria"; what contains it may also stand
            in ``place_in``, ``region`` and ``country``, and ``place_key`` may name the entry.
        lexicon: Its gazetteer, and words such as "province".

    Returns:
        The entry; a name that none has as it is, with what contains it; ``None`` for no place.

    Raises:
        CellError: Several entries bear the name and nothing says which one is meant.
    """
    words = read_text(fields, "place") or read_text(fields, "place_name")
    if words is None:
        return None
    gazetteer = load_gazetteer(lexicon)
    key = read_text(fields, "place_key")
    entry = gazetteer.find_entry(key) if key else None
    if entry is not None:
        return gazetteer.to_place(entry, words)
    inside = read_texts(fields, "place_in")
    if "place" in fields and "place_name" in fields:
        # A row of our own table whose place no entry is.
        name = read_text(fields, "place_name") or words
        return _contain(Place(name=name, words=words), inside, gazetteer)
    name, *after = [part.strip() for part in words.split(",") if part.strip()] or [words]
    regions = (read_text(fields, column) for column in ("region", "country"))
    context = tuple(dict.fromkeys((*after, *inside, *(region for region in regions if region))))
    found = _find_places(name, gazetteer, load_place_words(lexicon).kinds_after)
    inner = [place for place in found if all(_lies_in(place, one, gazetteer) for one in context)]
    if not inner:
        return _contain(Place(name=name, words=words), context, gazetteer)
    return evolve(_choose_place(name, inner, gazetteer), words=words)


def name_place(fields: Fields) -> Place | None:
    """Return the place of a row as a bare name, for where no entry can be told."""
    words = read_text(fields, "place")
    return Place(name=words, words=words) if words else None


def _find_places(name: str, gazetteer: Gazetteer, kinds: Mapping[str, str]) -> tuple[Place, ...]:
    """Return the places of a name, also where it says what they are: "Riverton town", "Hale province"."""
    found = gazetteer.lookup(name)
    core, _, last = name.rpartition(" ")
    kind = kinds.get(last.lower()) if core else None
    if kind is None or (found and found[0].confidence == 1):
        return found
    towns = {"city", "town", "village"}
    wanted = towns if kind in towns else {kind}
    return tuple(place for place in gazetteer.lookup(core) if place.kind in wanted) or found


def _lies_in_all(place: Place, context: Sequence[str], gazetteer: Gazetteer) -> bool:
    return all(_lies_in(place, name, gazetteer) for name in context)


def _lies_in(place: Place, name: str, gazetteer: Gazetteer) -> bool:
    keys = {one.key for one in gazetteer.lookup(name)}
    if not keys.isdisjoint({place.key, *place.path_keys}):
        return True
    folded = fold_name(name)
    return any(folded in {fold_name(one), fold_name(one).rpartition(" ")[0]} for one in place.path)


def _choose_place(name: str, found: Sequence[Place], gazetteer: Gazetteer) -> Place:
    """Choose among the places of a name: one that the tables are made for, else a much larger one."""
    if found[0].kind == "country":
        return found[0]
    own = [place for place in found if _is_curated(place, gazetteer)] or list(found)
    if len({place.path_keys[-1:] for place in own}) == 1:
        # A city and the province of its name: the city.
        return next((place for place in own if place.kind not in REGION_KINDS), own[0])
    first, second = sorted((_count_people(place, gazetteer) for place in own), reverse=True)[:2]
    if first >= MUCH_LARGER * max(second, 1):
        return max(own, key=lambda place: _count_people(place, gazetteer))
    shown = "; ".join(dict.fromkeys(", ".join((place.name, *place.path)) for place in own[:4]))
    raise CellError(
        "place", f"{show_cell(name)} may be several ({shown}): say which, as in 'name, region, country'"
    )


def _is_curated(place: Place, gazetteer: Gazetteer) -> bool:
    entry = gazetteer.find_entry(place.key) if place.key else None
    return entry is not None and entry.curated


def _count_people(place: Place, gazetteer: Gazetteer) -> int:
    entry = gazetteer.find_entry(place.key) if place.key else None
    return entry.population if entry is not None else 0


def _contain(place: Place, inside: Sequence[str], gazetteer: Gazetteer) -> Place:
    """Give a place that no table has what contains it, with the keys as far as they are known."""
    for at, name in enumerate(inside):
        rest = inside[at + 1 :]
        found = [one for one in gazetteer.lookup(name) if one.name == name and list(one.path) == list(rest)]
        found = found or [one for one in gazetteer.lookup(name) if _lies_in_all(one, rest, gazetteer)]
        if found:
            first = found[0]
            return evolve(
                place,
                path=(*inside[:at], first.name, *first.path),
                path_keys=tuple(filter(None, (first.key, *first.path_keys))),
            )
    return evolve(place, path=tuple(inside))


__all__ = ["name_place", "read_place"]
