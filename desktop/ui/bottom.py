"""The bottom line: when things were last stored, what runs (with a way to stop it), the sync sentence, who is here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desktop.i18n import _
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, reading


class Elided(QLabel):
    """One line that ends in "…" where there is no room; the whole of it on hover."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        """Show a sentence."""
        self._whole = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._fit()

    @property
    def whole(self) -> str:
        """The sentence, also what does not fit."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


class Bottom(QFrame):
    """One line, always there."""

    def __init__(self, jobs: Jobs, user: str, menu: Sequence[QAction]) -> None:
        super().__init__()
        self.setObjectName("bottom")
        self.setFixedHeight(36)
        self._jobs = jobs
        self.stored = QLabel(_("Mọi thay đổi đã lưu"))
        self.stored_icon = QLabel()
        self._is_stored = True
        self._draw_stored("done", "good")
        self.job_words = QLabel()
        self.job_bar = QProgressBar()
        self.job_bar.setTextVisible(False)
        self.job_bar.setFixedWidth(90)
        self.job_bar.setAccessibleName(_("Tiến độ"))
        self.stop_button = QToolButton()
        self.stop_button.setIcon(look.icon("close", "muted"))
        self.stop_button.setToolTip(_("Dừng việc đang chạy"))
        self.stop_button.setAccessibleName(_("Dừng việc đang chạy"))
        self.stop_button.clicked.connect(self._stop)
        self.sync = Elided()
        self.user_button = self._user_button(menu)
        sync_icon = QLabel()
        sync_icon.setPixmap(look.pixmap("sync", "muted", 16))
        self._job_parts: tuple[QWidget, ...] = (self.job_words, self.job_bar, self.stop_button)
        box = QHBoxLayout(self)
        box.setContentsMargins(look.M, 0, look.M, 0)
        box.setSpacing(look.S)
        for widget in (self.stored_icon, self.stored):
            box.addWidget(widget)
        box.addSpacing(look.M)
        for widget in self._job_parts:
            box.addWidget(widget)
        box.addSpacing(look.M)
        box.addWidget(sync_icon)
        box.addWidget(self.sync, 1)
        box.addWidget(self.user_button)
        box.addWidget(_lock_button(menu[0]))
        self.say_user(user)
        jobs.working.connect(self._show_jobs)
        self._show_jobs()

    def _user_button(self, menu: Sequence[QAction]) -> QToolButton:
        """Who is here: lock, switch, sign out hang from it."""
        button = QToolButton()
        button.setIcon(look.icon("user", "muted"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        list_ = QMenu(button)
        for action in menu:
            list_.addAction(action)
        button.setMenu(list_)
        return button

    def say_user(self, name: str) -> None:
        """Who works here now."""
        self.user_button.setText(name)
        self.user_button.setAccessibleName(_("Người dùng: {name}").format(name=name))

    def say_stored(self, moment: datetime) -> None:
        """When the last order was committed."""
        self.stored.setText(_("Đã lưu {time}").format(time=reading.show_hour(moment)))
        self._draw_stored("done", "good")

    def say_unstored(self, words: str) -> None:
        """What was last typed is not stored, and why; holds until something is stored again."""
        self.stored.setText(words)
        self._draw_stored("care", "care")

    @property
    def is_stored(self) -> bool:
        """Whether the line says that all is well."""
        return self._is_stored

    def _draw_stored(self, icon: str, tone: str) -> None:
        self._is_stored = tone == "good"
        self.stored_icon.setPixmap(look.pixmap(icon, tone, 16))

    def say_quietly(self, words: str) -> None:
        """Something that happened by itself; the next thing that is stored takes its place."""
        self.stored.setText(words)

    def _show_jobs(self) -> None:
        running = self._jobs.running
        for widget in self._job_parts:
            widget.setVisible(bool(running))
        if not running:
            return
        newest = running[-1]
        more = f" (+{len(running) - 1})" if len(running) > 1 else ""
        count = f" {newest.done}/{newest.total}" if newest.total else ""
        self.job_words.setText(newest.label + count + more)
        self.job_bar.setRange(0, newest.total)
        self.job_bar.setValue(newest.done)

    def _stop(self, _checked: bool = False) -> None:
        for ticket in self._jobs.running:
            ticket.stop()


def _lock_button(lock: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(lock)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setToolTip(f"{lock.text()}  ({lock.shortcut().toString()})")
    button.setAccessibleName(lock.text())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
