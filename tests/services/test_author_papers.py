"""Giấy ghi nhận says how far an idea came; the list to be signed names who has not agreed, by workshop."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from helpers.builders import TODAY, an_author, an_initiative, as_role, authors

from desktop.domain.access import Role
from desktop.domain.idea import Answer, EmployerWord, Idea, Trial, TrialProposal
from desktop.domain.problems import Refused
from desktop.services import author_papers, ideas, initiatives, personal
from desktop.services.desk import Desk

SLIP = Idea("", "Treo kéo lên trần", authors("Lò Thị Inh", "Hà Văn Bảo"), workshop="May 2", received_on=TODAY)


def body_of(desk: Desk, record: str) -> tuple[str, ...]:
    return desk.look(author_papers.acknowledgement_facts, record).pages[0].body


def test_each_of_them_is_thanked_by_name(settled_office: Desk) -> None:
    record = settled_office.do(ideas.save, SLIP).value
    pages = settled_office.look(author_papers.acknowledgement_facts, record).pages
    assert [(page.holder, page.workshop, page.body[1]) for page in pages] == [
        ("Lò Thị Inh", "May 2", "Cùng nêu ý tưởng: Hà Văn Bảo."),
        ("Hà Văn Bảo", "May 2", "Cùng nêu ý tưởng: Lò Thị Inh."),
    ]
    assert pages[0].title == "Treo kéo lên trần" and pages[0].heading.number == ""
    assert pages[0].body[0].startswith("Phiếu ý tưởng số 01/")


def test_it_tells_how_far_the_idea_came(settled_office: Desk) -> None:
    desk, record = settled_office, settled_office.do(ideas.save, SLIP).value
    last = lambda: body_of(desk, record)[-1]  # noqa: E731  asked again after each step
    desk.do(ideas.answer, record, Answer(TODAY, goes_on=True, words="Sẽ đề nghị."))
    desk.do(ideas.propose, record, TrialProposal(TODAY, "May 2"))
    assert last().startswith("Đã đề nghị doanh nghiệp cho làm thử")
    desk.do(ideas.record_word, record, EmployerWord(TODAY, agreed=True))
    assert last().startswith("Doanh nghiệp đã đồng ý cho làm thử")
    desk.do(ideas.begin_trial, record, Trial(date(2026, 2, 1)))
    assert last() == "Đang làm thử từ ngày 01/02/2026."
    tried = Trial(date(2026, 2, 1), date(2026, 3, 1), worked=True, result="Mỗi ca bớt 12 phút tìm.")
    desk.do(ideas.end_trial, record, tried)
    assert last() == ("Đã làm thử từ ngày 01/02/2026 đến ngày 01/03/2026, kết quả: Mỗi ca bớt 12 phút tìm.")
    desk.do(ideas.grow, record)
    assert last() == "Ý tưởng đã thành sáng kiến của đơn vị."


def test_a_no_is_told_in_the_answer_and_not_on_the_wall(settled_office: Desk) -> None:
    record = settled_office.do(ideas.save, SLIP).value
    settled_office.do(ideas.answer, record, Answer(TODAY, goes_on=False, words="Kéo phải để trên bàn."))
    assert not any("Kéo phải" in line for line in body_of(settled_office, record))


def test_nobody_cannot_be_thanked(settled_office: Desk) -> None:
    record = settled_office.do(ideas.save, Idea("", "Không tên")).value
    with pytest.raises(Refused, match=r"idea\.nobody"):
        settled_office.look(author_papers.acknowledgement_facts, record)


def two_workshops(desk: Desk) -> None:
    for name, code, shop in (("Nguyễn Thị Hằng", "HL-00412", "May 2"), ("Trần Văn Nam", "HL-00077", "Đế")):
        author = an_author(name, staff_code=code, birth="1990-05-17", workshop=shop)
        desk.do(initiatives.save, an_initiative(f"Sáng kiến của {name}", authors=(author,)))


def test_the_list_names_who_has_not_agreed(settled_office: Desk) -> None:
    two_workshops(settled_office)
    facts = partial(settled_office.look, author_papers.consent_list_facts)
    assert [(row.staff_code, row.name, row.birth, row.workshop) for row in facts().rows] == [
        ("HL-00412", "Nguyễn Thị Hằng", "1990", "May 2"),
        ("HL-00077", "Trần Văn Nam", "1990", "Đế"),
    ]
    one = facts("px may II")  # however the workshop is spelt
    assert [row.name for row in one.rows] == ["Nguyễn Thị Hằng"] and "1 người" in one.subject
    (agreed,) = settled_office.look(personal.without_consent, "May 2")
    settled_office.do(personal.record_consent, [agreed.id], date(2026, 3, 1), "Danh sách số 1")
    with pytest.raises(Refused, match=r"consent\.all_agreed"):
        facts("May 2")


def test_a_blank_list_needs_nobody(settled_office: Desk) -> None:
    facts = settled_office.look(author_papers.consent_list_facts, "", 12)
    assert len(facts.rows) == 12 and not any(row.name for row in facts.rows)
    assert "người" not in facts.subject.partition("của")[0]


def test_a_clerk_keeps_the_lists_and_others_do_not(settled_office: Desk) -> None:
    two_workshops(settled_office)
    clerk = as_role(settled_office, Role.CLERK)
    people = [one.id for one in clerk.look(personal.without_consent)]
    assert clerk.do(personal.record_consent, people, date(2026, 3, 1), "Danh sách số 1").value == 2
    with pytest.raises(Refused, match=r"right\.missing"):
        as_role(settled_office, Role.READER).look(author_papers.consent_list_facts)
