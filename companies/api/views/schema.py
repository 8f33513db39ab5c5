"""The API's own description, as OpenAPI 3.1."""

from typing import Any

import orjson
from django.http import HttpResponse
from rest_framework.request import Request

from companies.api.conditional import FRESH, conditional, quoted
from companies.api.schema.openapi import openapi
from companies.api.schema.responses import schema_responses
from companies.api.views.record_view import JSON, ReadOnlyView
from companies.record.query.errors import unknown_parameter


class SchemaView(ReadOnlyView):
    """``/api/v1/schema/``."""

    def describe(self) -> dict[str, Any]:
        """Return the operation."""
        return {
            "operationId": "schema",
            "summary": "This description",
            "description": "OpenAPI 3.1. It takes no parameter.",
            "tags": ["schema"],
            "responses": schema_responses(),
        }

    def get(self, request: Request) -> HttpResponse:
        """Return the document, the same bytes from one release. Raises ParameterError for a parameter."""
        for name in request.query_params:
            raise unknown_parameter(name, [], "this address")
        body = orjson.dumps(openapi())
        response = HttpResponse(body, content_type=JSON)
        response["ETag"] = quoted(body)
        response["Cache-Control"] = FRESH
        return conditional(request._request, response, None)
