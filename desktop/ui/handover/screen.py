"""Nộp cổng: one sentence, then what waits for "Chốt nộp", what is on its way, what came back, receipts."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.house import Release
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import handing_over, house_papers, packing
from desktop.services.desk import Desk
from desktop.services.handing_over import RoundResult, Submitted
from desktop.services.initiatives import InitiativeRow
from desktop.services.packing import Packed
from desktop.ui import actions
from desktop.ui.handover import lists
from desktop.ui.handover.enrolling import EnrolCard
from desktop.ui.handover.exchange import Exchange, detail, exchange
from desktop.ui.handover.line import estimate_words
from desktop.ui.handover.lists import BACK, ON_THE_WAY, THERE, Pair, Titled
from desktop.ui.handover.machines import TOUCHED
from desktop.ui.handover.ways import WaysPage
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look, parts
from desktop.ui.kit.forms import ChoiceField
from desktop.ui.kit.tables import Table
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Go, Place
from desktop.wording.exchange import sync_sentence

WAYS = {
    "handover.machines": "machines",
    "handover.bundle": "bundle",
    "handover.compare": "compare",
    "handover.line": "line",
}
TOOLS = ("handover.machines", "handover.pack", "handover.text")


class HandoverScreen(PaperScreen):
    """Five lists behind one sentence."""

    concerned_by = ("initiative", "decision", "portal")

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self._ready: tuple[InitiativeRow, ...] = ()
        self._handed: tuple[Pair, ...] = ()
        self._receipts: tuple[Titled, ...] = ()
        self.acts = {
            "handover.submit": actions.make(self.main, "handover.submit", self.submit),
            "handover.all": actions.make(self.main, "handover.all", self.choose_all),
            "handover.send": actions.make(self.main, "handover.send", self.send),
            "handover.text": actions.make(self.main, "handover.text", self.send_text),
            "handover.pack": actions.make(self.main, "handover.pack", self.pack),
            "handover.receipts": actions.make(self.main, "handover.receipts", self.print_receipts),
            "handover.enrol": actions.make(self.main, "handover.enrol", self.ask_enrolment),
        }
        for name, page in WAYS.items():
            self.acts[name] = actions.make(self.main, name, partial(self.show_way, page))
        self.sentence = parts.text("", "strong")
        self.detail = parts.text("", "secondary")
        self.estimate = parts.text("", "secondary")
        self.enrol_card = EnrolCard(desk, jobs, self._say_plainly, self._enrolled)
        self.ways = WaysPage(desk, jobs, self._say_plainly, self.refuse, self._title_of)
        self.ways.closed.connect(self._back)
        self.stack.addWidget(self.ways)
        self._build_lists()
        self._lay_out()

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
        tools = [actions.button(self.acts[name], flat=True) for name in TOOLS]
        self.enrol_tool = actions.button(self.acts["handover.enrol"], flat=True)
        self.send_button = actions.button(self.acts["handover.send"])
        box.addLayout(parts.head(parts.heading(_("Nộp cổng")), self.enrol_tool, *tools, self.send_button))
        told = parts.Card(margin=look.M, spacing=2)
        told.box.addWidget(self.sentence)
        told.box.addWidget(self.detail)
        told.box.addWidget(self.estimate)
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
        if self.stack.currentWidget() is self.ways:
            self.ways.reload()

    def arrive(self, place: Place) -> None:
        """The hand goes to the list that has work, or to the one that a place names."""
        tables = {"way": self.way_table, "back": self.back_table, "there": self.there_table}
        page = place.facts.get("page", "")
        if page in self.ways.pages:
            self.show_way(page)
            return
        table = tables.get(page, self.ready_table)
        if page:
            self.tabs.setCurrentIndex([self.ready_table, *tables.values()].index(table))
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: Exchange) -> None:
        first = not self._ready
        self._ready, self._handed = found.ready, found.handed
        self.sentence.setText(sync_sentence(found.summary, self.desk.clock.now()))
        self.detail.setText(detail(found))
        self.detail.setVisible(bool(self.detail.text()))
        self.estimate.setText(estimate_words(found.estimate))
        self.estimate.setVisible(bool(self.estimate.text()))
        self.enrol_card.setVisible(self.enrol_card.is_wanted)
        self.enrol_card.show_enrolled(enrolled=found.summary.enrolled)
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
            touches=TOUCHED,
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
        """Show the fields for the codes on paper (or put them away)."""
        self.enrol_card.turn()

    def _enrolled(self) -> None:
        self.enrol_card.hide()
        self.ready_table.setFocus()

    def show_way(self, name: str) -> None:
        """Turn to what lies behind the lists: the union's PCs, bundles, comparing, the line."""
        self.stack.setCurrentWidget(self.ways)
        self.ways.turn(name)

    def _back(self) -> None:
        self.show_main()
        self.reload()
        self.ready_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _title_of(self, record: str) -> str:
        return lists.titles(self._handed).get(record, record)

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


def _problems(problems: tuple[Problem, ...]) -> str:
    return " ".join(wording.sentence(problem.code, problem.facts) for problem in problems)
