"""Workshops (phân xưởng, tổ): names that files spell in five ways."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Workshop:
    """One workshop; `aliases` are other spellings that were met. `until` is the last day it existed."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
