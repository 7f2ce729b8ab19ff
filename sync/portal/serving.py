"""A portal that answers: in the foreground for `sangkien-portal serve`, or in a thread for the demonstration and tests.

One worker on SQLite, which has one writer; several on PostgreSQL. uvicorn's own log is
kept down to errors, for addresses are personal data too.
"""

from __future__ import annotations

import http.client
import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from sync import wire
from sync.clock import Clock, Randomness, SystemClock
from sync.portal import relay, weekly
from sync.portal.app import TOKEN_MINUTES, make_app
from sync.portal.faults import Practice
from sync.portal.house import Portal, PortalRefused, open_portal
from sync.portal.review.routes import busy_page
from sync.portal.uploads import UPLOAD_DAYS
from sync.portal.watch import Watched, write_log
from sync.transport import HttpTransport

LOG = logging.getLogger("sangkien.portal")
STALE_SECONDS = 75
START_SECONDS = 20.0
RELAY_SECONDS = 30.0
CUT_OFF_SECONDS = 60.0
BACKLOG = 2048
DEAD_LINE = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 15, "TCP_KEEPCNT": 4}
"""After two minutes without a sign of life a line counts as dead: a modem that was pulled out says no good-bye, and
each such line would hold its place for ever."""
WORKER_FOLDER = "SANGKIEN_PORTAL_FOLDER"
_MANNERS: dict[str, Any] = {
    "log_config": None,
    "access_log": False,
    "server_header": False,
    "timeout_keep_alive": STALE_SECONDS,
    "timeout_graceful_shutdown": 5,
    "timeout_worker_healthcheck": 60,  # a worker that is busy, or starts on a busy machine, is not dead
}


@dataclass(frozen=True, slots=True)
class Served:
    """A portal that answers at `url`; `practice` takes misdeeds where it was started as practice."""

    url: str
    portal: Portal
    practice: Practice | None


def serve(
    folder: Path,
    host: str,
    port: int,
    ready: Callable[[str], None],
    *,
    practice: bool = False,
    workers: int = 1,
) -> None:
    """Serve until told to stop by a signal; `ready` is called with the address once it answers.

    Raises `PortalRefused`: `workers.need_server` for more than one worker on SQLite, `workers.practice`.
    """
    portal = open_portal(folder, SystemClock(), os.urandom)
    try:
        if workers > 1:
            _may_have_workers(portal, practice=practice)
            listener = _listener(host, port)
            portal.blobs.expire((portal.clock.now() - timedelta(days=UPLOAD_DAYS)).timestamp())
            with _passing_on(portal), cutting_off(portal):
                _serve_by_many(folder, listener, workers, ready)
            return
        listener = _listener(host, port)
        write_log(folder)
        server = _server(portal, practice=practice)[0]
        server.announce = lambda: ready(_url(listener))
        with _passing_on(portal), cutting_off(portal):
            server.run(sockets=[listener])
    finally:
        portal.close()


@contextmanager
def _passing_on(portal: Portal) -> Iterator[None]:
    """Beside serving: where this is a relay, a round with the portal above every half minute."""
    if portal.outbox is None:
        yield
        return
    over = threading.Event()

    def rounds() -> None:
        line = HttpTransport()
        try:
            while not over.is_set():
                _one_round(portal, line, over)
                over.wait(RELAY_SECONDS)
        finally:
            line.close()

    thread = threading.Thread(target=rounds, name="relay", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(START_SECONDS)


def _one_round(portal: Portal, line: HttpTransport, over: threading.Event) -> None:
    try:
        relay.pass_on(portal, line, over.is_set)
    except Exception as error:  # noqa: BLE001 - a full disk or a busy database must not end all later rounds
        LOG.error("relay: %s", type(error).__name__)  # noqa: TRY400 - what a round held stays out of the log


@contextmanager
def cutting_off(portal: Portal) -> Iterator[None]:
    """Beside serving: the weekly cut-off when its hour comes, and at once where it passed while nothing was served."""
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            try:
                weekly.run(portal)
            except Exception as error:  # noqa: BLE001 - a busy database must not end all later looks
                LOG.error("cut-off: %s", type(error).__name__)  # noqa: TRY400 - the place is enough to find it
            over.wait(CUT_OFF_SECONDS)

    thread = threading.Thread(target=look, name="cut-off", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(START_SECONDS)


def _may_have_workers(portal: Portal, *, practice: bool) -> None:
    if portal.database.is_sqlite:
        raise PortalRefused("workers.need_server")
    if practice:
        raise PortalRefused("workers.practice")


def _serve_by_many(folder: Path, listener: socket.socket, workers: int, ready: Callable[[str], None]) -> None:
    """Processes that share one listener; each opens the portal for itself, PostgreSQL keeps their order."""
    os.environ[WORKER_FOLDER] = str(folder)
    listener.listen(BACKLOG)
    config = uvicorn.Config(
        "sync.portal.serving:worker_app", factory=True, workers=workers, lifespan="off", **_MANNERS
    )
    told = threading.Thread(target=_tell_once_it_answers, args=(listener, ready), daemon=True)
    told.start()
    Multiprocess(config, sockets=[listener]).run()


def worker_app() -> Watched:
    """The application of one worker process."""
    folder = Path(os.environ[WORKER_FOLDER])
    portal = open_portal(folder, SystemClock(), os.urandom)
    write_log(folder)
    return Watched(make_app(portal), portal, busy_page=busy_page())


def _tell_once_it_answers(listener: socket.socket, ready: Callable[[str], None]) -> None:
    """The listener takes connections at once; the first answer shows that a worker is behind it."""
    host, port = listener.getsockname()[:2]
    asking = http.client.HTTPConnection(host, port, timeout=START_SECONDS * 3)
    try:
        asking.request("GET", "/v1/hello?nonce=start")
        if asking.getresponse().status == http.client.OK:
            ready(_url(listener))
    finally:
        asking.close()


@contextmanager
def serve_in_thread(
    folder: Path,
    *,
    practice: bool = False,
    port: int = 0,
    clock: Clock | None = None,
    random: Randomness = os.urandom,
    limits: wire.Limits | None = None,
    token_minutes: float = TOKEN_MINUTES,
) -> Iterator[Served]:
    """Serve a portal's folder on loopback from a thread of this process, for as long as the block lasts."""
    portal = open_portal(folder, clock or SystemClock(), random)
    listener = _listener("127.0.0.1", port)
    server, practised = _server(portal, practice=practice, limits=limits, token_minutes=token_minutes)
    answers = threading.Event()
    server.announce = answers.set
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="portal", daemon=True)
    thread.start()
    try:
        if not answers.wait(START_SECONDS):
            raise TimeoutError("the portal did not start")
        yield Served(_url(listener), portal, practised)
    finally:
        server.should_exit = True
        thread.join(START_SECONDS)
        listener.close()
        portal.close()


class _Server(uvicorn.Server):
    """uvicorn, saying when it answers."""

    announce: Callable[[], None] = staticmethod(lambda: None)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        self.announce()


def _server(
    portal: Portal,
    *,
    practice: bool,
    limits: wire.Limits | None = None,
    token_minutes: float = TOKEN_MINUTES,
) -> tuple[_Server, Practice | None]:
    portal.blobs.expire((portal.clock.now() - timedelta(days=UPLOAD_DAYS)).timestamp())
    app = Watched(make_app(portal, limits, token_minutes), portal, busy_page=busy_page())
    practised = Practice(app) if practice else None
    config = uvicorn.Config(practised or app, lifespan="off", **_MANNERS)
    return _Server(config), practised


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":  # on Windows the same option would let a second program share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)  # each line that is taken has it from here
    for name, value in DEAD_LINE.items():
        if hasattr(socket, name):
            listener.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    listener.bind((host, port))
    return listener


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
