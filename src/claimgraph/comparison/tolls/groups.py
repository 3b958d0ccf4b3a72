"""Which groups of people lie within which, so that their figures can be compared.

Only `Claim.group_kind` is read. The table is the claimgraph authors' own reading of how news and
casualty recorders use the words (CC0); it says what *may* be counted within what, never that
somebody was a civilian.
"""

from __future__ import annotations

EVERYONE = "people"

# narrower kind -> the kind it lies in; a kind that is not listed lies directly in "people".
# Fighters, soldiers and police stand beside civilians. Men and prisoners may be either.
WITHIN: dict[str, str] = {
    "aid workers": "civilians",
    "babies": "children",
    "boys": "children",
    "children": "civilians",
    "civilians": EVERYONE,
    "doctors": "medics",
    "elderly": "civilians",
    "families": "civilians",
    "girls": "children",
    "infants": "children",
    "journalists": "civilians",
    "medics": "civilians",
    "patients": "civilians",
    "refugees": "civilians",
    "relatives": "civilians",
    "rescuers": "civilians",
    "students": "civilians",
    "teachers": "civilians",
    "women": "civilians",
    "workers": "civilians",
}

# Kinds that a toll "of all" is told in: "20 people" and "20 civilians" are one row.
GENERAL = frozenset({EVERYONE, "civilians"})

# Kinds by age and sex cut across every other; beside a total they are read as a part of it.
BY_AGE_OR_SEX = frozenset({"babies", "boys", "children", "elderly", "girls", "infants", "men", "women"})


def lies_within(narrow: str, wide: str) -> bool:
    """Return whether every member of ``narrow`` is one of ``wide``, the two being different kinds."""
    kind = narrow
    while kind != EVERYONE:
        kind = WITHIN.get(kind, EVERYONE)
        if kind == wide:
            return True
    return False


def widest(kinds: frozenset[str]) -> str:
    """Return the kind that holds the others; of several, the first by name."""
    outer = [kind for kind in kinds if not any(lies_within(kind, other) for other in kinds)]
    return min(outer, default=EVERYONE)
