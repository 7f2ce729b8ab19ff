"""Ideas: a slip, its author's answer, the employer's word, a trial, and an initiative that knows where it came from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from helpers.builders import TODAY, an_author, as_role, authors

from desktop.domain.access import Role
from desktop.domain.idea import Answer, EmployerWord, Idea, IdeaStage, Trial, TrialProposal
from desktop.domain.problems import Refused
from desktop.services import asking_papers, ideas, initiatives, undo
from desktop.services.desk import Desk

SLIP = Idea(
    "",
    "Treo  kéo lên trần",
    authors("Lò Thị Inh"),
    problem="Tìm kéo mất 10 phút.",
    solution="Treo dây lò xo.",
)


def told(desk: Desk, record: str) -> None:
    """All the way to a trial that worked."""
    desk.do(ideas.answer, record, Answer(TODAY, goes_on=True, words="Công đoàn đề nghị cho làm thử."))
    desk.do(ideas.propose, record, TrialProposal(TODAY, "May 2", "6 dây lò xo"))
    desk.do(ideas.record_word, record, EmployerWord(TODAY, agreed=True, by="Phạm Thị Thu Hà"))
    desk.do(ideas.begin_trial, record, Trial(date(2026, 2, 1)))
    tried = Trial(date(2026, 2, 1), date(2026, 3, 1), worked=True, result="Mỗi ca bớt 12 phút tìm.")
    desk.do(ideas.end_trial, record, tried)


def test_an_idea_that_worked_becomes_an_initiative(office: Desk) -> None:
    record = office.do(ideas.save, SLIP).value
    told(office, record)
    made = office.do(ideas.grow, record).value
    grown = office.look(initiatives.get, made)
    assert (grown.title, grown.origin, grown.trial_from) == ("Treo kéo lên trần", record, date(2026, 2, 1))
    assert grown.authors[0].person == office.look(ideas.get, record).authors[0].person
    assert office.look(ideas.counts)[IdeaStage.INITIATIVE] == 1
    office.do(undo.undo)
    assert office.look(ideas.get, record).initiative == ""


def test_slips_are_numbered_by_the_year_they_came(office: Desk) -> None:
    records = [office.do(ideas.save, Idea("", title)).value for title in ("Một", "Hai")]
    last_year = office.do(ideas.save, Idea("", "Ba", received_on=date(2025, 12, 31))).value
    found = [office.look(ideas.get, record) for record in (*records, last_year)]
    assert [(idea.number, idea.received_on) for idea in found] == [
        (1, TODAY), (2, TODAY), (1, date(2025, 12, 31))
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        office.do(ideas.save, Idea("", "Ngày mai", received_on=TODAY + timedelta(days=30)))
    assert refused.value.code == "intake.in_future"


def test_changing_a_slip_leaves_its_steps(office: Desk) -> None:
    record = office.do(ideas.save, SLIP).value
    office.do(ideas.answer, record, Answer(TODAY, goes_on=True))
    office.do(ideas.save, Idea(record, "Treo kéo, treo thước"))
    found = office.look(ideas.get, record)
    assert (found.title, found.answer, found.number) == (
        "Treo kéo, treo thước",
        Answer(TODAY, goes_on=True),
        1,
    )


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (ideas.answer, Answer(TODAY, goes_on=False)),
        (ideas.record_word, EmployerWord(TODAY, agreed=False, reason=" ")),
        (ideas.end_trial, Trial(TODAY, TODAY, worked=False)),
    ],
)
def test_a_no_says_why(office: Desk, step: object, said: object) -> None:
    record = office.do(ideas.save, SLIP).value
    with pytest.raises(Refused) as refused:
        office.do(step, record, said)  # type: ignore[arg-type]
    assert refused.value.code in ("idea.reason_missing", "idea.result_missing")


def test_steps_keep_their_order(office: Desk) -> None:
    record = office.do(ideas.save, SLIP).value
    with pytest.raises(Refused) as refused:
        office.do(ideas.begin_trial, record, Trial(TODAY))
    assert (refused.value.code, refused.value.facts["stage"]) == ("idea.too_early", IdeaStage.RECEIVED)


def test_the_list_is_searched_without_marks_and_filtered(office: Desk) -> None:
    for title in ("Xe đẩy hai tầng", "Treo kéo lên trần"):
        office.do(ideas.save, Idea("", title, authors("Giàng A Dế"), workshop="Gò A"))
    assert [row.title for row in office.look(ideas.page, "xe day").rows] == ["Xe đẩy hai tầng"]
    assert office.look(ideas.page, "giang").total == 2
    assert office.look(ideas.page, "", (IdeaStage.WORKED,)).total == 0


def test_what_grew_is_not_taken_out(office: Desk) -> None:
    record, other = (office.do(ideas.save, SLIP).value for _ in range(2))
    told(office, record)
    office.do(ideas.grow, record)
    assert office.do(ideas.remove, [other]).value == 1
    with pytest.raises(Refused) as refused:
        office.do(ideas.remove, [record])
    assert refused.value.code == "idea.grown"


def test_a_reader_sees_the_year_of_birth_alone(office: Desk) -> None:
    record = office.do(ideas.save, Idea("", "Treo kéo", (an_author(birth="1990-05-01"),))).value
    assert as_role(office, Role.READER).look(ideas.get, record).authors[0].birth == "1990"
    assert office.look(ideas.get, record).authors[0].birth == "1990-05-01"


def test_a_reader_enters_no_slip(office: Desk) -> None:
    with pytest.raises(Refused) as refused:
        as_role(office, Role.READER).do(ideas.save, SLIP)
    assert refused.value.code == "right.missing"


def test_the_slip_states_the_idea(office: Desk) -> None:
    facts = office.look(asking_papers.idea_slip_facts, office.do(ideas.save, SLIP).value)
    assert (facts.number, facts.title, facts.authors) == ("01/2026", "Treo kéo lên trần", "Lò Thị Inh")
    assert (facts.problem, facts.needs) == (("Tìm kéo mất 10 phút.",), ())
