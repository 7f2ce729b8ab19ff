"""One register: decisions and papers beside each other, each naming what mends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from helpers.builders import HEAD, an_initiative, drafted, stored
from helpers.council_samples import a_name_check, a_set_up
from helpers.money_samples import an_asking
from helpers.paper_samples import printed

from desktop.domain.issued import Deed
from desktop.domain.legal import LegalBasis
from desktop.domain.series import Issuing
from desktop.services import (
    decisions,
    initiatives,
    legal,
    mending,
    office,
    paper_notes,
    prints,
    register_rows,
    registers,
)
from desktop.services.desk import Desk
from desktop.services.mending_facts import Mending
from desktop.services.register_rows import Kept
from desktop.services.registers import Entry

MARCH_2 = date(2026, 3, 2)


def test_the_first_paper_and_the_one_that_mends_it_name_each_other(settled_office: Desk, quick_paper: None):
    ids = stored(settled_office, an_initiative("Một"), an_initiative("Hai"))
    first = decisions.sign(settled_office, drafted(settled_office, ids), "5", MARCH_2).value.id
    entry = Entry(an_asking(), Issuing.UNION, "CV-CĐCS", "Đề nghị hỗ trợ")
    letter = settled_office.do(registers.draft, entry).value
    second = settled_office.do(mending.draft, first, Mending(Deed.AMENDS, HEAD, ("x",))).value
    assert settled_office.look(register_rows.kept_as, first) is Kept.DECISION
    number = register_rows.freeze(settled_office, second, "6", MARCH_2)
    rows = {row.id: row for row in settled_office.look(register_rows.listing)}
    assert rows.keys() == {first, letter, second}
    assert (number, rows[second].mends, rows[first].mended_by) == ("06/QĐ-HL", "05/QĐ-HL", ("06/QĐ-HL",))
    assert (rows[first].initiatives, rows[letter].issuer, rows[letter].year) == (2, Issuing.UNION, 2026)
    assert register_rows.freeze(settled_office, letter, "", MARCH_2) == "01/CV-CĐCS"


def test_what_to_know_before_printing_is_said_and_keeps_nothing_back(settled_office: Desk, quick_paper: None):
    basis = LegalBasis(
        "18/2013/TT-BKHCN", "Thông tư 18", lapsed_on=date(2026, 1, 1), replaced_by="01/2026/TT"
    )
    settled_office.do(legal.put, basis)
    settled_office.do(legal.put, LegalBasis("01/2026/TT", "Thông tư 01", since=date(2026, 1, 1)))
    taste = settled_office.look(office.facts).taste
    settled_office.do(office.put_taste, replace(taste, legal_bases=("Căn cứ Thông tư số 18/2013/TT-BKHCN",)))
    draft = drafted(settled_office, stored(settled_office, an_initiative("Một")))
    (note,) = settled_office.look(paper_notes.notes, draft)
    assert (note.code, note.facts["instead"], note.warns_only) == ("legal.replaced", "01/2026/TT", True)
    first = decisions.sign(settled_office, draft, "5", MARCH_2).value
    assert settled_office.look(paper_notes.notes, first.id) == ()
    value = settled_office.look(initiatives.get, first.initiatives[0])
    settled_office.do(initiatives.save, replace(value, workshop="Gò B"))
    settled_office.do(prints.note, first.id, prints.PRINTED, copies=3)
    second = settled_office.do(mending.draft, first.id, Mending(Deed.CORRECTS, HEAD, ("x",))).value
    register_rows.freeze(settled_office, second, "7", MARCH_2)
    notes = settled_office.look(paper_notes.notes, first.id)
    assert [one.code for one in notes] == ["paper.mended", "paper.out_of_date", "paper.printed_before"]
    assert (notes[0].facts["numbers"], notes[2].facts["count"]) == (("07/HL",), 3)


def test_a_paper_that_no_register_keeps_is_told_what_it_cites_in_vain_once(settled_office: Desk):
    gone = LegalBasis("18/2013/TT-BKHCN", "Thông tư 18", lapsed_on=date(2026, 1, 1))
    settled_office.do(legal.put, gone)
    paper = printed(a_set_up(3))
    (note,) = settled_office.look(paper_notes.notes_on, paper)
    assert (note.code, note.facts["basis"], note.warns_only) == ("legal.lapsed", gone.code, True)
    assert settled_office.look(paper_notes.notes_on, printed(a_name_check(3))) == ()
