"""What a reviewer should look at twice: read from a record's body when it is new, so that lists need no bodies.

A finding is a code; it never blocks the unit, it only keeps an entry out of bulk approval.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

FINDINGS = (
    "files.none",
    "benefit.to_compute",
    "first_use.over_a_year",
    "recognition.after_receipt",
    "effect.none",
)
"""Each code that `look` may find."""
SHOWN_TITLE, SHOWN_AUTHORS = 500, 200


@dataclass(frozen=True, slots=True)
class Looked:
    """What lists show of a version; `title_key` finds entries of the same title."""

    title: str
    title_key: str
    authors: str
    findings: tuple[str, ...]


def look(body: Mapping[str, Any], files: int, received_at: str) -> Looked:
    """Read a body that intake took; `files` it names, `received_at` is a stamp."""
    title = str(body.get("title", ""))
    authors = body.get("authors")
    names = [str(one.get("name", "")) for one in authors] if isinstance(authors, list) else []
    return Looked(
        title=title[:SHOWN_TITLE],
        title_key=folded(title)[:SHOWN_TITLE],
        authors=", ".join(names)[:SHOWN_AUTHORS],
        findings=tuple(_findings(body, files, received_at[:10])),
    )


def folded(text: str) -> str:
    """A title as it is compared: letters and digits alone, without accents or case."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def _findings(body: Mapping[str, Any], files: int, received_on: str) -> list[str]:
    found = []
    whole = body.get("release") == "full"
    benefit, recognition = body.get("benefit") or {}, body.get("recognition") or {}
    if whole and files == 0:
        found.append("files.none")
    if benefit.get("kind") == "to_compute":
        found.append("benefit.to_compute")
    recognised, used = _day(recognition.get("date")), _day(body.get("first_used"))
    # Điều lệ Sáng kiến 5.2: the right to ask lapses a year after the first use.
    if recognised and used and recognised > _a_year_after(used):
        found.append("first_use.over_a_year")
    if str(recognition.get("date", "")) > received_on:
        found.append("recognition.after_receipt")
    if not str(body.get("effect", "")).strip() and benefit.get("kind") != "amount":
        found.append("effect.none")
    return found


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None


def _a_year_after(day: date) -> date:
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
