"""Calls about support money, purses and remuneration."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from desktop import wording
from desktop.cli.speech import Exit, Speech
from desktop.domain.money import figures as grouped
from desktop.i18n import _
from desktop.services import (
    eligibility,
    filing_letters,
    payments,
    printing,
    purses,
    remunerations,
    settling,
)
from desktop.services.desk import Desk
from desktop.services.eligibility import Candidate
from desktop.services.payments import Mark, PayeeState, Totals


def payable(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Who may be paid from a purse, and what is in the others' way."""
    rows = _candidates(desk, wanted.purse)
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


def _candidates(desk: Desk, purse: str) -> list[Candidate]:
    rows: list[Candidate] = []
    while True:
        page = desk.look(eligibility.candidates, purse, len(rows), 1_000)
        rows += page.rows
        if len(rows) >= page.total or not page.rows:
            return rows


def pay(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Open a round and leave its list, ready to be signed."""
    ids = wanted.ids
    if wanted.every:
        ids = list(desk.look(eligibility.payable, wanted.purse))
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


def file_asking(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The letter that asks for a purse's money goes into the register."""
    record = desk.do(filing_letters.file_asking, wanted.purse).value
    speech.result({"paper": record}, record)
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


def enter_remuneration(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Say what a year of use brought and what was paid for it."""
    record = desk.do(
        remunerations.enter,
        wanted.id,
        wanted.year,
        benefit=wanted.benefit,
        agreed=wanted.agreed,
        paid=wanted.paid,
        paid_on=wanted.date,
        note=wanted.note,
    ).value
    speech.result({"remuneration": record}, _("Đã ghi"))
    return Exit.DONE


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
