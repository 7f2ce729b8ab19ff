"""Support money: who may be paid, how a sum is shared, what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from helpers.builders import a_council_fact, a_recognition, a_stored_initiative, authors
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.initiative import Initiative
from desktop.domain.payment import (
    Correction,
    Mark,
    PayeeState,
    PaymentLine,
    Standing,
    by_initiative,
    check_amount,
    check_correction,
    check_mark,
    check_settling,
    marked,
    shared,
    subtotals,
    totals,
    why_not,
)
from desktop.domain.problems import blocking
from desktop.domain.purse import EMPLOYER, STARTING, SUPERIOR, UNION, Ledger, check_purse
from desktop.domain.shares import WHOLE

TODAY = date(2026, 3, 5)
LINE = PaymentLine(
    "l1", "r1", "union", "i1", "Gá kẹp vải", 0, 0, "p1", "Nguyễn Thị Hằng", "May 2", "05", 200_000
)
MARKS = st.sampled_from(
    [Mark(state, receiver="Trần Văn Nam", authority="Giấy ủy quyền") for state in PayeeState]
)
amounts = st.integers(1, 10_000_000)


def codes(initiative: Initiative, purse=UNION, **standing: object) -> list[str]:
    return [problem.code for problem in why_not(initiative, purse, Standing(**standing))]


def test_the_unions_own_money_may_come_before_recognition() -> None:
    assert codes(a_stored_initiative("i1")) == []
    assert codes(a_stored_initiative("i1", summary="", sections={})) == ["payment.not_written"]


def test_the_superiors_money_needs_recognition_the_portal_and_a_report() -> None:
    fresh = a_stored_initiative("i1")
    assert codes(fresh, SUPERIOR) == [
        "payment.not_recognised",
        "payment.not_approved",
        "payment.not_reported",
    ]
    recognised = replace(fresh, recognition=a_recognition())
    assert codes(recognised, SUPERIOR, approved=True) == ["payment.not_reported"]
    assert codes(recognised, SUPERIOR, approved=True, reported=True) == []


def test_what_a_purse_has_paid_it_does_not_pay_again() -> None:
    recognised = a_stored_initiative("i1", recognition=a_recognition(), council=a_council_fact())
    assert codes(recognised, EMPLOYER, round_number=3) == ["payment.already"]


def test_an_initiative_entered_twice_warns() -> None:
    found = why_not(a_stored_initiative("i1"), UNION, Standing(twin_number=88))
    assert [problem.code for problem in found] == ["payment.twin"]
    assert blocking(found) == ()


def test_nobody_can_be_paid_without_authors() -> None:
    assert codes(a_stored_initiative("i1", authors=())) == ["authors.missing"]


@pytest.mark.parametrize(
    ("amount", "code"), [(200_000, ""), (200_001, "payment.over_cap"), (0, "payment.amount_missing")]
)
def test_a_cap_is_not_a_rate(amount: int, code: str) -> None:
    assert [problem.code for problem in check_amount(UNION, amount)] == [code] * bool(code)


def test_the_starting_purses_can_be_kept() -> None:
    assert [check_purse(purse) for purse in STARTING] == [(), (), ()]
    broken = replace(UNION, name=" ", rate=0, cap=-1, ledger=Ledger.REMUNERATION)
    assert [problem.code for problem in check_purse(broken)] == [
        "purse.name_missing",
        "purse.remuneration_has_its_own",
        "purse.rate_missing",
        "purse.rate_over_cap",
    ]


@given(amounts, st.integers(1, 12))
def test_parts_of_an_odd_amount_sum_exactly(amount: int, count: int) -> None:
    initiative = a_stored_initiative("i1", authors=authors(*(f"Tác giả {n}" for n in range(count))))
    parts = shared(initiative, amount)
    assert sum(parts) == amount
    assert max(parts) - min(parts) <= 1 + amount // WHOLE + count


@given(st.lists(amounts, min_size=1, max_size=8), st.lists(st.tuples(st.integers(0, 7), MARKS), max_size=20))
def test_what_was_listed_is_paid_returned_or_waits(sums: list[int], said: list[tuple[int, Mark]]) -> None:
    lines = [replace(LINE, id=f"l{n}", amount=amount) for n, amount in enumerate(sums)]
    for place, mark in said:
        lines[place % len(lines)] = marked(lines[place % len(lines)], mark, TODAY)
    found = totals(lines)
    assert found.listed == sum(sums)
    assert found.waiting == sum(line.amount for line in lines if line.state is PayeeState.LISTED)
    assert found.spent + found.returned + found.waiting == found.listed
    assert bool(check_settling(lines)) == any(line.state is PayeeState.LISTED for line in lines)


@given(MARKS, MARKS)
def test_the_last_word_counts(first: Mark, last: Mark) -> None:
    assert marked(marked(LINE, first, TODAY), last, TODAY) == marked(LINE, last, TODAY)


def test_paid_to_another_names_the_receiver_and_the_authority() -> None:
    other = Mark(PayeeState.PAID_TO_OTHER)
    assert [problem.field for problem in check_mark(LINE, other, TODAY)] == ["receiver", "authority"]
    line = marked(LINE, Mark(PayeeState.PAID_TO_OTHER, None, "Trần Văn Nam", "Giấy ủy quyền 3/3"), TODAY)
    assert (line.paid_on, line.receiver, line.authority) == (TODAY, "Trần Văn Nam", "Giấy ủy quyền 3/3")


def test_what_is_settled_is_only_corrected() -> None:
    settled = replace(LINE, settled=True)
    assert [problem.code for problem in check_mark(settled, Mark(PayeeState.PAID), TODAY)] == [
        "payment.settled"
    ]


def test_money_is_not_paid_tomorrow() -> None:
    mark = Mark(PayeeState.PAID, date(2026, 3, 6))
    assert [problem.code for problem in check_mark(LINE, mark, TODAY)] == ["payment.in_future"]


@given(st.lists(st.integers(-300_000, 300_000), max_size=20))
def test_corrections_keep_an_initiative_between_nothing_and_the_cap(deltas: list[int]) -> None:
    held = LINE.amount
    for delta in deltas:
        correction = Correction("c", "l1", "r1", "union", "i1", delta, TODAY, "cộng nhầm")
        if not check_correction(correction, held, UNION.cap):
            held += delta
        assert 0 <= held <= UNION.cap


def test_a_correction_says_why() -> None:
    silent = Correction("c", "l1", "r1", "union", "i1", 0, TODAY, " ")
    assert [problem.code for problem in check_correction(silent, 0, 1)] == [
        "payment.amount_missing",
        "payment.reason_missing",
    ]


@given(st.lists(amounts, max_size=40), st.integers(1, 9))
def test_the_pages_of_a_list_sum_to_its_total(sums: list[int], rows: int) -> None:
    pages = [min(rows, len(sums) - start) for start in range(0, len(sums), rows)]
    assert sum(subtotals(sums, pages)) == sum(sums)


def test_what_was_returned_is_in_the_purse_again() -> None:
    lines = [LINE, replace(LINE, id="l2", place=1, amount=50, state=PayeeState.RETURNED)]
    assert by_initiative(lines) == {"i1": 200_000}
