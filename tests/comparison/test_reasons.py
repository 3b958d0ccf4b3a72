"""What two figures are to each other, as it is told: which stands first, and the reason word by word."""

# ruff: noqa: E501 - each reason is one sentence, as it is told

from __future__ import annotations

import pytest
from figures import ANADOLU, ARMY, SOHR, claim, only

from claimgraph.model import Claim, Scope

# Two claims, the relation, whether the first of them stands first, and the reason.
REASONS = {
    "one origin, one figure": (
        claim("28", "civilians", SOHR),
        claim("28", "civilians", SOHR, article="b"),
        "repeats",
        True,
        "“28 civilians” and “28 civilians” are one figure of one origin, SOHR, in a and b.",
    ),
    "one origin, other wording": (
        claim("28", "civilians", SOHR),
        claim("28+", "civilians", SOHR),
        "repeats",
        False,
        "“28+ civilians” and “28 civilians” are one figure of one origin, SOHR, twice in a.",
    ),
    "one origin, people and civilians": (
        claim("20", "people", SOHR),
        claim("20", "civilians", SOHR),
        "repeats",
        False,
        "“20 civilians” and “20 people” are one figure of one origin, SOHR, twice in a (civilians are counted within people).",
    ),
    "the relay does not matter": (
        claim("9", "civilians", SOHR),
        claim("9", "civilians", SOHR, ANADOLU),
        "repeats",
        False,
        "“9 civilians” and “9 civilians” are one figure of one origin, SOHR, twice in a.",
    ),
    "two origins, one figure": (
        claim("28", "civilians", SOHR),
        claim("28+", "civilians", ANADOLU),
        "agrees",
        False,
        "“28+ civilians” (Anadolu Agency) and “28 civilians” (SOHR) give the same figure.",
    ),
    "both floors": (
        claim("28+", "civilians", SOHR),
        claim("40+", "civilians", ANADOLU),
        "differs",
        True,
        "“28+ civilians” (SOHR) and “40+ civilians” (Anadolu Agency) differ, but both can be true: neither states an upper bound.",
    ),
    "a floor and a larger figure": (
        claim("28+", "civilians", SOHR),
        claim("40", "civilians", ANADOLU),
        "differs",
        True,
        "“28+ civilians” (SOHR) and “40 civilians” (Anadolu Agency) differ, but both can be true: “28+ civilians” states no upper bound.",
    ),
    "exact figures": (
        claim("28", "civilians", SOHR),
        claim("40", "civilians", ANADOLU),
        "contradicts",
        True,
        "“28 civilians” (SOHR) and “40 civilians” (Anadolu Agency) cannot both be true.",
    ),
    "a floor above the other": (
        claim("28", "civilians", SOHR),
        claim("40+", "civilians", ANADOLU),
        "contradicts",
        True,
        "“28 civilians” (SOHR) and “40+ civilians” (Anadolu Agency) cannot both be true.",
    ),
    "a range and one inside": (
        claim("20-25", "civilians", SOHR),
        claim("22", "civilians", ANADOLU),
        "differs",
        True,
        "“20-25 civilians” (SOHR) and “22 civilians” (Anadolu Agency) differ, but both can be true: their bounds overlap.",
    ),
    "dozens and 28": (
        claim("dozens", "civilians", SOHR),
        claim("28", "civilians", ANADOLU),
        "differs",
        False,
        "“28 civilians” (Anadolu Agency) and “dozens civilians” (SOHR) differ, but both can be true: their bounds overlap.",
    ),
    "fewer civilians than people": (
        claim("25", "people", SOHR),
        claim("20", "civilians", ANADOLU),
        "differs",
        False,
        "“20 civilians” (Anadolu Agency) and “25 people” (SOHR) differ, but both can be true: civilians are counted within people.",
    ),
    "more civilians than people": (
        claim("25", "people", SOHR),
        claim("30", "civilians", ANADOLU),
        "contradicts",
        True,
        "“25 people” (SOHR) and “30 civilians” (Anadolu Agency) cannot both be true (civilians are counted within people).",
    ),
    "a narrower figure of one day": (
        claim("25", "people", SOHR),
        claim("20", "civilians", SOHR),
        "part_of",
        False,
        "“20 civilians” (SOHR) is a part of “25 people” (SOHR): read from the groups, no text says so.",
    ),
    "later and changed": (
        claim("28", "civilians", SOHR),
        claim("34", "civilians", SOHR, day=22),
        "updates",
        False,
        "The count of SOHR rose from “28 civilians” (21 March 2018) to “34 civilians” (22 March 2018).",
    ),
    "52 and more than 50": (
        claim(">50", "civilians", ARMY),
        claim("52", "civilians", ARMY),
        "differs",
        False,
        "“52 civilians” (Russian army) and “>50 civilians” (Russian army) differ, but both can be true: “>50 civilians” states no upper bound.",
    ),
    "one origin, one day": (
        claim("28", "civilians", SOHR),
        claim("34", "civilians", SOHR),
        "contradicts",
        True,
        "“28 civilians” (SOHR) and “34 civilians” (SOHR) cannot both be true.",
    ),
    "an update within a group": (
        claim("25", "people", SOHR),
        claim("28", "civilians", SOHR, day=22),
        "updates",
        False,
        "The count of SOHR rose from “25 people” (21 March 2018) to “28 civilians” (22 March 2018) (civilians are counted within people).",
    ),
    "a fall": (
        claim("28", "people", SOHR),
        claim("25", "people", SOHR, day=22),
        "updates",
        False,
        "The count of SOHR fell from “28 people” (21 March 2018) to “25 people” (22 March 2018).",
    ),
    "another wording later": (
        claim("28+", "people", SOHR),
        claim("28-30", "people", SOHR, day=22),
        "updates",
        False,
        "The count of SOHR changed from “28+ people” (21 March 2018) to “28-30 people” (22 March 2018).",
    ),
    "a rising war count": (
        claim("280", "people", SOHR, scope=Scope.CUMULATIVE),
        claim("300", "people", SOHR, day=22, scope=Scope.CUMULATIVE),
        "updates",
        False,
        "The cumulative count of SOHR rose from “280 people” (21 March 2018) to “300 people” (22 March 2018).",
    ),
    "two floors": (
        claim("28+", "people", SOHR),
        claim("40+", "people", ANADOLU),
        "differs",
        True,
        "“28+ people” (SOHR) and “40+ people” (Anadolu Agency) differ, but both can be true: neither states an upper bound.",
    ),
    "two floors the other way": (
        claim("40+", "people", SOHR),
        claim("28+", "people", ANADOLU),
        "differs",
        False,
        "“28+ people” (Anadolu Agency) and “40+ people” (SOHR) differ, but both can be true: neither states an upper bound.",
    ),
    "a repeat in one article": (
        claim("28", "people", SOHR),
        claim("28+", "civilians", SOHR),
        "repeats",
        False,
        "“28+ civilians” and “28 people” are one figure of one origin, SOHR, twice in a (civilians are counted within people).",
    ),
    "a repeat elsewhere": (
        claim("28", "people", SOHR),
        claim("28", "people", SOHR, article="b"),
        "repeats",
        True,
        "“28 people” and “28 people” are one figure of one origin, SOHR, in a and b.",
    ),
    "agreement within": (
        claim("28", "people", SOHR),
        claim("28", "civilians", ANADOLU),
        "agrees",
        False,
        "“28 civilians” (Anadolu Agency) and “28 people” (SOHR) give the same figure (civilians are counted within people).",
    ),
    "a plan": (
        claim("28", "people", SOHR, hypothetical=True),
        claim("28", "people", ANADOLU),
        "agrees",
        False,
        "“28 people” (Anadolu Agency) and “28 people” (SOHR) give the same figure; one of them is a plan or an expectation.",
    ),
    "outdated": (
        claim("28", "people", SOHR, superseded=True),
        claim("30", "people", SOHR),
        "updates",
        False,
        "“30 people” (SOHR) replaces “28 people” (SOHR), which a calls outdated.",
    ),
    "at most": (
        claim("<28", "people", SOHR),
        claim("20", "people", ANADOLU),
        "differs",
        False,
        "“20 people” (Anadolu Agency) and “<28 people” (SOHR) differ, but both can be true: their bounds overlap.",
    ),
}


@pytest.mark.parametrize(("a", "b", "kind", "in_order", "reason"), REASONS.values(), ids=REASONS)
def test_a_relation_is_told_with_its_reason(
    a: Claim, b: Claim, kind: str, in_order: bool, reason: str
) -> None:
    """The same words whichever claim came first."""
    for claims in ([a, b], [b, a]):
        (relation,) = only(claims).relations
        first, second = (a, b) if in_order else (b, a)
        assert (relation.kind.value, relation.a, relation.b) == (kind, first.id, second.id)
        assert relation.reason == reason
