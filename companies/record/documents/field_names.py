"""Which top-level keys the documents of each kind have: what ``fields`` and ``omit`` choose from (QUALITY S07, A08)."""

from companies.record.documents.fields import ROW_KEYS

RECORD = "record"

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

_COMPUTED: dict[str, tuple[str, ...]] = {
    "jurisdiction": ("jurisdictions",),
    "company": ("jurisdictions",),
    "law": ("jurisdictions",),
    "source": (),
    "stance": ("jurisdictions", "valid_from", "valid_until"),
    "figure": ("jurisdictions",),
    "check": ("jurisdictions",),
}


def field_names(kind: str) -> tuple[str, ...]:
    """Return what ``fields`` may name on items of ``kind``, or on the change feed."""
    return CHANGE_KEYS if kind == "change" else (*ROW_KEYS[kind], *_COMPUTED[kind], RECORD)


def kept_name(kind: str) -> str:
    """Return the key that stays whatever is chosen: the slug, or a change's number; none where neither is there."""
    return next((name for name in ("seq", "slug") if name in field_names(kind)), "")
