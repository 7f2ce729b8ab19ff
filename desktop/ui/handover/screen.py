"""Nộp cổng: one sentence, then what waits for "Chốt nộp", what is on its way, what came back, receipts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import handing_over, house_papers, packing, parking, unattended
from desktop.services.desk import Desk
from desktop.services.handed import RecordState
from desktop.services.handing_over import RoundResult, Submitted
from desktop.services.packing import Packed
from desktop.ui import actions
from desktop.ui.handover import lists
from desktop.ui.handover.aside import AsideCard
from desktop.ui.handover.copied import CopiedCard
from desktop.ui.handover.enrolling import EnrolCard
from desktop.ui.handover.exchange import Exchange, detail, exchange, sent_words, submitted_words
from desktop.ui.handover.line import estimate_words
from desktop.ui.handover.machines import TOUCHED
from desktop.ui.handover.ready import ReadyPage
from desktop.ui.handover.story import StoryPage
from desktop.ui.handover.tabs import Tabs
from desktop.ui.handover.ways import WaysPage
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look, parts
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Go, Place
from desktop.wording.exchange import sync_sentence

WAYS = {
    "handover.machines": "machines",
    "handover.bundle": "bundle",
    "handover.batches": "batches",
    "handover.by_hand": "by_hand",
    "handover.compare": "compare",
    "handover.line": "line",
    "handover.practice": "practice",
}
TOOLS = ("handover.machines", "handover.pack", "handover.text")


class HandoverScreen(PaperScreen):
    """Six lists behind one sentence, and behind any row its story."""

    concerned_by = ("initiative", "decision", "portal")

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self._ready: frozenset[str] = frozenset()
        self._behind_paper: QWidget = self.main
        runs: dict[str, Callable[[], None]] = {
            "handover.submit": self.submit,
            "handover.all": self.choose_all,
            "handover.send": self.send,
            "handover.text": self.send_text,
            "handover.pack": self.pack,
            "handover.receipts": self.print_receipts,
            "handover.enrol": self.ask_enrolment,
            "handover.story": self.show_story,
            "handover.mend": self.mend,
            "handover.again": self.offer_again,
            "handover.ask": self.ask_portal,
            "handover.aside": self.put_aside,
            **{name: partial(self.show_way, page) for name, page in WAYS.items()},
        }
        self.acts = {name: actions.make(self.main, name, run) for name, run in runs.items()}
        self.sentence = parts.text("", "strong")
        self.detail = parts.text("", "secondary")
        self.estimate = parts.text("", "secondary")
        self.enrol_card = EnrolCard(desk, jobs, self._say_plainly, self._enrolled)
        self.copied_card = CopiedCard(desk, jobs, self._say_plainly, self.refuse)
        self.aside_card = AsideCard(jobs, self._say_plainly, self._to_list)
        self._build_lists()
        self._lay_out()

    @cached_property
    def story(self) -> StoryPage:
        """All that happened to one record: built when somebody first asks for one."""
        page = StoryPage(self.jobs, self.refuse, self._mend, self._say_plainly)
        page.closed.connect(self._back)
        self.stack.addWidget(page)
        self.permit(page)
        return page

    @cached_property
    def ways(self) -> WaysPage:
        """Machines, bundles, comparing, the line: built when somebody first turns to it."""
        page = WaysPage(self.desk, self.jobs, self._say_plainly, self.refuse, self._print_from_ways)
        page.closed.connect(self._back)
        page.machines.doubled.wanted.connect(lambda record: self.go(Place("decisions", record)))
        self.stack.addWidget(page)
        self.permit(page)
        return page

    def _build_lists(self) -> None:
        self.ready = ReadyPage(self.jobs, self.acts["handover.all"], self.acts["handover.submit"])
        self.ready_table, self.level_field = self.ready.table, self.ready.level_field
        self.ready_table.ticks_changed.connect(self._count)
        tools = {
            "way": ("handover.story", "handover.aside"),
            "back": ("handover.story", "handover.mend"),
            "parked": ("handover.story", "handover.again", "handover.mend"),
            "there": ("handover.story", "handover.ask"),
            "receipts": ("handover.story", "handover.receipts"),
        }
        feet = {
            name: tuple(actions.button(self.acts[one]) for one in wanted) for name, wanted in tools.items()
        }
        self.tabs = Tabs(self.jobs, self.ready, self.ready_table, feet)
        self.tabs.opened.connect(self._open)
        self.tabs.currentChanged.connect(self._enable)

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
        box.addWidget(self.aside_card)
        box.addWidget(self.copied_card)
        box.addWidget(self.tabs, 1)

    # --- what is shown

    def reload(self) -> None:
        """Ask everything again; receipts on screen are verified on the read lane."""
        self.jobs.ask(exchange, owner=self, then=self._show, exclusive="exchange")
        here = self.stack.currentWidget()
        if isinstance(here, WaysPage | StoryPage):
            here.reload()

    def arrive(self, place: Place) -> None:
        """A record shows its story; else the hand goes to the list that has work, or the one that a place names."""
        page = place.facts.get("page", "")
        if place.record:
            self._tell_story(place.record)
        elif page in WAYS.values():
            self.show_way(page)
        else:
            self._show_lists()
            self.tabs.turn(page if page in self.tabs.tables else "ready")

    def _show_lists(self) -> None:
        if self.stack.currentWidget() is not self.main:
            self.show_main()

    def _show(self, found: Exchange) -> None:
        first = not self._ready
        ids = found.ready
        self._ready = ids
        self.sentence.setText(sync_sentence(found.summary, self.desk.clock.now()))
        self.detail.setText(detail(found))
        self.detail.setVisible(bool(self.detail.text()))
        self.estimate.setText(estimate_words(found.estimate))
        self.estimate.setVisible(bool(self.estimate.text()))
        self.copied_card.show_held(found.held)
        self.enrol_card.setVisible(self.enrol_card.is_wanted)
        self.enrol_card.show_enrolled(enrolled=found.summary.enrolled)
        for name in ("handover.send", "handover.text"):
            self.acts[name].setEnabled(found.summary.enrolled)
        parts.set_tone(self.enrol_tool, "false" if not found.summary.enrolled else "true", "flat")
        self.ready_table.tick(ids if first else (self.ready_table.model_.ticked or set()) & ids)
        self.tabs.show_counts(len(ids), found.counts)
        self._enable()

    def _count(self) -> None:
        chosen = len(self.ready_table.model_.ticked or ())
        told = _("Đã chọn {count}/{total} (Space đánh dấu)")
        self.ready.count.setText(told.format(count=chosen, total=len(self._ready)))
        self._enable()

    def _enable(self, _place: int = 0) -> None:
        """What can be done depends on the list on screen."""
        here = self.tabs.here
        ticked = bool(self.ready_table.model_.ticked)
        self.acts["handover.submit"].setEnabled(ticked if here == "ready" else here in ("back", "parked"))
        self.acts["handover.all"].setEnabled(here == "ready")
        self.acts["handover.again"].setEnabled(here == "parked")
        self.acts["handover.aside"].setEnabled(here == "way")
        self.acts["handover.ask"].setEnabled(here in ("there", "way", "back"))

    def choose_all(self) -> None:
        """Tick all, or none where all are ticked."""
        everything = set(self._ready)
        self.ready_table.tick(set() if self.ready_table.model_.ticked == everything else everything)

    def _open(self, name: str, row: object) -> None:
        """Enter: the form where something is to be mended or frozen, the story where it is on its way."""
        if name in ("back", "parked"):
            self.mend()
        elif name == "ready":
            self.go(Place("initiatives", self.tabs.record))
        else:
            self.show_story()

    # --- one record

    def show_story(self) -> None:
        """All that happened to the record under the hand."""
        if self.tabs.record:
            self._tell_story(self.tabs.record)

    def _tell_story(self, record: str) -> None:
        self.stack.setCurrentWidget(self.story)
        self.story.show_record(record)

    def mend(self) -> None:
        """The form of the record under the hand, at the field that the portal named."""
        row = self.tabs.tables[self.tabs.here].current()
        if isinstance(row, tuple):
            self._mend(row[0].id, row[1])
        elif self.tabs.record:
            self._mend(self.tabs.record, None)

    def _mend(self, record: str, state: RecordState | None) -> None:
        facts = {"field": state.field, "why": lists.why(state)} if state is not None else {}
        self.go(Place("initiatives", record, {name: said for name, said in facts.items() if said}))

    def offer_again(self) -> None:
        """Send what was set aside as it is."""
        if self.tabs.record:
            self.jobs.order(
                parking.offer_again,
                (self.tabs.record,),
                owner=self,
                then=lambda _count: self.say(_("Sẽ gửi lại như cũ ở lượt gửi tới")),
                refused=self.refuse,
            )

    def ask_portal(self) -> None:
        """Ask the portal to take back or to open what it holds, with the record's story behind it."""
        if self.tabs.record:
            self.show_story()
            self.story.ask()

    def put_aside(self) -> None:
        """Hold back what was frozen and has not left."""
        if self.tabs.record:
            self.aside_card.ask(self.tabs.record)

    def _to_list(self) -> None:
        self.tabs.turn(self.tabs.here)

    # --- what can be done

    def submit(self) -> None:
        """Freeze what is ticked, at the level chosen; of what came back, the one under the hand."""
        chosen: tuple[str, ...] = tuple(self.ready_table.model_.ticked or ())
        if self.tabs.here != "ready":
            chosen = (self.tabs.record,) if self.tabs.record else ()
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
        self.say(
            submitted_words(result), tone="care" if result.incomplete or result.without_consent else "good"
        )
        if result.frozen:
            self.jobs.run(unattended.fill, self.desk, owner=self, refused=self.refuse)
        lacks = [f"{item.title}: {lists.problems_words(item.problems)}" for item in result.incomplete[:3]]
        if lacks:
            self.ready.result.setText("\n".join(lacks))

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
        self.say(sent_words(result), tone="care" if result.stopped or result.returned else "good")

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
        self._to_list()

    def _print_from_ways(self, *paper: Any) -> None:
        self._behind_paper = self.ways
        self.show_paper(*paper)

    def show_main(self) -> None:
        """Back from a paper, to where it was asked for."""
        self.stack.setCurrentWidget(self._behind_paper)
        self._behind_paper.setFocus()
        self._behind_paper = self.main

    def print_receipts(self) -> None:
        """The proof of what the portal received."""
        words = _("Biên nhận của cổng")
        self.show_paper(words, words, house_papers.render_receipts, self.desk)

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
        told = _("Gói nộp: {count} sáng kiến, bảng kê {file}")
        self.say(told.format(count=done.entries, file=done.workbook.name))
