"""Attachments: copied when they are attached, photos shrunk first, each refusal by its code."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.builders import an_initiative, stored
from PIL import Image

from desktop.domain.problems import Refused
from desktop.services import files, initiatives
from desktop.services.desk import Desk


def a_photo(path: Path, width: int, height: int) -> Path:
    Image.new("RGB", (width, height), "teal").save(path)
    return path


def test_a_file_stays_when_the_original_is_gone(office: Desk, tmp_path: Path) -> None:
    original = tmp_path / "Bản vẽ gá kẹp.pdf"
    original.write_bytes(b"%PDF-1.7 ban ve")
    attached = files.attach(office, original, protected=True)
    original.unlink()
    (record,) = stored(office, an_initiative(attachments=(attached,)))
    (kept,) = office.look(initiatives.get, record).attachments
    assert (kept.name, kept.size, kept.protected) == ("Bản vẽ gá kẹp.pdf", 15, True)
    assert files.open_file(office, kept.file) == b"%PDF-1.7 ban ve"


def test_a_large_photo_is_shrunk_and_a_small_one_stays_byte_for_byte(office: Desk, tmp_path: Path) -> None:
    large = files.attach(office, a_photo(tmp_path / "to.png", 4_000, 1_000))
    with Image.open(io.BytesIO(files.open_file(office, large.file))) as shown:
        assert shown.size == (2_048, 512)
    assert large.media_type == "image/jpeg"
    small = a_photo(tmp_path / "nho.png", 100, 50)
    assert files.open_file(office, files.attach(office, small).file) == small.read_bytes()


def test_a_photo_is_turned_upright(office: Desk, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (3_000, 1_500)).save(tmp_path / "ngang.jpg", exif=exif)
    attached = files.attach(office, tmp_path / "ngang.jpg")
    with Image.open(io.BytesIO(files.open_file(office, attached.file))) as shown:
        assert shown.size == (1_024, 2_048)


def test_what_cannot_be_attached(office: Desk, tmp_path: Path) -> None:
    (tmp_path / "chay.exe").write_bytes(b"MZ")
    (tmp_path / "hong.jpg").write_bytes(b"no photo")
    large = tmp_path / "lon.pdf"
    with large.open("wb") as out:
        out.truncate(files.LARGEST + 1)
    for name, code in (
        ("không có.pdf", "attachment.missing"),
        ("chay.exe", "attachment.kind"),
        ("hong.jpg", "attachment.damaged"),
        ("lon.pdf", "attachment.large"),
    ):
        with pytest.raises(Refused) as refused:
            files.attach(office, tmp_path / name)
        assert refused.value.code == code


def test_an_attachment_that_was_never_stored_is_refused(office: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    attached = replace(files.attach(office, tmp_path / "a.txt"), file="ab" * 32)
    with pytest.raises(Refused, match=r"file\.missing"):
        stored(office, an_initiative(attachments=(attached,)))


def a_telling_photo(path: Path, width: int = 300, height: int = 200) -> Path:
    """A phone's photo: place, owner, time."""
    exif = Image.Exif()
    exif[0x010F] = "Điện thoại của Hằng"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (20.0, 15.0, 3.0)
    Image.new("RGB", (width, height), "teal").save(path, exif=exif)
    return path


@pytest.mark.parametrize("name", ["nho.jpg", "to.jpg", "nho.png"])
def test_a_photo_tells_no_place_and_no_owner(office: Desk, tmp_path: Path, name: str) -> None:
    side = 3_000 if name.startswith("to") else 300
    attached = files.attach(office, a_telling_photo(tmp_path / name, side, 200))
    data = files.open_file(office, attached.file)
    assert b"Exif" not in data and "Hằng".encode() not in data
    with Image.open(io.BytesIO(data)) as shown:
        assert not shown.getexif()
        assert max(shown.size) == min(side, 2_048)


def test_a_photo_of_a_phone_becomes_a_jpeg(office: Desk) -> None:
    heic = Path(__file__).parents[1] / "museum" / "photos" / "phone.heic"
    attached = files.attach(office, heic)
    assert (attached.name, attached.media_type) == ("phone.jpg", "image/jpeg")
    with Image.open(io.BytesIO(files.open_file(office, attached.file))) as shown:
        assert max(shown.size) <= 2_048


def test_a_picture_from_the_clipboard_is_a_file(office: Desk) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(out, "PNG")
    attached = files.attach_bytes(office, out.getvalue(), "Ảnh dán.png")
    assert (attached.name, attached.media_type) == ("Ảnh dán.png", "image/png")
    with pytest.raises(Refused, match=r"attachment\.kind"):
        files.attach_bytes(office, b"x", "x.exe")


def test_a_picture_is_turned_clockwise(office: Desk, tmp_path: Path) -> None:
    photo = Image.new("RGB", (100, 50), "white")
    photo.paste("red", (0, 0, 20, 50))
    photo.save(tmp_path / "a.png")
    turned = files.turn(office, files.attach(office, tmp_path / "a.png"))
    with Image.open(io.BytesIO(files.open_file(office, turned.file))) as shown:
        assert shown.size == (50, 100)
        assert shown.getpixel((25, 5)) == (255, 0, 0)
    assert turned.name == "a.png"


def test_pages_are_joined_into_one_pdf_and_turned_as_one(office: Desk, tmp_path: Path) -> None:
    first = files.attach(office, a_photo(tmp_path / "a.png", 100, 50))
    second = replace(files.attach(office, a_photo(tmp_path / "b.jpg", 60, 90)), protected=True)
    both = files.join(office, (first, second), "Bản vẽ.pdf")
    assert (both.media_type, both.protected, both.name) == ("application/pdf", True, "Bản vẽ.pdf")
    assert files.view(office, both).pages == 2
    more = files.join(office, (both, first), "Tất cả.pdf")
    assert files.view(office, files.turn(office, more, 3)).pages == 3
    assert files.view(office, first).pages == 1


def test_many_files_stop_at_the_limit_and_a_bad_one_stops_no_other(office: Desk, tmp_path: Path) -> None:
    paths = [a_photo(tmp_path / f"{at}.png", 10 + at, 10) for at in range(4)]
    (tmp_path / "x.exe").write_bytes(b"MZ")
    told: list[tuple[int, int]] = []
    many = files.attach_many(
        office, [paths[0], tmp_path / "x.exe", *paths[1:]], room=3, progress=lambda *at: told.append(at)
    )
    assert [one.name for one in many.attached] == ["0.png", "1.png", "2.png"]
    assert [why.code for why in many.refused] == ["attachment.kind", "attachment.many"]
    assert told[-1] == (4, 5)


def test_what_has_no_pages_is_not_shown(office: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    attached = files.attach(office, tmp_path / "a.txt")
    for act in (files.view, files.turn):
        with pytest.raises(Refused):
            act(office, attached)
