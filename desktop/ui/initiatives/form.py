"""The form of one initiative, in the order of the paper form. Enter goes on, Ctrl+Enter stores and opens the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import wording
from desktop.domain.initiative import BenefitKind, Initiative, check
from desktop.domain.problems import Problem, Refused, blocking
from desktop.i18n import _
from desktop.services import drafts, initiatives
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.initiatives import fields as form_fields
from desktop.ui.initiatives.drafting import NEW, DraftKeeper, form_name, pack, unpack
from desktop.ui.initiatives.hints import Hints
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.forms import Form, ReadField

CARRIED_OVER = ("workshop", "solution", "field", "release")
"""What the next form begins with: a workshop's forms come in one pile."""

WIDEST = 1_340
"""Px; on a wide screen the eye should not travel across it all for each field."""


@dataclass(frozen=True, slots=True)
class NotStored:
    """A form that was handed over with Ctrl+Enter and came back."""

    initiative: Initiative
    refused: Refused


class InitiativeForm(QWidget):
    """One form; `closed` gives the id to show in the list ("" for none)."""

    closed = Signal(str)
    stored = Signal(str, bool)
    """The title that was stored, and whether it is new."""

    def __init__(self, desk: Desk, jobs: Jobs, today: date) -> None:
        super().__init__()
        self.desk = desk
        self.jobs = jobs
        self._base = Initiative("", "")
        self._last: Initiative | None = None
        self._came_back: list[NotStored] = []
        self.fields = form_fields.build(desk, jobs, today)
        self.form = Form(self.fields.by_name(), self)
        self.keeper = DraftKeeper(desk, jobs, self._snapshot, self)
        self.hints = Hints(jobs)
        self._make_actions()
        self._lay_out()
        self.setAcceptDrops(True)
        self.form.touched.connect(self.keeper.touched)
        self.form.left.connect(self._field_left)
        self.keeper.kept.connect(self.stored_label.setText)
        self.fields.benefit_kind.changed.connect(self._turn_benefit)
        self.fields.is_protected.changed.connect(self._turn_protected)
        self.fields.release.changed.connect(self._show_what_leaves)

    def _make_actions(self) -> None:
        make = partial(actions.make, self)
        self.acts = {
            "form.save": make("form.save", self.save),
            "form.next": make("form.next", self.save_and_next),
            "form.repeat": make("form.repeat", self.repeat),
            "form.close": make("form.close", self.close_form),
            "form.author": make("form.author", self.fields.authors.add_and_go),
            "form.even": make("form.even", self.fields.authors.share_evenly),
            "form.rest": make("form.rest", self.fields.authors.share_rest),
            "form.attach": make("form.attach", self.fields.attachments.pick),
        }

    def _lay_out(self) -> None:
        self.title = parts.heading(_("Sáng kiến mới"))
        self.stored_label = parts.heading("", "secondary")
        self.save_button = actions.button(self.acts["form.save"])
        self.next_button = actions.button(self.acts["form.next"], primary=True)
        self.repeat_button = actions.button(self.acts["form.repeat"], flat=True)
        self.close_button = actions.button(self.acts["form.close"], flat=True)
        for name in ("form.author", "form.even", "form.rest"):
            tool = actions.button(self.acts[name], flat=True)
            tool.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # they have keys; Enter goes from field to field
            self.fields.authors.tools.addWidget(tool)
        self.back_card = parts.Card("bad", margin=look.S)
        self.back_words = parts.text("")
        self.back_button = parts.button(_("Mở lại phiếu đó"), "returned")
        self.back_button.clicked.connect(self._reopen)
        line = QHBoxLayout()
        line.addWidget(self.back_words, 1)
        line.addWidget(self.back_button)
        self.back_card.box.addLayout(line)
        self.back_card.hide()
        paper = parts.Card(margin=look.L, spacing=look.XS)
        attach = actions.button(self.acts["form.attach"], flat=True)
        self.fields.lay_out(paper.box, attach)
        body = QHBoxLayout()
        body.setSpacing(look.L)
        body.addWidget(parts.scrolled(paper), 1)
        body.addWidget(self.hints)
        sheet = QWidget()
        sheet.setMaximumWidth(WIDEST)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(sheet, 1)
        outer.addStretch(0)
        box = parts.page(sheet, margins=(look.L, look.M, look.L, look.M))
        box.setSpacing(look.S)
        box.addLayout(parts.head(self.title, self.repeat_button, self.close_button))
        box.addWidget(self.back_card)
        box.addLayout(body, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.stored_label)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        foot.addWidget(self.next_button)
        box.addLayout(foot)

    # --- opening

    def open_new(self) -> None:
        """A blank form, or the one that was being typed when the program ended."""
        self.keep()
        self.jobs.ask(drafts.find, owner=self, then=partial(self._open_draft, NEW, Initiative("", "")))

    def open_draft(self, form: str) -> None:
        """The form of a draft."""
        record = form.partition("/")[2]
        if form == NEW or not record:
            self.open_new()
        else:
            self.open_record(record)

    def open_record(self, record: str) -> None:
        """A stored initiative, with what was being typed into it."""
        self.keep()
        self.jobs.ask(initiatives.get, record, owner=self, then=self._opened, refused=self._gone)

    def _opened(self, initiative: Initiative) -> None:
        self.jobs.ask(
            drafts.find, owner=self, then=partial(self._open_draft, form_name(initiative), initiative)
        )

    def _gone(self, _refused: Refused) -> None:
        self.closed.emit("")

    def _open_draft(self, form: str, initiative: Initiative, found: tuple[drafts.Draft, ...]) -> None:
        draft = next((draft for draft in found if draft.form == form), None)
        held = unpack(draft.body) if draft else None
        self.show_initiative(held[0] if held else initiative, base=initiative, raw=held[1] if held else {})
        if held:
            self.stored_label.setText(_("Đã mở lại phiếu đang nhập dở"))

    def show_initiative(
        self, initiative: Initiative, *, base: Initiative | None = None, raw: dict[str, str] | None = None
    ) -> None:
        """Fill the form. `raw` holds fields that could not be read, as they were typed."""
        self._base = base or initiative
        self.keeper.forget()
        self.form.fill(form_fields.values_of(initiative), dirty=bool(raw) or initiative != self._base)
        for name, text in (raw or {}).items():
            field = self.form.fields.get(name)
            if isinstance(field, ReadField):
                field.edit.setText(text)
        known = self._base.number
        self.title.setText(
            _("Sáng kiến số {number}").format(number=known) if self._base.id else _("Sáng kiến mới")
        )
        self.next_button.setVisible(not self._base.id)
        self.repeat_button.setVisible(not self._base.id and self._last is not None)
        parts.set_tone(self.save_button, "true" if self._base.id else "false", "primary")
        self.save_button.setIcon(look.icon("save", "surface" if self._base.id else "muted"))
        self.stored_label.setText("")
        self._turn_benefit()
        self._turn_protected()
        self._show_what_leaves()
        self.hints.clear()
        self.fields.title.setFocus(Qt.FocusReason.TabFocusReason)

    # --- what stands in the form

    def initiative(self) -> Initiative:
        """The initiative as typed, on top of what is stored."""
        return form_fields.initiative_of(self._base, self.form.values())

    def _snapshot(self) -> tuple[str, str]:
        typed = self.initiative()
        raw = {name: self.form.fields[name].edit.text() for name in self.form.unreadable}  # type: ignore[attr-defined]  # only lines can be unreadable
        return form_name(self._base), pack(typed, raw)

    def keep(self) -> None:
        """Keep the draft now where something was typed."""
        if self.form.is_dirty:
            self.keeper.keep()

    def _field_left(self) -> None:
        if not self.form.is_dirty:
            return
        self.keeper.keep()
        typed = self.initiative()
        self.hints.look_for(typed)
        named = [problem for problem in check(typed) if not problem.code.endswith(".missing")]
        self.form.show_problems(named)

    def repeat(self) -> None:
        """Ctrl+D: the field that has the focus gets what the last form held."""
        if self._last is None:
            return
        values = form_fields.values_of(self._last)
        for name, field in self.form.fields.items():
            if field.isAncestorOf(self.focusWidget() or self):
                field.set_value(values[name])
                self.form.is_dirty = True
                self.keeper.touched()

    # --- storing

    def _ready(self) -> Initiative | None:
        """What can be stored; None where a problem is in the way, which is then shown."""
        typed = self.initiative()
        problems = check(typed)
        self.form.show_problems(problems)
        if blocking(problems) or self.form.unreadable:
            self.form.focus_first_problem()
            self.stored_label.setText(_("Còn chỗ cần sửa; bản nháp vẫn được giữ"))
            self.keeper.keep()
            return None
        return typed

    def save(self) -> None:
        """Store and go back to the list."""
        typed = self._ready()
        if typed is None:
            return
        self.keeper.forget()
        self.form.is_dirty = False
        self.stored_label.setText(_("Đang lưu…"))
        self._order(typed, self._saved)

    def _saved(self, typed: Initiative, record: str) -> None:
        self._last = typed
        self.stored.emit(typed.title, not typed.id)
        self.closed.emit(record)

    def save_and_next(self) -> None:
        """Store what stands here and open the next form at once; a refusal brings this one back."""
        if self._base.id:
            self.save()
            return
        typed = self._ready()
        if typed is None:
            return
        self.keeper.forget()
        self._last = typed
        self._order(typed, self._saved_before)
        next_one = replace(Initiative("", ""), **{name: getattr(typed, name) for name in CARRIED_OVER})
        self.show_initiative(next_one, base=next_one)
        self.stored_label.setText(_("Đang lưu phiếu trước…"))

    def _saved_before(self, typed: Initiative, _record: str) -> None:
        self.stored.emit(typed.title, True)
        if not self.form.is_dirty:
            self.stored_label.setText(_("Đã lưu phiếu trước"))

    def _order(self, typed: Initiative, then: Any) -> None:
        self.jobs.order(
            initiatives.save,
            typed,
            draft_form=form_name(self._base),
            owner=self,
            then=partial(then, typed),
            refused=partial(self._refused, typed),
        )

    def _refused(self, typed: Initiative, refused: Refused) -> None:
        if not self.form.is_dirty:
            self._bring_back(NotStored(typed, refused))
            return
        self._came_back.append(NotStored(typed, refused))
        told = wording.sentence(refused.code, refused.facts)
        self.back_words.setText(_("Chưa lưu được “{title}”: {why}").format(title=typed.title, why=told))
        self.back_card.show()

    def _reopen(self, _checked: bool = False) -> None:
        back = self._came_back.pop()
        self.back_card.setVisible(bool(self._came_back))
        if self.form.is_dirty:
            self._came_back.insert(0, NotStored(self.initiative(), back.refused))
        self._bring_back(back)

    def _bring_back(self, back: NotStored) -> None:
        base = self._base if self._base.id == back.initiative.id else Initiative(back.initiative.id, "")
        self.show_initiative(back.initiative, base=base)
        self.form.is_dirty = True
        self.keeper.touched()
        found = back.refused.facts.get("problems")
        problems = (
            found if isinstance(found, tuple) else (Problem(back.refused.code, "", back.refused.facts),)
        )
        homeless = self.form.show_problems(problems)
        told = [
            f"{wording.sentence(item.code, item.facts)} {wording.advice(item.code, item.facts)}"
            for item in homeless
        ]
        self.stored_label.setText(" ".join(told).strip() or _("Còn chỗ cần sửa"))
        self.form.focus_first_problem()

    def close_form(self) -> None:
        """Back to the list; what was typed is kept as a draft."""
        self.keep()
        self.closed.emit(self._base.id)

    # --- what depends on what

    def _turn_benefit(self) -> None:
        self.fields.benefit_amount.setEnabled(self.fields.benefit_kind.value() is BenefitKind.AMOUNT)

    def _turn_protected(self) -> None:
        self.fields.protected_text.setVisible(self.fields.is_protected.value())

    def _show_what_leaves(self) -> None:
        self.hints.show_release(self.fields.release.value())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the form."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        form_fields.attach_dropped(self.fields.attachments, event.mimeData().urls())
