"""Which articles of US local news speak of one incident.

The title is read as the first sentence of the text: much of the corpus is a page whose body was not
captured. Which event an article is about is for the library to say; nothing else is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from claimgraph import Account, Article, Weights, extract_accounts, link_accounts, load_lexicon, load_weights
from claimgraph.comparison.main_incidents import find_main_incidents

DEFAULT = "default"


def read_weights(words: str) -> Weights:
    """Return the shipped weights for "default", else those of a file."""
    return load_weights() if words == DEFAULT else load_weights(Path(words))


def read_accounts(records: Iterable[dict[str, Any]]) -> list[Account]:
    """Extract the accounts of every record, the title standing before its text."""
    lexicon = load_lexicon()
    articles = (
        Article(
            id=record["id"],
            text=f"{record['title'] or ''}\n\n{record['text'] or ''}",
            title=record["title"] or "",
            published=date.fromisoformat(record["date"][:10]) if record["date"] else None,
            url=record["url"],
        )
        for record in records
    )
    return [account for article in articles for account in extract_accounts(article, lexicon=lexicon)]


def link_articles(records: Iterable[dict[str, Any]], *, weights: Weights) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "cluster"}` for every article, the cluster being its main incident."""
    accounts = read_accounts(records)
    mains = find_main_incidents(accounts, link_accounts(accounts, weights=weights))
    yield from ({"id": article, "cluster": incident.id} for article, incident in mains.items())


__all__ = ["link_articles", "read_accounts", "read_weights"]
