"""Phiếu hỏi lại: a page on its side, a line a question, the widest column for the answer."""

from __future__ import annotations

from desktop.documents.drawing.package import Drawing, Sheet
from desktop.documents.drawing.parts import Column, lined_table, mark, paragraph
from desktop.documents.profile import Profile

QUESTIONS = (
    Column("STT", 12, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Số phiếu", 16, ("{{MA_SANG_KIEN}}",), "OBangGiua"),
    Column("Sáng kiến", 58, ("{{TEN_SANG_KIEN}}",)),
    Column("Người", 40, ("{{HO_TEN}}",)),
    Column("Xin cho biết", 52, ("{{CAU_HOI}}",)),
    Column("Trả lời", 60, ("\n",), gives=True),
)


def question_sheet(profile: Profile) -> Drawing:
    """Phiếu hỏi lại."""
    content = (
        paragraph("CoQuanBanHanh", "{{TEN_CONG_DOAN}}"),
        paragraph("KeNgan"),
        paragraph("TenLoai", "PHIẾU HỎI LẠI"),
        paragraph("KemTheo", "Số {{SO_PHIEU}}. Nơi trả lời: {{DON_VI}}"),
        paragraph("ChuThich", "Ghi câu trả lời vào cột cuối, không biết thì gạch chéo. Xong gửi lại tổ hỗ trợ sáng "
                              "kiến của công đoàn."),
        lined_table(QUESTIONS, profile.text_length),
        paragraph("DiaDanhPhai", "{{DIA_DANH_NGAY}}"),
        mark(),
    )  # fmt: skip
    return Drawing("Phiếu hỏi lại", (Sheet(content, landscape=True),))
