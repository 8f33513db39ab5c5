"""Addresses of the naive peer."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from bench.naive.views import ChangeView, CompanyView, StanceView

_router = SimpleRouter()
_router.register("stances", StanceView, "stance")
_router.register("companies", CompanyView, "company")
_router.register("changes", ChangeView, "change")

urlpatterns = [path("", include(_router.urls))]
