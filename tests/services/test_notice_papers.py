"""Papers that follow from the council's work, filled from what is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from helpers.builders import TODAY, a_council_fact, an_initiative, authors, drafted, proposed, stored
from helpers.formcheck import formal_faults, own_faults

from desktop.documents.templates import fill_paper
from desktop.domain.access import Right
from desktop.domain.initiative import CouncilFact, Outcome
from desktop.domain.problems import Refused
from desktop.services import councils, notice_papers, printing
from desktop.services.councils import MeetingForm
from desktop.services.desk import Desk, Work, order
from desktop.services.printing import Rendered
from desktop.store.initiatives import INITIATIVES


@pytest.fixture
def as_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Word files without their PDF: the tests of papers hold those."""

    def render(desk: Desk, facts: object, **_more: object) -> Rendered:
        return Rendered(fill_paper(facts, printing.shelf(desk)).docx, b"", 1)

    monkeypatch.setattr(printing, "render", render)


def a_meeting(desk: Desk, votes: dict[str, int], reasons: dict[str, str]) -> str:
    form = MeetingForm("02/BB-HĐSK", date(2026, 2, 20), 7, votes, reasons, present=7, chair="Đỗ Quang Vinh")
    return desk.do(councils.record, form).value.meeting


def test_a_not_recognised_names_the_reason_of_the_council(settled_office: Desk, as_word: None) -> None:
    (record,) = stored(settled_office, an_initiative("Gá kẹp", authors=authors("Nguyễn Hằng", "Trần Nam")))
    a_meeting(settled_office, {record: 2}, {record: "trùng với giải pháp đã áp dụng năm 2024."})
    facts = settled_office.look(notice_papers.not_recognised_facts, record)
    whole = "\n".join(facts.body)
    assert "“Gá kẹp” của Nguyễn Hằng, Trần Nam, nhận ngày 05 tháng 3 năm 2026" in whole
    assert "số 02/BB-HĐSK ngày 20 tháng 02 năm 2026" in whole
    assert "Lý do không công nhận: trùng với giải pháp đã áp dụng năm 2024." in whole
    assert facts.recipients[:2] == ("Nguyễn Hằng", "Trần Nam")
    assert (facts.heading.number, facts.heading.symbol, facts.heading.dated.on) == ("", "TB-HL", None)
    assert facts.signature.name == "Phạm Thị Thu Hà"
    assert formal_faults(notice_papers.not_recognised(settled_office, [record]).docx, "THÔNG BÁO") == []


@order(Right.COUNCIL, "test.said")
def turned_down(work: Work, record: str, said: CouncilFact) -> None:
    """As a program kept it that did not ask for a reason."""
    before = INITIATIVES.load_many(work.session, (record,))[record]
    work.save_changed(INITIATIVES, [(before, replace(before, council=said))])


def test_no_refusal_without_a_reason_or_of_one_that_was_not_refused(settled_office: Desk) -> None:
    said_before = a_council_fact(outcome=Outcome.NOT_RECOGNISED, yes=2, reason="")
    silent, carried, waiting = stored(
        settled_office, an_initiative("Một"), an_initiative("Hai"), an_initiative("Ba")
    )
    settled_office.do(turned_down, silent, said_before)
    a_meeting(settled_office, {carried: 6}, {})
    for record, code in (
        (silent, r"not_recognised\.reason_missing"),
        (carried, r"not_recognised\.by_nobody"),
        (waiting, r"not_recognised\.by_nobody"),
        ("nobody", r"initiative\.missing"),
    ):
        with pytest.raises(Refused, match=code):
            settled_office.look(notice_papers.not_recognised_facts, record)


def test_a_submission_lists_what_was_carried_and_counts_the_rest(settled_office: Desk, as_word: None) -> None:
    ids = stored(settled_office, *(an_initiative(title) for title in ("Một", "Hai", "Ba")))
    meeting = a_meeting(settled_office, {ids[2]: 7, ids[0]: 5, ids[1]: 4}, {ids[1]: "chưa mới"})
    facts = settled_office.look(notice_papers.proposal_facts, meeting)
    assert [(row.title, row.vote) for row in facts.rows] == [("Ba", "7/7"), ("Một", "5/7")]
    whole = "\n".join(facts.body)
    assert "ngày 20 tháng 02 năm 2026, xem xét 3 sáng kiến (Biên bản số 02/BB-HĐSK)" in whole
    assert "ít nhất 5 thành viên" in whole
    assert "Kết quả: 2 sáng kiến" in whole
    assert "1 sáng kiến không được đề nghị" in whole
    assert facts.signature.name == "Đỗ Quang Vinh"
    assert facts.addressee == "Giám đốc Công ty TNHH May Hạ Long"
    assert formal_faults(notice_papers.proposal(settled_office, meeting).docx, "TỜ TRÌNH") == []


def test_a_meeting_that_carried_nothing_submits_nothing(settled_office: Desk) -> None:
    ids = stored(settled_office, an_initiative())
    meeting = proposed(settled_office, ids, yes=1).meeting
    with pytest.raises(Refused, match=r"proposal\.nothing"):
        settled_office.look(notice_papers.proposal_facts, meeting)
    with pytest.raises(Refused, match=r"meeting\.missing"):
        settled_office.look(notice_papers.proposal_facts, "none")


def test_every_name_of_a_decision_is_looked_over(settled_office: Desk, as_word: None) -> None:
    ids = stored(
        settled_office,
        an_initiative("Một", authors=authors("Nguyễn Hằng", "H'Ler Niê")),
        an_initiative("Hai", authors=authors("Giàng A Dế")),
    )
    decision = drafted(settled_office, [ids[1], ids[0]])
    facts = settled_office.look(notice_papers.name_check_facts, decision)
    assert [row.name for row in facts.rows] == ["Giàng A Dế", "Nguyễn Hằng", "H'Ler Niê"]
    assert facts.subject.endswith("năm 2026, 2 sáng kiến")
    assert own_faults(notice_papers.name_check(settled_office, decision).docx, "DANH SÁCH SOÁT TÊN") == []
    with pytest.raises(Refused, match=r"decision\.missing"):
        settled_office.look(notice_papers.name_check_facts, "none")


def test_the_empty_form_is_of_this_year(office: Desk, as_word: None) -> None:
    facts = office.look(notice_papers.blank_form_facts)
    assert (facts.unit, facts.year) == ("CÔNG ĐOÀN CƠ SỞ CÔNG TY MAY HẠ LONG", str(TODAY.year))
    assert own_faults(notice_papers.blank_form(office).docx, "PHIẾU ĐĂNG KÝ") == []


def test_without_an_employer_nothing_is_refused_or_submitted(office: Desk) -> None:
    ids = stored(office, an_initiative())
    meeting = proposed(office, ids).meeting
    with pytest.raises(Refused, match=r"employer\.missing"):
        office.look(notice_papers.proposal_facts, meeting)
