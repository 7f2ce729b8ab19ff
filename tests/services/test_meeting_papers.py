"""The papers of one meeting: which can be printed when, and the whole set in one folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.builders import an_initiative, proposed, stored
from helpers.council_desk import HELD_ON, a_council, a_rubric, called

from desktop.documents.templates import fill_paper
from desktop.domain.problems import Refused, Stopped
from desktop.services import councils, meeting_papers, printing
from desktop.services.councils import MeetingForm
from desktop.services.desk import Desk
from desktop.services.meeting_papers import MeetingPaper
from desktop.services.printing import Rendered


@pytest.fixture
def as_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Word files without their PDF: the tests of papers hold those."""

    def render(desk: Desk, facts: object, *, docx: bytes | None = None, **_more: object) -> Rendered:
        return Rendered(docx or fill_paper(facts, printing.shelf(desk)).docx, b"%PDF", 1)

    monkeypatch.setattr(printing, "render", render)


def lacking(desk: Desk, meeting: str) -> dict[str, str]:
    return {
        offer.kind.value: offer.lacks for offer in desk.look(meeting_papers.offers, meeting) if offer.lacks
    }


def test_papers_become_printable_as_the_work_goes_on(settled_office: Desk) -> None:
    desk = settled_office
    ids = stored(desk, an_initiative("Một"), an_initiative("Hai"))
    bare = called(desk, ids)
    assert lacking(desk, bare) == {
        "set_up": "council.no_members",
        "mark_sheets": "rubric.missing",
        "tally": "rubric.missing",
        "minutes": "meeting.not_held",
        "proposal": "proposal.nothing",
        "not_recognised": "not_recognised.by_nobody_here",
    }
    a_council(desk)
    meeting = called(desk, ids, rubric=a_rubric(desk))
    assert set(lacking(desk, meeting)) == {"minutes", "proposal", "not_recognised"}
    votes = dict(zip(ids, (6, 2), strict=True))
    desk.do(councils.record, MeetingForm("02", HELD_ON, 7, votes, {ids[1]: "không mới"}, 7, meeting=meeting))
    assert lacking(desk, meeting) == {}
    with pytest.raises(Refused, match=r"meeting\.missing"):
        desk.look(meeting_papers.offers, "nobody")


def test_a_meeting_of_quick_mode_has_no_invitation(settled_office: Desk) -> None:
    meeting = proposed(settled_office, stored(settled_office, an_initiative())).meeting
    assert lacking(settled_office, meeting)["invitation"] == "meeting.not_called"


def test_the_whole_set_is_numbered_in_its_order(settled_office: Desk, as_word: None, tmp_path: Path) -> None:
    desk = settled_office
    ids = stored(desk, an_initiative("Một"))
    a_council(desk, 3)
    meeting = called(desk, ids, rubric=a_rubric(desk))
    names = {kind: f"Giấy {kind.value}" for kind in MeetingPaper}
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))

    written = meeting_papers.write_all(desk, meeting, tmp_path, names, progress=progress)
    assert [one.docx.stem for one in written] == [
        "01 Giấy set_up",
        "02 Giấy slips",
        "03 Giấy use",
        "04 Giấy opinion",
        "05 Giấy invitation",
        "06 Giấy mark_sheets",
        "07 Giấy tally",
    ]
    assert told == [(done, 7) for done in range(1, 8)]


def test_somebody_may_stop_it(settled_office: Desk, as_word: None, tmp_path: Path) -> None:
    meeting = called(settled_office, stored(settled_office, an_initiative()))

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        meeting_papers.write_all(settled_office, meeting, tmp_path, {}, stop=stop)
    assert list(tmp_path.iterdir()) == [tmp_path / "so"]
