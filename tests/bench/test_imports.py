"""A list of 5,000 rows comes in, against reading it raw and writing the very same rows with executemany."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from bench import folders
from bench.folders import SEED
from bench.harness import Table, clocked
from bench.recording import raw_connection, record

from desktop.demo.corpus import Corpus
from desktop.domain.initiative import BenefitKind, Initiative
from desktop.services import importing
from desktop.services.desk import Desk

ROWS = 5_000
HEADINGS = (
    "STT", "Tên sáng kiến", "Họ và tên tác giả", "Mã NV", "Đơn vị", "Ngày áp dụng", "Số tiền làm lợi (đồng)",
    "Nội dung",
)  # fmt: skip

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean list, as Excel writes it: an author a row, so that each row is an initiative."""
    import xlsxwriter

    path = tmp_path_factory.mktemp("import") / "danh sach.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("DS SK")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, HEADINGS)
    for row, value in enumerate(Corpus(SEED).initiatives(ROWS), 1):
        _write(sheet, row, value, day)
    book.close()
    return path


def _write(sheet: object, row: int, value: Initiative, day: object) -> None:
    author = value.authors[0]
    amount = value.benefit.amount if value.benefit.kind is BenefitKind.AMOUNT else ""
    cells = (row, f"{value.title} ({row})", author.name, author.staff_code, value.workshop)
    sheet.write_row(row, 0, cells)  # type: ignore[attr-defined]
    sheet.write_datetime(row, 5, min(value.first_used, value.entered_on), day)  # type: ignore[attr-defined]
    sheet.write_row(row, 6, (amount, value.summary))  # type: ignore[attr-defined]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Iterator[Desk]]:
    """New folders, one after the other."""
    made: list[Desk] = []

    def more() -> Iterator[Desk]:
        for number in count():
            made.append(folders.new(tmp_path / str(number)))
            yield made[-1]

    yield more()
    for desk in made:
        desk.close()


def test_a_list_of_5000_rows(workbook: Path, desks: Iterator[Desk], table: Table) -> None:
    from python_calamine import CalamineWorkbook

    def ours() -> float:
        desk = next(desks)

        def come_in() -> None:
            planned = importing.plan(desk, workbook, look_for_alike=False)
            assert len(desk.do(importing.run, planned).value.created) > ROWS * 0.9

        return clocked(come_in)()

    def raw() -> float:
        desk = next(desks)
        planned = importing.plan(desk, workbook, look_for_alike=False)
        recording = record(desk, importing.run, planned)
        with raw_connection(desk) as connection:

            def come_in() -> None:
                CalamineWorkbook.from_path(str(workbook)).get_sheet_by_index(0).to_python()
                recording.replay(connection)

            return clocked(come_in)()

    row = table.compare(
        f"import of {ROWS:,} rows, plan and run", ours, raw,
        against="calamine and executemany of the same rows", rounds=3, warm=0, goal=6,
    )  # fmt: skip
    table.state("rows imported a second", ROWS / sorted(row.ours)[1], "rows/s")
    desk = next(desks)
    planned = importing.plan(desk, workbook, look_for_alike=False)
    plain = clocked(lambda: importing.plan(desk, workbook, look_for_alike=False))()
    looking = clocked(lambda: importing.plan(desk, workbook))()
    table.state("rows looked at for likely duplicates a second", ROWS / max(looking - plain, 0.001), "rows/s")
    desk.do(importing.run, planned)
    again = importing.plan(desk, workbook, look_for_alike=False)
    assert again.counts[importing.RowState.NEW] == 0
