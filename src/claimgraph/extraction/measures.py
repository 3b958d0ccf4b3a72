"""Counts → what happened to those counted: "killed 12", "12 were wounded", "death toll of 28".

Each count looks for its *trigger*, the word that says what happened: in its own noun ("12
deaths"), right after it ("12 were killed", "12 dead"), right before it ("killed 12", "lives of
12"), further on in the clause; then counts of one list share a trigger ("12 civilians and five
rebels were killed"). A trigger whose object is another count takes this one as its subject.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from claimgraph.extraction.counts import Count
from claimgraph.extraction.sentences import Sentence, Token
from claimgraph.lexicon.tables import Lexicon

# How many tokens a clause may put between a count and its later trigger.
CLAUSE_REACH = 22
FRAMES = ("done_to", "done_by", "done_either")
FORMS = ("base", "third", "past", "participle", "gerund")


class Reading(NamedTuple):
    """One way to read a word as a trigger: the measure, the frame and the form of its verb."""

    measure: str
    frame: str
    form: str


class Trigger(NamedTuple):
    """A found trigger: tokens ``[first, last)`` and the rule that found it."""

    measure: str
    first: int
    last: int
    rule: str


@frozen(kw_only=True)
class MeasureWords:
    """The words of all measures, compiled for look-up by token."""

    verbs: Mapping[str, tuple[Reading, ...]]
    counted: Mapping[str, str]
    states: Mapping[str, str]
    of_nouns: Mapping[str, str]
    totals: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    before_phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    joint: Mapping[str, str]
    be: frozenset[str]
    have: frozenset[str]
    modals: frozenset[str]
    adverbs: frozenset[str]
    negations: frozenset[str]
    relatives: frozenset[str]
    people: frozenset[str]
    determiners: frozenset[str]
    any_trigger: frozenset[str]
    of_people: frozenset[str]
    linking: frozenset[str]
    stops: frozenset[str]
    pairs: Mapping[str, tuple[tuple[str, str], ...]]


# Nouns that count people but say little of what happened; a verb beside them says more.
WEAK_NOUNS = frozenset({"victims", "victim", "casualties", "casualty", "body", "bodies", "refugees", "refugee", "hostages", "hostage", "detainees", "detainee", "captives", "martyr", "remains", "evacuees"})


@lru_cache(maxsize=16)
def load_measure_words(lexicon: Lexicon) -> MeasureWords:
    """Compile the measure tables of a lexicon."""
    tables = {name: table for name, table in lexicon.words("measures").items() if name != "joint"}
    grammar = lexicon.words("grammar")
    verbs: dict[str, list[Reading]] = {}
    for name, table in tables.items():
        for frame in FRAMES:
            for forms in table.get(frame, ()):
                for form, word in zip(FORMS, forms.split(), strict=True):
                    verbs.setdefault(word, []).append(Reading(name, frame, form))
    states = _index_words(tables, "states")
    counted = _index_words(tables, "counted")
    phrases = _index_phrases(tables, "phrases")
    rows = lexicon.rows("groups")
    return MeasureWords(
        verbs={word: tuple(readings) for word, readings in verbs.items()},
        counted=counted,
        states=states,
        of_nouns=_index_words(tables, "of_nouns"),
        totals=_index_phrases(tables, "totals", at=-1),
        phrases=phrases,
        before_phrases=_index_phrases(tables, "before_phrases", at=-1),
        joint=lexicon.words("measures")["joint"],
        be=frozenset(grammar["be"]),
        have=frozenset(grammar["have"]),
        modals=frozenset(grammar["modals"]),
        adverbs=frozenset(grammar["adverbs"]),
        negations=frozenset(grammar["negations"]),
        relatives=frozenset(grammar["relatives"]),
        people=frozenset(row[form] for row in rows for form in ("singular", "plural")),
        determiners=frozenset(grammar["determiners"]),
        any_trigger=frozenset({*verbs, *states, *counted, *phrases}),
        of_people=frozenset(name for name, table in tables.items() if table.get("of_people")),
        linking=frozenset(grammar["linking"]),
        stops=frozenset({*grammar["prepositions"], *grammar["conjunctions"]}),
        pairs=_index_pairs(tables),
    )


def _index_words(tables: Mapping[str, Mapping[str, Sequence[str]]], key: str) -> dict[str, str]:
    index: dict[str, str] = {}
    for name, table in tables.items():
        for word in table.get(key, ()):
            index.setdefault(word, name)
    return index


def _index_phrases(
    tables: Mapping[str, Mapping[str, Sequence[str]]], key: str, *, at: int = 0
) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found = [(tuple(phrase.split()), name) for name, table in tables.items() for phrase in table.get(key, ())]
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, name in sorted(found, key=lambda item: (-len(item[0]), item)):
        index.setdefault(phrase[at], []).append((phrase, name))
    return {word: tuple(phrases) for word, phrases in index.items()}


def _index_pairs(tables: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, tuple[tuple[str, str], ...]]:
    index: dict[str, list[tuple[str, str]]] = {}
    for name, table in tables.items():
        for pair in table.get("pairs", ()):
            verb, goal = pair.split()
            index.setdefault(verb, []).append((goal, name))
    return {verb: tuple(goals) for verb, goals in index.items()}


def assign_triggers(
    sentence: Sentence, counts: Sequence[Count], *, lexicon: Lexicon
) -> tuple[Trigger | None, ...]:
    """Find for each count of a sentence the word that says what happened to those counted.

    Args:
        sentence: The sentence.
        counts: Its counts of people in reading order.
        lexicon: The measures.

    Returns:
        One trigger or ``None`` a count, in the same order.
    """
    words = load_measure_words(lexicon)
    tokens = sentence.tokens
    if not counts or not any(token.lower in words.any_trigger for token in tokens):
        return (None,) * len(counts)
    matcher = _Matcher(tokens, counts, words)
    return matcher.match()


class _Matcher:
    """The search for triggers in one sentence; holds what is already taken."""

    def __init__(self, tokens: Sequence[Token], counts: Sequence[Count], words: MeasureWords) -> None:
        self.tokens = tokens
        self.counts = counts
        self.words = words
        self.starts = {count.first: index for index, count in enumerate(counts)}
        # Verbs whose subject is known to be counted: they take no object.
        self.passive: set[int] = set()

    def match(self) -> tuple[Trigger | None, ...]:
        found: list[Trigger | None] = []
        for count in self.counts:
            trigger = self._find_near(count)
            if trigger is not None and count.unsure and not self._allows_unsure(trigger):
                trigger = None
            if trigger is not None and trigger.rule in {"after", "state", "phrase", "noun"}:
                self.passive.add(trigger.last - 1)
            found.append(trigger)
        self._share_parts(found)
        for index, count in enumerate(self.counts):
            noun = found[index]
            if noun is None or (noun.rule == "noun" and self.tokens[noun.first].lower in WEAK_NOUNS):
                found[index] = self._find_in_clause(index, count, found) or noun
        self._share(found)
        return tuple(found)

    def _allows_unsure(self, trigger: Trigger) -> bool:
        """Return whether the measure is one that does not happen to things ("released six lists")."""
        return trigger.measure in self.words.of_people and trigger.rule != "clause"

    def _find_near(self, count: Count) -> Trigger | None:
        noun = self._read_noun(count) or self._read_manner(count)
        if noun is not None and self.tokens[noun.first].lower not in WEAK_NOUNS:
            return noun
        after = None
        if not (count.first and self.tokens[count.first - 1].lower in {"by", "against", "from", "than"}):
            after = self._read_after(count.last, count)
        before = self._read_before(count)
        best = self._prefer(count, before, after)
        if best is None and not count.unsure:
            best = self._read_adjective(count)
        return best or noun

    def _prefer(self, count: Count, before: Trigger | None, after: Trigger | None) -> Trigger | None:
        if before is None or after is None:
            return self._widen(before or after)
        # "killed 12 wounded": what stands right after a plain number that follows a finished
        # clause; "left 12 dead" and "killed 12 dead"? the state wins over the verb of leaving.
        return self._widen(before if before.measure == after.measure else after)

    def _widen(self, trigger: Trigger | None) -> Trigger | None:
        """Join "killed or wounded", "dead and injured" into the measure of both."""
        if trigger is None:
            return None
        measure = self._measure_at(trigger.first)
        before = trigger.first - 1
        if trigger.rule == "before" and before >= 0 and before not in self.passive and self._is_verb(before):
            # A headline without its comma: "Attack Kills Injures 70".
            pair = f"{self._measure_at(before)}_{measure}"
            return trigger._replace(measure=self.words.joint.get(pair, trigger.measure))
        for step, at in ((-1, trigger.first - 2), (1, trigger.last + 1)):
            joint = before if step < 0 else trigger.last
            if 0 <= at < len(self.tokens) and 0 <= joint < len(self.tokens):
                other = None if at in self.passive else self._measure_at(at)
                between = self.tokens[joint].lower
                if step > 0 and at + 1 < len(self.tokens) and at + 1 in self.starts:
                    continue
                if between in {"and", "or", "/"} and other and measure and f"{measure}_{other}" in self.words.joint:
                    return trigger._replace(measure=self.words.joint[f"{measure}_{other}"])
        return trigger

    def _measure_at(self, at: int) -> str | None:
        word = self.tokens[at].lower
        readings = self.words.verbs.get(word)
        return readings[0].measure if readings else self.words.states.get(word) or self.words.counted.get(word)

    # -- in the noun itself -------------------------------------------------------------------

    def _read_noun(self, count: Count) -> Trigger | None:
        """Read "12 deaths", "28 dead", "five bodies", "30 wounded"."""
        if count.implied:
            return None
        if count.head is not None:
            measure = self.words.counted.get(self.tokens[count.head].lower)
            return Trigger(measure, count.head, count.head + 1, "noun") if measure else None
        measure = self._measure_at(count.last - 1) if count.last - 1 > count.number_first else None
        if measure is not None:
            # "two of the killed", "dozens of killed and wounded".
            return self._widen(Trigger(measure, count.last - 1, count.last, "noun"))
        return None

    def _read_manner(self, count: Count) -> Trigger | None:
        """Read "are fleeing by the thousands", "were killed in their hundreds"."""
        words = [token.lower for token in self.tokens[max(0, count.first - 2) : count.first]]
        if words not in (["by", "the"], ["in", "their"], ["in", "the"]) or count.quantity.value is not None:
            return None
        for position in range(count.first - 3, max(-1, count.first - 7), -1):
            measure = self._measure_at(position)
            if measure is not None:
                return Trigger(measure, position, position + 1, "manner")
        return None

    def _read_adjective(self, count: Count) -> Trigger | None:
        """Read "400,000 displaced people", "52 injured civilians"."""
        if count.head is None:
            return None
        for at in range(count.number_first, count.head):
            word = self.tokens[at].lower
            readings = self.words.verbs.get(word, ())
            if any(reading.form == "participle" for reading in readings):
                return Trigger(readings[0].measure, at, at + 1, "adjective")
            if word in self.words.states:
                return Trigger(self.words.states[word], at, at + 1, "adjective")
        return None

    # -- after the count ----------------------------------------------------------------------

    def _read_after(self, at: int, count: Count) -> Trigger | None:
        """Read what directly follows: "12 were killed", "12 killed", "12 dead", "12 who died"."""
        passive = have = False
        position = at
        limit = min(len(self.tokens), at + 9)
        while position < limit:
            word = self.tokens[position].lower
            if count.is_bare and word in {"was", "has", "is"} and count.quantity.value != 1:
                # "Ann Smith 29 was killed": the number is an age.
                return None
            if word in {"among", "amongst"}:
                return self._read_among(position)
            trigger = self._read_trigger_word(position, passive=passive, have=have, count=count)
            if trigger is not None:
                return trigger
            if word in self.words.be:
                passive = True
            elif word in self.words.have:
                have = True
            elif not self._is_passed_over(word, position, at):
                return None
            position += 1
        return None

    def _read_among(self, at: int) -> Trigger | None:
        """Read "among the dead", "among those killed", "among at least 22 people killed"."""
        for position in range(at + 1, min(len(self.tokens), at + 9)):
            measure = self._measure_at(position)
            if measure is not None:
                return Trigger(measure, position, position + 1, "among")
            if self.tokens[position].text in {".", ";", ","}:
                return None
        return None

    def _is_passed_over(self, word: str, position: int, at: int) -> bool:
        return (
            word in self.words.modals
            or word in self.words.adverbs
            or word in self.words.relatives
            or word in self.words.linking
            or word in {"to", "been", ",", "(", ")", '"', "”", "“", "'", "’", "had"}
            or (word.endswith("ly") and len(word) > 4)
        )

    def _read_trigger_word(
        self, at: int, *, passive: bool, have: bool, count: Count
    ) -> Trigger | None:
        pair = self._read_pair(at)
        if pair is not None:
            return pair
        phrase = _match_phrase(self.tokens, at, self.words.phrases)
        if phrase is not None:
            return Trigger(phrase[1], at, at + len(phrase[0]), "phrase")
        word = self.tokens[at].lower
        for reading in self.words.verbs.get(word, ()):
            if reading.frame == "done_by" or (reading.frame == "done_either" and not self._has_object(at)):
                return Trigger(reading.measure, at, at + 1, "after")
            is_participle = reading.form in {"participle", "past"} and reading.frame != "done_by"
            if is_participle and (passive or (not have and not self._has_object(at))):
                return Trigger(reading.measure, at, at + 1, "after")
        if word in self.words.states and (word not in self.words.verbs or passive or not self._has_object(at)):
            return Trigger(self.words.states[word], at, at + 1, "state")
        return None

    def _read_pair(self, at: int) -> Trigger | None:
        """Read a verb with its goal a few words on: "taken to a local hospital"."""
        for goal, measure in self.words.pairs.get(self.tokens[at].lower, ()):
            for position in range(at + 1, min(len(self.tokens), at + 8)):
                if self.tokens[position].lower == goal:
                    return Trigger(measure, at, position + 1, "phrase")
                if self.tokens[position].text in {".", ";", ","}:
                    break
        return None

    def _has_object(self, at: int) -> bool:
        """Return whether the verb at ``at`` is followed by those it is done to."""
        position = at + 1
        while position < len(self.tokens) and (
            self.tokens[position].lower in {"and", "or", "at"} and self._is_verb(position + 1)
        ):
            position += 2
        if position in self.starts:
            return not self._is_subject(self.counts[self.starts[position]])
        seen = 0
        while position < len(self.tokens) and seen < 4:
            word = self.tokens[position].lower
            if word in self.words.people and (seen or word not in self.words.states):
                return not self._is_subject_at(position + 1)
            if seen == 0 and word not in self.words.determiners and not self._is_plain(position):
                return False
            if word in self.words.be or word in self.words.stops:
                return False
            position += 1
            seen += 1
        return False

    def _is_plain(self, position: int) -> bool:
        return self.tokens[position].text[0].isalpha() and self.tokens[position].lower not in self.words.adverbs

    def _is_verb(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].lower in self.words.verbs

    def _is_subject(self, count: Count) -> bool:
        ends_itself = count.last - 1 > count.number_first and self._measure_at(count.last - 1) is not None
        return ends_itself or self._is_subject_at(count.last)

    def _is_subject_at(self, at: int) -> bool:
        """Return whether a participle or a form of "be" says something of what ends before it."""
        if at >= len(self.tokens):
            return False
        word = self.tokens[at].lower
        follows = self.words.verbs.get(word, ())
        if any(reading.form == "participle" for reading in follows) or word in self.words.states:
            return not (at + 1 in self.starts and not self._ends_with_participle(at + 1))
        return word in {"were", "was", "are"} and self._is_verb(at + 1)

    def _ends_with_participle(self, start: int) -> bool:
        count = self.counts[self.starts[start]]
        at = count.last
        return at < len(self.tokens) and any(
            reading.form == "participle" for reading in self.words.verbs.get(self.tokens[at].lower, ())
        )

    # -- before the count ---------------------------------------------------------------------

    def _read_before(self, count: Count) -> Trigger | None:
        """Read what directly precedes: "killed 12", "killing of 12", "death toll rose to 28"."""
        at = count.first - 1
        while at >= 0 and (
            self.tokens[at].lower in self.words.determiners
            or self.tokens[at].lower in {"another", "other", '"', "“", "‘", "'", ":", "all"}
            or self.tokens[at].lower in {"also", "reportedly", "allegedly", "approximately"}
        ):
            at -= 1
        if at < 0:
            return None
        verb = self._read_verb_before(at)
        if verb is not None:
            return verb
        together = self._read_together(at)
        if together is not None:
            return together
        if count.implied:
            return None
        if self.tokens[at].lower == "of" and at > 0:
            noun = self.tokens[at - 1].lower
            if noun in self.words.of_nouns:
                return Trigger(self.words.of_nouns[noun], at - 1, at, "of")
        return self._read_total(at)

    def _read_together(self, at: int) -> Trigger | None:
        """Read "was killed along with his five sons", "died together with"."""
        words = (self.tokens[at - 1].lower if at else "", self.tokens[at].lower)
        if words not in {("along", "with"), ("together", "with"), ("as", "with")} and words[1] != "alongside":
            return None
        begin = at - (1 if words[1] == "alongside" else 2)
        for position in range(begin, max(-1, begin - 4), -1):
            phrase = _match_phrase(self.tokens, position - 2, self.words.phrases) if position > 1 else None
            if phrase is not None:
                return Trigger(phrase[1], position - 2, position - 2 + len(phrase[0]), "together")
            measure = self._measure_at(position)
            if measure is not None and self.tokens[position].lower in self.words.verbs:
                return Trigger(measure, position, position + 1, "together")
        return None

    def _read_verb_before(self, at: int) -> Trigger | None:
        phrase = _match_phrase_before(self.tokens, at + 1, self.words.before_phrases)
        if phrase is not None:
            return Trigger(phrase[1], at + 1 - len(phrase[0]), at + 1, "before")
        if at in self.passive:
            return None
        for reading in self.words.verbs.get(self.tokens[at].lower, ()):
            if reading.frame == "done_by" or (reading.form == "participle" and self._is_passive_at(at)):
                continue
            return Trigger(reading.measure, at, at + 1, "before")
        return None

    def _is_passive_at(self, at: int) -> bool:
        before = at - 1
        while before >= 0 and (
            self.tokens[before].lower in self.words.adverbs or self.tokens[before].lower.endswith("ly")
        ):
            before -= 1
        return before >= 0 and self.tokens[before].lower in self.words.be

    def _read_total(self, at: int) -> Trigger | None:
        """Read "death toll of", "toll rose to", "number of dead reached", "toll: 12"."""
        position = at
        while position >= max(0, at - 9):
            phrase = _match_phrase_before(self.tokens, position + 1, self.words.totals)
            if phrase is not None:
                first = position + 1 - len(phrase[0])
                return Trigger(phrase[1], first, position + 1, "total")
            if self.tokens[position].text in {".", ";", "?"} or position in self.starts:
                return None
            position -= 1
        return None

    # -- further on in the clause -------------------------------------------------------------

    def _find_in_clause(
        self, index: int, count: Count, found: Sequence[Trigger | None]
    ) -> Trigger | None:
        """Read "56 people from the town were killed", "12, including four children, died"."""
        if count.unsure or count.implied or (count.is_bare and not count.partitive):
            return None
        if count.first and self.tokens[count.first - 1].lower in {"by", "against", "with", "between", "for", "from"}:
            return None
        passive = relative = False
        for at in range(count.last, min(len(self.tokens), count.last + CLAUSE_REACH)):
            word = self.tokens[at].lower
            if word in {";", "while", "when", "after", "but", "because", "whose", "where", "."}:
                return None
            if word in self.words.be:
                passive = True
                continue
            relative = relative or word in self.words.relatives
            if at in self.starts and found[self.starts[at]] is not None and passive:
                return None
            trigger = self._read_late(at, passive=passive)
            if trigger is not None:
                return trigger
            if word in self.words.modals or word in self.words.have:
                continue
            if passive and word not in self.words.adverbs and word not in self.words.linking and not word.endswith("ly"):
                # After "were" and another word the clause says something else; a relative clause
                # ("members who were working there were killed") may say one thing before.
                if not relative:
                    return None
                passive = relative = False
        return None

    def _read_late(self, at: int, *, passive: bool) -> Trigger | None:
        pair = self._read_pair(at)
        if pair is not None:
            return pair
        phrase = _match_phrase(self.tokens, at, self.words.phrases)
        if phrase is not None:
            return Trigger(phrase[1], at, at + len(phrase[0]), "clause")
        for reading in self.words.verbs.get(self.tokens[at].lower, ()):
            if reading.frame == "done_by" and reading.form in {"past", "base", "third"}:
                return Trigger(reading.measure, at, at + 1, "clause")
            if passive and reading.form == "participle":
                return self._widen(Trigger(reading.measure, at, at + 1, "clause"))
        if passive and self.tokens[at].lower in self.words.states:
            return Trigger(self.words.states[self.tokens[at].lower], at, at + 1, "clause")
        return None

    # -- lists --------------------------------------------------------------------------------

    def _share_parts(self, found: list[Trigger | None]) -> None:
        """Give "including 16 children" the trigger of the count before, over its own weak one."""
        for index in range(1, len(found)):
            before, own = found[index - 1], found[index]
            is_weak = own is None or (own.rule == "after" and self.tokens[own.first].lower.endswith("ing"))
            if before is not None and is_weak and self._are_listed(index - 1, index, only_parts=True):
                found[index] = before._replace(rule="list")

    def _share(self, found: list[Trigger | None]) -> None:
        """Let counts of one list share a trigger, forwards and then backwards."""
        for index in range(1, len(found)):
            before = found[index - 1]
            if found[index] is None and before is not None and (
                self._are_listed(index - 1, index) or self._is_apposition(before, index)
            ):
                found[index] = before._replace(rule="list")
        for index in range(len(found) - 2, -1, -1):
            after = found[index + 1]
            if found[index] is None and after is not None and after.rule != "before" and self._are_listed(index, index + 1):
                found[index] = after._replace(rule="list")

    def _is_apposition(self, trigger: Trigger, index: int) -> bool:
        """Return whether the count stands in a comma or dash right after what happened.

        "Five people were killed, a woman and four children" tells who the five were.
        """
        between = [token.text for token in self.tokens[trigger.last : self.counts[index].first]]
        return bool(between) and len(between) < 3 and all(mark in {",", "-", "–", "—", "(", ":"} for mark in between)

    def _are_listed(self, left: int, right: int, *, only_parts: bool = False) -> bool:
        """Return whether only "and", commas or a part marker stand between two counts."""
        first, second = self.counts[left], self.counts[right]
        if second.unsure:
            return False
        between = [token.lower for token in self.tokens[first.last : second.first]]
        if not between or len(between) > 12:
            return False
        joints = {"and", ",", "or", "plus", "&", "as", "well", "also", "both", "in", "addition", "to", "–", "-", "(", ":"}
        if not only_parts and all(word in joints for word in between):
            return True
        parts = {"including", "among", "whom", "them", "of", "include", "mostly", "mainly", "with"}
        return any(word in parts for word in between[-3:]) and between[-1] in {
            "including", "them", "whom", "included", "include", "were", "them:", "mostly", "mainly", "least", "were", "are"
        }


def _match_phrase(
    tokens: Sequence[Token], at: int, phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
) -> tuple[tuple[str, ...], str] | None:
    for phrase, name in phrases.get(tokens[at].lower, ()):
        last = at + len(phrase)
        if last <= len(tokens) and all(tokens[at + i].lower == word for i, word in enumerate(phrase)):
            return phrase, name
    return None


def _match_phrase_before(
    tokens: Sequence[Token], end: int, phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
) -> tuple[tuple[str, ...], str] | None:
    for phrase, name in phrases.get(tokens[end - 1].lower, ()):
        first = end - len(phrase)
        if first >= 0 and all(tokens[first + i].lower == word for i, word in enumerate(phrase)):
            return phrase, name
    return None


__all__ = ["MeasureWords", "Trigger", "assign_triggers", "load_measure_words"]
