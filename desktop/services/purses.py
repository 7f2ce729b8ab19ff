"""Purses, thresholds and the remuneration rule: dated rows of the house; starting ones hold until somebody says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain import purse as purse_rules
from desktop.domain import threshold as threshold_rules
from desktop.domain.access import Right
from desktop.domain.house import HouseFact, in_force
from desktop.domain.problems import Refused, blocking
from desktop.domain.purse import Purse, RemunerationRule, check_purse, check_rule
from desktop.domain.text import clean_line
from desktop.domain.threshold import Rank, Threshold, check_threshold
from desktop.services.desk import Look, Work, order, question
from desktop.store import house
from desktop.store.house import HOUSE_FACTS


@question()
def purses(look: Look, day: date | None = None) -> tuple[Purse, ...]:
    """The purses that pay on a day (today where none is given), the unit's own rows before the starting ones."""
    when = day or look.today()
    said: dict[str, Purse] = {purse.code: purse for purse in purse_rules.STARTING}
    for fact in house.facts_of(look.session, "purse"):
        if fact.valid_from <= when:
            said[fact.value.code] = fact.value
    return tuple(purse for purse in said.values() if purse.until is None or purse.until >= when)


@dataclass(frozen=True, slots=True)
class DatedPurse:
    """One dated row: `valid_from` None for what the program starts with; `holds` today."""

    purse: Purse
    valid_from: date | None
    holds: bool


@question()
def history(look: Look) -> tuple[DatedPurse, ...]:
    """Every row of every purse, by purse, the newest first."""
    holding = {one.code: one for one in purses(look)}
    rows = [DatedPurse(one, None, False) for one in purse_rules.STARTING]
    rows += [DatedPurse(fact.value, fact.valid_from, False) for fact in house.facts_of(look.session, "purse")]
    codes = list(dict.fromkeys(row.purse.code for row in rows))
    found: list[DatedPurse] = []
    for code in codes:
        own = [row for row in rows if row.purse.code == code][::-1]
        now = next((row for row in own if row.valid_from is None or row.valid_from <= look.today()), None)
        found += [replace(row, holds=row is now and code in holding) for row in own]
    return tuple(found)


@question()
def purse(look: Look, code: str, day: date | None = None) -> Purse:
    """One purse as it holds on a day. Raises `purse.missing`."""
    found = next((one for one in purses(look, day) if one.code == code), None)
    if found is None:
        raise Refused("purse.missing", purse=code)
    return found


@order(Right.ARRANGE, "purse.put")
def put_purse(work: Work, value: Purse, valid_from: date | None = None) -> None:
    """Say what a purse gives from a day on; rounds that are there keep the purse they were made with.

    Raises the first code of `domain.purse.check_purse`.
    """
    cleaned = replace(
        value,
        code=clean_line(value.code),
        name=clean_line(value.name),
        payer=clean_line(value.payer),
        basis=clean_line(value.basis),
    )
    problems = blocking(check_purse(cleaned))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    day = valid_from or work.today()
    same = [
        fact
        for fact in house.facts_of(work.session, "purse")
        if fact.value.code == cleaned.code and fact.valid_from == day
    ]
    work.save(HOUSE_FACTS, HouseFact(same[0].id if same else work.new_id(), "purse", day, cleaned))


@question()
def remuneration_rule(look: Look, day: date | None = None) -> RemunerationRule:
    """The rule that holds on a day."""
    found = in_force(house.dated(look.session, "remuneration_rule"), day or look.today())
    return found or RemunerationRule()


@order(Right.ARRANGE, "remuneration.rule")
def put_remuneration_rule(work: Work, rule: RemunerationRule, valid_from: date | None = None) -> None:
    """Say what remuneration is owed from a day on. Raises the first code of `domain.purse.check_rule`."""
    problems = blocking(check_rule(rule))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    day = valid_from or work.today()
    same = [fact for fact in house.facts_of(work.session, "remuneration_rule") if fact.valid_from == day]
    record = same[0].id if same else work.new_id()
    work.save(HOUSE_FACTS, HouseFact(record, "remuneration_rule", day, rule))


@question()
def thresholds(look: Look, day: date | None = None) -> tuple[Threshold, ...]:
    """The thresholds for Bằng Lao động sáng tạo that hold on a day."""
    when = day or look.today()
    said: dict[Rank, Threshold] = {one.rank: one for one in threshold_rules.STARTING}
    for fact in house.facts_of(look.session, "threshold"):
        if fact.valid_from <= when:
            said[fact.value.rank] = fact.value
    return tuple(said.values())


@question()
def threshold_history(look: Look) -> tuple[tuple[Threshold, date | None], ...]:
    """Every row of every threshold with the day it holds from (None: what the program starts with), newest first."""
    rows: list[tuple[Threshold, date | None]] = [(one, None) for one in threshold_rules.STARTING]
    rows += [(fact.value, fact.valid_from) for fact in house.facts_of(look.session, "threshold")]
    newest_first = list(reversed(rows))
    return tuple(row for rank in Rank for row in newest_first if row[0].rank is rank)


@order(Right.ARRANGE, "threshold.put")
def put_thresholds(work: Work, values: Sequence[Threshold], valid_from: date | None = None) -> None:
    """Say which sums are asked for from a day on. Raises the first code of `domain.threshold.check_threshold`."""
    for value in values:
        problems = blocking(check_threshold(value))
        if problems:
            raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    day = valid_from or work.today()
    known = {
        fact.value.rank: fact.id
        for fact in house.facts_of(work.session, "threshold")
        if fact.valid_from == day
    }
    for value in values:
        record = known.get(value.rank) or work.new_id()
        work.save(HOUSE_FACTS, HouseFact(record, "threshold", day, value))
