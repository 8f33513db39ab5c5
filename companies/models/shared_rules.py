"""What rows ask of one another: an answer of its law, its sources and its own name.

The desk's forms and the data packs share these rules, so that whatever the desk takes can be exported and loaded again.
"""

import re

from companies.partial_dates import first_day, is_partial_date, last_day

READ = "read"
"""The value of a source's ``checked`` that the first supporting source of an answer must have."""


def stance_slug_fault(slug: str, company: str, demand: str) -> str | None:
    """Return why a new answer of that company and demand can't have the slug."""
    tail = rf"-{demand.replace('_', '-')}-[0-9]{{4}}(-[0-9]{{2}}){{0,2}}(-[2-9])?\Z"
    if slug.startswith(f"{company}-") and re.search(tail, slug):
        return None
    return "is not company-law-demand-date"


def came_out_before(published_on: str, announced_on: str) -> bool:
    """Tell whether a source is older than an answer, which it can't support then."""
    both = is_partial_date(published_on) and is_partial_date(announced_on)
    return both and last_day(published_on) < first_day(announced_on)
