"""A relay that no line leads up from: a stick goes up with what PCs signed, each word comes back with its proof."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync import cli, enrolment, outbox_beyond, outbox_questions
from sync.bundle_format import BundleError
from sync.clock import SystemClock
from sync.portal import house, relay, relay_bundles, requests
from sync.portal.house import Portal, PortalRefused
from sync.portal.ingest import Ingested, ingest
from sync.portal.serving import serve_in_thread
from sync.transport import HttpTransport
from tests.sync.conftest import Pc, an_initiative, open_pc, seeded

UNIT = "CĐCS Sông Đà"


@dataclass
class Site:
    """A PC and its relay on a building site; the portal of the province is reached by stick alone."""

    pc: Pc
    station: Portal
    above: Portal

    def write(self) -> list[bytes]:
        written: list[bytes] = []

        def place(_number: int, _of: int, data: bytes) -> bytes:
            written.append(data)
            return data

        relay_bundles.carry_out(self.station, place)
        return written

    def trip(self) -> Ingested:
        """A stick goes up, its answer comes back, the PC asks for news."""
        (data,) = self.write()
        done = ingest(self.above, data)
        relay_bundles.carry_in(self.station, done.receipts)
        self.pc.send()
        return done


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    house.make(tmp_path / "above", "Cổng tỉnh", SystemClock(), seeded(21))
    house.make(tmp_path / "station", "Trạm công trường", SystemClock(), seeded(22))
    line = HttpTransport()
    with serve_in_thread(tmp_path / "above", random=seeded(23)) as above:
        bare = house.open_portal(tmp_path / "station", SystemClock(), os.urandom)
        relay.set_upstream(bare, line, above.url, house.enrol_code(above.portal, "Trạm", "relay"))
        bare.close()
    line.close()
    far = house.open_portal(tmp_path / "above", SystemClock(), seeded(24))
    with serve_in_thread(tmp_path / "station", random=seeded(25)) as station:
        pc = open_pc(tmp_path / "pc")
        pc.enrol(station.url, house.enrol_code(station.portal, UNIT))
        code = house.enrol_code(far, UNIT)
        enrolment.enrol_beyond(pc.database, pc.transport, pc.clock, pc.random, code)
        yield Site(pc, station.portal, far)
        pc.transport.close()
        pc.database.close()
    far.close()


def test_the_first_trip_makes_the_pc_known_and_brings_its_records(site: Site) -> None:
    item = site.pc.freeze(an_initiative(), files=(site.pc.files.add(b"x" * 90_000),))
    site.pc.send()

    done = site.trip()

    assert (done.outcomes, done.notes) == ({"accepted": 1}, ())
    receipts = site.pc.receipts(item.record)
    assert {stored.portal_name for stored in receipts} == {"Trạm công trường", "Cổng tỉnh"}
    assert all(outbox_questions.verify_receipt(stored) for stored in receipts)
    assert house.stats(site.above)["missing_files"] == 1  # the file goes with the trip after its text

    site.trip()

    assert (house.stats(site.above)["complete"], house.stats(site.above)["changes"]) == (1, 1)
    with site.pc.database.read() as session:
        assert outbox_beyond.summary(session).complete == 1


def test_what_a_reviewer_says_comes_back_with_the_next_stick(site: Site) -> None:
    item = site.pc.freeze()
    site.pc.send()
    site.trip()
    house.review(site.above, item.record, "approved")

    site.trip()

    assert site.pc.state(item.record).state == "approved"
    assert not requests.waiting(site.above)


def test_a_stick_that_was_lost_is_written_again_and_one_read_twice_doubles_nothing(site: Site) -> None:
    site.pc.freeze_many(3)
    site.pc.send()
    site.trip()
    site.pc.freeze_many(2)
    site.pc.send()
    site.write()  # lost

    (again,) = site.write()
    for _ in range(2):
        relay_bundles.carry_in(site.station, ingest(site.above, again).receipts)

    assert (house.stats(site.above)["records"], house.stats(site.above)["changes"]) == (5, 5)
    assert relay.waits(site.station) == 0


def test_a_pc_s_stick_brings_no_claims(site: Site, tmp_path: Path) -> None:
    """Only a relay speaks for others; nothing of it is taken from anybody else."""
    with pytest.raises(PortalRefused, match=r"relay\.none"):
        relay_bundles.carry_in(site.above, b"")
    with pytest.raises(BundleError, match=r"bundle\."):
        relay_bundles.carry_in(site.station, b"no bundle")


def test_by_orders_on_the_command_line(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item = site.pc.freeze()
    site.pc.send()
    stick, back = tmp_path / "len.goitep", tmp_path / "ve.goitep"

    for words in (
        ["pass-on", "--data", str(site.station.folder), "--out", str(stick)],
        ["ingest", str(stick), "--data", str(site.above.folder), "--receipts", str(back)],
        ["pass-on", "--data", str(site.station.folder), "--take", str(back), "--lang", "en"],
    ):
        assert cli.main(words) == 0
    site.pc.send()

    assert "The portal above took 0, 1 wait." in capsys.readouterr().err
    assert "Cổng tỉnh" in {stored.portal_name for stored in site.pc.receipts(item.record)}
