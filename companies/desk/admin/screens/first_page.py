"""The desk's first page: what waits to be published, or, on an empty desk, what to do first."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from companies.desk.permissions import may, may_see
from companies.models.rows import MODELS
from companies.record.publishing.states import in_state

FIRST_STEPS = ("jurisdiction", "source", "company", "law", "stance")
"""The kinds that an answer needs, in the order in which they are entered."""


@dataclass(frozen=True)
class Waiting:
    """How many drafts of a kind stand at the desk, and where."""

    label: str
    count: int
    address: str


def first_page(request: HttpRequest) -> dict[str, Any]:
    """Return the page's context; one query a kind that the editor may see."""
    kinds = [kind for kind in MODELS if may_see(request, kind)]
    drafts = [waiting for kind in kinds if (waiting := _drafts(kind)).count]
    empty = not any(MODELS[kind]._default_manager.exists() for kind in FIRST_STEPS)
    steps = [_step(kind) for kind in FIRST_STEPS if may(request, "add", kind)] if empty else []
    return {"drafts": drafts, "steps": steps, "may_add_stance": may(request, "add", "stance")}


def _drafts(kind: str) -> Waiting:
    model = MODELS[kind]
    count = in_state(model._default_manager.all(), "draft").count()
    name = str(model._meta.verbose_name_plural)
    return Waiting(name, count, f"{reverse(f'admin:companies_{model._meta.model_name}_changelist')}?state=draft")


def _step(kind: str) -> tuple[str, str]:
    meta = MODELS[kind]._meta
    label = _("Add a %(name)s") % {"name": meta.verbose_name}
    return capfirst(label), reverse(f"admin:companies_{meta.model_name}_add")
