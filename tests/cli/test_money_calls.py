"""Money and reports from the command line: JSON for programs, papers in a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers.builders import PASSPHRASE, a_folder, an_initiative, authors, settled, stored

from desktop.cli.run import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = a_folder(tmp_path / "so")
    settled(made.desk)
    stored(
        made.desk,
        an_initiative("Gá kẹp", authors=authors("Lò Thị Inh", "Giàng A Dế", "H'Ler Niê")),
        an_initiative("Xe đẩy"),
    )
    made.desk.close()
    return tmp_path / "so"


def call(folder: Path, capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> Any:
    key = folder.parent / "key.txt"
    key.write_text(PASSPHRASE, encoding="utf-8")
    assert run([*words, "--data", str(folder), "--key-file", str(key), "--json"]) == status
    said = capsys.readouterr().out
    return json.loads(said) if said else None


def test_from_who_may_be_paid_to_a_settled_list(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    assert [row["payable"] for row in call(folder, capsys, "payable")] == [True, True]
    paid = call(folder, capsys, "pay", "--all-payable", "--out", out)
    assert (paid["initiatives"], paid["lines"], paid["listed"], paid["waiting"]) == (2, 4, 400_000, 400_000)
    assert Path(paid["pdf"]).read_bytes().startswith(b"%PDF")
    call(folder, capsys, "settle", paid["round"], "--out", out, status=1)
    lines = call(folder, capsys, "payments", paid["round"])["lines"]
    call(folder, capsys, "mark-paid", paid["round"], lines[0]["id"], "--state", "returned")
    marked = call(folder, capsys, "mark-paid", paid["round"])
    assert (marked["changed"], marked["waiting"]) == (3, 0)
    settled_ = call(folder, capsys, "settle", paid["round"], "--out", out)
    assert settled_["spent"] == 400_000 - lines[0]["amount"]
    call(
        folder,
        capsys,
        "correct-payment",
        lines[0]["id"],
        "--amount",
        str(lines[0]["amount"]),
        "--reason",
        "nhận sau",
    )
    register = call(folder, capsys, "payments")
    assert register["rounds"][0]["spent"] == 400_000
    assert {row["code"]: row["spent"] for row in register["purses"]}["union"] == 400_000


def test_a_report_and_the_list_behind_a_number(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    call(folder, capsys, "target", "--assigned", "10", "--pledged", "12")
    found = call(folder, capsys, "figures")
    assert found["total"] == {"assigned": 10, "pledged": 12, "recognised": 0, "on_portal": 0, "valid": 0}
    assert call(folder, capsys, "figures", "--behind", "recognised") == []
    assert call(folder, capsys, "figures", "--behind", "benefit") == []
    assert call(folder, capsys, "figures", "--behind", "money", "--purse", "union") == []
    sent = call(folder, capsys, "report", "--number", "7", "--out", out)
    assert all(Path(sent[kind]).is_file() for kind in ("docx", "pdf", "xlsx"))
    again = call(folder, capsys, "reports", sent["report"], "--out", str(tmp_path / "again"))
    assert again["sha256"] == sent["sha256"]
    assert [row["number"] for row in call(folder, capsys, "reports")] == ["7"]
    since = call(folder, capsys, "report-changes", sent["report"])
    assert since["recognised"] == {"sent": 0, "now": 0, "gone": [], "come": []}


def test_nothing_to_ask_for_is_said(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(folder, capsys, "ask-support", "--out", str(tmp_path), status=1)
    assert [one["code"] for one in call(folder, capsys, "purses")] == ["union", "superior", "employer"]
    assert call(folder, capsys, "remuneration") == []


def test_a_letter_that_asks_is_filed_and_signed(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    paper = call(folder, capsys, "file-asking", "--purse", "union")["paper"]
    signed = call(folder, capsys, "sign", paper, "--date", "2026-01-02", "--out", out)
    assert signed["number"].startswith("01/")
    (row,) = call(folder, capsys, "register", "--issuer", "union")
    assert (row["id"], row["kind"], row["number"]) == (paper, "asking", signed["number"])


def test_praise_from_recognised_work(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = [row["id"] for row in call(folder, capsys, "list")]
    call(folder, capsys, "praise-letters", ids[0], "--out", str(tmp_path), status=1)
    call(folder, capsys, "file-praise", ids[0], status=1)
    call(folder, capsys, "story-card", ids[0], "--out", str(tmp_path / "the.png"), status=1)
    assert call(folder, capsys, "award-candidates", "--year", "2026") == []
    made = call(
        folder,
        capsys,
        "praise-decision",
        "--person",
        "Lò Thị Inh",
        "--collective",
        "Chuyền may 3",
        "--out",
        str(tmp_path),
    )
    assert [one["code"] for one in made["flagged"]] == ["praise.no_recognised"] * 2
    assert Path(made["pdf"]).is_file()


def test_a_purse_is_changed_from_a_day_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = call(folder, capsys, "purse", "union", "--rate", "150000")
    assert {row["code"]: row["rate"] for row in rows}["union"] == 150_000
    call(folder, capsys, "purse", "union", "--rate", "250000", status=1)
    call(folder, capsys, "purse", "none", "--rate", "1", status=1)
