"""Which parameters of a web address mail and ad systems hang on it: they tell no two pages apart."""

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


def is_tracking(name: str) -> bool:
    """Tell whether a parameter of that name only tells who sent the reader."""
    return name in _NAMES or name.startswith(_PREFIXES)
