"""Django's own pages for accounts, each of which saves all of it or nothing (R06).

Django saves a password, then a log entry, then the session, each by itself: where the database failed between them,
“nothing was saved” would be false. Pages that publish have transactions of their own and must not stand inside another.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.sites import AdminSite
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def changes_accounts(site: AdminSite, view: Any) -> bool:
    """Tell whether a page of the admin changes users, groups or one's own password."""
    owner = getattr(view, "__self__", None)
    return bool(view == site.password_change or (isinstance(owner, ModelAdmin) and owner.opts.app_label == "auth"))


def saved_at_once(view: View) -> View:
    """Return the page with what is sent to it saved in one transaction."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return wrapped
