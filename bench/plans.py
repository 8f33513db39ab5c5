"""How the database finds what our routes ask for: which of the record's large tables a query walks through whole."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Model

from companies.record.ledger.revision import Entry, Reference, Revision

LARGE: tuple[type[Model], ...] = (Entry, Revision, Reference)
"""Tables that grow with the record by a row or more a revision."""


def full_scans(statement: str) -> list[str]:
    """Return the large tables that a query walks through from end to end, without an index, by its plan."""
    if not statement.startswith("SELECT"):
        return []
    tables = {model._meta.db_table for model in LARGE}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
            return sorted(table for row in cursor.fetchall() for table in tables if _is_scan(row[3], table, statement))
        # A small table is quicker to walk through than to look up in: what a large one would do is asked.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}")
        [(plan,)] = cursor.fetchall()
        cursor.execute("SET LOCAL enable_seqscan = on")
    plans = plan if isinstance(plan, list) else json.loads(plan)
    return sorted({table for node in _nodes(plans[0]["Plan"]) if (table := _scanned(node)) in tables})


def _is_scan(line: str, table: str, statement: str) -> bool:
    """Tell whether a line of SQLite's plan walks through a table; it names tables by what the query calls them."""
    words = line.split()
    if words[0] != "SCAN" or "INDEX" in words or "PRIMARY" in words:
        return False
    called = words[1]
    return called == table or f'"{table}" {called}' in statement


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("Plans", ()):
        yield from _nodes(child)


def _scanned(node: dict[str, Any]) -> str:
    return str(node["Relation Name"]) if node["Node Type"] == "Seq Scan" else ""
