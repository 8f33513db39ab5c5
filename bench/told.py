"""What an answer tells, whoever gave it."""

from collections.abc import Mapping
from typing import Any


def keys(body: Mapping[str, Any], *, changes: bool = False) -> list[Any]:
    """Return what rows an answer holds, in order, whoever gave it: slugs, or the numbers of changes."""
    rows = body.get("results", body.get("rows", [body]))
    return [row.get("seq", row.get("history_id")) if changes else row["slug"] for row in rows]


def number(body: Mapping[str, Any]) -> Any:
    """Return how many rows an answer says that there are, whoever gave it."""
    return body.get("count", body.get("filtered_table_rows_count"))
