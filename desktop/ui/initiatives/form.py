"""The whole form of a stored initiative, in the order of the paper form. New ones are typed in Nhập gọn."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from desktop import wording
from desktop.domain.initiative import BenefitKind, Initiative, as_new, check
from desktop.domain.problems import Problem, Refused, blocking
from desktop.i18n import _
from desktop.services import drafts, initiatives
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.initiatives import fields as form_fields
from desktop.ui.initiatives.hints import Hints
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.forms import Form, ReadField
from desktop.ui.typing.drafting import DraftKeeper, form_name, new_form, pack, unpack
from desktop.ui.typing.person_panel import PersonPanel
from desktop.ui.typing.recovery import Found, RecoveryPage, differences

WIDEST = 1_340
"""Px; on a wide screen the eye should not travel across it all for each field."""


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
        self._drafts: tuple[drafts.Draft, ...] = ()
        self._named = ("", "")
        self.fields = form_fields.build(desk, jobs, today)
        self.form = Form(self.fields.by_name(), self)
        self.keeper = DraftKeeper(desk, jobs, self._snapshot, self)
        self.hints = Hints(jobs)
        self._make_actions()
        self._lay_out()
        self.person = PersonPanel(self.sheet)
        self.setAcceptDrops(True)
        self.form.touched.connect(self.keeper.touched)
        self.form.left.connect(self._field_left)
        self.person.closed.connect(self._field_left)
        self.keeper.kept.connect(self.stored_label.setText)
        self.recovery.chosen.connect(self._recover)
        self.fields.benefit_kind.changed.connect(self._turn_benefit)
        self.fields.is_protected.changed.connect(self._turn_protected)
        self.fields.release.changed.connect(self._show_what_leaves)

    def _make_actions(self) -> None:
        make = partial(actions.make, self)
        self.acts = {
            "form.save": make("form.save", self.save),
            "form.close": make("form.close", self.close_form),
            "form.author": make("form.author", self.fields.authors.add_and_go),
            "form.even": make("form.even", self.fields.authors.share_evenly),
            "form.rest": make("form.rest", self.fields.authors.share_rest),
            "form.person": make("form.person", self._open_person),
            "form.attach": make("form.attach", self.fields.attachments.pick),
        }

    def _lay_out(self) -> None:
        self.title = parts.heading("")
        self.stored_label = parts.heading("", "secondary")
        self.save_button = actions.button(self.acts["form.save"], primary=True)
        self.close_button = actions.button(self.acts["form.close"], flat=True)
        for name in ("form.author", "form.even", "form.rest", "form.person"):
            tool = actions.button(self.acts[name], flat=True)
            tool.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # they have keys; Enter goes from field to field
            self.fields.authors.tools.addWidget(tool)
        paper = parts.Card(margin=look.L, spacing=look.XS)
        attach = actions.button(self.acts["form.attach"], flat=True)
        self.fields.lay_out(paper.box, attach)
        body = QHBoxLayout()
        body.setSpacing(look.L)
        body.addWidget(parts.scrolled(paper), 1)
        body.addWidget(self.hints)
        self.sheet = QWidget()
        self.sheet.setMaximumWidth(WIDEST)
        self.recovery = RecoveryPage()
        self.pages = QStackedLayout(self)
        self.pages.addWidget(self.sheet)
        self.pages.addWidget(self.recovery)
        box = parts.page(self.sheet, margins=(look.L, look.M, look.L, look.M))
        box.setSpacing(look.S)
        box.addLayout(parts.head(self.title, self.close_button))
        box.addLayout(body, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.stored_label)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        box.addLayout(foot)

    # --- opening

    def open_draft(self, form: str) -> None:
        """The form of a draft."""
        self.open_record(form.partition("/")[2])

    def open_record(self, record: str, field: str = "", why: str = "") -> None:
        """A stored initiative, first asking about what was being typed into it.

        `field` is the one that somebody named, as the exchange spells it, and `why` what they said of it.
        """
        self.keep()
        self._named = (field, why)
        self.jobs.ask(initiatives.get, record, owner=self, then=self._opened, refused=self._gone)

    def _opened(self, initiative: Initiative) -> None:
        self.jobs.ask(drafts.find, owner=self, then=partial(self._look_at_drafts, initiative))

    def _gone(self, _refused: Refused) -> None:
        self.closed.emit("")

    def _look_at_drafts(self, initiative: Initiative, found: tuple[drafts.Draft, ...]) -> None:
        self._drafts = found
        self.show_initiative(initiative)
        draft = self._own_draft()
        typed, raw = (draft and unpack(draft.body)) or (initiative, {})
        told = differences(initiative, typed, raw)
        if draft is not None and told:
            self.pages.setCurrentWidget(self.recovery)
            self.recovery.show_draft(Found(draft.form, draft.at, typed.title, told))

    def _own_draft(self) -> drafts.Draft | None:
        return next((draft for draft in self._drafts if draft.form == form_name(self._base)), None)

    def _recover(self, answer: str) -> None:
        draft = self._own_draft()
        if draft is None:
            return
        typed, raw = unpack(draft.body) or (self._base, {})
        self.pages.setCurrentWidget(self.sheet)
        if answer == "restore":
            self.show_initiative(typed, base=self._base, raw=raw)
            self.stored_label.setText(_("Đã khôi phục, gõ tiếp được"))
            return
        if (
            answer == "both"
        ):  # what is stored stays; what was typed becomes a form of its own, asked about by Ctrl+N
            copy = as_new(typed)
            self.jobs.order(drafts.keep, new_form(self.desk), pack(copy, raw), owner=self)
        self.keeper.drop(draft.form)
        self.fields.title.setFocus(Qt.FocusReason.TabFocusReason)

    def show_initiative(
        self, initiative: Initiative, *, base: Initiative | None = None, raw: dict[str, str] | None = None
    ) -> None:
        """Fill the form. `raw` holds fields that could not be read, as they were typed."""
        self._base = base or initiative
        self.pages.setCurrentWidget(self.sheet)
        self.keeper.forget()
        self.form.fill(form_fields.values_of(initiative), dirty=bool(raw) or initiative != self._base)
        for name, text in (raw or {}).items():
            field = self.form.fields.get(name)
            if isinstance(field, ReadField):
                field.edit.setText(text)
        number = self._base.number
        self.title.setText(
            _("Sáng kiến số {number}").format(number=number) if number else _("Sáng kiến chưa có số")
        )
        self.stored_label.setText("")
        self._turn_benefit()
        self._turn_protected()
        self._show_what_leaves()
        self.hints.clear()
        self._go_to_named()

    def _go_to_named(self) -> None:
        """The hand goes to the field that was named, with what was said beside it; to the first one otherwise."""
        name, why = self._named
        field = self.form.fields.get(form_fields.named(name), self.fields.title)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        if why:
            field.say(why, "care")
        if name:
            parts.bring_into_view(field)

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
        self.person.close_panel()
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
        self.stored.emit(typed.title, False)
        self.closed.emit(record)

    def _order(self, typed: Initiative, then: Any) -> None:
        self.jobs.order(
            initiatives.save,
            typed,
            draft_form=form_name(self._base),
            owner=self,
            then=partial(then, typed),
            refused=self._refused,
        )

    def _refused(self, refused: Refused) -> None:
        """What was typed still stands here."""
        self.form.is_dirty = True
        self.keeper.touched()
        found = refused.facts.get("problems")
        problems = found if isinstance(found, tuple) else (Problem(refused.code, "", refused.facts),)
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

    def _open_person(self) -> None:
        self.person.open_for(self.fields.authors.row_with_focus())

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
