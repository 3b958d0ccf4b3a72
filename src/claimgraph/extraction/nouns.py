"""The noun that a number counts: nouns for people are a table, nouns for things another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon

# How many words may stand between a number and the noun it counts.
REACH = 8
# How many letters the short name of a force has, from and to.
ACRONYM = (2, 5)
# How many words behind a noun for a thing the people may stand whom it tells of.
COMPOUND = 3
# How many tokens a remark in parentheses may hold with its marks.
PARENTHESIS = 8
# Marks that stand within a noun phrase: "pro-government fighters", "[rebel] forces".
DIGITS = frozenset("0123456789")
INNER_MARKS = frozenset({"-", "[", "]", "'s", "’", "“", "”", '"', "‘"})


@frozen(kw_only=True)
class CountWords:
    """The words of the count grammar."""

    kinds: Mapping[str, str]
    singular: frozenset[str]
    plural: frozenset[str]
    names: frozenset[str]
    open_words: frozenset[str]
    collectives: frozenset[str]
    things: frozenset[str]
    stops: frozenset[str]
    phrase_ends: frozenset[str]
    fillers: frozenset[str]
    determiners: frozenset[str]
    articles: frozenset[str]
    others: frozenset[str]
    adjective_joints: frozenset[str]
    triggers: frozenset[str]
    pronouns: frozenset[str]
    barriers: frozenset[str]
    numbers: frozenset[str]
    partitives: frozenset[str]
    share_pairs: frozenset[str]
    copulas: frozenset[str]
    followings: frozenset[str]
    age_words: frozenset[str]
    age_units: frozenset[str]
    age_joints: frozenset[str]
    year_words: frozenset[str]
    labels: frozenset[str]
    parents: frozenset[str]
    guesses: frozenset[str]
    events: frozenset[str]
    priors: frozenset[str]
    months: frozenset[str]
    targets: frozenset[str]


@lru_cache(maxsize=16)
def load_count_words(lexicon: Lexicon) -> CountWords:
    """Compile nouns for people, nouns for things and function words of a lexicon."""
    grammar = lexicon.words("grammar")
    units = lexicon.words("units")
    rows = lexicon.rows("groups")
    kinds = {row[form]: row["kind"] for row in reversed(rows) for form in ("singular", "plural")}
    plural = {row["plural"] for row in rows}
    stops = {
        word
        for name in ("prepositions", "conjunctions", "be", "have", "do", "modals", "negations")
        for word in grammar[name]
    }
    triggers = _collect_trigger_words(lexicon)
    numbers = frozenset({*lexicon.words("numbers")["units"], *lexicon.words("numbers")["tens"]})
    return CountWords(
        kinds=kinds,
        phrase_ends=frozenset(
            {
                *stops,
                *numbers,
                *grammar["pronouns"],
                *grammar["determiners"],
                *triggers,
                *grammar["noun_ends"],
            }
        ),
        singular=frozenset(row["singular"] for row in rows) - plural,
        plural=frozenset(plural - {row["singular"] for row in rows}),
        names=frozenset(row["plural"] for row in rows if row["plural"] == row["singular"]) - triggers,
        open_words=frozenset(units["open_words"]),
        collectives=frozenset(units["collectives"]),
        things=frozenset(units["things"]),
        stops=frozenset(stops),
        fillers=frozenset(grammar["quantifier_fillers"]),
        determiners=frozenset(grammar["determiners"]),
        articles=frozenset(grammar["articles"]),
        others=frozenset(grammar["others"]),
        adjective_joints=frozenset(grammar["adjective_joints"]),
        triggers=triggers,
        pronouns=frozenset(grammar["pronouns"]),
        barriers=frozenset(grammar["barriers"]),
        partitives=frozenset(grammar["partitives"]),
        share_pairs=frozenset(grammar["share_pairs"]),
        copulas=frozenset(grammar["be"]),
        followings=frozenset(units["followings"]),
        age_words=frozenset(units["ages"]),
        age_units=frozenset(units["age_units"]),
        age_joints=frozenset(units["age_joints"]),
        year_words=frozenset(units["years"]),
        labels=frozenset(units["labels"]),
        parents=frozenset(units["parents"]),
        guesses=frozenset(units["guesses"]),
        events=frozenset(
            word
            for table in lexicon.words("measures").values()
            for word in table.get("counted", ())
            if word.endswith("s")
        ),
        priors=frozenset(units["priors"]),
        months=frozenset(lexicon.words("dates")["months"]),
        targets=frozenset(grammar["targets"]),
        numbers=numbers,
    )


def _collect_trigger_words(lexicon: Lexicon) -> frozenset[str]:
    """Return single words that say what happened; a noun phrase ends before them."""
    words: set[str] = set()
    for name, table in lexicon.words("measures").items():
        if name == "joint":
            continue
        for key in ("done_to", "done_by", "done_either"):
            words.update(form for forms in table.get(key, ()) for form in forms.split())
        words.update(state for state in table.get("states", ()))
        words.update(phrase.split()[0] for phrase in table.get("phrases", ()))
    grammar = lexicon.words("grammar")
    return frozenset(words.difference(grammar["phrase_openings"], grammar["be"], grammar["have"]))


def scan_noun(
    tokens: Sequence[Token], at: int, words: CountWords, *, singular: bool = False
) -> tuple[int, bool] | None:
    """Find the noun that a number ending before token ``at`` counts.

    Args:
        tokens: The tokens of the sentence.
        at: The first token behind the number.
        words: Nouns and function words.
        singular: Whether the number is one, so that "man" is a noun and no adjective.

    Returns:
        The token of the noun and whether no table has it; ``None`` where no noun for people follows.
    """
    position = at
    unknown = lone = None
    limit = min(len(tokens), at + REACH)
    while position < limit:
        word = tokens[position][1]
        is_name = word in words.names and tokens[position].is_capital
        if word in words.kinds and not is_name and (singular or word not in words.singular):
            if position > at and _is_verb_behind(tokens, at, position, limit, words):
                break
            return _end_noun(tokens, position, words, singular=singular)
        if word in words.things and not _qualifies(tokens, position, words):
            return None
        step = _skip(tokens, position, limit, words)
        if step:
            position += step
            continue
        if _ends_phrase(tokens[position], words):
            break
        if (is_name or word in words.singular) and not _is_mark(tokens, position + 1, "-"):
            # "five Taliban were"; of "five Taliban commanders" it is an adjective.
            lone = position
        unknown = position
        position += 1
    return _judge_unknown(tokens, at, unknown, lone)


def _is_verb_behind(tokens: Sequence[Token], at: int, position: int, limit: int, words: CountWords) -> bool:
    """Return whether a word behind another says what happened; in "143 political arrests" it is counted."""
    word = tokens[position][1]
    if word not in words.triggers or _skip(tokens, position, limit, words):
        return False
    if word not in words.events or tokens[position - 1][1] in words.kinds:
        return True
    # "five prior arrests" are of one person.
    return not words.priors.isdisjoint([token[1] for token in tokens[at:position]])


def _end_noun(
    tokens: Sequence[Token], position: int, words: CountWords, *, singular: bool
) -> tuple[int, bool] | None:
    """Return the end of a noun; ``None`` where one of a thing follows: "one passenger train"."""
    if singular and position + 1 < len(tokens) and tokens[position + 1][1] in words.things:
        return None
    return _extend_noun(tokens, position, words), False


def _skip(tokens: Sequence[Token], position: int, limit: int, words: CountWords) -> int:
    """Return how many tokens to step over: inner marks, "(banned since May)", participles before a noun."""
    text, lower = tokens[position][:2]
    if text in INNER_MARKS:
        return 1
    if text == "(":
        closing = (ahead + 1 for ahead in range(2, PARENTHESIS) if _is_mark(tokens, position + ahead, ")"))
        return next(closing, 0)
    if lower[0] in DIGITS and [other.lower for other in tokens[position + 1 : position + 4]] == [
        "-",
        "year",
        "-",
    ]:
        # "two 14-year-old boys"
        return 5
    if _joins_adjectives(tokens, position, words):
        return 1
    return int(lower in words.triggers and noun_follows(tokens, position, words))


def _is_mark(tokens: Sequence[Token], at: int, mark: str) -> bool:
    return at < len(tokens) and tokens[at].text == mark


def _qualifies(tokens: Sequence[Token], position: int, words: CountWords) -> bool:
    """Return whether a noun for a thing only tells of the people behind it: "two bomb makers"."""
    if _is_mark(tokens, position + 1, "-"):
        # "two vehicle-borne attackers"
        return tokens[position].end == tokens[position + 1].start
    if tokens[position].lower.endswith("s"):
        return False
    for token in tokens[position + 1 : position + 1 + COMPOUND]:
        # "15 village defence volunteers"
        if token.lower in words.plural:
            return token.lower not in words.triggers
        if token.lower in words.things or _ends_phrase(token, words):
            return False
    return False


def _joins_adjectives(tokens: Sequence[Token], position: int, words: CountWords) -> bool:
    """Return whether "and" joins two words before one noun ("70 regime and rebel fighters").

    A short name in capitals before the noun ("287 IS fighters") is stepped over as well.
    """
    token = tokens[position]
    if token.lower not in words.adjective_joints and not token.text.isupper():
        return False
    following = tokens[position + 1 : position + 4]
    ahead = next((index for index, other in enumerate(following) if other.lower in words.plural), None)
    if ahead is None or any(_ends_phrase(other, words) for other in following[:ahead]):
        return False
    if token.text.isupper() and len(token.text) > 1:
        return ahead == 0 and token.lower in words.stops
    before = tokens[position - 1].lower
    return (
        token.lower in words.adjective_joints
        and before not in words.plural
        and ahead > 0
        and before.isalpha()
        and (not before[0].isdigit() and before not in words.numbers)
    )


def _ends_phrase(token: Token, words: CountWords) -> bool:
    word = token.lower
    if len(word) > 1 and token.text.isupper() and word in words.pronouns:
        # "four US soldiers"
        return False
    return word in words.phrase_ends or not token.text[0].isalpha()


def _judge_unknown(
    tokens: Sequence[Token], at: int, unknown: int | None, lone: int | None
) -> tuple[int, bool] | None:
    """Return a last word that no table has as a noun, if it looks like one."""
    if unknown is None:
        return None
    if unknown == lone:
        # "another 15 terrorist were captured": a slip of the writer.
        return lone, False
    if unknown == at and _is_acronym(tokens, at):
        return unknown, True
    if not _looks_plural(tokens[unknown], unknown - at):
        return None
    # "150 Elbonians": a capital marks the name of a people, which no table can list whole; "five
    # APCs" are things.
    text = tokens[unknown].text
    return unknown, not text[:1].isupper() or text[1:2].isupper()


def _is_acronym(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the members of a force are called by its letters: "four VDP were killed"."""
    text = tokens[at].text
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        ACRONYM[0] <= len(text) <= ACRONYM[1]
        and text.isupper()
        and following is not None
        and following.text.islower()
    )


def _looks_plural(token: Token, before: int) -> bool:
    word = token.lower
    return len(word) > 3 and word.endswith("s") and not word.endswith("ss") and before < 4


def noun_follows(tokens: Sequence[Token], position: int, words: CountWords) -> bool:
    """Return whether a participle is an adjective: a noun for people stands right after it."""
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    return following is not None and following.lower in words.kinds


def _extend_noun(tokens: Sequence[Token], head: int, words: CountWords) -> int:
    """Follow compound nouns to their last part: "police officers", "family members"."""
    while head + 1 < len(tokens):
        following = tokens[head + 1].lower
        if tokens[head].lower in words.plural:
            # "25 civilians Monitor says": a plural is the end of its phrase.
            break
        if following not in words.kinds or following in words.triggers:
            break
        head += 1
    return head


def scan_single(tokens: Sequence[Token], at: int, words: CountWords) -> int | None:
    """Find the noun of one person behind "a" or "an"; ``None`` without one."""
    for position in range(at, min(len(tokens), at + REACH)):
        text, word = tokens[position][:2]
        if word in words.singular and word in words.kinds:
            head = position
            while (
                head + 1 < len(tokens)
                and tokens[head + 1][1] in words.kinds
                and (tokens[head + 1][1] not in words.triggers)
            ):
                head += 1
            return head if _is_one_person(tokens, head, words) else None
        if text == "-" or text[0].isdigit() or word in {"year", "month", "old"}:
            continue
        if word in words.triggers and not noun_follows(tokens, position, words):
            return None
        if word in words.stops or word in words.things or not text[0].isalpha():
            return None
        if word in words.articles:
            # "In an unrelated incident a man was shot": another noun begins.
            return None
    return None


def _is_one_person(tokens: Sequence[Token], head: int, words: CountWords) -> bool:
    word = tokens[head].lower
    return word in words.singular and word not in words.collectives and _noun_ends(tokens, head + 1, words)


def _noun_ends(tokens: Sequence[Token], at: int, words: CountWords) -> bool:
    """Return whether no further noun makes the word an adjective ("a terrorist group")."""
    if at >= len(tokens):
        return True
    token = tokens[at]
    if token.text == "-" and token.start == tokens[at - 1].end:
        # "a rebel-held town"
        return False
    return not token.text[0].isalpha() or (
        token.lower in words.stops
        or token.lower in words.triggers
        or token.lower.endswith(("ly", "ed", "ing"))
        or token.is_capital
    )
