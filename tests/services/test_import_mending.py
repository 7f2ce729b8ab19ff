"""Said by hand how a list is to be read: columns, headings, letters, single cells; and remembered for the next one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from desktop.domain.legacy import TCVN3, Encoding
from desktop.domain.problems import Refused
from desktop.domain.sheets.headings import Meaning
from desktop.services import importing, initiatives, undo
from desktop.services.desk import Desk
from desktop.services.import_layout import layout_of
from desktop.services.importing import Choices, RowState
from desktop.services.initiatives import ListQuery

HEAD = ("TT", "Tên sáng kiến", "Tác giả", "Đơn vị", "Ngày áp dụng", "Giá trị làm lợi")
STRANGE = ("#", "Ý hay", "Ai nghĩ ra", "Chỗ làm", "Từ hôm nào", "Được bao nhiêu")
BY_HAND = Choices(meanings={"B": Meaning.TITLE, "C": Meaning.AUTHORS, "F": Meaning.BENEFIT})


def a_list(path: Path, *rows: Sequence[object], hidden: int | None = None) -> Path:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("DS")
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    if hidden is not None:
        page.set_column(hidden, hidden, None, None, {"hidden": True})
    book.close()
    return path


def row(number: int, title: str, author: str = "Lê Thị Hoa", benefit: object = "15tr") -> tuple[object, ...]:
    return (number, title, author, "May 2", "12/01/2026", benefit)


def states(plan: importing.Plan) -> list[str]:
    return [planned.state.value for planned in plan.rows]


def test_a_faulty_cell_is_mended_in_place_and_its_row_checked_again(office: Desk, tmp_path: Path) -> None:
    path = a_list(tmp_path / "a.xlsx", HEAD, row(1, "Kệ để dao"), row(2, "Giá treo", benefit="15.00.000đ"))
    plan = importing.plan(office, path)
    assert states(plan) == ["new", "faulty"]
    mended = importing.mend(office, plan, {(3, 5): "15.000.000"})
    assert states(mended) == ["new", "new"]
    assert mended.rows[1].initiative.benefit.amount == 15_000_000
    assert mended.rows[0] is plan.rows[0]  # what reads as before is not looked at again
    again = importing.mend(office, mended, {(2, 2): "Hà Văn Tư"})
    assert [each.initiative.authors[0].name for each in again.rows] == ["Hà Văn Tư", "Lê Thị Hoa"]
    assert again.edits == {(3, 5): "15.000.000", (2, 2): "Hà Văn Tư"}
    result = office.do(importing.run, again).value
    assert len(result.created) == 2


def test_a_mended_row_may_turn_out_to_be_stored_already(office: Desk, tmp_path: Path) -> None:
    whole = importing.plan(office, a_list(tmp_path / "a.xlsx", HEAD, row(1, "Kệ để dao")))
    office.do(importing.run, whole)
    plan = importing.plan(office, a_list(tmp_path / "b.xlsx", HEAD, row(1, "Kệ để"), row(2, "Kệ để dao")))
    assert plan.rows[1].state is RowState.SAME
    mended = importing.mend(office, plan, {(2, 1): "Kệ để dao", (2, 2): "Lê Thị Hoa"})
    assert states(mended) == ["doubtful", "same"]  # one stored record is one row's alone


def test_faulty_rows_that_were_mended_are_no_longer_saved_as_rejects(office: Desk, tmp_path: Path) -> None:
    path = a_list(tmp_path / "a.xlsx", HEAD, row(1, ""), row(2, "Giá treo", benefit="-5 triệu"))
    plan = importing.mend(office, importing.plan(office, path), {(2, 1): "Kệ để dao"})
    out = tmp_path / "loi.xlsx"
    assert importing.save_rejects(plan, out, say=lambda problem: problem.code, reason_heading="Lý do") == 1


def test_columns_that_nobody_knows_are_named_by_hand_and_remembered(office: Desk, tmp_path: Path) -> None:
    source = importing.read_file(
        a_list(tmp_path / "a.xlsx", STRANGE, row(1, "Kệ để dao"), row(2, "Giá treo"))
    )
    with pytest.raises(Refused, match=r"workbook\.no_header"):
        importing.plan_source(office, source)
    plan = importing.plan_source(office, source, BY_HAND)
    assert [each.initiative.title for each in plan.rows] == ["Kệ để dao", "Giá treo"]
    assert plan.rows[0].initiative.benefit.amount == 15_000_000
    assert not plan.is_remembered
    office.do(importing.run, plan)
    later = importing.plan(office, a_list(tmp_path / "b.xlsx", STRANGE, row(1, "Móc treo áo")))
    assert later.is_remembered
    assert later.choices.meanings == BY_HAND.meanings
    assert [each.initiative.title for each in later.rows] == ["Móc treo áo"]
    other = importing.plan(office, a_list(tmp_path / "c.xlsx", HEAD, row(1, "Bàn xoay")))
    assert not other.is_remembered


def test_undoing_an_import_forgets_no_layout(office: Desk, tmp_path: Path) -> None:
    path = a_list(tmp_path / "a.xlsx", STRANGE, row(1, "Kệ để dao"))
    office.do(importing.run, importing.plan_source(office, importing.read_file(path), BY_HAND))
    office.do(undo.undo)
    assert office.look(initiatives.page, ListQuery()).total == 0
    assert importing.plan(office, path).is_remembered


def test_the_rows_of_headings_may_be_said(office: Desk, tmp_path: Path) -> None:
    rows = [("Tên sáng kiến", "Tác giả"), ("(ghi đủ)", "(họ tên)"), ("Kệ để dao", "Lê Thị Hoa")]
    source = importing.read_file(a_list(tmp_path / "a.xlsx", *rows))
    assert [each.row for each in importing.plan_source(office, source).rows] == [2, 3]
    told = importing.plan_source(office, source, Choices(header=(1, 2)))
    assert [each.row for each in told.rows] == [3]
    assert told.header == (1, 2)
    with pytest.raises(Refused, match=r"workbook\.no_header"):
        importing.plan_source(office, source, Choices(header=(7, 8)))


def test_a_hidden_column_is_taken_only_where_somebody_asks(office: Desk, tmp_path: Path) -> None:
    path = a_list(tmp_path / "a.xlsx", HEAD, row(1, "Kệ để dao"), hidden=5)
    source = importing.read_file(path)
    assert importing.plan_source(office, source).rows[0].initiative.benefit.amount is None
    asked = importing.plan_source(office, source, Choices(meanings={"F": Meaning.BENEFIT}))
    assert asked.rows[0].initiative.benefit.amount == 15_000_000


def test_letters_of_a_column_may_be_said_and_are_shown_before_and_after(office: Desk, tmp_path: Path) -> None:
    codes = {letter: code for code, letter in TCVN3.items()}
    old = "".join(codes.get(sign, sign) for sign in "Vũ Đức")
    source = importing.read_file(a_list(tmp_path / "a.xlsx", HEAD, row(1, "Kệ để dao", old)))
    assert importing.plan_source(office, source).repaired == ()  # two signs are no proof
    told = importing.plan_source(office, source, Choices(letters={"C": Encoding.TCVN3}))
    assert told.rows[0].initiative.authors[0].name == "Vũ Đức"
    assert [(each.column.letter, each.before, each.after) for each in told.repaired] == [("C", old, "Vũ Đức")]


def test_a_layout_is_shown_as_it_would_be_read_also_where_nothing_is_found(tmp_path: Path) -> None:
    source = importing.read_file(a_list(tmp_path / "a.xlsx", STRANGE, row(1, "Kệ để dao")))
    view = layout_of(source, Choices())
    assert (view.is_found, view.header) == (False, (1, 1))
    assert [(column.letter, column.heading, column.sample) for column in view.columns][1] == (
        "B",
        "Ý hay",
        "Kệ để dao",
    )
    counted = a_list(
        tmp_path / "b.xlsx", STRANGE, [f"({at})" for at in range(1, len(STRANGE) + 1)], row(1, "Kệ")
    )
    assert layout_of(importing.read_file(counted), Choices()).columns[1].sample == "Kệ"  # never “(2)”
    told = layout_of(source, BY_HAND)
    assert told.is_found
    assert [column.meaning for column in told.columns][1:3] == [Meaning.TITLE, Meaning.AUTHORS]


def test_three_hundred_mended_cells_cost_no_second_look_at_all(office: Desk, tmp_path: Path) -> None:
    path = a_list(tmp_path / "a.xlsx", HEAD, *[row(n, f"Gá kẹp số {n} cho máy {n}") for n in range(1, 301)])
    plan = importing.plan(office, path, look_for_alike=False)
    mended = importing.mend(office, plan, {(2, 1): "Tên mới hẳn"}, look_for_alike=False)
    assert sum(one is not other for one, other in zip(plan.rows, mended.rows, strict=True)) == 1
