"""The benefit helper: (before − after) × volume × unit price. The formula stays with the record, to be looked over."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.money import figures


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What was spent on one piece before and after, how many pieces a year, and what one unit costs in đồng."""

    before: Decimal
    after: Decimal
    volume: Decimal
    price: Decimal

    @property
    def amount(self) -> int:
        """Whole đồng for the first year, half a đồng rounded up; negative where the new way costs more."""
        whole = (self.before - self.after) * self.volume * self.price
        return int(whole.quantize(Decimal(1), ROUND_HALF_UP))


def formula(reckoning: Reckoning) -> str:
    """The reckoning as figures: `(12 − 9,5) × 120.000 × 350 = 105.000.000 đ`."""
    before, after, volume, price = (
        plain_number(number)
        for number in (reckoning.before, reckoning.after, reckoning.volume, reckoning.price)
    )
    amount = reckoning.amount
    sign = "−" if amount < 0 else ""
    return f"({before} − {after}) × {volume} × {price} = {sign}{figures(abs(amount))} đ"


def plain_number(number: Decimal) -> str:
    """A number as it is written here: `1200.50` is `1.200,5`."""
    whole, _, rest = f"{abs(number):f}".partition(".")
    rest = rest.rstrip("0")
    sign = "−" if number < 0 else ""
    return sign + figures(int(whole)) + (f",{rest}" if rest else "")
