"""The small words of a paper: dates, numbers, shares and amounts as the rules of form write them.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I. What is blank until a paper is signed prints as
no-break spaces, wide enough to be filled in by pen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from desktop.domain.shares import as_text

NBSP = "\u00a0"
_ROOM_FOR_NUMBER = NBSP * 10
_ROOM_FOR_DAY = NBSP * 6


def formal_date(day: date) -> str:
    """The date as decrees write it: a leading zero for days below 10 and for months 1 and 2 alone."""
    return f"ngày {day.day:02d} tháng {month_text(day.month)} năm {day.year}"


def month_text(month: int) -> str:
    """The number of a month as decrees write it: a leading zero for 1 and 2 alone."""
    return f"{month:02d}" if month < 3 else str(month)


def blank_date(year: int) -> str:
    """A formal date whose day and month are written in by hand."""
    return f"ngày{_ROOM_FOR_DAY}tháng{_ROOM_FOR_DAY}năm {year}"


def short_date(day: date | None) -> str:
    """The date as lists and ledgers write it, dd/MM/yyyy; nothing for no date."""
    return "" if day is None else f"{day.day:02d}/{day.month:02d}/{day.year}"


def number_text(number: str) -> str:
    """A given number with its leading zero below 10, or room to write one."""
    given = number.strip()
    if not given:
        return _ROOM_FOR_NUMBER
    return f"0{given}" if given.isdecimal() and len(given) == 1 else given


def place_text(place: str) -> str:
    """The place before the date, or room to write one: no date begins with a comma."""
    return place.strip() or "." * 16


def share_text(hundredths: int) -> str:
    """A share in hundredths of a percent: 6000 is "60 %", 3333 is "33,33 %"."""
    return f"{as_text(hundredths)}{NBSP}%"


def authors_text(authors: Sequence[tuple[str, int]]) -> str:
    """Names with shares in hundredths of a percent, one line each author; a lone author has no share."""
    if len(authors) == 1:
        return authors[0][0]
    return ",\n".join(f"{name} ({share_text(share)})" for name, share in authors)


def listed(lines: Iterable[str], *, last: str = ".") -> tuple[str, ...]:
    """Lines of one list: each ends with a semicolon, the last one with `last`, whatever was typed."""
    bare = [line.strip().rstrip(";. ") for line in lines]
    return tuple(f"{line}{';' if at < len(bare) - 1 else last}" for at, line in enumerate(bare))


def closed(lines: Iterable[str]) -> tuple[str, ...]:
    """The articles of a paper, the last of which ends with `./.`."""
    whole = [line.strip() for line in lines]
    if whole:
        whole[-1] = whole[-1].removesuffix("./.").rstrip(" .;") + "./."
    return tuple(whole)
