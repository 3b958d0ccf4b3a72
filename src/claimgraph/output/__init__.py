"""RESULTS → PEOPLE AND FILES: words, tables, files, notebook pictures."""
