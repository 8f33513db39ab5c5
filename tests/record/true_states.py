"""The states of the desk's rows as they are stored, beside those that are worked out anew."""

from companies.models.rows import MODELS
from companies.record.publishing.states import worked_out


def wrong_states() -> dict[str, tuple[str, str]]:
    """Return the rows whose stored state is known and another than the one that is worked out, with both."""
    found: dict[str, tuple[str, str]] = {}
    for model in MODELS.values():
        rows = list(model._default_manager.all())
        right = worked_out(rows)
        found |= {
            row.public_key: (row.desk_state, right[row.pk]) for row in rows if row.desk_state not in ("", right[row.pk])
        }
    return found
