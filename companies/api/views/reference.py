"""The readable side of the API: the reference at /api/, and a page for each kind of problem. No script, no form."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from rest_framework.renderers import StaticHTMLRenderer
from rest_framework.request import Request

from companies.api.conditional import FRESH, conditional, quoted
from companies.api.problem_types import PROBLEM_TYPES
from companies.api.questions import QUESTIONS
from companies.api.schema.openapi import openapi
from companies.api.views.record_view import ReadOnlyView
from companies.record.query.errors import unknown_parameter
from companies.record.query.parsers import LONGEST_PAGE, MOST_VALUES


class ReadablePage(ReadOnlyView):
    """A page for people, made from what the code says of itself."""

    renderer_classes = [StaticHTMLRenderer]
    schema = None  # type: ignore[assignment]  # not a part of what programs read

    def get(self, request: Request, code: str = "") -> HttpResponse:
        """Return the page. Raises ParameterError for a parameter: it takes none."""
        for name in request.query_params:
            raise unknown_parameter(name, [], "this page")
        template, context = self.content(code)
        body = render_to_string(template, {"path": request.path, "current": "api", **context}).encode()
        response = HttpResponse(body)
        response["ETag"] = quoted(body)
        response["Cache-Control"] = FRESH
        return conditional(request._request, response, None)

    def content(self, code: str) -> tuple[str, dict[str, Any]]:
        """Return the template and what it shows."""
        raise NotImplementedError


class ReferenceView(ReadablePage):
    """``/api/``."""

    def content(self, code: str) -> tuple[str, dict[str, Any]]:
        """Show every address with its parameters, from the OpenAPI document."""
        return "api/reference.html", {
            "site": settings.SITE_URL,
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
