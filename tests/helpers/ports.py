"""Ports for servers that come back at the same address."""

from __future__ import annotations

import itertools
import os
import socket

_LOWEST, _EACH = 20_000, 1_000
"""Below the ports that the system gives away by itself (32768 and up on Linux): between two lives of a server nobody
gets its port by chance. Each worker of the tests has a thousand of its own."""
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_own = itertools.cycle(range(_LOWEST + _WORKER % 10 * _EACH, _LOWEST + _WORKER % 10 * _EACH + _EACH))


def a_port() -> int:
    """A port of this machine where nobody listens now, and that only this worker asks for."""
    for _ in range(_EACH):
        port = next(_own)
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise OSError("no port is free")
