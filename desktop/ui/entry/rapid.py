"""Nhập gọn: one paper form on one page. Ctrl+Enter stores in the background and opens the next one at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication

from desktop import wording
from desktop.domain.initiative import Initiative, check
from desktop.domain.problems import Problem, Refused, blocking
from desktop.i18n import _
from desktop.services import drafts, initiatives, numbering, programmes
from desktop.services.desk import Desk
from desktop.ui.entry import fields as form_fields
from desktop.ui.entry.fields import doubtful
from desktop.ui.entry.page import RapidPage
from desktop.ui.jobs import Jobs
from desktop.ui.kit.forms import ReadField, TextField
from desktop.ui.typing.drafting import is_new, new_form, pack, unpack
from desktop.ui.typing.recovery import Found, differences

BLANK = Initiative("", "")


@dataclass(frozen=True, slots=True)
class NotStored:
    """A form that was handed over with Ctrl+Enter and came back, with the name of its draft."""

    form: str
    initiative: Initiative
    refused: Refused | None
    """None: it only had to wait while another one was looked at again."""


class RapidForm(RapidPage):
    """The page; `closed` gives the id to show in the list ("" for none)."""

    closed = Signal(str)
    stored = Signal(str)
    consents = Signal()
    """The list of who has not agreed is wanted; what is typed here stays."""

    def __init__(self, desk: Desk, jobs: Jobs, today: date) -> None:
        super().__init__(desk, jobs, today)
        self._name = new_form(desk)
        self._last: Initiative | None = None
        self._came_back: list[NotStored] = []
        self._handed_over: set[str] = set()
        self._found: list[drafts.Draft] = []
        self.form.left.connect(self._field_left)
        self.recovery.chosen.connect(self._recover)

    # --- opening

    def open_new(self) -> None:
        """A blank form at once; then, where nobody types yet, what is to become of one that was being typed.

        What still stands here, because somebody only looked elsewhere, stays.
        """
        if self.form.is_dirty:
            self.fields.title.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._begin()
        self.jobs.ask(programmes.listing, owner=self, then=self.know_programmes)
        self.jobs.ask(numbering.rule, owner=self, then=self.know_rule)
        self.jobs.ask(drafts.find, owner=self, then=partial(self._look_at_drafts, self._name))

    def _begin(self) -> None:
        self._name = new_form(self.desk)
        self.sitting.begun(self.desk.clock.now())
        self._show(self._next_blank())

    def _look_at_drafts(self, blank: str, found: tuple[drafts.Draft, ...]) -> None:
        if self.form.is_dirty or self._name != blank:  # the hand was quicker than the disk: asked next time
            return
        # what is on its way into the store, or came there meanwhile, is nobody's unfinished form
        open_ones = [draft for draft in found if draft.form not in self._handed_over]
        self._found = [draft for draft in open_ones if is_new(draft.form) and unpack(draft.body)]
        if self._found:
            self._ask()

    def _ask(self) -> None:
        draft = self._found[0]
        typed, raw = unpack(draft.body) or (BLANK, {})
        told = differences(BLANK, typed, raw)
        self.pages.setCurrentWidget(self.recovery)
        self.recovery.show_draft(Found(draft.form, draft.at, typed.title, told, len(self._found) - 1))

    def _recover(self, answer: str) -> None:
        draft = self._found.pop(0)
        if answer == "drop":
            self.keeper.drop(draft.form)
        if answer in ("drop", "both"):
            if self._found:
                self._ask()
            else:
                self._begin()
        else:
            self._found.clear()
            typed, raw = unpack(draft.body) or (BLANK, {})
            self.sitting.begun(self.desk.clock.now())
            self._name = draft.form
            self._show(typed, dirty=True)
            for name, text in raw.items():
                field = self.form.fields.get(name)
                if isinstance(field, ReadField):
                    field.edit.setText(text)
            self.stored_label.setText(_("Đã khôi phục, gõ tiếp được"))

    def _show(self, initiative: Initiative, *, dirty: bool = False) -> None:
        self._base = initiative
        self.pages.setCurrentWidget(self.sheet)
        self.keeper.forget()
        self.form.fill(form_fields.values_of(initiative), dirty=dirty)
        self._in_the_way = False
        self.leaves_label.show()
        self.stored_label.setText("")
        self.alike_label.setText("")
        self.repeat_button.setVisible(self._last is not None)
        self._turn_protected()
        self._show_what_leaves()
        self._count_summary()
        self._show_pins()
        self._count()
        self.scan.show_of(initiative.attachments)
        self.fields.title.setFocus(Qt.FocusReason.TabFocusReason)

    def _next_blank(self) -> Initiative:
        """The next form: pinned fields, the day of the pile and its programme are carried over."""
        kept = {name: getattr(self._last, name) for name in self.pinned} if self._last else {}
        received, programme = self._said_of_sitting()
        return replace(BLANK, entered_on=received, programme=programme, **kept)

    # --- what stands in the form

    def initiative(self) -> Initiative:
        """The initiative as typed."""
        return form_fields.initiative_of(self._base, self.form.values())

    def _snapshot(self) -> tuple[str, str]:
        raw = {name: self.form.fields[name].edit.text() for name in self.form.unreadable}  # type: ignore[attr-defined]  # only lines can be unreadable
        return self._name, pack(self.initiative(), raw)

    def keep(self) -> None:
        """Keep the draft now where something was typed."""
        for panel in (self.person, self.reckon, self.setting):
            panel.close_panel()
        if self.form.is_dirty:
            self.keeper.keep()

    def _field_left(self) -> None:
        if self._in_the_way:
            self._in_the_way = False
            self.stored_label.setText("")
            self.leaves_label.show()
        if not self.form.is_dirty:
            return
        self.keeper.keep()
        typed = self.initiative()
        self._look_for(typed)
        named = [problem for problem in self._problems(typed) if not problem.code.endswith(".missing")]
        here = QApplication.focusWidget()
        if here is not None and self.fields.authors.isAncestorOf(here):  # shares are still being typed
            named = [problem for problem in named if problem.code != "share.sum_not_100"]
        self.form.show_problems(named)

    def _repeat(self) -> None:
        """Ctrl+D: the field that has the focus gets what the last form held."""
        if self._last is None:
            return
        values, here = form_fields.values_of(self._last), self.focusWidget()
        for name, field in self.form.fields.items():
            if here is not None and field.isAncestorOf(here):
                field.set_value(values[name])
                if isinstance(field, TextField):
                    field.edit.end(False)  # the hand goes on behind it
                self.form.is_dirty = True
                self.keeper.touched()

    # --- storing

    def _problems(self, typed: Initiative) -> tuple[Problem, ...]:
        """What is wrong or odd, held against the day on which the form will be received."""
        received = replace(typed, entered_on=typed.entered_on or self.today)
        return (*check(received), *doubtful(typed))

    def _ready(self) -> Initiative | None:
        """What can be stored; None where a problem is in the way, which is then shown."""
        if self.scan.is_busy:  # it would be stored without the paper that lies beside it
            self.stored_label.setText(_("Đang chép bản quét, xin chờ một chút"))
            return None
        self.keep()
        typed = self.initiative()
        problems = self._problems(typed)
        self.form.show_problems(problems)
        self._in_the_way = bool(blocking(problems) or self.form.unreadable)
        if self._in_the_way:
            self.form.blockSignals(True)  # the field that is left says nothing over what is in the way
            self.form.focus_first_problem()
            self.form.blockSignals(False)
            self._say_in_the_way()
            return None
        return typed

    def _say_in_the_way(self) -> None:
        """What keeps the form from being stored, and how the first of it is mended."""
        here = self.focusWidget()
        fields = self.form.fields.values()
        mend = next((field.mend for field in fields if here is not None and field.isAncestorOf(here)), "")
        told = _("Còn chỗ cần sửa; bản nháp vẫn được giữ")
        self.stored_label.setText(f"{told}. {mend}".rstrip(". ") if mend else told)
        self.leaves_label.hide()

    def _save(self) -> None:
        """Store and go back to the list; an untouched form just closes."""
        if not self.form.is_dirty:
            self._close()
            return
        typed = self._ready()
        if typed is not None:
            self._hand_over(typed, self._saved)
            self.form.is_dirty = False

    def _saved(self, typed: Initiative, record: str) -> None:
        self.stored.emit(typed.title)
        self.closed.emit(record)

    def _next(self) -> None:
        """Store what stands here and open the next form at once; a refusal brings this one back."""
        typed = self._ready()
        if typed is None:
            return
        self._hand_over(typed, self._saved_before)
        self.sitting.done(self.desk.clock.now())
        self._name = new_form(self.desk)
        self._show(self._next_blank())
        self.stored_label.setText(_("Đang lưu phiếu trước…"))

    def _hand_over(self, typed: Initiative, then: Any) -> None:
        self.keeper.forget()
        self.scan.gone()
        self._last = typed
        self._handed_over.add(self._name)
        self.jobs.order(
            initiatives.save,
            typed,
            draft_form=self._name,
            owner=self,
            then=partial(then, typed),
            refused=partial(self._refused, self._name, typed),
        )

    def _saved_before(self, typed: Initiative, _record: str) -> None:
        self.stored.emit(typed.title)
        if not self.form.is_dirty:
            self.stored_label.setText(_("Đã lưu phiếu trước"))

    def _refused(self, name: str, typed: Initiative, refused: Refused) -> None:
        self._handed_over.discard(name)
        back = NotStored(name, typed, refused)
        if not self.form.is_dirty:
            self._bring_back(back)
            return
        self._came_back.append(back)
        self._show_back()

    def _show_back(self) -> None:
        self.back_card.setVisible(bool(self._came_back))
        if not self._came_back:
            return
        back = self._came_back[-1]
        if back.refused is None:
            self.back_words.setText(_("Đang chờ: “{title}”").format(title=back.initiative.title))
            return
        told = wording.sentence(back.refused.code, back.refused.facts)
        self.back_words.setText(
            _("Chưa lưu được “{title}”: {why}").format(title=back.initiative.title, why=told)
        )

    def _reopen(self, _checked: bool = False) -> None:
        back = self._came_back.pop()
        if self.form.is_dirty:
            self.keep()
            self.scan.gone()
            self._came_back.insert(0, NotStored(self._name, self.initiative(), None))
        self._bring_back(back)
        self._show_back()

    def _bring_back(self, back: NotStored) -> None:
        self._name = back.form
        self._show(back.initiative, dirty=True)
        self.keeper.touched()
        if back.refused is None:
            return
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

    def _go_to_consents(self) -> None:
        self.keep()
        self.consents.emit()

    def _close(self) -> None:
        """Back to the list; what was typed is kept as a draft."""
        self.keep()
        if self.form.is_dirty:  # the scan is with the draft
            self.scan.gone()
        self.form.is_dirty = False
        self.closed.emit("")
