"""The addresses of readers' pages that are tried in a browser and by the HTML checker: every template and state."""

BEFORE_ALL = "known_at=2000-01-01T00:00:00Z"
"""An instant before anything was published: every list is empty."""

LISTS = (
    "/timeline/",
    "/matrix/",
    "/companies/",
    "/laws/",
    "/jurisdictions/",
    "/sources/",
    "/corrections/",
    "/demands/",
)

ITEMS = (
    "/companies/acme/",
    "/companies/initech/",
    "/laws/data-act/",
    "/jurisdictions/freedonia/",
    "/demands/user-data/",
    "/demands/decryption/",
    "/stances/acme-1/",
    "/stances/acme-2/",
    "/sources/gazette/",
    "/sources/herald/",
)

PAST = (
    "/companies/acme/?valid_on=2020-08-01&known_at=2026-12-31T10:00:00Z",
    "/stances/acme-1/?known_at=2026-12-31T09:30:00Z",
    f"/?{BEFORE_ALL}",
    "/?valid_on=2019-01-01",
)

ERRORS = ("/timeline/?compnay=acme", "/companies/nobody/", "/stances/hooli-1/")

PAGES = (
    "/",
    *LISTS,
    "/timeline/?position=withdrew&ordering=announced_on",
    "/timeline/?position=no_comment",
    *ITEMS,
    "/methodology/",
    "/data/",
    "/about/",
    "/contact/",
    "/report-an-error/",
    "/api/",
    "/api/problems/not-found/",
    *PAST,
    *ERRORS,
)
"""One of each, and what looks unlike the rest."""

CROWDED = (
    *LISTS[:4],
    *("/laws/data-act/", "/companies/crowd-1/", "/sources/gazette/"),
    *("/stances/crowd-1-1/", "/jurisdictions/worldwide/", "/demands/user-data/"),
)
"""Where a hundred companies make a hundred rows, and one of them much of what is rare."""

TEMPLATES = (
    "/",
    *LISTS,
    "/companies/acme/",
    "/laws/data-act/",
    "/jurisdictions/freedonia/",
    "/demands/user-data/",
    "/stances/acme-1/",
    "/sources/gazette/",
    "/methodology/",
    "/data/",
    "/about/",
    "/contact/",
    "/report-an-error/",
    "/api/",
    "/api/problems/not-found/",
    *ERRORS,
)
"""Each template once, where a page is costly to open."""
