"""The submission pack: what is in it, under which names, whole or not at all."""

from __future__ import annotations

import errno
import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.documents import packbook
from desktop.documents.packbook import FIELD_ORDER, WORKBOOK, PackEntry, PackFile, write_pack
from desktop.domain.house import Release
from desktop.domain.problems import Refused, Stopped


def an_entry(number: int = 1, **changed: object) -> PackEntry:
    facts: dict = {
        "code": f"SK26-{number:04d}",
        "title": "Cải tiến cữ may viền cổ giày mã 2217",
        "authors": "Nguyễn Thị Hằng",
        "workshop": "Xưởng May 2",
        "field": "Thao tác, 5S",
        "first_used": date(2026, 3, 5),
        "summary": "Thay cữ may rời bằng cữ liền.\nBớt một lần chỉnh.",
        "benefit": "18.000.000 đồng",
        "decision": "118/QĐ-HL",
        "decided": date(2026, 3, 18),
        "release": Release.FULL,
        "files": (PackFile("ảnh trước.jpg", lambda: [b"\xff\xd8", b"one"]),),
    }
    return PackEntry(**(facts | changed))


def cells(workbook: Path) -> list[list[object]]:
    sheet = load_workbook(workbook)["Sáng kiến"]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_each_entry_has_a_row_and_a_folder(tmp_path):
    pack = write_pack(tmp_path / "gói", [an_entry(1), an_entry(2, files=())])
    rows = cells(pack.workbook)
    assert [row[0] for row in rows] == ["Mã sáng kiến", "SK26-0001", "SK26-0002"]
    assert rows[1][5] == "05/03/2026"
    assert rows[1][-1] == pack.folders[0].name == "SK26-0001 Cải tiến cữ may viền cổ giày mã 2217"
    assert (pack.folders[0] / "ảnh trước.jpg").read_bytes() == b"\xff\xd8one"
    assert sorted(one.name for one in (tmp_path / "gói").iterdir()) == [
        *sorted(folder.name for folder in pack.folders),
        WORKBOOK,
    ]


def test_fields_stand_in_the_order_in_which_they_are_typed(tmp_path):
    pack = write_pack(tmp_path / "g", [an_entry()])
    raw = (pack.folders[0] / FIELD_ORDER).read_bytes()
    text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    assert raw.startswith(b"\xef\xbb\xbf") and b"\r\n" in raw
    assert text.startswith("Mã sáng kiến\nSK26-0001\n\nTên sáng kiến\nCải tiến cữ")
    assert "Thay cữ may rời bằng cữ liền.\nBớt một lần chỉnh." in text


@pytest.mark.parametrize(
    "text", ["=1+1", "+84 912", "-5", "@SUM(A1)", "1.500", "01/02/2026", "http://a.b", "00412"]
)
def test_no_text_becomes_a_formula_a_number_a_date_or_a_link(tmp_path, text):
    pack = write_pack(tmp_path / "g", [an_entry(title=text)])
    cell = load_workbook(pack.workbook).active.cell(2, 2)
    assert (cell.value, cell.data_type, cell.number_format, cell.hyperlink) == (text, "s", "@", None)


def test_names_that_differ_in_case_alone_do_not_meet(tmp_path):
    files = tuple(
        PackFile(name, lambda name=name: [name.encode()])
        for name in ("A.jpg", "a.JPG", "nhap.txt", "CON.txt")
    )
    pack = write_pack(tmp_path / "g", [an_entry(1, files=files), an_entry(1, files=())])
    assert len({folder.name.casefold() for folder in pack.folders}) == 2
    assert sorted(one.name for one in pack.folders[0].iterdir()) == [
        "A.jpg",
        "_CON.txt",
        "a (2).JPG",
        "nhap (2).txt",
        "nhap.txt",
    ]


def test_no_path_is_longer_than_windows_takes(tmp_path):
    deep = tmp_path / "ddd" / ("thư mục " * 8).strip()
    files = (PackFile("ảnh " * 60 + ".jpg", lambda: [b"x"]),)
    write_pack(deep / "gói", [an_entry(title="Cải tiến rất dài " * 20, files=files)])
    assert max(len(str(path)) for path in deep.rglob("*")) < 260


def test_a_folder_too_deep_is_refused_before_anything_is_written(tmp_path):
    deep = tmp_path / ("x" * 120) / ("y" * 120)
    with pytest.raises(Refused) as refusal:
        write_pack(deep, [an_entry()])
    assert refusal.value.code == "pack.path_too_long"
    assert list(tmp_path.iterdir()) == []


def test_the_same_entries_give_the_same_workbook(tmp_path):
    one, two = (write_pack(tmp_path / name, [an_entry()]).workbook.read_bytes() for name in "ab")
    assert one == two


def test_an_empty_folder_is_taken_and_a_used_one_is_not(tmp_path):
    (tmp_path / "g").mkdir()
    write_pack(tmp_path / "g", [an_entry()])
    with pytest.raises(Refused) as refusal:
        write_pack(tmp_path / "g", [an_entry()])
    assert refusal.value.code == "pack.folder_used"


@pytest.mark.parametrize(
    "changed",
    [{"release": Release.NONE}, {"release": Release.TITLE}, {"release": Release.TITLE, "files": ()}],
)
def test_what_may_not_leave_is_not_written(tmp_path, changed):
    with pytest.raises(Refused) as refusal:
        write_pack(tmp_path / "g", [an_entry(**changed)])
    assert refusal.value.code == "pack.beyond_release"
    assert list(tmp_path.iterdir()) == []


def test_title_and_effect_alone_may_leave(tmp_path):
    pack = write_pack(tmp_path / "g", [an_entry(release=Release.TITLE, files=(), summary="")])
    assert "Chỉ tên và hiệu quả" in cells(pack.workbook)[1]


def test_a_disk_that_is_full_leaves_nothing(tmp_path):
    def full():
        yield b"x"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(Refused) as refusal:
        write_pack(tmp_path / "g", [an_entry(1), an_entry(2, files=(PackFile("a.jpg", full),))])
    assert refusal.value.code == "disk.full"
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_job_leaves_nothing(tmp_path):
    def stop():
        raise Stopped

    with pytest.raises(Stopped):
        write_pack(tmp_path / "g", [an_entry()], stop=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_thousand_entries_are_listed(tmp_path):
    pack = write_pack(tmp_path / "g", [an_entry(at, files=()) for at in range(1000)])
    assert len(cells(pack.workbook)) == 1001
    shutil.rmtree(tmp_path / "g")


def test_a_text_longer_than_a_cell_is_cut_and_whole_beside(tmp_path):
    text = "dài " * 10_000
    pack = write_pack(tmp_path / "g", [an_entry(summary=text)])
    assert len(str(cells(pack.workbook)[1][6])) == packbook._MOST_CELL
    assert text.strip() in (pack.folders[0] / FIELD_ORDER).read_text(encoding="utf-8-sig")
