"""What words tell by themselves, kept by the words."""

from __future__ import annotations

import pytest

from claimgraph.extraction.attributions import wordings
from claimgraph.extraction.attributions.cues import load_cues
from claimgraph.extraction.attributions.phrases import _judge
from claimgraph.extraction.attributions.verdicts import Verdicts
from claimgraph.extraction.sources import load_sources
from claimgraph.extraction.tokens import split_tokens
from claimgraph.lexicon import load_lexicon

LEXICON = load_lexicon()
CUES, NAMES = load_cues(LEXICON), load_sources(LEXICON)
WORDS = "police Harbour said wounded Friday friday of the and clinic spokesman Topic 24 report a held".split()
NEIGHBOURS = ["the {} chief", "- {} -", "Harbour {} Roe", "of {} ,", ", {} said", "Save {} -", '" {} in']


@pytest.mark.parametrize("frame", NEIGHBOURS)
def test_a_word_judged_alone_is_judged_alike_among_others(frame: str) -> None:
    """Whatever stands beside a word, it belongs to the phrase, or ends it, as it does alone."""
    verdicts = Verdicts(CUES, NAMES)
    judged = 0
    for word in WORDS:
        tokens = split_tokens(frame.format(word))
        alone = verdicts.judge(tokens[1])
        judged += bool(alone)
        for end in (2, 3):
            told = _judge(tokens, 1, end, CUES, NAMES, bare=False)
            assert alone in {"", told}, (word, end)
    assert judged >= len(WORDS) // 3


def test_a_phrase_is_read_once_by_its_words() -> None:
    """The same words with the same gaps between them are one phrase, wherever they stand."""
    read = wordings.Wordings(CUES, NAMES).read
    first = read(split_tokens("the harbour office said")[:3])
    assert read(split_tokens("Then the harbour office said")[1:4]) is first
    assert read(split_tokens("the harbour-office")) is not first
    assert (first.head, first.first, first.is_pronoun) == ("office", "the", False)


def test_no_more_phrases_are_kept_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Phrases without end do not fill the memory."""
    monkeypatch.setattr(wordings, "_KEPT", 3)
    known = wordings.Wordings(CUES, NAMES)
    for number in range(20):
        known.read(split_tokens(f"unit {number}"))
    assert len(known._known) <= 3
