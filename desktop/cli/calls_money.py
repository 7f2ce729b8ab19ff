"""Calls about money and reports."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from typing import Any

from desktop import wording
from desktop.cli.speech import Exit, Speech
from desktop.disk import write_whole
from desktop.domain.money import figures as grouped
from desktop.domain.problems import Refused
from desktop.domain.report import COUNTED, Division, Figures, Measure, ReportKind
from desktop.domain.target import Target
from desktop.i18n import _
from desktop.services import payments, printing, purses, remunerations, reports, settling, targets
from desktop.services.desk import Desk
from desktop.services.payments import Mark, PayeeState, Totals
from desktop.services.reports import Wanted


def payable(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Who may be paid from a purse, and what is in the others' way."""
    rows = desk.look(payments.candidates, wanted.purse)
    document = [
        {
            "id": row.id,
            "number": row.number,
            "title": row.title,
            "payable": row.payable,
            "problems": [
                {"code": problem.code, "message": wording.sentence(problem.code, problem.facts)}
                for problem in row.problems
            ],
        }
        for row in rows
    ]
    lines = [
        f"{row.number or '–'}  {row.title}  "
        + (
            " ".join(wording.sentence(problem.code, problem.facts) for problem in row.problems)
            or _("đủ điều kiện")
        )
        for row in rows
    ]
    speech.result(document, *lines)
    return Exit.DONE


def pay(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Open a round and leave its list, ready to be signed."""
    ids = wanted.ids
    if wanted.every:
        ids = [row.id for row in desk.look(payments.candidates, wanted.purse) if row.payable]
    amounts = None if wanted.amount is None else dict.fromkeys(ids, wanted.amount)
    record = desk.do(payments.open_round, wanted.purse, ids, amounts=amounts).value
    _list_out(desk, wanted, speech, record)
    return Exit.DONE


def _list_out(desk: Desk, wanted: argparse.Namespace, speech: Speech, record: str) -> None:
    view = desk.look(payments.get, record)
    stem = _("Danh sách chi đợt {number} năm {year}").format(
        number=f"{view.round.number:02d}", year=view.round.year
    )
    written = printing.write_out(settling.render_round(desk, record), wanted.out, stem)
    document = {
        "round": record,
        "number": view.round.number,
        "lines": len(view.lines),
        "initiatives": len({line.initiative for line in view.lines}),
        **_sums(view.totals),
        "docx": str(written.docx),
        "pdf": str(written.pdf),
    }
    speech.result(
        document,
        _("Đợt chi {round}: {lines} dòng, {total} đồng: {pdf}").format(
            **document, total=grouped(view.totals.listed)
        ),
    )


def pay_list(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The list of a round again: the frozen one once it is settled."""
    _list_out(desk, wanted, speech, wanted.round)
    return Exit.DONE


_STATES = {"paid": PayeeState.PAID, "returned": PayeeState.RETURNED, "listed": PayeeState.LISTED}


def mark(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Say what became of lines of a round; without lines, of every one that still waits."""
    view = desk.look(payments.get, wanted.round)
    lines = wanted.lines or [line.id for line in view.lines if line.state is PayeeState.LISTED]
    state = PayeeState.PAID_TO_OTHER if wanted.receiver else _STATES[wanted.state]
    said = Mark(state, wanted.date, wanted.receiver, wanted.authority, wanted.reason)
    changed = desk.do(payments.mark, lines, said).value
    totals = desk.look(payments.get, wanted.round).totals
    document = {"changed": changed, **_sums(totals)}
    speech.result(
        document,
        _("Đã ghi {changed} dòng; đã chi {paid} đồng, còn chờ {waiting} đồng").format(
            changed=changed, paid=grouped(totals.paid), waiting=grouped(totals.waiting)
        ),
    )
    return Exit.DONE


def settle(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Settle a round for good and leave its frozen list."""
    settling.settle(desk, wanted.round)
    _list_out(desk, wanted, speech, wanted.round)
    return Exit.DONE


def correct(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """A correction after settling."""
    entry = desk.do(payments.correct, wanted.line, wanted.amount, wanted.reason).value
    speech.result(
        {"correction": entry}, _("Đã ghi điều chỉnh {amount} đồng").format(amount=grouped(wanted.amount))
    )
    return Exit.DONE


def rounds(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """One round whole, or the register of rounds and what each purse holds."""
    if wanted.round:
        view = desk.look(payments.get, wanted.round)
        lines: list[dict[str, Any]] = [
            {
                "id": line.id,
                "name": line.name,
                "workshop": line.workshop,
                "title": line.initiative_title,
                "amount": line.amount,
                "state": line.state.value,
            }
            for line in view.lines
        ]
        whole: dict[str, Any] = {
            "round": wanted.round,
            "state": view.round.state.value,
            **_sums(view.totals),
            "lines": lines,
        }
        speech.result(whole, *(f"{x['name']}  {grouped(x['amount'])}  {x['state']}" for x in lines))
        return Exit.DONE
    rows = desk.look(payments.rounds)
    ledger = desk.look(payments.ledger)
    document = {
        "rounds": [
            {
                "id": row.id,
                "number": row.number,
                "year": row.year,
                "purse": row.purse,
                "state": row.state.value,
                **_sums(row.totals),
            }
            for row in rows
        ],
        "purses": [
            {
                "code": row.purse.code,
                "ledger": row.purse.ledger.value,
                "rate": row.purse.rate,
                "cap": row.purse.cap,
                "initiatives": row.initiatives,
                **_sums(row.totals),
            }
            for row in ledger
        ],
    }
    told = [
        _("Đợt {number}/{year}, {purse}: {listed} đồng, đã chi {spent}, còn chờ {waiting}").format(
            number=row.number,
            year=row.year,
            purse=row.purse_name,
            listed=grouped(row.totals.listed),
            spent=grouped(row.totals.spent),
            waiting=grouped(row.totals.waiting),
        )
        for row in rows
    ]
    speech.result(document, *told)
    return Exit.DONE


def _sums(totals: Totals) -> dict[str, Any]:
    return {
        "listed": totals.listed,
        "paid": totals.paid,
        "returned": totals.returned,
        "waiting": totals.waiting,
        "corrected": totals.corrected,
        "spent": totals.spent,
    }


def asking(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The letter that asks for a purse's money."""
    facts = desk.look(settling.asking_facts, wanted.purse)
    rendered = settling.render_asking(desk, wanted.purse)
    written = printing.write_out(rendered, wanted.out, _("Công văn đề nghị hỗ trợ"))
    document: dict[str, Any] = {
        "initiatives": len(facts.rows),
        "total": facts.total,
        "docx": str(written.docx),
        "pdf": str(written.pdf),
    }
    told = _("Đề nghị hỗ trợ {initiatives} sáng kiến, {sum} đồng: {pdf}")
    speech.result(document, told.format(**document, sum=grouped(facts.total)))
    return Exit.DONE


def remuneration(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """What is owed for each year of use."""
    rows = desk.look(remunerations.tracker)
    document = [
        {
            "id": row.initiative,
            "number": row.number,
            "title": row.title,
            "year": row.year,
            "due": row.due,
            "due_on": row.due_on.isoformat(),
            "paid": row.paid,
            "late": row.late,
        }
        for row in rows
    ]
    speech.result(
        document, *(f"{row.due_on:%d/%m/%Y}  {row.title} ({row.year})  {grouped(row.due)}" for row in rows)
    )
    return Exit.DONE


def target(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Say a target of the running phase."""
    phase = wanted.phase or desk.look(targets.phase).code
    said = Target(phase, wanted.workshop, wanted.assigned, wanted.pledged)
    desk.do(targets.put_target, said)
    rows = desk.look(targets.targets, phase)
    document = {
        "phase": phase,
        "targets": [
            {"workshop": row.workshop, "assigned": row.assigned, "pledged": row.pledged} for row in rows
        ],
    }
    speech.result(document, _("Đã ghi chỉ tiêu {phase}").format(phase=phase))
    return Exit.DONE


def figures(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The figures as they stand, or the list behind one of them."""
    wants = _wanted(wanted)
    if wanted.behind:
        division = Division(wanted.by) if wanted.by else None
        ids = desk.look(reports.behind, Measure(wanted.behind), division, wanted.group, wants)
        speech.result(list(ids), *ids)
        return Exit.DONE
    found = desk.look(reports.figures, wants)
    speech.result(_document(found), *_told(found))
    return Exit.DONE


def report(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Send a report and leave its papers; with `--draft`, leave them as they would be."""
    wants = _wanted(wanted)
    until = wants.until or desk.look(reports.figures, wants).until
    stem = _("{kind} đến {day}").format(kind=wording.label(wants.kind), day=f"{until:%d-%m-%Y}")
    if wanted.draft:
        record, found = "", desk.look(reports.figures, wants)
        rendered, book = reports.draft(desk, wants), reports.draft_book(desk, wants)
    else:
        record = reports.send(desk, wants, number=wanted.number).value.id
        found = desk.look(reports.sent, record)
        rendered, book = reports.reprint(desk, record), reports.reprint_book(desk, record)
    _report_out(wanted, speech, record, found, stem, rendered, book)
    return Exit.DONE


def report_again(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The papers of a report as they were sent, or the register of reports."""
    rows = desk.look(reports.listing)
    if not wanted.report:
        document = [
            {
                "id": row.id,
                "kind": row.kind.value,
                "until": row.until.isoformat(),
                "number": row.number,
                "recognised": row.recognised,
                "valid": row.valid,
            }
            for row in rows
        ]
        speech.result(
            document,
            *(
                f"{row.until:%d/%m/%Y}  {wording.label(row.kind)}  {row.recognised}  {row.valid}"
                for row in rows
            ),
        )
        return Exit.DONE
    found = desk.look(reports.sent, wanted.report)
    kind = next(row.kind for row in rows if row.id == wanted.report)
    stem = _("{kind} đến {day}").format(kind=wording.label(kind), day=f"{found.until:%d-%m-%Y}")
    rendered, book = reports.reprint(desk, wanted.report), reports.reprint_book(desk, wanted.report)
    if wanted.out is None:
        raise Refused("report.nowhere")
    _report_out(wanted, speech, wanted.report, found, stem, rendered, book)
    return Exit.DONE


def _report_out(
    wanted: argparse.Namespace,
    speech: Speech,
    record: str,
    found: Figures,
    stem: str,
    rendered: printing.Rendered,
    book: bytes,
) -> None:
    written = printing.write_out(rendered, wanted.out, stem)
    workbook = written.docx.with_suffix(".xlsx")
    write_whole(workbook, book)
    document = {
        "report": record,
        "docx": str(written.docx),
        "pdf": str(written.pdf),
        "xlsx": str(workbook),
        "sha256": written.sha256,
        **_document(found),
    }
    speech.result(document, *_told(found), str(written.pdf))


def _wanted(wanted: argparse.Namespace) -> Wanted:
    since: date | None = wanted.since
    return Wanted(ReportKind(wanted.kind), since, wanted.until)


def _document(found: Figures) -> dict[str, Any]:
    return {
        "until": found.until.isoformat(),
        "phase": found.phase,
        "total": {measure.value: found.total.number(measure) for measure in Measure},
        "change": {measure.value: found.total.change(measure) for measure in COUNTED},
        "expected": found.expected,
        "by": {
            division.value: [
                {"group": cell.group, "name": cell.name}
                | {measure.value: cell.number(measure) for measure in Measure}
                for cell in cells
            ]
            for division, cells in found.divisions.items()
        },
        "money": [
            {"purse": one.purse, "initiatives": one.initiatives, "spent": one.spent, "waiting": one.waiting}
            for one in found.money
        ],
    }


def _told(found: Figures) -> list[str]:
    return [
        f"{wording.label(measure)}: {grouped(number)}"
        for measure in Measure
        if (number := found.total.number(measure)) is not None
    ]


def put_purse(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Say what a purse gives from a day on."""
    known = desk.look(purses.purse, wanted.code)
    said = replace(
        known,
        rate=known.rate if wanted.rate is None else wanted.rate,
        cap=known.cap if wanted.cap is None else wanted.cap,
        basis=wanted.basis or known.basis,
    )
    desk.do(purses.put_purse, said, wanted.date)
    return purse(desk, wanted, speech)


def purse(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The purses as they hold today."""
    rows = desk.look(purses.purses)
    document = [
        {
            "code": one.code,
            "name": one.name,
            "ledger": one.ledger.value,
            "rate": one.rate,
            "cap": one.cap,
            "conditions": [condition.value for condition in one.conditions],
            "sureness": one.sureness.value,
        }
        for one in rows
    ]
    speech.result(document, *(f"{one.code}  {one.name}  {grouped(one.rate)}" for one in rows))
    return Exit.DONE
