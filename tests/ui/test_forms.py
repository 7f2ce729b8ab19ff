"""Fields: what is typed becomes a value when a field is left, never while it has the focus."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.hand import Hand
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.problems import Problem
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, reading
from desktop.ui.kit.forms import BlockField, Form, TextField

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15/4/2026", date(2026, 4, 15)),
        ("15.4.26", date(2026, 4, 15)),
        ("15-04-2026", date(2026, 4, 15)),
        ("150426", date(2026, 4, 15)),
        ("15042026", date(2026, 4, 15)),
        ("2026-04-15", date(2026, 4, 15)),
        ("1/3", date(2026, 3, 1)),
        ("15/4", date(2025, 4, 15)),
        ("30/2/2026", None),
        ("đầu năm", None),
        ("15 4", date(2025, 4, 15)),
        ("T3/2026", None),
        ("12/25/2026", None),
        ("46127", None),
        ("2026", None),
        ("", None),
    ],
)
def test_days_are_read_day_first(typed: str, day: date | None) -> None:
    assert reading.read_date(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("18.000.000", 18_000_000),
        ("1.500", 1_500),
        ("15tr", 15_000_000),
        ("1,5 tỷ", 1_500_000_000),
        ("1.5 triệu", 1_500_000),
        ("~20 triệu", 20_000_000),
        ("15.000.000đ/năm", 15_000_000),
        ("500k", 500_000),
        ("500", 500),
        ("0", 0),
        ("1 500 000", 1_500_000),
        ("2 triệu rưỡi", 2_500_000),
        ("1,5", None),
        ("-5", None),
        ("15.00.000", None),
        ("20 triệu/tháng", None),
        ("nhiều", None),
    ],
)
def test_amounts_are_read_as_people_write_them(typed: str, amount: int | None) -> None:
    assert reading.read_money(typed) == amount


@pytest.mark.parametrize(("typed", "share"), [("60", 6000), ("33,33", 3333), ("33.33 %", 3333), ("x", None)])
def test_shares_are_hundredths(typed: str, share: int | None) -> None:
    assert reading.read_share(typed) == share


@pytest.fixture
def page(qtbot: QtBot, jobs: Jobs) -> tuple[Hand, dict[str, forms.Field]]:
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    fields: dict[str, forms.Field] = {
        "name": TextField("Họ tên"),
        "day": forms.date_field("Ngày", TODAY),
        "text": BlockField("Tóm tắt"),
        "last": TextField("Cuối"),
    }
    for field in fields.values():
        box.addWidget(field)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    fields["name"].setFocus()
    return Hand(qtbot, window, jobs), fields


def test_enter_goes_from_field_to_field(page: tuple[Hand, dict[str, forms.Field]]) -> None:
    hand, fields = page
    hand.fill("Giàng A Dế", "15/4/26", "một dòng")
    assert fields["last"].edit.hasFocus()  # type: ignore[attr-defined]  # a line
    assert fields["name"].value() == "Giàng A Dế"
    assert fields["text"].value() == "một dòng"


def test_shift_enter_makes_a_line(page: tuple[Hand, dict[str, forms.Field]]) -> None:
    hand, fields = page
    fields["text"].setFocus()
    hand.type("một")
    hand.press("Shift+Return")
    hand.type("hai")
    assert fields["text"].value() == "một\nhai"


def test_a_field_is_rewritten_only_once_it_is_left(page: tuple[Hand, dict[str, forms.Field]]) -> None:
    hand, fields = page
    fields["day"].setFocus()
    hand.type("15.4.26")
    assert fields["day"].edit.text() == "15.4.26"  # type: ignore[attr-defined]  # a line
    hand.press("Return")
    assert fields["day"].edit.text() == "15/04/2026"  # type: ignore[attr-defined]  # a line


def test_marks_typed_apart_are_stored_as_one_letter(page: tuple[Hand, dict[str, forms.Field]]) -> None:
    hand, fields = page
    hand.type("Hu\u031bo\u031b\u0300ng")
    assert fields["name"].value() == "Hường"


def test_an_input_method_may_compose(page: tuple[Hand, dict[str, forms.Field]]) -> None:
    hand, fields = page
    composing = QInputMethodEvent("tiê", [])
    QApplication.sendEvent(hand.target, composing)
    assert fields["name"].value() == ""
    done = QInputMethodEvent()
    done.setCommitString("tiếng")
    QApplication.sendEvent(hand.target, done)
    assert fields["name"].value() == "tiếng"


def test_problems_stand_beside_their_fields(page: tuple[Hand, dict[str, forms.Field]]) -> None:
    hand, fields = page
    form = Form(fields, hand.window)
    homeless = form.show_problems(
        (Problem("person.name_missing", "name"), Problem("file.missing", "nowhere"))
    )
    assert [problem.code for problem in homeless] == ["file.missing"]
    assert fields["name"].problem.text() == "Chưa có họ tên."
    assert fields["name"].editor.accessibleDescription() == "Chưa có họ tên."
    form.focus_first_problem()
    assert fields["name"].edit.hasFocus()  # type: ignore[attr-defined]  # a line


def test_a_form_knows_whether_it_was_touched(page: tuple[Hand, dict[str, forms.Field]]) -> None:
    hand, fields = page
    form = Form(fields, hand.window)
    form.fill({"name": "Lò Thị Inh", "day": None, "text": "", "last": ""})
    assert not form.is_dirty
    hand.type("!")
    assert form.is_dirty
