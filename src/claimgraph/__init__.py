"""claimgraph: news articles as claims attributed to sources, linked and reconciled.

```
articles → claims → accounts → incidents → tolls → summary
```

Start with `build_graph`; every step is a function of its own as well.
"""

from typing import TYPE_CHECKING as _TYPE_CHECKING

if _TYPE_CHECKING:
    from claimgraph.comparison.copies import find_copies
    from claimgraph.comparison.corroboration import grade_incident
    from claimgraph.comparison.fitting import WeightsFit, fit_weights
    from claimgraph.comparison.incidents import link_accounts, link_claims
    from claimgraph.comparison.pairs import (
        Weights,
        find_pairs,
        load_weights,
        save_weights,
        score_pair,
    )
    from claimgraph.comparison.precision import code_date, code_place
    from claimgraph.comparison.responsibility import list_responsibility
    from claimgraph.comparison.tolls import (
        Groups,
        compare_conventions,
        list_conventions,
        list_series,
        load_groups,
        prioritize_sources,
        reconcile,
    )
    from claimgraph.errors import (
        ArticleError,
        ClaimError,
        ClaimGraphError,
        ConstraintError,
        FormatError,
        LexiconError,
        MissingExtraError,
        MisuseError,
        StoreError,
        UnknownNameError,
    )
    from claimgraph.extraction.articles import read_articles
    from claimgraph.extraction.attributions import find_attributions
    from claimgraph.extraction.claim_records import describe_claims, read_claims
    from claimgraph.extraction.claims import extract_accounts, extract_claims, trace_article
    from claimgraph.extraction.people import find_victims
    from claimgraph.extraction.quantities import reread_vague
    from claimgraph.graph import (
        ClaimGraph,
        build_graph,
        load,
        read_judgements,
        save,
        write_judgements,
    )
    from claimgraph.lexicon import Lexicon, load_lexicon
    from claimgraph.model import (
        Account,
        Addition,
        Admission,
        Article,
        Attribution,
        Change,
        ChangeKind,
        Claim,
        ClaimReading,
        Copy,
        Corroboration,
        Cut,
        DatePrecision,
        DateRange,
        Decision,
        Denial,
        Evidence,
        Headline,
        Incident,
        Judgement,
        Link,
        Modifier,
        Place,
        Problem,
        Quantity,
        Question,
        QuoteCheck,
        QuoteKind,
        Reading,
        Relation,
        RelationKind,
        Responsibility,
        Retelling,
        Scope,
        Series,
        Source,
        Span,
        Stance,
        Step,
        Toll,
        Trace,
        Victim,
    )
    from claimgraph.output.plots import (
        plot_network,
        plot_timeline,
        plot_toll,
        plot_why,
    )
    from claimgraph.output.report import write_report
    from claimgraph.output.words import summarize
    from claimgraph.store import Store

__version__ = "0.1.0"

__all__ = [
    "Account",
    "Addition",
    "Admission",
    "Article",
    "ArticleError",
    "Attribution",
    "Change",
    "ChangeKind",
    "Claim",
    "ClaimError",
    "ClaimGraph",
    "ClaimGraphError",
    "ClaimReading",
    "ConstraintError",
    "Copy",
    "Corroboration",
    "Cut",
    "DatePrecision",
    "DateRange",
    "Decision",
    "Denial",
    "Evidence",
    "FormatError",
    "Groups",
    "Headline",
    "Incident",
    "Judgement",
    "Lexicon",
    "LexiconError",
    "Link",
    "MissingExtraError",
    "MisuseError",
    "Modifier",
    "Place",
    "Problem",
    "Quantity",
    "Question",
    "QuoteCheck",
    "QuoteKind",
    "Reading",
    "Relation",
    "RelationKind",
    "Responsibility",
    "Retelling",
    "Scope",
    "Series",
    "Source",
    "Span",
    "Stance",
    "Step",
    "Store",
    "StoreError",
    "Toll",
    "Trace",
    "UnknownNameError",
    "Victim",
    "Weights",
    "WeightsFit",
    "build_graph",
    "code_date",
    "code_place",
    "compare_conventions",
    "describe_claims",
    "extract_accounts",
    "extract_claims",
    "find_attributions",
    "find_copies",
    "find_pairs",
    "find_victims",
    "fit_weights",
    "grade_incident",
    "link_accounts",
    "link_claims",
    "list_conventions",
    "list_responsibility",
    "list_series",
    "load",
    "load_groups",
    "load_lexicon",
    "load_weights",
    "plot_network",
    "plot_timeline",
    "plot_toll",
    "plot_why",
    "prioritize_sources",
    "read_articles",
    "read_claims",
    "read_judgements",
    "reconcile",
    "reread_vague",
    "save",
    "save_weights",
    "score_pair",
    "summarize",
    "trace_article",
    "write_judgements",
    "write_report",
]

# The homes of all names but the nouns and the errors. Each is imported when it is first asked for, so that a
# script pays for the modules it uses; the imports above say the same to readers and type checkers.
_HOMES = {
    "ClaimGraph": "claimgraph.graph",
    "Groups": "claimgraph.comparison.tolls",
    "Lexicon": "claimgraph.lexicon",
    "Store": "claimgraph.store",
    "Weights": "claimgraph.comparison.pairs",
    "WeightsFit": "claimgraph.comparison.fitting",
    "build_graph": "claimgraph.graph",
    "code_date": "claimgraph.comparison.precision",
    "code_place": "claimgraph.comparison.precision",
    "compare_conventions": "claimgraph.comparison.tolls",
    "describe_claims": "claimgraph.extraction.claim_records",
    "extract_accounts": "claimgraph.extraction.claims",
    "extract_claims": "claimgraph.extraction.claims",
    "find_attributions": "claimgraph.extraction.attributions",
    "find_copies": "claimgraph.comparison.copies",
    "find_pairs": "claimgraph.comparison.pairs",
    "find_victims": "claimgraph.extraction.people",
    "fit_weights": "claimgraph.comparison.fitting",
    "grade_incident": "claimgraph.comparison.corroboration",
    "link_accounts": "claimgraph.comparison.incidents",
    "link_claims": "claimgraph.comparison.incidents",
    "list_conventions": "claimgraph.comparison.tolls",
    "list_responsibility": "claimgraph.comparison.responsibility",
    "list_series": "claimgraph.comparison.tolls",
    "load": "claimgraph.graph",
    "load_groups": "claimgraph.comparison.tolls",
    "load_lexicon": "claimgraph.lexicon",
    "load_weights": "claimgraph.comparison.pairs",
    "plot_network": "claimgraph.output.plots",
    "plot_timeline": "claimgraph.output.plots",
    "plot_toll": "claimgraph.output.plots",
    "plot_why": "claimgraph.output.plots",
    "prioritize_sources": "claimgraph.comparison.tolls",
    "read_articles": "claimgraph.extraction.articles",
    "read_claims": "claimgraph.extraction.claim_records",
    "read_judgements": "claimgraph.graph",
    "reconcile": "claimgraph.comparison.tolls",
    "reread_vague": "claimgraph.extraction.quantities",
    "save": "claimgraph.graph",
    "save_weights": "claimgraph.comparison.pairs",
    "score_pair": "claimgraph.comparison.pairs",
    "summarize": "claimgraph.output.words",
    "trace_article": "claimgraph.extraction.claims",
    "write_judgements": "claimgraph.graph",
    "write_report": "claimgraph.output.report",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'claimgraph' has no attribute {name!r}")
    import importlib

    usual = "claimgraph.errors" if name.endswith("Error") else "claimgraph.model"
    value = getattr(importlib.import_module(_HOMES.get(name, usual)), name)
    globals()[name] = value  # found without this function from now on
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
