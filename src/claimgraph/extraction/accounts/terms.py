"""What an account has in common with others of its event beside place, day and figures.

Its words with how rarely news uses them, the names it mentions, the ages it gives of people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import log

from claimgraph.extraction.circumstances import load_circumstance_words
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.rarity import UNLISTED, load_rarity
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Place, Term, share_term

# A word that one article in three has tells nothing.
LEAST_RARE = 1.0
# The weightiest words are kept: what is below them changes no comparison by more than rounding.
MOST_TERMS = 150
SHORTEST = 3
LONGEST_NUMBER = 5
# Nobody lives longer; "a 300-year-old church".
OLDEST = 110
# Initials and particles that stand within a name.
LONGEST_NAME = 5
# So many words are remembered with what they tell.
_MOST_KEPT = 1 << 16


def collect_terms(
    sentences: Sequence[Sentence], *, known: frozenset[str], lexicon: Lexicon
) -> tuple[Term, ...]:
    """Collect the words of some sentences, each with its rarity in news and its times here.

    Args:
        sentences: The sentences that tell the account, its headline among them.
        known: The words of the towns that the article names, in lower case: every event there has
            those. Names of sides, peoples and agencies are left out for the same reason.
        lexicon: Word tables; ``word_rarity.csv.gz`` is read.

    Returns:
        The `MOST_TERMS` words that tell most, in lower case, by word.
    """
    telling = _load_telling_words(lexicon)
    counts = Counter(chain.from_iterable([sentence.lower for sentence in sentences]))
    found = [
        (word, rarity, times)
        for word, times in counts.items()
        if (rarity := telling[word]) and word not in known
    ]
    if len(found) > MOST_TERMS:
        ranked = [(-rarity * (1 + log(times)), word, rarity, times) for word, rarity, times in found]
        found = [row[1:] for row in sorted(ranked)[:MOST_TERMS]]
    return tuple([share_term(*row) for row in sorted(found)])


class _TellingWords(dict[str, float]):
    """The rarity of the words that tell events apart, 0 of the others; filled as articles are read."""

    def __init__(self, rarity: Mapping[str, float], named: frozenset[str]) -> None:
        super().__init__()
        self._rarity = rarity
        self._named = named

    def __missing__(self, word: str) -> float:
        rarity = self._rarity.get(word, UNLISTED)
        tells = rarity >= LEAST_RARE and word not in self._named and _is_telling(word)
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[word] = rarity if tells else 0.0
        return self[word]


@lru_cache(maxsize=16)
def _load_telling_words(lexicon: Lexicon) -> _TellingWords:
    return _TellingWords(load_rarity(lexicon), load_named_words(lexicon))


@lru_cache(maxsize=16)
def load_named_words(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that many events share: names of sides, peoples, agencies, days and months."""
    names = [row[field] for row in lexicon.rows("sources") for field in ("name", "aliases")]
    words = {word for name in names for word in name.lower().replace("|", " ").split()}
    days = lexicon.words("dates")
    return load_circumstance_words(lexicon).named | words | set(days["weekdays"]) | set(days["months"])


def _is_telling(word: str) -> bool:
    """Return whether a token is a word or a number such as a house has, and no year."""
    if word.isdecimal():
        return SHORTEST <= len(word) <= LONGEST_NUMBER and not 1900 <= int(word) <= 2100
    return len(word) >= SHORTEST and word.isalpha()


def collect_names(
    sentences: Sequence[Sentence], *, known: frozenset[str], lexicon: Lexicon
) -> tuple[str, ...]:
    """Collect the names of two words and more: victims, streets, schools, in lower case and sorted.

    Args:
        sentences: The sentences that tell the account.
        known: See `collect_terms`; a name of such words alone is left out.
        lexicon: Word tables; the names of sides and agencies are read.
    """
    named = load_named_words(lexicon)
    names = set()
    for sentence in sentences:
        for run in _list_runs(sentence.tokens):
            if False in [word in known or word in named for word in run]:
                names.add(" ".join(run))
    return tuple(sorted(names))


def _list_runs(tokens: Sequence[Token]) -> list[list[str]]:
    """Return the runs of two to five words with a capital; the first word of a sentence begins none."""
    runs: list[list[str]] = []
    behind = 0
    # By position in the tuple for speed: every word of every account comes by here.
    for n in [n for n, token in enumerate(tokens) if token[0][0].isupper()]:
        text, lower, _, _ = tokens[n]
        if not n or text == lower or not text.isalpha():
            continue
        if n == behind:
            runs[-1].append(lower)
        else:
            runs.append([lower])
        behind = n + 1
    return [run for run in runs if 2 <= len(run) <= LONGEST_NAME]


def weigh_places(places: Sequence[Place], *, lexicon: Lexicon) -> tuple[Term, ...]:
    """Count the places an account mentions, by their key or else their name, with their names' rarity."""
    rarity = load_rarity(lexicon)
    names: dict[str, list[str]] = {}
    for place in places:
        names.setdefault(place.key or place.name.casefold(), []).append(place.name)
    terms = []
    for key in sorted(names):
        words = names[key][-1].lower().split() or [""]
        terms.append(share_term(key, max([rarity.get(word, UNLISTED) for word in words]), len(names[key])))
    return tuple(terms)


def collect_ages(sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """Collect the ages that some sentences give people: "a 19-year-old", "aged 19", "Anna Berg, 19,"."""
    ages = {age for sentence in sentences for age in _read_ages(sentence)}
    return tuple(sorted(ages))


def _read_ages(sentence: Sentence) -> Iterator[int]:
    tokens = sentence.tokens
    for at in sentence.digits:
        word = tokens[at].text
        if not word.isdecimal() or len(word) > 3 or int(word) > OLDEST:
            continue
        rest = [word for word in sentence.lower[at + 1 : at + 5] if word != "-"]
        aged = at > 0 and tokens[at - 1].lower == "aged"
        beside = at > 1 and tokens[at - 1].text == "," and tokens[at - 2].is_capital
        if aged or _is_years_old(rest) or (beside and rest[:1] in ([","], ["."])):
            yield int(word)


def _is_years_old(rest: Sequence[str]) -> bool:
    return rest[:2] == ["year", "old"] or rest[:2] == ["years", "old"]


__all__ = ["collect_ages", "collect_names", "collect_terms", "weigh_places"]
