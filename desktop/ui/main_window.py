"""The window: sign-in first, then the frame. What only the frame needs is loaded after the first look at sign-in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop import log
from desktop.i18n import _
from desktop.preferences import PreferencesFile
from desktop.ui.jobs import Jobs
from desktop.ui.places import Place
from desktop.ui.signin.screen import SignIn

if TYPE_CHECKING:
    from desktop.services.desk import Desk
    from desktop.ui.frame import Frame


class MainWindow(QWidget):
    """Sign-in, then the frame."""

    def __init__(self, folder: Path, jobs: Jobs, preferences: PreferencesFile) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(_("Sổ Sáng Kiến"))
        self.jobs = jobs
        self.preferences = preferences
        self.frame: Frame | None = None
        self._stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        self.sign_in = SignIn(folder, jobs, preferences.value.user)
        self.sign_in.opened.connect(self.enter)
        self._stack.addWidget(self.sign_in)
        self.setMinimumSize(960, 560)
        self.resize(preferences.value.width or 1240, preferences.value.height or 720)

    def enter(self, desk: Desk, recovery_words: tuple[str, ...] = ()) -> None:
        """Begin to work at a desk."""
        from desktop.services import office
        from desktop.ui.frame import Frame, Session

        self.jobs.serve(desk)
        self.jobs.run(self.preferences.change, user=desk.user.name, owner=self)
        self.frame = Frame(self, Session(desk, recovery_words), self.jobs)
        self._stack.addWidget(self.frame)
        self._stack.setCurrentWidget(self.frame)
        self._stack.removeWidget(self.sign_in)
        self.sign_in.deleteLater()
        self.jobs.ask(office.facts, owner=self, then=self._name)
        self.frame.open_place(Place("home"))

    def _name(self, house: Any) -> None:
        self.setWindowTitle(f"{_('Sổ Sáng Kiến')} — {house.union.name}")

    def keep_typed(self) -> None:
        """Keep what is being typed on every screen as drafts."""
        if self.frame is not None:
            self.frame.keep_typed()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep drafts, stop jobs, remember the size."""
        self.keep_typed()
        still = self.jobs.stop_all()
        if still:
            log.note("left-running", count=len(still))
        if not self.isMaximized():
            self.preferences.change(width=self.width(), height=self.height())
        if self.frame is not None:
            self.frame.session.desk.close()
        super().closeEvent(event)
