"""Safe to wipe: yes only with a backup elsewhere that was just read and receipts where due; else what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from helpers import orders
from helpers.builders import a_clock, a_council_fact, a_recognition, an_initiative

from desktop.domain.initiative import Initiative
from desktop.services import backups, files, handing_over, initiatives, wipe_paper, wiping
from desktop.services.desk import Desk
from desktop.store.initiatives import INITIATIVES
from sync.portal import house
from sync.portal.serving import Served, serve_in_thread


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A second disk, as far as this test is concerned."""
    place = tmp_path / "usb"
    place.mkdir()
    monkeypatch.setattr(backups, "on_same_disk", lambda one, other: "usb" not in str(one))
    return place


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    house.make(tmp_path / "portal", "Cổng mẫu", a_clock(), Random(3).randbytes)
    with serve_in_thread(tmp_path / "portal", random=Random(4).randbytes) as served:
        yield served


def codes(desk: Desk, elsewhere: Path | None = None) -> set[str]:
    return {item.code for item in wiping.prove(desk, elsewhere).missing}


def kept(desk: Desk, tmp_path: Path) -> Initiative:
    photo = tmp_path / "bản vẽ.txt"
    photo.write_text("Kích thước 40 x 60", encoding="utf-8")
    record = desk.do(initiatives.save, an_initiative(attachments=(files.attach(desk, photo),))).value
    return desk.look(initiatives.get, record)


def recognised(desk: Desk, value: Initiative) -> Initiative:
    done = replace(value, council=a_council_fact(), recognition=a_recognition())
    desk.do(orders.put, INITIATIVES, done)
    return done


def test_without_a_second_disk_nothing_is_safe(office: Desk, tmp_path: Path) -> None:
    kept(office, tmp_path)
    assert codes(office) == {"wipe.no_backup_elsewhere"}


def test_a_proof_makes_the_backup_that_it_rests_on(office: Desk, stick: Path, tmp_path: Path) -> None:
    kept(office, tmp_path)
    office.do(backups.put_second_place, stick)
    proof = wiping.prove(office)
    assert proof.is_safe
    assert (proof.records, proof.files) == (1, 1)
    assert proof.backup is not None and proof.backup.path.parent == stick
    assert len(list(stick.iterdir())) == 1


def test_a_backup_in_hand_must_hold_everything(office: Desk, stick: Path, tmp_path: Path) -> None:
    value = kept(office, tmp_path)
    done = backups.back_up(office, stick / "b.sangkien-backup")
    assert codes(office, done.path) == set()
    office.do(initiatives.save, replace(value, title="Sửa sau khi sao lưu"))
    assert codes(office, done.path) == {"wipe.backup_older"}
    done.path.write_bytes(done.path.read_bytes()[:-9_000])
    assert codes(office, done.path) == {"wipe.backup_damaged"}
    here = backups.back_up(office, tmp_path / "cùng ổ.sangkien-backup")
    assert codes(office, here.path) == {"wipe.backup_same_disk"}


def test_a_file_that_the_backup_lacks_or_that_went_bad_is_named(
    office: Desk, stick: Path, tmp_path: Path
) -> None:
    value = kept(office, tmp_path)
    path = office.folder / "files" / office.files.disk_name(value.attachments[0].file)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    done = backups.back_up(office, stick / "b.sangkien-backup")
    assert codes(office, done.path) == {"wipe.file_damaged"}
    path.unlink()
    done = backups.back_up(office, stick / "c.sangkien-backup")
    assert codes(office, done.path) == {"wipe.file_not_in_backup"}


def test_what_is_due_at_the_portal_needs_a_whole_receipt(
    office: Desk, served: Served, stick: Path, tmp_path: Path
) -> None:
    value = recognised(office, kept(office, tmp_path))
    assert (
        codes(office, backups.back_up(office, stick / "1.sangkien-backup").path) == set()
    )  # no portal, nothing due
    handing_over.enrol(office, served.url, house.enrol_code(served.portal, "CĐCS May Hạ Long"))
    found = wiping.prove(office, backups.back_up(office, stick / "2.sangkien-backup").path).missing
    assert [(item.code, item.record) for item in found] == [("wipe.not_submitted", value.id)]
    office.do(handing_over.submit, [value.id])
    assert codes(office, backups.back_up(office, stick / "3.sangkien-backup").path) == {"wipe.not_sent"}
    handing_over.send(office, text_only=True)
    assert codes(office, backups.back_up(office, stick / "4.sangkien-backup").path) == {"wipe.files_missing"}
    handing_over.send(office)
    assert codes(office, backups.back_up(office, stick / "5.sangkien-backup").path) == set()
    office.do(initiatives.save, replace(value, summary="Sửa sau khi nộp"))
    found = wiping.prove(office, backups.back_up(office, stick / "6.sangkien-backup").path).missing
    assert [(item.code, item.name) for item in found] == [
        ("wipe.changed_since", f"{value.number} {value.title}")
    ]


def test_the_proof_is_printed(office: Desk, tmp_path: Path) -> None:
    kept(office, tmp_path)
    rendered = wipe_paper.render(office, wiping.prove(office))
    assert (rendered.pages, rendered.pdf[:5]) == (1, b"%PDF-")
