"""Codes and their facts become sentences here, for the window and the command line alike. No Qt.

`sentence` says what happened, `advice` what to do about it, `label` names an operation, a stage or any other value.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from enum import Enum

from desktop.domain import shares
from desktop.domain.money import figures
from desktop.i18n import _
from desktop.wording import (
    accounts,
    care,
    carrying,
    councils,
    entry,
    floor,
    guidance,
    labels,
    money,
    orders,
    papers,
    personal,
    protocol,
    registers,
    scoring,
    sentences,
    sharing,
    story,
    workbooks,
)

__all__ = ["LABELS", "SENTENCES", "advice", "label", "sentence"]

LABELS = (
    labels.LABELS
    | accounts.LABELS
    | carrying.LABELS
    | councils.LABELS
    | entry.LABELS
    | floor.LABELS
    | guidance.LABELS
    | money.LABELS
    | orders.LABELS
    | personal.LABELS
    | registers.LABELS
    | sharing.LABELS
    | story.LABELS
    | workbooks.LABELS
)
SENTENCES = (
    sentences.SENTENCES
    | carrying.SENTENCES
    | orders.SENTENCES
    | papers.SENTENCES
    | entry.SENTENCES
    | floor.SENTENCES
    | guidance.SENTENCES
    | protocol.SENTENCES
    | workbooks.SENTENCES
    | accounts.SENTENCES
    | personal.SENTENCES
    | care.SENTENCES
    | money.SENTENCES
    | scoring.SENTENCES
    | councils.SENTENCES
    | registers.SENTENCES
    | sharing.SENTENCES
    | story.SENTENCES
)

_VIETNAM = timezone(timedelta(hours=7))


def sentence(code: str, facts: Mapping[str, object] | None = None) -> str:
    """What happened, in the chosen language; an unknown code is shown as it is."""
    found = SENTENCES.get(code)
    return _said(found[0], {"code": code, **(facts or {})}) if found else code


def advice(code: str, facts: Mapping[str, object] | None = None) -> str:
    """What to do about it; "" where the sentence says all."""
    found = SENTENCES.get(code)
    return _said(found[1], facts) if found and found[1] else ""


def label(code: object) -> str:
    """The name of a value of an enum (`Stage.PENDING`), of an operation (`"initiative.save"`), of a state."""
    key = f"{type(code).__name__}.{code.value}" if isinstance(code, Enum) else str(code)
    found = LABELS.get(key)
    return _(found) if found is not None else str(getattr(code, "value", code))


def _said(message: str, facts: Mapping[str, object] | None) -> str:
    spoken = _Spoken({name: _speak(name, value) for name, value in (facts or {}).items()})
    return _(message).format_map(spoken)


class _Spoken(dict[str, str]):
    """A fact that nobody gave leaves a dash, never an error instead of a sentence."""

    def __missing__(self, name: str) -> str:
        return "–"


def _speak(name: str, value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(_VIETNAM).strftime("%H:%M %d/%m/%Y")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, int):
        return shares.as_text(value) if name == "sum" else figures(value)
    if isinstance(value, Enum):
        return label(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(str(item) for item in value)
    return str(value)
