"""Báo cáo by keys: numbers that open their lists, the report of the week in one key, targets."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from helpers.builders import HEAD, an_initiative, proposed
from helpers.hand import Hand, aside, order_aside
from helpers.lookover import clipped, nameless, outside

from desktop.domain.access import Right
from desktop.domain.report import COUNTED, Division, Measure
from desktop.domain.unit_below import UnitBelow
from desktop.services import (
    decisions,
    initiatives,
    joint_reports,
    payments,
    reports,
    targets,
    units_below,
)
from desktop.services.desk import Desk, Work, order
from desktop.store.initiatives import INITIATIVES
from desktop.ui.frame import Frame
from desktop.ui.main_window import MainWindow
from desktop.ui.places import Place
from desktop.ui.reports.screen import ReportsScreen


@order(Right.ENTER, "initiative.remove")
def decision_gone(work: Work, record: str) -> None:
    """Take a recognised initiative out, as a mistake found later."""
    work.remove(INITIATIVES, record)


def recognised(desk: Desk, count: int, number: str = "5") -> None:
    ids = [
        order_aside(
            desk, initiatives.save, an_initiative(f"Sáng kiến {n}", workshop=("May 2", "Gò A")[n % 2])
        )
        for n in range(count)
    ]
    with ThreadPoolExecutor(1) as other:
        other.submit(proposed, desk, ids).result()
        record = other.submit(lambda: desk.do(decisions.draft, ids, HEAD).value).result()
        other.submit(decisions.sign, desk, record, number, date(2026, 3, 2)).result()


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


def test_benefit_and_money_open_their_lists_too(hand: Hand, screen: ReportsScreen, desk: Desk) -> None:
    page = screen.numbers
    ids = aside(desk, reports.behind, Measure.RECOGNISED)
    record = order_aside(desk, payments.open_round, "union", ids[:2])
    lines = [line.id for line in aside(desk, payments.get, record).lines]
    order_aside(desk, payments.mark, lines, payments.Mark(payments.PayeeState.PAID))
    hand.press("F5")
    hand.until(lambda: page.measure_field.edit.count() == 5)
    assert page.figures is not None
    for place, number in ((3, page.figures.benefit_known), (4, page.figures.money[0].initiatives)):
        page.measure_field.edit.setCurrentIndex(place)
        hand.settle()
        assert number == len(page.ids) == page.list_model.total > 0


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
    assert screen.paper_page.rendered.pages == 1
    hand.press("Esc")
    assert screen.sent.model.total == 1


def test_an_old_report_tells_what_has_changed_since(
    hand: Hand, screen: ReportsScreen, frame: Frame, desk: Desk
) -> None:
    with ThreadPoolExecutor(1) as other:
        record = other.submit(reports.send, desk).result().value.id
    gone = aside(desk, reports.behind, Measure.RECOGNISED)[0]
    order_aside(desk, decision_gone, gone)
    recognised(desk, 2, number="6")
    frame.open_place(Place("reports", facts={"page": "sent"}))
    hand.press("F5")
    page = screen.sent
    hand.until(lambda: page.model.total == 1 and page.numbers_model.total == 3)
    hand.until(lambda: page.list_model.total == 7)
    assert "khi gửi 5, bây giờ 6 (thêm 2, bớt 1)" in page.list_title.text()
    found = aside(desk, reports.since_sent, record, Measure.RECOGNISED)
    assert (len(found.sent), len(found.now), found.gone, len(found.come)) == (5, 6, (gone,), 2)
    assert page.list_model.row(0).title == "(đã xóa khỏi sổ)"
    assert len(page.ids) == page.list_model.total


def test_a_sent_report_leaves_as_a_signed_file(
    hand: Hand, screen: ReportsScreen, frame: Frame, desk: Desk, tmp_path: Path
) -> None:
    with ThreadPoolExecutor(1) as other:
        other.submit(reports.send, desk).result()
    frame.open_place(Place("reports", facts={"page": "sent"}))
    hand.press("F5")
    hand.until(lambda: screen.sent.model.total == 1)
    screen.save_file_into(tmp_path)
    hand.settle()
    (file,) = tmp_path.glob("*.skbc")
    stated, _key = units_below.read_file(file.read_bytes())
    assert stated.counts[Measure.RECOGNISED] == 5
    (tmp_path / "broken.skbc").write_bytes(b"{}")
    screen.units.take_in([file, tmp_path / "broken.skbc"])
    hand.until(lambda: screen.units.model.total == 1)
    assert "Đã nhận 1 tệp" in frame.note.words.text()


def test_units_by_keys_from_a_name_to_the_joint_report(
    hand: Hand, screen: ReportsScreen, frame: Frame, desk: Desk
) -> None:
    frame.open_place(Place("reports", facts={"page": "units"}))
    hand.settle()
    assert screen.units.name_field.edit.hasFocus()
    hand.fill("CĐCS Cơ khí 2", "Cụm 1", "Lê Thị Mai", "0912 345 678")
    hand.type("40")
    hand.press("Ctrl+S")
    hand.until(lambda: screen.units.model.total == 1)
    screen.units.until_field.setFocus()
    hand.fill("5/3/2026", "12", "10", "8")
    hand.press("Ctrl+T")
    hand.until(lambda: screen.units.figures.total.counts[Measure.VALID] == 8)
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=90_000)
    assert [row.valid for row in aside(desk, joint_reports.listing)] == [8]
    hand.press("Esc")
    screen.units.count_fields[Measure.VALID].set_value(99)
    hand.press("Ctrl+T")
    assert screen.units.count_fields[Measure.VALID].problem.text()


@pytest.mark.parametrize("page", ["numbers", "sent", "targets", "units"])
def test_every_page_shows_all_its_words(
    hand: Hand, screen: ReportsScreen, frame: Frame, window: MainWindow, desk: Desk, page: str
) -> None:
    with ThreadPoolExecutor(1) as other:
        other.submit(reports.send, desk).result()
    for n in range(4):
        unit = UnitBelow(
            "", f"CĐCS Công ty TNHH số {n}", f"Cụm {n % 2}", "Nguyễn Thị Hằng", "0912 345 678", 40
        )
        code = order_aside(desk, units_below.put_unit, unit)
        counts = dict(zip(COUNTED, (12, 10, 8 - n), strict=True))
        order_aside(desk, units_below.type_in, code, date(2026, 3, 5 - 3 * n if n < 2 else 1), counts)
    frame.open_place(Place("reports", facts={"page": page}))
    hand.press("F5")
    hand.settle(60)
    window.grab().save(f"test-output/reports-{page}.png")
    assert clipped(window) == []
    assert nameless(window) == []
    assert outside(window) == []


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
