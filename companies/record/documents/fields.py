"""Every field of every kind of document, declared once, in the data pack's order.

A field's name, label, shape and column say all there is to say of it: what a pack holds, what the desk hands over, the
API's schema, the columns that lists are filtered by, the labels of differences. Besides this a field needs only its
column in ``companies/models`` and its place in the form of ``companies/desk/admin``. A column of the desk that no
document holds is named in :data:`PRIVATE`.

A document has three parts: *entered* fields, which an editor answers for; *embedded* labels of other documents, which
stand in them; and *computed* fields (design: publishing 2).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from companies.record.documents.shapes import (
    Children,
    Code,
    Codes,
    Covered,
    Day,
    Jurisdictions,
    Number,
    PartialDate,
    Reference,
    Shape,
    Slug,
    Text,
    WebAddress,
)
from companies.vocabulary import (
    CHECKED,
    COMPANY_KINDS,
    COMPLIED_MEANINGS,
    CONDITIONS,
    DEMANDS,
    EVENT_KINDS,
    JURISDICTION_KINDS,
    LAW_KINDS,
    NAME_KINDS,
    OUTCOMES,
    POSITIONS,
    RELATIONS,
    REQUEST_TYPES,
    SOURCE_KINDS,
    UNITS,
)
from companies.vocabulary import Text as Label


@dataclass(frozen=True)
class Field:
    """One top-level key of a document, or one key of a child."""

    name: str
    label: Label
    shape: Shape
    required: bool = False
    """Whether every document has it; in a pack, whether every row must."""
    computed: bool = False
    """Whether the record works it out: it is in no pack, and no editor enters it."""
    column: str = ""
    """The column of ``Entry`` that holds it, where lists are filtered or ordered by it as it stands."""


_SLUG = Field("slug", _("Slug"), Slug(), required=True)
_JURISDICTIONS = Field(
    "jurisdictions", _("Places"), Jurisdictions(), required=True, computed=True, column="jurisdiction_path"
)
_COMPANY = Field("company", _("Company"), Reference("company"), required=True, column="company")
_LAW = Field("law", _("Law"), Reference("law"), required=True, column="law")
_DEMAND = Field("demand", _("Demand"), Code(DEMANDS), required=True, column="demand")
_SUMMARY = Field("summary", _("Summary"), Text(), required=True)
_NOTE = Field("note", _("Note"), Text())

FIELDS: dict[str, tuple[Field, ...]] = {
    "jurisdiction": (
        _SLUG,
        Field("name", _("Name"), Text(), required=True),
        Field("name_zh_hant", _("Chinese name"), Text()),
        Field("iso", _("ISO code"), Text()),
        Field("kind", _("Kind"), Code(JURISDICTION_KINDS), required=True, column="document_kind"),
        Field("parent", _("Belongs to"), Reference("jurisdiction")),
        _JURISDICTIONS,
    ),
    "company": (
        _SLUG,
        Field("name", _("Name"), Text(), required=True),
        Field("name_zh_hant", _("Chinese name"), Text()),
        Field("names", _("Other names"), Children()),
        Field("kind", _("Kind"), Code(COMPANY_KINDS), required=True, column="document_kind"),
        Field("parent", _("Belongs to"), Reference("company")),
        Field("home", _("Home"), Reference("jurisdiction")),
        Field("jurisdictions", _("Places"), Jurisdictions(), computed=True, column="jurisdiction_path"),
        Field("website", _("Website"), WebAddress()),
        Field("wikidata", _("Wikidata"), Text()),
        _SUMMARY,
    ),
    "law": (
        _SLUG,
        Field("name", _("Name"), Text(), required=True),
        Field("name_local", _("Local name"), Text()),
        Field("name_zh_hant", _("Chinese name"), Text()),
        Field("short_name", _("Short name"), Text(), required=True),
        Field("jurisdiction", _("Place"), Reference("jurisdiction"), required=True),
        _JURISDICTIONS,
        Field("kind", _("Kind"), Code(LAW_KINDS), required=True, column="document_kind"),
        Field("demands", _("Demands"), Codes(DEMANDS), required=True, column="demands"),
        Field("adopted_on", _("Adopted"), PartialDate()),
        Field("in_force_on", _("In force"), PartialDate()),
        Field("repealed_on", _("Repealed"), PartialDate()),
        Field("official_url", _("Official text"), WebAddress()),
        _SUMMARY,
        Field("provisions", _("Provisions"), Children()),
        Field("events", _("Events"), Children()),
    ),
    "source": (
        _SLUG,
        Field("url", _("Address"), WebAddress(), required=True),
        Field("title", _("Title"), Text(), required=True),
        Field("publisher", _("Publisher"), Text(), required=True),
        Field("published_on", _("Published"), PartialDate()),
        Field("language", _("Language"), Text(), required=True, column="language"),
        Field("kind", _("Kind"), Code(SOURCE_KINDS), required=True, column="document_kind"),
        Field("checked", _("Checked"), Code(CHECKED), required=True),
    ),
    "stance": (
        _SLUG,
        _COMPANY,
        _LAW,
        _JURISDICTIONS,
        _DEMAND,
        Field("position", _("Position"), Code(POSITIONS), required=True, column="position"),
        Field("announced_on", _("Announced"), PartialDate(), required=True),
        Field("effective_on", _("Held since"), PartialDate()),
        Field("valid_from", _("In force from"), Day(), required=True, computed=True, column="valid_from"),
        Field("valid_until", _("In force until"), Day(), computed=True, column="valid_until"),
        Field("covers", _("Covers"), Covered()),
        Field("conditions", _("Conditions"), Codes(CONDITIONS)),
        _SUMMARY,
        Field("summary_zh_hant", _("Chinese summary"), Text()),
        Field("citations", _("Evidence"), Children(), required=True),
    ),
    "figure": (
        _COMPANY,
        Field("jurisdiction", _("Place"), Reference("jurisdiction"), required=True),
        _JURISDICTIONS,
        Field("period_from", _("Period from"), PartialDate(), required=True),
        Field("period_to", _("Period to"), PartialDate(), required=True),
        Field("request_type", _("Request type"), Code(REQUEST_TYPES), required=True, column="request_type"),
        Field("unit", _("Unit"), Code(UNITS), required=True, column="unit"),
        Field("received", _("Received"), Number(), required=True),
        Field("complied", _("Complied"), Number()),
        Field("complied_meaning", _("Complied meaning"), Code(COMPLIED_MEANINGS)),
        Field("source", _("Source"), Reference("source"), required=True),
        _NOTE,
    ),
    "check": (
        _COMPANY,
        _LAW,
        _JURISDICTIONS,
        _DEMAND,
        Field("looked_on", _("Looked on"), PartialDate(), required=True),
        Field("asked_on", _("Asked on"), PartialDate()),
        Field("outcome", _("Outcome"), Code(OUTCOMES), required=True, column="outcome"),
        Field("source", _("Source"), Reference("source")),
        _NOTE,
    ),
}
"""By kind: the keys of its documents, ``slug`` first where it has one."""

CHILDREN: dict[str, tuple[Field, ...]] = {
    "names": (
        Field("name", _("Name"), Text(), required=True),
        Field("kind", _("Kind"), Code(NAME_KINDS), required=True),
        Field("from", _("From"), PartialDate()),
        Field("to", _("To"), PartialDate()),
    ),
    "provisions": (
        Field("label", _("Label"), Text(), required=True),
        Field("demand", _("Demand"), Code(DEMANDS)),
        Field("summary", _("Summary"), Text(), required=True),
        Field("penalty", _("Penalty"), Text()),
    ),
    "events": (
        Field("date", _("Date"), PartialDate(), required=True),
        Field("kind", _("Kind"), Code(EVENT_KINDS), required=True),
        Field("title", _("Title"), Text(), required=True),
        Field("source", _("Source"), Reference("source")),
    ),
    "citations": (
        Field("source", _("Source"), Reference("source"), required=True),
        Field("relation", _("Relation"), Code(RELATIONS), required=True),
        Field("quote", _("Quote"), Text()),
        _NOTE,
    ),
}
"""By the key that holds the list: the keys of its objects."""

PRIVATE = {
    "id": "the desk's own number, which is never public",
    "key": "made from the row's own values",
    "private_note": "for editors",
    "pack_digest": "what a data pack last wrote",
    "edit_version": "tells a stale form",
    "order": "the place in a list, which the list itself shows",
}
"""Columns of the desk that no document holds, and why."""

RECORD = "record"
"""The one key of a served item that is no field of its document."""

ROW_KEYS: dict[str, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields if not field.computed) for kind, fields in FIELDS.items()
}
"""By kind: the entered fields, which are what a pack's row holds and what "changed since published" compares."""

CHILD_KEYS: dict[str, tuple[str, ...]] = {
    key: tuple(field.name for field in fields) for key, fields in CHILDREN.items()
}

REFERENCE_KEYS: dict[str, str] = {
    field.name: "" if field.shape.kind == kind else field.shape.kind
    for kind, fields in (*FIELDS.items(), *CHILDREN.items())
    for field in fields
    if isinstance(field.shape, Reference)
}
"""Which kind each key refers to; blank: the row's own kind."""

CHANGE_KEYS = (
    "seq",
    "kind",
    "key",
    "change",
    "cause",
    "note",
    "version",
    "recorded_at",
    "sha256",
    "url",
    "api_url",
    "fields",
)
"""What an entry of the change feed has."""


def field_of(kind: str, name: str) -> Field:
    """Return the declaration of a kind's field. Raises KeyError for one that there is not."""
    return {field.name: field for field in FIELDS[kind]}[name]


def field_names(kind: str) -> tuple[str, ...]:
    """Return what ``fields`` and ``omit`` may name on items of ``kind``, or on the change feed (S07, A08)."""
    return CHANGE_KEYS if kind == "change" else (*(field.name for field in FIELDS[kind]), RECORD)


def kept_name(kind: str) -> str:
    """Return the key that stays whatever is chosen: the slug, or a change's number; none where neither is there."""
    return next((name for name in ("seq", "slug") if name in field_names(kind)), "")
