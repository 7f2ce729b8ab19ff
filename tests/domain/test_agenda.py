"""A meeting to come: its hour as people write it, and something to consider."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.agenda import Agenda, check_agenda, read_hour


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("8h30", "08:30"),
        ("8:30", "08:30"),
        ("14g", "14:00"),
        (" 8 h 05 ", "08:05"),
        ("", ""),
        ("24h", None),
        ("sáng", None),
    ],
)
def test_an_hour_is_read_as_it_is_said(typed: str, hour: str | None) -> None:
    assert read_hour(typed) == hour


def test_an_agenda_holds() -> None:
    assert check_agenda(Agenda("a1", date(2026, 3, 12), ("i1",), "8h30")) == ()


def test_an_agenda_that_calls_nobody() -> None:
    found = check_agenda(Agenda("a1", date(2026, 3, 12), (), "sáng"))
    assert [problem.code for problem in found] == ["agenda.nothing", "agenda.hour_unreadable"]
