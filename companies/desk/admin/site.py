"""The desk as an admin site: its own pages beside Django's, its first page, its autocomplete."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext_lazy as _

from companies.desk.admin.accounts import changes_accounts, saved_at_once
from companies.desk.admin.judged_input import judged
from companies.desk.admin.search import best_first
from companies.desk.bases import ModelAdmin
from companies.texts import clean_text


class DeskAutocomplete(AutocompleteJsonView):
    """Finds rows by their words; each is told with the names it had, and with what it is also called."""

    def process_request(self, request: HttpRequest) -> tuple[str, Any, Any, Any]:
        """Return Django's reading of the request, without characters that no text of ours has."""
        term, model_admin, source_field, to_field_name = super().process_request(request)
        return clean_text(term.replace("\0", "")), model_admin, source_field, to_field_name

    def get_queryset(self) -> QuerySet[Any]:
        """Return the rows that were found, the best match first."""
        found: QuerySet[Any] = super().get_queryset()
        return best_first(found, tuple(self.model_admin.search_fields), self.term) if self.term else found

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """Return the row's text, with its other names and its aliases."""
        result = super().serialize_result(obj, to_field_name)
        lists = [getattr(obj, key) for key in ("names", "aliases") if hasattr(obj, key)]
        if names := [other.name for others in lists for other in others.all()]:
            result["text"] = f"{result['text']} ({', '.join(names)})"
        return result


def _is_of_the_desk(path: str) -> bool:
    """Tell whether a browser may be sent there after a log-in: a page of the desk, written as its own links are."""
    return path.startswith(reverse("admin:index")) and path.isascii() and path.isprintable() and "\\" not in path


class DeskSite(AdminSite):
    """Where editors work."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("The desk")
    index_template = "desk/index.html"
    empty_value_display = "–"

    def register(self, model_or_iterable: Any, admin_class: type[ModelAdmin] | None = None, **options: Any) -> None:
        """Register an admin of a kind; each of them judges what a browser sends."""
        super().register(model_or_iterable, judged(admin_class or ModelAdmin), **options)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Log an editor in, and lead to the page that was asked for where that is one of the desk."""
        for sent in ("GET", "POST"):
            values: QueryDict = getattr(request, sent).copy()
            if not _is_of_the_desk(values.get(REDIRECT_FIELD_NAME, "")):
                values.pop(REDIRECT_FIELD_NAME, None)
                setattr(request, sent, values)
        return super().login(request, extra_context)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Return the desk's own pages before Django's."""
        from companies.desk.admin.screens.article import article_view
        from companies.desk.admin.screens.confirmation import confirm_view
        from companies.desk.admin.screens.preview import preview_view
        from companies.desk.admin.screens.published import published_view
        from companies.desk.plans import PUBLISH, RETRACT

        views = {
            PUBLISH: partial(confirm_view, site=self, act=PUBLISH),
            RETRACT: partial(confirm_view, site=self, act=RETRACT),
            "published": partial(published_view, site=self),
            "preview": partial(preview_view, site=self),
            "article": partial(article_view, site=self),
        }
        own: list[URLPattern | URLResolver] = [
            path(f"{name}/", self.admin_view(view), name=name) for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Return a page for editors alone; one of accounts saves all of it or nothing."""
        return super().admin_view(saved_at_once(view) if changes_accounts(self, view) else view, cacheable)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what waits at the desk, or what to do first."""
        from companies.desk.admin.screens.first_page import first_page

        return super().index(request, {**(extra_context or {}), **first_page(request)})

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return DeskAutocomplete.as_view(admin_site=self)(request)
