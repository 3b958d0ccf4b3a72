"""A folder of tables for another conflict: its how-to page makes one, and each of its tables is felt."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import claimgraph as cg

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "another_conflict.md"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the page's Python has made up to where it loads its folder."""
    names: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("desk"))
        for body in BLOCK.findall(PAGE.read_text(encoding="utf-8").split("## After")[0]):
            exec(compile(body, str(PAGE), "exec"), names)
        names["folder"] = names["folder"].resolve()
    return names


@pytest.fixture(scope="module")
def folder(page: dict[str, Any]) -> Path:
    """The folder that the page makes."""
    made = page["folder"]
    assert isinstance(made, Path)
    return made


def read(text: str, *layers: str | Path) -> tuple[cg.Claim, ...]:
    """Read an article of one day with the layers."""
    article = cg.Article(id="a", text=text, published=date(2024, 6, 3))
    return cg.extract_claims(article, lexicon=cg.load_lexicon(*layers))


def name_origins(text: str, *layers: str | Path) -> list[str | None]:
    """Return whom the claims of a text are attributed to."""
    return [claim.origin.name if claim.origin else None for claim in read(text, *layers)]


def test_alias_of_the_table_names_its_source(folder: Path) -> None:
    """An abbreviation and the name in full are one source of the kind that the row says."""
    text = "Six people were killed in Sennar, the SDN said. Two were hurt, the Doctors Network said."
    origins = [claim.origin for claim in read(text, "world", folder)]
    assert [origin and (origin.name, origin.kind) for origin in origins] == [
        ("Sudan Doctors Network", "medical")
    ] * 2
    assert name_origins(text, "world") == ["SDN", "Doctors Network"]


def test_person_of_the_table_speaks_for_the_body(folder: Path) -> None:
    """Who stands among the aliases of a body speaks for it."""
    text = "Hemedti said on Sunday that 40 soldiers had been killed in El Fasher."
    assert name_origins(text, "world") == ["Hemedti"]
    assert name_origins(text, "world", folder) == ["Rapid Support Forces"]


def test_alias_of_the_table_wins_over_the_base(folder: Path, tmp_path: Path) -> None:
    """Letters that stand for somebody in the base stand for the folder's source."""
    shutil.copytree(folder, tmp_path / "desk")
    with (tmp_path / "desk" / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("peace-jurists,Peace Jurists,NGO,,CPJ\n")
    text = "The CPJ said on Sunday that 12 people had been killed in Nyala."
    assert name_origins(text, "world") == ["Committee to Protect Journalists"]
    assert name_origins(text, "world", tmp_path / "desk") == ["Peace Jurists"]


def test_party_of_the_table_acts(folder: Path) -> None:
    """A side is named as who did it, and its sources bear its name."""
    text = "The SAF killed 12 people in Nyala on Sunday, the Sudanese Armed Forces said."
    (claim,) = read(text, "world", folder)
    assert claim.origin
    assert (claim.actor, claim.origin.party) == ("SAF", "SAF")
    (claim,) = read(text, "world")
    assert claim.actor is None


def test_village_of_the_table_lies_where_it_says(folder: Path) -> None:
    """Two spellings of a village are one place within its province and country."""
    text = "Two men were killed in Wadrabih on Sunday. Three women were killed in Wad Rabih on Monday."
    places = [claim.place for claim in read(text, "world", folder)]
    assert [place and (place.key, place.path) for place in places] == [
        ("sd-wad-rabih-village", ("Al Jazirah", "Sudan"))
    ] * 2
    assert [claim.place and claim.place.path for claim in read(text, "world")] == [(), ()]


def test_cue_of_the_table_attributes(folder: Path) -> None:
    """A verb of the table makes its subject the source."""
    text = "Nine farmers were abducted near Kosti on Sunday, Zubeir Adam intimated."
    assert name_origins(text, "world") == [None]
    assert name_origins(text, "world", folder) == ["Zubeir Adam"]


def test_unnamed_kind_of_the_table_speaks(folder: Path) -> None:
    """Unnamed speakers of the table are a source of their kind."""
    text = "Resistance committees said on Sunday that nine farmers had been abducted near Kosti."
    origins = [claim.origin for claim in read(text, "world", folder)]
    assert [origin and (origin.name, origin.kind) for origin in origins] == [
        ("resistance committees", "local")
    ]


def test_word_of_the_table_is_no_place(folder: Path) -> None:
    """A word that looks like a place is none where the table says so."""
    text = "Twelve people were killed in Janjaweed on Sunday."
    (before,), (after,) = read(text, "world"), read(text, "world", folder)
    assert before.place
    assert before.place.words == "Janjaweed"
    assert after.place is None


CIVIL_DEFENCE = "Civil defence said on Sunday that six people were missing in {}."
ARMY = "The army said on Sunday that two soldiers had been killed in {}."


@pytest.mark.parametrize(
    ("text", "name"),
    [(CIVIL_DEFENCE, "Sudanese Civil Defence"), (ARMY, "Sudanese army")],
    ids=["rescue", "army"],
)
def test_institution_is_that_of_the_conflict_only_in_its_articles(folder: Path, text: str, name: str) -> None:
    """An unnamed institution is the country's in an article about it, and nobody's elsewhere."""
    assert name_origins(text.format("Khartoum"), "world", folder) == [name]
    assert name_origins(text.format("Lyon"), "world", folder) == name_origins(text.format("Lyon"), "world")


def test_each_conflict_keeps_to_its_own_articles(folder: Path) -> None:
    """With several conflicts loaded an institution is that of the one the article names most."""
    layers = ("world", "syria", folder)
    assert name_origins(CIVIL_DEFENCE.format("Khartoum"), *layers) == ["Sudanese Civil Defence"]
    assert name_origins(CIVIL_DEFENCE.format("Aleppo"), *layers) == ["White Helmets"]
    assert name_origins(ARMY.format("Idlib, Syria, far from Sudan"), *layers) == ["Syrian army"]
    assert name_origins(CIVIL_DEFENCE.format("Lyon"), *layers) == ["civil defence"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("err,Emergency Rooms,resuce,,ERR", "no kind 'resuce'"),
        ("err,Emergency Rooms,rescue,Darfru,ERR", "no party 'Darfru'"),
    ],
    ids=["kind", "party"],
)
def test_misspelt_cell_is_told_with_its_row(tmp_path: Path, row: str, told: str) -> None:
    """A kind or a party that nothing else names is an error that says in which row."""
    (tmp_path / "sources.csv").write_text(f"id,name,kind,party,aliases\n{row}\n", encoding="utf-8")
    with pytest.raises(cg.LexiconError, match=rf"sources.csv, row 1 \(err\): {told}"):
        read("Six people were killed.", "world", tmp_path)


def test_long_party_does_not_act_by_each_of_its_words(tmp_path: Path) -> None:
    """A side of several words is no actor by one of them alone."""
    (tmp_path / "parties.csv").write_text("id,name\nrsf,Rapid Support Forces\n", encoding="utf-8")
    text = "Rapid support teams attacked the flood with pumps. Twelve people were killed in Nyala on Sunday."
    assert [claim.actor for claim in read(text, "world", tmp_path)] == [None]


@pytest.mark.parametrize(
    "speaker",
    [
        "Civil defence",
        "The civil defense",
        "The army",
        "The monitor",
        "The observatory",
        "State media",
        "The government",
        "The opposition",
        "The coalition",
        "Abdel Rahman",
    ],
)
def test_nothing_of_syria_is_read_in_sudan(folder: Path, speaker: str) -> None:
    """No speaker of a Sudanese article is a body of the Syrian tables, nor is anyone of its parties."""
    syrian = {row["name"] for row in cg.load_lexicon("syria").rows("sources")}
    text = f"{speaker} said on Sunday that six people had been killed in Khartoum, Sudan."
    (claim,) = read(text, "world", folder)
    assert claim.origin is None or (claim.origin.name not in syrian and claim.origin.party in (None, "SAF"))


def describe(article: cg.Article, words: cg.Lexicon) -> list[tuple[Any, ...]]:
    """Return what the tables of the page decide about each claim."""
    claims = cg.extract_claims(article, lexicon=words)
    return [(claim.origin, claim.place and claim.place.path, claim.actor) for claim in claims]


@pytest.mark.parametrize(
    "table", ["sources.csv", "parties.csv", "places.csv", "source_kinds.toml", "cues.toml"]
)
def test_each_table_of_the_page_is_needed(page: dict[str, Any], tmp_path: Path, table: str) -> None:
    """Without any one of its tables the article of the page is read otherwise."""
    rest = tmp_path / "rest"
    shutil.copytree(page["folder"], rest)
    (rest / table).unlink()
    article = page["article"]
    whole, less = (cg.load_lexicon("world", layer) for layer in (page["folder"], rest))
    assert describe(article, less) != describe(article, whole)
