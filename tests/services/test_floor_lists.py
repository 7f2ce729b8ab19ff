"""Names to be looked over by workshop, and a board that names nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.builders import a_protected_initiative, an_author, an_initiative, drafted, proposed, stored
from helpers.formcheck import own_faults

from desktop.documents.workbook import read_workbook
from desktop.domain.initiative import Stage
from desktop.domain.name_check import Oddity
from desktop.domain.problems import Refused
from desktop.services import floor_lists
from desktop.services.desk import Desk
from desktop.services.floor_lists import Wanted


def some(desk: Desk) -> tuple[str, ...]:
    """Three authors in two workshops, one name spelt wrong; drafted into a decision."""
    ids = stored(
        desk,
        an_initiative(
            "Gá kẹp vải",
            workshop="May 2",
            authors=(
                an_author("Hùynh Thị Hằng", 5_000, staff_code="HL-00412", workshop="PX May 2"),
                an_author("Trần Văn Nam", 5_000, staff_code="HL-00007", workshop="Gò A"),
            ),
        ),
        an_initiative("Xe đẩy phom", workshop="Gò A", authors=(an_author("Lê Thuý", workshop="Gò A"),)),
    )
    drafted(desk, ids)
    return ids


def test_names_come_by_workshop_with_what_looks_odd(settled_office: Desk) -> None:
    some(settled_office)
    found = settled_office.look(floor_lists.names_to_check)
    assert [one.author.name for one in found] == ["Trần Văn Nam", "Lê Thuý", "Hùynh Thị Hằng"]
    (hint,) = found[2].hints
    assert (hint.oddity, hint.better) == (Oddity.TONE, "Huỳnh")
    facts = settled_office.look(floor_lists.name_list_facts, Wanted("xưởng may 2"))
    assert [row.note for row in facts.rows if row.name == "Hùynh Thị Hằng"] == ["? Huỳnh"]
    rendered = floor_lists.name_list(settled_office)
    assert rendered.pages == 1
    assert own_faults(rendered.docx, "DANH SÁCH SOÁT TÊN") == []


def test_only_those_whose_certificates_come_next(settled_office: Desk) -> None:
    stored(settled_office, an_initiative())
    with pytest.raises(Refused, match=r"names\.nothing"):
        settled_office.look(floor_lists.name_list_facts)
    assert len(settled_office.look(floor_lists.names_to_check, Wanted(stages=(Stage.PENDING,)))) == 1


def test_the_board_names_nobody_and_tells_nothing_protected(settled_office: Desk, tmp_path: Path) -> None:
    some(settled_office)
    secret = stored(settled_office, a_protected_initiative(public_title="Nhuộm lại vải"))
    proposed(settled_office, secret)
    facts = settled_office.look(floor_lists.board_facts)
    said = repr(facts.rows)
    assert [row.staff_codes for row in facts.rows] == ["HL-00412\nHL-00007", "chưa có mã", "chưa có mã"]
    assert not any(name in said for name in ("Hằng", "Nam", "Thuý", "12.500.000", "7 phần 3", "lỗi màu"))
    assert facts.rows[2].title == "Nhuộm lại vải"
    assert own_faults(floor_lists.board(settled_office).docx, "DANH SÁCH NIÊM YẾT") == []
    assert floor_lists.write_board(settled_office, tmp_path / "niem yet.xlsx", Wanted("Gò A")) == 2
    (sheet,) = read_workbook(tmp_path / "niem yet.xlsx")
    assert list(sheet.rows[1])[1:3] == ["HL-00412\nHL-00007", "Gá kẹp vải"]


def test_a_board_without_anything_is_refused(settled_office: Desk) -> None:
    with pytest.raises(Refused, match=r"board\.nothing"):
        settled_office.look(floor_lists.board_facts)
