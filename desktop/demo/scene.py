"""The sample's house: a shoe factory in Ninh Bình, its union, council and signers. All invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw

from desktop.domain.house import Authority, CouncilSetUp, Employer, Programme, Signer, Union
from desktop.domain.initiative import Initiative
from desktop.services import files, initiatives
from desktop.services.desk import Desk

WORKBOOK = "DS SK PX MAY lan 2 (sua).xlsx"
REJECTS = "DS SK PX MAY lan 2 (dong loi).xlsx"
USER = "Hường"
UNION = Union(
    name="Công đoàn cơ sở Công ty TNHH Giày Hoàng Long Việt Nam",
    short="CĐCS Công ty",
    superior="Liên đoàn Lao động tỉnh Ninh Bình",
    place="Ninh Bình",
)
EMPLOYER = Employer(
    name="Công ty TNHH Giày Hoàng Long Việt Nam",
    symbol="HL",
    place="Ninh Bình",
    head_post="Tổng Giám đốc",
)
SIGNERS = (
    Signer("LIN CHIA-HAO", "Tổng Giám đốc"),
    Signer("Nguyễn Quang Huy", "Phó Tổng Giám đốc", Authority.DEPUTY),
    Signer("Phạm Thị Thu Hường", "Chủ tịch", Authority.COLLECTIVE, of="union"),
)
COUNCIL = CouncilSetUp(
    members=7, chair="Nguyễn Quang Huy", secretary="Vũ Thị Minh Nguyệt", decision_number="12/QĐ-HL"
)
PROGRAMME = Programme("thuong-xuyen-2026", "Thường xuyên năm 2026", opens="2026-01-01T00:00+07:00")

PHOTOS = 3


def votes(ids: Sequence[str], refused: str, members: int) -> dict[str, int]:
    """All agree on most, three pass with 5 of 7, one fails with 4."""
    close = [record for record in ids if record != refused][10:13]
    return {record: 4 if record == refused else 5 if record in close else members for record in ids}


def attach_photos(desk: Desk, values: Sequence[Initiative], out: Path) -> None:
    """Give the first open initiatives a drawn "photo" each, so that files travel too."""
    folder = out / "anh"
    folder.mkdir(exist_ok=True)
    chosen = [value for value in values if not value.is_protected and value.authors][:PHOTOS]
    for place, value in enumerate(chosen, start=1):
        path = folder / f"anh-{place}.jpg"
        _draw(path, place)
        attachment = files.attach(desk, path)
        desk.do(initiatives.save, replace(value, attachments=(attachment,)))


def _draw(path: Path, place: int) -> None:
    picture = Image.effect_noise((1200, 800), 40 + 10 * place).convert("RGB")
    ImageDraw.Draw(picture).rectangle((100, 100, 1100, 700), outline=(15, 94, 168), width=12)
    picture.save(path, "JPEG", quality=80)
