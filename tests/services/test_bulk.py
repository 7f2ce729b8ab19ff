"""One field of many at once: shown first, written as one operation, taken back as one."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.builders import an_initiative

from desktop.domain.initiative import Field
from desktop.domain.problems import Refused, Stopped
from desktop.services import bulk, initiatives, saved_views, undo
from desktop.services.bulk import BulkField
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery, Stage


def stored(desk: Desk, count: int, **more: object) -> list[str]:
    return [desk.do(initiatives.save, an_initiative(f"Gá kẹp số {n}", **more)).value for n in range(count)]


def test_before_and_after_are_shown_and_nothing_is_written(office: Desk) -> None:
    ids = stored(office, 2, workshop="May 2")
    lines = office.look(bulk.preview, ids, BulkField.WORKSHOP, " Gò  A ").rows
    assert [(line.title, line.before, line.after, line.is_changed) for line in lines] == [
        ("Gá kẹp số 0", "May 2", "Gò A", True), ("Gá kẹp số 1", "May 2", "Gò A", True),
    ]  # fmt: skip
    assert office.look(initiatives.get, ids[0]).workshop == "May 2"


def test_one_order_and_one_undo(office: Desk) -> None:
    ids = stored(office, 5)
    assert office.do(bulk.change, ids, BulkField.FIELD, Field.SAFETY).value == 5
    assert {office.look(initiatives.get, record).field for record in ids} == {Field.SAFETY}
    office.do(undo.undo)
    assert {office.look(initiatives.get, record).field for record in ids} == {Field.TOOLING}


def test_many_are_shown_counted_and_changed_a_part_at_a_time(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = stored(office, 5, workshop="May 2") + stored(office, 2, workshop="Gò A")
    page = office.look(bulk.preview, ids, BulkField.WORKSHOP, "Gò A", 3, 2)
    assert ([line.id for line in page.rows], page.total) == (ids[3:5], 7)
    monkeypatch.setattr(bulk, "AT_ONCE", 3)
    told: list[tuple[int, int]] = []
    found = bulk.count(office, ids, BulkField.WORKSHOP, "Gò A", progress=lambda *at: told.append(at))
    assert (found, told) == (5, [(0, 7), (3, 7), (6, 7), (7, 7)])
    assert office.do(bulk.change, ids, BulkField.WORKSHOP, "Gò A").value == 5
    office.do(undo.undo)
    assert office.look(initiatives.page, ListQuery(workshop="May 2")).total == 5


def test_counting_ends_when_somebody_wants_it(office: Desk) -> None:
    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        bulk.count(office, stored(office, 1), BulkField.WORKSHOP, "Gò A", stop=stop)


def test_what_stands_so_already_is_not_written(office: Desk) -> None:
    ids = stored(office, 2, workshop="Gò A") + stored(office, 1, workshop="Kho")
    assert office.do(bulk.change, ids, BulkField.WORKSHOP, "Gò A").value == 1


def test_a_pile_is_dated_back_into_the_book_of_its_year(office: Desk) -> None:
    ids = stored(office, 2)
    ahead = office.look(bulk.preview, ids, BulkField.ENTERED_ON, date(2030, 1, 1)).rows
    assert [line.problem is not None for line in ahead] == [True, True]
    assert office.do(bulk.change, ids, BulkField.ENTERED_ON, date(2025, 12, 30)).value == 2
    found = [office.look(initiatives.get, record) for record in ids]
    assert [(value.entered_on, value.number) for value in found] == [
        (date(2025, 12, 30), 1), (date(2025, 12, 30), 2),
    ]  # fmt: skip
    office.do(undo.undo)
    assert office.look(initiatives.get, ids[0]).entered_on != date(2025, 12, 30)


def test_one_that_would_become_faulty_is_left_and_says_why(office: Desk) -> None:
    good = stored(office, 1, first_used=date(2026, 1, 12))
    early = stored(office, 1, first_used=date(2025, 12, 1), first_use_ended=date(2025, 12, 20))
    lines = office.look(bulk.preview, good + early, BulkField.FIRST_USED, date(2026, 1, 5)).rows
    assert [line.is_changed for line in lines] == [True, False]
    assert lines[1].problem is not None
    assert office.do(bulk.change, good + early, BulkField.FIRST_USED, date(2026, 1, 5)).value == 1


def test_a_view_is_kept_by_name_for_its_user_without_its_page(office: Desk) -> None:
    query = ListQuery(search="gá", stages=(Stage.PENDING,), fields=(Field.SAFETY,), years=(2026,), offset=300)
    office.do(saved_views.save, "initiatives", "  An toàn  chờ họp ", query)
    (view,) = office.look(saved_views.views, "initiatives")
    assert (view.name, view.query) == ("An toàn chờ họp", ListQuery(
        search="gá", stages=(Stage.PENDING,), fields=(Field.SAFETY,), years=(2026,)
    ))  # fmt: skip
    office.do(saved_views.save, "initiatives", "An toàn chờ họp", ListQuery(search="khác"))
    (view,) = office.look(saved_views.views, "initiatives")
    assert view.query.search == "khác"
    assert office.look(saved_views.views, "decisions") == ()
    office.do(saved_views.save, "initiatives", "Gò A", query)
    with pytest.raises(Refused, match=r"view\.name_taken"):
        office.do(saved_views.rename, view.id, "Gò A")
    office.do(saved_views.rename, view.id, "  An toàn ")
    assert [one.name for one in office.look(saved_views.views, "initiatives")] == ["An toàn", "Gò A"]
    office.do(undo.undo)
    office.do(undo.undo)
    office.do(saved_views.remove, view.id)
    assert office.look(saved_views.views, "initiatives") == ()
    with pytest.raises(Refused, match=r"view\.name_missing"):
        office.do(saved_views.save, "initiatives", " ", query)
