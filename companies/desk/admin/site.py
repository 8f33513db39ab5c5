"""The desk as an admin site: its own pages beside Django's, its first page, its autocomplete."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from companies.desk.admin.accounts import changes_accounts, saved_at_once
from companies.desk.admin.search import best_first
from companies.texts import clean_text


class DeskAutocomplete(AutocompleteJsonView):
    """Finds rows by their words; a company is told with the names it had."""

    def process_request(self, request: HttpRequest) -> tuple[str, Any, Any, Any]:
        """Return Django's reading of the request, without characters that no text of ours has."""
        term, model_admin, source_field, to_field_name = super().process_request(request)
        return clean_text(term.replace("\0", "")), model_admin, source_field, to_field_name

    def get_queryset(self) -> QuerySet[Any]:
        """Return the rows that were found, the best match first."""
        found: QuerySet[Any] = super().get_queryset()
        return best_first(found, tuple(self.model_admin.search_fields), self.term) if self.term else found

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """Return the row's text; a company's with its other names, a stance's row with its slug."""
        result = super().serialize_result(obj, to_field_name)
        if obj._meta.model_name == "company" and (names := [name.name for name in obj.names.all()]):
            result["text"] = f"{result['text']} ({', '.join(names)})"
        return result


class DeskSite(AdminSite):
    """Where editors work."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("The desk")
    index_template = "desk/index.html"
    empty_value_display = "–"

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
