"""`sangkien-portal`: make a portal, serve it, hand out enrolment codes, review, count, export.

People's words go to standard error, JSON (with `--json`) and the line `ready URL` to standard output.
Exit codes: 0 done, 1 nothing was done, 2 wrong usage. Vietnamese unless `--lang en`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from sync.bundle_format import BundleError
from sync.clock import SystemClock
from sync.database import DatabaseError
from sync.portal import house, ingest
from sync.portal.serving import serve

DONE, NOTHING_DONE, USAGE = 0, 1, 2

WORDS: dict[str, tuple[str, str]] = {
    # Vietnamese first, then English.
    "program": (
        "Cổng tiếp nhận sáng kiến: lập cổng, chạy cổng, cấp mã ghi danh, duyệt, đếm, xuất dữ liệu.",
        "The portal that takes initiatives: make it, serve it, hand out codes, review, count, export.",
    ),
    "usage": ("Cách dùng: ", "usage: "),
    "options": ("Lựa chọn", "options"),
    "commands": ("Lệnh", "commands"),
    "wrong": ("Sai cách dùng: {reason}", "Wrong usage: {reason}"),
    "help": ("hiện phần trợ giúp này", "show this help"),
    "lang": ("ngôn ngữ: vi hoặc en", "language: vi or en"),
    "data": ("thư mục dữ liệu của cổng", "the portal's data folder"),
    "json": ("in một tài liệu JSON ra đầu ra chuẩn", "print one JSON document on standard output"),
    "init": ("lập một cổng mới", "make a new portal"),
    "name": ("tên cổng", "the portal's name"),
    "database": (
        "cơ sở dữ liệu khác, như postgresql+psycopg://…; bỏ trống là SQLite trong thư mục",
        "another database, as postgresql+psycopg://…; SQLite in the folder without it",
    ),
    "serve": ("chạy cổng; in «ready ĐỊA-CHỈ» khi cổng trả lời", "serve; prints `ready URL` when it answers"),
    "host": ("địa chỉ lắng nghe", "address to listen on"),
    "port": ("cổng TCP; 0 là tự chọn", "TCP port; 0 picks a free one"),
    "workers": (
        "số tiến trình cùng chạy; hơn một thì cần PostgreSQL",
        "processes that serve together; more than one needs PostgreSQL",
    ),
    "workers.need_server": (
        "Nhiều tiến trình thì cần PostgreSQL; cổng này dùng SQLite.",
        "Several workers need PostgreSQL; this portal stands on SQLite.",
    ),
    "workers.practice": ("Chế độ tập chỉ chạy một tiến trình.", "Practice runs in one process only."),
    "practice": (
        "chế độ tập: nhận lệnh gây lỗi mạng ở POST /practice; không dùng cho dữ liệu thật",
        "practice: takes orders to misbehave at POST /practice; never for real data",
    ),
    "enrol-code": ("cấp mã ghi danh dùng một lần cho một máy", "hand out a code that enrols one PC, once"),
    "unit": ("tên công đoàn cơ sở", "the union's name"),
    "review": ("duyệt hoặc trả lại một hồ sơ", "approve or return a record"),
    "record": ("mã hồ sơ", "the record's id"),
    "approve": ("duyệt", "approve"),
    "return": ("trả lại, kèm lý do", "return, with a reason"),
    "field": ("trường cần sửa", "the field to correct"),
    "by": ("người trả lời", "who answers"),
    "count.records": ("hồ sơ", "records"),
    "count.complete": ("phiên bản đủ tệp", "complete"),
    "count.changes": ("phiên bản đã nhận", "changes"),
    "count.files": ("tệp", "files"),
    "count.missing_files": ("tệp còn thiếu", "missing files"),
    "count.held": ("chờ phiên bản trước", "held"),
    "count.rejected": ("không nhận", "rejected"),
    "count.units": ("công đoàn cơ sở", "unions"),
    "count.replicas": ("máy đã ghi danh", "PCs"),
    "count.waiting": ("chờ duyệt", "waiting"),
    "count.approved": ("đã duyệt", "approved"),
    "count.returned": ("đã trả lại", "returned"),
    "stats": ("đếm những gì cổng đang giữ", "count what the portal holds"),
    "export": ("xuất hồ sơ, mỗi dòng một JSON", "write the records, one JSON a line"),
    "out": ("tệp ghi ra", "the file to write"),
    "ingest": (
        "nhận một gói tệp mang tới, ghi gói biên nhận để mang về",
        "take in a bundle that was carried here, write the bundle of receipts to carry back",
    ),
    "bundle": ("gói tệp", "the bundle"),
    "receipts": ("tệp gói biên nhận ghi ra", "the bundle of receipts to write"),
    "ingested": (
        "Gói {volume}/{volumes}: {envelopes} phong bì, {accepted} bản đã nhận, {files} tệp đã đủ.",
        "Volume {volume} of {volumes}: {envelopes} envelopes, {accepted} changes taken, {files} files whole.",
    ),
    "carry": ("Mang gói biên nhận về cho đơn vị: {out}.", "Carry the receipts back to the unit: {out}."),
    "note": ("Có phần không nhận ({code}): {entry}", "A part was not taken ({code}): {entry}"),
    "bundle.again": ("Gói tệp này đã nhận trước đây.", "This bundle was taken before."),
    "bundle.gap": (
        "Còn thiếu gói tệp trước gói số {before}; hỏi lại đơn vị.",
        "Bundles before number {before} are missing; ask the unit.",
    ),
    "bundle.piece_early": (
        "Một phần tệp tới trước hồ sơ của nó; giữ lại chờ.",
        "A piece of a file came before its record; it is kept until then.",
    ),
    "bundle.unknown_sender": (
        "Cổng không biết máy đã ghi gói tệp này; giữ lại ở held/{held}.",
        "The portal does not know the PC that wrote this bundle; kept as held/{held}.",
    ),
    "bundle.not_for_us": ("Gói tệp này không gửi cho cổng này.", "This bundle is not for this portal."),
    "bundle.for_another": ("Gói tệp này không gửi cho cổng này.", "This bundle is for another portal."),
    "bundle.damaged": (
        "Gói tệp bị cụt hoặc bị sửa; xin đơn vị ghi lại.",
        "The bundle was cut or altered; ask for another.",
    ),
    "bundle.malformed": ("Tệp này không phải là gói tệp.", "This is no bundle."),
    "bundle.version": (
        "Gói tệp do bản chương trình khác ghi; cổng hiểu bản {known}.",
        "The bundle is of another version; this portal knows {known}.",
    ),
    "bundle.kind": ("Đây là gói biên nhận, không phải gói nộp.", "These are receipts, not changes."),
    "bundle.signature": ("Chữ ký của gói tệp không đúng.", "The bundle's signature is wrong."),
    "bundle.chain_broken": (
        "Hai máy ghi gói tệp số {sequence} dưới cùng một danh tính; hỏi lại đơn vị.",
        "Two PCs wrote bundle number {sequence} under one identity; ask the unit.",
    ),
    "bundle.too_large": ("Gói tệp lớn quá mức nhận.", "The bundle is too large."),
    "bundle.too_many": ("Gói tệp có quá nhiều mục.", "The bundle has too many entries."),
    "bundle.not_read_back": (
        "Đọc lại thấy khác bản đã ghi; hãy dùng thẻ nhớ khác.",
        "Reading back gives something else; use another medium.",
    ),
    "replica.disabled": ("Máy đã ghi gói tệp này bị khóa.", "The PC that wrote this bundle is disabled."),
    "made": ("Đã lập cổng «{name}» trong {folder}.", "Made the portal “{name}” in {folder}."),
    "key": (
        "Tệp portal.key giữ khóa của cổng: hãy sao lưu riêng, không gửi cho ai.",
        "portal.key holds the portal's keys: back it up apart, give it to nobody.",
    ),
    "code": (
        "Mã ghi danh cho {unit}, dùng được một lần:",
        "Enrolment code for {unit}, good for one PC, once:",
    ),
    "approved": ("Đã duyệt {record}.", "Approved {record}."),
    "returned": ("Đã trả lại {record}.", "Returned {record}."),
    "exported": ("Đã xuất {number} hồ sơ ra {out}.", "Wrote {number} records to {out}."),
    "portal.exists": ("Thư mục {folder} đã có một cổng.", "There is a portal in {folder} already."),
    "portal.missing": ("Không có cổng nào trong {folder}.", "There is no portal in {folder}."),
    "record.unknown": ("Cổng không có hồ sơ {record}.", "The portal has no record {record}."),
    "review.status_unknown": ("Không có trạng thái {status}.", "There is no status {status}."),
    "review.reason_missing": ("Trả lại thì phải nêu lý do.", "A return needs a reason."),
    "key.wrong": (
        "Tệp khóa portal.key không mở được cơ sở dữ liệu {file}.",
        "The key file portal.key does not open the database {file}.",
    ),
    "database.newer": (
        "Dữ liệu do một bản chương trình mới hơn ghi; hãy cập nhật chương trình.",
        "The data was written by a newer program; please update.",
    ),
    "port.taken": ("Không lắng nghe được ở {host}:{port}.", "Cannot listen on {host}:{port}."),
    "disk": ("Không đọc hoặc ghi được: {reason}", "Cannot read or write: {reason}"),
}
COUNTS = ("records", "complete", "changes", "files", "missing_files", "held", "rejected", "units", "replicas")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    say = _language(given)
    parser = _parser(say)
    asked = parser.parse_args(given)
    orders: dict[str, Callable[[argparse.Namespace, _Say], int]] = {
        "init": _init,
        "serve": _serve,
        "enrol-code": _enrol_code,
        "review": _review,
        "stats": _stats,
        "export": _export,
        "ingest": _ingest,
    }
    try:
        return orders[asked.command](asked, say)
    except (house.PortalRefused, DatabaseError, BundleError) as refused:
        facts = {"folder": str(asked.data), **refused.facts}
        _tell(say(refused.code, **facts))
    except OSError as error:
        _tell(say("disk", reason=error.strerror or str(error)))
    return NOTHING_DONE


class _Say:
    """The words of one language."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __call__(self, key: str, **facts: object) -> str:
        return WORDS[key][self._number].format(**facts) if facts else WORDS[key][self._number]


def _language(given: Sequence[str]) -> _Say:
    """Help is worded before it is parsed, so the language is looked for first."""
    wished = [after for word, after in zip(given, [*given[1:], ""], strict=True) if word == "--lang"]
    return _Say(1 if "en" in wished or "--lang=en" in given else 0)


class _Parser(argparse.ArgumentParser):
    """argparse in our words."""

    say: _Say

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        _tell(self.say("wrong", reason=message))
        sys.exit(USAGE)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", self.say("usage"), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", self.say("usage"), 1)


def _made(say: _Say, parser: _Parser) -> _Parser:
    parser.say = say
    parser._optionals.title = say("options")  # noqa: SLF001 - argparse has no other way to name it
    parser.add_argument("-h", "--help", action="help", help=say("help"))
    parser.add_argument("--lang", choices=["vi", "en"], default="vi", help=say("lang"))
    return parser


def _parser(say: _Say) -> _Parser:
    whole = _made(say, _Parser(prog="sangkien-portal", description=say("program"), add_help=False))
    commands = whole.add_subparsers(
        dest="command", required=True, title=say("commands"), metavar="COMMAND", parser_class=_Parser
    )

    def command(name: str) -> _Parser:
        made = _made(say, commands.add_parser(name, help=say(name), description=say(name), add_help=False))
        made.add_argument("--data", type=Path, required=True, metavar="DIR", help=say("data"))
        return made

    init = command("init")
    init.add_argument("--name", default="Cổng sáng kiến", help=say("name"))
    init.add_argument("--database", default="", metavar="URL", help=say("database"))
    init.add_argument("--json", action="store_true", help=say("json"))
    serving = command("serve")
    serving.add_argument("--host", default="127.0.0.1", help=say("host"))
    serving.add_argument("--port", type=int, default=8080, help=say("port"))
    serving.add_argument("--workers", type=int, default=1, metavar="N", help=say("workers"))
    serving.add_argument("--practice", action="store_true", help=say("practice"))
    code = command("enrol-code")
    code.add_argument("--unit", required=True, metavar="NAME", help=say("unit"))
    code.add_argument("--json", action="store_true", help=say("json"))
    review = command("review")
    review.add_argument("record", metavar="ID", help=say("record"))
    answer = review.add_mutually_exclusive_group(required=True)
    answer.add_argument("--approve", action="store_true", help=say("approve"))
    answer.add_argument("--return", dest="reason", metavar="REASON", help=say("return"))
    review.add_argument("--field", default="", metavar="F", help=say("field"))
    review.add_argument("--by", default="", metavar="NAME", help=say("by"))
    stats = command("stats")
    stats.add_argument("--json", action="store_true", help=say("json"))
    export = command("export")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help=say("out"))
    taking = command("ingest")
    taking.add_argument("file", type=Path, metavar="FILE", help=say("bundle"))
    taking.add_argument("--receipts", type=Path, required=True, metavar="FILE", help=say("receipts"))
    taking.add_argument("--json", action="store_true", help=say("json"))
    return whole


def _init(asked: argparse.Namespace, say: _Say) -> int:
    made = house.make(asked.data, asked.name, SystemClock(), os.urandom, asked.database)
    if asked.json:
        _print_json({"portal": made.id, "name": made.name})
    _tell(say("made", name=made.name, folder=asked.data))
    _tell(say("key"))
    return DONE


def _serve(asked: argparse.Namespace, say: _Say) -> int:
    try:
        serve(
            asked.data,
            asked.host,
            asked.port,
            lambda url: print(f"ready {url}", flush=True),
            practice=asked.practice,
            workers=asked.workers,
        )
    except OSError as error:
        if error.filename is not None:
            raise
        _tell(say("port.taken", host=asked.host, port=asked.port))
        return NOTHING_DONE
    return DONE


def _enrol_code(asked: argparse.Namespace, say: _Say) -> int:
    with _opened(asked.data) as portal:
        code = house.enrol_code(portal, asked.unit)
    if asked.json:
        _print_json({"unit": asked.unit, "code": code})
        return DONE
    _tell(say("code", unit=asked.unit))
    print(code)
    return DONE


def _review(asked: argparse.Namespace, say: _Say) -> int:
    status = "approved" if asked.approve else "returned"
    with _opened(asked.data) as portal:
        house.review(portal, asked.record, status, asked.reason or "", asked.field, asked.by)
    _tell(say(status, record=asked.record))
    return DONE


def _stats(asked: argparse.Namespace, say: _Say) -> int:
    with _opened(asked.data) as portal:
        found = house.stats(portal)
    if asked.json:
        _print_json(found)
        return DONE
    lines = [(name, found[name]) for name in COUNTS] + list(found["by_status"].items())
    for name, number in lines:
        words = say(f"count.{name}")
        print(f"{words:24}{number:>10}")
    return DONE


def _export(asked: argparse.Namespace, say: _Say) -> int:
    with _opened(asked.data) as portal:
        number = house.export(portal, asked.out)
    _tell(say("exported", number=number, out=asked.out))
    return DONE


def _ingest(asked: argparse.Namespace, say: _Say) -> int:
    data = asked.file.read_bytes()
    with _opened(asked.data) as portal:
        done = ingest.ingest(portal, data)
    ingest.write(asked.receipts, done.receipts)
    for note in done.notes:
        whole = note.code in {"bundle.again", "bundle.gap", "bundle.piece_early"}
        entry = note.facts.get("entry", "")
        _tell(say(note.code, **note.facts) if whole else say("note", code=note.code, entry=entry))
    facts = {name: getattr(done, name) for name in ("volume", "volumes", "envelopes", "outcomes", "files")}
    if asked.json:
        notes = [{"code": note.code, **note.facts} for note in done.notes]
        _print_json({**facts, "sender": done.sender, "receipts": str(asked.receipts), "notes": notes})
    _tell(say("ingested", **facts, accepted=done.outcomes.get("accepted", 0)))
    _tell(say("carry", out=asked.receipts))
    return DONE


@contextmanager
def _opened(folder: Path) -> Iterator[house.Portal]:
    """The portal of a folder, for one order."""
    portal = house.open_portal(folder, SystemClock(), os.urandom)
    try:
        yield portal
    finally:
        portal.close()


def _print_json(value: Any) -> None:
    print(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def _tell(words: str) -> None:
    print(words, file=sys.stderr)
