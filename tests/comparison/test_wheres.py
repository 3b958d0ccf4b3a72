"""Places beside each other: the same, one inside the other, near, of one area, different; and in words."""

from __future__ import annotations

import pytest
from attrs import evolve

from claimgraph.comparison.pairs.wheres import NEARNESSES, find_nearness, read_where, word_nearness
from claimgraph.model import Place

TOWN = Place(
    name="Hafen",
    words="Hafen",
    kind="town",
    key="h",
    path=("Hafen district", "Westmark", "Elbonia"),
    path_keys=("hd", "w", "e"),
    latitude=50.0,
    longitude=10.0,
)
COUNTRY = Place(name="Elbonia", words="Elbonia", kind="country", key="e")
PROVINCE = Place(
    name="Westmark", words="Westmark", kind="province", key="w", path=("Elbonia",), path_keys=("e",)
)
STREET = Place(
    name="Mill Street", words="Mill Street", kind="street", path=TOWN.path[1:], path_keys=TOWN.path_keys[1:]
)


def settle(
    name: str, key: str, *, north: float = 0.0, path: tuple[str, ...] = ("Ostmark", "Elbonia")
) -> Place:
    """Return a town so many degrees north of Hafen."""
    keys = tuple(
        {"Hafen district": "hd", "Westmark": "w", "Ostmark": "o", "Elbonia": "e"}[one] for one in path
    )
    return evolve(TOWN, name=name, key=key, path=path, path_keys=keys, latitude=50.0 + north)


@pytest.mark.parametrize(
    ("a", "b", "nearness", "reason"),
    [
        (TOWN, evolve(TOWN, words="HAFEN"), "same place", "both in Hafen"),
        (PROVINCE, PROVINCE, "same province", "both in Westmark"),
        (COUNTRY, COUNTRY, "same country only", "both say no more of the place than Elbonia"),
        (TOWN, COUNTRY, "same country only", "Elbonia and Hafen share only the country"),
        (TOWN, PROVINCE, "one place inside the other", "one of Hafen and Westmark lies in the other"),
        (
            TOWN,
            settle("Nau", "n", path=("Hafen district", "Westmark", "Elbonia")),
            "one place may be inside the other",
            "Hafen and Nau lie in one province of that name",
        ),
        (TOWN, settle("Ostau", "o", north=0.13), "places near each other", "Hafen and Ostau lie 14 km apart"),
        (TOWN, settle("Ostau", "o", north=0.25), "different places", "Hafen is not Ostau"),
        (
            TOWN,
            settle("Werd", "x", north=2.0, path=("Westmark", "Elbonia")),
            "same area",
            "Hafen and Werd both lie in Westmark",
        ),
        (
            TOWN,
            Place(name="Nowhere", words="Nowhere"),
            "place unknown",
            "where one of them lies is not known",
        ),
        (
            STREET,
            evolve(STREET, path_keys=("v", "f")),
            "same area",
            "Mill Street and Mill Street both lie in Westmark",
        ),
    ],
)
def test_places_are_told_apart_in_one_way_from_either_side(
    a: Place, b: Place, nearness: str, reason: str
) -> None:
    """The same name and the same words whichever stands first."""
    assert nearness in NEARNESSES
    for first, second in ((a, b), (b, a)):
        assert find_nearness(read_where(first), read_where(second)) == nearness
        assert word_nearness(read_where(first), read_where(second)) == reason


@pytest.mark.parametrize(
    ("north", "east", "said"),
    [(0.0, 0.2, "14 km"), (0.05, 0.1, "9 km"), (-0.1, -0.1, "13 km"), (0.0, 0.0, "0 km")],
)
def test_distances_are_those_of_a_sphere(north: float, east: float, said: str) -> None:
    """A degree of longitude is shorter the further one is from the equator."""
    other = evolve(settle("Ostau", "o", north=north), longitude=(TOWN.longitude or 0.0) + east)
    assert word_nearness(read_where(TOWN), read_where(other)) == f"Hafen and Ostau lie {said} apart"
