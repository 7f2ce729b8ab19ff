"""Files made to do harm: refused with a code, within bounds of time and memory that the reading process cannot pass."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter

SECONDS, MEGABYTES = 20, 900
"""Processor time and address space of the reading process: a file that wants more ends it, and the test fails."""

_READ = f"""
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, ({MEGABYTES << 20}, {MEGABYTES << 20}))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from desktop.documents.workbook import read_workbook
from desktop.domain.problems import Refused
try:
    sheets = read_workbook(Path(sys.argv[1]))
    print("read", sum(len(sheet.rows) for sheet in sheets))
except Refused as refused:
    print(refused.code)
"""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def told(path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def workbook(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("DS").write_row(0, 0, ("Tên sáng kiến", "Tác giả"))
    book.close()
    return path


def with_sheet(path: Path, pieces: Iterator[bytes]) -> Path:
    """A workbook whose sheet is what somebody wrote by hand."""
    honest = workbook(path.with_suffix(".honest"))
    with zipfile.ZipFile(honest) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            if part.filename != "xl/worksheets/sheet1.xml":
                target.writestr(part, source.read(part))
        with target.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            stream.write(
                f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{_MAIN}"><sheetData>'.encode()
            )
            for piece in pieces:
                stream.write(piece)
            stream.write(b"</sheetData></worksheet>")
    return path


def bomb(path: Path) -> Path:
    """A sheet of two gigabytes of blanks in two megabytes."""
    return with_sheet(path, (b" " * (1 << 20) for _ in range(2_048)))


def ten_million_empty_rows(path: Path) -> Path:
    return with_sheet(path, (b"<row/>" * 100_000 for _ in range(100)))


def a_million_laughs(path: Path) -> Path:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    dtd = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{lines}]><worksheet xmlns="{_MAIN}">&l9;</worksheet>'
    honest = workbook(path.with_suffix(".honest"))
    with zipfile.ZipFile(honest) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.infolist():
            is_sheet = part.filename == "xl/worksheets/sheet1.xml"
            target.writestr(part, dtd if is_sheet else source.read(part))
    return path


def a_file_of_the_machine(path: Path) -> Path:
    """An entity that would read a file in."""
    path = a_million_laughs(path)
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><sst>&f;</sst>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/other.xml", text)
    return path


def nested(path: Path) -> Path:
    """Elements within elements, so deep that a reader which calls itself would end."""
    return with_sheet(path, iter([b"<row>" * 2_000_000]))


def an_opendocument_of_ten_million_rows(path: Path) -> Path:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="10000000">{cell}</table:table-row>'
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="DS">{row}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", _ODS)
        archive.writestr("content.xml", content)
    return path


def one_endless_line(path: Path) -> Path:
    path.write_text('"' + "a," * 20_000_000, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("make", "name", "code"),
    [
        (bomb, "a.xlsx", "workbook.too_large"),
        (ten_million_empty_rows, "a.xlsx", "workbook.unsafe"),
        (a_million_laughs, "a.xlsx", "workbook.unsafe"),
        (a_file_of_the_machine, "a.xlsx", "workbook.unsafe"),
        (nested, "a.xlsx", "workbook.unsafe"),
        (an_opendocument_of_ten_million_rows, "a.ods", "workbook.too_many_rows"),
        (one_endless_line, "a.csv", "workbook.damaged"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_harm_is_refused_in_time(make: Callable[[Path], Path], name: str, code: str, tmp_path: Path) -> None:
    assert told(make(tmp_path / name)) == code


def test_a_link_to_elsewhere_is_never_followed(tmp_path: Path) -> None:
    """Another workbook's cell and a page of the net: what Excel last knew of them is read, nothing is fetched."""
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet("DS")
    page.write_formula(0, 0, r"='\\server\share\[b.xlsx]S'!A1", None, "Kệ để dao")
    page.write_formula(1, 0, '=WEBSERVICE("http://127.0.0.1:9/x")', None, "Giá treo")
    page.write_url(2, 0, "http://127.0.0.1:9/", string="Móc treo")
    book.close()
    from desktop.documents.workbook import read_workbook

    assert [row[0] for row in read_workbook(tmp_path / "a.xlsx")[0].rows] == [
        "Kệ để dao",
        "Giá treo",
        "Móc treo",
    ]


def test_an_honest_list_passes_the_same_bounds(tmp_path: Path) -> None:
    assert told(workbook(tmp_path / "a.xlsx")) == "read 1"


def test_columns_stay_where_they_are_when_the_first_ones_are_empty(tmp_path: Path) -> None:
    from desktop.documents.workbook import read_workbook

    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.add_worksheet("DS").write(2, 1, "Tên sáng kiến")
    book.close()
    (sheet,) = read_workbook(tmp_path / "a.xlsx")
    assert [list(row) for row in sheet.rows] == [["", ""], ["", ""], ["", "Tên sáng kiến"]]
