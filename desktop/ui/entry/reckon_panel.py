"""Tính giúp: (before − after) × volume × unit price, shown while it is typed, kept with the form when it is taken."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.benefit import Reckoning, formula, plain_number
from desktop.domain.initiative import Benefit, BenefitKind
from desktop.i18n import _
from desktop.ui.kit import reading
from desktop.ui.kit.forms import ReadField
from desktop.ui.typing.panel import Panel


class ReckonPanel(Panel):
    """Hangs under the benefit; `reckoned` gives the benefit with its formula."""

    reckoned = Signal(object)

    def __init__(self, page: QWidget) -> None:
        self.before = _number_field(_("Trước (một sản phẩm, một lần)"))
        self.after = _number_field(_("Sau"))
        self.volume = _number_field(_("Số lượng một năm"))
        self.price = _number_field(_("Đơn giá (đồng)"))
        super().__init__(
            page,
            _("Tính giúp giá trị làm lợi năm đầu"),
            (self.before, self.after, self.volume, self.price),
            columns=4,
        )
        for field in self.fields:
            field.changed.connect(self._show)
        self.taken.connect(self._give)

    def open_for(self, anchor: QWidget, benefit: Benefit) -> None:
        """Begin with the formula that the form holds, or with nothing."""
        held = benefit.reckoning
        for name, field in (
            ("before", self.before), ("after", self.after), ("volume", self.volume), ("price", self.price)
        ):  # fmt: skip
            field.set_value(getattr(held, name) if held else None)
        self._show()
        self.open_at(anchor, width=760)

    def _read(self) -> Reckoning | None:
        numbers = [field.value() for field in (self.before, self.after, self.volume, self.price)]
        return None if None in numbers else Reckoning(*numbers)

    def _show(self) -> None:
        found = self._read()
        self.foot.setText(formula(found) if found else _("(trước − sau) × số lượng × đơn giá; Enter để lấy"))

    def _give(self) -> None:
        found = self._read()
        if found is not None:
            self.reckoned.emit(Benefit(BenefitKind.AMOUNT, found.amount, reckoning=found))


def _number_field(words: str) -> ReadField:
    return ReadField(words, reading.read_number, _show_number, code="count.unreadable")


def _show_number(number: Decimal | None) -> str:
    """With a zero more where three decimals would read as thousands."""
    if number is None:
        return ""
    shown = plain_number(number)
    return f"{shown}0" if len(shown.partition(",")[2]) == 3 else shown
