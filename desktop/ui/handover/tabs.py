"""The tabs of Nộp cổng: a list for each state, how many stand in it, and words where there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui.handover import lists
from desktop.ui.jobs import Jobs
from desktop.ui.kit import parts
from desktop.ui.kit.tables import Table

STATES = {"way": lists.ON_THE_WAY, "back": lists.RETURNED, "parked": lists.PARKED, "there": lists.THERE}
"""The lists of what was frozen, by their names as places, with the states that stand in each."""


class Tabs(QTabWidget):
    """`opened` gives the list's name and the row that Enter was pressed on."""

    opened = Signal(str, object)

    def __init__(
        self, jobs: Jobs, ready_page: QWidget, ready: Table, feet: Mapping[str, tuple[QWidget, ...]]
    ) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.setUsesScrollButtons(True)
        self.tabBar().setAccessibleName(_("Danh sách của cổng"))
        self.tables: dict[str, Table] = {
            "ready": ready,
            "way": lists.handed_table(jobs, _("Trên đường"), lists.ON_THE_WAY),
            "back": lists.back_table(jobs, _("Cổng trả lại"), lists.RETURNED, _("Trả lúc")),
            "parked": lists.back_table(jobs, _("Để riêng, cổng chưa nhận"), lists.PARKED, _("Từ lúc")),
            "there": lists.handed_table(jobs, _("Cổng đã nhận đủ"), lists.THERE),
            "receipts": lists.receipts_table(jobs),
        }
        self._receipts = 0
        self._counts: Mapping[str, int] = {}
        self._ready = 0
        empty = _empty_words()
        self.addTab(ready_page, "")
        for name, table in self.tables.items():
            if name != "ready":
                self.addTab(_page(table, *empty[name], *feet.get(name, ())), "")
            table.opened.connect(self._tell(name))
        self.tables["receipts"].model_.loaded.connect(self._count_receipts)
        self._name()

    def _tell(self, name: str) -> Callable[[object], None]:
        def tell(row: object) -> None:
            self.opened.emit(name, row)

        return tell

    @property
    def here(self) -> str:
        """The name of the list on screen."""
        return list(self.tables)[self.currentIndex()]

    @property
    def record(self) -> str:
        """The initiative under the hand in the list on screen, "" where there is none."""
        row = self.tables[self.here].current()
        if row is None:
            return ""
        return str(row[0].id if isinstance(row, tuple) else getattr(row, "record", "") or row.id)

    def show_counts(self, ready: int, counts: Mapping[str, int]) -> None:
        """Ask every list again, and say on each tab how many it holds."""
        self._ready, self._counts = ready, counts
        for table in self.tables.values():
            table.reload()
        self._name()

    def turn(self, name: str) -> None:
        """Bring a list to the front, with the hand on it."""
        table = self.tables[name]
        self.setCurrentIndex(list(self.tables).index(name))
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count_receipts(self, total: int) -> None:
        self._receipts = total
        self._name()

    def _name(self) -> None:
        words = {
            "ready": _("Chờ chốt nộp"),
            "way": _("Trên đường"),
            "back": _("Trả lại"),
            "parked": _("Để riêng"),
            "there": _("Đã nhận đủ"),
            "receipts": _("Biên nhận"),
        }
        for place, (name, told) in enumerate(words.items()):
            self.setTabText(place, f"{told}  {self.count_of(name)}")

    def count_of(self, name: str) -> int:
        """How many a list holds."""
        if name == "ready":
            return self._ready
        if name == "receipts":
            return self._receipts
        return sum(self._counts.get(state, 0) for state in STATES[name])


def _empty_words() -> dict[str, tuple[str, str, str]]:
    return {
        "way": (
            "send",
            _("Không có gì trên đường"),
            _("Hồ sơ đã chốt và chưa được cổng ký nhận đứng ở đây. Gửi ngay: Ctrl+G; ghi gói tệp: Ctrl+B."),
        ),
        "back": (
            "returned",
            _("Cổng chưa trả lại hồ sơ nào"),
            _(
                "Hồ sơ bị trả hiện ở đây với lý do; Enter mở phiếu đúng ô phải sửa, lưu xong thì chốt nộp lại."
            ),
        ),
        "parked": (
            "parked",
            _("Không có hồ sơ nào để riêng"),
            _("Hồ sơ cổng chưa nhận, hoặc được giữ lại ở máy này bằng Để riêng, đứng ở đây với lý do."),
        ),
        "there": (
            "good",
            _("Cổng chưa nhận đủ hồ sơ nào"),
            _("Hồ sơ có chữ và đủ tệp ở cổng đứng ở đây, kèm kết quả duyệt của cổng."),
        ),
        "receipts": (
            "receipt",
            _("Chưa có biên nhận"),
            _("Cổng ký nhận từng bản; biên nhận được kiểm lại chữ ký mỗi lần hiện ra và giữ mãi."),
        ),
    }


def _page(table: Table, icon: str, words: str, more: str, *tools: QWidget) -> QWidget:
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 8, 0, 0)
    stack = QStackedWidget()
    stack.addWidget(table)
    stack.addWidget(parts.Empty(icon, words, more))
    box.addWidget(stack, 1)
    foot = QWidget()
    line = QHBoxLayout(foot)
    line.setContentsMargins(0, 0, 0, 0)
    line.addStretch(1)
    for tool in tools:
        line.addWidget(tool)
    foot.setVisible(False)
    box.addWidget(foot)

    def follow(total: int) -> None:
        stack.setCurrentIndex(0 if total else 1)
        foot.setVisible(bool(total and tools))

    table.model_.loaded.connect(follow)
    return page
