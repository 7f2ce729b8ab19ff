"""What a union's PCs tell each other through a portal that cannot read it."""

from __future__ import annotations

import pytest

from sync import outbox, outbox_sharing, wire
from sync.outbox_sharing import Said
from sync.portal import house
from tests.sync.conftest import open_pc

AT = "2026-03-05T05:00:00.000Z"


@pytest.fixture
def two(tmp_path, served):
    """Two PCs of one union; the second has the union's key from the first, on paper."""
    pcs = [open_pc(tmp_path / name, seed=number) for number, name in enumerate(("a", "b"))]
    for pc in pcs:
        pc.enrol(served.url, house.enrol_code(served.portal, "CĐCS Sông Đà"))
    with pcs[0].database.read() as session:
        key = outbox.union_identities(session)[0]
    with pcs[1].database.write() as session:
        outbox.take_union_key(session, pcs[1].clock, key)
    yield pcs
    for pc in pcs:
        pc.transport.close()
        pc.database.close()


def tell(pc, record: str, value, base=None) -> str:
    with pc.database.write() as session:
        said = Said("person", record, value, by="u1", at=AT)
        return outbox_sharing.tell(session, pc.clock, pc.random, said, base)


def came(pc):
    with pc.database.read() as session:
        return outbox_sharing.came(session, 100)


def adopt(pc, what) -> None:
    with pc.database.write() as session:
        outbox_sharing.adopt(session, pc.clock, what)
        outbox_sharing.done_with(session, [what.position])


def test_one_pc_s_save_reaches_the_other_word_for_word(two, served):
    one, other = two
    record = one.record()
    told = tell(one, record, {"name": "Nguyễn Văn Đức", "birth": 1985})

    assert one.send().complete == 1
    other.send()

    (found,) = came(other)
    assert found.version.fingerprint == told
    assert found.version.said == Said(
        "person", record, {"name": "Nguyễn Văn Đức", "birth": 1985}, by="u1", at=AT
    )
    adopt(other, found)
    assert came(other) == []
    with other.database.read() as session:
        assert outbox_sharing.head(session, record).fingerprint == told


def test_the_portal_learns_no_more_than_a_kind(two, served):
    one, _ = two
    tell(one, one.record(), {"name": "Nguyễn Văn Đức"})
    one.send()

    with served.portal.database.read() as session:
        from sqlalchemy import text

        lines = [bytes(row[0]) for row in session.execute(text("SELECT line FROM change"))]
    assert [wire.parse_change(line).body for line in lines] == [{}]
    assert all("Nguyễn".encode() not in line for line in lines)
    assert house.stats(served.portal)["records"] == 0  # nobody reviews what PCs tell each other


def test_two_that_changed_the_same_record_and_the_one_that_merges(two):
    """The second is stale and is told so; its merge names both parents and is what the first goes on from."""
    one, other = two
    record = one.record()
    tell(one, record, {"n": 1})
    one.send()
    other.send()
    adopt(other, came(other)[0])
    first = tell(one, record, {"n": 2})
    ours = tell(other, record, {"n": 3})
    one.send()
    other.send()
    (theirs,) = came(other)
    assert theirs.version.fingerprint == first

    with other.database.write() as session:
        outbox_sharing.keep(session, other.clock, theirs)
        outbox_sharing.done_with(session, [theirs.position])
        assert outbox_sharing.head(session, record).fingerprint == ours
    merged = tell(other, record, {"n": 5}, base=(ours, first))
    other.send()
    one.send()

    (back,) = [what for what in came(one) if what.version.fingerprint == merged]
    assert set(back.version.base) == {ours, first}


def test_a_further_save_after_a_stale_one_writes_over_nothing(two, served):
    one, other = two
    record = one.record()
    tell(one, record, {"n": 1})
    one.send()
    other.send()
    adopt(other, came(other)[0])
    kept = tell(one, record, {"n": 2})
    one.send()
    tell(other, record, {"n": 3})
    other.send()
    tell(other, record, {"n": 4})
    other.send()

    with served.portal.database.read() as session:
        from sync.portal import storage

        assert storage.heads(session, [record], "unit")[record].fingerprint == kept


def test_what_a_carrier_made_up_or_played_again_is_not_believed(two):
    """The union's public key is no secret: whoever has it can encrypt, but not write the code."""
    from sync import signing

    one, other = two
    record = one.record()
    tell(one, record, {"n": 1})
    with one.database.write() as session:
        recipient = outbox.identity(session).union_recipient
        forged = {"value": {"n": 9}, "by": "u1", "at": AT, "mac": "0" * 64}
        outbox.freeze(
            session,
            one.clock,
            one.random,
            outbox.Outgoing("person", one.record(), {}, (), forged, outbox.UNIT, 1, ()),
        )
        assert signing.is_recipient(recipient)
    one.send()
    other.send()

    believed = [what.version is not None for what in came(other)]
    assert believed == [True, False]


def test_a_pc_without_the_union_s_key_reads_nothing(two, tmp_path, served):
    one, _ = two
    tell(one, one.record(), {"n": 1})
    one.send()
    stranger = open_pc(tmp_path / "c", seed=5)
    stranger.enrol(served.url, house.enrol_code(served.portal, "CĐCS Sông Đà"))
    stranger.send()

    assert [what.version for what in came(stranger)] == [None]
    stranger.transport.close()
    stranger.database.close()
