"""Papers that mend a decision: they name the first one, both stand in the register, the frozen bytes stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from helpers.builders import HEAD, an_initiative, authors, drafted, stored

from desktop.domain.decision import Decision, DecisionState
from desktop.domain.initiative import Stage
from desktop.domain.issued import Deed, Fix, FixedField
from desktop.domain.problems import Refused
from desktop.services import decisions, initiatives, mending, papers, printing, registers
from desktop.services.desk import Desk
from desktop.services.mending_facts import Mending

MARCH_2 = date(2026, 3, 2)


@pytest.fixture
def signed(settled_office: Desk, quick_paper: None) -> Decision:
    """A signed decision of two initiatives, the first of which has two authors."""
    ids = stored(
        settled_office,
        an_initiative("Gá kẹp", authors=authors("Nguyễn Thị Hằng", "Trần Văn Nam")),
        an_initiative("Xe đẩy phom"),
    )
    return decisions.sign(settled_office, drafted(settled_office, ids), "5", MARCH_2).value


def text_of(desk: Desk, record: str) -> str:
    return str(registers.facts_of(desk.look(registers.get, record)))


def test_an_amendment_names_the_first_paper_and_is_named_by_it(settled_office: Desk, signed: Decision):
    wish = Mending(Deed.AMENDS, HEAD, ("Dòng 2, tác giả: sửa thành “H'Ler Niê”",), "Phòng Kỹ thuật")
    record = settled_office.do(mending.draft, signed.id, wish).value
    said = text_of(settled_office, record)
    assert "Quyết định số 05/QĐ-HL ngày 02 tháng 3 năm 2026" in said
    assert "1. Dòng 2, tác giả: sửa thành “H'Ler Niê”." in said
    paper = registers.sign(settled_office, record, "9", MARCH_2).value
    assert (paper.number, paper.mends) == ("09/QĐ-HL", signed.id)
    assert [mend.number for mend in settled_office.look(mending.mended_by, signed.id)] == ["09/QĐ-HL"]
    assert settled_office.look(decisions.get, signed.id) == signed


def test_a_slip_of_form_is_mended_by_a_letter_without_touching_the_series_of_decisions(
    settled_office: Desk, signed: Decision
):
    wish = Mending(Deed.CORRECTS, HEAD, ("Phần Nơi nhận in thiếu “Phòng Kỹ thuật”",))
    record = settled_office.do(mending.draft, signed.id, wish).value
    assert "V/v đính chính Quyết định số 05/QĐ-HL" in text_of(settled_office, record)
    assert registers.sign(settled_office, record, "5", MARCH_2).value.number == "05/HL"


def test_what_changed_in_the_records_since_is_told_by_row_and_column(settled_office: Desk, signed: Decision):
    assert settled_office.look(mending.changes_since, signed.id) == ()
    value = settled_office.look(initiatives.get, signed.initiatives[1])
    settled_office.do(initiatives.save, replace(value, workshop="Gò B"))
    (change,) = settled_office.look(mending.changes_since, signed.id)
    assert (change.place, change.column, change.now) == (2, "workshop", "Gò B")
    (line,) = settled_office.look(mending.changes_as_lines, signed.id)
    assert line == f"Dòng 2, đơn vị: đã in “{change.was}”, nay sửa thành “Gò B”"


def test_a_replacing_decision_puts_names_right_in_print_and_in_the_records(
    settled_office: Desk, signed: Decision
):
    one, two = signed.initiatives
    fixes = (
        Fix(two, FixedField.TITLE, "Xe đẩy phom có khóa"),
        Fix(one, FixedField.AUTHOR, "H'Ler Niê", 1),
    )
    record = settled_office.do(mending.draft, signed.id, Mending(Deed.REPLACES, HEAD, fixes=fixes)).value
    facts = registers.facts_of(settled_office.look(registers.get, record))
    assert [row.title for row in facts.rows] == ["Gá kẹp", "Xe đẩy phom có khóa"]
    assert "H'Ler Niê" in facts.rows[0].authors
    assert "thay thế Quyết định số 05/QĐ-HL" in facts.articles[-2]
    assert settled_office.look(initiatives.get, two).title == "Xe đẩy phom"
    registers.sign(settled_office, record, "12", MARCH_2)
    assert settled_office.look(initiatives.get, two).title == "Xe đẩy phom có khóa"
    assert settled_office.look(initiatives.get, one).authors[1].name == "H'Ler Niê"
    with pytest.raises(Refused, match=r"mend\.annulled"):
        settled_office.do(mending.draft, signed.id, Mending(Deed.AMENDS, HEAD, ("khác",)))


def test_an_amendment_states_its_fixes_by_the_printed_row(settled_office: Desk, signed: Decision):
    wish = Mending(Deed.AMENDS, HEAD, fixes=(Fix(signed.initiatives[0], FixedField.AUTHOR, "Đỗ Thị Hằng"),))
    record = settled_office.do(mending.draft, signed.id, wish).value
    assert "1. Dòng 1, tác giả: đã in “Nguyễn Thị Hằng”, nay sửa thành “Đỗ Thị Hằng”." in text_of(
        settled_office, record
    )


def test_annulling_one_takes_its_recognition_and_leaves_the_other(settled_office: Desk, signed: Decision):
    gone, stays = signed.initiatives
    wish = Mending(Deed.ANNULS, HEAD, reason="trùng với sáng kiến đã công nhận", initiatives=(gone,))
    record = settled_office.do(mending.draft, signed.id, wish).value
    assert "“Gá kẹp” của Nguyễn Thị Hằng, Trần Văn Nam" in text_of(settled_office, record)
    assert settled_office.look(initiatives.get, gone).recognition is not None
    registers.sign(settled_office, record, "8", MARCH_2)
    assert settled_office.look(initiatives.get, gone).recognition is None
    assert settled_office.look(initiatives.get, stays).recognition is not None
    assert settled_office.look(initiatives.counts)[Stage.PROPOSED] == 1
    assert [paper.id for paper in settled_office.look(registers.about, "initiative", gone)] == [record]
    whole = Mending(Deed.ANNULS, HEAD, reason="sai thẩm quyền")
    registers.sign(settled_office, settled_office.do(mending.draft, signed.id, whole).value, "10", MARCH_2)
    assert settled_office.look(initiatives.counts)[Stage.RECOGNISED] == 0
    assert settled_office.look(decisions.get, signed.id).state is DecisionState.SIGNED


def test_what_cannot_be_mended_is_refused_by_code(settled_office: Desk, signed: Decision):
    for wish, code in (
        (Mending(Deed.AMENDS, HEAD, (" ",)), "mend.nothing"),
        (Mending(Deed.ANNULS, HEAD), "decision.reason_missing"),
        (Mending(Deed.ANNULS, HEAD, reason="x", initiatives=("nobody",)), "mend.not_listed"),
        (Mending(Deed.AMENDS, HEAD, fixes=(Fix("nobody", FixedField.TITLE, "x"),)), "mend.not_listed"),
    ):
        with pytest.raises(Refused) as refused:
            settled_office.do(mending.draft, signed.id, wish)
        assert refused.value.code == code
    ids = stored(settled_office, an_initiative("Mới"))
    with pytest.raises(Refused, match=r"mend\.not_signed"):
        settled_office.do(mending.draft, drafted(settled_office, ids), Mending(Deed.REPLACES, HEAD))


def test_a_number_of_a_decision_is_taken_for_the_papers_that_mend_it_too(
    settled_office: Desk, signed: Decision
):
    record = settled_office.do(mending.draft, signed.id, Mending(Deed.AMENDS, HEAD, ("x",))).value
    with pytest.raises(Refused, match=r"paper\.number_taken"):
        registers.sign(settled_office, record, "05/QĐ-HL", MARCH_2)
    registers.sign(settled_office, record, "6", MARCH_2)
    ids = stored(settled_office, an_initiative("Ba"))
    with pytest.raises(Refused, match=r"decision\.number_taken"):
        decisions.sign(settled_office, drafted(settled_office, ids), "6", MARCH_2)


def test_a_reprint_of_the_first_paper_is_what_was_signed_whatever_mended_it(
    settled_office: Desk, signed: Decision, monkeypatch
):
    monkeypatch.setattr(printing, "page_count", lambda pdf: 1)
    before = papers.reprint(settled_office, signed.id)
    record = settled_office.do(mending.draft, signed.id, Mending(Deed.REPLACES, HEAD)).value
    registers.sign(settled_office, record, "6", MARCH_2)
    assert papers.reprint(settled_office, signed.id) == before
