"""The line of the small country: requests go straight into a portal's application, and some are lost on the way."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace

from requests.structures import CaseInsensitiveDict

from sync import wire
from sync.outcomes import Answered, Busy, NotThePortal, Unreachable, Unsure
from sync.transport import judge


class Killed(Exception):
    """The program was killed in the middle of a round."""


class Line:
    """Carries requests straight into a portal's application, and loses some of them on the way."""

    def __init__(self, chance: random.Random) -> None:
        self.apps: dict[str, object] = {}
        self.chance = chance
        self.trouble = 0.0
        self.dies_after: int | None = None
        self._order = random.Random(0)
        self._loop = asyncio.new_event_loop()

    def close(self) -> None:
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def exchange(self, request, meanwhile=None):
        """What the program does meanwhile it has done before the answer comes, or before the request arrives."""
        early = meanwhile is not None and self._order.random() < 0.5
        if early:
            meanwhile()
        outcome = self._exchange(request)
        if meanwhile is not None and not early:
            meanwhile()
        return outcome

    def _exchange(self, request):
        if self.dies_after is not None:
            self.dies_after -= 1
            if self.dies_after < 0:
                raise Killed
        fate = self.chance.random()
        if fate < self.trouble / 3:
            return self.chance.choice([Unsure("lost"), Busy(1), NotThePortal("html"), Unreachable()])
        status, headers, body = self._loop.run_until_complete(self._serve(request))
        if self.dies_after == 0 and self.chance.random() < 0.5:
            raise Killed  # after the portal did its work, before anything of it was noted here
        if fate < self.trouble * 2 / 3:
            return Unsure("answer lost")
        if fate < self.trouble:
            body = body[: self.chance.randint(0, len(body))]
        outcome = judge(request, status, headers, body)
        return replace(outcome, down=len(body)) if isinstance(outcome, Answered) else outcome

    async def _serve(self, request):
        host, _, rest = request.url.partition("//")[2].partition("/")
        path, _, query = rest.partition("?")
        headers = {wire.NONCE_HEADER: request.nonce, **request.headers}
        scope = {
            "type": "http", "method": request.method, "path": f"/{path}", "raw_path": f"/{path}".encode(),
            "root_path": "", "scheme": "http", "query_string": query.encode(), "http_version": "1.1",
            "server": ("portal", 80), "client": ("pc", 1),
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        }  # fmt: skip
        said = []

        async def receive():
            return {"type": "http.request", "body": request.body, "more_body": False}

        async def send(message):
            said.append(message)

        await self.apps[host](scope, receive, send)
        found = {name.decode(): value.decode() for name, value in said[0]["headers"]}
        body = b"".join(part.get("body", b"") for part in said[1:])
        return said[0]["status"], CaseInsensitiveDict(found), body
