"""Backups are proven before anybody relies on them; the doctor says what is not well."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from random import Random

import pytest
from helpers.builders import PASSPHRASE, a_clock, an_initiative

from desktop.domain.initiative import Initiative
from desktop.domain.problems import Refused
from desktop.services import backups, care, files, folders, handing_over, initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery


@pytest.fixture
def kept(office: Desk, tmp_path: Path) -> Initiative:
    """One initiative with an attachment."""
    photo = tmp_path / "bản vẽ.txt"
    photo.write_text("Kích thước 40 x 60", encoding="utf-8")
    attachment = files.attach(office, photo)
    record = office.do(initiatives.save, an_initiative(attachments=(attachment,))).value
    return office.look(initiatives.get, record)


def test_a_backup_brings_everything_back_under_a_new_id(
    office: Desk, kept: Initiative, tmp_path: Path
) -> None:
    done = backups.back_up(office, tmp_path / "sao lưu.zip")
    assert done.files == 1
    restored = care.restore(
        done.path, tmp_path / "mới", PASSPHRASE, clock=a_clock(), random=Random(5).randbytes
    )
    assert restored.replica != office.replica
    desk = folders.sign_in(tmp_path / "mới", PASSPHRASE)
    assert desk.look(initiatives.get, kept.id) == kept
    assert files.open_file(desk, kept.attachments[0].file) == "Kích thước 40 x 60".encode()
    assert handing_over.send(desk).stopped == "not_enrolled"
    desk.close()


def test_what_was_done_after_the_backup_is_not_in_it(office: Desk, kept: Initiative, tmp_path: Path) -> None:
    done = backups.back_up(office, tmp_path / "b.zip")
    office.do(initiatives.save, an_initiative("Sau khi sao lưu"))
    care.restore(done.path, tmp_path / "mới", PASSPHRASE)
    desk = folders.sign_in(tmp_path / "mới", PASSPHRASE)
    assert desk.look(initiatives.ids, ListQuery()) == [kept.id]
    desk.close()


def test_the_keys_of_persons_stay_at_home(office: Desk, kept: Initiative, tmp_path: Path) -> None:
    done = backups.back_up(office, tmp_path / "b.zip")
    with zipfile.ZipFile(done.path) as archive:
        names = archive.namelist()
    assert "person_keys.db" not in names
    assert {"sangkien.db", "keys.json", "backup.json"} < set(names)


@pytest.mark.usefixtures("kept")
def test_every_flipped_byte_is_found(office: Desk, tmp_path: Path) -> None:
    """Wherever it lies: database, key file, attachment, list, or the ZIP's own tables."""
    done = backups.back_up(office, tmp_path / "b.zip")
    whole = done.path.read_bytes()
    random = Random(7)
    for _ in range(60):
        at = random.randrange(len(whole))
        done.path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << random.randrange(8))]) + whole[at + 1 :])
        code = _code_of_restoring(done.path, tmp_path / "mới")
        assert code in ("", "backup.damaged", "backup.newer")
        assert (tmp_path / "mới").exists() == (code == "")
        if not code:  # a bit that says nothing, in the ZIP's own tables
            assert _opens_well(tmp_path / "mới")
            shutil.rmtree(tmp_path / "mới")


def _code_of_restoring(backup: Path, folder: Path) -> str:
    try:
        care.restore(backup, folder, PASSPHRASE)
    except Refused as refused:
        return refused.code
    return ""


def _opens_well(folder: Path) -> bool:
    desk = folders.sign_in(folder, PASSPHRASE)
    try:
        return care.examine(desk).checks[0].is_well and len(desk.look(initiatives.ids, ListQuery())) == 1
    finally:
        desk.close()


def test_a_cut_backup_is_no_backup(office: Desk, tmp_path: Path) -> None:
    done = backups.back_up(office, tmp_path / "b.zip")
    done.path.write_bytes(done.path.read_bytes()[:-1000])
    with pytest.raises(Refused, match=r"backup\.damaged"):
        care.restore(done.path, tmp_path / "mới", PASSPHRASE)


def test_a_backup_that_climbs_out_of_its_folder_is_refused(office: Desk, tmp_path: Path) -> None:
    done = backups.back_up(office, tmp_path / "b.zip")
    with zipfile.ZipFile(done.path, "a") as archive:
        archive.writestr("../ngoài.txt", "x")
    with pytest.raises(Refused, match=r"backup\.damaged"):
        care.restore(done.path, tmp_path / "mới", PASSPHRASE)
    assert not (tmp_path / "ngoài.txt").exists()


def test_a_restore_never_overwrites(office: Desk, tmp_path: Path) -> None:
    done = backups.back_up(office, tmp_path / "b.zip")
    with pytest.raises(Refused, match=r"folder\.not_empty"):
        care.restore(done.path, office.folder, PASSPHRASE)
    with pytest.raises(Refused, match=r"key\.wrong"):
        care.restore(done.path, tmp_path / "mới", "không phải")
    assert not (tmp_path / "mới").exists()


def test_a_rehearsal_leaves_nothing(office: Desk, kept: Initiative, tmp_path: Path) -> None:
    done = backups.back_up(office, tmp_path / "sao" / "b.zip")
    report = care.rehearse(done.path, PASSPHRASE)
    assert report.is_well
    assert list((tmp_path / "sao").iterdir()) == [done.path]
    assert kept.id


def test_the_doctor_names_what_is_not_well(office: Desk, kept: Initiative) -> None:
    assert care.examine(office).is_well
    path = office.folder / "files" / office.files.disk_name(kept.attachments[0].file)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    (office.folder / "sangkien-left").mkdir()
    wrong = {check.code: check.facts for check in care.examine(office).checks if not check.is_well}
    assert wrong["doctor.attachments"]["damaged"] == 1
    assert wrong["doctor.leftovers"]["count"] == 1
    assert care.examine(office, mend=True).mended == ("leftovers",)
    assert not (office.folder / "sangkien-left").exists()
