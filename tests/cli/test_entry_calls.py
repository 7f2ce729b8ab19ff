"""Ideas, programmes, intake numbers, descriptions and question sheets by the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.demo.messy import messy_workbook
from tests.cli.conftest import Call


@pytest.fixture
def ids(folder: Call, tmp_path: Path) -> list[str]:
    """Initiatives of a list that came in."""
    folder("import", str(messy_workbook(tmp_path / "ds.xlsx").path))
    return [row["id"] for row in folder("list", "--json", "--limit", "20").document]


def test_an_idea_goes_its_road(folder: Call, tmp_path: Path) -> None:
    slip = folder(
        "idea-new", "--title", "Treo kéo", "--author", "Lò Thị Inh", "--problem", "Tìm kéo", "--json"
    )
    record = slip.document["id"]
    early = folder("idea-step", record, "trial")
    assert (early.status, early.out) == (1, "") and "chưa tới bước này" in early.err
    steps = [
        ("answer", "--words", "Sẽ cho làm thử"), ("propose", "--who", "May 2"), ("word", "--who", "Giám đốc"),
        ("trial",), ("result", "--words", "Đỡ 12 phút một ca"),
    ]  # fmt: skip
    stages = [folder("idea-step", record, *step, "--json").document["stage"] for step in steps]
    assert stages == ["answered", "proposed", "allowed", "on_trial", "worked"]
    grown = folder("idea-step", record, "grow", "--json").document
    shown = folder("show", grown["initiative"], "--json").document
    assert (shown["title"], shown["origin"]) == ("Treo kéo", record)
    assert [row["stage"] for row in folder("ideas", "--json").document] == ["initiative"]
    assert folder("ideas", "--stage", "worked", "--json").document == []
    assert "Treo kéo" in folder("idea", record).out
    paper = folder("paper", "idea_slip", record, "--out", str(tmp_path / "phiếu"), "--json")
    assert paper.document["pages"] == 1
    thanks = folder("paper", "acknowledgement", record, "--out", str(tmp_path / "ghi nhận"), "--json")
    assert thanks.document["pages"] == 1


def test_a_no_says_why(folder: Call) -> None:
    record = folder("idea-new", "--title", "Treo kéo", "--json").document["id"]
    assert "lý do" in folder("idea-step", record, "answer", "--no").err
    told = folder("idea-step", record, "answer", "--no", "--words", "Đã có", "--json")
    assert told.document["stage"] == "declined"


def test_programmes_come_from_a_file(folder: Call, tmp_path: Path) -> None:
    assert folder("programme-put", "--json").document["programmes"] == [
        "thuong-xuyen-2026",
        "mot-trieu-sang-kien",
    ]
    file = tmp_path / "p.toml"
    file.write_text(
        '[[programme]]\ncode = "tinh"\nname = "Của tỉnh"\ncloses = "2026-09-01T23:55"\n', encoding="utf-8"
    )
    folder("programme-put", str(file))
    found = {row["code"]: row["closes"] for row in folder("programmes", "--json").document}
    assert found["tinh"] == "2026-09-01T23:55" and len(found) == 3
    ended = {row["code"] for row in folder("programmes", "--json").document if not row["open"]}
    assert "mot-trieu-sang-kien" in ended
    file.write_text("[[programme]]\nname = 1", encoding="utf-8")
    broken = folder("programme-put", str(file))
    assert broken.status == 1 and "p.toml" in broken.err


def test_a_pile_is_numbered_for_a_day(folder: Call, ids: list[str]) -> None:
    assert folder("intake-number", *ids[:3], "--date", "30/12/2025", "--json").document == {"numbered": 3}
    found = [folder("show", record, "--json").document for record in ids[:3]]
    assert [(value["number"], value["entered_on"]) for value in found] == [
        (1, "2025-12-30"), (2, "2025-12-30"), (3, "2025-12-30")
    ]  # fmt: skip
    assert folder("intake-number", ids[0], "--date", "30/12/2099").status == 1
    assert folder("intake-rule", "off", "--json").document == {"numbered": False}


def test_descriptions_wait_and_their_guide_is_a_file(folder: Call, ids: list[str], tmp_path: Path) -> None:
    assert len(folder("describing", "--json").document) >= len(ids)
    file = tmp_path / "hd.toml"
    folder("guide", "--out", str(file))
    file.write_text(
        file.read_text(encoding="utf-8").replace('version = "1"', 'version = "2"'), encoding="utf-8"
    )
    assert folder("guide", "--put", str(file), "--json").document["version"] == "2"
    file.write_text("x = ", encoding="utf-8")
    assert folder("guide", "--put", str(file)).status == 1


def test_a_sheet_is_made_and_answered(folder: Call, ids: list[str], tmp_path: Path) -> None:
    waiting = folder("questions", "--json").document["waiting"]
    workshop = max(waiting, key=lambda row: row["questions"])["workshop"]
    sheet = folder("question-sheet", "--workshop", workshop, "--json").document
    place = sheet["questions"].index("birth") + 1
    other = sheet["questions"].index("birth", place) + 1
    told = folder(
        "answer-sheet", sheet["sheet"], "--answer", f"{place}=1990", "--answer", f"{other}=hồi xưa", "--json"
    )
    assert told.document["taken"] == 1
    assert [(item["line"], item["code"]) for item in told.document["problems"]] == [
        (other, "answer.unreadable")
    ]
    assert folder("answer-sheet", sheet["sheet"], "--answer", "999=x").status == 1
    out = tmp_path / "phiếu hỏi"
    assert (
        folder("paper", "question_sheet", sheet["sheet"], "--out", str(out), "--json").document["pages"] >= 1
    )
    assert folder("question-sheet", "--workshop", "không có").status == 1
