"""Workbooks in and out: .xlsx, .xls, .ods and .csv become plain rows; faulty rows become a workbook with reasons.

Read by content, within bounds (`containers`), never running a formula: a formula's last value is what is read.
Written cells are texts, so that nothing a stranger typed can become a formula.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

from desktop.documents.containers import Container, Limits, Stop, check_zip, recognise
from desktop.documents.delimited import read_delimited
from desktop.domain.problems import Refused, Stopped
from desktop.domain.sheets.cells import Cell, text_of

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HEAD = 64 * 1024
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_ATTRIBUTE = re.compile(rb'\b(min|max|hidden)="([^"]*)"')
_ODS_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows[0]` is the row that Excel calls 1. `hidden_columns` count from 0."""

    name: str
    rows: Sequence[Sequence[Cell]]
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False


def read_workbook(path: Path, *, limits: Limits | None = None, stop: Stop | None = None) -> tuple[Sheet, ...]:
    """Every sheet of a workbook, in its own order. Blocking; asks `stop` between pieces.

    Refused: workbook.missing, .locked, .empty, .encrypted, .damaged, .not_a_workbook, .too_large, .too_many_rows,
    .unsafe, each with `file`.
    """
    limits = limits or Limits()
    kind = recognise(path, limits)
    if kind is Container.TEXT:
        return (Sheet(path.stem, read_delimited(path, limits, stop)),)
    if kind is not Container.XLS:
        check_zip(path, kind, limits, stop)
    hidden = _hidden_columns(path, kind)
    return tuple(_calamine_sheets(path, limits, hidden, stop))


def _calamine_sheets(
    path: Path, limits: Limits, hidden: dict[str, frozenset[int]], stop: Stop | None
) -> Iterable[Sheet]:
    import python_calamine

    with _damage(path):  # by bytes, not by name: endings lie
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        names = [
            known for known in book.sheets_metadata if known.typ is python_calamine.SheetTypeEnum.WorkSheet
        ]
    for known in names:
        if stop is not None and stop():
            raise Stopped
        with _damage(path):
            sheet = book.get_sheet_by_name(known.name)
            if sheet.total_height > limits.rows:
                raise Refused("workbook.too_many_rows", file=path.name, limit=limits.rows)
            # a loop of our own, so that the window may go on between two rows: one call would hold it up
            left = [""] * (
                sheet.start[1] if sheet.start else 0
            )  # rows begin at the first column that is filled
            rows = [left + row for row in sheet.iter_rows()]
        is_hidden = known.visible is not python_calamine.SheetVisibleEnum.Visible
        yield Sheet(known.name, rows, hidden.get(known.name, frozenset()), is_hidden)


@contextmanager
def _damage(path: Path) -> Iterator[None]:
    """The reader's errors as refusals; a file that breaks it (it panics then, beside all exceptions) is damaged."""
    import python_calamine

    try:
        yield
    except python_calamine.PasswordError:
        raise Refused("workbook.encrypted", file=path.name) from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise Refused("workbook.damaged", file=path.name) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Refused("workbook.damaged", file=path.name) from None


def _hidden_columns(path: Path, kind: Container) -> dict[str, frozenset[int]]:
    """Hidden columns by sheet. The old .xls tells none: there a column of identity numbers is known by its heading."""
    if kind is Container.XLS:
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            return _hidden_in_xlsx(archive) if kind is Container.XLSX else _hidden_in_ods(archive)
    except (KeyError, ET.ParseError, ValueError):
        return {}


def _hidden_in_xlsx(archive: zipfile.ZipFile) -> dict[str, frozenset[int]]:
    links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - no DTD, checked
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - no DTD, checked
    found: dict[str, frozenset[int]] = {}
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(f"{_LINKS}id"), "")
        part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        with archive.open(part) as stream:
            head = stream.read(_HEAD)
        columns: set[int] = set()
        for column in _COLUMN.findall(head.split(b"<sheetData", 1)[0]):
            said = dict(_ATTRIBUTE.findall(column))
            if said.get(b"hidden") in (b"1", b"true"):
                columns.update(range(int(said[b"min"]) - 1, min(int(said[b"max"]), 1_000)))
        found[sheet.get("name", "")] = frozenset(columns)
    return found


def _hidden_in_ods(archive: zipfile.ZipFile) -> dict[str, frozenset[int]]:
    table = _ODS_TABLE
    found: dict[str, frozenset[int]] = {}
    columns: set[int] = set()
    at = 0
    with archive.open("content.xml") as stream:
        for event, element in ET.iterparse(stream, events=("start", "end")):  # noqa: S314 - no DTD, checked
            if event == "start" and element.tag == f"{table}table":
                columns, at = set(), 0
            elif event == "start" and element.tag == f"{table}table-column":
                times = min(int(element.get(f"{table}number-columns-repeated", "1")), 1_000)
                if element.get(f"{table}visibility") in ("collapse", "filter"):
                    columns.update(range(at, at + times))
                at += times
            elif event == "end" and element.tag == f"{table}table":
                found[element.get(f"{table}name", "")] = frozenset(columns)
            if event == "end" and element.tag == f"{table}table-row":
                element.clear()
    return found


def write_rejects(
    path: Path, sheet: str, headings: Sequence[str], rows: Iterable[tuple[Sequence[Cell], str]]
) -> None:
    """A workbook of the rows that were not taken: the original columns, the reason in the last one, all as text.

    `headings` name every column, that of the reasons too; it is made to be mended and imported again.
    """
    import xlsxwriter

    book = xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1, "num_format": "@"})
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"})
    reason = book.add_format(
        {"text_wrap": True, "valign": "top", "border": 1, "num_format": "@", "font_color": "#B00020"}
    )
    page = book.add_worksheet(sheet_name(sheet))
    last = len(headings) - 1
    for at, heading in enumerate(headings):
        page.write_string(0, at, heading, bold)
        page.set_column(at, at, 60 if at == last else 22)
    page.freeze_panes(1, 0)
    for place, (cells, why) in enumerate(rows, start=1):
        for at in range(last):
            page.write_string(place, at, _as_text(cells[at]) if at < len(cells) else "", plain)
        page.write_string(place, last, why, reason)
    try:
        book.close()
    except (OSError, xlsxwriter.exceptions.FileCreateError):
        raise Refused("file.not_written", file=path.name) from None


def sheet_name(text: str) -> str:
    """A name that Excel takes: at most 31 signs, none of its path signs, no apostrophe at the ends."""
    return re.sub(r"[\[\]:*?/\\]", " ", text).strip(" '")[:31].strip(" '") or "Sheet1"


def _as_text(cell: Cell) -> str:
    """Alt+Enter stays; everything else as the reader would read it back."""
    if isinstance(cell, str):
        return cell
    return text_of(cell)
