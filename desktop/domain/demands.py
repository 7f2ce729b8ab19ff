"""What a programme demands of an initiative, and whether it would count it.

All of it warns while a form is written and is looked over again before it leaves; nothing stops a clerk from storing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from desktop.domain.initiative import BenefitKind, Initiative, Section
from desktop.domain.problems import Problem
from desktop.domain.programme import Demand, Phase, Programme, is_open, opening_minute
from desktop.domain.target import closing_minute


def check_programme(programme: Programme) -> tuple[Problem, ...]:
    """What is wrong with a programme as data: no code or name, windows that cannot be read or end before they begin."""
    problems: list[Problem] = []
    if not programme.code.strip() or not programme.name.strip():
        problems.append(Problem("programme.name_missing", "name"))
    known = {*Demand, *Section}
    problems += [
        Problem("programme.unknown_demand", "required", {"demand": code})
        for code in (*programme.required, *programme.required_of_protected)
        if code not in known
    ]
    windows: tuple[Programme | Phase, ...] = (programme, *programme.phases)
    for window in windows:
        opens, closes = opening_minute(window.opens), closing_minute(window.closes)
        if (window.opens and opens is None) or (window.closes and closes is None):
            problems.append(Problem("programme.window_unreadable", "closes", {"name": window.name}))
        elif opens and closes and closes <= opens:
            problems.append(Problem("programme.window_backwards", "closes", {"name": window.name}))
    return tuple(problems)


def demands(programme: Programme, value: Initiative, moment: datetime) -> tuple[Problem, ...]:
    """What the programme still misses in an initiative at a moment; all of them warnings."""
    found = [*_window_problems(programme, moment)]
    wanted = programme.required_of_protected if value.is_protected else programme.required
    found += [
        Problem("programme.demands", _field_of(code), {"demand": named(code)}, warns_only=True)
        for code in wanted
        if not _is_there(code, value)
    ]
    least = programme.summary_least
    if Demand.SUMMARY in wanted and 0 < len(value.summary) < least:
        facts = {"least": least, "length": len(value.summary)}
        found.append(Problem("programme.summary_short", "summary", facts, warns_only=True))
    return (*found, *uncounted(programme, value))


def uncounted(programme: Programme, value: Initiative) -> tuple[Problem, ...]:
    """Why the programme would not count an initiative, however complete it is; recognition to come is no reason."""
    rule, used = programme.counting, value.first_used or value.trial_from
    if used is None:
        return ()
    too_early = rule.used_from is not None and used < rule.used_from
    too_late = rule.used_until is not None and used > rule.used_until
    if not too_early and not too_late:
        return ()
    facts = {"since": rule.used_from, "until": rule.used_until, "used": used}
    return (Problem("programme.used_outside", "first_used", facts, warns_only=True),)


def counts(programme: Programme, value: Initiative) -> bool:
    """Whether the programme counts an initiative as it stands today."""
    if programme.counting.recognised and value.recognition is None:
        return False
    return not uncounted(programme, value)


def _window_problems(programme: Programme, moment: datetime) -> list[Problem]:
    if is_open(programme, moment):
        return []
    opens = opening_minute(programme.opens)
    if opens is not None and moment < opens:
        facts = {"name": programme.name, "opens": opens}
        return [Problem("programme.not_open", "programme", facts, warns_only=True)]
    facts = {"name": programme.name, "closes": closing_minute(programme.closes)}
    return [Problem("programme.closed", "programme", facts, warns_only=True)]


_SECTIONS = frozenset(Section)
_THERE: Mapping[str, Callable[[Initiative], bool]] = {
    Demand.SUMMARY: lambda value: bool(value.summary),
    Demand.BENEFIT: lambda value: value.benefit.kind is not BenefitKind.TO_COMPUTE,
    Demand.FIRST_USED: lambda value: value.first_used is not None,
    Demand.WORKSHOP: lambda value: bool(value.workshop),
    Demand.BIRTH_YEAR: lambda value: all(author.birth for author in value.authors),
    Demand.GENDER: lambda value: all(author.gender for author in value.authors),
    Demand.STAFF_CODE: lambda value: all(author.staff_code for author in value.authors),
    Demand.UNION_MEMBER: lambda value: all(author.union_member is not None for author in value.authors),
    Demand.ATTACHMENT: lambda value: bool(value.attachments),
}
_ABOUT_AUTHORS = frozenset({Demand.BIRTH_YEAR, Demand.GENDER, Demand.STAFF_CODE, Demand.UNION_MEMBER})


def _is_there(code: str, value: Initiative) -> bool:
    there = _THERE.get(code)
    if there is not None:
        return there(value)
    return code not in _SECTIONS or bool(value.sections.get(Section(code), "").strip())


def named(code: str) -> Demand | Section:
    """A code of `required` as the value that has a name in words."""
    return Section(code) if code in _SECTIONS else Demand(code)


def _field_of(code: str) -> str:
    """The field of the form beside which the lack is told."""
    if code == Demand.ATTACHMENT:
        return "attachments"
    return "authors" if code in _ABOUT_AUTHORS else code
