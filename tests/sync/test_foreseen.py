"""What both ends foresee of an answer: the same lines on both sides, and few bytes between them."""

from __future__ import annotations

from sync import foreseen, signing, wire
from tests.sync.test_wire import KEY, MANIFEST


def test_an_answer_that_says_what_was_foreseen_costs_next_to_nothing(enrolled, served, monkeypatch):
    answers: list[tuple[bytes, bytes]] = []
    compress = wire.compress

    def noted(data: bytes, against: bytes = b"") -> bytes:
        answers.append((data, compress(data, against)))
        return answers[-1][1]

    monkeypatch.setattr(wire, "compress", noted)
    enrolled.freeze_many(200)

    result = enrolled.send()

    receipts = [(said, sent) for said, sent in answers if b'"accepted"' in said]
    assert result.complete == sum(said.count(b'"accepted"') for said, _ in receipts) == 200
    on_line = sum(len(sent) for _, sent in receipts)
    assert on_line < sum(len(compress(said)) for said, _ in receipts) / 4


def test_what_nobody_would_take_foresees_nothing():
    assert foreseen.leaves(b"no envelope", "portal") == b""
    assert wire.compress(b"x", b"") == wire.compress(b"x")


def test_without_the_very_same_foresight_an_answer_stays_wrong():
    _, data = signing.seal_envelope(KEY, MANIFEST, [b'{"record":"r"}'])
    against = foreseen.leaves(data, "portal")
    frame = wire.compress(against, against)

    assert b'"portal":"portal"' in against
    assert wire.decompress(frame, 10_000, "answer", against) == against
    assert _unpacked(frame, against.replace(b"r", b"s")) != against


def _unpacked(frame: bytes, against: bytes) -> bytes | str:
    try:
        return wire.decompress(frame, 10_000, "answer", against)
    except wire.WireError as error:
        return error.code
