"""Papers after the council and beside it: what is not recognised, what mends an issue, names to look over."""

from __future__ import annotations

from desktop.documents.drawing.council import decision_text, signed
from desktop.documents.drawing.intake import AUTHORS
from desktop.documents.drawing.package import Drawing, Sheet
from desktop.documents.drawing.parts import (
    Column,
    Slanted,
    by_hand,
    left_of_head,
    lined_table,
    mark,
    paragraph,
    plain_table,
    upright_head,
)
from desktop.documents.profile import Profile
from desktop.documents.wordml import Element, node, q, set_property


def not_recognised(profile: Profile) -> Drawing:
    """Thông báo không công nhận sáng kiến."""
    content = (
        upright_head(profile),
        paragraph("TenLoai"),
        paragraph("TenLoai", "THÔNG BÁO"),
        paragraph("TrichYeu", "{{TRICH_YEU}}"),
        paragraph("KeTrichYeu"),
        paragraph("NoiDung", "{{NOI_DUNG}}"),
        signed(profile),
    )
    return Drawing("Thông báo không công nhận sáng kiến", (Sheet(content),))


def amendment(profile: Profile) -> Drawing:
    """Quyết định sửa đổi, thay thế hoặc hủy bỏ."""
    return Drawing("Quyết định sửa đổi, thay thế hoặc hủy bỏ", (Sheet(decision_text(profile)),))


def _letter_head(profile: Profile) -> Element:
    """A head whose last row holds the subject, under the number as the decree wants it in a letter."""
    left = left_of_head(profile)
    subject = paragraph("TrichYeuCongVan", "{{TRICH_YEU}}")
    set_property(subject, node("jc", val="center"))
    table = upright_head(profile)
    row = plain_table((left, profile.text_width - left), ([subject], [paragraph("KhoangCach")])).find(q("tr"))
    table.append(row)
    return table


def correction(profile: Profile) -> Drawing:
    """Công văn đính chính."""
    content = (
        _letter_head(profile),
        paragraph("KhoangCach"),
        paragraph("KinhGui", "Kính gửi: {{KINH_GUI}}"),
        paragraph("NoiDung", "{{NOI_DUNG}}"),
        signed(profile),
    )
    return Drawing("Công văn đính chính", (Sheet(content),))


NAMES = (
    Column("STT", 11, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Mã", 15, ("{{MA_SANG_KIEN}}",), "OBangGiua"),
    Column("Họ và tên", 46, ("{{HO_TEN}}",)),
    Column("Ngày sinh", 22, ("{{NGAY_SINH}}",), "OBangGiua"),
    Column("Tổ, đơn vị", 32, ("{{DON_VI}}",)),
    Column("Tên sáng kiến", 60, ("{{TEN_SANG_KIEN}}",), gives=True),
    Column("Sửa lại\n(nếu sai)", 40, (Slanted("{{GHI_CHU}}"),)),
    Column("Ký xác nhận", 26, ("\n",)),
)
"""A page on its side; the title takes what is left of its length."""


def name_check(profile: Profile) -> Drawing:
    """Danh sách soát tên."""
    content = (
        paragraph("CoQuanBanHanh", "{{TEN_CONG_DOAN}}"),
        paragraph("KeNgan"),
        paragraph("TenLoai", "DANH SÁCH SOÁT TÊN"),
        paragraph("KemTheo", "{{TRICH_YEU}}"),
        paragraph("ChuThich", "Tên in dưới đây là tên sẽ ghi trên quyết định và giấy chứng nhận. Đúng thì ký, "
                              "sai thì ghi lại cho đúng từng chữ, từng dấu."),
        lined_table(NAMES, profile.text_length),
        mark(),
    )  # fmt: skip
    return Drawing("Danh sách soát tên", (Sheet(content, landscape=True),))


_LINE = "." * 120


def blank_form(profile: Profile) -> Drawing:
    """Phiếu đăng ký sáng kiến, to be written by hand."""
    half = profile.text_width / 2
    content = (
        paragraph("CoQuanBanHanh", "{{TEN_CONG_DOAN}}"),
        paragraph("KeNgan"),
        paragraph("TenLoai", "PHIẾU ĐĂNG KÝ SÁNG KIẾN\nNĂM {{NAM}}"),
        paragraph("KhoangCach"),
        paragraph("NoiDung", "Tên sáng kiến: " + "." * 96),
        lined_table(AUTHORS, profile.text_width),
        paragraph("ChuThich"),
        paragraph("NoiDung", "Ngày áp dụng thử: " + "." * 22 + "  Ngày áp dụng lần đầu: " + "." * 22),
        *_written("1. Trước đây làm thế nào, vướng ở đâu", 3),
        *_written("2. Cách làm mới, các bước", 5),
        *_written("3. Lợi ích (thời gian, vật tư, tiền, an toàn)", 3),
        paragraph("DiaDanhPhai", "Ngày ........ tháng ........ năm {{NAM}}"),
        plain_table(
            (half, half),
            (
                by_hand("TỔ TRƯỞNG"),
                by_hand("TÁC GIẢ"),
            ),
        ),
        mark(),
    )
    return Drawing("Phiếu đăng ký sáng kiến", (Sheet(content),))


def _written(title: str, lines: int) -> tuple[Element, ...]:
    return (paragraph("TieuDeMuc", title), *(paragraph("NoiDung", _LINE) for _ in range(lines)))
