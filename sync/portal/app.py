"""The portal over HTTP: parse, ask intake, answer. Every good answer is signed; a bad one is an RFC 9457 problem.

Decisions are in `intake` and `house`; a handler here turns a request into values and values into lines.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import msgspec
from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from sync import foreseen, rules, signing, wire
from sync.clock import stamp, unstamp
from sync.portal import (
    claims,
    house,
    intake,
    openapi,
    storage,
    storage_relay,
    storage_review,
    taking,
    uploads,
)
from sync.portal.asked import Asked, Problem, caller_of, text_of
from sync.portal.house import Portal
from sync.portal.review.routes import routes as review_routes
from sync.portal.storage_guidance import EVERYONE

LOG = logging.getLogger("sangkien.portal")
PAGE = 500
PAGE_BYTES = wire.MEBIBYTE
SMALL_BODY = 256 * 1024
WRITING_AT_ONCE = 8
"""Threads for calls that write: one of them holds the pen, the others read, check and sign meanwhile. Those that only
ask have threads of their own and are answered however many wait to write."""
TOKEN_MINUTES = 60
ASSERTION_MINUTES = 15
_ECHOED = re.compile(r"[!-~]{1,64}")


Handler = Callable[[Portal, Asked], list[bytes]]
FileHandler = Callable[[Portal, Asked], tuple[int, dict[str, str]]]


def make_app(
    portal: Portal, limits: wire.Limits | None = None, token_minutes: float = TOKEN_MINUTES
) -> Starlette:
    """The ASGI application of an opened portal."""
    calls = _Calls(limits or wire.Limits(), timedelta(minutes=token_minutes))
    envelope_body = calls.limits.envelope
    writing = CapacityLimiter(WRITING_AT_ONCE)

    def signed(
        name: str, path: str, method: str, handler: Handler, most: int = SMALL_BODY, *, writes: bool = False
    ) -> Route:
        limiter = writing if writes else None

        async def answer(request: Request) -> Response:
            return await _answered(portal, name, request, handler, most, limiter)

        return Route(f"/v1/{path}", answer, methods=[method])

    def tus(path: str, methods: dict[str, FileHandler]) -> Route:
        async def answer(request: Request) -> Response:
            return await _uploaded(portal, request, methods, calls.limits.chunk, writing)

        return Route(f"/v1/{path}", answer, methods=[*methods, "POST", "OPTIONS"])

    async def described(_request: Request) -> Response:
        body = msgspec.json.encode(openapi.document(portal.settings.name))
        return Response(body, media_type=openapi.JSON_TYPE)

    return Starlette(
        routes=[
            Route(openapi.PATH, described, methods=["GET"]),
            signed("hello", "hello", "GET", calls.hello),
            signed("enrolments", "enrolments", "POST", calls.enrolments, writes=True),
            signed("token", "token", "POST", calls.token),
            signed("envelopes", "envelopes", "POST", calls.envelopes, envelope_body, writes=True),
            signed("receipts", "receipts/query", "POST", calls.receipts),
            signed("missing", "files/missing", "GET", calls.missing),
            signed("changes", "changes", "GET", calls.changes),
            signed("reconciliation", "reconciliation", "GET", calls.reconciliation),
            signed("claims", "claims", "POST", claims.of_relay, writes=True),
            signed("upstream", "upstream", "GET", calls.upstream),
            signed("claim", "upstream/claims", "POST", claims.keep, writes=True),
            tus("files", {"POST": partial(uploads.create, limits=calls.limits)}),
            tus("files/{content}", {"HEAD": uploads.offset_of, "PATCH": uploads.append}),
            *review_routes(portal),
        ]
    )


async def _answered(
    portal: Portal, name: str, request: Request, handler: Handler, most: int, limiter: CapacityLimiter | None
) -> Response:
    """A signed answer over the handler's lines, or a problem."""

    def work(asked: Asked) -> Response:
        lines = handler(portal, asked)
        place = portal.place()
        head = wire.AnswerHead(
            v=wire.PROTOCOL,
            call=name,
            nonce=asked.nonce,
            portal=place.portal,
            epoch=place.epoch,
            time=place.now,
            size=0,
            root="",
        )
        body = signing.sign_answer(portal.signing_key, head, lines)
        headers = {"Cache-Control": "no-store", wire.NONCE_HEADER: asked.nonce}
        codings = asked.headers.get("accept-encoding", "")
        if name == "envelopes" and foreseen.CODING in codings:
            against = foreseen.leaves(asked.body, place.portal)
            body, headers["Content-Encoding"] = wire.compress(body, against), foreseen.CODING
        elif "zstd" in codings:
            body, headers["Content-Encoding"] = wire.compress(body), "zstd"
        return Response(body, media_type=wire.ANSWER_TYPE, headers=headers)

    return await _guarded(request, most, work, limiter)


async def _uploaded(
    portal: Portal, request: Request, methods: dict[str, FileHandler], chunk: int, limiter: CapacityLimiter
) -> Response:
    """A call of tus 1.0.0; POST with X-HTTP-Method-Override stands for a method that a proxy drops."""
    method = request.method
    if method == "OPTIONS":
        return Response(status_code=204, headers=uploads.HEADERS)
    if method not in methods:
        method = request.headers.get("X-HTTP-Method-Override", "")

    def work(asked: Asked) -> Response:
        if method not in methods:
            raise Problem(405, "method.unknown")
        status, headers = methods[method](portal, asked)
        headers |= {"Cache-Control": "no-store", wire.NONCE_HEADER: asked.nonce, **uploads.HEADERS}
        return Response(status_code=status, headers=headers)

    return await _guarded(request, chunk, work, limiter, also_cut=method == "PATCH")


async def _guarded(
    request: Request,
    most: int,
    work: Callable[[Asked], Response],
    limiter: CapacityLimiter | None,
    *,
    also_cut: bool = False,
) -> Response:
    """Read within limits, work in the thread pool, and turn every refusal into a problem document.

    `limiter`: how many threads work so at once, the pool's own measure for None.
    `also_cut`: what came of a body before the line was cut is worth keeping.
    """
    nonce = _nonce(request)
    try:
        body, whole = await _body(request, most)
        if not whole and not (also_cut and body):
            return Response(status_code=400)
        asked = Asked(
            headers=dict(request.headers),
            query=dict(request.query_params),
            path={name: str(value) for name, value in request.path_params.items()},
            nonce=nonce,
            body=body,
            whole=whole,
        )
        return await to_thread.run_sync(work, asked, limiter=limiter)
    except Problem as problem:
        return _problem(problem, nonce)
    except wire.WireError as error:
        status = (
            413 if error.code.rpartition(".")[2] in {"too_large", "too_many", "unpacks_too_large"} else 400
        )
        return _problem(Problem(status, error.code, **error.facts), nonce)
    except signing.BadSignature:
        return _problem(Problem(403, "signature.wrong"), nonce)
    except Exception as error:  # noqa: BLE001 - one request must not take the portal down
        # What a request held stays out of the log: the place and the kind of the fault are enough to find it.
        LOG.error("unexpected %s at %s", type(error).__name__, request.url.path)  # noqa: TRY400 - see above
        return _problem(Problem(500, "portal.fault"), nonce)


def _nonce(request: Request) -> str:
    """The request's nonce, "" for one that could not be echoed in a header: then nothing is fresh."""
    said = request.query_params.get("nonce") or request.headers.get(wire.NONCE_HEADER, "")
    return said if _ECHOED.fullmatch(said) else ""


async def _body(request: Request, most: int) -> tuple[bytes, bool]:
    """What came, and whether it is all."""
    pieces, room = [], most
    try:
        async for piece in request.stream():
            room -= len(piece)
            if room < 0:
                raise Problem(
                    413, "envelope.too_large" if request.url.path.endswith("envelopes") else "body.too_large"
                )
            pieces.append(piece)
    except ClientDisconnect:
        return b"".join(pieces), False
    return b"".join(pieces), True


def _problem(problem: Problem, nonce: str) -> Response:
    body = {
        "type": wire.PROBLEM_BASE + problem.code,
        "title": problem.code,
        "status": problem.status,
        "facts": msgspec.to_builtins(problem.facts),
    }
    headers = {"Cache-Control": "no-store", wire.NONCE_HEADER: nonce}
    return Response(msgspec.json.encode(body), problem.status, headers, wire.PROBLEM_TYPE)


def _number(asked: Asked, name: str, otherwise: int) -> int:
    said = asked.query.get(name)
    if said is None:
        return otherwise
    if not said.isascii() or not said.isdigit() or len(said) > 18:
        raise Problem(400, f"{name}.malformed")
    return int(said)


def _page(entries: list[bytes], most: int) -> list[bytes]:
    """As many entries as one answer may hold, at least one: a long page is lost whole where the line breaks."""
    room = most
    for number, line in enumerate(entries[:PAGE]):
        room -= len(line)
        if room < 0 and number:
            return entries[:number]
    return entries[:PAGE]


class _Calls:
    """The handlers: each takes what was asked and gives the answer's lines."""

    def __init__(self, limits: wire.Limits, token_life: timedelta) -> None:
        self.limits = limits
        self._token_life = token_life

    def hello(self, portal: Portal, asked: Asked) -> list[bytes]:
        """Who this portal is, what it speaks, what it takes."""
        if not asked.nonce:
            raise Problem(400, "nonce.missing")
        hello = wire.Hello(
            portal=portal.settings.id,
            name=portal.settings.name,
            signing_key=portal.signing_key.public,
            age_recipient=portal.age_recipient,
            protocols=(wire.PROTOCOL,),
            schemas=dict(rules.SCHEMAS),
            limits=self.limits,
        )
        return [wire.canonical(hello)]

    def enrolments(self, portal: Portal, asked: Asked) -> list[bytes]:
        """Spend a code: the claim is signed by the key that it names.

        The same claim again is answered again.
        """
        compact = text_of(wire.parse_object(asked.body), "claim")
        claim = wire.parse_object(signing.unverified_payload(compact))
        key, replica_id, age = (text_of(claim, name) for name in ("signing_key", "replica", "age_recipient"))
        signing.verify(key, signing.ENROLMENT, compact)
        if text_of(claim, "nonce") != asked.nonce or not signing.is_recipient(age):
            raise Problem(400, "claim.malformed")
        secret_hash = house.hash_of(text_of(claim, "secret"))
        with portal.database.write() as session:
            storage.hold_the_pen(session)
            code = storage.code(session, secret_hash)
            if code is None:
                raise Problem(422, "enrolment.code_unknown")
            unit, used_by, role = code
            known = storage.replica(session, replica_id)
            if used_by is None and known is None:
                known = storage.Replica(replica_id, unit, key, disabled=False, role=role)
                storage.enrol(session, secret_hash, known, age, portal.place().now)
            elif known is None or used_by != replica_id or known.signing_key != key:
                raise Problem(409, "enrolment.code_used")
            name = storage.unit_name(session, unit)
        token = self._new_token(portal, known)
        return [wire.canonical(wire.Enrolment(unit=unit, unit_name=name, token=token))]

    def token(self, portal: Portal, asked: Asked) -> list[bytes]:
        """A short bearer token for an assertion by the replica's key, fresh by this portal's own clock."""
        compact = text_of(wire.parse_object(asked.body), "assertion")
        claim = wire.parse_object(signing.unverified_payload(compact))
        with portal.database.read() as session:
            replica = storage.replica(session, text_of(claim, "replica"))
        if replica is None or replica.disabled:
            raise Problem(403, "replica.unknown" if replica is None else "replica.disabled")
        signing.verify(replica.signing_key, signing.ASSERTION, compact)
        try:
            age = portal.clock.now() - unstamp(text_of(claim, "portal_time"))
        except ValueError:
            raise Problem(400, "claim.malformed") from None
        fresh = timedelta() <= age <= timedelta(minutes=ASSERTION_MINUTES)
        if not fresh or (text_of(claim, "nonce"), text_of(claim, "portal")) != (
            asked.nonce,
            portal.settings.id,
        ):
            raise Problem(403, "assertion.stale")
        return [wire.canonical(wire.Grant(token=self._new_token(portal, replica)))]

    def _new_token(self, portal: Portal, replica: storage.Replica) -> str:
        until = stamp(portal.clock.now() + self._token_life)
        claim = wire.TokenClaim(replica=replica.id, portal=portal.settings.id, until=until)
        return portal.signing_key.sign(signing.BEARER, wire.canonical(claim))

    def envelopes(self, portal: Portal, asked: Asked) -> list[bytes]:
        """An envelope: an outcome for each of its changes."""
        return taking.take(portal, caller_of(portal, asked), asked.body, self.limits)[1]

    def receipts(self, portal: Portal, asked: Asked) -> list[bytes]:
        """What became of keys."""
        caller = caller_of(portal, asked)
        keys = wire.parse_object(asked.body).get("keys")
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            raise Problem(400, "keys.malformed")
        if len(keys) > self.limits.keys:
            raise Problem(413, "keys.too_many", limit=self.limits.keys)
        with portal.database.read() as session:
            return intake.leaves_for(session, storage_relay.units_of(session, caller), keys)

    def upstream(self, portal: Portal, asked: Asked) -> list[bytes]:
        """Which portals stand above this relay, by their own words."""
        caller_of(portal, asked)
        return claims.above(portal)

    def changes(self, portal: Portal, asked: Asked) -> list[bytes]:
        """News after a position: a line that says whether there is more, then the entries, oldest first."""
        caller = caller_of(portal, asked)
        after, most = _number(asked, "after", 0), _number(asked, "most", PAGE_BYTES)
        with portal.database.read() as session:
            units = [*storage_relay.units_of(session, caller), EVERYONE]
            entries = storage_review.news(session, units, after, PAGE + 1)
        page = _page(entries, min(most, PAGE_BYTES))
        return [wire.canonical(wire.Page(more=len(page) < len(entries))), *page]

    def missing(self, portal: Portal, asked: Asked) -> list[bytes]:
        """Files still to come, a line each."""
        caller = caller_of(portal, asked)
        with portal.database.read() as session:
            found = storage.missing_files(session, caller.unit)
        return [wire.canonical({"record": row[0], "key": row[1], "sha256": row[2]}) for row in found]

    def reconciliation(self, portal: Portal, asked: Asked) -> list[bytes]:
        """How many records of a period stand here, and the hash over them; with `records=1` each of them."""
        caller = caller_of(portal, asked)
        period = asked.query.get("period", "")
        if len(period) > 10 or not set(period) <= set("0123456789-"):
            raise Problem(400, "period.malformed")
        with portal.database.read() as session:
            standing, lines = house.reconciliation(session, caller.unit, period)
        return [wire.canonical(standing), *(lines if asked.query.get("records") == "1" else [])]
