"""What the numbers of a figure may be, as transparency reports print them (codebook: rule 11).

The desk's forms, the data packs and the database's CHECKs say the same: each rule stands here once for people, and once
more as a condition of the table (:data:`CHECKS`), which holds whoever writes.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from companies.models.conditions import is_share
from companies.models.date_rules import Oddity
from companies.models.validators import LARGEST_COUNT

COUNTS = ("received", "received_from", "received_to", "complied")
KEY_PARTS = ("company", "jurisdiction", "period_from", "period_to", "request_type", "unit", "process", "content")
"""What makes a figure's own key, in this order; what is left out stands for nothing."""
RESTATED = "-restated"
_RESTATED_END = re.compile(rf"{RESTATED}(?:-([0-9]+))?\Z")


def number_faults(row: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with the numbers of a figure, by field; ``row``: its values by name, None or "" unknown."""
    received, begins, ends = (row.get(name) for name in ("received", "received_from", "received_to"))
    complied, share = row.get("complied"), row.get("complied_share")
    if all(value in (None, "") for value in (received, begins, ends, complied, share)):
        return {"received": _("give what the report prints: a number, a band, or what was complied with")}
    faults: dict[str, str] = {}
    if received is not None and not (begins is None and ends is None):
        faults["received"] = _("give either the number or the band, not both")
    elif begins is not None and ends is not None and begins >= ends:
        faults["received_to"] = _("the band must end above its beginning; where both are one number, give that")
    unit, other, note = row.get("unit"), row.get("complied_unit"), row.get("note")
    most = received if received is not None else ends
    if other and other == unit:
        faults["complied_unit"] = _("it is the figure’s own unit: leave it out")
    elif other and complied is None:
        faults["complied_unit"] = _("it is the unit of “complied”, which is not given")
    if complied is not None and most is not None and complied > most and not (other and note):
        faults["complied"] = _(
            "is more than received: that can only be where it is counted in another unit (“complied_unit”) "
            "and a note says why"
        )
    return faults


def restated_key(key: str) -> str:
    """Return the key of what restates the figure of ``key``: each is restated once, and that one in its turn."""
    if (met := _RESTATED_END.search(key)) is None:
        return f"{key}{RESTATED}"
    return f"{key[: met.start()]}{RESTATED}-{int(met[1] or 1) + 1}"


def original_key(key: str) -> str:
    """Return the key of the figure as it was first given, from that of any that restates it."""
    return _RESTATED_END.sub("", key)


def base_key(row: Mapping[str, Any]) -> str:
    """Return the key that a figure's own values make; ``row``: they as a data pack has them."""
    return "-".join(str(row[name]) for name in KEY_PARTS if row.get(name)).replace("_", "-")


def restated_fault(key: str, own: str) -> str | None:
    """Return why a figure whose values make the key ``own`` can't restate the one of ``key``."""
    if original_key(key) == own:
        return None
    return _(
        "it must be of the same company, place, period, type, unit, process and content: %(key)s is not %(own)s"
    ) % {
        "key": key,
        "own": own,
    }


def share_oddities(row: Mapping[str, Any]) -> Iterator[Oddity]:
    """Yield that a printed share is not that of the two counts, neither rounded nor cut at its last place."""
    received, complied, share = (row.get(name) for name in ("received", "complied", "complied_share"))
    if not received or complied is None or not share or row.get("complied_unit"):
        return
    printed = Decimal(share)
    last_place = Decimal(1).scaleb(int(printed.as_tuple().exponent))
    if abs(Decimal(100) * complied / received - printed) >= last_place:
        names = {"complied": complied, "received": received, "share": share}
        message = _("%(complied)s of %(received)s is not %(share)s per cent.")
        yield f"share:{complied}:{received}:{share}", message % names


_IS_NONE = {name: Q(**{f"{name}__isnull": True}) for name in COUNTS}


def _in_range(name: str) -> models.CheckConstraint:
    condition = _IS_NONE[name] | Q(**{f"{name}__gte": 0, f"{name}__lte": LARGEST_COUNT})
    return models.CheckConstraint(condition=condition, name=f"figure_{name}_range")


CHECKS = [
    *(_in_range(name) for name in COUNTS if name != "complied"),
    models.CheckConstraint(
        condition=_IS_NONE["received"] | (_IS_NONE["received_from"] & _IS_NONE["received_to"]),
        name="figure_is_a_number_or_a_band",
    ),
    models.CheckConstraint(
        condition=_IS_NONE["received_from"] | _IS_NONE["received_to"] | Q(received_from__lt=F("received_to")),
        name="figure_band_ends_above_its_beginning",
    ),
    models.CheckConstraint(
        condition=~(_IS_NONE["received"] & _IS_NONE["received_from"] & _IS_NONE["received_to"] & _IS_NONE["complied"])
        | ~Q(complied_share=""),
        name="figure_tells_a_number",
    ),
    models.CheckConstraint(
        condition=_IS_NONE["complied"]
        | Q(complied__gte=0, complied__lte=LARGEST_COUNT)
        & (
            (~Q(complied_unit="") & ~Q(note=""))
            | (_IS_NONE["received"] | Q(complied__lte=F("received")))
            & (_IS_NONE["received_to"] | Q(complied__lte=F("received_to")))
        ),
        name="figure_complied_range",
    ),
    models.CheckConstraint(
        condition=Q(complied_unit="") | ~_IS_NONE["complied"] & ~Q(complied_unit=F("unit")),
        name="figure_complied_unit_is_another",
    ),
    is_share("complied_share"),
]
"""The same as conditions of the table."""
