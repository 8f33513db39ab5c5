"""Days summed up in stretches of 1, 32, 1,024 and 32,768 days, so that all days up to one are few stretches.

A node counts how many statements begin in its stretch less how many end in it. The sum over all days up to a day is
then how many are in force on it.
"""

from datetime import date
from functools import lru_cache

ALL_DAYS = 0
"""The node that counts statements whatever their days."""

_LEVELS = 4
_BITS = 5
_OF_LEVEL = 10_000_000
"""So far apart lie the numbers of two levels: further than there are days."""


@lru_cache(maxsize=50_000)
def nodes_with(day: date) -> tuple[int, ...]:
    """Return the nodes whose stretches hold a day: one a level."""
    return tuple(_node(level, day.toordinal() >> _BITS * level) for level in range(_LEVELS))


def nodes_up_to(day: date) -> list[int]:
    """Return nodes whose stretches together are all days up to a day, each day once: at most 205, some 70 today."""
    nodes = []
    for level in range(_LEVELS):
        stretch = day.toordinal() >> _BITS * level
        first = 0 if level == _LEVELS - 1 else stretch >> _BITS << _BITS
        last = stretch + 1 if level == 0 else stretch
        nodes += [_node(level, number) for number in range(first, last)]
    return nodes


def _node(level: int, stretch: int) -> int:
    return level * _OF_LEVEL + stretch + 1
