"""claimgraph: news articles as claims attributed to sources, linked and reconciled.

```
articles → claims → accounts → incidents → tolls → summary
```

Start with `build_graph`; every step is a function of its own as well.
"""

from claimgraph.comparison.fitting import WeightsFit, fit_weights
from claimgraph.comparison.incidents import link_accounts, link_claims
from claimgraph.comparison.pairs import Weights, find_pairs, load_weights, save_weights, score_pair
from claimgraph.comparison.tolls import compare_conventions, list_conventions, prioritize_sources, reconcile
from claimgraph.errors import (
    ArticleError,
    ClaimGraphError,
    ConstraintError,
    FormatError,
    LexiconError,
    MissingExtraError,
    MisuseError,
    UnknownNameError,
)
from claimgraph.extraction.articles import read_articles
from claimgraph.extraction.attributions import find_attributions
from claimgraph.extraction.claims import extract_accounts, extract_claims, trace_article
from claimgraph.extraction.people import find_victims
from claimgraph.extraction.quantities import reread_vague
from claimgraph.graph import ClaimGraph, build_graph, load, read_judgements, save, write_judgements
from claimgraph.lexicon import Lexicon, load_lexicon
from claimgraph.model import (
    Account,
    Article,
    Attribution,
    Change,
    ChangeKind,
    Claim,
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
    Reading,
    Relation,
    RelationKind,
    Scope,
    Source,
    Span,
    Stance,
    Toll,
    Trace,
    Victim,
)
from claimgraph.output.words import summarize

__version__ = "0.1.0"

__all__ = [
    "Account",
    "Article",
    "ArticleError",
    "Attribution",
    "Change",
    "ChangeKind",
    "Claim",
    "ClaimGraph",
    "ClaimGraphError",
    "ConstraintError",
    "DatePrecision",
    "DateRange",
    "Decision",
    "Denial",
    "Evidence",
    "FormatError",
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
    "Reading",
    "Relation",
    "RelationKind",
    "Scope",
    "Source",
    "Span",
    "Stance",
    "Toll",
    "Trace",
    "UnknownNameError",
    "Victim",
    "Weights",
    "WeightsFit",
    "build_graph",
    "compare_conventions",
    "extract_accounts",
    "extract_claims",
    "find_attributions",
    "find_pairs",
    "find_victims",
    "fit_weights",
    "link_accounts",
    "link_claims",
    "list_conventions",
    "load",
    "load_lexicon",
    "load_weights",
    "prioritize_sources",
    "read_articles",
    "read_judgements",
    "reconcile",
    "reread_vague",
    "save",
    "save_weights",
    "score_pair",
    "summarize",
    "trace_article",
    "write_judgements",
]
