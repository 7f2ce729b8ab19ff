"""Rounds of exchange over a real socket, with a portal that behaves and one that does not."""

from __future__ import annotations

import random
import shutil
from datetime import timedelta

import pytest
from helpers.ports import a_port
from sqlalchemy import text

from desktop import wording
from sync import outbox, outbox_questions, outbox_story, pace, wire
from sync.clock import FixedClock, SystemClock
from sync.outbox_questions import PortalState
from sync.portal import app, house, intake, storage
from sync.portal.faults import Misdeed
from sync.portal.serving import serve_in_thread
from sync.transport import HttpTransport
from tests.sync.conftest import NOON, a_title_only, an_initiative, open_pc, seeded


def test_frozen_goes_out_once_and_comes_back_with_receipts(enrolled, stats):
    frozen = enrolled.freeze_many(5)

    result = enrolled.send()

    assert (result.stopped, result.sent, result.received, result.complete) == ("", 5, 5, 5)
    assert (result.waiting, result.unknown, result.parked, result.next_try) == (0, 0, 0, None)
    assert result.bytes > 0
    assert stats()["records"] == stats()["changes"] == stats()["complete"] == 5
    assert {enrolled.state(item.record).state for item in frozen} == {"complete"}

    again = enrolled.send()

    assert (again.sent, again.received, stats()["changes"]) == (0, 0, 5)


def test_every_receipt_verifies_alone_and_a_changed_one_does_not(enrolled):
    frozen = enrolled.freeze_many(7)
    enrolled.send()

    receipts = enrolled.receipts()

    assert [stored.receipt.fingerprint for stored in receipts] == [item.fingerprint for item in frozen]
    assert all(outbox_questions.verify_receipt(stored) for stored in receipts)
    for changed in (
        {"leaf": receipts[1].leaf},
        {"place": 1},
        {"path": receipts[0].path[:-1]},
        {"signing_key": receipts[0].signing_key[:-2] + "AA"},
    ):
        assert not outbox_questions.verify_receipt(_with(receipts[0], **changed))


def _with(stored, **changed):
    from dataclasses import replace

    return replace(stored, **changed)


def test_without_enrolment_nothing_is_tried(pc):
    pc.freeze()

    result = pc.send()

    assert (result.stopped, result.waiting) == ("not_enrolled", 1)


def test_a_second_round_beside_the_first_does_nothing(enrolled):
    enrolled.freeze()
    inner = []

    enrolled.send(progress=lambda _: inner.append(enrolled.send().stopped))

    assert set(inner) == {"already_sending"}


@pytest.mark.parametrize("kind", ["drop_after", "cut", "error_after", "wrong_receipt"])
def test_a_lost_answer_is_asked_for_by_key_and_nothing_goes_twice(enrolled, served, stats, kind):
    enrolled.freeze_many(3)
    served.practice.misdeeds = [Misdeed(kind=kind, on="POST /v1/envelopes")]

    result = enrolled.send()

    assert (result.stopped, result.sent, result.received, result.complete) == ("", 3, 3, 3)
    assert served.practice.served.count("POST /v1/envelopes") == 1
    assert served.practice.served.count("POST /v1/receipts/query") == 1
    assert stats()["changes"] == 3


def test_lost_on_the_way_there_it_is_asked_for_and_sent_again_unchanged(enrolled, served, stats):
    enrolled.freeze_many(3)
    served.practice.misdeeds = [Misdeed(kind="drop_before", on="POST /v1/envelopes")]

    result = enrolled.send()

    assert (result.stopped, result.complete, stats()["changes"], stats()["envelopes"]) == ("", 3, 3, 1)
    asked = [call for call in served.practice.served if call.startswith("POST /v1/e") or "query" in call]
    assert asked[1:] == ["POST /v1/envelopes", "POST /v1/receipts/query", "POST /v1/envelopes"]


def test_the_doubt_outlives_the_program(tmp_path, enrolled, served, stats):
    """Killed between sending and answer: the next start finds the change unknown and asks."""
    item = enrolled.freeze()
    served.practice.misdeeds = [Misdeed(kind="drop_after", on="POST /v1/", times=99)]
    result = enrolled.send()
    assert (result.stopped, result.unknown) == ("unsure", 0) or result.unknown == 1
    served.practice.misdeeds = []
    enrolled.database.close()

    reopened = open_pc(tmp_path / "pc")
    result = reopened.send()

    assert (result.stopped, result.complete, stats()["changes"]) == ("", 1, 1)
    assert reopened.state(item.record).state is PortalState.COMPLETE
    reopened.transport.close()
    reopened.database.close()


@pytest.mark.parametrize(
    ("kind", "stopped"),
    [("html", "not_the_portal"), ("redirect", "not_the_portal"), ("unavailable", "busy"), ("busy", "busy")],
)
@pytest.mark.parametrize("on", ["GET /v1/hello", "POST /v1/envelopes"])
def test_whoever_else_answers_the_batch_waits_and_no_record_is_marked(
    enrolled, served, stats, kind, stopped, on
):
    item = enrolled.freeze()
    served.practice.misdeeds = [Misdeed(kind=kind, on=on)]

    result = enrolled.send()

    assert (result.stopped, result.sent, result.parked, result.waiting) == (stopped, 0, 0, 1)
    assert result.next_try is not None
    assert enrolled.state(item.record).state is PortalState.FROZEN
    assert (enrolled.send().complete, stats()["changes"]) == (1, 1) or stopped == "busy"


def test_a_portal_that_is_down_leaves_everything_waiting(pc, portal_folder):
    with serve_in_thread(portal_folder) as served:
        pc.enrol(served.url, house.enrol_code(served.portal, "CĐCS"))
    pc.freeze()

    result = pc.send()

    assert (result.stopped, result.waiting, result.unknown) == ("unreachable", 1, 0)


def test_retry_after_is_obeyed_even_when_a_person_presses_send(tmp_path, enrolled, served):
    enrolled.clock = FixedClock(SystemClock().now())
    enrolled.freeze()
    served.practice.misdeeds = [Misdeed(kind="unavailable", on="POST /v1/envelopes", seconds=120)]

    result = enrolled.send()
    assert (result.next_try - enrolled.clock.now()).total_seconds() == pytest.approx(120, abs=1)
    assert enrolled.summary().wait_code == "busy"
    calls = len(served.practice.served)

    assert enrolled.send(eager=True).stopped == "waiting"
    started_again = open_pc(tmp_path / "pc")  # the program was closed and opened meanwhile
    started_again.clock = enrolled.clock
    assert started_again.send(eager=True).stopped == "waiting"
    assert started_again.summary().next_try == result.next_try
    assert len(served.practice.served) == calls

    enrolled.clock.move(timedelta(seconds=121))
    assert started_again.send().complete == 1
    assert started_again.summary().next_try is None
    started_again.transport.close()
    started_again.database.close()


def test_our_own_wait_grows_with_jitter_to_a_cap_and_a_person_may_skip_it(enrolled, served):
    enrolled.clock = FixedClock(SystemClock().now())
    served.practice.misdeeds = [Misdeed(kind="html", on="GET /v1/hello", times=14)]
    waits = []
    for _ in range(14):
        result = enrolled.send(eager=True)
        waits.append((result.next_try - enrolled.clock.now()).total_seconds())

    assert 15 <= waits[0] <= 30
    assert max(waits) <= 3600
    assert waits[-1] >= 1800
    assert enrolled.send(eager=False).stopped == "waiting"
    assert enrolled.send(eager=True).stopped == ""


def test_a_clock_set_back_years_does_not_stop_sending(enrolled, served):
    enrolled.clock = FixedClock(SystemClock().now())
    served.practice.misdeeds = [Misdeed(kind="unavailable", on="POST /v1/envelopes", seconds=600)]
    enrolled.freeze()
    enrolled.send()

    enrolled.clock.move(timedelta(days=-5 * 365))

    assert enrolled.send().complete == 1
    assert enrolled.summary().skew_ms < -4 * 365 * 86_400_000


def test_a_token_that_expires_in_the_middle_is_renewed_and_nothing_is_sent_twice(
    enrolled, served, stats, monkeypatch
):
    monkeypatch.setattr(pace, "FIRST_ENVELOPE", 20_000)
    enrolled.freeze_many(60)
    served.practice.misdeeds = [Misdeed(kind="login", on="POST /v1/envelopes", skip=1)]

    result = enrolled.send()

    assert (result.stopped, result.complete, stats()["changes"]) == ("", 60, 60)
    assert served.practice.served.count("POST /v1/token") == 1
    assert stats()["envelopes"] >= 2


def test_a_token_that_ran_out_is_left_at_home(pc, portal_folder):
    """The portal's own clock tells: no envelope is carried there only to be turned away."""
    theirs = FixedClock(NOON)
    with serve_in_thread(portal_folder, practice=True, clock=theirs) as served:
        pc.enrol(served.url, house.enrol_code(served.portal, "CĐCS"))
        theirs.move(timedelta(hours=2))
        pc.freeze()

        assert pc.send().complete == 1
        calls = served.practice.served[2:]
    assert calls == [
        "GET /v1/hello",
        "POST /v1/token",
        "POST /v1/envelopes",
        "GET /v1/changes",
    ]


def test_one_poison_record_is_parked_and_the_rest_goes_on(enrolled, stats):
    """The portal has stricter rules than this PC knew: its word comes back with the field."""
    good, bad = enrolled.freeze(), enrolled.freeze()
    _break_line(enrolled, bad)

    result = enrolled.send()

    assert (result.complete, result.parked, stats()["changes"]) == (1, 1, 1)
    assert enrolled.state(good.record).state is PortalState.COMPLETE
    parked = enrolled.state(bad.record)
    assert (parked.state, parked.code, parked.field) == (PortalState.PARKED, "title.missing", "title")
    assert enrolled.summary().unsent == 1

    mended = enrolled.freeze(an_initiative("Tên mới"), record=bad.record)
    assert wire.parse_change(mended.line).base == ()
    assert (enrolled.summary().parked, enrolled.summary().unsent) == (0, 1)
    assert enrolled.send().complete == 1
    assert (enrolled.summary().parked, enrolled.summary().unsent) == (0, 0)
    with enrolled.database.read() as session:
        happened = [event.what for event in outbox_story.timeline(session, bad.record)]
    assert happened == ["frozen", "packed", "tried", "parked", "frozen", "packed", "tried", "complete"]
    assert enrolled.state(bad.record).state is PortalState.COMPLETE


def test_sixty_are_taken_five_refused_and_the_answer_is_cut(enrolled, served, stats):
    frozen = enrolled.freeze_many(65)
    poison = frozen[7::13]
    for item in poison:
        _break_line(enrolled, item)
    served.practice.misdeeds = [Misdeed(kind="cut", on="POST /v1/envelopes", times=2)]

    result = enrolled.send()

    assert (result.stopped, result.complete, result.parked, result.unknown) == ("", 60, 5, 0)
    assert (stats()["changes"], stats()["complete"], enrolled.summary().unsent) == (60, 60, 5)
    assert {item.record for item in frozen if enrolled.state(item.record).state is PortalState.PARKED} == {
        item.record for item in poison
    }


def _break_line(pc, item):
    line = wire.canonical(
        {**wire.parse_object(item.line), "body": {**an_initiative(title=" "), "recognition": None}}
    )
    with pc.database.write() as session:
        session.execute(
            text("UPDATE sync_change SET line = :l, fingerprint = :f WHERE key = :k"),
            {"l": line, "f": wire.fingerprint(line), "k": item.key},
        )


def test_an_edit_while_the_first_version_is_under_way_makes_the_next_one(enrolled, served, stats):
    first = enrolled.freeze(an_initiative("Bản một"))
    served.practice.misdeeds = [Misdeed(kind="drop_after", on="POST /v1/", times=99)]
    enrolled.send()
    served.practice.misdeeds = []
    second = enrolled.freeze(an_initiative("Bản hai"), record=first.record)

    enrolled.send()

    assert wire.parse_change(second.line).base == (first.fingerprint,)
    assert (stats()["records"], stats()["changes"]) == (1, 2)
    versions = {stored.receipt.fingerprint: stored.receipt.version for stored in enrolled.receipts()}
    assert versions == {first.fingerprint: 1, second.fingerprint: 2}


def test_the_same_key_with_other_bytes_is_parked_and_the_portal_keeps_the_first(enrolled, served, stats):
    item = enrolled.freeze()
    enrolled.send()
    _break_line(enrolled, item)
    with enrolled.database.write() as session:
        session.execute(text("UPDATE sync_change SET state = 'frozen'"))

    result = enrolled.send()

    assert (result.parked, stats()["changes"]) == (1, 1)
    parked = enrolled.state(item.record)
    assert (parked.state, parked.code, enrolled.summary().unsent) == (
        PortalState.PARKED,
        "key.other_bytes",
        1,
    )
    assert "không bản nào bị ghi đè" in wording.sentence(parked.code)
    assert "chốt nộp lại" in wording.advice(parked.code)

    # Handed over again, unchanged: it gets a key of its own, and a person sees both before it takes the other's place.
    again = enrolled.freeze(an_initiative(), record=item.record)
    assert (again.new, again.key != item.key) == (True, True)
    assert enrolled.send().parked == 1
    assert enrolled.state(item.record).code == "record.stale"
    chosen = enrolled.freeze(an_initiative("Bản đã đối chiếu"), record=item.record)
    assert wire.parse_change(chosen.line).base == (item.fingerprint,)
    assert (enrolled.send().complete, stats()["changes"], stats()["records"]) == (1, 2, 1)
    with served.portal.database.read() as session:
        assert storage.line_of(session, item.fingerprint) == item.line, "the first stays word for word"


def test_other_bytes_are_seen_too_when_the_answer_was_lost_and_asked_for_by_key(enrolled, served, stats):
    item = enrolled.freeze()
    enrolled.send()
    _break_line(enrolled, item)
    with enrolled.database.write() as session:
        session.execute(text("UPDATE sync_change SET state = 'unknown'"))

    result = enrolled.send()

    assert (result.stopped, result.parked, result.complete) == ("", 1, 0)
    assert enrolled.state(item.record).code == "key.other_bytes"


@pytest.mark.parametrize("changed", [{"record": "another"}, {"unit": "another"}, {"portal": "another"}])
def test_a_receipt_that_names_anything_else_is_not_believed(enrolled, served, monkeypatch, changed):
    """Signed by the portal itself, and yet for another record, unit or portal: a doubt, never "received"."""

    def misnamed(leaves):
        return [wire.canonical({**wire.parse_object(leaf), **changed}) for leaf in leaves]

    take, told = intake.take, intake.leaves_for
    monkeypatch.setattr(intake, "take", lambda *given: misnamed(take(*given)))
    monkeypatch.setattr(intake, "leaves_for", lambda *given: misnamed(told(*given)))
    item = enrolled.freeze()

    result = enrolled.send()

    assert (result.stopped, result.received, result.unknown) == ("unsure", 0, 1)
    assert (enrolled.state(item.record).state, enrolled.receipts()) == (PortalState.UNKNOWN, [])
    monkeypatch.undo()
    assert enrolled.send().complete == 1


def test_a_reviewer_returns_with_reason_and_field_and_approves_the_next_version(enrolled, served):
    item = enrolled.freeze()
    enrolled.send()
    house.review(served.portal, item.record, "returned", "Thiếu minh chứng", "benefit", "Lan")

    result = enrolled.send()

    state = enrolled.state(item.record)
    assert result.returned == 1
    assert (state.state, state.reason, state.field) == (PortalState.RETURNED, "Thiếu minh chứng", "benefit")
    assert enrolled.summary().returned == 1

    enrolled.freeze(an_initiative("Bản có minh chứng"), record=item.record)
    assert enrolled.state(item.record).state is PortalState.FROZEN
    enrolled.send()
    house.review(served.portal, item.record, "approved")
    enrolled.send()

    assert enrolled.state(item.record).state is PortalState.APPROVED
    assert (enrolled.summary().approved, enrolled.summary().returned) == (1, 0)
    with enrolled.database.read() as session:
        happened = [event.what for event in outbox_story.timeline(session, item.record)]
    assert happened[:3] == ["frozen", "packed", "tried"]
    assert {"complete", "returned", "approved"} <= set(happened)


def test_news_come_page_by_page_and_once(enrolled, served, monkeypatch):
    monkeypatch.setattr(app, "PAGE", 5)
    item = enrolled.freeze()
    enrolled.send()
    for number in range(13):
        house.review(served.portal, item.record, "returned", f"lần {number}")

    assert enrolled.send().returned == 13
    assert enrolled.send().returned == 0
    assert enrolled.state(item.record).reason == "lần 12"


def test_a_portal_restored_from_an_older_backup_gets_again_what_it_lost(tmp_path, pc, portal_folder):
    port = a_port()
    with serve_in_thread(portal_folder, port=port) as served:
        pc.enrol(served.url, house.enrol_code(served.portal, "CĐCS"))
        kept = pc.freeze()
        pc.send()
    shutil.copytree(portal_folder, tmp_path / "backup")
    with serve_in_thread(portal_folder, port=port):
        lost = pc.freeze()
        assert pc.send().complete == 1
    shutil.rmtree(portal_folder)
    shutil.copytree(tmp_path / "backup", portal_folder)
    restored = house.open_portal(portal_folder, SystemClock(), seeded(3))
    house.start_epoch(restored)
    restored.close()

    with serve_in_thread(portal_folder, port=port) as served:
        result = pc.send()

        assert (result.stopped, result.unknown, result.waiting) == ("", 0, 0)
        assert house.stats(served.portal)["changes"] == 2
    assert pc.state(kept.record).state is pc.state(lost.record).state is PortalState.COMPLETE
    assert all(outbox_questions.verify_receipt(stored) for stored in pc.receipts())


def test_a_new_replica_enrols_again_and_finds_its_records_there(enrolled, served, stats):
    enrolled.freeze_many(3)
    enrolled.send()
    with enrolled.database.write() as session:
        outbox.renew_replica(session, enrolled.clock, enrolled.random)
    assert enrolled.send().stopped == "not_enrolled"

    enrolled.enrol(served.url, house.enrol_code(served.portal, "CĐCS Sông Đà"))
    enrolled.freeze()
    result = enrolled.send()

    assert (result.stopped, result.sent, stats()["changes"], stats()["replicas"]) == ("", 1, 4, 2)


def test_two_installations_under_one_replica_id_are_told_apart(tmp_path, enrolled, stats):
    """A copied folder: both send envelope number one."""
    enrolled.database.close()
    shutil.copytree(tmp_path / "pc", tmp_path / "copy")
    original, copy = open_pc(tmp_path / "pc", seed=2), open_pc(tmp_path / "copy", seed=3)
    original.freeze()
    lost = copy.freeze()

    assert original.send().complete == 1
    result = copy.send()

    assert (result.stopped, result.waiting, stats()["changes"]) == ("replica.forked", 1, 1)
    assert copy.state(lost.record).state is PortalState.FROZEN
    for each in (original, copy):
        each.transport.close()
        each.database.close()


def test_stop_is_heard_between_steps_and_the_limit_too(enrolled):
    enrolled.freeze_many(3)

    assert enrolled.send(stop=lambda: True).stopped == "stopped"
    assert enrolled.send(limit_bytes=100).stopped == "limit"
    assert enrolled.summary().next_try is None
    assert enrolled.send().complete == 3


def test_protected_text_is_nowhere_at_the_portal(enrolled, served, portal_folder, tmp_path):
    secret = "Bí quyết nhiệt luyện ở 843 độ"
    enrolled.freeze(a_title_only(), secret={"sections": {"content": secret}, "phone": "0912345678"})
    enrolled.send()

    house.export(served.portal, tmp_path / "export.jsonl")
    clear = [(tmp_path / "export.jsonl").read_bytes(), *_database_in_clear(served.portal)]
    raw = [path.read_bytes() for path in portal_folder.rglob("*") if path.is_file()]

    assert any("Cải tiến quy trình".encode() in part for part in clear)
    for word in (secret.encode(), b"0912345678", "nhiệt luyện".encode()):
        assert not any(word in part for part in clear + raw)


def _database_in_clear(portal):
    with portal.database.read() as session:
        tables = [
            row[0] for row in session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        ]
        for table in tables:
            for row in session.execute(text(f'SELECT * FROM "{table}"')):
                for value in row:
                    yield value if isinstance(value, bytes) else str(value).encode()


def test_random_trouble_ends_with_each_key_once(enrolled, served, stats):
    """Whatever is spoiled, when the trouble is over every frozen change stands on the portal exactly once."""
    chance = random.Random(2026)
    kinds = ["drop_before", "drop_after", "error_after", "cut", "html", "redirect", "login", "unavailable"]
    kinds.append("wrong_receipt")
    records = []
    for _ in range(8):
        records += [item.record for item in enrolled.freeze_many(chance.randint(1, 4))]
        content = enrolled.files.add(chance.randbytes(chance.randint(1, 200_000)))
        records.append(enrolled.freeze(an_initiative("Có tệp"), files=(content,)).record)
        served.practice.misdeeds = [
            Misdeed(
                kind=chance.choice(kinds),
                on=chance.choice(["", "POST", "PATCH", "HEAD"]),
                skip=chance.randint(0, 6),
            )
            for _ in range(chance.randint(0, 4))
        ]
        for _ in range(chance.randint(1, 3)):
            enrolled.send(eager=True)
    served.practice.misdeeds = []

    result = enrolled.send()

    assert (result.stopped, result.unknown, result.waiting, result.parked) == ("", 0, 0, 0)
    assert stats()["records"] == stats()["changes"] == stats()["complete"] == len(records)
    assert stats()["missing_files"] == 0
    assert {enrolled.state(record).state for record in records} == {"complete"}


def test_a_portal_that_stalls_leaves_a_doubt_that_is_cleared(enrolled, served, stats):
    enrolled.transport.close()
    enrolled.transport = HttpTransport(stall_seconds=0.3)
    enrolled.freeze()
    served.practice.misdeeds = [Misdeed(kind="delay", on="POST /v1/envelopes", seconds=1.0)]

    result = enrolled.send()

    assert (result.stopped, result.complete) == ("", 1)
    assert stats()["changes"] == 1


def test_signed_and_yet_not_understood_is_a_doubt_too(enrolled, served, monkeypatch):
    item = enrolled.freeze()
    monkeypatch.setattr(
        intake, "take", lambda *_: [b'{"outcome":"accepted","key":"' + item.key.encode() + b'"}']
    )

    result = enrolled.send()

    assert (result.stopped, result.sent, result.received) == ("unsure", 1, 0)
    monkeypatch.undo()
    assert enrolled.send().complete == 1


def test_it_works_at_any_time_of_the_clock(enrolled, stats):
    for year in (1980, 2020, 2038, 2100):
        enrolled.clock = FixedClock(NOON.replace(year=year), timedelta(seconds=1))
        enrolled.freeze()
        assert enrolled.send().stopped == ""

    assert stats()["complete"] == 4
