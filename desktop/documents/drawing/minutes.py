"""Biên bản họp Hội đồng sáng kiến: form 1.9 of the decree, which has no place and date in its head."""

from __future__ import annotations

from desktop.documents.drawing.package import Drawing, Sheet
from desktop.documents.drawing.parts import (
    Column,
    lined_table,
    mark,
    paragraph,
    plain_table,
    recipients,
    signature,
    upright_head,
)
from desktop.documents.profile import Profile

VOTES = (
    Column("STT", 10.5, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Tên sáng kiến (mã)", 35, ("{{TEN_SANG_KIEN}} ({{MA_SANG_KIEN}})",), gives=True),
    Column("Tác giả", 39, ("{{TAC_GIA}}",)),
    Column("Đơn vị", 17, ("{{DON_VI}}",)),
    Column("Đồng ý", 14.2, ("{{DONG_Y}}",), "OBangGiua"),
    Column("Không", 13.8, ("{{KHONG_DONG_Y}}",), "OBangGiua"),
    Column("Tỷ lệ", 15.5, ("{{TY_LE}}",), "OBangGiua"),
    Column("Kết luận", 20, ("{{KET_LUAN_TUNG_VIEC}}",)),
)
"""165 mm: an upright page between the decree's margins."""


def drawn(profile: Profile) -> Drawing:
    """The template of minutes."""
    half = profile.text_width / 2
    content = (
        upright_head(profile, dated=False),
        paragraph("TenLoai"),
        paragraph("TenLoai", "BIÊN BẢN"),
        paragraph("TrichYeu", "{{TRICH_YEU}}"),
        paragraph("KeTrichYeu"),
        paragraph("NoiDung", "Thời gian bắt đầu: {{BAT_DAU}}."),
        paragraph("NoiDung", "Địa điểm: {{DIA_DIEM}}."),
        paragraph("TieuDeMuc", "I. THÀNH PHẦN THAM DỰ"),
        paragraph("NoiDung", "1. Tổng số thành viên Hội đồng: {{TONG_SO}}; có mặt: {{CO_MAT}}; "
                             "vắng mặt: {{VANG_MAT}}."),
        paragraph("NoiDung", "- {{THANH_VIEN}}"),
        paragraph("NoiDung", "2. Chủ trì: {{CHU_TRI}}."),
        paragraph("NoiDung", "3. Thư ký: {{THU_KY}}."),
        paragraph("TieuDeMuc", "II. NỘI DUNG VÀ KẾT QUẢ BIỂU QUYẾT"),
        paragraph("NoiDung", "{{DIEN_BIEN}}"),
        lined_table(VOTES, profile.text_width),
        paragraph("ChuThich"),
        paragraph("TieuDeMuc", "III. KẾT LUẬN"),
        paragraph("NoiDung", "{{KET_LUAN}}"),
        paragraph("NoiDung", "Cuộc họp kết thúc vào {{KET_THUC}}./."),
        plain_table(
            (half, half),
            (
                # one row with the signatures: the recipients never stand alone on a page
                [*signature("{{CHUC_DANH_THU_KY}}", "{{THU_KY}}"), paragraph("KhoangCach"), *recipients()],
                signature("{{CHUC_DANH_CHU_TRI}}", "{{CHU_TRI}}"),
            ),
        ),
        mark(),
    )  # fmt: skip
    return Drawing("Biên bản họp Hội đồng sáng kiến", (Sheet(content),))
