"""A noun phrase and the source it stands for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extraction.sources import (
    find_names,
    load_sources,
    make_id,
    name_publisher,
    name_source,
    to_singular,
)
from claimgraph.extraction.tokens import split_tokens
from claimgraph.lexicon import load_lexicon

LEXICON = load_lexicon()
WORLD = load_lexicon("world")


def name(phrase: str) -> tuple[str, str]:
    """Return name and kind of the source of a phrase."""
    source = name_source(split_tokens(phrase), load_sources(LEXICON))
    assert source is not None
    return source.name, source.kind


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the Syrian Observatory for Human Rights", ("SOHR", "monitor")),
        ("Syrian Obervatory for Human Rights", ("SOHR", "monitor")),
        ("the head of the White Helmets", ("White Helmets", "rescue")),
        ("Ana Lopez, director of Save the Children", ("Save the Children", "NGO")),
        ("two medical sources", ("medical sources", "medical")),
        ("a source in the town", ("local sources", "local")),
        ("diplomatic sources", ("diplomats", "official")),
        ("Iraqi officials", ("Iraq", "government")),
        ("the US official", ("US", "government")),
        ("the Lebanese health ministry", ("Lebanese health ministry", "ministry")),
        ("the defence ministry in Moscow", ("Russian Ministry of Defence", "military")),
        ("Police in Leeds", ("Leeds Police", "police")),
        ("Borno State governor Musa Bello", ("Borno State governor", "government")),
        ("a doctor", ("medical sources", "medical")),
        ("Ivan Petrov", ("Ivan Petrov", "person")),
        ("Al-Noor Hospital", ("Al-Noor Hospital", "medical")),
        ("a military media unit run by Hezbollah", ("Hezbollah media", "outlet")),
        ("residents of the Islamic State stronghold", ("residents", "witness")),
        ("Leeds Police Lt. Jo Roe", ("Leeds Police", "police")),
        ("Sgt. Jo Roe of the Ohio Highway Patrol", ("Ohio Highway Patrol", "police")),
        ("OHP troopers", ("OHP", "official")),
        ("Kazan Health Directorate director Ivan Petrov", ("Kazan Health Directorate", "ministry")),
        ("Kharkiv regional governor Oleh Petrenko", ("Kharkiv regional governor", "government")),
        ("a source at Santa Rosa Hospital", ("medical sources", "medical")),
        ("the director of Santa Rosa Hospital", ("Santa Rosa Hospital", "medical")),
        ("Prime Minister Jo Roe", ("Syrian government", "government")),
        ("Kenyan Prime Minister Jo Roe", ("Kenya", "government")),
        ("Iran's official news agency", ("IRNA", "agency")),
        ("State media", ("Syrian state media", "state media")),
        ("Iranian state television", ("Iranian state television", "outlet")),
        ("Valley News Agency", ("Valley News Agency", "agency")),
        ("Tripoli military sources", ("military sources", "military")),
        ("the Turkish army statement", ("Turkey", "government")),
        ("MSFs head of mission", ("MSF", "medical")),
        ("Hamas-linked militants", ("rebels", "armed group")),
        ("Syrian opposition activists", ("activists", "local")),
        ("Dawn Miller-Reed", ("Dawn Miller-Reed", "person")),
        ("the Jaysh Sina rebel group", ("Jaysh Sina", "armed group")),
        ("the pro-rebel website HillNews", ("HillNews", "outlet")),
        ("al-Qaeda affiliate Jund Nahr", ("Jund Nahr", "NGO")),
        ("the Ghana Commission on Public Safety", ("Ghana Commission on Public Safety", "government")),
        ("the Wounded Children Association in Lyon", ("Wounded Children Association", "NGO")),
        ("the health ministry", ("health ministry", "ministry")),
        ("a fire service operations director", ("fire service", "rescue")),
        ("the director of Daryeel Relief", ("Daryeel Relief", "NGO")),
        ("the local Response Room", ("Response Room", "person")),
        ("Aleppo Russia", ("Russia", "government")),
        ("the governor of Homs Talal Roe", ("Homs Governor", "government")),
        ("U.S. officials", ("US", "government")),
    ],
)
def test_phrases(phrase: str, expected: tuple[str, str]) -> None:
    """Names, institutions, roles and unnamed kinds are told by their words."""
    assert expected == name(phrase)


def test_no_words_name_nobody() -> None:
    """A phrase without words has no source."""
    assert name_source(split_tokens("the ,"), load_sources(LEXICON)) is None


def test_base_layer_knows_no_war() -> None:
    """State media belong to Syria only where the Syrian tables are loaded."""
    source = name_source(split_tokens("state media"), load_sources(WORLD))
    assert source is not None
    assert source.name == "state media"


def test_names_in_running_text_are_longest_first() -> None:
    """The longest spelling wins, a hyphenated country is no name."""
    tokens = split_tokens("US-backed forces and the Syrian Observatory for Human Rights")
    assert [found.alias.source.name for found in find_names(tokens, load_sources(LEXICON))] == ["SOHR"]


@pytest.mark.parametrize(("publisher", "expected"), [("sana", "SANA"), ("Anadolu Agency", "Anadolu Agency")])
def test_known_publisher(publisher: str, expected: str) -> None:
    """A publisher of the registry is that source."""
    source = name_publisher(publisher, lexicon=LEXICON)
    assert source is not None
    assert expected == source.name


def test_other_publishers() -> None:
    """An unknown publisher keeps its name, a blank one is nobody."""
    source = name_publisher("The Daily Ledger", lexicon=LEXICON)
    assert source is not None
    assert (source.name, source.kind) == ("The Daily Ledger", "publisher")
    assert name_publisher("  ", lexicon=LEXICON) is None
    assert name_publisher(None, lexicon=LEXICON) is None


@pytest.mark.parametrize(
    "publisher", ["example.org", "www.example.org:80", "https://www.example.org/news", " example.org:8080 "]
)
def test_publisher_of_a_web_host(publisher: str) -> None:
    """A host stands for itself without scheme, port and "www."."""
    source = name_publisher(publisher, lexicon=LEXICON)
    assert source is not None
    assert (source.id, source.name) == ("example-org", "example.org")


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("activists", "activist"), ("policemen", "policeman"), ("agencies", "agency"), ("gas", "gas")],
)
def test_singular(plural: str, singular: str) -> None:
    """Regular plurals lose their ending."""
    assert singular == to_singular(plural)


def test_registry_is_clean() -> None:
    """Ids are unique in a layer, every row has a kind."""
    for lexicon in (WORLD,):
        rows = lexicon.rows("sources")
        assert len(rows) == len({row["id"] for row in rows})
        assert all(row["kind"] and row["name"] for row in rows)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_phrase(text: str) -> None:
    """Nothing raises on any words, and an id is never empty."""
    name_source(split_tokens(text), load_sources(LEXICON))
    assert make_id(text)
