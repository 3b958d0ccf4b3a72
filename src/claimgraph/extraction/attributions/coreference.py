"""Which earlier source "the monitor", "it", "Abdel Rahman said" stand for, inside one article."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.sources import Found, SourceTables, can_speak, find_names, name_source
from claimgraph.extraction.tokens import Token
from claimgraph.model import Source

_DEFINITE = frozenset({"the", "this", "that", "its", "their", "these"})
_PEOPLE = frozenset({"he", "she", "i"})
# Kinds that nobody heads.
_NO_BODY = frozenset({"person", "unnamed", "witness"})
# How many speakers back a pronoun or "the group" can reach.
_MEMORY = 60
# Within how many tokens the subject that opens a sentence stands.
_OPENING = 12
# An introduction has at least a name, "who" and a verb.
_FEWEST = 4


class Speakers:
    """The sources that an article has introduced so far; built fresh for each article.

    ``named`` are the registered sources that the article names anywhere, so that "a monitor" in
    the headline can be the one that the third paragraph names.
    """

    def __init__(self, sentences: Sequence[Sentence], cues: CueTables, names: SourceTables) -> None:
        self.cues = cues
        self.names = names
        self.named: dict[str, list[Source]] = {}
        self.people: dict[str, Source] = {}
        self.history: deque[tuple[Source, bool]] = deque(maxlen=_MEMORY)
        self.subject: Source | None = None
        self.registered: dict[int, list[Found]] = {}
        for sentence in sentences:
            found = self.registered[sentence.index] = find_names(sentence.tokens, names)
            for name in found:
                if not name.alias.metonym:
                    kind = self.named.setdefault(name.alias.source.kind, [])
                    if name.alias.source not in kind:
                        kind.append(name.alias.source)

    def enter(self, sentence: Sentence, before: Sentence | None, *, quiet: bool) -> None:
        """Note what "it" means in a sentence: who opened it, or who opened a silent sentence before.

        Args:
            sentence: The sentence that is read next.
            before: The one before it.
            quiet: Whether nobody spoke in that one.
        """
        self.subject = None
        self._meet(sentence.tokens)
        if before is not None and quiet and sentence.tokens and sentence.tokens[0].lower == "it":
            self.subject = self._find_opener(before, named=True)
        elif sentence.tokens and sentence.tokens[0].lower not in self.cues.pronouns:
            self.subject = self._find_opener(sentence, named=False)

    def _meet(self, tokens: Sequence[Token]) -> None:
        """Remember somebody whom a sentence opens with: "Mustafa, who runs a repair shop, was lucky"."""
        if len(tokens) < _FEWEST or not tokens[0].is_capital:
            return
        begin = 2 if tokens[1].text == "," else 1
        lead = tokens[begin].lower
        if lead != "who" and not (begin > 1 and (lead in {"a", "an"} or lead.isdigit())):
            return
        end = next((i for i in range(begin + 1, len(tokens)) if tokens[i].text in {",", ";"}), len(tokens))
        phrase = tokens[: min(end, begin + _OPENING)]
        source = name_source(phrase, self.names)
        if source is not None and source == self.names.witness:
            self._remember(phrase, source)

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
        source = self._resolve(phrase)
        if source is not None:
            self._remember(phrase, source)
        return source

    def _resolve(self, phrase: Sequence[Token]) -> Source | None:
        if not phrase:
            return None
        if phrase[0].lower in self.cues.pronouns:
            if phrase[0].lower == "it" and self.subject is not None:
                return self.subject
            return self._find_pronoun(phrase[0].lower)
        own = name_source(phrase, self.names)
        if own is None:
            return None
        if own.name in self.names.registered:
            return own
        if own.kind == "person":
            known = self._find_person(phrase)
        else:
            known = self._find_behind(phrase) or self._find_anaphor(phrase, own)
        if known is None and not can_speak(own, self.names, self.cues.papers):
            return self._find_last(phrase)
        return known or own

    def _find_last(self, phrase: Sequence[Token]) -> Source | None:
        """Return the kind at the end of a phrase that begins too early: "area in the town | rebels said"."""
        last = phrase[-1]
        begin = max(
            (i for i, token in enumerate(phrase) if token.lower in self.cues.prepositions), default=-1
        )
        if begin < 0 or last.is_capital or last.lower not in self.names.kinds:
            return None
        return name_source(phrase[begin + 1 :], self.names)

    def _find_behind(self, phrase: Sequence[Token]) -> Source | None:
        """Follow "the head of the group", "a new toll from the ministry" to who stands behind it."""
        for index, token in enumerate(phrase[:-1]):
            if index and token.lower in {"of", "for", "from", "by"}:
                before = phrase[index - 1].lower
                if before in self.names.roles or before in self.cues.papers:
                    behind = self._resolve(phrase[index + 1 :])
                    return None if behind is None or behind.kind in _NO_BODY else behind
                return None
        return None

    def _find_head(self, phrase: Sequence[Token]) -> str | None:
        """Return the noun that may stand for an earlier source, if no name in the phrase says whose it is."""
        core = [token for token in phrase if token.lower not in self.names.determiners]
        for index, token in enumerate(core):
            if index and (
                token.lower in self.cues.prepositions
                or token.text in {",", "who", "which", "that"}
                or (
                    token.lower.endswith("ing")
                    and index + 1 < len(core)
                    and core[index + 1].lower in self.names.modifiers | self.names.determiners
                )
            ):
                core = core[:index]
                break
        core = [token for index, token in enumerate(core) if not self._is_base(core, index)]
        if not core:
            return None
        if core[-1].lower == "'s" and len(core) > 1:
            core = core[:-1]
        named = any(
            token.is_capital
            and token.lower not in self.cues.anaphora
            and index + 1 < len(core)
            and phrase[0].start != token.start
            for index, token in enumerate(core)
        )
        return None if named else core[-1].lower

    def _is_base(self, core: Sequence[Token], index: int) -> bool:
        """Return whether a token belongs to "Britain-based", "UK-based", "New York-based"."""
        for ahead in range(index, min(index + 4, len(core))):
            if core[ahead].lower in self.cues.bases and ahead and core[ahead - 1].text == "-":
                return True
            if not (core[ahead].is_capital or core[ahead].text == "-"):
                return False
        return False

    def _find_anaphor(self, phrase: Sequence[Token], own: Source) -> Source | None:
        head = self._find_head(phrase)
        if head is None:
            return None
        tracking = any(token.lower in self.cues.trackers for token in phrase)
        several = head.endswith("s") and phrase[0].lower not in _DEFINITE
        if (own.kind == "monitor" and not several) or (tracking and head == "group"):
            # "a monitor", "the Britain-based group": the article's only monitor, wherever it is named.
            monitors = self.named.get("monitor", [])
            return monitors[0] if monitors else None
        definite = phrase[0].lower in _DEFINITE
        if own.kind == "NGO" and not definite and not head.endswith("s"):
            named = [source for kind in ("NGO", "monitor", "medical") for source in self.named.get(kind, [])]
            return named[0] if named else None
        kinds = self.cues.anaphora.get(head)
        if kinds is None or not definite:
            return None
        return self._find_recent(kinds, head, own)

    def _find_recent(self, kinds: frozenset[str], head: str, own: Source) -> Source | None:
        for source, by_person in reversed(self.history):
            if "*" in kinds or source.kind in kinds:
                if head in {"source", "sources"} and not self._is_source_like(source):
                    continue
                return source
            if source.kind == "monitor" and head == "group" and by_person:
                return source
        for kind in sorted(kinds):
            named = self.named.get(kind, [])
            if len(named) == 1 and kind in {"monitor", "NGO", "medical"}:
                return named[0]
        return None

    def _is_source_like(self, source: Source) -> bool:
        return source.kind in {
            "unnamed",
            "police",
            "medical",
            "military",
            "local",
            "official",
            "ministry",
            "government",
        } or source.name.endswith("sources")

    def _find_pronoun(self, word: str) -> Source | None:
        if word in _PEOPLE:
            for source, by_person in reversed(self.history):
                if by_person:
                    return source
        for source, _ in reversed(self.history):
            if word != "it" or not self._is_crowd(source):
                return source
        return None

    def _is_crowd(self, source: Source) -> bool:
        return (
            source.kind in {"person", "witness"}
            or source.name.endswith("sources")
            or (
                source.name in self.names.by_name
                and source.name not in self.names.registered
                and source.name.endswith("s")
            )
        )

    def _find_person(self, phrase: Sequence[Token]) -> Source | None:
        for token in reversed(phrase):
            if token.is_capital and token.lower in self.people:
                return self.people[token.lower]
        return None

    def _remember(self, phrase: Sequence[Token], source: Source) -> None:
        by_person = source.kind in {"person", "witness"}
        if phrase[0].lower not in self.cues.pronouns:
            for surname in _find_surnames(
                phrase, self.names, self.cues, least=1 if source == self.names.witness else 2
            ):
                self.people.setdefault(surname, source)
                by_person = True
            roles = any(token.lower in self.names.roles for token in phrase)
            by_person = by_person or roles
        else:
            by_person = phrase[0].lower in _PEOPLE
        self.history.append((source, by_person))


def _find_surnames(phrase: Sequence[Token], names: SourceTables, cues: CueTables, *, least: int) -> list[str]:
    """Return the last names of people in a phrase: "yusuf" of "Mustafa Yusuf, head of …"."""
    found = []
    covered = {i for name in find_names(phrase, names) for i in range(name.start, name.end)}
    run: list[int] = []
    for index, token in enumerate([*phrase, None]):
        inside = (
            token is not None
            and index not in covered
            and (
                (token.is_capital and token.lower not in cues.titles and token.lower not in cues.determiners)
                or (run and token.lower in {"al", "el", "-", "bin", "de"})
            )
        )
        if inside:
            run.append(index)
            continue
        if len(run) >= least and phrase[run[-1]].is_capital:
            before = phrase[run[0] - 1].lower if run[0] else ""
            if before not in cues.prepositions:
                found.append(phrase[run[-1]].lower)
        run = []
    return found
