"""The frame of rail, top, screens and bottom line; undo and redo live here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import wording
from desktop.domain.changes import Changes
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import handing_over, practice_guard, undo
from desktop.services.desk import Desk, Look, question
from desktop.ui import actions
from desktop.ui.actions import Action
from desktop.ui.bottom import Bottom
from desktop.ui.jobs import Jobs
from desktop.ui.keys import KeySheet
from desktop.ui.kit import look
from desktop.ui.kit.notes import Bell, Note
from desktop.ui.palette import Palette
from desktop.ui.places import Place
from desktop.ui.rail import SCREENS, Rail
from desktop.ui.screen import Screen
from desktop.wording.exchange import sync_sentence

QUIET_KINDS = frozenset({"draft", "portal"})
"""Changes of these kinds are no news for "stored at" and for undo."""


@dataclass(frozen=True, slots=True)
class Session:
    """Who works here now, and the recovery words where the folder was made a moment ago."""

    desk: Desk
    recovery_words: tuple[str, ...] = ()


@question()
def _standing(look_: Look) -> tuple[handing_over.Summary, bool]:
    """What the sync sentence tells, and whether the register is for training alone."""
    return handing_over.summary(look_), practice_guard.is_practice(look_)


class Frame(QWidget):
    """Everything around the screens."""

    leaving = Signal(str)
    """`lock`, `switch` or `sign_out`: the window's own business."""

    def __init__(self, window: QWidget, session: Session, jobs: Jobs) -> None:
        super().__init__()
        self.session = session
        self.jobs = jobs
        self._screens: dict[str, Screen] = {}
        self._here = ""
        self._global = {
            "find": actions.make(self, "find", self._find),
            "undo": actions.make(self, "undo", self._undo),
            "redo": actions.make(self, "redo", self._redo),
            "keys": actions.make(self, "keys", self._keys),
            "refresh": actions.make(self, "refresh", self._refresh),
            **{
                name: actions.make(self, name, partial(self.leaving.emit, name))
                for name in ("lock", "switch", "sign_out")
            },
        }
        self.palette_box = Palette(jobs, self.open_place, self._act, session.desk.may)
        self.rail = Rail(self, self._open)
        leave = [self._global[name] for name in ("lock", "switch", "sign_out")]
        self.bottom = Bottom(jobs, session.desk.user.name, leave)
        self.note = Note(window)
        self.stack = QStackedWidget()
        self.undo_button = self._tool(self._global["undo"])
        self.redo_button = self._tool(self._global["redo"])
        self._lay_out()
        if not session.desk.opened.writable:
            self.bottom.say_unstored(_("Đang mở chỉ để xem"))
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        jobs.changed.connect(self._changed)
        jobs.lacking.connect(self._no)
        jobs.unstored.connect(self._unstored)
        self._ask_undo()
        self._ask_sync()
        jobs.run(self._read_ahead, owner=self)

    @staticmethod
    def _read_ahead() -> None:
        """Read the code of all screens on a lane, so that the first look at one only has to build it."""
        for entry in SCREENS:
            entry.load()

    def _lay_out(self) -> None:
        top = QFrame()
        top.setObjectName("top")
        top.setFixedHeight(52)
        line = QHBoxLayout(top)
        line.setContentsMargins(look.L, 0, look.M, 0)
        line.setSpacing(look.S)
        mark = QLabel()
        mark.setPixmap(look.pixmap("mark", "accent", 24))
        name = QLabel(_("Sổ Sáng Kiến"))
        name.setProperty("kind", "section")
        for widget in (mark, name):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.palette_box)
        line.addStretch(1)
        self.bell = Bell(self.note)
        for widget in (self.undo_button, self.redo_button, self.bell, self._tool(self._global["keys"])):
            line.addWidget(widget)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.stack, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top)
        box.addLayout(middle, 1)
        box.addWidget(self.bottom)

    def _tool(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail gives way where the window is narrow."""
        super().resizeEvent(event)
        self.rail.set_narrow(narrow=self.width() < look.NARROW_BELOW)

    # --- places

    def open_place(self, place: Place) -> None:
        """Turn to a screen, building it at its first visit."""
        leaving = self._screens.get(self._here)
        if leaving is not None and place.screen != self._here and not leaving.may_leave():
            return
        screen = self.screen(place.screen)
        self._here = place.screen
        self.stack.setCurrentWidget(screen)
        self.rail.mark(place.screen)
        screen.show_place(place)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """An answer that comes late may put the hand on a screen that is not seen any more: it is put back."""
        here = self.stack.currentWidget()
        if now is None or here is None or not self.stack.isAncestorOf(now):
            return
        if now is not here and not here.isAncestorOf(now):
            (before if before is not None and before.isVisible() else here).setFocus()

    def begin(self) -> None:
        """The first screen, built a turn after the frame itself and shown a turn later: keys come between.

        None where a place was opened already.
        """
        if not self._here:
            self.screen("home")
            QTimer.singleShot(0, self, self._show_first)

    def _show_first(self) -> None:
        if not self._here:
            self._open("home")

    def watch_scans(self) -> None:
        """The scanner's folder is watched whichever screen is in front."""
        floor: Any = self.screen("floor")
        floor.watch_from_start()

    def screen(self, name: str) -> Screen:  # type: ignore[override]  # QWidget's answers about monitors
        """A screen by its name."""
        if name not in self._screens:
            entry = next(entry for entry in SCREENS if entry.id == name)
            made = entry.load()(self.session.desk, self.jobs, self.open_place)
            made.say = self.say
            made.recovery_words = self.session.recovery_words
            actions.permit(made, self.session.desk.may)
            self._screens[name] = made
            self.stack.addWidget(made)
        return self._screens[name]

    def _open(self, name: str) -> None:
        self.open_place(Place(name))

    def keep_typed(self) -> None:
        """Drafts of every screen."""
        for screen in self._screens.values():
            screen.may_leave()

    def hide_notes(self) -> None:
        """Nothing of the register lies over the lock."""
        self.note.hide()
        self.palette_box.popup.hide()

    def say(self, words: str, *, tone: str = "good", undoable: bool = False) -> None:
        """A note at the bottom, with undo where it can be taken back."""
        self.note.say(words, tone=tone, undo=self._undo if undoable else None)

    # --- actions everywhere

    def _find(self) -> None:
        self.palette_box.open()

    def _keys(self) -> None:
        KeySheet(self, self._here).open()

    def _refresh(self) -> None:
        if self._here:
            self._screens[self._here].reload()
        self._ask_sync()

    def _act(self, action: Action) -> None:
        if action.where:
            if action.where != self._here:
                self._open(action.where)
            found = self._screens[action.where].findChild(QAction, action.id)
        else:
            found = self._global[action.id]
        if isinstance(found, QAction) and found.isEnabled():
            found.trigger()

    # --- undo

    def _undo(self) -> None:
        self.jobs.order(
            undo.undo, owner=self, then=partial(self._undone, _("Đã hoàn tác: {what}")), refused=self._no
        )

    def _redo(self) -> None:
        self.jobs.order(
            undo.redo, owner=self, then=partial(self._undone, _("Đã làm lại: {what}")), refused=self._no
        )

    def _undone(self, words: str, what: Any) -> None:
        self.say(words.format(what=wording.label(what.label)))

    def _no(self, refused: Refused) -> None:
        told = wording.sentence(refused.code, refused.facts)
        more = wording.advice(refused.code, refused.facts)
        self.say(f"{told} {more}".strip(), tone="care")

    def _changed(self, changes: Changes) -> None:
        if "user" in changes:  # roles that were given or taken hold at once
            self.bottom.say_user(self.session.desk.user.name)
            for screen in self._screens.values():
                actions.permit(screen, self.session.desk.may)
        if any(kind not in QUIET_KINDS for kind in changes):
            self.bottom.say_stored(self.session.desk.clock.now())
            self._ask_undo()
        self._ask_sync()

    def _unstored(self, code: str) -> None:
        if not code:
            self.bottom.say_stored(self.session.desk.clock.now())
        elif self.session.desk.opened.writable:  # else the line says already that nothing can be stored
            self.bottom.say_unstored(wording.sentence(code))

    def _ask_undo(self) -> None:
        self.jobs.ask(undo.last, owner=self, then=partial(self._name_undo, "undo"), exclusive="undo")
        self.jobs.ask(undo.next_redo, owner=self, then=partial(self._name_undo, "redo"), exclusive="redo")

    def _name_undo(self, which: str, what: Any) -> None:
        action = self._global[which]
        words = _(actions.BY_ID[which].words)
        can = what is not None and what.allowed
        told = f"{words}: {wording.label(what.label)}" if can else words
        action.setText(told)
        action.setToolTip(f"{told}  ({actions.BY_ID[which].key})")
        action.setEnabled(can)

    # --- the sentence

    def _ask_sync(self) -> None:
        self.jobs.ask(_standing, owner=self, then=self._tell_sync, exclusive="sync")

    def _tell_sync(self, standing: tuple[handing_over.Summary, bool]) -> None:
        summary, is_practice = standing
        told = sync_sentence(summary, self.session.desk.clock.now())
        self.bottom.sync.say(_("SỔ TẬP · {told}").format(told=told) if is_practice else told)
        self.rail.badge("handover", summary.unsent + summary.returned)
