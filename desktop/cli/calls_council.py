"""Calls about the register of applications and the council's own work."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop import wording
from desktop.cli.calls_initiatives import chosen
from desktop.cli.speech import Exit, Speech
from desktop.disk import SMALL, read_small
from desktop.domain.agenda import Agenda
from desktop.domain.house import EmployerAnswer, Release
from desktop.domain.initiative import Stage
from desktop.domain.intake import Step
from desktop.domain.problems import Refused
from desktop.domain.rubric import Family, Rubric, read_points
from desktop.domain.scoring import Tally
from desktop.domain.seats import Member, Seat
from desktop.domain.text import fold
from desktop.i18n import _
from desktop.services import (
    agendas,
    booklets,
    councils,
    deadlines,
    files,
    filing,
    intakes,
    marking,
    meeting_papers,
    opinions,
    rubrics,
    seats,
)
from desktop.services.desk import Desk
from desktop.services.meeting_papers import MeetingPaper


def intake(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """One step for all that are named."""
    count = desk.do(intakes.take, wanted.ids, Step(wanted.step), wanted.date, wanted.words).value
    speech.result({"changed": count}, _("Đã ghi sổ {count} đơn").format(count=count))
    return Exit.DONE


def register(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The register of a year."""
    year = wanted.year or desk.clock.now().year
    document = [
        {
            "id": row.id,
            "number": row.number,
            "title": row.title,
            "step": row.step.value if row.is_kept else "",
            "received_on": row.intake.received_on,
            "asked_on": row.intake.asked_on,
            "completed_on": row.intake.completed_on,
            "accepted_on": row.intake.accepted_on,
            "due": row.due.duty.value if row.due else "",
            "due_on": row.due.on if row.due else None,
        }
        for row in desk.look(intakes.register, year)
    ]
    speech.result(document, "\n".join(f"{row['number']}\t{row['title']}" for row in document))
    return Exit.DONE


def due(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """What falls due."""
    found = desk.look(deadlines.coming, ahead=wanted.days)
    document = [
        {"id": item.initiative, "duty": item.duty.value, "on": item.on, "days_left": item.days_left}
        for item in found
    ]
    lines = (f"{item.on:%d/%m/%Y}  {wording.label(item.duty)}  {item.title}" for item in found)
    speech.result(document, "\n".join(lines))
    return Exit.DONE


def members(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Everyone who sat or sits, and what the council of today lacks."""
    for problem in desk.look(seats.council).problems:
        speech.aside(wording.sentence(problem.code, problem.facts))
    found = desk.look(seats.members)
    document = [_member(one) for one in found]
    speech.result(document, "\n".join(f"{wording.label(one.seat)}: {one.name}" for one in found))
    return Exit.DONE


def _member(one: Member) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "seat": one.seat.value,
        "post": one.post,
        "represents_union": one.represents_union,
        "is_head": one.is_head,
        "since": one.since,
        "until": one.until,
    }


def member(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Change the member of that name who sits, or enter a new one."""
    sitting = [one for one in desk.look(seats.council).members if fold(one.name) == fold(wanted.name)]
    known = sitting[0] if len(sitting) == 1 and not wanted.staff_code else Member("", "", wanted.name)
    said = replace(
        known,
        seat=Seat(wanted.seat) if wanted.seat else known.seat,
        post=known.post if wanted.post is None else wanted.post,
        represents_union=known.represents_union or wanted.union,
        is_head=known.is_head or wanted.head,
        since=wanted.since or known.since,
        until=wanted.until or known.until,
    )
    record = desk.do(seats.save_member, said, staff_code=wanted.staff_code).value
    speech.result({"member": record}, _("Đã ghi {name}").format(name=said.name))
    return Exit.DONE


def list_rubrics(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Every version."""
    found = desk.look(rubrics.listing)
    document = [
        {
            "code": one.rubric.code,
            "version": one.rubric.version,
            "title": one.rubric.title,
            "family": one.rubric.family.value,
            "lines": list(one.rubric.codes),
            "valid_from": one.valid_from,
        }
        for one in found
    ]
    speech.result(document, "\n".join(f"{row['code']} {row['version']}: {row['title']}" for row in document))
    return Exit.DONE


def rubric(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Every rubric of a file as its next version."""
    made = [desk.do(rubrics.save, one, wanted.date).value for one in rubrics.read_rubrics(wanted.file)]
    document = [{"code": one.code, "version": one.version} for one in made]
    speech.result(document, "\n".join(f"{one.code} {one.version}" for one in made))
    return Exit.DONE


def list_meetings(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Meetings that were called, and those that were recorded."""
    called = {one.agenda.id: one.agenda for one in desk.look(agendas.listing)}
    held = {one.id: one for one in desk.look(councils.listing)}
    document = []
    for record in {**called, **held}:
        meeting, agenda = held.get(record), called.get(record)
        day = meeting.held_on if meeting else agenda.held_on if agenda else None
        document.append(
            {
                "meeting": record,
                "held_on": day,
                "minutes_number": meeting.minutes_number if meeting else "",
                "rubric": agenda.rubric.code if agenda and agenda.rubric else "",
                "initiatives": [item.initiative for item in meeting.considerations]
                if meeting
                else list(agenda.initiatives if agenda else ()),
            }
        )
    speech.result(document, "\n".join(f"{row['meeting']}  {row['held_on']}" for row in document))
    return Exit.DONE


def meeting(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Call a meeting."""
    agenda = Agenda(
        "",
        wanted.date,
        tuple(chosen(desk, wanted, Stage.PENDING)),
        wanted.hour,
        wanted.place,
        guests=tuple(wanted.guest),
    )
    record = desk.do(agendas.save, agenda, rubric=wanted.rubric).value
    for problem in desk.look(agendas.sitting, record).problems:
        speech.aside(wording.sentence(problem.code, problem.facts))
    speech.result(
        {"meeting": record, "initiatives": len(agenda.initiatives)},
        _("Đã lưu phiên họp {meeting}").format(meeting=record),
    )
    return Exit.DONE


def marks(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Store a member's sheet from a file, then say what all sheets come to."""
    if wanted.file is not None:
        sheet = desk.look(marking.grid, wanted.meeting, wanted.member)
        numbered = {str(row.number): row.initiative for row in sheet.rows}
        given = {
            numbered[number]: _given(sheet.rubric, cells)
            for number, *cells in _lines(wanted.file)
            if number in numbered
        }
        desk.do(marking.put_marks, wanted.meeting, wanted.member, given)
    found = desk.look(marking.tallies, wanted.meeting)
    document = [{"id": one.initiative, "number": one.number, **_tally(one.tally)} for one in found]
    speech.result(
        document, "\n".join(f"{row['number']}\t{row['mean']}\t{row['verdict']}" for row in document)
    )
    return Exit.DONE


def _lines(path: Path) -> list[list[str]]:
    try:
        text = read_small(path, SMALL).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("file.not_readable", file=path.name) from error
    return [[cell.strip() for cell in re.split("[\t;]", line)] for line in text.splitlines() if line.strip()]


def _given(rubric_: Rubric, cells: list[str]) -> dict[str, int]:
    """Marks by line; an empty cell is no mark. A cell that is no mark is out of every range."""
    found = {}
    for code, cell in zip(rubric_.codes, cells, strict=False):
        if rubric_.family is Family.PAIRS:
            mark = {"x": 1, "1": 1, "k": 0, "0": 0}.get(cell.lower(), -1)
        else:
            points = read_points(cell)
            mark = -1 if points is None else points
        if cell:
            found[code] = mark
    return found


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "given": len(tally.given),
        "missing": list(tally.missing),
        "mean": tally.shown,
        "verdict": tally.verdict.value if tally.verdict else "",
    }


def complete(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The papers of these are complete."""
    count = desk.do(councils.complete, wanted.ids, wanted.date).value
    speech.result({"proposed": count}, _("{count} sáng kiến được Hội đồng đề nghị").format(count=count))
    return Exit.DONE


def file_paper(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """A paper of a meeting goes into the register."""
    filed = desk.do(filing.file, MeetingPaper(wanted.kind), wanted.meeting).value
    document = {"drafts": list(filed.drafts), "signed": list(filed.signed)}
    speech.result(document, _("{count} dự thảo trong sổ").format(count=len(filed.drafts)), *filed.drafts)
    return Exit.DONE


def employer_answer(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """What the employer answered about these; without any, what was answered before."""
    if not wanted.ids:
        said = [_answer(one) for one in desk.look(opinions.listing)]
        lines = (f"{one['date']}  {one['by']}  {len(one['levels'])}" for one in said)
        speech.result(said, "\n".join(lines))
        return Exit.DONE
    if not wanted.level:
        raise Refused("opinion.level_missing")
    if wanted.date is None:
        raise Refused("opinion.date_missing")
    scan = files.attach(desk, wanted.scan) if wanted.scan else None
    answer = EmployerAnswer(
        answered_on=wanted.date,
        levels=dict.fromkeys(wanted.ids, Release(wanted.level)),
        signed_by=wanted.by,
        note=wanted.note,
        scan=scan.file if scan else "",
    )
    changed = desk.do(opinions.record, answer, scan.media_type if scan else "").value
    document = {"answered": len(wanted.ids), "changed": changed}
    speech.result(document, _("Đã ghi ý kiến doanh nghiệp về {answered} sáng kiến").format(**document))
    return Exit.DONE


def _answer(answer: EmployerAnswer) -> dict[str, Any]:
    return {
        "date": answer.answered_on,
        "by": answer.signed_by,
        "note": answer.note,
        "levels": {record: level.value for record, level in answer.levels.items()},
        "scan": answer.scan,
    }


def write_booklets(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """A booklet for each member."""
    wanted.out.mkdir(parents=True, exist_ok=True)
    written = booklets.write_booklets(desk, wanted.meeting, wanted.out, wanted.member)
    document = [
        {"member": one.member, "pdf": str(one.pdf), "pages": one.pages, "left_out": list(one.left_out)}
        for one in written
    ]
    speech.result(document, "\n".join(str(one.pdf) for one in written))
    return Exit.DONE


def papers(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Every paper of a meeting that can be printed now."""
    wanted.out.mkdir(parents=True, exist_ok=True)
    names = {kind: kind.value for kind in meeting_papers.MeetingPaper}
    written = meeting_papers.write_all(desk, wanted.meeting, wanted.out, names)
    document = [
        {"docx": str(one.docx), "pdf": str(one.pdf), "sha256": one.sha256, "pages": one.pages}
        for one in written
    ]
    speech.result(document, "\n".join(str(one.pdf) for one in written))
    return Exit.DONE


READING = {
    "intake-book": register,
    "due": due,
    "members": members,
    "rubrics": list_rubrics,
    "meetings": list_meetings,
    "booklets": write_booklets,
    "meeting-papers": papers,
}
"""Calls that write nothing in the folder."""

WRITING = {
    "intake": intake,
    "member": member,
    "rubric": rubric,
    "meeting": meeting,
    "marks": marks,
    "complete": complete,
    "file-paper": file_paper,
    "employer-answer": employer_answer,
}
"""Calls that do."""
