"""The intake of one application: the days that it has seen, as the register of applications keeps them.

Article 6 of the Charter on initiatives: the unit checks within a month; where something is missing it says so in
writing and gives the author a month; then it accepts. No day is guessed, and none may be before the one it follows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from desktop.domain.deadlines import Application
from desktop.domain.problems import Problem


class Step(StrEnum):
    """What happens to an application, in the order in which it can."""

    RECEIVED = "received"
    ASKED = "asked"
    COMPLETED = "completed"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Intake:
    """One line of the register; `id` is the initiative's. `asked_for` is what the author has to mend."""

    id: str
    received_on: date
    receiver: str = ""
    asked_on: date | None = None
    asked_for: str = ""
    completed_on: date | None = None
    accepted_on: date | None = None
    withdrawn_on: date | None = None


def step_of(intake: Intake) -> Step:
    """The last thing that happened. Papers that were asked for again are asked for until they come."""
    if intake.withdrawn_on:
        return Step.WITHDRAWN
    if intake.accepted_on:
        return Step.ACCEPTED
    if intake.completed_on:
        return Step.COMPLETED
    return Step.ASKED if intake.asked_on else Step.RECEIVED


def taken(intake: Intake, step: Step, on: date, words: str = "") -> Intake:
    """The line after a step; `words` say who received it, or what was asked for.

    Asking again waits for papers again.
    """
    match step:
        case Step.RECEIVED:
            return replace(intake, received_on=on, receiver=words or intake.receiver)
        case Step.ASKED:
            return replace(intake, asked_on=on, asked_for=words, completed_on=None, accepted_on=None)
        case Step.COMPLETED:
            return replace(intake, completed_on=on)
        case Step.ACCEPTED:
            return replace(intake, accepted_on=on)
        case Step.WITHDRAWN:
            return replace(intake, withdrawn_on=on)


def check_intake(intake: Intake, today: date) -> tuple[Problem, ...]:
    """Whether the days can be true."""
    problems: list[Problem] = []
    seen = [
        (Step.RECEIVED, intake.received_on),
        (Step.ASKED, intake.asked_on),
        (Step.COMPLETED, intake.completed_on),
        (Step.ACCEPTED, intake.accepted_on),
        (Step.WITHDRAWN, intake.withdrawn_on),
    ]
    days = [(step, day) for step, day in seen if day is not None]
    for (earlier, before), (step, day) in pairwise(days):
        if day < before:
            problems.append(Problem("intake.order", step.value, {"earlier": earlier, "day": before}))
    if any(day > today for _, day in days):
        problems.append(Problem("intake.in_future", days[-1][0].value))
    if intake.asked_on and not intake.asked_for.strip():
        problems.append(Problem("intake.asked_for_missing", "words"))
    if intake.completed_on and not intake.asked_on:
        problems.append(Problem("intake.nothing_asked", Step.COMPLETED.value))
    return tuple(problems)


def presumed(
    *, entered_on: date | None, is_complete: bool, first_used: date | None, first_use_ended: date | None
) -> Application:
    """The days of an application that has no line in the register.

    One that is not complete has not been applied with yet; a complete one counts as received and accepted on the day
    it was entered, the earliest day that its three months can run from.
    """
    received = entered_on if is_complete else None
    return Application(first_used, first_use_ended, received, accepted_on=received)


def application(
    intake: Intake, *, first_used: date | None, first_use_ended: date | None, closed_on: date | None = None
) -> Application:
    """The days as the time limits read them."""
    return Application(
        first_used,
        first_use_ended,
        intake.received_on,
        intake.asked_on,
        intake.completed_on,
        intake.accepted_on,
        closed_on or intake.withdrawn_on,
    )
