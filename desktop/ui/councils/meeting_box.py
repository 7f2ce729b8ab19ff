"""A choice among the meetings that were called."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desktop.i18n import _
from desktop.services.agendas import Called
from desktop.ui.kit import reading
from desktop.ui.kit.editors import Combo


class MeetingBox(Combo):
    """Offers `nothing` first, where there are words for it, then the meetings; keeps the chosen one."""

    turned = Signal(str)
    """To a meeting by its id; "" is none."""

    def __init__(self, nothing: str = "") -> None:
        super().__init__()
        self._nothing = nothing
        self._ids: list[str] = []
        self.setAccessibleName(_("Phiên họp"))
        self.setMinimumWidth(220)
        self.currentIndexChanged.connect(self._told)

    def _told(self, _place: int) -> None:
        self.turned.emit(self.record)

    @property
    def record(self) -> str:
        """The chosen meeting."""
        place = self.currentIndex()
        return self._ids[place] if 0 <= place < len(self._ids) else ""

    def offer(self, called: Sequence[Called]) -> None:
        """Offer these; says `turned` only where the chosen one is gone or the first one came."""
        before = self.record
        first = [""] if self._nothing else []
        self._ids = first + [one.agenda.id for one in called]
        words = [
            _("{day}: {count} sáng kiến").format(
                day=reading.show_date(one.agenda.held_on), count=len(one.agenda.initiatives)
            )
            for one in called
        ]
        self.blockSignals(True)
        self.clear()
        self.addItems([self._nothing, *words] if self._nothing else words)
        self.setCurrentIndex(self._ids.index(before) if before in self._ids else 0)
        self.blockSignals(False)
        if self.record != before:
            self.turned.emit(self.record)

    def choose(self, record: str) -> None:
        """Turn to a meeting."""
        if record in self._ids:
            self.setCurrentIndex(self._ids.index(record))
