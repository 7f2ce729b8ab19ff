"""The units below: who they are, and what they report, in a signed file or typed from paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import msgspec
import rfc8785

from desktop.domain.access import Right
from desktop.domain.house import HouseFact
from desktop.domain.problems import Problem, Refused, blocking
from desktop.domain.report import COUNTED, TARGETS, Figures, Measure
from desktop.domain.text import clean_fields, fold
from desktop.domain.unit_below import UnitBelow, check_unit
from desktop.domain.unit_report import Source, UnitReport, check_report
from desktop.services import office, reports
from desktop.services.desk import Desk, Done, Look, Work, job, order, question
from desktop.store import house, unit_reports
from desktop.store.house import HOUSE_FACTS
from desktop.store.unit_reports import UNIT_REPORTS
from sync import outbox, signing

FORMAT = "sangkien-unit-report/1"
ENDING = ".skbc"
LARGEST = 1024 * 1024
_SIGNED_AS = "sangkien-unit-report+jws"
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Stated:
    """What a unit's file says: its name, the body it reports to, and its figures."""

    union: str
    superior: str
    report: str
    until: date
    phase: str
    number: str
    counts: Mapping[Measure, int]
    benefit: int
    benefit_known: int


@dataclass(frozen=True, slots=True)
class _File:
    """A report's file: what is stated, the key, and the signature over the canonical bytes of the first."""

    format: str
    stated: Stated
    key: str
    signature: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file: which unit's it is, new or there already, and what stands out about it."""

    unit: UnitBelow
    stated: Stated
    is_new: bool
    problems: tuple[Problem, ...]


@question()
def units(look: Look, day: date | None = None) -> tuple[UnitBelow, ...]:
    """The units as they hold on a day, by name; those that have ended are left out."""
    when = day or look.today()
    said: dict[str, UnitBelow] = {}
    for fact in house.facts_of(look.session, "unit_below"):
        if fact.valid_from <= when:
            said[fact.value.code] = fact.value
    return tuple(sorted((one for one in said.values() if not one.ended), key=lambda one: fold(one.name)))


@order(Right.REPORT, "unit.put")
def put_unit(work: Work, unit: UnitBelow, valid_from: date | None = None) -> str:
    """Say what a unit is called and who is in charge there, from a day on; gives its code ("" makes a new one).

    Raises the first code of `domain.unit_below.check_unit`, `unit.name_taken`.
    """
    cleaned = clean_fields(unit)
    problems = blocking(check_unit(cleaned))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    day = valid_from or work.today()
    if any(
        one.code != cleaned.code and fold(one.name) == fold(cleaned.name) and not cleaned.ended
        for one in units(work, day)
    ):
        raise Refused("unit.name_taken", name=cleaned.name)
    named = replace(cleaned, code=cleaned.code or work.new_id())
    same = [
        fact
        for fact in house.facts_of(work.session, "unit_below")
        if (fact.value.code, fact.valid_from) == (named.code, day)
    ]
    work.save(HOUSE_FACTS, HouseFact(same[0].id if same else work.new_id(), "unit_below", day, named))
    return named.code


@order(Right.REPORT, "unit_report.type")
def type_in(work: Work, unit: str, until: date, counts: Mapping[Measure, int], number: str = "") -> str:
    """Keep what a unit reported on paper about a day; said again, it is corrected. Gives the record's id.

    Raises `unit.missing`, the codes of `domain.unit_report.check_report`, `unit_report.signed` where a file stands.
    """
    if unit not in {fact.value.code for fact in house.facts_of(work.session, "unit_below")}:
        raise Refused("unit.missing")
    known = unit_reports.of_day(work.session, unit, until)
    if known is not None and known.source is Source.FILE:
        raise Refused("unit_report.signed", until=until)
    whole = {measure: counts.get(measure, 0) for measure in COUNTED}
    whole |= {measure: counts[measure] for measure in TARGETS if measure in counts}
    record = known.id if known else work.new_id()
    return _keep(
        work, UnitReport(record, unit, until, Source.TYPED, work.today(), whole, number=number.strip())
    )


def read_file(data: bytes) -> tuple[Stated, str]:
    """What a file states and the key that signed it.

    Raises `unit_report.unreadable`, `unit_report.newer`, `unit_report.tampered`.
    """
    if len(data) > LARGEST:
        raise Refused("unit_report.unreadable")
    try:
        raw = msgspec.json.decode(data, type=dict[str, Any])
        if raw.get("format") != FORMAT:
            newer = str(raw.get("format", "")).startswith(FORMAT.rpartition("/")[0])
            raise Refused("unit_report.newer" if newer else "unit_report.unreadable")
        found = msgspec.convert(raw, _File)
        signed = rfc8785.dumps(raw["stated"])
    except (msgspec.MsgspecError, rfc8785.CanonicalizationError, KeyError) as error:
        raise Refused("unit_report.unreadable") from error
    try:
        signing.verify_detached(found.key, _SIGNED_AS, found.signature, signed)
    except signing.BadSignature as error:
        raise Refused("unit_report.tampered") from error
    return found.stated, found.key


@job(Right.REPORT, writes=True)
def take_in(desk: Desk, data: bytes, unit: str = "") -> Done[TakenIn]:
    """Keep a unit's file and its figures; a unit that nobody knows is made. Blocking.

    `unit` says whose it is where neither key nor name tells. Raises the codes of `read_file` and of
    `domain.unit_report.check_report`.
    """
    stated, key = read_file(data)
    return desk.do(_take_in, stated, key, desk.files.put(data), unit)


@order(Right.REPORT, "unit_report.take_in")
def _take_in(work: Work, stated: Stated, key: str, file: str, unit: str) -> TakenIn:
    known_keys = unit_reports.signers(work.session)
    own = _whose(work, stated, known_keys.get(key, ""), unit)
    problems: list[Problem] = []
    signed_before = {signer for signer, code in known_keys.items() if code == own.code}
    if signed_before and key not in signed_before:
        problems.append(Problem("unit_report.other_key", "key", {"name": own.name}, warns_only=True))
    us = office.facts(work).union
    if stated.superior and us is not None and fold(stated.superior) != fold(us.name):
        problems.append(
            Problem("unit_report.for_another", "superior", {"name": stated.superior}, warns_only=True)
        )
    known = unit_reports.of_day(work.session, own.code, stated.until)
    if known is not None and known.file == file:
        return TakenIn(own, stated, False, tuple(problems))
    if known is not None and known.source is Source.FILE:
        problems.append(Problem("unit_report.again", "until", {"until": stated.until}, warns_only=True))
    work.note_file(file, _JSON)
    _keep(
        work,
        UnitReport(
            known.id if known else work.new_id(),
            own.code,
            stated.until,
            Source.FILE,
            work.today(),
            stated.counts,
            stated.benefit,
            stated.benefit_known,
            stated.number,
            stated.report,
            key,
            file,
        ),
    )
    return TakenIn(own, stated, True, tuple(problems))


def _whose(work: Work, stated: Stated, by_key: str, unit: str) -> UnitBelow:
    """The unit that was named, else the one whose key it is, else the one of that name, else a new one."""
    there = {one.code: one for one in units(work)}
    wanted = unit or by_key
    if wanted in there:
        return there[wanted]
    if unit:
        raise Refused("unit.missing")
    for one in there.values():
        if fold(one.name) == fold(stated.union):
            return one
    # what is known from its first report on holds for that report too
    made = UnitBelow("", stated.union)
    return replace(made, code=put_unit(work, made, min(work.today(), stated.until)))


def _keep(work: Work, report: UnitReport) -> str:
    problems = blocking(check_report(report, work.today()))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    work.save(UNIT_REPORTS, report)
    return report.id


@job(Right.REPORT)
def file_of(desk: Desk, record: str) -> bytes:
    """A report that was sent, as the file for the body above: counts alone, no title, no name of a worker. Blocking.

    Raises `report.missing`, `union.name_missing`.
    """
    return desk.look(_file_of, record)


@question(Right.REPORT)
def _file_of(look: Look, record: str) -> bytes:
    figures, report = reports.sent(look, record), reports.report(look, record)
    key = outbox.identity(look.session)
    if key is None:
        raise Refused("union.name_missing")
    stated = msgspec.to_builtins(_stated(figures, report.id, report.number))
    signature = key.signing.sign_detached(_SIGNED_AS, rfc8785.dumps(stated))
    whole = {"format": FORMAT, "stated": stated, "key": key.signing.public, "signature": signature}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2)


def _stated(figures: Figures, report: str, number: str) -> Stated:
    total = figures.total
    counts = {measure: value for measure in Measure if (value := total.number(measure)) is not None}
    return Stated(
        figures.union,
        figures.superior,
        report,
        figures.until,
        figures.phase_name,
        number,
        counts,
        figures.benefit,
        figures.benefit_known,
    )
