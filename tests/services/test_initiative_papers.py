"""Papers before the council, filled from what is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from helpers.builders import (
    a_protected_initiative,
    an_author,
    an_initiative,
    as_role,
    authors,
    stored,
)
from helpers.formcheck import own_faults

from desktop.documents.templates import fill_paper
from desktop.domain.access import Role
from desktop.domain.house import Authority, Release, Signer
from desktop.domain.initiative import Benefit, Section
from desktop.domain.problems import Refused
from desktop.services import initiative_papers, intake_papers, printing
from desktop.services import office as office_facts
from desktop.services.desk import Desk
from desktop.services.printing import Rendered

ANNEX = an_initiative(
    "Gá kẹp vải",
    authors=(
        an_author("Nguyễn Thị Hằng", 6_000, birth="1991", title="Công nhân", qualification="12/12"),
        an_author("H'Ler Niê", 4_000, workshop="Cơ điện"),
    ),
    trial_from=date(2026, 1, 5),
    sections={
        Section.KNOWN_SOLUTION: "Thợ phụ giữ mép vải.\nMỗi ca hai người.",
        Section.CONTENT: "Gá bằng thép tấm 2 ly.",
        Section.CONDITIONS: "Bàn máy còn chỗ bắt vít.",
        Section.HELPERS: "Trần Văn Nam: gia công gá.",
    },
)


def test_an_application_states_what_the_form_asks_for(settled_office: Desk) -> None:
    (record,) = stored(settled_office, ANNEX)
    facts = settled_office.look(initiative_papers.application_facts, record)
    assert facts.addressee == facts.investor == "Công ty TNHH May Hạ Long"
    assert facts.used_from == "05/01/2026"
    assert facts.nature[:2] == ("Thợ phụ giữ mép vải.", "Mỗi ca hai người.")
    assert facts.secret == ("Không có",)
    assert facts.authors_view == ("12.500.000 đồng; tiết kiệm vải",)
    assert facts.users_view == ()
    assert facts.signing.right == ("Nguyễn Thị Hằng", "H'Ler Niê")
    first, second = facts.rows
    assert (first.birth, first.post, first.qualification, first.share) == (
        "1991", "Công nhân", "12/12", "60\u00a0%",
    )  # fmt: skip
    assert (first.workplace, second.workplace) == (
        "Chuyền may 3, Công ty TNHH May Hạ Long",
        "Cơ điện, Công ty TNHH May Hạ Long",
    )


def test_an_amount_withheld_from_the_portal_still_stands_on_the_authors_own_paper(
    settled_office: Desk,
) -> None:
    (record,) = stored(settled_office, replace(ANNEX, amount_withheld=True))
    facts = settled_office.look(initiative_papers.description_facts, record)
    assert facts.economy == ("12.500.000 đồng; tiết kiệm vải",)


def test_a_benefit_to_be_computed_is_left_to_be_written(settled_office: Desk) -> None:
    (record,) = stored(settled_office, replace(ANNEX, benefit=Benefit()))
    assert settled_office.look(initiative_papers.description_facts, record).economy == ()


def test_without_an_employer_an_application_is_written_by_hand_where_it_is_named(office: Desk) -> None:
    (record,) = stored(office, ANNEX)
    assert office.look(initiative_papers.application_facts, record).addressee == ""
    for paper in (
        initiative_papers.use_facts,
        intake_papers.slips_facts,
        initiative_papers.opinion_facts,
    ):
        given = record if paper is initiative_papers.use_facts else [record]
        with pytest.raises(Refused, match=r"employer\.missing"):
            office.look(paper, given)


def test_what_is_protected_is_printed_only_for_who_may_read_it(settled_office: Desk) -> None:
    (record,) = stored(settled_office, a_protected_initiative("bảy phần ba"))
    facts = settled_office.look(initiative_papers.application_facts, record)
    assert facts.secret == ("Không nói ra: bảy phần ba.",)
    reader = as_role(settled_office, Role.READER)
    for paper in (
        initiative_papers.application_facts,
        initiative_papers.description_facts,
        initiative_papers.idea_facts,
        initiative_papers.use_facts,
    ):
        with pytest.raises(Refused, match=r"initiative\.missing"):
            reader.look(paper, record)
    for paper in (intake_papers.slips_facts, initiative_papers.opinion_facts):
        with pytest.raises(Refused):
            reader.look(paper, [record])


def test_slips_stand_in_the_order_asked_for_and_name_the_day_of_the_answer(settled_office: Desk) -> None:
    ids = stored(
        settled_office,
        an_initiative("Một", entered_on=date(2026, 1, 31), authors=authors("Lê An", "Trần Nam", "Đỗ Vinh")),
        an_initiative("Hai"),
    )
    (row,) = settled_office.look(intake_papers.slips_facts, [ids[1], ids[0]]).rows
    assert (row.title_left, row.title_right) == ("Hai", "Một")
    assert (row.received_right, row.answer_right) == ("31/01/2026", "28/02/2026")
    assert row.applicant_right == "Lê An và 2 đồng tác giả"
    assert row.applicant_left == "Nguyễn Thị Hằng"
    assert row.number_right.endswith("/2026")


def test_the_employer_is_asked_with_the_release_that_the_union_proposes(settled_office: Desk) -> None:
    ids = stored(settled_office, an_initiative("Một"), an_initiative("Hai", release=Release.TITLE))
    facts = settled_office.look(initiative_papers.opinion_facts, ids)
    assert [row.proposed for row in facts.rows] == ["Đầy đủ", "Tên, hiệu quả"]
    assert facts.answering_post == ("GIÁM ĐỐC",)
    assert facts.union == "Công đoàn cơ sở Công ty May Hạ Long"


def test_whoever_signs_for_the_union_writes_the_name_until_it_is_known(settled_office: Desk) -> None:
    ids = stored(settled_office, an_initiative())
    unknown = settled_office.look(initiative_papers.opinion_facts, ids).signature
    assert (unknown.name, unknown.advice) == ("", "(Ký, ghi rõ họ tên)")
    chair = Signer("Lê Thị Mai", "Chủ tịch", Authority.COLLECTIVE, of="union")
    settled_office.do(office_facts.put_signer, chair)
    known = settled_office.look(initiative_papers.opinion_facts, ids).signature
    assert (known.name, known.advice) == ("Lê Thị Mai", "")


def test_an_unknown_record_is_refused(settled_office: Desk) -> None:
    with pytest.raises(Refused, match=r"initiative\.missing"):
        settled_office.look(initiative_papers.application_facts, "nobody")
    with pytest.raises(Refused, match=r"initiative\.missing"):
        settled_office.look(intake_papers.slips_facts, ["nobody"])


def test_every_paper_comes_out_of_form(settled_office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Word; the PDF of each is held by the tests of papers."""

    def render(desk: Desk, facts: object) -> Rendered:
        return Rendered(fill_paper(facts, printing.shelf(desk)).docx, b"", 1)

    monkeypatch.setattr(printing, "render", render)
    ids = stored(settled_office, ANNEX, a_protected_initiative())
    titles = {
        "application": "ĐƠN",
        "description": "BẢN MÔ TẢ",
        "idea": "PHIẾU Ý TƯỞNG",
        "use": "GIẤY XÁC NHẬN",
    }
    for kind, title in titles.items():
        for record in ids:
            paper = initiative_papers.OF_MANY[kind](settled_office, [record])
            assert own_faults(paper.docx, title) == [], kind
    assert own_faults(initiative_papers.opinion(settled_office, ids).docx, "PHIẾU XIN Ý KIẾN") == []
    assert initiative_papers.OF_MANY["slips"](settled_office, ids).docx.startswith(b"PK")
