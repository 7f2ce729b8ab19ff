"""What waits for "Chốt nộp": the list with its ticks, the level of release, and what the last one came to."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.house import Release
from desktop.i18n import _
from desktop.ui import actions
from desktop.ui.handover import lists
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.forms import ChoiceField


class ReadyPage(QWidget):
    """The first of the lists, laid out around its table."""

    def __init__(self, jobs: Jobs, choose_all: QAction, submit: QAction) -> None:
        super().__init__()
        self.table = lists.ready_table(jobs)
        levels: list[tuple[Release | None, str]] = [(None, _("Theo mức của từng sáng kiến"))]
        levels += [(level, wording.label(level)) for level in (Release.FULL, Release.TITLE)]
        self.level_field = ChoiceField(_("Mức công bố khi chốt"), levels)
        self.level_field.setFixedWidth(260)
        self.level_field.problem.hide()
        self.count = parts.heading("", "secondary")
        self.result = parts.text(
            _("Chốt nộp cố định nội dung sẽ gửi; chưa có gì rời máy cho tới khi bấm Gửi ngay."), "secondary"
        )
        self.submit_button = actions.button(submit, primary=True)
        self._lay_out(choose_all)

    def _lay_out(self, choose_all: QAction) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.S, 0, 0)
        box.setSpacing(look.S)
        line = QHBoxLayout()
        line.addWidget(self.count)
        line.addStretch(1)
        line.addWidget(actions.button(choose_all, flat=True))
        box.addLayout(line)
        box.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.L)
        foot.addWidget(self.result, 1)
        foot.addWidget(self.level_field)
        foot.addWidget(self.submit_button)
        box.addLayout(foot)
