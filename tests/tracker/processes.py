"""Programs started as an operator starts them: nothing is in their environment but what a test gives."""

import os
import socket


def environment(**given: str) -> dict[str, str]:
    """PATH, what `given` says, and what a measured run needs so that coverage sees into the program."""
    measured = {name: value for name, value in os.environ.items() if name.startswith(("COVERAGE", "COV_"))}
    return {"PATH": os.environ["PATH"], **measured, **given}


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
