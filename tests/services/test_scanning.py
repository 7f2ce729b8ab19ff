"""A sheet is printed, comes back from the scanner and finds its initiative; what does not is sorted by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from helpers.builders import a_person, an_initiative, as_role, stored
from helpers.scanner import printed, scanned
from PIL import Image

from desktop.documents.preview import open_pdf
from desktop.domain.access import Role
from desktop.domain.paper_form import shown_code
from desktop.domain.problems import Refused
from desktop.services import initiatives, people, printed_forms, scanning, undo
from desktop.services.desk import Desk
from desktop.services.printed_forms import FormsWish


def a_worker(office: Desk) -> str:
    return office.do(
        people.save_person, a_person("", "Nguyễn Thị Hằng", staff_code="HL-00412", workshop="May 2")
    ).value


def a_scan(office: Desk, wish: FormsWish, path: Path) -> tuple[Path, list[str]]:
    """Sheets as wished, printed and scanned into one file; gives their codes too."""
    forms = office.do(printed_forms.issue_forms, wish).value
    facts = office.look(printed_forms.forms_facts, forms)
    pages = [scanned(page, Random(4), angle=3) for page in printed(facts.pages, path)]
    file = path / "quet.pdf"
    pages[0].save(file, save_all=True, append_images=pages[1:], resolution=150)
    return file, [form.code for form in forms]


def taken(office: Desk, file: Path) -> scanning.Taken:
    return office.do(scanning.take_in, scanning.read_scan(office, file)).value


def test_a_workers_sheet_begins_an_entry_with_the_scan(office: Desk, tmp_path: Path) -> None:
    file, _ = a_scan(office, FormsWish(people=(a_worker(office),)), tmp_path)
    came = taken(office, file)
    assert (len(came.to_enter), came.attached, came.unknown) == (1, (), ())
    (waits,) = office.look(scanning.waiting)
    assert (waits.person, waits.workshop) == ("Nguyễn Thị Hằng", "May 2")
    begun = office.look(scanning.begin_entry, waits.scan.id)
    (author,) = begun.authors
    assert (author.name, author.share, begun.workshop) == ("Nguyễn Thị Hằng", 10_000, "May 2")
    (record,) = stored(office, replace(begun, title="Gá kẹp vải"))
    assert office.look(scanning.waiting) == ()
    again = tmp_path / "lan hai.jpg"
    with open_pdf(file) as pages:
        drawn = pages.render(0, 200)
    Image.frombytes("RGB", (drawn.width, drawn.height), drawn.rgb).save(again)
    assert len(taken(office, again).attached) == 1
    assert len(office.look(initiatives.get, record).attachments) == 2


def test_a_sheet_of_a_stored_initiative_is_attached_and_undo_takes_it_off(
    office: Desk, tmp_path: Path
) -> None:
    (record,) = stored(office, an_initiative())
    file, _ = a_scan(office, FormsWish(initiatives=(record,)), tmp_path)
    assert len(taken(office, file).attached) == 1
    assert [item.name for item in office.look(initiatives.get, record).attachments] == ["quet-1.jpg"]
    office.do(undo.undo)
    assert office.look(initiatives.get, record).attachments == ()
    assert office.look(scanning.waiting) == ()


def test_the_sheet_of_an_initiative_says_where_its_author_works(office: Desk) -> None:
    (record,) = stored(office, an_initiative())
    forms = office.do(printed_forms.issue_forms, FormsWish(initiatives=(record,))).value
    (sheet,) = office.look(printed_forms.forms_facts, forms).pages
    assert (sheet.name_1, sheet.workshop_1) == ("Nguyễn Thị Hằng", "Chuyền may 3")


def test_what_bears_no_code_is_sorted_by_hand(office: Desk, tmp_path: Path) -> None:
    (record,) = stored(office, an_initiative())
    (form,) = office.do(printed_forms.issue_forms, FormsWish(initiatives=(record,))).value
    for at in range(3):
        Image.new("L", (900, 1200), 250 - at).save(tmp_path / f"trang {at}.png")
        assert len(taken(office, tmp_path / f"trang {at}.png").unknown) == 1
    first, second, third = (waits.scan.id for waits in office.look(scanning.waiting))
    office.do(scanning.attach, [first], record)
    with pytest.raises(Refused, match=r"forms\.code"):
        office.do(scanning.name_form, second, "7K3M-Q2F9-AA")
    assert office.do(scanning.name_form, second, shown_code(form.code).lower()).value == form.id
    assert len(office.look(initiatives.get, record).attachments) == 2
    assert office.do(scanning.drop, [third]).value == 1
    assert office.look(scanning.waiting_count) == 0
    office.do(undo.undo)
    assert office.look(scanning.waiting_count) == 1


def test_a_file_is_read_once(office: Desk, tmp_path: Path) -> None:
    Image.new("L", (900, 1200), 250).save(tmp_path / "a.png")
    taken(office, tmp_path / "a.png")
    with pytest.raises(Refused, match=r"scan\.taken"):
        scanning.read_scan(office, tmp_path / "a.png")
    with pytest.raises(Refused, match=r"scan\.missing"):
        scanning.read_scan(office, tmp_path / "b.png")


def test_a_code_of_another_union_is_unknown_here(office: Desk, tmp_path: Path) -> None:
    file, _codes = a_scan(office, FormsWish(blanks=2, workshop="Gò A"), tmp_path)
    office.do(undo.undo)
    assert len(taken(office, file).unknown) == 2


def test_a_scan_that_is_turned_stays_the_same_scan(office: Desk, tmp_path: Path) -> None:
    Image.new("L", (900, 1200), 250).save(tmp_path / "a.png")
    taken(office, tmp_path / "a.png")
    (waits,) = office.look(scanning.waiting)
    after = office.files.put(b"the same sheet, turned")
    office.do(scanning.replaced, waits.scan.file, after, 22)
    (now,) = office.look(scanning.waiting)
    assert (now.scan.id, now.scan.file) == (waits.scan.id, after)


def test_sheets_are_printed_a_page_each(office: Desk) -> None:
    wish = FormsWish(people=(a_worker(office),), blanks=2, workshop="Gò A")
    rendered = printed_forms.print_forms(office, wish)
    assert rendered.pages == 3
    with pytest.raises(Refused, match=r"forms\.nothing"):
        printed_forms.print_forms(office, FormsWish())
    with pytest.raises(Refused, match=r"forms\.many"):
        office.do(printed_forms.issue_forms, FormsWish(blanks=1_001))
    for wish, code in (
        (FormsWish(people=("x",)), "person.missing"),
        (FormsWish(initiatives=("x",)), "initiative.missing"),
    ):
        with pytest.raises(Refused, match=code):
            office.do(printed_forms.issue_forms, wish)


def test_scans_are_seen_by_those_who_enter(office: Desk, tmp_path: Path) -> None:
    Image.new("L", (900, 1200), 250).save(tmp_path / "a.png")
    taken(office, tmp_path / "a.png")
    with pytest.raises(Refused, match=r"right\.missing"):
        as_role(office, Role.READER).look(scanning.waiting)
