"""The council's papers from what is stored: set-up, invitation, sheets, table, minutes, register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from helpers.builders import an_initiative, authors, proposed, stored
from helpers.council_desk import HELD_ON, NAMES, a_council, a_rubric, called
from helpers.formcheck import formal_faults, own_faults, slip_faults
from helpers.rubrics import COMMUNE, PAIRS

from desktop.documents import builtin_pdf
from desktop.documents.preview import page_count
from desktop.documents.templates import fill_paper
from desktop.domain.house import CouncilSetUp
from desktop.domain.intake import Step
from desktop.domain.problems import Refused
from desktop.services import (
    council_papers,
    councils,
    intake_papers,
    intakes,
    marking,
    marking_papers,
    notice_papers,
    office,
    printing,
)
from desktop.services.councils import MeetingForm
from desktop.services.desk import Desk
from desktop.services.printing import Rendered

GOOD = dict(zip(COMMUNE.codes, (16_00, 15_50, 20_00, 10_00, 14_00), strict=True))


@pytest.fixture
def as_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Word files without their PDF: the tests of papers hold those."""

    def render(desk: Desk, facts: object, *, docx: bytes | None = None, **_more: object) -> Rendered:
        return Rendered(docx or fill_paper(facts, printing.shelf(desk)).docx, b"", 1)

    monkeypatch.setattr(printing, "render", render)


def held(desk: Desk, meeting: str, votes: dict[str, int], **more: object) -> None:
    form = MeetingForm(
        "02/BB-HĐSK", HELD_ON, 7, votes, {}, 6, "Phạm Thị Thu Hà", "Đỗ Quang Vinh", meeting=meeting
    )
    desk.do(councils.record, replace(form, **more))


def test_the_decision_that_sets_up_the_council_lists_its_members(settled_office: Desk, as_word: None) -> None:
    desk = settled_office
    with pytest.raises(Refused, match=r"council\.no_members"):
        desk.look(council_papers.set_up_facts)
    a_council(desk)
    facts = desk.look(council_papers.set_up_facts)
    assert [(row.name, row.seat) for row in facts.rows[:3]] == [
        ("Phạm Thị Thu Hà", "Chủ tịch"),
        ("Lê Thị Mai", "Phó Chủ tịch, đại diện công đoàn"),
        ("Đỗ Quang Vinh", "Ủy viên thư ký"),
    ]
    assert (facts.heading.number, facts.heading.symbol, facts.heading.dated.on) == ("", "QĐ-HL", None)
    assert "gồm 07 thành viên" in facts.articles[0]
    assert formal_faults(council_papers.set_up(desk).docx, "QUYẾT ĐỊNH") == []
    signed = CouncilSetUp(7, decision_number="3/QĐ-HL", decision_date=date(2026, 1, 8))
    desk.do(office.put_council, signed)
    heading = desk.look(council_papers.set_up_facts).heading
    assert (heading.number, heading.symbol, heading.dated.on) == ("3", "QĐ-HL", date(2026, 1, 8))


def test_an_invitation_says_when_where_and_about_what(settled_office: Desk, as_word: None) -> None:
    desk = settled_office
    ids = stored(desk, an_initiative("Một"), an_initiative("Hai", authors=authors("Trần Văn Nam")))
    a_council(desk)
    meeting = called(desk, [ids[1], ids[0]], rubric=a_rubric(desk), guests=("Ông Lin Chia-Hao",))
    facts = desk.look(council_papers.invitation_facts, meeting)
    assert [row.title for row in facts.rows] == ["Hai", "Một"]
    assert facts.time == "8 giờ 30 phút, ngày 04 tháng 3 năm 2026."
    assert facts.place == "Phòng họp số 2."
    assert facts.invited == "các thành viên Hội đồng sáng kiến; Ông Lin Chia-Hao."
    assert "“Thang điểm 100”" in facts.programme[1]
    assert "không chấm điểm" in facts.remark  # a member is an author
    assert (facts.signature.name, facts.heading.symbol) == ("Phạm Thị Thu Hà", "GM-HĐSK")
    assert formal_faults(council_papers.invitation(desk, meeting).docx, "GIẤY MỜI") == []


def test_a_meeting_of_a_council_without_names_is_invited_too(settled_office: Desk) -> None:
    ids = stored(settled_office, an_initiative())
    meeting = called(settled_office, ids, purpose="xét sáng kiến quý I")
    facts = settled_office.look(council_papers.invitation_facts, meeting)
    assert facts.chair == "Chủ tịch Hội đồng."
    assert facts.content == "xét sáng kiến quý I (1 sáng kiến, có danh sách kèm theo)."
    assert facts.remark == ""


def test_each_member_has_a_sheet_on_each_but_own_work(settled_office: Desk, as_word: None) -> None:
    desk = settled_office
    ids = stored(desk, an_initiative("Một"), an_initiative("Hai", authors=authors("Trần Văn Nam")))
    members = a_council(desk)
    meeting = called(desk, ids, rubric=a_rubric(desk))
    desk.do(marking.put_marks, meeting, members[0], {ids[0]: GOOD})
    facts = desk.look(marking_papers.sheets_facts, meeting)
    assert len(facts) == 13
    assert [(one.member, one.title) for one in facts if one.member == "Trần Văn Nam"] == [
        ("Trần Văn Nam", "Một")
    ]
    given, blank = facts[0], facts[1]
    assert [row.given for row in given.rows] == ["16", "15,5", "20", "10", "14"]
    assert (given.total, blank.total) == ("75,5/100", ".......... /100")
    assert given.rows[0].bands.splitlines()[0] == "0 - 9,99: không mới"
    assert given.rules.startswith("Đạt từ 70/100 điểm; từ 60 điểm: hoàn thiện")
    paper = marking_papers.sheets(desk, meeting)
    assert own_faults(paper.docx, "PHIẾU CHẤM ĐIỂM") == []
    assert page_count(builtin_pdf.convert(paper.docx).pdf) == 13
    assert len(desk.look(marking_papers.sheets_facts, meeting, members[3])) == 1
    with pytest.raises(Refused, match=r"member\.missing"):
        desk.look(marking_papers.sheets_facts, meeting, "nobody")


def test_sheets_of_pairs_have_boxes(settled_office: Desk, as_word: None) -> None:
    desk = settled_office
    members = a_council(desk, 3)
    ids = stored(desk, an_initiative("Một"))
    meeting = called(desk, ids, rubric=a_rubric(desk, PAIRS))
    desk.do(
        marking.put_marks, meeting, members[0], {ids[0]: {**dict.fromkeys(PAIRS.codes, 1), "described": 0}}
    )
    given, blank, _third = desk.look(marking_papers.sheets_facts, meeting)
    assert [(row.yes_box, row.no_box) for row in given.rows] == [("x", "")] * 3 + [("", "x")]
    assert [(row.yes_box, row.no_box) for row in blank.rows] == [("", "")] * 4
    assert given.result == "Hoàn thiện hồ sơ"
    assert own_faults(marking_papers.sheets(desk, meeting).docx, "PHIẾU ĐÁNH GIÁ") == []
    rules = desk.look(marking_papers.tally_facts, meeting).rules
    assert "hoàn thiện hồ sơ" in rules


def test_the_table_of_marks_has_no_mean_while_a_sheet_is_missing(settled_office: Desk, as_word: None) -> None:
    desk = settled_office
    members = a_council(desk, 3)
    ids = stored(desk, an_initiative("Một"), an_initiative("Hai"))
    meeting = called(desk, ids, rubric=a_rubric(desk))
    for member in members:
        desk.do(marking.put_marks, meeting, member, {ids[0]: GOOD})
    desk.do(marking.put_marks, meeting, members[0], {ids[1]: GOOD})
    facts = desk.look(marking_papers.tally_facts, meeting)
    assert [(row.sheets, row.mean, row.result) for row in facts.rows] == [
        ("3/3", "75,5", "Đạt"),
        ("1/3", "", "Còn thiếu 2 phiếu"),
    ]
    assert "bỏ phiếu cao nhất và phiếu thấp nhất khi có từ 5 phiếu" in facts.rules
    assert (facts.chair, facts.secretary) == ("Phạm Thị Thu Hà", "Đỗ Quang Vinh")
    assert own_faults(marking_papers.tally(desk, meeting).docx, "BẢNG TỔNG HỢP") == []


def test_minutes_name_who_came_and_what_was_said(settled_office: Desk, as_word: None) -> None:
    desk = settled_office
    ids = stored(
        desk, an_initiative("Một"), an_initiative("Hai"), an_initiative("Ba", authors=authors("Giàng A Dế"))
    )
    members = a_council(desk)
    meeting = called(desk, ids, rubric=a_rubric(desk), absent=(members[6],), guests=("Ông Lin Chia-Hao",))
    held(
        desk,
        meeting,
        {ids[0]: 6, ids[1]: 5, ids[2]: 3},
        completions={ids[1]: "bản vẽ"},
        reasons={ids[2]: "không mới"},
    )
    facts = desk.look(council_papers.minutes_facts, meeting)
    assert facts.opened == "8 giờ 30 phút, ngày 04 tháng 3 năm 2026"
    assert (facts.place, facts.members, facts.present) == ("Phòng họp số 2", 7, 6)
    assert facts.absent == f"1 (các thành viên: {NAMES[6][0]})"
    assert len(facts.attendance) == 7
    assert facts.attendance[6] == "Ông Lin Chia-Hao (khách mời)"
    assert facts.attendance[1] == "Lê Thị Mai - Phó Chủ tịch, đại diện công đoàn"
    # six came; one of them is an author of the third
    assert [(row.yes, row.no, row.ratio) for row in facts.rows] == [
        (6, 0, "85,71\u00a0%"),
        (5, 1, "71,43\u00a0%"),
        (3, 2, "42,86\u00a0%"),
    ]
    assert [row.conclusion for row in facts.rows] == [
        "Đề nghị công nhận",
        "Đề nghị công nhận sau khi hoàn thiện: bản vẽ",
        "Không công nhận: không mới",
    ]
    assert any(
        "Đề nghị công nhận 1 sáng kiến sau khi tác giả hoàn thiện" in line for line in facts.conclusions
    )
    assert any("không biểu quyết sáng kiến của mình" in line for line in facts.proceedings)
    assert any("“Thang điểm 100”" in line for line in facts.proceedings)
    paper = council_papers.minutes(desk, meeting)
    assert paper.docx.startswith(b"PK")


def test_a_submission_takes_up_what_was_completed_since(settled_office: Desk) -> None:
    desk = settled_office
    ids = stored(desk, an_initiative("Một"), an_initiative("Hai"))
    meeting = called(desk, ids)
    held(desk, meeting, {ids[0]: 6, ids[1]: 6}, completions={ids[1]: "bản vẽ"})
    facts = desk.look(notice_papers.proposal_facts, meeting)
    assert [row.title for row in facts.rows] == ["Một"]
    assert "1 sáng kiến sẽ đề nghị sau khi tác giả hoàn thiện hồ sơ, 0 sáng kiến không" in facts.body[1]
    desk.do(councils.complete, [ids[1]])
    facts = desk.look(notice_papers.proposal_facts, meeting)
    assert [row.title for row in facts.rows] == ["Một", "Hai"]
    assert "hoàn thiện" not in facts.body[1]


def test_minutes_of_quick_mode_name_who_led(settled_office: Desk) -> None:
    ids = stored(settled_office, an_initiative())
    meeting = proposed(settled_office, ids).meeting
    facts = settled_office.look(council_papers.minutes_facts, meeting)
    assert facts.opened == ".... giờ .... phút, ngày 20 tháng 02 năm 2026"
    assert (facts.attendance, facts.absent) == ((), "0")
    with pytest.raises(Refused, match=r"meeting\.missing"):
        settled_office.look(council_papers.minutes_facts, "none")


def test_slips_and_the_book_follow_the_register(settled_office: Desk, as_word: None) -> None:
    desk = settled_office
    ids = stored(
        desk,
        an_initiative("Một", entered_on=date(2026, 2, 2), authors=authors("Lê An", "Trần Nam", "Đỗ Vinh")),
        an_initiative("Hai", entered_on=date(2026, 2, 3)),
        an_initiative("Ba", entered_on=date(2026, 2, 4)),
    )
    for step, day, words in (
        (Step.RECEIVED, 2, "Lê Thị Mai"),
        (Step.ASKED, 10, "bản vẽ"),
        (Step.COMPLETED, 16, ""),
    ):
        desk.do(intakes.take, [ids[0]], step, date(2026, 2, day), words)
    desk.do(intakes.take, [ids[2]], Step.WITHDRAWN, date(2026, 2, 20))
    (row, _) = desk.look(intake_papers.slips_facts, ids).rows
    assert (row.applicant_left, row.receiver_left) == ("Lê An và 2 đồng tác giả", "Lê Thị Mai")
    assert (row.received_left, row.answer_left) == ("02/02/2026", "16/03/2026")  # from the day it was mended
    assert (row.received_right, row.answer_right) == ("03/02/2026", "03/03/2026")
    assert slip_faults(intake_papers.slips(desk, ids).docx) == []
    book = desk.look(intake_papers.intake_book_facts)
    assert [(one.number, one.asked, one.outcome) for one in book.rows] == [
        ("01", "10/02/2026: bản vẽ; đã bổ sung 16/02/2026", ""),
        ("02", "", ""),
        ("03", "", "Rút đơn 20/02/2026"),
    ]
    assert book.keeper == "Lê Thị Mai"
    assert own_faults(intake_papers.intake_book(desk).docx, "SỔ TIẾP NHẬN") == []


def test_notices_of_several_stand_in_one_file(settled_office: Desk, as_word: None) -> None:
    desk = settled_office
    ids = stored(desk, an_initiative("Một"), an_initiative("Hai"))
    meeting = called(desk, ids)
    held(desk, meeting, dict.fromkeys(ids, 2), reasons=dict.fromkeys(ids, "không mới"))
    paper = notice_papers.not_recognised(desk, ids)
    assert formal_faults(paper.docx, "THÔNG BÁO") == []
    assert page_count(builtin_pdf.convert(paper.docx).pdf) == 2
    with pytest.raises(Refused, match=r"paper\.no_id"):
        notice_papers.not_recognised(desk, [])


def test_with_the_units_stamp_the_chair_signs_with_the_post_in_the_unit(
    settled_office: Desk, as_word: None
) -> None:
    desk = settled_office
    ids = stored(desk, an_initiative())
    a_council(desk)
    meeting = called(desk, ids)
    held(desk, meeting, dict.fromkeys(ids, 6))

    def signed() -> list[tuple[str, ...]]:
        return [
            desk.look(council_papers.invitation_facts, meeting).signature.post.printed(),
            desk.look(notice_papers.proposal_facts, meeting).signature.post.printed(),
            desk.look(council_papers.minutes_facts, meeting).chair_post,
        ]

    plain = ("TM. HỘI ĐỒNG SÁNG KIẾN", "CHỦ TỊCH")
    assert signed() == [plain, plain, ("CHỦ TỌA",)]
    desk.do(office.put_council, CouncilSetUp(7, uses_stamp=True))
    assert signed() == [(*plain, "GIÁM ĐỐC"), (*plain, "GIÁM ĐỐC"), ("CHỦ TỌA", "GIÁM ĐỐC")]
    assert formal_faults(council_papers.invitation(desk, meeting).docx, "GIẤY MỜI") == []
