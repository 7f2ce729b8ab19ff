"""Calls about who checked, consents, what is held on a person, erasing, periods, and who looked."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from desktop import wording
from desktop.cli.speech import Exit, Speech
from desktop.domain.retention import Kept, Retention
from desktop.i18n import _
from desktop.services import author_papers, checking, erasing, files, people, personal, printing
from desktop.services import mentions as mentioning
from desktop.services.desk import Desk
from desktop.services.erasing import Stays
from desktop.services.mentions import Mention
from sync.clock import VIETNAM, local_date


def check(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Say that forms were held against their paper."""
    count = desk.do(checking.check, wanted.ids).value
    speech.result({"checked": count}, _("Đã kiểm tra {count} phiếu").format(count=count))
    return Exit.DONE


def consent(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Consents recorded, withdrawn, or still missing."""
    if wanted.what == "list":
        return _consent_list(desk, wanted, speech)
    if wanted.what == "missing":
        missing = desk.look(personal.without_consent, wanted.workshop)
        lines = [f"{idle.id}  {idle.name}" for idle in missing] or [_("Mọi tác giả đều đã đồng ý.")]
        listed = [{"id": idle.id, "name": idle.name, "workshop": idle.workshop} for idle in missing]
        speech.result(listed, *lines)
        return Exit.DONE
    if wanted.what == "withdraw":
        count = sum(desk.do(personal.withdraw_consent, person).value for person in wanted.people)
    else:
        scan = files.attach(desk, wanted.scan).file if wanted.scan else ""
        day = wanted.date or local_date(desk.clock.now())
        count = desk.do(personal.record_consent, wanted.people, day, wanted.paper, scan).value
    speech.result({"count": count}, _("Đã ghi {count} lần").format(count=count))
    return Exit.DONE


def _consent_list(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The list to be signed, as Word and PDF."""
    out = wanted.out or Path("danh-sach-dong-y")
    rendered = author_papers.consent_list(desk, wanted.workshop, wanted.blank)
    written = printing.write_out(rendered, out.parent, out.stem)
    document = {"docx": str(written.docx), "pdf": str(written.pdf), "pages": written.pages}
    speech.result(document, str(written.pdf))
    return Exit.DONE


def person(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """What is held on a person, as files."""
    done = personal.export_held(desk, wanted.person, wanted.out, say=wording.label)
    document = {"document": str(done.document), "workbook": str(done.workbook), "records": done.records}
    speech.result(document, _("Đã xuất {records} dòng: {workbook}").format(**document))
    return Exit.DONE


def erase(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Erase somebody, or only say what would stay."""
    known = desk.look(people.person, wanted.person)
    if wanted.dry_run:
        stays = desk.look(erasing.what_stays, wanted.person)
    else:
        stays = erasing.erase(desk, wanted.person, wanted.reason)
    found = desk.look(mentioning.mentions, known.name, known.staff_code, wanted.person)
    speech.result(
        {**asdict(stays), "erased": not wanted.dry_run, "mentions": [asdict(item) for item in found]},
        *([] if wanted.dry_run else [_("Đã xóa tên khỏi sổ.")]),
        *_sentences(stays),
        *_places(found),
    )
    return Exit.DONE


def mentions(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Where words still name somebody."""
    found = desk.look(mentioning.mentions, wanted.name, wanted.code)
    speech.result(
        [asdict(item) for item in found], *(_places(found) or [_("Không còn chỗ nào nhắc tên này.")])
    )
    return Exit.DONE


def _places(found: Sequence[Mention]) -> list[str]:
    if not found:
        return []
    kept = _("giữ theo luật")
    return [_("Còn nhắc tên ở {count} chỗ:").format(count=len(found))] + [
        f"  {wording.label(item.what)} {item.title} · {wording.label(item.where)}: {item.words}"
        + (f" ({kept})" if item.is_kept else "")
        for item in found
    ]


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
