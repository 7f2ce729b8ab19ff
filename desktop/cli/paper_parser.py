"""The calls about registers, certificates, templates and legal bases, and their help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.i18n import _
from desktop.services.own_templates import PaperKind

Add = Callable[[str, str], argparse.ArgumentParser]
Day = Callable[[str], object]
_ISSUERS = ("employer", "council", "union")


def register_calls(add: Add, day: Day) -> None:
    """The registers and papers that mend; `day` reads a typed day."""
    call = add("register", _("xem sổ văn bản: quyết định và mọi văn bản đã vào sổ"))
    call.add_argument("--issuer", choices=_ISSUERS, default="", help=_("sổ của ai"))
    call.add_argument("--year", type=int, default=0, metavar="N", help=_("năm"))

    call.add_argument("--code", default="", metavar=_("MÃ"), help=_("mã ở chân trang giấy"))

    call = add("mend", _("soạn văn bản sửa đổi, thay thế, hủy bỏ hoặc đính chính một quyết định"))
    call.add_argument("decision", metavar=_("QUYẾT_ĐỊNH"))
    call.add_argument("deed", choices=("amends", "replaces", "annuls", "corrects"), help=_("làm gì"))
    call.add_argument(
        "--line",
        action="append",
        default=[],
        metavar=_("CHỮ"),
        help=_("một nội dung sửa, ghi được nhiều lần"),
    )
    call.add_argument("--changed", action="store_true", help=_("lấy các chỗ sổ đã khác bản in"))
    call.add_argument(
        "--only", action="append", default=[], metavar="ID", help=_("chỉ hủy công nhận sáng kiến này")
    )
    call.add_argument("--signer", default="", metavar=_("TÊN"), help=_("người ký"))
    call.add_argument("--reason", default="", metavar=_("CHỮ"), help=_("lý do"))
    call.add_argument("--out", type=Path, required=True, metavar=_("THƯ_MỤC"))

    call = add("reissue", _("cấp lại một giấy chứng nhận"))
    call.add_argument("decision", metavar=_("QUYẾT_ĐỊNH"))
    call.add_argument("number", metavar=_("SỐ"), help=_("số giấy chứng nhận, ví dụ 05-01/GCN-HL"))
    call.add_argument("--reason", required=True, metavar=_("CHỮ"), help=_("vì sao cấp lại"))
    call.add_argument(
        "--style", choices=("author", "initiative"), help=_("mỗi tác giả hay mỗi sáng kiến một giấy")
    )
    call.add_argument("--out", type=Path, required=True, metavar=_("TỆP"))

    call = add("kept-copies", _("các bản giấy chứng nhận đã giữ khi in"))
    call.add_argument("decision", metavar=_("QUYẾT_ĐỊNH"))

    call = add("kept-copy", _("ghi ra tệp một bản giấy chứng nhận đã giữ, đúng từng byte"))
    call.add_argument("decision", metavar=_("QUYẾT_ĐỊNH"))
    call.add_argument("copy", metavar=_("BẢN"))
    call.add_argument("--out", type=Path, required=True, metavar=_("TỆP"))

    call = add("overprint", _("chỉ in chữ lên phôi giấy chứng nhận; không ghi quyết định: tờ căn chỉnh"))
    call.add_argument("decision", nargs="?", default="", metavar=_("QUYẾT_ĐỊNH"))
    call.add_argument("--printer", default="", metavar=_("TÊN"), help=_("máy in đã căn chỉnh"))
    call.add_argument("--out", type=Path, required=True, metavar=_("TỆP"))

    call = add("printer-offset", _("ghi độ lệch của một máy in, milimét"))
    call.add_argument("printer", metavar=_("TÊN"))
    call.add_argument("--right", type=float, default=0.0, metavar="MM", help=_("dời sang phải"))
    call.add_argument("--down", type=float, default=0.0, metavar="MM", help=_("dời xuống"))

    call = add("keep-register", _("máy này giữ sổ và lấy số văn bản"))
    call.add_argument("issuer", choices=_ISSUERS, help=_("sổ của ai"))

    _shelf_calls(add, day)


def _shelf_calls(add: Add, day: Day) -> None:
    kinds = tuple(kind.value for kind in PaperKind)
    add("templates", _("xem mỗi giấy tờ in từ mẫu nào"))

    call = add("template", _("nhận mẫu đã sửa trong Word, lấy mẫu ra để sửa, hoặc dùng lại mẫu khác"))
    call.add_argument("kind", choices=kinds, metavar=_("LOẠI"), help=", ".join(kinds))
    call.add_argument(
        "file", nargs="?", type=Path, metavar=_("TỆP"), help=_("mẫu Word đã sửa; bỏ trống thì lấy mẫu ra")
    )
    call.add_argument("--use", choices=("unit", "guidance", "ours"), help=_("in từ mẫu nào"))
    call.add_argument("--dry-run", action="store_true", help=_("chỉ kiểm tra, chưa dùng"))
    call.add_argument("--leave-out", action="store_true", help=_("cho phép mẫu bỏ bớt tên"))
    call.add_argument("--out", type=Path, metavar=_("THƯ_MỤC"))

    call = add("guidance", _("hướng dẫn của cấp trên: xem, nhận từ tệp, áp dụng, quay lại, chép ra mang đi"))
    call.add_argument("file", nargs="?", type=Path, metavar=_("TỆP"), help=_("gói .huongdan mang tới"))
    call.add_argument("--apply", action="store_true", help=_("áp dụng bản mới nhất"))
    call.add_argument(
        "--instead",
        action="append",
        default=[],
        metavar=_("LOẠI:MÃ"),
        help=_("lấy của cấp trên thay cái riêng của đơn vị, ví dụ programme:thi-dua-2026"),
    )
    call.add_argument("--back", action="store_true", help=_("bỏ lần áp dụng gần nhất"))
    call.add_argument("--publisher", default="", metavar="ID", help=_("của cấp trên nào, khi có nhiều"))
    call.add_argument("--out", type=Path, metavar=_("TỆP"), help=_("chép gói ra tệp để mang đi"))

    add("legal", _("xem căn cứ pháp lý và thời hạn hiệu lực"))

    call = add("legal-basis", _("thêm hoặc sửa một căn cứ pháp lý"))
    call.add_argument("code", metavar=_("SỐ_HIỆU"))
    call.add_argument("--text", default="", metavar=_("CHỮ"), help=_("tên đầy đủ, in sau chữ Căn cứ"))
    call.add_argument(
        "--paper",
        action="append",
        default=[],
        choices=kinds,
        metavar=_("LOẠI"),
        help=_("giấy tờ tự ghi căn cứ này"),
    )
    call.add_argument("--since", type=day, metavar=_("NGÀY"), help=_("có hiệu lực từ"))
    call.add_argument("--lapsed", type=day, metavar=_("NGÀY"), help=_("hết hiệu lực từ"))
    call.add_argument("--replaced-by", default="", metavar=_("SỐ_HIỆU"), help=_("văn bản thay thế"))
