"""The council's result: counted, refused where it cannot be, one transaction."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from helpers.builders import HEAD, TODAY, an_initiative, authors, drafted, proposed, stored
from helpers.council_desk import a_council

from desktop.domain.initiative import Outcome, Stage
from desktop.domain.problems import Refused
from desktop.services import councils, decisions, files, initiatives, undo
from desktop.services.councils import CouncilResult, MeetingForm
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery


def recorded(desk: Desk, votes: dict[str, int], **more: Any) -> CouncilResult:
    whole = {
        "minutes_number": "02/BB-HĐSK",
        "held_on": date(2026, 2, 20),
        "members": 7,
        "reasons": {},
        "present": 7,
    }
    return desk.do(councils.record, MeetingForm(votes=votes, **{**whole, **more})).value


def test_two_thirds_of_the_members_propose(office: Desk) -> None:
    ids = stored(office, *(an_initiative(f"Sáng kiến {n}") for n in range(3)))
    result = recorded(office, dict(zip(ids, (7, 5, 4), strict=True)), reasons={ids[2]: " chưa  rõ "})
    assert result.proposed == ids[:2]
    assert [(item.id, item.reason) for item in result.not_recognised] == [(ids[2], "chưa rõ")]
    facts = [office.look(initiatives.get, record).council for record in ids]
    assert [fact and (fact.yes, fact.members, fact.outcome) for fact in facts] == [
        (7, 7, Outcome.PROPOSED),
        (5, 7, Outcome.PROPOSED),
        (4, 7, Outcome.NOT_RECOGNISED),
    ]
    assert office.look(initiatives.counts)[Stage.PROPOSED] == 2


def test_who_is_turned_down_is_told_why(office: Desk) -> None:
    carried, first, second = stored(office, *(an_initiative(f"Sáng kiến {n}") for n in range(3)))
    votes = {carried: 7, first: 4, second: 2}
    with pytest.raises(Refused, match=r"council\.reason_missing") as refused:
        recorded(office, votes, reasons={second: "chưa áp dụng", first: "  "})
    assert (refused.value.facts["title"], refused.value.facts["count"]) == ("Sáng kiến 1", 1)
    assert office.look(councils.listing) == ()
    recorded(office, votes, reasons={second: "chưa áp dụng", first: "Máy ồn hơn trước"})


def test_usual_reasons_are_offered_and_those_given_before(office: Desk) -> None:
    usual = office.look(councils.usual_reasons)
    assert "chưa được áp dụng hoặc áp dụng thử tại đơn vị" in usual
    one, other = stored(office, an_initiative("Một"), an_initiative("Hai"))
    recorded(office, {one: 1, other: 1}, reasons={one: "Máy ồn hơn trước", other: usual[0].upper()})
    assert office.look(councils.usual_reasons) == (*usual, "Máy ồn hơn trước")


def test_the_meeting_is_kept_as_the_minutes_tell_it(office: Desk) -> None:
    ids = stored(office, an_initiative())
    recorded(office, {ids[0]: 6}, chair=" Phạm  Hà ", secretary="Đỗ Vinh")
    (meeting,) = office.look(councils.listing)
    assert (meeting.minutes_number, meeting.members, meeting.chair) == ("02/BB-HĐSK", 7, "Phạm Hà")
    assert [item.yes for item in meeting.considerations] == [6]


def test_those_that_cannot_be_considered_are_named_and_the_others_are(settled_office: Desk) -> None:
    listed, nameless, good = stored(
        settled_office,
        an_initiative("Đã vào quyết định"),
        an_initiative("Không tác giả", authors=()),
        an_initiative(),
    )
    drafted(settled_office, [listed])
    result = recorded(settled_office, {listed: 7, nameless: 7, "nobody": 7, good: 7})
    assert result.proposed == (good,)
    assert [(item.id, item.code) for item in result.refused] == [
        (listed, "initiative.issued"),
        (nameless, "authors.missing"),
        ("nobody", "initiative.missing"),
    ]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"minutes_number": " "}, "minutes.number_missing"),
        ({"members": 0, "present": None}, "council.no_members"),
        ({"present": 8}, "council.more_present_than_members"),
        ({"members": 5, "present": 5}, "votes.more_than_members"),
        ({"present": 5}, "votes.more_than_present"),
        ({"held_on": date(2026, 3, 6)}, "meeting.in_future"),
    ],
)
def test_minutes_that_cannot_be_are_refused_and_nothing_is_kept(
    office: Desk, changed: dict[str, Any], code: str
) -> None:
    ids = stored(office, an_initiative())
    with pytest.raises(Refused) as refused:
        recorded(office, {ids[0]: 6}, **changed)
    assert refused.value.code == code
    assert office.look(councils.listing) == ()
    assert office.look(councils.pending) == ids


def test_a_meeting_of_today_is_not_in_the_future(office: Desk) -> None:
    ids = stored(office, an_initiative())
    assert recorded(office, {ids[0]: 6}, held_on=TODAY).proposed == ids


def test_a_meeting_about_nothing_is_refused(office: Desk) -> None:
    with pytest.raises(Refused, match=r"council\.nothing"):
        recorded(office, {"nobody": 7})
    with pytest.raises(Refused, match=r"council\.nothing"):
        recorded(office, {})


def test_undo_takes_back_the_meeting_and_every_vote(office: Desk) -> None:
    ids = stored(office, an_initiative("Một"), an_initiative("Hai"))
    proposed(office, ids)
    office.do(undo.undo)
    assert office.look(councils.listing) == ()
    assert office.look(councils.pending) == ids
    office.do(undo.redo)
    assert len(office.look(councils.listing)) == 1
    assert office.look(initiatives.ids, ListQuery(stages=(Stage.PROPOSED,), descending=False)) == list(ids)


def test_what_is_to_be_completed_first_is_proposed_once_it_is(settled_office: Desk) -> None:
    desk = settled_office
    ids = stored(desk, an_initiative("Một"), an_initiative("Hai"))
    result = recorded(desk, dict.fromkeys(ids, 6), completions={ids[1]: " bổ sung  bản vẽ "})
    assert (result.proposed, result.after_completion) == ((ids[0],), (ids[1],))
    said = desk.look(initiatives.get, ids[1]).council
    assert said is not None
    assert (said.outcome, said.reason, said.completed_on) == (
        Outcome.AFTER_COMPLETION,
        "bổ sung bản vẽ",
        None,
    )
    assert desk.look(initiatives.counts)[Stage.INCOMPLETE] == 1
    assert [value.id for value in desk.look(councils.waiting)] == [ids[1]]
    with pytest.raises(Refused, match=r"initiative\.not_proposed"):
        desk.do(decisions.draft, [ids[1]], HEAD)
    desk.do(councils.complete, [ids[1]], date(2026, 3, 1))
    said = desk.look(initiatives.get, ids[1]).council
    assert said is not None
    assert (said.outcome, said.completed_on) == (Outcome.PROPOSED, date(2026, 3, 1))
    assert desk.look(initiatives.counts)[Stage.PROPOSED] == 2
    with pytest.raises(Refused, match=r"council\.nothing_to_complete"):
        desk.do(councils.complete, [ids[0]])


def test_papers_to_be_completed_do_not_help_one_that_the_vote_refused(office: Desk) -> None:
    (record,) = stored(office, an_initiative())
    result = recorded(office, {record: 3}, completions={record: "bản vẽ"}, reasons={record: "không mới"})
    assert [(item.id, item.reason) for item in result.not_recognised] == [(record, "không mới")]


def test_an_author_among_the_members_has_no_vote_on_own_work(office: Desk) -> None:
    (record,) = stored(office, an_initiative(authors=authors("Trần Văn Nam", "Lò Thị Inh")))
    a_council(office)
    with pytest.raises(Refused, match=r"votes\.own_work") as refused:
        recorded(office, {record: 6})
    assert refused.value.facts["most"] == 5
    # the two still count as members: five of seven
    assert recorded(office, {record: 5}).proposed == (record,)


def test_scanned_minutes_are_kept_with_their_meeting(office: Desk, tmp_path: Path) -> None:
    ids = stored(office, an_initiative("Một"), an_initiative("Hai"))
    scan = tmp_path / "bb.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    fingerprint = files.attach(office, scan).file
    first = recorded(office, {ids[0]: 6}, scan=fingerprint).meeting
    second = recorded(office, {ids[1]: 6}, minutes_number="03").meeting
    office.do(councils.add_scan, second, fingerprint, "application/pdf")
    assert {meeting.id: meeting.scan for meeting in office.look(councils.listing)} == {
        first: fingerprint,
        second: fingerprint,
    }
    with pytest.raises(Refused, match=r"meeting\.missing"):
        office.do(councils.add_scan, "nobody", fingerprint, "application/pdf")
