"""A relay between a PC and the portal above: it carries, keeps for weeks, and can neither forge nor alter."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass, replace

import pytest
from helpers.between import company_proxy
from sqlalchemy import text

from sync import (
    enrolment,
    outbox,
    outbox_beyond,
    outbox_guidance,
    outbox_questions,
    outbox_requests,
    outbox_sharing,
    wire,
)
from sync.clock import SystemClock
from sync.enrolment import NotEnrolled
from sync.outbox_line import Line, ProxyKind
from sync.outbox_sharing import Said
from sync.outcomes import Answered
from sync.portal import guidance as publishing
from sync.portal import house, relay, requests, serving
from sync.portal.faults import Misdeed
from sync.portal.house import Portal, PortalRefused
from sync.portal.serving import Served, serve_in_thread
from sync.transport import HttpTransport
from tests.sync.conftest import Pc, an_initiative, open_pc, seeded

UNIT = "CĐCS Sông Đà"


@dataclass
class Chain:
    """A PC, a relay, a portal above; `line` is what the relay speaks through."""

    pc: Pc
    station: Portal
    above: Served
    line: HttpTransport
    hut: Portal | None = None
    """A relay of the relay, where there is one."""

    def pass_on(self, line=None):
        return relay.pass_on(self.station, line or self.line)

    def beyond(self):
        with self.pc.database.read() as session:
            return outbox_beyond.summary(session)

    def there(self):
        return house.stats(self.above.portal)


@pytest.fixture
def chain(tmp_path):
    house.make(tmp_path / "above", "Cổng tỉnh", SystemClock(), seeded(21))
    house.make(tmp_path / "station", "Trạm khu công nghiệp", SystemClock(), seeded(22))
    line = HttpTransport()
    with serve_in_thread(tmp_path / "above", practice=True, random=seeded(23)) as above:
        bare = house.open_portal(tmp_path / "station", SystemClock(), os.urandom)
        code = house.enrol_code(above.portal, "Trạm khu công nghiệp", "relay")
        assert relay.set_upstream(bare, line, above.url, code) == "Cổng tỉnh"
        bare.close()
        with serve_in_thread(tmp_path / "station", random=seeded(24)) as station:
            pc = open_pc(tmp_path / "pc")
            pc.enrol(station.url, house.enrol_code(station.portal, UNIT))
            yield Chain(pc, station.portal, above, line)
            pc.transport.close()
            pc.database.close()
    line.close()


def make_known(chain: Chain) -> None:
    code = house.enrol_code(chain.above.portal, UNIT)
    enrolment.enrol_beyond(chain.pc.database, chain.pc.transport, chain.pc.clock, chain.pc.random, code)


def test_receipts_of_both_hops_reach_the_pc(chain):
    make_known(chain)
    frozen = chain.pc.freeze_many(3)
    chain.pc.send()
    assert chain.there()["records"] == 0

    assert chain.pass_on().stopped == ""
    chain.pc.send()

    assert chain.there()["records"] == 3
    found = chain.beyond()
    assert (found.name, found.known, found.complete, found.parked) == ("Cổng tỉnh", True, 3, 0)
    receipts = chain.pc.receipts(frozen[0].record)
    assert [stored.portal_name for stored in receipts] == ["Trạm khu công nghiệp", "Cổng tỉnh"]
    assert all(outbox_questions.verify_receipt(stored) for stored in receipts)
    with chain.pc.database.read() as session:
        states = outbox_beyond.states(session, [item.record for item in frozen])
    assert {state.state for state in states.values()} == {"complete"}


def test_what_no_gateway_lets_through_waits_at_the_relay_as_it_was_signed(chain):
    """A server before the portal above judges nothing: no record is parked, and a wider way takes them all."""
    make_known(chain)
    chain.pass_on()
    chain.pc.freeze_many(3)
    chain.pc.send()
    with company_proxy(chain.above.url) as proxy:
        narrow = HttpTransport(Line(proxy=ProxyKind.MANUAL, address=proxy.address), plain_http=True)
        with chain.station.outbox.write() as session:
            session.execute(text("UPDATE sync_peer SET url = 'http://cong.example'"))
        proxy.most = 600
        found = chain.pass_on(narrow)
        assert (found.stopped, chain.there()["records"]) == ("unsure", 0)
        proxy.most = 0
        assert chain.pass_on(narrow).stopped == ""
        narrow.close()

    assert chain.there()["records"] == 3
    chain.pc.send()
    assert (chain.beyond().complete, chain.beyond().parked) == (3, 0)


def test_files_go_on_after_their_texts(chain):
    make_known(chain)
    chain.pc.freeze(an_initiative(), files=(chain.pc.files.add(b"x" * 300_000),))
    chain.pc.send(text_only=True)
    chain.pass_on()
    assert chain.there()["missing_files"] == 1

    chain.pc.send()
    chain.pass_on()
    chain.pass_on()
    chain.pc.send()

    assert (chain.there()["files"], chain.there()["complete"]) == (1, 1)
    assert chain.beyond().complete == 1


def test_weeks_without_the_portal_above(chain):
    """The claim and the changes wait at the relay; the PC has the relay's receipts all the while."""
    make_known(chain)
    chain.above.practice.misdeeds = [Misdeed(kind="html", times=50)]
    for number in range(3):
        chain.pc.freeze(an_initiative(f"Tuần {number}"))
        assert chain.pc.send().complete == 1
        assert chain.pass_on().stopped == "not_the_portal"
    assert chain.there()["records"] == 0

    chain.above.practice.misdeeds = []
    chain.pass_on()
    chain.pc.send()

    assert chain.there()["records"] == 3
    assert chain.beyond().complete == 3


def test_a_lost_answer_from_above_is_asked_about_and_nothing_is_doubled(chain):
    make_known(chain)
    chain.pc.freeze_many(5)
    chain.pc.send()
    chain.above.practice.misdeeds = [Misdeed(kind="drop_after", on="POST /v1/envelopes")]

    chain.pass_on()
    chain.pass_on()
    chain.pc.send()

    assert (chain.there()["records"], chain.there()["changes"]) == (5, 5)
    assert chain.beyond().complete == 5


def test_what_a_reviewer_above_says_reaches_the_pc(chain):
    make_known(chain)
    item = chain.pc.freeze()
    chain.pc.send()
    chain.pass_on()
    house.review(chain.above.portal, item.record, "returned", "Thiếu số tiền", "benefit")

    chain.pass_on()
    chain.pc.send()

    state = chain.pc.state(item.record)
    assert (state.state, state.reason, state.field) == ("returned", "Thiếu số tiền", "benefit")


def test_what_was_asked_through_a_relay_is_answered_through_it(chain):
    """A request to withdraw goes up as records do, and its answer comes down as theirs do."""
    make_known(chain)
    item = chain.pc.freeze()
    chain.pc.send()
    chain.pass_on()
    with chain.pc.database.write() as session:
        asked = outbox_requests.ask(
            session, chain.pc.clock, chain.pc.random, item.record, outbox_requests.WITHDRAW, "gửi nhầm"
        )
    chain.pc.send()
    chain.pass_on()
    requests.answer(chain.above.portal, asked, granted=True)

    chain.pass_on()
    chain.pc.send()

    with chain.pc.database.read() as session:
        (found,) = outbox_requests.requests(session)
    assert (found.state, chain.pc.state(item.record).state) == ("granted", "withdrawn")


def test_a_relay_that_alters_what_was_said_above_is_not_believed(chain):
    """It could write anything into the news; a word without the portal's own proof says nothing."""
    make_known(chain)
    item = chain.pc.freeze()
    chain.pc.send()
    house_line = _Altering(chain.line)

    chain.pass_on(house_line)
    chain.pc.send()

    assert house_line.altered
    assert chain.beyond().complete == 0
    assert [stored.portal_name for stored in chain.pc.receipts(item.record)] == ["Trạm khu công nghiệp"]


class _Altering:
    """A relay's line that changes the answers before the relay tells them on."""

    def __init__(self, line) -> None:
        self._line = line
        self.altered = False

    def exchange(self, request, meanwhile=None):
        outcome = self._line.exchange(request, meanwhile)
        if isinstance(outcome, Answered) and request.call == "envelopes":
            lines = [wire.canonical({**wire.parse_object(line), "version": 9}) for line in outcome.lines]
            self.altered = True
            return replace(outcome, lines=tuple(lines))
        return outcome


def test_without_a_claim_of_its_pc_nothing_goes_on(chain):
    chain.pc.freeze()
    chain.pc.send()

    chain.pass_on()

    assert chain.there()["records"] == 0
    assert chain.beyond() is None


def test_a_relay_cannot_bring_a_pc_that_has_no_code(chain):
    """The claim is encrypted to the portal above, with a secret that this one never gave out."""
    wrong = house.enrol_code(chain.station, UNIT)  # the relay's own code, not that of the portal above
    with pytest.raises(NotEnrolled, match=r"enrolment\.keys_differ"):
        enrolment.enrol_beyond(chain.pc.database, chain.pc.transport, chain.pc.clock, chain.pc.random, wrong)


def test_a_code_that_was_spent_before_is_told_to_the_pc(chain, tmp_path):
    code = house.enrol_code(chain.above.portal, UNIT)
    other = open_pc(tmp_path / "other", seed=9)
    other.enrol(chain.above.url, code)
    enrolment.enrol_beyond(chain.pc.database, chain.pc.transport, chain.pc.clock, chain.pc.random, code)

    chain.pass_on()
    chain.pc.send()

    assert (chain.beyond().known, chain.beyond().code) == (False, "enrolment.code_used")
    other.transport.close()
    other.database.close()


def test_what_the_union_s_pcs_tell_each_other_stays_at_the_relay(chain):
    make_known(chain)
    with chain.pc.database.write() as session:
        said = Said("person", chain.pc.record(), {"name": "An"}, by="u", at="2026-03-05T05:00:00.000Z")
        outbox_sharing.tell(session, chain.pc.clock, chain.pc.random, said)
    chain.pc.freeze()
    chain.pc.send()
    chain.pass_on()

    assert (chain.there()["changes"], house.stats(chain.station)["changes"]) == (1, 2)


def test_a_relay_that_stops_in_the_middle_goes_on_where_it_was(chain, monkeypatch):
    make_known(chain)
    chain.pc.freeze_many(4)
    chain.pc.send()
    chain.pass_on()  # makes the PC known, and sends
    chain.pc.freeze_many(4)
    chain.pc.send()
    from sync.portal import storage_relay

    def dies(*_given):
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(storage_relay, "taken_on", dies)
        with pytest.raises(RuntimeError):
            chain.pass_on()

    chain.pass_on()
    chain.pc.send()

    assert (chain.there()["records"], chain.there()["changes"]) == (8, 8)
    assert chain.beyond().complete == 8


def test_two_that_went_on_from_one_copy_end_above_as_they_end_at_the_relay(chain, tmp_path):
    """What the relay took first goes on first, whichever number its PC gave the envelope."""
    make_known(chain)
    one = chain.pc
    record = one.freeze().record
    one.send()
    chain.pass_on()
    copy = copied(one, tmp_path / "copy")
    copy.enrol(
        one.ask("SELECT url FROM sync_peer WHERE role = 'portal'")[0][0],
        house.enrol_code(chain.station, UNIT),
    )
    make_known(replace(chain, pc=copy))
    one.freeze(an_initiative("Sửa ở máy cũ"), record=record)
    copy.freeze(an_initiative("Sửa ở máy chép"), record=record)
    for pc in (one, copy):
        pc.send()
    chain.pass_on()
    assert copy.state(record).code == "record.stale"

    copy.freeze(an_initiative("Gộp cả hai"), record=record)
    for pc in (copy, one):
        pc.send()
        chain.pass_on()
        pc.send()

    assert (chain.there()["changes"], chain.there()["held"]) == (3, 0)
    assert (chain.beyond().parked, copy.state(record).version) == (0, 3)
    copy.transport.close()
    copy.database.close()


def copied(pc: Pc, folder) -> Pc:
    """The folder of a PC on another one, noticed and made an installation of its own."""
    folder.mkdir()
    pc.database.fold_log()
    shutil.copyfile(folder.parent / "pc" / "desk.db", folder / "desk.db")
    copy = open_pc(folder, seed=77)
    with copy.database.write() as session:
        outbox.renew_replica(session, copy.clock, copy.random)
    return copy


def test_a_portal_without_one_above_says_so(served, enrolled):
    with pytest.raises(PortalRefused, match=r"relay\.none"):
        relay.pass_on(served.portal, HttpTransport())
    with pytest.raises(NotEnrolled, match=r"relay\.none"):
        enrolment.enrol_beyond(
            enrolled.database,
            enrolled.transport,
            enrolled.clock,
            enrolled.random,
            house.enrol_code(served.portal, UNIT),
        )


def test_a_round_that_fails_does_not_end_the_later_ones(chain, monkeypatch):
    rounds = []

    def fails_once(*_given):
        rounds.append(1)
        if len(rounds) == 1:
            raise OSError("No space left on device")

    monkeypatch.setattr(serving, "RELAY_SECONDS", 0.01)
    monkeypatch.setattr(relay, "pass_on", fails_once)
    with serving._passing_on(chain.station):
        deadline = time.monotonic() + 120
        while len(rounds) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)

    assert len(rounds) >= 3


@pytest.fixture
def hut(chain, tmp_path):
    """A relay that passes on to the relay; its PC has a paper code of each portal on the way."""
    house.make(tmp_path / "hut", "Trạm xưởng", SystemClock(), seeded(31))
    with serve_in_thread(tmp_path / "station", random=seeded(33)) as station:
        bare = house.open_portal(tmp_path / "hut", SystemClock(), os.urandom)
        relay.set_upstream(bare, chain.line, station.url, house.enrol_code(station.portal, "Xưởng", "relay"))
        bare.close()
        with serve_in_thread(tmp_path / "hut", random=seeded(34)) as served:
            pc = open_pc(tmp_path / "far", seed=5)
            pc.enrol(served.url, house.enrol_code(served.portal, UNIT))
            for portal in (station.portal, chain.above.portal):
                code = house.enrol_code(portal, UNIT)
                enrolment.enrol_beyond(pc.database, pc.transport, pc.clock, pc.random, code)
            yield replace(chain, pc=pc, hut=served.portal)
            pc.transport.close()
            pc.database.close()


def up_and_down(chain: Chain) -> None:
    """What is told goes up both relays, and what is said to it comes down."""
    for portal in (chain.hut, chain.station, chain.hut):
        assert relay.pass_on(portal, chain.line).stopped == ""
    chain.pc.send()


def test_a_relay_of_a_relay_brings_the_word_of_each_portal(hut):
    """The claims go up first, each to the portal that it is made to; then what was signed for them."""
    item = hut.pc.freeze(an_initiative(), files=(hut.pc.files.add(b"x" * 9_000),))
    hut.pc.send()
    up_and_down(hut)
    up_and_down(hut)

    receipts = hut.pc.receipts(item.record)
    names = {stored.portal_name for stored in receipts}
    assert names == {"Trạm xưởng", "Trạm khu công nghiệp", "Cổng tỉnh"}
    assert all(outbox_questions.verify_receipt(stored) for stored in receipts)
    assert (hut.there()["complete"], hut.beyond().name, hut.beyond().complete) == (1, "Cổng tỉnh", 1)
    assert hut.pc.summary().portal_name == "Trạm xưởng"

    house.review(hut.above.portal, item.record, "returned", "Thiếu số tiền", "benefit")
    up_and_down(hut)
    up_and_down(hut)
    assert hut.pc.state(item.record).state == "returned"


def test_guidance_comes_down_two_relays_as_it_was_signed(hut, tmp_path):
    folder = tmp_path / "guidance"
    folder.mkdir()
    (folder / "guidance.toml").write_text('title = "Hướng dẫn"\n', encoding="utf-8")
    (folder / "legal.toml").write_text('note = "x"\n', encoding="utf-8")
    data = publishing.build(hut.above.portal, folder)
    publishing.publish(hut.above.portal, data)
    for portal in (hut.station, hut.hut):
        relay.pass_on(portal, hut.line)
    hut.pc.send()

    with hut.pc.database.read() as session:
        (came,) = outbox_guidance.newest(session)
        assert outbox_guidance.file_of(session, came) == data
        assert outbox_guidance.turned_away(session) == []


def test_a_relay_between_cannot_speak_for_the_portal_above_it(hut):
    """It may put any word into its news: without that portal's own signature nothing of it counts."""
    item = hut.pc.freeze()
    hut.pc.send()
    altering = _Altering(hut.line)
    for _ in range(2):
        relay.pass_on(hut.hut, hut.line)
        relay.pass_on(hut.station, altering)
        relay.pass_on(hut.hut, hut.line)
        hut.pc.send()

    assert altering.altered
    assert "Cổng tỉnh" not in {stored.portal_name for stored in hut.pc.receipts(item.record)}
