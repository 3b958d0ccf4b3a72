"""Which claims of one article tell of one event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extraction.accounts.campaigns import gather_totals
from claimgraph.extraction.accounts.events import Option, choose_best, gather_events, weigh
from claimgraph.extraction.accounts.grouping import read_settings
from claimgraph.extraction.accounts.settings import Setting, load_event_words
from claimgraph.extraction.claims import draft_claims
from claimgraph.extraction.findings import extract_accounts
from claimgraph.extraction.scenes import read_scene
from claimgraph.lexicon import load_lexicon
from claimgraph.model import Article, Scope

LEXICON = load_lexicon()
WORDS = load_event_words(LEXICON)
LIST = (
    "Shells hit Idlib on Monday, killing six people and wounding nine, the police said. "
    "Elsewhere, a car bomb in Raqqa killed eleven people, the police said. "
    "In a separate attack, an air strike on Manbij killed four people."
)


def tell(text: str) -> list[list[str]]:
    """Return the words of the counts of each account of a story."""
    article = Article(id="a", text=text, published=date(2016, 5, 4))
    return [[claim.text for claim in account.claims] for account in extract_accounts(article)]


def draft(text: str) -> tuple[Setting, ...]:
    """Return how the claims of a story are told."""
    scene = read_scene(Article(id="a", text=text, published=date(2016, 5, 4)), LEXICON)
    drafts, _, summed_up = draft_claims(scene)
    return read_settings(drafts, sentences=scene.sentences, lexicon=LEXICON, summed_up=summed_up)


def test_a_list_of_attacks_is_several_events() -> None:
    """One source that tells of three attacks on three towns speaks of three events."""
    assert tell(LIST) == [["six people", "nine"], ["eleven people"], ["four people"]]


def test_what_follows_without_a_place_is_of_the_event_before() -> None:
    """The wounded of the next sentence, and the women among the dead, are of the same attack."""
    text = "A bomb killed twelve people in a market in Idlib on Monday. Thirty others were wounded. "
    assert len(tell(text + "Three of the dead were women.")) == 1


def test_a_figure_told_again_more_sharply_is_one_event() -> None:
    """The opening names the city, the story its quarter."""
    text = "Air strikes on Aleppo killed 23 people on Tuesday. "
    assert len(tell(text + "The 23 people were killed in the Salaheddin quarter, rescuers said.")) == 1


def test_what_is_feared_is_no_event_that_happened() -> None:
    """A plan or a fear joins no account of what happened."""
    settings = draft("Shells killed five people in Homs on Monday and wounded nine.")
    first, second = settings[0], settings[1]
    feared = evolve(second, claim=evolve(second.claim, hypothetical=True))
    made = gather_events([first, feared], choose=choose_best(WORDS), summed_up=frozenset(), words=WORDS)
    assert [len(event) for event in made] == [1, 1]


def test_a_setting_knows_what_its_sentence_names_and_what_leads_to_it() -> None:
    """A town of the own sentence is named, one of a sentence before is taken over; cues are kinds."""
    settings = draft("Shells killed five people in Homs on Monday. Meanwhile, nine people were wounded.")
    assert [own.names_place for own in settings] == [True, False]
    assert "aside" in settings[1].cues
    assert "aside" not in settings[0].cues


def test_each_feature_counts_once() -> None:
    """A feature that is named twice weighs as much as one."""
    words = evolve(WORDS, weights={"new": 1.5})
    assert weigh(("new", "new", "unheard of"), words) == 1.5


def test_without_weights_the_latest_event_is_chosen() -> None:
    """Of equal scores the latest event wins; a new one is the last resort."""
    words = evolve(WORDS, weights={})
    settings = draft(LIST)
    made = gather_events(settings, choose=choose_best(words), summed_up=frozenset(), words=words)
    assert len(made) == 1


@given(st.lists(st.integers(0, 5), min_size=4, max_size=4))
def test_every_claim_is_in_one_event(picks: list[int]) -> None:
    """Whatever is chosen, the events hold each claim once, begin in reading order and keep it within."""

    def choose(own: Setting, options: Sequence[Option], events: object) -> int | None:
        return options[picks[own.position] % len(options)].event

    settings = draft(LIST)
    made = gather_events(settings, choose=choose, summed_up=frozenset(), words=WORDS)
    assert sorted(own.position for event in made for own in event) == [0, 1, 2, 3]
    assert all(event == sorted(event, key=lambda own: own.position) for event in made)
    assert [event[0].position for event in made] == sorted(event[0].position for event in made)


def test_totals_of_one_place_and_begin_stand_together() -> None:
    """Two counts of a war's dead are one total; those of another measure or begin are another."""
    counted = evolve(draft("Shells killed five people in Homs on Monday.")[0].claim, scope=Scope.CUMULATIVE)

    again, hurt = evolve(counted, id="b"), evolve(counted, id="c", measure="injured")
    open_begin = evolve(counted, id="d", date=None)
    part = evolve(counted, id="e", measure="injured", part_of="b")
    groups = gather_totals([counted, again, hurt, open_begin, part])
    assert [[claim.id for claim in group] for group in groups] == [[counted.id, "b", "e"], ["c"], ["d"]]
