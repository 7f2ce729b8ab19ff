"""Giấy ghi nhận ý tưởng, a page each; danh sách đồng ý, a line for each who signs."""

from __future__ import annotations

from desktop.documents.drawing.package import Drawing, Sheet
from desktop.documents.drawing.parts import (
    Column,
    lined_table,
    mark,
    paragraph,
    plain_table,
    signature,
    upright_head,
)
from desktop.documents.profile import Profile

SIGNED = (
    Column("STT", 11, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Mã NV", 22, ("{{MA_NV}}",), "OBangGiua"),
    Column("Họ và tên", 46, ("{{HO_TEN}}",)),
    Column("Năm sinh", 15, ("{{NAM_SINH}}",), "OBangGiua"),
    Column("Tổ, xưởng", 28, ("{{DON_VI}}",), gives=True),
    Column("Ngày ký", 17, ("\n",)),
    Column("Ký tên", 26, ("",)),
)
"""165 mm: an upright page between the margins; two lines high, room for a signature."""


def acknowledgement(profile: Profile) -> Drawing:
    """Giấy ghi nhận ý tưởng."""
    half = profile.text_width / 2
    content = (
        mark("{{MOI_TRANG}}"),
        upright_head(profile),
        paragraph("ChungNhanTen", "GIẤY GHI NHẬN Ý TƯỞNG"),
        paragraph("ChungNhanAi", "{{THAM_QUYEN_BAN_HANH}}"),
        paragraph("ChungNhanLoi", "GHI NHẬN"),
        paragraph("ChungNhanNguoi", "{{TAC_GIA}}"),
        paragraph("ChungNhanDong", "{{DON_VI}}"),
        paragraph("ChungNhanDong", "đã nêu ý tưởng"),
        paragraph("ChungNhanSangKien", "“{{TEN_SANG_KIEN}}”"),
        paragraph("ChungNhanDoan", "{{DIEN_BIEN}}"),
        paragraph("ChungNhanDoan", "{{LOI_CAM_ON}}"),
        paragraph("ChungNhanCach"),
        plain_table(
            (half, half), ([paragraph("DongNoiNhan")], signature("{{QUYEN_HAN_KY}}", "{{NGUOI_KY}}"))
        ),
    )
    return Drawing("Giấy ghi nhận ý tưởng", (Sheet(content, numbered=False),))


def consent_list(profile: Profile) -> Drawing:
    """Danh sách đồng ý."""
    half = profile.text_width / 2
    content = (
        paragraph("CoQuanBanHanh", "{{TEN_CONG_DOAN}}"),
        paragraph("KeNgan"),
        paragraph("TenLoai", "DANH SÁCH ĐỒNG Ý"),
        paragraph("KemTheo", "{{TRICH_YEU}}"),
        paragraph("NoiDung", "{{LOI_DONG_Y}}"),
        paragraph("KhoangCach"),
        lined_table(SIGNED, profile.text_width),
        paragraph("ChuThich"),
        plain_table(
            (half, half),
            (
                [paragraph("KhoangCach")],
                [
                    paragraph("DiaDanhNgay", "{{DIA_DANH_NGAY}}"),
                    *signature("NGƯỜI LẬP DANH SÁCH", "{{NGUOI_LAP}}"),
                ],
            ),
        ),
        mark(),
    )
    return Drawing("Danh sách đồng ý", (Sheet(content),))
