"""What the gazetteer promises: spellings, confidence, containment, own files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import LexiconError
from claimgraph.lexicon import load_gazetteer, load_lexicon
from claimgraph.lexicon.gazetteer_files import read_geonames_dump, read_places_csv
from claimgraph.lexicon.placenames import fold_name, reduce_name

GAZETTEER = load_gazetteer(load_lexicon())


def first(name: str) -> tuple[str, str]:
    """Return name and kind of the best reading of a spelling."""
    place = GAZETTEER.lookup(name)[0]
    return place.name, place.kind


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("UK", "United Kingdom"),
        ("Türkiye", "Turkey"),
        ("Palestine", "Palestine"),
        ("Pa.", "Pennsylvania"),
        ("Calif.", "California"),
        ("Deir Ezzor", "Deir ez-Zor"),
        ("AL-BAB", "al-Bab"),
        ("Khan Shaykhun", "Khan Sheikhoun"),
        ("Hammouriyeh", "Hamouriyah"),
        ("Amanaz", "Armanaz"),
        ("Kyiv", "Kyiv"),
        ("Hodeidah", "Hodeidah"),
    ],
)
def test_spellings_reach_the_place(spelling: str, name: str) -> None:
    """Case, accents, articles, romanisation and slips of the pen."""
    assert name == first(spelling)[0]


def test_only_sure_spellings_have_full_confidence() -> None:
    """A near spelling has less confidence than one of the tables."""
    assert GAZETTEER.lookup("Armanaz")[0].confidence == 1
    assert GAZETTEER.lookup("Amanaz")[0].confidence < 1


@pytest.mark.parametrize(("one", "other"), [("Daraa", "Darayya"), ("Hama", "Homs"), ("Douma", "Dummar")])
def test_similar_names_stay_apart(one: str, other: str) -> None:
    """Names that differ in one sound are different places."""
    assert {p.key for p in GAZETTEER.lookup(one)}.isdisjoint(p.key for p in GAZETTEER.lookup(other))


@pytest.mark.parametrize(
    "name",
    "Idlib Aleppo Homs Hama Raqqa Daraa Hasakah Latakia Tartus Quneitra Suwayda Deir_ez-Zor".split(),
)
def test_a_city_and_its_province_are_two_places(name: str) -> None:
    """The spelling gives both, and the city lies in the province."""
    places = GAZETTEER.lookup(name.replace("_", " "))
    city = next(p for p in places if p.kind == "city" and "Syria" in p.path)
    province = next(p for p in places if p.kind == "province" and p.path == ("Syria",))
    assert province.key == city.path_keys[0]


def test_the_path_goes_from_near_to_far() -> None:
    """The nearest container first, the country last."""
    assert GAZETTEER.lookup("Arbin")[0].path == ("Eastern Ghouta", "Rif Dimashq", "Syria")


def test_unknown_names_have_no_entry() -> None:
    """Nothing is guessed for a name that nothing resembles."""
    assert GAZETTEER.lookup("Qwxyzzt") == ()
    assert GAZETTEER.lookup("") == ()


@given(st.text(max_size=60))
def test_any_string_folds_once(name: str) -> None:
    """Folding never raises and is idempotent; looking up never raises."""
    folded = fold_name(name)
    assert folded == fold_name(folded)
    reduce_name(folded)
    GAZETTEER.lookup(name)


def test_an_own_file_is_a_gazetteer(tmp_path: Path) -> None:
    """A CSV with a name column is enough; parents are keys."""
    file = tmp_path / "mine.csv"
    file.write_text(
        "key,name,kind,parent,aliases\n"
        "x-north,North Vale,province,,\nx-1,Harrow Ford,town,x-north,Harowford\n"
    )
    place = read_places_csv(file).lookup("harowford")[0]
    assert (place.name, place.path) == ("Harrow Ford", ("North Vale",))


def test_an_own_file_without_names_is_refused(tmp_path: Path) -> None:
    """The error names the file and the row."""
    file = tmp_path / "mine.csv"
    file.write_text("key,kind\na,town\n")
    with pytest.raises(LexiconError, match=r"mine.csv, row 1"):
        read_places_csv(file)


def test_a_geonames_dump_is_a_gazetteer(tmp_path: Path) -> None:
    """Towns lie in the first-level area of the dump."""

    def line(number: str, name: str, kind: tuple[str, str], people: str) -> str:
        other = "Other Name" if kind[0] == "P" else ""
        cells = [number, name, name, other, "35.1", "36.2", *kind, "SY", "", "12", "", "", "", people]
        return "\t".join([*cells, "", "", "", ""])

    file = tmp_path / "SY.txt"
    file.write_text(
        line("1", "Vale", ("A", "ADM1"), "0") + "\n" + line("2", "Ford", ("P", "PPL"), "500") + "\n"
    )
    place = read_geonames_dump(file).lookup("Other Name")[0]
    assert (place.name, place.kind, place.path, place.latitude) == ("Ford", "town", ("Vale",), 35.1)


def test_a_short_line_of_a_dump_is_refused(tmp_path: Path) -> None:
    """The error names the line."""
    file = tmp_path / "SY.txt"
    file.write_text("1\tVale\n")
    with pytest.raises(LexiconError, match=r"SY.txt, line 1"):
        read_geonames_dump(file)
