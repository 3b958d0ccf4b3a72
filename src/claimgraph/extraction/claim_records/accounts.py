"""Claims of rows → accounts: rows of one article that name one event tell it together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from claimgraph.extraction.accounts import gather_claims, tell_accounts
from claimgraph.extraction.claim_records.rows import Row
from claimgraph.extraction.scenes import read_scene
from claimgraph.lexicon import Lexicon
from claimgraph.model import Account, Article, Claim, Denial

Statement = Claim | Denial


def gather_rows(rows: Sequence[Row], *, lexicon: Lexicon) -> tuple[Account, ...]:
    """Group the claims and denials of some rows into accounts.

    Rows of one article that name the same event form an account, whole and parts as well; every other
    row forms one of its own. A denial that names no event goes to the first account of its article.

    Args:
        rows: Rows that made something, ids unique.
        lexicon: Word tables.

    Returns:
        Accounts in the order of their first rows. Those of an article with text know the words that
        it tells them in, as ours do.
    """
    claims = [(row, row.made) for row in rows if isinstance(row.made, Claim)]
    homes = _find_homes(claims)
    members: dict[str, list[Claim]] = {}
    for _, claim in claims:
        members.setdefault(homes[claim.id], []).append(claim)
    accounts = [gather_claims(sorted(group, key=_find_order)) for group in members.values()]
    events = dict(zip(members, accounts, strict=True))
    told = _place_denials(rows, events)
    articles = {row.article.id: row.article for row in rows if row.article is not None and row.article.text}
    return _tell_words(told, articles, lexicon)


def _find_order(claim: Claim) -> tuple[bool, tuple[tuple[int, int], ...]]:
    return not claim.spans, claim.spans


def _find_homes(claims: Iterable[tuple[Row, Claim]]) -> dict[str, str]:
    """Return by claim the event it tells of: the one it names, that of its whole, or itself."""
    every = list(claims)
    named = {claim.id: f"{claim.article}\x00{row.event}" for row, claim in every if row.event is not None}
    known = {claim.id: claim for _, claim in every}
    homes = {}
    for _, claim in every:
        seen = {claim.id}
        at = claim
        while at.id not in named and at.part_of in known and at.part_of not in seen:
            at = known[at.part_of]
            seen.add(at.id)
        # Claims that are parts of each other are one account, whichever comes first.
        homes[claim.id] = named.get(at.id) or (min(seen) if at.part_of in seen else at.id)
    return homes


def _place_denials(rows: Sequence[Row], events: Mapping[str, Account]) -> list[Account]:
    """Give each denial to the account of its event, else to the first of its article, else one of its own."""
    accounts = {account.id: account for account in events.values()}
    firsts: dict[str, str] = {}
    for account in events.values():
        firsts.setdefault(account.article, account.id)
    for row in rows:
        if not isinstance(row.made, Denial):
            continue
        denial = row.made
        named = events.get(f"{denial.article}\x00{row.event}")
        home = named.id if named else firsts.get(denial.article)
        if home is None:
            alone = gather_claims((), article=denial.article, published=denial.published)
            home = firsts[denial.article] = alone.id
            accounts[home] = alone
        accounts[home] = evolve(accounts[home], denials=(*accounts[home].denials, denial))
    return list(accounts.values())


def _tell_words(
    accounts: Sequence[Account], articles: Mapping[str, Article], lexicon: Lexicon
) -> tuple[Account, ...]:
    """Give the accounts of articles with text the words that these tell them in."""
    by_article: dict[str, list[Account]] = {}
    for account in accounts:
        by_article.setdefault(account.article, []).append(account)
    told: dict[str, Account] = {}
    for id, own in by_article.items():
        full = tell_accounts(read_scene(articles[id], lexicon), own) if id in articles else own
        told |= {account.id: account for account in full}
    return tuple(told[account.id] for account in accounts)


__all__ = ["gather_rows"]
