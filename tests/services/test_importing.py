"""Import of a list: planned without a trace, run as one operation, taken back as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from desktop.demo.messy import Expected, messy_workbook
from desktop.domain.decision import DecisionState
from desktop.domain.initiative import Route, Stage
from desktop.domain.problems import Refused, Stopped
from desktop.services import decisions, importing, initiatives, undo
from desktop.services.desk import Desk
from desktop.services.importing import RowState
from desktop.services.initiatives import ListQuery
from sync.clock import FixedClock

HEAD = ["TT", "Tên sáng kiến", "Tác giả", "Mã NV", "Đơn vị", "Ngày áp dụng", "Giá trị làm lợi", "Nội dung"]


def a_list(path: Path, *rows: Sequence[object], head: Sequence[object] = HEAD) -> Path:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("DS")
    for number, row in enumerate((head, *rows)):
        for at, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(number, at, cell, book.add_format({"num_format": "dd/mm/yyyy"}))
            elif cell is not None:
                page.write(number, at, cell)
    book.close()
    return path


def row(order: int, title: str, author: str, code: str = "", **more: object) -> list[object]:
    return [
        order,
        title,
        author,
        code,
        "Gò A",
        more.get("day", "15/01/2026"),
        more.get("benefit", "15tr"),
        "Mô tả dài.",
    ]


def states(plan: importing.Plan) -> list[str]:
    return [planned.state.value for planned in plan.rows]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Expected:
    return messy_workbook(tmp_path_factory.mktemp("messy") / "DS SK PX MAY lan 2 (sua).xlsx")


@pytest.fixture
def july(office: Desk) -> Desk:
    """The desk on the day on which the messy workbook is looked at."""
    office.clock = FixedClock(datetime(2026, 7, 6, 2, tzinfo=UTC), timedelta(milliseconds=7))
    return office


def test_the_messy_workbook_comes_out_as_expected(july: Desk, expected: Expected) -> None:
    plan = importing.plan(july, expected.path)
    counts = plan.counts
    assert (len(plan.rows), counts[RowState.FAULTY]) == (expected.rows, len(expected.faulty)) == (120, 5)
    faults = {
        planned.row: [problem.code for problem in planned.problems if not problem.warns_only]
        for planned in plan.of(RowState.FAULTY)
    }
    assert faults == {told.row: [told.fault] for told in expected.faulty}
    pairs = {(found.row, planned.row) for planned in plan.rows for found in planned.alike}
    assert pairs == set(expected.near_duplicates)
    for told in expected.stored:
        planned = next(one for one in plan.rows if one.row == told.row)
        doubts = {problem.code for problem in planned.problems if problem.doubtful} - {"row.alike_in_file"}
        assert doubts == told.doubts, told


def test_planning_writes_nothing_and_running_writes_all_of_it_once(july: Desk, expected: Expected) -> None:
    plan = importing.plan(july, expected.path)
    assert sum(july.look(initiatives.counts).values()) == 0
    done = july.do(importing.run, plan)
    assert len(done.value.created) == len(expected.stored) == 115
    page = july.look(initiatives.page, ListQuery(limit=200, sort="number", descending=False))
    assert [(found.row.title, found.row.workshop) for found in page.rows] == [
        (told.title, told.workshop) for told in expected.stored
    ]
    assert july.look(initiatives.counts)[Stage.PENDING] == 115
    stored = [july.look(initiatives.get, record) for record in done.value.created]
    assert [value.number for value in stored] == list(range(1, 116))
    assert [
        (value.first_used, value.benefit.kind, value.benefit.amount, value.protected_text, value.is_protected)
        for value in stored
    ] == [
        (told.first_used, told.benefit, told.amount, told.protected_text, bool(told.protected_text))
        for told in expected.stored
    ]
    assert [
        [(author.name, author.share, author.staff_code) for author in value.authors] for value in stored
    ] == [list(told.authors) for told in expected.stored]


def test_the_same_list_again_changes_nothing(july: Desk, expected: Expected) -> None:
    july.do(importing.run, importing.plan(july, expected.path))
    again = importing.plan(july, expected.path)
    assert again.counts == {
        RowState.NEW: 0, RowState.SAME: 115, RowState.CHANGED: 0, RowState.DOUBTFUL: 0, RowState.FAULTY: 5,
    }  # fmt: skip
    done = july.do(importing.run, again)
    assert (done.value.created, done.value.changed, done.operation) == ((), (), None)


def test_one_undo_takes_all_of_it_back(july: Desk, expected: Expected) -> None:
    july.do(importing.run, importing.plan(july, expected.path))
    july.do(undo.undo)
    assert sum(july.look(initiatives.counts).values()) == 0
    assert importing.plan(july, expected.path).counts[RowState.SAME] == 0


def test_faulty_rows_are_saved_mended_and_imported(july: Desk, expected: Expected, tmp_path: Path) -> None:
    plan = importing.plan(july, expected.path)
    out = tmp_path / "loi.xlsx"
    written = importing.save_rejects(plan, out, say=lambda problem: problem.code, reason_heading="Lý do")
    assert written == 5
    again = importing.plan(july, out)
    assert [[p.code for p in planned.problems if not p.warns_only] for planned in again.rows] == [
        [told.fault] for told in expected.faulty
    ]
    assert "CCCD" not in str(again.columns)
    assert "Lý do" in str(again.columns)


def test_an_edited_list_changes_what_differs_and_nothing_else(office: Desk, tmp_path: Path) -> None:
    path = a_list(tmp_path / "a.xlsx", row(1, "Kệ để dao", "Lê Thị A"), row(2, "Xe ba tầng", "Lê Thị B"))
    office.do(importing.run, importing.plan(office, path))
    a_list(
        path, row(1, "Kệ để dao", "Lê Thị A", benefit=""), row(2, "XE BA TẦNG", "Lê Thị B", benefit="20tr")
    )
    plan = importing.plan(office, path)
    assert states(plan) == ["same", "changed"]  # a blank never erases
    assert {change.field for change in plan.rows[1].changes} == {"title", "benefit"}
    result = office.do(importing.run, plan).value
    value = office.look(initiatives.get, result.changed[0])
    assert (value.title, value.benefit.amount, value.number) == ("XE BA TẦNG", 20_000_000, 2)
    assert states(importing.plan(office, path)) == ["same", "same"]


def test_the_same_title_by_others_is_another_initiative_but_says_so(office: Desk, tmp_path: Path) -> None:
    office.do(
        importing.run,
        importing.plan(office, a_list(tmp_path / "a.xlsx", row(1, "Kệ để dao chặt", "Lê Thị A"))),
    )
    plan = importing.plan(office, a_list(tmp_path / "b.xlsx", row(1, "Kệ để dao chặt", "Trần Văn B")))
    assert states(plan) == ["doubtful"]
    assert [problem.code for problem in plan.rows[0].problems] == ["row.alike_stored"]
    assert len(office.do(importing.run, plan).value.created) == 1


def test_one_person_is_made_once_however_often_they_are_named(office: Desk, tmp_path: Path) -> None:
    path = a_list(
        tmp_path / "a.xlsx",
        row(1, "Kệ để dao", "Nguyễn Thị Hằng", "HL-00412"),
        row(2, "Xe ba tầng", "Nguyễn Thị Hằng", "HL-00977"),  # a namesake
        row(3, "Giá treo phom", "Nguyễn Thị Hằng", 412),
        row(4, "Móc treo chỉ", "Lò Thị Inh"),
        row(5, "Bàn xoay", "Lò Thị Inh"),
    )
    result = office.do(importing.run, importing.plan(office, path)).value
    assert result.people == 3
    people = [office.look(initiatives.get, record).authors[0].person for record in result.created]
    assert people[0] == people[2] != people[1]
    assert people[3] == people[4]


def test_rows_recognised_on_paper_get_one_decision_a_number(office: Desk, tmp_path: Path) -> None:
    head = [*HEAD[:4], "Số QĐ", "Ngày QĐ"]
    day = date(2025, 12, 20)
    path = a_list(
        tmp_path / "a.xlsx",
        [1, "Kệ để dao", "Lê Thị A", "", "118/QĐ-HL", day],
        [2, "Xe ba tầng", "Lê Thị B", "", "118/QĐ-HL", day],
        [3, "Giá treo phom", "Lê Thị C", "", "", None],
        head=head,
    )
    result = office.do(importing.run, importing.plan(office, path)).value
    assert result.decisions == 1
    values = [office.look(initiatives.get, record) for record in result.created]
    assert [value.recognition.number if value.recognition else "" for value in values] == [
        "118/QĐ-HL",
        "118/QĐ-HL",
        "",
    ]
    decision = office.look(decisions.get, values[0].recognition.decision)
    assert (decision.route, decision.state, decision.signed_on) == (Route.PAPER, DecisionState.ISSUED, day)
    assert decision.initiatives == result.created[:2]
    assert states(importing.plan(office, path)) == ["same", "same", "same"]
    office.do(undo.undo)
    assert office.look(decisions.listing) == ()


def test_a_recognised_initiative_keeps_its_authors(office: Desk, tmp_path: Path) -> None:
    head = [*HEAD[:4], "Số QĐ", "Ngày QĐ"]
    cells = [1, "Kệ để dao", "Lê Thị A", "", "118/QĐ-HL", date(2025, 12, 20)]
    office.do(importing.run, importing.plan(office, a_list(tmp_path / "a.xlsx", cells, head=head)))
    cells[2] = "Lê Thị A, Trần Văn B"
    plan = importing.plan(office, a_list(tmp_path / "a.xlsx", cells, head=head))
    assert [problem.code for problem in plan.rows[0].problems if not problem.warns_only] == [
        "initiative.issued"
    ]


def test_a_plan_that_is_out_of_date_is_refused_and_nothing_is_written(office: Desk, tmp_path: Path) -> None:
    path = a_list(tmp_path / "a.xlsx", row(1, "Kệ để dao", "Lê Thị A"))
    created = office.do(importing.run, importing.plan(office, path)).value.created
    a_list(path, row(1, "Kệ để dao", "Lê Thị A", benefit="20tr"), row(2, "Xe ba tầng", "Lê Thị B"))
    plan = importing.plan(office, path)
    office.do(initiatives.remove, created)
    with pytest.raises(Refused) as refusal:
        office.do(importing.run, plan)
    assert refusal.value.code == "import.changed_since"
    assert sum(office.look(initiatives.counts).values()) == 0


def test_the_sheet_with_the_list_is_found_among_others(office: Desk, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.add_worksheet("Bìa").write(0, 0, "Công đoàn cơ sở")
    page = book.add_worksheet("Danh sách")
    page.write_row(0, 0, HEAD)
    page.write_row(1, 0, row(1, "Kệ để dao", "Lê Thị A"))
    book.close()
    plan = importing.plan(office, tmp_path / "a.xlsx")
    assert (plan.sheet, plan.sheets, states(plan)) == ("Danh sách", ("Bìa", "Danh sách"), ["new"])


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"sheet": "Không có"}, "workbook.no_sheet"),
        ({"mapping": {"A": "nonsense"}}, "workbook.unknown_field"),
    ],
)
def test_a_wish_that_cannot_be_met(office: Desk, tmp_path: Path, how: dict[str, object], code: str) -> None:
    path = a_list(tmp_path / "a.xlsx", row(1, "Kệ", "Lê Thị A"))
    with pytest.raises(Refused) as refusal:
        importing.plan(office, path, **how)  # type: ignore[arg-type]  # named by each case
    assert refusal.value.code == code


def test_a_workbook_without_a_list(office: Desk, tmp_path: Path) -> None:
    path = a_list(tmp_path / "a.xlsx", [1, "Lê Thị A", 26], head=["TT", "Họ và tên", "Số công"])
    with pytest.raises(Refused) as refusal:
        importing.plan(office, path)
    assert (refusal.value.code, refusal.value.facts) == ("workbook.no_header", {"file": "a.xlsx"})


def test_planning_tells_how_far_it_is_and_stops_when_asked(july: Desk, expected: Expected) -> None:
    told: list[tuple[int, int]] = []
    importing.plan(july, expected.path, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 120), (100, 120), (120, 120)]
    looks = iter([False, False, False])
    with pytest.raises(Stopped):
        importing.plan(july, expected.path, stop=lambda: next(looks, True))


def test_rows_find_what_is_stored_however_it_is_spelt(office: Desk, tmp_path: Path) -> None:
    stored = ("Sắp xếp lại kho phom", "Tiết kiệm chỉ may khi đổi mã", "!!!", "Kệ để dao", "Xe ba tầng")
    rows = [row(at, title, f"Lê Thị {at}") for at, title in enumerate(stored, start=1)]
    office.do(importing.run, importing.plan(office, a_list(tmp_path / "a.xlsx", *rows)))
    again = [
        row(1, "xắp sếp lại kho fom, phom", "Trần Văn B"),
        row(2, "Giảm chỉ may lúc đổi mã", "Trần Văn B"),
        row(3, "KE DE DAO", "Lê Thị 4"),
        row(4, "Kệ để dao", "Trần Văn B"),
        row(5, "Lắp cảm biến dừng máy chặt", "Trần Văn B"),
    ]
    plan = importing.plan(office, a_list(tmp_path / "b.xlsx", *again))
    assert states(plan) == ["doubtful", "doubtful", "changed", "doubtful", "new"]
    assert [[found.title for found in planned.alike if found.id] for planned in plan.rows] == [
        ["Sắp xếp lại kho phom"], ["Tiết kiệm chỉ may khi đổi mã"], [], ["Kệ để dao"], [],
    ]  # fmt: skip


ABOUT = "Lắp thêm thanh chặn bằng inox dưới bàn cắt, giữ tấm da không trượt khi dao đi hết hành trình."


def test_the_same_content_makes_a_row_doubtful_where_titles_are_only_near(
    office: Desk, tmp_path: Path
) -> None:
    first = [*row(1, "Thanh chặn da cho bàn cắt dập số 4", "Vũ Đức Thắng")[:-1], ABOUT]
    office.do(importing.run, importing.plan(office, a_list(tmp_path / "a.xlsx", first)))
    near = "Làm thanh giữ tấm da không trượt bàn cắt dập"
    others = "Chia dụng cụ theo màu, dán nhãn từng ngăn, cuối ca kiểm đếm rồi ghi vào bảng treo ở đầu chuyền."
    said = [
        [*row(1, near, "Lê Hoa")[:-1], ABOUT.upper()],
        [*row(2, near + " vải", "Lê Hà")[:-1], others],
        [*row(3, "Phân loại rác tại chuyền", "Lê Hạnh")[:-1], ABOUT],
    ]
    plan = importing.plan(office, a_list(tmp_path / "b.xlsx", *said))
    assert [[found.title for found in planned.alike if found.id] for planned in plan.rows] == [
        ["Thanh chặn da cho bàn cắt dập số 4"], [], [],
    ]  # fmt: skip


def test_copied_cells_take_the_same_road(office: Desk) -> None:
    text = (
        "TT\tTên sáng kiến\tTác giả\tNgày áp dụng\tNội dung\r\n"
        '1\tKệ để dao\t"Lê Thị A\nLê Thị B"\t15/01/2026\t"Kệ ""ba tầng"", dễ lấy"\r\n'
        '2\t"Xe" ba tầng\tLê Thị C\t15/01/2026\tĐẩy nhẹ hơn'
    )
    plan = importing.plan_text(office, text, name="Dán từ Excel")
    assert (plan.file, states(plan)) == ("Dán từ Excel", ["new", "new"])
    first, second = (planned.initiative for planned in plan.rows)
    assert [author.name for author in first.authors] == ["Lê Thị A", "Lê Thị B"]
    assert (first.summary, second.title) == ('Kệ "ba tầng", dễ lấy', '"Xe" ba tầng')
    assert len(office.do(importing.run, plan).value.created) == 2
    assert states(importing.plan_text(office, text, name="Dán từ Excel")) == ["same", "same"]


@pytest.mark.parametrize(("text", "code"), [("", "workbook.empty"), ("1\t2\n", "workbook.no_header")])
def test_copied_cells_that_are_no_list_are_refused(office: Desk, text: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        importing.plan_text(office, text, name="Dán")
    assert (refusal.value.code, refusal.value.facts) == (code, {"file": "Dán"})
