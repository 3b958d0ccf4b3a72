"""Numbers with their nouns; apart from the other words, for the shell says them before it reads anything."""


def count_nouns(*counts: tuple[int, str]) -> str:
    """Return counts with their nouns, each a plural in s: "1 article, 3 claims"."""
    return ", ".join(f"{number:,} {noun}{'' if number == 1 else 's'}" for number, noun in counts)


__all__ = ["count_nouns"]
