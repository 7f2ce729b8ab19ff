"""Tổng quan: every number opens the list that is as long as it says; money that waits, targets and results."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from helpers.builders import HEAD, an_initiative, proposed, stored
from helpers.hand import Hand, aside, order_aside

from desktop.domain.initiative import Stage
from desktop.domain.report import TARGETS, Measure
from desktop.domain.target import Target
from desktop.domain.unit_below import UnitBelow
from desktop.services import decisions, payments, targets, units_below
from desktop.services.desk import Desk
from desktop.ui.councils.screen import CouncilsScreen
from desktop.ui.decisions.screen import DecisionsScreen
from desktop.ui.frame import Frame
from desktop.ui.handover.screen import HandoverScreen
from desktop.ui.home.screen import HomeScreen
from desktop.ui.initiatives.screen import InitiativesScreen
from desktop.ui.payments.screen import PaymentsScreen
from desktop.ui.places import Place
from desktop.ui.reports.screen import ReportsScreen


def work(desk: Desk) -> None:
    ids = stored(
        desk,
        *(an_initiative(f"Sáng kiến {n}") for n in range(6)),
        an_initiative("Thiếu", summary="", sections={}),
    )
    proposed(desk, ids[:4])
    decisions.sign(desk, desk.do(decisions.draft, ids[:3], HEAD).value, "5", date(2026, 3, 2))
    desk.do(payments.open_round, "union", ids[:2])
    desk.do(targets.put_target, Target("2026", "", 12, 15))


@pytest.fixture
def home(desk: Desk, frame: Frame, hand: Hand) -> HomeScreen:
    with ThreadPoolExecutor(1) as other:
        other.submit(work, desk).result()
    hand.press("F5")
    screen = frame.screen("home")
    assert isinstance(screen, HomeScreen)
    hand.until(lambda: screen._figure_labels[Stage.RECOGNISED].number.text() == "3")
    return screen


def test_every_figure_opens_a_list_of_that_length(home: HomeScreen, frame: Frame, hand: Hand) -> None:
    for stage, figure in home._figure_labels.items():
        frame.open_place(Place("home"))
        hand.settle()
        number = int(figure.number.text())
        figure.click()
        hand.settle()
        screen = frame.screen("initiatives")
        assert isinstance(screen, InitiativesScreen)
        assert (stage, screen.model.total) == (stage, number)


def test_every_bar_opens_a_list_of_that_length(
    home: HomeScreen, frame: Frame, hand: Hand, desk: Desk
) -> None:
    numbers = {measure: bar.number for measure, bar in home.counts.bars.items()}
    assert (numbers[Measure.ASSIGNED], numbers[Measure.PLEDGED]) == (12, 15)
    screen = frame.screen("reports")
    assert isinstance(screen, ReportsScreen)
    for measure, bar in home.counts.bars.items():
        frame.open_place(Place("home"))
        hand.settle()
        bar.setFocus()
        hand.press("Space")
        if measure in TARGETS:
            assert screen.tabs.currentWidget() is screen.aims
            said = [getattr(row, measure.value) or 0 for row in screen.aims.targets]
            assert sum(said) == numbers[measure]
        else:
            hand.until(lambda: screen.numbers.list_model.total == len(screen.numbers.ids))
            assert (measure, len(screen.numbers.ids)) == (measure, numbers[measure])
            assert screen.numbers.measure_field.value() is measure


def lists_of(frame: Frame, place: Place) -> int:
    """How long the list is that a line of the overview opens."""
    screen = frame.screen(place.screen)
    if isinstance(screen, InitiativesScreen):
        return screen.model.total
    if isinstance(screen, DecisionsScreen):
        return screen.draft_page.table.model_.total
    if isinstance(screen, HandoverScreen):
        return screen.ready_table.model_.total
    if isinstance(screen, ReportsScreen):
        return sum(row.is_silent for row in screen.units.figures.rows)
    if isinstance(screen, CouncilsScreen):
        return screen.recording.ballot.model.total
    raise AssertionError(place)


def test_every_line_with_a_count_opens_a_list_of_that_length(
    home: HomeScreen, frame: Frame, hand: Hand, desk: Desk
) -> None:
    for n in range(2):
        order_aside(desk, units_below.put_unit, UnitBelow("", f"CĐCS số {n}"))
    hand.press("F5")
    hand.until(lambda: any("đơn vị trực thuộc" in line.text() for line in home.lines))
    counted = 0
    for number in range(len(home.lines)):
        frame.open_place(Place("home"))
        hand.settle()
        line = home.lines[number]
        said = line.text().split()[0]
        if not said.isdecimal():
            continue
        place = line._open.args[0]
        frame.open_place(place)
        hand.settle()
        assert (line.text(), lists_of(frame, place)) == (line.text(), int(said))
        counted += 1
    assert counted >= 5


def test_money_that_waits_opens_its_round(home: HomeScreen, frame: Frame, hand: Hand, desk: Desk) -> None:
    line = next(line for line in home.lines if "400.000" in line.accessibleName() or "400.000" in line.text())
    line.setFocus()
    hand.press("Space")
    screen = frame.screen("payments")
    assert isinstance(screen, PaymentsScreen)
    hand.until(lambda: screen.rounds.view is not None)
    record = aside(desk, payments.rounds)[0].id
    assert screen.rounds.view is not None
    assert screen.rounds.view.round.id == record
    lines = [one.id for one in screen.rounds.view.lines]
    order_aside(desk, payments.mark, lines, payments.Mark(payments.PayeeState.PAID))
