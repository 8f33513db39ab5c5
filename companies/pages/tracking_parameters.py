"""Parameters that are not ours to keep: what mail and ad systems hang on links, and blank fields of our own forms.

Their address is a 301 to the address without them; every other unknown parameter is refused (design: pages 2).
"""

from django.http import HttpRequest, QueryDict

from companies.pages.page_address import address_of

_NAMES = frozenset(
    (
        "fbclid",
        "gclid",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "mc_cid",
        "mc_eid",
        "igshid",
        "twclid",
        "yclid",
        "ttclid",
        "li_fat_id",
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "mkt_tok",
        "ref_src",
        "vero_id",
        "oly_anon_id",
        "oly_enc_id",
    )
)
_PREFIXES = ("utm_", "mtm_", "pk_", "hsa_")


def address_without_tracking(request: HttpRequest) -> str | None:
    """Return the address to go to instead, or None where nothing is to be taken off."""
    kept = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        wanted = [] if _is_tracking(name) else [value for value in values if value != ""]
        if wanted:
            kept.setlist(name, wanted)
    if kept == request.GET:
        return None
    return address_of(request.path, kept)


def _is_tracking(name: str) -> bool:
    return name in _NAMES or name.startswith(_PREFIXES)
