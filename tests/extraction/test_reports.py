"""Plans, fears and outdated figures are told apart from reports."""

from __future__ import annotations

import pytest

from claimgraph.extraction.findings import extract_claims
from claimgraph.model import Article


def read_flags(text: str) -> list[tuple[str, bool, bool]]:
    """Return the words of each claim, whether it is hypothetical and whether it is superseded."""
    claims = extract_claims(Article(id="a", text=text))
    return [(claim.quantity.words, claim.hypothetical, claim.superseded) for claim in claims]


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        ("They plan to evacuate 150 residents.", [True]),
        ("Up to 20 people are feared dead after the ferry capsized.", [True]),
        ("A further 30 people are feared trapped under the rubble.", [True]),
        ("The dam could displace 400,000 people.", [True]),
        ("The raid may have killed 12 people.", [False]),
        ("The ferry sank on Monday and 20 people drowned.", [False]),
    ],
)
def test_plans_and_fears_are_hypothetical(text: str, plans: list[bool]) -> None:
    """A count inside a plan or a fear reports nothing yet."""
    assert plans == [plan for _, plan, _ in read_flags(text)]


@pytest.mark.parametrize(
    ("text", "outdated"),
    [
        ("The blast killed 31 people, updating an earlier toll of 12 dead.", [False, True]),
        ("The death toll rose to 31 from 12 dead on Friday.", [False, True]),
        ("Initially two people were reported killed, but later doctors said five had died.", [True, False]),
        ("According to earlier information five people were killed and 46 were wounded.", [True, True]),
        ("Police had earlier put the death toll at 12.", [True]),
        ("Earlier in the day five people were killed in Northford.", [False]),
    ],
)
def test_outdated_figures_are_superseded(text: str, outdated: list[bool]) -> None:
    """The figure that a text itself calls outdated is superseded, its replacement is not."""
    assert outdated == [old for _, _, old in read_flags(text)]
