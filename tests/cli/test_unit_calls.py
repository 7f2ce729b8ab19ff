"""A unit's report goes up as a file, the body above reads it and reports on all; another portal's word by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers.builders import PASSPHRASE, a_folder, an_initiative, settled, stored

from desktop.cli.run import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = a_folder(tmp_path / "so")
    settled(made.desk)
    stored(made.desk, an_initiative("Gá kẹp"), an_initiative("Xe đẩy"))
    made.desk.close()
    return tmp_path / "so"


def call(folder: Path, capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> Any:
    key = folder.parent / "key.txt"
    key.write_text(PASSPHRASE, encoding="utf-8")
    assert run([*words, "--data", str(folder), "--key-file", str(key), "--json"]) == status
    said = capsys.readouterr().out
    return json.loads(said) if said else None


def test_a_report_goes_up_and_comes_in(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = call(folder, capsys, "report", "--out", str(tmp_path / "out"))
    made = call(folder, capsys, "report-file", sent["report"], "--out", str(tmp_path / "up"))
    file = Path(made["file"])
    assert file.suffix == ".skbc"
    broken = tmp_path / "broken.skbc"
    broken.write_bytes(file.read_bytes().replace(b'"recognised": 0', b'"recognised": 9'))
    taken = call(folder, capsys, "unit-reports", str(broken), str(file))
    assert [one.get("code", one.get("new")) for one in taken] == ["unit_report.tampered", True]
    call(folder, capsys, "unit-reports", str(broken), status=1)
    rows = call(folder, capsys, "units", "--name", "CĐCS Cơ khí", "--in-charge", "Lê Mai", "--assigned", "9")
    typed = next(row["code"] for row in rows if row["name"] == "CĐCS Cơ khí")
    counts = ("--recognised", "5", "--on-portal", "4", "--valid", "3")
    call(folder, capsys, "unit-report", typed, "--until", sent["until"], *counts)
    figures = call(folder, capsys, "joint-report")
    assert (figures["total"]["units"], figures["total"]["valid"]) == (2, 3)
    joint = call(folder, capsys, "joint-report", "--out", str(tmp_path / "joint"), "--number", "4")
    assert all(Path(joint[kind]).is_file() for kind in ("docx", "pdf", "xlsx"))


def test_another_portals_word(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = call(folder, capsys, "list")[0]["id"]
    call(folder, capsys, "portal-word", record, "--code", "HP-1", "--put-on", "2026-03-01")
    call(folder, capsys, "portal-word", record, "--code", " ", status=1)
    call(folder, capsys, "portal-word", record, "--remove")
    call(folder, capsys, "portal-word", record, "--remove", status=1)


def test_thresholds_are_dated(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = call(folder, capsys, "threshold", "worker", "--one-year", "90000000", "--basis", "QĐ 999/QĐ-TLĐ")
    assert next(row for row in rows if row["rank"] == "worker")["one_year"] == 90_000_000
    assert len(call(folder, capsys, "thresholds")) == 3
