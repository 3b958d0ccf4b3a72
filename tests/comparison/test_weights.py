"""Weights are a table that is read, written and learned."""

from __future__ import annotations

import pickle
import sys
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import claimgraph as cg
from claimgraph.comparison.pairs.scoring import find_probability
from claimgraph.model import Account, DatePrecision, DateRange, Place, Scope, Term

TOWNS = [
    Place(name=name, words=name, kind="town", key=name, path=("Mark", "Elbonia"), path_keys=("m", "e"))
    for name in ("Hafen", "Kirch", "Norden", "Suden")
]


def tell(name: str, day: int, town: int, word: str) -> Account:
    """Return an account of a day of March 2030 in a town, told in one word."""
    when = date(2030, 3, day)
    return Account(
        id=name,
        article=name,
        place=TOWNS[town],
        date=DateRange(earliest=when, latest=when, precision=DatePrecision.DAY),
        terms=(Term(word, 8.0, 1), Term("police", 2.0, 3)),
        published=when,
    )


def label_pairs() -> list[tuple[Account, Account, bool]]:
    """Return pairs of 24 events, told twice each in a word of their own; days and towns are no help."""
    told = [
        (event, tell(f"{event:02}{copy}", 1 + event % 3, event % 4, f"word{event}"))
        for event in range(24)
        for copy in "ab"
    ]
    return [(a, b, one == other) for at, (one, a) in enumerate(told) for other, b in told[at + 1 :]]


def test_weights_are_learned_from_pairs_and_say_how_good_they_are() -> None:
    """Where one word tells events apart, that word is what counts."""
    found = cg.fit_weights(label_pairs())
    weights = found.weights.weights
    assert (found.pairs, found.same) == (48 * 47 // 2, 24)
    assert found.average_precision == 1.0
    assert found.pair_f1 == 1.0
    assert (
        weights["shared rare words"] + weights["shared words"] > weights["same place"] + weights["same day"]
    )
    assert "24 of one event" in str(found)


def test_how_good_weights_are_is_told_to_four_digits() -> None:
    """Where labels contradict what the accounts say, neither figure is perfect."""
    pairs = label_pairs()
    wrong = [(a, b, same if at % 9 else not same) for at, (a, b, same) in enumerate(pairs)]
    found = cg.fit_weights(wrong)
    for figure in (found.average_precision, found.pair_f1):
        assert 0 < figure < 1
        assert figure == round(figure, 4)


def test_weights_are_not_learned_without_the_package_that_learns_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The error names the extra."""
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    with pytest.raises(cg.MissingExtraError, match=r'pip install "claimgraph\[fit\]"'):
        cg.fit_weights(label_pairs())


def test_learning_does_not_depend_on_the_order_of_the_pairs() -> None:
    """Neither on which of the two accounts comes first."""
    pairs = label_pairs()
    turned = [(b, a, same) for a, b, same in reversed(pairs)]
    assert cg.fit_weights(pairs) == cg.fit_weights(turned)


def test_evidence_that_no_pair_shows_keeps_its_weight() -> None:
    """What was set by reason stays until something is known."""
    start = evolve(cg.load_weights(), weights={**cg.load_weights().weights, "same actor": 0.123})
    assert cg.fit_weights(label_pairs(), start=start).weights.weights["same actor"] == 0.123


def test_too_few_pairs_are_an_error_that_says_how_many_are_needed() -> None:
    """Four pairs teach nothing."""
    few = [pair for pair in label_pairs() if pair[2]][:4]
    with pytest.raises(cg.MisuseError, match="at least 5 pairs of one event and 5 of two, not 4 and 0"):
        cg.fit_weights(few)


def test_a_count_over_a_period_teaches_nothing_about_events() -> None:
    """The error names the account."""
    a, b, same = label_pairs()[0]
    with pytest.raises(cg.MisuseError, match="'00a' counts a period"):
        cg.fit_weights([(evolve(a, scope=Scope.CUMULATIVE), b, same)])


@given(
    st.floats(-9, 9),
    st.floats(-9, 9),
    st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1), st.floats(-9, 9)
    ),
)
def test_saved_weights_are_loaded_as_an_equal_value(
    tmp_path_factory: pytest.TempPathFactory, prior: float, threshold: float, table: dict[str, float]
) -> None:
    """Whatever the evidence is called."""
    weights = cg.Weights(prior=prior, threshold=threshold, veto=-5.0, weights=table)
    path = tmp_path_factory.mktemp("weights") / "w.toml"
    cg.save_weights(weights, path, origin="a test\nof two lines")
    loaded = cg.load_weights(path)
    assert loaded == weights


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prior = ", "is no TOML"),
        ("prior = 1.0\nthreshold = 0.0\n[weights]\n", "needs veto"),
        ("prior = 1.0\nthreshold = 0.0\nveto = 0\n", r"needs \[weights\]"),
        (
            'prior = 1\nthreshold = 0\nveto = 0\n[weights]\n"same day" = "2"\n',
            "'same day' is '2', not a number",
        ),
    ],
)
def test_a_file_that_is_no_table_of_weights_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """The error says what is wrong with it."""
    path = tmp_path / "w.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(cg.FormatError, match=said):
        cg.load_weights(path)


@given(st.floats(-700, 700))
def test_a_score_is_the_log_odds_of_its_probability(score: float) -> None:
    """Even odds are one half, and what speaks for one speaks as much against the opposite."""
    assert 0 <= find_probability(score) <= 1
    assert find_probability(score) + find_probability(-score) == pytest.approx(1)
    assert (find_probability(score) > 0.5) is (score > 1e-15) or abs(score) < 1e-12


def test_weights_travel_to_another_process_as_they_are() -> None:
    """Each number in its place; the mapping still lets itself only be read."""
    sent = cg.Weights(prior=-1.0, threshold=2.0, veto=-3.0, weights=MappingProxyType({"same day": 4.0}))
    received = pickle.loads(pickle.dumps(sent))
    assert received == sent
    assert (received.prior, received.threshold, received.veto) == (-1.0, 2.0, -3.0)
    assert isinstance(received.weights, MappingProxyType)
    assert (received.weigh("prior"), received.weigh("same day"), received.weigh("other")) == (-1.0, 4.0, 0.0)


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "true", '"1"', "1" + "0" * 400])
def test_a_weight_that_cannot_be_reckoned_with_is_named(tmp_path: Path, value: str) -> None:
    """With its name and what stands there."""
    file = tmp_path / "weights.toml"
    file.write_text(
        f'prior = 1\nthreshold = 2\nveto = 3\n\n[weights]\n"same day" = 1\n"same place" = {value}\n',
        encoding="utf-8",
    )
    with pytest.raises(cg.FormatError, match=r"the weight of 'same place' is .*, not a number"):
        cg.load_weights(file)
