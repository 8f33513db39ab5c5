"""Which of the three parts of the site an address belongs to: readers' pages, the API, or the editors' desk."""

from django.http import HttpRequest

ADMIN_PREFIX = "/admin/"
API_PREFIX = "/api/"


def is_admin(request: HttpRequest) -> bool:
    """Whether the request is for the editors' desk."""
    return request.path_info.startswith(ADMIN_PREFIX)


def is_api(request: HttpRequest) -> bool:
    """Whether the request is for the API."""
    return request.path_info.startswith(API_PREFIX)
