"""Query strings asked as a list asks them, for the tests of this folder."""

import pytest
from django.http import QueryDict

from companies.record.query.parameters import ParameterError, parse_list
from companies.vocabulary import PLURALS

KINDS = [*PLURALS, "change"]


def refused(query: str, kind: str = "stance") -> ParameterError:
    """Return the error that a list's query string is refused with."""
    with pytest.raises(ParameterError) as refusal:
        parse_list(kind, QueryDict(query)).validate()
    return refusal.value
