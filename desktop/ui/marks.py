"""Drawing, word and tone of every status that screens show."""

from __future__ import annotations

from desktop import wording
from desktop.domain.decision import DecisionState
from desktop.domain.initiative import Stage
from desktop.services.likenesses import Alike
from desktop.ui.kit.tables import Mark


def first_of(names: str) -> str:
    """The first of several names and how many more: `Nguyễn Thị Hằng +2`."""
    first, _comma, others = names.partition(", ")
    return f"{first}  +{others.count(', ') + 1}" if others else first


_STAGES = {
    Stage.INCOMPLETE: ("draft", "care"),
    Stage.PENDING: ("waits", "muted"),
    Stage.NOT_RECOGNISED: ("bad", "bad"),
    Stage.PROPOSED: ("council", "accent"),
    Stage.DRAFTED: ("decision", "accent"),
    Stage.RECOGNISED: ("good", "good"),
}
_PORTAL = {
    "": ("idle", "muted"),
    "frozen": ("waits", "care"),
    "unknown": ("sync", "care"),
    "held": ("waits", "care"),
    "received": ("receipt", "accent"),
    "complete": ("good", "good"),
    "approved": ("seal", "good"),
    "parked": ("parked", "bad"),
    "returned": ("returned", "bad"),
    "withdrawn": ("undo", "muted"),
}
_DECISIONS = {
    DecisionState.DRAFT: ("draft", "muted"),
    DecisionState.FOR_SIGNATURE: ("waits", "care"),
    DecisionState.SIGNED: ("seal", "good"),
    DecisionState.ISSUED: ("good", "good"),
}


def stage(value: Stage) -> Mark:
    """Where an initiative stands."""
    return Mark(wording.label(value), *_STAGES[value])


def portal(state: str) -> Mark:
    """Where its last frozen version stands at the portal."""
    icon, tone = _PORTAL.get(state, _PORTAL[""])
    return Mark(wording.label(f"PortalState.{state}") if state else "–", icon if state else "", tone)


def tone_of(state: str) -> tuple[str, str]:
    """Drawing and tone of such a state, for other words."""
    return _PORTAL.get(state, _PORTAL[""])


def decision(state: DecisionState) -> Mark:
    """Where a decision stands."""
    return Mark(wording.label(state), *_DECISIONS[state])


def alike_number(item: Alike) -> str:
    """The number and its book's year, for every year has its number 88; nothing where numbers are switched off."""
    return "" if item.number is None else f"#{item.number}/{item.year or '–'}"


def alike(item: Alike) -> str:
    """A likeness in a line."""
    return f"{alike_number(item)} ({item.percent} %): {item.title}".strip()
