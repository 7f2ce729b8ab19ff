"""A round of exchange over a real socket, with a portal that behaves."""

from __future__ import annotations


def test_frozen_goes_out_once_and_comes_back_with_receipts(enrolled, stats):
    frozen = enrolled.freeze_many(5)

    result = enrolled.send()

    assert (result.stopped, result.sent, result.received, result.complete) == ("", 5, 5, 5)
    assert (result.waiting, result.unknown, result.parked, result.next_try) == (0, 0, 0, None)
    assert stats()["records"] == stats()["changes"] == stats()["complete"] == 5
    assert {enrolled.state(item.record).state for item in frozen} == {"complete"}

    again = enrolled.send()

    assert (again.sent, again.received, stats()["changes"]) == (0, 0, 5)
