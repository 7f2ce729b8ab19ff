"""The number of a decision, and when number and date may go in."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.builders import a_decision

from desktop.domain.decision import DecisionState, check_signing, full_number


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("5", "05/QĐ-HL"),
        ("05", "05/QĐ-HL"),
        ("123", "123/QĐ-HL"),
        (" 5 / QĐ-GĐ ", "05/QĐ-GĐ"),
        ("2026.5/QĐ", "2026.5/QĐ"),
    ],
)
def test_a_number_is_made_whole(typed: str, whole: str) -> None:
    assert full_number(typed, "QĐ-HL") == whole


def test_a_number_made_whole_stays_so() -> None:
    assert full_number("05/QĐ-HL", "QĐ-HL") == "05/QĐ-HL"


@pytest.mark.parametrize(
    ("state", "number", "signed_on", "codes"),
    [
        (DecisionState.DRAFT, "5", date(2026, 3, 2), []),
        (DecisionState.FOR_SIGNATURE, "5", date(2026, 3, 2), []),
        (DecisionState.SIGNED, "5", date(2026, 3, 2), ["decision.already_signed"]),
        (DecisionState.DRAFT, " ", date(2026, 3, 2), ["decision.number_missing"]),
        (DecisionState.DRAFT, "QĐ", date(2026, 3, 2), ["decision.number_missing"]),
        (DecisionState.DRAFT, "5", date(2026, 2, 19), ["decision.before_meeting"]),
    ],
)
def test_signing(state: DecisionState, number: str, signed_on: date, codes: list[str]) -> None:
    problems = check_signing(a_decision(state=state), number, signed_on, date(2026, 2, 20))
    assert [problem.code for problem in problems] == codes
