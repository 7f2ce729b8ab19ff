"""The calls about the list of workers and about entries that are one person, and their help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.i18n import _

Add = Callable[[str, str], argparse.ArgumentParser]
Day = Callable[[str], object]


def people_calls(add: Add, day: Day) -> None:
    """Every one of them; `day` reads a typed day."""
    call = add("import-workers", _("nhập danh sách lao động của phòng nhân sự"))
    call.add_argument("file", type=Path, metavar=_("TỆP"))
    call.add_argument("--sheet", default="", metavar=_("TRANG"), help=_("tên trang tính"))
    call.add_argument("--date", type=day, metavar=_("NGÀY"), help=_("chuyển xưởng, nghỉ việc từ ngày này"))
    call.add_argument("--mark-left", action="store_true", help=_("danh sách là đủ: ai vắng tên là đã nghỉ"))
    call.add_argument("--dry-run", action="store_true", help=_("chỉ xem trước, không ghi"))

    add("same-people", _("tìm các dòng có thể là một người"))

    call = add("merge-people", _("gộp các dòng của một người thành một"))
    call.add_argument("kept", metavar="ID", help=_("dòng được giữ lại"))
    call.add_argument("gone", nargs="+", metavar="ID", help=_("các dòng gộp vào"))
