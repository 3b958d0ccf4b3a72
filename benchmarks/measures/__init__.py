"""What is measured, one module a part with one function that does it; `run.py` calls them."""
