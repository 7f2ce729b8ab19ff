"""The list of workers and merged entries by the command line."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from tests.cli.conftest import Call


def a_list(path: Path, *rows: tuple[object, ...]) -> str:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("NS")
    for number, row in enumerate((("Mã NV", "Họ và tên", "Ngày sinh", "Bộ phận"), *rows)):
        page.write_row(number, 0, row)
    book.close()
    return str(path)


def test_workers_come_in_move_and_leave(folder: Call, tmp_path: Path) -> None:
    first = a_list(
        tmp_path / "a.xlsx", ("HL-1", "Hà Văn Tư", 1990, "Kho"), ("HL-2", "Lê Thị Hoa", 1991, "Kho")
    )
    assert folder("import-workers", first, "--dry-run", "--json").document["new"] == 2
    assert folder("people", "--json").document == []
    assert folder("import-workers", first, "--json").status == 0
    second = a_list(tmp_path / "b.xlsx", ("HL-1", "Hà Văn Tư", 1990, "Cơ điện"), ("HL-9", "-", "", ""))
    said = folder("import-workers", second, "--date", "01/07/2026", "--mark-left", "--json")
    assert {key: said.document[key] for key in ("changed", "moved", "not_listed", "faulty")} == {
        "changed": 1, "moved": 1, "not_listed": 1, "faulty": 1,
    }  # fmt: skip
    assert said.document["problems"][0]["code"] == "person.name_missing"
    assert {one["workshop"] for one in folder("people", "--search", "tu", "--json").document} == {"Cơ điện"}


def test_entries_of_one_person_are_found_and_merged(folder: Call, tmp_path: Path) -> None:
    rows = (("HL-1", "Hà Văn Tư", 1990, "Kho"), ("", "Hà Văn Tư", "", ""))
    folder("import-workers", a_list(tmp_path / "a.xlsx", *rows))
    (pair,) = folder("same-people", "--json").document
    kept, gone = (one["id"] for one in pair["people"])
    assert pair["why"] == "name"
    assert folder("merge-people", kept, gone, "--json").document == {"merged": 1, "into": kept}
    assert [one["id"] for one in folder("people", "--json").document] == [kept]
    said = folder("merge-people", kept, kept)
    assert said.status == 1
    assert "cùng một dòng" in said.err
