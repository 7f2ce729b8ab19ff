"""Còn nhắc tên ở …: what an erasure leaves in free words is listed; drafts are renewed, what is signed is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from helpers.builders import (
    a_meeting,
    an_author,
    an_initiative,
    as_role,
    authors,
    drafted,
    proposed,
    settled,
    stored,
)  # fmt: skip
from helpers.council_samples import a_not_recognised

from desktop.domain.access import Right, Role
from desktop.domain.idea import Idea
from desktop.domain.initiative import Attachment
from desktop.domain.issued import Deed, Fix, FixedField
from desktop.domain.personal import ERASED
from desktop.domain.praise import Commended
from desktop.domain.problems import Refused
from desktop.domain.series import Issuing
from desktop.services import (
    audit,
    decisions,
    erasing,
    ideas,
    initiatives,
    mentions,
    people,
    praise_decisions,
    registers,
    saved_views,
)  # fmt: skip
from desktop.services.desk import Desk, Work, order
from desktop.services.initiatives import ListQuery
from desktop.services.mentions import Mention
from desktop.services.registers import Entry
from desktop.store.issued import ISSUED_PAPERS
from desktop.store.meetings import MEETINGS

NAME, CODE = "Nguyễn Thị Hằng", "HL-777"


@pytest.fixture
def hang(office: Desk) -> str:
    author = an_author(NAME, birth="1990-05-17", staff_code=CODE)
    stored(office, an_initiative("Gá kẹp vải", authors=(author,)))
    (person,) = office.look(people.find_people, "hang")
    return person.id


def still(desk: Desk) -> dict[tuple[str, str], Mention]:
    return {(item.what, item.where): item for item in desk.look(mentions.mentions, NAME, CODE)}


@order(Right.COUNCIL, "council.record")
def put_meeting(work: Work) -> str:
    meeting = replace(a_meeting(work.new_id()), minutes_number="04/BB", secretary=NAME)
    work.save(MEETINGS, meeting)
    return meeting.id


def test_free_words_that_name_somebody_are_listed_with_their_record(office: Desk, hang: str) -> None:
    file = office.files.put(b"%PDF-1.4 a scan")
    (record,) = stored(
        office,
        an_initiative(
            "Xe đẩy phom",
            authors=authors("Trần Văn Nam"),
            summary=f"Theo lời chị {NAME.upper()} (mã hl-777)",
            attachments=(
                Attachment(file, "anh_nguyen_thi_hang.jpg", 15, "image/jpeg", caption=f"Chị {NAME}"),
            ),
        ),
    )
    meeting = office.do(put_meeting).value
    office.do(saved_views.save, "initiatives", "Của chị Hằng", ListQuery(search=NAME))
    idea = office.do(ideas.save, Idea("", "Đèn báo", authors("Lò Inh"), f"{NAME} thấy chỉ hay kẹt")).value
    erasing.erase(office, hang, "theo đơn")
    found = still(office)
    assert {key: item.record for key, item in found.items() if item.what != "mention.saved_view"} == {
        ("mention.initiative", "mention.summary"): record,
        ("mention.initiative", "mention.caption"): record,
        ("mention.initiative", "mention.file_name"): record,
        ("mention.meeting", "mention.secretary"): meeting,
        ("mention.idea", "mention.text"): idea,
    }
    assert found["mention.saved_view", "mention.query"].title == "Của chị Hằng"
    assert found["mention.initiative", "mention.caption"].title == "Xe đẩy phom"
    assert not any(item.is_kept for item in found.values())
    office.do(initiatives.save, replace(office.look(initiatives.get, record), summary="Theo lời tổ may"))
    assert ("mention.initiative", "mention.summary") not in still(office)


def test_nothing_is_listed_where_no_word_names_them(office: Desk, hang: str) -> None:
    stored(
        office, an_initiative("Móc treo", authors=authors("Nguyễn Thị Hạng"), summary="Của Nguyễn Thị Hạng")
    )
    erasing.erase(office, hang, "theo đơn")
    assert still(office) == {}


def test_a_namesakes_own_rows_are_not_theirs(office: Desk, hang: str) -> None:
    other = an_author(NAME, birth="1971-02-03", staff_code="HL-001")
    stored(office, an_initiative("Giá phơi", authors=(other,)))
    erasing.erase(office, hang, "theo đơn")
    assert still(office) == {}


def test_what_is_signed_is_named_as_kept_and_comes_last(office: Desk, hang: str) -> None:
    settled(office)
    ids = list(office.look(initiatives.ids, ListQuery()))
    stored(office, an_initiative("Xe đẩy phom", authors=authors("Trần Văn Nam"), summary=f"Chị {NAME} gợi ý"))
    proposed(office, ids)
    decision = drafted(office, ids)
    decisions.sign(office, decision, "05", date(2026, 3, 4))
    erasing.erase(office, hang, "theo đơn")
    found = office.look(mentions.mentions, NAME, CODE, hang)
    assert [item.is_kept for item in found] == sorted(item.is_kept for item in found)
    kept = [item for item in found if item.is_kept]
    assert ("mention.decision", "mention.facts", decision) in [
        (item.what, item.where, item.record) for item in kept
    ]
    assert "mention.initiative" in [item.what for item in found if not item.is_kept]


def test_a_draft_that_commends_goes_on_without_them(office: Desk, hang: str) -> None:
    chosen = [Commended(NAME, person=hang), Commended("Vũ Nam")]
    both = office.do(praise_decisions.draft, chosen).value
    alone = office.do(praise_decisions.draft, chosen[:1]).value
    stays = erasing.erase(office, hang, "theo đơn")
    assert stays.drafts == 2
    assert office.look(praise_decisions.get, both).commended == (Commended("Vũ Nam"),)
    with pytest.raises(Refused, match=r"praise\.missing"):
        office.look(praise_decisions.get, alone)
    assert still(office) == {}
    assert audit.verify(office).broken_at is None


def a_notice(office: Desk) -> str:
    return office.do(
        registers.draft, Entry(a_not_recognised(), Issuing.COUNCIL, "TB-HL", "Không công nhận")
    ).value


def test_an_unsigned_paper_is_renewed_without_the_name(office: Desk, hang: str) -> None:
    paper = a_notice(office)
    assert NAME in office.look(registers.get, paper).facts
    assert erasing.erase(office, hang, "theo đơn").drafts == 1
    told = office.look(registers.get, paper).facts
    assert NAME not in told and ERASED in told
    assert still(office) == {}


def test_where_somebody_else_bears_the_name_a_draft_is_listed_and_not_changed(
    office: Desk, hang: str
) -> None:
    stored(
        office, an_initiative("Giá phơi", authors=(an_author(NAME, birth="1971-02-03", staff_code="HL-001"),))
    )
    paper = a_notice(office)
    assert erasing.erase(office, hang, "theo đơn").drafts == 0
    (item,) = office.look(mentions.mentions, NAME, CODE)
    assert (item.what, item.record, item.is_kept) == ("mention.paper", paper, False)


def test_a_draft_that_would_put_the_name_right_brings_none_back(office: Desk, hang: str) -> None:
    (record,) = office.look(initiatives.ids, ListQuery())
    paper = a_notice(office)

    @order(Right.DECIDE, "paper.draft")
    def with_fix(work: Work) -> None:
        fix = Fix(record, FixedField.AUTHOR, "Nguyễn Thị Hẳng")
        known = registers.get(work, paper)
        work.save(ISSUED_PAPERS, replace(known, deed=Deed.CORRECTS, fixes=(fix,)))

    office.do(with_fix)
    erasing.erase(office, hang, "theo đơn")
    assert [fix.now for fix in office.look(registers.get, paper).fixes] == [ERASED]


def test_who_does_not_keep_personal_data_asks_in_vain(office: Desk, hang: str) -> None:
    with pytest.raises(Refused, match=r"right\.missing"):
        as_role(office, Role.CLERK).look(mentions.mentions, NAME)
