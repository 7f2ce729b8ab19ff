"""Gói tệp from a real folder to a real portal and back, as files on a disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from helpers import orders
from helpers.builders import UNION, a_clock, a_recognition, an_initiative, as_role, stored

from desktop.domain.access import Role
from desktop.domain.problems import Refused, Stopped
from desktop.services import bundles, files, handed, handing_over, initiatives
from desktop.services.desk import Desk
from desktop.store.initiatives import INITIATIVES
from sync.portal import house
from sync.portal.ingest import ingest
from sync.portal.serving import Served, serve_in_thread


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Served]:
    folder = tmp_path / "cong"
    house.make(folder, "Cổng mẫu", a_clock(), Random(3).randbytes)
    with serve_in_thread(folder, random=Random(4).randbytes) as served:
        yield served


@pytest.fixture
def carrying(office: Desk, portal: Served, tmp_path: Path) -> Desk:
    """Two frozen initiatives, one with a file, on a PC that is enrolled and has lost its link."""
    from dataclasses import replace

    paper = tmp_path / "ban-ve.pdf"
    paper.write_bytes(b"%PDF-1.4\n" + Random(5).randbytes(3_000_000))
    attached = files.attach(office, paper)
    handing_over.enrol(office, portal.url, house.enrol_code(portal.portal, UNION.name))
    ids = stored(office, an_initiative("Gá kẹp", attachments=(attached,)), an_initiative("Băng tải"))
    for record in ids:
        value = office.look(initiatives.get, record)
        office.do(orders.put, INITIATIVES, replace(value, recognition=a_recognition()))
    office.do(handing_over.submit, list(ids))
    return office


def code_of(work, *arguments, **wishes) -> str:
    with pytest.raises(Refused) as refused:
        work(*arguments, **wishes)
    return refused.value.code


def test_carried_there_and_back_it_is_handed_over(carrying: Desk, portal: Served, tmp_path: Path) -> None:
    stick = tmp_path / "thẻ nhớ" / "Nộp tháng 3.goi"

    written = bundles.write_out(carrying, stick)

    assert (written.changes, written.files, written.volumes) == (2, 1, (stick,))
    assert written.bytes == stick.stat().st_size
    assert carrying.look(handing_over.summary).unsent == 2
    answer = tmp_path / "biên nhận.goi"
    answer.write_bytes(ingest(portal.portal, stick.read_bytes()).receipts)
    taken = bundles.take_in(carrying, answer)
    assert (taken.received, taken.complete) == (2, 2)
    summary = carrying.look(handing_over.summary)
    assert (summary.unsent, summary.complete) == (0, 2)
    assert all(receipt.verified for receipt in carrying.look(handed.receipts))
    assert code_of(bundles.write_out, carrying, tmp_path / "nữa.goi") == "bundle.nothing"


def test_volumes_are_named_and_keep_within_their_size(carrying: Desk, tmp_path: Path) -> None:
    written = bundles.write_out(carrying, tmp_path / "nop.goi", megabytes=2)

    assert [path.name for path in written.volumes] == ["nop.1-2.goi", "nop.2-2.goi"]
    assert all(path.stat().st_size <= 2_000_000 for path in written.volumes)
    texts = bundles.write_out(carrying, tmp_path / "chu.goi", text_only=True)
    assert (texts.files, texts.changes, texts.bytes < 100_000) == (0, 2, True)


def test_what_cannot_be_done_is_refused_with_a_code(carrying: Desk, tmp_path: Path) -> None:
    there = tmp_path / "co-san.goi"
    there.write_bytes(b"x")
    assert code_of(bundles.write_out, carrying, there) == "bundle.out_exists"
    assert there.read_bytes() == b"x"
    assert code_of(bundles.write_out, carrying, tmp_path / "to.goi", megabytes=1) == "bundle.size"
    assert code_of(bundles.take_in, carrying, tmp_path / "khong.goi") == "bundle.missing"
    assert code_of(bundles.take_in, carrying, there) == "bundle.damaged"
    own = bundles.write_out(carrying, tmp_path / "nop.goi").volumes[0]
    assert code_of(bundles.take_in, carrying, own) == "bundle.kind"
    reader = as_role(carrying, Role.READER)
    assert code_of(bundles.write_out, reader, tmp_path / "x.goi") == "right.missing"


def test_stopped_before_a_volume_nothing_lies_there_and_all_waits_as_before(
    carrying: Desk, portal: Served, tmp_path: Path
) -> None:
    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        bundles.write_out(carrying, tmp_path / "gói.goi", stop=stop)

    assert list(tmp_path.glob("*.goi")) == []
    assert carrying.look(handing_over.summary).unknown == 0
    assert bundles.write_out(carrying, tmp_path / "gói.goi").changes == 2
