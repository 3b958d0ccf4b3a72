"""One incident as a careful desk editor would tell it.

Every figure stands beside its source and its bound; nobody is called right, nothing is averaged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from claimgraph.comparison.tolls import find_convention, list_conventions, reconcile, trace_toll
from claimgraph.comparison.tolls.groups import load_groups
from claimgraph.errors import MisuseError, UnknownNameError
from claimgraph.model import Incident, Scope, Source, Toll
from claimgraph.output.text.signs import show_signs
from claimgraph.output.words.denials import word_denials
from claimgraph.output.words.gaps import word_gaps, word_single
from claimgraph.output.words.incidents import explain_incident, name_incident
from claimgraph.output.words.notes import (
    list_claims,
    list_relations,
    word_checks,
    word_denied,
    word_plans,
    word_updates,
)
from claimgraph.output.words.phrases import (
    begin_sentence,
    join_sentences,
    join_words,
    word_group,
    word_interval,
    word_number,
    word_source,
)
from claimgraph.output.words.publishers import drop_publisher, find_publisher
from claimgraph.output.words.responsibility import list_parties, word_grade, word_responsibility
from claimgraph.output.words.tolls import (
    collect_figures,
    do_differ,
    is_part,
    word_part,
    word_span,
    word_toll,
)

NO_FIGURE = "No figure is given as a fact."


def summarize(incident: Incident, *, style: str = "paragraph") -> str:
    """Tell an incident in plain English.

    Args:
        incident: Its tolls are used; where it has none, its claims are reconciled by the default
            convention.
        style: ``"line"`` for one line, ``"paragraph"`` for one paragraph, ``"full"`` for the
            paragraph with every claim, relation and check, the convention's rule and the links.

    Returns:
        The text, without a line break at its end, safe to print. Every origin of a figure is named.

    Raises:
        UnknownNameError: No style has that name.
        MisuseError: Something else than an incident was given.
    """
    if not isinstance(incident, Incident):
        raise MisuseError(f"summarize takes one Incident, not {type(incident).__name__}; see graph.incidents")
    if style not in _STYLES:
        raise UnknownNameError(f"no style is named {style!r}; known are {', '.join(_STYLES)}")
    tolls = incident.tolls or reconcile(incident.claims, denials=incident.denials, copies=incident.copies)
    told = _STYLES[style](incident, tuple(map(trace_toll, tolls)))
    return "\n".join(map(show_signs, told.split("\n")))


def _write_line(incident: Incident, tolls: Sequence[Toll]) -> str:
    words = []
    for (_, measure), group in _by_measure(tolls).items():
        counted = [toll for toll in _order_parts(group) if toll.best is not None]
        words += [f"{measure}: {_word_counted(counted)}"] if counted else []
    words = words or [NO_FIGURE[:1].lower() + NO_FIGURE[1:-1]]
    origins = _count_origins(incident, tolls, find_publisher(tolls))
    words.append(origins[:1].lower() + origins[1:].rstrip("."))
    if incident.denials:
        words.append(f"denied by {_name_deniers(incident)}")
    return f"{name_incident(incident)}; {'; '.join(word for word in words if word)}."


def _word_counted(tolls: Sequence[Toll]) -> str:
    """Return "20 people, of them 15 civilians and five soldiers": parts are not parts of each other."""
    parts = [toll for toll in tolls[1:] if is_part(toll)]
    told = [_word_short(toll) for toll in tolls if toll not in parts]
    among = f"of them {join_words(map(_word_short, parts))}" if parts else ""
    return ", ".join([*told[:1], *([among] if among else []), *told[1:]])


def _word_short(toll: Toll) -> str:
    if do_differ(toll):
        return f"{word_span(toll)} (reports differ)"
    return word_group(collect_figures(toll)[0].claim)


def _name_deniers(incident: Incident) -> str:
    return join_words(sorted({word_source(denial.origin) for denial in incident.denials}))


def _write_paragraph(incident: Incident, tolls: Sequence[Toll]) -> str:
    publisher = find_publisher(tolls)
    told = drop_publisher(tolls, publisher)
    sentences = [f"{name_incident(incident)}."]
    for group in _by_measure(told).values():
        sentences += _tell_measure(group)
    if not any(toll.best is not None for toll in told):
        sentences.append(NO_FIGURE)
    sentences += [_word_rising(told), word_plans(told, incident), word_checks(told)]
    sentences += [word_responsibility(incident), word_denied(told), word_denials(incident)]
    sentences += [_count_origins(incident, told, publisher), word_single(told), word_gaps(incident, told)]
    return join_sentences(sentences)


def _word_rising(tolls: Sequence[Toll]) -> str:
    """Say who expects the toll to rise; nothing where no text does."""
    rising = {
        claim.origin.name: claim.origin
        for toll in tolls
        for claim in toll.claims
        if claim.rising and claim.origin
    }
    if not rising:
        return ""
    names = join_words([word_source(rising[name]) for name in sorted(rising)])
    return f"The toll was expected to rise, according to {names}."


def _tell_measure(tolls: Sequence[Toll]) -> list[str]:
    """Tell the total, its parts, and the groups that stand beside it."""
    sentences = []
    is_total_told = False
    for toll in _order_parts(tolls):
        if is_part(toll):
            sentences.append(word_part(toll, after=is_total_told))
        else:
            sentences.append(word_toll(toll))
            is_total_told = bool(sentences[-1])
        sentences.append(word_updates(toll))
    return sentences


def _order_parts(tolls: Sequence[Toll]) -> list[Toll]:
    """Put the total first, then its parts, then the other groups; else as they come."""
    general = load_groups().general
    return sorted(tolls, key=lambda toll: (toll.group not in general and not is_part(toll), is_part(toll)))


def _by_measure(tolls: Sequence[Toll]) -> dict[tuple[Scope, str], list[Toll]]:
    groups: dict[tuple[Scope, str], list[Toll]] = defaultdict(list)
    for toll in tolls:
        groups[toll.claims[0].scope if toll.claims else Scope.INCIDENT, toll.measure].append(toll)
    return groups


def _count_origins(incident: Incident, tolls: Sequence[Toll], publisher: Source | None) -> str:
    """Say how many articles rest on how many origins: "Six articles, one origin: SOHR."."""
    names = {source.id: word_source(source) for toll in tolls for source in toll.origins}
    articles = len(incident.articles)
    told = begin_sentence(f"{word_number(articles)} article{'' if articles == 1 else 's'}")
    if not names:
        return f"{told}, via {word_source(publisher)}." if articles and publisher else ""
    independent = "one origin" if len(names) == 1 else f"{word_number(len(names))} independent origins"
    return f"{told}{_word_copies(incident)}, {independent}: {_word_origins(names, publisher)}."


def word_origins(incident: Incident) -> str:
    """Say how many articles rest on how many origins: "Six articles, one origin: SOHR."; else ""."""
    return _count_origins(incident, incident.tolls, None)


def _word_copies(incident: Incident) -> str:
    """Say how many of the articles run one text: ", three of them one text"."""
    originals = {copy.b for copy in incident.copies} - {copy.a for copy in incident.copies}
    copies = len(incident.copies)
    if not copies:
        return ""
    if len(originals) > 1:
        return f", {word_number(copies)} of them in the words of another"
    if copies + 1 == len(incident.articles):
        return " in the same words"
    return f", {word_number(copies + 1)} of them in the same words"


def _word_origins(names: dict[str, str], publisher: Source | None) -> str:
    """Name the origins and once the publisher that all come through: "A and B, both via C"."""
    if publisher is not None and publisher.id in names:
        via = f" (via {word_source(publisher)})"
        named = [name if key == publisher.id else f"{name}{via}" for key, name in names.items()]
        return join_words(sorted(named, key=str.casefold))
    named = sorted(names.values(), key=str.casefold)
    if publisher is None:
        return join_words(named)
    share = {1: "", 2: "both "}.get(len(named), "all ")
    return f"{join_words(named)}, {share}via {word_source(publisher)}"


def _write_full(incident: Incident, tolls: Sequence[Toll]) -> str:
    blocks = [_write_paragraph(incident, tolls)]
    blocks += [_write_toll(toll) for toll in tolls]
    parties = [f"  {line}" for line in list_parties(incident)]
    blocks += ["\n".join(["Who is accused, who claims it, who denies it:", *parties])] if parties else []
    blocks += [word_grade(incident)] if word_grade(incident) else []
    blocks += [_write_rule(name) for name in sorted({toll.convention for toll in tolls})]
    blocks.append(f"Why this is one incident.\n{explain_incident(incident)}")
    return "\n\n".join(blocks)


def _write_toll(toll: Toll) -> str:
    best = "" if toll.best is None else f", best {toll.best:,}"
    counted = word_interval(toll.low, toll.high) if toll.best is not None else "not counted"
    lines = [f"{begin_sentence(toll.measure)}, {toll.group}: {counted}{best}"]
    lines += [f"  {line}" for line in list_claims(toll)]
    lines += [f"  one report: {retelling.reason}" for retelling in toll.retellings]
    lines += [f"  {line}" for line in list_relations(toll)]
    lines += [f"  Look again: {check.reason}" for check in toll.checks]
    return "\n".join(lines)


def _write_rule(name: str) -> str:
    known = {convention.name for convention in list_conventions()}
    rule = find_convention(name).rule if name in known else "a rule of your own"
    return f"Convention {name}: {rule}"


_STYLES: dict[str, Callable[[Incident, Sequence[Toll]], str]] = {
    "line": _write_line,
    "paragraph": _write_paragraph,
    "full": _write_full,
}
