"""One HTML page → one article with what was left out, or the reason why there is none."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from attrs import evolve, field, frozen

from claimgraph.errors import ArticleError, MissingExtraError
from claimgraph.extraction.articles.pages.blocks import Block, list_blocks
from claimgraph.extraction.articles.pages.cuts import Kept, find_cut, index_text, measure_links
from claimgraph.extraction.articles.pages.dates import Shown, find_page_day
from claimgraph.extraction.articles.pages.details import Details, PageWords, load_page_words, read_details
from claimgraph.extraction.articles.pages.lines import write_text
from claimgraph.extraction.articles.pages.sides import MARKED, mark_sides
from claimgraph.extraction.articles.pages.trees import decode_page, parse_page
from claimgraph.extraction.articles.records import Entry, Rules, build_article, reject
from claimgraph.model import Problem

FEWEST_WORDS = 30  # of a page that does not call itself an article
FEWEST_WORDS_AT_WALL = 120  # a longer text is an article, whatever else the page asks
MOST_LINKED = 0.5  # of an article's characters; of a list of stories nearly all are
MOST_BYLINES = 12


@frozen(kw_only=True)
class PageOrigin:
    """Where a page was got from, and what is known of it beforehand."""

    where: str
    id: str | None = None
    url: str | None = None
    charset: str | None = None
    captured: date | None = None
    fields: Mapping[str, Any] = field(factory=dict)  # of ``metadata.csv``; these win


def read_page(data: bytes, *, origin: PageOrigin, rules: Rules) -> Entry:
    """Read the article of an HTML page.

    Args:
        data: The bytes of the page.
        origin: Where it is from; a day of capture only bounds the day of publication.
        rules: Word tables, encoding and date format.

    Returns:
        The article as trafilatura keeps it, with what was cut; or the reason why the page has none.

    Raises:
        ArticleError: The bytes are no text, or no page that can be read whole.
        MissingExtraError: trafilatura is not installed.
    """
    words = load_page_words(rules.lexicon)
    tree = parse_page(decode_page(data, encoding=rules.encoding, charset=origin.charset))
    details = read_details(tree, words=words, url=origin.url)
    blocks = list_blocks(tree)
    mark_sides(tree, blocks, words=words)
    text = _choose_text(extract_text(tree), details)
    linked = measure_links(blocks, index_text(text))
    text = write_text(text, blocks, (details.title, *details.headings))
    kept = index_text(text, title=details.title)
    reason = _explain_no_article(text, kept, linked, details, words)
    if reason:
        return reject(origin.where, reason)
    shown = Shown(tree, _list_head(blocks, text), text)
    day = find_page_day(shown, details, latest=origin.captured, words=words, rules=rules)
    fields = {
        "id": origin.id,
        "title": details.title,
        "publisher": details.publisher,
        "published": day.day,
        "url": details.url,
        "language": details.language,
        **origin.fields,
    }
    entry = build_article(text, fields, where=origin.where, rules=rules, tells_day=False)
    if entry.article and day.dated_by and "published" not in origin.fields:
        entry = evolve(entry, article=evolve(entry.article, dated_by=day.dated_by))
    said = _list_problems(entry, text, kept, day.reason, words)
    cut = find_cut(blocks, kept, where=origin.where)
    return evolve(entry, problems=said, cut=cut, named="id" in origin.fields)


def extract_text(tree: Any) -> str:
    """Return the text that trafilatura keeps of a page, a paragraph a line; "" where it keeps none.

    Elements that `mark_sides` marked are left out.

    Raises:
        ArticleError: The extractor fails.
        MissingExtraError: trafilatura is not installed.
    """
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        reason = f'HTML pages need trafilatura: pip install "claimgraph[ingest]" ({error})'
        raise MissingExtraError(reason) from error
    options: dict[str, Any] = {"include_comments": False, "with_metadata": False, "prune_xpath": MARKED}
    try:
        # In favour of recall: else lists, subheadings and bare lines go where a page has no <article>.
        found: Any = bare_extraction(tree, favor_recall=True, config=_load_settings(), **options)
    except Exception as error:  # whatever an extractor stumbles over, one page must not stop the rest
        raise ArticleError(f"a page that the extractor cannot read ({type(error).__name__})") from error
    return (found.text or "").strip() if found is not None else ""


@lru_cache(maxsize=1)
def _load_settings() -> Any:
    from trafilatura.settings import use_config

    settings = use_config()
    # Short news is news: with the default of 250 characters a brief runs together in one line.
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "60")
    return settings


def _choose_text(text: str, details: Details) -> str:
    """Return the page's text, or that of its JSON-LD where the page itself shows less than half of it."""
    body = details.article.get("articleBody")
    if not isinstance(body, str) or len(text.split()) * 2 >= len(body.split()):
        return text
    lines = (" ".join(line.split()) for line in html.unescape(body).splitlines())
    return "\n".join(lines)


def _explain_no_article(
    text: str, kept: Kept, linked: float, details: Details, words: PageWords
) -> str | None:
    if not kept.words:
        return "no article found: there is no text on the page"
    if details.is_article:
        return None
    wall = _find_wall(text, kept, words)
    if wall:
        return f"no article found: the page asks for something first ({wall!a})"
    if kept.words < FEWEST_WORDS:
        return f"no article found: {kept.words} words of text, and the page does not call itself an article"
    if linked > MOST_LINKED:
        return f"no article found: a list of links ({linked:.0%} of its text)"
    return None


def _find_wall(text: str, kept: Kept, words: PageWords) -> str | None:
    if kept.words >= FEWEST_WORDS_AT_WALL:
        return None
    said = " ".join(text.lower().split())
    return next((wall for wall in words.walls if wall in said), None)


def _list_head(blocks: Iterable[Block], text: str) -> list[Block]:
    """Return the blocks from the top to where the paragraphs of the article begin."""
    lines = {" ".join(line.split()) for line in text.splitlines()}
    head: list[Block] = []
    below = 0
    for block in blocks:
        if block.heading:
            below = 1
        elif below:
            below += 1
            is_paragraph = len(block.text.split()) > MOST_BYLINES and block.text in lines
            if below > MOST_BYLINES or is_paragraph:
                break
        head.append(block)
    return head


def _list_problems(
    entry: Entry, text: str, kept: Kept, reason: str | None, words: PageWords
) -> tuple[Problem, ...]:
    """Return what is wrong with an article that is kept."""
    said = list(entry.problems)
    if reason and entry.article and entry.article.published is None and not said:
        said.append(Problem(where=entry.where, reason=reason))
    wall = _find_wall(text, kept, words)
    if wall:
        reason = f"the page may show only the beginning of its article ({wall!a}); kept as it is"
        said.append(Problem(where=entry.where, reason=reason))
    return tuple(said)
