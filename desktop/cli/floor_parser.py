"""The calls about people, units, printed sheets and lists for the shop floor, and their help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.domain.initiative import Stage
from desktop.i18n import _

Add = Callable[[str, str], argparse.ArgumentParser]
Day = Callable[[str], object]
_STAGES = tuple(stage.value for stage in Stage)


def floor_calls(add: Add, day: Day) -> None:
    """Every one of them; `day` reads a typed day."""
    _people(add, day)
    _sheets(add)
    _lists(add)


def _people(add: Add, day: Day) -> None:
    call = add("people", _("liệt kê người lao động"))
    call.add_argument("--search", default="", metavar=_("CHỮ"), help=_("tìm không cần dấu"))
    call.add_argument("--workshop", default="", metavar=_("XƯỞNG"), help=_("chỉ một xưởng"))
    call.add_argument("--limit", type=int, default=100, metavar="N", help=_("nhiều nhất bao nhiêu dòng"))

    call = add("move", _("chuyển người sang tổ, xưởng khác từ một ngày"))
    call.add_argument("people", nargs="+", metavar=_("MÃ"), help=_("mã nhân viên hoặc ID"))
    call.add_argument("--to", required=True, metavar=_("XƯỞNG"), help=_("xưởng mới"))
    call.add_argument("--date", type=day, metavar=_("NGÀY"), help=_("từ ngày; trống: hôm nay"))

    add("workshops", _("liệt kê tổ, xưởng cùng mọi tên đã mang"))

    call = add("reorganise", _("đổi tên, gộp, thôi nhiều đơn vị trong một ngày, theo bảng tên cũ và tên mới"))
    call.add_argument("file", type=Path, metavar=_("TỆP"))
    call.add_argument("--date", type=day, required=True, metavar=_("NGÀY"), help=_("từ ngày"))
    call.add_argument(
        "--kind", choices=("workshop", "body"), default="workshop", help=_("xưởng hay công đoàn cấp trên")
    )
    call.add_argument("--dry-run", action="store_true", help=_("chỉ xem trước, không ghi"))


def _sheets(add: Add) -> None:
    call = add("forms", _("in phiếu đăng ký có mã để quét lại"))
    call.add_argument("--blanks", type=int, default=0, metavar="N", help=_("số phiếu trống"))
    call.add_argument("--workshop", default="", metavar=_("XƯỞNG"), help=_("xưởng ghi sẵn trên phiếu trống"))
    call.add_argument(
        "--person",
        nargs="*",
        default=[],
        metavar=_("MÃ"),
        help=_("mỗi người một phiếu: mã nhân viên hoặc ID"),
    )
    call.add_argument("--initiative", nargs="*", default=[], metavar="ID", help=_("mỗi sáng kiến một phiếu"))
    call.add_argument("--out", type=Path, required=True, metavar=_("TỆP"), help=_("tên tệp, không cần đuôi"))

    call = add("scan", _("nhận bản quét: phiếu có mã tự tìm về sáng kiến của mình"))
    call.add_argument("files", nargs="+", type=Path, metavar=_("TỆP"))

    add("scans", _("bản quét còn chờ nhập hoặc xếp tay"))

    call = add("scan-attach", _("xếp tay một bản quét"))
    call.add_argument("scan", metavar=_("BẢN_QUÉT"))
    goal = call.add_mutually_exclusive_group(required=True)
    goal.add_argument("--initiative", default="", metavar="ID", help=_("sáng kiến"))
    goal.add_argument("--code", default="", metavar=_("MÃ"), help=_("mã in dưới ô mã"))


def _lists(add: Add) -> None:
    call = add("names", _("danh sách soát tên trước khi in giấy chứng nhận, có đánh dấu tên lạ"))
    _narrowed(call)
    call.add_argument("--out", type=Path, metavar=_("TỆP"), help=_("in ra giấy; tên tệp, không cần đuôi"))

    call = add("board", _("danh sách niêm yết theo mã nhân viên, không có họ tên"))
    _narrowed(call)
    call.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar=_("TỆP"),
        help=_("tệp .xlsx, hoặc tên tệp để in Word và PDF"),
    )


def _narrowed(call: argparse.ArgumentParser) -> None:
    call.add_argument("--workshop", default="", metavar=_("XƯỞNG"), help=_("chỉ một xưởng"))
    call.add_argument("--stage", choices=_STAGES, default="", help=_("chỉ lấy một giai đoạn"))
    call.add_argument("--year", type=int, default=0, metavar="N", help=_("năm"))
