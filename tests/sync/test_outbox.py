"""The outbox in the desktop's own file: frozen with the order that decides, asked about by screens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from sync import (
    outbox,
    outbox_parking,
    outbox_questions,
    outbox_sending,
    outbox_story,
    rules,
    signing,
    wire,
)
from sync.clock import FixedClock
from sync.outbox_questions import PortalState
from tests.sync.conftest import NOON, a_title_only, an_initiative


def test_a_frozen_change_is_a_canonical_line_that_passes_the_rules(pc):
    frozen = pc.freeze()
    change = wire.parse_change(frozen.line)

    assert frozen.new
    assert wire.fingerprint(frozen.line) == frozen.fingerprint
    assert (change.key, change.record, change.base, change.audience) == (
        frozen.key,
        frozen.record,
        (),
        "portal",
    )
    assert rules.check(change) == ()
    assert change.body["recognition"]["date"] == "2026-02-01"


def test_freezing_the_same_content_again_gives_the_same_change(pc):
    secret = {"content": "giấu"}
    first = pc.freeze(a_title_only(), secret=secret)

    again = pc.freeze(a_title_only(), record=first.record, secret=secret)
    other = pc.freeze(a_title_only(), record=first.record, secret={"content": "khác"})

    assert (again.key, again.new) == (first.key, False)
    assert (other.new, wire.parse_change(other.line).base) == (True, (first.fingerprint,))


def test_back_to_earlier_content_is_a_new_version(pc):
    first = pc.freeze(an_initiative("Một"))
    second = pc.freeze(an_initiative("Hai"), record=first.record)

    third = pc.freeze(an_initiative("Một"), record=first.record)

    assert third.new
    assert wire.parse_change(third.line).base == (second.fingerprint,)


def test_what_breaks_the_rules_is_not_frozen_and_leaves_nothing(pc):
    with pytest.raises(outbox.NotSendable) as refused:
        pc.freeze(an_initiative(title="", authors=[]))

    assert {fault.code for fault in refused.value.faults} == {"title.missing", "authors.missing"}
    assert pc.ask("SELECT count(*) FROM sync_change") == [(0,)]


def test_a_line_that_no_portal_takes_is_refused_here(pc):
    sections = {f"s{n}": "ă" * 190_000 for n in range(4)}

    with pytest.raises(outbox.NotSendable) as refused:
        pc.freeze(an_initiative(sections=sections))

    assert [fault.code for fault in refused.value.faults] == ["line.too_large"]


def test_the_freeze_stands_or_falls_with_the_order(pc):
    def order() -> None:
        with pc.database.write() as session:
            item = outbox.Outgoing("initiative", pc.record(), an_initiative())
            outbox.freeze(session, pc.clock, pc.random, item)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        order()

    assert pc.ask("SELECT count(*) FROM sync_change") == [(0,)]


def test_secrets_are_sealed_to_the_union_and_stand_nowhere_in_the_line(pc):
    frozen = pc.freeze(a_title_only(), secret={"content": "nhiệt luyện ở 843 độ"})
    with pc.database.read() as session:
        keys = outbox.union_identities(session)

    assert "nhiệt luyện".encode() not in frozen.line
    assert signing.decrypt(keys, wire.parse_change(frozen.line).sealed) == {"content": "nhiệt luyện ở 843 độ"}


def test_the_identity_is_made_once(pc):
    with pc.database.write() as session:
        assert outbox.identity(session) is None
        first = outbox.ensure_identity(session, pc.clock, pc.random)
        again = outbox.ensure_identity(session, pc.clock, pc.random)

    assert (first.replica, first.signing.public) == (again.replica, again.signing.public)
    assert first.union_recipient == again.union_recipient


def test_a_second_pc_takes_the_unions_key_and_opens_the_older_one_still(pc):
    old = pc.freeze(a_title_only(), secret={"x": "cũ"})
    theirs = signing.new_age_identity()
    with pc.database.write() as session:
        outbox.take_union_key(session, pc.clock, theirs)
    new = pc.freeze(a_title_only(), secret={"x": "mới"})
    with pc.database.read() as session:
        keys = outbox.union_identities(session)

    assert keys[0] == theirs
    assert signing.decrypt([theirs], wire.parse_change(new.line).sealed) == {"x": "mới"}
    assert signing.decrypt(keys, wire.parse_change(old.line).sealed) == {"x": "cũ"}


def test_the_summary_counts_what_waits_and_since_when(pc):
    pc.clock = FixedClock(NOON)
    assert pc.summary().oldest is None
    pc.freeze()
    pc.clock.move(timedelta(days=12))
    pc.freeze()

    summary = pc.summary()

    assert (summary.enrolled, summary.unsent, summary.waiting, summary.oldest) == (False, 2, 2, NOON)


def test_states_of_a_page_come_in_one_query_and_join_a_list(pc):
    frozen = [pc.freeze() for _ in range(3)]
    strange = pc.record()
    with pc.database.read() as session:
        states = outbox_questions.status_of(session, [item.record for item in frozen] + [strange])
        empty = outbox_questions.status_of(session, [])
        joined = session.execute(
            text(
                "SELECT c.record, p.state FROM sync_change c LEFT JOIN portal_state p ON p.record = c.record"
            )
        ).all()

    assert {state.state for state in states.values()} == {PortalState.FROZEN}
    assert (len(states), strange in states, empty) == (3, False, {})
    assert {row[1] for row in joined} == {"frozen"}


def test_the_view_finds_its_rows_by_index(pc):
    plan = pc.ask("EXPLAIN QUERY PLAN SELECT * FROM portal_state WHERE record = 'x'")

    assert not [row[3] for row in plan if row[3].startswith("SCAN")]


def test_after_a_stale_one_the_next_version_builds_on_the_portals_head(pc):
    item = pc.freeze()
    with pc.database.write() as session:
        session.execute(
            text("UPDATE sync_change SET state = 'parked', code = 'record.stale', facts = :f"),
            {"f": '{"head":"' + "ab" * 32 + '"}'},
        )

    mended = pc.freeze(an_initiative("Đã gộp"), record=item.record)

    assert wire.parse_change(mended.line).base == ("ab" * 32,)


def a_peer(pc) -> outbox.Peer:
    with pc.database.write() as session:
        who = outbox.ensure_identity(session, pc.clock, pc.random)
        peer = outbox.Peer(
            id="p", role="portal", name="Cổng", url="http://127.0.0.1", signing_key="k", age_recipient="a",
            replica=who.replica, unit="u", unit_name="CĐCS", epoch="e", token="", cursor=0, skew_ms=None,
            failures=0, wait_code="", next_try=None, last_contact=None,
        )  # fmt: skip
        outbox.store_peer(session, pc.clock, peer)
    return peer


def a_unit_change(pc) -> None:
    item = outbox.Outgoing("person", pc.record(), {}, secret={"name": "An"}, audience=outbox.UNIT)
    with pc.database.write() as session:
        outbox.freeze(session, pc.clock, pc.random, item)


def pack(pc, peer, limits=None) -> wire.Envelope | None:
    with pc.database.write() as session:
        who = outbox.identity(session)
        envelope = outbox_sending.pack(session, pc.clock, pc.random, who, peer, limits or wire.Limits())
        if envelope is None:
            return None
        data, _ = outbox_sending.start_sending(session, envelope)
    found = wire.unpack_envelope(data, wire.Limits())
    signing.check_envelope(found, who.signing.public)
    return found


def test_envelopes_are_numbered_and_each_names_the_one_before(pc):
    peer = a_peer(pc)
    frozen = pc.freeze_many(5)

    first, second = pack(pc, peer, wire.Limits(changes=3)), pack(pc, peer, wire.Limits(changes=3))

    assert [key for key, _ in first.manifest.changes] == [item.key for item in frozen[:3]]
    assert list(second.lines) == [item.line for item in frozen[3:]]
    assert (first.manifest.sequence, first.manifest.previous) == (1, "")
    assert (second.manifest.sequence, second.manifest.previous) == (2, wire.envelope_hash(first.jws))
    assert pack(pc, peer) is None


def test_an_envelope_holds_no_more_than_fits_and_one_line_always_fits(pc):
    peer = a_peer(pc)
    pc.freeze(an_initiative(sections={"content": "x" * 190_000, "conditions": "y" * 190_000}))
    pc.freeze(an_initiative(sections={"content": "x" * 190_000, "conditions": "y" * 190_000}))

    assert len(pack(pc, peer).lines) == 1
    assert len(pack(pc, peer, wire.Limits(unpacked=10)).lines) == 1


def test_an_envelope_goes_out_again_with_the_very_same_bytes(pc):
    peer = a_peer(pc)
    pc.freeze()
    with pc.database.write() as session:
        who = outbox.identity(session)
        envelope = outbox_sending.pack(session, pc.clock, pc.random, who, peer, wire.Limits())
        first, keys = outbox_sending.start_sending(session, envelope)
        outbox_sending.not_taken(session, keys)
        again, _ = outbox_sending.start_sending(session, envelope)

    assert first == again
    with pc.database.read() as session:
        assert outbox_sending.outlook(session, "p", 10).doubtful == keys


def test_changes_for_the_units_own_pcs_leave_too_and_count_for_nothing_that_is_handed_over(pc):
    a_peer(pc)
    a_unit_change(pc)

    with pc.database.read() as session:
        outlook = outbox_sending.outlook(session, "p", 10)

    assert (outlook.unsent, pc.summary().unsent) == (True, 0)


def test_what_is_handed_over_leaves_before_what_the_pcs_share_and_never_beside_it(pc):
    peer = a_peer(pc)
    with pc.database.read() as session:
        who = outbox.identity(session)
    a_unit_change(pc)
    pc.freeze()

    with pc.database.write() as session:
        made = [
            outbox_sending.pack(
                session, pc.clock, pc.random, who, peer, wire.Limits(), audiences=("portal", "unit")
            )
        ]
        outbox_sending.start_sending(session, made[0])
        made.append(
            outbox_sending.pack(
                session, pc.clock, pc.random, who, peer, wire.Limits(), audiences=("portal", "unit")
            )
        )

    assert pc.ask("SELECT audience FROM sync_envelope ORDER BY sequence") == [("portal",), ("unit",)]


def test_a_migrated_file_stays_as_it_is(pc):
    pc.freeze()

    assert pc.database.migrate("outbox", outbox.MIGRATIONS) == (len(outbox.MIGRATIONS),) * 2
    assert pc.summary().waiting == 1


def test_one_that_was_not_taken_is_offered_again_and_its_story_tells_both(pc):
    item = pc.freeze()
    with pc.database.write() as session:
        session.execute(text("UPDATE sync_change SET state = 'parked', code = 'change.refused'"))
        assert outbox_parking.offer_again(session, pc.clock, item.record, "Lan")
        assert not outbox_parking.offer_again(session, pc.clock, item.record, "Lan")
        events = outbox_story.timeline(session, item.record)

    assert pc.state(item.record).state is PortalState.FROZEN
    assert [event.what for event in events] == ["frozen", "parked", "offered_again"]
    assert (events[1].facts["code"], events[2].facts["by"]) == ("change.refused", "Lan")


def test_a_person_sets_aside_what_has_not_left_and_only_that(pc):
    item, other = pc.freeze(), pc.freeze()
    with pc.database.write() as session:
        session.execute(
            text("UPDATE sync_change SET state = 'unknown' WHERE record = :r"), {"r": other.record}
        )
        assert outbox_parking.put_aside(session, pc.clock, item.record, "Chờ doanh nghiệp", "Lan")
        assert not outbox_parking.put_aside(session, pc.clock, other.record, "Chờ", "Lan")
        events = outbox_story.timeline(session, item.record)

    assert pc.state(item.record).code == outbox_parking.PUT_ASIDE
    assert pc.state(other.record).state is PortalState.UNKNOWN
    assert events[-1].what == "put_aside"
    assert events[-1].facts["reason"] == "Chờ doanh nghiệp"
