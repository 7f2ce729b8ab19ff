"""An idea's road: each step rests on the one before; only what worked becomes an initiative."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from helpers.builders import TODAY, authors

from desktop.domain.idea import (
    Answer,
    EmployerWord,
    Idea,
    IdeaStage,
    Trial,
    TrialProposal,
    check_idea,
    demand_step,
    grown,
    idea_stage,
)
from desktop.domain.initiative import Section
from desktop.domain.problems import Refused

ROAD = [
    ({}, IdeaStage.RECEIVED),
    ({"answer": Answer(TODAY, goes_on=True)}, IdeaStage.ANSWERED),
    ({"proposal": TrialProposal(TODAY)}, IdeaStage.PROPOSED),
    ({"word": EmployerWord(TODAY, agreed=True)}, IdeaStage.ALLOWED),
    ({"trial": Trial(TODAY)}, IdeaStage.ON_TRIAL),
    ({"trial": Trial(TODAY, TODAY, worked=True, result="Đỡ 3 giây")}, IdeaStage.WORKED),
    ({"initiative": "i1"}, IdeaStage.INITIATIVE),
]
STEPS = ["answer", "proposal", "word", "trial", "result", "initiative"]


def along(count: int) -> Idea:
    """An idea so many steps along its road."""
    idea = Idea("y1", "Treo kéo lên trần cho khỏi tìm", authors("Lò Thị Inh", "Hằng + Nam"))
    for said, _ in ROAD[: count + 1]:
        idea = replace(idea, **said)  # type: ignore[arg-type]
    return idea


@pytest.mark.parametrize("count", range(len(ROAD)))
def test_the_last_step_tells_the_stage(count: int) -> None:
    assert idea_stage(along(count)) is ROAD[count][1]


@pytest.mark.parametrize("count", range(len(STEPS)))
def test_a_step_rests_on_the_one_before(count: int) -> None:
    demand_step(along(count), STEPS[count])
    for later in STEPS[count + 1 :]:
        with pytest.raises(Refused) as refused:
            demand_step(along(count), later)
        assert refused.value.code == "idea.too_early"


def test_an_earlier_step_is_closed_once_a_later_one_was_taken() -> None:
    with pytest.raises(Refused) as refused:
        demand_step(along(4), "answer")
    assert refused.value.code == "idea.too_late"
    demand_step(along(1), "answer")  # said again, to correct it


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ({"answer": Answer(TODAY, goes_on=False, words="Đã có người làm")}, IdeaStage.DECLINED),
        ({"word": EmployerWord(TODAY, agreed=False, reason="Không đủ chỗ")}, IdeaStage.NOT_ALLOWED),
        ({"trial": Trial(TODAY, TODAY, worked=False, result="Vướng dây")}, IdeaStage.FAILED),
    ],
)
def test_a_no_ends_the_road(said: dict[str, object], stage: IdeaStage) -> None:
    idea = replace(along(0), **said)  # type: ignore[arg-type]
    assert idea_stage(idea) is stage
    with pytest.raises(Refused):
        demand_step(idea, "initiative")


def test_what_worked_carries_its_origin() -> None:
    made = grown(replace(along(5), problem="Tìm kéo 10 phút", solution="Treo lên trần", workshop="May 2"))
    assert made.origin == "y1"
    assert made.trial_from == TODAY
    assert made.first_used is None  # a trial is no first use
    assert [author.share for author in made.authors] == [5_000, 5_000]
    assert made.sections == {Section.KNOWN_SOLUTION: "Tìm kéo 10 phút", Section.CONTENT: "Treo lên trần"}


def test_days_that_run_backwards_warn() -> None:
    idea = replace(along(1), received_on=TODAY + timedelta(days=1))
    assert [(problem.code, problem.warns_only) for problem in check_idea(idea)] == [
        ("idea.days_backwards", True)
    ]
    short = replace(along(5), trial=Trial(TODAY, date(2020, 1, 1), worked=True, result="x"))
    assert [problem.code for problem in check_idea(short)] == ["idea.trial_backwards"]
    assert [problem.code for problem in check_idea(Idea("", " "))] == ["idea.title_missing"]
