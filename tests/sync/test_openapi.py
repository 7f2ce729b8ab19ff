"""The document that the portal serves says what it does: every route, and every status within reach."""

from __future__ import annotations

import base64
import json
import os
import re
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from sync import calls, outbox, outbox_sending, signing, wire
from sync.clock import SystemClock, stamp
from sync.portal import app, openapi, storage, watch
from sync.portal.house import enrol_code
from sync.portal.serving import serve_in_thread
from tests.sync.conftest import an_initiative

PIECE = b"piece of a file"
CONTENT = sha256(PIECE).hexdigest()


def documented() -> set[tuple[str, str, int]]:
    return {(call.method, call.path, status) for call in openapi.CALLS for status in openapi.statuses(call)}


def test_every_route_is_in_it_and_nothing_else(served):
    routes = {
        (method.lower(), route.path)
        for route in app.make_app(served.portal).routes
        if route.path.startswith("/v1/")  # the officers' pages are for people
        for method in route.methods
    }
    told = {(call.method, call.path) for call in openapi.CALLS}
    # Starlette answers HEAD wherever GET is.
    assert {(method, path) for method, path in routes - told} == {
        ("head", path) for method, path in told if method == "get"
    }
    assert told <= routes


def test_it_is_served_and_names_its_version(served):
    answer = requests.get(f"{served.url}/v1/openapi.json", timeout=90)
    assert answer.headers["Content-Type"] == "application/json"
    found = answer.json()
    assert (found["openapi"], found["info"]["title"]) == ("3.1.0", "Cổng sáng kiến")
    assert set(found["paths"].pop("/health")["get"]["responses"]) == {"200", "503"}
    for path, operations in found["paths"].items():
        for operation in operations.values():
            assert ("{content}" in path) == any(one["in"] == "path" for one in operation["parameters"])
            assert {"429", "500"} <= set(operation["responses"])


def test_the_contract_on_paper_names_the_same_calls_headers_and_codes():
    """docs/protocol.md holds a line for each call, and no other; and each limit as the portal says it."""
    paper = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")
    told = [line for line in paper.splitlines() if re.match(r"\| `(get|post|head|patch|options) /", line)]
    assert told == [on_paper(call) for call in openapi.CALLS]
    for name, limit in msgspec.structs.asdict(wire.Limits()).items():
        assert f"| `{name}` | {limit:,} |" in paper
    for kind in (signing.ENVELOPE, signing.ANSWER, signing.ENROLMENT, signing.ASSERTION, signing.BEARER):
        assert f"`{kind}`" in paper


def on_paper(call: openapi.Call) -> str:
    """What a call wants and gives beside what all have, and the codes of its own refusals by status."""
    asked = [f"`{name}`" + ("" if must else "?") for name, must in (call.query | call.headers).items()]
    codes = [
        f"{status} " + " ".join(f"`{code}`" for code in found)
        for status, found in sorted(call.statuses.items())
        if status not in openapi.GOOD
    ]
    good = [str(status) for status in call.statuses if status in openapi.GOOD]
    given = [*good, *(f"`{name}`" for name in call.gives if name not in openapi.TUS)]
    return f"| `{call.method} {call.path}` | {' '.join(asked)} | {' '.join(given)} | {' · '.join(codes)} |"


class Caller:
    """Requests as a client, a stranger and a forger would make them; notes what came of each."""

    def __init__(self, served, pc) -> None:
        self.served, self.pc = served, pc
        self.seen: set[tuple[str, str, int]] = set()
        with pc.database.read() as session:
            self.peer, self.who = outbox.peer(session), outbox.identity(session)
        self.bearer = {"Authorization": f"Bearer {self.peer.token}", "Sangkien-Nonce": "n"}

    def say(
        self, method: str, path: str, status: int, *, content: str = CONTENT, headers=None, **more
    ) -> None:
        url = self.served.url + path.replace("{content}", content)
        answer = requests.request(method, url, headers={**self.bearer, **(headers or {})}, timeout=90, **more)
        assert answer.status_code == status, (method, path, answer.status_code, answer.text)
        if status >= 400 and method != "head":
            assert answer.json()["title"] in openapi.statuses(self.call(method, path))[status]
        if status < 400:
            given = openapi.document("")["paths"][path][method]["responses"][str(status)]["headers"]
            assert set(map(str.lower, given)) <= set(map(str.lower, answer.headers)), (method, path)
        self.seen.add((method, path, status))

    @staticmethod
    def call(method: str, path: str) -> openapi.Call:
        return next(one for one in openapi.CALLS if (one.method, one.path) == (method, path))

    def envelope(self, **changed) -> bytes:
        item = self.pc.freeze()
        with self.pc.database.write() as session:
            made = outbox_sending.pack(session, self.pc.clock, os.urandom, self.who, self.peer, wire.Limits())
            data, _ = outbox_sending.start_sending(session, made)
        manifest = msgspec.structs.replace(wire.unpack_envelope(data, wire.Limits()).manifest, **changed)
        return signing.seal_envelope(self.who.signing, manifest, [item.line])[1]

    def enrolment(self, code: str, who: outbox.Identity) -> bytes:
        from sync import paper_code

        made = calls.enrolment("", lambda n: b"n" * n, "", who, paper_code.read(code).secret)
        self.bearer["Sangkien-Nonce"] = made.nonce
        return made.body


def say_hello_and_sign_in(told: Caller) -> None:
    told.say("get", "/v1/openapi.json", 200)
    told.say("get", "/v1/hello", 200, params={"nonce": "x"})
    told.say("get", "/v1/hello", 400, headers={"Sangkien-Nonce": ""})
    fresh = calls.token(told.peer, told.who, lambda n: b"n" * n, stamp(SystemClock().now()))
    told.bearer["Sangkien-Nonce"] = fresh.nonce
    told.say("post", "/v1/token", 200, data=fresh.body)
    old = calls.token(told.peer, told.who, lambda n: b"n" * n, "2001-01-01T00:00:00.000000Z")
    told.say("post", "/v1/token", 403, data=old.body)
    told.say("post", "/v1/token", 400, data=b"[")


def enrol(told: Caller, other: outbox.Identity) -> None:
    code = enrol_code(told.served.portal, "CĐCS Khác")
    told.say("post", "/v1/enrolments", 200, data=told.enrolment(code, other))
    told.say("post", "/v1/enrolments", 409, data=told.enrolment(code, told.who))
    wrong = wire.parse_object(told.enrolment(code, other))["claim"]
    forged = wire.canonical({"claim": wrong[:-4] + ("AAAA" if wrong[-4:] != "AAAA" else "BBBB")})
    told.say("post", "/v1/enrolments", 403, data=forged)
    told.say("post", "/v1/enrolments", 400, data=b"{}")
    with told.served.portal.database.write() as session:
        session.execute(text("DELETE FROM enrol_code"))
    told.say("post", "/v1/enrolments", 422, data=told.enrolment(code, other))


def send_and_ask(told: Caller) -> None:
    told.say("post", "/v1/envelopes", 200, data=told.envelope())
    told.say("post", "/v1/envelopes", 409, data=told.envelope(sequence=1, envelope="another"))
    told.say("post", "/v1/envelopes", 403, data=told.envelope(unit="another"))
    told.say("post", "/v1/envelopes", 400, data=b"{}\nx")
    told.say("post", "/v1/receipts/query", 200, data=b'{"keys":["a"]}')
    told.say("post", "/v1/receipts/query", 400, data=b'{"keys":[1]}')
    told.say("post", "/v1/receipts/query", 413, data=wire.canonical({"keys": ["k"] * 60}))
    for path, query in (("changes", "after"), ("reconciliation", "period")):
        told.say("get", f"/v1/{path}", 200)
        told.say("get", f"/v1/{path}", 400, params={query: "x"})
    told.say("get", "/v1/files/missing", 200)
    pass_on(told)


def pass_on(told: Caller) -> None:
    """A portal that is no relay, asked by a PC that is none; then one with a portal above, by a relay."""
    told.say("get", "/v1/upstream", 404)
    told.say("post", "/v1/upstream/claims", 404, data=b'{"sealed":"x"}')
    told.say("post", "/v1/claims", 403, data=b'{"claims":[]}')
    portal = told.served.portal
    with portal.database.write() as session:
        storage.set_setting(session, "upstream", "{}")
        session.execute(text("UPDATE replica SET role = 'relay'"))
    object.__setattr__(portal, "outbox", told.pc.database)  # as one that was opened as a relay
    try:
        told.say("get", "/v1/upstream", 200)
        told.say("post", "/v1/upstream/claims", 200, data=b'{"sealed":"x"}')
        told.say("post", "/v1/upstream/claims", 400, data=b"{}")
        told.say("post", "/v1/claims", 200, data=b'{"claims":["x"]}')
        told.say("post", "/v1/claims", 400, data=b'{"claims":1}')
    finally:
        object.__setattr__(portal, "outbox", None)
        with portal.database.write() as session:
            session.execute(text("UPDATE replica SET role = 'pc'"))


def upload(told: Caller) -> None:
    blobs, unit, files = told.served.portal.blobs, told.peer.unit, "/v1/files"
    one = f"{files}/{{content}}"
    big = told.pc.files.add(b"b" * 2000)
    told.pc.freeze(an_initiative(), files=(told.pc.files.add(PIECE), big))
    told.pc.send(text_only=True)

    def creating(content: str, size: int) -> dict[str, str]:
        metadata = base64.b64encode(content.encode()).decode()
        return {"Upload-Length": str(size), "Upload-Metadata": f"sha256 {metadata}"}

    for path in (files, one):
        told.say("options", path, 204)
    told.say("head", one, 404)
    told.say("post", files, 400, headers={"Upload-Metadata": "sha256 %"})
    told.say("post", files, 422, headers=creating("ab" * 32, 1))
    told.say("post", files, 413, headers=creating(big.sha256, 2000))
    told.say("post", one, 405, data=b"x")
    ways = [("patch", {}), ("post", {"X-HTTP-Method-Override": "PATCH"})]
    right = {"Content-Type": openapi.PIECE_TYPE, "Upload-Offset": "0"}
    for method, way in ways:
        told.say(method, one, 404, data=PIECE, headers={**right, **way})
    for method, way in ways:
        blobs.begin(unit, CONTENT)
        blobs._upload(unit, CONTENT).write_bytes(b"?" * len(PIECE))
        told.say("post", files, 460, headers=creating(CONTENT, len(PIECE)))
        blobs._upload(unit, CONTENT).write_bytes(b"?" * len(PIECE))
        told.say("head", one, 460)
        told.say("head", one, 422, content="zz")
        told.say("post", files, 201, headers=creating(CONTENT, len(PIECE)))
        sent = {**right, **way}
        told.say(method, one, 415, data=PIECE, headers=way)
        told.say(method, one, 422, data=PIECE, headers=sent, content="ab" * 32)
        told.say(method, one, 400, data=PIECE, headers={**sent, "Upload-Checksum": "md5 x"})
        told.say(method, one, 460, data=PIECE, headers={**sent, "Upload-Checksum": "sha256 x"})
        told.say(method, one, 409, data=PIECE, headers={**sent, "Upload-Offset": "3"})
        told.say(method, one, 413, data=PIECE * 2, headers=sent)
        with blobs.alone(unit, CONTENT):
            told.say(method, one, 423, data=PIECE, headers=sent)
        told.say(method, one, 204, data=PIECE, headers=sent)
        told.say("head", one, 200)
        blobs.path(CONTENT).unlink()


def say_too_much(told: Caller) -> None:
    for call in openapi.CALLS:
        if call.is_read:
            told.say(call.method, call.path, 413, data=b"x" * 300_000)


def be_nobody_and_disabled(told: Caller) -> None:
    guarded = [call for call in openapi.CALLS if call.bearer]
    way = {"X-HTTP-Method-Override": "PATCH"}
    for call in guarded:
        told.say(call.method, call.path, 401, headers={"Authorization": "", **way})
    with told.served.portal.database.write() as session:
        session.execute(text("UPDATE replica SET disabled_at = 'now'"))
    for call in guarded:
        told.say(call.method, call.path, 403, headers=way)


ODD = st.text(max_size=80) | st.sampled_from(
    ["a\r\nSet-Cookie: x", "\x00", "𗿗", "é" * 70, "%", "1e9", "-1", "٣"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.sampled_from([call for call in openapi.CALLS if call.method == "get"]), ODD, ODD)
def test_no_question_brings_the_portal_down(enrolled, served, call, value, nonce):
    """Whatever stands in a query, the answer is a documented one."""
    with enrolled.database.read() as session:
        token = outbox.peer(session).token
    answer = requests.get(
        served.url + call.path,
        params={**dict.fromkeys(call.query, value), "nonce": nonce},
        headers={"Authorization": f"Bearer {token}"},
        timeout=90,
    )
    assert answer.status_code in openapi.statuses(call)
    assert "Set-Cookie" not in answer.headers


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.sampled_from([call for call in openapi.CALLS if call.body]),
    st.binary(max_size=300)
    | st.recursive(st.none() | st.integers() | ODD, st.lists).map(
        lambda value: json.dumps({"claim": value, "assertion": value, "keys": value}).encode()
    ),
)
def test_no_body_brings_the_portal_down(enrolled, served, call, body):
    with enrolled.database.read() as session:
        token = outbox.peer(session).token
    answer = requests.request(
        call.method, served.url + call.path.replace("{content}", CONTENT), data=body,
        headers={"Authorization": f"Bearer {token}", "Content-Type": call.body[0]}, timeout=90,
    )  # fmt: skip
    assert answer.status_code in openapi.statuses(call)


@pytest.mark.timeout(90)
def test_every_status_that_is_documented_is_reached(portal_folder, pc):
    limits = wire.Limits(envelope=200_000, keys=50, file=1000)
    with serve_in_thread(portal_folder, limits=limits) as served:
        pc.enrol(served.url, enrol_code(served.portal, "CĐCS Sông Đà"))
        told = Caller(served, pc)
        other = outbox.Identity(
            "00000000-0000-7000-8000-000000000001", signing.SigningKey(b"o" * 32), told.who.age_identity, ""
        )
        say_hello_and_sign_in(told)
        enrol(told, other)
        send_and_ask(told)
        upload(told)
        say_too_much(told)
        be_nobody_and_disabled(told)
    assert documented() - told.seen == set()
    assert told.seen - documented() == set()


def test_health_is_where_the_description_says(served):
    assert openapi.HEALTH == watch.HEALTH
    assert requests.get(served.url + openapi.HEALTH, timeout=90).status_code == 200
