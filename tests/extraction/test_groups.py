"""A count without a noun is of the people counted beside it."""

from __future__ import annotations

import pytest

from claimgraph.extraction.findings import extract_claims
from claimgraph.model import Article


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Eleven civilians were killed and 44 others were injured.", ["civilians", "civilians"]),
        ("Two children were killed and nine others were injured.", ["children", "people"]),
        ("One man was killed and four were wounded in Northford.", ["man", "people"]),
        ("Six children were killed and 15 injured in Northford.", ["children", "children"]),
        ("Raids kill 16 in Northford. Sixteen civilians were killed on Monday.", ["civilians", "civilians"]),
        ("Five killed in Northford. Five citizens were killed on Monday.", ["people", "citizens"]),
        ("The army killed 28 and wounded 30 militants in Northford.", ["militants", "militants"]),
        ("At least 65 bodies of civilians were found in Northford.", ["civilians"]),
        ("Twenty soldiers died. Three of them were killed by a mine.", ["soldiers", "soldiers"]),
        ("The storm claimed 12 lives.", ["people"]),
        ("Gunmen opened fire on unarmed guards near Northford, killing five.", ["guards"]),
        ("Gunmen shelled the town, killing five.", ["people"]),
        ("An avalanche killed 17 climbers. Sixty-one were wounded.", ["climbers", "climbers"]),
        ("Twelve hikers died and nine bodies were found.", ["hikers", "people"]),
    ],
)
def test_groups_of_a_text(text: str, groups: list[str]) -> None:
    """Others of children are not said to be children; a headline's figure is of those told below."""
    assert groups == [claim.group for claim in extract_claims(Article(id="a", text=text))]
