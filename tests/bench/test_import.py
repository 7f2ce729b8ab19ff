"""Lists: fifty thousand rows against the fastest reader and the same rows by raw SQL; plans; likely duplicates."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter
from bench import folders
from bench.harness import Table, worked
from bench.recording import raw_connection, record

from desktop.demo.corpus import Corpus
from desktop.services import importing
from desktop.services.desk import Desk

pytestmark = pytest.mark.timeout(1_800)

LONG, SHORT = 50_000, 300
HEAD = ("TT", "Tên sáng kiến", "Tác giả", "Mã NV", "Tỷ lệ", "Đơn vị", "Ngày áp dụng lần đầu", "Giá trị làm lợi",
        "Tóm tắt nội dung", "Thông tin cần bảo mật")  # fmt: skip


def a_list(path: Path, rows: int, *, start: int = 0) -> Path:
    """A plain list from the corpus, every co-author in one cell."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    page = book.add_worksheet("DS")
    page.write_row(0, 0, HEAD)
    for number, value in enumerate(Corpus(folders.SEED).initiatives(rows, start=start), start=1):
        names = ", ".join(author.name for author in value.authors)
        code = value.authors[0].staff_code if len(value.authors) == 1 else ""
        day = f"{value.first_used:%d/%m/%Y}"
        benefit = value.benefit.amount or ""
        cells = (
            number,
            value.title,
            names,
            code,
            "",
            value.workshop,
            day,
            benefit,
            value.summary,
            value.protected_text,
        )
        page.write_row(number, 0, cells)
    book.close()
    return path


def read_bare(path: Path) -> None:
    """All cells by the fastest reader there is, nothing made of them."""
    python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def test_import_of_a_long_list(tmp_path: Path, table: Table) -> None:
    path = a_list(tmp_path / "a.xlsx", LONG)
    fresh = count()

    def empty() -> Desk:
        return folders.new(tmp_path / f"so-{next(fresh)}")

    def plan(desk: Desk) -> importing.Plan:
        return importing.plan(desk, path, look_for_alike=False)

    sample = empty()
    recording = record(sample, importing.run, plan(sample))
    sample.close()

    def ours() -> float:
        return taken(empty(), lambda desk: desk.do(importing.run, plan(desk)))

    def raw() -> float:
        def work(desk: Desk) -> None:
            read_bare(path)
            with raw_connection(desk) as connection:
                recording.replay(connection)

        return taken(empty(), work)

    table.compare(
        f"import of {LONG:,} rows, duplicates apart", ours, raw,
        against="bare read of the workbook, then the same rows by raw SQL", rounds=2, warm=0, goal=6,
    )  # fmt: skip


def taken(desk: Desk, work: Callable[[Desk], object]) -> float:
    """Wall time of some work at a folder that is left afterwards."""
    began = time.perf_counter()
    work(desk)
    took = time.perf_counter() - began
    desk.close()
    return took


def test_plan_of_a_short_list(tmp_path: Path, large_desk: Desk, table: Table) -> None:
    path = a_list(tmp_path / "a.xlsx", SHORT, start=500_000)
    for name, desk in (("an empty folder", folders.new(tmp_path / "so-0")), ("100,000 stored", large_desk)):
        took = worked(lambda desk=desk: importing.plan(desk, path))()
        table.state(f"plan of {SHORT} rows, {name}, processor time", took, "s", goal=3)


def test_duplicates_of_a_list(tmp_path: Path, large_desk: Desk, table: Table) -> None:
    rows = 5_000
    path = a_list(tmp_path / "a.xlsx", rows, start=700_000)
    without = worked(lambda: importing.plan(large_desk, path, look_for_alike=False))()
    passed = worked(lambda: importing.plan(large_desk, path))() - without
    table.state(
        "likely duplicates of a list in 100,000, a row, processor time", passed / rows, "s", goal=1 / 500
    )
