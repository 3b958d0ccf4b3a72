"""Every exception that claimgraph raises on purpose.

```
ClaimGraphError
├── ArticleError        an article or a file of articles cannot be read     (also ValueError)
├── ClaimError          claims that others made cannot be read              (also ValueError)
├── LexiconError        a word table breaks its own rules                   (also ValueError)
├── FormatError         a file to save to or load from has no known format  (also ValueError)
├── UnknownNameError    nothing bears the name that was asked for           (also LookupError, ValueError)
├── MisuseError         a value of another kind was given than is needed       (also TypeError)
├── ConstraintError     statements of the user contradict each other        (also ValueError)
├── StoreError          a store is locked, damaged or cannot be written     (also OSError)
├── WorkerError         a process that worked for this one ended            (also RuntimeError)
└── MissingExtraError   an optional package is not installed                (also ImportError)
```
"""


class ClaimGraphError(Exception):
    """Any error that claimgraph raises on purpose; its text names the bad value and the fix."""


class ArticleError(ClaimGraphError, ValueError):
    """An article or a file of articles cannot be read."""


class ClaimError(ClaimGraphError, ValueError):
    """A table of claims that others made cannot be read, or a row of it under ``strict``."""


class LexiconError(ClaimGraphError, ValueError):
    """A word table breaks its own rules; the text names the file and the row."""


class FormatError(ClaimGraphError, ValueError):
    """A file to save to or load from has no known format or an unknown version."""


class UnknownNameError(ClaimGraphError, LookupError, ValueError):
    """No style, convention or incident bears the name; the text lists those that there are."""


class MisuseError(ClaimGraphError, TypeError):
    """A value of another kind was given than is needed; the text says which one is."""


class ConstraintError(ClaimGraphError, ValueError):
    """Statements of the user contradict each other; the text names the chain."""


class StoreError(ClaimGraphError, OSError):
    """A store is written by somebody else, damaged, write-protected or full."""


class WorkerError(ClaimGraphError, RuntimeError):
    """A process that worked for this one ended in the middle; the text says of what."""


class MissingExtraError(ClaimGraphError, ImportError):
    """An optional package is not installed; the text names the extra to install."""
