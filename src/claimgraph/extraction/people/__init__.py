"""Single persons of an article and what became of each, told once however often the text does.

Claims count people; here are those told of alone, whom nobody counts: "the boy died", "Ann Smith,
29, was shot". Persons are found by noun, age or name, share the verbs of the counts around them,
and are gathered into individuals by name, age, sex and pronoun.
"""

from claimgraph.extraction.people.fates import Fate
from claimgraph.extraction.people.finding import People, find_victims, read_people
from claimgraph.extraction.people.individuals import (
    Individual,
    choose_individual,
    find_meant,
    gather_individuals,
)
from claimgraph.extraction.people.plurals import find_uncounted

__all__ = [
    "Fate",
    "Individual",
    "People",
    "choose_individual",
    "find_meant",
    "find_uncounted",
    "find_victims",
    "gather_individuals",
    "read_people",
]
