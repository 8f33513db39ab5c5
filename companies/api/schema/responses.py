"""OpenAPI's responses: what each kind of address responds with, with examples."""

from typing import Any

from companies.api.problem_types import PROBLEM_TYPES
from companies.api.problems import MEDIA_TYPE as PROBLEM
from companies.api.schema import examples
from companies.api.schema.components import item_name, item_schema, list_name
from companies.api.schema.documents import Schema, to
from companies.record.documents.fields import kept_name

Responses = dict[str, Any]

JSON = "application/json"
_ALWAYS = (400, 405, 406, 412, 413, 414, 415, 500, 503)
_NAMES = {
    400: "BadRequest",
    404: "NotFound",
    405: "MethodNotAllowed",
    406: "NotAcceptable",
    412: "PreconditionFailed",
    413: "ContentTooLarge",
    414: "UriTooLong",
    415: "UnsupportedMediaType",
    500: "ServerError",
    503: "Busy",
}


def _header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}


_KEEPING = {
    "Last-Modified": _header("When the record last changed, as known then."),
    "Cache-Control": _header("For ever, once both clocks are given and settled."),
}
_VALIDATORS = {"ETag": _header("Strong; send it back as If-None-Match."), **_KEEPING}
_LINK = {"Link": _header("next and prev (RFC 8288).")}
_OF_PROBLEMS = {"Cache-Control": _header("A problem is kept nowhere.")}
_OF_ONE_PROBLEM = {
    405: {"Allow": _header("The methods that the address takes.")},
    503: {"Retry-After": _header("After how many seconds to ask again.")},
}
# OpenAPI's links: from where in a response the key of which other address comes.
_FIRST_ROW = "$response.body#/results/0/"
_SAME_KEY = "$request.path.key"


def shared_responses() -> dict[str, Any]:
    """Return the components that all operations refer to: every problem, and 304."""
    made: dict[str, Any] = {"NotModified": {"description": "The asker holds this very answer.", "headers": _VALIDATORS}}
    for status, name in _NAMES.items():
        codes = [code for code, problem in PROBLEM_TYPES.items() if problem.status == status]
        content = {"schema": to("Problem"), "examples": {code: {"value": examples.problem(code)} for code in codes}}
        made[name] = {
            "description": PROBLEM_TYPES[codes[-1]].title,
            "headers": _OF_PROBLEMS | _OF_ONE_PROBLEM.get(status, {}),
            "content": {PROBLEM: content},
        }
    return made


def index_responses() -> Responses:
    """Return the responses of the index of lists."""
    return _responses(to("Index"), "Every list.", examples.index())


def list_responses(kind: str) -> Responses:
    """Return the responses of a list."""
    row = examples.change() if kind == "change" else examples.item(kind)
    responses = _responses(
        to(list_name(kind)), "One page of the list.", examples.listed([row]), headers=_VALIDATORS | _LINK
    )
    if kind != "change":
        key = _FIRST_ROW + (kept_name(kind) or "record/key")
        responses["200"]["links"] = _to(kind, key) | _to(f"{kind}_history", key)
    return responses


def item_responses(kind: str) -> Responses:
    """Return the responses of an item."""
    responses = _responses(item_schema(kind), "The document as known then.", examples.item(kind), found_by_key=True)
    responses["200"]["links"] = _to(f"{kind}_history", _SAME_KEY)
    gone = {"schema": to("Tombstone"), "examples": {"retracted": {"value": examples.tombstone(kind)}}}
    responses["410"] = {
        "description": "Taken back: why, and when.",
        "headers": _KEEPING,
        "content": {JSON: gone},
        "links": _to(f"{kind}_history", _SAME_KEY),
    }
    return dict(sorted(responses.items()))


def history_responses(kind: str) -> Responses:
    """Return the responses of an item's history."""
    rows = examples.listed([examples.tombstone(kind), examples.item(kind)])
    headers = _VALIDATORS | _LINK
    return _responses(
        to(f"{item_name(kind)}History"), "Its revisions, newest first.", rows, headers=headers, found_by_key=True
    )


def schema_responses() -> Responses:
    """Return the responses of the schema's own address."""
    return _responses({"type": "object"}, "This document.", {"openapi": "3.1.0"})


def _to(operation: str, key: str) -> dict[str, Any]:
    """Return a link to an operation that takes a key, found in this response or in its address."""
    return {operation: {"operationId": operation, "parameters": {"key": key}}}


def _responses(
    schema: Schema,
    description: str,
    example: dict[str, Any],
    *,
    headers: dict[str, Any] = _VALIDATORS,
    found_by_key: bool = False,
) -> Responses:
    content = {
        "schema": schema,
        "examples": {"usual": {"value": example}},
    }
    found: Responses = {
        "200": {"description": description, "headers": headers, "content": {JSON: content}},
        "304": {"$ref": "#/components/responses/NotModified"},
    }
    for status in sorted((*_ALWAYS, 404) if found_by_key else _ALWAYS):
        found[str(status)] = {"$ref": f"#/components/responses/{_NAMES[status]}"}
    return found
