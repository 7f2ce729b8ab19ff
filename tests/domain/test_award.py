"""Candidates for praise: benefit by share, by one year and by three."""

from __future__ import annotations

from itertools import chain

import pytest
from helpers.builders import a_person

from desktop.domain.award import Contribution, Record, candidate, rank_of
from desktop.domain.award import records_of as summed
from desktop.domain.person import WorkerKind
from desktop.domain.threshold import STARTING, Rank


def recognised(record: str, year: int, amount: int | None, *shares: int) -> list[Contribution]:
    return [
        Contribution(record, year, "May 2", f"p{n}", f"Tác giả {n}", "", "", share, amount)
        for n, share in enumerate(shares)
    ]


def records_of(initiatives: list[list[Contribution]]) -> dict[str, Record]:
    return summed(chain.from_iterable(initiatives))


def test_each_author_has_their_share_of_a_benefit() -> None:
    records = records_of([recognised("i1", 2026, 100, 6_000, 4_000), recognised("i2", 2026, None, 10_000)])
    assert {person: record.sums for person, record in records.items()} == {"p0": {2026: 60}, "p1": {2026: 40}}
    assert records["p0"].initiatives == ("i1", "i2")
    assert records["p0"].uncomputed == 1


def test_one_year_reaches_it_at_the_threshold_itself() -> None:
    for amount, reached in ((80_000_000, True), (79_999_999, False)):
        record = records_of([recognised("i1", 2026, amount, 10_000)])["p0"]
        assert (candidate("p0", record, None, STARTING, 2026) is not None) is reached


def test_three_consecutive_years_together() -> None:
    years = [recognised(f"i{year}", year, 40_000_000, 10_000) for year in (2024, 2025, 2026)]
    found = candidate("p0", records_of(years)["p0"], None, STARTING, 2026)
    assert found is not None
    assert found.by_three_years
    assert sum(found.sums.values()) == 120_000_000
    gap = [recognised("i1", 2024, 60_000_000, 10_000), recognised("i2", 2026, 60_000_000, 10_000)]
    assert candidate("p0", records_of(gap)["p0"], None, STARTING, 2026) is None


@pytest.mark.parametrize(
    ("kind", "qualification", "rank"),
    [
        (WorkerKind.WORKER, "12/12", Rank.WORKER),
        (WorkerKind.OFFICE, "Đại học", Rank.GRADUATE),
        (WorkerKind.MANAGER, "Cao đẳng", Rank.MANAGER),
    ],
)
def test_the_group_follows_post_and_qualification(kind: WorkerKind, qualification: str, rank: Rank) -> None:
    assert rank_of(a_person(worker_kind=kind, qualification=qualification), "") is rank
