"""An initiative: what blocks storing it, what is merely missing, and the stage that its facts come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from helpers.builders import a_council_fact, a_recognition, an_author, an_initiative
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.deadlines import lapses_on
from desktop.domain.initiative import (
    Author,
    Benefit,
    BenefitKind,
    Outcome,
    Section,
    Stage,
    check,
    missing,
    shown_title,
    stage,
    used_from,
)
from desktop.domain.problems import blocking
from desktop.domain.shares import split_evenly


def codes(**changed: Any) -> set[str]:
    return {problem.code for problem in check(an_initiative(**changed))}


def test_a_complete_form_has_no_problems() -> None:
    assert check(an_initiative()) == ()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": "  "}, "title.missing"),
        ({"title": "a" * 501}, "title.long"),
        ({"public_title": "a" * 501}, "title.long"),
        ({"authors": (an_author("a" * 121),)}, "person.name_long"),
        ({"title": "Ga\u0301 ke\u0323p"}, "text.not_nfc"),
        ({"authors": (an_author(" "),)}, "author.name_missing"),
        ({"authors": (an_author(share=9_999),)}, "share.sum_not_100"),
        ({"authors": (an_author(share=-1), an_author("Trần Nam", 10_001))}, "share.sum_not_100"),
        (
            {"authors": (an_author(share=5_000, person="p1"), an_author("B", 5_000, person="p1"))},
            "author.twice",
        ),
        ({"benefit": Benefit(BenefitKind.AMOUNT, -1)}, "benefit.negative"),
        ({"benefit": Benefit(BenefitKind.AMOUNT)}, "benefit.amount_missing"),
        ({"summary": "a" * 2_001}, "summary.long"),
        ({"sections": {Section.CONTENT: "a" * 50_001}}, "section.long"),
        ({"first_use_ended": date(2026, 1, 11)}, "first_use_ended.before_first_use"),
    ],
)
def test_what_blocks_storing(changed: dict[str, Any], code: str) -> None:
    assert code in {problem.code for problem in blocking(check(an_initiative(**changed)))}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"authors": ()}, "authors.missing"),
        ({"first_used": None}, "first_used.missing"),
        ({"workshop": ""}, "workshop.missing"),
        ({"summary": "", "sections": {}}, "content.missing"),
        ({"trial_from": date(2026, 2, 1)}, "trial_from.after_first_use"),
        ({"entered_on": date(2026, 1, 1)}, "date.after_entry"),
        ({"first_used": date(2025, 1, 12), "entered_on": date(2026, 1, 13)}, "first_used.over_a_year"),
    ],
)
def test_what_only_warns(changed: dict[str, Any], code: str) -> None:
    problems = check(an_initiative(**changed))
    assert code in {problem.code for problem in problems}
    assert blocking(problems) == ()


def test_a_benefit_that_cannot_be_computed_is_no_problem() -> None:
    assert codes(benefit=Benefit(BenefitKind.NOT_COMPUTABLE)) == set()


@given(st.integers(1, 40))
def test_equal_shares_always_pass(count: int) -> None:
    people = tuple(Author(f"p{n}", f"Người {n}", share) for n, share in enumerate(split_evenly(count)))
    assert check(an_initiative(authors=people)) == ()


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_the_right_lapses_a_year_after_first_use(first_used: date) -> None:
    lapsed = lapses_on(first_used)
    assert lapsed.year == first_used.year + 1
    assert lapsed - first_used in (timedelta(365), timedelta(366))
    assert lapsed.month == first_used.month


def test_first_used_on_a_leap_day_lapses_at_the_end_of_february() -> None:
    assert lapses_on(date(2024, 2, 29)) == date(2025, 2, 28)


def test_the_form_names_trial_or_first_use_whichever_is_earlier() -> None:
    value = an_initiative(trial_from=date(2025, 12, 1))
    assert used_from(value) == date(2025, 12, 1)
    assert used_from(replace(value, trial_from=None)) == date(2026, 1, 12)
    assert used_from(replace(value, trial_from=None, first_used=None)) is None


def test_the_stage_follows_from_the_facts() -> None:
    entered = an_initiative()
    considered = replace(entered, council=a_council_fact())
    drafted = replace(considered, decision="d1")
    assert stage(an_initiative(authors=())) is Stage.INCOMPLETE
    assert stage(entered) is Stage.PENDING
    assert (
        stage(replace(entered, council=a_council_fact(outcome=Outcome.NOT_RECOGNISED)))
        is Stage.NOT_RECOGNISED
    )
    assert stage(considered) is Stage.PROPOSED
    assert stage(drafted) is Stage.DRAFTED
    assert stage(replace(drafted, recognition=a_recognition())) is Stage.RECOGNISED


def test_what_is_missing_keeps_a_new_one_from_the_council_but_changes_no_later_stage() -> None:
    bare = an_initiative(workshop="")
    assert [problem.code for problem in missing(bare)] == ["workshop.missing"]
    assert stage(bare) is Stage.INCOMPLETE
    assert stage(replace(bare, recognition=a_recognition())) is Stage.RECOGNISED


def test_others_read_the_public_title() -> None:
    assert shown_title(an_initiative("Gá kẹp")) == "Gá kẹp"
    assert shown_title(an_initiative("Gá kẹp", public_title="Cải tiến gá")) == "Cải tiến gá"
