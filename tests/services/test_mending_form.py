"""Papers that mend a decision, made from records as the program makes them, held against the rules of form."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.builders import EMPLOYER, HEAD, an_initiative, authors, drafted, stored
from helpers.formcheck import formal_faults, letter_faults
from helpers.papercheck import certificate_faults, decision_faults

from desktop.documents.paper_parts import headed
from desktop.documents.pdf import Engine, available
from desktop.domain.house import Authority, EmployerKind, Signer
from desktop.domain.issued import Deed, Fix, FixedField
from desktop.services import certificates, decisions, mending, office, printing, registers
from desktop.services.desk import Desk
from desktop.services.mending_facts import Mending

MARCH_2 = date(2026, 3, 2)
DEPUTY = Signer("Đỗ Quang Vinh", "Phó Giám đốc", Authority.DEPUTY)
FOREIGNER = Signer("LIN CHIA-HAO", "Tổng Giám đốc", second_post="General Director")


@pytest.fixture
def signed(settled_office: Desk) -> str:
    """A decision of five initiatives, signed."""
    ids = stored(
        settled_office,
        *(
            an_initiative(f"Cải tiến số {n} & giảm lỗi <5 %", authors=authors("Hằng", "H'Ler Niê"))
            for n in range(5)
        ),
    )
    quick = pytest.MonkeyPatch()
    quick.setattr(printing, "render", lambda *a, **k: printing.Rendered(b"docx", b"pdf", 1, "none", "t"))
    record = decisions.sign(settled_office, drafted(settled_office, ids), "5", MARCH_2).value.id
    quick.undo()
    return record


def wishes(desk: Desk, record: str) -> dict[str, Mending]:
    one, two, *_ = desk.look(decisions.get, record).initiatives
    fixes = (
        Fix(one, FixedField.AUTHOR, "Nguyễn Thị Hằng"),
        Fix(two, FixedField.TITLE, "Xe đẩy phom “có khóa”"),
    )
    return {
        "amends": Mending(Deed.AMENDS, DEPUTY, ("Bỏ cột Ghi chú",), "Phòng Kỹ thuật", fixes=fixes),
        "replaces": Mending(Deed.REPLACES, FOREIGNER, reason="Công đoàn cơ sở", fixes=fixes),
        "annuls one": Mending(Deed.ANNULS, HEAD, reason="trùng với sáng kiến năm 2024", initiatives=(two,)),
        "annuls all": Mending(Deed.ANNULS, HEAD, reason="ban hành sai thẩm quyền"),
        "corrects": Mending(
            Deed.CORRECTS, DEPUTY, ("Phần Nơi nhận in thiếu “Phòng Kỹ thuật”", "Số trang in lệch")
        ),
    }


@pytest.mark.parametrize("name", ["amends", "replaces", "annuls one", "annuls all", "corrects"])
@pytest.mark.parametrize("given", [False, True], ids=["open", "numbered"])
def test_it_is_of_form_and_breaks_alike_both_ways(settled_office: Desk, signed: str, name: str, given: bool):
    wish = wishes(settled_office, signed)[name]
    record = settled_office.do(mending.draft, signed, wish).value
    facts = registers.facts_of(settled_office.look(registers.get, record))
    if given:
        facts = headed(facts, "09/QĐ-HL", MARCH_2)
    made = {engine: printing.render(settled_office, facts, engines=(engine,)) for engine in available()}
    docx = made[Engine.BUILT_IN].docx
    faults = {"replaces": decision_faults, "corrects": letter_faults}.get(
        name, lambda data: formal_faults(data, "QUYẾT ĐỊNH")
    )
    assert faults(docx) == []
    assert len({rendered.pages for rendered in made.values()}) == 1


def test_a_state_owned_company_has_its_superior_line_and_a_private_one_none(
    settled_office: Desk, signed: str
):
    from dataclasses import replace

    state = replace(EMPLOYER, kind=EmployerKind.STATE_OWNED, superior="Tổng Công ty Da giày Việt Nam")
    wish = Mending(Deed.CORRECTS, HEAD, ("x",))
    heads = []
    for employer in (EMPLOYER, state):
        settled_office.do(office.put_employer, employer)
        record = settled_office.do(mending.draft, signed, wish).value
        heads.append(registers.facts_of(settled_office.look(registers.get, record)).letterhead.superior)
    assert heads == ["", "TỔNG CÔNG TY DA GIÀY VIỆT NAM"]


def test_a_reissued_certificate_is_of_form_on_one_page(settled_office: Desk, signed: str):
    rendered = certificates.reissue(settled_office, signed, "05-01/GCN-HL", "bị ướt")
    assert certificate_faults(rendered.docx) == []
    assert rendered.pages == 1
