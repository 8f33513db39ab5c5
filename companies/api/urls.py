"""Addresses under /api/: ``api:companies``, ``api:company``, ``api:company-history``, and so for each kind."""

from django.urls import URLPattern, path

from companies.api.views.index import IndexView
from companies.api.views.items import ItemView
from companies.api.views.lists import ChangesView, HistoryView, ListView
from companies.api.views.reference import ProblemView, ReferenceView
from companies.api.views.schema import SchemaView
from companies.vocabulary import PLURALS

app_name = "api"


def _addresses_of(kind: str, plural: str) -> list[URLPattern]:
    return [
        path(f"v1/{plural}/", ListView.as_view(kind=kind), name=plural),
        path(f"v1/{plural}/<slug:key>/", ItemView.as_view(kind=kind), name=kind),
        path(f"v1/{plural}/<slug:key>/history/", HistoryView.as_view(kind=kind), name=f"{kind}-history"),
    ]


urlpatterns = [
    *(pattern for kind, plural in PLURALS.items() for pattern in _addresses_of(kind, plural)),
    path("v1/", IndexView.as_view(), name="index"),
    path("v1/changes/", ChangesView.as_view(), name="changes"),
    path("v1/schema/", SchemaView.as_view(), name="schema"),
    path("", ReferenceView.as_view(), name="reference"),
    path("problems/<slug:code>/", ProblemView.as_view(), name="problem"),
]
