"""Who is named: words of a noun phrase → a `Source`.

The registry (`sources.csv`) knows organisations by their names and by people who speak for them;
`source_kinds.toml` knows unnamed kinds ("medical sources"), institutions that carry the name of
their place ("Kano State police command") and the roles that lead from a person to an organisation
("director of the White Helmets"). Whoever is in no table keeps the name that the text gives.
"""

from claimgraph.extraction.sources.contexts import fit_context
from claimgraph.extraction.sources.institutions import pairs_name
from claimgraph.extraction.sources.naming import name_source
from claimgraph.extraction.sources.people import can_speak
from claimgraph.extraction.sources.registry import Found, find_names, find_names_at, name_publisher
from claimgraph.extraction.sources.spellings import to_singular, to_words
from claimgraph.extraction.sources.tables import (
    Alias,
    SourceTables,
    load_sources,
    make_id,
    make_source,
)

__all__ = [
    "Alias",
    "Found",
    "SourceTables",
    "can_speak",
    "find_names",
    "find_names_at",
    "fit_context",
    "load_sources",
    "make_id",
    "make_source",
    "name_publisher",
    "name_source",
    "pairs_name",
    "to_singular",
    "to_words",
]
