"""The council by the command line: from the register to the papers of a meeting."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.demo.messy import messy_workbook
from desktop.paths import templates_folder
from tests.cli.conftest import Call

MEMBERS = (
    ("Phạm Thị Thu Hà", "chair", "--head"),
    ("Lê Thị Mai", "deputy_chair", "--union"),
    ("Đỗ Quang Vinh", "secretary", ""),
)


@pytest.fixture
def ids(folder: Call, tmp_path: Path) -> list[str]:
    """Three initiatives that wait for the council."""
    folder("import", str(messy_workbook(tmp_path / "ds.xlsx").path))
    return [row["id"] for row in folder("list", "--stage", "pending", "--limit", "3", "--json").document]


@pytest.fixture
def council(folder: Call) -> list[str]:
    """Three members and the rubrics to begin with; gives the members' ids."""
    made = []
    for name, seat, more in MEMBERS:
        words = ["member", name, "--seat", seat, "--since", "01/01/2026", *([more] if more else [])]
        made.append(folder(*words, "--json").document["member"])
    folder("rubric", str(templates_folder() / "vi" / "rubrics.toml"), "--date", "01/01/2026")
    return made


def test_the_register_takes_its_steps(folder: Call, ids: list[str]) -> None:
    day = folder("intake-book", "--json").document[0]["received_on"]
    said = folder("intake", "received", *ids, "--date", day, "--words", "Lê Thị Mai", "--json")
    assert said.document == {"changed": 3}
    assert folder("intake", "asked", ids[0], "--date", day).status == 1  # it does not say for what
    folder("intake", "asked", ids[0], "--date", day, "--words", "bản vẽ")
    rows = {row["id"]: row for row in folder("intake-book", "--json").document}
    assert [rows[record]["step"] for record in ids] == ["asked", "received", "received"]
    assert [rows[record]["due"] for record in ids] == ["complete", "check", "check"]
    due = folder("due", "--days", "31", "--json").document
    assert {row["id"] for row in due} >= set(ids)


def test_members_are_changed_by_name(folder: Call, council: list[str]) -> None:
    rows = folder("members", "--json").document
    assert [(row["name"], row["seat"]) for row in rows] == [(name, seat) for name, seat, _more in MEMBERS]
    assert folder("members").err == ""
    folder("member", "Lê Thị Mai", "--until", "31/01/2026")
    assert "đại diện công đoàn" in folder("members").err
    assert len(folder("members", "--json").document) == 3


def test_the_employers_answer_is_recorded_and_listed(folder: Call, ids: list[str], tmp_path: Path) -> None:
    scan = tmp_path / "phiếu.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    assert folder("employer-answer", ids[0], "--date", "03/03/2026").status == 1  # by which answer?
    said = ["--level", "title", "--date", "03/03/2026", "--by", "LIN CHIA-HAO", "--scan", str(scan)]
    assert folder("employer-answer", *ids[:2], *said, "--json").document == {"answered": 2, "changed": 2}
    (answer,) = folder("employer-answer", "--json").document
    assert (answer["by"], answer["levels"]) == ("LIN CHIA-HAO", dict.fromkeys(ids[:2], "title"))
    assert [folder("show", one, "--json").document["release"] for one in ids] == ["title", "title", "full"]


def test_a_meeting_from_its_call_to_its_papers(
    folder: Call, ids: list[str], council: list[str], tmp_path: Path
) -> None:
    assert [row["code"] for row in folder("rubrics", "--json").document] == ["pairs", "points-100"]
    day = ["--date", "03/07/2026"]
    called = folder("meeting", *ids, *day, "--hour", "8h30", "--rubric", "points-100", "--json").document
    meeting = called["meeting"]
    assert called["initiatives"] == 3
    numbers = [folder("show", record, "--json").document["number"] for record in ids]
    marks = tmp_path / "diem.txt"
    marks.write_text("\n".join(f"{number}\t25,5\t20\t20\t15" for number in numbers), encoding="utf-8")
    for member in council:
        rows = folder("marks", meeting, "--member", member, "--file", str(marks), "--json").document
    assert [(row["given"], row["mean"], row["verdict"]) for row in rows] == [(3, 80_50, "proposed")] * 3

    bad = tmp_path / "sai.txt"
    bad.write_text(f"{numbers[0]};nhiều;20;20;15", encoding="utf-8")
    assert folder("marks", meeting, "--member", council[0], "--file", str(bad)).status == 1

    words = ["--minutes-number", "02/BB-HĐSK", *day, "--members", "3", "--yes", "3"]
    said = folder("council", "--meeting", meeting, "--completion", "bản vẽ", *words, "--json").document
    assert said["after_completion"] == ids
    assert folder("complete", *ids, "--json").document == {"proposed": 3}
    assert [row["minutes_number"] for row in folder("meetings", "--json").document] == ["02/BB-HĐSK"]

    for kind, given in (("intake_book", []), ("tally", [meeting])):
        paper = folder("paper", kind, *given, "--out", str(tmp_path / kind), "--json")
        assert paper.status == 0, paper.err
    written = folder("meeting-papers", meeting, "--out", str(tmp_path / "bộ"), "--json").document
    assert len(written) == 9  # nothing was refused
    books = folder(
        "booklets", meeting, "--member", council[0], "--out", str(tmp_path / "hồ sơ"), "--json"
    ).document
    assert [Path(book["pdf"]).exists() for book in books] == [True]
