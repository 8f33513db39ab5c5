"""Trees by ``parent``: places in places, services of companies."""

from typing import Any


def goes_in_a_circle(row: Any) -> bool:
    """Tell whether going up from ``row`` by ``parent`` comes back to it (at most a query a step)."""
    seen = {row.pk} if row.pk else set()
    up = row.parent
    while up is not None:
        if up.pk in seen or up is row:
            return True
        seen.add(up.pk)
        up = up.parent
    return False
