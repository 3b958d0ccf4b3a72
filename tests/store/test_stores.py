"""The store: articles into one file and back, each once, with judgements and questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

import claimgraph as cg
from claimgraph.store import schemas

SHELLING = "Shelling in Beledweyne killed 12 people on Wednesday, police said."
DOCTOR = "At least 12 people were killed on Wednesday by shells in Beledweyne, a doctor said."
BOMB = "A bomb killed four soldiers in Kismayo on Thursday, the army said."


def _record(id: str, text: str, day: str = "2020-03-05", **fields: str) -> dict[str, str]:
    return {"id": id, "published": day, "text": text, **fields}


RECORDS = [_record("ash", SHELLING), _record("bay", DOCTOR), _record("cob", BOMB, "2020-03-06")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store may stand."""
    return tmp_path / "monitor.db"


@pytest.fixture
def store(path: Path) -> Iterator[cg.Store]:
    """A store of three articles, two of one event."""
    with cg.Store(path) as found:
        found.add(RECORDS)
        yield found


# -- adding ---------------------------------------------------------------------------------------


def test_a_store_holds_what_building_at_once_gives(store: cg.Store) -> None:
    """Articles, accounts and incidents are those of `build_graph`."""
    assert store.graph() == cg.build_graph(RECORDS)
    assert len(store) == len(store.incidents) == 2


def test_a_store_opened_again_holds_the_same(store: cg.Store, path: Path) -> None:
    """Closing and opening changes nothing, and the file is one file then."""
    before = store.graph()
    store.close()
    assert [file.name for file in path.parent.iterdir()] == ["monitor.db"]
    with cg.Store(path) as again:
        assert again.graph() == before


def test_adding_tells_what_changed(path: Path) -> None:
    """Articles that are new, and the incidents that are new or have grown."""
    with cg.Store(path) as store:
        first = store.add(RECORDS[0])
        second = store.add(RECORDS[1:])
    assert [article.id for article in first.articles] == ["ash"]
    assert [change.kind for change in first.changes] == ["new"]
    assert [change.kind for change in second.changes] == ["grown", "new"]
    assert str(second) == "2 articles added, 0 problems, 2 changes"


def test_an_article_that_is_there_adds_nothing(store: cg.Store) -> None:
    """Neither under its own id nor under another one, nor twice in one adding; each is reported."""
    before = store.graph()
    other = _record("new", BOMB, "2020-03-07")
    addition = store.add([RECORDS[0], _record("ash-2", SHELLING), other, {**other, "id": "newer"}])
    assert [article.id for article in addition.articles] == ["new"]
    assert addition.problems == ()
    assert [str(problem) for problem in addition.repeats] == [
        "record 1: skipped: the article 'ash' was read before, with the same text",
        "ash-2: skipped: the same article is in the store as 'ash'",
        "newer: skipped: the same article is in the store as 'new'",
    ]
    assert store.graph().articles[:3] == before.articles


def test_the_same_text_by_another_paper_is_another_article(store: cg.Store) -> None:
    """Who printed wire copy matters; the two are told to be copies, not dropped."""
    assert len(store.add(_record("dew", SHELLING, publisher="Coast Times")).articles) == 1


def test_a_known_id_with_another_text_is_skipped(store: cg.Store) -> None:
    """As when one adds to a graph."""
    addition = store.add(_record("ash", BOMB))
    assert not addition.articles
    assert "another article has the id 'ash'" in str(addition.problems[0])


def test_nothing_is_kept_of_an_adding_that_fails(store: cg.Store, tmp_path: Path) -> None:
    """A problem under `strict` leaves the store as it was, the articles before it too."""
    before = store.graph()
    with pytest.raises(cg.ArticleError):
        store.add([_record("new", DOCTOR, "2020-03-09"), {"id": "empty", "text": " "}], strict=True)
    with pytest.raises(cg.ArticleError):
        store.add(tmp_path / "missing")
    assert store.graph() == before


def test_what_is_no_character_is_kept(path: Path) -> None:
    """Halves of a character and NULs, in ids and texts, come back as they were."""
    record = _record("a\ud800\0", "\ud83d\ude00 Two people were killed in Kismayo, police said.\0\udc80")
    with cg.Store(path) as store:
        store.add(record)
        assert store.graph() == cg.build_graph([record])
        assert store.add(record).articles == ()
        assert len(store.select(text="kismayo")) == 1


def test_progress_is_told(path: Path) -> None:
    """Each step is told with what is done."""
    steps: list[str] = []
    with cg.Store(path) as store:
        store.add(RECORDS, progress=lambda done, total, what: steps.append(what))
    assert list(dict.fromkeys(steps)) == ["reading inputs", "finding claims", "building incidents"]


# -- judging --------------------------------------------------------------------------------------


def test_a_judgement_is_kept_and_undone(store: cg.Store, path: Path) -> None:
    """It does what it does in a graph, outlives closing, and its undoing leads back."""
    graph = store.graph()
    a, b = (one.accounts[0] for one in graph.incidents)
    judged = graph.judge(a, b, "same", by="Ana", when="2020-03-09")
    assert store.judge(a, b, "same", by="Ana", when="2020-03-09") == judged.changes
    assert store.graph() == judged
    store.close()
    with cg.Store(path) as again:
        assert again.judgements == judged.judgements
        again.undo(again.judgements[0], by="Ben", when="2020-03-10")
        assert again.graph().incidents == graph.incidents
        assert len(again.judgements) == 2


def test_judgements_come_from_a_file_and_wait_for_their_claims(store: cg.Store, path: Path) -> None:
    """A log may speak of claims that come later; it holds from then on."""
    graph = store.graph()
    a, b = (one.accounts[0] for one in graph.incidents)
    log = graph.judge(a, b, "same", by="Ana", when="2020-03-09").judgements
    file = path.with_name("ours.jsonl")
    cg.write_judgements(log, file)
    with cg.Store(path.with_name("other.db")) as other:
        other.add(RECORDS[0])
        assert other.add_judgements(cg.read_judgements(file)) == ()
        assert len(other.unplaced) == 1
        other.add(RECORDS[1:])
        assert other.unplaced == ()
        assert len(other) == 1
        assert other.add_judgements(log) == ()


def test_judgements_that_contradict_change_nothing(store: cg.Store) -> None:
    """The error names the chain, and the log stays as it was."""
    a, b = (one.accounts[0] for one in store.incidents)
    store.judge(a, b, "same", by="Ana", when="2020-03-09")
    before = store.graph()
    with pytest.raises(cg.ConstraintError):
        store.judge(a, b, "different", by="Ben", when="2020-03-10")
    with pytest.raises(cg.UnknownNameError):
        store.judge("c-none", b, "same", by="Ben", when="2020-03-10")
    assert store.graph() == before


def test_an_undone_judgement_takes_another_day(store: cg.Store) -> None:
    """The same decision again, at the same time, would say nothing."""
    a, b = (one.accounts[0] for one in store.incidents)
    store.judge(a, b, "same", by="Ana", when="2020-03-09")
    store.undo(store.judgements[0], by="Ana", when="2020-03-10")
    with pytest.raises(cg.MisuseError, match="was undone"):
        store.judge(a, b, "same", by="Ana", when="2020-03-09")


def test_questions_are_those_of_the_graph(store: cg.Store) -> None:
    """What is most worth a look does not depend on where it is kept."""
    fourth = _record("dew", "A bomb in Kismayo killed at least six soldiers, residents said.", "2020-03-07")
    fifth = _record("elm", "Shells killed 15 people in Beledweyne, a lawmaker said.", "2020-03-07")
    store.add([fourth, fifth, _record("fir", "The ferry to Kismayo was cancelled.", "2020-03-06")])
    asked = store.graph().review(50)
    assert len(asked) > 1
    for limit in (0, 1, 2, 50):
        assert store.review(limit) == asked[:limit]
    store.judge(asked[0].a, asked[0].b, "unsure", by="Ana", when="2020-03-09")
    assert store.review(50) == store.graph().review(50)
    assert asked[0].link not in [question.link for question in store.review(50)]


# -- looking --------------------------------------------------------------------------------------


def test_views_are_read_while_one_goes_through_them(store: cg.Store) -> None:
    """They count, go through in order, and know what they hold."""
    graph = store.graph()
    assert tuple(store.articles) == graph.articles
    assert tuple(store.incidents) == graph.incidents
    assert graph.articles[1] in store.articles
    assert evolve(graph.articles[1], title="Other") not in store.articles
    assert (len(store.articles), len(store.incidents)) == (3, 2)


def test_a_store_says_what_it_is(store: cg.Store) -> None:
    """The picture names the file and counts."""
    assert repr(store).endswith("monitor.db: 3 articles, 2 incidents>")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Beledweyne", "Kismayo"]),
        ({"words": "kismayo"}, ["Kismayo"]),
        ({"words": "2020-03-04 beledweyne"}, ["Beledweyne"]),
        ({"words": "kismayo beledweyne"}, []),
        ({"place": "beledweyne"}, ["Beledweyne"]),
        ({"place": "lower"}, ["Kismayo"]),
        ({"place": "Lower  juba"}, ["Kismayo"]),
        ({"place": "Somalia"}, ["Kismayo"]),
        ({"place": "Kis"}, []),
        ({"since": "2020-03-05"}, ["Kismayo"]),
        ({"until": "2020-03-04"}, ["Beledweyne"]),
        ({"since": "2020-03-04", "until": "2020-03-05"}, ["Beledweyne", "Kismayo"]),
        ({"source": "Medical"}, ["Beledweyne"]),
        ({"source": "army", "until": "2020-03-04"}, []),
        ({"text": "SHELLS doctor"}, ["Beledweyne"]),
        ({"text": "shells army"}, []),
        ({"text": ""}, []),
        ({"limit": 1}, ["Beledweyne"]),
        ({"limit": 0}, []),
    ],
)
def test_incidents_are_found(store: cg.Store, query: dict[str, str], found: list[str]) -> None:
    """By words, place and what it lies in, days with both ends, source and the words of a text."""
    assert sorted(one.place.name for one in store.select(**query) if one.place) == found


@pytest.mark.parametrize("text", ['"', "*", "shells OR", "text:", "NEAR(", "a-b", "(", "^", "\0", "\ud800"])
def test_no_sign_of_a_search_is_an_operator(store: cg.Store, text: str) -> None:
    """Whatever a person types is looked for, never run."""
    assert store.select(text=text) == ()


def test_words_find_what_they_find_in_a_graph(store: cg.Store) -> None:
    """The order, too."""
    for words in ("killed", "beledweyne 12", "police", "o"):
        assert store.select(words) == store.graph().select(words)


@pytest.mark.parametrize("query", [{"since": "March"}, {"until": 5}, {"limit": -1}, {"limit": "2"}])
def test_a_query_that_is_none_is_refused(store: cg.Store, query: dict[str, object]) -> None:
    """The error names the value."""
    with pytest.raises(cg.MisuseError):
        store.select(**query)  # type: ignore[arg-type]


# -- settings -------------------------------------------------------------------------------------


def test_other_words_are_not_mixed_in(path: Path, tmp_path: Path) -> None:
    """A store filled with one lexicon refuses another; the error names both."""
    words = tmp_path / "river"
    words.mkdir()
    (words / "sources.csv").write_text("# Origin: own. Licence: CC0.\n", encoding="utf-8")
    own = cg.load_lexicon("world", words)
    with cg.Store(path, lexicon=own) as store:
        store.add(RECORDS[0])
    with (
        cg.Store(path) as plain,
        pytest.raises(cg.ConstraintError, match=r"words of world, river \(\w+\), not of world, syria"),
    ):
        plain.add(RECORDS[1])
    with cg.Store(path, lexicon=own) as store:
        assert len(store.add(RECORDS[1]).articles) == 1


def test_articles_are_read_anew(store: cg.Store, path: Path, tmp_path: Path) -> None:
    """With the same words nothing changes; with others the store holds what these give, under known ids."""
    a, b = (one.accounts[0] for one in store.incidents)
    store.judge(a, b, "different", by="Ana", when="2020-03-09")
    before = store.graph()
    assert store.reread() == ()
    assert store.graph() == before
    words = tmp_path / "river"
    words.mkdir()
    (words / "sources.csv").write_text(
        "# Origin: own. Licence: CC0.\n"
        "id,name,kind,party,aliases\nharbour,Harbour Police,police,,the police|police\n",
        encoding="utf-8",
    )
    own = cg.load_lexicon("world", "syria", words)
    with cg.Store(path, lexicon=own) as other:
        other.reread()
        expected = cg.build_graph(RECORDS, lexicon=own, judgements=before.judgements)
        assert other.graph().accounts == expected.accounts
        assert [one.accounts for one in other.incidents] == [one.accounts for one in expected.incidents]
        assert [one.id for one in other.incidents] == [one.id for one in before.incidents]
        assert other.check() == ()
        assert len(other.select(text="shells")) == 1
    with pytest.raises(cg.ConstraintError):
        store.add(_record("dew", BOMB))


def test_weights_are_kept(path: Path) -> None:
    """A store links by the weights that it was filled with, and refuses others."""
    weights = evolve(cg.load_weights(), threshold=99.0)
    with cg.Store(path, weights=weights) as store:
        store.add(RECORDS)
    with cg.Store(path) as store:
        assert store.graph() == cg.build_graph(RECORDS, link=weights)
        assert len(store) == 3
    with cg.Store(path, weights=cg.load_weights()) as store, pytest.raises(cg.ConstraintError):
        store.add(_record("dew", BOMB))


# -- files ----------------------------------------------------------------------------------------


def test_a_file_of_something_else_is_refused(path: Path) -> None:
    """A text, and a database of another program, are named for what they are."""
    path.write_text("no database, but a text that is long enough to be looked at", encoding="utf-8")
    with pytest.raises(cg.FormatError, match="no SQLite file"):
        cg.Store(path)
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE things (name)")
    other.close()
    with pytest.raises(cg.FormatError, match="no store of claimgraph"):
        cg.Store(path)


def test_a_store_of_a_newer_version_is_refused(store: cg.Store, path: Path) -> None:
    """It is not touched; the error says what to do."""
    store.close()
    with sqlite3.connect(path) as other:
        other.execute(f"PRAGMA user_version = {schemas.VERSION + 1}")
    other.close()
    with pytest.raises(cg.FormatError, match="upgrade claimgraph"):
        cg.Store(path)


def test_a_store_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    """A folder that is not there, or a folder in the place of the file."""
    for path in (tmp_path / "missing" / "monitor.db", tmp_path):
        with pytest.raises(cg.StoreError, match="cannot be opened"):
            cg.Store(path)


def test_a_closed_store_says_so(store: cg.Store) -> None:
    """Closing twice does nothing; using it then is an error of ours."""
    store.close()
    store.close()
    with pytest.raises(cg.StoreError, match="was closed"):
        store.graph()


def test_a_damaged_store_says_so(store: cg.Store, path: Path) -> None:
    """What SQLite finds broken is an error that names the way out."""
    asked = "SELECT rootpage FROM sqlite_master WHERE name = 'account_records'"
    (page,) = store._database.connection.execute(asked).fetchone()
    store.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(content)
    with cg.Store(path) as broken, pytest.raises(cg.StoreError, match="claimgraph store check"):
        broken.graph()
