"""The readable side of the API: the reference at /api/, and a page for each kind of problem.

They are pages of readers, with the two clocks; their errors are problems, as everywhere under /api/.
"""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from rest_framework.renderers import StaticHTMLRenderer
from rest_framework.request import Request

from companies.api.conditional import RELEASE
from companies.api.problem_types import PROBLEM_TYPES
from companies.api.problems import typed_problem
from companies.api.questions import QUESTIONS
from companies.api.schema.openapi import openapi
from companies.api.views.record_view import ReadOnlyView
from companies.conditional import PRECONDITION_FAILED
from companies.known_addresses import offer
from companies.pages.page import Ready, read_item_page, show
from companies.pages.tracking_parameters import address_without_tracking
from companies.pages.typed_clock import canonical_address
from companies.record.query.parsers import LONGEST_PAGE, MOST_VALUES
from companies.record.reading.addresses import absolute


class ReadablePage(ReadOnlyView):
    """A page for people, made from what the code says of itself."""

    renderer_classes = [StaticHTMLRenderer]
    schema = None  # type: ignore[assignment]  # not a part of what programs read

    def get(self, request: Request, code: str = "") -> HttpResponse:
        """Return the page at its clocks, or lead to its own address. Raises ParameterError for other parameters."""
        http_request = request._request
        if (address := address_without_tracking(http_request)) is not None:
            return HttpResponsePermanentRedirect(address)
        if (elsewhere := canonical_address(http_request)) is not None:
            return elsewhere
        template, context = self.content(code)
        try:
            response = show(read_item_page(http_request), template, {"current": "api", **context})
        except Ready as ready:
            response = ready.response
        # The framework puts headers of its own on what this view answers, so that it has to be asked each time.
        offer(http_request, None)
        if response.status_code == PRECONDITION_FAILED:
            return typed_problem(http_request, "precondition-failed")
        return response

    def content(self, code: str) -> tuple[str, dict[str, Any]]:
        """Return the template and what it shows."""
        raise NotImplementedError


class ReferenceView(ReadablePage):
    """``/api/``."""

    def content(self, code: str) -> tuple[str, dict[str, Any]]:
        """Show every address with its parameters, from the OpenAPI document."""
        return "api/reference.html", {
            "site": settings.SITE_URL,
            "api_url": absolute(reverse("api:index")),
            "release": RELEASE,
            "questions": QUESTIONS,
            "sections": _sections(openapi()),
            "problems": PROBLEM_TYPES.values(),
            "most_values": MOST_VALUES,
            "longest_page": LONGEST_PAGE,
        }


class ProblemView(ReadablePage):
    """``/api/problems/<code>/``: the ``type`` of a problem."""

    def content(self, code: str) -> tuple[str, dict[str, Any]]:
        """Show what happened, and the way out. Raises Http404 for a type that there is not."""
        if code not in PROBLEM_TYPES:
            raise Http404
        return "api/problem.html", {"problem": PROBLEM_TYPES[code]}


def _sections(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a section a tag: its addresses, and the parameters of each."""
    sections = {tag["name"]: {**tag, "operations": []} for tag in document["tags"]}
    for path, methods in document["paths"].items():
        operation = methods["get"]
        parameters = [_parameter(parameter) for parameter in operation.get("parameters", ())]
        described = {"path": path, **operation, "parameters": parameters}
        sections[operation["tags"][0]]["operations"].append(described)
    return list(sections.values())


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = parameter["schema"]
    items = schema.get("items", schema)
    return {
        "name": parameter["name"],
        "description": parameter["description"],
        "several": schema.get("type") == "array",
        "words": items.get("enum", ()),
        "default": schema.get("default", ""),
        "example": parameter.get("example", ""),
    }
