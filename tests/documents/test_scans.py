"""Printed sheets come back from a scanner: crooked, dirty, two on a page; what is found is never another sheet."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import pytest
from helpers.scanner import on_one_page, printed, scanned
from PIL import Image, ImageDraw

from desktop.documents import scans
from desktop.documents.floor_papers import RegistrationSheet, SheetAuthor, registration_sheet
from desktop.documents.scans import sheets_of, sheets_on
from desktop.domain.paper_form import new_code
from desktop.domain.problems import Refused, Stopped

UNIT = "CÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH GIÀY HOÀNG LONG VIỆT NAM"


def some_sheets(count: int, seed: int = 20) -> list[RegistrationSheet]:
    random = Random(seed)
    author = SheetAuthor("Nguyễn Phạm Trần Hoàng Tuấn Kiệt", "HL-00412", "Xưởng xử lý nước thải")
    return [
        registration_sheet(
            UNIT, 2026, new_code(random.randbytes), "Cải tiến cữ may viền " * (n % 2), (author,) * (n % 4)
        )
        for n in range(count)
    ]


def assert_found(read: list[list[str]], sheets: list[RegistrationSheet]) -> None:
    """At least 99 of 100, and no sheet taken for another; says how many."""
    found = sum(codes == [sheet.code] for codes, sheet in zip(read, sheets, strict=True))
    wrong = sum(bool(set(codes) - {"", sheet.code}) for codes, sheet in zip(read, sheets, strict=True))
    print(f"found {found} of {len(sheets)}, wrong {wrong}")
    assert found >= 0.99 * len(sheets)
    assert wrong == 0


@pytest.mark.soak
@pytest.mark.timeout(3_600)
def test_a_thousand_sheets_from_a_bad_scanner_are_never_mistaken(tmp_path: Path) -> None:
    sheets, random = some_sheets(1_000, seed=21), Random(151)
    read = []
    for start in range(0, len(sheets), 100):  # a thousand pages at once are gigabytes of dots
        pages = printed(sheets[start : start + 100], tmp_path)
        read += [[one.code for one in sheets_on(scanned(page, random))] for page in pages]
    assert_found(read, sheets)


def test_a_hundred_sheets_from_a_bad_scanner_find_their_record(tmp_path: Path) -> None:
    sheets, random = some_sheets(100), Random(151)
    pages = printed(sheets, tmp_path)
    assert len(pages) == 100
    read = [[one.code for one in sheets_on(scanned(page, random))] for page in pages]
    assert_found(read, sheets)


def dirty(page: Image.Image, *corners: str) -> Image.Image:
    """A page with a thumb's print on corner marks of its symbol: `left` and `right` above, `below`."""
    (seen,) = scans.find_codes(page)
    made, far = page.copy(), seen.reach * 0.51
    for corner in corners:
        x = seen.x + (far if corner == "right" else -far)
        y = seen.y + (far if corner == "below" else -far)
        ImageDraw.Draw(made).ellipse((x - 14, y - 14, x + 14, y + 14), fill=120)
    return made


@pytest.mark.parametrize(("corner", "turn"), [("left", 7), ("left", 90), ("right", 183), ("below", 0)])
def test_a_symbol_with_a_thumbs_print_on_a_corner_is_read(tmp_path: Path, corner: str, turn: int) -> None:
    (sheet,) = some_sheets(1)
    (page,) = printed([sheet], tmp_path)
    (read,) = sheets_on(scanned(dirty(page, corner), Random(7), angle=turn))
    assert read.code == sheet.code
    with Image.open(io.BytesIO(read.jpeg)) as upright:
        (found,) = scans.find_codes(upright.convert("L"))
        assert abs(found.turn) < 1 and found.x > upright.width / 2 and found.y < upright.height / 3


def test_a_dirty_sheet_beside_a_clean_one_is_not_lost(tmp_path: Path) -> None:
    first, second = some_sheets(2)
    clean, other = printed([first, second], tmp_path, dpi=200)
    page = scanned(on_one_page(clean, dirty(other, "right"), beside=True), Random(3), angle=2)
    assert sorted(one.code for one in sheets_on(page)) == sorted((first.code, second.code))


def test_a_symbol_that_lost_two_corners_is_left_to_the_clerk(tmp_path: Path) -> None:
    (sheet,) = some_sheets(1)
    (page,) = printed([sheet], tmp_path)
    (read,) = sheets_on(scanned(dirty(page, "left", "below"), Random(7), angle=2))
    assert read.code == ""


@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.parametrize("turn", [0, 90, 180, 4])
def test_two_sheets_on_a_page_are_cut_apart(tmp_path: Path, beside: bool, turn: int) -> None:
    first, second = some_sheets(2)
    pages = printed([first, second], tmp_path, dpi=200)
    page = scanned(on_one_page(*pages, beside=beside), Random(3), angle=turn)
    cut = sheets_on(page, 5)
    assert [(one.code, one.page) for one in sorted(cut, key=lambda one: one.code != first.code)] == [
        (first.code, 5), (second.code, 5),
    ]  # fmt: skip
    for one, sheet in zip(sorted(cut, key=lambda one: one.code != first.code), (first, second), strict=True):
        with Image.open(io.BytesIO(one.jpeg)) as alone:
            assert [found.code for found in scans.find_codes(alone.convert("L"))] == [sheet.code]
            assert alone.height > alone.width


def test_a_sheet_is_turned_upright(tmp_path: Path) -> None:
    (sheet,) = some_sheets(1)
    (page,) = printed([sheet], tmp_path)
    (read,) = sheets_on(scanned(page, Random(1), angle=187))
    with Image.open(io.BytesIO(read.jpeg)) as upright:
        (found,) = scans.find_codes(upright.convert("L"))
        assert abs(found.turn) < 1 and found.x > upright.width / 2 and found.y < upright.height / 3


def test_a_page_without_a_symbol_is_kept_whole(tmp_path: Path) -> None:
    (sheet,) = sheets_on(Image.new("1", (1240, 1754), 1))
    assert sheet.code == ""
    with Image.open(io.BytesIO(sheet.jpeg)) as kept:
        assert kept.size == (1240, 1754)


@pytest.mark.parametrize("suffix", ["pdf", "jpg", "tif", "png"])
def test_each_kind_of_file_is_read_page_by_page(tmp_path: Path, suffix: str) -> None:
    sheets = some_sheets(2 if suffix in ("pdf", "tif") else 1)
    pages = printed(sheets, tmp_path)
    file = tmp_path / f"quet.{suffix}"
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(file, resolution=150, **more)
    told: list[tuple[int, int]] = []
    read = list(sheets_of(file, progress=lambda done, total: told.append((done, total))))
    assert [(one.page, one.code) for one in read] == [(n, sheet.code) for n, sheet in enumerate(sheets, 1)]
    assert told[-1] == (len(sheets), len(sheets))


def test_other_files_are_refused_and_reading_can_be_stopped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("không phải ảnh", encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 hong")
    Image.new("L", (600, 600), 128).save(tmp_path / "c.jpg")
    cut = (tmp_path / "c.jpg").read_bytes()
    (tmp_path / "c.jpg").write_bytes(cut[: len(cut) // 3])
    for name, code in (("a.txt", "scan.kind"), ("b.pdf", "pdf.damaged"), ("c.jpg", "scan.damaged")):
        with pytest.raises(Refused) as refused:
            list(sheets_of(tmp_path / name))
        assert refused.value.code == code
    Image.new("L", (60, 60)).save(tmp_path / "d.png")

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        list(sheets_of(tmp_path / "d.png", stop=stop))
