"""Calls of a body above about its units, and of a unit for the body above."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop import wording
from desktop.cli.speech import Exit, Speech
from desktop.disk import read_small, write_whole
from desktop.domain.problems import Refused
from desktop.domain.report import COUNTED, Measure
from desktop.domain.unit_below import UnitBelow
from desktop.domain.unit_report import JointCell, JointFigures, RankBy
from desktop.i18n import _
from desktop.services import joint_reports, other_portal, printing, units_below
from desktop.services.desk import Desk
from sync.clock import local_date


def portal_word(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Say what another portal answered: the code, the day it was put in, the day it was counted valid."""
    if wanted.remove:
        desk.do(other_portal.remove_word, wanted.id)
    else:
        put_on = wanted.put_on or local_date(desk.clock.now())
        desk.do(
            other_portal.put_word,
            wanted.id,
            wanted.code,
            put_on,
            wanted.valid_on,
            put_time=wanted.at,
            returned_on=wanted.returned_on,
            note=wanted.reason,
        )
    speech.result({"id": wanted.id, "code": "" if wanted.remove else wanted.code}, _("Đã ghi"))
    return Exit.DONE


def report_file(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """A report that was sent, as a signed file for the body above."""
    target = wanted.out.with_suffix(units_below.ENDING)
    data = units_below.file_of(desk, wanted.report)
    write_whole(target, data)
    speech.result({"file": str(target), "bytes": len(data)}, str(target))
    return Exit.DONE


def unit(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Add a unit below, or change one from a day on; without a name, list them."""
    if wanted.name:
        there = {one.code: one for one in desk.look(units_below.units)}
        known = there.get(wanted.code, UnitBelow("", ""))
        said = UnitBelow(
            known.code,
            wanted.name,
            wanted.group or known.group,
            wanted.in_charge or known.in_charge,
            wanted.contact or known.contact,
            known.assigned if wanted.assigned is None else wanted.assigned,
            wanted.ended,
        )
        desk.do(units_below.put_unit, said, wanted.date)
    rows = desk.look(units_below.units)
    document = [
        {
            "code": one.code,
            "name": one.name,
            "group": one.group,
            "in_charge": one.in_charge,
            "contact": one.contact,
            "assigned": one.assigned,
        }
        for one in rows
    ]
    speech.result(document, *(f"{one.code}  {one.name}  {one.in_charge}" for one in rows))
    return Exit.DONE


def take_in(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Take in units' files; one that is refused is named and keeps none of the others out."""
    documents: list[dict[str, Any]] = []
    taken = 0
    for path in wanted.files:
        try:
            found = units_below.take_in(desk, _read(path), wanted.unit).value
        except Refused as refused:
            said = wording.sentence(refused.code, refused.facts)
            documents.append({"file": str(path), "code": refused.code, "message": said})
            speech.aside(f"{path.name}: {said}")
            continue
        taken += 1
        warned = [problem.code for problem in found.problems]
        for problem in found.problems:
            speech.aside(f"{path.name}: {wording.sentence(problem.code, problem.facts)}")
        documents.append(
            {
                "file": str(path),
                "unit": found.unit.code,
                "name": found.unit.name,
                "until": found.stated.until.isoformat(),
                "new": found.is_new,
                "warnings": warned,
            }
        )
    speech.result(documents, _("Số tệp báo cáo đã nhận: {count}").format(count=taken))
    return Exit.DONE if taken else Exit.NOTHING_DONE


def _read(path: Path) -> bytes:
    try:
        return read_small(path, units_below.LARGEST)
    except OSError as error:
        raise Refused("file.not_readable", file=path.name) from error


def type_in(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Type what a unit reported on paper."""
    counts = {
        Measure.RECOGNISED: wanted.recognised,
        Measure.ON_PORTAL: wanted.on_portal,
        Measure.VALID: wanted.valid,
    }
    record = desk.do(units_below.type_in, wanted.unit, wanted.until, counts, wanted.number).value
    speech.result({"report": record}, _("Đã ghi"))
    return Exit.DONE


def joint(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The figures of all units; with `--out` send the joint report and leave its papers."""
    by = RankBy(wanted.by)
    if wanted.out is None:
        found = desk.look(joint_reports.figures, wanted.until, by)
        speech.result(_document(found), *_told(found))
        return Exit.DONE
    record = joint_reports.send(desk, wanted.until, by, number=wanted.number).value.id
    found = desk.look(joint_reports.sent, record)
    stem = _("Báo cáo tổng hợp đến {day}").format(day=f"{found.until:%d-%m-%Y}")
    written = printing.write_out(joint_reports.reprint(desk, record), wanted.out, stem)
    book = written.pdf.with_suffix(".xlsx")
    write_whole(book, joint_reports.reprint_book(desk, record))
    papers = {"report": record, "docx": str(written.docx), "pdf": str(written.pdf), "xlsx": str(book)}
    speech.result(papers | _document(found), str(written.pdf))
    return Exit.DONE


def _document(found: JointFigures) -> dict[str, Any]:
    return {
        "until": found.until.isoformat(),
        "units": [
            {
                "unit": row.unit,
                "name": row.name,
                "silent": row.is_silent,
                "in_charge": row.in_charge,
                "place": row.place,
                "place_before": row.place_before,
                "assigned": row.assigned,
                **{measure.value: row.counts[measure] for measure in COUNTED},
            }
            for row in found.rows
        ],
        "total": _cell(found.total),
        "groups": [{"group": one.name, **_cell(one)} for one in found.groups],
    }


def _cell(cell: JointCell) -> dict[str, Any]:
    counts = {measure.value: cell.counts[measure] for measure in COUNTED}
    return {"units": cell.units, "silent": cell.silent, "assigned": cell.assigned, **counts}


def _told(found: JointFigures) -> list[str]:
    return [
        f"{row.place}  {row.name}  {row.counts[Measure.VALID]}"
        + (_("  (chưa báo cáo, phụ trách: {who})").format(who=row.in_charge or "–") if row.is_silent else "")
        for row in found.rows
    ]
