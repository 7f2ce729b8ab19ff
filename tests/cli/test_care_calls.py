"""Care from the command line: audit, backup and its second place, doctor, salvage, safe to wipe."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers.builders import PASSPHRASE, a_folder, an_initiative, stored

from desktop.cli.run import run
from desktop.services import backups
from desktop.store import head_copy, opening


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = a_folder(tmp_path / "so")
    stored(made.desk, an_initiative("Gá kẹp"), an_initiative("Xe đẩy"))
    made.desk.close()
    return tmp_path / "so"


def call(folder: Path, capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> Any:
    key = folder.parent / "key.txt"
    key.write_text(PASSPHRASE, encoding="utf-8")
    assert run([*words, "--data", str(folder), "--key-file", str(key), "--json"]) == status
    return json.loads(capsys.readouterr().out)


def test_the_mark_of_a_paper_is_held_against_the_chain(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = call(folder, capsys, "audit", "verify")
    assert (found["intact"], found["operations"], found["code"]) == (True, 3, "")
    assert (
        call(folder, capsys, "audit", "verify", "--anchor", found["anchor"])["anchors"]
        == found["anchors"] + 1
    )
    beyond = found["anchor"].replace("3:", "9:", 1)
    cut = call(folder, capsys, "audit", "verify", "--anchor", beyond, status=1)
    assert (cut["intact"], cut["code"], cut["source"], cut["broken_at"]) == (False, "audit.cut", "paper", 4)
    (folder / head_copy.FILE).unlink()
    assert call(folder, capsys, "audit", "verify", status=1)["code"] == "audit.copy_missing"


def test_a_backup_goes_to_a_second_place_from_now_on(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "on_same_disk", lambda one, other: "usb" not in str(one))
    stick = tmp_path / "usb"
    stick.mkdir()
    assert call(folder, capsys, "safe-to-wipe", status=1)["missing"][0]["code"] == "wipe.no_backup_elsewhere"
    done = call(folder, capsys, "backup", "--second-place", str(stick))
    assert [path.name for path in stick.iterdir()] == [Path(done["file"]).name]
    proof = call(folder, capsys, "safe-to-wipe", "--out", str(tmp_path / "giấy"))
    assert (proof["safe"], proof["records"], proof["missing"]) == (True, 2, [])
    assert Path(proof["pdf"]).read_bytes().startswith(b"%PDF")
    codes = {check["code"] for check in call(folder, capsys, "doctor")["checks"] if check["well"]}
    assert {"doctor.database", "doctor.head_copy", "doctor.person_keys", "second.well"} <= codes


def test_a_damaged_folder_is_salvaged(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path / "b.sangkien-backup"
    call(folder, capsys, "backup", "--out", str(elsewhere))
    with (folder / opening.FILE).open("r+b") as file:
        file.seek(40)
        file.write(bytes(8_000))
    found = call(folder, capsys, "salvage", "--out", str(tmp_path / "mới"), "--backup", str(elsewhere))
    assert [item["code"] for item in found["differences"]] == ["salvage.database_lost"]
    assert all(item["message"] for item in found["differences"])
    assert len(call(tmp_path / "mới", capsys, "list")) == 2
