"""What an account may do with rows of a kind: Django's permissions, by the kind's name in the record."""

from collections.abc import Iterable

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from companies.models.rows import MODELS


def may(request: HttpRequest, act: str, kind: str) -> bool:
    """Tell whether who asks may ``act`` (view, add, change or delete) on rows of the kind."""
    meta = MODELS[kind]._meta
    return request.user.has_perm(f"{meta.app_label}.{get_permission_codename(act, meta)}")


def may_see(request: HttpRequest, kind: str) -> bool:
    """Tell whether who asks may see rows of the kind: who may change them may see them too, as everywhere in Django."""
    return may(request, "view", kind) or may(request, "change", kind)


def require_permission(request: HttpRequest, act: str, kinds: Iterable[str]) -> None:
    """Raise PermissionDenied unless who asks may ``act`` on rows of every one of the kinds."""
    if not all(may(request, act, kind) for kind in set(kinds)):
        raise PermissionDenied
