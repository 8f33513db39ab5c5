"""OpenAPI's responses: what each kind of address answers, with examples."""

from typing import Any

from companies.api.problem_types import PROBLEM_TYPES
from companies.api.problems import MEDIA_TYPE as PROBLEM
from companies.api.schema import examples
from companies.api.schema.components import item_name, list_name
from companies.api.schema.documents import to

Responses = dict[str, Any]

JSON = "application/json"
_ALWAYS = (400, 405, 406, 413, 414, 415, 500, 503)
_NAMES = {
    400: "BadRequest",
    404: "NotFound",
    405: "MethodNotAllowed",
    406: "NotAcceptable",
    413: "ContentTooLarge",
    414: "UriTooLong",
    415: "UnsupportedMediaType",
    500: "ServerError",
    503: "Busy",
}
_VALIDATORS = {
    "ETag": {"description": "Strong; send it back as If-None-Match.", "schema": {"type": "string"}},
    "Last-Modified": {"description": "When the record last changed, as known then.", "schema": {"type": "string"}},
    "Cache-Control": {"description": "For ever, once both clocks are given and settled.", "schema": {"type": "string"}},
}
_LINK = {"Link": {"description": "next and prev (RFC 8288).", "schema": {"type": "string"}}}
# OpenAPI's links: from where in an answer the key of which other address comes.
_FIRST_ROW = "$response.body#/results/0/slug"
_SAME_KEY = "$request.path.key"


def shared_responses() -> dict[str, Any]:
    """Return the components that all operations refer to: every problem, and 304."""
    made: dict[str, Any] = {"NotModified": {"description": "The asker holds this very answer.", "headers": _VALIDATORS}}
    for status, name in _NAMES.items():
        codes = [code for code, problem in PROBLEM_TYPES.items() if problem.status == status]
        content = {"schema": to("Problem"), "examples": {code: {"value": examples.problem(code)} for code in codes}}
        made[name] = {"description": PROBLEM_TYPES[codes[-1]].title, "content": {PROBLEM: content}}
    return made


def list_responses(kind: str) -> Responses:
    """Return what a list answers."""
    row = examples.change() if kind == "change" else examples.item(kind)
    answers = _answers(list_name(kind), "One page of the list.", examples.listed([row]), headers=_VALIDATORS | _LINK)
    if kind != "change":
        answers["200"]["links"] = _to(kind, _FIRST_ROW) | _to(f"{kind}_history", _FIRST_ROW)
    return answers


def item_responses(kind: str) -> Responses:
    """Return what an item answers."""
    answers = _answers(item_name(kind), "The document as known then.", examples.item(kind), found_by_key=True)
    answers["200"]["links"] = _to(f"{kind}_history", _SAME_KEY)
    gone = {"schema": to("Tombstone"), "examples": {"retracted": {"value": examples.tombstone(kind)}}}
    answers["410"] = {
        "description": "Taken back: why, and when.",
        "content": {JSON: gone},
        "links": _to(f"{kind}_history", _SAME_KEY),
    }
    return dict(sorted(answers.items()))


def history_responses(kind: str) -> Responses:
    """Return what an item's history answers."""
    rows = examples.listed([examples.tombstone(kind), examples.item(kind)])
    headers = _VALIDATORS | _LINK
    return _answers(
        f"{item_name(kind)}History", "Its revisions, newest first.", rows, headers=headers, found_by_key=True
    )


def schema_responses() -> Responses:
    """Return what the schema's own address answers."""
    return _answers("", "This document.", {"openapi": "3.1.0"})


def _to(operation: str, key: str) -> dict[str, Any]:
    """Return a link to an operation that takes a key, found at a place of this answer or of its address."""
    return {operation: {"operationId": operation, "parameters": {"key": key}}}


def _answers(
    schema: str,
    description: str,
    example: dict[str, Any],
    *,
    headers: dict[str, Any] = _VALIDATORS,
    found_by_key: bool = False,
) -> Responses:
    content = {
        "schema": to(schema) if schema else {"type": "object"},
        "examples": {"usual": {"value": example}},
    }
    found: Responses = {
        "200": {"description": description, "headers": headers, "content": {JSON: content}},
        "304": {"$ref": "#/components/responses/NotModified"},
    }
    for status in sorted((*_ALWAYS, 404) if found_by_key else _ALWAYS):
        found[str(status)] = {"$ref": f"#/components/responses/{_NAMES[status]}"}
    return found
