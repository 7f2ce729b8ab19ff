"""Each call of the command line, by the keys of its contract."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock

from desktop.demo.messy import messy_workbook
from sync.clock import SystemClock
from sync.portal import house, requests
from sync.portal.serving import serve_in_thread
from tests.cli.conftest import Call

WORDS = ["--minutes-number", "01/BB-HĐSK", "--date", "03/07/2026", "--members", "7"]


def test_help_is_vietnamese_and_english(call: Call) -> None:
    assert "Cách gọi" in call("--help").out
    english = call("--lang", "en", "--help").out
    assert "Usage" in english
    assert "Cách gọi" not in english


def test_a_wrong_call_ends_with_usage(call: Call) -> None:
    said = call("no-such-call")
    assert said.status == 2
    assert "Gọi sai cách" in said.err


def test_without_a_folder_nothing_is_done(call: Call) -> None:
    said = call("list")
    assert said.status == 1
    assert said.out == ""
    assert said.err


def test_recovery_words_are_said_once_and_never_on_standard_output(call: Call) -> None:
    said = call("init", "--unit", "CĐCS A", "--superior", "", "--json")
    assert len(said.err.splitlines()[-1].split()) == 18
    assert set(said.document) == {"unit", "replica"}


def test_a_second_init_is_refused(folder: Call) -> None:
    assert folder("init", "--unit", "CĐCS khác").status == 1


def test_a_wrong_passphrase_is_a_sentence(folder: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANGKIEN_PASSPHRASE", "không phải")
    said = folder("list")
    assert said.status == 1
    assert "mật khẩu" in said.err.lower()


def test_a_held_folder_can_be_read_but_not_written(folder: Call, tmp_path: Path) -> None:
    with FileLock(tmp_path / "sổ" / "in-use.lock"):
        assert folder("list", "--json").document == []
        said = folder("council", "x", "--yes", "5", *WORDS)
    assert said.status == 4
    assert said.out == ""


def test_import_counts_and_names_each_fault(folder: Call, tmp_path: Path) -> None:
    expected = messy_workbook(tmp_path / "ds.xlsx")
    said = folder("import", str(expected.path), "--rejects", str(tmp_path / "loi.xlsx"), "--json").document
    assert said["rows"] == 120
    assert said["faulty"] == 5
    assert said["new"] + said["doubtful"] == 115
    faults = {row.row: row.fault for row in expected.faulty}
    named = {
        problem["row"]: problem["code"] for problem in said["problems"] if problem["code"] in faults.values()
    }
    assert faults.items() <= named.items()
    assert all(problem["message"] for problem in said["problems"])
    assert (tmp_path / "loi.xlsx").exists()
    again = folder("import", str(expected.path), "--json").document
    assert (again["new"], again["same"]) == (0, 115)


def test_a_dry_run_stores_nothing(folder: Call, tmp_path: Path) -> None:
    messy_workbook(tmp_path / "ds.xlsx")
    folder("import", str(tmp_path / "ds.xlsx"), "--dry-run")
    assert folder("list", "--json").document == []


def test_a_file_that_is_no_workbook_is_refused_by_name(folder: Call, tmp_path: Path) -> None:
    (tmp_path / "ảnh.xlsx").write_bytes(b"\x89PNG\r\n")
    said = folder("import", str(tmp_path / "ảnh.xlsx"), "--json")
    assert said.status == 1
    assert "ảnh.xlsx" in said.err
    assert said.out == ""


def test_from_the_list_to_receipts(folder: Call, tmp_path: Path) -> None:
    """The road of one decision, each step by its contract."""
    messy_workbook(tmp_path / "ds.xlsx")
    folder("import", str(tmp_path / "ds.xlsx"))
    rows = folder("list", "--stage", "pending", "--limit", "3", "--json").document
    assert {"id", "number", "title", "authors", "stage", "portal"} <= set(rows[0])
    ids = [row["id"] for row in rows]

    failed = folder("council", ids[2], "--yes", "4", "--reason", "Chưa mới", *WORDS, "--json")
    assert failed.status == 0
    assert failed.document == {
        "proposed": [],
        "not_recognised": [{"id": ids[2], "reason": "Chưa mới"}],
        "refused": [],
        "after_completion": [],
    }
    assert folder("council", *ids[:2], "--yes", "5", *WORDS, "--json").document["proposed"] == ids[:2]

    out = str(tmp_path / "giấy")
    drafted = folder("decide", "--all-proposed", "--signer", "LIN CHIA-HAO", "--out", out, "--json").document
    assert drafted["initiatives"] == 2
    decision = drafted["decision"]
    early = folder("certificates", decision, "--out", f"{out}/gcn.docx", "--json")
    assert (early.status, early.out) == (1, "")

    signed = folder(
        "sign", decision, "--number", "5", "--date", "06/07/2026", "--out", out, "--json"
    ).document
    assert signed["number"] == "05/QĐ-HL"
    again = folder("sign", decision, "--number", "6", "--date", "06/07/2026", "--out", out)
    assert again.status == 1
    assert folder("reprint", decision, "--out", out, "--json").document["sha256"] == signed["sha256"]
    pages = folder(
        "certificates", decision, "--style", "initiative", "--out", f"{out}/gcn.docx", "--json"
    ).document
    assert pages["pages"] == 2

    _to_the_portal(folder, tmp_path)
    told = folder("show", ids[0], "--json").document
    assert told["stage"] == "recognised"
    assert "portal.complete" in [event["code"] for event in told["timeline"]]
    assert folder("audit", "verify", "--json").document["intact"] is True


def _to_the_portal(folder: Call, tmp_path: Path) -> None:
    assert folder("submit", "--all-recognised", "--json").document["frozen"] == 2
    assert folder("pack", "--out", str(tmp_path / "gói"), "--json").document["entries"] == 2
    assert folder("send").status == 1
    (waiting, _) = [row["id"] for row in folder("list", "--stage", "recognised", "--json").document]
    assert folder("ask", "withdraw", waiting, "--reason", "Nhầm").status == 1  # no portal holds it yet
    assert folder("set-aside", waiting, "--reason", "Chờ doanh nghiệp", "--json").document == {"aside": 1}
    (aside,) = folder("returned", "--json").document
    assert (aside["id"], aside["state"], "Chờ doanh nghiệp" in aside["reason"]) == (waiting, "parked", True)
    assert folder("offer-again", waiting, "--json").document == {"offered": 1}
    assert [event["what"] for event in folder("story", waiting, "--json").document] == [
        "frozen",
        "put_aside",
        "offered_again",
    ]
    house.make(tmp_path / "cổng", "Cổng thử", SystemClock(), os.urandom)
    with serve_in_thread(tmp_path / "cổng") as served:
        code = house.enrol_code(served.portal, "CĐCS Công ty Giày Hoàng Long")
        assert (
            folder("enrol", "--portal", served.url, "--code", code, "--json").document["portal"] == "Cổng thử"
        )
        assert (
            folder("enrol", "--portal", served.url, "--code", code).status == 0
        )  # its answer may have been lost
        assert folder("enrol", "--portal", served.url, "--code", code[:-1] + "Z").status == 1
        sent = folder("send", "--json")
        assert sent.status == 0
        assert (sent.document["sent"], sent.document["complete"]) == (2, 2)
        assert folder("send", "--json").document["sent"] == 0
        asked = folder("ask", "amend", waiting, "--reason", "Ghi nhầm ngày", "--json").document["request"]
        assert folder("send", "--json").document["sent"] == 1
        requests.answer(served.portal, asked, granted=False, reason="Đã vào báo cáo tuần")
        folder("send")
        (answered,) = folder("requests", "--json").document
        assert folder("name-pc", "Máy văn phòng", "--json").document["name"] == "Máy văn phòng"
        batches = folder("batches", "--json").document
        assert [(one["number"], one["sent"], one["signed"]) for one in batches] == [(2, 1, 1), (1, 2, 2)]
        printed = folder("batches", "1", "--out", str(tmp_path / "lô 1.pdf"), "--json").document
        assert Path(printed[0]["pdf"]).is_file()
        compared = folder("reconcile", "--out", str(tmp_path / "đối chiếu.pdf"), "--json").document
        assert (compared["equal"], Path(compared["pdf"]).is_file()) == (True, True)
        assert (answered["state"], answered["answer"]) == ("refused", "Đã vào báo cáo tuần")
    down = folder("send", "--json")
    assert down.status == 3
    status = folder("status", "--json").document
    assert (status["complete"], status["unsent"]) == (2, 0)
    receipts = folder("receipts", "--verify", "--json").document
    assert len(receipts) == 3  # two records and what was asked
    assert all(receipt["verified"] for receipt in receipts)


def test_an_export_is_imported_again_and_changes_nothing(folder: Call, tmp_path: Path) -> None:
    messy = messy_workbook(tmp_path / "ds.xlsx")
    folder("import", str(messy.path))
    out = tmp_path / "sua.xlsx"
    said = folder("export", "--out", str(out), "--stage", "pending", "--json")
    assert said.document == {"rows": len(messy.stored), "workbook": str(out)}
    counted = folder("import", str(out), "--json").document
    assert (counted["rows"], counted["same"], counted["problems"]) == (
        len(messy.stored),
        len(messy.stored),
        [],
    )
    nowhere = folder("export", "--out", str(tmp_path / "không có" / "a.xlsx"))
    assert nowhere.status == 1
