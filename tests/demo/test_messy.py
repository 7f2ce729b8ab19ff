"""The messy workbook: what it promises, under several seeds, read by the real reader."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop.demo.messy import FAULTY, FILE_NAME, PROTECTED, ROWS, Expected, messy_workbook
from desktop.documents.workbook import read_workbook
from desktop.domain.likeness import ALIKE_FROM, sketch
from desktop.domain.likeness_index import LikenessIndex
from desktop.domain.sheets.reading import read_table
from desktop.domain.sheets.values import ReadRow


@pytest.fixture(scope="module", params=[2026, 1, 2, 3, 4])
def expected(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Expected:
    return messy_workbook(tmp_path_factory.mktemp("messy") / FILE_NAME, request.param)


@pytest.fixture(scope="module")
def read(expected: Expected) -> dict[int, ReadRow]:
    sheet = read_workbook(expected.path)[0]
    found = read_table(sheet.rows, expected.today, hidden=sheet.hidden_columns)
    assert found is not None
    assert (sheet.name, found.header) == (expected.sheet, expected.header)
    return {row.row: row for row in found.rows}


def test_the_counts_are_the_promised_ones(expected: Expected) -> None:
    assert (
        (expected.rows, len(expected.faulty), len(expected.protected))
        == (ROWS, FAULTY, PROTECTED)
        == (120, 5, 12)
    )
    assert len(expected.stored) == 115
    assert len({row.fault for row in expected.faulty}) == 5
    assert len({text.protected_text for text in expected.protected}) == 12
    assert not {row.row for row in expected.faulty} & {row.row for row in expected.protected}


def test_the_picks_are_plain_rows(expected: Expected) -> None:
    picked = [expected.at(row) for row in (expected.not_recognised, expected.not_released)]
    assert picked[0] != picked[1]
    assert all(not row.fault and not row.protected_text for row in picked)


def test_titles_are_told_apart_by_the_picks(expected: Expected) -> None:
    titles = [row.title for row in expected.stored]
    for row in (expected.not_recognised, expected.not_released):
        assert titles.count(expected.at(row).title) == 1


def test_every_row_is_read_as_expected(expected: Expected, read: dict[int, ReadRow]) -> None:
    assert set(read) == {row.row for row in expected.details}
    for told in expected.details:
        found = read[told.row]
        value = found.initiative
        assert [problem.code for problem in found.problems if not problem.warns_only] == [told.fault] * bool(
            told.fault
        )
        if told.fault:
            continue
        assert (value.title, value.workshop, value.field) == (told.title, told.workshop, told.field)
        assert (value.first_used, value.benefit.kind, value.benefit.amount) == (
            told.first_used, told.benefit, told.amount,
        )  # fmt: skip
        assert (value.protected_text, value.is_protected) == (told.protected_text, bool(told.protected_text))
        assert (
            tuple((author.name, author.share, author.staff_code) for author in value.authors) == told.authors
        )
        assert {problem.code for problem in found.problems if problem.doubtful} == told.doubts


def test_only_the_two_pairs_are_alike(expected: Expected) -> None:
    index: LikenessIndex[int] = LikenessIndex()
    pairs = []
    for row in expected.stored:
        sketched = sketch(row.title, [name for name, *_ in row.authors])
        pairs += [(match.key, row.row) for match in index.find(sketched, ALIKE_FROM)]
        index.add(row.row, sketched)
    assert sorted(pairs) == sorted(expected.near_duplicates)


def test_it_looks_as_messy_as_such_workbooks_do(expected: Expected) -> None:
    page = openpyxl.load_workbook(expected.path)["DS SK"]
    cells = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]
    assert page.auto_filter.ref
    assert page.column_dimensions["E"].hidden
    assert {str(found) for found in page.merged_cells.ranges} >= {"C4:F4", "J4:K4", "A4:A5"}
    assert any("\n" in cell for cell in cells)
    assert {"-nt-", "II. Chuyền 5", "Người lập", "Cộng: 120 sáng kiến"} <= set(cells)
    assert any(cell.isdecimal() and len(cell) == 12 for cell in cells)  # identity numbers, to be left alone


def test_identity_numbers_stay_in_the_workbook(read: dict[int, ReadRow]) -> None:
    said = repr([row.initiative for row in read.values()])
    assert not any(word.isdecimal() and len(word) == 12 for word in said.replace("'", " ").split())


def test_the_same_seed_writes_the_same_cells(tmp_path: Path) -> None:
    first, second = (messy_workbook(tmp_path / name, 7) for name in ("a.xlsx", "b.xlsx"))
    assert first.details == second.details
    assert [list(row) for row in read_workbook(first.path)[0].rows] == [
        list(row) for row in read_workbook(second.path)[0].rows
    ]
