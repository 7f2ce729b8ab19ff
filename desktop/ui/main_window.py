"""The window: sign-in first, then the frame. What only the frame needs is loaded after the first look at sign-in."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from desktop import log
from desktop.domain.access import Right
from desktop.i18n import _
from desktop.preferences import PreferencesFile
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look
from desktop.ui.signin.lock import Idle, LockPage
from desktop.ui.signin.screen import SignIn

if TYPE_CHECKING:
    from desktop.services.desk import Desk
    from desktop.ui.frame import Frame
    from desktop.ui.watch import Watch


SCANS_MS = 1_000
"""The scanner's folder is looked at when the first screen stands."""


class MainWindow(QWidget):
    """Sign-in, then the frame; the lock before it."""

    def __init__(
        self, folder: Path, jobs: Jobs, preferences: PreferencesFile, *, cares: bool = False
    ) -> None:
        super().__init__()
        self._cares = cares
        self._watch: Watch | None = None
        self._is_leaving = False
        self._salvages = False
        jobs.damaged.connect(self._damaged)
        self.setObjectName("window")
        self.setWindowTitle(_("Sổ Sáng Kiến"))
        self.jobs = jobs
        self.preferences = preferences
        self.frame: Frame | None = None
        self.sign_in: SignIn
        self._folder = folder
        self._covered: list[QWidget] = []
        self._came_from: QWidget | None = None
        self._stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        self.lock_page = LockPage(jobs)
        self.lock_page.opened.connect(self._unlocked)
        self.lock_page.left.connect(self.sign_out)
        self._stack.addWidget(self.lock_page)
        self._ask_who()
        self.idle = Idle(self, lambda: self.preferences.value.lock_minutes, self.lock)
        self._soon = QTimer(self, interval=50)
        self._soon.timeout.connect(self._leave_when_quiet)
        look.clothe(self)
        self.setMinimumSize(960, 560)
        self.resize(preferences.value.width or 1240, preferences.value.height or 720)

    def _ask_who(self) -> None:
        self.sign_in = SignIn(self._folder, self.jobs, self.preferences.value.user)
        self.sign_in.opened.connect(self._come_in)
        self.sign_in.fetched.connect(self._fetch_frame)
        self._stack.addWidget(self.sign_in)
        self._stack.setCurrentWidget(self.sign_in)

    def _fetch_frame(self) -> None:
        self.jobs.run(_load_frame, owner=self)

    def _come_in(self, desk: Desk, recovery_words: tuple[str, ...] = ()) -> None:
        """Somebody who types quicker than the frame's code is read waits with a window that answers."""
        self.jobs.run(_load_frame, owner=self, then=lambda _read: self.enter(desk, recovery_words))

    def enter(self, desk: Desk, recovery_words: tuple[str, ...] = ()) -> None:
        """Begin to work at a desk."""
        from desktop.services import office
        from desktop.ui.frame import Frame, Session

        self.jobs.serve(desk)
        self.jobs.run(self.preferences.change, user=desk.user.id, owner=self)
        before = self.frame
        self.frame = Frame(self, Session(desk, recovery_words), self.jobs)
        self.frame.leaving.connect(self._leaving)
        self._stack.addWidget(self.frame)
        self._stack.setCurrentWidget(self.frame)
        for gone in (before, self.sign_in):
            if gone is not None and shiboken6.isValid(gone):
                self._stack.removeWidget(gone)
                gone.deleteLater()
        self.jobs.ask(office.facts, owner=self, then=self._name)
        QTimer.singleShot(0, self.frame.begin)
        if self.preferences.value.scan_folder and desk.may(Right.ENTER):
            QTimer.singleShot(SCANS_MS, self.frame, self.frame.watch_scans)
        if self._cares:
            from desktop.ui.watch import Watch

            self._watch = Watch(desk, self.jobs, self.frame.say, self.frame)
            self._watch.begin()
            from desktop.ui.sending import Sending

            self._sending = Sending(desk, self.jobs, self.frame.bottom.say_quietly, self.frame)
            self._sending.begin()

    def _name(self, house: Any) -> None:
        self.setWindowTitle(f"{_('Sổ Sáng Kiến')} — {house.union.name}")

    def _damaged(self) -> None:
        """Once a sign-in: work on a spoilt database loses more than it stores."""
        if self.frame is None or self._salvages:
            return
        self._salvages = True
        dialogs.ask(
            self,
            _("Tệp dữ liệu có chỗ hỏng"),
            _(
                "Có chỗ không đọc được, nên số liệu trên màn hình có thể thiếu. Hãy ngừng nhập và cứu dữ liệu: "
                "chương trình đóng sổ, ghép những gì còn đọc được với các bản sao lưu; không xóa gì."
            ),
            (("salvage", _("Đóng sổ và cứu dữ liệu")), ("wait", _("Để sau"))),
            lambda answer: self.sign_out() if answer == "salvage" else None,
        )

    def keep_typed(self) -> None:
        """Keep what is being typed on every screen as drafts."""
        if self.frame is not None:
            self.frame.keep_typed()

    # --- lock, switch, sign out

    @property
    def is_locked(self) -> bool:
        """Whether the lock stands before the frame."""
        return self._stack.currentWidget() is self.lock_page

    def _leaving(self, how: str) -> None:
        if how == "sign_out":
            self.sign_out()
        else:
            self.lock(switching=how == "switch")

    def lock(self, *, switching: bool = False) -> None:
        """Hide everything at once; what is open stays open behind it, dialogs too."""
        if self.frame is None or self.is_locked or self._stack.currentWidget() is self.sign_in:
            return
        self.keep_typed()
        self._came_from = self.focusWidget()
        self._covered = [
            widget for widget in QApplication.topLevelWidgets() if widget is not self and widget.isVisible()
        ]
        for widget in self._covered:
            widget.hide()
        self.frame.hide_notes()
        self._stack.setCurrentWidget(self.lock_page)
        self.activateWindow()
        self.lock_page.begin(self.frame.session.desk, switching=switching)

    def _unlocked(self, desk: Desk) -> None:
        assert self.frame is not None
        before = self.frame.session.desk
        if desk is before:
            self._stack.setCurrentWidget(self.frame)
            for widget in self._covered:
                if shiboken6.isValid(widget):
                    widget.show()
            if self._came_from is not None and shiboken6.isValid(self._came_from):
                self._came_from.setFocus()
        else:
            for widget in self._covered:
                if shiboken6.isValid(widget):
                    widget.close()
            self.enter(desk)
            self.jobs.run(before.leave, owner=self)  # its drafts are on the database lane already
        self._covered = []

    def sign_out(self) -> None:
        """Keep what is typed, let jobs end, drop the key: the folder is closed."""
        if self.frame is None or self._soon.isActive():
            return
        if not self.is_locked:
            self.lock()
        self.lock_page.setEnabled(False)
        self.lock_page.told.setText(_("Đang đóng sổ…"))
        for ticket in self.jobs.running:
            ticket.stop()
        self._soon.start()

    def _leave_when_quiet(self) -> None:
        if not self.jobs.is_idle or self.frame is None:
            return
        self._soon.stop()
        desk = self.frame.session.desk
        for widget in self._covered:
            if shiboken6.isValid(widget):
                widget.close()
        self._covered = []
        self._stack.removeWidget(self.frame)
        self.frame.deleteLater()
        self.frame = None
        self.jobs.serve(None)
        self.jobs.run(desk.close, owner=self, then=self._signed_out)

    def _signed_out(self, _nothing: object) -> None:
        self.lock_page.setEnabled(True)
        self.setWindowTitle(_("Sổ Sáng Kiến"))
        self._ask_who()
        if self._salvages:
            self.sign_in.offer_salvage()
        self._salvages = False

    def _leave(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep drafts, make a last backup (asked again to close, leave without it), stop jobs, remember the size."""
        self.keep_typed()
        desk = self.frame.session.desk if self.frame is not None else None
        if self._watch is not None and desk is not None and desk.opened.writable and not self._is_leaving:
            self._is_leaving = True
            event.ignore()
            self.setWindowTitle(_("Đang sao lưu rồi đóng…"))
            self._watch.end(self._leave)
            return
        still = self.jobs.stop_all()
        if still:
            log.note("left-running", count=len(still))
        if not self.isMaximized():
            self.preferences.change(width=self.width(), height=self.height())
        if self.frame is not None:
            self.frame.session.desk.close()
        super().closeEvent(event)


def _load_frame() -> None:
    """Read the frame's code on a lane while the passphrase is typed."""
    import_module("desktop.ui.frame")
    from desktop.ui.rail import SCREENS

    SCREENS[0].load()
