"""What people type into a field becomes a value, or nothing; and values as fields show them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

from desktop.domain.money import figures

_DATE = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_RUN = re.compile(r"^(\d{2})(\d{2})(\d{2}|\d{4})$")
_MONEY = re.compile(
    r"^~?\s*(\d[\d.,\s]*)\s*(tỷ|ty|tỉ|triệu|trieu|tr|nghìn|ngàn|k)?\s*(?:đ|đồng|dong|vnd|vnđ)?\s*(?:/\s*năm)?$",
    re.IGNORECASE,
)
_SCALE = {"tỷ": 10**9, "tỉ": 10**9, "ty": 10**9, "triệu": 10**6, "trieu": 10**6, "tr": 10**6}
_VIETNAM = timezone(timedelta(hours=7))


def read_date(text: str, today: date) -> date | None:
    """`15/4/2026`, `15.4.26`, `150426` or `15/4` (this year, last year where that would lie ahead); day first."""
    typed = text.strip()
    iso = _ISO.match(typed)
    if iso:
        return _day(int(iso[3]), int(iso[2]), int(iso[1]))
    match = _DATE.match(typed) or _RUN.match(typed)
    if match is None:
        return None
    day, month, year = match[1], match[2], match[3]
    if year is None:
        found = _day(int(day), int(month), today.year)
        return _day(int(day), int(month), today.year - 1) if found and found > today else found
    return _day(int(day), int(month), int(year) + (2000 if len(year) == 2 else 0))


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def show_date(day: date | None) -> str:
    """`05/02/2026`, or nothing."""
    return day.strftime("%d/%m/%Y") if day else ""


def show_time(moment: datetime) -> str:
    """A moment as a clerk reads it: `22/11 14:05`, at +07:00."""
    return moment.astimezone(_VIETNAM).strftime("%d/%m %H:%M")


def show_hour(moment: datetime) -> str:
    """`14:05`, at +07:00."""
    return moment.astimezone(_VIETNAM).strftime("%H:%M")


def read_money(text: str) -> int | None:
    """Whole đồng from `18.000.000`, `15tr`, `1,5 tỷ`, `~20 triệu`; dots group, a comma begins decimals."""
    match = _MONEY.match(text.strip())
    if match is None:
        return None
    scale = _SCALE.get((match[2] or "").lower(), 1000 if match[2] else 1)
    count = match[1].replace(" ", "")
    if scale > 1 and re.fullmatch(r"\d+\.\d{1,2}", count):
        count = count.replace(".", ",")  # 1.5 triệu: nobody groups so few
    try:
        return int(Decimal(count.replace(".", "").replace(",", ".")) * scale)
    except InvalidOperation:
        return None


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
