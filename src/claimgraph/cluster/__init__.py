"""Extraction and linking on the workers of dask (extra ``dask``): the same accounts and incidents.

```
files or records → bag of accounts → blocks → pairs → components → bag of incidents
```

What is done in each step are plain functions of rows (`stages`); where rows go and what is done again when
a worker is lost is dask's business. Whatever scheduler is active is used: a ``distributed.Client``, or the
threads of this process.
"""

from claimgraph.cluster.extracting import extract_accounts
from claimgraph.cluster.linking import collect_incidents, link_accounts

__all__ = ["collect_incidents", "extract_accounts", "link_accounts"]
