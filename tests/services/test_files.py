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
