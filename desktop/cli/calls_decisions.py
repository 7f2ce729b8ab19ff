"""Calls about the council, decisions and their papers."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop import wording
from desktop.cli.calls_initiatives import chosen
from desktop.cli.speech import Exit, Speech
from desktop.disk import read_small
from desktop.domain.house import CertificateStyle, Signer
from desktop.domain.initiative import Route, Stage
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import (
    agendas,
    councils,
    decisions,
    files,
    frozen_pages,
    office,
    paper_notes,
    papers,
    printing,
    register_rows,
    registers,
)
from desktop.services import certificates as certificate_papers
from desktop.services.councils import MeetingForm
from desktop.services.desk import Desk
from desktop.services.printing import Written
from desktop.services.register_rows import Kept


def council(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The council's result, the same vote for all that are named (for the whole agenda where none is)."""
    if wanted.meeting and not (wanted.ids or wanted.search or wanted.every):
        ids = list(desk.look(agendas.sitting, wanted.meeting).agenda.initiatives)
    else:
        ids = chosen(desk, wanted, Stage.PENDING)
    if not ids:
        raise Refused("council.nothing", refused=0)
    form = MeetingForm(
        wanted.minutes_number,
        wanted.date,
        wanted.members,
        dict.fromkeys(ids, wanted.yes),
        dict.fromkeys(ids, wanted.reason),
        present=wanted.present,
        meeting=wanted.meeting,
        completions=dict.fromkeys(ids, wanted.completion) if wanted.completion else {},
    )
    if wanted.scan:
        scan = files.attach(desk, wanted.scan)
        form = replace(form, scan=scan.file, scan_type=scan.media_type)
    result = desk.do(councils.record, form).value
    document: dict[str, list[Any]] = {
        "proposed": list(result.proposed),
        "not_recognised": [{"id": item.id, "reason": item.reason} for item in result.not_recognised],
        "refused": [{"id": item.id, "code": item.code} for item in result.refused],
        "after_completion": list(result.after_completion),
    }
    counted = _(
        "Hội đồng đề nghị công nhận {proposed}, không công nhận {not_recognised}, chưa xét được {refused}"
    )
    speech.result(document, counted.format(**{key: len(value) for key, value in document.items()}))
    return Exit.DONE


def decide(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Draft a decision and leave its papers, number and date blank."""
    ids = chosen(desk, wanted, Stage.PROPOSED)
    reason = wanted.without_council
    route = Route.HEAD if reason else Route.COUNCIL
    done = desk.do(decisions.draft, ids, _signer(desk, wanted), route=route, reason=reason)
    for note in desk.look(paper_notes.notes, done.value):
        speech.aside(wording.sentence(note.code, note.facts))
    rendered = papers.render_decision(desk, done.value)
    written = printing.write_out(rendered, wanted.out, _("Dự thảo quyết định"))
    document = {
        "decision": done.value,
        "docx": str(written.docx),
        "pdf": str(written.pdf),
        "initiatives": len(desk.look(decisions.get, done.value).initiatives),
        "pages": written.pages,
    }
    speech.result(document, _("Đã soạn quyết định {decision}: {docx}").format(**document))
    return Exit.DONE


def _signer(desk: Desk, wanted: argparse.Namespace) -> Signer:
    """The signer of that name, or a new one with the post given (the head's, where none is)."""
    known = desk.look(office.facts)
    for signer in known.signers_of("employer"):
        if signer.name == wanted.signer:
            return signer
    post = wanted.post or (known.employer.head_post if known.employer else "")
    signer = Signer(wanted.signer, post)
    desk.do(office.put_signer, signer)
    return signer


def sign(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The decision (or another paper of the registers) was signed; leave the frozen papers."""
    edited = _read(wanted.docx) if wanted.docx else None
    is_decision = desk.look(register_rows.kept_as, wanted.decision) is Kept.DECISION
    if edited is not None and is_decision:
        for problem in desk.look(decisions.edited_problems, wanted.decision, wanted.number, edited):
            speech.aside(wording.sentence(problem.code, problem.facts))
    scan = files.attach(desk, wanted.scan) if wanted.scan else None
    number = register_rows.freeze(desk, wanted.decision, wanted.number, wanted.date, docx=edited)
    if scan is not None:
        add_scan = decisions.add_scan if is_decision else registers.add_scan
        desk.do(add_scan, wanted.decision, scan.file, scan.media_type)
    written = _write(desk, wanted.decision, wanted.out)
    document = {
        "number": number,
        "docx": str(written.docx),
        "pdf": str(written.pdf),
        "sha256": written.sha256,
    }
    speech.result(document, _("Đã ký {number}: {pdf}").format(**document))
    return Exit.DONE


def certificates(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """One document with a page a certificate."""
    style = CertificateStyle(wanted.style) if wanted.style else None
    rendered = certificate_papers.render(desk, wanted.decision, style=style)
    desk.do(frozen_pages.keep, rendered)
    written = printing.write_out(rendered, wanted.out.parent, wanted.out.stem)
    document = {"pages": written.pages, "docx": str(written.docx), "pdf": str(written.pdf)}
    speech.result(document, _("{pages} giấy chứng nhận: {pdf}").format(**document))
    return Exit.DONE


def reprint(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The frozen issue again, byte for byte."""
    written = _write(desk, wanted.decision, wanted.out)
    document = {"docx": str(written.docx), "pdf": str(written.pdf), "sha256": written.sha256}
    speech.result(document, str(written.pdf))
    return Exit.DONE


def _write(desk: Desk, record: str, out: Path) -> Written:
    if desk.look(register_rows.kept_as, record) is Kept.DECISION:
        stem = _("Quyết định {number}").format(number=desk.look(decisions.get, record).number)
    else:
        paper = desk.look(registers.get, record)
        stem = _("Văn bản {number}").format(number=paper.number or paper.kind)
    return printing.write_out(register_rows.reprint(desk, record), out, stem)


def _read(path: Path) -> bytes:
    try:
        return read_small(path, files.LARGEST)
    except OSError as error:
        raise Refused("file.not_readable", file=path.name) from error
