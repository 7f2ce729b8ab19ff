"""The portal's calls as an OpenAPI 3.1 document, made from the one table here; served at `/v1/openapi.json`.

Bodies of answers are what docs/protocol.md says; here stand addresses, parameters, media types, and each
status with the codes of its problem documents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sync import wire

PATH = "/v1/openapi.json"
JSON_TYPE = "application/json"
PIECE_TYPE = "application/offset+octet-stream"
BEARER = {401: ("token.missing", "token.expired"), 403: ("replica.disabled",)}
READ = {413: ("body.too_large",)}
"""Of each call whose body is read, wanted or not."""
ANYWHERE = {
    429: "too much asked at once; Retry-After says when to come again",
    500: "portal.fault",
}
HEALTH = "/health"
TUS = ("Tus-Resumable", "Tus-Version", "Tus-Extension")
PLACED = (*TUS, "Upload-Offset", "Upload-Expires")
GOOD = {200, 201, 204}
TEXT = {"type": "string"}


@dataclass(frozen=True, slots=True)
class Call:
    """One method of one address. `statuses`: each with the codes of its problem, none where it is good.

    `gives`: headers of a good answer, beside the echoed nonce. `is_read`: whether its body is.
    """

    method: str
    path: str
    summary: str
    statuses: dict[int, tuple[str, ...]]
    query: dict[str, bool] = field(default_factory=dict)
    headers: dict[str, bool] = field(default_factory=dict)
    body: tuple[str, dict[str, Any]] | None = None
    answers: str = wire.ANSWER_TYPE
    gives: tuple[str, ...] = ()
    bearer: bool = True
    is_read: bool = True


def _object(may: dict[str, Any] | None = None, **must: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {**must, **(may or {})}, "required": list(must)}


_UPLOAD = {404: ("upload.unknown",), 422: ("file.not_wanted",), 460: ("file.other_bytes",)}
_PIECE: dict[int, tuple[str, ...]] = {
    204: (),
    400: ("checksum.unknown",),
    409: ("offset.differs",),
    413: ("piece.too_large",),
    415: ("piece.media_type",),
    423: ("upload.locked",),
    **_UPLOAD,
    460: ("checksum.differs", "file.other_bytes"),
}
_PIECE_HEADERS = {"Upload-Offset": True, "Upload-Checksum": False}
FURTHER = _object(replica=TEXT, portal=TEXT, sealed=TEXT)
_BYTES = {"type": "string", "format": "binary"}

CALLS = (
    Call(
        "get",
        "/v1/hello",
        "Who this portal is, what it speaks, what it takes",
        {200: (), 400: ("nonce.missing",)},
        query={"nonce": True},
        bearer=False,
    ),
    Call(
        "post",
        "/v1/enrolments",
        "Spend a paper code on a replica",
        {
            200: (),
            400: ("claim.malformed", "line.malformed"),
            403: ("signature.wrong",),
            409: ("enrolment.code_used",),
            422: ("enrolment.code_unknown",),
        },
        body=(JSON_TYPE, _object(claim=TEXT)),
        bearer=False,
    ),
    Call(
        "post",
        "/v1/token",
        "A short bearer token for an assertion by the replica's key",
        {
            200: (),
            400: ("claim.malformed", "line.malformed"),
            403: ("replica.unknown", "replica.disabled", "assertion.stale", "signature.wrong"),
        },
        body=(JSON_TYPE, _object(assertion=TEXT)),
        bearer=False,
    ),
    Call(
        "post",
        "/v1/envelopes",
        "An envelope; an outcome for each of its changes",
        {
            200: (),
            400: ("envelope.malformed", "protocol.unknown", "lines.cut"),
            403: ("envelope.of_another", "signature.wrong", "replica.disabled"),
            409: ("replica.forked",),
            413: ("envelope.too_large", "envelope.too_many", "envelope.unpacks_too_large", "line.too_large"),
        },
        body=(wire.ENVELOPE_TYPE, _BYTES),
    ),
    Call(
        "post",
        "/v1/receipts/query",
        "What became of keys",
        {
            200: (),
            400: ("keys.malformed", "line.malformed"),
            413: ("keys.too_many",),
        },
        body=(JSON_TYPE, _object(keys={"type": "array", "items": TEXT})),
    ),
    Call("get", "/v1/files/missing", "Files still to come", {200: ()}),
    Call(
        "get",
        "/v1/changes",
        "News after a position, oldest first",
        {200: (), 400: ("after.malformed", "most.malformed")},
        query={"after": False, "most": False},
    ),
    Call(
        "get",
        "/v1/reconciliation",
        "Count and hash of the unit's records of a period",
        {200: (), 400: ("period.malformed",)},
        query={"period": False, "records": False},
    ),
    Call(
        "get",
        "/v1/upstream",
        "At a relay: which portals stand above it, the lowest first",
        {200: (), 404: ("relay.none",)},
    ),
    Call(
        "post",
        "/v1/upstream/claims",
        "At a relay: what a PC says to a portal above, which alone can open it",
        {200: (), 400: ("claim.malformed", "line.malformed"), 404: ("relay.none",)},
        body=(JSON_TYPE, _object({"portal": TEXT}, sealed=TEXT)),
    ),
    Call(
        "post",
        "/v1/claims",
        "By a relay: what PCs that came through it say",
        {
            200: (),
            400: ("claim.malformed", "line.malformed"),
            403: ("relay.only",),
        },
        body=(
            JSON_TYPE,
            _object(
                {"further": {"type": "array", "items": FURTHER}}, claims={"type": "array", "items": TEXT}
            ),
        ),
    ),
    Call(
        "post",
        "/v1/files",
        "Begin an upload (tus 1.0.0), or find it again",
        {
            201: (),
            400: ("metadata.malformed",),
            413: ("file.too_large",),
            422: ("file.not_wanted", "file.other_size"),
            460: ("file.other_bytes",),
        },
        headers={"Upload-Length": True, "Upload-Metadata": True},
        answers="",
        gives=("Location", *PLACED),
    ),
    Call(
        "options",
        "/v1/files",
        "What of tus is spoken",
        {204: ()},
        answers="",
        gives=TUS,
        bearer=False,
        is_read=False,
    ),
    Call(
        "head",
        "/v1/files/{content}",
        "How much of a file is here",
        {200: (), **_UPLOAD},
        answers="",
        gives=(*PLACED, "Upload-Length"),
    ),
    Call(
        "patch",
        "/v1/files/{content}",
        "The next piece of a file",
        _PIECE,
        headers=_PIECE_HEADERS,
        body=(PIECE_TYPE, _BYTES),
        answers="",
        gives=PLACED,
    ),
    Call(
        "post",
        "/v1/files/{content}",
        "The same, where PATCH is dropped on the way",
        {**_PIECE, 405: ("method.unknown",)},
        headers={**_PIECE_HEADERS, "X-HTTP-Method-Override": True},
        body=(PIECE_TYPE, _BYTES),
        answers="",
        gives=PLACED,
    ),
    Call(
        "options",
        "/v1/files/{content}",
        "What of tus is spoken",
        {204: ()},
        answers="",
        gives=TUS,
        bearer=False,
        is_read=False,
    ),
    Call("get", PATH, "This document", {200: ()}, answers=JSON_TYPE, bearer=False, is_read=False),
)


def statuses(call: Call) -> dict[int, tuple[str, ...]]:
    """Every status of a call with its codes, those of a missing or spent token and of a long body included."""
    found = dict(call.statuses)
    for status, codes in ((BEARER if call.bearer else {}) | (READ if call.is_read else {})).items():
        found[status] = tuple(dict.fromkeys([*found.get(status, ()), *codes]))
    return found


def document(name: str) -> dict[str, Any]:
    """The OpenAPI document of a portal of this name."""
    paths: dict[str, dict[str, Any]] = {}
    for call in CALLS:
        paths.setdefault(call.path, {})[call.method] = _operation(call)
    paths[HEALTH] = {"get": _health()}
    return {
        "openapi": "3.1.0",
        "info": {"title": name, "version": str(wire.PROTOCOL), "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {
            "schemas": {"Problem": _problem_schema()},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(call: Call) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": call.summary,
        "operationId": f"{call.method} {call.path}",
        "parameters": _parameters(call),
        "responses": {
            **{
                str(status): _response(call, status, codes)
                for status, codes in sorted(statuses(call).items())
            },
            **{str(status): {"description": said} for status, said in ANYWHERE.items()},
        },
    }
    if call.bearer:
        operation["security"] = [{"bearer": []}]
    if call.body is not None:
        media, schema = call.body
        operation["requestBody"] = {"required": True, "content": {media: {"schema": schema}}}
    return operation


def _health() -> dict[str, Any]:
    """Asked by a watchman, not by PCs: no token, no nonce, no body."""
    said = {"200": "the database answers", "503": "it does not"}
    return {
        "summary": "Whether the portal is well",
        "operationId": f"get {HEALTH}",
        "parameters": [],
        "responses": {status: {"description": words} for status, words in said.items()},
    }


def _parameters(call: Call) -> list[dict[str, Any]]:
    places = [("path", {"content": True}) if "{content}" in call.path else ("path", {})]
    places += [("query", call.query), ("header", {wire.NONCE_HEADER: False, **call.headers})]
    return [
        {"name": name, "in": place, "required": required, "schema": TEXT}
        for place, names in places
        for name, required in names.items()
    ]


def _response(call: Call, status: int, codes: tuple[str, ...]) -> dict[str, Any]:
    if status in GOOD:
        content: dict[str, Any] = {call.answers: {}} if call.answers else {}
        echoed = (wire.NONCE_HEADER, "Cache-Control") if call.is_read else ()
        given = {name: {"schema": TEXT} for name in (*echoed, *call.gives)}
        return {"description": "done", "content": content, "headers": given}
    said: dict[str, Any] = {"description": ", ".join(codes)}
    if call.method != "head":
        said["content"] = {wire.PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return said


def _problem_schema() -> dict[str, Any]:
    codes = sorted({code for call in CALLS for found in statuses(call).values() for code in found})
    return {
        "type": "object",
        "required": ["type", "title", "status", "facts"],
        "properties": {
            "type": {"enum": [wire.PROBLEM_BASE + code for code in codes]},
            "title": {"enum": codes},
            "status": {"type": "integer"},
            "facts": {"type": "object"},
        },
    }
