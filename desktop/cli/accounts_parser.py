"""The calls about users, who checked, and personal data, and their help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.domain.access import Role
from desktop.domain.retention import Kept
from desktop.i18n import _

Add = Callable[[str, str], argparse.ArgumentParser]
Day = Callable[[str], object]


def account_calls(add: Add) -> None:
    """Users, passphrases, the way back by the words of the paper."""
    add("users", _("xem người dùng và việc được giao"))

    call = add("user", _("thêm, sửa, ngừng, mở lại một người dùng, hoặc đặt lại mật khẩu"))
    call.add_argument("what", choices=("add", "change", "retire", "enable", "reset"), help=_("việc cần làm"))
    call.add_argument("who", metavar=_("TÊN"), help=_("tên hoặc mã người dùng"))
    call.add_argument("--name", default="", metavar=_("TÊN"), help=_("tên mới"))
    call.add_argument(
        "--roles", default="", metavar=_("VAI"), help=_("các vai trò, cách nhau dấu phẩy: {roles}").format(
            roles=", ".join(Role)
        ),
    )  # fmt: skip
    _new_key(call)

    call = add("passphrase", _("đổi mật khẩu của mình, không mã hóa lại dữ liệu"))
    _new_key(call)

    call = add("recover", _("quên mật khẩu: mở bằng từ khôi phục trên giấy và đặt mật khẩu mới"))
    call.add_argument(
        "--words-file", type=Path, required=True, metavar=_("TỆP"), help=_("tệp chứa các từ khôi phục")
    )


def personal_calls(add: Add, day: Day) -> None:
    """Who checked, consents, what is held, erasing, periods, looks; `day` reads a typed day."""
    call = add("check", _("ghi đã kiểm tra phiếu so với bản giấy"))
    call.add_argument("ids", nargs="+", metavar="ID")

    call = add(
        "consent",
        _("ghi đồng ý (record), rút (withdraw), ai chưa đồng ý (missing), in danh sách để ký (list)"),
    )
    call.add_argument("what", choices=("record", "withdraw", "missing", "list"), help=_("việc cần làm"))
    call.add_argument("people", nargs="*", metavar=_("NGƯỜI"), help=_("mã của từng người"))
    call.add_argument("--date", type=day, metavar=_("NGÀY"), help=_("ngày trên danh sách đã ký"))
    call.add_argument("--paper", default="", metavar=_("CHỮ"), help=_("danh sách nào, cất ở đâu"))
    call.add_argument("--scan", type=Path, metavar=_("TỆP"), help=_("bản quét danh sách"))
    call.add_argument("--workshop", default="", metavar=_("XƯỞNG"), help=_("chỉ một xưởng, phòng"))
    call.add_argument("--blank", type=int, default=0, metavar=_("SỐ"), help=_("list: chừng ấy dòng trống"))
    call.add_argument("--out", type=Path, metavar=_("TỆP"), help=_("list: tên tệp, không cần đuôi"))

    call = add("person", _("xuất mọi điều sổ giữ về một người: JSON và Excel"))
    call.add_argument("person", metavar=_("NGƯỜI"))
    call.add_argument("--out", type=Path, required=True, metavar=_("TỆP"), help=_("tên tệp, không cần đuôi"))

    call = add("erase", _("xóa tên và dữ liệu của một người khỏi sổ, giữ số đếm và giấy đã phát hành"))
    call.add_argument("person", metavar=_("NGƯỜI"))
    call.add_argument("--reason", default="", metavar=_("CHỮ"), help=_("vì sao xóa"))
    call.add_argument("--dry-run", action="store_true", help=_("chỉ xem còn lại gì, không xóa"))

    call = add("mentions", _("nơi lời văn còn nhắc một tên: mô tả, biên bản, dự thảo, tệp đính kèm"))
    call.add_argument("name", metavar=_("TÊN"), help=_("họ tên đầy đủ"))
    call.add_argument("--code", default="", metavar=_("MÃ"), help=_("mã nhân viên"))

    call = add("retention", _("thời hạn lưu giữ: xem việc đến hạn, đặt thời hạn, dọn phần đến hạn"))
    call.add_argument("--what", choices=tuple(Kept), help=_("loại dữ liệu"))
    call.add_argument("--months", type=int, metavar="N", help=_("giữ bao nhiêu tháng"))
    call.add_argument("--basis", default="", metavar=_("CHỮ"), help=_("căn cứ của thời hạn"))
    call.add_argument("--date", type=day, metavar=_("NGÀY"), help=_("từ ngày"))
    call.add_argument("--drop", action="store_true", help=_("dọn phần đã đến hạn của loại này"))

    call = add("looks", _("nhật ký ai đã xem, xuất dữ liệu cần giữ kín"))
    call.add_argument("--limit", type=int, default=100, metavar="N", help=_("nhiều nhất bao nhiêu dòng"))


def _new_key(call: argparse.ArgumentParser) -> None:
    call.add_argument("--new-key-file", type=Path, metavar=_("TỆP"), help=_("tệp chứa mật khẩu mới"))
