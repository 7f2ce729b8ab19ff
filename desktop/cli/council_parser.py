"""The calls about intake and the council's own work, and their help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.domain.intake import Step
from desktop.domain.seats import Seat
from desktop.i18n import _
from desktop.services.filing import ISSUERS

Add = Callable[[str, str], argparse.ArgumentParser]
Day = Callable[[str], object]


def council_calls(add: Add, day: Day) -> None:
    """Everything about the register, members, rubrics, meetings and marks; `day` reads a typed day."""
    _register_calls(add, day)
    _seat_calls(add, day)
    _meeting_calls(add, day)


def _register_calls(add: Add, day: Day) -> None:
    call = add("intake", _("ghi sổ tiếp nhận đơn"))
    call.add_argument("step", choices=[step.value for step in Step], help=_("việc đã làm"))
    call.add_argument("ids", nargs="+", metavar="ID")
    call.add_argument("--date", type=day, metavar=_("NGÀY"), help=_("ngày; để trống: hôm nay"))
    call.add_argument("--words", default="", metavar=_("CHỮ"), help=_("người nhận, hoặc cần bổ sung gì"))

    call = add("intake-book", _("sổ tiếp nhận của một năm"))
    call.add_argument("--year", type=int, metavar="N", help=_("để trống: năm nay"))

    call = add("due", _("việc sắp đến hạn"))
    call.add_argument("--days", type=int, default=30, metavar="N", help=_("trong bao nhiêu ngày tới"))


def _seat_calls(add: Add, day: Day) -> None:
    add("members", _("thành viên Hội đồng"))

    call = add("member", _("ghi một thành viên Hội đồng, hoặc ngày cuối của người đang có"))
    call.add_argument("name", metavar=_("TÊN"))
    call.add_argument("--seat", choices=[seat.value for seat in Seat], help=_("chức danh"))
    call.add_argument("--post", metavar=_("CHỮ"), help=_("chức vụ, đơn vị"))
    call.add_argument("--staff-code", default="", metavar=_("MÃ"), help=_("mã nhân viên"))
    call.add_argument("--union", action="store_true", help=_("đại diện công đoàn"))
    call.add_argument("--head", action="store_true", help=_("người đứng đầu đơn vị"))
    call.add_argument("--since", type=day, metavar=_("NGÀY"), help=_("từ ngày"))
    call.add_argument("--until", type=day, metavar=_("NGÀY"), help=_("đến hết ngày"))

    add("rubrics", _("các thang điểm và phiên bản"))

    call = add("rubric", _("lưu thang điểm trong một tệp thành phiên bản mới"))
    call.add_argument("file", type=Path, metavar=_("TỆP"), help=_("tệp TOML như rubrics.toml đi kèm"))
    call.add_argument("--date", type=day, metavar=_("NGÀY"), help=_("dùng từ ngày"))


def _meeting_calls(add: Add, day: Day) -> None:
    add("meetings", _("các phiên họp đã mời, đã họp"))

    call = add("meeting", _("chuẩn bị một phiên họp"))
    call.add_argument("ids", nargs="*", metavar="ID")
    call.add_argument("--search", default="", metavar=_("CHỮ"), help=_("chọn theo tìm kiếm"))
    call.add_argument(
        "--all-pending", action="store_true", dest="every", help=_("mọi sáng kiến đang chờ hội đồng")
    )
    call.add_argument("--date", type=day, required=True, metavar=_("NGÀY"), help=_("ngày họp"))
    call.add_argument("--hour", default="", metavar=_("GIỜ"), help=_("giờ họp, như 8h30"))
    call.add_argument("--place", default="", metavar=_("CHỮ"), help=_("địa điểm"))
    call.add_argument("--rubric", default="", metavar=_("MÃ"), help=_("thang điểm; để trống: chỉ biểu quyết"))
    call.add_argument("--guest", action="append", default=[], metavar=_("TÊN"), help=_("khách mời"))

    call = add("marks", _("ghi phiếu chấm của một thành viên, hoặc xem kết quả chấm"))
    call.add_argument("meeting", metavar=_("PHIÊN_HỌP"))
    call.add_argument("--member", default="", metavar="ID", help=_("phiếu của ai"))
    call.add_argument(
        "--file",
        type=Path,
        metavar=_("TỆP"),
        help=_("mỗi dòng: số sáng kiến rồi điểm từng tiêu chí, cách nhau bằng dấu tab hoặc ;"),
    )

    call = add("file-paper", _("đưa một giấy tờ của phiên họp vào sổ văn bản để ghi số và ký"))
    call.add_argument(
        "kind",
        choices=[kind.value for kind in ISSUERS],
        metavar=_("LOẠI"),
        help=", ".join(kind.value for kind in ISSUERS),
    )
    call.add_argument("meeting", metavar=_("PHIÊN_HỌP"))

    call = add("complete", _("hồ sơ đã hoàn thiện theo yêu cầu của Hội đồng"))
    call.add_argument("ids", nargs="+", metavar="ID")
    call.add_argument("--date", type=day, metavar=_("NGÀY"), help=_("ngày; để trống: hôm nay"))

    call = add("employer-answer", _("ghi ý kiến doanh nghiệp trả lời, hoặc xem các ý kiến đã ghi"))
    call.add_argument("ids", nargs="*", metavar="ID")
    call.add_argument("--level", choices=("full", "title", "none"), help=_("doanh nghiệp đồng ý mức nào"))
    call.add_argument("--date", type=day, metavar=_("NGÀY"), help=_("ngày trả lời"))
    call.add_argument("--by", default="", metavar=_("TÊN"), help=_("ai trả lời"))
    call.add_argument("--note", default="", metavar=_("CHỮ"), help=_("ý kiến khác"))
    call.add_argument("--scan", type=Path, metavar=_("TỆP"), help=_("bản quét phiếu"))

    call = add("booklets", _("lập tập hồ sơ PDF cho từng thành viên"))
    call.add_argument("meeting", metavar=_("PHIÊN_HỌP"))
    call.add_argument("--member", action="append", default=[], metavar="ID", help=_("chỉ cho thành viên này"))
    call.add_argument("--out", type=Path, required=True, metavar=_("THƯ_MỤC"))

    call = add("meeting-papers", _("mọi giấy tờ in được của một phiên họp"))
    call.add_argument("meeting", metavar=_("PHIÊN_HỌP"))
    call.add_argument("--out", type=Path, required=True, metavar=_("THƯ_MỤC"))
