"""How fast claims are extracted: words a second, beside a peer on the same texts in the same run.

    python benchmarks/extraction.py [ARTICLES ...] [--words 50000]

ARTICLES are whatever `claimgraph claims` reads; the example articles if left out, over and over until
there are enough words. The peers are spaCy's blank English pipeline (tokens and sentences without a model,
in C: the least that any reader of text must do) and dateparser's search (the dates alone, in Python). A time
alone says something of a machine, the ratio something of the code. The last lines show whether the time
grows as the text does: one article of n, 2n and 4n words.

Peers that are not installed are skipped: `pip install spacy dateparser`.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import claimgraph as cg

EXAMPLES = [Path(__file__).parents[1] / "examples" / name for name in ("articles", "articles_us")]
ROUNDS = 5


def count_words(texts: Iterable[str]) -> int:
    """Return how many runs without white space some texts have."""
    return sum(len(text.split()) for text in texts)


def repeat_articles(articles: list[cg.Article], words: int) -> list[cg.Article]:
    """Return the articles over and over until they have so many words."""
    own = count_words(article.text for article in articles)
    return articles * max(1, -(-words // max(1, own)))


def time_best(run: Callable[[], object]) -> float:
    """Return the least processor seconds of a few rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        gc.collect()
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def time_spacy(texts: list[str]) -> float:
    """Return the seconds of spaCy's blank English pipeline: tokens and sentences, no model."""
    import spacy

    reader = spacy.blank("en")
    reader.add_pipe("sentencizer")
    return time_best(lambda: [len(list(found.sents)) for found in reader.pipe(texts)])


def time_dateparser(texts: list[str]) -> float:
    """Return the seconds in which dateparser finds the dates, and nothing else, in the same texts."""
    from dateparser.search import search_dates

    few = texts[: max(1, len(texts) // 50)]
    seconds = time_best(lambda: [search_dates(text, languages=["en"]) for text in few])
    return seconds * count_words(texts) / count_words(few)


PEERS = {"spaCy blank": time_spacy, "dateparser": time_dateparser}


def print_peers(texts: list[str], own: float) -> None:
    """Print the words a second of each installed peer and how many times faster it is than we are."""
    words = count_words(texts)
    for name, time_peer in PEERS.items():
        try:
            seconds = time_peer(texts)
        except ImportError:
            print(f"{name:14} not installed")
        else:
            print(f"{name:14}{words / seconds:12,.0f} words/s   {own / seconds:6.2f} × our speed")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="*", type=Path, default=EXAMPLES)
    parser.add_argument("--words", type=int, default=50_000)
    chosen = parser.parse_args()
    articles = repeat_articles(list(cg.read_articles(chosen.articles)), chosen.words)
    texts = [article.text for article in articles]
    words = count_words(texts)
    own = time_best(lambda: cg.extract_claims(articles))
    print(f"{words} words in {len(articles)} articles, best of {ROUNDS} rounds on one core")
    print(f"{'claimgraph':14}{words / own:12,.0f} words/s")
    print_peers(texts, own)
    print("\none article grown:")
    whole = "\n\n".join(texts[: max(1, len(texts) // 4)])
    first = 0.0
    for times in (1, 2, 4):
        article = cg.Article(id="grown", text="\n\n".join([whole] * times))
        seconds = time_best(lambda article=article: cg.extract_claims(article))
        first = first or seconds
        print(f"{count_words([article.text]):8} words  {seconds:.2f} s  {seconds / first:.1f} × the first")


if __name__ == "__main__":
    main()
