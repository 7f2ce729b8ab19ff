"""Carried between two PCs of a union: in order, out of it, twice, both ways at once, tampered with, found by others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sync import bundle_format, bundle_union, outbox, outbox_sharing, outbox_union, signing, wire
from sync.bundle_format import BundleError
from sync.clock import new_id, stamp
from sync.outbox_sharing import Said
from tests.sync.conftest import Pc, open_pc, seeded

MB = bundle_union.MEGABYTE


def union_of(*pcs: Pc) -> None:
    """The first PC's key, brought to the others on paper."""
    with pcs[0].database.write() as session:
        outbox.ensure_identity(session, pcs[0].clock, pcs[0].random)
        key = outbox.union_identities(session)[0]
    for pc in pcs[1:]:
        with pc.database.write() as session:
            outbox.ensure_identity(session, pc.clock, pc.random)
            outbox.take_union_key(session, pc.clock, key)


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[tuple[Pc, Pc]]:
    made = open_pc(tmp_path / "a", seed=1), open_pc(tmp_path / "b", seed=2)
    union_of(*made)
    yield made
    for pc in made:
        pc.transport.close()
        pc.database.close()


def save(pc: Pc, title: str, record: str = "") -> str:
    record = record or new_id(pc.clock, pc.random)
    said = Said("initiative", record, {"title": title}, "user", stamp(pc.clock.now()))
    with pc.database.write() as session:
        outbox_sharing.tell(session, pc.clock, pc.random, said)
    return record


def carry(pc: Pc, **wishes) -> list[bytes]:
    volumes: list[bytes] = []

    def place(_number: int, _of: int, data: bytes) -> bytes:
        volumes.append(data)
        return data

    bundle_union.carry_union(pc.database, pc.clock, pc.random, place, **wishes)
    return volumes


def carried(pc: Pc) -> list[bytes]:
    """Nothing where nothing waits."""
    try:
        return carry(pc)
    except BundleError as refused:
        if refused.code != "bundle.nothing":
            raise
        return []


def bring(pc: Pc, data: bytes) -> bundle_union.Received:
    return bundle_union.take_union(pc.database, pc.clock, data)


def refused(work, *arguments, **wishes) -> str:
    with pytest.raises(BundleError) as error:
        work(*arguments, **wishes)
    return error.value.code


def titles(pc: Pc) -> list[str]:
    """What waits to be taken in, believed or not."""
    with pc.database.read() as session:
        return [
            what.version.said.value["title"] if what.version else "?"
            for what in outbox_sharing.came(session, 99)
        ]


def held(pc: Pc) -> list[tuple[int, tuple[int, ...]]]:
    with pc.database.read() as session:
        return [(one.sequence, one.missing) for one in outbox_union.held(session)]


def take_in(pc: Pc) -> None:
    """As the desktop does once the register has them."""
    with pc.database.write() as session:
        found = outbox_sharing.came(session, 99)
        for what in found:
            outbox_sharing.adopt(session, pc.clock, what)
        if found:
            outbox_sharing.done_with(session, [what.position for what in found])


def test_what_one_saves_reaches_the_other_once(pcs) -> None:
    here, there = pcs
    for title in ("Gá kẹp", "Băng tải"):
        save(here, title)
    (data,) = carry(here)
    assert bring(there, data).changes == 2
    assert titles(there) == ["Gá kẹp", "Băng tải"]
    again = bring(there, data)
    assert (again.again, again.changes, len(titles(there))) == (True, 0, 2)


def test_what_everybody_has_is_not_carried_again(pcs) -> None:
    here, there = pcs
    save(here, "Gá kẹp")
    bring(there, carry(here)[0])
    take_in(there)
    save(there, "Băng tải")
    assert bring(here, carry(there)[0]).changes == 1, "its own comes back unread"
    save(here, "Xe đẩy")
    (data,) = carry(here)
    assert bring(there, data).changes == 1
    assert titles(there) == ["Xe đẩy"]


def test_a_lost_stick_is_healed_by_the_next_one(pcs) -> None:
    here, there = pcs
    save(here, "Gá kẹp")
    carry(here)
    save(here, "Băng tải")
    (data,) = carry(here)
    assert (bring(there, data).changes, held(there)) == (2, [])


def test_out_of_order_a_volume_waits_and_says_for_which(pcs) -> None:
    here, there = pcs
    noise = seeded(4)
    for number in range(6):
        save(here, f"{number} {noise(250_000).hex()}")
    volumes = carry(here, most_bytes=2 * MB)
    assert len(volumes) == 3
    assert all(len(volume) <= 2 * MB for volume in volumes)
    late = bring(there, volumes[2])
    assert (late.held, late.missing, held(there)) == (True, (1, 2), [(3, (1, 2))])
    assert bring(there, volumes[1]).missing == (1,)
    assert held(there) == [(3, (1,)), (2, (1,))]
    assert titles(there) == []
    bring(there, volumes[0])
    assert held(there) == []
    assert [title[:1] for title in titles(there)] == [*"012345"]


def test_a_pc_that_begins_gets_everything(pcs, tmp_path) -> None:
    here, there = pcs
    save(here, "Gá kẹp")
    bring(there, carry(here)[0])
    take_in(there)
    save(there, "Băng tải")
    bring(here, carry(there)[0])
    take_in(here)
    third = open_pc(tmp_path / "c", seed=3)
    with here.database.read() as session:
        key = outbox.union_identities(session)[0]
    with third.database.write() as session:
        outbox.ensure_identity(session, third.clock, third.random)
        outbox.take_union_key(session, third.clock, key)
    save(here, "Xe đẩy")
    assert bring(third, carry(here)[0]).held, "what came before it is not here"
    assert bring(third, carry(here, everything=True)[0]).changes == 3
    assert sorted(titles(third)) == ["Băng tải", "Gá kẹp", "Xe đẩy"]
    third.transport.close()
    third.database.close()


def test_a_stick_found_on_the_street_tells_nothing(pcs, tmp_path) -> None:
    here, _ = pcs
    record = save(here, "Cải tiến gá kẹp")
    (data,) = carry(here)
    with here.database.read() as session:
        replica = outbox.identity(session).replica
    assert not any(
        word.encode() in data for word in ("Cải tiến", record, replica, "PK\x03\x04", "initiative")
    )
    stranger = open_pc(tmp_path / "x", seed=9)
    with stranger.database.write() as session:
        outbox.ensure_identity(session, stranger.clock, stranger.random)
    assert refused(bring, stranger, data) == "bundle.not_for_us"
    stranger.transport.close()
    stranger.database.close()


def test_cut_altered_or_foreign_bytes_are_refused(pcs) -> None:
    here, there = pcs
    save(here, "Gá kẹp")
    (data,) = carry(here)
    middle = len(data) // 2
    flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    for bad in (data[:-1], data[:middle], flipped, data + b"x", b""):
        assert refused(bring, there, bad) == "bundle.damaged"
    assert refused(bring, here, data) == "bundle.own"


def remade(
    pc: Pc, data: bytes, *, key: signing.SigningKey | None = None, entries=None, head=None, **changed
) -> bytes:
    """A volume made anew by somebody who holds the union's key."""
    with pc.database.read() as session:
        who, unions = outbox.identity(session), outbox.union_identities(session)
    volume = bundle_format.open_volume(data, unions)
    contents = dict(volume.contents)
    if head:
        contents[bundle_union.HEAD] = wire.canonical(
            replace(wire.parse(contents[bundle_union.HEAD], bundle_union.UnionHead), **head)
        )
    contents |= entries or {}
    manifest = replace(volume.manifest, **changed)
    listed = [(name, content) for name, content in contents.items() if content is not None]
    return bundle_format.seal_volume(key or who.signing, manifest, listed, [who.union_recipient])[1]


def test_who_wrote_it_is_proven(pcs) -> None:
    here, there = pcs
    save(here, "Gá kẹp")
    (data,) = carry(here)
    thief = signing.SigningKey(b"t" * 32)
    assert refused(bring, there, remade(here, data, key=thief)) == "bundle.signature"
    assert (
        refused(bring, there, remade(here, data, key=thief, head={"key": thief.public}))
        == "bundle.unknown_pc"
    )
    assert refused(bring, there, remade(here, data, sender="0" * 36)) == "bundle.unknown_pc"
    assert refused(bring, there, remade(here, data, kind="changes")) == "bundle.kind"
    assert refused(bring, there, remade(here, data, v=2)) == "bundle.version"
    assert refused(bring, there, remade(here, data, entries={bundle_union.HEAD: b"{}"})) == "bundle.malformed"
    assert (
        refused(bring, there, remade(here, data, entries={bundle_union.CHANGES: b"zzz"}))
        == "bundle.malformed"
    )
    assert (
        refused(bring, there, remade(here, data, entries={bundle_union.CHANGES: None})) == "bundle.malformed"
    )
    bomb = wire.compress(bytes(300 * MB))
    assert len(bomb) < MB
    assert (
        refused(bring, there, remade(here, data, entries={bundle_union.CHANGES: bomb})) == "bundle.too_large"
    )
    assert titles(there) == []


def test_a_copied_folder_is_seen_by_its_numbers(pcs) -> None:
    here, there = pcs
    save(here, "Gá kẹp")
    (data,) = carry(here)
    bring(there, data)
    twin = remade(here, data, made_at="other")
    later = remade(here, data, sequence=2, previous="ab" * 32)
    assert refused(bring, there, twin) == "bundle.chain_broken"
    assert refused(bring, there, later) == "bundle.chain_broken"


def test_nothing_to_tell_and_a_bad_medium_are_said(pcs) -> None:
    here, _ = pcs
    assert refused(carry, here) == "bundle.nothing"
    save(here, "Gá kẹp")
    spoil = lambda *given: given[2][:-9]  # noqa: E731 - a medium in a line
    assert (
        refused(bundle_union.carry_union, here.database, here.clock, here.random, spoil)
        == "bundle.not_read_back"
    )
    assert len(carry(here)) == 1


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(["save a", "save b", "carry a", "carry b", "bring"]), max_size=14), st.randoms()
)
def test_in_any_order_both_end_with_the_same(steps: list[str], chance) -> None:
    import tempfile

    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        both = {name: open_pc(Path(folder) / name, seed=ord(name)) for name in "ab"}
        union_of(*both.values())
        sticks: list[tuple[str, bytes]] = []
        for number, step in enumerate(steps):
            what, _, name = step.partition(" ")
            if what == "save":
                save(both[name], str(number))
            elif what == "carry":
                sticks += [("b" if name == "a" else "a", data) for data in carried(both[name])]
            elif sticks:
                reader, data = chance.choice(sticks)
                bring(both[reader], data)
                take_in(both[reader])
        for name, other in (("a", "b"), ("b", "a")):
            for data in carried(both[name]):
                bring(both[other], data)
                take_in(both[other])
        told = [
            {row[0] for row in pc.ask("SELECT key FROM sync_change WHERE audience = 'unit'")}
            for pc in both.values()
        ]
        waits = [held(pc) for pc in both.values()]
        for pc in both.values():
            pc.transport.close()
            pc.database.close()
        assert told[0] == told[1]
        assert waits == [[], []]


def test_a_pc_that_was_restored_is_heard_again_from_its_first_word(pcs):
    """Nobody has anything of its new id: a bundle from where the old one was acknowledged would wait for ever."""
    one, other = pcs
    save(one, "trước")
    bring(other, carry(one)[0])
    bring(one, carry(other)[0])  # says how far it has come
    with one.database.write() as session:
        outbox.renew_replica(session, one.clock, one.random)
    save(one, "sau")

    done = bring(other, carry(one)[0])

    assert not done.held
    assert titles(other)[-1] == "sau"


def test_what_came_by_stick_is_asked_about_on_the_line_too(pcs):
    """Its writer may be gone for ever: the portal hears of it from whoever has it."""
    one, other = pcs
    record = save(one, "chỉ có trên que nhớ")
    bring(other, carry(one)[0])
    take_in(other)

    assert other.ask(f"SELECT state FROM sync_change WHERE record = '{record}'") == [("unknown",)]
