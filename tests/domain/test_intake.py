"""The register of applications: steps in their order, days that can be true, what they make due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.deadlines import Due, Duty, add_months, due
from desktop.domain.intake import Intake, Step, application, check_intake, step_of, taken

RECEIVED = Intake("i1", date(2026, 3, 2), "Lê Thị Mai")
TODAY = date(2026, 12, 31)
GAPS = st.lists(st.integers(0, 40), min_size=3, max_size=3)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def test_an_application_goes_its_way() -> None:
    asked = taken(RECEIVED, Step.ASKED, date(2026, 3, 10), "thiếu bản vẽ")
    mended = taken(asked, Step.COMPLETED, date(2026, 3, 20))
    accepted = taken(mended, Step.ACCEPTED, date(2026, 3, 25))
    told = [step_of(line) for line in (RECEIVED, asked, mended, accepted)]
    assert told == [Step.RECEIVED, Step.ASKED, Step.COMPLETED, Step.ACCEPTED]
    assert [check_intake(line, TODAY) for line in (RECEIVED, asked, mended, accepted)] == [()] * 4
    assert step_of(taken(accepted, Step.WITHDRAWN, date(2026, 4, 1))) is Step.WITHDRAWN


def test_asking_again_waits_for_papers_again() -> None:
    mended = taken(taken(RECEIVED, Step.ASKED, date(2026, 3, 10), "ảnh"), Step.COMPLETED, date(2026, 3, 20))
    again = taken(mended, Step.ASKED, date(2026, 3, 24), "bản vẽ")
    assert (step_of(again), again.asked_for, again.completed_on) == (Step.ASKED, "bản vẽ", None)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (taken(RECEIVED, Step.ACCEPTED, date(2026, 3, 1)), "intake.order"),
        (taken(RECEIVED, Step.ASKED, date(2026, 3, 1), "ảnh"), "intake.order"),
        (taken(RECEIVED, Step.ASKED, date(2026, 3, 3), " "), "intake.asked_for_missing"),
        (taken(RECEIVED, Step.COMPLETED, date(2026, 3, 3)), "intake.nothing_asked"),
        (taken(RECEIVED, Step.ACCEPTED, date(2027, 1, 1)), "intake.in_future"),
    ],
)
def test_days_that_cannot_be(line: Intake, code: str) -> None:
    assert code in {problem.code for problem in check_intake(line, TODAY)}


@given(DAYS, GAPS, st.none() | DAYS)
def test_the_duty_follows_the_last_step_by_calendar_months(
    received: date, gaps: list[int], ended: date | None
) -> None:
    asked, mended, accepted = (received + timedelta(days=sum(gaps[: at + 1])) for at in range(3))
    line = Intake("i1", received)
    days = {"first_used": None, "first_use_ended": ended}
    assert due(application(line, **days)) == Due(Duty.CHECK, add_months(received, 1))
    line = taken(line, Step.ASKED, asked, "ảnh")
    assert due(application(line, **days)) == Due(Duty.COMPLETE, add_months(asked, 1))
    line = taken(line, Step.COMPLETED, mended)
    assert due(application(line, **days)) == Due(Duty.CHECK, add_months(mended, 1))
    line = taken(line, Step.ACCEPTED, accepted)
    assert due(application(line, **days)) == Due(
        Duty.DECIDE, max(add_months(accepted, 3), add_months(ended or accepted, 3))
    )
    assert due(application(taken(line, Step.WITHDRAWN, accepted), **days)) is None
