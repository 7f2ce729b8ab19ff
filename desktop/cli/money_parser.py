"""The calls about money and reports, and their help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.domain.report import COUNTED, Division
from desktop.domain.threshold import Rank
from desktop.i18n import _

Add = Callable[[str, str], argparse.ArgumentParser]
Day = Callable[[str], object]


def money_calls(add: Add, day: Day) -> None:
    """Everything about payments; `day` reads a typed day."""
    add("purses", _("xem các nguồn chi"))

    call = add("purse", _("sửa mức chi của một nguồn, từ một ngày"))
    call.add_argument("code", metavar=_("MÃ"))
    call.add_argument("--rate", type=int, metavar="N", help=_("số đồng cho một sáng kiến"))
    call.add_argument("--cap", type=int, metavar="N", help=_("nhiều nhất bao nhiêu đồng"))
    call.add_argument("--basis", default="", metavar=_("CHỮ"), help=_("căn cứ in trên danh sách"))
    call.add_argument("--date", type=day, metavar=_("NGÀY"), help=_("từ ngày"))

    call = add("payable", _("ai đủ điều kiện chi, ai chưa và vì sao"))
    _purse(call)

    call = add("pay", _("lập một đợt chi và in danh sách ký nhận"))
    call.add_argument("ids", nargs="*", metavar="ID")
    call.add_argument(
        "--all-payable", action="store_true", dest="every", help=_("mọi sáng kiến đủ điều kiện")
    )
    _purse(call)
    call.add_argument(
        "--amount", type=int, metavar="N", help=_("số đồng cho một sáng kiến, nếu khác mức chung")
    )
    _out(call)

    call = add("pay-list", _("in lại danh sách của một đợt chi"))
    call.add_argument("round", metavar=_("ĐỢT"))
    _out(call)

    call = add("mark-paid", _("ghi ai đã nhận, nộp lại hoặc có người nhận thay"))
    call.add_argument("round", metavar=_("ĐỢT"))
    call.add_argument("lines", nargs="*", metavar=_("DÒNG"), help=_("để trống: mọi dòng còn chờ"))
    call.add_argument("--state", choices=("paid", "returned", "listed"), default="paid", help=_("đã ra sao"))
    call.add_argument("--date", type=day, metavar=_("NGÀY"), help=_("ngày nhận"))
    call.add_argument("--receiver", default="", metavar=_("TÊN"), help=_("người nhận thay"))
    call.add_argument("--authority", default="", metavar=_("CHỮ"), help=_("giấy ủy quyền"))
    call.add_argument("--reason", default="", metavar=_("CHỮ"), help=_("lý do"))

    call = add("settle", _("quyết toán một đợt chi"))
    call.add_argument("round", metavar=_("ĐỢT"))
    _out(call)

    call = add("correct-payment", _("điều chỉnh sau quyết toán"))
    call.add_argument("line", metavar=_("DÒNG"))
    call.add_argument(
        "--amount", type=int, required=True, metavar="N", help=_("thêm (hoặc bớt, số âm) bao nhiêu đồng")
    )
    call.add_argument("--reason", required=True, metavar=_("CHỮ"), help=_("lý do"))

    call = add("payments", _("sổ các đợt chi, hoặc một đợt"))
    call.add_argument("round", nargs="?", default="", metavar=_("ĐỢT"))

    call = add("ask-support", _("soạn công văn đề nghị hỗ trợ kinh phí"))
    _purse(call, "superior")
    _out(call)

    call = add("file-asking", _("đưa công văn đề nghị hỗ trợ vào sổ văn bản để ghi số và ký"))
    _purse(call, "superior")

    add("remuneration", _("theo dõi thù lao ba năm đầu"))

    call = add("remuneration-year", _("ghi thù lao của một năm áp dụng"))
    call.add_argument("id", metavar="ID")
    call.add_argument("year", type=int, metavar=_("NĂM_THỨ"))
    call.add_argument("--benefit", type=int, metavar="N", help=_("năm ấy làm lợi bao nhiêu đồng"))
    call.add_argument("--agreed", type=int, metavar="N", help=_("mức đã thỏa thuận, đồng"))
    call.add_argument("--paid", type=int, default=0, metavar="N", help=_("đã trả bao nhiêu đồng"))
    call.add_argument("--date", type=day, metavar=_("NGÀY"), help=_("ngày trả"))
    call.add_argument("--note", default="", metavar=_("CHỮ"), help=_("ghi chú"))


def report_calls(add: Add, day: Day) -> None:
    """Everything about targets and reports."""
    call = add("target", _("ghi chỉ tiêu giao, chỉ tiêu đăng ký"))
    call.add_argument("--workshop", default="", metavar=_("XƯỞNG"), help=_("để trống: toàn đơn vị"))
    call.add_argument("--assigned", type=int, metavar="N", help=_("chỉ tiêu giao"))
    call.add_argument("--pledged", type=int, metavar="N", help=_("chỉ tiêu đăng ký"))
    call.add_argument("--phase", default="", metavar=_("MÃ"), help=_("mã chương trình"))

    call = add("figures", _("số liệu hiện nay, hoặc danh sách sau một con số"))
    _which(call, day)
    call.add_argument(
        "--behind",
        choices=[*map(str, COUNTED), "benefit", "money"],
        default="",
        help=_("xem danh sách của con số"),
    )
    _purse(call)
    call.add_argument("--by", choices=[str(one) for one in Division], default="", help=_("chia theo"))
    call.add_argument("--group", default="", metavar=_("NHÓM"), help=_("nhóm nào"))

    call = add("report", _("gửi báo cáo: giữ nguyên số liệu, in Word, PDF, Excel"))
    _which(call, day)
    call.add_argument("--number", default="", metavar=_("SỐ"), help=_("số văn bản của công đoàn"))
    call.add_argument("--draft", action="store_true", help=_("chỉ xem trước, chưa gửi"))
    _out(call)

    call = add("reports", _("các báo cáo đã gửi, hoặc in lại một báo cáo"))
    call.add_argument("report", nargs="?", default="", metavar=_("BÁO_CÁO"))
    call.add_argument("--out", type=Path, metavar=_("THƯ_MỤC"))

    call = add("report-changes", _("con số nào của báo cáo đã gửi nay đã khác"))
    call.add_argument("report", metavar=_("BÁO_CÁO"))


def unit_calls(add: Add, day: Day) -> None:
    """A body above and its units; another portal's word."""
    call = add("portal-word", _("ghi mã, ngày trên cổng không có kết nối"))
    call.add_argument("id", metavar="ID")
    call.add_argument("--code", default="", metavar=_("MÃ"), help=_("mã mà cổng đã cấp"))
    call.add_argument("--put-on", type=day, metavar=_("NGÀY"), help=_("ngày cập nhật lên cổng"))
    call.add_argument("--valid-on", type=day, metavar=_("NGÀY"), help=_("ngày cổng xác nhận hợp lệ"))
    call.add_argument("--at", metavar=_("GIỜ"), help=_("giờ cổng ghi nhận, như 09:41"))
    call.add_argument("--returned-on", type=day, metavar=_("NGÀY"), help=_("ngày cổng trả lại"))
    call.add_argument("--reason", default="", metavar=_("LÝ_DO"), help=_("vì sao trả lại"))
    call.add_argument("--remove", action="store_true", help=_("bỏ điều đã ghi"))

    call = add("report-file", _("xuất báo cáo đã gửi thành tệp có chữ ký cho cấp trên"))
    call.add_argument("report", metavar=_("BÁO_CÁO"))
    call.add_argument("--out", type=Path, required=True, metavar=_("TỆP"))

    call = add("units", _("xem, thêm hoặc sửa đơn vị trực thuộc"))
    call.add_argument("--code", default="", metavar=_("MÃ"), help=_("để trống: thêm đơn vị mới"))
    call.add_argument("--name", default="", metavar=_("TÊN"), help=_("để trống: chỉ xem"))
    call.add_argument("--group", default="", metavar=_("CỤM"), help=_("cụm, khối"))
    call.add_argument("--in-charge", default="", metavar=_("TÊN"), help=_("người phụ trách"))
    call.add_argument("--contact", default="", metavar=_("CHỮ"), help=_("điện thoại hoặc thư điện tử"))
    call.add_argument("--assigned", type=int, metavar="N", help=_("chỉ tiêu giao"))
    call.add_argument("--ended", action="store_true", help=_("đơn vị không còn nữa"))
    call.add_argument("--date", type=day, metavar=_("NGÀY"), help=_("từ ngày"))

    call = add("unit-reports", _("nhận tệp báo cáo của các đơn vị"))
    call.add_argument("files", nargs="+", type=Path, metavar=_("TỆP"))
    call.add_argument(
        "--unit", default="", metavar=_("MÃ"), help=_("của đơn vị nào, khi tên và chữ ký không nói")
    )

    call = add("unit-report", _("nhập báo cáo giấy của một đơn vị"))
    call.add_argument("unit", metavar=_("MÃ"))
    call.add_argument("--until", type=day, required=True, metavar=_("NGÀY"), help=_("đến ngày"))
    for name, words in (
        ("--recognised", _("đã công nhận")),
        ("--on-portal", _("đã cập nhật lên cổng")),
        ("--valid", _("hợp lệ")),
    ):
        call.add_argument(name, type=int, required=True, metavar="N", help=words)
    call.add_argument("--number", default="", metavar=_("SỐ"), help=_("số văn bản của đơn vị"))

    call = add("joint-report", _("số liệu các đơn vị; có --out thì gửi báo cáo tổng hợp"))
    call.add_argument("--until", type=day, metavar=_("NGÀY"), help=_("đến ngày"))
    call.add_argument("--by", choices=("valid", "percent"), default="valid", help=_("xếp hạng theo gì"))
    call.add_argument("--number", default="", metavar=_("SỐ"), help=_("số văn bản của công đoàn"))
    call.add_argument("--out", type=Path, metavar=_("THƯ_MỤC"))


def praise_calls(add: Add, day: Day) -> None:
    """Everything about praise."""
    call = add("praise-letters", _("in thư khen cho tác giả các sáng kiến đã công nhận"))
    _letters(call)
    _out(call)

    _letters(add("file-praise", _("đưa thư khen vào sổ văn bản để ghi số và ký")))

    call = add("praise-decision", _("soạn quyết định khen thưởng cá nhân, tập thể"))
    call.add_argument("--person", action="append", default=[], metavar=_("TÊN"), help=_("một cá nhân"))
    call.add_argument("--collective", action="append", default=[], metavar=_("TÊN"), help=_("một tập thể"))
    call.add_argument("--reward", type=int, default=0, metavar="N", help=_("mức thưởng, đồng"))
    _out(call)

    call = add("praise-sign", _("ghi số, ngày đã ký của quyết định khen thưởng"))
    call.add_argument("decision", metavar=_("QUYẾT_ĐỊNH"))
    call.add_argument("--number", required=True, metavar=_("SỐ"), help=_("số văn bản của công đoàn"))
    call.add_argument("--date", type=day, required=True, metavar=_("NGÀY"), help=_("ngày ký"))
    _out(call)

    add("praise-decisions", _("xem sổ quyết định khen thưởng"))

    call = add("story-card", _("vẽ thẻ giới thiệu một sáng kiến để dán bảng tin hoặc gửi nhóm"))
    call.add_argument("id", metavar="ID")
    call.add_argument(
        "--size", choices=("a4", "a5", "chat"), default="a4", help=_("khổ giấy hoặc ảnh cho nhóm chat")
    )
    call.add_argument("--photo", type=Path, metavar=_("TỆP"), help=_("ảnh, khi người trong ảnh đã đồng ý"))
    call.add_argument("--consent", default="", metavar=_("CHỮ"), help=_("giấy đồng ý lưu ở đâu"))
    call.add_argument("--no-names", action="store_true", help=_("không ghi tên tác giả"))
    call.add_argument("--out", type=Path, required=True, metavar=_("TỆP"))

    call = add("award-candidates", _("ai đủ mức xét Bằng Lao động sáng tạo"))
    call.add_argument("--year", type=int, required=True, metavar=_("NĂM"), help=_("năm xét"))

    add("thresholds", _("xem mức xét Bằng Lao động sáng tạo"))

    call = add("threshold", _("sửa mức xét Bằng Lao động sáng tạo, từ một ngày"))
    call.add_argument("rank", choices=[str(rank) for rank in Rank])
    call.add_argument("--one-year", type=int, required=True, metavar="N", help=_("đồng trong một năm"))
    call.add_argument("--three-years", type=int, metavar="N", help=_("đồng trong ba năm liền"))
    call.add_argument("--basis", default="", metavar=_("CHỮ"), help=_("căn cứ"))
    call.add_argument("--date", type=day, metavar=_("NGÀY"), help=_("từ ngày"))


def _purse(call: argparse.ArgumentParser, default: str = "union") -> None:
    call.add_argument(
        "--purse", default=default, metavar=_("MÃ"), help=_("nguồn chi: union, superior, employer")
    )


def _letters(call: argparse.ArgumentParser) -> None:
    call.add_argument("ids", nargs="*", metavar="ID")
    call.add_argument("--together", action="store_true", help=_("mỗi sáng kiến một thư cho cả nhóm tác giả"))
    call.add_argument(
        "--collective", action="append", default=[], metavar=_("TÊN"), help=_("thư cho một tập thể")
    )


def _out(call: argparse.ArgumentParser) -> None:
    call.add_argument("--out", type=Path, required=True, metavar=_("THƯ_MỤC"), help=_("nơi để kết quả"))


def _which(call: argparse.ArgumentParser, day: Day) -> None:
    call.add_argument("--kind", choices=("weekly", "full"), default="weekly", help=_("tuần hay cả kỳ"))
    call.add_argument("--since", type=day, metavar=_("NGÀY"), help=_("từ ngày"))
    call.add_argument("--until", type=day, metavar=_("NGÀY"), help=_("đến ngày"))
