"""Who sits on a council: days, the seats that are empty, the head who may not sit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.house import EmployerKind
from desktop.domain.seats import (
    Member,
    Seat,
    check_member,
    check_seats,
    holder,
    seated,
    sits,
    without_barred_head,
)

HEAD = Member("m1", "p1", "Phạm Thị Thu Hà", Seat.CHAIR, is_head=True)
UNION = Member("m2", "p2", "Lê Thị Mai", Seat.DEPUTY_CHAIR, represents_union=True)
CLERK = Member("m3", "p3", "Đỗ Quang Vinh", Seat.SECRETARY)
PLAIN = Member("m4", "p4", "Trần Văn Nam")
WHOLE = (HEAD, UNION, CLERK, PLAIN)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_seats_are_listed_from_the_chair_down() -> None:
    assert seated((PLAIN, CLERK, HEAD, UNION), date(2026, 3, 5)) == WHOLE
    assert (holder(WHOLE, Seat.CHAIR), holder(WHOLE[1:], Seat.CHAIR)) == ("Phạm Thị Thu Hà", "")


@given(DAYS, DAYS, DAYS)
def test_a_seat_is_held_from_its_first_to_its_last_day(since: date, until: date, day: date) -> None:
    assert sits(replace(PLAIN, since=since, until=until), day) == (since <= day <= until)
    assert sits(replace(PLAIN, since=since), day) == (since <= day)


def test_a_whole_council_lacks_nothing() -> None:
    assert check_seats(WHOLE) == ()


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ((), "council.no_members"),
        ((UNION, CLERK, PLAIN), "council.no_chair"),
        ((HEAD, replace(UNION, seat=Seat.CHAIR), CLERK), "council.two_chairs"),
        ((HEAD, UNION, PLAIN), "council.no_secretary"),
        ((HEAD, CLERK, PLAIN), "council.no_union_representative"),
    ],
)
def test_what_is_lacking_is_told_and_stops_nothing(members: tuple[Member, ...], code: str) -> None:
    (problem,) = check_seats(members)
    assert (problem.code, problem.warns_only) == (code, True)


def test_nobody_sits_twice_on_the_same_days() -> None:
    later = replace(PLAIN, id="m9", since=date(2026, 7, 1))
    left = replace(PLAIN, until=date(2026, 6, 30))
    assert [problem.code for problem in check_member(later, WHOLE)] == ["member.twice"]
    assert check_member(later, (left,)) == ()
    assert check_member(PLAIN, WHOLE) == ()


@pytest.mark.parametrize(
    ("member", "code"),
    [
        (replace(PLAIN, name=" "), "member.name_missing"),
        (replace(PLAIN, since=date(2026, 2, 1), until=date(2026, 1, 1)), "member.until_before_since"),
    ],
)
def test_a_member_that_cannot_be(member: Member, code: str) -> None:
    assert [problem.code for problem in check_member(member)] == [code]


def test_the_head_who_is_an_author_has_no_seat_in_a_state_funded_unit() -> None:
    state, private = EmployerKind.STATE_FUNDED, EmployerKind.PRIVATE
    assert without_barred_head(WHOLE, kind=state, authors={"p1"}) == WHOLE[1:]
    assert without_barred_head(WHOLE, kind=private, authors={"p1"}) == WHOLE
    assert without_barred_head(WHOLE, kind=state, authors={"p4"}) == WHOLE
