"""All addresses: readers' pages, the API, the editors' desk. Errors go to `tracker.errors`."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("companies.api.urls")),
    path("", include("companies.pages.urls")),
]

handler400 = "tracker.errors.bad_request"
handler403 = "tracker.errors.permission_denied"
handler404 = "tracker.errors.not_found"
handler500 = "tracker.errors.server_error"
