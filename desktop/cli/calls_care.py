"""Calls that care for a folder: backup, restore, doctor."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from desktop import wording
from desktop.cli.speech import Exit, Speech, plain
from desktop.i18n import _
from desktop.services import audit as chain
from desktop.services import backups, care, printing, salvaging, wipe_paper, wiping
from desktop.services.desk import Desk


def backup(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Write a backup and prove it; the place for a second copy may be said first."""
    if wanted.second_place is not None:
        desk.do(backups.put_second_place, wanted.second_place)
    done = backups.back_up(desk, wanted.out)
    document = {"file": str(done.path), "files": done.files, "bytes": done.size, "made_at": done.made_at}
    speech.result(document, _("Đã sao lưu và đọc lại đủ: {file}").format(**document))
    return Exit.DONE


def restore(folder: Path, passphrase: str, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Bring a backup back into an empty folder, or only rehearse it."""
    if wanted.rehearse:
        report = care.rehearse(wanted.file, passphrase)
        document: dict[str, object] = {
            "well": report.is_well,
            "checks": [_told(check) for check in report.checks],
        }
        good = _("Diễn tập phục hồi tốt") if report.is_well else _("Bản sao lưu có lỗi")
        speech.result(document, good)
        return Exit.DONE if report.is_well else Exit.NOTHING_DONE
    done = care.restore(wanted.file, folder, passphrase)
    document = {
        "folder": str(done.folder),
        "files": done.files,
        "made_at": done.made_at,
        "replica": done.replica,
    }
    speech.result(
        document, _("Đã phục hồi vào {folder}; ghi danh lại trước khi gửi lên cổng").format(**document)
    )
    return Exit.DONE


def salvage(folder: Path, passphrase: str, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Make a good folder from a damaged one, and say all that differs."""
    done = salvaging.run(folder, wanted.out, passphrase, also=wanted.backup)
    told = [
        {
            "code": item.code,
            "kind": item.kind,
            "what": item.what,
            "count": item.count,
            "message": wording.sentence(item.code, asdict(item)),
        }
        for item in done.differences
    ]
    document = {"folder": str(done.folder), "records": done.records, "files": done.files, "differences": told}
    lines = [
        _("Đã cứu {records} bản ghi và {files} tệp vào {folder}").format(**document),
        *(str(item["message"]) for item in told),
    ]
    speech.result(document, *lines)
    return Exit.DONE


def safe_to_wipe(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Whether this PC may be wiped, or exactly what is missing; printed where asked for."""
    proof = wiping.prove(desk, wanted.backup)
    missing = [
        {
            "code": item.code,
            "record": item.record,
            "name": item.name,
            "message": wording.sentence(item.code, {"name": item.name}),
        }
        for item in proof.missing
    ]
    document = {
        "safe": proof.is_safe,
        "at": proof.at,
        "anchor": proof.anchor,
        "records": proof.records,
        "files": proof.files,
        "backup": None if proof.backup is None else str(proof.backup.path),
        "missing": missing,
    }
    if wanted.out is not None:
        written = printing.write_out(wipe_paper.render(desk, proof), wanted.out, _("Giấy xác nhận xóa máy"))
        document |= {"docx": str(written.docx), "pdf": str(written.pdf)}
    good = _("Xóa máy này được: {records} sáng kiến và {files} tệp đều có bản sao lưu và biên nhận")
    told = [good.format(**document)] if proof.is_safe else [_("Chưa xóa máy này được:")]
    speech.result(document, *told, *(str(item["message"]) for item in missing))
    return Exit.DONE if proof.is_safe else Exit.NOTHING_DONE


def doctor(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """A look at the folder's health."""
    report = care.examine(desk, mend=wanted.fix)
    document = {
        "well": report.is_well,
        "checks": [_told(check) for check in report.checks],
        "mended": list(report.mended),
    }
    lines = [
        f"{'✓' if check.is_well else '✗'} {wording.sentence(check.code, check.facts)}"
        for check in report.checks
    ]
    speech.result(document, *lines)
    return Exit.DONE if report.is_well else Exit.NOTHING_DONE


def audit(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Walk the chain of history, and hold it against every anchor."""
    found = chain.verify(desk, wanted.anchor)
    fault = found.fault
    lines = [
        _("Lịch sử nguyên vẹn: {count} thao tác, khớp {anchors} mốc giữ bên ngoài").format(
            count=found.operations, anchors=found.anchors
        )
        if fault is None
        else wording.sentence(fault.code, {"number": fault.at, "since": fault.since})
    ]
    if found.copy:
        lines.append(wording.sentence(found.copy))
    lines.append(_("Mốc để ghi lên giấy: {anchor}").format(anchor=found.anchor))
    document = {
        "intact": found.is_well,
        "operations": found.operations,
        "head": found.head,
        "anchor": found.anchor,
        "anchors": found.anchors,
        "broken_at": found.broken_at,
        "code": found.copy if fault is None else fault.code,
        "since": None if fault is None else fault.since,
        "source": "" if fault is None else fault.source,
    }
    speech.result(document, *lines)
    return Exit.DONE if found.is_well else Exit.NOTHING_DONE


def _told(check: care.Check) -> dict[str, object]:
    return {"code": check.code, "well": check.is_well, "facts": plain(check.facts)}
