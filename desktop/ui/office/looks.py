"""Nhật ký xem: who opened or took out what is sensitive, and when."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop import wording
from desktop.i18n import _
from desktop.services import personal
from desktop.services.desk import Desk
from desktop.services.personal import ShownLook
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts, reading
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once

_MOST = 1_000


class LooksPage(QWidget):
    """The newest first."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._found: tuple[ShownLook, ...] = ()
        columns = [
            Column(_("Lúc"), lambda seen: reading.show_time(seen.at), 120),
            Column(_("Ai"), lambda seen: seen.user, 180),
            Column(_("Đã làm"), lambda seen: wording.label(seen.what), 240),
            Column(_("Của ai, sáng kiến nào"), lambda seen: seen.title, 0),
        ]
        self.model = PagedModel(
            columns, all_at_once(lambda: self._found), lambda seen: f"{seen.at}{seen.what}"
        )
        self.table = Table(self.model, _("Nhật ký xem dữ liệu"), empty=_("Chưa ai xem gì cần giữ kín."))
        self.empty = parts.Empty(
            "good",
            _("Chưa ai xem gì cần giữ kín"),
            _(
                "Mở sáng kiến cần bảo mật, xem hay xuất dữ liệu của một người, xuất danh sách: mỗi lần một dòng."
            ),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        box = parts.page(self, margins=(0, look.M, look.S, look.M))
        box.addWidget(self.stack)

    def begin(self) -> None:
        """The hand goes to the list."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def reload(self) -> None:
        """Ask for the newest."""
        self._jobs.run(
            personal.looks, self._desk, limit=_MOST, owner=self, then=self._know, exclusive="looks"
        )

    def _know(self, found: tuple[ShownLook, ...]) -> None:
        self._found = found
        self.stack.setCurrentWidget(self.table if found else self.empty)
        self.table.reload()
