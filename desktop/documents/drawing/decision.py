"""Quyết định công nhận sáng kiến: form 1.2 of the decree, with its list as an annex on its side."""

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

LIST = (
    Column("STT", 10.5, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Mã", 17, ("{{MA_SANG_KIEN}}",), "OBangGiua"),
    Column("Tên sáng kiến", 52.5, ("{{TEN_SANG_KIEN}}",), gives=True),
    Column("Tác giả, đồng tác giả\n(tỷ lệ đóng góp)", 53, ("{{TAC_GIA}}",)),
    Column("Đơn vị", 24, ("{{DON_VI}}",)),
    Column("Lĩnh vực", 21, ("{{LINH_VUC}}",)),
    Column("Ngày áp dụng lần đầu", 21.5, ("{{NGAY_AP_DUNG}}",), "OBangGiua"),
    Column("Điểm hoặc phiếu", 14, ("{{KET_QUA_CHAM}}",), "OBangGiua"),
    Column("Giá trị làm lợi\n(đồng)", 26, ("{{GIA_TRI_LAM_LOI}}",), "OBangPhai"),
    Column("Ghi chú", 12.5, ("{{GHI_CHU}}",)),
)
"""252 mm: a page on its side between the margins that we took; with wider ones the title gives way."""


def drawn(profile: Profile) -> Drawing:
    """The template of a decision."""
    return Drawing("Quyết định công nhận sáng kiến", (_text(profile), _annex(profile)))


def _text(profile: Profile) -> Sheet:
    half = profile.text_width / 2
    return Sheet(
        (
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
    )


def _annex(profile: Profile) -> Sheet:
    return Sheet(
        (
            paragraph("PhuLuc", "Phụ lục"),
            paragraph("TenPhuLuc", "{{TEN_DANH_SACH}}"),
            paragraph(
                "KemTheo", "(Kèm theo Quyết định số {{SO}}/{{KY_HIEU}} {{NGAY_KY}} của {{NGUOI_BAN_HANH}})"
            ),
            lined_table(LIST, profile.text_length),
            mark(),
        ),
        landscape=True,
    )
