"""One call from beginning to end: parse, sign in, do, say, leave."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop import paths
from desktop.cli import (
    calls_accounts,
    calls_bundles,
    calls_care,
    calls_council,
    calls_decisions,
    calls_entry,
    calls_exchange,
    calls_floor,
    calls_folder,
    calls_guidance,
    calls_hand,
    calls_handed,
    calls_initiatives,
    calls_money,
    calls_papers,
    calls_people,
    calls_personal,
    calls_praise,
    calls_registers,
    calls_reports,
    calls_sharing,
    calls_unattended,
    calls_units,
)
from desktop.cli.parser import parse
from desktop.cli.speech import Exit, Speech, status_of
from desktop.disk import SMALL, read_small
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import folders
from desktop.services.desk import Desk

Call = Callable[[Desk, argparse.Namespace, Speech], Exit]

READING: dict[str, Call] = {
    "list": calls_initiatives.list_,
    "export": calls_initiatives.export,
    "show": calls_initiatives.show,
    "paper": calls_papers.paper,
    "reprint": calls_decisions.reprint,
    "pack": calls_exchange.pack,
    "type": calls_hand.type_page,
    "status": calls_exchange.status,
    "receipts": calls_exchange.receipts,
    "audit": calls_care.audit,
    "shared": calls_sharing.shared,
    "register": calls_registers.register,
    "kept-copies": calls_registers.kept_copies,
    "kept-copy": calls_registers.kept_copy,
    "templates": calls_registers.templates,
    "legal": calls_registers.bases,
    "purses": calls_money.purse,
    "praise-letters": calls_praise.letters,
    "praise-decisions": calls_praise.register,
    "story-card": calls_praise.card,
    "award-candidates": calls_praise.candidates,
    "thresholds": calls_praise.thresholds,
    "report-file": calls_units.report_file,
    "report-changes": calls_reports.changed,
    "payable": calls_money.payable,
    "pay-list": calls_money.pay_list,
    "payments": calls_money.rounds,
    "ask-support": calls_money.asking,
    "remuneration": calls_money.remuneration,
    "figures": calls_reports.figures,
    "reports": calls_reports.report_again,
    **calls_entry.READING,
    "users": calls_accounts.users,
    "person": calls_personal.person,
    "mentions": calls_personal.mentions,
    "looks": calls_personal.looks,
    "people": calls_floor.people_,
    "same-people": calls_people.may_be_one,
    "workshops": calls_floor.workshops,
    "scans": calls_floor.scans,
    "names": calls_floor.names,
    "board": calls_floor.board,
    **calls_council.READING,
    **calls_handed.READING,
}
"""Calls that write nothing in the folder: they run beside an open window."""

WRITING: dict[str, Call] = {
    **calls_entry.WRITING,
    "import": calls_initiatives.import_,
    "import-workers": calls_people.import_workers_,
    "merge-people": calls_people.merge,
    "council": calls_decisions.council,
    **calls_council.WRITING,
    "decide": calls_decisions.decide,
    "sign": calls_decisions.sign,
    "certificates": calls_decisions.certificates,
    "overprint": calls_registers.overprint,
    "mend": calls_registers.mend,
    "reissue": calls_registers.reissue,
    "printer-offset": calls_registers.printer_offset,
    "keep-register": calls_registers.keep_register,
    "template": calls_registers.template,
    "legal-basis": calls_registers.basis,
    "guidance": calls_guidance.guidance_,
    "submit": calls_exchange.submit,
    "purse": calls_money.put_purse,
    "pay": calls_money.pay,
    "mark-paid": calls_money.mark,
    "settle": calls_money.settle,
    "correct-payment": calls_money.correct,
    "target": calls_reports.target,
    "report": calls_reports.report,
    "file-asking": calls_money.file_asking,
    "file-praise": calls_praise.file_letters,
    "praise-decision": calls_praise.decision,
    "praise-sign": calls_praise.sign,
    "threshold": calls_praise.put_threshold,
    "remuneration-year": calls_money.enter_remuneration,
    "portal-word": calls_units.portal_word,
    "units": calls_units.unit,
    "unit-reports": calls_units.take_in,
    "unit-report": calls_units.type_in,
    "joint-report": calls_units.joint,
    "enrol": calls_exchange.enrol,
    "enrol-beyond": calls_exchange.enrol_beyond,
    **calls_handed.WRITING,
    "schedule": calls_unattended.schedule,
    "share": calls_sharing.share,
    "send": calls_exchange.send,
    "bundle": calls_bundles.bundle,
    "field-order": calls_hand.field_order,
    "portal-answers": calls_hand.portal_answers_,
    "reconcile": calls_exchange.reconcile,
    "backup": calls_care.backup,
    "safe-to-wipe": calls_care.safe_to_wipe,
    "doctor": calls_care.doctor,
    "user": calls_accounts.user,
    "check": calls_personal.check,
    "consent": calls_personal.consent,
    "erase": calls_personal.erase,
    "retention": calls_personal.retention,
    "move": calls_floor.move,
    "reorganise": calls_floor.reorganise,
    "forms": calls_floor.forms,
    "scan": calls_floor.scan,
    "scan-attach": calls_floor.scan_attach,
}


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one call; without a command, open the window."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    wanted = parse(words)
    speech = Speech(as_json=wanted.json)
    if wanted.command is None:
        return _window(wanted)
    try:
        return _do(wanted, speech)
    except Refused as refused:
        speech.refused(refused)
        return status_of(refused)


def _do(wanted: argparse.Namespace, speech: Speech) -> int:
    if wanted.command == "init":
        return calls_folder.init(_folder(wanted), _passphrase(wanted, new=True), wanted, speech)
    if wanted.command == "restore":
        return calls_care.restore(_folder(wanted), _passphrase(wanted), wanted, speech)
    if wanted.command == "salvage":
        return calls_care.salvage(_folder(wanted), _passphrase(wanted), wanted, speech)
    if wanted.command == "recover":
        return calls_accounts.recover(_folder(wanted), _passphrase(wanted, new=True), wanted, speech)
    if wanted.command == "send" and wanted.unattended:
        return calls_unattended.send(_folder(wanted), wanted, speech)
    if wanted.command == "demo":
        return calls_folder.demo(wanted, speech)
    write = wanted.command in WRITING or wanted.command == "passphrase"
    user = wanted.user or os.environ.get("SANGKIEN_USER", "")
    given = _passphrase(wanted)
    desk = folders.sign_in(_folder(wanted), given, user=user, write=write)
    try:
        if wanted.command == "passphrase":
            return calls_accounts.passphrase(desk, wanted, speech, given)
        return (WRITING if write else READING)[wanted.command](desk, wanted, speech)
    finally:
        desk.close()


def _window(wanted: argparse.Namespace) -> int:
    from desktop.app import main as open_window  # late: a command needs no Qt

    given = [
        *(["--data", str(wanted.data)] if wanted.data else []),
        *(["--lang", wanted.lang] if wanted.lang else []),
    ]
    return open_window(given)


def _folder(wanted: argparse.Namespace) -> Path:
    return wanted.data or paths.data_folder()


def _passphrase(wanted: argparse.Namespace, *, new: bool = False) -> str:
    """From the key file, the environment, or the keyboard."""
    if wanted.key_file is not None:
        try:
            return str(read_small(wanted.key_file, SMALL).decode("utf-8")).strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise Refused("key_file.unreadable", file=wanted.key_file.name) from error
    if "SANGKIEN_PASSPHRASE" in os.environ:
        return os.environ["SANGKIEN_PASSPHRASE"]
    if not sys.stdin.isatty():
        raise Refused("passphrase.not_given")
    return getpass.getpass(_("Đặt mật khẩu: ") if new else _("Mật khẩu: "))
