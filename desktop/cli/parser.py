"""Which calls there are, and their help."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn, cast

from desktop import __version__
from desktop.cli import calls_handed, calls_sharing, calls_unattended
from desktop.cli.accounts_parser import account_calls, personal_calls
from desktop.cli.calls_papers import KINDS
from desktop.cli.council_parser import council_calls
from desktop.cli.entry_parser import entry_calls
from desktop.cli.floor_parser import floor_calls
from desktop.cli.money_parser import money_calls, praise_calls, report_calls, unit_calls
from desktop.cli.paper_parser import register_calls
from desktop.cli.people_parser import people_calls
from desktop.cli.speech import Exit
from desktop.i18n import LANGUAGES, _, choose

_DAYS = ("%d/%m/%Y", "%Y-%m-%d")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The call as values; ends the program with status 2 and a sentence where it is wrong."""
    choose(_language(arguments))
    words = list(arguments)
    try:
        return _build(frozenset(words)).parse_args(words)
    except _Unclear:
        return _build().parse_args(words)


def _language(arguments: Sequence[str]) -> str:
    """The language has to be known before the help is made."""
    for place, word in enumerate(arguments):
        wanted = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(arguments):
            wanted = arguments[place + 1]
        if wanted in LANGUAGES:
            return wanted
    return LANGUAGES[0]


class _Parser(argparse.ArgumentParser):
    """A parser whose own words are ours, in the chosen language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "add_help": False, "allow_abbrev": False})
        self._positionals.title = _("tham số")
        self._optionals.title = _("tùy chọn")
        self.add_argument("-h", "--help", action="help", help=_("xem trợ giúp này"))

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", _("Cách gọi: "), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", _("Cách gọi: "), 1)

    def error(self, message: str) -> NoReturn:
        self.exit(Exit.USAGE, f"{self.format_usage()}{_('Gọi sai cách')}: {message}\n")


class _Unclear(Exception):
    """What was said is wrong, or asks for help: that takes every call's grammar."""


class _Narrow(_Parser):
    """Knows the calls that stand among the words, for most of a short call's time went into all the others."""

    def error(self, message: str) -> NoReturn:
        raise _Unclear(message)

    def print_help(self, _file: Any = None) -> NoReturn:
        raise _Unclear


class _NotCalled:
    """Stands for a call that is not among the words, and hears what it would take."""

    def add_argument(self, *_said: object, **_named: object) -> None:
        """Nothing to keep."""

    def add_mutually_exclusive_group(self, **_named: object) -> _NotCalled:
        """As deaf as this one."""
        return self


def _build(words: frozenset[str] | None = None) -> argparse.ArgumentParser:
    """The whole grammar, or no more of it than what may be meant by these words."""
    kind = _Parser if words is None else _Narrow
    parser = kind(prog="sangkien", description=_("Sổ Sáng Kiến. Không có lệnh: mở cửa sổ."))
    parser.add_argument("--version", action="version", version=__version__, help=_("xem phiên bản"))
    _common(parser, top=True)
    commands = parser.add_subparsers(dest="command", metavar=_("LỆNH"), title=_("các lệnh"))

    def add(name: str, help_text: str) -> argparse.ArgumentParser:
        if words is not None and name not in words:
            return cast("argparse.ArgumentParser", _NotCalled())
        made = commands.add_parser(name, help=help_text, description=help_text)
        _common(made, top=False)
        return made

    for part in (
        _folder_calls,
        _initiative_calls,
        _decision_calls,
        _paper_calls,
        _exchange_calls,
        account_calls,
    ):
        part(add)
    for dated in (
        money_calls,
        report_calls,
        unit_calls,
        praise_calls,
        personal_calls,
        register_calls,
        floor_calls,
        people_calls,
        council_calls,
        entry_calls,
    ):
        dated(add, day)
    return parser


def _common(parser: argparse.ArgumentParser, *, top: bool) -> None:
    """Options that may stand before or after the command."""
    missing: Any = None if top else argparse.SUPPRESS
    parser.add_argument("--data", type=Path, metavar=_("THƯ_MỤC"), default=missing, help=_("thư mục dữ liệu"))
    parser.add_argument(
        "--key-file", type=Path, metavar=_("TỆP"), default=missing, help=_("tệp chứa mật khẩu, khỏi phải gõ")
    )
    parser.add_argument("--user", metavar=_("TÊN"), default=missing, help=_("người đăng nhập"))
    parser.add_argument("--lang", choices=LANGUAGES, default=missing, help=_("ngôn ngữ"))
    parser.add_argument(
        "--json",
        action="store_true",
        default=False if top else missing,
        help=_("trả lời bằng một văn bản JSON"),
    )


_Add = Callable[[str, str], argparse.ArgumentParser]


def _folder_calls(add: _Add) -> None:
    call = add("init", _("lập thư mục dữ liệu cho một công đoàn cơ sở"))
    call.add_argument("--unit", required=True, metavar=_("TÊN"), help=_("tên công đoàn cơ sở"))
    call.add_argument("--superior", default="", metavar=_("TÊN"), help=_("công đoàn cấp trên"))
    call.add_argument("--place", default="", metavar=_("TÊN"), help=_("địa danh ghi trên văn bản"))
    call.add_argument(
        "--employer", default="", metavar=_("TÊN"), help=_("tên doanh nghiệp, đơn vị công nhận")
    )
    call.add_argument(
        "--symbol", default="", metavar=_("CHỮ"), help=_("chữ viết tắt trong số văn bản, ví dụ HL")
    )
    call.add_argument("--head-post", default="", metavar=_("CHỨC_VỤ"), help=_("chức vụ người đứng đầu"))
    call.add_argument("--name", default="", metavar=_("TÊN"), help=_("tên người dùng đầu tiên"))

    call = add("demo", _("làm trọn một đợt trên dữ liệu mẫu, kèm một cổng chạy trên máy này"))
    call.add_argument("--out", type=Path, required=True, metavar=_("THƯ_MỤC"), help=_("nơi để kết quả"))
    call.add_argument("--seed", type=int, default=2026, metavar="N", help=_("số gieo của dữ liệu mẫu"))
    call.add_argument(
        "--network",
        action="store_true",
        help=_("hai máy, một trạm, một cổng, một thẻ nhớ: chỉ việc trao đổi"),
    )
    call.add_argument("--no-shots", action="store_true", help=_("không chụp màn hình"))

    call = add("backup", _("sao lưu rồi đọc lại để chắc là dùng được"))
    call.add_argument(
        "--out", type=Path, metavar=_("TỆP"), help=_("nơi để; bỏ trống thì để trong thư mục dữ liệu")
    )
    call.add_argument(
        "--second-place", type=Path, metavar=_("THƯ_MỤC"), help=_("từ nay giữ thêm một bản ở ổ này")
    )

    call = add("restore", _("phục hồi một bản sao lưu vào thư mục trống"))
    call.add_argument("file", type=Path, metavar=_("TỆP"))
    call.add_argument("--rehearse", action="store_true", help=_("chỉ diễn tập, không để lại gì"))

    call = add("salvage", _("cứu dữ liệu từ một thư mục hỏng sang thư mục mới"))
    call.add_argument(
        "--out", type=Path, required=True, metavar=_("THƯ_MỤC"), help=_("thư mục mới, đang trống")
    )
    call.add_argument(
        "--backup",
        type=Path,
        action="append",
        default=[],
        metavar=_("TỆP"),
        help=_("bản sao lưu để ở nơi khác"),
    )

    call = add("safe-to-wipe", _("xóa máy này được chưa: kiểm bản sao lưu và biên nhận"))
    call.add_argument(
        "--backup", type=Path, metavar=_("TỆP"), help=_("bản sao lưu ở ổ khác, thay cho nơi đã chọn")
    )
    call.add_argument("--out", type=Path, metavar=_("THƯ_MỤC"), help=_("in kết quả vào đây"))

    call = add("doctor", _("khám sổ: dữ liệu, tệp, lịch sử, chỗ trống"))
    call.add_argument("--fix", action="store_true", help=_("dọn những gì dọn được ngay"))

    call = add("audit", _("kiểm tra chuỗi lịch sử"))
    call.add_argument("what", choices=("verify",), help=_("việc cần làm"))
    call.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar=_("MỐC"),
        help=_("mốc đã ghi trên giấy, để đối chiếu"),
    )


def _initiative_calls(add: _Add) -> None:
    call = add("import", _("nhập sáng kiến từ bảng tính hoặc CSV"))
    call.add_argument("file", type=Path, metavar=_("TỆP"))
    call.add_argument("--sheet", default="", metavar=_("TRANG"), help=_("tên trang tính"))
    call.add_argument(
        "--map", action="append", default=[], metavar=_("CỘT=TRƯỜNG"), help=_("gán cột cho trường")
    )
    call.add_argument("--dry-run", action="store_true", help=_("chỉ xem trước, không ghi"))
    call.add_argument("--rejects", type=Path, metavar=_("TỆP"), help=_("lưu các dòng lỗi kèm lý do"))

    call = add("list", _("liệt kê sáng kiến"))
    call.add_argument("--search", default="", metavar=_("CHỮ"), help=_("tìm không cần dấu"))
    call.add_argument("--stage", default="", metavar=_("GIAI_ĐOẠN"), help=_("chỉ lấy một giai đoạn"))
    call.add_argument("--limit", type=int, default=100, metavar="N", help=_("nhiều nhất bao nhiêu dòng"))

    call = add("export", _("xuất danh sách ra Excel để sửa rồi nhập lại"))
    call.add_argument("--out", type=Path, required=True, metavar=_("TỆP"))
    call.add_argument("--search", default="", metavar=_("CHỮ"), help=_("tìm không cần dấu"))
    call.add_argument("--stage", default="", metavar=_("GIAI_ĐOẠN"), help=_("chỉ lấy một giai đoạn"))

    call = add("show", _("xem trọn một sáng kiến và diễn biến của nó"))
    call.add_argument("id", metavar="ID")


def _chosen(call: argparse.ArgumentParser, every: str, every_help: str) -> None:
    call.add_argument("ids", nargs="*", metavar="ID")
    call.add_argument("--search", default="", metavar=_("CHỮ"), help=_("chọn theo tìm kiếm"))
    call.add_argument(every, action="store_true", dest="every", help=every_help)


def _decision_calls(add: _Add) -> None:
    call = add("council", _("ghi kết quả họp hội đồng"))
    _chosen(call, "--all-pending", _("mọi sáng kiến đang chờ hội đồng"))
    call.add_argument("--minutes-number", required=True, metavar=_("SỐ"), help=_("số biên bản"))
    call.add_argument(
        "--date", type=day, required=True, metavar=_("NGÀY"), help=_("ngày họp, ví dụ 05/11/2026")
    )
    call.add_argument("--yes", type=int, required=True, metavar="N", help=_("số thành viên đồng ý"))
    call.add_argument(
        "--members", type=int, required=True, metavar="N", help=_("tổng số thành viên hội đồng")
    )
    call.add_argument("--present", type=int, metavar="N", help=_("số thành viên có mặt"))
    call.add_argument("--reason", default="", metavar=_("CHỮ"), help=_("lý do khi không đủ phiếu"))
    call.add_argument(
        "--completion", default="", metavar=_("CHỮ"), help=_("cần hoàn thiện gì trước khi công nhận")
    )
    call.add_argument("--meeting", default="", metavar=_("PHIÊN_HỌP"), help=_("phiên họp đã chuẩn bị"))
    call.add_argument("--scan", type=Path, metavar=_("TỆP"), help=_("bản quét biên bản"))

    call = add("decide", _("soạn một quyết định, số và ngày để trống"))
    _chosen(call, "--all-proposed", _("mọi sáng kiến hội đồng đề nghị công nhận"))
    call.add_argument("--signer", required=True, metavar=_("TÊN"), help=_("người ký"))
    call.add_argument("--post", default="", metavar=_("CHỨC_VỤ"), help=_("chức vụ người ký, nếu chưa khai"))
    call.add_argument(
        "--without-council", default="", metavar=_("LÝ_DO"), help=_("người đứng đầu tự xét, vì sao")
    )
    call.add_argument("--out", type=Path, required=True, metavar=_("THƯ_MỤC"))

    call = add("sign", _("quyết định đã ký: ghi số, ngày và giữ nguyên bản"))
    call.add_argument("decision", metavar=_("QUYẾT_ĐỊNH"))
    call.add_argument("--number", default="", metavar=_("SỐ"), help=_("số văn thư đã cấp"))
    call.add_argument("--date", type=day, required=True, metavar=_("NGÀY"), help=_("ngày ký"))
    call.add_argument("--docx", type=Path, metavar=_("TỆP"), help=_("tệp Word đã được văn phòng sửa"))
    call.add_argument("--scan", type=Path, metavar=_("TỆP"), help=_("bản quét đã ký"))
    call.add_argument("--out", type=Path, required=True, metavar=_("THƯ_MỤC"))

    call = add("certificates", _("in giấy chứng nhận của một quyết định"))
    call.add_argument("decision", metavar=_("QUYẾT_ĐỊNH"))
    call.add_argument(
        "--style", choices=("author", "initiative"), help=_("mỗi tác giả hay mỗi sáng kiến một giấy")
    )
    call.add_argument("--out", type=Path, required=True, metavar=_("TỆP"))

    call = add("reprint", _("lấy lại đúng bản đã phát hành"))
    call.add_argument("decision", metavar=_("QUYẾT_ĐỊNH"))
    call.add_argument("--out", type=Path, required=True, metavar=_("THƯ_MỤC"))


def _paper_calls(add: _Add) -> None:
    call = add("paper", _("in một giấy tờ từ dữ liệu trong sổ"))
    call.add_argument("kind", choices=KINDS, metavar=_("LOẠI"), help=", ".join(KINDS))
    call.add_argument("ids", nargs="*", metavar="ID")
    call.add_argument("--out", type=Path, required=True, metavar=_("TỆP"), help=_("tên tệp, không cần đuôi"))


def _exchange_calls(add: _Add) -> None:
    call = add("submit", _("chốt nộp: những gì cổng được thấy"))
    _chosen(call, "--all-recognised", _("mọi sáng kiến đã công nhận"))
    call.add_argument("--release", choices=("full", "title", "none"), help=_("mức công bố"))

    call = add("pack", _("xuất gói nộp cho cổng không có giao diện lập trình"))
    call.add_argument("--out", type=Path, required=True, metavar=_("THƯ_MỤC"))

    call = add("type", _("gõ hộ một sáng kiến vào trang của cổng không có kết nối"))
    call.add_argument("id", metavar="ID")
    call.add_argument("--page", default="", metavar=_("TRANG"), help=_("mã trang trong tệp thứ tự ô"))
    call.add_argument("--show", action="store_true", help=_("chỉ xem các ô sẽ gõ"))

    call = add("field-order", _("thứ tự ô của trang cổng: xem, lấy ra (--out), thay (--put)"))
    call.add_argument("--out", type=Path, metavar=_("TỆP"))
    call.add_argument("--put", type=Path, metavar=_("TỆP"))

    call = add("portal-answers", _("nhận bảng kê mã và trạng thái của cổng"))
    call.add_argument("file", type=Path, metavar=_("TỆP"))
    call.add_argument("--dry-run", action="store_true", help=_("chỉ xem, không ghi"))

    call = add("enrol", _("ghi danh máy này với một cổng"))
    call.add_argument("--portal", required=True, metavar="URL", help=_("địa chỉ cổng"))
    call.add_argument("--code", required=True, metavar=_("MÃ"), help=_("mã trên giấy của cán bộ cổng"))

    call = add("enrol-beyond", _("báo tên máy này với cổng phía trên trạm chuyển tiếp"))
    call.add_argument("--code", required=True, metavar=_("MÃ"), help=_("mã trên giấy của cổng phía trên"))

    calls_sharing.calls(add)
    calls_handed.calls(add)

    call = add("send", _("gửi một lượt lên cổng"))
    call.add_argument("--text-only", action="store_true", help=_("chưa gửi tệp đính kèm"))
    call.add_argument("--limit-kb", type=int, metavar="N", help=_("gửi nhiều nhất bao nhiêu KB"))
    call.add_argument(
        "--unattended", action="store_true", help=_("không cần ai đăng nhập: gửi bằng khóa chỉ gửi")
    )
    call.add_argument("--send-key", type=Path, metavar=_("TỆP"), help=_("tệp chứa khóa chỉ gửi"))
    calls_unattended.calls(add)

    call = add("bundle", _("gói tệp mang đi: ghi ra (out), nhận về (in), gói đang chờ gói trước (held)"))
    call.add_argument("way", choices=("out", "in", "held"), help=_("ghi ra, nhận về, hay xem gói đang chờ"))
    call.add_argument("file", type=Path, nargs="?", metavar=_("TỆP"))
    call.add_argument(
        "--to",
        choices=("portal", "pcs"),
        default="portal",
        help=_("cho cổng, hay cho các máy trong công đoàn"),
    )
    call.add_argument("--everything", action="store_true", help=_("mọi thứ, cho máy mới bắt đầu"))
    call.add_argument("--news", action="store_true", help=_("không có gì nộp cũng ghi, để xin tin của cổng"))
    call.add_argument(
        "--max-mb", type=int, default=20, metavar="N", help=_("mỗi phần nhiều nhất bao nhiêu MB")
    )
    call.add_argument("--text-only", action="store_true", help=_("không kèm tệp; mỗi phần nhiều nhất 2 MB"))

    call = add("reconcile", _("đối chiếu máy này với cổng"))
    call.add_argument(
        "--period", default="", metavar=_("KỲ"), help=_("năm hoặc tháng cổng nhận: 2026, 2026-03")
    )
    call.add_argument("--out", type=Path, metavar="FILE", help=_("in biên bản đối chiếu ra tệp"))

    add("status", _("tình hình nộp cổng"))

    call = add("receipts", _("biên nhận của cổng"))
    call.add_argument("id", nargs="?", default="", metavar="ID")
    call.add_argument("--verify", action="store_true", help=_("kiểm tra lại chữ ký"))


def day(typed: str) -> date:
    """A day as people (05/11/2026) or programs (2026-11-05) write it."""
    for form in _DAYS:
        try:
            return datetime.strptime(typed, form).date()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(_("ngày không đọc được: {typed}").format(typed=typed))
