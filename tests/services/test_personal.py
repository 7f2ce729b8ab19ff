"""Personal data: consent is said, never presumed; what is held can be handed out; how long it stays is a dated rule."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from helpers.builders import (
    PASSPHRASE,
    a_clock,
    a_protected_initiative,
    an_author,
    an_initiative,
    as_role,
    stored,
)
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from desktop.domain.access import Role
from desktop.domain.problems import Refused
from desktop.domain.retention import Kept, Retention, cutoff
from desktop.services import drafts, exporting, folders, initiatives, people, personal, undo
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from sync.clock import FixedClock


@pytest.fixture
def hang(office: Desk) -> str:
    """A worker with one initiative, and what is known of her."""
    author = an_author("Nguyễn Thị Hằng", birth="1990-05-17", staff_code="HL-1")
    stored(office, an_initiative("Gá kẹp vải", authors=(author,)))
    (person,) = office.look(people.find_people, "hang")
    return person.id


def test_silence_is_no_consent(office: Desk, hang: str) -> None:
    assert [idle.id for idle in office.look(personal.without_consent)] == [hang]


def test_a_signed_list_is_recorded_for_many_at_once(office: Desk, hang: str) -> None:
    office.do(personal.record_consent, [hang], date(2026, 3, 1), "Danh sách số 3, tủ văn phòng")
    assert office.look(personal.without_consent) == ()
    assert office.look(personal.held, hang).consents[0].paper == "Danh sách số 3, tủ văn phòng"
    assert office.do(personal.record_consent, [hang], date(2026, 3, 1), "Danh sách số 4").value == 0
    office.do(undo.undo)
    assert office.look(personal.without_consent) != ()


def test_a_consent_is_withdrawn_from_today_and_what_was_stays_known(office: Desk, hang: str) -> None:
    with pytest.raises(Refused, match=r"consent\.missing"):
        office.do(personal.withdraw_consent, hang)
    office.do(personal.record_consent, [hang], date(2026, 3, 1), "Danh sách số 3")
    assert office.do(personal.withdraw_consent, hang).value == 1
    assert [idle.id for idle in office.look(personal.without_consent)] == [hang]
    assert len(office.look(personal.held, hang).consents) == 1


@pytest.mark.parametrize(
    ("who", "day", "paper", "code"),
    [
        ([], date(2026, 3, 1), "Danh sách", "consent.nobody"),
        (["hang"], date(2030, 1, 1), "Danh sách", "consent.in_future"),
        (["hang"], date(2026, 3, 1), " ", "consent.paper_missing"),
        (["p-nobody"], date(2026, 3, 1), "Danh sách", "person.missing"),
    ],
)
def test_a_consent_needs_people_a_day_and_a_paper(
    office: Desk, hang: str, who: list[str], day: date, paper: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        office.do(personal.record_consent, [hang if item == "hang" else item for item in who], day, paper)
    assert refused.value.code == code


def test_all_that_is_held_is_handed_out_as_json_and_as_a_workbook(
    office: Desk, hang: str, tmp_path: Path
) -> None:
    office.do(personal.record_consent, [hang], date(2026, 3, 1), "Danh sách số 3")
    done = personal.export_held(office, hang, tmp_path / "Nguyễn Thị Hằng")
    told = json.loads(done.document.read_text(encoding="utf-8"))
    assert told["person"]["birth"] == "1990-05-17"
    assert [item["title"] for item in told["initiatives"]] == ["Gá kẹp vải"]
    assert set(told["others"]) >= {"author", "consent", "person"}
    book = CalamineWorkbook.from_path(str(done.workbook))
    cells = [
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    ]
    assert {"Nguyễn Thị Hằng", "Gá kẹp vải", "Danh sách số 3"} <= set(cells)


def test_looks_at_what_is_sensitive_are_kept_with_who_and_when(
    office: Desk, hang: str, tmp_path: Path
) -> None:
    (secret,) = stored(office, a_protected_initiative())
    office.look(initiatives.get, secret)
    office.look(initiatives.get, secret)
    office.look(personal.held, hang)
    exporting.export_list(office, ListQuery(), tmp_path / "a.xlsx")
    found = personal.looks(office)
    assert [(seen.what, seen.title) for seen in found] == [
        ("list.exported", ""),
        ("person.opened", "Nguyễn Thị Hằng"),
        ("protected.opened", "Nhuộm lại vải lỗi màu"),
    ]
    assert {seen.user for seen in found} == {"Lê Thị Mai"}


def test_a_second_program_beside_the_window_is_noted_too(office: Desk) -> None:
    (secret,) = stored(office, a_protected_initiative())
    beside = folders.sign_in(office.folder, PASSPHRASE, write=False, clock=a_clock())
    beside.look(initiatives.get, secret)
    beside.close()
    assert [seen.what for seen in personal.looks(office)] == ["protected.opened"]


def test_who_keeps_personal_data_does_not_read_who_looked(office: Desk) -> None:
    with pytest.raises(Refused, match=r"right\.missing"):
        personal.looks(as_role(office, Role.OFFICER))
    assert personal.looks(as_role(office, Role.ADMINISTRATOR)) == ()


def later(desk: Desk, days: int) -> None:
    assert isinstance(desk.clock, FixedClock)
    desk.clock.move(timedelta(days=days))


def test_periods_are_dated_facts_and_tell_what_is_due(office: Desk, hang: str, tmp_path: Path) -> None:
    office.do(drafts.keep, "initiative", "{}")
    exporting.export_list(office, ListQuery(), tmp_path / "a.xlsx")
    assert personal.due(office) == ()
    for kind, months in ((Kept.PERSON, 60), (Kept.DRAFT, 3), (Kept.ACCESS, 24)):
        office.do(personal.put_period, Retention(kind, months, "quy chế của đơn vị"))
    assert [item.count for item in personal.due(office)] == [0, 0, 0]
    later(office, 365 * 5 + 40)
    found = {item.rule.what: item for item in personal.due(office)}
    assert [idle.name for idle in found[Kept.PERSON].people] == ["Nguyễn Thị Hằng"]
    assert (found[Kept.DRAFT].count, found[Kept.ACCESS].count) == (1, 1)
    assert personal.drop_due(office, Kept.DRAFT) == 1
    assert personal.drop_due(office, Kept.ACCESS) == 1
    assert personal.drop_due(office, Kept.PERSON) == 0  # one by one, by an erasure
    assert office.look(drafts.find) == ()
    assert personal.looks(office) == ()


def test_a_new_period_takes_the_place_of_the_old_from_its_day_on(office: Desk) -> None:
    office.do(personal.put_period, Retention(Kept.DRAFT, 3), date(2026, 1, 1))
    office.do(personal.put_period, Retention(Kept.DRAFT, 6), date(2026, 3, 1))
    office.do(personal.put_period, Retention(Kept.DRAFT, 9), date(2027, 1, 1))
    assert office.look(personal.periods) == (Retention(Kept.DRAFT, 6),)
    with pytest.raises(Refused, match=r"retention\.months"):
        office.do(personal.put_period, Retention(Kept.DRAFT, 0))


@given(day=st.dates(date(1990, 1, 1), date(2100, 1, 1)), months=st.integers(1, 900))
def test_a_period_counts_calendar_months(day: date, months: int) -> None:
    found = cutoff(day, months)
    assert (day.year - found.year) * 12 + day.month - found.month == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)
