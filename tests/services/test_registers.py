"""The registers: numbers by issuer, kind and year; what is signed is frozen; prints are logged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from helpers.council_samples import a_correction, a_not_recognised
from helpers.money_samples import an_asking

from desktop.domain.decision import DecisionState
from desktop.domain.issued import Deed, Ref
from desktop.domain.problems import Refused
from desktop.domain.series import Issuing, Numbering, SeriesRule
from desktop.services import keepers, printing, registers, undo
from desktop.services.desk import Desk
from desktop.services.registers import Entry

MARCH_2 = date(2026, 3, 2)


def a_letter(symbol: str = "CV-CĐCS", issuer: Issuing = Issuing.UNION, **more) -> Entry:
    return Entry(an_asking(), issuer, symbol, "Đề nghị hỗ trợ", **more)


def test_a_draft_has_neither_number_nor_date_and_can_be_renewed_and_withdrawn(settled_office: Desk):
    record = settled_office.do(registers.draft, a_letter(about=(Ref("payment_round", "r1"),))).value
    paper = settled_office.look(registers.get, record)
    assert (paper.state, paper.number, paper.signed_on, paper.year) == (DecisionState.DRAFT, "", None, 2026)
    again = settled_office.do(registers.draft, Entry(an_asking(), Issuing.UNION, "CV", "Khác"), record).value
    assert again == record
    assert settled_office.look(registers.get, record).subject == "Khác"
    settled_office.do(registers.withdraw, record)
    with pytest.raises(Refused, match=r"paper\.missing"):
        settled_office.look(registers.get, record)
    settled_office.do(undo.undo)
    assert settled_office.look(registers.get, record).subject == "Khác"


def test_the_unions_papers_are_numbered_one_after_another_by_kind_and_year(
    settled_office: Desk, quick_paper: None
):
    def signed(symbol: str, on: date) -> str:
        record = settled_office.do(registers.draft, a_letter(symbol)).value
        return registers.sign(settled_office, record, "", on).value.number

    assert [signed("CV-CĐCS", MARCH_2), signed("CV-CĐCS", MARCH_2), signed("QĐ-CĐCS", MARCH_2)] == [
        "01/CV-CĐCS",
        "02/CV-CĐCS",
        "01/QĐ-CĐCS",
    ]
    assert signed("CV-CĐCS", date(2025, 12, 30)) == "01/CV-CĐCS"
    record = settled_office.do(registers.draft, a_letter()).value
    assert settled_office.look(registers.suggested, record, 2026) == "03/CV-CĐCS"


def test_the_employers_number_is_typed_and_given_once_across_decisions_too(
    settled_office: Desk, quick_paper: None
):
    entry = Entry(a_not_recognised(), Issuing.EMPLOYER, "TB-HL", "Không công nhận")
    first = settled_office.do(registers.draft, entry).value
    with pytest.raises(Refused, match=r"paper\.number_missing"):
        registers.sign(settled_office, first, "", MARCH_2)
    assert registers.sign(settled_office, first, "7", MARCH_2).value.number == "07/TB-HL"
    second = settled_office.do(registers.draft, entry).value
    with pytest.raises(Refused, match=r"paper\.number_taken"):
        registers.sign(settled_office, second, "07/TB-HL", MARCH_2)
    assert registers.sign(settled_office, second, "7", date(2025, 3, 2)).value.year == 2025


def test_a_register_kept_by_another_pc_gives_no_number_here(settled_office: Desk, quick_paper: None):
    settled_office.do(keepers.put_series, SeriesRule(Issuing.UNION, Numbering.OWN, "another-pc"))
    record = settled_office.do(registers.draft, a_letter()).value
    with pytest.raises(Refused, match=r"series\.kept_elsewhere") as refused:
        registers.sign(settled_office, record, "", MARCH_2)
    assert refused.value.facts == {"machine": "r-pc"}  # what it is called, else the last signs of its id
    settled_office.do(keepers.keep_here, Issuing.UNION)
    assert registers.sign(settled_office, record, "", MARCH_2).value.number == "01/CV-CĐCS"


def test_signing_freezes_number_date_and_bytes(settled_office: Desk):
    record = settled_office.do(registers.draft, a_letter()).value
    settled_office.do(registers.for_signature, record)
    draft = registers.render(settled_office, record)
    paper = registers.sign(settled_office, record, "", MARCH_2).value
    frozen = registers.reprint(settled_office, record)
    assert draft.docx != frozen.docx
    assert registers.render(settled_office, record).pdf == frozen.pdf
    assert "02 tháng 3 năm 2026" in str(registers.facts_of(paper).heading.dated)
    for refused_order in (registers.withdraw, registers.for_signature):
        with pytest.raises(Refused, match=r"paper\.already_signed"):
            settled_office.do(refused_order, record)
    with pytest.raises(Refused, match=r"undo\.final"):
        settled_office.do(undo.undo)
    settled_office.do(registers.issue, record)
    assert settled_office.look(registers.get, record).state is DecisionState.ISSUED


def test_papers_are_found_by_what_they_are_about_and_by_what_they_mend(
    settled_office: Desk, quick_paper: None
):
    first = settled_office.do(registers.draft, a_letter(about=(Ref("meeting", "m1"),))).value
    entry = Entry(
        a_correction(), Issuing.EMPLOYER, "HL", "Đính chính", about=(), deed=Deed.CORRECTS, mends="d1"
    )
    second = settled_office.do(registers.draft, entry).value
    assert [paper.id for paper in settled_office.look(registers.about, "meeting", "m1")] == [first]
    assert [paper.id for paper in settled_office.look(registers.about, "decision", "d1")] == [second]


def test_a_paper_signed_in_the_future_is_refused(settled_office: Desk):
    record = settled_office.do(registers.draft, a_letter()).value
    with pytest.raises(Refused, match=r"paper\.in_future"):
        registers.sign(settled_office, record, "", date(2030, 1, 1))


def test_a_code_ties_the_paper_to_its_record_where_it_is_wanted(settled_office: Desk):
    from desktop.documents import edited
    from desktop.services import office

    record = settled_office.do(registers.draft, a_letter()).value
    assert settled_office.look(registers.code_on, record, "asking") == ""
    assert settled_office.look(registers.code_on, record, "pay_list").startswith("SK-")
    taste = settled_office.look(office.facts).taste
    settled_office.do(office.put_taste, replace(taste, codes_on_formal=True))
    code = settled_office.look(registers.code_on, record, "asking")
    assert edited.says(registers.render(settled_office, record).docx, code)
    assert settled_office.look(registers.by_code, code.lower().replace("-", " ")) == record
    with pytest.raises(Refused, match=r"paper\.missing"):
        settled_office.look(registers.by_code, "SK-0000-0000-00")


def test_a_paper_that_failed_takes_no_number_and_one_that_has_it_keeps_it(
    settled_office: Desk, monkeypatch: pytest.MonkeyPatch
):
    """Word's own fault, a template, the printer: the next try, and each print after, is under the very same number."""
    record = settled_office.do(registers.draft, a_letter()).value
    whole = printing.render

    def broken(*_: object, **__: object) -> printing.Rendered:
        raise Refused("template.broken", file="asking.docx")

    monkeypatch.setattr(printing, "render", broken)
    for _ in range(2):
        with pytest.raises(Refused, match=r"template\.broken"):
            registers.sign(settled_office, record, "", MARCH_2)
        assert settled_office.look(registers.get, record).state is DecisionState.DRAFT
        assert settled_office.look(registers.suggested, record, 2026) == "01/CV-CĐCS"
    monkeypatch.setattr(printing, "render", whole)
    assert registers.sign(settled_office, record, "", MARCH_2).value.number == "01/CV-CĐCS"

    monkeypatch.setattr(printing, "render", broken)  # gone again, and the paper comes out all the same
    prints = [registers.reprint(settled_office, record) for _ in range(2)]
    assert prints[0].pdf == prints[1].pdf
    assert settled_office.look(registers.get, record).number == "01/CV-CĐCS"
    later = settled_office.do(registers.draft, a_letter()).value
    assert settled_office.look(registers.suggested, later, 2026) == "02/CV-CĐCS"
