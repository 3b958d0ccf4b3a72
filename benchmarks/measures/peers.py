"""A simple peer of linking: articles whose words are alike, by average link within two weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from news.scoring import read_mains, score_pairings

import claimgraph as cg
from claimgraph.comparison.main_incidents import find_main_incidents
from measures.children import take_time
from measures.corpora import stream_accounts, stream_articles

# Above this distance two articles are never of one event; the best of 0.5, 0.6 … 0.9 on these corpora.
FURTHEST = 0.7
DAYS = 14


def compare_peer(folder: str) -> dict[str, Any]:
    """Group the articles of a corpus as the peer does and as we do; B³ over articles of both."""
    place = Path(folder)
    articles, truth = list(stream_articles(place)), read_mains(place / "truth.jsonl")
    groups, seconds = take_time(lambda: group_articles(articles))
    accounts = tuple(stream_accounts(place))
    ours = {id: one.id for id, one in find_main_incidents(accounts, cg.link_accounts(accounts)).items()}
    return {
        **seconds,
        "articles": len(articles),
        "peer": _score(dict(zip([one.id for one in articles], map(str, groups), strict=True)), truth),
        "ours": _score(ours, truth),
    }


def _score(found: Mapping[str, str], truth: Mapping[str, str]) -> float:
    return score_pairings((found.get(id, id), true) for id, true in truth.items()).f1


def group_articles(articles: Sequence[cg.Article]) -> list[int]:
    """Return the number of the group of each article; needs scikit-learn."""
    import numpy as np
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(
        f"{one.title}\n{one.text}" for one in articles
    )
    distances = 1 - (vectors @ vectors.T).toarray()
    days = np.array([one.published.toordinal() if one.published else 0 for one in articles])
    distances[np.abs(days[:, None] - days[None, :]) > DAYS] = 1
    grouping = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=FURTHEST
    )
    return [int(label) for label in grouping.fit_predict(np.clip(distances, 0, 1))]
