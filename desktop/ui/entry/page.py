"""The page of Nhập gọn: its fields, panels and small keys. What is done with a form is `rapid.py`'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedLayout, QWidget

from desktop.domain.access import Right
from desktop.domain.house import Release
from desktop.domain.initiative import Attachment, Initiative
from desktop.domain.intake_number import IntakeRule
from desktop.domain.likeness import content_of
from desktop.domain.programme import Programme
from desktop.i18n import N_, _
from desktop.services import likenesses, numbering
from desktop.services.desk import Desk
from desktop.ui import actions, marks
from desktop.ui.entry import fields as form_fields
from desktop.ui.entry.reckon_panel import ReckonPanel
from desktop.ui.entry.side_scan import WIDE, SideScan
from desktop.ui.entry.sitting import Sitting
from desktop.ui.entry.sitting_panel import SittingPanel
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts, reading
from desktop.ui.kit.forms import Form
from desktop.ui.typing.drafting import DraftKeeper
from desktop.ui.typing.person_panel import PersonPanel
from desktop.ui.typing.recovery import RecoveryPage

PINNED = ("workshop", "solution", "field", "release")
"""What the next form begins with, until somebody says otherwise: a workshop's forms come in one pile."""
PINNABLE = (*PINNED, "first_used", "trial_from")
ZOOM = 1.25
FIELDS_WIDE = 640
"""Width in px of the fields beside a scan; the scan has the rest, to a half."""
_LEAVES = {
    Release.FULL: N_("cổng sẽ thấy: tên, tác giả, tóm tắt, mô tả, hiệu quả"),
    Release.TITLE: N_("cổng sẽ thấy: tên, hiệu quả"),
    Release.NONE: N_("không nộp lên cổng"),
}


class RapidPage(QWidget):
    """Everything that is seen; the form that stands on it says what becomes of what is typed."""

    def __init__(self, desk: Desk, jobs: Jobs, today: date) -> None:
        super().__init__()
        self.desk = desk
        self.jobs = jobs
        self.today = today
        self.sitting = Sitting()
        self.pinned = set(PINNED)
        self._rule = IntakeRule()
        self._in_the_way = False
        self._programmes: Sequence[Programme] = ()
        self._setting: SittingPanel | None = None
        self._base = Initiative("", "")
        self.fields = form_fields.build(jobs, today)
        self.form = Form(self.fields.by_name(), self)
        self.keeper = DraftKeeper(desk, jobs, self._snapshot, self)
        self.scan = SideScan(desk, jobs)
        self._make_actions()
        self._lay_out()
        self.form.touched.connect(self.keeper.touched)
        self.keeper.kept.connect(self._draft_kept)
        self.fields.is_protected.changed.connect(self._turn_protected)
        self.fields.release.changed.connect(self._show_what_leaves)
        self.fields.summary.changed.connect(self._count_summary)
        self.scan.attached.connect(self._take_scan)
        self.scan.turned.connect(self._scan_turned)
        self.scan.told.connect(self.stored_label.setText)
        self.scan.shown.connect(self._make_room)
        self.setAcceptDrops(True)

    # panels are built when they are first asked for: a form opens in the time of its fields

    @cached_property
    def person(self) -> PersonPanel:
        """More of an author."""
        panel = PersonPanel(self.sheet)
        panel.closed.connect(self._field_left)
        return panel

    @cached_property
    def reckon(self) -> ReckonPanel:
        """The benefit by its formula."""
        panel = ReckonPanel(self.sheet)
        panel.reckoned.connect(self._take_benefit)
        return panel

    @property
    def setting(self) -> SittingPanel:
        """What holds for all forms of the sitting."""
        if self._setting is None:
            self._setting = SittingPanel(self.sheet, self.today)
            self._setting.offer(self._programmes)
            self._show_rule(self._setting)
            self._setting.closed.connect(self._take_sitting)
        return self._setting

    def _said_of_sitting(self) -> tuple[date | None, str]:
        """The day that the forms came and their programme; nothing as long as nobody opened the panel."""
        if self._setting is None:
            return None, ""
        return self._setting.received.value(), self._setting.programme.value() or ""

    def _make_actions(self) -> None:
        make = partial(actions.make, self)
        authors = self.fields.authors
        self.acts = {
            name: make(name, run)
            for name, run in (
                ("entry.next", self._next),
                ("entry.save", self._save),
                ("entry.repeat", self._repeat),
                ("entry.close", self._close),
                ("entry.author", authors.add_and_go),
                ("entry.even", authors.share_evenly),
                ("entry.rest", authors.share_rest),
                ("entry.person", self._open_person),
                ("entry.reckon", self._open_reckon),
                ("entry.sitting", self._open_sitting),
                ("entry.pin", self._pin),
                ("entry.protect", self._protect),
                ("entry.release", self._go_to_release),
                ("entry.ended", self._go_to_ended),
                ("entry.consents", self._go_to_consents),
                ("entry.scan", self._pick_scan),
                ("entry.scan_hide", self._turn_scan_off),
                ("entry.scan_turn", self.scan.pane.turn_right),
                ("entry.scan_larger", partial(self.scan.zoom, ZOOM)),
                ("entry.scan_smaller", partial(self.scan.zoom, 1 / ZOOM)),
                ("entry.scan_down", partial(self.scan.go_by, 0.5)),
                ("entry.scan_up", partial(self.scan.go_by, -0.5)),
            )
        }

    def _next(self) -> None:
        raise NotImplementedError

    def _save(self) -> None:
        raise NotImplementedError

    def _repeat(self) -> None:
        raise NotImplementedError

    def _close(self) -> None:
        raise NotImplementedError

    def _go_to_consents(self) -> None:
        raise NotImplementedError

    def _field_left(self) -> None:
        raise NotImplementedError

    def _reopen(self, _checked: bool = False) -> None:
        raise NotImplementedError

    def _snapshot(self) -> tuple[str, str]:
        raise NotImplementedError

    def _lay_out(self) -> None:
        self.title = parts.heading(_("Nhập gọn"))
        self.counter = parts.heading("", "secondary")
        self.stored_label = parts.heading("", "secondary")
        self.alike_label = parts.heading("", "secondary")
        self.leaves_label = parts.heading("", "secondary")
        parts.set_tone(self.alike_label, "care")
        self.next_button = actions.button(self.acts["entry.next"], primary=True)
        self.save_button = actions.button(self.acts["entry.save"])
        for button, name in ((self.next_button, "entry.next"), (self.save_button, "entry.save")):
            button.setText(f"{button.text()}  {actions.key_words(actions.BY_ID[name].key)}")
        self.fields.title.head.addWidget(self.alike_label)
        self._tools: list[QPushButton] = []
        for name in ("entry.author", "entry.even", "entry.rest", "entry.person"):
            tool = actions.button(self.acts[name], flat=True)
            tool.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # they have keys; Enter goes from field to field
            self.fields.authors.tools.addWidget(tool)
            self._tools.append(tool)
        self.back_card = parts.Card("bad", margin=look.S)
        self.back_words = parts.text("")
        self.back_button = parts.button(_("Mở lại phiếu đó"), "returned")
        self.back_button.clicked.connect(self._reopen)
        line = QHBoxLayout()
        line.addWidget(self.back_words, 1)
        line.addWidget(self.back_button)
        self.back_card.box.addLayout(line)
        self.back_card.hide()
        self._lay_out_page()

    def _lay_out_page(self) -> None:
        paper = parts.Card(margin=look.M, spacing=look.S)
        self._rows = self.fields.lay_out(paper.box)
        paper.box.addStretch(1)
        self.sheet = QWidget()
        self.recovery = RecoveryPage()
        self.pages = QStackedLayout(self)
        self.pages.addWidget(self.sheet)
        self.pages.addWidget(self.recovery)
        box = parts.page(self.sheet, margins=(look.L, look.S, look.L, look.S))
        box.setSpacing(look.S)
        tools = [
            actions.button(self.acts[name], flat=True)
            for name in ("entry.scan", "entry.consents", "entry.sitting", "entry.repeat", "entry.close")
        ]
        for tool in tools:
            tool.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.repeat_button: QPushButton = tools[3]
        box.addLayout(parts.head(self.title, *tools, beside=self.counter))
        box.addWidget(self.back_card)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(parts.scrolled(paper))
        self.split.addWidget(self.scan)
        self.split.setStretchFactor(0, 1)
        box.addWidget(self.split, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.stored_label)
        foot.addSpacing(look.L)
        foot.addWidget(self.leaves_label)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        foot.addWidget(self.next_button)
        box.addLayout(foot)
        self.fields.order_tabs()

    def _look_for(self, typed: Initiative) -> None:
        if len(typed.title) >= 6:
            names = tuple(author.name for author in typed.authors)
            asked = (typed.title, names, content_of(typed))
            self.jobs.ask(likenesses.alike, *asked, owner=self, then=self._tell_alike, exclusive="alike")

    def _tell_alike(self, found: tuple[likenesses.Alike, ...]) -> None:
        if not found:
            self.alike_label.setText("")
            return
        best = found[0]
        words = _("Giống {which} ({percent} %)").format(which=marks.alike_number(best), percent=best.percent)
        self.alike_label.setText(" ".join(words.split()))
        self.alike_label.setToolTip("\n".join(map(marks.alike, found)))

    def _draft_kept(self, words: str) -> None:
        """Said in the foot, but never over what is in the way of storing."""
        if not self._in_the_way:
            self.stored_label.setText(words)

    # --- the scan of the paper

    def _pick_scan(self) -> None:
        self.scan.pick(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Scans of paper forms may be dropped anywhere on the page."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The first one is this form's."""
        self.scan.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _take_scan(self, scan: Attachment) -> None:
        if scan.file not in {held.file for held in self._base.attachments}:
            self._base = replace(self._base, attachments=(*self._base.attachments, scan))

    def _scan_turned(self, before: Attachment, after: Attachment) -> None:
        held = tuple(after if one.file == before.file else one for one in self._base.attachments)
        self._base = replace(self._base, attachments=held)

    def _make_room(self, is_shown: bool) -> None:
        """Fields give way to the scan beside them: shorter rows, tools by their signs alone."""
        self.fields.make_room(self._rows, beside_a_scan=is_shown)
        if is_shown:
            whole = self.split.width()
            scan = max(WIDE, min(whole // 2, whole - FIELDS_WIDE))
            self.split.setSizes([whole - scan, scan])
        for tool in self._tools:
            tool.setText("" if is_shown else tool.accessibleName())

    def _turn_scan_off(self) -> None:
        self.scan.setVisible(not self.scan.isVisible() and self.scan.held is not None)

    def _open_person(self) -> None:
        self.person.open_for(self.fields.authors.row_with_focus())

    def _open_reckon(self) -> None:
        self.reckon.open_for(self.fields.benefit, self.fields.benefit.value())

    def _take_benefit(self, benefit: Any) -> None:
        self.fields.benefit.set_value(benefit)
        self.form.is_dirty = True
        self.keeper.touched()

    def _open_sitting(self) -> None:
        self.setting.open_at(self.title, width=780)

    def know_rule(self, rule: IntakeRule) -> None:
        """Whether forms are numbered here; only who arranges the house may change it."""
        self._rule = rule
        if self._setting is not None:
            self._show_rule(self._setting)

    def _show_rule(self, setting: SittingPanel) -> None:
        setting.numbered.set_value(self._rule.numbered)
        setting.numbered.edit.setEnabled(self.desk.may(Right.ARRANGE))

    def know_programmes(self, found: Sequence[Programme]) -> None:
        """Which a form may name."""
        self._programmes = found
        if self._setting is not None:
            self._setting.offer(found)

    def _take_sitting(self) -> None:
        rule = IntakeRule(self.setting.numbered.value())
        if rule != self._rule and self.desk.may(Right.ARRANGE):
            self._rule = rule
            self.jobs.order(numbering.put_rule, rule, owner=self)
        self.sitting.pile = self.setting.pile.value() or 0
        received, programme = self._said_of_sitting()
        self._base = replace(self._base, entered_on=received, programme=programme)
        self._count()

    def _pin(self) -> None:
        here = self.window().focusWidget()
        for name in PINNABLE:
            if here is not None and self.form.fields[name].isAncestorOf(here):
                self.pinned ^= {name}
        self._show_pins()

    def _show_pins(self) -> None:
        for name in PINNABLE:
            field = self.form.fields[name]
            field.label.setText(
                _("{field} · giữ").format(field=field.words) if name in self.pinned else field.words
            )

    def _protect(self) -> None:
        self.fields.is_protected.edit.toggle()
        if self.fields.is_protected.value():
            self.fields.protected_text.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_to_release(self) -> None:
        self.fields.release.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_to_ended(self) -> None:
        self.fields.first_use_ended.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _turn_protected(self) -> None:
        self.fields.protected_text.setVisible(self.fields.is_protected.value())

    def _show_what_leaves(self) -> None:
        release = self.fields.release.value()
        self.leaves_label.setText(_(_LEAVES[release]) if release is not None else "")

    def _count_summary(self) -> None:
        length = len(self.fields.summary.edit.toPlainText())
        self.fields.summary.hint.setText(f"{length}/{form_fields.SHORT}")
        self.fields.summary.hint.show()

    def _count(self) -> None:
        sitting, now = self.sitting, self.desk.clock.now()
        told = [
            _("phiếu {number}/{pile}").format(number=sitting.number, pile=sitting.pile)
            if sitting.pile
            else _("phiếu {number}").format(number=sitting.number)
        ]
        if sitting.seconds is not None:
            told.append(_("{seconds} giây/phiếu").format(seconds=sitting.seconds))
        ends = sitting.ends(now)
        if ends is not None:
            told.append(_("xong khoảng {time}").format(time=reading.show_hour(ends)))
        if self._base.entered_on is not None:
            told.append(_("nhận {day}").format(day=reading.show_date(self._base.entered_on)))
        self.counter.setText(" · ".join(told))
