"""What of an initiative may leave the unit, at each release level.

At full release a portal sees all but what is protected by nature of the level; at title release only the (public)
title and the effect. A protected initiative never goes further than title and effect in clear; the rest may travel
only encrypted to the union's own key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.domain.house import Employer, Release, Union
from desktop.domain.initiative import Attachment, Author, BenefitKind, Initiative, shown_title
from desktop.domain.money import figures


@dataclass(frozen=True, slots=True)
class Released:
    """What leaves: `body` in clear, `secret` only encrypted (None: nothing), `files` by attachment."""

    body: Mapping[str, Any]
    secret: Mapping[str, Any] | None
    files: tuple[Attachment, ...]


def level_of(initiative: Initiative, wanted: Release | None = None) -> Release:
    """The level that holds: what was asked for, held down to title and effect where something is protected."""
    level = initiative.release if wanted is None else wanted
    return Release.TITLE if initiative.is_protected and level is Release.FULL else level


def released(initiative: Initiative, union: Union, employer: Employer | None, level: Release) -> Released:
    """What leaves at a level; nothing at none, and never more than `level_of` allows, whatever was asked for."""
    held = level_of(initiative, level)
    if held is Release.NONE:
        return Released({}, None, ())
    whole = _whole(initiative, union, employer)
    if held is Release.FULL:
        shown = tuple(item for item in initiative.attachments if not item.protected)
        return Released(whole, None, shown)
    clear = {
        "release": "title",
        "title": shown_title(initiative),
        "union": union.name,
        "field": initiative.field.value,
        "kind": initiative.solution.value,
        "effect": effect(initiative),
        "recognition": whole["recognition"],
        "programme": initiative.programme,
        "protected": initiative.is_protected,
        "benefit": {"kind": "withheld", "amount": None, "note": ""},
    }
    secret = {**whole, "protected_text": initiative.protected_text} if initiative.is_protected else None
    return Released(clear, secret, ())


def effect(initiative: Initiative) -> str:
    """The effect in a line: the amount, unless withheld, and how it was said."""
    benefit = initiative.benefit
    amount = ""
    if benefit.kind is BenefitKind.AMOUNT and benefit.amount is not None and not initiative.amount_withheld:
        amount = f"{figures(benefit.amount)} đ"
    note = "" if initiative.amount_withheld else benefit.note
    return " · ".join(part for part in (amount, note) if part)


def _whole(initiative: Initiative, union: Union, employer: Employer | None) -> dict[str, Any]:
    recognition = initiative.recognition
    return {
        "release": "full",
        "number": initiative.number,
        "title": shown_title(initiative),
        "union": union.name,
        "employer": employer.name if employer else "",
        "workshop": initiative.workshop,
        "field": initiative.field.value,
        "kind": initiative.solution.value,
        "authors": [_author(author) for author in initiative.authors],
        "trial_from": initiative.trial_from,
        "first_used": initiative.first_used,
        "first_use_ended": initiative.first_use_ended,
        "benefit": _benefit(initiative),
        "summary": initiative.summary,
        "effect": effect(initiative),
        "sections": {section.value: text for section, text in initiative.sections.items()},
        "recognition": recognition
        and {
            "route": recognition.route.value,
            "number": recognition.number,
            "date": recognition.signed_on,
            "level": recognition.level,
        },
        "programme": initiative.programme,
        "protected": initiative.is_protected,
    }


def _benefit(initiative: Initiative) -> dict[str, Any]:
    if initiative.amount_withheld:
        return {"kind": "withheld", "amount": None, "note": ""}
    benefit = initiative.benefit
    amount = benefit.amount if benefit.kind is BenefitKind.AMOUNT else None
    return {"kind": benefit.kind.value, "amount": amount, "note": benefit.note}


def _author(author: Author) -> dict[str, Any]:
    year = author.birth[:4]
    return {
        "name": author.name,
        "share": author.share,
        "birth_year": int(year) if year.isdecimal() and len(year) == 4 else None,
        "gender": author.gender.value,
        "title": author.title,
        "qualification": author.qualification,
        "staff_code": author.staff_code,
    }
