"""Meetings that were called, and their sheets: who owes one, what may stand on it, what all come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from helpers.builders import an_initiative, authors, drafted, stored
from helpers.council_desk import HELD_ON, a_council, a_rubric, called
from helpers.rubrics import COMMUNE, PAIRS

from desktop.domain.agenda import Agenda
from desktop.domain.initiative import Outcome
from desktop.domain.problems import Refused
from desktop.services import agendas, councils, initiatives, marking, rubrics, undo
from desktop.services.councils import MeetingForm
from desktop.services.desk import Desk

GOOD = dict(zip(COMMUNE.codes, (16_00, 15_00, 20_00, 10_00, 14_00), strict=True))
WEAK = {**GOOD, "use": 5_00}


@pytest.fixture
def meeting(office: Desk) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """A meeting of seven about two; the fourth member is an author of the second. With members and initiatives."""
    ids = stored(office, an_initiative("Một"), an_initiative("Hai", authors=authors("Trần Văn Nam")))
    members = a_council(office)
    return called(office, ids, rubric=a_rubric(office)), members, ids


def test_a_meeting_keeps_the_rubric_of_its_day(office: Desk, meeting: tuple) -> None:
    record, members, ids = meeting
    office.do(marking.put_marks, record, members[0], {ids[0]: GOOD})
    office.do(rubrics.save, replace(COMMUNE, pass_mark=90_00), date(2026, 1, 1))
    agenda = office.look(agendas.sitting, record).agenda
    office.do(agendas.save, replace(agenda, place="Hội trường"), rubric="commune")
    held = office.look(agendas.sitting, record)
    assert (held.agenda.place, held.agenda.opens_at) == ("Hội trường", "08:30")
    assert held.agenda.rubric is not None
    assert (held.agenda.rubric.version, held.agenda.rubric.pass_mark) == (1, 70_00)


def test_a_missing_sheet_is_missing_and_never_nothing(office: Desk, meeting: tuple) -> None:
    record, members, ids = meeting
    for member in members[:6]:
        office.do(marking.put_marks, record, member, {ids[0]: GOOD})
    one, two = office.look(marking.tallies, record)
    assert (one.tally.mean, one.tally.verdict, one.tally.missing) == (None, None, (members[6],))
    assert two.tally.given == ()
    office.do(marking.put_marks, record, members[6], {ids[0]: WEAK})
    (one, _two) = office.look(marking.tallies, record)
    # the lowest and one of the highest are left out, from five sheets on
    assert (one.tally.shown, one.tally.verdict) == (75_00, Outcome.PROPOSED)


def test_an_author_owes_no_sheet_and_may_give_none(office: Desk, meeting: tuple) -> None:
    record, members, ids = meeting
    with pytest.raises(Refused, match=r"sheet\.own_work"):
        office.do(marking.put_marks, record, members[3], {ids[0]: GOOD, ids[1]: GOOD})
    assert office.look(marking.grid, record, members[3]).rows[0].marks == {}  # all or nothing
    assert [row.is_own for row in office.look(marking.grid, record, members[3]).rows] == [False, True]
    assert [one.owed for one in office.look(marking.progress, record)] == [2, 2, 2, 1, 2, 2, 2]


def test_who_is_absent_owes_none(office: Desk, meeting: tuple) -> None:
    record, members, ids = meeting
    agenda = office.look(agendas.sitting, record).agenda
    office.do(agendas.save, replace(agenda, absent=(members[6],)), rubric="commune")
    for member in members[:6]:
        office.do(marking.put_marks, record, member, {ids[0]: GOOD})
    assert office.look(marking.tallies, record)[0].tally.missing == ()
    assert office.look(agendas.sitting, record).present == 6
    assert [one.owed for one in office.look(marking.progress, record)][6] == 0


def test_a_sheet_may_be_half_done_mended_and_taken_back(office: Desk, meeting: tuple) -> None:
    record, members, ids = meeting

    def stands() -> dict[str, int]:
        return dict(office.look(marking.grid, record, members[0]).rows[0].marks)

    assert office.do(marking.put_marks, record, members[0], {ids[0]: {"use": 20_00}}).value == 1
    assert next(one.given for one in office.look(marking.progress, record)) == 0
    assert office.do(marking.put_marks, record, members[0], {ids[0]: GOOD}, {ids[0]: "tốt"}).value == 1
    assert office.do(marking.put_marks, record, members[0], {ids[0]: GOOD}, {ids[0]: "tốt"}).value == 0
    assert stands() == GOOD
    office.do(marking.put_marks, record, members[0], {ids[0]: {}})
    assert stands() == {}
    office.do(undo.undo)
    assert stands() == GOOD


@pytest.mark.parametrize(
    ("marks", "code"),
    [({"use": 25_01}, "sheet.out_of_range"), ({"other": 1_00}, "sheet.unknown_line")],
)
def test_what_a_sheet_may_not_say(office: Desk, meeting: tuple, marks: dict[str, int], code: str) -> None:
    record, members, ids = meeting
    with pytest.raises(Refused) as refused:
        office.do(marking.put_marks, record, members[0], {ids[0]: marks})
    assert (refused.value.code, refused.value.facts["title"]) == (code, "Một")


def test_only_members_mark_only_what_is_on_the_agenda(office: Desk, meeting: tuple) -> None:
    record, members, ids = meeting
    for member, initiative, code in (
        ("nobody", ids[0], r"member\.missing"),
        (members[0], "nobody", r"initiative\.missing"),
    ):
        with pytest.raises(Refused, match=code):
            office.do(marking.put_marks, record, member, {initiative: GOOD})
    with pytest.raises(Refused, match=r"agenda\.missing"):
        office.look(marking.tallies, "nobody")


def test_pairs_are_marked_with_yes_and_no(office: Desk) -> None:
    ids = stored(office, an_initiative("Một"))
    members = a_council(office, 3)
    record = called(office, ids, rubric=a_rubric(office, PAIRS))
    said = (
        dict.fromkeys(PAIRS.codes, 1),
        dict.fromkeys(PAIRS.codes, 1),
        {**dict.fromkeys(PAIRS.codes, 1), "described": 0},
    )
    for member, marks in zip(members, said, strict=True):
        office.do(marking.put_marks, record, member, {ids[0]: marks})
    assert office.look(marking.tallies, record)[0].tally.verdict is Outcome.PROPOSED
    office.do(marking.put_marks, record, members[0], {ids[0]: said[2]})
    assert office.look(marking.tallies, record)[0].tally.verdict is Outcome.AFTER_COMPLETION


def test_a_meeting_that_was_held_is_closed(office: Desk, meeting: tuple) -> None:
    record, members, ids = meeting
    form = MeetingForm("02/BB-HĐSK", HELD_ON, 7, dict.fromkeys(ids, 6), {}, meeting=record)
    assert office.do(councils.record, form).value.meeting == record
    assert office.look(marking.grid, record, members[0]).is_closed
    assert [one.is_held for one in office.look(agendas.listing)] == [True]
    agenda = office.look(agendas.sitting, record).agenda
    for order, arguments in (
        (marking.put_marks, (record, members[0], {ids[0]: GOOD})),
        (agendas.save, (agenda,)),
        (agendas.remove, (record,)),
        (councils.record, (form,)),
    ):
        with pytest.raises(Refused, match=r"agenda\.held"):
            office.do(order, *arguments)
    office.do(undo.undo)
    assert [one.is_held for one in office.look(agendas.listing)] == [False]


def test_a_meeting_is_called_off_while_nobody_has_marked(office: Desk, meeting: tuple) -> None:
    record, members, ids = meeting
    office.do(marking.put_marks, record, members[0], {ids[0]: GOOD})
    with pytest.raises(Refused, match=r"agenda\.marked"):
        office.do(agendas.remove, record)
    office.do(marking.put_marks, record, members[0], {ids[0]: {}})
    office.do(agendas.remove, record)
    assert office.look(agendas.listing) == ()


def test_what_cannot_be_called(settled_office: Desk) -> None:
    desk = settled_office
    listed, nameless, good = stored(
        desk, an_initiative("Một"), an_initiative("Hai", authors=()), an_initiative("Ba")
    )
    drafted(desk, [listed])
    for ids, rubric, code in (
        ((), "", r"agenda\.nothing"),
        (("nobody",), "", r"initiative\.missing"),
        ((listed,), "", r"initiative\.issued"),
        ((nameless,), "", r"authors\.missing"),
        ((good,), "nothing", r"rubric\.missing"),
    ):
        with pytest.raises(Refused, match=code):
            desk.do(agendas.save, Agenda("", HELD_ON, ids), rubric=rubric)
    assert desk.look(initiatives.get, good).council is None
