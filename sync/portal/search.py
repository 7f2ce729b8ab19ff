"""Searching without marks: what an entry is found by, and what somebody typed, in the same plain letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from sync.database import Session
from sync.portal import storage_search
from sync.portal.storage_search import Hit as Hit

MOST_WORDS = 12
LONGEST_WORD = 60
_BY_BODY = ("title", "union", "employer", "workshop", "programme")


def fold(text: str) -> str:
    """No marks, đ as d, lower case, anything but letters and digits as one space. Idempotent."""
    plain = text.casefold().replace("\u0111", "d").replace("\u00f0", "d")
    letters = unicodedata.normalize("NFD", plain)
    kept = "".join(
        letter if letter.isalnum() else " " for letter in letters if not unicodedata.combining(letter)
    )
    return " ".join(kept.split())


def words_of(typed: str) -> list[str]:
    """What somebody typed, as the beginnings of words that are looked for."""
    return [word[:LONGEST_WORD] for word in dict.fromkeys(fold(typed).split())][:MOST_WORDS]


def authors_of(body: Mapping[str, Any]) -> str:
    """The authors' names as one text."""
    listed = body.get("authors")
    named = (
        [one.get("name", "") for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    )
    return ", ".join(str(name) for name in named if name)


def words_to_find(body: Mapping[str, Any], unit_name: str) -> str:
    """All that an entry is found by, folded: each word once, so that a long text costs no more than its words."""
    recognition = body.get("recognition")
    number = recognition.get("number", "") if isinstance(recognition, dict) else ""
    said = [str(body.get(name) or "") for name in _BY_BODY]
    whole = fold(" ".join([*said, authors_of(body), str(number), str(body.get("number") or ""), unit_name]))
    return " ".join(dict.fromkeys(word[:LONGEST_WORD] for word in whole.split()))


def find(
    session: Session, typed: str, unit: str = "", status: str = "", most: int = 50, skip: int = 0
) -> list[Hit]:
    """Entries that hold every word typed, or begin with it; nothing for nothing typed."""
    words = words_of(typed)
    return storage_search.find(session, words, unit, status, most, skip) if words else []
