"""Calls about what leaves the unit."""

from __future__ import annotations

import argparse
from datetime import datetime

from desktop import wording
from desktop.cli.calls_initiatives import chosen
from desktop.cli.speech import Exit, Speech, said
from desktop.domain.house import Release
from desktop.domain.initiative import Stage
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import (
    clones,
    exchange_papers,
    handed,
    handing_over,
    packing,
    printing,
    reconciling,
    unattended,
)
from desktop.services.desk import Desk

WAITING = frozenset(
    {
        "waiting",
        "busy",
        "login",
        "proxy_login",
        "not_the_portal",
        "no_trust",
        "no_trust.date",
        "unreachable",
        "unsure",
    }
)
"""How a round may end with the other side not reached: the work waits."""


def submit(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Freeze for the portal (Chốt nộp)."""
    ids = chosen(desk, wanted, Stage.RECOGNISED)
    release = Release(wanted.release) if wanted.release else None
    done = desk.do(handing_over.submit, ids, release).value
    unattended.fill(desk)
    document = {
        "frozen": len(done.frozen),
        "unchanged": len(done.unchanged),
        "not_released": len(done.not_released),
        "incomplete": [
            {"id": item.id, "problems": [said(problem) for problem in item.problems]}
            for item in done.incomplete
        ],
        "without_consent": list(done.without_consent),
    }
    counted = _("Đã chốt {frozen}, đã chốt từ trước {unchanged}, không nộp {not_released}, chưa đủ {missing}")
    told = counted.format(**document, missing=len(done.incomplete))
    if done.without_consent:
        words = _("{count} tác giả chưa có giấy đồng ý (Danh mục, Đồng ý)")
        told = f"{told}; {words.format(count=len(done.without_consent))}"
    speech.result(document, told)
    return Exit.NOTHING_DONE if done.incomplete and not (done.frozen or done.unchanged) else Exit.DONE


def pack(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The submission pack."""
    packed = packing.pack(desk, wanted.out)
    document = {"entries": packed.entries, "held_back": packed.held_back, "workbook": str(packed.workbook)}
    speech.result(document, _("{entries} sáng kiến: {workbook}").format(**document))
    return Exit.DONE


def enrol(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Enrol with a portal."""
    done = handing_over.enrol(desk, wanted.portal, wanted.code)
    document = {"unit": done.unit, "portal": done.portal, "portal_key": done.portal_key}
    speech.result(document, _("Đã ghi danh {unit} với {portal}").format(**document))
    return Exit.DONE


def enrol_beyond(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Become known to the portal above the relay."""
    name = handing_over.enrol_beyond(desk, wanted.code)
    told = _("Đã nhờ trạm báo tên với {portal}; cổng trả lời ở lần gửi sau")
    speech.result({"portal": name}, told.format(portal=name))
    return Exit.DONE


def send(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """One round of exchange."""
    clones.look_out(desk)
    limit = wanted.limit_kb * 1024 if wanted.limit_kb is not None else None
    done = handing_over.send(desk, text_only=wanted.text_only, limit_bytes=limit)
    document = {
        "sent": done.sent,
        "received": done.received,
        "complete": done.complete,
        "returned": done.returned,
        "parked": done.parked,
        "unknown": done.unknown,
        "waiting": done.waiting,
        "bytes": done.bytes,
        "next_try": _moment(done.next_try),
    }
    counted = _("Gửi {sent}, cổng nhận {received}, đủ hồ sơ {complete}, bị trả {returned}, còn chờ {waiting}")
    speech.result(document, counted.format(**document))
    if done.stopped:
        speech.aside(wording.sentence(done.stopped))
    if done.stopped in WAITING:
        return Exit.WAITS
    return Exit.NOTHING_DONE if done.stopped else Exit.DONE


def reconcile(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """This PC against the portal; a difference is a result."""
    try:
        found = reconciling.reconcile(desk, wanted.period)
    except Refused as refused:
        if refused.code not in WAITING:
            raise
        speech.refused(refused)
        return Exit.WAITS
    document: dict[str, object] = {
        "equal": found.equal,
        "period": found.period,
        "here": found.here,
        "there": found.there,
        "differences": [
            {
                "record": one.record,
                "here": one.here,
                "there": one.there,
                "code": one.code,
                "message": wording.sentence(one.code),
            }
            for one in found.differences
        ],
    }
    if wanted.out is not None:
        sheet = exchange_papers.render_reconciliation(desk, found)
        written = printing.write_out(sheet, wanted.out.parent, wanted.out.stem)
        document |= {"docx": str(written.docx), "pdf": str(written.pdf)}
    counted = _("Máy này {here} hồ sơ, cổng {there} hồ sơ, khác nhau {count}")
    lines = [f"{one.record}: {wording.sentence(one.code)}" for one in found.differences]
    speech.result(document, counted.format(**document, count=len(lines)), *lines)
    return Exit.DONE


def status(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The numbers of the one sentence."""
    found = desk.look(handing_over.summary)
    document: dict[str, object] = {
        "enrolled": found.enrolled,
        "unsent": found.unsent,
        "received": found.received,
        "complete": found.complete,
        "returned": found.returned,
        "parked": found.parked,
        "unknown": found.unknown,
        "waiting": found.waiting,
        "oldest": _moment(found.oldest),
        "last_contact": _moment(found.last_contact),
        "next_try": _moment(found.next_try),
    }
    above = desk.look(handing_over.beyond)
    if above is not None:
        document["beyond"] = {
            "portal": above.name,
            "known": above.known,
            "complete": above.complete,
            "received": above.received,
            "parked": above.parked,
        }
    counted = _(
        "{unsent} chưa gửi, cổng đã nhận {received}, đủ hồ sơ {complete}, bị trả {returned}, cần sửa {parked}"
    )
    speech.result(document, counted.format(**document))
    return Exit.DONE


def receipts(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The receipts, verified again from their bytes."""
    found = desk.look(handed.receipts, wanted.id)
    document = [
        {
            "record": item.record,
            "portal": item.portal,
            "state": item.state,
            "key": item.key,
            "fingerprint": item.fingerprint,
            "version": item.version,
            "at": item.at,
            "verified": item.verified,
        }
        for item in found
    ]
    good = sum(item.verified for item in found)
    speech.result(document, _("{count} biên nhận, {good} đúng chữ ký").format(count=len(found), good=good))
    return Exit.DONE if good == len(found) else Exit.NOTHING_DONE


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
