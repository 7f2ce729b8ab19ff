"""Numbers as Vietnamese factories write them: 1.500 is fifteen hundred, 1,5 is one and a half."""

from __future__ import annotations

import re
from decimal import Decimal

_SPACED = re.compile(r"^\d{1,3}(?: \d{3})+$")
_GROUPED = re.compile(r"^\d{1,3}(?:([.,'])\d{3})(?:\1\d{3})*$")
_BOTH = re.compile(r"^\d{1,3}(?:([.,])\d{3})+(?!\1)[.,]\d{1,6}$")
_DECIMAL = re.compile(r"^\d+[.,]\d{1,6}$")


def read_number(text: str) -> Decimal | None:
    """A number, or None where the groups do not add up (15.00.000).

    One separator before exactly three digits groups thousands, unless the number begins with 0; both separators
    in one number: the last is the decimal one.
    """
    text = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
    if text.isdecimal() and text.isascii():
        return Decimal(text)
    if _SPACED.match(text):
        return Decimal(text.replace(" ", ""))
    if _GROUPED.match(text) and not text.startswith("0"):
        return Decimal(re.sub(r"[.,']", "", text))
    if _BOTH.match(text) and not text.startswith("0"):
        point = max(text.rfind("."), text.rfind(","))
        return Decimal(re.sub(r"[.,]", "", text[:point]) + "." + text[point + 1 :])
    if _DECIMAL.match(text):
        return Decimal(text.replace(",", "."))
    return None
