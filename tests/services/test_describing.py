"""Viết mô tả: the queue, the guide that a unit may change, and what is stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.builders import a_protected_initiative, an_initiative, as_role, drafted, settled, stored

from desktop.domain.access import Role
from desktop.domain.initiative import SECTION_LIMIT, Field, Section
from desktop.domain.problems import Refused
from desktop.domain.programme import Programme
from desktop.services import describing, drafts, initiatives, programmes
from desktop.services.desk import Desk

WHOLE = {Section.KNOWN_SOLUTION: "Giữ tay.", Section.CONTENT: "Gá thép.", Section.APPLICABILITY: "May 2."}


def test_the_queue_goes_by_workshop_and_leaves_what_is_written(office: Desk) -> None:
    guide = describing.guide(office)
    a, b, c, _done = stored(
        office,
        an_initiative("May sau", workshop="May 2", sections={}),
        an_initiative("Gò", workshop="Gò A", sections={Section.CONTENT: "Có rồi."}),
        an_initiative("May sau nữa", workshop="May 2", sections={Section.CONTENT: " "}),
        an_initiative("Xong", workshop="Gò A", sections=WHOLE),
    )
    found = office.look(describing.queue, guide)
    assert [(row.id, row.missing) for row in found.rows] == [(b, 2), (a, 3), (c, 3)]
    assert found.total == 3
    assert office.look(describing.queue, guide, "May 2").total == 2


def test_what_a_decision_names_is_past_writing(office: Desk) -> None:
    settled(office)
    drafted(office, stored(office, an_initiative(sections={Section.CONTENT: "Một câu."})))
    assert office.look(describing.queue, describing.guide(office)).total == 0


def test_what_was_written_is_stored_and_its_draft_goes(office: Desk) -> None:
    (record,) = stored(office, an_initiative(sections={Section.HELPERS: "Nam"}))
    office.do(drafts.keep, "describing/x", "{}")
    office.do(describing.save, record, WHOLE | {Section.HELPERS: " "}, draft_form="describing/x")
    assert office.look(initiatives.get, record).sections == WHOLE
    assert office.look(drafts.find) == ()
    assert office.look(describing.queue, describing.guide(office)).total == 0


def test_the_programme_is_asked_while_somebody_writes(office: Desk) -> None:
    wanted = Programme("x", "X", "2026-01-01", "2026-12-31", required=("content", "applicability"))
    office.do(programmes.put, [wanted])
    (record,) = stored(office, an_initiative(sections={}))
    found = office.look(describing.check, record, {Section.CONTENT: "Gá thép."})
    assert [(problem.code, problem.field) for problem in found] == [("programme.demands", "applicability")]


def test_protected_content_is_written_by_those_who_may_read_it(office: Desk) -> None:
    (record,) = stored(office, a_protected_initiative())
    with pytest.raises(Refused) as refused:
        as_role(office, Role.READER, Role.ADMINISTRATOR).look(describing.task, record)
    assert refused.value.code == "initiative.missing"


def test_a_section_has_an_end(office: Desk) -> None:
    (record,) = stored(office, an_initiative())
    with pytest.raises(Refused) as refused:
        office.do(describing.save, record, {Section.CONTENT: "a" * (SECTION_LIMIT + 1)})
    assert refused.value.code == "section.long"


def test_the_guide_that_comes_along_has_a_model_for_every_field(office: Desk) -> None:
    guide = describing.guide(office)
    assert [part.section for part in guide.parts] == list(Section)
    assert all(guide.model(field, section) for field in Field for section in guide.needed)
    assert all(part.hint for part in guide.parts)


def test_a_unit_changes_the_guide_by_a_file(office: Desk, tmp_path: Path) -> None:
    file = describing.copy_guide(office, tmp_path / "huong dan.toml")
    text = file.read_text(encoding="utf-8").replace('version = "1"', 'version = "Ninh Bình 2026"')
    file.write_text(text, encoding="utf-8")
    describing.put_guide(office, file)
    assert describing.guide(office).version == "Ninh Bình 2026"
    for broken in (
        "",
        "[[part]]\nsection = 'weight'\nhint='?'",
        "[[part]]\nsection='content'\nhint='?'",
        "[[",
    ):
        file.write_text(broken, encoding="utf-8")
        with pytest.raises(Refused) as refused:
            describing.put_guide(office, file)
        assert refused.value.code == "guide.unreadable"
    assert describing.guide(office).version == "Ninh Bình 2026"
    with pytest.raises(Refused) as refused:
        describing.put_guide(as_role(office, Role.CLERK), file)
    assert refused.value.code == "right.missing"
