"""Every ugly workbook of the museum comes out as its expected JSON says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.documents.workbook import read_workbook
from desktop.domain.sheets.layout import find_header
from desktop.domain.sheets.reading import read_table
from desktop.domain.sheets.values import ReadRow, SheetReading

FOLDER = Path(__file__).parent / "workbooks"
EXHIBITS = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")
DAY = date(2026, 7, 6)


def read(path: Path) -> SheetReading:
    """As the import reads it: the visible sheet whose header says the most."""
    found = [
        (header.score, len(sheet.rows), sheet)
        for sheet in read_workbook(path)
        if not sheet.is_hidden and (header := find_header(sheet.rows, hidden=sheet.hidden_columns))
    ]
    sheet = max(found, key=lambda each: each[:2])[2]
    reading = read_table(sheet.rows, DAY, hidden=sheet.hidden_columns)
    assert reading is not None
    return reading


def told(row: ReadRow, asked: dict[str, Any]) -> dict[str, Any]:
    """What the reader says of the facts that an exhibit asks for."""
    value = row.initiative
    facts: dict[str, Any] = {
        "row": row.row,
        "title": value.title,
        "authors": [[author.name, author.share / 100] for author in value.authors],
        "code": value.authors[0].staff_code if value.authors else "",
        "workshop": value.workshop,
        "first_used": value.first_used.isoformat() if value.first_used else None,
        "entered_on": value.entered_on.isoformat() if value.entered_on else None,
        "amount": value.benefit.amount,
        "benefit": value.benefit.kind.value,
        "note": value.benefit.note,
        "summary": value.summary,
        "decision": [row.recognition.number, row.recognition.signed_on.isoformat()]
        if row.recognition
        else None,
    }
    return {name: facts[name] for name in asked}


def test_the_museum_is_large_enough() -> None:
    assert len(EXHIBITS) >= 25
    assert {path.suffix for path in EXHIBITS} == {".xlsx", ".xls", ".ods", ".csv", ".txt"}


@pytest.mark.parametrize("path", EXHIBITS, ids=lambda path: path.name)
def test_an_exhibit_comes_out_as_expected(path: Path) -> None:
    expected = json.loads(path.with_name(path.name + ".json").read_text(encoding="utf-8"))
    reading = read(path)
    good = [row for row in reading.rows if not row.is_faulty]
    assert [told(row, asked) for row, asked in zip(good, expected["rows"], strict=False)] == expected["rows"]
    assert len(good) == len(expected["rows"])
    faults = {
        str(row.row): [problem.code for problem in row.problems if not problem.warns_only]
        for row in reading.rows
        if row.is_faulty
    }
    assert faults == expected["faults"]
    assert {found.column.letter: found.encoding.value for found in reading.repaired} == expected["repaired"]
