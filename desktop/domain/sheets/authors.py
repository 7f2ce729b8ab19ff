"""Who made it: one author a row or several in a cell; shares beside them or among them: "A (60%)", "50-50", "33,3x3".

Shares come out as hundredths of a percent. None said: even shares. Some said: the rest is shared evenly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.shares import WHOLE, share_the_rest, split_evenly
from desktop.domain.sheets.cells import (
    Cell,
    Remark,
    block_of,
    doubt,
    fault,
    is_empty,
    note,
    says_nothing,
    text_of,
)
from desktop.domain.sheets.codes import find_code
from desktop.domain.sheets.numbers import read_number
from desktop.domain.text import fold, repair_name

ROUNDING = 15
"""Hundredths of a percent a head: 33,3 three times misses 100 by ten, and means thirds."""

_PERCENT = re.compile(r"[(\[]?\s*[-–:]?\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*%\s*[)\]]?")
_BRACKET_SHARE = re.compile(r"[(\[]\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*[)\]]")
_SPLIT = re.compile(r"\s*(?:\n|;|,|\+|&|(?<=\s)và(?=\s)|(?<=\s)and(?=\s)|\s[-–]\s|\s/\s)\s*")
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}\s*[.)/]|[-–*•+])\s*")
_HONORIFIC = re.compile(
    r"^(?:ông|bà|đ/c|đồng chí|mr|ms|mrs|tác giả|chủ trì|đồng tác giả)\b[.:\s]*", re.IGNORECASE
)
_ADDRESS = re.compile(r"^(?:anh|chị|cô|chú|em)\s+(?=\S+\s+\S+\s+\S)", re.IGNORECASE)
_GROUP = re.compile(r"^(?:tap the|nhom|to|doi|ban|phong|xuong|px|phan xuong|bo phan|chuyen)\b")
_REPEATED = re.compile(r"^(\d{1,3}(?:[.,]\d{1,2})?)\s*%?\s*[x×*]\s*(\d)$", re.IGNORECASE)
_SHARE_SPLIT = re.compile(r"\s*(?:\n|;|\+|&|/|:|-|–|(?<=%),|,\s+|\s+)\s*")
_EVEN = frozenset({"chia deu", "deu", "deu nhau", "bang nhau", "nhu nhau", "dong deu"})


@dataclass(frozen=True, slots=True)
class Said:
    """One author as the sheet says it; `share` in hundredths of a percent, None where nothing was said."""

    name: str
    share: int | None = None
    staff_code: str = ""


def read_names(cell: Cell) -> tuple[tuple[Said, ...], tuple[Remark, ...]]:
    """The authors in one cell, with shares and staff codes that stand among the names."""
    text = block_of(cell)
    if not text or says_nothing(text):
        return (), ()
    parts = _SPLIT.split(_close_percents(text))
    found: list[Said] = []
    remarks: list[Remark] = []
    for part in parts:
        said = _read_name(part)
        if not said.name:
            if said.share is not None and found and found[-1].share is None:
                found[-1] = replace(found[-1], share=said.share)  # "Lê Thị B - 40%": the dash parted them
            continue
        found.append(said)
        if _is_unclear(said.name):
            remarks.append(doubt("author.name_unclear", name=said.name))
    return tuple(found), tuple(remarks)


def read_shares(cell: Cell, count: int) -> tuple[tuple[int | None, ...], tuple[Remark, ...]]:
    """The shares in one cell for so many authors: 0.6, 60, "60%", "50-50", "33,3x3", "6:4"."""
    if is_empty(cell) or isinstance(cell, bool) or count == 0:
        return (None,) * count, ()
    if isinstance(cell, date | datetime):  # 5/5 typed for half and half became 5 May
        return _as_ratio((Decimal(cell.day), Decimal(cell.month)), count, "", text_of(cell))
    if isinstance(cell, int | float):
        return _single(Decimal(str(cell)), count)
    text = text_of(cell)
    if says_nothing(text) or fold(text) in _EVEN:
        return (None,) * count, ()
    return _read_share_text(block_of(cell), count)


def settle(shares: Sequence[int | None]) -> tuple[tuple[int, ...], tuple[Remark, ...]]:
    """Shares that sum to the whole, where what was said allows it; a wrong sum is a fault and left as it is."""
    count = len(shares)
    said = [share for share in shares if share is not None]
    if count == 0:
        return (), ()
    if not said:
        return split_evenly(count), ()
    total = sum(said)
    if len(said) < count:
        if total >= WHOLE:
            return share_the_rest(shares), (fault("share.sum_not_100", sum=total),)
        return share_the_rest(shares), (note("share.rest_shared", sum=total),)
    if total == WHOLE:
        return tuple(said), ()
    if abs(total - WHOLE) <= ROUNDING * count and count > 1:
        if len(set(said)) == 1:
            return split_evenly(count), ()
        return (said[0] + WHOLE - total, *said[1:]), (note("share.rounded", sum=total),)
    return tuple(said), (fault("share.sum_not_100", sum=total),)


def _close_percents(text: str) -> str:
    """A decimal comma inside "33,3%" must not part two names."""
    return re.sub(r"(?<=\d),(?=\d{1,2}\s*%)", ".", text)


def _read_name(part: str) -> Said:
    """The name may come out empty: a part that holds a share alone."""
    share: int | None = None
    match = _PERCENT.search(part) or _BRACKET_SHARE.search(part)
    if match:
        share = _hundredths(Decimal(match[1].replace(",", ".")))
        part = part[: match.start()] + " " + part[match.end() :]
    code = find_code(part) if any(sign.isdigit() for sign in part) else ""
    if code and len(part.replace(code, "").split()) >= 2:
        part = part.replace(code, " ")
    else:
        code = ""
    part = _NUMBERING.sub("", part)
    name = _HONORIFIC.sub("", repair_name(part).strip(" ()[]:;,.-–"))
    name = _ADDRESS.sub("", name).strip(" ()[]:;,.-–")
    return Said(name, share, code)


def _is_unclear(name: str) -> bool:
    if _GROUP.match(fold(name)):
        return False
    return len(name.split()) < 2 or any(sign.isdigit() for sign in name)


def _read_share_text(text: str, count: int) -> tuple[tuple[int | None, ...], tuple[Remark, ...]]:
    compact = " ".join(text.split())
    repeated = _REPEATED.match(compact)
    if repeated:
        each, times = read_number(repeated[1]), int(repeated[2])
        if each is not None and times == count:
            return (_hundredths(each),) * count, ()
        return (None,) * count, (doubt("share.unreadable", text=compact),)
    parts = [part.strip(" %()") for part in _SHARE_SPLIT.split(text.strip()) if part.strip(" %()")]
    numbers = [_small_number(part) for part in parts]
    if not numbers or any(number is None for number in numbers):
        return (None,) * count, (doubt("share.unreadable", text=compact),)
    values = tuple(number for number in numbers if number is not None)
    if len(values) == 1:
        return _single(values[0], count, percent="%" in text)
    return _as_ratio(values, count, "%" if "%" in text else "", compact)


def _single(
    value: Decimal, count: int, *, percent: bool = False
) -> tuple[tuple[int | None, ...], tuple[Remark, ...]]:
    """One number: 0.6 of a whole (a cell of percent format) or 60 percent. For several authors, the first one's."""
    if value < 0:
        return (None,) * count, (fault("share.sum_not_100", sum=_hundredths(value)),)
    share = _hundredths(value * 100) if value <= 1 and not percent else _hundredths(value)
    if count > 1 and share == WHOLE:
        return (None,) * count, ()  # a hundred percent for all of them together
    if count > 1 and share * count == WHOLE:
        return (share,) * count, ()
    return (share, *(None,) * (count - 1)), ()


def _as_ratio(
    values: tuple[Decimal, ...], count: int, percent: str, text: str
) -> tuple[tuple[int | None, ...], tuple[Remark, ...]]:
    if len(values) != count:
        return (None,) * count, (doubt("share.unreadable", text=text),)
    total = sum(values)
    if not percent and total in (1, 10):
        return tuple(_hundredths(value * 100 / total) for value in values), ()
    return tuple(_hundredths(value) for value in values), ()


def _small_number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "."))
    except ArithmeticError:
        return None


def _hundredths(percent: Decimal) -> int:
    return int((percent * 100).to_integral_value(ROUND_HALF_UP))
