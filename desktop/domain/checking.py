"""Entered by, checked by: two pairs of eyes where there are two people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from desktop.domain.initiative import Initiative

_ENTERED = (
    "title", "authors", "solution", "field", "workshop", "trial_from", "first_used", "first_use_ended", "benefit",
    "summary", "sections", "is_protected", "protected_text", "attachments",
)  # fmt: skip
"""What stands on the form. What council, decision and portal add later makes no check stale."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Somebody held an initiative against its form; `content` is what stood there then."""

    id: str
    user: str
    at: datetime
    content: str


@dataclass(frozen=True, slots=True)
class Hands:
    """Who entered an initiative and who checked it, by name; `is_stale`: it was changed after the check."""

    entered_by: str
    entered_at: datetime | None
    checked_by: str = ""
    checked_at: datetime | None = None
    is_stale: bool = False


def content_of(value: Initiative) -> str:
    """A mark of what was entered: another one where any of it was changed."""
    said = repr([getattr(value, name) for name in _ENTERED])
    return sha256(said.encode()).hexdigest()
