"""Calls about one record on its way to the portal: its story, setting aside and offering again, asking to withdraw."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from desktop import wording
from desktop.cli.speech import Exit, Speech, plain
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import clones, exchange_papers, handed, machines, parking, printing, requesting
from desktop.services.desk import Desk
from desktop.services.requesting import AMEND, WITHDRAW
from desktop.wording import story as words


def story(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Everything that happened to a record on its way."""
    found = desk.look(handed.story, wanted.id)
    document = [
        {"at": event.at.isoformat(), "what": event.what, "facts": plain(event.facts)} for event in found
    ]
    lines = []
    for event in found:
        code = str(event.facts.get("code") or "")
        told = words.more(event.what, event.facts, wording.sentence(code, event.facts) if code else "")
        who = words.who(event.what, event.facts)
        lines.append(f"{words.moment(event.at)}  {words.happened(event.what)}  {who}  {told}".rstrip())
    speech.result(document, _("{count} việc").format(count=len(found)), *lines)
    return Exit.DONE


def back(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """What came back or was set aside, with why and since when."""
    page = desk.look(handed.at_portal, ("returned", "parked"), 0, -1)
    document = [
        {
            "id": row.id,
            "number": row.number,
            "title": row.title,
            "state": state.state.value,
            "code": state.code,
            "field": state.field,
            "reason": state.reason or (wording.sentence(state.code, state.facts) if state.code else ""),
            "since": None if state.answered_at is None else state.answered_at.isoformat(),
        }
        for row, state in page.rows
    ]
    lines = [f"{one['id']}  {one['title']}: {one['reason']}" for one in document]
    speech.result(document, _("{count} hồ sơ bị trả hoặc để riêng").format(count=page.total), *lines)
    return Exit.DONE


def aside(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Hold back what has not left."""
    count = desk.do(parking.put_aside, wanted.ids, wanted.reason).value
    speech.result({"aside": count}, _("Đã để riêng {count} hồ sơ").format(count=count))
    return Exit.DONE


def again(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Offer what was set aside as it is."""
    count = desk.do(parking.offer_again, wanted.ids).value
    speech.result({"offered": count}, _("Sẽ gửi lại {count} hồ sơ").format(count=count))
    return Exit.DONE


def ask(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Ask the portal to withdraw or to open what it holds."""
    made = desk.do(requesting.ask, wanted.id, wanted.what, wanted.reason).value
    speech.result({"request": made}, _("Đề nghị đi ở lượt gửi tới; cổng trả lời sẽ hiện ở đây"))
    return Exit.DONE


def requests(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """What was asked, and what the portal said."""
    found = desk.look(requesting.requests, wanted.id)
    document = [
        {
            "id": one.id,
            "record": one.record,
            "what": one.what,
            "reason": one.reason,
            "asked_at": one.asked_at.isoformat(),
            "state": one.state,
            "answer": one.answer,
            "answered_at": None if one.answered_at is None else one.answered_at.isoformat(),
        }
        for one in found
    ]
    lines = [
        f"{words.asked(one.what)} {one.record}: {words.request_state(one.state)} {one.answer}"
        for one in found
    ]
    speech.result(document, _("{count} đề nghị").format(count=len(found)), *lines)
    return Exit.DONE


def batches(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """What left together; with `--out` the paper of one."""
    page = desk.look(exchange_papers.batches, 0, -1)
    found = [one for one in page.rows if wanted.number in (None, one.number)]
    document: list[dict[str, object]] = [
        {
            "number": one.number,
            "portal": one.portal,
            "made_at": one.made_at.isoformat(),
            "digest": one.hash,
            "sent": one.sent,
            "signed": one.received + one.complete,
            "parked": one.parked,
            "waiting": one.waiting,
        }
        for one in found
    ]
    if wanted.out is not None:
        if len(found) != 1:
            raise Refused("batch.unknown")
        written = printing.write_out(
            exchange_papers.render_batch(desk, found[0].id), wanted.out.parent, wanted.out.stem
        )
        document[0] |= {"docx": str(written.docx), "pdf": str(written.pdf)}
    speech.result(document, _("{count} lô").format(count=len(document)))
    return Exit.DONE


def machine(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """What this PC is called."""
    desk.do(machines.put_name, wanted.name)
    name = desk.look(machines.own_name)
    speech.result({"replica": desk.replica, "name": name}, name)
    return Exit.DONE


def folder(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Whether this folder was copied; and what somebody says of it."""
    if wanted.way == "moved":
        clones.keep(desk)
    elif wanted.way == "copy":
        clones.part(desk)
    standing = clones.look_out(desk)
    document = {"replica": desk.replica, "held": standing.code, "other": standing.other}
    told = (
        wording.sentence(standing.code, {"folder": standing.other})
        if standing.code
        else _("Sổ của chính máy này")
    )
    speech.result(document, told)
    return Exit.DONE


Call = Callable[[Desk, argparse.Namespace, Speech], Exit]

READING: Mapping[str, Call] = {"story": story, "returned": back, "requests": requests, "batches": batches}
WRITING: Mapping[str, Call] = {
    "set-aside": aside,
    "offer-again": again,
    "ask": ask,
    "name-pc": machine,
    "this-folder": folder,
}


def calls(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The calls and their help."""
    call = add("story", _("dòng thời gian của một hồ sơ trên đường tới cổng"))
    call.add_argument("id", metavar="ID")
    add("returned", _("hồ sơ bị cổng trả lại, chưa nhận, hoặc để riêng ở máy này"))
    call = add("set-aside", _("để riêng hồ sơ đã chốt mà chưa gửi"))
    call.add_argument("ids", nargs="+", metavar="ID")
    call.add_argument("--reason", required=True, help=_("lý do"))
    call = add("offer-again", _("gửi lại như cũ những hồ sơ để riêng"))
    call.add_argument("ids", nargs="+", metavar="ID")
    call = add("ask", _("đề nghị cổng cho rút hoặc sửa hồ sơ đã nhận"))
    call.add_argument("what", choices=(WITHDRAW, AMEND), help=_("withdraw: rút; amend: sửa"))
    call.add_argument("id", metavar="ID")
    call.add_argument("--reason", required=True, help=_("lý do"))
    call = add("batches", _("các lô đã gửi; --out in biên bản của một lô"))
    call.add_argument("number", nargs="?", type=int, metavar="N")
    call.add_argument("--out", type=Path, metavar="FILE", help=_("tệp in ra"))
    call = add("this-folder", _("sổ này có bị chép không; nói rõ đã chuyển hẳn hay là bản sao"))
    call.add_argument(
        "way",
        nargs="?",
        choices=("status", "moved", "copy"),
        default="status",
        help=_("xem, chuyển hẳn, bản sao"),
    )
    call = add("name-pc", _("đặt tên máy này, máy khác của công đoàn sẽ thấy"))
    call.add_argument("name", metavar=_("TÊN"))
    call = add("requests", _("các đề nghị rút, sửa và trả lời của cổng"))
    call.add_argument("id", nargs="?", default="", metavar="ID")
