"""Whether a date is the article's own: "Published June 4 2016", "BEIRUT, March 3 (Reuters) -"."""

from __future__ import annotations

from datetime import date

from claimgraph.extraction.dates.explicit import Phrase
from claimgraph.extraction.dates.words import DateWords
from claimgraph.extraction.sentences import Sentence

_FIRST_LINES = 400
_CUE_REACH = 3


def is_dateline(
    sentence: Sentence, phrase: Phrase, day: date | None, published: date | None, words: DateWords
) -> bool:
    """Return whether a phrase gives the article's own date and not an event's."""
    if day is None or phrase.form not in {"date", "numeric", "weekday"}:
        return False
    if _has_cue(sentence, phrase, words):
        return True
    if phrase.form == "weekday":
        return sentence.index == 0 and _opens_agency(sentence, phrase)  # "COLOMBO, Thursday -"
    if _follows_preposition(sentence, phrase, words):
        return False
    if not _has_year(phrase):
        return _opens_agency(sentence, phrase)
    if _is_stamp(sentence, phrase):
        return True
    if published is not None and abs((published - day).days) > 1:
        return False
    near_top = sentence.tokens[phrase.first].start < _FIRST_LINES
    return near_top and (_is_abrupt(sentence, phrase, words) or published == day)


def _has_year(phrase: Phrase) -> bool:
    return phrase.form == "numeric" or (phrase.form == "date" and phrase.values[0] > 0)


def _has_cue(sentence: Sentence, phrase: Phrase, words: DateWords) -> bool:
    """Return whether "Published", "Date of publication", "Updated 9:20 a.m." stands right before."""
    reach = _CUE_REACH
    for index in range(phrase.first - 1, max(-1, phrase.first - 1 - 2 * _CUE_REACH), -1):
        word = sentence.lower[index]
        if words.has("dateline_cues", word):
            return phrase.form != "weekday" or index <= 1  # "a report published on Monday" is no head
        if word[0].isdigit() or words.has("clock", word):
            continue
        reach -= 1
        if not reach or (word not in {"on", "at", "of"} and word not in words.weekdays):
            return False
    return False


def _follows_preposition(sentence: Sentence, phrase: Phrase, words: DateWords) -> bool:
    """Return whether the phrase is governed by a preposition, inside it or before it."""
    tokens = sentence.tokens[max(0, phrase.first - 1) : phrase.last]
    return any(words.has("prepositions", token.lower) for token in tokens)


def _is_stamp(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether a full date opens the text: "6-09-2013 Storm hits coast"."""
    tokens = sentence.tokens
    opens = sentence.index == 0 and phrase.first == 0
    return opens and (phrase.last >= len(tokens) or not tokens[phrase.last].text.islower())


def _is_abrupt(sentence: Sentence, phrase: Phrase, words: DateWords) -> bool:
    """Return whether nothing but a few names stands before the date, or it fills its line."""
    tokens = sentence.tokens
    before = [token for token in tokens[: phrase.first] if token.text.isalpha()]
    if not before or len(tokens) - (phrase.last - phrase.first) <= 6:
        return True
    # "AFP Friday 22 Jul 2016" needs one name before it, "Source TRTWorld 22 Jul 2016" two.
    names = 1 if tokens[phrase.first].lower in words.weekdays else 2
    return all(token.is_capital for token in before[-names:])


def _opens_agency(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether it reads "BEIRUT, March 3 (Reuters)", "KABUL (Sept. 1) -" or heads a line, "June 8:"."""
    tokens = sentence.tokens
    before = [token for token in tokens[: phrase.first] if token.text.isalpha()]
    behind = tokens[phrase.last].text if phrase.last < len(tokens) else ""
    if not before:
        # Further down it opens a row of a list: "May 13: Two men were found dead".
        return phrase.first == 0 and behind in _HEADS and sentence.index <= _HEAD_SENTENCES
    if behind == ")" and tokens[phrase.first - 1].text == "(":
        near_top = tokens[phrase.first].start < 2 * _FIRST_LINES
        return near_top and all(token.is_capital for token in before[-2:])
    if behind not in _AGENCY or len(before) > _PLACE_WORDS:
        return False
    return all(token.is_capital for token in before)


_AGENCY = frozenset("(-–—")
_HEADS = frozenset(":-–—")
_HEAD_SENTENCES = 1
_PLACE_WORDS = 4
