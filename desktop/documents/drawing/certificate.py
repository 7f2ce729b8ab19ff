"""Giấy chứng nhận sáng kiến: a page on its side with a border, one page a certificate."""

from __future__ import annotations

from desktop.documents.drawing.package import Drawing, Sheet
from desktop.documents.drawing.parts import Slanted, Strong, head, mark, paragraph, plain_table, signature
from desktop.documents.profile import Profile

_MARGIN = 18.0
_COLOUR = "9C1C1C"


def drawn(profile: Profile) -> Drawing:
    """The template of certificates."""
    width = profile.long_side - 2 * _MARGIN
    number = [paragraph("ChungNhanSo", "Số: {{SO}}/{{KY_HIEU}}")]
    signed = [
        paragraph("DiaDanhNgay", "{{DIA_DANH}}, {{NGAY_KY}}"),
        *signature("{{QUYEN_HAN_KY}}", "{{NGUOI_KY}}"),
    ]
    page = (
        mark("{{MOI_TRANG}}"),
        head((width * 0.46, width * 0.54), numbered=False, dated=False),
        paragraph("KhoangCach"),
        paragraph("ChungNhanTen", "GIẤY CHỨNG NHẬN SÁNG KIẾN"),
        paragraph("ChungNhanDong", Slanted("({{BAN_CAP_LAI}})")),
        paragraph("ChungNhanCanCu", "{{CAN_CU}}"),
        paragraph("ChungNhanAi", "{{THAM_QUYEN_BAN_HANH}}"),
        paragraph("ChungNhanLoi", "CHỨNG NHẬN"),
        paragraph("ChungNhanDong", "Ông (Bà)"),
        paragraph("ChungNhanNguoi", "{{TAC_GIA}}"),
        paragraph("ChungNhanDong", "Đơn vị: {{DON_VI}}"),
        paragraph("ChungNhanDong", "Đồng tác giả: {{DONG_TAC_GIA}}"),
        paragraph("ChungNhanDong", "{{VAI_TRO}} của sáng kiến"),
        paragraph("ChungNhanSangKien", "“{{TEN_SANG_KIEN}}”"),
        paragraph("ChungNhanDoan", Strong("Chủ đầu tư tạo ra sáng kiến: "), "{{CHU_DAU_TU}}"),
        paragraph("ChungNhanDoan", Strong("Tóm tắt nội dung: "), "{{TOM_TAT}}"),
        paragraph("ChungNhanDoan", Strong("Lợi ích: "), "{{LOI_ICH}}"),
        paragraph(
            "ChungNhanDoan", "Được công nhận theo Quyết định số {{SO_QUYET_DINH}} {{NGAY_QUYET_DINH}}."
        ),
        paragraph("KhoangCach"),
        plain_table((width * 0.5, width * 0.5), (number, signed)),
        mark(),
    )
    margins = (_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    sheet = Sheet(page, landscape=True, margins=margins, border_colour=_COLOUR, numbered=False)
    return Drawing("Giấy chứng nhận sáng kiến", (sheet,))
