"""Practice: a portal that misbehaves on order, for clerks who train and for tests. Only in one started as practice.

A `Misdeed` waits for requests whose method and path begin as it says, lets `skip` of them pass, and then
spoils `times` of them. The app itself is never touched: this stands in front of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Literal

import msgspec

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

Kind = Literal[
    "drop_before",
    "drop_after",
    "error_after",
    "cut",
    "delay",
    "html",
    "redirect",
    "login",
    "busy",
    "unavailable",
    "wrong_receipt",
]

LOGIN_PAGE = "<html><title>Wi-Fi</title><body><form>…</form></body></html>".encode()


class Misdeed(msgspec.Struct, kw_only=True):
    """One kind of fault to do: on which requests, after how many good ones, how often, with which seconds."""

    kind: Kind
    on: str = ""
    skip: int = 0
    times: int = 1
    seconds: float = 0.0


class Practice:
    """The app behind a list of misdeeds; `misdeeds` may be filled while it serves."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.misdeeds: list[Misdeed] = []
        self.served: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, well or badly."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = f"{scope['method']} {scope['path']}"
        if request == "POST /practice":
            await self._order(receive, send)
            return
        self.served.append(request)
        misdeed = self._due(request)
        if misdeed is None:
            await self._app(scope, receive, send)
        else:
            await self._misbehave(misdeed, scope, receive, send)

    async def _order(self, receive: Receive, send: Send) -> None:
        """`POST /practice` with a JSON list of misdeeds, for a portal in another process."""
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        self.misdeeds = msgspec.json.decode(body, type=list[Misdeed])
        await _say(send, 204, b"", {})

    def _due(self, request: str) -> Misdeed | None:
        for misdeed in self.misdeeds:
            if request.startswith(misdeed.on):
                if misdeed.skip:
                    misdeed.skip -= 1
                    continue
                misdeed.times -= 1
                if not misdeed.times:
                    self.misdeeds.remove(misdeed)
                return misdeed
        return None

    async def _misbehave(self, misdeed: Misdeed, scope: Scope, receive: Receive, send: Send) -> None:
        retry = {"retry-after": str(int(misdeed.seconds))} if misdeed.seconds else {}
        match misdeed.kind:
            case "html":
                await _say(send, 200, LOGIN_PAGE, {"content-type": "text/html; charset=utf-8"})
            case "redirect":
                await _say(send, 302, b"", {"location": "http://login.example/"})
            case "login":
                problem = (
                    b'{"type":"tag:sangkien,2026:problem:token.expired","title":"token.expired","status":401}'
                )
                await _say(send, 401, problem, {"content-type": "application/problem+json"})
            case "busy":
                await _say(send, 429, b"", retry)
            case "unavailable":
                await _say(send, 503, b"", retry)
            case "drop_before":
                await _cut(send, b"")
            case "delay":
                await asyncio.sleep(misdeed.seconds)
                await self._app(scope, receive, send)
            case _:
                await self._spoil_answer(misdeed.kind, scope, receive, send)

    async def _spoil_answer(self, kind: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app do its work, commit and all, and spoil what it answers."""
        said: list[Message] = []

        async def keep(message: Message) -> None:
            said.append(message)

        await self._app(scope, receive, keep)
        body = b"".join(message.get("body", b"") for message in said[1:])
        match kind:
            case "drop_after":
                await _cut(send, b"")
            case "cut":
                await _cut(send, body[: len(body) // 2])
            case "error_after":
                await _say(send, 500, b"Internal Server Error", {"content-type": "text/plain"})
            case "wrong_receipt":
                middle = len(body) // 2
                wrong = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
                await send(said[0])
                await send({"type": "http.response.body", "body": wrong})


async def _say(send: Send, status: int, body: bytes, headers: dict[str, str]) -> None:
    listed = [(name.encode(), value.encode()) for name, value in headers.items()]
    listed.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": listed})
    await send({"type": "http.response.body", "body": body})


async def _cut(send: Send, part: bytes) -> None:
    """Promise more than is sent: the server closes the line, and the client is left in doubt."""
    headers = [(b"content-type", b"application/vnd.sangkien.answer"), (b"content-length", b"1000000")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": part, "more_body": True})
