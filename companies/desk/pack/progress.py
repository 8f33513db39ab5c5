"""How far a load has come, for whoever watches a terminal; in a pipe nothing at all."""

import sys
from typing import NoReturn

from tqdm import tqdm


def progress_bar(part: str, rows: int = 0) -> "tqdm[NoReturn]":
    """Return the bar of one part of the work, on standard error, wiped when it is closed.

    ``rows``: how many the part has; 0 where it can't be told how far it has come, so that only its name is shown.
    """
    return tqdm(
        desc=part,
        total=rows or None,
        bar_format=None if rows else "{desc} …",
        unit=" rows",
        leave=False,
        disable=None,
        file=sys.stderr,
    )
