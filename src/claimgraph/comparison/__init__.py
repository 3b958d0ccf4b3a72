"""CLAIMS → INCIDENTS → TOLLS: do the articles agree? Never imports extraction or lexicon."""
