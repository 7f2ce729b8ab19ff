"""Score sheets of a meeting: typed in member by member, counted once all that are owed are in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.domain.access import Right
from desktop.domain.problems import Refused, blocking
from desktop.domain.rubric import Rubric
from desktop.domain.scoring import Sheet, Tally, check_sheet, is_whole, tally
from desktop.domain.seats import Member
from desktop.domain.text import clean_line
from desktop.services import agendas
from desktop.services.agendas import Sitting
from desktop.services.desk import Look, Work, order, question
from desktop.store import sheets
from desktop.store.meetings import MEETINGS
from desktop.store.records import exists
from desktop.store.sheets import SHEETS


@dataclass(frozen=True, slots=True)
class GridRow:
    """One initiative on a member's sheet; `is_own` bars the member from marking it."""

    initiative: str
    number: int | None
    title: str
    is_own: bool
    marks: Mapping[str, int]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """One member's sheet with all initiatives of a meeting."""

    meeting: str
    member: Member
    rubric: Rubric
    rows: tuple[GridRow, ...]
    is_closed: bool
    """The result was recorded: nothing changes any more."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many whole sheets one member has given of those owed."""

    member: Member
    given: int
    owed: int


@dataclass(frozen=True, slots=True)
class Counted:
    """One initiative and what its sheets come to."""

    initiative: str
    number: int | None
    title: str
    authors: str
    tally: Tally


@order(Right.COUNCIL, "sheet.save")
def put_marks(
    work: Work,
    meeting: str,
    member: str,
    marks: Mapping[str, Mapping[str, int]],
    notes: Mapping[str, str] | None = None,
) -> int:
    """Store one member's marks, by initiative and line; one without any loses its sheet. Gives how many changed.

    Raises `agenda.missing`, `rubric.missing` where the meeting has none, `agenda.held`, `member.missing`,
    `initiative.missing` for one that is not on the agenda, the codes of `domain.scoring.check_sheet`.
    """
    held = agendas.sitting(work, meeting)
    rubric = _rubric(held)
    if exists(work.session, MEETINGS, meeting):
        raise Refused("agenda.held")
    if member not in {one.id for one in held.members}:
        raise Refused("member.missing", id=member)
    titles = {value.id: value.title for value in held.considered}
    before = {one.initiative: one for one in sheets.of_meeting(work.session, meeting, member)}
    changed = 0
    for record, given in marks.items():
        if record not in titles:
            raise Refused("initiative.missing", id=record)
        note = clean_line((notes or {}).get(record, ""))
        old = before.get(record)
        if not given and not note:
            changed += old is not None
            if old is not None:
                work.remove(SHEETS, old.id)
            continue
        sheet = Sheet(member, record, rubric, dict(given), note, meeting, old.id if old else "")
        own = held.own.get(record, frozenset())
        problems = blocking(check_sheet(sheet, own))
        if problems:
            raise Refused(problems[0].code, problems=problems, title=titles[record], **problems[0].facts)
        if old is None or replace(old, rubric=rubric) != sheet:
            work.save(SHEETS, replace(sheet, id=sheet.id or work.new_id()))
            changed += 1
    return changed


@question(Right.COUNCIL)
def grid(look: Look, meeting: str, member: str) -> Grid:
    """One member's sheet. Raises `agenda.missing`, `rubric.missing`, `member.missing`."""
    held = agendas.sitting(look, meeting)
    rubric = _rubric(held)
    sits = next((one for one in held.members if one.id == member), None)
    if sits is None:
        raise Refused("member.missing", id=member)
    given = {one.initiative: one for one in sheets.of_meeting(look.session, meeting, member)}
    rows = tuple(
        GridRow(
            value.id,
            value.number,
            value.title,
            member in held.own.get(value.id, frozenset()),
            given[value.id].marks if value.id in given else {},
            given[value.id].note if value.id in given else "",
        )
        for value in held.considered
    )
    return Grid(meeting, sits, rubric, rows, exists(look.session, MEETINGS, meeting))


@question(Right.COUNCIL)
def progress(look: Look, meeting: str) -> tuple[Progress, ...]:
    """Who has given how many sheets. Those who are absent owe none."""
    held = agendas.sitting(look, meeting)
    whole = [one for one in sheets.of_meeting(look.session, meeting) if is_whole(one)]
    found = []
    for member in held.members:
        owed = {
            value.id
            for value in held.considered
            if member.id not in held.own.get(value.id, frozenset()) and member.id not in held.agenda.absent
        }
        given = sum(one.member == member.id and one.initiative in owed for one in whole)
        found.append(Progress(member, given, len(owed)))
    return tuple(found)


@question(Right.COUNCIL)
def tallies(look: Look, meeting: str) -> tuple[Counted, ...]:
    """What the sheets of each initiative come to; nothing while one is missing."""
    held = agendas.sitting(look, meeting)
    rubric = _rubric(held)
    given = sheets.of_meeting(look.session, meeting)
    members = [one.id for one in held.members]
    return tuple(
        Counted(
            value.id,
            value.number,
            value.title,
            ", ".join(author.name for author in value.authors),
            tally(
                rubric,
                [one for one in given if one.initiative == value.id],
                members=members,
                authors=held.own.get(value.id, frozenset()),
                excused=held.agenda.absent,
            ),
        )
        for value in held.considered
    )


def _rubric(held: Sitting) -> Rubric:
    if held.agenda.rubric is None:
        raise Refused("rubric.missing")
    return held.agenda.rubric
