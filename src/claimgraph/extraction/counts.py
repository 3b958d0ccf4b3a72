"""Quantities → counts of people: the number with the noun it counts, or alone ("killed 12").

Nouns for people are a table; a number before another noun ("12 tanks") counts no people. A noun
that no table has is kept as *unsure* and needs a plain trigger beside it. A single person named
by an article ("a man") is a count of one, marked as implied.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from claimgraph.extraction.ages import is_calendar_or_age
from claimgraph.extraction.nouns import CountWords, load_count_words, noun_follows, scan_noun, scan_single
from claimgraph.extraction.quantities import QuantityMention
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.shares import tells_share
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Modifier, Quantity, Span

# "70 others": people of the group that was counted before.
OTHERS = "others"
QUOTES = frozenset('[]"“”‘’')
# Kinds of people of whom it is said whose they are.
KIN = frozenset({"relatives", "families", "women", "men"})


class Count(NamedTuple):
    """People counted in one sentence: tokens ``[first, last)`` hold number, modifier and noun.

    ``group`` is the noun phrase in lower case, empty where the number stands alone or before
    "others"; ``head`` is the head noun's token or ``None``. ``partitive`` marks "three of them",
    ``unsure`` a noun of no table.
    """

    quantity: Quantity
    first: int
    last: int
    number_first: int
    group: str = ""
    kind: str = "people"
    head: int | None = None
    implied: bool = False
    unsure: bool = False
    partitive: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether no noun tells who is counted."""
        return self.head is None


def find_counts(
    sentence: Sentence,
    quantities: Sequence[QuantityMention],
    *,
    lexicon: Lexicon,
    avoid: Sequence[Span] = (),
) -> tuple[Count, ...]:
    """Find the counts of people in one sentence.

    Args:
        sentence: The sentence.
        quantities: Its quantities in reading order.
        lexicon: Nouns and function words.
        avoid: Spans whose numbers count nobody, such as dates.

    Returns:
        Counts in reading order; quantities that count things are left out.
    """
    words = load_count_words(lexicon)
    tokens = sentence.tokens
    singles = _find_singles(sentence, words)
    if not quantities:
        return tuple(singles)
    found = []
    for mention in quantities:
        if (avoid and _lies_in(mention.quantity.span, avoid)) or is_calendar_or_age(tokens, mention, words):
            continue
        count = _read_count(tokens, mention, words)
        if count is not None:
            found.append(_read_predicate(tokens, count, words))
    taken = [(count.first, count.last) for count in found]
    taken += [(mention.first, mention.last) for mention in quantities]
    if singles:
        # "one of them a child" is one count, not two.
        partitive = {count.last for count in found if count.partitive}
        found += [count for count in singles if not _meets(count, taken) and count.first not in partitive]
        found.sort(key=_FIRST)
    return tuple(found)


_FIRST = attrgetter("first")


def _lies_in(own: Span, avoid: Sequence[Span]) -> bool:
    start, end = own
    return any(start < last and first < end for first, last in avoid)


def _meets(count: Count, taken: Sequence[tuple[int, int]]) -> bool:
    begin, end = count.first, count.last
    return any(begin < last and first < end for first, last in taken)


def _read_predicate(tokens: Sequence[Token], count: Count, words: CountWords) -> Count:
    """Read who a count without a noun is said to be: "of whom 12 were children", "seven of them women"."""
    if count.head is not None or not count.last < len(tokens):
        return count
    at = count.last + (tokens[count.last].lower in words.copulas)
    word = tokens[at].lower if at < len(tokens) else ""
    if at == count.last and count.partitive:
        scan = scan_noun(tokens, at, words)
        if scan is not None and not scan[1] and tokens[scan[0]].lower not in words.triggers:
            # "two of them police officers"
            noun = tokens[scan[0]].lower
            group = _name_group(tokens[at : scan[0] + 1], words)
            return count._replace(group=group, kind=words.kinds.get(noun, "people"))
    if word not in words.plural or word in words.triggers or (at == count.last and not count.partitive):
        return count
    return count._replace(group=word, kind=words.kinds[word])


def _read_count(tokens: Sequence[Token], mention: QuantityMention, words: CountWords) -> Count | None:
    quantity, first, last, number_first = mention
    before = tokens[first - 1][1] if first else ""
    if before == "of" and first > 1 and tokens[first - 2][1] in words.parents:
        # "a father of three"
        return None
    if tells_share(tokens, first, last, words):
        return None
    if before in words.barriers and (quantity.value is None or quantity.value == 1):
        # "how many", "too many lives", "no one".
        return None
    count = Count(quantity, first, last, number_first)
    at, others = _skip_fillers(tokens, last, words)
    is_open = tokens[number_first][1] in words.open_words and before not in words.triggers
    if is_open and not others and scan_noun(tokens, at, words) is None:
        return None
    if at < len(tokens) and tokens[at][1] == "of":
        return _read_after_of(tokens, at, count, words)
    if others and scan_noun(tokens, at, words) is None:
        return count._replace(last=at, group=OTHERS, head=at - 1)
    return _read_noun(tokens, at, count, words)


def _skip_fillers(tokens: Sequence[Token], at: int, words: CountWords) -> tuple[int, bool]:
    others = False
    while at < len(tokens) and tokens[at][1] in words.fillers:
        others = others or tokens[at][1] in words.others
        at += 1
    return at, others


def _read_after_of(tokens: Sequence[Token], at: int, count: Count, words: CountWords) -> Count | None:
    """Read "dozens of people", "6,000 of their family members", "three of them"."""
    begin, definite = _skip_to_noun(tokens, at + 1, words)
    before = tokens[begin - 1].lower
    if begin > at + 1 and before in words.partitives:
        return count._replace(last=begin, partitive=True)
    if begin > at + 1 and before in words.others:
        return count._replace(last=begin, group=OTHERS, head=begin - 1)
    if begin >= len(tokens):
        return _read_vague_alone(count, at)
    inner = _read_inner(tokens, begin, count, words, definite=definite)
    if inner is not None:
        return inner
    noun = _read_noun(tokens, begin, count, words)
    if noun is None:
        return None
    if noun.is_bare:
        if definite and tokens[begin].lower in words.followings:
            # "five of his entourage"
            return count._replace(last=begin + 1, partitive=True)
        return _read_vague_alone(count, at)
    return noun._replace(partitive=definite)


def _skip_to_noun(tokens: Sequence[Token], at: int, words: CountWords) -> tuple[int, bool]:
    """Return the first token behind "the", "their", "other", "them", and whether one was definite."""
    definite = False
    while at < len(tokens):
        word = tokens[at].lower
        if word in words.partitives:
            return at + 1, True
        if word not in words.determiners and word not in words.fillers:
            owned = _skip_owner(tokens, at)
            return (owned, True) if owned else (at, definite)
        definite = definite or word not in words.fillers
        at += 1
    return at, definite


def _skip_owner(tokens: Sequence[Token], at: int) -> int:
    """Return the token behind "village's" in "12 of the village's 300 people"; 0 where nobody owns them."""
    for end in range(at + 1, min(at + _OWNER_WORDS + 1, len(tokens) - 1)):
        if tokens[end].lower in _OWNS:
            return end + 1
        if not tokens[end].text.isalpha():
            break
    return 0


# "of the Himalayan nation's": words before the mark, and the marks.
_OWNER_WORDS = 3
_OWNS = frozenset({"'s", "’s"})


def _read_inner(
    tokens: Sequence[Token], begin: int, count: Count, words: CountWords, *, definite: bool
) -> Count | None:
    """Read "two of the five victims", "two of the killed", "dozens of killed and wounded"."""
    token = tokens[begin]
    is_number = token.text[0].isdigit() or token.lower in words.numbers
    if is_number and (definite or (count.quantity.value or 0) > 1):
        whole = _read_noun(tokens, begin + 1, count, words)
        if whole is None or whole.head is None:
            # "six of the 126 killed"
            return count._replace(last=begin + 1, partitive=True)
        return whole._replace(partitive=True)
    is_noun = noun_follows(tokens, begin, words)
    if token.lower in words.triggers and not token.is_capital and not is_noun:
        return count._replace(last=begin + 1, partitive=definite)
    return None


def _read_vague_alone(count: Count, at: int) -> Count | None:
    """Keep a vague count before words that are no noun; a number there counts something else."""
    return count._replace(last=at) if count.quantity.modifier is Modifier.VAGUE else None


def _read_noun(tokens: Sequence[Token], at: int, count: Count, words: CountWords) -> Count | None:
    scan = scan_noun(tokens, at, words, singular=count.quantity.value == 1)
    if scan is None:
        return _read_bare(tokens, at, count, words)
    head, unsure = scan
    noun = tokens[head][1]
    if noun in words.singular and _looks_like_year(tokens, count):
        return None
    kind = words.kinds.get(noun, "people")
    if head == at:
        group = "" if noun in words.determiners or noun in QUOTES else noun
    else:
        group = _name_group(tokens[at : head + 1], words)
        if kind == "people" and "civilians" in [words.kinds.get(token[1]) for token in tokens[at:head]]:
            kind = "civilians"
    # Built at once rather than replaced: nearly every count passes here.
    return Count(
        count.quantity, count.first, head + 1, count.number_first, group, kind, head, count.implied, unsure,
        count.partitive,
    )  # fmt: skip


def _name_group(tokens: Sequence[Token], words: CountWords) -> str:
    """Return the noun phrase in lower case, without determiners, marks and remarks in parentheses."""
    named: list[str] = []
    in_remark = False
    for token in tokens:
        text, lower = token[0], token[1]
        if text in {"(", ")"}:
            in_remark = text == "("
        elif not in_remark and lower not in words.determiners and text not in QUOTES:
            named.append(lower)
    return " ".join(named).replace(" - ", "-").replace(" 's", "'s")


def _looks_like_year(tokens: Sequence[Token], count: Count) -> bool:
    value = count.quantity.value
    return value is not None and 1900 <= value <= 2100 and len(tokens[count.number_first].text) == 4


def _read_bare(tokens: Sequence[Token], at: int, count: Count, words: CountWords) -> Count | None:
    """Read a number without a noun; one that another word follows needs a trigger beside it."""
    if _is_age(tokens, count) or (at < len(tokens) and _counts_things(tokens, at, words)):
        return None
    if _tells_of_things(tokens, count, words):
        return None
    return count if _ends_here(tokens, at, words) else count._replace(unsure=True)


def _counts_things(tokens: Sequence[Token], at: int, words: CountWords) -> bool:
    """Return whether a noun for things stands at the end of the words that follow."""
    for token in tokens[at : at + 5]:
        if token.lower in words.things:
            return True
        if (
            token.lower in words.determiners
            or token.lower in words.stops
            or token.lower in words.triggers
            or not (token.text[0].isalnum() or token.text == "-")
        ):
            return False
    return False


def _tells_of_things(tokens: Sequence[Token], count: Count, words: CountWords) -> bool:
    """Return whether a bare number in commas is of the things before: "many houses, perhaps thirty, were"."""
    at = count.first - 1
    if at < 1 or count.last >= len(tokens) or tokens[count.last].text != ",":
        return False
    at -= tokens[at].lower in words.guesses
    return at > 0 and tokens[at].text == "," and tokens[at - 1].lower in words.things


def _is_age(tokens: Sequence[Token], count: Count) -> bool:
    """Return whether a bare number stands behind a name as an age: "Ann Smith, 29, was"."""
    value = count.quantity.value
    if (
        value is None
        or not 0 < value < 120
        or count.quantity.modifier is not Modifier.EXACT
        or count.first < 2
    ):
        return False
    before, name = tokens[count.first - 1], tokens[count.first - 2]
    after = tokens[count.last].text if count.last < len(tokens) else "."
    return (
        before.text in {",", "("}
        and name.is_capital
        and name.text.isalpha()
        and after in {",", ".", ";", ")"}
    )


def _ends_here(tokens: Sequence[Token], at: int, words: CountWords) -> bool:
    """Return whether no noun follows: the number stands alone ("killed 12 in", "Four killed")."""
    if at >= len(tokens):
        return True
    token = tokens[at]
    return (
        token.lower in words.phrase_ends
        or not (token.text[0].isalpha() or token.text[0].isdigit())
        or token.text[0].isdigit()
        or token.lower in words.numbers
        or token.lower.endswith("ly")
    )


def _names_relative(tokens: Sequence[Token], at: int, words: CountWords) -> bool:
    """Return whether somebody only tells whose relative is spoken of: "the son of a judge was killed"."""
    return at > 1 and tokens[at - 1].lower == "of" and words.kinds.get(tokens[at - 2].lower) in KIN


def _find_singles(sentence: Sentence, words: CountWords) -> list[Count]:
    """Find "a man", "an elderly woman", "a 12-year-old boy": one person, implied."""
    if words.articles.isdisjoint(sentence.lower) or words.singular.isdisjoint(sentence.lower):
        return []
    found = []
    articles, tokens = words.articles, sentence.tokens
    for position in [at for at, word in enumerate(sentence.lower) if word in articles]:
        token = tokens[position]
        head = scan_single(tokens, position + 1, words)
        if head is not None and not _names_relative(tokens, position, words):
            span = Span(token.start, token.end)
            quantity = Quantity(value=1, low=1, high=1, modifier=Modifier.EXACT, words=token.text, span=span)
            noun = tokens[head].lower
            found.append(
                Count(
                    quantity=quantity,
                    first=position,
                    last=head + 1,
                    number_first=position,
                    group=noun,
                    kind=words.kinds[noun],
                    head=head,
                    implied=True,
                )
            )
    return found


__all__ = ["OTHERS", "Count", "find_counts"]
