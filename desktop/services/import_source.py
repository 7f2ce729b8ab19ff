"""Where a list comes from: a file or copied cells, the sheet that holds it, the rows that head it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.documents.containers import Limits
from desktop.documents.delimited import read_pasted
from desktop.documents.workbook import Sheet, read_workbook
from desktop.domain.problems import Refused
from desktop.domain.sheets.cells import Cell
from desktop.domain.sheets.choices import Choices
from desktop.domain.sheets.headings import Meaning
from desktop.domain.sheets.layout import Header, find_header
from desktop.services.import_plan import Edits, Source


def read_file(path: Path, *, stop: Callable[[], object] | None = None) -> Source:
    """Every sheet of a file. Blocking. Raises the codes of `documents.workbook.read_workbook`; `Stopped`."""
    return Source(path.name, read_workbook(path, stop=stop))


def read_text(text: str, *, name: str) -> Source:
    """Copied cells as one sheet. Raises `workbook.empty`, `.too_large`, `.too_many_rows`."""
    return Source(name, (Sheet(name, read_pasted(text, Limits(), name)),))


def header_of(sheet: Sheet, choices: Choices, needed: Meaning = Meaning.TITLE) -> Header | None:
    """The header of a sheet, as somebody said or as it is found."""
    at = (choices.header[0] - 1, choices.header[1] - 1) if choices.header else None
    return find_header(sheet.rows, hidden=sheet.hidden_columns, chosen=choices.meanings, needed=needed, at=at)


def pick(source: Source, choices: Choices, needed: Meaning = Meaning.TITLE) -> tuple[Sheet, Header]:
    """The sheet that was asked for, else the visible one whose header says the most and that has the most rows.

    Raises `workbook.no_sheet`, `workbook.no_header`.
    """
    wanted = choices.sheet
    if wanted and wanted not in {sheet.name for sheet in source.sheets}:
        raise Refused("workbook.no_sheet", file=source.name, name=wanted)
    found = [
        (sheet, header)
        for sheet in source.sheets
        if (sheet.name == wanted or not (wanted or sheet.is_hidden))
        and (header := header_of(sheet, choices, needed))
    ]
    if not found:
        raise Refused("workbook.no_header", file=source.name)
    return max(found, key=lambda pair: (pair[1].score, len(pair[0].rows)))


def edited(rows: Sequence[Sequence[Cell]], edits: Edits) -> Sequence[Sequence[Cell]]:
    """The rows with some cells typed anew; without edits the same rows."""
    if not edits:
        return rows
    made = list(rows)
    for (number, at), text in edits.items():
        cells = list(made[number - 1])
        cells.extend([None] * (at + 1 - len(cells)))
        cells[at] = text or None
        made[number - 1] = cells
    return made
