"""The list goes out as a workbook and comes back: only what somebody edited changes anything."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from desktop.demo.corpus import Corpus
from desktop.documents.listbook import texts_of
from desktop.domain.access import Right, Role, User
from desktop.domain.initiative import Author, Benefit, BenefitKind, Initiative, Section
from desktop.domain.sheets.headings import columns_of
from desktop.services import exporting, importing, initiatives, undo
from desktop.services.desk import Desk, Work, order
from desktop.services.importing import RowState
from desktop.services.initiatives import ListQuery
from desktop.store.initiatives import INITIATIVES

ALL = ListQuery(descending=False)


@order(Right.ENTER, "initiative.save")
def stored(work: Work, values: list[Initiative]) -> list[str]:
    """As they are, past every check: the list must come back whatever it holds."""
    kept = [
        replace(
            value,
            id=work.new_id(),
            authors=tuple(replace(author, person=work.new_id()) for author in value.authors),
        )
        for value in values
    ]
    work.save_new(INITIATIVES, kept)
    return [value.id for value in kept]


def rows_of(path: Path) -> list[list[str]]:
    return [
        [str(cell) for cell in row]
        for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    ]


def edited(path: Path, out: Path, change: Callable[[list[list[str]]], object]) -> Path:
    """The workbook after somebody worked on it in a spreadsheet."""
    rows = rows_of(path)
    change(rows)
    book = xlsxwriter.Workbook(str(out), {"strings_to_formulas": False, "strings_to_numbers": False})
    sheet = book.add_worksheet("Sáng kiến")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out


def at(rows: list[list[str]], heading: str) -> int:
    return rows[0].index(heading)


@pytest.fixture
def listed(office: Desk, tmp_path: Path) -> Path:
    """Twenty of the factory's initiatives, exported."""
    values = Corpus(4).initiatives(20)
    office.do(
        stored,
        [replace(value, council=None, recognition=None, decision="", attachments=()) for value in values],
    )
    out = tmp_path / "danh-sach.xlsx"
    assert exporting.export_list(office, ALL, out) == 20
    return out


def test_an_export_comes_back_as_it_is(office: Desk, listed: Path) -> None:
    plan = importing.plan(office, listed)
    assert plan.counts[RowState.SAME] == 20
    assert (plan.problems, office.do(importing.run, plan).operation) == ((), None)


def test_every_heading_is_known_for_what_it_is(listed: Path) -> None:
    columns = columns_of(rows_of(listed)[0])
    assert [column.meaning for column in columns] == list(texts_of(Initiative(id="", title="")))


texts = st.text(st.sampled_from("aộĐNguyễn =+-@'\"\n\t0159.,/()%_x:;…"), max_size=30) | st.sampled_from(
    ["-nt-", "-", "không", "Cộng", "=1+1", "_x0041_", "15tr", "0", "II. Chuyền 5", "x"]
)
people = st.lists(
    st.builds(
        Author,
        person=st.just(""),
        name=texts,
        share=st.integers(0, 10_000),
        staff_code=texts,
        birth=st.just("1990"),
    ),
    max_size=3,
).map(tuple)
odd = st.builds(
    Initiative,
    id=st.just(""),
    title=texts,
    authors=people,
    workshop=texts,
    summary=texts,
    protected_text=texts,
    is_protected=st.booleans(),
    sections=st.dictionaries(st.sampled_from(Section), texts, max_size=3),
    first_used=st.none() | st.dates(),
    benefit=st.builds(
        Benefit, kind=st.sampled_from(BenefitKind), amount=st.none() | st.integers(0, 10**12), note=texts
    ),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(odd, min_size=1, max_size=5))
def test_whatever_was_stored_an_import_of_its_export_changes_nothing(
    office: Desk, tmp_path: Path, values: list[Initiative]
) -> None:
    ids = office.do(stored, [replace(value, number=None) for value in values]).value
    query = ListQuery(ids=tuple(ids), descending=False)
    assert exporting.export_list(office, query, tmp_path / "a.xlsx") == len(values)
    rows = importing.plan(office, tmp_path / "a.xlsx").rows
    assert {planned.state for planned in rows} == {RowState.SAME}
    assert [planned.record for planned in rows] == ids


def test_edited_cells_change_and_one_undo_takes_them_back(office: Desk, listed: Path, tmp_path: Path) -> None:
    def work(rows: list[list[str]]) -> None:
        rows[1][at(rows, "Tên sáng kiến")] = "Tên đã sửa cho rõ"
        rows[2][at(rows, "Giá trị làm lợi")] = "15tr"
        rows[3][at(rows, "Nội dung giải pháp")] = ""

    before = [office.look(initiatives.get, record) for record in office.look(initiatives.ids, ALL)]
    plan = importing.plan(office, edited(listed, tmp_path / "b.xlsx", work))
    assert [planned.row for planned in plan.of(RowState.CHANGED)] == [2, 3]
    assert plan.counts[RowState.SAME] == 18
    assert [change.field for planned in plan.rows for change in planned.changes] == ["title", "benefit"]
    office.do(importing.run, plan)
    after = [office.look(initiatives.get, record) for record in office.look(initiatives.ids, ALL)]
    assert after[0] == replace(before[0], title="Tên đã sửa cho rõ")
    assert after[1] == replace(before[1], benefit=Benefit(BenefitKind.AMOUNT, 15_000_000))
    assert after[2:] == before[2:]
    office.do(undo.undo)
    assert [office.look(initiatives.get, value.id) for value in before] == before


def test_order_and_missing_columns_do_not_matter(office: Desk, listed: Path, tmp_path: Path) -> None:
    def work(rows: list[list[str]]) -> None:
        rows[1:] = sorted(rows[1:], key=lambda row: row[1])
        for gone in ("Tác giả", "Đơn vị", "Nội dung giải pháp"):
            place = at(rows, gone)
            for row in rows:
                del row[place]

    plan = importing.plan(office, edited(listed, tmp_path / "b.xlsx", work))
    assert (plan.counts[RowState.SAME], plan.problems) == (20, ())


def test_a_row_copied_with_its_code_is_a_fault_and_one_without_is_new(
    office: Desk, listed: Path, tmp_path: Path
) -> None:
    def work(rows: list[list[str]]) -> None:
        again = list(rows[1])
        fresh = ["", "Lắp rọ thu chỉ vụn dưới chân máy", "Hoàng Thị Lý", *rows[2][3:]]
        rows.extend([again, fresh])

    plan = importing.plan(office, edited(listed, tmp_path / "b.xlsx", work))
    assert [problem.code for problem in plan.of(RowState.FAULTY)[0].problems] == ["row.code_twice"]
    assert [planned.row for planned in plan.rows if not planned.record] == [22, 23]


def test_an_edit_that_the_rules_forbid_is_a_fault(office: Desk, listed: Path, tmp_path: Path) -> None:
    def work(rows: list[list[str]]) -> None:
        rows[1][at(rows, "Giá trị làm lợi")] = "-5 triệu"

    plan = importing.plan(office, edited(listed, tmp_path / "b.xlsx", work))
    assert [planned.row for planned in plan.of(RowState.FAULTY)] == [2]


def test_what_is_protected_stays_here(office: Desk, tmp_path: Path) -> None:
    secret = Initiative(
        id="", title="Keo dán đế", authors=(Author("", "Lê Thị A", 10_000),), summary="Pha ba phần",
        is_protected=True, protected_text="Tỷ lệ 3:1:0,2",
    )  # fmt: skip
    office.do(stored, [secret, replace(secret, title="Cân điện tử", is_protected=False, protected_text="")])
    everything = office.user
    office.user = User(everything.id, everything.name, (Role.READER,))
    exporting.export_list(office, ALL, tmp_path / "a.xlsx")
    office.user = everything
    said = str(rows_of(tmp_path / "a.xlsx"))
    assert "3:1" not in said and "Keo dán" not in said and "bảo mật" not in said
    plan = importing.plan(office, tmp_path / "a.xlsx")
    assert plan.counts[RowState.SAME] == len(plan.rows) == 1


def test_nothing_typed_becomes_a_formula(office: Desk, tmp_path: Path) -> None:
    office.do(
        stored, [Initiative(id="", title='=HYPERLINK("http://x","y")', workshop="@SUM(1)", summary="+1")]
    )
    exporting.export_list(office, ALL, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "hyperlink" not in sheet
    assert '=HYPERLINK("http://x","y")' in rows_of(tmp_path / "a.xlsx")[1]
