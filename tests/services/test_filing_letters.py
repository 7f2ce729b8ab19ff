"""Letters of the union in its register: drafted once, numbered and signed there."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.builders import HEAD, an_initiative, authors, proposed, stored

from desktop.documents.papers import AskingFacts, PraiseLettersFacts
from desktop.domain.initiative import Initiative
from desktop.domain.problems import Refused
from desktop.services import decisions, filing_letters, register_rows, registers
from desktop.services.desk import Desk
from desktop.services.register_rows import RegisterRow

MARCH_2 = date(2026, 3, 2)

pytestmark = pytest.mark.usefixtures("quick_paper")


def recognised(desk: Desk, *values: Initiative) -> tuple[str, ...]:
    ids = stored(desk, *values)
    proposed(desk, ids)
    decisions.sign(desk, desk.do(decisions.draft, ids, HEAD).value, "5", MARCH_2)
    return ids


def lines(desk: Desk, kind: str) -> list[RegisterRow]:
    return [row for row in desk.look(register_rows.listing) if row.paper == kind]


def test_a_letter_that_asks_is_drafted_once_and_numbered_when_signed(settled_office: Desk) -> None:
    desk = settled_office
    recognised(desk, an_initiative("Gá kẹp"), an_initiative("Xe đẩy"))
    record = desk.do(filing_letters.file_asking, "employer").value
    assert desk.do(filing_letters.file_asking, "employer").value == record  # renewed, no second line
    (row,) = lines(desk, "asking")
    assert (row.number, row.initiatives) == ("", 2)
    assert row.subject.startswith("V/v đề nghị hỗ trợ kinh phí")

    signed = registers.sign(desk, record, "", MARCH_2).value
    facts = registers.facts_of(signed)
    assert isinstance(facts, AskingFacts)
    assert signed.number == f"{facts.heading.number}/{facts.heading.symbol}"
    assert facts.heading.dated.on == MARCH_2
    assert desk.do(filing_letters.file_asking, "employer").value != record  # what is signed stays


def test_letters_printed_together_are_one_line_with_one_number(settled_office: Desk) -> None:
    desk = settled_office
    ids = recognised(desk, an_initiative(authors=authors("Lò Thị Inh", "Giàng A Dế"), workshop="Chuyền 3"))
    both = desk.do(filing_letters.file_praise, ids, collectives=("Chuyền 3",)).value
    group = desk.do(filing_letters.file_praise, ids, together=True).value
    assert both != group  # about others, so another draft
    assert desk.do(filing_letters.file_praise, ids).value == group
    assert [row.subject[-8:] for row in lines(desk, "praise_letter")] == ["(02 thư)", "(03 thư)"]

    signed = registers.sign(desk, group, "", MARCH_2).value
    facts = registers.facts_of(signed)
    assert isinstance(facts, PraiseLettersFacts)
    assert [page.holder for page in facts.pages] == ["Lò Thị Inh", "Giàng A Dế"]
    assert {f"{page.heading.number}/{page.heading.symbol}" for page in facts.pages} == {signed.number}


def test_nothing_to_ask_for_or_to_praise_files_nothing(settled_office: Desk) -> None:
    with pytest.raises(Refused, match=r"payment\.nothing"):
        settled_office.do(filing_letters.file_asking, "employer")
    with pytest.raises(Refused, match=r"praise\.nothing"):
        settled_office.do(filing_letters.file_praise, ())
    assert settled_office.look(register_rows.listing) == ()
