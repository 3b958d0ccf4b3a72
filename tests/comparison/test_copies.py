"""Articles that run the text of another."""

from __future__ import annotations

import datetime

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.comparison.copies import FEWEST, SHARE, find_copies, measure_share
from claimgraph.extraction.findings import extract_accounts
from claimgraph.graph import build_graph
from claimgraph.model import MOST_SHINGLES, Account, Article

WIRE = (
    "At least nine people were killed on Monday when shells fell on a market in Homs, medics said. "
    "Another 14 people, among them four children, were wounded in the attack, they added. "
    "Nobody claimed responsibility for the shelling, which began shortly before noon."
)
REWRITTEN = (
    "At least nine people were killed on Monday when several shells fell on a crowded market in Homs, "
    "medics said. Another 14 people, including four children, were wounded in the attack, they added."
)
OWN = (
    "Doctors at the town hospital in Homs counted nine dead after Monday's bombardment of the bazaar. "
    "They treated 14 more for wounds, four of whom had not reached school age."
)


def account(article: str, shingles: range, day: int | None = 1) -> Account:
    """Make an account with the given hashes."""
    published = datetime.date(2018, 3, day) if day else None
    return Account(id=f"account-{article}", article=article, shingles=tuple(shingles), published=published)


def told(id: str, text: str, day: int = 6) -> Account:
    """Extract the account of a text."""
    return extract_accounts(Article(id=id, text=text, published=datetime.date(2018, 3, day)))[0]


def test_a_copy_names_the_earlier_text_and_the_share() -> None:
    """The later article copies the earlier one."""
    (copy,) = find_copies([account("late", range(20), 3), account("early", range(10, 40), 1)])
    assert (copy.a, copy.b, copy.share) == ("late", "early", 0.5)
    assert copy.reason == "late and early share 50% of the shorter one’s wording"


def test_of_one_day_the_longer_text_is_the_original() -> None:
    """The paper that prints two paragraphs has them from the dispatch."""
    (copy,) = find_copies([account("a", range(10)), account("b", range(40))])
    assert (copy.a, copy.b) == ("a", "b")


def test_an_article_copies_the_text_it_shares_most_with() -> None:
    """One original an article, never a chain back to itself."""
    copies = find_copies(
        [account("a", range(20), 1), account("b", range(10, 40), 2), account("c", range(8, 40), 3)]
    )
    assert [(copy.a, copy.b) for copy in copies] == [("b", "a"), ("c", "b")]


@pytest.mark.parametrize(("first", "second", "original"), [(30, 20, "a"), (20, 30, "b")])
def test_of_two_originals_the_one_with_the_larger_share_counts(
    first: int, second: int, original: str
) -> None:
    """Whichever of them comes first; the two have nothing in common."""
    texts = [account("a", range(50)), account("b", range(100, 150))]
    mixed = account("c", range(0), day=2)
    mixed = evolve(mixed, shingles=(*range(first), *range(100, 100 + second)))
    (copy,) = find_copies([*texts, mixed])
    assert (copy.a, copy.b) == ("c", original)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (account("a", range(20)), account("b", range(15, 35))),
        (account("a", range(FEWEST - 1)), account("b", range(FEWEST - 1))),
        (account("a", range(0)), account("b", range(0))),
        (account("a", range(20)), account("a", range(20))),
    ],
    ids=["too small a share", "too few words", "no text", "one article"],
)
def test_no_copy(a: Account, b: Account) -> None:
    """A stock phrase, a user's claims without text and an article with itself are none."""
    assert find_copies([a, b]) == ()


def test_the_same_short_text_is_a_copy_whatever_its_length() -> None:
    """One line printed by two papers is one report; another line with the same stock phrase is another."""
    line = "Shelling in Homs killed nine people on Monday."
    (copy,) = find_copies([told("one", line), told("two", line, 7)])
    assert (copy.a, copy.b, copy.share) == ("two", "one", 1.0)
    assert find_copies([told("one", line), told("two", line.replace("nine", "ten"))]) == ()
    beside = f"{line} The bazaar of the old town, rebuilt in autumn, burnt until the evening."
    assert find_copies([told("one", line), told("two", beside)]) == ()


def test_an_article_printed_again_has_no_say_in_what_is_one_event() -> None:
    """Whom it stands beside stays as it was; it joins its original, unless a person parts the two."""
    texts = {
        "ash": "Shelling in Kismayo killed 211 people on 4 March 2020.",
        "bay": "Shelling in Kismayo killed 103 people on 4 March 2020.",
        "dew": "Shelling in Baidoa killed 103 people on 4 March 2020.",
    }
    day = "2020-03-04"
    records = [{"id": id, "published": day, "text": text} for id, text in texts.items()]
    again = [{"id": f"bay-{number}", "published": day, "text": texts["bay"]} for number in range(4)]
    graph = build_graph([*records, *again])
    assert [one.articles for one in build_graph(records).incidents] == [("ash", "bay"), ("dew",)]
    assert [one.articles for one in graph.incidents] == [
        ("ash", "bay", "bay-0", "bay-1", "bay-2", "bay-3"),
        ("dew",),
    ]
    first, second = (claim.id for claim in graph.claims if claim.article in ("bay", "bay-2"))
    parted = graph.judge(first, second, "different", by="Ana", when="2020-04-01")
    assert len([one for one in parted.incidents if {"bay", "bay-2"} & set(one.articles)]) == 2


def test_a_text_with_counts_of_two_orders_is_one_event_with_itself() -> None:
    """Its own figures, far from one another, do not part it from where it is printed again."""
    text = (
        "Shelling in Kismayo killed 103 people on 4 March 2020. In all 211 people have been killed in "
        "Kismayo since January 2019, the White Helmets said. Among the dead were 10,007 children, they said."
    )
    records = [{"id": id, "published": "2020-03-04", "text": text} for id in ("ash", "bay")]
    assert {one.articles for one in build_graph(records).incidents} == {("ash", "bay")}


def test_a_rewritten_dispatch_is_found_and_own_reporting_is_not() -> None:
    """Small changes leave a third of the runs of words; other words for the same facts leave none."""
    copies = find_copies([told("wire", WIRE), told("rewritten", REWRITTEN, 7), told("own", OWN)])
    assert [(copy.a, copy.b) for copy in copies] == [("rewritten", "wire")]


def test_what_is_added_to_every_story_makes_no_copy() -> None:
    """Sentences without a figure of the account are not read."""
    stock = " The group relies on a wide network of contacts inside the country for what it publishes."
    first = told("a", f"Three people were killed in Homs on Monday, a doctor said.{stock}")
    second = told("b", f"On Monday a mortar round left three dead in the city of Homs.{stock}")
    assert find_copies([first, second]) == ()


def test_two_papers_with_one_text_are_one_origin_in_a_graph() -> None:
    """What both say in their own voice counts once, and the incident names the copy."""
    text = "Nine people were killed on Monday when shells fell on a crowded market in the centre of Homs."
    records = [
        {"id": name, "text": text, "publisher": name, "published": "2018-03-06"} for name in ("Dawn", "Dusk")
    ]
    (incident,) = build_graph(records).incidents
    assert [(copy.a, copy.b, copy.share) for copy in incident.copies] == [("Dusk", "Dawn", 1.0)]
    assert [source.name for source in incident.tolls[0].origins] == ["Dawn"]
    assert [relation.kind.value for relation in incident.tolls[0].relations] == ["repeats"]


@given(st.sets(st.integers(0, 200), max_size=150), st.sets(st.integers(0, 200), max_size=150))
def test_a_share_is_symmetric_and_one_for_a_text_within_another(a, b):
    """Between 0 and 1, whichever comes first; a text shares all of itself."""
    one, other = (tuple(sorted(found)[:MOST_SHINGLES]) for found in (a, b))
    assert measure_share(one, other) == measure_share(other, one)
    assert 0 <= measure_share(one, other) <= 1
    both = tuple(sorted(a | b)[:MOST_SHINGLES])
    assert measure_share(one, both) == (1 if one else 0)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 40), st.integers(1, 3)), max_size=7), st.randoms()
)
def test_copies_do_not_depend_on_the_order_and_form_no_ring(drawn, random):
    """Any order gives the same copies, and following them ends."""
    made = [
        account(f"a{number}", range(start, start + size), day)
        for number, (start, size, day) in enumerate(drawn)
    ]
    shuffled = list(made)
    random.shuffle(shuffled)
    copies = find_copies(made)
    assert find_copies(shuffled) == copies
    original = {copy.a: copy.b for copy in copies}
    assert all(copy.share >= SHARE for copy in copies)
    for start in sorted(original):
        article, steps = start, 0
        while article in original:
            article, steps = original[article], steps + 1
            assert steps <= len(original)


def test_of_long_texts_a_sample_of_both_is_compared() -> None:
    """Hashes above the largest kept are not known of the one, so they do not count of the other."""
    kept = tuple(range(0, 2 * MOST_SHINGLES, 2))
    other = (*range(0, MOST_SHINGLES, 2), *range(10 * MOST_SHINGLES, 11 * MOST_SHINGLES))[: MOST_SHINGLES - 1]
    assert measure_share(kept, other) == measure_share(other, kept) == 1.0
    whole = tuple(range(MOST_SHINGLES))
    assert measure_share(whole, kept) == 1.0
    last = (*range(1, 21, 2), kept[-1])
    assert measure_share(kept, last) == pytest.approx(1 / 11)
