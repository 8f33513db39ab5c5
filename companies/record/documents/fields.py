"""The entered fields of each kind: which keys an editor answers for, in the data pack's order.

A document has three parts: its own, what is embedded from other documents, and what is computed. This is the first;
it is what the desk says (:func:`companies.models.rows.row_of`), what a data pack holds, and what "changed since
published" compares.
"""

ROW_KEYS: dict[str, tuple[str, ...]] = {
    "jurisdiction": ("slug", "name", "name_zh_hant", "iso", "kind", "parent"),
    "company": (
        "slug",
        "name",
        "name_zh_hant",
        "names",
        "kind",
        "parent",
        "home",
        "website",
        "wikidata",
        "summary",
    ),
    "law": (
        "slug",
        "name",
        "name_local",
        "name_zh_hant",
        "short_name",
        "jurisdiction",
        "kind",
        "demands",
        "adopted_on",
        "in_force_on",
        "repealed_on",
        "official_url",
        "summary",
        "provisions",
        "events",
    ),
    "source": ("slug", "url", "title", "publisher", "published_on", "language", "kind", "checked"),
    "stance": (
        "slug",
        "company",
        "law",
        "demand",
        "position",
        "announced_on",
        "effective_on",
        "covers",
        "conditions",
        "summary",
        "summary_zh_hant",
        "citations",
    ),
    "figure": (
        "company",
        "jurisdiction",
        "period_from",
        "period_to",
        "request_type",
        "unit",
        "received",
        "complied",
        "complied_meaning",
        "source",
        "note",
    ),
    "check": ("company", "law", "demand", "looked_on", "asked_on", "outcome", "source", "note"),
}

CHILD_KEYS: dict[str, tuple[str, ...]] = {
    "names": ("name", "kind", "from", "to"),
    "provisions": ("label", "demand", "summary", "penalty"),
    "events": ("date", "kind", "title", "source"),
    "citations": ("source", "relation", "quote", "note"),
}

REFERENCE_KEYS: dict[str, str] = {
    "parent": "",
    "home": "jurisdiction",
    "jurisdiction": "jurisdiction",
    "company": "company",
    "law": "law",
    "source": "source",
}
"""Which kind each key refers to; ``parent`` refers to the row's own kind."""
