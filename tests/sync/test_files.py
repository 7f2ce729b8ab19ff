"""Files: after the texts, small ones first, in pieces, resumed where they were cut, complete at the end."""

from __future__ import annotations

import base64
import socket
import time
from datetime import timedelta
from hashlib import sha256

import pytest
from helpers.ports import a_port

from sync import calls, outbox, wire
from sync.clock import FixedClock, SystemClock
from sync.outbox_questions import PortalState, verify_receipt
from sync.outcomes import Offset
from sync.portal import house
from sync.portal.blobs import Blobs
from sync.portal.faults import Misdeed
from sync.portal.serving import serve_in_thread
from tests.sync.conftest import an_initiative

LOST = "mất".encode()


def with_files(pc, *contents: bytes):
    files = tuple(pc.files.add(content, f"tệp {n}.pdf") for n, content in enumerate(contents))
    return pc.freeze(an_initiative("Có tệp kèm"), files=files)


def test_a_record_is_received_with_its_text_and_complete_with_its_last_file(enrolled, served, stats):
    item = with_files(enrolled, b"x" * 300_000, b"y" * 1_000)

    first = enrolled.send(text_only=True)
    assert (first.received, first.complete) == (1, 0)
    assert enrolled.state(item.record).state is PortalState.RECEIVED
    assert enrolled.summary().files_waiting == stats()["missing_files"] == 2

    second = enrolled.send()
    assert (second.stopped, second.received, second.complete) == ("", 0, 1)
    assert enrolled.state(item.record).state is PortalState.COMPLETE
    assert (stats()["files"], stats()["missing_files"], enrolled.summary().files_waiting) == (2, 0, 0)

    receipts = enrolled.receipts(item.record)
    assert [stored.receipt.state for stored in receipts] == ["received", "complete"]
    assert len(receipts[0].receipt.missing) == 2
    assert all(verify_receipt(stored) for stored in receipts)
    assert receipts[0].receipt.at == receipts[1].receipt.at <= receipts[1].receipt.completed_at


def test_the_portal_has_the_very_bytes(enrolled, served):
    content = bytes(range(256)) * 3_000
    with_files(enrolled, content)
    enrolled.send()

    stored = served.portal.blobs.path(sha256(content).hexdigest())

    assert stored.read_bytes() == content
    assert list((stored.parents[2] / "uploads").iterdir()) == []


def test_small_files_go_first_and_pieces_grow(enrolled, served):
    with_files(enrolled, b"L" * 600_000, b"s" * 10)
    enrolled.send()

    pieces = [call for call in served.practice.served if call.startswith("PATCH")]
    small, large = sha256(b"s" * 10).hexdigest(), sha256(b"L" * 600_000).hexdigest()

    assert pieces[0].endswith(small)
    assert [call.rpartition("/")[2] for call in pieces[1:]] == [large] * 3  # 128 KiB, 256 KiB, the rest


def test_a_file_that_two_records_share_travels_once(enrolled, served, stats):
    with_files(enrolled, b"chung" * 20_000)
    enrolled.send()
    before = served.practice.served.count("POST /v1/files")

    with_files(enrolled, b"chung" * 20_000)
    result = enrolled.send()

    assert (result.complete, stats()["files"]) == (1, 1)
    assert served.practice.served.count("POST /v1/files") == before


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "cut", "error_after", "html"])
def test_a_cut_upload_goes_on_where_it_stopped(enrolled, served, stats, kind):
    with_files(enrolled, b"\x07" * 900_000)
    served.practice.misdeeds = [Misdeed(kind=kind, on="PATCH", skip=2)]
    while enrolled.summary().complete < 1:
        enrolled.send()

    sent = sum(1 for call in served.practice.served if call.startswith("PATCH"))

    assert stats()["complete"] == 1
    assert sent <= 7  # never from the start again; a new round begins with small pieces


def test_three_days_offline_in_the_middle(enrolled, served, stats):
    """The part stays at the portal; the next round asks for the offset and sends the rest only."""
    with_files(enrolled, b"\x08" * 900_000)
    served.practice.misdeeds = [
        Misdeed(kind="html", on="PATCH", skip=2, times=1),
        Misdeed(kind="html", on="POST /v1/files/", times=1),  # nor by the method that stands for it
    ]
    assert enrolled.send().stopped == "not_the_portal"
    served.practice.served.clear()

    result = enrolled.send()

    assert (result.complete, stats()["complete"]) == (1, 1)
    assert "POST /v1/files" not in served.practice.served
    assert result.bytes < 900_000


@pytest.mark.parametrize(("days", "is_kept"), [(3, True), (29, True), (31, False)])
def test_what_came_of_a_file_stays_for_thirty_days(pc, portal_folder, days, is_kept):
    """The portal was started again meanwhile; after that the file comes whole, from its beginning."""
    port, content = a_port(), b"\x09" * 900_000
    with serve_in_thread(portal_folder, practice=True, port=port) as served:
        pc.enrol(served.url, house.enrol_code(served.portal, "CĐCS"))
        with_files(pc, content)
        served.practice.misdeeds = [
            Misdeed(kind="html", on="PATCH", skip=2, times=1),
            Misdeed(kind="html", on="POST /v1/files/", times=1),
        ]
        assert pc.send().stopped == "not_the_portal"
        (unit,) = pc.ask("SELECT unit FROM sync_peer")[0]
        held = served.portal.blobs.held(unit, sha256(content).hexdigest())
    later = FixedClock(SystemClock().now() + timedelta(days=days), timedelta(milliseconds=1))
    with serve_in_thread(portal_folder, practice=True, port=port, clock=later) as served:
        result = pc.send()
        offsets = [call for call in served.practice.served if call == "POST /v1/files"]
        assert (result.stopped, result.complete, house.stats(served.portal)["files"]) == ("", 1, 1)
    assert held > 0
    assert (result.bytes < len(content), not offsets) == (is_kept, is_kept)


@pytest.mark.parametrize("loss", ["gone", "changed"])
def test_a_file_that_this_pc_cannot_give_stops_only_itself(enrolled, stats, loss):
    bad = with_files(enrolled, LOST)
    good = with_files(enrolled, b"here" * 100)
    name = sha256(LOST).hexdigest()
    if loss == "gone":
        del enrolled.files.contents[name]
    else:
        enrolled.files.contents[name] = b"other"

    result = enrolled.send()

    assert (result.stopped, result.received, result.complete) == ("", 2, 1)
    assert enrolled.state(good.record).state is PortalState.COMPLETE
    assert enrolled.state(bad.record).state is PortalState.RECEIVED
    assert (enrolled.summary().files_lost, enrolled.summary().files_waiting) == (1, 1)

    enrolled.files.contents[name] = LOST
    assert enrolled.send().complete == 1
    assert enrolled.summary().files_lost == 0


def test_an_empty_file_is_a_file_too(enrolled, stats):
    with_files(enrolled, b"")

    assert enrolled.send().complete == 1
    assert stats()["missing_files"] == 0


def test_progress_counts_what_the_portal_confirmed(enrolled):
    with_files(enrolled, b"p" * 500_000)
    seen = []

    enrolled.send(progress=seen.append)

    assert [step.confirmed for step in seen] == sorted(step.confirmed for step in seen)
    assert seen[-1].step == "done"
    assert seen[-1].confirmed >= 500_000


def tus(served, enrolled, method, path, body=b"", **headers):
    """One raw call, as any public tus client makes it."""
    import requests

    with enrolled.database.read() as session:
        from sync import outbox

        token = outbox.peer(session).token
    return requests.request(
        method,
        served.url + path,
        data=body,
        timeout=90,
        headers={
            "Authorization": f"Bearer {token}",
            "Tus-Resumable": "1.0.0",
            wire.NONCE_HEADER: "n",
            **headers,
        },
    )


@pytest.fixture
def awaited(enrolled, served) -> tuple[str, bytes]:
    content = b"tus" * 1_000
    with_files(enrolled, content)
    enrolled.send(text_only=True)
    return sha256(content).hexdigest(), content


def begin(served, enrolled, name, size):
    metadata = base64.b64encode(name.encode()).decode()
    return tus(
        served,
        enrolled,
        "POST",
        "/v1/files",
        **{"Upload-Length": str(size), "Upload-Metadata": f"sha256 {metadata}"},
    )


PATCHED = {"Content-Type": "application/offset+octet-stream"}


def test_tus_says_what_it_can(served, enrolled):
    answer = tus(served, enrolled, "OPTIONS", "/v1/files")

    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Extension"] == "creation,checksum,expiration"


def test_tus_creates_takes_pieces_and_tells_the_offset(served, enrolled, awaited):
    name, content = awaited
    created = begin(served, enrolled, name, len(content))
    assert (created.status_code, created.headers["Upload-Offset"]) == (201, "0")
    assert "Upload-Expires" in created.headers
    where = created.headers["Location"]

    taken = tus(served, enrolled, "PATCH", where, content[:1_000], **PATCHED, **{"Upload-Offset": "0"})
    assert (taken.status_code, taken.headers["Upload-Offset"]) == (204, "1000")
    assert tus(served, enrolled, "HEAD", where).headers["Upload-Offset"] == "1000"
    assert begin(served, enrolled, name, len(content)).headers["Upload-Offset"] == "1000"

    override = {"Upload-Offset": "1000", "X-HTTP-Method-Override": "PATCH"}
    rest = tus(served, enrolled, "POST", where, content[1_000:], **PATCHED, **override)
    assert rest.headers["Upload-Offset"] == "3000"
    assert tus(served, enrolled, "HEAD", where).headers["Upload-Length"] == "3000"


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Upload-Offset": "7"}, 409, "offset.differs"),
        ({"Upload-Offset": "0", "Upload-Checksum": "sha256 AAAA"}, 460, "checksum.differs"),
        ({"Upload-Offset": "0", "Upload-Checksum": "crc9 AAAA"}, 400, "checksum.unknown"),
        ({"Upload-Offset": "0", "Content-Type": "text/plain"}, 415, "piece.media_type"),
    ],
)
def test_tus_refuses_what_does_not_fit(served, enrolled, awaited, headers, status, code):
    name, content = awaited
    begin(served, enrolled, name, len(content))

    answer = tus(served, enrolled, "PATCH", f"/v1/files/{name}", content[:9], **{**PATCHED, **headers})

    assert (answer.status_code, answer.json()["title"]) == (status, code)
    assert tus(served, enrolled, "HEAD", f"/v1/files/{name}").headers["Upload-Offset"] == "0"


def test_a_whole_upload_of_other_bytes_is_dropped(served, enrolled, awaited):
    name, content = awaited
    begin(served, enrolled, name, len(content))

    answer = tus(
        served, enrolled, "PATCH", f"/v1/files/{name}", b"z" * 3_000, **PATCHED, **{"Upload-Offset": "0"}
    )

    assert (answer.status_code, answer.json()["title"]) == (460, "file.other_bytes")
    assert tus(served, enrolled, "HEAD", f"/v1/files/{name}").status_code == 404


def test_a_file_that_comes_out_wrong_twice_is_left_and_stops_nothing_else(
    enrolled, served, stats, monkeypatch
):
    """A portal whose disk spoils one file would else have it sent for ever, at somebody's cost."""
    spoilt, whole = b"s" * 40_000, b"w" * 50_000
    with_files(enrolled, spoilt)
    with_files(enrolled, whole)
    finish = Blobs.finish
    tries = []

    def spoil(blobs: Blobs, unit: str, content: str) -> bool:
        if content != sha256(spoilt).hexdigest():
            return finish(blobs, unit, content)
        tries.append(content)
        blobs.append(unit, content, b"x")
        return finish(blobs, unit, content)

    monkeypatch.setattr(Blobs, "finish", spoil)
    result = enrolled.send()

    assert (result.complete, len(tries), stats()["missing_files"]) == (1, 2, 1)
    monkeypatch.setattr(Blobs, "finish", finish)
    assert enrolled.send().complete == 1


def test_only_named_files_of_the_named_size_are_taken(served, enrolled, awaited):
    name, content = awaited

    assert begin(served, enrolled, "0" * 64, 5).json()["title"] == "file.not_wanted"
    assert begin(served, enrolled, "../../etc/passwd", 5).json()["title"] == "file.not_wanted"
    assert begin(served, enrolled, name, len(content) + 1).json()["title"] == "file.other_size"
    too_much = tus(
        served, enrolled, "PATCH", f"/v1/files/{name}", b"z" * 10, **PATCHED, **{"Upload-Offset": "0"}
    )
    assert too_much.status_code == 404
    begin(served, enrolled, name, len(content))
    too_much = tus(
        served, enrolled, "PATCH", f"/v1/files/{name}", b"z" * 3_001, **PATCHED, **{"Upload-Offset": "0"}
    )
    assert too_much.json()["title"] == "piece.too_large"


def test_old_unfinished_uploads_are_swept(served, enrolled, awaited):
    name, content = awaited
    begin(served, enrolled, name, len(content))
    upload = next(served.portal.folder.joinpath("uploads").iterdir())

    assert served.portal.blobs.expire(upload.stat().st_mtime - 1) == 0
    assert served.portal.blobs.expire(upload.stat().st_mtime + 1) == 1
    assert not upload.exists()


def test_pieces_may_come_in_any_order(tmp_path):
    blobs = Blobs(tmp_path)
    content = sha256(b"abcdefghij").hexdigest()
    for offset, piece in ((6, b"ghij"), (3, b"defg")):
        blobs.set_aside("u", content, offset, piece)
        assert blobs.join("u", content)
        assert blobs.held("u", content) == 0
    blobs.set_aside("u", content, 0, b"abcd")

    assert blobs.join("u", content)
    assert blobs.held("u", content) == 10
    assert not blobs.join("u", content)
    assert blobs.finish("u", content)


def test_one_at_a_time_adds_to_an_upload(tmp_path):
    blobs, beside = Blobs(tmp_path), Blobs(tmp_path)
    with blobs.alone("u", "c") as first, beside.alone("u", "c") as second, beside.alone("u", "d") as other:
        assert (first, second, other) == (True, False, True)
    with beside.alone("u", "c") as again:
        assert again


def test_of_a_piece_that_was_cut_the_beginning_is_kept(enrolled, served, stats):
    """On a line that breaks every few seconds nothing that arrived is sent twice."""
    content = bytes(range(256)) * 800
    with_files(enrolled, content)
    enrolled.send(text_only=True)
    name = sha256(content).hexdigest()
    with enrolled.database.read() as session:
        peer = outbox.peer(session)
    assert enrolled.transport.exchange(
        calls.file_creation(peer, enrolled.random, name, len(content))
    ) == Offset(0)
    piece = calls.file_piece(peer, enrolled.random, name, 0, content[:100_000])
    head = [f"PATCH /v1/files/{name} HTTP/1.1", "Host: portal", "Content-Length: 100000"]
    head += [f"{field}: {value}" for field, value in piece.headers.items()]
    with socket.create_connection(("127.0.0.1", int(served.url.rpartition(":")[2]))) as line:
        line.sendall("\r\n".join([*head, "", ""]).encode() + content[:40_000])
    asked = calls.file_offset(peer, enrolled.random, name)
    deadline = time.monotonic() + 120
    while enrolled.transport.exchange(asked) != Offset(40_000) and time.monotonic() < deadline:
        time.sleep(0.05)
    served.practice.served.clear()

    assert enrolled.send().complete == 1
    assert stats()["files"] == 1
    assert served.portal.blobs.path(name).read_bytes() == content
