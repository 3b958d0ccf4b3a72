"""How fast claims are extracted, beside spaCy's blank English pipeline on the same texts in the same run.

The peer finds numbers and places with a rule matcher, the least that a reader of claims must do besides
much else; it knows the place names of our gazetteer. Both run on one core, in turns.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable
from typing import Any

import claimgraph as cg
from claimgraph.lexicon import load_gazetteer, load_lexicon
from measures.results import Result, Setting

ROUNDS = 5
WORDS, QUICK_WORDS = 60_000, 8_000


def measure_extraction(setting: Setting) -> list[Result]:
    """Measure words a second on news texts and on the made-up ones, and how the time of one text grows."""
    most = QUICK_WORDS if setting.quick else WORDS
    articles = take_words(cg.read_articles(list(setting.articles)), most)
    texts = [article.text for article in articles]
    words, rounds = count_words(texts), 2 if setting.quick else ROUNDS
    runs = {"ours": lambda: cg.extract_claims(articles)} | _make_peers(texts)
    for run in runs.values():
        run()
    best = time_in_turns(runs, rounds)
    note = f"{words:,} words in {len(articles)} articles, least of {rounds} rounds"
    found = [Result("extraction.words", words / best["ours"], note)]
    for name in runs.keys() - {"ours"}:
        found.append(Result(f"extraction.{name}", best[name] / best["ours"], _say_speed(words, best[name])))
    return [*found, _measure_growth(texts, rounds)]


def _say_speed(words: int, seconds: float) -> str:
    return f"the peer reads {words / seconds:,.0f} words/s"


def _measure_growth(texts: list[str], rounds: int) -> Result:
    """Return the power by which the time grows with the length of one article."""
    from measures.results import find_exponent

    whole = "\n\n".join(texts)[:40_000]
    grown = [cg.Article(id="grown", text="\n\n".join([whole] * times)) for times in (1, 4)]
    runs = {str(len(one.text)): (lambda one=one: cg.extract_claims(one)) for one in grown}
    best = time_in_turns(runs, rounds)
    sizes, seconds = [float(size) for size in best], list(best.values())
    note = f"one article of {len(grown[0].text):,} characters and one four times as long"
    return Result("extraction.growth", find_exponent((sizes[0], sizes[1]), (seconds[0], seconds[1])), note)


def take_words(articles: Iterable[cg.Article], most: int) -> list[cg.Article]:
    """Return as many articles as it takes for so many words, all if there are fewer."""
    taken, words = [], 0
    for article in articles:
        if words >= most:
            break
        taken.append(article)
        words += len(article.text.split())
    return taken


def count_words(texts: Iterable[str]) -> int:
    """Return how many runs without white space some texts have."""
    return sum(len(text.split()) for text in texts)


def time_in_turns(runs: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Return the least processor seconds of each run; they take turns, so that noise meets all alike."""
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(rounds):
        for name, run in runs.items():
            gc.collect()
            start = time.process_time()
            run()
            best[name] = min(best[name], time.process_time() - start)
    return best


def _make_peers(texts: list[str]) -> dict[str, Callable[[], Any]]:
    """Return the peers; none where spaCy is not installed."""
    try:
        import spacy
    except ImportError:
        print("extraction: the peer is not measured, spaCy is not installed")
        return {}
    tokens = spacy.blank("en")
    tokens.add_pipe("sentencizer")
    rules = _build_matcher()
    return {
        "spacy_tokens": lambda: [len(list(found.sents)) for found in tokens.pipe(texts)],
        "spacy_rules": lambda: [rules(text) for text in texts],
    }


def _build_matcher() -> Callable[[str], Any]:
    """Build spaCy's pipeline that splits sentences and finds numbers and the places of our gazetteer."""
    import spacy
    from spacy.matcher import Matcher, PhraseMatcher

    reader = spacy.blank("en")
    reader.add_pipe("sentencizer")
    numbers = Matcher(reader.vocab)
    numbers.add("number", [[{"LIKE_NUM": True, "OP": "+"}]])
    places = PhraseMatcher(reader.vocab)
    places.add("place", list(reader.tokenizer.pipe(sorted(_list_place_names()))))

    def read(text: str) -> Any:
        found = reader(text)
        return list(found.sents), numbers(found), places(found)

    return read


def _list_place_names() -> set[str]:
    """Return the names of the places that the shipped gazetteer lists."""
    from news.tables import list_names

    lexicon = load_lexicon()
    load_gazetteer(lexicon)
    tables = ("countries", "regions", "places")
    return {row["name"] for table in tables for row in lexicon.rows(table)} | {
        name for _, name in list_names()
    }


__all__ = ["measure_extraction"]
