"""Vague words of claims read by another convention."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from claimgraph.arguments import take_each
from claimgraph.errors import UnknownNameError
from claimgraph.extraction.quantities.mentions import find_quantities
from claimgraph.extraction.sentences import split_sentences
from claimgraph.lexicon import Lexicon, choose_lexicon
from claimgraph.model import Claim, Quantity


def reread_vague(
    claims: Iterable[Claim], convention: str, *, lexicon: Lexicon | None = None
) -> tuple[Claim, ...]:
    """Read "dozens", "several" and their like in some claims by another convention.

    Args:
        claims: Claims from anywhere; only those with a vague word change, and of these the interval.
        convention: The name of a table ``[conventions.…]`` in ``numbers.toml``: ``plural-means-two``
            (as articles are read), ``acled``, ``least`` or one of your own layer.
        lexicon: Word tables; the shipped ones if left out.

    Returns:
        The claims in the order given, with the ids they had.

    Raises:
        UnknownNameError: The lexicon has no such convention; the text lists those it has.
    """
    words = choose_lexicon(lexicon)
    known = words.words("numbers")["conventions"]
    if not isinstance(convention, str) or convention not in known:
        raise UnknownNameError(
            f"no convention for vague words is named {convention!r}; known are {', '.join(known)}"
        )
    return tuple(
        claim
        if claim.quantity.convention is None
        else evolve(claim, quantity=_reread(claim, convention, words))
        for claim in take_each(claims, Claim, "reread_vague")
    )


def _reread(claim: Claim, convention: str, lexicon: Lexicon) -> Quantity:
    """Read a claim's own words again; "a number" counts people only before "of"."""
    for sentence in split_sentences(claim.text, lexicon=lexicon):
        for found in find_quantities(sentence, lexicon=lexicon, convention=convention):
            read = found.quantity
            if read.convention is not None:
                return evolve(claim.quantity, low=read.low, high=read.high, convention=convention)
    return claim.quantity


__all__ = ["reread_vague"]
