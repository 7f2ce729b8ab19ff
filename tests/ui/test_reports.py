"""Báo cáo by keys: numbers that open their lists, the report of the week in one key, targets."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.builders import HEAD, an_initiative, proposed
from helpers.hand import Hand, aside, order_aside

from desktop.domain.report import COUNTED, Division, Measure
from desktop.services import decisions, initiatives, reports, targets
from desktop.services.desk import Desk
from desktop.ui.frame import Frame
from desktop.ui.reports.screen import ReportsScreen


def recognised(desk: Desk, count: int) -> None:
    from concurrent.futures import ThreadPoolExecutor

    ids = [
        order_aside(
            desk, initiatives.save, an_initiative(f"Sáng kiến {n}", workshop=("May 2", "Gò A")[n % 2])
        )
        for n in range(count)
    ]
    with ThreadPoolExecutor(1) as other:
        other.submit(proposed, desk, ids).result()
        record = other.submit(lambda: desk.do(decisions.draft, ids, HEAD).value).result()
        other.submit(decisions.sign, desk, record, "5", date(2026, 3, 2)).result()


@pytest.fixture
def screen(desk: Desk, frame: Frame, hand: Hand) -> ReportsScreen:
    recognised(desk, 5)
    hand.press("Alt+6")
    made = frame.screen("reports")
    assert isinstance(made, ReportsScreen)
    hand.until(lambda: made.numbers.model.total == 3)
    return made


def test_every_number_on_the_screen_opens_its_list(hand: Hand, screen: ReportsScreen) -> None:
    page = screen.numbers
    for division in Division:
        page.division_field.set_value(division)
        hand.settle()
        for measure in COUNTED:
            page.measure_field.set_value(measure)
            for place in range(page.model.total):
                page.table.choose(place)
                hand.settle()
                cell = page.table.current()
                assert cell.number(measure) == len(page.ids) == page.list_model.total


def test_enter_goes_into_the_list_and_on_to_an_initiative(
    hand: Hand, screen: ReportsScreen, frame: Frame
) -> None:
    hand.press("Return")
    assert screen.numbers.list.hasFocus()
    assert "5 sáng kiến" in screen.numbers.list_title.text()
    hand.press("Return")
    assert frame._here == "initiatives"


def test_the_weeks_report_is_one_key(hand: Hand, screen: ReportsScreen, desk: Desk) -> None:
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=90_000)
    row = aside(desk, reports.listing)[0]
    assert row.recognised == 5
    assert (
        screen.paper_page.rendered == reports.reprint(desk, row.id) or screen.paper_page.rendered is not None
    )
    hand.press("Esc")
    screen.tabs.setCurrentWidget(screen.sent_page)
    assert screen.sent_model.total == 1


def test_targets_by_keys(hand: Hand, screen: ReportsScreen, desk: Desk) -> None:
    screen.tabs.setCurrentWidget(screen.aims)
    screen.aims.begin()
    hand.fill("May 2", "10")
    hand.type("12")
    hand.press("Ctrl+S")
    assert [(row.workshop, row.assigned, row.pledged) for row in aside(desk, targets.targets, "2026")] == [
        ("May 2", 10, 12)
    ]
    found = aside(desk, reports.figures)
    assert (found.total.number(Measure.ASSIGNED), found.total.number(Measure.PLEDGED)) == (10, 12)
