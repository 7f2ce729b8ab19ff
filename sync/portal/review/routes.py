"""From requests to pages: reads them within limits, knows who comes, checks forms, and turns refusals into pages."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import Message

from sync.portal.house import Portal, PortalRefused
from sync.portal.review import (
    accounts,
    bulk,
    counts,
    entry,
    guidance,
    queue,
    reasons,
    requests,
    searching,
    signing_in,
    wording,
)
from sync.portal.review.pages import PREFIX, Page, Sorry, Visit, go, is_good_token, page, show
from sync.portal.review.reading import clean
from sync.portal.review.session import COOKIE, LANGUAGE
from sync.portal.words import LANGUAGES, words_of

LOG = logging.getLogger("sangkien.portal")
MODULES: tuple[ModuleType, ...] = (
    queue,
    searching,
    counts,
    guidance,
    entry,
    bulk,
    requests,
    reasons,
    signing_in,
)
"""Where pages are; the order is that of the menu."""
HEAVY_AT_ONCE = 2
"""Passphrases are dear to check (64 MiB each): so many at a time, the rest queue."""
FIELDS, FILES = 3_000, 4
_STATIC = Path(__file__).parent / "static"
_STATIC_FILES = {"review.css": "text/css", "review.js": "text/javascript", "icon.svg": "image/svg+xml"}
_STATUS = {"unknown": 404, "record_unknown": 404, "answered": 409}
"""How a refusal of the portal is told, by the end of its code; 422 for any other."""
_ALWAYS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@page("", needs=None)
def front(_visit: Visit) -> Response:
    """The first page of who is signed in."""
    return go("/queue")


def all_pages() -> tuple[Page, ...]:
    """Every page of every module."""
    return (front, *(one for module in MODULES for one in module.PAGES))


def routes(portal: Portal) -> list[Route]:
    """The review page's routes; what is not among them under `/review` is answered with a page too."""
    gate = _Gate(portal, all_pages())
    return list(gate.routes())


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC_FILES:
        return Response(status_code=404)
    return FileResponse(
        _STATIC / name, media_type=_STATIC_FILES[name], headers={**_ALWAYS, "Cache-Control": "max-age=3600"}
    )


def busy_page() -> bytes:
    """What a browser is shown that asks too much: made once, before anybody's language is known."""
    said = [wording.sorry(words_of(language), "busy") for language in LANGUAGES]
    lines = "".join(f"<h1>{meaning}</h1><p>{advice}</p>" for meaning, advice in said)
    return f'<!doctype html><meta charset="utf-8"><title>429</title>{lines}'.encode()


class _Gate:
    """The way in to all pages of one portal."""

    def __init__(self, portal: Portal, pages: tuple[Page, ...]) -> None:
        self._portal = portal
        self._pages = pages
        self._menu = tuple(one for one in pages if one.menu)
        self._heavy = CapacityLimiter(HEAVY_AT_ONCE)

    def routes(self) -> Iterator[Route]:
        """A route for each address."""
        yield Route(f"{PREFIX}/static/{{name}}", _static)
        by_path: dict[str, dict[str, Page]] = {}
        for one in self._pages:
            by_path.setdefault(one.path, {})[one.method] = one
        every = ["GET", "POST", "PUT", "PATCH", "DELETE"]
        for path, methods in by_path.items():
            yield Route(PREFIX + path, partial(self._answered, methods), methods=every)
        yield Route(PREFIX + "/{rest:path}", partial(self._answered, {}), methods=every)

    async def _answered(self, methods: dict[str, Page], request: Request) -> Response:
        asked = methods.get("GET" if request.method == "HEAD" else request.method)
        limiter = self._heavy if asked is not None and asked.heavy else None
        try:
            if asked is None:
                raise Sorry(405, "method.unknown") if methods else Sorry(404, "page.unknown")
            body = await _body(request, asked.most)
            async with _replayed(request, body).form(max_files=FILES, max_fields=FIELDS) as form:
                response = await to_thread.run_sync(self._page, asked, request, form, limiter=limiter)
        except Sorry as sorry:
            response = await to_thread.run_sync(self._sorry, sorry, request)
        except PortalRefused as refused:
            told = Sorry(_STATUS.get(refused.code.rpartition(".")[2], 422), refused.code, **refused.facts)
            response = await to_thread.run_sync(self._sorry, told, request)
        except HTTPException:
            response = await to_thread.run_sync(self._sorry, Sorry(400, "form.malformed"), request)
        except Exception as error:  # noqa: BLE001 - one page must not take the portal down
            # What a request held stays out of the log: the kind of the fault is enough to find it.
            LOG.error("review: unexpected %s", type(error).__name__)  # noqa: TRY400 - see above
            response = await to_thread.run_sync(self._sorry, Sorry(500, "portal.fault"), request)
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _visit(self, request: Request, form: FormData) -> Visit:
        token = request.cookies.get(COOKIE, "")[:200]
        who = accounts.who_is(self._portal, token)
        return Visit(
            portal=self._portal,
            words=words_of(request.cookies.get(LANGUAGE, "vi")),
            who=who,
            token=token,
            path={name: clean(str(value))[:200] for name, value in request.path_params.items()},
            query=request.query_params,
            form=form,
            here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            address=request.client.host if request.client else "",
            secure=request.url.scheme == "https",
            menu=tuple(one for one in self._menu if who and one.needs and who.role.covers(one.needs)),
        )

    def _page(self, asked: Page, request: Request, form: FormData) -> Response:
        visit = self._visit(request, form)
        order = asked.method != "GET"
        if asked.needs is not None and visit.who is None:
            if order:
                raise Sorry(403, "session.ended")
            return go("/sign-in", to=visit.here.removeprefix(PREFIX))
        if order and not (_same_site(request) and is_good_token(visit)):
            raise Sorry(403, "form.stale")
        if asked.needs is not None and not visit.reviewer.role.covers(asked.needs):
            raise Sorry(403, "role.missing")
        return asked.handler(visit if order else replace(visit, form=FormData()))

    def _sorry(self, sorry: Sorry, request: Request) -> Response:
        visit = self._visit(request, FormData())
        meaning, advice = wording.sorry(visit.words, sorry.code, **sorry.facts)
        response = show(visit, "sorry.html", sorry.status, meaning=meaning, advice=advice, code=sorry.code)
        if "seconds" in sorry.facts:
            response.headers["Retry-After"] = str(sorry.facts["seconds"])
        return response


def _same_site(request: Request) -> bool:
    """A browser says which site a form came from; one that does not is held by the token alone."""
    origin = request.headers.get("origin", "")
    return origin in {"", "null"} or urlsplit(origin).netloc == request.headers.get("host", "")


async def _body(request: Request, most: int) -> bytes:
    pieces, room = [], most
    try:
        async for piece in request.stream():
            room -= len(piece)
            if room < 0:
                raise Sorry(413, "form.too_large")
            pieces.append(piece)
    except ClientDisconnect:
        raise Sorry(400, "form.malformed") from None
    return b"".join(pieces)


def _replayed(request: Request, body: bytes) -> Request:
    """The same request, its body at hand."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(request.scope, receive)
