"""A made-up news corpus of known incidents, and how well claims of it were linked."""
