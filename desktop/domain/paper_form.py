"""Printed registration forms: each sheet bears a code that leads back to it, and scans of such sheets.

The code says nothing about anybody: it is drawn by lot, and only this union's own data know whose sheet it is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's alphabet: no I, L, O, U, which a hand confuses."""
PREFIX = "SK"
_DRAWN, _CHECKED = 8, 2
_READ_AS = str.maketrans("OIL", "011")
_SEPARATORS = re.compile(r"[\s.\-–—_]+")

MOST_FORMS = 1_000
"""Sheets printed in one go."""


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One printed sheet. Empty `person` and `workshop`: a blank; `initiative`: printed for one that is stored."""

    id: str
    code: str
    year: int
    printed_on: date
    person: str = ""
    workshop: str = ""
    initiative: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """One sheet out of a scanned file, as it is kept: `file` is its content's SHA-256, `source` that of the scan.

    `page` counts from 1 in the scanned file; `form` is the printed sheet whose code was read ("": none was).
    """

    id: str
    file: str
    size: int
    media_type: str
    name: str
    page: int
    source: str = ""
    form: str = ""
    taken_at: str = ""


def new_code(random: Callable[[int], bytes]) -> str:
    """A fresh code: 40 drawn bits and 10 that check them, `7K3MQ2F9AB`."""
    drawn = int.from_bytes(random(5), "big")
    body = "".join(LETTERS[(drawn >> 5 * place) & 31] for place in range(_DRAWN - 1, -1, -1))
    return body + _check(body)


def shown_code(code: str) -> str:
    """As people read it: `7K3M-Q2F9-AB`."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def in_symbol(code: str) -> str:
    """What the QR symbol holds: letters of its dense alphabet only, so that the symbol stays coarse."""
    return f"{PREFIX}-{shown_code(code)}"


def read_symbol(text: str) -> str:
    """The code in a QR symbol of ours, "" for any other symbol."""
    return read_code(text[len(PREFIX) + 1 :]) if text.startswith(f"{PREFIX}-") else ""


def read_code(typed: str) -> str:
    """The code as somebody typed or a scanner read it: any case, spaces or dashes; "" where it is none."""
    letters = _SEPARATORS.sub("", typed.upper()).removeprefix(PREFIX).translate(_READ_AS)
    if len(letters) != _DRAWN + _CHECKED or any(letter not in LETTERS for letter in letters):
        return ""
    return letters if _check(letters[:_DRAWN]) == letters[_DRAWN:] else ""


def _check(body: str) -> str:
    value = int.from_bytes(hashlib.sha256(f"{PREFIX}{body}".encode()).digest()[:2], "big")
    return LETTERS[value >> 11] + LETTERS[value >> 6 & 31]
