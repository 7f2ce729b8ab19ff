"""Where two PCs changed the same: the list of choices, both values side by side, 1 and 2 choose, Enter stores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import sharing
from desktop.services.sharing import Clash, MergeTask
from desktop.ui.handover import values
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts, reading
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once

OURS, THEIRS = "ours", "theirs"
_KEYS = {Qt.Key.Key_1: OURS, Qt.Key.Key_2: THEIRS}


def machine_words(replica: str, names: Mapping[str, str]) -> str:
    """A PC by its name; by the last signs of its id where nobody named it."""
    return names.get(replica) or _("máy {sign}").format(sign=replica[-4:].lower())


class FieldsTable(Table):
    """Fields to choose for; 1 and 2 say whose."""

    chose = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 is this PC, 2 the other."""
        side = _KEYS.get(Qt.Key(event.key()))
        if side and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.chose.emit(side)
            return
        super().keyPressEvent(event)


class Side(parts.Card):
    """One PC's value of the field under the hand."""

    def __init__(self, words: str, choose: Callable[[], None]) -> None:
        super().__init__(margin=look.M, spacing=look.XS)
        self.who = parts.text("", "secondary")
        self.value = parts.text("")
        self.value.setTextFormat(Qt.TextFormat.PlainText)
        self.value.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.button = parts.pressed(words, "idle", choose)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, look.S, 0)
        column.addWidget(self.value)
        column.addStretch(1)
        self.box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(self.who)
        self.box.addWidget(parts.scrolled(inner), 1)

    def show_who(self, *words: str) -> None:
        """Which PC, who saved it there, and when."""
        self.who.setText(" · ".join(filter(None, words)))

    def show_value(self, words: str, *, is_chosen: bool) -> None:
        """Its value, and whether it is the one to be kept."""
        self.value.setText(words)
        self.button.setIcon(look.icon("done" if is_chosen else "idle", "good" if is_chosen else "muted"))
        parts.set_tone(self, "good" if is_chosen else "true", "card")


class ChoosingPanel(QWidget):
    """All open choices; what is chosen is kept here until Enter stores it for a record."""

    def __init__(self, jobs: Jobs, say: Callable[..., None], refuse: Callable[[Refused], None]) -> None:
        super().__init__()
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self.tasks: tuple[MergeTask, ...] = ()
        self._names: Mapping[str, str] = {}
        self._machines: Mapping[str, str] = {}
        self._ours: Mapping[str, tuple[str, datetime]] = {}
        self._task: MergeTask | None = None
        self._chosen: dict[tuple[str, ...], str] = {}
        self.decided = _nothing
        self._build_tables()
        self.ours = Side(_("Giữ của máy này (phím 1)"), lambda: self.choose(OURS))
        self.theirs = Side(_("Lấy của máy kia (phím 2)"), lambda: self.choose(THEIRS))
        self.head = parts.text("", "strong")
        self.save_button = parts.pressed(_("Lưu lựa chọn"), "save", self.save, primary=True)
        self.save_button.setToolTip(f"{_('Lưu lựa chọn')}  (Enter)")
        self._lay_out()

    def _build_tables(self) -> None:
        columns = [
            Column(_("Bản ghi"), values.title_of, 0),
            Column(_("Vì sao phải chọn"), lambda task: Mark(wording.label(task.what), "care", "care"), 220),
            Column(_("Ai sửa ở máy kia"), self._who, 150),
            Column(_("Máy"), lambda task: machine_words(task.replica, self._machines), 150),
            Column(_("Lúc"), lambda task: reading.show_time(task.at), 124),
        ]
        self.tasks_table = Table(
            PagedModel(columns, all_at_once(lambda: self.tasks), lambda task: task.id),
            _("Việc cần chọn"),
            empty=_("Không có việc nào phải chọn giữa hai máy."),
        )
        self.tasks_table.chosen.connect(self._turn)
        self.tasks_table.opened.connect(self._begin_fields)
        fields = [
            Column(_("Ô"), lambda clash: values.field_words(clash.path), 0),
            Column(_("Giữ của"), self._side, 140),
        ]
        self.fields_table = FieldsTable(
            PagedModel(fields, all_at_once(self._clashes), lambda clash: "/".join(clash.path) or "."),
            _("Ô phải chọn"),
            empty=_("Chọn một việc ở trên để xem hai giá trị."),
        )
        self.fields_table.chose.connect(self.choose)
        self.fields_table.chosen.connect(self._show_sides)
        self.fields_table.opened.connect(self._enter)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.S)
        box.addWidget(self.tasks_table)
        box.addWidget(self.head)
        middle = QHBoxLayout()
        middle.setSpacing(look.M)
        self.fields_table.setFixedWidth(300)
        middle.addWidget(self.fields_table)
        middle.addWidget(self.ours, 1)
        middle.addWidget(self.theirs, 1)
        box.addLayout(middle, 1)
        foot = QHBoxLayout()
        foot.addWidget(
            parts.text(
                _("Phím 1, 2 chọn cho từng ô; Enter lưu. Bản không chọn vẫn còn trong lịch sử."), "secondary"
            ),
            1,
        )
        foot.addWidget(self.save_button)
        box.addLayout(foot)

    # --- what is shown

    def show_tasks(
        self,
        tasks: tuple[MergeTask, ...],
        names: Mapping[str, str],
        machines: Mapping[str, str],
        ours: Mapping[str, tuple[str, datetime]],
    ) -> None:
        """Other choices; the one under the hand stays, with what was chosen in it."""
        self.tasks, self._names, self._machines, self._ours = tasks, names, machines, ours
        self.tasks_table.setFixedHeight(look.ROW * (2 if len(tasks) == 1 else 3) + 4)
        kept = next((task for task in tasks if self._task is not None and task.id == self._task.id), None)
        if kept is None and tasks:
            self._turn(tasks[0])
        self.tasks_table.reload()
        if kept is None:
            self.tasks_table.choose(0)

    def begin(self) -> None:
        """The hand goes to the list."""
        self.tasks_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, task: MergeTask | None) -> None:
        if task is None or (self._task is not None and task.id == self._task.id):
            return
        self._task = task
        self._chosen = {}
        self.head.setText(values.title_of(task))
        by, at = self._ours.get(task.id, ("", None))
        self.ours.show_who(_("Máy này"), self._names.get(by, ""), reading.show_time(at) if at else "")
        self.theirs.show_who(
            machine_words(task.replica, self._machines), self._who(task), reading.show_time(task.at)
        )
        self.fields_table.ask_anew()
        self.fields_table.choose(0)
        self._show_sides(self._clashes()[0])

    def _who(self, task: MergeTask) -> str:
        return self._names.get(task.by, _("người dùng của máy kia"))

    def _clashes(self) -> tuple[Clash, ...]:
        return self._task.conflicts if self._task is not None else ()

    def _side(self, clash: Clash) -> str | Mark:
        side = self._chosen.get(clash.path)
        if side is None:
            return Mark(_("chưa chọn"), "care", "care")
        return Mark(_("máy này") if side == OURS else _("máy kia"), "done", "good")

    def _show_sides(self, clash: Clash | None) -> None:
        if clash is None:
            return
        side = self._chosen.get(clash.path)
        name = clash.path[-1] if clash.path else ""
        self.ours.show_value(_value(clash, clash.ours, name), is_chosen=side == OURS)
        self.theirs.show_value(_value(clash, clash.theirs, name), is_chosen=side == THEIRS)

    # --- what can be done

    def choose(self, side: str) -> None:
        """Whose value the field under the hand keeps; the hand goes on to the next that is open."""
        clash = self.fields_table.current()
        if clash is None:
            return
        self._chosen[clash.path] = side
        clashes = self._clashes()
        self.fields_table.reload()
        self._show_sides(clash)
        open_ones = [place for place, one in enumerate(clashes) if one.path not in self._chosen]
        later = [place for place in open_ones if place > clashes.index(clash)]
        if open_ones:
            self.fields_table.choose((later or open_ones)[0])

    def save(self) -> None:
        """Settle the record; the other PCs learn it with the next round."""
        if self._task is None:
            return
        self._jobs.order(
            sharing.decide,
            self._task.id,
            dict(self._chosen),
            owner=self,
            then=self._decided,
            refused=self._refused,
        )

    def _decided(self, _nothing_more: None) -> None:
        self._say(_("Đã lưu lựa chọn; máy kia nhận ở lần gửi tới"))
        self._task = None
        self.decided()

    def _refused(self, refused: Refused) -> None:
        self._refuse(refused)
        if refused.code == "sharing.task_gone":
            self._task = None
            self.decided()

    def _begin_fields(self, _task: object) -> None:
        self.fields_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self, _clash: object) -> None:
        self.save()


def _value(clash: Clash, value: object, name: str) -> str:
    if not clash.path and value is None:
        return _("(đã xóa)")
    return values.value_words(value, name)


def _nothing() -> None:
    """Where nobody listens."""
