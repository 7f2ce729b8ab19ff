"""Praise: who stands out by recognised work, and who may be proposed for Bằng Lao động sáng tạo.

A benefit counts for its authors by their shares, in the year of the signed decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from desktop.domain.person import Person, WorkerKind
from desktop.domain.shares import split_amount
from desktop.domain.threshold import Rank, Threshold


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose benefit reaches a threshold. `sums` by year; `by_three_years`: only three years reach it.

    `uncomputed` counts recognised initiatives whose benefit has no amount: they are not in the sums.
    """

    person: str
    name: str
    rank: Rank
    sums: Mapping[int, int]
    by_three_years: bool
    initiatives: tuple[str, ...]
    uncomputed: int


_GRADUATE = ("đại học", "kỹ sư", "cử nhân", "thạc sĩ", "tiến sĩ", "cao học")


def rank_of(person: Person | None, qualification: str) -> Rank:
    """The group somebody belongs to, by post and qualification as they are recorded."""
    if person is not None and person.worker_kind is WorkerKind.MANAGER:
        return Rank.MANAGER
    said = (qualification or (person.qualification if person else "")).casefold()
    return Rank.GRADUATE if any(word in said for word in _GRADUATE) else Rank.WORKER


@dataclass(frozen=True, slots=True)
class Record:
    """What one person's recognised work of the last three years comes to."""

    name: str
    qualification: str
    sums: Mapping[int, int]
    initiatives: tuple[str, ...]
    uncomputed: int


@dataclass(frozen=True, slots=True)
class Contribution:
    """One author's part in one recognised initiative; `amount` is the whole benefit in đồng (None: not computed).

    `workshop` is the initiative's, `own_workshop` the author's where it is another; `year` that of the decision.
    """

    initiative: str
    year: int
    workshop: str
    person: str
    name: str
    qualification: str
    own_workshop: str
    share: int
    amount: int | None


def records_of(contributions: Iterable[Contribution]) -> dict[str, Record]:
    """By person: benefit by year of recognition, each author with the share they have in it.

    The authors of one initiative follow each other, all of them, so that their parts sum to the whole.
    """
    names: dict[str, tuple[str, str]] = {}
    sums: dict[str, dict[int, int]] = {}
    ids: dict[str, list[str]] = {}
    uncomputed: dict[str, int] = {}
    for record, together in groupby(contributions, key=lambda one: one.initiative):
        authors = list(together)
        parts = split_amount(authors[0].amount or 0, [author.share for author in authors])
        for author, part in zip(authors, parts, strict=True):
            known = author.amount is not None
            names[author.person] = author.name, author.qualification
            ids.setdefault(author.person, []).append(record)
            years = sums.setdefault(author.person, {})
            years[author.year] = years.get(author.year, 0) + part
            uncomputed[author.person] = uncomputed.get(author.person, 0) + (not known)
    return {
        person: Record(*names[person], sums[person], tuple(ids[person]), uncomputed[person])
        for person in names
        if person
    }


def candidate(
    person: str, record: Record, known: Person | None, thresholds: Iterable[Threshold], year: int
) -> Candidate | None:
    """Whether a record reaches a threshold in a year, or over that year and the two before it."""
    rank = rank_of(known, record.qualification)
    threshold = next((one for one in thresholds if one.rank is rank), None)
    if threshold is None:
        return None
    sums = {each: record.sums.get(each, 0) for each in (year - 2, year - 1, year)}
    one_year = sums[year] >= threshold.one_year
    consecutive = all(each in record.sums for each in sums)
    three = threshold.three_years is not None and consecutive and sum(sums.values()) >= threshold.three_years
    if not one_year and not three:
        return None
    return Candidate(person, record.name, rank, sums, not one_year, record.initiatives, record.uncomputed)
