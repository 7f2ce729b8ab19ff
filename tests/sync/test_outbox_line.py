"""Proxies with a login, a day's cap, an estimate before sending, a proxy that knows no PATCH."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from helpers.between import company_proxy
from sqlalchemy import text

from sync import outbox, outbox_line
from sync.clock import FixedClock, SystemClock, local_date
from sync.outbox_line import Line, ProxyKind
from sync.portal import house
from sync.portal.faults import Misdeed
from sync.transport import HttpTransport
from tests.sync.conftest import an_initiative

OUTSIDE = "http://cong.example"


def wish(pc, **what: object) -> Line:
    with pc.database.write() as session:
        wished = replace(outbox_line.line(session), **what)
        outbox_line.set_line(session, wished)
    return wished


def today(pc):
    return local_date(pc.clock.now())


def test_what_was_wished_stays(pc):
    wished = wish(
        pc, proxy=ProxyKind.MANUAL, address="10.0.0.1:8080", user="tổ sk", password="p@ss:/", daily_cap=5
    )

    with pc.database.read() as session:
        assert outbox_line.line(session) == wished
    assert "p@ss" not in repr(wished)


def test_a_row_of_a_newer_program_is_kept_and_not_read(pc):
    with pc.database.write() as session:
        session.execute(text("INSERT INTO sync_line VALUES ('tomorrow', '[1]')"))
    wish(pc, text_only=True)

    assert pc.ask("SELECT value FROM sync_line WHERE name = 'tomorrow'") == [("[1]",)]


def test_through_a_proxy_that_wants_a_login(pc, served, stats):
    """The login goes to the proxy alone; without it nothing is sent and nothing is marked."""
    with company_proxy(served.url, login="tosk:mật khẩu@1") as proxy:
        typed = Line(proxy=ProxyKind.MANUAL, address=proxy.address, user="tosk", password="mật khẩu@1")
        pc.transport.close()
        pc.transport = HttpTransport(typed, plain_http=True)
        pc.enrol(OUTSIDE, house.enrol_code(served.portal, "CĐCS"))
        pc.freeze()
        pc.transport.close()
        pc.transport = HttpTransport(replace(typed, password="sai"), plain_http=True)
        assert (pc.send().stopped, stats()["records"]) == ("proxy_login", 0)

        pc.transport.close()
        pc.transport = HttpTransport(typed, plain_http=True)
        assert (pc.send().stopped, stats()["records"]) == ("", 1)
    assert "GET /v1/hello" in proxy.seen


@pytest.mark.parametrize("spared", ["", "localhost, 127.0.0.1, ::1"])
def test_the_system_s_proxy_takes_the_login_that_was_typed_here(monkeypatch, pc, served, spared):
    """Other addresses that the system goes to by itself, or by another kind of proxy, are no business of ours."""
    for name in ("NO_PROXY", "ALL_PROXY", "FTP_PROXY", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with company_proxy(served.url, login="a:b") as proxy:
        monkeypatch.setenv("http_proxy", f"http://{proxy.address}")
        monkeypatch.setenv("ftp_proxy", "ftp://10.0.0.1")
        monkeypatch.setenv("no_proxy", spared)
        pc.transport.close()
        pc.transport = HttpTransport(Line(user="a", password="b"), plain_http=True)

        assert pc.enrol(OUTSIDE, house.enrol_code(served.portal, "CĐCS")).unit_name == "CĐCS"


@pytest.mark.parametrize("address", ["ftp://x:1", "http://:80", "http://a:b:c"])
def test_a_proxy_that_is_none_is_a_fault_of_this_pc(pc, address):
    from sync import calls
    from sync.outcomes import LocalFault

    transport = HttpTransport(Line(proxy=ProxyKind.MANUAL, address=address), plain_http=True)
    found = transport.exchange(calls.hello(OUTSIDE, pc.random, None))
    transport.close()

    assert found == LocalFault("proxy.malformed")


def test_files_go_by_post_where_a_proxy_knows_no_patch(pc, served, stats):
    with company_proxy(served.url, drops=("PATCH",)) as proxy:
        pc.transport.close()
        pc.transport = HttpTransport(Line(proxy=ProxyKind.MANUAL, address=proxy.address), plain_http=True)
        pc.enrol(OUTSIDE, house.enrol_code(served.portal, "CĐCS"))
        pc.freeze(an_initiative(), files=(pc.files.add(b"x" * 300_000),))

        result = pc.send()

    assert (result.stopped, result.complete, stats()["files"]) == ("", 1, 1)
    assert len([seen for seen in proxy.seen if seen.startswith("PATCH")]) == 1


def test_envelopes_grow_no_larger_than_what_stands_before_the_portal_lets_through(pc, served, stats):
    """It says so with a page of its own: no word of the portal, and no login page either."""
    with company_proxy(served.url, most=4_000) as proxy:
        pc.transport.close()
        pc.transport = HttpTransport(Line(proxy=ProxyKind.MANUAL, address=proxy.address), plain_http=True)
        pc.enrol(OUTSIDE, house.enrol_code(served.portal, "CĐCS"))
        pc.freeze_many(150)

        result = pc.send()

    assert (result.stopped, result.complete, result.parked, stats()["changes"]) == ("", 150, 0, 150)
    assert stats()["envelopes"] > 1


def test_one_record_that_nobody_lets_through_waits_and_is_explained(pc, served, stats):
    with company_proxy(served.url, most=300) as proxy:
        pc.transport.close()
        pc.transport = HttpTransport(Line(proxy=ProxyKind.MANUAL, address=proxy.address), plain_http=True)
        proxy.most = 0
        pc.enrol(OUTSIDE, house.enrol_code(served.portal, "CĐCS"))
        proxy.most = 300
        pc.freeze()

        result = pc.send()

    assert (result.stopped, result.waiting, result.parked) == ("gateway.too_large", 1, 0)
    assert pc.summary().wait_code == "gateway.too_large"
    assert stats()["changes"] == 0
    assert len([call for call in proxy.seen if call == "POST /v1/envelopes"]) < 12


def test_a_day_s_cap_stops_the_round_and_the_next_day_goes_on(enrolled, stats):
    enrolled.clock = FixedClock(SystemClock().now())
    enrolled.freeze(an_initiative(), files=(enrolled.files.add(bytes(900_000)),))
    wish(enrolled, daily_cap=300_000)

    assert enrolled.send().stopped == "daily_cap"
    assert enrolled.send().bytes == 0
    assert (stats()["records"], stats()["files"]) == (1, 0)
    spent = enrolled.ask("SELECT up + down FROM sync_spent")[0][0]
    assert 300_000 <= spent < 700_000

    days = 1
    while not stats()["files"]:
        enrolled.clock.move(timedelta(days=1))
        enrolled.send()
        days += 1
    assert days <= 5
    assert (stats()["complete"], enrolled.summary().wait_code) == (1, "")


def test_text_only_can_be_this_pc_s_habit(enrolled, stats):
    enrolled.freeze(an_initiative(), files=(enrolled.files.add(b"x" * 1_000),))
    wish(enrolled, text_only=True)

    assert enrolled.send().received == 1
    assert stats()["missing_files"] == 1


def test_before_sending_it_is_said_what_it_will_take(enrolled):
    enrolled.freeze_many(30)
    enrolled.freeze(an_initiative("Có tệp"), files=(enrolled.files.add(bytes(range(256)) * 400),))
    with enrolled.database.read() as session:
        peer = outbox.peer(session)
        before = outbox_line.estimate(session, peer.id, today(enrolled))
    assert (before.texts, before.files, before.file_bytes) == (31, 1, 102_400)
    assert before.text_bytes > 1_000
    assert (before.seconds, before.spent_today) == (None, 0)

    result = enrolled.send()

    with enrolled.database.read() as session:
        after = outbox_line.estimate(session, peer.id, today(enrolled))
        assert outbox_line.line(session).rate > 0
    assert (after.texts, after.files, after.seconds) == (0, 0, 0)
    assert after.spent_today == result.bytes


def test_of_a_file_that_is_half_there_the_rest_alone_is_estimated(enrolled, served):
    enrolled.freeze(an_initiative(), files=(enrolled.files.add(b"x" * 300_000),))
    served.practice.misdeeds = [
        Misdeed(kind="html", on="PATCH", skip=1, times=1),
        Misdeed(kind="html", on="POST /v1/files/", times=1),
    ]
    assert enrolled.send().stopped == "not_the_portal"

    with enrolled.database.read() as session:
        peer = outbox.peer(session)
        found = outbox_line.estimate(session, peer.id, today(enrolled))

    assert (found.texts, found.files, found.file_bytes) == (0, 1, 300_000 - 64 * 1024)


def test_an_envelope_that_a_cut_line_cannot_carry_gives_way_to_smaller_ones(enrolled, served, stats):
    """Sent twice without an answer, asked about, found missing: the same changes, fewer at a time."""
    enrolled.freeze_many(150)
    served.practice.misdeeds = [Misdeed(kind="drop_before", on="POST /v1/envelopes", times=1)]

    result = enrolled.send()

    sent = served.practice.served.count("POST /v1/envelopes")
    assert (result.stopped, result.complete, stats()["changes"]) == ("", 150, 150)
    assert sent > 2
    assert enrolled.ask("SELECT count(*) FROM sync_envelope WHERE open = 1") == [(0,)]
