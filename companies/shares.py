"""A share in per cent as a report prints it: 70 or 70.5, kept as that text so that no decimal is lost or made."""

import re

SHARE_PATTERN = r"^(100(\.0{1,2})?|([1-9][0-9]|[0-9])(\.[0-9]{1,2})?)$"
"""From 0 to 100, with at most two decimals."""


def is_share(text: str) -> bool:
    """Tell whether ``text`` is a share in per cent."""
    return re.fullmatch(SHARE_PATTERN, text) is not None
