"""The steps of reading one article, drawn as text: the sentences with marks, then each finding.

```
 3  At least 28 civilians were killed in the town on Friday, a monitor said.
    cccccccc##ccccccccccc                        DDDDDDDDD  SSSSSSSSS
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from claimgraph.model import (
    Attribution,
    Candidate,
    Choice,
    Claim,
    DateRange,
    Denial,
    Modifier,
    Place,
    Quantity,
    Span,
    Stance,
    Trace,
)
from claimgraph.output.text.painting import Paint, leave_plain
from claimgraph.output.text.signs import count_columns, show_signs, wrap_words

MARKS = {"#": "number", "c": "claim", "D": "date", "P": "place", "S": "source", "n": "denial"}
INDENT = 4
MOST_CANDIDATES = 4  # of one choice; the best first


def draw_trace(trace: Trace, *, width: int = 80, paint: Paint = leave_plain) -> str:
    """Draw an article with every step of reading it.

    Args:
        trace: What `trace_article` gives.
        width: Columns of a line; wider only for a single word that is wider.
        paint: Shows the headings ("heading") and the marks ("number", "claim", "date", "place", "source",
            "denial").

    Returns:
        Lines ended by line feeds: the article, its sentences with the marks of `MARKS` below
        them, and what was found with the candidates of each choice.
    """
    legend = "  ".join(f"{paint(mark, kind)} {kind}" for mark, kind in MARKS.items())
    lines = [paint(line, "heading") for line in _draw_head(trace, width)]
    lines += ["", f"{paint('Sentences', 'heading')}   {legend}", *_draw_sentences(trace, width, paint)]
    for title, drawn in _draw_sections(trace):
        if drawn:
            lines += ["", paint(title, "heading")]
            for indent, text in drawn:
                lines += _hang(text, indent, width)
    return "".join(line.rstrip() + "\n" for line in lines)


def _draw_head(trace: Trace, width: int) -> list[str]:
    article = trace.article
    day = f"published {article.published} ({article.dated_by or 'given'})" if article.published else "undated"
    parts = [article.id, article.publisher or "no publisher", day]
    lines = wrap_words(" · ".join(parts), width)
    return [*lines, *(wrap_words(article.title, width) if article.title.strip() else [])]


def _hang(text: str, indent: int, width: int) -> list[str]:
    """Wrap a text, its first line indented, the others two columns further."""
    first, *rest = wrap_words(text, max(20, width - indent))
    more = wrap_words(" ".join(rest), max(20, width - indent - 2)) if rest else []
    return [" " * indent + first, *(" " * (indent + 2) + line for line in more)]


# --- sentences --------------------------------------------------------------------------------


def _draw_sentences(trace: Trace, width: int, paint: Paint) -> Iterator[str]:
    marks = _mark_characters(trace)
    for number, span in enumerate(trace.sentences, start=1):
        first = f"{number:>{INDENT - 2}}  "
        blank = " " * INDENT
        for text, below in _wrap_marked(trace.article.text, span, marks, max(20, width - INDENT)):
            yield first + text
            if below.strip():
                yield blank + _paint_marks(below.rstrip(), paint)
            first = blank


def _paint_marks(below: str, paint: Paint) -> str:
    runs = ("".join(run) for _, run in groupby(below))
    return "".join(paint(run, MARKS[run[0]]) if run[0] in MARKS else run for run in runs)


def _mark_characters(trace: Trace) -> dict[int, str]:
    """Return the mark of each marked character; a number stays visible inside its claim."""
    layers: list[tuple[str, Iterable[Span | None]]] = [
        ("n", (one.span for one in trace.denials)),
        ("c", (span for one in trace.claims for span in one.spans)),
        ("S", (one.span for one in trace.attributions)),
        ("P", (one.span for one in trace.places)),
        ("D", (one.span for one in trace.dates)),
        ("#", (one.span for one in trace.quantities)),
    ]
    marks: dict[int, str] = {}
    for mark, spans in layers:
        for span in spans:
            if span is not None:
                marks.update(dict.fromkeys(range(span.start, span.end), mark))
    return marks


def _wrap_marked(text: str, span: Span, marks: dict[int, str], width: int) -> Iterator[tuple[str, str]]:
    """Yield the lines of a sentence and the marks that stand below each."""
    line, below, used = "", "", 0
    for word, signs, gap in _split_marked(text, span, marks):
        columns = count_columns(word)
        if line and used + 1 + columns > width:
            yield line, below
            line, below, used = "", "", 0
        line, below = (f"{line} {word}", f"{below}{gap}{signs}") if line else (word, signs)
        used = count_columns(line) if not line.isascii() else len(line)
    if line:
        yield line, below


def _split_marked(text: str, span: Span, marks: dict[int, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each word as shown, the marks below it, and the mark of the blank before it."""
    word: list[str] = []
    below: list[str] = []
    gap = " "
    for position in range(span.start, span.end):
        shown = show_signs(text[position])
        mark = marks.get(position, " ")
        if shown == " ":
            if word:
                yield "".join(word), "".join(below), gap
                word, below = [], []
            gap = mark
        else:
            word.append(shown)
            below.append(mark * count_columns(shown))
    if word:
        yield "".join(word), "".join(below), gap


# --- findings ---------------------------------------------------------------------------------

Drawn = list[tuple[int, str]]


def _draw_sections(trace: Trace) -> Iterator[tuple[str, Drawn]]:
    yield "Numbers", [(2, _say_quantity(one)) for one in trace.quantities]
    yield "Dates", [(2, _say_dates(one)) for one in trace.dates]
    yield "Places", [(2, _say_place(one)) for one in trace.places]
    yield "Sources", [(2, _say_attribution(one)) for one in trace.attributions]
    choices: dict[str, list[Choice]] = defaultdict(list)
    for choice in trace.choices:
        choices[choice.claim].append(choice)
    yield "Claims", [line for one in trace.claims for line in _draw_claim(one, choices[one.id])]
    yield "Denials", [line for one in trace.denials for line in _draw_denial(one)]
    yield "Accounts", [(2, _say_account(trace, place)) for place in range(len(trace.accounts))]


def _quote(words: str | None) -> str:
    return f'"{" ".join((words or "").split())}"'


def _say_quantity(quantity: Quantity) -> str:
    return f"{_quote(quantity.words)}: {_say_bounds(quantity)}"


def _say_bounds(quantity: Quantity) -> str:
    """Return the interval in words: "28", "28 or more", "20 to 25"."""
    if quantity.low == quantity.high:
        said = f"{quantity.low:,}"
    elif quantity.high is None:
        said = f"{quantity.low:,} or more"
    else:
        said = f"{quantity.low:,} to {quantity.high:,}"
    notes = [str(quantity.modifier).replace("_", " ")] if quantity.modifier is not Modifier.EXACT else []
    notes += [f"by {quantity.convention}"] if quantity.convention else []
    return f"{said} ({', '.join(notes)})" if notes else said


def _say_day(day: date | None) -> str:
    return day.isoformat() if day else "open"


def _say_dates(when: DateRange) -> str:
    first, last = _say_day(when.earliest), _say_day(when.latest)
    days = first if first == last else f"{first} to {last}"
    return f"{_quote(when.words)}: {days} ({when.precision})" if when.words else f"{days} ({when.precision})"


def _say_place(place: Place) -> str:
    known = ", ".join((place.name, *place.path))
    notes = [place.kind] if place.key else ["in no gazetteer"]
    notes += [f"spelling matched {place.confidence:.2f}"] if place.confidence < 1 else []
    return f"{_quote(place.words or place.name)}: {known} ({', '.join(notes)})"


def _say_attribution(attribution: Attribution) -> str:
    chain = " → ".join(source.name for source in attribution.chain) or "nobody named"
    notes = [f"cue {_quote(attribution.cue)}"] if attribution.cue else []
    notes += ["own voice"] if attribution.own_voice else []
    notes += ["denies"] if attribution.stance is Stance.DENIES else []
    words = f"{_quote(attribution.words)}: " if attribution.words else ""
    return f"{words}{chain}" + (f" ({', '.join(notes)})" if notes else "")


def _draw_claim(claim: Claim, choices: list[Choice]) -> Drawn:
    flags = ("implied", "hypothetical", "superseded")
    notes = [str(claim.scope), *(flag for flag in flags if getattr(claim, flag))]
    lines: Drawn = [
        (2, f"{_quote(claim.text)}: {claim.measure} {_say_bounds(claim.quantity)} {claim.group}"),
        (4, f"id {claim.id}, {', '.join(notes)}"),
        (4, f"source: {_say_attribution(claim.attribution)}"),
    ]
    lines += [(4, f"place: {_say_place(claim.place)}")] if claim.place else []
    lines += [(4, f"date: {_say_dates(claim.date)}")] if claim.date else []
    named = (("by", claim.actor), ("means", claim.means), ("part of", claim.part_of))
    lines += [(4, f"{name}: {value}") for name, value in named if value]
    for choice in choices:
        lines += [(4, f"why this {choice.field}:")]
        lines += [(6, _say_candidate(one)) for one in choice.candidates[:MOST_CANDIDATES]]
    return lines


def _say_candidate(candidate: Candidate) -> str:
    features = ", ".join(candidate.features) or "nothing for it"
    return f"{candidate.score:+.2f} {_quote(candidate.words)}: {features}"


def _draw_denial(denial: Denial) -> Drawn:
    lines: Drawn = [(2, f"{_quote(denial.text)}: {_say_attribution(denial.attribution)}")]
    return lines + ([(4, f"denied: {denial.what}")] if denial.what else [])


def _say_account(trace: Trace, place: int) -> str:
    account = trace.accounts[place]
    parts = [f"{account.scope}, {len(account.claims)} claims, {len(account.denials)} denials"]
    parts += [account.place.name] if account.place else []
    parts += [_say_dates(account.date)] if account.date else []
    return f"{account.id}: {'; '.join(parts)}"
