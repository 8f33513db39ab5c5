"""What the database itself refuses: closed vocabularies, date texts, slugs, addresses (R17).

Each function returns a CHECK. The forms are written as GLOB for SQLite and as a regular expression for PostgreSQL,
because SQLite has no regular expressions of its own: a CHECK that needs Django's would fail every other client.
"""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.sql.compiler import SQLCompiler

from companies.shares import SHARE_PATTERN
from companies.slugs import SLUG_PATTERN
from companies.vocabulary import Vocabulary

_YEAR, _MONTH, _DAY = "[0-9][0-9][0-9][0-9]", "[01][0-9]", "[0-3][0-9]"


class _Form(models.Func):
    """True where the text has the form: ``globs`` (any of them) on SQLite, ``regex`` on PostgreSQL."""

    output_field = models.BooleanField()
    conditional = True
    globs: tuple[str, ...]
    negated = False
    regex: str

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> tuple[str, Any]:
        sql, params = compiler.compile(self.get_source_expressions()[0])
        operator = "NOT GLOB" if self.negated else "GLOB"
        joined = " AND " if self.negated else " OR "
        return f"({joined.join(f'{sql} {operator} %s' for _ in self.globs)})", [
            value for glob in self.globs for value in (*params, glob)
        ]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> tuple[str, list[Any]]:
        sql, params = compiler.compile(self.get_source_expressions()[0])
        return f"({sql} ~ %s)", [*params, self.regex]


class _DateForm(_Form):
    globs = (_YEAR, f"{_YEAR}-{_MONTH}", f"{_YEAR}-{_MONTH}-{_DAY}")
    regex = r"^[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?$"


class _SlugForm(_Form):
    globs = ("*[^a-z0-9-]*", "-*", "*-", "*--*", "")
    negated = True
    regex = SLUG_PATTERN


class _ShareForm(_Form):
    globs = (
        *("[0-9]", "[0-9].[0-9]", "[0-9].[0-9][0-9]"),
        *("[1-9][0-9]", "[1-9][0-9].[0-9]", "[1-9][0-9].[0-9][0-9]"),
        *("100", "100.0", "100.00"),
    )
    regex = SHARE_PATTERN


class _WebAddressForm(_Form):
    globs = ("http://?*", "https://?*")
    regex = r"^https?://."


def one_of(field: str, words: Vocabulary, *, blank: bool = False) -> models.CheckConstraint:
    """Return the CHECK that ``field`` is one of the vocabulary's codes (or blank)."""
    codes = [*words.codes, ""] if blank else list(words.codes)
    return models.CheckConstraint(condition=Q(**{f"{field}__in": codes}), name=f"%(class)s_{field}_is_a_word")


def is_date(field: str, *, blank: bool = False) -> models.CheckConstraint:
    """Return the CHECK that ``field`` has a partial date's form (or is blank)."""
    return models.CheckConstraint(condition=_or_blank(_DateForm(field), field, blank), name=f"%(class)s_{field}_form")


def is_slug(field: str = "slug") -> models.CheckConstraint:
    """Return the CHECK that ``field`` has a slug's form."""
    return models.CheckConstraint(condition=Q(_SlugForm(field)), name=f"%(class)s_{field}_form")


def is_web_address(field: str, *, blank: bool = False) -> models.CheckConstraint:
    """Return the CHECK that ``field`` begins with http:// or https:// (or is blank)."""
    condition = _or_blank(_WebAddressForm(field), field, blank)
    return models.CheckConstraint(condition=condition, name=f"%(class)s_{field}_form")


def is_share(field: str) -> models.CheckConstraint:
    """Return the CHECK that ``field`` is a share in per cent as printed (or blank)."""
    condition = _or_blank(_ShareForm(field), field, blank=True)
    return models.CheckConstraint(condition=condition, name=f"%(class)s_{field}_form")


def is_filled(field: str) -> models.CheckConstraint:
    """Return the CHECK that a required text is not blank."""
    return models.CheckConstraint(condition=~Q(**{field: ""}), name=f"%(class)s_{field}_is_filled")


def _or_blank(form: _Form, field: str, blank: bool) -> Q:
    return Q(form) | Q(**{field: ""}) if blank else Q(form)
