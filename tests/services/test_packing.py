"""The submission pack: what the level lets out and no more, whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from helpers import orders
from helpers.builders import a_protected_initiative, a_recognition, an_initiative, stored
from openpyxl import load_workbook

from desktop.domain.house import Release
from desktop.domain.initiative import Attachment, Initiative
from desktop.domain.problems import Refused
from desktop.services import files, initiatives, packing
from desktop.services.desk import Desk
from desktop.store.initiatives import INITIATIVES


def recognised(desk: Desk, *values: Initiative) -> tuple[str, ...]:
    ids = stored(desk, *values)
    for record in ids:
        value = desk.look(initiatives.get, record)
        desk.do(orders.put, INITIATIVES, replace(value, recognition=a_recognition()))
    return ids


def attached(desk: Desk, folder: Path, name: str, text: str, *, protected: bool = False) -> Attachment:
    (folder / name).write_text(text, encoding="utf-8")
    return files.attach(desk, folder / name, protected=protected)


def rows(workbook: Path) -> list[list[str]]:
    sheet = load_workbook(workbook).active
    assert sheet is not None
    return [[str(cell or "") for cell in line] for line in sheet.iter_rows(min_row=2, values_only=True)]


def test_a_pack_holds_the_released_ones_with_their_files(office: Desk, tmp_path: Path) -> None:
    photo = attached(office, tmp_path, "ảnh chụp.txt", "trước và sau")
    drawing = attached(office, tmp_path, "ban-ve.txt", "bản vẽ mật", protected=True)
    recognised(
        office,
        an_initiative("Gá kẹp", attachments=(photo, drawing)),
        an_initiative("Không nộp", release=Release.NONE),
        an_initiative("Chỉ tên", release=Release.TITLE, attachments=(photo,)),
    )
    stored(office, an_initiative("Chưa công nhận"))
    out = tmp_path / "nop"
    done = packing.pack(office, out)
    assert (done.entries, done.held_back) == (2, 1)
    assert [line[1] for line in rows(done.workbook)] == ["Gá kẹp", "Chỉ tên"]
    copied = [path for path in out.rglob("*.txt") if path.name.endswith("chụp.txt")]
    assert [path.read_text(encoding="utf-8") for path in copied] == ["trước và sau"]
    everything = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert "bản vẽ mật".encode() not in everything


def test_at_title_level_nothing_more_is_told(office: Desk, tmp_path: Path) -> None:
    value = a_protected_initiative("bảy phần ba", public_title="Nhuộm lại vải")
    recognised(office, replace(value, title="Nhuộm bằng bảy phần ba"))
    done = packing.pack(office, tmp_path / "nop")
    (line,) = rows(done.workbook)
    told = " | ".join(line)
    assert line[1] == "Nhuộm lại vải"
    for kept in ("bảy phần ba", "Nguyễn Thị Hằng", "Chuyền may 3"):
        assert kept not in told
        texts = [path.read_text(encoding="utf-8") for path in (tmp_path / "nop").rglob("*.txt")]
        assert not any(kept in text for text in texts)
    assert "12.500.000" in told  # the effect may leave


def test_nothing_to_pack_is_told(office: Desk, tmp_path: Path) -> None:
    stored(office, an_initiative())
    with pytest.raises(Refused, match=r"pack\.nothing"):
        packing.pack(office, tmp_path / "nop")
    assert not (tmp_path / "nop").exists()


def test_a_folder_with_something_in_it_is_left_as_it_is(office: Desk, tmp_path: Path) -> None:
    recognised(office, an_initiative())
    (tmp_path / "nop").mkdir()
    (tmp_path / "nop" / "cũ.txt").write_text("cũ", encoding="utf-8")
    with pytest.raises(Refused, match=r"pack\.folder_used"):
        packing.pack(office, tmp_path / "nop")
    assert [path.name for path in (tmp_path / "nop").iterdir()] == ["cũ.txt"]


def test_a_file_that_is_gone_leaves_no_half_pack(office: Desk, tmp_path: Path) -> None:
    kept = attached(office, tmp_path, "a.txt", "nội dung")
    recognised(office, an_initiative(attachments=(kept,)))
    (office.folder / "files" / office.files.disk_name(kept.file)).unlink()
    before = set(tmp_path.iterdir())
    with pytest.raises(Refused, match=r"file\.missing"):
        packing.pack(office, tmp_path / "nop")
    assert set(tmp_path.iterdir()) == before
