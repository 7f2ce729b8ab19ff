"""Calls about targets, figures and reports."""

from __future__ import annotations

import argparse
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
from desktop.services import printing, reports, targets
from desktop.services.desk import Desk
from desktop.services.reports import Wanted

BENEFIT, MONEY = "benefit", "money"
"""Numbers beside the five counts whose lists can be asked for."""


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
        ids = _behind(desk, wanted, wants)
        speech.result(list(ids), *ids)
        return Exit.DONE
    found = desk.look(reports.figures, wants)
    speech.result(_document(found), *_told(found))
    return Exit.DONE


def _behind(desk: Desk, wanted: argparse.Namespace, wants: Wanted) -> tuple[str, ...]:
    if wanted.behind == BENEFIT:
        return desk.look(reports.behind_benefit, wants)
    if wanted.behind == MONEY:
        return desk.look(reports.behind_money, wanted.purse, wants)
    division = Division(wanted.by) if wanted.by else None
    return desk.look(reports.behind, Measure(wanted.behind), division, wanted.group, wants)


def changed(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """What became of a report's counts since it was sent."""
    found = {measure: desk.look(reports.since_sent, wanted.report, measure) for measure in COUNTED}
    document = {
        measure.value: {
            "sent": len(since.sent),
            "now": len(since.now),
            "gone": list(since.gone),
            "come": list(since.come),
        }
        for measure, since in found.items()
    }
    lines = (
        f"{wording.label(measure)}: {len(since.sent)} → {len(since.now)}" for measure, since in found.items()
    )
    speech.result(document, *lines)
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
