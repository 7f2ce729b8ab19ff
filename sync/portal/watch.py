"""What stands before the portal's calls: a place to ask whether it is well, a measure for each caller, a log.

The log is one JSON object a line with the fields below and no others: no address, no id, no name. The
measure is a bucket for each caller that fills again with time; whoever empties it is told when to come
again, as RFC 6585 and Retry-After have it.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import msgspec
from filelock import FileLock, Timeout
from starlette.concurrency import run_in_threadpool

from sync import wire
from sync.clock import Clock, stamp
from sync.portal.house import Portal

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOG = logging.getLogger("sangkien.portal.calls")
HEALTH = "/health"
REVIEW = "/review"
"""Under it people ask, with a browser; elsewhere programs do."""
LOG_FILE = "portal.log"
LOG_BYTES, LOG_FILES = 8 * wire.MEBIBYTE, 5
SILENCE_SECONDS = 120.0
SLOWEST = 100
"""Bytes a second: a body that comes slower, or that stops for so long, is taken for cut. A PC gives up a silent line
after half a minute; without this a line that died in the middle would be kept for ever."""
CALLERS = 20_000
"""Buckets that are remembered; the one that was asked longest ago is forgotten first."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How much one caller may ask: so many requests at once, and so many more each second."""

    burst: float = 600
    each_second: float = 60


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Watched:
    """The app behind its measure and its log."""

    def __init__(
        self, app: App, portal: Portal, measure: Measure | None = None, busy_page: bytes = b""
    ) -> None:
        self._app = app
        self._busy_page = busy_page
        self._portal = portal
        self._measure = measure or Measure()
        self._buckets: OrderedDict[bytes, _Bucket] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"] == HEALTH:
            await self._tell_health(send)
            return
        began = self._portal.clock.monotonic()
        told = _Told(send)
        wait = self._take(_caller(scope), began)
        if wait:
            headers = {"retry-after": str(int(wait) + 1)}
            if scope["path"].startswith(REVIEW):
                await _say(told, 429, {**headers, "content-type": "text/html"}, self._busy_page)
            else:
                await _say(told, 429, headers)
        else:
            await self._app(scope, _Counted(receive, told, self._portal.clock), told)
        self._note(scope, told, self._portal.clock.monotonic() - began)

    def _take(self, caller: bytes, now: float) -> float:
        """Seconds until this caller may ask again; 0 where it may now."""
        measure = self._measure
        bucket = self._buckets.pop(caller, None) or _Bucket(measure.burst, now)
        left = min(measure.burst, bucket.left + (now - bucket.at) * measure.each_second)
        self._buckets[caller] = _Bucket(max(left - 1, 0) if left >= 1 else left, now)
        if len(self._buckets) > CALLERS:
            self._buckets.popitem(last=False)
        return 0 if left >= 1 else (1 - left) / measure.each_second

    async def _tell_health(self, send: Send) -> None:
        """200 where the database answers, 503 where it does not; nothing else is told."""
        answers = await run_in_threadpool(self._portal.database.answers)
        await _say(send, 200 if answers else 503, {})

    def _note(self, scope: Scope, told: _Told, seconds: float) -> None:
        line = {
            "at": stamp(self._portal.clock.now()),
            "call": f"{scope['method']} {_template(scope)}",
            "status": told.status,
            "ms": round(seconds * 1000),
            "up": told.up,
            "down": told.down,
        }
        LOG.info("%s", msgspec.json.encode(line).decode())


class _Told:
    """Passes an answer on, and remembers how it went."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0
        self.up = 0
        self.down = 0
        self.closes = False
        """Whether nothing more is heard on this line."""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            if self.closes:
                message["headers"] = [*message.get("headers", ()), (b"connection", b"close")]
        else:
            self.down += len(message.get("body", b""))
        await self._send(message)


class _Counted:
    """Passes a request's body on, and counts it; whoever stops in the middle of it is gone."""

    def __init__(self, receive: Receive, told: _Told, clock: Clock) -> None:
        self._receive = receive
        self._told = told
        self._clock = clock
        self._began = clock.monotonic()
        self._whole = False

    async def __call__(self) -> Message:
        if self._whole:
            return await self._receive()  # whoever only listens for the end of the line has time
        due = SILENCE_SECONDS + self._told.up / SLOWEST - (self._clock.monotonic() - self._began)
        try:
            async with asyncio.timeout(min(SILENCE_SECONDS, due)):
                message = await self._receive()
        except TimeoutError:
            self._told.closes = True
            return {"type": "http.disconnect"}
        self._told.up += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        return message


_HELD: list[FileLock] = []
"""Names that this process logs under, for as long as it lives."""


def _free_name(folder: Path) -> str:
    """The first name that no other process logs under."""
    for number in count(1):
        name = LOG_FILE if number == 1 else f"{Path(LOG_FILE).stem}-{number}.log"
        lock = FileLock(folder / f".{name}.lock", timeout=0)
        with suppress(Timeout):
            lock.acquire()
            _HELD.append(lock)
            return name
    raise AssertionError  # numbers do not end


def write_log(folder: Path) -> None:
    """From now on calls are logged in the portal's folder, in a few files that take turns.

    Each worker has files of its own, the first `portal.log`, the next `portal-2.log`: two that turn the same over
    would lose lines.
    """
    handler = RotatingFileHandler(
        folder / _free_name(folder), maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


def _caller(scope: Scope) -> bytes:
    """Whoever carries this token, else whoever is at this address; only a hash is kept."""
    for name, value in scope["headers"]:
        if name == b"authorization":
            return sha256(bytes(value)).digest()
    return sha256(str((scope.get("client") or ("", 0))[0]).encode()).digest()


def _template(scope: Scope) -> str:
    """The path without what follows from content: `/v1/files/…`."""
    parts = str(scope["path"]).split("/")
    return "/".join(part if len(part) < 24 and part.isascii() else "…" for part in parts[:5])


async def _say(send: Send, status: int, headers: dict[str, str], body: bytes = b"") -> None:
    listed = [(name.encode(), value.encode()) for name, value in headers.items()]
    listed += [(b"content-length", str(len(body)).encode()), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": listed})
    await send({"type": "http.response.body", "body": body})
