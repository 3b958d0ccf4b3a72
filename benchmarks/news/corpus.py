"""A stream of made-up articles in the order of publication, each with its truth.

The memory it takes depends on the days that articles wait for, not on the size of the corpus.
"""

from __future__ import annotations

import datetime
import heapq
import json
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from news.articles import A_WEEK, Sentence, draft_article
from news.incidents import FIRST_DAY, Incident, draw_incidents, plan_corpus
from news.tables import load_stories

# Claims that an article gives on average.
CLAIMS_AN_ARTICLE = 5
COPIES, SHORTENED = 0.22, 0.4
# How many of the reports after the first come a week and more later.
LATE = 0.06
PUBLISHER_SKEW = 1.0

Record = dict[str, Any]


class Waiting(NamedTuple):
    """An article to be: a copy has the seed and the day of the article that it runs."""

    day: int
    number: int
    seed: int
    written: int
    is_copy: bool
    incident: Incident


def stream_corpus(claims: int, *, seed: int = 1) -> Iterator[tuple[Record, Record]]:
    """Yield articles and their truths until so many figures have been told.

    Args:
        claims: How many figures to tell at least; the last article may go beyond.
        seed: Another one makes another world.

    Yields:
        An article (``id, title, text, publisher, published``) and its truth: ``sentences``, each with
        ``start`` and ``end`` in the text, ``incident`` (``None`` for words on no incident) and ``figures``.
    """
    random = Random(seed)
    plan = plan_corpus(max(1, claims // CLAIMS_AN_ARTICLE))
    publishers = _draw_publishers(random)
    waiting: list[Waiting] = []
    told = number = 0
    for day, incidents in draw_incidents(plan, random):
        for incident in incidents:
            for one in _plan_reports(incident, day, number, random):
                heapq.heappush(waiting, one)
                number = one.number
        while waiting and waiting[0].day <= day:
            article, truth = _write(heapq.heappop(waiting), publishers, seed)
            yield article, truth
            told += sum(len(sentence["figures"]) for sentence in truth["sentences"])
            if told >= claims:
                return


def write_corpus(claims: int, folder: Path, *, seed: int = 1) -> tuple[int, int]:
    """Write ``articles.jsonl`` and ``truth.jsonl``; return how many articles and figures they hold."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / name for name in ("articles.jsonl", "truth.jsonl")]
    articles = figures = 0
    with files[0].open("w", encoding="utf-8") as texts, files[1].open("w", encoding="utf-8") as truths:
        for article, truth in stream_corpus(claims, seed=seed):
            texts.write(json.dumps(article, ensure_ascii=False) + "\n")
            truths.write(json.dumps(truth, ensure_ascii=False) + "\n")
            articles += 1
            figures += sum(len(sentence["figures"]) for sentence in truth["sentences"])
    return articles, figures


def _plan_reports(incident: Incident, day: int, number: int, random: Random) -> Iterator[Waiting]:
    """Yield the articles on an incident: most at once, some late, some copies of earlier ones."""
    written: list[tuple[int, int]] = []
    for at in range(incident.reports):
        number += 1
        later = day + _draw_delay(at, incident.reports, random)
        seed, first = number, later
        is_copy = bool(written) and random.random() < COPIES
        if is_copy:
            seed, first = written[int(len(written) * random.random() ** 2)]
            later = first + random.choice((0, 0, 1))
        else:
            written.append((seed, later))
        yield Waiting(later, number, seed, first, is_copy, incident)


def _draw_delay(at: int, reports: int, random: Random) -> int:
    if at == 0:
        return random.choice((0, 0, 1))
    if random.random() < LATE:
        return A_WEEK + 1 + round(random.expovariate(1 / 40))
    return min(A_WEEK, int(random.expovariate(1 / (0.8 + 0.2 * len(str(reports))))))


def _draw_publishers(random: Random) -> tuple[list[str], list[float]]:
    """Return the publishers with their cumulative weights: a few print most."""
    words = load_stories()
    names = [
        f"{first} {second}" for first in words["publishers_first"] for second in words["publishers_second"]
    ]
    random.shuffle(names)
    return names, list(accumulate(1 / rank**PUBLISHER_SKEW for rank in range(1, len(names) + 1)))


def _write(one: Waiting, publishers: tuple[list[str], list[float]], seed: int) -> tuple[Record, Record]:
    """Write an article; a copy comes out as what it copies, now and then without its end."""
    written = FIRST_DAY + datetime.timedelta(days=one.written)
    draft = draft_article(one.incident, written, Random(f"{seed} {one.seed}"))
    own = Random(f"{seed} {one.number} print")
    paragraphs = list(draft.paragraphs)
    if one.is_copy and own.random() < SHORTENED:
        paragraphs = paragraphs[: max(1, len(paragraphs) - 1)]
    names, weights = publishers
    text, sentences = _join(paragraphs)
    id = f"n{one.number:07}"
    article = {
        "id": id,
        "title": draft.title,
        "text": text,
        "publisher": names[bisect(weights, own.random() * weights[-1])],
        "published": str(FIRST_DAY + datetime.timedelta(days=one.day)),
    }
    return article, {"id": id, "incident": one.incident.id, "sentences": sentences}


def _join(paragraphs: Sequence[Sequence[Sentence]]) -> tuple[str, list[Record]]:
    """Join sentences to a text, and say where each stands."""
    text, rows = "", []
    for paragraph in paragraphs:
        text += "\n\n" if text else ""
        for at, sentence in enumerate(paragraph):
            text += " " if at else ""
            rows.append(
                {
                    "start": len(text),
                    "end": len(text) + len(sentence.text),
                    "incident": sentence.incident,
                    "figures": [figure._asdict() for figure in sentence.figures],
                }
            )
            text += sentence.text
    return text, rows
