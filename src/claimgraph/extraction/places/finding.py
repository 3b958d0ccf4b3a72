"""Article → mentions of places, in text order."""

from __future__ import annotations

from claimgraph.extraction.places.anaphors import add_anaphors
from claimgraph.extraction.places.found import Found
from claimgraph.extraction.places.homes import house_places
from claimgraph.extraction.places.names import find_names
from claimgraph.extraction.places.nesting import nest_places
from claimgraph.extraction.places.readings import load_readings
from claimgraph.extraction.places.resolving import drop_unlikely, mark_persons, to_mentions
from claimgraph.extraction.places.style import find_style
from claimgraph.extraction.places.wards import mark_wards
from claimgraph.extraction.places.words import PlaceMention, load_place_words
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.commonwords import load_common_words
from claimgraph.lexicon.gazetteer import Gazetteer, load_gazetteer
from claimgraph.lexicon.tables import Lexicon


def find_places(
    sentences: tuple[Sentence, ...], *, lexicon: Lexicon, text: str, gazetteer: Gazetteer | None = None
) -> tuple[PlaceMention, ...]:
    """Find the places that a text names, in text order.

    Args:
        sentences: The sentences of the text.
        lexicon: Word tables; its layers hold the gazetteer too.
        text: The text of which the spans are characters.
        gazetteer: Your own in place of the lexicon's.

    Returns:
        One mention a name: gazetteer entries, names that only their surroundings make a place
        (``key`` is ``None``), and anaphors ("the town", "there"). ``place.words`` are the
        characters at ``place.span``. Empty for a text without places.
    """
    words = load_place_words(lexicon)
    table = gazetteer or load_gazetteer(lexicon)
    style = find_style(sentences, text, load_common_words(lexicon), words.no_names)
    readings = load_readings(table, words, stripped=style.stripped, common_words=style.common_words)
    found: list[Found] = []
    for sentence in sentences:
        found += find_names(sentence, readings=readings, gazetteer=table, words=words, style=style)
    found = mark_persons(drop_unlikely(found, words=words, style=style))
    found = mark_wards(found, sentences, words)
    mentions = to_mentions(found, table, words=words, text=text)
    housed = house_places(nest_places(found, mentions, sentences, words))
    return add_anaphors(housed, sentences, words=words, text=text, gazetteer=table)
