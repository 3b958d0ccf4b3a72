"""Where the parts of a report are found: on its one page, or each on a page of its own in a folder."""

from __future__ import annotations

from typing import Protocol

from attrs import frozen

from claimgraph.output.report.anchors import ARTICLE, FIGURE, INCIDENT, name_anchor

FOLDERS = {INCIDENT: "incidents", ARTICLE: "articles"}
UP = "../../"
"""From the page of an incident or an article to that of the front."""


class Addresses(Protocol):
    """The addresses of parts, as links within a report need them."""

    @property
    def home(self) -> str:
        """The address of the front without the place on it; "" where that is the page itself."""

    def refer_incident(self, id: str) -> str:
        """Return the address of an incident."""

    def refer_article(self, id: str) -> str:
        """Return the address of an article."""

    def refer_figure(self, id: str, article: str) -> str:
        """Return the address of the words of a statement in an article."""


@frozen
class OnePage:
    """All parts stand on one page, under their names."""

    home: str = ""

    def refer_incident(self, id: str) -> str:
        """Return the address of an incident."""
        return f"#{name_anchor(INCIDENT, id)}"

    def refer_article(self, id: str) -> str:
        """Return the address of an article."""
        return f"#{name_anchor(ARTICLE, id)}"

    def refer_figure(self, id: str, article: str) -> str:
        """Return the address of the words of a statement."""
        return f"#{name_anchor(FIGURE, id)}"


@frozen
class ManyPages:
    """Each incident and each article has a page; ``up`` leads from the page that links to the front's."""

    up: str

    @property
    def home(self) -> str:
        """The address of the front."""
        return f"{self.up}index.html"

    def refer_incident(self, id: str) -> str:
        """Return the address of the page of an incident."""
        return f"{self.up}{name_page(INCIDENT, id)}"

    def refer_article(self, id: str) -> str:
        """Return the address of the page of an article."""
        return f"{self.up}{name_page(ARTICLE, id)}"

    def refer_figure(self, id: str, article: str) -> str:
        """Return the address of the words of a statement on the page of its article."""
        return f"{self.refer_article(article)}#{name_anchor(FIGURE, id)}"


ON_ONE_PAGE: Addresses = OnePage()
"""The addresses of a report that is one page."""


def name_page(kind: str, id: str) -> str:
    """Return the file of an incident or an article, such as ``"incidents/0f/3a52….html"``.

    The first two digits are a folder, as sticks and file managers are slow with tens of thousands of
    files in one.
    """
    digits = name_anchor(kind, id)[2:]
    return f"{FOLDERS[kind]}/{digits[:2]}/{digits[2:]}.html"


__all__ = ["FOLDERS", "ON_ONE_PAGE", "UP", "Addresses", "ManyPages", "OnePage", "name_page"]
