"""The incident that an article is mainly about."""

from __future__ import annotations

import claimgraph as cg

STRIKE = {
    "id": "strike",
    "text": "An air strike killed 12 people in Saraqib on Friday 7 October 2016, the White Helmets said. "
    "On Monday a bomb had killed four people in Homs.",
    "published": "2016-10-08",
}
FUNERAL = {
    "id": "funeral",
    "text": "Mourners gathered in Saraqib on Saturday after the air strike of Friday 7 October 2016.",
    "published": "2016-10-08",
}
WAR = {
    "id": "war",
    "text": "More than 300,000 people have been killed in the war since March 2011, the United Nations said.",
    "published": "2016-10-08",
}


def test_every_article_has_a_main_incident() -> None:
    """The event told first; a story that counts nobody has one, too; a war where nothing else is told."""
    graph = cg.build_graph([STRIKE, FUNERAL, WAR])
    mains = graph.main_incidents()
    assert list(mains) == ["strike", "funeral", "war"]
    assert [claim.text for claim in mains["strike"].claims] == ["12 people"]
    assert mains["war"].scope is cg.Scope.CUMULATIVE
    assert "funeral" in mains["funeral"].articles


def test_an_event_goes_before_a_count_over_a_period_wherever_it_stands() -> None:
    """A story that opens with the war's toll is about the strike."""
    text = f"{WAR['text']} {STRIKE['text']}"
    graph = cg.build_graph([{**STRIKE, "text": text}])
    assert [claim.text for claim in graph.main_incidents()["strike"].claims] == ["12 people"]


def test_main_incidents_do_not_depend_on_the_order_of_articles() -> None:
    """Ids of incidents are the same as well."""
    one = cg.build_graph([STRIKE, FUNERAL, WAR]).main_incidents()
    other = cg.build_graph([WAR, FUNERAL, STRIKE]).main_incidents()
    assert {name: incident.id for name, incident in one.items()} == {
        name: incident.id for name, incident in other.items()
    }


def test_a_story_that_counts_nobody_is_no_incident_of_the_tables() -> None:
    """It stands beside them, and is not lost."""
    graph = cg.build_graph([{**FUNERAL, "text": "Mourners gathered in Ypres after the fire of Friday."}])
    assert graph.incidents == ()
    assert [story.articles for story in graph.stories] == [("funeral",)]
