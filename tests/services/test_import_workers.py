"""The personnel office's list: new, changed, moved on a day, left; doubtful ones are left alone; one undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from desktop.domain.person import Gender, Person, WorkerKind, workshop_on
from desktop.domain.problems import Refused
from desktop.services import import_workers, importing, people, undo
from desktop.services.desk import Desk
from desktop.services.import_plan import RowState
from desktop.services.import_workers import WorkersPlan, plan_workers, run_workers, save_rejects
from desktop.store import people as stored

HEAD = ("STT", "Mã NV", "Họ và tên", "Ngày sinh", "Giới tính", "Chức danh", "Bộ phận", "Đoàn viên", "Số CCCD")
JULY = date(2026, 7, 1)


def source(path: Path, *rows: Sequence[object]) -> importing.Source:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("NS")
    page.write(0, 0, "CÔNG TY TNHH GIÀY HOÀNG LONG")
    page.write(2, 0, "DANH SÁCH LAO ĐỘNG THÁNG 7/2026")
    for number, row in enumerate((HEAD, *rows), start=4):
        page.write_row(number, 0, row)
    book.close()
    return importing.read_file(path)


def worker(number: int, code: object, name: str, *more: object) -> tuple[object, ...]:
    return (number, code, name, *more)


def listed(desk: Desk) -> dict[str, Person]:
    with desk.database.read() as session:
        return {person.name: person for person in stored.load_all(session)}


def planned(desk: Desk, path: Path, *rows: Sequence[object]) -> WorkersPlan:
    return plan_workers(desk, source(path, *rows))


def states(plan: WorkersPlan) -> list[str]:
    return [row.state.value for row in plan.rows]


@pytest.fixture
def staffed(office: Desk) -> Desk:
    for person in (
        Person("", "Nguyễn Thị Hằng", "HL-00412", "1990", workshop="May 2"),
        Person("", "Trần Văn Nam", "HL-00413", "1988-03-02", workshop="Gò A"),
        Person("", "Lê Thị Hoa", "HL-00500", workshop="Kho"),
    ):
        office.do(people.save_person, person)
    return office


def test_new_same_changed_moved_and_gone_are_told_apart(staffed: Desk, tmp_path: Path) -> None:
    plan = planned(
        staffed, tmp_path / "a.xlsx",
        worker(1, 412, "Nguyễn Thị Hằng", "12/05/1990", "Nữ", "Công nhân may", "Px.May II", "x", "036190001234"),
        worker(2, "HL-00413", "Trần Văn Nam", 1988, "", "", "Cơ điện", "", ""),
        worker(3, "HL-00777", "Vũ Đức Thắng", 1995, "Nam", "", "Kho", "", ""),
    )  # fmt: skip
    assert states(plan) == ["changed", "changed", "new"]
    assert {change.field for change in plan.rows[0].changes} == {"birth", "gender", "title", "union_member"}
    assert [(change.field, change.before, change.after) for change in plan.rows[1].changes] == [
        ("workshop", "Gò A", "Cơ điện")
    ]
    assert [person.name for person in plan.gone] == ["Lê Thị Hoa"]
    assert plan.header == (5, 5)
    result = staffed.do(run_workers, plan, as_of=JULY, mark_left=True).value
    assert (result.created, result.changed, result.moved, result.left) == (1, 2, 1, 1)
    now = listed(staffed)
    assert now["Nguyễn Thị Hằng"].birth == "1990-05-12"
    assert now["Nguyễn Thị Hằng"].gender is Gender.FEMALE
    assert now["Lê Thị Hoa"].left_on == JULY
    nam = now["Trần Văn Nam"]
    assert (workshop_on(nam, date(2026, 6, 30)), workshop_on(nam, JULY)) == ("Gò A", "Cơ điện")
    assert "036190001234" not in str(now)


def test_rows_that_change_nothing_are_saved_with_their_reasons_and_come_in_once_mended(
    staffed: Desk, tmp_path: Path
) -> None:
    plan = planned(
        staffed, tmp_path / "a.xlsx",
        worker(1, "HL-00413", "Vũ Đức Thắng", 1995, "", "", "Kho", "", "036190001234"),
        worker(2, "HL-00888", "", 1990, "", "", "Kho", "", ""),
        worker(3, "HL-00777", "Hà Văn Bảo", 1995, "Nam", "", "Kho", "", ""),
    )  # fmt: skip
    assert states(plan) == ["doubtful", "faulty", "new"]
    out = tmp_path / "loi.xlsx"
    assert save_rejects(plan, out, say=lambda problem: problem.code, reason_heading="Lý do") == 2
    heading, *rows = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()
    assert heading[-1] == "Lý do" and all(row[-1] for row in rows)
    assert "036190001234" not in str(rows)
    again = plan_workers(staffed, importing.read_file(out))
    assert states(again) == ["doubtful", "faulty"]  # as they stand; mended they would be good


def test_the_same_list_again_changes_nothing(staffed: Desk, tmp_path: Path) -> None:
    rows = [
        worker(1, "HL-00412", "Nguyễn Thị Hằng", 1990, "Nữ"),
        worker(2, "HL-00900", "Phạm Hoa", 1992, "Nữ"),
    ]
    staffed.do(run_workers, planned(staffed, tmp_path / "a.xlsx", *rows), as_of=JULY)
    assert states(planned(staffed, tmp_path / "b.xlsx", *rows)) == ["same", "same"]


def test_one_undo_takes_all_of_it_back(staffed: Desk, tmp_path: Path) -> None:
    before = listed(staffed)
    plan = planned(staffed, tmp_path / "a.xlsx", worker(1, "HL-00413", "Trần Văn Nam", "", "", "", "Kho"),
                   worker(2, "HL-00901", "Phạm Hoa"))  # fmt: skip
    staffed.do(run_workers, plan, as_of=JULY, mark_left=True)
    assert listed(staffed) != before
    staffed.do(undo.undo)
    assert listed(staffed) == before


def test_a_code_under_another_name_is_doubtful_and_left_alone(staffed: Desk, tmp_path: Path) -> None:
    plan = planned(staffed, tmp_path / "a.xlsx", worker(1, "HL-00412", "Hoàng Mạnh Cường", 1999))
    assert states(plan) == ["doubtful"]
    assert [problem.code for problem in plan.rows[0].problems] == ["worker.other_name"]
    before = listed(staffed)
    staffed.do(run_workers, plan, as_of=JULY)
    assert listed(staffed) == before


def test_a_name_without_a_code_is_the_one_of_that_birth_or_workshop(staffed: Desk, tmp_path: Path) -> None:
    staffed.do(people.save_person, Person("", "Phạm Hoa", birth="1992", workshop="Kho"))
    plan = planned(
        staffed, tmp_path / "a.xlsx",
        worker(1, "HL-00901", "Phạm Hoa", "03/04/1992", "", "", "QC"),
        worker(2, "", "Trần Văn Nam", "", "", "", "PX Gò A"),
        worker(3, "", "Trần Văn Nam", "", "", "", "QC"),
    )  # fmt: skip
    assert states(plan) == ["changed", "same", "doubtful"]
    assert plan.rows[0].stored is not None
    assert plan.rows[2].problems[-1].code == "worker.which"


def test_a_code_that_stands_twice_and_a_row_without_a_name_are_faults(staffed: Desk, tmp_path: Path) -> None:
    plan = planned(
        staffed,
        tmp_path / "a.xlsx",
        worker(1, "HL-1", "Hà A"),
        worker(2, "HL-1", "Hà B"),
        worker(3, "X", "-"),
    )
    assert [(row.state.value, [p.code for p in row.problems if not p.warns_only]) for row in plan.rows] == [
        ("new", []), ("faulty", ["worker.code_twice"]), ("faulty", ["person.name_missing"]),
    ]  # fmt: skip


def test_a_mended_cell_is_read_again(staffed: Desk, tmp_path: Path) -> None:
    read = source(tmp_path / "a.xlsx", worker(1, "HL-00412", "-", 1990))
    plan = plan_workers(staffed, read)
    assert states(plan) == ["faulty"]
    assert states(plan_workers(staffed, read, edits={(6, 2): "Nguyễn Thị Hằng"})) == ["same"]


def test_sections_totals_and_signatures_are_no_people(staffed: Desk, tmp_path: Path) -> None:
    plan = planned(
        staffed, tmp_path / "a.xlsx", ("II. Chuyền 5",), worker(1, "HL-9", "Hà Văn Tư"), ("", "", "Tổng cộng: 1"),
        ("", "", "Người lập biểu"),
    )  # fmt: skip
    assert [(row.read.name, row.read.workshop) for row in plan.rows] == [("Hà Văn Tư", "Chuyền 5")]


def test_somebody_who_left_and_is_listed_again_came_back(staffed: Desk, tmp_path: Path) -> None:
    staffed.do(run_workers, planned(staffed, tmp_path / "a.xlsx", worker(1, "HL-00412", "Nguyễn Thị Hằng")), as_of=JULY,
               mark_left=True)  # fmt: skip
    assert listed(staffed)["Lê Thị Hoa"].left_on == JULY
    staffed.do(
        run_workers, planned(staffed, tmp_path / "b.xlsx", worker(1, "HL-00500", "Lê Thị Hoa")), as_of=JULY
    )
    assert listed(staffed)["Lê Thị Hoa"].left_on is None


def test_a_plan_that_others_overtook_is_refused(staffed: Desk, tmp_path: Path) -> None:
    plan = planned(staffed, tmp_path / "a.xlsx", worker(1, "HL-00413", "Trần Văn Nam", "", "", "Tổ trưởng"))
    someone = listed(staffed)["Trần Văn Nam"]
    staffed.do(people.save_person, Person(someone.id, "Trần Văn Nam", "HL-00413", phone="0912345678"))
    with pytest.raises(Refused, match=r"workers\.changed_since"):
        staffed.do(run_workers, plan, as_of=JULY)


def test_kinds_of_worker_are_read(staffed: Desk, tmp_path: Path) -> None:
    book = source(tmp_path / "a.xlsx", worker(1, "HL-9", "Hà Văn Tư"))
    rows = [list(row) for row in book.sheets[0].rows]
    rows[4][8], rows[5][8] = "Loại lao động", "LĐ trực tiếp"
    told = importing.Source("a", (import_workers.replace(book.sheets[0], rows=rows),))
    assert plan_workers(staffed, told).rows[0].read.worker_kind is WorkerKind.WORKER


def test_a_list_of_initiatives_is_no_list_of_workers_by_accident(staffed: Desk, tmp_path: Path) -> None:
    plan = planned(staffed, tmp_path / "a.xlsx", worker(1, "HL-9", "Hà Văn Tư"))
    assert plan.of(RowState.NEW)[0].read.staff_code == "HL-9"
