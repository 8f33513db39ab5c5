"""Every field of every kind of document, declared once, in the data pack's order.

A field's name, shape, label and column say all there is to say of it: what a pack holds, what the desk hands over, the
API's schema, the columns that lists are filtered by, the labels of differences. Besides this a field needs only its
column in ``companies/models`` and its place in the form of ``companies/desk/admin``. A column of the desk that no
document holds is named in :data:`PRIVATE`.

A document has three parts: *entered* fields, which an editor answers for; *embedded* labels of other documents, which
stand in them; and *computed* fields (design: publishing 2).
"""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _

from companies.record.documents.shapes import (
    Children,
    Code,
    Codes,
    Covered,
    Day,
    Jurisdictions,
    KeyOf,
    Number,
    PartialDate,
    Reference,
    Shape,
    Share,
    Slug,
    SlugOf,
    Text,
    WebAddress,
)
from companies.vocabulary import (
    CHECKED,
    COMPANY_KINDS,
    COMPLIED_MEANINGS,
    CONDITIONS,
    CONTENTS,
    DEMANDS,
    EVENT_KINDS,
    JURISDICTION_KINDS,
    LAW_KINDS,
    NAME_KINDS,
    OUTCOMES,
    POSITIONS,
    PROCESSES,
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
    shape: Shape
    label: Label
    """What a reader calls it, where two revisions are compared."""
    required: bool = False
    """Whether every document has it; in a pack, whether every row must."""
    computed: bool = False
    """Whether the record works it out: no editor enters it, and it is in no pack but as a short form."""
    short_for: str = ""
    """The key that it stands for in a pack, where that says no more than this (``documents/owners.py``)."""
    column: str = ""
    """The column of ``Entry`` that holds it, where lists are filtered or ordered by it as it stands."""


_SLUG = Field("slug", Slug(), _("Slug"), required=True)
_JURISDICTIONS = Field(
    "jurisdictions", Jurisdictions(), _("Places"), required=True, computed=True, column="jurisdiction_path"
)
_COMPANY = Field("company", Reference("company"), _("Company"), required=True, column="company")
_LAW = Field("law", Reference("law"), _("Law"), required=True, column="law")
_DEMAND = Field("demand", Code(DEMANDS), _("Demand"), required=True, column="demand")
_SUMMARY = Field("summary", Text(), _("Summary"), required=True)
_NOTE = Field("note", Text(), _("Note"))
_ALIASES = Field("aliases", Children(), _("Also called"))

FIELDS: dict[str, tuple[Field, ...]] = {
    "jurisdiction": (
        _SLUG,
        Field("name", Text(), _("Name"), required=True),
        Field("name_zh_hant", Text(), _("Chinese name")),
        _ALIASES,
        Field("iso", Text(), _("ISO code")),
        Field("kind", Code(JURISDICTION_KINDS), _("Kind"), required=True, column="document_kind"),
        Field("parent", Reference("jurisdiction"), _("Belongs to")),
        _JURISDICTIONS,
    ),
    "company": (
        _SLUG,
        Field("name", Text(), _("Name"), required=True),
        Field("name_zh_hant", Text(), _("Chinese name")),
        Field("names", Children(), _("Other names")),
        _ALIASES,
        Field("kind", Code(COMPANY_KINDS), _("Kind"), required=True, column="document_kind"),
        Field("parent", Reference("company"), _("Belongs to"), computed=True, short_for="owners"),
        Field("owners", Children(), _("Owners")),
        Field("home", Reference("jurisdiction"), _("Home")),
        Field("jurisdictions", Jurisdictions(), _("Places"), computed=True, column="jurisdiction_path"),
        Field("website", WebAddress(), _("Website")),
        Field("wikidata", Text(), _("Wikidata")),
        Field("closed_on", PartialDate(), _("Closed")),
        _SUMMARY,
    ),
    "law": (
        _SLUG,
        Field("name", Text(), _("Name"), required=True),
        Field("name_local", Text(), _("Local name")),
        Field("name_zh_hant", Text(), _("Chinese name")),
        Field("short_name", Text(), _("Short name"), required=True),
        _ALIASES,
        Field("jurisdiction", Reference("jurisdiction"), _("Place"), required=True),
        _JURISDICTIONS,
        Field("kind", Code(LAW_KINDS), _("Kind"), required=True, column="document_kind"),
        Field("demands", Codes(DEMANDS), _("Demands"), required=True, column="demands"),
        Field("adopted_on", PartialDate(), _("Adopted")),
        Field("in_force_on", PartialDate(), _("In force")),
        Field("repealed_on", PartialDate(), _("Repealed")),
        Field("official_url", WebAddress(), _("Official text")),
        _SUMMARY,
        Field("provisions", Children(), _("Provisions")),
        Field("events", Children(), _("Events")),
    ),
    "source": (
        _SLUG,
        Field("url", WebAddress(), _("Address"), required=True),
        Field("archive_url", WebAddress(), _("Archived copy")),
        Field("title", Text(), _("Title"), required=True),
        Field("title_original", Text(), _("Title in its own language")),
        Field("publisher", Text(), _("Publisher"), required=True),
        Field("published_on", PartialDate(), _("Published")),
        Field("retrieved_on", PartialDate(), _("Retrieved")),
        Field("language", Text(), _("Language"), required=True, column="language"),
        Field("title_language", Text(), _("Language of the title")),
        Field("kind", Code(SOURCE_KINDS), _("Kind"), required=True, column="document_kind"),
        Field("checked", Code(CHECKED), _("Checked"), required=True),
    ),
    "stance": (
        _SLUG,
        _COMPANY,
        _LAW,
        _JURISDICTIONS,
        _DEMAND,
        Field("position", Code(POSITIONS), _("Position"), required=True, column="position"),
        Field("announced_on", PartialDate(), _("Announced"), required=True),
        Field("effective_on", PartialDate(), _("Held since")),
        Field("valid_from", Day(), _("In force from"), required=True, computed=True, column="valid_from"),
        Field("valid_until", Day(), _("In force until"), computed=True, column="valid_until"),
        Field("held_since", PartialDate(), _("Position held since"), computed=True),
        Field("first_said", SlugOf("stance"), _("First said in"), computed=True, column="first_said"),
        Field("covers", Covered(), _("Covers")),
        Field("conditions", Codes(CONDITIONS), _("Conditions")),
        _SUMMARY,
        Field("summary_zh_hant", Text(), _("Chinese summary")),
        Field("citations", Children(), _("Evidence"), required=True),
    ),
    "figure": (
        _COMPANY,
        Field("jurisdiction", Reference("jurisdiction"), _("Place"), required=True),
        _JURISDICTIONS,
        Field("period_from", PartialDate(), _("Period from"), required=True),
        Field("period_to", PartialDate(), _("Period to"), required=True),
        Field("request_type", Code(REQUEST_TYPES), _("Request type"), required=True, column="request_type"),
        Field("process", Code(PROCESSES), _("Legal process"), column="process"),
        Field("content", Code(CONTENTS), _("Content"), column="content"),
        Field("unit", Code(UNITS), _("Unit"), required=True, column="unit"),
        Field("restates", KeyOf("figure"), _("Restates")),
        Field("received", Number(), _("Received")),
        Field("received_from", Number(), _("Received, at least")),
        Field("received_to", Number(), _("Received, at most")),
        Field("complied", Number(), _("Complied")),
        Field("complied_share", Share(), _("Complied, in per cent")),
        Field("complied_unit", Code(UNITS), _("Unit of “complied”")),
        Field("complied_meaning", Code(COMPLIED_MEANINGS), _("Complied meaning")),
        Field("source", Reference("source"), _("Source"), required=True),
        _NOTE,
    ),
    "check": (
        _COMPANY,
        _LAW,
        _JURISDICTIONS,
        _DEMAND,
        Field("looked_on", PartialDate(), _("Looked on"), required=True, column="looked_on"),
        Field("asked_on", PartialDate(), _("Asked on")),
        Field("outcome", Code(OUTCOMES), _("Outcome"), required=True, column="outcome"),
        Field("source", Reference("source"), _("Source")),
        _NOTE,
    ),
}
"""By kind: the keys of its documents, ``slug`` first where it has one."""

CHILDREN: dict[str, tuple[Field, ...]] = {
    "names": (
        Field("name", Text(), _("Name"), required=True),
        Field("language", Text(), _("Language")),
        Field("kind", Code(NAME_KINDS), _("Kind"), required=True),
        Field("from", PartialDate(), _("From")),
        Field("to", PartialDate(), _("To")),
    ),
    "aliases": (
        Field("name", Text(), _("Name"), required=True),
        Field("language", Text(), _("Language")),
    ),
    "owners": (
        Field("company", Reference("company"), _("Company"), required=True),
        Field("from", PartialDate(), _("From")),
        Field("to", PartialDate(), _("To")),
    ),
    "provisions": (
        Field("label", Text(), _("Label"), required=True),
        Field("demand", Code(DEMANDS), _("Demand")),
        Field("summary", Text(), _("Summary"), required=True),
        Field("penalty", Text(), _("Penalty")),
    ),
    "events": (
        Field("date", PartialDate(), _("Date"), required=True),
        Field("kind", Code(EVENT_KINDS), _("Kind"), required=True),
        Field("title", Text(), _("Title"), required=True),
        Field("company", Reference("company"), _("Company")),
        Field("source", Reference("source"), _("Source")),
    ),
    "citations": (
        Field("source", Reference("source"), _("Source"), required=True),
        Field("relation", Code(RELATIONS), _("Relation"), required=True),
        Field("quote", Text(), _("Quote")),
        _NOTE,
    ),
}
"""By the key that holds the list: the keys of its objects."""

PRIVATE = {
    "id": "the desk's own number, which is never public",
    "key": "made from the row's own values",
    "days_key": "the same with the days of its period, so that none is entered twice",
    "private_note": "for editors",
    "pack_digest": "what a data pack last wrote",
    "edit_version": "tells a stale form",
    "desk_digest": "what the row says, to be compared",
    "record_digest": "what the record says of it, to be compared",
    "desk_state": "whether the two are the same",
    "order": "the place in a list, which the list itself shows",
}
"""Columns of the desk that no document holds, and why."""

KEY = "key"
"""Of rows without a slug: the name by which ``fields`` asks for their key, which ``record`` always holds."""

RECORD = "record"
"""The one key of a served item that is no field of its document."""

ROW_KEYS: dict[str, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields if not field.computed) for kind, fields in FIELDS.items()
}
"""By kind: the entered fields, which are what "changed since published" compares."""

PACK_KEYS: dict[str, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields if field.short_for or not field.computed)
    for kind, fields in FIELDS.items()
}
"""By kind: what a pack's row may hold: the entered fields, and short forms of them."""

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

NAMED_KEYS: dict[str, str] = {
    field.name: field.shape.kind
    for fields in FIELDS.values()
    for field in fields
    if isinstance(field.shape, KeyOf) and not field.computed
}
"""Which kind each key names by its key alone."""

WEB_ADDRESS_KEYS = frozenset(
    field.name for fields in FIELDS.values() for field in fields if isinstance(field.shape, WebAddress)
)
"""Keys whose values are valid URIs."""

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
    "ledger",
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
    if kind == "change":
        return CHANGE_KEYS
    names = tuple(field.name for field in FIELDS[kind])
    return (*names, RECORD) if "slug" in names else (*names, KEY, RECORD)


@cache
def kept_name(kind: str) -> str:
    """Return the key that stays whatever is chosen: the slug, or a change's number; none where neither is there."""
    return next((name for name in ("seq", "slug") if name in field_names(kind)), "")
