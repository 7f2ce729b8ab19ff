"""Rows of a list that was exported here: what somebody edited since, cell by cell, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.documents.listbook import said, texts_of
from desktop.domain.initiative import Initiative, check
from desktop.domain.problems import blocking
from desktop.domain.sheets.cells import Cell
from desktop.domain.sheets.comparing import FieldChange, changed, differences, only
from desktop.domain.sheets.headings import Column, Meaning
from desktop.domain.sheets.values import ReadRow, RowProblem


def narrowed(
    row: ReadRow, stored: Initiative, columns: Sequence[Column], cells: Sequence[Cell]
) -> tuple[ReadRow, tuple[FieldChange, ...]]:
    """The row with the problems of its edited cells alone, and what they change. A blank cell never erases."""
    edited = _edited(stored, columns, cells)
    read = only(row.initiative, edited)
    changes = differences(stored, read, [column for column in columns if column.meaning in edited])
    told = [problem for problem in row.problems if problem.field in edited]
    if changes:
        codes = {problem.code for problem in told}
        told += [
            RowProblem(row.row, "", "", problem.code, problem.facts, warns_only=False)
            for problem in blocking(check(changed(stored, changes)))
            if problem.code not in codes
        ]
    return replace(row, problems=tuple(told)), changes


def _edited(stored: Initiative, columns: Sequence[Column], cells: Sequence[Cell]) -> frozenset[Meaning]:
    written: dict[Meaning, list[str]] = {}
    for column in columns:
        if column.is_taken and column.meaning is not None and column.at < len(cells):
            written.setdefault(column.meaning, []).append(said(cells[column.at]))
    exported = texts_of(stored)
    texts = {meaning: "\n".join(filter(None, parts)) for meaning, parts in written.items()}
    return frozenset(meaning for meaning, text in texts.items() if text and text != exported.get(meaning, ""))
