"""What the tests of the report share: articles on one event, and text that would like to be more."""

from __future__ import annotations

import datetime

from claimgraph.model import Article

ARTICLES = (
    Article(
        id="harbour-1",
        title="Explosion in Aleppo",
        publisher="Harbour Post",
        published=datetime.date(2018, 3, 21),
        url="https://news.example/1",
        text=(
            "At least 28 civilians were killed and 70 people were wounded in an air strike on Saraqib in "
            "Idlib province on Wednesday, the Syrian Observatory for Human Rights said. Among the dead were "
            "11 children."
        ),
    ),
    Article(
        id="harbour-2",
        title="Toll in Saraqib",
        publisher="Evening Sheet",
        published=datetime.date(2018, 3, 22),
        url="javascript:alert(1)",
        text=(
            "The White Helmets said 40 civilians were killed in the air strike on Saraqib on Wednesday. "
            "The Russian army denied bombing the town. The Syrian Observatory for Human Rights now says 31 "
            "civilians were killed."
        ),
    ),
    Article(id="harbour-3", title="Nobody counted", text="The bridge was closed on Monday."),
)
HOSTILE = (
    "</noscript></script><script>alert(1)</script><!--\"'><img src=x onerror=alert(1)>"
    "{{7*7}}\u202e\x1b[31m\x00\ud83d"
)
