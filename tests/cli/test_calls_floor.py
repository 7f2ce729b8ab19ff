"""People, units, sheets, scans and lists by the command line."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
import xlsxwriter
from helpers.scanner import scanned
from PIL import Image

from desktop.demo.messy import messy_workbook
from desktop.documents.preview import open_pdf
from tests.cli.conftest import Call


@pytest.fixture
def filled(folder: Call, tmp_path: Path) -> Call:
    """Initiatives and people of a list that came in."""
    folder("import", str(messy_workbook(tmp_path / "ds.xlsx").path))
    return folder


def scan_of(pdf: str, path: Path) -> Path:
    with open_pdf(Path(pdf)) as pages:
        drawn = [pages.render(page, 150) for page in range(len(pages))]
    images = [Image.frombytes("RGB", (one.width, one.height), one.rgb).convert("L") for one in drawn]
    made = [scanned(image, Random(9), angle=-3) for image in images]
    made[0].save(path, save_all=True, append_images=made[1:], resolution=150)
    return path


def test_sheets_go_out_and_come_back(filled: Call, tmp_path: Path) -> None:
    record = filled("list", "--json", "--limit", "1").document[0]["id"]
    code = next(one["staff_code"] for one in filled("people", "--json").document if one["staff_code"])
    out = ("--out", str(tmp_path / "phieu"), "--json")
    printed = filled("forms", "--person", code, "--initiative", record, "--blanks", "1", *out)
    assert printed.document["pages"] == 3, printed.err
    file = scan_of(printed.document["pdf"], tmp_path / "quet.pdf")
    said = filled("scan", str(file), str(tmp_path / "không có.pdf"), "--json")
    found = said.document
    assert (said.status, found["sheets"], found["attached"], found["to_enter"]) == (0, 3, 1, 2)
    assert [one["code"] for one in found["refused"]] == ["scan.missing"]
    assert filled("scan", str(file)).status == 1
    waiting = filled("scans", "--json").document
    assert len(waiting) == 2 and any(one["person"] for one in waiting)
    assert filled("scan-attach", waiting[0]["id"], "--initiative", record).status == 0
    assert filled("scan-attach", waiting[1]["id"], "--code", "AAAA-AAAA-AA").status == 1
    assert len(filled("scans", "--json").document) == 1


def test_people_move_and_workshops_get_new_names(filled: Call, tmp_path: Path) -> None:
    person = next(one for one in filled("people", "--json").document if one["staff_code"])
    said = filled("move", person["staff_code"], "--to", "Kho mới", "--date", "01/02/2026", "--json")
    assert said.document == {"moved": 1}
    book = xlsxwriter.Workbook(tmp_path / "doi.xlsx")
    book.add_worksheet().write_row(0, 0, ("Không có", "Gì cả"))
    book.close()
    table = (str(tmp_path / "doi.xlsx"), "--date", "01/01/2026")
    shown = filled("reorganise", *table, "--dry-run", "--json").document
    assert (shown["changes"], shown["moves"][0]["code"]) == (0, "unit.unknown")
    assert filled("reorganise", *table).status == 1
    assert filled("workshops", "--json").document == []


def test_names_and_board(filled: Call, tmp_path: Path) -> None:
    names = filled("names", "--stage", "pending", "--json").document
    assert names and {"name", "workshop", "hints"} <= set(names[0])
    out = ("--out", str(tmp_path / "soat"), "--json")
    assert filled("names", "--stage", "pending", *out).document["pages"] >= 1
    book = filled("board", "--stage", "pending", "--out", str(tmp_path / "bang.xlsx"), "--json").document
    assert book["rows"] > 0 and Path(book["workbook"]).exists()
    assert filled("board", "--out", str(tmp_path / "bang.xlsx")).status == 1
    assert (
        filled("board", "--stage", "pending", "--out", str(tmp_path / "bang"), "--json").document["pages"]
        >= 1
    )
