"""A query string as parameters: read strictly, and written in its one canonical form (design: filters 3)."""

from collections.abc import Collection
from urllib.parse import quote

from django.http import QueryDict

from companies.record.query import parsers
from companies.record.query.errors import repeated_parameter, unknown_parameter

Parameters = dict[str, list[str]]
"""Values by name, sorted by name: those of a comma list one by one and sorted, any other value alone."""


def read_query_string(query: QueryDict, names: Collection[str], comma_lists: Collection[str], *, of: str) -> Parameters:
    """Return the parameters of a query string. Raises ParameterError for one that is unknown, repeated or no text.

    ``names``: what ``of`` ("this list") takes. ``comma_lists``: those that take several values.
    """
    for name, texts in query.lists():
        if name not in names:
            raise unknown_parameter(name, names, of)
        if len(texts) > 1:
            raise repeated_parameter(name)
        parsers.plain_text(name, str(texts[0]))
    texts_of = {name: str(query[name]) for name in sorted(query)}
    return {name: parsers.comma_list(name, text) if name in comma_lists else [text] for name, text in texts_of.items()}


def canonical_query_string(parameters: Parameters) -> str:
    """Return parameters as the one query string that says the same; commas and colons stand as they are."""
    return "&".join(f"{name}={quote(','.join(values), safe=',:')}" for name, values in parameters.items())
