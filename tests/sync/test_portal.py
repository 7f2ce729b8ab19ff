"""The portal's doors: who may come in, what is too much, and what every refusal looks like."""

from __future__ import annotations

import json
import os
from datetime import timedelta

import pytest
import requests
from msgspec.structs import replace

from sync import calls, outbox, outbox_sending, signing, wire
from sync.clock import SystemClock, stamp
from sync.outcomes import Answered, Login, RefusedByPortal
from sync.portal import house
from sync.portal.house import PortalRefused
from sync.portal.serving import serve_in_thread
from tests.sync.conftest import an_initiative, seeded


@pytest.fixture
def peer(enrolled) -> outbox.Peer:
    with enrolled.database.read() as session:
        return outbox.peer(session)


@pytest.fixture
def who(enrolled) -> outbox.Identity:
    with enrolled.database.read() as session:
        return outbox.identity(session)


def an_envelope(enrolled, peer, who, **changed) -> bytes:
    """An envelope of one change, its manifest changed as a forger would, signed all the same."""
    item = enrolled.freeze()
    with enrolled.database.write() as session:
        made = outbox_sending.pack(session, enrolled.clock, os.urandom, who, peer, wire.Limits())
        data, _ = outbox_sending.start_sending(session, made)
    manifest = replace(wire.unpack_envelope(data, wire.Limits()).manifest, **changed)
    return signing.seal_envelope(who.signing, manifest, [item.line])[1]


def test_a_refusal_is_a_problem_document_that_is_never_stored(served):
    answer = requests.post(
        f"{served.url}/v1/envelopes", data=b"x", headers={wire.NONCE_HEADER: "abc"}, timeout=90
    )

    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers[wire.NONCE_HEADER] == "abc"
    assert answer.json() == {
        "type": "tag:sangkien,2026:problem:token.missing", "title": "token.missing", "status": 401, "facts": {},
    }  # fmt: skip


def test_a_good_answer_is_signed_and_never_stored(served):
    answer = requests.get(f"{served.url}/v1/hello?nonce=abc", timeout=90)

    _, head, lines = signing.open_answer(answer.content, served.portal.signing_key.public)
    hello = json.loads(lines[0])
    assert (head.nonce, head.call, head.portal) == ("abc", "hello", served.portal.settings.id)
    assert (hello["protocols"], hello["schemas"], hello["limits"]["chunk"]) == (
        [1],
        {"initiative": [1], "request": [1]},
        262_144,
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert requests.get(f"{served.url}/v1/hello", timeout=90).json()["title"] == "nonce.missing"


def test_without_a_good_token_there_is_nothing_to_see(served):
    for path in ("envelopes", "receipts/query", "files"):
        for bearer in ("", "Bearer ", "Bearer abc", "Basic abc", "Bearer a.b.c"):
            answer = requests.post(f"{served.url}/v1/{path}", headers={"Authorization": bearer}, timeout=90)

            assert (answer.status_code, answer.json()["title"]) == (401, "token.missing"), (path, bearer)


def test_a_token_runs_out_and_a_fresh_one_needs_the_replicas_key(pc, portal_folder):
    with serve_in_thread(portal_folder, token_minutes=-1) as served:
        pc.enrol(served.url, house.enrol_code(served.portal, "CĐCS"))
        with pc.database.read() as session:
            peer, who = outbox.peer(session), outbox.identity(session)
        assert pc.transport.exchange(calls.receipts(peer, os.urandom, [])) == Login()

        now = stamp(SystemClock().now())
        assert isinstance(pc.transport.exchange(calls.token(peer, who, os.urandom, now)), Answered)
        stranger = outbox.Identity(who.replica, signing.SigningKey(b"x" * 32), who.age_identity, "")
        forged = pc.transport.exchange(calls.token(peer, stranger, os.urandom, now))
        assert forged == RefusedByPortal("signature.wrong", 403, {})
        old = stamp(SystemClock().now() - timedelta(minutes=20))
        stale = pc.transport.exchange(calls.token(peer, who, os.urandom, old))
        assert stale == RefusedByPortal("assertion.stale", 403, {})


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"replica": "00000000-0000-7000-8000-000000000001"}, "envelope.of_another"),
        ({"unit": "00000000-0000-7000-8000-000000000001"}, "envelope.of_another"),
    ],
)
def test_nobody_sends_in_anothers_name(enrolled, peer, who, changed, code):
    outcome = enrolled.transport.exchange(
        calls.envelopes(peer, os.urandom, an_envelope(enrolled, peer, who, **changed))
    )

    assert (outcome.code, outcome.status) == (code, 403)


def test_an_envelope_signed_by_another_key_is_refused(enrolled, peer, who, stats):
    stranger = outbox.Identity(who.replica, signing.SigningKey(b"x" * 32), who.age_identity, "")

    outcome = enrolled.transport.exchange(
        calls.envelopes(peer, os.urandom, an_envelope(enrolled, peer, stranger))
    )

    assert (outcome.code, stats()["changes"]) == ("signature.wrong", 0)


def test_lines_that_the_signature_does_not_cover_are_refused(enrolled, peer, who, stats):
    data = an_envelope(enrolled, peer, who)
    envelope = wire.unpack_envelope(data, wire.Limits())
    changed = envelope.lines[0].replace("Cải tiến".encode(), "Sửa trộm".encode())
    forged = wire.pack_envelope(envelope.jws, envelope.manifest_line, [changed])

    outcome = enrolled.transport.exchange(calls.envelopes(peer, os.urandom, forged))

    assert (outcome.code, stats()["changes"]) == ("signature.wrong", 0)


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 400, "envelope.malformed"),
        (b"\x00" * 2_000, 400, "envelope.malformed"),
        (b"x" * 2_000_000, 413, "envelope.too_large"),
        (b'{"envelope":1,"jws":"a"}\n' + wire.compress(b"0" * 90_000_000), 413, "envelope.unpacks_too_large"),
    ],
)
def test_bodies_beyond_reason_are_refused_before_they_cost_anything(pc, portal_folder, data, status, code):
    with serve_in_thread(portal_folder, limits=wire.Limits(envelope=1_000_000)) as served:
        pc.enrol(served.url, house.enrol_code(served.portal, "CĐCS"))
        with pc.database.read() as session:
            peer = outbox.peer(session)

        outcome = pc.transport.exchange(calls.envelopes(peer, os.urandom, data))

    assert (outcome.code, outcome.status) == (code, status)


def test_an_envelope_too_large_for_this_portal_is_packed_smaller(pc, portal_folder):
    with serve_in_thread(portal_folder, limits=wire.Limits(changes=4)) as served:
        pc.enrol(served.url, house.enrol_code(served.portal, "CĐCS"))
        pc.freeze_many(10)

        assert pc.send().complete == 10
        assert house.stats(served.portal)["envelopes"] == 3


def test_queries_have_a_limit_too(enrolled, peer):
    many = enrolled.transport.exchange(calls.receipts(peer, os.urandom, ["k"] * 1_001))

    assert (many.code, many.status) == ("keys.too_many", 413)


def test_a_pc_that_was_shut_out_stays_out(enrolled, served):
    from sqlalchemy import text

    with served.portal.database.write() as session:
        session.execute(text("UPDATE replica SET disabled_at = 'now'"))
    enrolled.freeze()

    assert enrolled.send().stopped == "replica.disabled"
    assert enrolled.summary().waiting == 1


def test_what_is_missing_and_what_should_be_equal_can_be_asked(enrolled, peer, served):
    content = enrolled.files.add(b"minh chung")
    item = enrolled.freeze(an_initiative(), files=(content,))
    enrolled.send(text_only=True)
    headers = {"Authorization": f"Bearer {peer.token}", wire.NONCE_HEADER: "n"}
    year = enrolled.receipts(item.record)[-1].receipt.at[:4]

    missing = _lines(served, "files/missing", headers)
    equal = _lines(served, f"reconciliation?period={year}", headers)
    wrong = requests.get(f"{served.url}/v1/reconciliation?period=x", headers=headers, timeout=90)

    assert missing == [{"record": item.record, "key": item.key, "sha256": content.sha256}]
    assert equal == [
        {"period": str(year), "records": 1, "hash": wire.fingerprint(f"{item.record} 1\n".encode())}
    ]
    assert wrong.json()["title"] == "period.malformed"


def _lines(served, path, headers):
    answer = requests.get(f"{served.url}/v1/{path}", headers=headers, timeout=90)
    return [
        json.loads(line) for line in signing.open_answer(answer.content, served.portal.signing_key.public)[2]
    ]


def test_a_reviewers_return_needs_a_reason_and_a_record(enrolled, served):
    item = enrolled.freeze()
    enrolled.send()

    for record, status, reason, code in (
        (item.record, "returned", " ", "review.reason_missing"),
        ("nowhere", "approved", "", "record.unknown"),
        (item.record, "burnt", "", "review.status_unknown"),
    ):
        with pytest.raises(PortalRefused) as refused:
            house.review(served.portal, record, status, reason)
        assert refused.value.code == code
    assert house.stats(served.portal)["by_status"] == {"waiting": 1}


def test_a_portals_folder_keeps_its_keys_apart_and_its_database_encrypted(portal_folder):
    from sync.database import DatabaseError, open_sqlite

    keys = portal_folder / "portal.key"

    assert keys.stat().st_mode & 0o777 == 0o600
    assert not (portal_folder / "portal.db").read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(DatabaseError):
        open_sqlite(portal_folder / "portal.db").migrate("portal", ())
    with pytest.raises(PortalRefused):
        house.make(portal_folder, "Lần hai", SystemClock(), seeded(1))


def test_an_unexpected_fault_is_a_plain_500_and_tells_nothing(enrolled, served, caplog, monkeypatch):
    from sync.portal import intake

    def broken(*_):
        raise RuntimeError("Nguyễn Văn Bí Mật")

    monkeypatch.setattr(intake, "take", broken)
    enrolled.freeze()

    result = enrolled.send()

    assert (result.stopped, result.unknown, result.waiting) == ("unsure", 1, 0) or result.waiting == 1
    assert "Bí Mật" not in caplog.text
    assert "unexpected RuntimeError at /v1/envelopes" in caplog.text
