"""The registry of sources and the tables of unnamed kinds, compiled for look-up by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii
from attrs import field, frozen

from claimgraph.errors import LexiconError
from claimgraph.extraction.sources.spellings import (
    Words,
    list_spellings,
    read_case,
    read_words,
    to_singular,
    to_words,
)
from claimgraph.lexicon.tables import Lexicon, load_lexicon
from claimgraph.model import Source

Reading = tuple[tuple[str, str, int], ...]


@frozen(kw_only=True)
class Alias:
    """One spelling of a registered source; ``metonym`` marks a country, an adjective, a capital."""

    words: Words
    source: Source
    metonym: bool
    case: str


@frozen(kw_only=True)
class Conflict:
    """What a layer says of its own conflict; ``aliases`` are spellings with whom they mean in it."""

    words: frozenset[str]
    aliases: frozenset[tuple[Words, str]]
    defaults: Mapping[str, str]


@frozen(kw_only=True, eq=False)
class SourceTables:
    """The tables of one lexicon, compiled for look-up by words in lower case.

    ``seconds`` may follow the first word of a name, ``singles`` are names of one word, ``joints`` the
    words of names two by two behind the first. ``openings`` remembers
    which name the first words tell, ``readings`` whom words at these offsets name.
    """

    aliases: Mapping[str, tuple[Alias, ...]]
    starts: Mapping[str, Mapping[str, tuple[Alias, ...]]]
    firsts: frozenset[str]
    small_firsts: frozenset[str]
    seconds: Mapping[str, frozenset[str]]
    singles: frozenset[str]
    joints: frozenset[tuple[str, str]]
    registered: frozenset[str]
    by_id: Mapping[str, Source]
    kinds: Mapping[str, tuple[tuple[Words, Source], ...]]
    institutions: Mapping[str, tuple[tuple[Words, str], ...]]
    roles: frozenset[str]
    ranks: frozenset[str]
    heading: frozenset[str]
    describing: frozenset[str]
    inner: frozenset[str]
    forces: Mapping[str, str]
    role_kinds: Mapping[str, Source]
    staff: Mapping[str, Source]
    stands_for: Mapping[str, frozenset[str]]
    modifiers: frozenset[str]
    defaults: Mapping[str, str]
    plain_defaults: Mapping[str, str]
    conflicts: tuple[Conflict, ...]
    wings: Mapping[str, tuple[Words, ...]]
    wing_suffix: str
    determiners: frozenset[str]
    prepositions: frozenset[str]
    titles: frozenset[str]
    papers: frozenset[str]
    by_name: Mapping[str, Source]
    metonyms: Mapping[str, tuple[Words, ...]]
    long_names: Mapping[str, Source]
    long_aliases: Mapping[str, tuple[Alias, ...]]
    heads: frozenset[str]
    laypeople: Mapping[str, frozenset[str]]
    witness: Source
    posts: Mapping[str, frozenset[str]]
    no_names: frozenset[str]
    homographs: frozenset[str]
    ministries: Mapping[str, frozenset[str]]
    field_names: Mapping[str, str]
    nations: Mapping[str, str]
    capitals: Mapping[str, str]
    places: frozenset[str]
    openings: dict[tuple[str, ...], Alias | bool] = field(factory=dict, init=False, repr=False)
    readings: dict[Reading, tuple[Source | None]] = field(factory=dict, init=False, repr=False)


def make_id(name: str) -> str:
    """Return the id of a name: ASCII, lower case, words joined by hyphens; ``"unnamed"`` for none."""
    plain = anyascii(name.encode("utf-8", "replace").decode("utf-8")).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unnamed"


@lru_cache(maxsize=4096)
def make_source(name: str, kind: str, party: str | None = None) -> Source:
    """Return the source of that name, its id derived from the name."""
    return Source(id=make_id(name), name=name, kind=kind, party=party)


@lru_cache(maxsize=16)
def load_sources(lexicon: Lexicon) -> SourceTables:
    """Compile the registry, the unnamed kinds and the institutions of a lexicon."""
    check_rows(lexicon)
    words = lexicon.words("source_kinds")
    phrases = lexicon.words("cues").get("noun_phrases", {})
    institutions = _compile_institutions(words.get("institutions", {}))
    aliases = _compile_aliases(lexicon, institutions)
    every = [alias for group in aliases.values() for alias in group]
    by_name = {alias.source.name: alias.source for alias in every}
    registered = frozenset(by_name)
    kinds = _compile_kinds(words.get("unnamed", {}))
    for group in kinds.values():
        for _, source in group:
            by_name.setdefault(source.name, source)
    lay = words.get("laypeople", {})
    witness = str(lay.get("source", "witnesses"))
    trades = frozenset(lay.get("trades", ()))
    roles = frozenset(words.get("roles", {}).get("words", ()))
    titles = frozenset(phrases.get("titles", ()))
    return SourceTables(
        aliases=aliases,
        starts={first: group_by_second(group) for first, group in aliases.items()},
        firsts=_list_firsts(every),
        small_firsts=_list_firsts([alias for alias in every if len(alias.words) > 2]),
        seconds=_list_seconds(every),
        singles=_list_firsts([alias for alias in every if len(alias.words) == 1]),
        joints=frozenset(pair for alias in every for pair in pairwise(alias.words[1:])),
        registered=registered,
        by_id=_list_ids(every),
        kinds=kinds,
        institutions=institutions,
        heads=frozenset(kinds) | _list_nouns(institutions) | trades,
        laypeople={name: frozenset(lay.get(name, ())) for name in _LAY},
        witness=by_name.get(witness) or make_source(witness, "witness"),
        posts={name: frozenset(words.get("posts", {}).get(name, ())) for name in _POSTS},
        no_names=frozenset(words.get("no_names", {}).get("words", ())),
        homographs=frozenset(words.get("no_names", {}).get("homographs", ())),
        ministries={name: frozenset(words.get("ministries", {}).get(name, ())) for name in _MINISTRIES},
        field_names=dict(words.get("ministries", {}).get("shorter", {})),
        nations=_list_nations(lexicon, words.get("nations", {})),
        capitals=_list_capitals(lexicon),
        places=_list_places(lexicon) - {" ".join(alias.words) for alias in every},
        roles=roles,
        ranks=roles | frozenset(words.get("roles", {}).get("ranks", ())) | titles,
        describing=frozenset(words.get("describing", {}).get("words", ())),
        inner=_list_inner(kinds, institutions) - frozenset(phrases.get("prepositions", ())),
        heading=frozenset(words.get("roles", {}).get("heading", ())),
        forces={rank: kind for kind, ranks in words.get("forces", {}).items() for rank in ranks},
        role_kinds={
            role: by_name.get(name) or make_source(name, "unnamed")
            for name, roles in words.get("role_kinds", {}).items()
            for role in roles
        },
        staff={
            kind: by_name.get(name) or make_source(name, kind)
            for kind, name in words.get("staff", {}).items()
        },
        stands_for={name: frozenset(kinds) for name, kinds in words.get("stands_for", {}).items()},
        modifiers=frozenset(words.get("modifiers", {}).get("words", ())),
        defaults=dict(words.get("defaults", {})),
        plain_defaults=_merge_defaults(lexicon),
        conflicts=_list_conflicts(lexicon),
        wings=_by_last([to_words(wing) for wing in words.get("wings", {}).get("words", ())]),
        wing_suffix=words.get("wings", {}).get("suffix", "media"),
        determiners=frozenset(phrases.get("determiners", ())),
        prepositions=frozenset(phrases.get("prepositions", ())),
        titles=titles,
        papers=frozenset(lexicon.words("cues").get("phrases", {}).get("papers", ())),
        by_name=by_name,
        metonyms=_list_metonyms(aliases),
        long_aliases=_list_long(every),
        long_names={
            " ".join(alias.words): alias.source
            for alias in every
            if len(alias.words) > 2 and not alias.metonym
        },
    )


# The word lists of what is put on a platform, and of ordinary people.
_POSTS = ("platforms", "things", "links", "sharing")
_LAY = ("trades", "people", "doings", "homes", "naming", "leading", "offices", "singles", "seats")


_MINISTRIES = ("nouns", "bodies", "fields", "abroad", "deputies")


def _list_nations(lexicon: Lexicon, adjectives: Mapping[str, str]) -> dict[str, str]:
    """Return the adjective of a nation by each of its names in lower case."""
    found: dict[str, str] = {}
    for row in lexicon.rows("countries"):
        demonyms = row["demonyms"].split("|")
        adjective = adjectives.get(row["name"], demonyms[0])
        for spelled in (row["name"], *row["aliases"].split("|"), *demonyms):
            if spelled and adjective:
                found.setdefault(" ".join(to_words(spelled)), adjective)
    return found


def _list_capitals(lexicon: Lexicon) -> dict[str, str]:
    """Return the adjective of a nation by its capital in lower case."""
    return {
        " ".join(to_words(row["capital"])): row["demonyms"].split("|")[0]
        for row in lexicon.rows("countries")
        if row["capital"] and row["demonyms"]
    }


def _split_layers(lexicon: Lexicon) -> list[Lexicon]:
    """Return each layer of a lexicon by itself."""
    return [load_lexicon(folder) for folder in lexicon.folders]


def _list_conflicts(lexicon: Lexicon) -> tuple[Conflict, ...]:
    """Return the conflict of each layer that says how its articles are known, in the order of the layers."""
    found = []
    for layer in _split_layers(lexicon):
        words = layer.words("source_kinds")
        context = words.get("context", {})
        if context.get("words"):
            only = {to_words(alias) for alias in context.get("aliases", ())}
            found.append(
                Conflict(
                    words=frozenset(context["words"]),
                    aliases=frozenset(
                        (spelled, row["name"])
                        for row in layer.rows("sources")
                        for spelled in map(read_words, list_spellings(row))
                        if spelled in only
                    ),
                    defaults=dict(words.get("defaults", {})),
                )
            )
    return tuple(found)


def _merge_defaults(lexicon: Lexicon) -> dict[str, str]:
    """Return the defaults of the layers that hold in every text."""
    found: dict[str, str] = {}
    for layer in _split_layers(lexicon):
        words = layer.words("source_kinds")
        if not words.get("context", {}).get("words"):
            found.update(words.get("defaults", {}))
    return found


def check_rows(lexicon: Lexicon) -> None:
    """Check kind and party of every row of the registry.

    Raises:
        LexiconError: A kind that `source_kinds.toml` does not list, or a party that is neither in
            `parties.csv` nor a country nor a source; it names the layer and the row.
    """
    kinds = lexicon.words("source_kinds").get("kinds", {}).get("words", ())
    parties = {row["name"] for table in ("parties", "countries") for row in lexicon.rows(table)}
    parties.update(spelling for row in lexicon.rows("sources") for spelling in list_spellings(row))
    for layer in _split_layers(lexicon):
        for number, row in enumerate(layer.rows("sources"), start=1):
            where = f"{layer.folders[0].name}/sources.csv, row {number} ({row['id']})"
            if kinds and row["kind"] not in kinds:
                raise LexiconError(f"{where}: no kind {row['kind']!r}; the kinds are {list(kinds)}")
            if row["party"] and row["party"] not in parties:
                raise LexiconError(f"{where}: no party {row['party']!r}; add it to parties.csv")


def _list_long(every: Sequence[Alias]) -> dict[str, tuple[Alias, ...]]:
    """Group the names of several words by the letter that they begin with."""
    found: dict[str, list[Alias]] = {}
    for alias in every:
        if len(alias.words) > 1:
            found.setdefault(alias.words[0][:1], []).append(alias)
    return {letter: tuple(group) for letter, group in found.items()}


def _list_nouns(institutions: Mapping[str, Sequence[tuple[Words, str]]]) -> frozenset[str]:
    """Return the nouns that institutions end in; "ministry of health" ends in none."""
    return frozenset(
        last for last, group in institutions.items() if any("of" not in words for words, _ in group)
    )


def _list_inner(
    kinds: Mapping[str, Sequence[tuple[Words, Source]]],
    institutions: Mapping[str, Sequence[tuple[Words, str]]],
) -> frozenset[str]:
    """Return the words before the last of unnamed kinds and of institutions: "air" of "air force"."""
    phrases = [words for table in (kinds, institutions) for group in table.values() for words, _ in group]
    return frozenset(word for words in phrases for word in words[:-1] if word.isalpha())


def _list_places(lexicon: Lexicon) -> frozenset[str]:
    """Return the names of the gazetteer in lower case, words joined by blanks."""
    spellings = [
        spelling
        for row in (*lexicon.rows("places"), *lexicon.rows("regions"), *lexicon.rows("countries"))
        for spelling in (row["name"], *row["aliases"].split("|"))
    ]
    return frozenset(" ".join(to_words(spelling)) for spelling in spellings if spelling)


def _list_firsts(aliases: Iterable[Alias]) -> frozenset[str]:
    """Return the words that a name may begin with, also as a corpus without apostrophes spells them."""
    return frozenset(_list_seconds(aliases))


def _list_seconds(aliases: Iterable[Alias]) -> dict[str, frozenset[str]]:
    """Return for each word that a name may begin with those that may follow it, see `_list_firsts`."""
    found: dict[str, set[str]] = {}
    for first, *rest in [alias.words for alias in aliases]:
        for spelled in (first, f"{first}s"):
            found.setdefault(spelled, set()).update([word + end for word in rest[:1] for end in ("", "s")])
    return {first: frozenset(words) for first, words in found.items()}


def group_by_second(group: Sequence[Alias]) -> dict[str, tuple[Alias, ...]]:
    """Group aliases of one first word by their second, "" for those of a single word."""
    found: dict[str, list[Alias]] = {}
    for alias in group:
        found.setdefault(alias.words[1] if len(alias.words) > 1 else "", []).append(alias)
    return {second: tuple(aliases) for second, aliases in found.items()}


def _list_ids(every: Sequence[Alias]) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for alias in every:
        if not alias.metonym:
            found.setdefault(alias.source.id, alias.source)
            found.setdefault(make_id(" ".join(alias.words)), alias.source)
    return found


def _list_metonyms(aliases: Mapping[str, tuple[Alias, ...]]) -> dict[str, tuple[Words, ...]]:
    found: dict[str, list[Words]] = {}
    for group in aliases.values():
        for alias in group:
            if alias.metonym:
                found.setdefault(alias.source.name, []).append(alias.words)
    return {name: tuple(words) for name, words in found.items()}


def _compile_aliases(
    lexicon: Lexicon, institutions: Mapping[str, tuple[tuple[Words, str], ...]]
) -> dict[str, tuple[Alias, ...]]:
    found: dict[str, list[Alias]] = {}
    for row in lexicon.rows("sources"):
        source = Source(id=row["id"], name=row["name"], kind=row["kind"], party=row["party"] or None)
        for spelling in list_spellings(row):
            words = read_words(spelling)
            # "Turkish" and "Ankara" stand for the state by what follows, "Turkish army" by itself.
            metonym = row["kind"] == "government" and len(words) <= 3 and words[-1] not in institutions
            alias = Alias(words=words, source=source, metonym=metonym, case=read_case(spelling))
            found.setdefault(words[0], []).append(alias)
    # The longest spelling first; of two rows with one spelling the later layer's.
    for group in found.values():
        group.reverse()
    return {
        first: tuple(sorted(group, key=lambda alias: -len(alias.words))) for first, group in found.items()
    }


def _compile_kinds(table: Mapping[str, Mapping[str, object]]) -> dict[str, tuple[tuple[Words, Source], ...]]:
    found: dict[str, list[tuple[Words, Source]]] = {}
    for name, row in table.items():
        source = make_source(name, str(row["kind"]))
        phrases = row["words"]
        assert isinstance(phrases, list)
        for phrase in phrases:
            words = to_words(phrase)
            for last in {words[-1], to_singular(words[-1])} if row.get("singular", True) else {words[-1]}:
                found.setdefault(last, []).append(((*words[:-1], last), source))
    return {last: tuple(sorted(group, key=lambda pair: -len(pair[0]))) for last, group in found.items()}


def _compile_institutions(table: Mapping[str, Sequence[str]]) -> dict[str, tuple[tuple[Words, str], ...]]:
    found: dict[str, list[tuple[Words, str]]] = {}
    for kind, phrases in table.items():
        for phrase in phrases:
            words = to_words(phrase)
            found.setdefault(words[-1], []).append((words, kind))
    return {last: tuple(sorted(group, key=lambda pair: -len(pair[0]))) for last, group in found.items()}


def _by_last(phrases: Sequence[Words]) -> dict[str, tuple[Words, ...]]:
    found: dict[str, list[Words]] = {}
    for words in phrases:
        found.setdefault(words[-1], []).append(words)
    return {last: tuple(sorted(group, key=lambda words: -len(words))) for last, group in found.items()}
