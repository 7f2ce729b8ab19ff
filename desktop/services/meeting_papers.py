"""The papers of one meeting: which can be printed now, one of them, or the whole set into a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from desktop.domain.access import Right
from desktop.domain.agenda import Agenda
from desktop.domain.council import Meeting
from desktop.domain.initiative import Outcome
from desktop.domain.problems import Refused
from desktop.services import (
    council_papers,
    initiative_papers,
    intake_papers,
    marking_papers,
    notice_papers,
    printing,
    registers,
    seats,
)
from desktop.services.desk import Desk, Look, question
from desktop.services.printing import Rendered, Stop, Written
from desktop.store import initiatives
from desktop.store.agendas import AGENDAS
from desktop.store.meetings import MEETINGS
from desktop.store.records import load_one


class MeetingPaper(StrEnum):
    """The papers of one meeting, in the order in which they are needed."""

    SET_UP = "set_up"
    SLIPS = "slips"
    USE = "use"
    OPINION = "opinion"
    INVITATION = "invitation"
    MARK_SHEETS = "mark_sheets"
    TALLY = "tally"
    MINUTES = "minutes"
    PROPOSAL = "proposal"
    NOT_RECOGNISED = "not_recognised"


@dataclass(frozen=True, slots=True)
class Offer:
    """One paper of a meeting; `lacks` is the code of what is not there yet ("": it can be printed)."""

    kind: MeetingPaper
    lacks: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether it can be printed now."""
        return not self.lacks


@dataclass(frozen=True, slots=True)
class _Meeting:
    agenda: Agenda | None
    held: Meeting | None
    ids: tuple[str, ...]

    @property
    def day(self) -> date | None:
        if self.held:
            return self.held.held_on
        return self.agenda.held_on if self.agenda else None


@question(Right.COUNCIL)
def offers(look: Look, meeting: str) -> tuple[Offer, ...]:
    """Every paper of a meeting that was called or held. Raises `meeting.missing`."""
    found = _find(look, meeting)
    members = seats.council(look, found.day).members
    marked = "" if found.agenda and found.agenda.rubric else "rubric.missing"
    said = _outcomes(look, found)
    lacks: Mapping[MeetingPaper, str] = {
        MeetingPaper.SET_UP: "" if members else "council.no_members",
        MeetingPaper.INVITATION: "" if found.agenda else "meeting.not_called",
        MeetingPaper.MARK_SHEETS: marked or ("" if members else "council.no_members"),
        MeetingPaper.TALLY: marked,
        MeetingPaper.MINUTES: "" if found.held else "meeting.not_held",
        MeetingPaper.PROPOSAL: "" if Outcome.PROPOSED in said.values() else "proposal.nothing",
        MeetingPaper.NOT_RECOGNISED: "" if _refused(found) else "not_recognised.by_nobody_here",
    }
    return tuple(Offer(kind, lacks.get(kind, "")) for kind in MeetingPaper)


@question()
def considered(look: Look, meeting: str) -> tuple[str, ...]:
    """The initiatives of a meeting that was called or held. Raises `meeting.missing`."""
    return _find(look, meeting).ids


@question(Right.COUNCIL)
def refused(look: Look, meeting: str) -> tuple[str, ...]:
    """Those of a meeting that it turned down with a reason. Raises `meeting.missing`."""
    return _refused(_find(look, meeting))


@question(Right.COUNCIL)
def _ids_for(look: Look, meeting: str, kind: MeetingPaper) -> tuple[str, ...]:
    return refused(look, meeting) if kind is MeetingPaper.NOT_RECOGNISED else considered(look, meeting)


_OF_MEETING: Mapping[MeetingPaper, Callable[[Desk, str], Rendered]] = {
    MeetingPaper.INVITATION: council_papers.invitation,
    MeetingPaper.MARK_SHEETS: marking_papers.sheets,
    MeetingPaper.TALLY: marking_papers.tally,
    MeetingPaper.MINUTES: council_papers.minutes,
    MeetingPaper.PROPOSAL: notice_papers.proposal,
}
_OF_INITIATIVES: Mapping[MeetingPaper, Callable[[Desk, tuple[str, ...]], Rendered]] = {
    MeetingPaper.SLIPS: intake_papers.slips,
    MeetingPaper.USE: initiative_papers.use,
    MeetingPaper.OPINION: initiative_papers.opinion,
    MeetingPaper.NOT_RECOGNISED: notice_papers.not_recognised,
}


@question()
def frozen(look: Look, kind: str, meeting: str) -> str:
    """The register's id of a meeting's paper of this kind that was signed, "" while it was not.

    Notices stand each for itself, and are found through their initiative.
    """
    if kind == MeetingPaper.NOT_RECOGNISED:
        return ""
    held = registers.about(look, "meeting", meeting)
    return next((one.id for one in reversed(held) if one.kind == kind and not one.is_open), "")


def render(desk: Desk, kind: MeetingPaper, meeting: str) -> Rendered:
    """One paper of a meeting, the bytes that were signed where it was. Blocking. Raises what the paper raises."""
    signed = desk.look(frozen, kind.value, meeting)
    if signed:
        return registers.reprint(desk, signed)
    if kind is MeetingPaper.SET_UP:
        return council_papers.set_up(desk)
    if kind in _OF_MEETING:
        return _OF_MEETING[kind](desk, meeting)
    return _OF_INITIATIVES[kind](desk, desk.look(_ids_for, meeting, kind))


def write_all(
    desk: Desk,
    meeting: str,
    folder: Path,
    names: Mapping[MeetingPaper, str],
    *,
    stop: Stop = lambda: None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[Written, ...]:
    """Every paper that can be printed now, as Word and PDF into a folder, numbered in their order. Blocking.

    `names` are the words that the files are called by.
    """
    ready = [offer.kind for offer in desk.look(offers, meeting) if offer.is_ready]
    written = []
    for done, kind in enumerate(ready, 1):
        stop()
        stem = f"{list(MeetingPaper).index(kind) + 1:02d} {names[kind]}"
        written.append(printing.write_out(render(desk, kind, meeting), folder, stem))
        progress(done, len(ready))
    return tuple(written)


def _find(look: Look, meeting: str) -> _Meeting:
    agenda, held = load_one(look.session, AGENDAS, meeting), load_one(look.session, MEETINGS, meeting)
    if agenda is None and held is None:
        raise Refused("meeting.missing", id=meeting)
    ids = (
        tuple(item.initiative for item in held.considerations)
        if held
        else agenda.initiatives
        if agenda
        else ()
    )
    known = initiatives.load_many(look.session, list(ids))
    return _Meeting(agenda, held, tuple(record for record in ids if record in known))


def _outcomes(look: Look, found: _Meeting) -> dict[str, Outcome]:
    if found.held is None:
        return {}
    values = initiatives.load_many(look.session, list(found.ids)).values()
    return {value.id: value.council.outcome for value in values if value.council}


def _refused(found: _Meeting) -> tuple[str, ...]:
    """Those whose notice can be written: turned down, with a reason."""
    if found.held is None:
        return ()
    return tuple(
        item.initiative
        for item in found.held.considerations
        if item.outcome is Outcome.NOT_RECOGNISED and item.reason.strip() and item.initiative in found.ids
    )
