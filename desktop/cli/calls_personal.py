"""Calls about who checked, consents, what is held on a person, erasing, periods, and who looked."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from desktop import wording
from desktop.cli.speech import Exit, Speech
from desktop.domain.retention import Kept, Retention
from desktop.i18n import _
from desktop.services import checking, erasing, files, personal
from desktop.services.desk import Desk
from desktop.services.erasing import Stays
from sync.clock import VIETNAM, local_date


def check(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Say that forms were held against their paper."""
    count = desk.do(checking.check, wanted.ids).value
    speech.result({"checked": count}, _("Đã kiểm tra {count} phiếu").format(count=count))
    return Exit.DONE


def consent(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Consents recorded, withdrawn, or still missing."""
    if wanted.what == "missing":
        missing = desk.look(personal.without_consent)
        lines = [f"{idle.id}  {idle.name}" for idle in missing] or [_("Mọi tác giả đều đã đồng ý.")]
        speech.result([{"id": idle.id, "name": idle.name} for idle in missing], *lines)
        return Exit.DONE
    if wanted.what == "withdraw":
        count = sum(desk.do(personal.withdraw_consent, person).value for person in wanted.people)
    else:
        scan = files.attach(desk, wanted.scan).file if wanted.scan else ""
        day = wanted.date or local_date(desk.clock.now())
        count = desk.do(personal.record_consent, wanted.people, day, wanted.paper, scan).value
    speech.result({"count": count}, _("Đã ghi {count} lần").format(count=count))
    return Exit.DONE


def person(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """What is held on a person, as files."""
    done = personal.export_held(desk, wanted.person, wanted.out, say=wording.label)
    document = {"document": str(done.document), "workbook": str(done.workbook), "records": done.records}
    speech.result(document, _("Đã xuất {records} dòng: {workbook}").format(**document))
    return Exit.DONE


def erase(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Erase somebody, or only say what would stay."""
    if wanted.dry_run:
        stays = desk.look(erasing.what_stays, wanted.person)
    else:
        stays = erasing.erase(desk, wanted.person, wanted.reason)
    speech.result(
        {**asdict(stays), "erased": not wanted.dry_run},
        *([] if wanted.dry_run else [_("Đã xóa tên khỏi sổ.")]),
        *_sentences(stays),
    )
    return Exit.DONE


def _sentences(stays: Stays) -> tuple[str, ...]:
    return (
        _("{count} sáng kiến mất tên tác giả này, số đếm giữ nguyên.").format(count=stays.initiatives),
        _("Giữ theo luật: {issued} sáng kiến đã có quyết định, {payments} dòng chi.").format(
            issued=stays.issued, payments=stays.payments
        ),
        _("Tự xem lại: {files} sáng kiến có tệp đính kèm, {waiting} lần nộp cổng còn chờ.").format(
            files=stays.with_files, waiting=stays.waiting
        ),
    )


def retention(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """A period is set, what is due is dropped; then what is due is told."""
    dropped = 0
    if wanted.what and wanted.months is not None:
        rule = Retention(Kept(wanted.what), wanted.months, wanted.basis)
        desk.do(personal.put_period, rule, wanted.date)
    if wanted.what and wanted.drop:
        dropped = personal.drop_due(desk, Kept(wanted.what))
    found = personal.due(desk)
    document = {
        "dropped": dropped,
        "due": [
            {
                "what": item.rule.what,
                "months": item.rule.months,
                "before": item.before.isoformat(),
                "count": item.count,
                "people": [{"id": idle.id, "name": idle.name} for idle in item.people],
            }
            for item in found
        ],
    }
    told = _("{what}: giữ {months} tháng, {count} đến hạn")
    lines = [
        told.format(what=wording.label(item.rule.what), months=item.rule.months, count=item.count)
        for item in found
    ]
    speech.result(document, *(lines or [_("Chưa đặt thời hạn nào.")]))
    return Exit.DONE


def looks(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Who looked at what is sensitive."""
    found = personal.looks(desk, limit=wanted.limit)
    document = [
        {"at": seen.at, "user": seen.user, "what": seen.what, "record": seen.record, "title": seen.title}
        for seen in found
    ]
    lines = [
        f"{seen.at.astimezone(VIETNAM):%d/%m/%Y %H:%M}  {seen.user}  {wording.label(seen.what)}  {seen.title}"
        for seen in found
    ]
    speech.result(document, *(lines or [_("Chưa ai xem gì cần giữ kín.")]))
    return Exit.DONE
