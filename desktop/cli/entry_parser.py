"""The calls about entry: ideas, programmes, intake numbers, the queue of descriptions, question sheets."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.domain.idea import IdeaStage
from desktop.i18n import _

Add = Callable[[str, str], argparse.ArgumentParser]
Day = Callable[[str], object]

STEPS = ("answer", "propose", "word", "trial", "result", "grow")


def entry_calls(add: Add, day: Day) -> None:
    """All of them; `day` reads a typed day."""
    _idea_calls(add, day)
    _writing_calls(add, day)


def _idea_calls(add: Add, day: Day) -> None:
    call = add("ideas", _("xem các ý tưởng"))
    call.add_argument("--search", default="", metavar=_("CHỮ"), help=_("tìm theo chữ, không cần dấu"))
    call.add_argument("--stage", choices=tuple(IdeaStage), help=_("chỉ ở một bước"))

    call = add("idea", _("xem một ý tưởng"))
    call.add_argument("id", metavar="ID")

    call = add("idea-new", _("nhập một phiếu ý tưởng"))
    call.add_argument("--title", required=True, metavar=_("TÊN"))
    call.add_argument(
        "--author", action="append", default=[], metavar=_("HỌ_TÊN"), help=_("mỗi người một lần")
    )
    call.add_argument("--workshop", default="", metavar=_("XƯỞNG"))
    call.add_argument("--problem", default="", metavar=_("CHỮ"), help=_("việc đang vướng"))
    call.add_argument("--solution", default="", metavar=_("CHỮ"), help=_("cách làm mới"))
    call.add_argument("--date", type=day, metavar=_("NGÀY"), help=_("ngày nhận phiếu"))

    call = add("idea-step", _("ghi bước kế của một ý tưởng"))
    call.add_argument("id", metavar="ID")
    call.add_argument("step", choices=STEPS, metavar=_("BƯỚC"), help=", ".join(STEPS))
    call.add_argument("--date", type=day, metavar=_("NGÀY"), help=_("trống: hôm nay"))
    call.add_argument("--no", action="store_true", help=_("không làm, không đồng ý, hoặc chưa đạt"))
    call.add_argument("--who", default="", metavar=_("CHỮ"), help=_("ai trả lời, hoặc làm thử ở đâu"))
    call.add_argument("--words", default="", metavar=_("CHỮ"), help=_("lời trả lời, lý do, kết quả"))


def _writing_calls(add: Add, day: Day) -> None:
    add("programmes", _("xem các chương trình"))
    call = add("programme-put", _("đưa chương trình vào từ một tệp"))
    call.add_argument("file", nargs="?", type=Path, metavar=_("TỆP"), help=_("trống: các chương trình mẫu"))

    call = add("intake-number", _("ghi cả xấp vào sổ tiếp nhận, cho một ngày"))
    call.add_argument("ids", nargs="+", metavar="ID")
    call.add_argument("--date", type=day, required=True, metavar=_("NGÀY"), help=_("ngày nhận phiếu"))
    call = add("intake-rule", _("bật hay tắt đánh số tiếp nhận"))
    call.add_argument("numbered", choices=("on", "off"))

    add("describing", _("những phiếu chờ viết mô tả"))
    call = add("guide", _("hướng dẫn viết mô tả: lấy ra sửa, hoặc dùng tệp đã sửa"))
    call.add_argument("--out", type=Path, metavar=_("TỆP"), help=_("ghi bản đang dùng ra tệp"))
    call.add_argument("--put", type=Path, metavar=_("TỆP"), help=_("từ nay dùng tệp này"))

    add("questions", _("xưởng nào còn phải hỏi, phiếu hỏi nào đã lập"))
    call = add("question-sheet", _("lập phiếu hỏi lại cho một xưởng"))
    call.add_argument("--workshop", default="", metavar=_("XƯỞNG"), help=_("trống: phiếu chưa ghi xưởng"))
    call = add("answer-sheet", _("nhập trả lời của một phiếu hỏi, theo số thứ tự"))
    call.add_argument("sheet", metavar=_("PHIẾU"))
    call.add_argument(
        "--answer", action="append", default=[], metavar=_("SỐ=TRẢ_LỜI"), help=_("mỗi câu một lần")
    )
