"""How often each position stands, in the codebook's order."""

from collections import Counter

from companies.vocabulary import POSITIONS

Tally = list[tuple[str, int]]


def tally(found: Counter[str]) -> Tally:
    """Return (position, number) of those that stand at least once."""
    return [(word.code, found[word.code]) for word in POSITIONS if found[word.code]]
