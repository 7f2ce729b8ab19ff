"""One idea: its slip at the left, its road at the right with the fields of the next step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.idea import Idea, IdeaStage, check_idea, idea_stage
from desktop.domain.problems import Problem, Refused, blocking
from desktop.i18n import _
from desktop.services import drafts, ideas
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.ideas.steps import STEPS, Step, Typed, story
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import BlockField, ChoiceField, Field, Form, TextField
from desktop.ui.typing.authors import AuthorsField
from desktop.ui.typing.drafting import DraftKeeper

NEW = "idea/new"
_TOOLS = ("idea.print", "idea.acknowledge", "idea.close")


@dataclass(frozen=True, slots=True)
class StepTyped:
    """What was being typed of the step that follows a stage, as typed."""

    stage: IdeaStage
    on: str
    yes: bool
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What a draft of this form holds."""

    idea: Idea
    step: StepTyped | None = None


class IdeaForm(QWidget):
    """`closed` gives the id to show in the list ("" for none); `grown` that of the initiative it became."""

    closed = Signal(str)
    grown = Signal(str)
    told = Signal(str)
    refused = Signal(object)
    wanted_paper = Signal(str, str)
    """The kind of paper and the idea that it is about."""

    def __init__(self, desk: Desk, jobs: Jobs, today: date) -> None:
        super().__init__()
        self._jobs = jobs
        self._today = today
        self.idea = Idea("", "")
        self._is_step_dirty = False
        self.fields: dict[str, Field] = {
            "title": TextField(_("Tên ý tưởng"), needed=True, limit=500),
            "authors": AuthorsField(
                jobs, compact=True, shared=False, words=_("Người nêu ý tưởng"), needed=False
            ),
            "workshop": TextField(_("Xưởng, phòng"), limit=120),
            "received_on": forms.date_field(_("Ngày nhận phiếu"), today, hint=_("trống: hôm nay")),
            "problem": BlockField(_("Việc đang vướng"), lines=3),
            "solution": BlockField(_("Cách làm mới"), lines=3),
            "benefit": BlockField(_("Lợi ích dự kiến"), lines=1),
            "needs": BlockField(_("Cần gì để làm thử"), lines=1),
        }
        self.form = Form(self.fields, self)
        self.on_field = forms.date_field(_("Ngày"), today, hint=_("trống: hôm nay"))
        self.yes_field = ChoiceField(_("Kết luận"), [(True, ""), (False, "")])
        self.who_field = TextField(_("Ai"), limit=200)
        self.words_field = BlockField(_("Nội dung"), lines=3)
        self.keeper = DraftKeeper(desk, jobs, self._snapshot, self)
        make = partial(actions.make, self)
        self.acts = {
            "idea.save": make("idea.save", self.save),
            "idea.step": make("idea.step", self.take_step),
            "idea.print": make("idea.print", partial(self._print, "slip")),
            "idea.acknowledge": make("idea.acknowledge", partial(self._print, "acknowledgement")),
            "idea.author": make("idea.author", self.fields["authors"].add_and_go),  # type: ignore[attr-defined]  # the authors' own
            "idea.close": make("idea.close", self.close_form),
        }
        self._lay_out()
        self.form.touched.connect(self.keeper.touched)
        self.form.left.connect(self.keep)
        self.keeper.kept.connect(self.stored_label.setText)
        for field in self._of_step():
            field.changed.connect(self._step_touched)
            field.left.connect(self.keep)

    def _of_step(self) -> tuple[Field, ...]:
        return self.on_field, self.yes_field, self.who_field, self.words_field

    def _lay_out(self) -> None:
        self.title = parts.heading("")
        self.mark = parts.heading("", "secondary")
        self.stored_label = parts.heading("", "secondary")
        slip = parts.Card(margin=look.M, spacing=look.S)
        for name, field in self.fields.items():
            if name != "authors":
                field.make_compact()
        authors = self.fields["authors"]
        assert isinstance(authors, AuthorsField)
        tool = actions.button(self.acts["idea.author"], flat=True)
        tool.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        authors.tools.addWidget(tool)
        slip.box.addWidget(self.fields["title"])
        slip.box.addWidget(authors)
        slip.box.addLayout(
            forms.row(2, self.fields["workshop"], 1, self.fields["received_on"], spacing=look.M)
        )
        for pair in (("problem", "solution"), ("benefit", "needs")):
            slip.box.addLayout(forms.row(*(self.fields[name] for name in pair), spacing=look.M))
        slip.box.addStretch(1)
        self._lay_out_road()
        body = QHBoxLayout()
        body.setSpacing(look.L)
        self.slip_area = parts.scrolled(slip)
        body.addWidget(self.slip_area, 1)
        self.road_area = parts.scrolled(self.road)
        self.road_area.setFixedWidth(360)
        body.addWidget(self.road_area)
        self.save_button = actions.button(self.acts["idea.save"], key=True)
        foot = QHBoxLayout()
        foot.addWidget(self.stored_label)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        box: QVBoxLayout = parts.page(self, margins=(look.L, look.S, look.L, look.S))
        box.setSpacing(look.S)
        tools = [actions.button(self.acts[name], flat=True) for name in _TOOLS]
        box.addLayout(parts.head(self.title, *tools, beside=self.mark))
        box.addLayout(body, 1)
        box.addLayout(foot)

    def _lay_out_road(self) -> None:
        self.road = parts.Card(margin=look.M, spacing=look.S)
        self.story = parts.text("", "secondary")
        self.step_heading = parts.heading("", "strong")
        self.step_button = actions.button(self.acts["idea.step"], primary=True, key=True)
        self.road.box.addWidget(parts.heading(_("Đường đi của ý tưởng"), "strong"))
        self.road.box.addWidget(self.story)
        self.road.box.addWidget(parts.rule())
        self.road.box.addWidget(self.step_heading)
        for field in self._of_step():
            field.make_compact()
            self.road.box.addWidget(field)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.step_button)
        self.road.box.addLayout(line)
        self.road.box.addStretch(1)

    # --- opening

    def open_new(self) -> None:
        """A blank slip, or the one that was being typed."""
        self._jobs.ask(drafts.find, owner=self, then=partial(self._show_with, Idea("", "")))

    def open_record(self, record: str) -> None:
        """A stored idea, with what was being typed into it."""
        self._jobs.ask(ideas.get, record, owner=self, then=self._opened, refused=self._gone)

    def _gone(self, refused: Refused) -> None:
        self.refused.emit(refused)
        self.closed.emit("")

    def _opened(self, idea: Idea) -> None:
        self._jobs.ask(drafts.find, owner=self, then=partial(self._show_with, idea))

    def _show_with(self, idea: Idea, found: tuple[drafts.Draft, ...]) -> None:
        name = f"idea/{idea.id}" if idea.id else NEW
        draft = next((draft for draft in found if draft.form == name), None)
        typed = _unpack(draft.body) if draft else None
        self.show_idea(idea)
        if typed is not None:
            self.form.fill({name: getattr(typed.idea, name) for name in self.fields}, dirty=True)
            self._fill_step(typed.step)
            self.stored_label.setText(_("Đã mở lại phần đang nhập dở"))

    def show_idea(self, idea: Idea) -> None:
        """Fill the slip and the road."""
        self.idea = idea
        self.form.fill({name: getattr(idea, name) for name in self.fields})
        self.title.setText(
            _("Ý tưởng số {number}").format(number=idea.number) if idea.number else _("Ý tưởng mới")
        )
        self.mark.setText(wording.label(idea_stage(idea)) if idea.id else "")
        self.stored_label.setText("")
        self.road_area.setVisible(bool(idea.id))
        for name in ("idea.print", "idea.acknowledge"):
            self.acts[name].setEnabled(bool(idea.id))
        self._show_step()
        self._is_step_dirty = False
        self.keeper.forget()
        self.slip_area.verticalScrollBar().setValue(0)
        target = self.on_field if idea.id and self._step is not None else self.fields["title"]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def _step(self) -> Step | None:
        return STEPS.get(idea_stage(self.idea))

    def _show_step(self) -> None:
        step, stage = self._step, idea_stage(self.idea)
        self.story.setText("\n".join(story(self.idea)))
        can_grow = stage is IdeaStage.WORKED
        self.step_heading.setText(
            _(step.heading) if step else _("Chuyển thành sáng kiến") if can_grow else ""
        )
        self.acts["idea.step"].setEnabled(bool(self.idea.id) and (step is not None or can_grow))
        self.step_button.setVisible(self.acts["idea.step"].isEnabled())
        for field, words in (
            (self.on_field, step.on if step else ""),
            (self.yes_field, step.yes if step else ""),
            (self.who_field, step.who if step else ""),
            (self.words_field, step.words if step else ""),
        ):
            field.setVisible(bool(words))
            field.show_problem(None)
        if step is None:
            return
        self.on_field.label.setText(_(step.on))
        self.on_field.set_value(None)
        if step.yes:
            self.yes_field.set_choices([(True, _(step.yes)), (False, _(step.no))])
        for field, words in ((self.who_field, step.who), (self.words_field, step.words)):
            field.label.setText(_(words) if words else "")
            field.set_value("")

    # --- typing and storing

    def typed(self) -> Idea:
        """The slip as typed."""
        return replace(self.idea, **self.form.values())

    def _snapshot(self) -> tuple[str, str]:
        name = f"idea/{self.idea.id}" if self.idea.id else NEW
        return name, msgspec.json.encode(Kept(self.typed(), self._step_typed())).decode()

    def _step_touched(self) -> None:
        self._is_step_dirty = True
        self.keeper.touched()

    def _step_typed(self) -> StepTyped | None:
        if not self._is_step_dirty:
            return None
        return StepTyped(
            idea_stage(self.idea),
            self.on_field.edit.text(),
            bool(self.yes_field.value()),
            self.who_field.edit.text(),
            self.words_field.edit.toPlainText(),
        )

    def _fill_step(self, step: StepTyped | None) -> None:
        """What was being typed of a step, where the idea still stands before it."""
        if step is None or step.stage is not idea_stage(self.idea) or self._step is None:
            return
        self.on_field.edit.setText(step.on)
        if self._step.yes:
            self.yes_field.set_value(step.yes)
        self.who_field.set_value(step.who)
        self.words_field.set_value(step.words)
        self._is_step_dirty = True

    def keep(self) -> None:
        """Keep the draft now where something was typed."""
        if self.form.is_dirty or self._is_step_dirty:
            self.keeper.keep()

    def save(self) -> None:
        """Store the slip."""
        self._save(self._saved)

    def _save(self, then: Callable[[str], None]) -> None:
        typed = self.typed()
        problems = check_idea(typed)
        self.form.show_problems(problems)
        if blocking(problems) or self.form.unreadable:
            self.form.focus_first_problem()
            return
        name, _body = self._snapshot()
        self.keeper.forget()
        self.form.is_dirty = False
        self._jobs.order(ideas.save, typed, draft_form=name, owner=self, then=then, refused=self._refused)

    def _saved(self, record: str) -> None:
        if self._is_step_dirty:  # an answer that is being written stays, with its draft
            self.keeper.touched()
            self.stored_label.setText(_("Đã lưu ý tưởng"))
            return
        self.told.emit(_("Đã lưu ý tưởng"))
        self.closed.emit(record)

    def _refused(self, refused: Refused) -> None:
        self.form.is_dirty = True
        self.keeper.touched()
        found = refused.facts.get("problems")
        problems = found if isinstance(found, tuple) else (Problem(refused.code, "", refused.facts),)
        if self.form.show_problems(problems):
            self.refused.emit(refused)
        self.form.focus_first_problem()

    def take_step(self) -> None:
        """Record the next step; what worked becomes an initiative."""
        if self.form.is_dirty:
            self._save(self._step_after_slip)
            return
        step = self._step
        if step is None:
            self._jobs.order(
                ideas.grow, self.idea.id, owner=self, then=self.grown.emit, refused=self.refused.emit
            )
            return
        if not self.on_field.is_readable:
            self.on_field.setFocus()
            return
        typed = Typed(
            self.on_field.value() or self._today,
            bool(self.yes_field.value()),
            self.who_field.value(),
            self.words_field.value(),
        )
        self._jobs.order(
            step.order,
            self.idea.id,
            step.value(self.idea, typed),
            owner=self,
            then=self._stepped,
            refused=self._not_taken,
        )

    def _step_after_slip(self, _record: str) -> None:
        if self.idea.id:
            self.take_step()

    def _stepped(self, _value: Any) -> None:
        self._is_step_dirty = False
        self.keeper.drop(self._snapshot()[0])
        self.told.emit(_("Đã ghi: {step}").format(step=self.step_heading.text()))
        self.open_record(self.idea.id)

    def _not_taken(self, refused: Refused) -> None:
        field = self.words_field if self.words_field.isVisible() else self.on_field
        field.show_problem(Problem(refused.code, "", refused.facts))
        field.setFocus()
        self.keeper.touched()

    def _print(self, kind: str) -> None:
        if self.idea.id:
            self.wanted_paper.emit(kind, self.idea.id)

    def close_form(self) -> None:
        """Back to the list; what was typed is kept as a draft."""
        self.keep()
        self.form.is_dirty = self._is_step_dirty = False
        self.closed.emit(self.idea.id)


def _unpack(body: str) -> Kept | None:
    try:
        return msgspec.json.decode(body, type=Kept, strict=False)
    except msgspec.MsgspecError:
        return _unpack_slip(body)


def _unpack_slip(body: str) -> Kept | None:
    """A draft of the first releases, which held the slip alone."""
    try:
        return Kept(msgspec.json.decode(body, type=Idea, strict=False))
    except msgspec.MsgspecError:
        return None
