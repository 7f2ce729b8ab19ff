"""The submission pack for a portal with no API: one workbook, and a folder of files for each entry.

    <pack>/danh-sach.xlsx                        a row for each entry, every cell text
    <pack>/SK26-0001 Cải tiến cữ may/…           its files, byte for byte
    <pack>/SK26-0001 Cải tiến cữ may/nhap.txt    its fields in the order in which they are typed in

The pack appears whole or not at all. Names fit Windows; whole paths stay under its 260 characters.
"""

from __future__ import annotations

import io
import os
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter

from desktop.disk import refusal_of
from desktop.documents.letters import short_date
from desktop.documents.placing import safe_name
from desktop.domain.house import Release
from desktop.domain.problems import Refused

WORKBOOK = "danh-sach.xlsx"
FIELD_ORDER = "nhap.txt"

_LONGEST_PATH = 250
_LONGEST_FOLDER = 60
_LONGEST_FILE = 80
_LEAST_ROOM = 60
_MOST_CELL = 32_767
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDE, _NARROW = 48, 18


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of an entry: the name it had, and its bytes in pieces when asked for."""

    name: str
    read: Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class PackEntry:
    """One initiative as it may leave the unit: what the release level withholds is not in here."""

    code: str
    title: str
    authors: str
    workshop: str
    field: str
    first_used: date | None
    summary: str
    benefit: str
    decision: str
    decided: date | None
    release: Release
    files: tuple[PackFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """What was written: the workbook, and each entry's folder in the order of the entries."""

    workbook: Path
    folders: tuple[Path, ...]


_RELEASES = {Release.FULL: "Đầy đủ", Release.TITLE: "Chỉ tên và hiệu quả"}

_FIELDS: tuple[tuple[str, Callable[[PackEntry], str], int], ...] = (
    ("Mã sáng kiến", lambda entry: entry.code, _NARROW),
    ("Tên sáng kiến", lambda entry: entry.title, _WIDE),
    ("Tác giả (tỷ lệ đóng góp)", lambda entry: entry.authors, _WIDE),
    ("Đơn vị", lambda entry: entry.workshop, _NARROW),
    ("Lĩnh vực", lambda entry: entry.field, _NARROW),
    ("Ngày áp dụng lần đầu", lambda entry: short_date(entry.first_used), _NARROW),
    ("Nội dung tóm tắt", lambda entry: entry.summary, _WIDE),
    ("Hiệu quả, giá trị làm lợi", lambda entry: entry.benefit, _WIDE),
    ("Số quyết định công nhận", lambda entry: entry.decision, _NARROW),
    ("Ngày quyết định", lambda entry: short_date(entry.decided), _NARROW),
    ("Mức công bố", lambda entry: _RELEASES[entry.release], _NARROW),
)
"""What is in the pack, in the order in which the portal's page asks for it."""


def write_pack(out: Path, entries: Sequence[PackEntry], *, stop: Callable[[], object] = lambda: None) -> Pack:
    """Write the pack as the folder `out`, which must not exist yet or be empty.

    Refused `pack.beyond_release` when an entry holds more than its level lets out (a guard: the
    caller leaves it away), `pack.folder_used`, `pack.path_too_long`, `disk.full`, `folder.read_only`; nothing is
    left behind then. `stop` is called for each file and raises to end the job.
    """
    for entry in entries:
        if entry.release is Release.NONE or (
            entry.release is Release.TITLE and (entry.summary or entry.files)
        ):
            raise Refused("pack.beyond_release", initiative=entry.code)
    out = out.absolute()
    beside = out.with_name(f".{out.name[:40]}.{os.getpid()}.part")
    try:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise Refused("pack.folder_used", folder=out.name)
        names = _folder_names(entries, _room(out))
        beside.mkdir(parents=True)
        for entry, name in zip(entries, names, strict=True):
            _write_entry(beside / name, entry, _room(out), stop)
        (beside / WORKBOOK).write_bytes(_workbook(entries, names))
        if out.exists():
            out.rmdir()
        beside.rename(out)
    except OSError as fault:
        raise refusal_of(fault, out) from fault
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Pack(out / WORKBOOK, tuple(out / name for name in names))


def _room(out: Path) -> int:
    """Characters that a folder's and a file's name may have together below `out`."""
    room = _LONGEST_PATH - len(str(out)) - 2
    if room < _LEAST_ROOM:
        raise Refused("pack.path_too_long", folder=out.name, characters=len(str(out)))
    return room


def _folder_names(entries: Sequence[PackEntry], room: int) -> list[str]:
    taken: set[str] = {WORKBOOK}
    most = min(_LONGEST_FOLDER, room // 2)
    return [
        _free_name(f"{entry.code} {entry.title}", most, taken, otherwise="sang-kien") for entry in entries
    ]


def _free_name(text: str, most: int, taken: set[str], *, otherwise: str = "tep") -> str:
    """A safe name that none of the taken ones equals, whatever the case; it is taken afterwards."""
    name = safe_name(text, most=most, otherwise=otherwise)
    number = 1
    while name.casefold() in taken:
        number += 1
        stem, dot, extension = safe_name(text, most=most - 6, otherwise=otherwise).rpartition(".")
        name = f"{stem} ({number}).{extension}" if dot else f"{extension} ({number})"
    taken.add(name.casefold())
    return name


def _write_entry(folder: Path, entry: PackEntry, room: int, stop: Callable[[], object]) -> None:
    folder.mkdir()
    taken = {FIELD_ORDER}
    most = min(_LONGEST_FILE, room - len(folder.name))
    for file in entry.files:
        stop()
        with (folder / _free_name(file.name, most, taken)).open("wb") as stream:
            for piece in file.read():
                stream.write(piece)
    (folder / FIELD_ORDER).write_bytes(_field_order(entry))


def _field_order(entry: PackEntry) -> bytes:
    """Heading and value by turns; the mark in front and the line ends are for Windows' Notepad."""
    lines = [f"{heading}\n{_plain(value(entry))}\n" for heading, value, _ in _FIELDS]
    return "\n".join(lines).replace("\n", "\r\n").encode("utf-8-sig")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def _workbook(entries: Sequence[PackEntry], folders: Sequence[str]) -> bytes:
    """The list; each cell is text, so that nothing becomes a date, a number, a link or a formula."""
    data = io.BytesIO()
    plain = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(data, {"in_memory": True, **plain}) as book:
        book.set_properties({"title": "Danh sách sáng kiến nộp cổng", "created": _NO_TIME})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "border": 1})
        sheet = book.add_worksheet("Sáng kiến")
        headings = [*(heading for heading, _, _ in _FIELDS), "Thư mục tệp"]
        for column, heading in enumerate(headings):
            width = _FIELDS[column][2] if column < len(_FIELDS) else _WIDE
            sheet.set_column(column, column, width, text)
            sheet.write_string(0, column, heading, head)
        for row, (entry, folder) in enumerate(zip(entries, folders, strict=True), 1):
            for column, value in enumerate((*(value(entry) for _, value, _ in _FIELDS), folder)):
                sheet.write_string(row, column, _plain(value)[:_MOST_CELL], text)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(1, len(entries)), len(headings) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return data.getvalue()
