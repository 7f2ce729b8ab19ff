"""A whole sheet in, initiatives and problems out: the one door of this package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from desktop.domain.legacy import Encoding, detect, repair
from desktop.domain.sheets.cells import Cell, is_ditto, text_of
from desktop.domain.sheets.codes import StaffCodes
from desktop.domain.sheets.dates import DateReading, mend_swapped, read_date
from desktop.domain.sheets.headings import Column, Meaning
from desktop.domain.sheets.layout import Header, RowIs, RowKinds, find_header
from desktop.domain.sheets.rows import RowReader
from desktop.domain.sheets.values import Group, Known, Repaired, SheetReading
from desktop.domain.sheets.workshops import Workshops

DATES = (
    Meaning.FIRST_USED, Meaning.TRIAL_FROM, Meaning.FIRST_USE_ENDED, Meaning.ENTERED_ON, Meaning.DECISION_DATE,
)  # fmt: skip


def read_table(
    rows: Sequence[Sequence[Cell]],
    near: date,
    *,
    known: Known | None = None,
    hidden: frozenset[int] = frozenset(),
    chosen: Mapping[str, Meaning] | None = None,
    header: Header | None = None,
    letters: Mapping[str, Encoding] | None = None,
) -> SheetReading | None:
    """Read a sheet whose first row is Excel's row 1; None where no row names a title column.

    `near` is the day of reading, `hidden` the columns (from 0) that the workbook hides, `chosen` what somebody
    decided about columns, by letter or heading, `letters` what they say a column was written in, by its letter.
    """
    known = known or Known()
    header = header or find_header(rows, hidden=hidden, chosen=chosen)
    if header is None:
        return None
    body = rows[header.last + 1 :]
    mended, repaired = repair_letters(body, header, letters or {})
    filled = same_as_above(mended, header)
    groups, skipped = _grouped(filled, header)
    days = {column.at: _days(filled, column, near) for column in header.columns if column.meaning in DATES}
    codes = StaffCodes(known.staff_codes)
    code_column = header.at(Meaning.STAFF_CODE)
    if code_column is not None:
        for row in filled:
            codes.add(text_of(_at(row, code_column)))
    reader = RowReader(header, near, Workshops(known.workshops, known.spellings), codes, days)
    found = tuple(reader.read(group) for group in groups)
    return SheetReading(
        (header.first + 1, header.last + 1),
        header.columns,
        found,
        repaired,
        {kind: n for kind, n in skipped.items() if n},
    )


def repair_letters(
    body: Sequence[Sequence[Cell]], header: Header, letters: Mapping[str, Encoding]
) -> tuple[list[Sequence[Cell]], tuple[Repaired, ...]]:
    """Legacy letters put right, a column at a time; a workbook that has none is not copied.

    Every column that was repaired is told, and every one whose letters somebody said.
    """
    found: dict[int, Encoding] = {}
    repaired: list[Repaired] = []
    for column in header.columns:
        if not column.is_taken:
            continue
        texts = [cell for row in body if isinstance(cell := _at(row, column.at), str) and not cell.isascii()]
        encoding = letters.get(column.letter) or detect(texts)
        before = next((text for text in texts if repair(text, encoding) != text), "")
        if before:
            found[column.at] = encoding
        if before or column.letter in letters:
            repaired.append(Repaired(column, encoding, before, repair(before, encoding)))
    if not found:
        return list(body), tuple(repaired)
    mended: list[Sequence[Cell]] = []
    for row in body:
        cells = list(row)
        for at, encoding in found.items():
            if at < len(cells) and isinstance(cell := cells[at], str):
                cells[at] = repair(cell, encoding)
        mended.append(cells)
    return mended, tuple(repaired)


def same_as_above(body: list[Sequence[Cell]], header: Header) -> list[Sequence[Cell]]:
    """Every "-nt-" outside the title column becomes the cell above it (the title column is read by `RowKinds`)."""
    title = header.at(Meaning.TITLE)
    columns = [column.at for column in header.columns if column.is_taken and column.at != title]
    last: dict[int, Cell] = {}
    filled: list[Sequence[Cell]] = []
    for row in body:
        changed: list[Cell] | None = None
        for at in columns:
            cell = _at(row, at)
            if cell is None or cell == "":
                continue
            if isinstance(cell, str) and len(cell) <= 16 and is_ditto(text_of(cell)):
                changed = changed or list(row)
                changed[at] = last.get(at)
            else:
                last[at] = cell
        filled.append(changed or row)
    return filled


def _grouped(body: Sequence[Sequence[Cell]], header: Header) -> tuple[list[Group], dict[str, int]]:
    kinds = RowKinds(header)
    groups: list[Group] = []
    skipped = {kind.value: 0 for kind in RowIs if kind not in (RowIs.NEW, RowIs.MORE, RowIs.BLANK)}
    skipped["title"] = header.first
    section = ""
    for number, row in enumerate(body, start=header.last + 2):
        kind, name = kinds.kind(row)
        if kind is RowIs.NEW or (kind is RowIs.MORE and not groups):
            groups.append(Group(section, [(number, row)]))
        elif kind is RowIs.MORE:
            groups[-1].rows.append((number, row))
        elif kind is RowIs.SECTION:
            section = name
            skipped[kind.value] += 1
        elif kind is not RowIs.BLANK:
            skipped[kind.value] += 1
    return groups, skipped


def _days(body: Sequence[Sequence[Cell]], column: Column, near: date) -> tuple[DateReading, ...]:
    if not column.is_taken:
        return ()
    return mend_swapped([read_date(_at(row, column.at), near) for row in body], near)


def _at(row: Sequence[Cell], at: int) -> Cell:
    return row[at] if at < len(row) else None
