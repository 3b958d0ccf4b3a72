"""Which earlier source "the monitor", "it", "Abdel Rahman said" stand for, inside one article."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from claimgraph.extraction.attributions.abbreviations import Abbreviations
from claimgraph.extraction.attributions.antecedents import SPOKEN_FOR, Antecedents
from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.attributions.heads import (
    find_force,
    find_last_kind,
    is_crowd,
    is_institution,
    name_abroad,
    name_opening,
)
from claimgraph.extraction.attributions.introductions import CARRIERS, NO_BODY, Introductions
from claimgraph.extraction.attributions.joints import QUOTES
from claimgraph.extraction.attributions.surnames import is_full_name
from claimgraph.extraction.attributions.wordings import DEFINITE, Wording, load_wordings
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.sources import Alias, Found, SourceTables, can_speak, find_names_at, name_source
from claimgraph.extraction.tokens import Token
from claimgraph.model import Source

_SPEAKING = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_PEOPLE = frozenset({"he", "she", "i"})
# Kinds of sources that are one person, or people who are none but themselves.
_ALONE = frozenset({"person", "witness"})
# Where "the group" stands for nobody before: kinds that an article is about.
_CENTRAL = frozenset({"monitor", "NGO", "medical", "rescue", "UN"})
# Whom "the source" can be.
_SOURCE_LIKE = frozenset(
    {"unnamed", "police", "medical", "military", "local", "official", "ministry", "government"}
)
# How many speakers back a pronoun or "the group" can reach.
_MEMORY = 60
# Within how many tokens the subject that opens a sentence stands.
_OPENING = 12
# How many words the name of a person in full has, without titles and particles.
_FULL_NAME = 2
# Within how many sentences an official who was told of is named.
_SOON = 3
# "the department", with its article.
_BARE = 2
# Within how many words of "its" the role stands.
_OWNED = 4
# Who speaks for the body that spoke before, also as "a member".
_MEMBERS = frozenset({"member", "spokesman", "spokeswoman", "spokesperson"})
# An introduction has at least a name, "who" and a verb.
_FEWEST = 4


class Speakers:
    """The sources that an article has introduced so far; built fresh for each article.

    ``named`` are the registered sources that the article names anywhere, so that "a monitor" in
    the headline can be the one that the third paragraph names. ``heads`` are the last nouns of the
    bodies named so far: "the coalition" is the one that was called by that noun last.
    """

    def __init__(self, sentences: Sequence[Sentence], cues: CueTables, names: SourceTables) -> None:
        self.cues = cues
        self.names = names
        self.people: dict[str, Source] = {}
        self.history: deque[tuple[Source, bool]] = deque(maxlen=_MEMORY)
        self.opening: Sentence | None = None
        self.official: tuple[Source, int] | None = None
        self.sentence: Sentence | None = None
        self.registered: dict[int, list[Found]] = {}
        self.sentences = sentences
        self.heads: dict[str, Source] = {}
        self.introductions = Introductions(sentences, cues, names)
        self.antecedents = Antecedents(sentences, names)
        self.before: Sentence | None = None
        self.abbreviations = Abbreviations(sentences, names)
        self.wordings = load_wordings(cues, names)
        self.known: dict[tuple[str, ...], Source | None] = {}
        # By the alias, of which there is one for each spelling: a source takes long to hash.
        aliases: dict[int, Alias] = {}
        for sentence in sentences:
            found = find_names_at(sentence.tokens, sentence.lower, names)
            self.registered[sentence.index] = found
            for _, _, alias in found:
                if not alias.metonym:
                    aliases[id(alias)] = alias
        self.named = dict.fromkeys([alias.source for alias in aliases.values()])

    def enter(self, sentence: Sentence, before: Sentence | None, *, quiet: bool) -> None:
        """Note what "it" means in a sentence: who opened it, or who opened a silent sentence before.

        Args:
            sentence: The sentence that is read next.
            before: The one before it.
            quiet: Whether nobody spoke in that one.
        """
        self.opening, self.sentence = None, sentence
        self.before = before if quiet else None
        tokens = sentence.tokens
        names = self.registered[sentence.index]
        for _, _, alias in names:
            if len(alias.words) > 1 and alias.source.kind != "armed group":
                self.heads[alias.words[-1]] = alias.source
        if len(tokens) >= _FEWEST:
            begin = 2 if tokens[1][0] == "," else 1
            # Few sentences open with a word and a comma, or with "X who".
            if begin > 1 or tokens[begin][1] == "who":
                self._meet(tokens, begin)
        if not tokens:
            return
        text, lower, _, _ = tokens[0]
        if before is not None and quiet and lower == "it":
            self.opening = before
        # '"ISIL killed eight men," it said': whom a quotation tells of does not speak it.
        elif names and lower not in self.cues.pronouns and text not in QUOTES:
            self.opening = sentence

    def _meet(self, tokens: Sequence[Token], begin: int) -> None:
        """Remember somebody whom a sentence opens with: "Mustafa, who runs a repair shop, was lucky"."""
        lead = tokens[begin].lower
        if not tokens[0].is_capital or not (lead in {"who", "a", "an"} or lead.isdigit()):
            return
        end = next((i for i in range(begin + 1, len(tokens)) if tokens[i].text in {",", ";"}), len(tokens))
        phrase = tokens[: min(end, begin + _OPENING)]
        source = name_source(phrase, self.names)
        if source is not None and source == self.names.witness:
            self._remember(self.wordings.read(phrase), source)

    def _find_opener(self, sentence: Sentence, *, named: bool) -> Source | None:
        """Return the registered subject of a sentence; a country only where a verb follows it."""
        for name in self.registered[sentence.index]:
            if name.end > _OPENING:
                break
            after = sentence.tokens[name.end].lower if name.end < len(sentence.tokens) else ""
            if not name.alias.metonym and name.start < (6 if named else 3):
                return name.alias.source
            acts = after in self.cues.auxiliaries or after in self.cues.verbs
            if name.alias.metonym and acts and not named:
                return name.alias.source
        return None

    def resolve(self, phrase: Sequence[Token]) -> Source | None:
        """Return the source a noun phrase stands for, and remember it."""
        if not phrase:
            return None
        wording = self.wordings.read(phrase)
        source = self._resolve(wording)
        if source is not None:
            self._remember(wording, source)
        return source

    def _resolve_part(self, part: Sequence[Token]) -> Source | None:
        """Return the source that a part of a phrase stands for."""
        return self._resolve(self.wordings.read(part)) if part else None

    def _resolve(self, wording: Wording) -> Source | None:
        if wording.is_contracted:
            # "We're told": nobody says by whom.
            return None
        if wording.is_pronoun:
            opener = self._find_subject() if wording.first == "it" else None
            return opener or self._find_pronoun(wording.first)
        own = self._name(wording)
        if own is None:
            return None
        if wording.first == "its" and wording.has_role:
            return self._find_it(wording.phrase[0].start) or own
        # "the ministry's deputy spokesman" is of the ministry that spoke before.
        owner = self._resolve_part(wording.owner)
        if owner is None and wording.namesake is not None:
            owner = self.heads.get(wording.namesake)
        return owner or self._find_known(wording, own)

    def _find_subject(self) -> Source | None:
        """Return whom "it" means: who opened the sentence, or a silent one before it.

        Else the body that opens it without being registered: "Police, in a statement, named four, who | it
        said".
        """
        if self.opening is not None:
            subject = self._find_opener(self.opening, named=self.opening is not self.sentence)
            if subject is not None:
                return subject
        tokens = self.sentence.tokens if self.sentence is not None else ()
        source = name_opening(tokens[:_OPENING], self.cues, self.names)
        return source if source is not None and source.kind in SPOKEN_FOR else None

    def _find_known(self, wording: Wording, own: Source) -> Source | None:
        """Return who is behind a phrase that its own words name ``own``; ``None`` for what cannot speak."""
        if own.name in self.names.registered or is_full_name(own):
            return own
        phrase = wording.phrase
        tokens = self.sentence.tokens if self.sentence is not None else ()
        abroad = name_abroad(phrase, own, tokens, self.names)
        if abroad is not None or is_institution(own, self.names):
            return abroad or own
        if own.kind == "person":
            known = self._find_person(phrase, own)
        else:
            known = (
                self._find_behind(phrase) or self._find_anaphor(wording, own) or self._find_mentioned(phrase)
            )
        if known is None and not can_speak(own, self.names, self.cues.papers):
            return find_last_kind(phrase, self.cues, self.names) or self._find_carrier(phrase, own)
        return known or own

    def _name(self, wording: Wording) -> Source | None:
        """Name a phrase by its own words; an article says "the Observatory" many times."""
        words = wording.words
        if words not in self.known:
            own = name_source(wording.phrase, self.names)
            if own is not None and (wording.is_abbreviated or own.kind == "person"):
                own = self.abbreviations.find(wording.phrase, own)
            self.known[words] = own
        return self.known[words]

    def _find_carrier(self, phrase: Sequence[Token], own: Source) -> Source | None:
        """Return who opens the sentence: "X, which has | a network of sources, said"."""
        if own.kind != "unnamed" or len(phrase) < _FEWEST or self.sentence is None:
            return None
        return self._find_opener(self.sentence, named=True)

    def _find_behind(self, phrase: Sequence[Token]) -> Source | None:
        """Follow "the head of the group", "a new toll from the ministry" to who stands behind it."""
        for index, token in enumerate(phrase[:-1]):
            if index and token.lower in {"of", "for", "from", "by", "with", "at"}:
                before = phrase[index - 1].lower
                if before in self.names.roles or before in self.cues.papers:
                    behind = self._resolve_part(phrase[index + 1 :])
                    return None if behind is None or behind.kind in NO_BODY else behind
                return None
        return None

    def _find_anaphor(self, wording: Wording, own: Source) -> Source | None:
        phrase, head = wording.phrase, wording.head
        if head is None:
            return None
        if head in {"source", "sources"} and any(token.lower == "same" for token in phrase):
            return self.history[-1][0] if self.history else None
        several = head.endswith("s") and wording.first not in DEFINITE
        if (own.kind == "monitor" and not several) or (head == "group" and wording.is_tracking):
            # "a monitor", "the Britain-based group": the article's only monitor, wherever it is named.
            return self._find_named(frozenset({"monitor"}))
        definite = phrase[0].lower in DEFINITE or (len(phrase) == _BARE and head in _MEMBERS)
        stands_for = self.names.stands_for.get(own.name)
        if stands_for is not None and not head.endswith("s"):
            return (self._find_recent(stands_for, head) if definite else None) or self._find_named(stands_for)
        # "According to a press release": by whoever spoke before; a post is somebody else's.
        papers = self.cues.papers - self.names.posts["things"]
        paper = own.kind == "unnamed" and not papers.isdisjoint({head, own.name.lower()})
        kinds = (
            frozenset("*") if paper and own.name not in self.names.by_name else self.cues.anaphora.get(head)
        )
        if kinds is None or not (definite or paper):
            return None
        other = own.kind not in kinds | NO_BODY | CARRIERS
        if len(phrase) > _BARE and own.name in self.names.by_name and other:
            # "the chief medical officer" is no officer of the police.
            return None
        if own.kind in kinds and head != own.name and len(phrase) > _BARE:
            # "the fire department" is no other department.
            kinds = frozenset({own.kind})
        return self._find_recent(kinds, head) or self._find_named(kinds & _CENTRAL)

    def _find_named(self, kinds: frozenset[str]) -> Source | None:
        """Return the first source of these kinds that the article names."""
        return next((source for source in self.named if source.kind in kinds), None)

    def _find_recent(self, kinds: frozenset[str], head: str) -> Source | None:
        for source, by_person in reversed(self.history):
            if "*" in kinds or source.kind in kinds:
                if head in {"source", "sources"} and not self._is_source_like(source):
                    continue
                return source
            if source.kind == "monitor" and head == "group" and by_person:
                return source
        return None

    def _is_source_like(self, source: Source) -> bool:
        return source.kind in _SOURCE_LIKE or source.name.endswith("sources")

    def _find_pronoun(self, word: str) -> Source | None:
        if word in _PEOPLE:
            for source, by_person in reversed(self.history):
                if by_person:
                    return source
        for source, _ in reversed(self.history):
            if word != "it" or not is_crowd(source, self.names):
                return source
        return None

    def _find_person(self, phrase: Sequence[Token], own: Source) -> Source | None:
        names = [token for token in reversed(phrase) if token.is_capital]
        # "Sani Bello" is not "Uba Sani".
        for token in names[:1] if len(names) == _FULL_NAME else names:
            if token.lower in self.people:
                return self.people[token.lower]
        if not names or not can_speak(own, self.names, self.cues.papers):
            return None
        return (
            self.introductions.find(names[0].lower)
            or self._find_possessor(phrase)
            or find_force(phrase, [source for source, _ in self.history], self.names)
            or self._find_owner(phrase)
            or self._find_office(phrase)
        )

    def _find_office(self, phrase: Sequence[Token]) -> Source | None:
        """Take "Jo Roe", never introduced, for "a hospital official" who spoke just before."""
        bare = all(token.is_capital or token.lower in self.cues.particles for token in phrase)
        if self.official is None or self.sentence is None or not bare or len(phrase) < _FULL_NAME:
            return None
        office, at = self.official
        self.official = None
        return office if self.sentence.index - at <= _SOON else None

    def _find_possessor(self, phrase: Sequence[Token]) -> Source | None:
        """Follow "its chair, Jo Roe," and "Jo Roe, its chair" to what "it" is."""
        tokens = self.sentence.tokens if self.sentence is not None else ()
        at = next((i for i, token in enumerate(tokens) if token.start == phrase[0].start), 0)
        words = [token.lower for token in tokens[max(0, at - _OWNED) : at + len(phrase)]]
        for index, word in enumerate(words):
            role = words[index + 1 : index + _OWNED] if word in {"its", "their"} else []
            if not self.names.roles.isdisjoint(role):
                return self._find_it(phrase[0].start)
        return None

    def _find_it(self, at: int) -> Source | None:
        """Return the body that "its" before a role means: in this sentence or in a silent one before it."""
        owner = self.antecedents.find_owner(self.sentence, at) if self.sentence is not None else None
        if owner is None and self.before is not None:
            owner = self.antecedents.find_owner(self.before, at)
        return owner or self._find_pronoun("it")

    def _find_mentioned(self, phrase: Sequence[Token]) -> Source | None:
        """Return the body that "the committee" was called by before, though it did not speak."""
        if len(phrase) != _BARE or phrase[0].lower != "the":
            return None
        noun = phrase[1].lower
        return self.antecedents.find(noun, phrase[0].start) if noun in self.names.institutions else None

    def _find_owner(self, phrase: Sequence[Token]) -> Source | None:
        """Follow "the army's spokesman Jo Roe" to the army, "spokesman Jo Roe" to who spoke last."""
        if phrase[0].lower in _SPEAKING:
            opening = self.antecedents.name_opening(self.sentence.tokens if self.sentence is not None else ())
            spoke = (source for source, _ in reversed(self.history) if source.kind not in NO_BODY)
            return opening or next(spoke, None)
        for index in range(1, min(4, len(phrase) - 1)):
            if (
                phrase[index].lower == "'s"
                and phrase[0].lower in DEFINITE
                and phrase[index + 1].lower in self.names.ranks
            ):
                return self._resolve_part(phrase[:index])
        return None

    def _remember(self, wording: Wording, source: Source) -> None:
        if wording.first in self.cues.pronouns:
            self.history.append((source, wording.first in _PEOPLE))
            return
        by_person = source.kind in _ALONE
        for surname in wording.only_names if source == self.names.witness else wording.surnames:
            self.people.setdefault(surname, source)
            by_person = True
        if wording.noun is not None and (source.kind not in NO_BODY or source.name not in self.names.by_name):
            # By which noun a body that has a name was called: "the Leeds hospital".
            self.heads[wording.noun] = source
        if not by_person and source.kind not in NO_BODY and wording.is_official:
            self.official = (source, self.sentence.index if self.sentence is not None else 0)
        self.history.append((source, by_person or wording.has_role))
