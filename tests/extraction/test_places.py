"""What find_places and choose_place promise."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extraction.claims import trace_article
from claimgraph.extraction.findings import extract_claims
from claimgraph.extraction.places import PlaceMention, Told, choose_place, find_places
from claimgraph.extraction.restatements import find_sharper_places
from claimgraph.extraction.sentences import split_sentences
from claimgraph.lexicon import load_lexicon
from claimgraph.model import Article, Mention, Place, Scope, Span

LEXICON = load_lexicon()
FOLDER = Path(__file__).parents[1] / "cases"
CASES = tomllib.loads((FOLDER / "places.toml").read_text(encoding="utf-8"))["case"]
CHOICES = tomllib.loads((FOLDER / "place_choices.toml").read_text(encoding="utf-8"))["case"]


def find(text: str) -> tuple[PlaceMention, ...]:
    """Return the places of a text."""
    return find_places(split_sentences(text, lexicon=LEXICON), lexicon=LEXICON, text=text)


def choose(text: str, counted: str, trigger: str | None = None, avoid: str | None = None) -> Place | None:
    """Return the place of the count whose words are given."""
    sentences = split_sentences(text, lexicon=LEXICON)
    places = find_places(sentences, lexicon=LEXICON, text=text)
    start = text.index(counted)
    sentence = next(s for s in sentences if s.span.start <= start < s.span.end)
    mention = Mention(
        span=Span(start, start + len(counted)),
        sentence=sentence.index,
        measure="killed",
        trigger=_span(text, trigger, start) if trigger else None,
    )
    spans = (_span(text, avoid, 0),) if avoid else ()
    return choose_place(mention, places, sentences, avoid=spans, lexicon=LEXICON)[0]


def _span(text: str, words: str, start: int) -> Span:
    begin = text.index(words, start)
    return Span(begin, begin + len(words))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_places_are_found(case: dict[str, Any]) -> None:
    """Each case of tests/cases/places.toml."""
    mentions = [m for m in find(case["text"]) if m.role != "anaphor"]
    if case.get("loose"):
        assert [words for words, _ in case["found"]] == [m.place.words for m in mentions]
    else:
        assert [tuple(pair) for pair in case["found"]] == [(m.place.words, m.role) for m in mentions]
    by_words = {m.place.words: m.place for m in mentions}
    for words, path in case.get("path", {}).items():
        assert tuple(path) == by_words[words].path
    for words, key in case.get("key", {}).items():
        assert key == by_words[words].key


def test_the_state_of_a_dateline_only_says_where_its_town_is() -> None:
    """The larger place behind the town qualifies it; the town itself qualifies nothing."""
    found = find("CHANNELVIEW, Texas - Four people were found dead.")
    assert [(m.place.words, m.qualifies) for m in found] == [("CHANNELVIEW", False), ("Texas", True)]


@pytest.mark.parametrize("case", CHOICES, ids=lambda case: case["says"])
def test_places_of_counts(case: dict[str, Any]) -> None:
    """Each case of tests/cases/place_choices.toml."""
    claims = extract_claims(Article(id="made-up", text=case["text"]), lexicon=LEXICON)
    assert case["places"] == [claim.place.words if claim.place else None for claim in claims]


def test_a_town_stands_for_the_latest_town() -> None:
    """Both "the town" and "there" take the place of the latest mention of a fitting kind."""
    mentions = find(
        "Planes bombed Saraqib in Syria. Six people died in the town. Others fled from there on foot."
    )
    assert [(m.place.words, m.place.key) for m in mentions if m.role == "anaphor"] == [
        ("the town", "sy-saraqib-city"),
        ("there", "sy-saraqib-city"),
    ]


def test_the_town_of_a_name_is_that_name() -> None:
    """The words "the town of" open a name and stand for no earlier one."""
    mentions = find("It rained in Homs. Six people died in the town of Saraqib.")
    assert [m.place.words for m in mentions] == ["Homs", "Saraqib"]


def test_there_was_points_nowhere() -> None:
    """The words "there was" are no anaphor."""
    assert [m for m in find("It rained in Homs. People say there was no raid.") if m.role == "anaphor"] == []


def test_a_town_beats_the_province_it_lies_in() -> None:
    """The most specific place of the sentence is the place of the count."""
    place = choose("At least 12 people were killed in Saraqib in Idlib province.", "12 people", "killed")
    assert place is not None
    assert place.words == "Saraqib"


def test_the_place_of_the_clause_is_chosen() -> None:
    """Two counts in one sentence keep their own places."""
    text = (
        "In Syria on Friday 12 people were killed in Harasta while 7 others were killed in Jisr al-Shughur."
    )
    assert [
        p and p.words for p in (choose(text, "12 people", "killed"), choose(text, "7 others", "killed"))
    ] == [
        "Harasta",
        "Jisr al-Shughur",
    ]


def test_a_toll_of_the_war_belongs_to_the_country() -> None:
    """A huge count of a whole conflict is the country's."""
    text = "A shell hit Saraqib. Syria's war has killed more than 350,000 people since it began."
    place = choose(text, "350,000 people")
    assert place is not None
    assert place.key == "sy"


def test_a_sentence_without_a_place_has_the_place_told_before() -> None:
    """A count without a place of its own continues the event told before it."""
    text = "Warplanes struck the town of Salqin in Idlib province. Rescuers said 9 people were killed."
    place = choose(text, "9 people", "killed")
    assert place is not None
    assert place.words == "Salqin"


def test_thousands_are_the_dead_of_a_country() -> None:
    """A count of thousands in a conflict is wider than the town told of before."""
    text = "A shell hit Saraqib. Syria's conflict has killed more than 4,500 people this year."
    place = choose(text, "4,500 people")
    assert place is not None
    assert place.key == "sy"


def test_without_places_there_is_no_choice() -> None:
    """No candidate gives None and no candidates."""
    assert choose("Nine people were killed.", "Nine people") is None


def test_candidates_explain_the_choice() -> None:
    """The candidates are sorted, the first is chosen, and each names its features."""
    text = "At least 12 people were killed in Saraqib in Idlib province."
    sentences = split_sentences(text, lexicon=LEXICON)
    places = find_places(sentences, lexicon=LEXICON, text=text)
    mention = Mention(span=Span(0, 18), sentence=0, measure="killed")
    chosen, candidates = choose_place(mention, places, sentences, lexicon=LEXICON)
    assert chosen is not None
    assert chosen.words == candidates[0].words
    assert sorted((c.score for c in candidates), reverse=True) == [c.score for c in candidates]
    assert all(candidate.features for candidate in candidates)


WORDS = st.sampled_from(
    "the town of in near Saraqib Idlib province Aleppo al - Bab Syrian Moscow said , . 's city Xanadu "
    "UN Douma killed 12 Block Street and there north \ud800 \u200f É".split(" ")
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_spans_hold_the_words_in_order(text: str) -> None:
    """On any text nothing raises, words stand at their spans and mentions follow each other."""
    mentions = find(text)
    assert [m.place.words for m in mentions] == [m.span.of(text) for m in mentions]
    assert sorted(m.span for m in mentions) == [m.span for m in mentions]
    assert mentions == find(text)


def test_places_of_real_articles_hold_their_words(shared: Path) -> None:
    """On the first articles of every shared file the spans hold."""
    for file in sorted((shared / "corpus").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines()[:10]:
            text = json.loads(line)["text"]
            assert all(m.span.of(text) == m.place.words for m in find(text))


@pytest.mark.parametrize(
    ("text", "counted", "expected"),
    [
        ("Nine died in Homs. Rebels hit back. In Ombarka, two more were killed.", "two", "Ombarka"),
        ("Three men were killed outside Ombarka, 160 km south of Homs.", "Three", "Ombarka"),
        ("Six died in a raid on Homs on Monday. A seventh was buried in Hama.", "Six", "Homs"),
        ("DAMASCUS - A bomb in Homs killed nine people on Monday.", "nine", "Homs"),
    ],
)
def test_the_place_of_the_own_clause_wins(text: str, counted: str, expected: str) -> None:
    """A place named where the count is, known or not, beats datelines, distances and other sentences."""
    place = choose(text, counted)
    assert place is not None
    assert expected == place.words


def test_a_count_over_a_period_is_of_the_country() -> None:
    """Across "the country" the place is the country by its name, and without scope the town stays."""
    text = "Nine died in Homs on Monday. Across the country 5,000 people have been killed."
    sentences = split_sentences(text, lexicon=LEXICON)
    places = find_places(sentences, lexicon=LEXICON, text=text)
    start = text.index("5,000")
    mention = Mention(span=Span(start, start + 12), sentence=1, measure="killed")
    chosen = choose_place(mention, places, sentences, told=Told(cumulative=True), lexicon=LEXICON)[0]
    assert chosen is not None
    assert (chosen.words or chosen.name) == "Syria"


def test_a_group_behind_an_article_is_no_place_where_commas_are_lost() -> None:
    """In "the stronghold of the Walwali group" the name is an outfit's, also where commas are lost."""
    text = "Six people were killed in raids on the stronghold of the Walwali group on Sunday a monitor said. "
    text += "The raids went on through the night and stopped before dawn when the planes turned back. " * 8
    assert not [mention for mention in find(text) if "Walwali" in mention.place.name]


def test_a_trace_says_that_a_place_is_told_below() -> None:
    """What a headline leaves vague and the text names stands above the candidates, by its own feature."""
    text = "Attack kills nine in northern Nigeria. Gunmen killed nine people in the town of Damboa on Friday."
    trace = trace_article(Article(id="a", text=text))
    first = next(one for one in trace.choices if one.field == "place" and one.claim == trace.claims[0].id)
    assert (first.candidates[0].words, first.candidates[0].features) == ("Damboa", ("sharper_below",))
    assert first.candidates[1].words == "northern Nigeria"


def test_a_count_over_a_period_is_not_where_one_event_with_its_figure_was() -> None:
    """Only counts of one scope restate each other."""
    text = "Attack kills nine in northern Nigeria. Gunmen killed nine people in the town of Damboa on Friday."
    first, second = extract_claims(Article(id="a", text=text))
    vague = evolve(first, place=Place(name="northern Nigeria", words="", kind="area", path=("Nigeria",)))
    figures = [("killed", 9), ("killed", 9)]
    assert {0: second.place} == find_sharper_places([vague, second], figures)
    assert find_sharper_places([evolve(vague, scope=Scope.CUMULATIVE), second], figures) == {}
