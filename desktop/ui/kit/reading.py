"""What people type into a field becomes a value, or nothing; and values as fields show them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from desktop.domain.money import figures

_RUN = re.compile(r"(\d\d)(\d\d)(\d\d)")
_MINUTE = re.compile(r"([01]?\d|2[0-3])(?:[:hH.]([0-5]\d)?)?")
_VIETNAM = timezone(timedelta(hours=7))


def read_date(text: str, today: date) -> date | None:
    """A day by the grammar of lists, and `150426`; `15/4` is this year's, last year's where that would lie ahead.

    A guess is nothing here, where the hand is still beside the field: T3/2026, 12/25/2026, Excel's 46127.
    """
    from desktop.domain.sheets import dates  # late: signing in reads no lists

    typed = text.strip()
    run = _RUN.fullmatch(typed)
    if run:
        typed = "/".join(run.groups())
    elif typed.isdecimal() and len(typed) != 8:
        return None
    read = dates.read_date(typed.replace(" ", "/") if re.fullmatch(r"\d+ \d+", typed) else typed, today)
    return read.day if {remark.code for remark in read.remarks} <= {"date.no_year"} else None


def show_date(day: date | None) -> str:
    """`05/02/2026`, or nothing."""
    return day.strftime("%d/%m/%Y") if day else ""


def read_window(text: str, today: date) -> str | None:
    """A day, or a day and a minute (`20/4/2026 23:55`, `20/4/2026 23h55`), as ISO writes it; "" for nothing."""
    typed = text.strip().replace("T", " ")
    if not typed:
        return ""
    written, _space, hour = typed.partition(" ")
    day = read_date(written, today)
    minute = _MINUTE.fullmatch(hour.strip()) if hour.strip() else None
    if day is None or (hour.strip() and minute is None):
        return None
    return f"{day.isoformat()}T{int(minute[1]):02d}:{minute[2] or '00'}" if minute else day.isoformat()


def show_window(text: str) -> str:
    """`20/04/2026 23:55` of what ISO writes; anything else as it stands."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment.strftime("%d/%m/%Y %H:%M" if "T" in text else "%d/%m/%Y")


def show_time(moment: datetime) -> str:
    """A moment as a clerk reads it: `22/11 14:05`, at +07:00."""
    return moment.astimezone(_VIETNAM).strftime("%d/%m %H:%M")


def show_moment(moment: datetime) -> str:
    """`22/11/2026 14:05`, at +07:00: where years may lie between two lines."""
    return moment.astimezone(_VIETNAM).strftime("%d/%m/%Y %H:%M")


def show_hour(moment: datetime) -> str:
    """`14:05`, at +07:00."""
    return moment.astimezone(_VIETNAM).strftime("%H:%M")


def read_money(text: str) -> int | None:
    """Whole đồng by the grammar of lists (`18.000.000`, `15tr`, `1,5 tỷ`, `~20 triệu`); a bare number may be small."""
    from desktop.domain.sheets import amounts  # late: signing in reads no lists
    from desktop.domain.sheets.numbers import read_number

    typed = text.strip()
    read = amounts.read_benefit(typed)
    if read.benefit.amount is not None:
        return read.benefit.amount if {remark.code for remark in read.remarks} <= {"benefit.huge"} else None
    number = read_number(typed)
    return int(number) if number is not None and number >= 0 and number == int(number) else None


def show_money(amount: int | None) -> str:
    """`18.000.000`, or nothing."""
    return "" if amount is None else figures(amount)


def read_share(text: str) -> int | None:
    """Hundredths of a percent from `60`, `33,33` or `33.33 %`."""
    typed = text.replace("%", "").strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", typed):
        return None
    return int(Decimal(typed) * 100)


def read_count(text: str) -> int | None:
    """A whole number that is not negative."""
    typed = text.strip()
    return int(typed) if re.fullmatch(r"\d{1,6}", typed) else None


def read_number(text: str) -> Decimal | None:
    """A number with its comma: `9,5`, `1.200`, `120000`; never negative."""
    from desktop.domain.sheets import numbers  # late: signing in reads no lists

    number = numbers.read_number(text.strip())
    return number if number is not None and number >= 0 else None


def read_length(text: str) -> float | None:
    """Millimetres as measured with a ruler: `19,5`, `19.5 mm`; None where nothing can be read."""
    plain = text.strip().removesuffix("mm").strip().replace(",", ".")
    try:
        found = float(plain)
    except ValueError:
        return None
    return found if 0 < found < 1000 else None


def read_pages(text: str, count: int) -> tuple[int, ...] | None:
    """Pages to print, `1-3, 7`, each once and in order; None where it cannot be read or a page is not there."""
    found: set[int] = set()
    for part in text.replace(";", ",").split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        if not first.isdecimal() or (dash and not last.isdecimal()):
            return None
        found.update(range(int(first), int(last or first) + 1))
    return tuple(sorted(found)) if found and min(found) >= 1 and max(found) <= count else None
