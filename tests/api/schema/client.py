"""A client made by a generator from the served schema, asked by the names of the schema's operations."""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
from django.test import Client

from companies.api.schema.openapi import openapi

OPERATIONS = {methods["get"]["operationId"]: methods["get"] for methods in openapi()["paths"].values()}
PACKAGE = "record_client"
_GENERATOR = Path(sys.executable).parent / "openapi-python-client"


class ToDjango(httpx.BaseTransport):
    """Hands a client's requests to Django, whole, and its answers back."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Ask with what the client sends."""
        path = request.url.raw_path.decode()
        answer = Client().generic(request.method, path, request.content, headers=dict(request.headers))
        return httpx.Response(answer.status_code, headers=dict(answer.headers), content=answer.content)


class Generated:
    """The generated client."""

    def __init__(self, package: ModuleType) -> None:
        self.models = importlib.import_module(f"{package.__name__}.models")
        transport = httpx.Client(transport=ToDjango(), base_url="http://testserver")
        self.client = package.Client(base_url="http://testserver").set_httpx_client(transport)

    def ask(self, operation: str, **parameters: Any) -> tuple[Any, Any]:
        """Return an answer as the client reads it, and the JSON that was answered."""
        tag = OPERATIONS[operation]["tags"][0]
        module = importlib.import_module(f"{PACKAGE}.api.{tag}.{operation}")
        answer = module.sync_detailed(client=self.client, **parameters)
        return answer.parsed, json.loads(answer.content)

    def word(self, operation: str, parameter: str, value: str) -> Any:
        """Return a word of a parameter that the client has an enumeration for."""
        return getattr(self.models, f"{operation.capitalize()}{parameter.capitalize()}Item")(value)


def generate(folder: Path) -> None:
    """Make the client in ``folder``. Any warning of the generator fails."""
    (folder / "schema.json").write_bytes(Client().get("/api/v1/schema/").content)
    command = [str(_GENERATOR), "generate", "--path", "schema.json", "--output-path", PACKAGE, "--meta", "none"]
    # The generator tidies up with ruff, which stands beside it.
    path = os.pathsep.join([str(_GENERATOR.parent), os.environ["PATH"]])
    made = subprocess.run(
        [*command, "--fail-on-warning"], cwd=folder, env={"PATH": path}, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr
