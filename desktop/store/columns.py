"""Between columns and values: dates and JSON as text."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="deterministic")


def from_date(day: date | None) -> str | None:
    """`2026-03-05`, or nothing."""
    return None if day is None else day.isoformat()


def to_date(text: str | None) -> date | None:
    """The day again."""
    return None if text is None else date.fromisoformat(text)


def to_json(value: object) -> str:
    """JSON text with a stable order of keys."""
    return _encoder.encode(value).decode()


def from_json(text: str | None, of: type[T]) -> T | None:
    """The value again, or None for an empty column."""
    return None if not text else msgspec.json.decode(text, type=of, strict=False)


def need_json(text: str, of: Any) -> Any:
    """The value of a column that is never empty."""
    return msgspec.json.decode(text, type=of, strict=False)
