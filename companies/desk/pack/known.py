"""What references may be met by: rows of the packs, and rows that are already at the desk."""

from collections.abc import Iterable, Mapping
from typing import Any

from companies.desk.pack.format import Row
from companies.desk.pack.reading import Line
from companies.models.company import Company
from companies.models.jurisdiction import Jurisdiction
from companies.models.law import Law
from companies.models.source import Source

Known = dict[str, dict[str, Row]]
"""By kind and slug: what the rules ask of a row that another refers to."""


def known_rows(lines: Iterable[Line], left: Iterable[Line]) -> Known:
    """Return the rows as they will stand: the desk's, overlaid by the packs' lines less those that are ``left``."""
    known: Known = {
        "jurisdiction": _by_slug(Jurisdiction.objects.values("slug", "parent__slug")),
        "company": _by_slug(Company.objects.values("slug", "parent__slug")),
        "law": _by_slug(Law.objects.values("slug", "demands")),
        "source": _by_slug(Source.objects.values("slug", "checked", "published_on")),
    }
    untouched = {id(line) for line in left}
    for line in lines:
        if line.key and line.kind in known and id(line) not in untouched:
            known[line.kind][line.key] = line.row
    return known


def _by_slug(rows: Iterable[Mapping[str, Any]]) -> dict[str, Row]:
    return {row["slug"]: {key.removesuffix("__slug"): value for key, value in row.items() if value} for row in rows}
