"""Papers of the union's money: the signed list on its side, the letter that asks for the money."""

from __future__ import annotations

from desktop.documents.drawing.package import Drawing, Sheet
from desktop.documents.drawing.parts import (
    Column,
    Slanted,
    Strong,
    by_hand,
    head,
    lined_table,
    mark,
    paragraph,
    plain_table,
    recipients,
    signature,
    upright_head,
)
from desktop.documents.profile import Profile

SIGNED = (
    Column("STT", 11, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Họ và tên", 42, ("{{HO_TEN}}",)),
    Column("Tổ, đơn vị", 30, ("{{DON_VI}}",)),
    Column("Tên sáng kiến", 58, ("{{TEN_SANG_KIEN}}",), gives=True),
    Column("Số QĐ\ncông nhận\n(mã trên cổng)", 29, ("{{SO_QUYET_DINH}}",), "OBangGiua"),
    Column("Số tiền\n(đồng)", 24, ("{{SO_TIEN}}",), "OBangPhai"),
    Column("Ký nhận", 34, ("",), "OBangGiua"),
    Column("Ghi chú\n(người nhận thay)", 24, ("{{GHI_CHU}}",)),
)
"""252 mm: a page on its side between the margins."""


def pay_list(profile: Profile) -> Drawing:
    """Danh sách chi tiền có ký nhận; the pages are broken after filling (`money_papers.paged`)."""
    length = profile.text_length
    quarter = length / 4
    content = (
        head((105.0, length - 105.0), numbered=False, dated=False),
        paragraph("TenLoai"),
        paragraph("TenLoai", "{{TEN_DANH_SACH}}"),
        paragraph("KemTheo", "{{TRICH_YEU}}"),
        paragraph("ChuThich", "{{CAN_CU}}"),
        lined_table(SIGNED, length),
        paragraph("ChuThich"),
        paragraph("DongTong", "Tổng cộng: ", Strong("{{TONG_TIEN}} đồng"), " ({{SO_NGUOI}})."),
        paragraph("DongTong", Slanted("(Bằng chữ: {{BANG_CHU}}.)")),
        paragraph("DiaDanhPhai", "{{DIA_DANH_NGAY}}"),
        plain_table(
            (quarter, quarter, quarter, quarter),
            (
                by_hand("NGƯỜI LẬP"),
                by_hand("KẾ TOÁN"),
                by_hand("THỦ QUỸ"),
                signature("{{QUYEN_HAN_KY}}", "{{NGUOI_KY}}"),
            ),
        ),
        mark(),
    )
    return Drawing("Danh sách chi tiền sáng kiến", (Sheet(content, landscape=True),))


ASKED = (
    Column("STT", 10.5, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Mã", 14, ("{{MA_SANG_KIEN}}",), "OBangGiua"),
    Column("Tên sáng kiến", 43, ("{{TEN_SANG_KIEN}}",), gives=True),
    Column("Tác giả,\nđồng tác giả", 38, ("{{TAC_GIA}}",)),
    Column("Số QĐ\ncông nhận", 22, ("{{SO_QUYET_DINH}}",), "OBangGiua"),
    Column("Mã trên cổng", 15.5, ("{{MA_TREN_CONG}}",), "OBangGiua"),
    Column("Số tiền\n(đồng)", 22, ("{{SO_TIEN}}",), "OBangPhai"),
)
"""165 mm: an upright page between the margins."""


def asking(profile: Profile) -> Drawing:
    """Công văn đề nghị hỗ trợ kinh phí, its list on a sheet of its own."""
    half = profile.text_width / 2
    letter = (
        upright_head(profile, subject="{{TRICH_YEU}}"),
        paragraph("KinhGui", "Kính gửi: {{KINH_GUI}}"),
        paragraph("NoiDung", "{{NOI_DUNG}}"),
        paragraph("NoiDung", "Tổng số tiền đề nghị: ", Strong("{{TONG_TIEN}} đồng"), " ({{BANG_CHU}})./."),
        plain_table((half, half), (recipients(), signature("{{QUYEN_HAN_KY}}", "{{NGUOI_KY}}"))),
    )
    annex = (
        paragraph("PhuLuc", "Phụ lục"),
        paragraph("TenPhuLuc", "DANH SÁCH SÁNG KIẾN ĐỀ NGHỊ HỖ TRỢ"),
        paragraph("KemTheo", "(Kèm theo Công văn số {{SO}}/{{KY_HIEU}} {{NGAY_KY}})"),
        lined_table(ASKED, profile.text_width),
        mark(),
    )
    return Drawing("Công văn đề nghị hỗ trợ kinh phí", (Sheet(letter), Sheet(annex)))
