"""Phiếu hỏi lại: a page on its side, a line a question, the widest column for the answer."""

from __future__ import annotations

from dataclasses import replace

from desktop.documents.drawing.package import Drawing, Sheet
from desktop.documents.drawing.parts import Column, lined_table, mark, paragraph
from desktop.documents.profile import Profile

QUESTIONS = (
    Column("STT", 12, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Số phiếu", 16, ("{{MA_SANG_KIEN}}",), "OBangGiua"),
    Column("Sáng kiến", 58, ("{{TEN_SANG_KIEN}}",)),
    Column("Người", 40, ("{{HO_TEN}}",)),
    Column("Xin cho biết", 52, ("{{CAU_HOI}}",)),
    Column("Trả lời", 60, ("\n",)),
)


def question_sheet(profile: Profile) -> Drawing:
    """Phiếu hỏi lại."""
    spare = profile.text_length - sum(column.width for column in QUESTIONS)
    columns = (*QUESTIONS[:-1], replace(QUESTIONS[-1], width=QUESTIONS[-1].width + spare))
    content = (
        paragraph("CoQuanBanHanh", "{{TEN_CONG_DOAN}}"),
        paragraph("KeNgan"),
        paragraph("TenLoai", "PHIẾU HỎI LẠI"),
        paragraph("KemTheo", "Số {{SO_PHIEU}}. Nơi trả lời: {{DON_VI}}"),
        paragraph("ChuThich", "Ghi câu trả lời vào cột cuối, không biết thì gạch chéo. Xong gửi lại tổ hỗ trợ sáng "
                              "kiến của công đoàn."),
        lined_table(columns),
        paragraph("DiaDanhPhai", "{{DIA_DANH_NGAY}}"),
        mark(),
    )  # fmt: skip
    return Drawing("Phiếu hỏi lại", (Sheet(content, landscape=True),))
