"""What falls due, from the days that are stored."""

from __future__ import annotations

from datetime import date

from helpers.builders import an_initiative, drafted, proposed, stored

from desktop.domain.deadlines import Duty
from desktop.services import deadlines, decisions, printing
from desktop.services.deadlines import DueItem, arranged
from desktop.services.desk import Desk
from desktop.services.printing import Rendered


def told(desk: Desk, **more: int) -> list[tuple[str, Duty, date, int]]:
    found = desk.look(deadlines.coming, **more)
    return [(item.title, item.duty, item.on, item.days_left) for item in found]


def test_a_complete_form_is_to_be_decided_within_three_months(office: Desk) -> None:
    stored(office, an_initiative("Gá kẹp"))
    assert told(office) == []
    assert told(office, ahead=92) == [("Gá kẹp", Duty.DECIDE, date(2026, 6, 5), 92)]


def test_the_three_months_run_from_the_end_of_first_use_where_that_is_later(office: Desk) -> None:
    stored(office, an_initiative("Gá kẹp", first_use_ended=date(2026, 3, 31)))
    assert told(office, ahead=365) == [("Gá kẹp", Duty.DECIDE, date(2026, 6, 30), 117)]


def test_the_right_of_a_form_that_is_not_complete_lapses(office: Desk) -> None:
    stored(
        office,
        an_initiative("Sắp hết hạn", authors=(), first_used=date(2025, 3, 20)),
        an_initiative("Đã hết hạn", authors=(), first_used=date(2025, 3, 1)),
        an_initiative("Còn lâu", authors=(), first_used=date(2026, 3, 1)),
        an_initiative("Ý tưởng", first_used=None),
    )
    assert told(office) == [
        ("Đã hết hạn", Duty.APPLY, date(2026, 3, 1), -4),
        ("Sắp hết hạn", Duty.APPLY, date(2026, 3, 20), 15),
    ]


def test_what_is_decided_or_refused_is_due_no_longer(settled_office: Desk, monkeypatch) -> None:
    monkeypatch.setattr(printing, "render", lambda *_, **__: Rendered(b"docx", b"%PDF", 1))
    one, other = stored(settled_office, an_initiative("Một"), an_initiative("Hai"))
    proposed(settled_office, [other], yes=2)
    record = drafted(settled_office, [one])
    assert [item[0] for item in told(settled_office, ahead=365)] == ["Một"]
    decisions.sign(settled_office, record, "5", date(2026, 3, 2))
    assert told(settled_office, ahead=365) == []


def due(number: int, day: int, duty: Duty = Duty.DECIDE) -> DueItem:
    return DueItem(f"i{number}", number, f"Sáng kiến {number}", duty, date(2026, 3, day), day - 5)


def test_many_of_one_day_are_one_line() -> None:
    items = [due(9, 20), *(due(n, 12) for n in range(5, 0, -1)), due(6, 12, Duty.CHECK), due(8, 6), due(7, 6)]
    found = arranged(items, most=4)
    assert [(line.item.on.day, line.item.duty, line.count) for line in found.lines] == [
        (6, Duty.DECIDE, 1),
        (6, Duty.DECIDE, 1),
        (12, Duty.CHECK, 1),
        (12, Duty.DECIDE, 5),
    ]
    assert [line.item.number for line in found.lines[:2]] == [7, 8]
    assert found.rest == 1
    assert arranged(items, most=2).rest == 7
