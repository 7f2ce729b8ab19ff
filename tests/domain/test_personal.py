"""What an erasure leaves, when a consent holds, when a period is over, and what makes a check stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from helpers.builders import a_council_fact, a_person, a_recognition, a_stored_initiative, an_author
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checking import content_of
from desktop.domain.house import Release
from desktop.domain.idea import Idea
from desktop.domain.person import Gender, WorkerKind
from desktop.domain.personal import ERASED, Consent, idea_without, initiative_without, without_name
from desktop.domain.retention import Kept, Retention, check_retention, cutoff

DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


def test_a_person_keeps_what_statistics_count_and_nothing_that_leads_back() -> None:
    whole = a_person(
        staff_code="HL-1", birth="1990", gender=Gender.FEMALE, title="Công nhân", phone="0912", given_name="Hằng",
        workshop="May 3", union_member=True, worker_kind=WorkerKind.WORKER,
    )  # fmt: skip
    left = without_name(whole)
    assert left == a_person(name=ERASED, union_member=True, worker_kind=WorkerKind.WORKER)


def test_only_the_erased_author_loses_the_name_and_shares_stay() -> None:
    authors = (
        an_author("Nguyễn Thị Hằng", 6_000, person="p1", staff_code="HL-1", birth="1990", workshop="May 3"),
        an_author("Trần Văn Nam", 4_000, person="p2", staff_code="HL-2"),
    )
    value = a_stored_initiative("i1", authors=authors)
    left = initiative_without(value, ["p1"])
    assert [(author.name, author.share, author.person) for author in left.authors] == [
        (ERASED, 6_000, "p1"), ("Trần Văn Nam", 4_000, "p2"),
    ]  # fmt: skip
    assert left.authors[0].workshop == "May 3"
    assert left.authors[1] == authors[1]
    assert replace(left, authors=value.authors) == value
    assert idea_without(Idea("y1", "Đèn báo", authors), ["p1"]).authors == left.authors


@given(given_on=DAYS, length=st.integers(0, 4_000), after=st.integers(-4_000, 8_000))
def test_a_consent_holds_from_its_day_until_it_is_withdrawn(given_on: date, length: int, after: int) -> None:
    consent = Consent("c", "p", given_on, "Danh sách", withdrawn_on=given_on + timedelta(days=length))
    assert consent.holds_on(given_on + timedelta(days=after)) == (0 <= after < length)
    assert replace(consent, withdrawn_on=None).holds_on(given_on + timedelta(days=after)) == (after >= 0)


@pytest.mark.parametrize(
    ("months", "fits"), [(0, False), (1, True), (1_200, True), (1_201, False), (-3, False)]
)
def test_a_period_has_a_month_at_least(months: int, fits: bool) -> None:
    assert (check_retention(Retention(Kept.DRAFT, months)) == ()) == fits


@given(day=DAYS, months=st.integers(1, 240), more=st.integers(0, 40))
def test_a_longer_period_never_ends_later(day: date, months: int, more: int) -> None:
    assert cutoff(day, months + more) <= cutoff(day, months) < day


def test_a_check_is_stale_by_what_was_typed_alone() -> None:
    value = a_stored_initiative("i1")
    mark = content_of(value)
    later = replace(
        value,
        council=a_council_fact(),
        recognition=a_recognition(),
        decision="d1",
        release=Release.NONE,
        number=9,
    )
    assert content_of(later) == mark
    assert content_of(replace(value, title="Tên khác")) != mark
    assert content_of(replace(value, authors=(an_author("Ai Đó"),))) != mark
