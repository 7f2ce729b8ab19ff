"""Files as they come: good ones in every format, and hostile, broken and mistaken ones, each refused with its code."""

from __future__ import annotations

import os
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from desktop.documents.containers import Limits
from desktop.documents.delimited import decode
from desktop.documents.workbook import read_workbook, sheet_name, write_rejects
from desktop.domain.problems import Refused, Stopped

ROWS = [
    ["Tên sáng kiến", "Tác giả", "Mã NV"],
    ["Kệ để dao", "Nguyễn Thị Hằng", "00412"],
    ["Xe ba tầng", "H'Ler Niê", "7"],
]


def made(path: Path, rows: list[list[object]] = ROWS) -> Path:  # type: ignore[assignment]  # rows of text are rows
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("DS")
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            page.write(number, at, cell)
    book.close()
    return path


def opendocument(path: Path, content: str) -> Path:
    """A small .ods around the rows of one table."""
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    names += 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    names += 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
            f'<table:table table:name="DS">{content}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def text_cell(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def refused(path: Path, **how: object) -> str:
    with pytest.raises(Refused) as refusal:
        read_workbook(path, **how)  # type: ignore[arg-type]  # named by each test
    assert refusal.value.facts["file"] == path.name
    return refusal.value.code


def test_an_opendocument(tmp_path: Path) -> None:
    rows = "".join(f"<table:table-row>{''.join(map(text_cell, row))}</table:table-row>" for row in ROWS)
    (sheet,) = read_workbook(opendocument(tmp_path / "a.ods", rows))
    assert [list(row) for row in sheet.rows] == ROWS


def test_rows_keep_their_excel_numbers_and_types(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet("DS")
    page.write(3, 1, "chữ")
    page.write_datetime(4, 2, date(2026, 4, 15), book.add_format({"num_format": "dd/mm/yyyy"}))
    page.write(4, 3, 0.6, book.add_format({"num_format": "0%"}))
    page.write_formula(5, 0, "=1+1", None, 2)
    book.close()
    (sheet,) = read_workbook(tmp_path / "a.xlsx")
    assert sheet.rows[3][1] == "chữ"
    assert (sheet.rows[4][2], sheet.rows[4][3], sheet.rows[5][0]) == (date(2026, 4, 15), 0.6, 2)


def test_hidden_columns_and_sheets_are_known(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet("DS")
    book.add_worksheet("Ẩn").hide()
    page.write_row(0, 0, ["a", "b", "c", "d"])
    page.set_column(1, 2, 10, None, {"hidden": True})
    book.close()
    sheets = read_workbook(tmp_path / "a.xlsx")
    assert sheets[0].hidden_columns == {1, 2}
    assert [sheet.is_hidden for sheet in sheets] == [False, True]


def test_hidden_columns_of_an_opendocument(tmp_path: Path) -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    row = f"<table:table-row>{text_cell('a')}{text_cell('b')}{text_cell('c')}</table:table-row>"
    assert read_workbook(opendocument(tmp_path / "a.ods", columns + row))[0].hidden_columns == {1, 2}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "cp1258"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_text_tables(tmp_path: Path, encoding: str, sign: str) -> None:
    text = "\r\n".join(sign.join(f'"{cell}"' for cell in row) for row in ROWS)
    if encoding == "cp1258":
        content = in_cp1258(text)
    elif encoding == "utf-16-le-bom":
        content = b"\xff\xfe" + text.encode("utf-16-le")
    else:
        content = text.encode(encoding)
    (tmp_path / "a.csv").write_bytes(content)
    assert [list(row) for row in read_workbook(tmp_path / "a.csv")[0].rows] == ROWS


def in_cp1258(text: str) -> bytes:
    """As Windows writes it: the letter with its hat, then the tone as a sign of its own."""
    found = bytearray()
    for letter in text:
        try:
            found += letter.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            found += (unicodedata.normalize("NFC", marks.replace(tone, "")) + tone).encode("cp1258")
    return bytes(found)


def test_letters_of_old_fonts_come_out_as_windows_shows_them() -> None:
    assert decode("Nguyễn".encode()) == "Nguyễn"
    assert decode("C«ng ®oµn c¬ së".encode("latin-1")) == "C«ng ®oµn c¬ së"
    assert decode("Coâng ñoaøn cô sôû".encode("latin-1")) == "Coâng ñoaøn cô sôû"


# --- refusals ---------------------------------------------------------------------------------


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.xlsx") == "workbook.missing"


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path) == "workbook.not_a_workbook"


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"")
    assert refused(tmp_path / "a.xlsx") == "workbook.empty"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "a.xlsx")
    if os.geteuid() == 0:  # root reads everything: let the system say what it says to a clerk
        opened = Path.open

        def closed(self: Path, *args: object, **named: object) -> object:
            if self == path:
                raise PermissionError(13, "Permission denied")
            return opened(self, *args, **named)  # type: ignore[call-overload]  # handed on

        monkeypatch.setattr(Path, "open", closed)
    else:
        path.chmod(0)
    assert refused(path) == "workbook.locked"


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv"])
def test_a_word_file_under_another_name(tmp_path: Path, name: str) -> None:
    import docx

    docx.Document().save(str(tmp_path / name))
    assert refused(tmp_path / name) == "workbook.not_a_workbook"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n\x00\x00", b"<html><table></table></html>"]
)
def test_other_files_under_its_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert refused(tmp_path / "a.xlsx") == "workbook.not_a_workbook"


def test_an_encrypted_workbook_is_an_old_container_with_a_package_inside(tmp_path: Path) -> None:
    content = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 600
        + "EncryptedPackage".encode("utf-16-le")
        + b"\x00" * 600
    )
    (tmp_path / "a.xlsx").write_bytes(content)
    assert refused(tmp_path / "a.xlsx") == "workbook.encrypted"


def test_a_cut_file(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    path.write_bytes(path.read_bytes()[:2500])
    assert refused(path) == "workbook.damaged"


def rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))
    return path


def test_a_dtd_in_any_part_is_unsafe(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'

    def poison(name: str, content: bytes) -> bytes:
        return content.replace(b"?>", b"?>" + bomb, 1) if name == "xl/sharedStrings.xml" else content

    assert refused(rewritten(made(tmp_path / "a.xlsx"), poison)) == "workbook.unsafe"


def test_a_part_in_another_encoding_hides_something(tmp_path: Path) -> None:
    def widen(name: str, content: bytes) -> bytes:
        return b"\xff\xfe" + content.decode().encode("utf-16-le") if name == "xl/styles.xml" else content

    assert refused(rewritten(made(tmp_path / "a.xlsx"), widen)) == "workbook.unsafe"


def test_a_binary_workbook_cannot_be_looked_over(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsb", "w") as archive:
        archive.writestr("xl/workbook.bin", b"\x83\x01\x00")
        archive.writestr("xl/worksheets/sheet1.bin", b"\x81\x01\x00")
    assert refused(tmp_path / "a.xlsb") == "workbook.not_a_workbook"


def test_an_opendocument_under_a_password(tmp_path: Path) -> None:
    path = opendocument(tmp_path / "a.ods", "")

    def close(name: str, content: bytes) -> bytes:
        return b"<manifest:encryption-data/>" if name.endswith("manifest.xml") else content

    assert refused(rewritten(path, close)) == "workbook.encrypted"


def test_a_sheet_under_another_name_is_looked_over_too(tmp_path: Path) -> None:
    def far(name: str, content: bytes) -> bytes:
        return (
            content.replace(b'r="A1"', b'r="XFD1048576"') if name == "xl/worksheets/sheet1.xml" else content
        )

    path = rewritten(made(tmp_path / "a.xlsx"), far)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(
                name.replace("worksheets/sheet1.xml", "media/picture.png"),
                content.replace(b"worksheets/sheet1.xml", b"media/picture.png"),
            )
    assert refused(path) == "workbook.too_many_rows"


def test_a_file_that_breaks_the_reader_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        """As the reader's library throws it."""

    def panics(_content: object) -> None:
        raise PanicException

    monkeypatch.setattr("python_calamine.CalamineWorkbook.from_filelike", panics, raising=False)
    assert refused(made(tmp_path / "a.xlsx")) == "workbook.damaged"


def test_a_bomb_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    def swell(name: str, content: bytes) -> bytes:
        return content + b" " * (64 * 1024 * 1024) if name == "xl/styles.xml" else content

    path = rewritten(made(tmp_path / "a.xlsx"), swell)
    assert path.stat().st_size < 200_000
    assert refused(path) == "workbook.unsafe"


def test_a_lying_size_helps_nobody(tmp_path: Path) -> None:
    """The limit counts what comes out, not what the directory of the ZIP promises."""
    path = made(tmp_path / "a.xlsx", [["x" * 200] * 20 for _ in range(400)])
    assert refused(path, limits=Limits(unpacked=20_000)) == "workbook.too_large"


def test_too_many_parts(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(30):
            archive.writestr(f"xl/junk{number}.xml", "<a/>")
    assert refused(path, limits=Limits(parts=20)) == "workbook.unsafe"


@pytest.mark.parametrize(("row", "column"), [(1_048_575, 0), (200_000, 3), (5, 16_383)])
def test_a_cell_at_the_end_of_the_world_would_fill_the_memory(tmp_path: Path, row: int, column: int) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet("DS")
    page.write(0, 0, "a")
    page.write(row, column, "z")
    book.close()
    assert refused(tmp_path / "a.xlsx") == "workbook.too_many_rows"


def test_empty_rows_that_only_have_a_colour_do_no_harm(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet("DS")
    page.write(0, 0, "a")
    page.write_blank(1_048_575, 3, None, book.add_format({"bg_color": "#FFFF00"}))
    book.close()
    assert len(read_workbook(tmp_path / "a.xlsx")[0].rows) == 1


def test_an_opendocument_that_repeats_a_value_a_million_times(tmp_path: Path) -> None:
    row = f'<table:table-row table:number-rows-repeated="1000000">{text_cell("x")}</table:table-row>'
    assert refused(opendocument(tmp_path / "a.ods", row)) == "workbook.too_many_rows"


def test_an_opendocument_that_ends_in_a_million_empty_rows_is_an_honest_one(tmp_path: Path) -> None:
    row = f"<table:table-row>{text_cell('a')}</table:table-row>"
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048570">{empty}</table:table-row>'
    (sheet,) = read_workbook(opendocument(tmp_path / "a.ods", row + empty))
    assert [list(found) for found in sheet.rows] == [["a"]]


def test_a_long_text_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n" * 50, encoding="utf-8")
    assert refused(tmp_path / "a.csv", limits=Limits(rows=40)) == "workbook.too_many_rows"


def test_a_large_file(tmp_path: Path) -> None:
    assert refused(made(tmp_path / "a.xlsx"), limits=Limits(file=100)) == "workbook.too_large"


def test_somebody_may_stop_it(tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        read_workbook(made(tmp_path / "a.xlsx"), stop=lambda: True)


# --- writing ----------------------------------------------------------------------------------


def test_rejects_are_texts_whatever_was_typed(tmp_path: Path) -> None:
    typed = ['=HYPERLINK("http://x")', "+1", "@SUM(A1)", "http://example.org", "00412"]
    cells = [*typed, 15_000_000, 33.3, date(2026, 4, 15)]
    headings = [f"cột {at}" for at in range(len(cells))] + ["Lý do"]
    write_rejects(tmp_path / "r.xlsx", "DS/lỗi", headings, [(cells, "Chưa có tên.")])
    (sheet,) = read_workbook(tmp_path / "r.xlsx")
    assert sheet.name == "DS lỗi"
    assert list(sheet.rows[0]) == headings
    assert list(sheet.rows[1]) == [*typed, "15000000", "33,3", "15/04/2026", "Chưa có tên."]
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        write_rejects(tmp_path / "none" / "r.xlsx", "DS", ["a", "Lý do"], [])
    assert refusal.value.code == "file.not_written"


@pytest.mark.parametrize(
    ("name", "taken"), [("'a'", "a"), ("x" * 40, "x" * 31), ("a:b?", "a b"), ("", "Sheet1")]
)
def test_names_of_sheets(name: str, taken: str) -> None:
    assert sheet_name(name) == taken


def test_the_reader_needs_no_file_name(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    path = path.rename(tmp_path / "danh sách (1).csv")
    assert [list(row) for row in read_workbook(path)[0].rows] == ROWS
