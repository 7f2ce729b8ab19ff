"""What stands between a PC and a portal: a company's proxy with a login, and a line that waits and is cut."""

from __future__ import annotations

import base64
import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import urlsplit


class CompanyProxy(ThreadingHTTPServer):
    """Passes plain HTTP on to one portal. `login` is what it wants to hear, `drops` the methods it does not know.

    `most`: the longest body that it lets through, 0 for any.
    """

    daemon_threads = True

    def __init__(self, portal_url: str, login: str = "", drops: tuple[str, ...] = (), most: int = 0) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.portal = urlsplit(portal_url).netloc
        self.login = login
        self.drops = drops
        self.most = most
        self.seen: list[str] = []

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


@contextmanager
def company_proxy(portal_url: str, **how: object) -> Iterator[CompanyProxy]:
    proxy = CompanyProxy(portal_url, **how)
    thread = threading.Thread(target=proxy.serve_forever, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        proxy.server_close()
        thread.join(10)


@contextmanager
def tunnel(port: int, login: str) -> Iterator[CompanyProxy]:
    """A proxy for secure links: whatever name is asked for, the way leads to this port here; 0: to nowhere."""
    with company_proxy(f"http://127.0.0.1:{port}", login=login) as proxy:
        yield proxy


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _knows(self) -> bool:
        """Whether the login was heard; else it is asked for."""
        wanted = "Basic " + base64.b64encode(self.server.login.encode()).decode()
        if self.server.login and self.headers.get("Proxy-Authorization") != wanted:
            self._say(407, {"Proxy-Authenticate": 'Basic realm="nha may"'}, b"")
            return False
        return True

    def do_CONNECT(self) -> None:
        self.close_connection = True
        self.server.seen.append(self.command)
        if not self._knows():
            return
        host, _, port = self.server.portal.partition(":")
        try:
            far = socket.create_connection((host, int(port)), 20)
        except OSError:
            self._say(503, {"Content-Type": "text/html"}, b"<html>Cannot reach it</html>")
            return
        self.send_response_only(200, "Connection established")
        self.end_headers()
        with far:
            back = threading.Thread(target=_copy, args=(far, self.connection), daemon=True)
            back.start()
            _copy(self.connection, far)
            back.join(20)

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.seen.append(f"{self.command} {urlsplit(self.path).path}")
        if not self._knows():
            return
        if 0 < self.server.most < len(body):
            self._say(413, {"Content-Type": "text/html"}, b"<html>Request Entity Too Large</html>")
            return
        if self.command in self.server.drops:
            self._say(405, {"Content-Type": "text/html"}, b"<html>Method not allowed</html>")
            return
        parts = urlsplit(self.path)
        onward = http.client.HTTPConnection(self.server.portal, timeout=20)
        headers = {name: value for name, value in self.headers.items() if not name.startswith("Proxy-")}
        onward.request(self.command, f"{parts.path}?{parts.query}", body, headers)
        answer = onward.getresponse()
        told = {
            name: value
            for name, value in answer.getheaders()
            if name.lower() not in {"transfer-encoding", "connection"}
        }
        self._say(answer.status, told, answer.read())
        onward.close()

    do_GET = do_POST = do_HEAD = do_PATCH = _pass_on  # noqa: N815 - http.server calls them so

    def _say(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            if name.lower() != "content-length":
                self.send_header(name, value)
        length = headers.get("content-length", str(len(body))) if self.command == "HEAD" else str(len(body))
        self.send_header("Content-Length", length)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _copy(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while piece := one.recv(16_384):
            other.sendall(piece)
    with suppress(OSError):
        other.shutdown(socket.SHUT_WR)


class Between:
    """A line to `target` that keeps each byte for `delay` seconds, and breaks all connections every `cut_every`."""

    def __init__(self, target: tuple[str, int], host: str, delay: float, cut_every: float) -> None:
        self._target = target
        self._delay = delay
        self._cut_every = cut_every
        self._listener = socket.create_server((host, 0))
        self._open: set[socket.socket] = set()
        self._over = threading.Event()
        self.cuts = 0
        self.bytes = 0

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def __enter__(self) -> Self:
        for work in (self._accept, self._cut):
            threading.Thread(target=work, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._listener.close()
        self._break_all()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                near, _ = self._listener.accept()
                far = socket.create_connection(self._target, 20)
            except OSError:
                continue
            self._open |= {near, far}
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        kept: list[tuple[float, bytes]] = []
        there = threading.Condition()

        def deliver() -> None:
            while True:
                with there:
                    while not kept:
                        there.wait()
                    due, piece = kept.pop(0)
                time.sleep(max(0.0, due - time.monotonic()))
                if not piece:
                    with suppress(OSError):
                        other.shutdown(socket.SHUT_WR)
                    return
                with suppress(OSError):
                    other.sendall(piece)

        threading.Thread(target=deliver, daemon=True).start()
        piece = b"-"
        while piece:
            try:
                piece = one.recv(16_384)
            except OSError:
                piece = b""
            self.bytes += len(piece)
            with there:
                kept.append((time.monotonic() + self._delay, piece))
                there.notify()

    def _cut(self) -> None:
        while self._cut_every and not self._over.wait(self._cut_every):
            self._break_all()
            self.cuts += 1

    def _break_all(self) -> None:
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        self._open.clear()
