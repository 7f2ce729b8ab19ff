"""Calls about the registers: papers that mend a decision, certificates again, templates, legal bases."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop import wording
from desktop.cli.speech import Exit, Speech, said
from desktop.domain.house import CertificateStyle, Signer
from desktop.domain.issued import Deed
from desktop.domain.legal import LegalBasis
from desktop.domain.problems import Refused
from desktop.domain.series import Issuing
from desktop.i18n import _
from desktop.services import (
    certificates,
    frozen_pages,
    keepers,
    legal,
    mending,
    office,
    own_templates,
    paper_notes,
    printing,
    prints,
    register_rows,
    registers,
)
from desktop.services.desk import Desk
from desktop.services.mending_facts import Mending
from desktop.services.own_templates import PaperKind, Source
from desktop.services.printing import Rendered
from desktop.services.register_rows import RegisterRow


def register(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Every paper of the registers, newest first."""
    only = desk.look(registers.by_code, wanted.code) if wanted.code else ""
    rows = [
        row
        for row in desk.look(register_rows.listing)
        if only in ("", row.id)
        and (not wanted.issuer or row.issuer.value == wanted.issuer)
        and (not wanted.year or row.year == wanted.year)
    ]
    speech.result([_line(row) for row in rows], *(_words(row) for row in rows))
    return Exit.DONE


def _line(row: RegisterRow) -> dict[str, object]:
    return {
        "id": row.id,
        "kind": row.paper,
        "issuer": row.issuer.value,
        "state": row.state.value,
        "number": row.number,
        "signed_on": row.signed_on.isoformat() if row.signed_on else None,
        "subject": row.subject,
        "deed": row.deed.value,
        "mends": row.mends,
        "mended_by": list(row.mended_by),
    }


def _words(row: RegisterRow) -> str:
    return f"{row.number or '…'}  {wording.label(row.state)}  {row.subject or row.paper}  {row.id}"


def mend(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Draft a paper that amends, replaces, annuls or corrects a decision, number and date blank."""
    wish = Mending(
        Deed(wanted.deed),
        _signer(desk, wanted.signer),
        tuple(wanted.line)
        or (desk.look(mending.changes_as_lines, wanted.decision) if wanted.changed else ()),
        wanted.reason,
        tuple(wanted.only),
    )
    record = desk.do(mending.draft, wanted.decision, wish).value
    for note in desk.look(paper_notes.notes, record):
        speech.aside(wording.sentence(note.code, note.facts))
    written = printing.write_out(registers.render(desk, record), wanted.out, _("Dự thảo văn bản"))
    document = {"paper": record, "docx": str(written.docx), "pdf": str(written.pdf), "pages": written.pages}
    speech.result(document, _("Đã soạn {paper}: {docx}").format(**document))
    return Exit.DONE


def _signer(desk: Desk, name: str) -> Signer:
    known = desk.look(office.facts).signers_of("employer")
    for signer in known:
        if signer.name == name or not name:
            return signer
    raise Refused("signer.missing")


def reissue(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """One certificate again, marked as given out again."""
    style = CertificateStyle(wanted.style) if wanted.style else None
    rendered = certificates.reissue(desk, wanted.decision, wanted.number, wanted.reason, style=style)
    _written(rendered, wanted.out, speech)
    return Exit.DONE


def kept_copies(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """What was kept of a decision's certificates when it left, oldest first."""
    found = desk.look(certificates.copies, wanted.decision)
    listed = [
        {"copy": one.id, "number": one.subject, "at": one.at.isoformat(), "reason": one.reason}
        for one in found
    ]
    told = _("{count} bản đã giữ").format(count=len(found))
    speech.result(listed, told, *(f"{one['copy']}  {one['number']}  {one['at']}" for one in listed))
    return Exit.DONE


def kept_copy(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """One of the kept copies, byte for byte."""
    rendered = certificates.copy_again(desk, wanted.decision, wanted.copy)
    _written(rendered, wanted.out, speech)
    return Exit.DONE


def _written(rendered: Rendered, out: Path, speech: Speech) -> None:
    written = printing.write_out(rendered, out.parent, out.stem)
    document = {"docx": str(written.docx), "pdf": str(written.pdf), "sha256": written.sha256}
    speech.result(document, str(written.pdf))


def overprint(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Certificates as words for bought forms, or the sheet to measure a printer by."""
    offset = desk.look(prints.offset, wanted.printer)
    if wanted.decision:
        rendered = certificates.words_only(desk, wanted.decision, offset)
        desk.do(frozen_pages.keep, rendered)
    else:
        rendered = certificates.calibration(desk, offset)
    written = printing.write_out(rendered, wanted.out.parent, wanted.out.stem)
    document = {"pdf": str(written.pdf), "pages": written.pages, "offset": [offset.right, offset.down]}
    speech.result(document, str(written.pdf))
    return Exit.DONE


def printer_offset(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """How far a printer prints beside the place, as it was measured."""
    desk.do(prints.put_offset, wanted.printer, certificates.Offset(wanted.right, wanted.down))
    kept = desk.look(prints.offset, wanted.printer)
    told = _("{printer}: dời phải {right} mm, xuống {down} mm")
    document = {"printer": wanted.printer, "right": kept.right, "down": kept.down}
    speech.result(document, told.format(**document))
    return Exit.DONE


def templates(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Every paper and where its template comes from."""
    del wanted
    rows = own_templates.rows(desk)
    document = [
        {
            "kind": row.kind.value,
            "title": row.title,
            "used": row.used.value,
            "offered": [source.value for source in row.offered],
            "version": row.version,
            "names": list(row.names),
        }
        for row in rows
    ]
    speech.result(document, *(f"{row.kind.value}  {wording.label(row.used)}  {row.title}" for row in rows))
    return Exit.DONE


def template(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Check a template that was edited in Word and take it; or print from another source again."""
    kind = PaperKind(wanted.kind)
    if wanted.use:
        desk.do(own_templates.use, kind, Source(wanted.use))
        speech.result({"kind": kind.value, "used": wanted.use}, wording.label(Source(wanted.use)))
        return Exit.DONE
    if wanted.file is None:
        out = own_templates.export(desk, kind, wanted.out or Path.cwd())
        speech.result({"docx": str(out)}, str(out))
        return Exit.DONE
    checked = own_templates.check(desk, kind, wanted.file)
    document: dict[str, object] = {
        "kind": kind.value,
        "problems": [said(problem) for problem in checked.problems],
        "left_out": list(checked.left_out),
        "version": "",
    }
    if checked.may_be_taken and not wanted.dry_run:
        document["version"] = own_templates.take(desk, checked, leave_out=wanted.leave_out)
    speech.result(document, *(wording.sentence(one.code, one.facts) for one in checked.problems))
    return Exit.DONE if checked.may_be_taken else Exit.NOTHING_DONE


def bases(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The legal bases and until when each holds."""
    del wanted
    known = desk.look(legal.listing)
    document = [
        {
            "code": basis.code,
            "text": basis.text,
            "papers": list(basis.papers),
            "since": basis.since.isoformat() if basis.since else None,
            "lapsed_on": basis.lapsed_on.isoformat() if basis.lapsed_on else None,
            "replaced_by": basis.replaced_by,
        }
        for basis in known
    ]
    speech.result(document, *(f"{basis.code}  {basis.text}" for basis in known))
    return Exit.DONE


def basis(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Add a legal basis, or change the one with the same code."""
    known = {one.code: one for one in desk.look(legal.listing)}
    old = known.get(wanted.code, LegalBasis(wanted.code, wanted.text))
    made = LegalBasis(
        wanted.code,
        wanted.text or old.text,
        tuple(wanted.paper) or old.papers,
        old.place,
        wanted.since or old.since,
        wanted.lapsed or old.lapsed_on,
        wanted.replaced_by or old.replaced_by,
    )
    desk.do(legal.put, made)
    speech.result({"code": made.code}, made.text)
    return Exit.DONE


def keep_register(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """This PC keeps an issuer's register from now on."""
    desk.do(keepers.keep_here, Issuing(wanted.issuer))
    speech.result({"issuer": wanted.issuer}, wording.label(Issuing(wanted.issuer)))
    return Exit.DONE
