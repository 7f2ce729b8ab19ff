"""What a round says at once, on lines of a known width: the bytes are real, only their time is reckoned."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from sync import pace
from sync.clock import FixedClock
from tests.sync.conftest import NOON, Pc


class Width:
    """A line that takes its time for each byte, by the PC's own clock; `pages`: how much news was asked for at once."""

    def __init__(self, pc: Pc, rate: int) -> None:
        self._line, self._clock, self.rate = pc.transport, pc.clock, rate
        self.pages: list[int] = []

    def exchange(self, request, meanwhile=None):
        outcome = self._line.exchange(request, meanwhile)
        self._clock.move(timedelta(seconds=len(request.body) / self.rate))
        if request.call == "changes":
            self.pages.append(int(parse_qs(urlsplit(request.url).query)["most"][0]))
        return outcome

    def close(self) -> None:
        self._line.close()


@pytest.fixture
def on_a_line(enrolled):
    """The PC, on a line of so many bytes a second."""
    enrolled.clock = FixedClock(NOON)
    real = enrolled.transport

    def put(rate: int) -> Pc:
        enrolled.transport = Width(enrolled, rate)
        return enrolled

    yield put
    enrolled.transport = real


def envelopes(pc: Pc) -> list[int]:
    """How many changes went in each, in the order in which they left."""
    return [
        row[0]
        for row in pc.ask(
            "SELECT count(*) FROM sync_envelope_change c JOIN sync_envelope e ON e.id = c.envelope "
            "GROUP BY e.sequence ORDER BY e.sequence"
        )
    ]


def test_envelopes_grow_on_a_wide_line(on_a_line):
    pc = on_a_line(10_000_000)
    pc.freeze_many(500)

    assert pc.send().complete == 500

    first, second, *_ = envelopes(pc)
    assert second > 2 * first
    assert pc.transport.pages == [pace.LARGEST_PAGE]


def test_envelopes_shrink_on_a_narrow_line_and_the_next_round_begins_with_small_ones(on_a_line):
    pc = on_a_line(1_000)
    pc.freeze_many(300)

    assert pc.send().complete == 300
    of_the_first = envelopes(pc)
    pc.freeze_many(100)
    assert pc.send().complete == 100

    assert of_the_first[1] < of_the_first[0]
    assert envelopes(pc)[len(of_the_first)] < of_the_first[0]
    assert pc.transport.pages[-1] == pace.SMALLEST_PAGE


def test_pieces_of_files_follow_the_width_too(on_a_line, served):
    """At most 256 KiB, as the portal says; nowhere near them where the line became narrow."""
    pc = on_a_line(10_000_000)
    pieces = []
    for content in (b"a" * 1_200_000, b"b" * 1_200_000):
        served.practice.served.clear()
        pc.freeze(files=(pc.files.add(content),))
        assert pc.send().complete == 1
        pieces.append(len([call for call in served.practice.served if call.startswith("PATCH")]))
        pc.transport.rate = 2_000

    wide, narrow = pieces
    assert wide == 6  # one of 64 KiB, the others as long as they may be
    assert narrow > wide
