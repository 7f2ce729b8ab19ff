"""Days as people write them: 15/04/2026, 15.4.26, T3/2026, Quý II, đầu năm, and Excel's own serial 46127.

Where only a month, a quarter or "the beginning of the year" is said, the first day stands for it: the one-year limit
runs from first use (Charter on initiatives, article 5.2), so the earliest day is the safe reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desktop.domain.sheets.cells import Cell, Remark, doubt, fault, note, says_nothing, text_of
from desktop.domain.text import fold

FIRST_YEAR, LAST_YEAR = 1950, 2100
_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_TYPED_NEEDED = 3
"""So many real dates, all with days up to 12, beside texts with later days, betray a computer set to MM/dd."""

_QUARTERS = {"1": 1, "2": 4, "3": 7, "4": 10, "i": 1, "ii": 4, "iii": 7, "iv": 10}
_DAY = r"(?P<d>\d{1,2})"
_MONTH = r"(?P<m>\d{1,2})"
_YEAR = r"(?P<y>\d{4}|\d{2})"
_FULL = re.compile(rf"^{_DAY}\s*[/.\-\s]\s*{_MONTH}\s*[/.\-\s]\s*{_YEAR}(?:\s+\d{{1,2}}:\d\d(?::\d\d)?)?$")
_ISO = re.compile(r"^(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[t ]\d.*)?$")
_WORDS = re.compile(r"^(?:ngay )?(?P<d>\d{1,2}) thang (?P<m>\d{1,2})(?: nam (?P<y>\d{4}|\d{2}))?$")
_DAY_MONTH = re.compile(rf"^(?:ngày\s*)?{_DAY}\s*[/.\-]\s*{_MONTH}$", re.IGNORECASE)
_MONTH_YEAR = re.compile(
    r"^(?:(?P<part>dau|giua|cuoi) )?(?:thang |t ?)?(?P<m>\d{1,2})(?: nam)? (?P<y>\d{4})$"
)
_MONTH_ONLY = re.compile(
    r"^(?:(?P<part>dau|giua|cuoi) )?(?:thang |t ?)(?P<m>\d{1,2})(?: (?P<y>\d{4}|\d{2}))?$"
)
_QUARTER = re.compile(
    r"^(?:(?:dau|giua|cuoi) )?(?:quy |q ?)(?P<q>[1-4]|iv|i{1,3})(?: nam)?(?: (?P<y>\d{4}|\d{2}))?$"
)
_PART = re.compile(r"^(?P<part>dau|giua|cuoi) nam(?: (?P<y>\d{4}|\d{2}))?$")
_INSIDE = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*(?:\d{4}|\d{2})(?!\d)")
_PART_MONTH = {"dau": 1, "giua": 6, "cuoi": 12}


@dataclass(frozen=True, slots=True)
class DateReading:
    """A day, and what is to be said about how it was read. `typed`: the workbook itself held a date."""

    day: date | None = None
    remarks: tuple[Remark, ...] = ()
    typed: bool = False
    late_text: bool = False
    """A text dd/MM/yyyy with a day over 12: what a computer set to MM/dd leaves a text."""


_NO_DATE = DateReading()


def read_date(cell: Cell, near: date) -> DateReading:
    """A day. `near` is the day of reading: it gives a year to "Quý II" and to 15/4."""
    if cell is None or cell == "" or isinstance(cell, bool):
        return _NO_DATE
    if isinstance(cell, datetime | date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return DateReading(day, typed=True) if _in_reach(day) else _impossible(text_of(cell))
    if isinstance(cell, time | timedelta):
        return _impossible(text_of(cell))
    if isinstance(cell, int | float):
        return _from_number(cell, near)
    text = text_of(cell)
    if says_nothing(text):
        return _NO_DATE
    if text.isdecimal():
        return _from_number(int(text), near)
    return _from_text(text, near)


def mend_swapped(readings: Sequence[DateReading], near: date) -> tuple[DateReading, ...]:
    """Puts right a column that went through a computer set to MM/dd/yyyy.

    There 04/05/2026 became 5 April and 25/04/2026 stayed a text. So: real dates, all with days up to 12, beside
    texts with later days, are turned; a single date later than `near` is turned if that brings it back.
    """
    typed = [reading for reading in readings if reading.typed and reading.day]
    betrayed = (
        len(typed) >= _TYPED_NEEDED
        and any(reading.late_text for reading in readings)
        and all(reading.day is not None and reading.day.day <= 12 for reading in typed)
    )
    return tuple(_turned(reading, near, betrayed=betrayed) for reading in readings)


def _turned(reading: DateReading, near: date, *, betrayed: bool) -> DateReading:
    day = reading.day
    if not reading.typed or day is None or day.day > 12 or day.day == day.month:
        return reading
    other = date(day.year, day.day, day.month)
    if not betrayed and not (day > near >= other):
        return reading
    return DateReading(other, (doubt("date.month_swapped", was=day, day=other),), typed=True)


def _from_number(number: float, near: date) -> DateReading:
    whole = int(number)
    if FIRST_YEAR <= whole <= LAST_YEAR and whole == number:
        return DateReading(date(whole, 1, 1), (doubt("date.year_only", text=str(whole)),))
    if whole in _SERIALS:
        return DateReading(_EPOCH + timedelta(days=whole))
    digits = str(whole)
    if whole == number and len(digits) in (7, 8):
        padded = digits.zfill(8)
        for year, month, day in (
            (padded[4:], padded[2:4], padded[:2]),
            (padded[:4], padded[4:6], padded[6:]),
        ):
            made = _made(year, month, day, near)
            if made:
                return DateReading(made)
    if whole != number:  # 15.4 typed as a number: day and month
        text = f"{number:.2f}".rstrip("0")
        return _day_month(*text.split("."), text=text, near=near)
    return _impossible(digits)


def _from_text(text: str, near: date) -> DateReading:
    lower = text.lower().strip(" .;,")
    match = _FULL.match(lower) or _ISO.match(lower)
    if match:
        return _from_match(match, text, near)
    folded = fold(text)
    match = _WORDS.match(folded)
    if match:
        if match["y"]:
            return _from_match(match, text, near)
        return _day_month(match["d"], match["m"], text=text, near=near)
    match = _DAY_MONTH.match(lower)
    if match:
        return _day_month(match["d"], match["m"], text=text, near=near)
    return _vague(folded, text, near)


def _from_match(match: re.Match[str], text: str, near: date) -> DateReading:
    made = _made(match["y"], match["m"], match["d"], near)
    if made:
        return DateReading(made, late_text=made.day > 12)
    turned = _made(match["y"], match["d"], match["m"], near)
    if turned and int(match["m"]) > 12:
        return DateReading(turned, (doubt("date.month_first", text=text, day=turned),))
    return _impossible(text)


def _day_month(day: str, month: str, *, text: str, near: date) -> DateReading:
    """A day without its year: the latest such day that is not after `near`."""
    if 1 <= int(day) <= 31 and int(month) >= FIRST_YEAR:
        return _impossible(text)
    for year in (near.year, near.year - 1):
        made = _made(str(year), month, day, near)
        if made and made <= near:
            return DateReading(made, (doubt("date.no_year", text=text, day=made),))
    return _impossible(text)


def _vague(folded: str, text: str, near: date) -> DateReading:
    match = _QUARTER.match(folded)
    if match:
        day = date(_year(match["y"], near), _QUARTERS[match["q"]], 1)
        return DateReading(day, (doubt("date.quarter_only", text=text, day=day),))
    match = _MONTH_YEAR.match(folded) or _MONTH_ONLY.match(folded)
    if match:
        made = _made(str(_year(match["y"], near)), match["m"], "1", near)
        if made is None:
            return _impossible(text)
        clear = match["y"] is not None and match["part"] is None
        remark = (note if clear else doubt)("date.month_only", text=text, day=made)
        return DateReading(made, (remark,))
    match = _PART.match(folded)
    if match:
        day = date(_year(match["y"], near), _PART_MONTH[match["part"]], 1)
        return DateReading(day, (doubt("date.part_of_year", text=text, day=day),))
    inside = _INSIDE.search(text)
    if inside:
        first = _from_text(inside.group(), near)
        if first.day:
            return DateReading(first.day, (doubt("date.first_of_several", text=text, day=first.day),))
        return _impossible(text)
    if any(sign.isdigit() for sign in text):
        return _impossible(text)
    return DateReading(None, (doubt("date.words_only", text=text),))


def _made(year: str, month: str, day: str, near: date) -> date | None:
    try:
        made = date(_year(year, near), int(month), int(day))
    except ValueError:
        return None
    return made if _in_reach(made) else None


def _year(text: str | None, near: date) -> int:
    if not text:
        return near.year
    year = int(text)
    if len(text) > 2:
        return year
    century = near.year // 100 * 100
    return century + year if century + year <= near.year + 10 else century - 100 + year


def _in_reach(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _impossible(text: str) -> DateReading:
    return DateReading(None, (fault("date.impossible", text=text),))
