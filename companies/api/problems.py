"""Errors as problem+json (RFC 9457)."""

from typing import Any

from django.http import HttpRequest, JsonResponse


def problem_response(
    request: HttpRequest, status: int, code: str, title: str, detail: str, **extra: Any
) -> JsonResponse:
    """Return one problem."""
    body = {"type": f"/api/problems/{code}/", "title": title, "status": status, "detail": detail, **extra}
    return JsonResponse(body, status=status, content_type="application/problem+json")
