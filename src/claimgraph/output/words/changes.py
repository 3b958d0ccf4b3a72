"""Questions for a person, judgements and what became of incidents, each in a line of plain English."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from claimgraph.comparison.pairs.weights import PRIOR
from claimgraph.model import (
    Account,
    Change,
    ChangeKind,
    Decision,
    Incident,
    Judgement,
    Link,
    Question,
    RelationKind,
)
from claimgraph.output.text.signs import show_signs
from claimgraph.output.words.phrases import join_words, word_date, word_group, word_number, word_place
from claimgraph.output.words.summaries import summarize

MOST_FIGURES = 3
MOST_CONTRADICTIONS = 5


def word_question(question: Question) -> str:
    """Return a question in one line: who tells what, how they stand now, and what speaks for and against."""
    now = "stand together" if question.joined else "stand apart"
    score = f"score {question.link.score:.2f}, linked from {question.threshold:.2f}"
    return show_signs(
        f"One event? {_word_account(question.a)} / {_word_account(question.b)}: they {now} ({score}). "
        f"{word_evidence(question.link)}. {_word_stake(question)} with the answer."
    )


def _word_stake(question: Question) -> str:
    figures, accounts = question.figures, question.accounts
    counted = f"{word_number(figures)} figure{'' if figures == 1 else 's'}"
    told = f" in {word_number(accounts)} accounts" if accounts > 1 else ""
    return f"{counted[:1].upper()}{counted[1:]}{told} move{'s' if figures == 1 else ''}"


def _word_account(account: Account) -> str:
    figures = [f"{word_group(claim)} {claim.measure}" for claim in account.claims if claim.part_of is None][
        :MOST_FIGURES
    ]
    where = ", ".join(words for words in (word_place(account.place), word_date(account.date)) if words)
    told = [where or "place and day not given", ", ".join(figures) or "nobody counted"]
    return f"{account.article} ({'; '.join(told)})"


def word_evidence(link: Link) -> str:
    """Return what speaks for and against a pair: "For: …. Against: …"."""
    sides = {
        "for": [one.reason for one in link.evidence if one.weight > 0],
        "against": [one.reason for one in link.evidence if one.weight < 0 and one.name != PRIOR],
    }
    told = [f"{side}: {join_words(reasons)}" for side, reasons in sides.items() if reasons]
    return _begin("; ".join(told) or "nothing speaks for it or against it")


def word_change(change: Change) -> str:
    """Return in one line what became of incidents, and the pair that did it."""
    before, after = join_words(change.before), join_words(change.after)
    told = ", told by " + join_words(change.articles) if change.articles else ""
    said = {
        ChangeKind.NEW: f"{after} is new{told}",
        ChangeKind.GROWN: f"{after} has grown by what {join_words(change.articles)} tells",
        ChangeKind.MERGED: f"{before} are now one, {after}",
        ChangeKind.SPLIT: f"{before} is now split into {after}",
    }[change.kind]
    return show_signs(f"{said} ({change.reason})" if change.reason else said)


def word_news(change: Change, incidents: Sequence[Incident]) -> str:
    """Return what a desk reads of a change: the incidents as they are now, and what newly contradicts.

    Args:
        change: What became of incidents.
        incidents: Those it leads to, in the order of ``change.after``.

    Returns:
        A line for each incident, indented lines for figures of the new articles that contradict
        others.
    """
    lines = []
    for incident in incidents:
        lines.append(f"{change.kind.value}: {summarize(incident, style='line')}")
        reasons = _list_contradictions(incident, change.articles)
        lines += [f"  contradiction: {reason}" for reason in reasons[:MOST_CONTRADICTIONS]]
        if len(reasons) > MOST_CONTRADICTIONS:
            lines.append(f"  and {len(reasons) - MOST_CONTRADICTIONS} more contradictions")
    return "\n".join(lines)


def _list_contradictions(incident: Incident, articles: Collection[str]) -> list[str]:
    """List why figures of some articles exclude figures of the incident, each reason once."""
    fresh = {claim.id for claim in incident.claims if claim.article in articles}
    return list(
        dict.fromkeys(
            one.reason
            for toll in incident.tolls
            for one in toll.relations
            if one.kind is RelationKind.CONTRADICTS and not fresh.isdisjoint((one.a, one.b))
        )
    )


def word_judgement(judgement: Judgement) -> str:
    """Return a judgement in one line: who decided what, when and why."""
    note = f": {judgement.why}" if judgement.why else ""
    who = f"({judgement.by}, {judgement.when}{note})"
    if judgement.decision is Decision.UNDO:
        return show_signs(f"{judgement.id}: {judgement.undoes} is undone {who}")
    said = f"{judgement.a} and {judgement.b} are judged {judgement.decision.value}"
    return show_signs(f"{judgement.id}: {said} {who}")


def _begin(words: str) -> str:
    return words[:1].upper() + words[1:]


__all__ = ["word_change", "word_evidence", "word_judgement", "word_news", "word_question"]
