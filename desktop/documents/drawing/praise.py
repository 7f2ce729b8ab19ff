"""Papers of praise: a letter on one page, a decision with its list."""

from __future__ import annotations

from desktop.documents.drawing.package import Drawing, Sheet
from desktop.documents.drawing.parts import (
    Column,
    Strong,
    lined_table,
    mark,
    paragraph,
    plain_table,
    recipients,
    signature,
    upright_head,
)
from desktop.documents.profile import Profile

COMMENDED = (
    Column("STT", 10.5, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Họ và tên, tập thể", 45, ("{{TEN}}",)),
    Column("Loại", 19, ("{{LOAI}}",), "OBangGiua"),
    Column("Đơn vị", 25, ("{{DON_VI}}",)),
    Column("Thành tích", 43.5, ("{{THANH_TICH}}",), gives=True),
    Column("Mức thưởng\n(đồng)", 22, ("{{MUC_THUONG}}",), "OBangPhai"),
)
"""165 mm: an upright page between the margins."""


def letter(profile: Profile) -> Drawing:
    """The template of letters of praise."""
    half = profile.text_width / 2
    content = (
        mark("{{MOI_TRANG}}"),
        upright_head(profile),
        paragraph("ChungNhanTen", "THƯ KHEN"),
        paragraph("ChungNhanDong", "Thân gửi"),
        paragraph("ChungNhanNguoi", "{{NGUOI_DUOC_KHEN}}"),
        paragraph("ChungNhanDong", "{{DON_VI}}"),
        paragraph("ChungNhanDoan", "{{THANH_TICH}}"),
        paragraph("ChungNhanDoan", "{{LOI_CAM_ON}}"),
        paragraph("ChungNhanCach"),
        plain_table(
            (half, half), ([paragraph("DongNoiNhan")], signature("{{QUYEN_HAN_KY}}", "{{NGUOI_KY}}"))
        ),
    )
    return Drawing("Thư khen", (Sheet(content, numbered=False),))


def decision(profile: Profile) -> Drawing:
    """The template of a decision that commends."""
    half = profile.text_width / 2
    text = (
        upright_head(profile),
        paragraph("TenLoai"),
        paragraph("TenLoai", "QUYẾT ĐỊNH"),
        paragraph("TrichYeu", "{{TRICH_YEU}}"),
        paragraph("KeTrichYeu"),
        paragraph("ThamQuyen", "{{THAM_QUYEN_BAN_HANH}}"),
        paragraph("CanCu", "{{CAN_CU}}"),
        paragraph("ThamQuyen", "QUYẾT ĐỊNH:"),
        paragraph("NoiDung", Strong("Điều {{STT}}. "), "{{NOI_DUNG_DIEU}}"),
        plain_table((half, half), (recipients(), signature("{{QUYEN_HAN_KY}}", "{{NGUOI_KY}}"))),
    )
    annex = (
        paragraph("PhuLuc", "Phụ lục"),
        paragraph("TenPhuLuc", "DANH SÁCH CÁ NHÂN, TẬP THỂ ĐƯỢC KHEN THƯỞNG"),
        paragraph(
            "KemTheo", "(Kèm theo Quyết định số {{SO}}/{{KY_HIEU}} {{NGAY_KY}} của {{NGUOI_BAN_HANH}})"
        ),
        lined_table(COMMENDED, profile.text_width),
        mark(),
    )
    return Drawing("Quyết định khen thưởng", (Sheet(text), Sheet(annex)))
