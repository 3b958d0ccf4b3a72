"""What an incident is called, and why its accounts are one."""

from __future__ import annotations

from collections import Counter

from claimgraph.model import Incident, Scope
from claimgraph.output.words.phrases import begin_sentence, join_words, word_date, word_number, word_place
from claimgraph.output.words.waterfalls import explain_link

MOST_MEANS = 2

# Means of the tables that are no noun by themselves.
_NOUNS = {"chemical": "chemical attack"}


def name_incident(incident: Incident) -> str:
    """Return a short label: "Armanaz, Idlib province, 29–30 September 2017: air strike".

    What no article tells is said in words; a count over a period says that it is one instead of
    naming means, as a war or a campaign has many.
    """
    place = word_place(incident.place) or "place not named"
    day = word_date(incident.date) or "day not given"
    means = join_words(find_means(incident))
    if incident.scope is Scope.CUMULATIVE:
        means = "counted over a period"
    return begin_sentence(f"{place}, {day}: {means}" if means else f"{place}, {day}")


def find_means(incident: Incident) -> list[str]:
    """Return the means that most claims of an incident name: one, or two named about as often.

    The second is named by at least half as many claims as the first. Where no claim names any,
    the first two of the incident are taken.
    """
    named = Counter(claim.means for claim in incident.claims if claim.means)
    order = {means: place for place, means in enumerate(incident.means)}
    ranked = sorted(named, key=lambda means: (-named[means], order.get(means, len(order)), means))
    found = [means for means in ranked[:MOST_MEANS] if 2 * named[means] >= named[ranked[0]]]
    found = found or list(dict.fromkeys(incident.means))[:MOST_MEANS]
    return [_NOUNS.get(means, means) for means in found]


def explain_incident(incident: Incident) -> str:
    """Say in words why the accounts are one incident: each compared pair as a waterfall.

    Pairs come with the strongest first, evidence likewise; what speaks against is kept.
    """
    lines = [f"{name_incident(incident)}.", _count_accounts(incident)]
    accounts = {account.id: account for account in incident.accounts}
    for link in sorted(incident.links, key=lambda link: (-link.score, link.a, link.b)):
        lines.append(explain_link(link, accounts=accounts))
    return "\n".join(lines)


def _count_accounts(incident: Incident) -> str:
    accounts, articles = len(incident.accounts), len(incident.articles)
    if accounts < 2:
        return "One article tells of it once; nothing had to be linked."
    told = f"{begin_sentence(word_number(accounts))} accounts in {word_number(articles)} article"
    return f"{told}{'' if articles == 1 else 's'} are one incident:"
