"""Question sheets: asked per workshop, not twice at a time, answered in printed order."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.builders import an_author, an_initiative, stored

from desktop.domain.asking import Asked
from desktop.domain.initiative import BenefitKind, Section
from desktop.domain.person import Gender
from desktop.domain.problems import Refused
from desktop.services import asking_papers, initiatives, people, question_sheets, undo
from desktop.services.desk import Desk

BARE = an_initiative(
    "Xe đẩy phom", workshop="May 2", first_used=None, authors=(an_author("Hằng", staff_code="HL-1"),)
)


def test_what_is_missing_is_counted_by_workshop(office: Desk) -> None:
    stored(office, BARE, an_initiative("Đủ", workshop="Gò A", authors=(an_author("Tập thể tổ Gò A"),)))
    found = office.look(question_sheets.waiting)
    # birth, gender, first use and what was there before; the group of Gò A is asked for the last alone
    assert [(item.workshop, item.questions, item.initiatives) for item in found] == [
        ("Gò A", 1, 1),
        ("May 2", 4, 1),
    ]


def test_answers_go_in_by_their_place(office: Desk) -> None:
    (record,) = stored(office, BARE)
    sheet = office.do(question_sheets.make, "May 2").value
    asked = [line.question.asked for line in office.look(question_sheets.get, sheet).lines]
    assert asked == [Asked.BIRTH, Asked.GENDER, Asked.FIRST_USED, Asked.KNOWN_SOLUTION]
    answers = {0: "5/1990", 1: "nữ", 2: "15.4.25", 3: "Đẩy bằng tay."}
    done = office.do(question_sheets.answer, sheet, answers).value
    assert (done.count, done.problems) == (4, {})
    value = office.look(initiatives.get, record)
    assert (value.authors[0].birth, value.authors[0].gender) == ("1990-05", Gender.FEMALE)
    assert (value.first_used, value.sections[Section.KNOWN_SOLUTION]) == (date(2025, 4, 15), "Đẩy bằng tay.")
    assert office.look(question_sheets.get, sheet).sheet.is_done
    assert office.look(people.find_people, "hang")[0].birth == "1990-05"  # the person is known now, too
    assert office.look(question_sheets.waiting) == ()


def test_what_is_out_is_not_asked_again(office: Desk) -> None:
    stored(office, BARE)
    sheet = office.do(question_sheets.make, "May 2").value
    assert office.look(question_sheets.waiting) == ()
    with pytest.raises(Refused) as refused:
        office.do(question_sheets.make, "May 2")
    assert refused.value.code == "question_sheet.nothing"
    office.do(question_sheets.remove, sheet)
    assert office.look(question_sheets.waiting)[0].questions == 4


def test_what_cannot_be_read_stays_open(office: Desk) -> None:
    (record,) = stored(office, BARE)
    sheet = office.do(question_sheets.make, "May 2").value
    done = office.do(question_sheets.answer, sheet, {0: "chín mươi", 1: "nữ", 2: "", 3: "  "}).value
    assert done.count == 1
    assert {place: problem.code for place, problem in done.problems.items()} == {0: "answer.unreadable"}
    assert office.look(initiatives.get, record).authors[0].birth == ""
    again = office.do(question_sheets.answer, sheet, {0: "1990"}).value
    assert (again.count, office.look(initiatives.get, record).authors[0].birth) == (1, "1990")


def test_what_somebody_filled_in_meanwhile_stays(office: Desk) -> None:
    (record,) = stored(office, BARE)
    sheet = office.do(question_sheets.make, "May 2").value
    value = office.look(initiatives.get, record)
    office.do(
        initiatives.save,
        an_initiative(value.title, id=record, first_used=date(2025, 1, 1), authors=value.authors),
    )
    office.do(question_sheets.answer, sheet, {2: "15/4/25"})
    assert office.look(initiatives.get, record).first_used == date(2025, 1, 1)
    assert not office.look(question_sheets.get, sheet).sheet.answered[2].taken


def test_a_benefit_may_come_in_words(office: Desk) -> None:
    from desktop.domain.initiative import Benefit

    records = stored(
        office,
        *(
            an_initiative(f"Số {n}", benefit=Benefit(), workshop="Kho", authors=(an_author("Tổ Kho"),))
            for n in range(3)
        ),
    )
    sheet = office.do(question_sheets.make, "Kho").value
    places = [
        p
        for p, line in enumerate(office.look(question_sheets.get, sheet).lines)
        if line.question.asked is Asked.BENEFIT
    ]
    office.do(
        question_sheets.answer,
        sheet,
        dict(zip(places, ("18tr", "không tính được", "đỡ 2 người"), strict=True)),
    )
    found = [office.look(initiatives.get, record).benefit for record in records]
    assert [(item.kind, item.amount, item.note) for item in found] == [
        (BenefitKind.AMOUNT, 18_000_000, ""),
        (BenefitKind.NOT_COMPUTABLE, None, ""),
        (BenefitKind.TO_COMPUTE, None, "đỡ 2 người"),
    ]


def test_a_long_list_goes_on_further_sheets(office: Desk) -> None:
    stored(
        office,
        *(an_initiative(f"Số {n}", workshop="May 2", authors=(an_author(f"Người {n}"),)) for n in range(20)),
    )
    counts = [
        len(office.look(question_sheets.get, office.do(question_sheets.make, "May 2").value).lines)
        for _ in range(2)
    ]
    assert counts == [60, 20]


def test_one_undo_takes_all_answers_of_a_sheet_back(office: Desk) -> None:
    (record,) = stored(office, BARE)
    sheet = office.do(question_sheets.make, "May 2").value
    office.do(question_sheets.answer, sheet, {0: "1990", 2: "1/2/25"})
    office.do(undo.undo)
    value = office.look(initiatives.get, record)
    assert (value.authors[0].birth, value.first_used) == ("", None)
    assert office.look(question_sheets.get, sheet).sheet.answers == ()


def test_the_paper_asks_in_the_order_of_the_answers(office: Desk) -> None:
    stored(office, BARE)
    sheet = office.do(question_sheets.make, "May 2").value
    facts = office.look(asking_papers.question_sheet_facts, sheet)
    assert (facts.number, facts.workshop) == ("01/2026", "May 2")
    assert [(row.about, row.asked) for row in facts.rows][:3] == [
        ("Hằng", "Năm sinh (ghi cả ngày, tháng nếu biết)?"),
        ("Hằng", "Nam hay nữ?"),
        ("", "Áp dụng lần đầu ngày nào?"),
    ]
