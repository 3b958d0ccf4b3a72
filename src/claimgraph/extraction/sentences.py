"""Text → sentences, tokens and quoted runs; offsets only, the text is never rewritten.

A sentence ends at ``.``, ``!``, ``?`` or ``…`` before a capital, a digit or a quotation mark,
unless the word before is an abbreviation of the table or an initial. Blank lines end one always,
single line breaks where a line looks like a heading. A quotation keeps its speaker: no boundary
between ``…!"`` and a verb or name that says who spoke.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

from attrs import field, frozen

from claimgraph.extraction.capitals import CaseWords, load_case_words, lower_capitals
from claimgraph.extraction.tokens import Token, read_tokens
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Span

_DIGITS = frozenset("0123456789")
_LOWER_OF = itemgetter(1)


@frozen(kw_only=True)
class Sentence:
    """One sentence: its span, its tokens and its place in the order of the article.

    ``paragraph`` counts from 0 the blocks between blank lines, in copy that is not
    wrapped also those between line breaks. ``quotes`` are the parts of the
    sentence that stand inside quotation marks, marks excluded; a quotation that runs over several
    sentences is cut at their ends.
    """

    index: int
    paragraph: int
    span: Span
    tokens: tuple[Token, ...]
    quotes: tuple[Span, ...] = ()
    # What nearly every search asks first, gathered once: its words in lower case and where its
    # numbers in digits stand.
    lower: tuple[str, ...] = field(eq=False, repr=False)
    digits: tuple[int, ...] = field(eq=False, repr=False)

    @lower.default
    def _read_lower(self) -> tuple[str, ...]:
        return tuple(map(_LOWER_OF, self.tokens))

    @digits.default
    def _find_digits(self) -> tuple[int, ...]:
        return tuple(_find_numbers(self.lower))

    def is_quoted(self, position: int) -> bool:
        """Return whether the character at ``position`` of the text stands in quotation marks."""
        return any(quote.start <= position < quote.end for quote in self.quotes)


_BLOCK = re.compile(r"\S[^\n\r]*+(?:\r?\n(?![ \t\r]*+\n)[^\n\r]*+)*+")
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]]*+(?=\s)")
_WRAPPED = 200  # characters; wrapped copy has shorter lines
_LONGEST_DATELINE = 60
_LONGEST = 4000  # characters; hardly a sentence of the news has a thousand
_BLANKS, _BLANK = re.compile(r"\s*+"), re.compile(r"\s")
_QUOTE_MARKS = '"“”„«»'
_QUOTES = frozenset(_QUOTE_MARKS)
_QUOTE_MARK = re.compile(f"[{_QUOTE_MARKS}]")


@lru_cache(maxsize=16)
def load_abbreviations(lexicon: Lexicon) -> frozenset[str]:
    """Return the words, lower case without final dot, after which a dot ends no sentence."""
    return frozenset(lexicon.words("sentences").get("abbreviations", ()))


@lru_cache(maxsize=16)
def load_speech_words(lexicon: Lexicon) -> frozenset[str]:
    """Return the verbs that may follow a closed quotation within its sentence."""
    return frozenset(lexicon.words("sentences").get("speech_verbs", ()))


def split_sentences(text: str, *, lexicon: Lexicon, start: int = 0) -> tuple[Sentence, ...]:
    """Split a text into sentences.

    Args:
        text: Any string.
        lexicon: Abbreviations and verbs of speech.
        start: Where to begin; header lines before it are no sentences.

    Returns:
        Sentences in reading order that do not overlap and together cover every character from
        ``start`` on that is not white space; none for a text without words.
    """
    abbreviations = load_abbreviations(lexicon)
    speech = load_speech_words(lexicon)
    spans: list[tuple[int, Span]] = []
    paragraph = 0
    for block in _BLOCK.finditer(text, start):
        lines = _split_lines(text, block.start(), block.end())
        # Copy whose lines run on is not wrapped: a break of line there is one of paragraphs.
        own = 1 if len(lines) > 1 and max([line.end - line.start for line in lines]) > _WRAPPED else 0
        for line in lines:
            for span in _split_block(text, line, abbreviations, speech):
                spans += [(paragraph, part) for part in _bound_sentence(text, span)]
            paragraph += own
        paragraph += 1 - own
    return tuple(_fill_sentences(text, start, spans, load_case_words(lexicon)))


def _fill_sentences(
    text: str, start: int, spans: Sequence[tuple[int, Span]], words: CaseWords
) -> list[Sentence]:
    """Deal the tokens of a text out to its sentences; white space parts them, so that none is cut."""
    every, lower, ends = read_tokens(text, start)
    numbers = _find_numbers(lower)
    quotes = _find_quotes(text, spans)
    sentences = []
    first = seen = 0
    for index, (paragraph, span) in enumerate(spans):
        last = bisect_right(ends, span.end, first)
        told = bisect_left(numbers, last, seen)
        tokens = every[first:last]
        if text[span.start : span.end].isupper():
            tokens = lower_capitals(tokens, words)
        sentences.append(
            Sentence(
                index=index,
                paragraph=paragraph,
                span=span,
                tokens=tokens,
                quotes=quotes[index],
                lower=lower[first:last],
                digits=tuple([at - first for at in numbers[seen:told]]),
            )
        )
        first, seen = last, told
    return sentences


def _bound_sentence(text: str, span: Span) -> Iterator[Span]:
    """Cut a sentence that goes on for ever, a table or a list without stops, so that work stays bounded."""
    begin = span.start
    while span.end - begin > _LONGEST:
        cut = _find_cut(text, begin, span.end)
        yield Span(begin, begin + len(text[begin:cut].rstrip()))
        begin = _BLANKS.match(text, cut, span.end).end()  # type: ignore[union-attr]  # it matches anywhere
    if begin < span.end:
        yield Span(begin, span.end)


def _find_cut(text: str, begin: int, end: int) -> int:
    """Return where to cut: behind the last semicolon, line or comma of the later half, or at a blank."""
    for mark in ("; ", "\n", ", ", " "):
        at = text.rfind(mark, begin + _LONGEST // 2, begin + _LONGEST)
        if at >= 0:
            return at + 1
    blank = _BLANK.search(text, begin + _LONGEST // 2, end)
    return blank.start() if blank else end


def _find_numbers(lower: Sequence[str]) -> list[int]:
    return [at for at, word in enumerate(lower) if word[0] in _DIGITS]


def _split_lines(text: str, start: int, end: int) -> list[Span]:
    """Cut a block after each line that ends like a sentence or is short like a heading."""
    lines = []
    begin = start
    at = text.find("\n", start, end)
    while at >= 0:
        cut = at - (at > start and text[at - 1] == "\r")
        line = text[begin:cut].strip()
        if line and (len(line) < 60 or line[-1] in ".!?…:\"”'’)"):
            lines.append(Span(begin, cut))
            begin = at + 1
        at = text.find("\n", at + 1, end)
    lines.append(Span(begin, end))
    return lines


# "ROCKFORD, Ill. (AP) -", "CHICAGO, Ill. -": the dot of a state ends no sentence before what ends a dateline.
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]*+, [A-Z][A-Za-z.]{1,6}")
_DATELINE_GOES_ON = re.compile(r"\s++[(—–-]")


def _split_block(text: str, block: Span, abbreviations: frozenset[str], speech: frozenset[str]) -> list[Span]:
    spans = []
    begin = block.start
    for match in _END.finditer(text, block.start, block.end):
        end = match.end()
        if begin == block.start and _is_in_dateline(text, begin, match.start(), end):
            continue
        if _is_boundary(text, match.start(), end, block.end, abbreviations, speech):
            spans.append(_trim(text, begin, end))
            begin = end
    spans.append(_trim(text, begin, block.end))
    return [span for span in spans if span.end > span.start]


def _is_in_dateline(text: str, begin: int, mark: int, end: int) -> bool:
    is_short = mark - begin < _LONGEST_DATELINE
    return bool(is_short and _DATELINE_GOES_ON.match(text, end) and _DATELINE.fullmatch(text, begin, mark))


def _trim(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    right = part.rstrip()
    return Span(start + len(right) - len(right.lstrip()), start + len(right))


_WORD_BEFORE = re.compile(r"[^\s\"“”‘(\[]+\Z")
_NEXT = re.compile(r"\s*+([\"“‘'(\[]*)([^\s.,;:!?\"”’)]*)")
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]")


def _is_boundary(
    text: str,
    mark: int,
    end: int,
    limit: int,
    abbreviations: frozenset[str],
    speech: frozenset[str],
) -> bool:
    following = _NEXT.match(text, end, limit)
    opened, word = following.groups() if following else ("", "")
    if not word and not opened:
        return end >= limit
    closed_quote = end - mark > 1 and not _QUOTES.isdisjoint(text[mark:end])
    if closed_quote and _speaker_follows(text, end, limit, speech):
        return False
    if text[mark] == ".":
        before = _WORD_BEFORE.search(text[max(0, mark - 24) : mark])
        stem = before.group().lower() if before else ""
        is_initial = len(stem) == 1 and stem.isalpha() and text[mark - 1].isupper()
        if stem in abbreviations or is_initial or ("." in stem and _DOTTED.fullmatch(stem)):
            # "the U.S. Syria denied it" is beyond a rule; "in the U.S. The army" is not.
            return not is_initial and word.lower() in _CLEAR_OPENINGS
    return not word[:1].islower() or opened[:1] in _QUOTES


_CLEAR_OPENINGS = frozenset({"the", "a", "it", "he", "she", "they", "but"})


def _speaker_follows(text: str, end: int, limit: int, speech: frozenset[str]) -> bool:
    """Return whether a few words after a closed quotation hold a verb of speech, as its tail."""
    tail = text[end : min(limit, end + 60)]
    words = re.findall(r"[^\W\d_]+|[.!?\"“]", tail)
    for word in words[:6]:
        if word in '.!?"“':
            return False
        if word.lower() in speech:
            return True
    return False


def _find_quotes(text: str, spans: Sequence[tuple[int, Span]]) -> list[tuple[Span, ...]]:
    """Return the quoted parts of each sentence; a paragraph that opens anew repeats its mark."""
    found: list[tuple[Span, ...]] = []
    is_open = False
    last_paragraph = -1
    for paragraph, span in spans:
        is_open = is_open and paragraph == last_paragraph
        last_paragraph = paragraph
        if not is_open and _QUOTE_MARK.search(text, span.start, span.end) is None:
            found.append(())
            continue
        parts, is_open = _quote_sentence(text, span, is_open=is_open)
        found.append(tuple(parts))
    return found


def _quote_sentence(text: str, span: Span, *, is_open: bool) -> tuple[list[Span], bool]:
    """Return the quoted parts of one sentence and whether a quotation goes on behind it."""
    parts = []
    begin = span.start if is_open else None
    for match in _QUOTE_MARK.finditer(text, span.start, span.end):
        mark = match.group()
        if begin is None and mark != "”":
            begin = match.end()
        elif begin is not None and mark not in "“„«":
            parts.append(Span(begin, match.start()))
            begin = None
    if begin is not None:
        parts.append(Span(begin, span.end))
    return parts, begin is not None
