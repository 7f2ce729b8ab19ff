"""What the union and the employer were called, and from which day: papers of a day say what held then."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.house import HouseFact
from desktop.i18n import _
from desktop.services import office
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts, reading
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once


class NamesPage(QWidget):
    """Two tables: the union's names, the employer's names."""

    def __init__(self, jobs: Jobs, change: QWidget) -> None:
        super().__init__()
        self._jobs = jobs
        self._facts: dict[str, tuple[HouseFact, ...]] = {"union": (), "employer": ()}
        self.tables = {
            "union": self._table("union", _("Công đoàn cơ sở"), _("Cấp trên"), lambda one: one.superior),
            "employer": self._table(
                "employer", _("Doanh nghiệp"), _("Cơ quan chủ quản"), lambda one: one.superior
            ),
        }
        told = parts.text(
            _("Giấy tờ của ngày nào ghi tên của ngày ấy. Đổi tên thì ghi tên mới kèm ngày ở Danh mục."),
            "secondary",
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.S)
        box.addLayout(parts.head(told, change))
        for key, words in (("union", _("Công đoàn")), ("employer", _("Doanh nghiệp"))):
            box.addWidget(parts.heading(words, "section"))
            box.addWidget(self.tables[key], 1)

    def _table(self, key: str, name: str, above: str, superior: Any) -> Table:
        columns = [
            Column(_("Từ ngày"), lambda fact: reading.show_date(fact.valid_from), 110),
            Column(name, lambda fact: fact.value.name, 0),
            Column(above, lambda fact: superior(fact.value), 300),
        ]
        model = PagedModel(columns, all_at_once(lambda: self._facts[key]), lambda fact: fact.id)
        return Table(model, name, empty=_("Chưa ghi tên nào. Điền tên và ngày bắt đầu rồi lưu (Ctrl+S)."))

    def reload(self) -> None:
        """Every name with its day."""
        self._jobs.ask(office.history, owner=self, then=self._show, exclusive="names")

    def _show(self, facts: dict[str, tuple[HouseFact, ...]]) -> None:
        self._facts = facts
        for table in self.tables.values():
            table.reload()
