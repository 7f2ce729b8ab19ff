"""Workshops and bodies get new names on a day; what was said of the days before stays true."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from helpers.builders import HEAD, UNION, a_person, an_author, an_initiative, proposed, stored

from desktop.domain.body import Body, BodyLevel
from desktop.domain.house import Union
from desktop.domain.person import workshop_on
from desktop.domain.problems import Refused
from desktop.domain.reorganisation import Change
from desktop.domain.report import Division, ReportKind
from desktop.domain.sheets.workshops import Workshops
from desktop.domain.workshop import Workshop, WorkshopNames
from desktop.services import (
    bodies,
    decisions,
    importing,
    initiatives,
    office,
    people,
    reorganising,
    reports,
    undo,
)
from desktop.services.desk import Desk
from desktop.services.reorganising import UnitKind
from desktop.services.reports import Wanted

JULY, NEW_YEAR = date(2025, 7, 1), date(2026, 1, 1)


def the_workshops(desk: Desk) -> None:
    for name, *aliases in (("May 1",), ("May 2", "Px.May II"), ("Gò A",)):
        desk.do(people.save_workshop, Workshop("", name, tuple(aliases)))
    for at, workshop in enumerate(("May 1", "px may 2", "Gò A")):
        desk.do(
            people.save_person, a_person("", f"Nguyễn Thị {('Hằng', 'Nga', 'Yến')[at]}", workshop=workshop)
        )


@pytest.fixture
def desk(settled_office: Desk) -> Desk:
    return settled_office


def test_last_years_report_counts_the_same_after_moves_and_new_names(desk: Desk) -> None:
    the_workshops(desk)
    people_of = {one.workshop: one for one in desk.look(people.page).rows}
    values = [
        an_initiative(
            f"Gá kẹp vải {at}",
            workshop=name,
            entered_on=date(2025, 10, 1),
            authors=(an_author(one.name, person=one.id, workshop=name),),
        )
        for at, (name, one) in enumerate(people_of.items())
    ]
    ids = stored(desk, *values)
    proposed(desk, ids)
    record = desk.do(decisions.draft, ids, HEAD).value
    decisions.sign(desk, record, "5", date(2026, 3, 2))
    last = Wanted(ReportKind.FULL, date(2025, 1, 1), date(2026, 3, 5))
    before = desk.look(reports.figures, last)
    assert {cell.group for cell in before.divisions[Division.WORKSHOP]} >= {"May 1", "May 2", "Gò A"}
    desk.do(people.move_people, [one.id for one in people_of.values()], "Kho", date(2026, 3, 6))
    rows = reorganising.rows_of_text("May 1\tMay A\nMay 2\tMay A\nGò A\tGò")
    desk.do(reorganising.reorganise, UnitKind.WORKSHOP, rows, date(2026, 3, 6))
    assert desk.look(reports.figures, last) == before


def test_a_table_is_shown_first_then_carried_out_and_taken_back_in_one(desk: Desk) -> None:
    the_workshops(desk)
    rows = reorganising.rows_of_text("Tên cũ\tTên mới\nMay 1\tMay A\nPX May 2\tMay A\nGò A\t\nKho 9\tKho")
    shown = desk.look(reorganising.preview, UnitKind.WORKSHOP, rows, NEW_YEAR)
    assert (shown.people, shown.plan.count(Change.MERGED), len(shown.plan.faults)) == (2, 2, 1)
    before = desk.look(people.workshops)
    desk.do(reorganising.reorganise, UnitKind.WORKSHOP, rows, NEW_YEAR)
    names = WorkshopNames(desk.look(people.workshops))
    found = names.on("Px.May II", date(2026, 3, 5))
    assert found is not None and found.name == "May A"
    old = names.on("Px.May II", date(2025, 12, 31))
    assert old is not None and (old.name, old.until) == ("May 2", date(2025, 12, 31))
    assert [person.workshop for person in desk.look(people.page).rows] == ["May A", "May A", "Gò A"]
    desk.do(undo.undo)
    assert desk.look(people.workshops) == before
    assert sorted(person.workshop for person in desk.look(people.page).rows) == ["Gò A", "May 1", "px may 2"]


def test_a_new_name_leads_from_every_old_spelling(desk: Desk) -> None:
    the_workshops(desk)
    may_2 = next(one for one in desk.look(people.workshops) if one.name == "May 2")
    fresh = desk.do(reorganising.rename_workshop, may_2.id, "May số 2", NEW_YEAR).value
    assert desk.do(reorganising.rename_workshop, fresh, "Xưởng may cao cấp", date(2026, 3, 1)).value != fresh
    names = WorkshopNames(desk.look(people.workshops))
    said = [names.on("Px.May II", day) for day in (date(2025, 1, 1), NEW_YEAR, date(2026, 3, 1))]
    assert [one.name for one in said if one] == ["May 2", "May số 2", "Xưởng may cao cấp"]
    with pytest.raises(Refused, match=r"unit\.taken"):
        desk.do(reorganising.rename_workshop, fresh, "Gò A", date(2026, 2, 1))
    last = names.find("Xưởng may cao cấp")
    assert last is not None
    with pytest.raises(Refused, match=r"unit\.begun_later"):
        desk.do(reorganising.rename_workshop, last.id, "May cũ", date(2025, 1, 1))


def test_a_worker_who_moves_leaves_what_was_written_alone(desk: Desk) -> None:
    the_workshops(desk)
    hang = desk.look(people.page, "hang").rows[0]
    begun = an_initiative(workshop="May 1", entered_on=date(2025, 9, 1))
    (author,) = begun.authors
    (record,) = stored(desk, begun)
    assert author.name == hang.name
    assert desk.do(people.move_people, [hang.id], "Gò A", NEW_YEAR).value == 1
    now = desk.look(people.person, hang.id)
    assert (now.workshop, workshop_on(now, date(2025, 12, 31))) == ("Gò A", "May 1")
    assert desk.look(initiatives.get, record).workshop == "May 1"


def test_a_mended_workshop_is_no_move(desk: Desk) -> None:
    record = desk.do(people.save_person, a_person("", "Hằng Nga", workshop="May l")).value
    desk.do(people.save_person, a_person(record, "Hằng Nga", workshop="May 1"))
    assert desk.look(people.person, record).postings == ()
    desk.do(people.save_person, a_person(record, "Hằng Nga", workshop="Gò A"), since=NEW_YEAR)
    person = desk.look(people.person, record)
    assert [posting.workshop for posting in person.postings] == ["May 1", "Gò A"]
    desk.do(people.save_person, a_person(record, "Hằng Nga", workshop="Gò B"))
    assert [posting.workshop for posting in desk.look(people.person, record).postings] == ["May 1", "Gò B"]


def test_federations_are_merged_and_the_letterhead_follows_from_that_day(desk: Desk) -> None:
    top = desk.do(bodies.save, Body("", "Tổng Liên đoàn Lao động Việt Nam", BodyLevel.TOP)).value
    ha_nam = desk.do(bodies.save, Body("", "LĐLĐ tỉnh Hà Nam", BodyLevel.PROVINCE, top)).value
    desk.do(bodies.save, Body("", "LĐLĐ tỉnh Ninh Bình", BodyLevel.PROVINCE, top))
    desk.do(office.put_union, Union(UNION.name, superior="LĐLĐ tỉnh Hà Nam"), date(2025, 1, 1))
    rows = reorganising.rows_of_text("LĐLĐ tỉnh Hà Nam => LĐLĐ tỉnh Ninh Bình")
    desk.do(reorganising.reorganise, UnitKind.BODY, rows, JULY)
    for day, name in ((date(2025, 6, 30), "LĐLĐ tỉnh Hà Nam"), (JULY, "LĐLĐ tỉnh Ninh Bình")):
        assert desk.look(office.facts, day).union.superior == name
        assert [body.name for body in desk.look(bodies.above, day)] == [
            name, "Tổng Liên đoàn Lao động Việt Nam",
        ]  # fmt: skip
    old = next(body for body in desk.look(bodies.bodies) if body.id == ha_nam)
    assert old.until == date(2025, 6, 30)
    desk.do(undo.undo)
    assert desk.look(office.facts, JULY).union.superior == "LĐLĐ tỉnh Hà Nam"


def test_a_body_stands_above_itself_nowhere(desk: Desk) -> None:
    top = desk.do(bodies.save, Body("", "Tổng")).value
    low = desk.do(bodies.save, Body("", "Tỉnh", parent=top)).value
    with pytest.raises(Refused, match=r"body\.circle"):
        desk.do(bodies.save, Body(top, "Tổng", parent=low))
    with pytest.raises(Refused, match=r"body\.name_missing"):
        desk.do(bodies.save, Body("", " "))


def test_rows_come_from_a_workbook(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "doi ten.xlsx")
    sheet = book.add_worksheet()
    for at, row in enumerate((("Tên cũ", "Tên mới"), ("May 1", "May A"), ("Gò A", None))):
        sheet.write_row(at, 0, row)
    book.close()
    assert reorganising.rows_of_file(tmp_path / "doi ten.xlsx") == (("May 1", "May A"), ("Gò A", ""))


def test_a_table_that_changes_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match=r"unit\.nothing"):
        desk.do(reorganising.reorganise, UnitKind.WORKSHOP, (("May 7", "May 8"),), JULY)


def test_an_old_name_and_an_alias_in_a_list_are_the_workshop_of_today(desk: Desk) -> None:
    the_workshops(desk)
    desk.do(people.save_workshop, Workshop("", "Chuyền 3", ("C3",)))
    rows = reorganising.rows_of_text("May 2\tMay A")
    desk.do(reorganising.reorganise, UnitKind.WORKSHOP, rows, NEW_YEAR)
    known = desk.look(importing._known)
    found = Workshops(known.workshops, known.spellings)
    assert [found.find(text) for text in ("Px.May II", "xưởng may2", "C3", "May A", "Gò A")] == [
        "May A", "May A", "Chuyền 3", "May A", "Gò A",
    ]  # fmt: skip


def test_what_is_typed_becomes_the_workshop_of_the_day_of_entry(desk: Desk) -> None:
    the_workshops(desk)
    desk.do(reorganising.reorganise, UnitKind.WORKSHOP, (("May 2", "May A"),), NEW_YEAR)
    before, after, other = stored(
        desk,
        an_initiative("Một", workshop="Px.May II", entered_on=date(2025, 12, 1)),
        an_initiative("Hai", workshop="px may 2"),
        an_initiative("Ba", workshop="Kho lạ"),
    )
    said = [desk.look(initiatives.get, record).workshop for record in (before, after, other)]
    assert said == ["May 2", "May A", "Kho lạ"]
