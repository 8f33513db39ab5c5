"""What each part of the API is, in a sentence: for the schema, the reference and the index of lists."""

TAGS = {
    "index": "Every list, with the addresses that go with it.",
    "jurisdictions": "Places that make laws, as a tree.",
    "sources": "What was published elsewhere, with the stances that it supports and disputes.",
    "companies": "Companies and services, with the names they had.",
    "laws": "What the law demands, since when, on what penalty.",
    "stances": "What a company answered to one demand of one law: the heart of the record.",
    "figures": "Figures of transparency reports.",
    "checks": "Looked or asked, and nothing found, no reply, or no position.",
    "changes": "Every revision, in order: follow the record from where you left off.",
    "schema": "This description.",
}
