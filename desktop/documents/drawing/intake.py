"""Papers before the council: application, description, slip, idea, confirmation of use, the employer's word."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.documents.drawing.looks import twips
from desktop.documents.drawing.package import Drawing, Sheet
from desktop.documents.drawing.parts import (
    COUNTRY,
    MOTTO,
    Column,
    Slanted,
    Strong,
    by_hand,
    head,
    lined_table,
    mark,
    paragraph,
    plain_table,
    signature,
)
from desktop.documents.profile import Profile
from desktop.documents.wordml import Element, node

AUTHORS = (
    Column("Số TT", 10, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Họ và tên", 40, ("{{HO_TEN}}",)),
    Column("Ngày tháng năm sinh", 22, ("{{NGAY_SINH}}",), "OBangGiua"),
    Column("Nơi công tác\n(hoặc nơi thường trú)", 32, ("{{NOI_CONG_TAC}}",), gives=True),
    Column("Chức danh", 21, ("{{CHUC_DANH}}",)),
    Column("Trình độ chuyên môn", 20, ("{{TRINH_DO}}",)),
    Column("Tỷ lệ (%) đóng góp", 20, ("{{TY_LE}}",), "OBangGiua"),
)
"""165 mm: an upright page between the decree's margins."""


def national_head() -> tuple[Element, ...]:
    """Country and motto over a paper that a person writes."""
    return paragraph("QuocHieu", COUNTRY), paragraph("TieuNgu", MOTTO), paragraph("KeBangDong")


def _part(title: str, name: str) -> tuple[Element, Element]:
    return paragraph("TieuDeMuc", title), paragraph("NoiDung", f"{{{{{name}}}}}")


def _signed_by(profile: Profile, post: str) -> tuple[Element, Element]:
    """Date and signatures on the right, a place to sign over each name."""
    half = profile.text_width / 2
    left = [
        paragraph("DiaDanhNgay"),
        paragraph("QuyenHanKy"),
        paragraph("DiaDanhNgay"),
        paragraph("ChoKy", Strong("{{NGUOI_NOP_KHAC}}")),
    ]
    right = [
        paragraph("DiaDanhNgay", "{{DIA_DANH_NGAY}}"),
        paragraph("QuyenHanKy", post),
        paragraph("DiaDanhNgay", "(Ký và ghi rõ họ tên)"),
        paragraph("ChoKy", Strong("{{NGUOI_NOP}}")),
    ]
    return plain_table((half, half), (left, right)), mark()


def application(profile: Profile) -> Drawing:
    """Đơn yêu cầu công nhận sáng kiến: the lines of annex I, in its order."""
    content = (
        *national_head(),
        paragraph("TenLoai"),
        paragraph("TenLoai", "ĐƠN YÊU CẦU CÔNG NHẬN SÁNG KIẾN"),
        paragraph("KhoangCach"),
        paragraph("KinhGui", "Kính gửi: {{KINH_GUI}}"),
        paragraph("NoiDung", "Tôi (chúng tôi) ghi tên dưới đây:"),
        lined_table(AUTHORS, profile.text_width),
        paragraph("ChuThich"),
        paragraph("NoiDung", "Là tác giả (nhóm tác giả) đề nghị xét công nhận sáng kiến: ",
                  Strong("{{TEN_SANG_KIEN}}")),
        paragraph("NoiDung", "- Chủ đầu tư tạo ra sáng kiến: {{CHU_DAU_TU}}"),
        paragraph("NoiDung", "- Lĩnh vực áp dụng sáng kiến: {{LINH_VUC}}"),
        paragraph("NoiDung", "- Ngày sáng kiến được áp dụng lần đầu hoặc áp dụng thử (ghi ngày nào sớm hơn): "
                             "{{NGAY_AP_DUNG}}"),
        *_part("- Mô tả bản chất của sáng kiến:", "MO_TA"),
        *_part("- Những thông tin cần được bảo mật (nếu có):", "THONG_TIN_BAO_MAT"),
        *_part("- Các điều kiện cần thiết để áp dụng sáng kiến:", "DIEU_KIEN"),
        *_part("- Đánh giá lợi ích thu được hoặc dự kiến có thể thu được do áp dụng sáng kiến theo ý kiến của "
               "tác giả:", "LOI_ICH_TAC_GIA"),
        *_part("- Đánh giá lợi ích thu được hoặc dự kiến có thể thu được do áp dụng sáng kiến theo ý kiến của "
               "tổ chức, cá nhân đã tham gia áp dụng sáng kiến lần đầu, kể cả áp dụng thử (nếu có):",
               "LOI_ICH_NGUOI_AP_DUNG"),
        *_part("- Danh sách những người đã tham gia áp dụng thử hoặc áp dụng sáng kiến lần đầu (nếu có):",
               "NGUOI_AP_DUNG"),
        paragraph("NoiDung", "Tôi (chúng tôi) xin cam đoan mọi thông tin nêu trong đơn là trung thực, đúng sự "
                             "thật và hoàn toàn chịu trách nhiệm trước pháp luật."),
        *_signed_by(profile, "NGƯỜI NỘP ĐƠN"),
    )  # fmt: skip
    return Drawing("Đơn yêu cầu công nhận sáng kiến", (Sheet(content),))


def description(profile: Profile) -> Drawing:
    """Bản mô tả sáng kiến."""
    content = (
        *national_head(),
        paragraph("TenLoai"),
        paragraph("TenLoai", "BẢN MÔ TẢ SÁNG KIẾN"),
        paragraph("KhoangCach"),
        paragraph("NoiDung", "1. Tên sáng kiến: ", Strong("{{TEN_SANG_KIEN}}")),
        paragraph("NoiDung", "2. Tác giả, đồng tác giả: {{TAC_GIA}}"),
        paragraph("NoiDung", "3. Nơi áp dụng: {{DON_VI}}"),
        paragraph("NoiDung", "4. Lĩnh vực áp dụng: {{LINH_VUC}}"),
        paragraph("NoiDung", "5. Ngày áp dụng lần đầu hoặc áp dụng thử: {{NGAY_AP_DUNG}}"),
        *_part("6. Tình trạng giải pháp đã biết trước khi có sáng kiến", "HIEN_TRANG"),
        *_part("7. Nội dung giải pháp, các bước thực hiện", "NOI_DUNG"),
        *_part("8. Khả năng áp dụng", "KHA_NANG_AP_DUNG"),
        *_part("9. Điều kiện cần thiết để áp dụng", "DIEU_KIEN"),
        *_part("10. Lợi ích kinh tế", "LOI_ICH_KINH_TE"),
        *_part("11. Lợi ích xã hội", "LOI_ICH_XA_HOI"),
        *_part("12. Người tham gia áp dụng thử hoặc áp dụng lần đầu (nếu có)", "NGUOI_AP_DUNG"),
        *_part("13. Thông tin cần được bảo mật (nếu có)", "THONG_TIN_BAO_MAT"),
        *_part("14. Bản vẽ, ảnh, tài liệu kèm theo", "TAI_LIEU_KEM"),
        *_signed_by(profile, "TÁC GIẢ"),
    )
    return Drawing("Bản mô tả sáng kiến", (Sheet(content),))


def idea(profile: Profile) -> Drawing:
    """Phiếu ý tưởng: one page, read by the support team."""
    half = profile.text_width / 2
    content = (
        paragraph("CoQuanBanHanh", "{{TEN_CONG_DOAN}}"),
        paragraph("KeNgan"),
        paragraph("TenLoai"),
        paragraph("TenLoai", "PHIẾU Ý TƯỞNG"),
        paragraph("KhoangCach"),
        paragraph("NoiDung", "Số phiếu: {{SO_PHIEU}}"),
        paragraph("NoiDung", "Người nêu ý tưởng: {{TAC_GIA}}"),
        paragraph("NoiDung", "Tổ, đơn vị: {{DON_VI}}"),
        paragraph("NoiDung", "Tên ý tưởng: ", Strong("{{TEN_SANG_KIEN}}")),
        *_part("1. Việc đang vướng", "HIEN_TRANG"),
        *_part("2. Cách làm mới", "NOI_DUNG"),
        *_part("3. Lợi ích dự kiến", "LOI_ICH"),
        *_part("4. Cần gì để làm thử", "DIEU_KIEN"),
        paragraph("DiaDanhPhai", "{{DIA_DANH_NGAY}}"),
        plain_table(
            (half, half),
            (
                by_hand("TỔ HỖ TRỢ SÁNG KIẾN"),
                by_hand("NGƯỜI NÊU Ý TƯỞNG"),
            ),
        ),
        mark(),
    )
    return Drawing("Phiếu ý tưởng", (Sheet(content),))


def use(profile: Profile) -> Drawing:
    """Giấy xác nhận áp dụng sáng kiến."""
    half = profile.text_width / 2
    content = (
        head((67.0, profile.text_width - 67.0), numbered=False, dated=False),
        paragraph("TenLoai"),
        paragraph("TenLoai", "GIẤY XÁC NHẬN\nÁP DỤNG SÁNG KIẾN"),
        paragraph("KhoangCach"),
        paragraph("NoiDung", "Nơi áp dụng: {{DON_VI}}"),
        paragraph("NoiDung", "Xác nhận sáng kiến: ", Strong("{{TEN_SANG_KIEN}}")),
        paragraph("NoiDung", "Của tác giả, đồng tác giả: {{TAC_GIA}}"),
        paragraph("NoiDung", "Đã được áp dụng từ ngày: {{NGAY_AP_DUNG}}"),
        *_part("1. Hiệu quả kinh tế", "LOI_ICH_KINH_TE"),
        *_part("2. Lợi ích xã hội", "LOI_ICH_XA_HOI"),
        *_part("3. Khả năng áp dụng rộng hơn", "KHA_NANG_AP_DUNG"),
        *_part_of_conclusion(),
        plain_table(
            (half, half),
            (
                [paragraph("KhoangCach")],
                [
                    paragraph("DiaDanhNgay", "{{DIA_DANH_NGAY}}"),
                    *by_hand("{{QUYEN_HAN_KY}}"),
                    paragraph("NguoiKy", "{{NGUOI_KY}}"),
                ],
            ),
        ),
        mark(),
    )
    return Drawing("Giấy xác nhận áp dụng sáng kiến", (Sheet(content),))


def _part_of_conclusion() -> tuple[Element, Element]:
    return (
        paragraph("TieuDeMuc", "4. Kết luận"),
        paragraph(
            "NoiDung",
            "Sáng kiến nêu trên đã được áp dụng tại đơn vị và mang lại lợi ích như đã ghi. Giấy này được lập để "
            "làm hồ sơ đề nghị công nhận sáng kiến.",
        ),
    )


# The slip -----------------------------------------------------------------------------------

SLIP_HEIGHT = 68.0
"""Millimetres of a slip: four of them stand on a sheet between margins of 10 mm."""
_SLIP_MARGIN = 10.0


def slips(profile: Profile) -> Drawing:
    """Giấy biên nhận đơn, eight a sheet; the lines are to be cut along."""
    width = (profile.short_side - 2 * _SLIP_MARGIN) / 2
    cells = [_slip(1, width, marker="{{MOI_DONG}}"), _slip(2, width)]
    height = node("trHeight", val=twips(SLIP_HEIGHT), hRule="atLeast")
    row = node("tr", node("trPr", node("cantSplit"), height), *cells)
    table = node("tbl", *_cut_lines(width), row)
    return Drawing(
        "Giấy biên nhận đơn",
        (Sheet((table, mark()), margins=(_SLIP_MARGIN,) * 4, numbered=False),),
    )


def _slip(at: int, width: float, marker: str = "") -> Element:
    content = (
        paragraph("OBangGiua", f"{marker}{{{{DON_VI_{at}}}}}"),
        paragraph("DauCot", f"{{{{TIEU_DE_{at}}}}}"),
        paragraph("OBangGiua", f"Số: {{{{SO_{at}}}}}"),
        paragraph("OBang", f"Người nộp: {{{{NGUOI_NOP_{at}}}}}"),
        paragraph("OBang", "Sáng kiến: ", Strong(f"{{{{TEN_SANG_KIEN_{at}}}}}")),
        paragraph("OBang", f"Ngày nhận đơn: {{{{NGAY_NHAN_{at}}}}}"),
        paragraph("OBang", "Trả lời về đơn chậm nhất: ", Strong(f"{{{{HAN_TRA_LOI_{at}}}}}")),
        paragraph("OBang", f"Người nhận đơn: {{{{NGUOI_NHAN_{at}}}}}", Slanted("  (ký)")),
    )
    return node("tc", node("tcPr", node("tcW", w=twips(width), type="dxa")), *content)


def _cut_lines(width: float) -> tuple[Element, Element]:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = node("tblBorders", *(node(side, val="dashed", sz=4, space=0, color="808080") for side in edges))
    margins = node("tblCellMar", *(node(side, w=twips(at), type="dxa") for side, at in _PADDING))
    properties = node(
        "tblPr",
        node("tblW", w=2 * twips(width), type="dxa"),
        node("tblInd", w=0, type="dxa"),
        borders,
        node("tblLayout", type="fixed"),
        margins,
    )
    return properties, node("tblGrid", *(node("gridCol", w=twips(width)) for _ in range(2)))


_PADDING: Sequence[tuple[str, float]] = (("top", 2.5), ("left", 4), ("bottom", 2.5), ("right", 4))


# The register -------------------------------------------------------------------------------

BOOK = (
    Column("Số", 13, ("{{MOI_DONG}}{{SO_DON}}",), "OBangGiua"),
    Column("Ngày nhận", 22, ("{{NGAY_NHAN}}",), "OBangGiua"),
    Column("Tác giả, đồng tác giả", 41, ("{{TAC_GIA}}",)),
    Column("Đơn vị", 25, ("{{DON_VI}}",)),
    Column("Tên sáng kiến", 54, ("{{TEN_SANG_KIEN}}",), gives=True),
    Column("Yêu cầu bổ sung", 30, ("{{BO_SUNG}}",)),
    Column("Chấp nhận", 22, ("{{NGAY_CHAP_NHAN}}",), "OBangGiua"),
    Column("Hạn trả lời", 22, ("{{HAN_TRA_LOI}}",), "OBangGiua"),
    Column("Kết quả", 23, ("{{KET_QUA}}",)),
)
"""252 mm: a page on its side between the decree's margins."""


def intake_book(profile: Profile) -> Drawing:
    """Sổ tiếp nhận đơn."""
    half = profile.text_length / 2
    content = (
        paragraph("CoQuanBanHanh", "{{TEN_DON_VI}}"),
        paragraph("KeNgan"),
        paragraph("TenLoai", "SỔ TIẾP NHẬN ĐƠN YÊU CẦU CÔNG NHẬN SÁNG KIẾN"),
        paragraph("KemTheo", "{{TRICH_YEU}}"),
        lined_table(BOOK, profile.text_length),
        paragraph("ChuThich"),
        plain_table(
            (half, half),
            (
                [paragraph("KhoangCach")],
                [
                    paragraph("DiaDanhNgay", "{{DIA_DANH_NGAY}}"),
                    *signature("NGƯỜI GIỮ SỔ", "{{NGUOI_GIU_SO}}"),
                ],
            ),
        ),
        mark(),
    )
    return Drawing("Sổ tiếp nhận đơn yêu cầu công nhận sáng kiến", (Sheet(content, landscape=True),))


# The employer's word ------------------------------------------------------------------------

ASKED = (
    Column("STT", 10.5, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Mã", 13, ("{{MA_SANG_KIEN}}",), "OBangGiua"),
    Column("Tên sáng kiến", 39.5, ("{{TEN_SANG_KIEN}}",), gives=True),
    Column("Tác giả", 38.5, ("{{TAC_GIA}}",)),
    Column("Công đoàn đề nghị", 18, ("{{MUC_DE_NGHI}}",), "OBangGiua"),
    Column("Đồng ý đầy đủ", 15, ("",)),
    Column("Chỉ tên, hiệu quả", 14.5, ("",)),
    Column("Không nộp", 16, ("",)),
)
"""165 mm: an upright page between the decree's margins; the last three are ticked by hand."""


def opinion(profile: Profile) -> Drawing:
    """Phiếu xin ý kiến doanh nghiệp."""
    half = profile.text_width / 2
    content = (
        head((67.0, profile.text_width - 67.0), numbered=False, dated=False),
        paragraph("TenLoai"),
        paragraph("TenLoai", "PHIẾU XIN Ý KIẾN"),
        paragraph("TrichYeu", "Về việc đưa thông tin sáng kiến lên cổng của tổ chức công đoàn"),
        paragraph("KeTrichYeu"),
        paragraph("KinhGui", "Kính gửi: {{KINH_GUI}}"),
        paragraph("NoiDung", "{{TEN_CONG_DOAN}} đề nghị cho ý kiến về việc đưa lên cổng thông tin của {{SO_LUONG}} "
                             "sáng kiến dưới đây. Nội dung cần được bảo mật không đưa lên cổng. Mỗi sáng kiến đánh "
                             "dấu một ô."),
        lined_table(ASKED, profile.text_width),
        paragraph("ChuThich"),
        paragraph("NoiDung", "Ý kiến khác (nếu có): " + "." * 78),
        paragraph("DiaDanhPhai", "{{DIA_DANH_NGAY}}"),
        plain_table(
            (half, half),
            (
                by_hand("{{CHUC_DANH_TRA_LOI}}"),
                signature("{{QUYEN_HAN_KY}}", "{{NGUOI_KY}}"),
            ),
        ),
        mark(),
    )  # fmt: skip
    return Drawing("Phiếu xin ý kiến doanh nghiệp", (Sheet(content),))
