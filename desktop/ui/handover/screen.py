"""Nộp cổng: one sentence, then what waits for "Chốt nộp", what is on its way, what came back, receipts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.house import Release
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import handing_over, house_papers, packing
from desktop.services.desk import Desk, Look, question
from desktop.services.handing_over import Enrolled, RoundResult, Submitted, Summary
from desktop.services.initiatives import InitiativeRow
from desktop.services.packing import Packed
from desktop.ui import actions
from desktop.ui.handover import lists
from desktop.ui.handover.lists import BACK, ON_THE_WAY, THERE, Pair, Titled
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, forms, look, parts
from desktop.ui.kit.forms import ChoiceField, Form, TextField
from desktop.ui.kit.tables import Table
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Go, Place
from desktop.wording.exchange import sync_sentence


@dataclass(frozen=True, slots=True)
class Exchange:
    """All that the screen tells, from one consistent view."""

    summary: Summary
    ready: tuple[InitiativeRow, ...]
    handed: tuple[Pair, ...]


@question()
def exchange(look_: Look) -> Exchange:
    """The sentence's numbers and the lists, so that they agree."""
    return Exchange(
        handing_over.summary(look_), tuple(handing_over.ready(look_)), tuple(handing_over.handed_over(look_))
    )


class HandoverScreen(PaperScreen):
    """Five lists behind one sentence."""

    concerned_by = ("initiative", "decision", "portal")

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self._ready: tuple[InitiativeRow, ...] = ()
        self._handed: tuple[Pair, ...] = ()
        self._receipts: tuple[Titled, ...] = ()
        self._wants_enrolment = False
        self.acts = {
            "handover.submit": actions.make(self.main, "handover.submit", self.submit),
            "handover.all": actions.make(self.main, "handover.all", self.choose_all),
            "handover.send": actions.make(self.main, "handover.send", self.send),
            "handover.text": actions.make(self.main, "handover.text", self.send_text),
            "handover.pack": actions.make(self.main, "handover.pack", self.pack),
            "handover.receipts": actions.make(self.main, "handover.receipts", self.print_receipts),
            "handover.enrol": actions.make(self.main, "handover.enrol", self.ask_enrolment),
        }
        self.sentence = parts.text("", "strong")
        self.detail = parts.text("", "secondary")
        self._build_enrolment()
        self._build_lists()
        self._lay_out()

    def _build_enrolment(self) -> None:
        self.enrol_card = parts.Card("accent", margin=look.M, spacing=look.XS)
        self.url_field = TextField(_("Địa chỉ cổng"), needed=True, limit=300)
        self.url_field.edit.setPlaceholderText("https://")
        self.code_field = TextField(_("Mã ghi danh trên giấy"), needed=True, limit=200)
        self.enrol_form = Form({"url": self.url_field, "code": self.code_field}, self)
        self.enrol_button = parts.button(_("Ghi danh"), "key")
        self.enrol_button.clicked.connect(self._enrol_clicked)
        self.code_field.edit.returnPressed.connect(self.enrol)
        self.enrol_card.box.addWidget(
            parts.text(_("Ghi danh máy này một lần bằng mã giấy của cán bộ phụ trách cổng."), "strong")
        )
        line = forms.row(2, self.url_field, 3, self.code_field)
        line.addWidget(self.enrol_button)
        self.enrol_card.box.addLayout(line)
        self.enrol_card.hide()

    def _build_lists(self) -> None:
        self.ready_table = lists.ready_table(lambda: self._ready)
        self.ready_table.ticks_changed.connect(self._count)
        levels: list[tuple[Release | None, str]] = [(None, _("Theo mức của từng sáng kiến"))]
        levels += [(level, wording.label(level)) for level in (Release.FULL, Release.TITLE)]
        self.level_field = ChoiceField(_("Mức công bố khi chốt"), levels)
        self.level_field.setFixedWidth(260)
        self.level_field.problem.hide()
        self.way_table = lists.handed_table(_("Đang gửi"), lambda: self._of(ON_THE_WAY))
        self.back_table = lists.handed_table(_("Bị trả lại, chưa nhận"), lambda: self._of(BACK), why=True)
        self.there_table = lists.handed_table(_("Cổng đã nhận đủ"), lambda: self._of(THERE))
        self.receipts_table = lists.receipts_table(lambda: self._receipts)
        for table in (self.way_table, self.back_table, self.there_table):
            table.opened.connect(self._open)

    def _lay_out(self) -> None:
        box = parts.page(self.main)
        tools = [actions.button(self.acts[name], flat=True) for name in ("handover.pack", "handover.text")]
        self.enrol_tool = actions.button(self.acts["handover.enrol"], flat=True)
        self.send_button = actions.button(self.acts["handover.send"])
        box.addLayout(parts.head(parts.heading(_("Nộp cổng")), self.enrol_tool, *tools, self.send_button))
        told = parts.Card(margin=look.M, spacing=2)
        told.box.addWidget(self.sentence)
        told.box.addWidget(self.detail)
        box.addWidget(told)
        box.addWidget(self.enrol_card)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Danh sách của cổng"))
        self.tabs.addTab(self._ready_page(), "")
        for table in (self.way_table, self.back_table, self.there_table):
            self.tabs.addTab(_page(table), "")
        print_button = actions.button(self.acts["handover.receipts"])
        self.tabs.addTab(_page(self.receipts_table, print_button), "")
        self._name_tabs()
        box.addWidget(self.tabs, 1)

    def _ready_page(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, look.S, 0, 0)
        box.setSpacing(look.S)
        line = QHBoxLayout()
        self.count = parts.heading("", "secondary")
        line.addWidget(self.count)
        line.addStretch(1)
        line.addWidget(actions.button(self.acts["handover.all"], flat=True))
        box.addLayout(line)
        box.addWidget(self.ready_table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.L)
        self.result = parts.text(
            _("Chốt nộp cố định nội dung sẽ gửi; chưa có gì rời máy cho tới khi bấm Gửi ngay."), "secondary"
        )
        foot.addWidget(self.result, 1)
        foot.addWidget(self.level_field)
        self.submit_button = actions.button(self.acts["handover.submit"], primary=True)
        foot.addWidget(self.submit_button)
        box.addLayout(foot)
        return page

    # --- what is shown

    def reload(self) -> None:
        """Ask everything again; receipts are verified on the read lane."""
        self.jobs.ask(exchange, owner=self, then=self._show, exclusive="exchange")

    def arrive(self, place: Place) -> None:
        """The hand goes to the list that has work, or to the one that a place names."""
        tables = {"way": self.way_table, "back": self.back_table, "there": self.there_table}
        page = place.facts.get("page", "")
        table = tables.get(page, self.ready_table)
        if page:
            self.tabs.setCurrentIndex([self.ready_table, *tables.values()].index(table))
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: Exchange) -> None:
        first = not self._ready
        self._ready, self._handed = found.ready, found.handed
        self.sentence.setText(sync_sentence(found.summary, self.desk.clock.now()))
        self.detail.setText(_detail(found.summary))
        self.detail.setVisible(bool(self.detail.text()))
        self.enrol_card.setVisible(self._wants_enrolment)
        for name in ("handover.send", "handover.text"):
            self.acts[name].setEnabled(found.summary.enrolled)
        parts.set_tone(self.enrol_tool, "false" if not found.summary.enrolled else "true", "flat")
        ids = {row.id for row in found.ready}
        kept = ids if first else (self.ready_table.model_.ticked or set()) & ids
        self.ready_table.tick(kept)
        for table in (self.ready_table, self.way_table, self.back_table, self.there_table):
            table.reload()
        self._name_tabs()
        self.jobs.ask(handing_over.receipts, owner=self, then=self._show_receipts, exclusive="receipts")

    def _show_receipts(self, receipts: tuple[handing_over.ShownReceipt, ...]) -> None:
        known = lists.titles(self._handed)
        self._receipts = tuple(Titled(item, known.get(item.record, item.record)) for item in receipts)
        self.receipts_table.reload()
        self._name_tabs()

    def _of(self, states: frozenset[str]) -> tuple[Pair, ...]:
        return tuple(pair for pair in self._handed if pair[1].state.value in states)

    def _name_tabs(self) -> None:
        named = (
            (_("Chờ chốt nộp"), len(self._ready)),
            (_("Đang gửi"), len(self._of(ON_THE_WAY))),
            (_("Trả lại, chưa nhận"), len(self._of(BACK))),
            (_("Đã nhận đủ"), len(self._of(THERE))),
            (_("Biên nhận"), len(self._receipts)),
        )
        for place, (words, count) in enumerate(named):
            self.tabs.setTabText(place, f"{words}  {count}")
        self._count()

    def _count(self) -> None:
        chosen = len(self._chosen())
        told = _("Đã chọn {count}/{total} (Space đánh dấu)")
        self.count.setText(told.format(count=chosen, total=len(self._ready)))
        self.acts["handover.submit"].setEnabled(bool(chosen))

    def _chosen(self) -> tuple[str, ...]:
        ticked = self.ready_table.model_.ticked or set()
        return tuple(row.id for row in self._ready if row.id in ticked)

    def choose_all(self) -> None:
        """Tick all, or none where all are ticked."""
        everything = {row.id for row in self._ready}
        self.ready_table.tick(set() if self.ready_table.model_.ticked == everything else everything)

    def _open(self, pair: Pair) -> None:
        self.go(Place("initiatives", pair[0].id))

    # --- what can be done

    def submit(self) -> None:
        """Freeze what is ticked, at the level chosen."""
        chosen = self._chosen()
        if chosen:
            self.jobs.order(
                handing_over.submit,
                chosen,
                self.level_field.value(),
                owner=self,
                then=self._submitted,
                refused=self.refuse,
            )

    def _submitted(self, result: Submitted) -> None:
        told = [_("Đã chốt {count} sáng kiến").format(count=len(result.frozen))]
        if result.not_released:
            told.append(_("{count} không nộp theo mức công bố").format(count=len(result.not_released)))
        if result.incomplete:
            told.append(_("{count} còn thiếu").format(count=len(result.incomplete)))
        self.say(" · ".join(told), tone="care" if result.incomplete else "good")
        lacks = [f"{item.title}: {_problems(item.problems)}" for item in result.incomplete[:3]]
        if lacks:
            self.result.setText("\n".join(lacks))

    def send(self) -> None:
        """One round, texts and files."""
        self._send(text_only=False)

    def send_text(self) -> None:
        """One round without files."""
        self._send(text_only=True)

    def _send(self, *, text_only: bool) -> None:
        self.acts["handover.send"].setEnabled(False)
        self.jobs.run(
            handing_over.send,
            self.desk,
            text_only=text_only,
            owner=self,
            then=self._sent,
            refused=self._not_sent,
            label=_("Gửi lên cổng (KB)"),
            stop="flag",
            counted=True,
            touches=("portal",),
        )

    def _sent(self, result: RoundResult) -> None:
        self.acts["handover.send"].setEnabled(True)
        told = _("Đã gửi {sent}, cổng nhận {received}, đủ tệp {complete}").format(
            sent=result.sent, received=result.received, complete=result.complete
        )
        if result.stopped:
            told += " · " + wording.sentence(result.stopped)
        self.say(told, tone="care" if result.stopped else "good")

    def _not_sent(self, refused: Refused) -> None:
        self.acts["handover.send"].setEnabled(True)
        self.refuse(refused)

    def ask_enrolment(self) -> None:
        """Show the two fields (or put them away)."""
        self._wants_enrolment = not self._wants_enrolment
        self.enrol_card.setVisible(self._wants_enrolment)
        if not self._wants_enrolment:
            return
        self.url_field.setFocus(Qt.FocusReason.TabFocusReason)

    def _enrol_clicked(self, _checked: bool = False) -> None:
        self.enrol()

    def enrol(self) -> None:
        """Enrol this PC with the code on paper."""
        typed = self.enrol_form.values()
        missing = {"url": "url.missing", "code": "code.missing"}
        problems = [Problem(code, name) for name, code in missing.items() if not typed[name]]
        self.enrol_form.show_problems(problems)
        if problems:
            self.enrol_form.focus_first_problem()
            return
        self.enrol_button.setEnabled(False)
        self.jobs.run(
            handing_over.enrol,
            self.desk,
            typed["url"],
            typed["code"],
            owner=self,
            then=self._enrolled,
            refused=self._not_enrolled,
            label=_("Ghi danh với cổng"),
            touches=("portal",),
        )

    def _enrolled(self, done: Enrolled) -> None:
        self.enrol_button.setEnabled(True)
        self._wants_enrolment = False
        self.enrol_form.fill({"url": "", "code": ""})
        self.say(_("Đã ghi danh {unit} với {portal}").format(unit=done.unit, portal=done.portal))
        self.ready_table.setFocus()

    def _not_enrolled(self, refused: Refused) -> None:
        self.enrol_button.setEnabled(True)
        field = "code" if refused.code.startswith(("code.", "enrolment.")) else "url"
        self.enrol_form.show_problems((Problem(refused.code, field, refused.facts),))
        self.enrol_form.focus_first_problem()

    def print_receipts(self) -> None:
        """The proof of what the portal received."""
        self.show_paper(
            _("Biên nhận của cổng"), _("Biên nhận của cổng"), house_papers.render_receipts, self.desk
        )

    def pack(self) -> None:
        """The submission pack into a folder of one's choice."""
        dialogs.pick_folder(self, _("Xuất gói nộp vào thư mục trống"), self.pack_into)

    def pack_into(self, folder: Path) -> None:
        """Write the pack."""
        self.jobs.run(
            packing.pack,
            self.desk,
            folder,
            owner=self,
            then=self._packed,
            refused=self.refuse,
            label=_("Xuất gói nộp"),
            stop="check",
        )

    def _packed(self, done: Packed) -> None:
        self.say(
            _("Gói nộp: {count} sáng kiến, bảng kê {file}").format(
                count=done.entries, file=done.workbook.name
            )
        )


def _page(table: Table, *tools: QWidget) -> QWidget:
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, look.S, 0, 0)
    box.addWidget(table)
    if tools:
        foot = QHBoxLayout()
        foot.addStretch(1)
        for tool in tools:
            foot.addWidget(tool)
        box.addLayout(foot)
    return page


def _detail(summary: Summary) -> str:
    told = []
    if summary.portal_name:
        told.append(_("Cổng: {name}").format(name=summary.portal_name))
    if summary.complete or summary.received or summary.approved:
        told.append(
            _("đã nhận {received}, đủ tệp {complete}, hợp lệ {approved}").format(
                received=summary.received, complete=summary.complete, approved=summary.approved
            )
        )
    if summary.wait_code:
        told.append(wording.sentence(summary.wait_code))
    return " · ".join(told)


def _problems(problems: tuple[Problem, ...]) -> str:
    return " ".join(wording.sentence(problem.code, problem.facts) for problem in problems)
