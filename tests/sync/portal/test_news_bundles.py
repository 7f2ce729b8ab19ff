"""News for units that come by stick: written by the portal itself, read as the answer to a stick is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync import bundle, cli
from sync.bundle_format import BundleError
from sync.portal import house, news_bundles
from sync.portal.ingest import ingest
from sync.portal.serving import Served
from tests.sync.conftest import Pc, open_pc
from tests.sync.test_bundle import bring, carry


def test_an_answer_reaches_a_unit_that_brought_no_new_stick(
    enrolled: Pc,
    served: Served,
    tmp_path: Path,
) -> None:
    item = enrolled.freeze()
    volumes, _ = carry(enrolled)
    bring(enrolled, ingest(served.portal, volumes[0]).receipts)
    assert news_bundles.write_all(served.portal, tmp_path / "out") == []

    house.review(served.portal, item.record, "approved")
    ((unit, path),) = news_bundles.write_all(served.portal, tmp_path / "out")
    bring(enrolled, path.read_bytes())

    assert (unit, enrolled.state(item.record).state) == ("CĐCS Sông Đà", "approved")


def test_one_that_is_lost_costs_nothing(enrolled: Pc, served: Served, tmp_path: Path) -> None:
    """What the portal wrote is not what the PC read."""
    item = enrolled.freeze()
    volumes, _ = carry(enrolled)
    bring(enrolled, ingest(served.portal, volumes[0]).receipts)
    house.review(served.portal, item.record, "returned", "Thiếu số tiền", "benefit")
    news_bundles.write_all(served.portal, tmp_path / "lost")
    house.review(served.portal, item.record, "approved")

    ((_, path),) = news_bundles.write_all(served.portal, tmp_path / "out")
    assert bring(enrolled, path.read_bytes()).returned == 1
    assert enrolled.state(item.record).state == "approved"


def test_a_pc_on_the_line_gets_none_and_nobody_reads_another_s(
    enrolled: Pc,
    served: Served,
    tmp_path: Path,
) -> None:
    other = open_pc(tmp_path / "other", seed=9)
    other.enrol(served.url, house.enrol_code(served.portal, "CĐCS May 10"))
    item = other.freeze()
    other.send()
    house.review(served.portal, item.record, "approved")
    assert cli.main(["news", str(tmp_path / "out"), "--data", str(served.portal.folder)]) == 0
    assert list((tmp_path / "out").iterdir()) == []

    volumes, _ = carry(enrolled, ask_news=True)
    ingest(served.portal, volumes[0])
    house.review(served.portal, item.record, "returned", "Thiếu")
    assert news_bundles.write_all(served.portal, tmp_path / "out") == []
    with pytest.raises(BundleError):
        bundle.carry_in(other.database, other.clock, volumes[0])
    other.transport.close()
    other.database.close()
