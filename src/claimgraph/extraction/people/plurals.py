"""Several people whom nobody counts: "others were injured", "killing civilians"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures import Trigger, assign_triggers
from claimgraph.extraction.nouns import load_count_words
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Modifier, Quantity, Span

# A plural is two people or more.
LEAST = 2


def find_uncounted(
    sentence: Sentence, counts: Sequence[Count], *, lexicon: Lexicon
) -> tuple[tuple[Count, Trigger], ...]:
    """Find plurals without a number of whom a sentence says what happened.

    No claims are made of them: the text gives no figure. Who needs one reads two or more, which is
    what any plural means and how ISAF's coders counted it.

    Args:
        sentence: The sentence.
        counts: Its counts, whose nouns are no plurals of this kind.
        lexicon: Nouns for people, and the measures.

    Returns:
        The plurals with what happened, in reading order.
    """
    words, lower = load_count_words(lexicon), sentence.lower
    taken = {at for count in counts for at in range(count.first, count.last)}
    found = [
        _make_count(sentence, at, words.kinds[word])
        for at, word in enumerate(lower)
        if at not in taken and word in words.plural and word not in words.triggers
    ]
    every = sorted([*counts, *found], key=lambda count: count.first)
    triggers = assign_triggers(sentence, every, lexicon=lexicon)
    return tuple(
        (count, trigger)
        for count, trigger in zip(every, triggers, strict=True)
        # Far on in the clause it is told of somebody else: "residents said the bridge was hit".
        if trigger is not None and trigger.rule != "clause" and count.first not in taken
    )


def _make_count(sentence: Sentence, at: int, kind: str) -> Count:
    token = sentence.tokens[at]
    quantity = Quantity(
        value=None,
        low=LEAST,
        high=None,
        modifier=Modifier.VAGUE,
        words=token.text,
        span=Span(token.start, token.end),
    )
    return Count(quantity, at, at + 1, at, token.lower, kind, at)


__all__ = ["find_uncounted"]
