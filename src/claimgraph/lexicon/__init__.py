"""Word tables with their origin, and the one loader for them.

A *layer* is a folder of tables: ``world`` is the base, ``syria`` lies on top of it, and a user
adds a folder of their own for the next conflict. Tables of one name in several layers are read
as one: rows of CSV tables follow each other, lists of TOML tables too.
"""

from claimgraph.lexicon.gazetteer import Gazetteer, load_gazetteer
from claimgraph.lexicon.gazetteer_files import read_geonames_dump, read_places_csv
from claimgraph.lexicon.tables import Lexicon, choose_lexicon, load_lexicon

__all__ = [
    "Gazetteer",
    "Lexicon",
    "choose_lexicon",
    "load_gazetteer",
    "load_lexicon",
    "read_geonames_dump",
    "read_places_csv",
]
