"""One register: decisions and papers beside each other, each naming what mends it."""

from __future__ import annotations

from datetime import date

from helpers.builders import HEAD, an_initiative, drafted, stored
from helpers.money_samples import an_asking

from desktop.domain.issued import Deed
from desktop.domain.series import Issuing
from desktop.services import decisions, mending, register_rows, registers
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
