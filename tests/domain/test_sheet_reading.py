"""Whole tables: where the header is, which rows are data, what carries down, who belongs to what."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.initiative import BenefitKind
from desktop.domain.sheets.headings import Meaning
from desktop.domain.sheets.reading import read_table
from desktop.domain.sheets.values import Known, PaperRecognition, SheetReading

NEAR = date(2026, 7, 6)
HEAD = [
    "TT",
    "Tên sáng kiến",
    "Tác giả",
    "Mã NV",
    "Tỷ lệ",
    "Đơn vị",
    "Ngày áp dụng",
    "Giá trị làm lợi",
    "Nội dung",
]


def read(rows: list[list[object]], **how: object) -> SheetReading:
    found = read_table(rows, NEAR, **how)  # type: ignore[arg-type]  # rows of cells
    assert found is not None
    return found


def told(reading: SheetReading) -> list[tuple[int, str, list[tuple[str, int]]]]:
    return [
        (row.row, row.initiative.title, [(author.name, author.share) for author in row.initiative.authors])
        for row in reading.rows
    ]


def test_a_plain_table() -> None:
    reading = read(
        [HEAD, [1, "Xe đẩy phom", "Nguyễn Thị Hằng", "HL-00412", None, "Gò A", "15/4/2026", "15tr", "Mô tả"]]
    )
    (row,) = reading.rows
    assert (row.row, row.problems) == (2, ())
    assert row.initiative.title == "Xe đẩy phom"
    assert row.initiative.first_used == date(2026, 4, 15)
    assert (row.initiative.benefit.kind, row.initiative.benefit.amount) == (BenefitKind.AMOUNT, 15_000_000)
    assert (row.initiative.workshop, row.initiative.summary) == ("Gò A", "Mô tả")
    (author,) = row.initiative.authors
    assert (author.name, author.share, author.staff_code) == ("Nguyễn Thị Hằng", 10_000, "HL-00412")


def test_titles_above_and_footers_below_are_left_out() -> None:
    reading = read(
        [
            ["CÔNG ĐOÀN CƠ SỞ CÔNG TY ABC"],
            ["DANH SÁCH SÁNG KIẾN NĂM 2026"],
            [],
            ["TT", "Tên sáng kiến", "Họ và tên", "Ghi chú"],
            ["(1)", "(2)", "(3)", "(4)"],
            [1, "Kệ để dao", "Lê Thị A", ""],
            [2, "Xe ba tầng", "Lê Thị B", ""],
            ["", "Tổng cộng: 2 sáng kiến"],
            ["", "Người lập", "", "Quản đốc"],
            ["", "Đỗ Thị Thơm"],
        ]
    )
    assert reading.header == (4, 4)
    assert told(reading) == [
        (6, "Kệ để dao", [("Lê Thị A", 10_000)]),
        (7, "Xe ba tầng", [("Lê Thị B", 10_000)]),
    ]
    assert reading.skipped == {"title": 3, "header_again": 1, "total": 1, "footer": 2}


def test_a_header_of_two_tiers() -> None:
    reading = read(
        [
            ["TT", "Tên sáng kiến", "Tác giả", "", "", "Hiệu quả", ""],
            ["", "", "Họ tên", "Mã NV", "Tỷ lệ %", "Kinh tế (triệu đồng)", "Khác"],
            [1, "Kệ để dao", "Lê Thị A", "HL-00001", 100, 15, "đỡ mỏi"],
        ]
    )
    assert reading.header == (1, 2)
    meanings = [column.meaning for column in reading.columns]
    assert meanings == [
        Meaning.ORDER, Meaning.TITLE, Meaning.AUTHORS, Meaning.STAFF_CODE, Meaning.SHARE, Meaning.BENEFIT,
        Meaning.SOCIAL_BENEFIT,
    ]  # fmt: skip
    assert reading.rows[0].initiative.benefit.amount == 15_000_000


def test_co_authors_on_rows_below_whether_blank_ditto_or_repeated() -> None:
    reading = read(
        [
            ["TT", "Tên sáng kiến", "Tác giả", "Tỷ lệ"],
            [1, "Kệ để dao", "Lê Thị A", "60%"],
            ["", "", "Lê Thị B", 0.4],
            [2, "Xe ba tầng", "Lê Thị C", ""],
            ["", "-nt-", "Lê Thị D", ""],
            [3, "Giá treo", "Lê Thị E", ""],
            ["", "Giá treo", "Lê Thị F", ""],
        ]
    )
    assert told(reading) == [
        (2, "Kệ để dao", [("Lê Thị A", 6000), ("Lê Thị B", 4000)]),
        (4, "Xe ba tầng", [("Lê Thị C", 5000), ("Lê Thị D", 5000)]),
        (6, "Giá treo", [("Lê Thị E", 5000), ("Lê Thị F", 5000)]),
    ]
    assert [row.last_row for row in reading.rows] == [3, 5, 7]


def test_a_share_cell_merged_over_the_authors_speaks_for_all_of_them() -> None:
    reading = read(
        [
            ["TT", "Tên sáng kiến", "Tác giả", "Tỷ lệ"],
            [1, "Kệ để dao", "Lê Thị A", "70-30"],
            ["", "", "Lê Thị B", ""],
        ]
    )
    assert told(reading) == [(2, "Kệ để dao", [("Lê Thị A", 7000), ("Lê Thị B", 3000)])]


def test_sections_carry_down_and_a_cell_of_its_own_wins() -> None:
    reading = read(
        [
            ["TT", "Tên sáng kiến", "Tác giả", "Đơn vị"],
            ["I. Xưởng May 2"],
            [1, "Kệ để dao", "Lê Thị A", ""],
            ["", "II. Chuyền 5", "", ""],
            [2, "Xe ba tầng", "Lê Thị B", ""],
            [3, "Giá treo", "Lê Thị C", "PX Gò A"],
            ["III", "Tổ bảo trì"],
            [4, "Móc treo", "Lê Thị D", ""],
        ]
    )
    assert [row.initiative.workshop for row in reading.rows] == ["May 2", "Chuyền 5", "Gò A", "Tổ bảo trì"]
    assert reading.skipped["section"] == 3


def test_ditto_in_any_column_is_the_cell_above() -> None:
    reading = read(
        [
            ["TT", "Tên sáng kiến", "Tác giả", "Đơn vị", "Ngày áp dụng"],
            [1, "Kệ để dao", "Lê Thị A", "Gò A", "T3/2026"],
            [2, "Xe ba tầng", "Lê Thị B", "-nt-", '"'],
        ]
    )
    second = reading.rows[1].initiative
    assert (second.workshop, second.first_used) == ("Gò A", date(2026, 3, 1))


def test_a_forgotten_title_is_a_fault_of_its_own_row() -> None:
    numbered = read([["TT", "Tên sáng kiến", "Tác giả"], [1, "Kệ", "Lê Thị A"], [2, " ", "Lê Thị B"]])
    assert [[problem.code for problem in row.problems if not problem.warns_only] for row in numbered.rows] == [
        [], ["title.missing"],
    ]  # fmt: skip
    head = ["Tên sáng kiến", "Tác giả", "Ngày áp dụng"]
    bare = read([head, ["Kệ để dao", "Lê Thị A", "1/3/2026"], ["", "Lê Thị B", "1/4/2026"]])
    assert [row.is_faulty for row in bare.rows] == [False, True]


def test_problems_name_their_cell() -> None:
    reading = read(
        [HEAD, [1, "Kệ để dao", "A B, C D", "", "60% + 50%", "Gò A", "31/02/2026", "15.00.000đ", "x y"]]
    )
    faults = {
        (problem.row, problem.column, problem.heading, problem.code)
        for problem in reading.rows[0].problems
        if not problem.warns_only
    }
    assert faults == {
        (2, "G", "Ngày áp dụng", "date.impossible"),
        (2, "E", "Tỷ lệ", "share.sum_not_100"),
        (2, "H", "Giá trị làm lợi", "benefit.unreadable"),
    }


def test_identity_numbers_are_never_taken() -> None:
    reading = read([["Tên sáng kiến", "Tác giả", "Số CCCD"], ["Kệ để dao", "Lê Thị A", "001190012345"]])
    assert [column.is_taken for column in reading.columns] == [True, True, False]
    assert "001190012345" not in repr(reading.rows)


def test_a_questionnaire_with_questions_for_headings() -> None:
    questions = [
        "Dấu thời gian",
        "Họ và tên của anh/chị?",
        "Anh/chị làm việc ở bộ phận nào?",
        "Tên sáng kiến của anh/chị là gì?",
        "Mô tả giải pháp",
        "Áp dụng từ khi nào?",
    ]
    answers = ["6/20/2026 8:15:00", "Lê Thị A", "Gò A", "Kệ để dao", "Hàn kệ ba tầng", "05/2026"]
    reading = read([questions, answers])
    value = reading.rows[0].initiative
    assert (value.title, value.workshop, value.first_used) == ("Kệ để dao", "Gò A", date(2026, 5, 1))
    assert value.entered_on == date(2026, 6, 20)


def test_rows_that_were_recognised_on_paper() -> None:
    reading = read(
        [
            ["TT", "Tên sáng kiến", "Tác giả", "Số QĐ", "Ngày QĐ"],
            [1, "Kệ để dao", "Lê Thị A", "118/QĐ-HL", date(2025, 12, 20)],
            [2, "Xe ba tầng", "Lê Thị B", "118/QĐ-HL", ""],
            [3, "Giá treo", "Lê Thị C", "", ""],
        ]
    )
    assert [row.recognition for row in reading.rows] == [
        PaperRecognition("118/QĐ-HL", date(2025, 12, 20)),
        None,
        None,
    ]
    assert "recognition.half" in {problem.code for problem in reading.rows[1].problems}


def test_legacy_letters_are_repaired_a_column_at_a_time() -> None:
    names = ["NguyÔn ThÞ H»ng", "TrÇn V¨n Nam", "Lª ThÞ Thñy", "Ph¹m V¨n TuÊn"]
    titles = ["Kệ để dao", "Xe ba tầng", "Giá treo phom", "Móc treo dao"]
    reading = read([["Tên sáng kiến", "Tác giả"], *map(list, zip(titles, names, strict=True))])
    assert [row.initiative.authors[0].name for row in reading.rows] == [
        "Nguyễn Thị Hằng", "Trần Văn Nam", "Lê Thị Thủy", "Phạm Văn Tuấn",
    ]  # fmt: skip
    assert [
        (found.column.letter, found.encoding, found.before, found.after) for found in reading.repaired
    ] == [("B", "tcvn3", "NguyÔn ThÞ H»ng", "Nguyễn Thị Hằng")]


def test_known_workshops_and_codes_are_used() -> None:
    known = Known(workshops=("Phân xưởng May 2",), staff_codes=("HL-00412",))
    rows = [["Tên sáng kiến", "Tác giả", "Mã NV", "Đơn vị"], ["Kệ", "Lê Thị A", 412.0, "Px.May II"]]
    value = read(rows, known=known).rows[0].initiative
    assert (value.workshop, value.authors[0].staff_code) == ("Phân xưởng May 2", "HL-00412")


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["chỉ một ô"]],
        [["Bảng chấm công"], ["TT", "Họ và tên", "Số công"], [1, "Lê Thị A", 26]],
    ],
)
def test_no_header_no_reading(rows: list[list[object]]) -> None:
    assert read_table(rows, NEAR) is None


def test_somebody_may_say_what_a_column_is() -> None:
    rows = [["a", "b"], ["Kệ để dao", "Lê Thị A"]]
    reading = read(rows, chosen={"A": Meaning.TITLE, "B": Meaning.AUTHORS})
    assert told(reading) == [(2, "Kệ để dao", [("Lê Thị A", 10_000)])]
