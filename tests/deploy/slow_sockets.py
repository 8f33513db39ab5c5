"""Many who send and read as slowly as they can, to hold a server up."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " + b"a" * 4000
BODY = (
    b"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 500000\r\n\r\n"
)
WHOLE = b"GET /api/v1/changes/?page_size=100 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
EACH = 24
"""So many of each kind that every thread of a site gets one, whichever worker takes which."""


@contextmanager
def dripping(port: int, every: float = 1.0) -> Iterator[None]:
    """While inside, sockets send head or body byte by byte, and others read what they asked for byte by byte."""
    over = threading.Event()
    links = [_open(port) for _ in range(3 * EACH)]
    for number, link in enumerate(links):
        if number % 3:
            link.sendall(BODY if number % 3 == 1 else WHOLE)
    thread = threading.Thread(target=_drip, args=(links, over, every))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        for link in links:
            link.close()


def _open(port: int) -> socket.socket:
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    link.settimeout(0.05)
    link.connect(("127.0.0.1", port))
    return link


def _drip(links: list[socket.socket], over: threading.Event, every: float) -> None:
    turn = 0
    while not over.wait(every if turn else 0):
        for number, link in enumerate(links):
            with suppress(OSError):
                if number % 3 == 2:
                    link.recv(1)
                else:
                    link.send(HEAD[turn : turn + 1] if number % 3 == 0 else b"a")
        turn += 1
