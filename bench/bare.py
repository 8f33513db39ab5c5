"""The least that a Python server can do: it answers bytes that it was given beforehand, and knows nothing of them.

``BARE_ANSWERS`` names a folder with ``answers.json``: by address, the status, the headers and the file of the body.
"""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_FOLDER = Path(os.environ["BARE_ANSWERS"])
_ANSWERS: dict[str, tuple[str, list[tuple[str, str]], bytes]] = {
    address: (status, [(name, value) for name, value in headers], (_FOLDER / file).read_bytes())
    for address, (status, headers, file) in json.loads((_FOLDER / "answers.json").read_text()).items()
}


def application(environment: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer what was given for the address."""
    status, headers, body = _ANSWERS[environment["PATH_INFO"]]
    start_response(status, headers)
    return [body] if body else []
