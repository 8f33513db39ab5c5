"""What a value of a document looks like, as plain data: a schema, a column, a label asks what shape it has."""

from dataclasses import dataclass

from companies.vocabulary import Vocabulary


@dataclass(frozen=True)
class Text:
    """A line or a paragraph, in the record's words or a source's."""


@dataclass(frozen=True)
class Slug:
    """The row's own slug."""


@dataclass(frozen=True)
class SlugOf:
    """The slug of another row, which is named and not embedded: nothing of its label stands in the document."""

    kind: str


@dataclass(frozen=True)
class KeyOf:
    """The key of another row without a slug, which is named and not embedded, and must be published."""

    kind: str


@dataclass(frozen=True)
class Share:
    """A share in per cent, as it was printed: 70 or 70.5."""


@dataclass(frozen=True)
class WebAddress:
    """An http or https address elsewhere."""


@dataclass(frozen=True)
class PartialDate:
    """A year, a month or a day."""


@dataclass(frozen=True)
class Day:
    """A full day, which is computed."""


@dataclass(frozen=True)
class Number:
    """A whole number, zero or more."""


@dataclass(frozen=True)
class Code:
    """One word of a closed vocabulary."""

    vocabulary: Vocabulary


@dataclass(frozen=True)
class Codes:
    """Some words of a closed vocabulary, in their order."""

    vocabulary: Vocabulary


@dataclass(frozen=True)
class Reference:
    """Another row: its slug in what is entered, its label (a source: its whole document) in the document."""

    kind: str


@dataclass(frozen=True)
class Jurisdictions:
    """Where the row lies, outermost first."""


@dataclass(frozen=True)
class Covered:
    """Services that a stance says it is for: rows of companies, or names."""


@dataclass(frozen=True)
class Children:
    """A list of objects of one kind, in their order; their fields stand in ``fields.CHILDREN``."""


Shape = (
    Text
    | Slug
    | SlugOf
    | KeyOf
    | Share
    | WebAddress
    | PartialDate
    | Day
    | Number
    | Code
    | Codes
    | Reference
    | Jurisdictions
    | Covered
    | Children
)
