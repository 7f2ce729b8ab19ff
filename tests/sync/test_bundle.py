"""Carried instead of sent: written, read back, taken in, answered, in any order and more than once."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace as with_facts

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import text

from sync import bundle, bundle_format, cli, outbox, outbox_questions, signing, wire
from sync.bundle_format import BundleError
from sync.clock import SystemClock
from sync.outcomes import FileDue
from sync.portal import house
from sync.portal.ingest import ingest
from tests.sync.conftest import an_initiative, open_pc, seeded

MB = bundle.MEGABYTE


class Stick:
    """What was written, volume by volume."""

    def __init__(self) -> None:
        self.volumes: list[bytes] = []

    def place(self, number: int, volumes: int, data: bytes) -> bytes:
        assert number == len(self.volumes) + 1 <= volumes
        self.volumes.append(data)
        return data


def carry(pc, **wishes) -> tuple[list[bytes], bundle.Carried]:
    stick = Stick()
    done = bundle.carry_out(pc.database, pc.files, pc.clock, pc.random, stick.place, **wishes)
    return stick.volumes, done


def bring(pc, data: bytes) -> bundle.Taken:
    return bundle.carry_in(pc.database, pc.clock, data)


def refused(work, *arguments) -> str:
    with pytest.raises(BundleError) as error:
        work(*arguments)
    return error.value.code


def opened(portal, data: bytes) -> bundle_format.Volume:
    return bundle_format.open_volume(data, [portal.age_identity])


def resealed(pc, portal, data: bytes, key: signing.SigningKey | None = None, **changed) -> bytes:
    """A volume with another manifest, signed by the PC (or by another key) all the same."""
    volume = opened(portal, data)
    with pc.database.read() as session:
        signer = key or outbox.identity(session).signing
    entries = [(entry.name, volume.contents[entry.name]) for entry in volume.manifest.entries]
    manifest = replace(volume.manifest, **changed)
    return bundle_format.seal_volume(signer, manifest, entries, [portal.age_recipient])[1]


def test_there_and_back_without_a_link(enrolled, served, stats):
    files = [enrolled.files.add(bytes([n]) * 50_000, f"{n}.pdf") for n in range(3)]
    items = [enrolled.freeze(files=(file,)) for file in files] + enrolled.freeze_many(4)

    (data,), done = carry(enrolled)
    assert (done.envelopes, done.changes, done.files, done.lost) == (1, 7, 3, 0)
    assert done.bytes == len(data)
    assert enrolled.summary().unsent == 7, "nothing is promised before the receipts are here"

    taken = ingest(served.portal, data)
    assert (taken.outcomes, taken.files, taken.notes) == ({"accepted": 7}, 3, ())
    assert (stats()["records"], stats()["complete"], stats()["files"]) == (7, 7, 3)

    back = bring(enrolled, taken.receipts)
    assert (back.received, back.complete, back.parked, back.again) == (7, 7, 0, False)
    assert {enrolled.state(item.record).state for item in items} == {"complete"}
    assert all(outbox_questions.verify_receipt(one) for one in enrolled.receipts())
    assert refused(carry, enrolled) == "bundle.nothing"


def test_sent_both_ways_counts_once(enrolled, served, stats):
    enrolled.freeze_many(5)
    (data,), _ = carry(enrolled)

    online = enrolled.send()
    assert (online.stopped, online.received, stats()["changes"]) == ("", 5, 5)
    later = ingest(served.portal, data)

    assert (later.outcomes, stats()["changes"], stats()["envelopes"]) == ({"accepted": 5}, 5, 1)
    assert bring(enrolled, later.receipts).received == 0
    leaves = {one.leaf for one in enrolled.receipts()}
    assert len(leaves) == 5, "the same receipts, not others"


def test_carried_first_and_asked_for_online(enrolled, served, stats):
    enrolled.freeze_many(3)
    (data,), _ = carry(enrolled)
    ingest(served.portal, data)

    result = enrolled.send()

    assert (result.sent, result.received, stats()["changes"]) == (0, 3, 3)


def test_a_lost_stick_is_written_again_with_the_same_keys(enrolled, served, stats):
    enrolled.freeze_many(3)
    (lost,), _ = carry(enrolled)
    enrolled.freeze()
    (data,), done = carry(enrolled)
    assert done.changes == 4

    taken = ingest(served.portal, data)
    assert [note.code for note in taken.notes] == ["bundle.gap"]
    found = ingest(served.portal, lost)

    assert (found.notes, found.outcomes, stats()["changes"]) == ((), {"accepted": 3}, 4)


def test_the_same_volume_twice_gives_the_same_receipts(enrolled, served, stats):
    enrolled.freeze_many(2)
    (data,), _ = carry(enrolled)

    first, second = ingest(served.portal, data), ingest(served.portal, data)

    assert [note.code for note in second.notes] == ["bundle.again"]
    assert stats()["changes"] == 2
    assert bring(enrolled, first.receipts).received == 2
    again = bring(enrolled, second.receipts)
    assert (again.received, bring(enrolled, first.receipts).again) == (0, True)


def test_volumes_out_of_order_wait_for_each_other(enrolled, served, stats):
    source = seeded(3)
    large = enrolled.files.add(source(5 * MB), "lon.pdf")
    item = enrolled.freeze(files=(large,))
    volumes, done = carry(enrolled, most_bytes=2 * MB)
    assert len(volumes) == done.volumes == 3
    assert all(len(volume) <= 2 * MB for volume in volumes)

    answers = [ingest(served.portal, volumes[n]) for n in (2, 1, 0)]

    assert [[note.code for note in answer.notes] for answer in answers] == [
        ["bundle.gap", "bundle.piece_early"], ["bundle.gap", "bundle.piece_early"], [],
    ]  # fmt: skip
    assert [answer.files for answer in answers] == [0, 0, 1]
    assert stats()["missing_files"] == 0
    assert bring(enrolled, answers[2].receipts).complete == 1
    assert enrolled.state(item.record).state == "complete"


def test_an_answer_that_says_less_comes_too_late(enrolled, served):
    large = enrolled.files.add(seeded(3)(3 * MB), "lon.pdf")
    item = enrolled.freeze(files=(large,))
    first, second = carry(enrolled, most_bytes=2 * MB)[0]
    received, complete = ingest(served.portal, first).receipts, ingest(served.portal, second).receipts

    assert bring(enrolled, complete).complete == 1
    late = bring(enrolled, received)

    assert (late.changes, late.received, late.complete) == (1, 0, 0)
    assert enrolled.state(item.record).state == "complete"


def test_a_file_that_cannot_be_read_stays_behind_alone(enrolled, served):
    file = enrolled.files.add(b"x" * 1000)
    enrolled.freeze(files=(file,))
    del enrolled.files.contents[file.sha256]

    (data,), done = carry(enrolled)

    assert (done.files, done.lost) == (0, 1)
    back = bring(enrolled, ingest(served.portal, data).receipts)
    assert (back.received, back.complete) == (1, 0)
    enrolled.files.add(b"x" * 1000)
    (rest,), done = carry(enrolled)
    assert (done.envelopes, done.files) == (0, 1)
    assert bring(enrolled, ingest(served.portal, rest).receipts).complete == 1


def test_texts_alone_fit_any_mail(enrolled):
    noise = seeded(5)
    for _ in range(200):
        enrolled.freeze(an_initiative(sections={"content": noise(12_000).hex()}))
    enrolled.freeze(files=(enrolled.files.add(b"y" * 100),))

    volumes, done = carry(enrolled, text_only=True)

    assert done.files == 0
    assert len(volumes) > 1
    assert max(map(len, volumes)) <= bundle.TEXT_BYTES


def test_what_was_not_written_waits_as_before(enrolled):
    enrolled.freeze_many(3)

    def full(*_):
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        bundle.carry_out(enrolled.database, enrolled.files, enrolled.clock, enrolled.random, full)

    summary = enrolled.summary()
    assert (summary.waiting, summary.unknown) == (3, 0)
    assert enrolled.send().complete == 3


@pytest.mark.parametrize("spoil", [lambda data: data[:-100], lambda data: bytes(len(data)), lambda _: b""])
def test_a_stick_that_gives_back_something_else_is_found_at_once(enrolled, spoil):
    enrolled.freeze()

    with pytest.raises(BundleError) as error:
        bundle.carry_out(
            enrolled.database, enrolled.files, enrolled.clock, enrolled.random, lambda *a: spoil(a[2])
        )

    assert error.value.code == "bundle.not_read_back"
    assert enrolled.summary().waiting == 1


def test_a_stick_found_on_the_street_tells_nothing(enrolled, served):
    file = enrolled.files.add("Bản vẽ gá kẹp".encode() * 50, "ban-ve.pdf")
    item = enrolled.freeze(files=(file,))
    (data,), _ = carry(enrolled)

    clear = ("Cải tiến gá kẹp", "Nguyễn Văn Đức", "Bản vẽ", item.key, item.record, "ban-ve", "PK\x03\x04")
    assert not any(word.encode() in data for word in clear)
    assert refused(bundle_format.open_volume, data, [signing.new_age_identity()]) == "bundle.not_for_us"
    with enrolled.database.read() as session:
        own = outbox.union_identities(session)
    assert bundle_format.open_volume(data, own).manifest.volumes == 1, "the union itself can read it again"


def test_cut_altered_or_foreign_bytes_are_refused(enrolled, served, stats):
    enrolled.freeze_many(3)
    (data,), _ = carry(enrolled)
    middle = len(data) // 2
    flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]

    for bad in (data[:-1], data[:middle], flipped, data + b"x", b"", b"PK\x05\x06" + bytes(18)):
        assert refused(ingest, served.portal, bad) == "bundle.damaged"
    assert stats()["changes"] == 0


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_with_a_code(data):
    identity = signing.new_age_identity()
    sealed = signing.encrypt_bytes([signing.age_recipient(identity)], data)
    assert refused(bundle_format.open_volume, data, [identity]).startswith("bundle.")
    assert refused(bundle_format.open_volume, sealed, [identity]) == "bundle.malformed"


def test_who_signed_and_for_whom_is_checked(enrolled, served, tmp_path, stats):
    enrolled.freeze()
    (data,), _ = carry(enrolled)
    portal = served.portal

    forged = resealed(enrolled, portal, data, key=signing.SigningKey(b"f" * 32))
    assert refused(ingest, portal, forged) == "bundle.signature"
    assert refused(ingest, portal, resealed(enrolled, portal, data, reader="another")) == "bundle.for_another"
    assert refused(ingest, portal, resealed(enrolled, portal, data, kind="receipts")) == "bundle.kind"
    assert refused(ingest, portal, resealed(enrolled, portal, data, v=2)) == "bundle.version"
    stranger = resealed(enrolled, portal, data, sender="00000000-0000-7000-8000-000000000009")
    assert refused(ingest, portal, stranger) == "bundle.unknown_sender"
    held = list((portal.folder / "held").iterdir())
    assert [file.read_bytes() for file in held] == [stranger], "kept for the officer, as it came"
    with portal.database.write() as session:
        session.execute(text("UPDATE replica SET disabled_at = 'now'"))
    assert refused(ingest, portal, data) == "replica.disabled"
    assert stats()["changes"] == 0


def test_a_copied_folder_is_seen_by_its_numbers(enrolled, served, stats):
    enrolled.freeze()
    (data,), _ = carry(enrolled)
    ingest(served.portal, data)

    twin = resealed(enrolled, served.portal, data, made_at="other")
    later = resealed(enrolled, served.portal, data, sequence=2, previous="ab" * 32)

    assert refused(ingest, served.portal, twin) == "bundle.chain_broken"
    assert refused(ingest, served.portal, later) == "bundle.chain_broken"
    assert stats()["changes"] == 1


def test_an_envelope_of_another_unit_stays_out_and_the_rest_goes_in(enrolled, served, tmp_path, stats):
    other = open_pc(tmp_path / "other", seed=9)
    other.enrol(served.url, house.enrol_code(served.portal, "CĐCS Khác"))
    other.freeze()
    (foreign,), _ = carry(other)
    enrolled.freeze()
    (data,), _ = carry(enrolled)
    mine, theirs = opened(served.portal, data), opened(served.portal, foreign)
    (name, envelope), (_, strange) = mine.under("envelopes/")[0], theirs.under("envelopes/")[0]
    with enrolled.database.read() as session:
        key = outbox.identity(session).signing
    entries = [
        ("envelopes/000000.envelope", strange), (f"envelopes/{name}", envelope), ("envelopes/x", b"bomb"),
        (f"files/{'ab' * 32}/0", b"piece"), ("files/../../etc/0", b"x"), (f"files/{'ab' * 32}/-1", b"x"),
        ("files/etc/0", b"x"),
    ]  # fmt: skip
    _, mixed = bundle_format.seal_volume(key, mine.manifest, entries, [served.portal.age_recipient])

    taken = ingest(served.portal, mixed)

    assert [note.code for note in taken.notes] == [
        "envelope.of_another", "envelope.malformed", "bundle.piece_early", "bundle.malformed", "bundle.malformed",
        "file.not_wanted",
    ]  # fmt: skip
    assert (taken.outcomes, stats()["changes"]) == ({"accepted": 1}, 1)
    other.transport.close()
    other.database.close()


def packed_by_hand(identity: str, entries, compression=zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, content in entries:
            made.writestr(name, content)
    return signing.encrypt_bytes([signing.age_recipient(identity)], out.getvalue())


def test_bombs_are_refused_before_they_unpack(monkeypatch):
    identity = signing.new_age_identity()
    zeros = packed_by_hand(identity, [("envelopes/1", bytes(50 * MB))], zipfile.ZIP_DEFLATED)
    assert len(zeros) < MB
    assert refused(bundle_format.open_volume, zeros, [identity]) == "bundle.malformed"
    empty = packed_by_hand(identity, [])
    assert refused(bundle_format.open_volume, empty, [identity]) == "bundle.malformed"
    monkeypatch.setattr(bundle_format, "MOST_ENTRIES", 10)
    many = packed_by_hand(identity, [(str(n), b"") for n in range(11)])
    assert refused(bundle_format.open_volume, many, [identity]) == "bundle.too_many"
    monkeypatch.setattr(bundle_format, "LARGEST", 100)
    assert refused(bundle_format.open_volume, many, [identity]) == "bundle.too_large"


def test_a_bomb_in_an_envelope_is_refused_alone(enrolled, served, stats):
    """The ZIP of a volume packs nothing; what unpacks lies one floor deeper."""
    enrolled.freeze()
    (data,), _ = carry(enrolled)
    mine = opened(served.portal, data)
    (name, envelope), *_ = mine.under("envelopes/")
    head, _, _ = envelope.partition(b"\n")
    bomb = head + b"\n" + wire.compress(bytes(100 * MB))
    assert len(bomb) < MB
    with enrolled.database.read() as session:
        key = outbox.identity(session).signing
    entries = [("envelopes/000000.envelope", bomb), (f"envelopes/{name}", envelope)]
    _, mixed = bundle_format.seal_volume(key, mine.manifest, entries, [served.portal.age_recipient])

    taken = ingest(served.portal, mixed)

    assert [note.code for note in taken.notes] == ["envelope.unpacks_too_large"]
    assert (taken.outcomes, stats()["changes"]) == ({"accepted": 1}, 1)


def test_entries_that_lie_over_each_other_are_refused():
    """The directory of a ZIP can name the same bytes many times."""
    identity = signing.new_age_identity()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a", bytes(10_000))
        for number in range(50):
            info = zipfile.ZipInfo(f"b{number}")
            info.file_size = info.compress_size = 10_000
            info.header_offset = 0
            info.create_system, info.CRC = 3, made.filelist[0].CRC
            made.filelist.append(info)
            made.NameToInfo[info.filename] = info
        made._didModify = True
    sealed = signing.encrypt_bytes([signing.age_recipient(identity)], out.getvalue())
    assert refused(bundle_format.open_volume, sealed, [identity]) == "bundle.too_large"


def test_receipts_of_another_portal_or_pc_are_not_believed(enrolled, served, tmp_path):
    enrolled.freeze()
    (data,), _ = carry(enrolled)
    receipts = ingest(served.portal, data).receipts
    other = open_pc(tmp_path / "other", seed=9)
    assert refused(bring, other, receipts) == "not_enrolled"
    other.enrol(served.url, house.enrol_code(served.portal, "CĐCS Sông Đà"))
    assert refused(bring, other, receipts) == "bundle.not_for_us"
    assert refused(bring, enrolled, data) == "bundle.kind"

    with enrolled.database.read() as session:
        who, peer = outbox.identity(session), outbox.peer(session)
    volume = bundle_format.open_volume(receipts, [who.age_identity])
    entries = [(entry.name, volume.contents[entry.name]) for entry in volume.manifest.entries]
    age = [signing.age_recipient(who.age_identity)]

    def made(key, manifest, entries=entries) -> bytes:
        return bundle_format.seal_volume(key, manifest, entries, age)[1]

    thief, real = signing.SigningKey(b"t" * 32), served.portal.signing_key
    assert refused(bring, enrolled, made(thief, volume.manifest)) == "bundle.signature"
    assert refused(bring, enrolled, made(real, replace(volume.manifest, reader="x"))) == "bundle.for_another"
    head = wire.AnswerHead(
        v=1, call="envelopes", nonce="", portal=peer.id, epoch=peer.epoch, time="", size=0, root=""
    )
    for bad in (
        signing.sign_answer(thief, head, []),
        b"",
        signing.sign_answer(real, replace(head, call="hello"), []),
    ):
        forged = made(real, volume.manifest, [("answers/1.answer", bad)])
        assert refused(bring, enrolled, forged) == "bundle.answer"
    assert enrolled.summary().unknown == 1
    other.transport.close()
    other.database.close()


def test_a_reviewers_answer_comes_back_on_the_stick(enrolled, served):
    item = enrolled.freeze()
    enrolled.send()
    house.review(served.portal, item.record, "returned", "Thiếu tỷ lệ", "authors")
    enrolled.freeze()
    (data,), _ = carry(enrolled)

    back = bring(enrolled, ingest(served.portal, data).receipts)

    assert (back.returned, enrolled.state(item.record).state) == (1, "returned")
    assert enrolled.send().returned == 0, "the news is taken once"


def test_a_new_history_is_learnt_and_the_old_one_turned_away(enrolled, served):
    enrolled.freeze_many(2)
    (data,), _ = carry(enrolled)
    old = ingest(served.portal, data).receipts
    bring(enrolled, old)
    epoch = house.start_epoch(served.portal)
    restored = with_facts(served.portal, epoch=epoch)
    enrolled.freeze()
    (more,), _ = carry(enrolled)

    bring(enrolled, ingest(restored, more).receipts)
    summary = enrolled.summary()
    assert (summary.complete, summary.unknown) == (1, 2), "the portal shows its receipts again first"
    assert refused(bring, enrolled, old) == "bundle.older"
    (again,), done = carry(enrolled)
    assert done.changes == 2
    bring(enrolled, ingest(restored, again).receipts)
    assert enrolled.summary().complete == 3


def test_without_enrolment_there_is_nobody_to_write_to(pc):
    pc.freeze()
    assert refused(carry, pc) == "not_enrolled"


@pytest.mark.parametrize("size", [0, 2 * MB - 1, 200 * MB + 1])
def test_volumes_have_a_sensible_size(enrolled, size):
    enrolled.freeze()
    with pytest.raises(BundleError) as error:
        carry(enrolled, most_bytes=size)
    assert (error.value.code, error.value.facts) == ("bundle.size", {"least": 2, "most": 200})


@settings(max_examples=80)
@given(
    st.lists(st.integers(1, 1_500_000), max_size=20),
    st.lists(st.integers(1, 9_000_000), max_size=6),
    st.integers(2 * MB, 20 * MB),
)
def test_every_plan_fits_and_carries_all(envelopes, files, most):
    due = [FileDue(f"{n:064x}", size) for n, size in enumerate(files)]
    volumes = bundle._planned([bytes(size) for size in envelopes], due, most)

    for volume in volumes:
        inside = sum(item.size + bundle_format.ENTRY_ROOM for item in volume)
        assert inside + bundle_format.FIXED_ROOM + most // 4096 <= most
    pieces = [item for volume in volumes for item in volume if item.sha256]
    for file in due:
        own = [(item.offset, item.size) for item in pieces if item.sha256 == file.sha256]
        ends = [offset + size for offset, size in own]
        assert [offset for offset, _ in own] == [0, *ends[:-1]]
        assert ends[-1] == file.size
    assert sum(not item.sha256 for volume in volumes for item in volume) == len(envelopes)


def test_the_portals_command_takes_a_file_and_writes_the_answer(enrolled, served, tmp_path, capsys):
    enrolled.freeze_many(2)
    (data,), _ = carry(enrolled)
    stick = tmp_path / "nop.goi"
    stick.write_bytes(data)
    answer = tmp_path / "bien-nhan.goi"
    folder = str(served.portal.folder)

    assert cli.main(["ingest", str(stick), "--data", folder, "--receipts", str(answer), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["outcomes"], told["notes"], told["envelopes"]) == ({"accepted": 2}, [], 1)
    assert bring(enrolled, answer.read_bytes()).complete == 2

    stick.write_bytes(data[:-1])
    answer.unlink()
    assert cli.main(["ingest", str(stick), "--data", folder, "--receipts", str(answer)]) == 1
    assert "cụt" in capsys.readouterr().err
    assert not answer.exists()
    assert cli.main(["ingest", str(tmp_path / "none"), "--data", folder, "--receipts", str(answer)]) == 1
    assert SystemClock().now()


def test_where_nothing_waits_a_bundle_may_ask_for_news_alone(enrolled, served):
    item = enrolled.freeze()
    enrolled.send()
    house.review(served.portal, item.record, "returned", "Thiếu tỷ lệ", "authors")
    assert refused(carry, enrolled) == "bundle.nothing"

    (data,), done = carry(enrolled, ask_news=True)

    assert (done.envelopes, done.changes, done.files, done.volumes) == (0, 0, 0, 1)
    taken = ingest(served.portal, data)
    assert (taken.envelopes, taken.outcomes) == (0, {})
    assert bring(enrolled, taken.receipts).returned == 1
    assert enrolled.state(item.record).state == "returned"
