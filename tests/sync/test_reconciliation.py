"""This PC against the portal: equal, or different by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from sync import reconciliation, wire
from sync.portal import house
from sync.portal.faults import Misdeed
from tests.sync.conftest import an_initiative, open_pc


def compared(pc, period: str = "") -> reconciliation.Comparison:
    return reconciliation.compare(pc.database, pc.transport, pc.clock, pc.random, period)


def told(comparison) -> dict[str, str]:
    return {one.record: one.code for one in comparison.differences}


def test_after_a_round_both_ends_hold_the_same(enrolled, served):
    item = enrolled.freeze()
    enrolled.freeze_many(3)
    enrolled.send()
    enrolled.freeze(an_initiative("Bản hai"), record=item.record)
    enrolled.send()
    enrolled.freeze()

    found = compared(enrolled)

    assert (found.equal, found.here, found.there) == (True, 4, 4), "what was never sent is no difference"
    calls = [call for call in served.practice.served if "reconciliation" in call]
    assert len(calls) == 1, "counts and hash were enough"
    year = enrolled.receipts(item.record)[-1].receipt.at[:4]
    assert compared(enrolled, year).here == 4
    assert compared(enrolled, "2001").equal


def test_what_came_early_counts_from_its_receipt(enrolled, served):
    """Held until its parent came: record and receipt name the same moment."""
    first = enrolled.freeze()
    second = enrolled.freeze(an_initiative("Bản hai"), record=first.record)
    with enrolled.database.write() as session:
        session.execute(text("UPDATE sync_change SET state = 'parked' WHERE key = :k"), {"k": first.key})
    enrolled.send()
    assert enrolled.state(first.record).state == "held"
    with enrolled.database.write() as session:
        session.execute(text("UPDATE sync_change SET state = 'frozen' WHERE key = :k"), {"k": first.key})
    enrolled.send()
    enrolled.send()

    with served.portal.database.read() as session:
        received = session.execute(text("SELECT received_at FROM record")).scalar_one()
    receipt = next(one.receipt for one in enrolled.receipts() if one.receipt.key == second.key)
    assert receipt.at == received
    assert compared(enrolled).equal


def test_differences_are_named_by_record(enrolled, served, tmp_path):
    items = enrolled.freeze_many(4)
    enrolled.send()
    other = open_pc(tmp_path / "other", seed=9)
    other.enrol(served.url, house.enrol_code(served.portal, "CĐCS Sông Đà"))
    theirs = other.freeze()
    other.send()
    with served.portal.database.write() as session:
        session.execute(text("DELETE FROM record WHERE id = :r"), {"r": items[0].record})
        session.execute(text("UPDATE record SET version = 5 WHERE id = :r"), {"r": items[1].record})
        session.execute(text("UPDATE record SET version = 0 WHERE id = :r"), {"r": items[2].record})

    found = compared(enrolled)

    assert not found.equal
    assert told(found) == {
        items[0].record: "reconcile.only_here",
        items[1].record: "reconcile.older_here",
        items[2].record: "reconcile.older_there",
        theirs.record: "reconcile.only_there",
    }
    assert enrolled.summary().complete == 4, "nothing was overwritten"
    assert told(compared(other))[items[1].record] == "reconcile.only_there"
    other.transport.close()
    other.database.close()


def test_without_a_good_token_it_signs_in_first(enrolled, served):
    with enrolled.database.write() as session:
        session.execute(text("UPDATE sync_peer SET token = ''"))
    assert compared(enrolled).equal
    served.practice.misdeeds = [Misdeed(kind="login", on="GET /v1/reconciliation")]
    assert compared(enrolled).equal
    served.practice.misdeeds = [Misdeed(kind="drop_after", on="GET /v1/reconciliation", times=2)]
    assert compared(enrolled).equal


@pytest.mark.parametrize(
    ("kind", "code"), [("html", "not_the_portal"), ("busy", "busy"), ("drop_before", "unsure")]
)
def test_who_does_not_answer_is_not_compared_with(enrolled, served, kind, code):
    served.practice.misdeeds = [Misdeed(kind=kind, on="GET /v1/reconciliation", times=9)]
    with pytest.raises(reconciliation.NotCompared) as error:
        compared(enrolled)
    assert error.value.code == code


def test_a_wrong_period_is_refused(enrolled):
    with pytest.raises(reconciliation.NotCompared, match=r"period\.malformed"):
        compared(enrolled, "tháng 3")


def test_nobody_to_compare_with(pc):
    with pytest.raises(reconciliation.NotCompared, match="not_enrolled"):
        compared(pc)


@given(st.dictionaries(st.uuids().map(str), st.integers(1, 9)), st.randoms())
def test_the_hash_knows_no_order_and_sees_every_difference(versions, random):
    shuffled = list(versions.items())
    random.shuffle(shuffled)
    assert wire.versions_hash(dict(shuffled)) == wire.versions_hash(versions)
    for record in versions:
        assert wire.versions_hash({**versions, record: 10}) != wire.versions_hash(versions)
