"""The guided description of one initiative: a section at a time, its questions, a model to look at, what is missing."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.describing import Guide, Part
from desktop.domain.initiative import Initiative, Section
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import describing, drafts
from desktop.services.describing import Task
from desktop.services.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.forms import BlockField, Form
from desktop.ui.typing.drafting import DraftKeeper
from desktop.ui.typing.recovery import Difference, Found, RecoveryPage


class SectionField(BlockField):
    """One section: its questions above, how much is written beside its label, the model below when asked for."""

    def __init__(self, part: Part) -> None:
        super().__init__(wording.label(part.section), lines=4, needed=part.needed)
        self.part = part
        self.model = parts.text("", "secondary")
        self.model.setProperty("model", "true")
        self.model.hide()
        told = parts.text(part.hint, "secondary")
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(1, told)
        box.addWidget(self.model)
        self.changed.connect(self.count)

    def count(self) -> None:
        """How much is written of what there should be at least."""
        length = len(self.edit.toPlainText().strip())
        self.hint.setText(f"{length}/{self.part.least}" if self.part.least else str(length))
        self.hint.show()


class Writer(QWidget):
    """Shows one task; `stored` when it was stored."""

    stored = Signal(str)
    refused = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._guide: Guide | None = None
        self._draft: drafts.Draft | None = None
        self._goes = False
        self.value = Initiative("", "")
        self.sections: dict[Section, SectionField] = {}
        self.form = Form({}, self)
        self.keeper = DraftKeeper(desk, jobs, self._snapshot, self)
        self.title = parts.text("", "section")
        self.authors = parts.heading("", "secondary")
        self.told = parts.text("", "", "care")
        self.stored_label = parts.heading("", "secondary")
        self.recovery = RecoveryPage()
        self.recovery.chosen.connect(self._recover)
        self._paper = parts.Card(margin=look.M, spacing=look.XS)
        self._sheet = QWidget()
        self.pages = QStackedLayout(self)
        self.pages.addWidget(self._sheet)
        self.pages.addWidget(self.recovery)
        self.foot = QHBoxLayout()
        self.foot.addWidget(self.stored_label)
        self.foot.addStretch(1)
        box = QVBoxLayout(self._sheet)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.S)
        for widget in (self.title, self.authors, self.told):
            box.addWidget(widget)
        box.addWidget(parts.scrolled(self._paper), 1)
        box.addLayout(self.foot)
        self.keeper.kept.connect(self.stored_label.setText)

    def use(self, guide: Guide) -> None:
        """Build the sections of a guide; once, when the screen is first shown."""
        self._guide = guide
        self.sections = {part.section: SectionField(part) for part in guide.parts}
        for field in self.sections.values():
            self._paper.box.addWidget(field)
        self._paper.box.addStretch(1)
        buttons = (self.foot.itemAt(place).widget() for place in reversed(range(self.foot.count())))
        ends = [button for button in buttons if isinstance(button, QPushButton)]
        for before, after in pairwise([*(field.edit for field in self.sections.values()), *ends]):
            QWidget.setTabOrder(before, after)  # Enter behind the last section stores and goes on
        self.form = Form({section.value: field for section, field in self.sections.items()}, self)
        self.form.touched.connect(self.keeper.touched)
        self.form.left.connect(self._left)

    def form_name(self) -> str:
        """Under which name the draft is kept."""
        return f"describing/{self.value.id}"

    def open(self, record: str, *, go: bool = False) -> None:
        """Turn to an initiative, keeping what was being typed into the one before; `go` puts the hand into it."""
        self._goes = go
        if record == self.value.id:
            self._go_if_wanted()
            return
        self.keep()
        self._jobs.ask(
            describing.task, record, owner=self, then=self._opened, refused=self._gone, exclusive="task"
        )

    def _gone(self, refused: Refused) -> None:
        self.refused.emit(refused)

    def _opened(self, task: Task) -> None:
        self._jobs.ask(drafts.find, owner=self, then=partial(self._show_with, task), exclusive="drafts")

    def _show_with(self, task: Task, found: tuple[drafts.Draft, ...]) -> None:
        self.show_task(task)
        self._draft = next((draft for draft in found if draft.form == self.form_name()), None)
        if self._draft is None:
            self._go_if_wanted()
            return
        typed = _unpack(self._draft.body)
        told = tuple(
            Difference(
                wording.label(section), task.initiative.sections.get(section, ""), typed.get(section, "")
            )
            for section in Section
            if typed.get(section, "") != task.initiative.sections.get(section, "")
        )
        if told:
            self.pages.setCurrentWidget(self.recovery)
            self.recovery.show_draft(
                Found(self._draft.form, self._draft.at, task.initiative.title, told), both=False
            )

        else:
            self._go_if_wanted()

    def _go_if_wanted(self) -> None:
        if self._goes:
            self._goes = False
            self.go()

    def _recover(self, answer: str) -> None:
        self.pages.setCurrentWidget(self._sheet)
        if self._draft is None:
            return
        if answer == "restore":
            typed = _unpack(self._draft.body)
            self._fill(typed, dirty=True)
        else:
            self.keeper.drop(self._draft.form)
        self.go()

    def show_task(self, task: Task) -> None:
        """Fill the sections."""
        self.value = task.initiative
        self.pages.setCurrentWidget(self._sheet)
        self.keeper.forget()
        number = f"#{self.value.number} · " if self.value.number else ""
        self.title.setText(f"{number}{self.value.title}")
        names = ", ".join(author.name for author in self.value.authors)
        self.authors.setText(
            " · ".join(filter(None, (names, self.value.workshop, wording.label(self.value.field))))
        )
        self.stored_label.setText("")
        self._fill(self.value.sections)
        self.tell(task.problems)

    def _fill(self, texts: Any, *, dirty: bool = False) -> None:
        self.form.fill({section.value: texts.get(section, "") for section in self.sections}, dirty=dirty)
        for field in self.sections.values():
            field.model.hide()
            field.count()

    def tell(self, problems: tuple[Problem, ...]) -> None:
        """What the programme misses: beside its section, or in one line above."""
        homeless = self.form.show_problems(problems)
        self.told.setText(" ".join(wording.sentence(item.code, item.facts) for item in homeless))
        self.told.setVisible(bool(homeless))

    def go(self) -> None:
        """The focus goes to the first section that is still to be written."""
        empty = [field for field in self.sections.values() if field.part.needed and not field.value()]
        (empty or list(self.sections.values()))[0].setFocus(Qt.FocusReason.TabFocusReason)

    def show_model(self) -> None:
        """The model text of the section that the hand is on, or take it away again; from elsewhere it goes there."""
        if not any(field.isAncestorOf(self.window().focusWidget()) for field in self.sections.values()):
            self.go()
        here = self.window().focusWidget()
        for section, field in self.sections.items():
            if here is not None and field.isAncestorOf(here) and self._guide is not None:
                text = self._guide.model(self.value.field, section)
                field.model.setText(
                    _("Mẫu: {text}").format(text=text) if text else _("Phần này chưa có mẫu.")
                )
                field.model.setVisible(field.model.isHidden())
                parts.bring_into_view(field.model if field.model.isVisible() else field)

    def texts(self) -> dict[Section, str]:
        """What is written."""
        return {section: field.value() for section, field in self.sections.items()}

    def _snapshot(self) -> tuple[str, str]:
        return self.form_name(), msgspec.json.encode(self.texts()).decode()

    def keep(self) -> None:
        """Keep the draft now where something was typed."""
        if self.form.is_dirty:
            self.keeper.keep()

    def _left(self) -> None:
        if self.form.is_dirty:
            self.keeper.keep()
            self._jobs.ask(
                describing.check, self.value.id, self.texts(), owner=self, then=self.tell, exclusive="check"
            )

    def save(self) -> None:
        """Store what is written."""
        if not self.value.id:
            return
        self.keeper.forget()
        self.form.is_dirty = False
        self.stored_label.setText(_("Đang lưu…"))
        self._jobs.order(
            describing.save,
            self.value.id,
            self.texts(),
            draft_form=self.form_name(),
            owner=self,
            then=partial(self._saved, self.value.id),
            refused=self._refused,
        )

    def _saved(self, record: str, _value: Any) -> None:
        self.stored_label.setText(_("Đã lưu"))
        self.stored.emit(record)

    def _refused(self, refused: Refused) -> None:
        self.form.is_dirty = True
        self.keeper.touched()
        found = refused.facts.get("problems")
        self.form.show_problems(found if isinstance(found, tuple) else ())
        self.stored_label.setText(wording.sentence(refused.code, refused.facts))


def _unpack(body: str) -> dict[Section, str]:
    """A draft's sections; nothing where another program version wrote something else."""
    try:
        return msgspec.json.decode(body, type=dict[Section, str])
    except msgspec.MsgspecError:
        return {}
