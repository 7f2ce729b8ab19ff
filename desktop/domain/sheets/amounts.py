"""The benefit of an initiative as people write it: 15tr, 15.000.000đ/năm, ~20 triệu/tháng, không tính được.

The value kept is whole đồng for the first year (Circular 18/2013, article 5); whatever else was said is kept as a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.initiative import Benefit, BenefitKind
from desktop.domain.sheets.cells import Cell, Remark, doubt, fault, note, says_nothing, text_of
from desktop.domain.sheets.numbers import read_number
from desktop.domain.text import fold

HUGE = 1_000_000_000_000
"""From a thousand billion đồng on, a reader should look again."""
TINY = 1_000
"""Below a thousand đồng the unit was left out: "15" means fifteen million somewhere, fifteen đồng nowhere."""

_MULTIPLES = {
    "ty": 1_000_000_000,
    "trieu": 1_000_000,
    "tr": 1_000_000,
    "nghin": 1_000,
    "ngan": 1_000,
    "k": 1_000,
}
_UNIT = r"(?:tỷ|tỉ|ty|triệu|trieu|trđ|tr\.đ|tr|nghìn|ngàn|nghin|ngan|k)"
_DONG = r"(?:đồng|dong|vnđ|vnd|đ|d|₫)"
_APPROXIMATE = (
    r"(?:[~≈≃±]|khoảng|ước tính|ước đạt|ước|gần|hơn|trên|xấp xỉ|tầm|cỡ|tiết kiệm|làm lợi"
    r"|giảm chi phí|lợi|đạt|=|:|\s)*"
)
_NUMBER = r"\d[\d.,'\s]*"
_PERIODS = {
    "nam": 1, "1 nam": 1, "mot nam": 1, "moi nam": 1, "hang nam": 1, "nam dau": 1, "trong nam": 1,
    "thang": 12, "1 thang": 12, "mot thang": 12, "moi thang": 12, "hang thang": 12,
    "quy": 4, "1 quy": 4, "mot quy": 4, "moi quy": 4, "hang quy": 4,
}  # fmt: skip
_MONEY = re.compile(
    rf"^(?P<about>{_APPROXIMATE})(?P<number>{_NUMBER})(?P<unit>{_UNIT})?\.?\s*"
    rf"(?:(?P<more>\d[\d.,]*)\s*(?P<small>{_UNIT})?|(?P<half>rưỡi))?\s*"
    rf"(?P<dong>{_DONG})?\.?\s*(?P<period>.*)$"
)
_FOREIGN = re.compile(r"(?:\b(?:usd|eur|ntd|twd|rmb|cny|jpy|krw|yen|euro|đô la|đô|nhân dân tệ|tệ)\b|[$€¥£])")
_NOT_COMPUTABLE = ("khong tinh duoc", "ko tinh duoc", "k tinh duoc", "khong the tinh", "khong xac dinh", "khong quy ra",
                   "khong quy doi", "khong luong hoa", "khong tinh toan duoc", "kg tinh duoc")  # fmt: skip
_LATER = ("chua tinh", "dang tinh", "se tinh", "tinh sau", "cho tinh", "bo sung sau")
_RANGE = re.compile(r"^\s*[-–—]|^\s*(?:đến|tới)\b")


@dataclass(frozen=True, slots=True)
class BenefitReading:
    """A benefit and what is to be said about how it was read."""

    benefit: Benefit
    remarks: tuple[Remark, ...] = ()


_NOTHING_SAID = BenefitReading(Benefit())


def unit_of(heading: str) -> int:
    """The unit that a heading states: "Giá trị làm lợi (triệu đồng)" counts in millions."""
    words = f" {fold(heading)} "
    if any(sign in words for sign in (" trieu dong ", " trieu ", " trd ", " tr d ", " tr dong ")):
        return 1_000_000
    if any(sign in words for sign in (" ty dong ", " dvt ty ")):
        return 1_000_000_000
    if any(
        sign in words
        for sign in (" nghin dong ", " ngan dong ", " 1000d ", " 1 000d ", " 1000 dong ", " 1000 d ")
    ):
        return 1_000
    return 1


def read_benefit(cell: Cell, unit: int = 1) -> BenefitReading:
    """A benefit; `unit` is what the heading counts in and holds only for bare numbers."""
    if cell is None or cell == "":
        return _NOTHING_SAID
    if isinstance(cell, bool | time | timedelta):
        return BenefitReading(
            Benefit(note=text_of(cell)), (doubt("benefit.unit_unclear", text=text_of(cell)),)
        )
    if isinstance(cell, int | float):
        return _bare(Decimal(str(cell)), unit, text_of(cell))
    if isinstance(cell, date | datetime):
        return _was_date(cell, unit)
    text = text_of(cell)
    if says_nothing(text):
        return _NOTHING_SAID
    return _read_text(text, unit)


def _read_text(text: str, unit: int) -> BenefitReading:
    folded = fold(text)
    if folded.startswith(_NOT_COMPUTABLE):
        said = "" if folded in _NOT_COMPUTABLE else text
        return BenefitReading(Benefit(BenefitKind.NOT_COMPUTABLE, note=said))
    if folded.startswith(_LATER):
        return BenefitReading(Benefit(note=text))
    lower = text.lower()
    if _FOREIGN.search(lower):
        return BenefitReading(Benefit(note=text), (doubt("benefit.foreign_currency", text=text),))
    if lower.lstrip().startswith(("-", "−", "–")) and any(sign.isdigit() for sign in lower):
        return _negative(text)
    match = _MONEY.match(lower)
    if match is None:
        return BenefitReading(Benefit(note=text), (note("benefit.words_only", text=text),))
    return _read_money(match, text, unit)


def _read_money(match: re.Match[str], text: str, unit: int) -> BenefitReading:
    words = BenefitReading(Benefit(note=text), (note("benefit.words_only", text=text),))
    period = match["period"].strip(" /.,()")
    if _RANGE.match(match["period"]) and any(sign.isdigit() for sign in period):
        return BenefitReading(Benefit(note=text), (doubt("benefit.range", text=text),))
    number = read_number(match["number"].strip(" .,"))
    states_money = bool(match["unit"] or match["dong"])
    if number is None:
        looks_like_money = states_money or not period
        return (
            BenefitReading(Benefit(note=text), (fault("benefit.unreadable", text=text),))
            if looks_like_money
            else words
        )
    if not states_money and not period:
        return _bare(number, unit, text, about=bool(match["about"].strip()))
    times = _PERIODS.get(fold(period)) if period else 1
    if times is None:
        if not states_money:
            return words
        return BenefitReading(Benefit(note=text), (doubt("benefit.period_unclear", text=text),))
    if not states_money and not match["unit"]:
        number *= unit
    whole = _with_unit(number, match)
    if whole is None:
        return BenefitReading(Benefit(note=text), (fault("benefit.unreadable", text=text),))
    amount = int((whole * times).to_integral_value(ROUND_HALF_UP))
    said_exactly = (
        times == 1 and not match["about"].strip() and fold(period) in ("", "nam", "1 nam", "mot nam")
    )
    remarks = [] if times == 1 else [note("benefit.reckoned_for_a_year", text=text, amount=amount)]
    if amount >= HUGE:
        remarks.append(doubt("benefit.huge", amount=amount))
    return BenefitReading(Benefit(BenefitKind.AMOUNT, amount, "" if said_exactly else text), tuple(remarks))


def _with_unit(number: Decimal, match: re.Match[str]) -> Decimal | None:
    """`15tr500` is fifteen and a half million, `1 tỷ 200 triệu` twelve hundred million, `2 triệu rưỡi` 2.5 million."""
    unit = _multiple(match["unit"])
    whole = number * unit
    if match["half"]:
        return whole + unit // 2 if unit > 1 else None
    if match["more"]:
        more = read_number(match["more"].strip(" .,"))
        if more is None or unit == 1:
            return None
        if match["small"]:
            return whole + more * _multiple(match["small"])
        digits = match["more"].strip()
        return whole + Decimal(f"0.{digits}") * unit if digits.isdecimal() and len(digits) <= 3 else None
    return whole


def _multiple(unit: str | None) -> int:
    if not unit:
        return 1
    folded = fold(unit).replace(" ", "")
    return _MULTIPLES.get(folded) or (1_000_000 if folded.startswith("tr") else 1_000_000_000)


def _bare(number: Decimal, unit: int, text: str, *, about: bool = False) -> BenefitReading:
    if number < 0:
        return _negative(text)
    if number == 0:
        return _NOTHING_SAID
    amount = int((number * unit).to_integral_value(ROUND_HALF_UP))
    if amount < TINY:
        return BenefitReading(Benefit(note=text), (doubt("benefit.unit_unclear", text=text),))
    remarks = (doubt("benefit.huge", amount=amount),) if amount >= HUGE else ()
    return BenefitReading(Benefit(BenefitKind.AMOUNT, amount, text if about else ""), remarks)


def _negative(text: str) -> BenefitReading:
    return BenefitReading(Benefit(note=text), (fault("benefit.negative", text=text),))


def _was_date(cell: date | datetime, unit: int) -> BenefitReading:
    """Excel made 8.5 into 8 May: with a unit in the heading the number can be had back, without one it is a note."""
    said = f"{cell.day},{cell.month}"
    remark = doubt("benefit.was_date", text=text_of(cell), number=said)
    if unit == 1:
        return BenefitReading(Benefit(note=said), (remark,))
    amount = int((Decimal(f"{cell.day}.{cell.month}") * unit).to_integral_value(ROUND_HALF_UP))
    return BenefitReading(Benefit(BenefitKind.AMOUNT, amount, said), (remark,))
