"""The made-up corpora that several parts are measured on, made once and kept."""

from __future__ import annotations

import datetime
import json
import pickle
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from news.corpus import write_corpus

import claimgraph as cg
from measures.children import run_alone

# Accounts are kept in pickles of so many articles, so that few are in memory while they are made.
BATCH = 2000


def prepare_corpus(claims: int, folder: Path) -> Path:
    """Make a corpus of so many claims, with its accounts, unless it is there; return its folder."""
    place = folder / str(claims)
    if not (place / "accounts.pkl").is_file():
        write_corpus(claims, place)
        run_alone(write_accounts, folder=str(place))
    return place


def write_accounts(folder: str) -> dict[str, Any]:
    """Extract the accounts of a corpus and keep them; the file is there complete or not at all."""
    source, made = stream_articles(Path(folder)), Path(folder, "accounts.tmp")
    with made.open("wb") as out:
        while batch := list(islice(source, BATCH)):
            pickle.dump(cg.extract_accounts(batch), out, 5)
    made.rename(Path(folder, "accounts.pkl"))
    return {}


def stream_articles(folder: Path) -> Iterator[cg.Article]:
    """Yield the articles of a corpus."""
    with (folder / "articles.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            day = datetime.date.fromisoformat(row.pop("published"))
            yield cg.Article(**row, published=day)


def stream_accounts(folder: Path) -> Iterator[cg.Account]:
    """Yield the accounts of a corpus."""
    with (folder / "accounts.pkl").open("rb") as batches:
        while True:
            try:
                yield from pickle.load(batches)
            except EOFError:
                return


__all__ = ["prepare_corpus", "stream_accounts", "stream_articles"]
