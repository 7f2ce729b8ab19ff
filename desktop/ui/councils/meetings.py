"""Meetings that were called and held, and the papers of the one that the hand is on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop import wording
from desktop.domain.council import Meeting
from desktop.domain.initiative import Initiative, Outcome
from desktop.i18n import N_, _
from desktop.services import agendas, booklets, councils, filing, meeting_papers, opinions
from desktop.services.agendas import Called
from desktop.services.booklets import WrittenBooklet
from desktop.services.filing import Filed
from desktop.services.meeting_papers import MeetingPaper, Offer
from desktop.services.opinions import Asked
from desktop.services.printing import Written
from desktop.ui import actions
from desktop.ui.councils.answering import AnswerPage
from desktop.ui.councils.page import CouncilPage
from desktop.ui.kit import dialogs, look, parts, reading
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once
from desktop.ui.paper import PaperScreen

NAMES = {
    MeetingPaper.SET_UP: N_("Quyết định thành lập Hội đồng"),
    MeetingPaper.SLIPS: N_("Giấy biên nhận đơn"),
    MeetingPaper.USE: N_("Giấy xác nhận áp dụng"),
    MeetingPaper.OPINION: N_("Phiếu xin ý kiến doanh nghiệp"),
    MeetingPaper.INVITATION: N_("Giấy mời họp"),
    MeetingPaper.MARK_SHEETS: N_("Phiếu chấm, phiếu đánh giá"),
    MeetingPaper.TALLY: N_("Bảng tổng hợp điểm"),
    MeetingPaper.MINUTES: N_("Biên bản họp"),
    MeetingPaper.PROPOSAL: N_("Tờ trình đề nghị công nhận"),
    MeetingPaper.NOT_RECOGNISED: N_("Thông báo không công nhận"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One meeting, called or held or both."""

    id: str
    day: date
    minutes: str
    considered: int
    carried: int
    others: int
    waiting: int


class MeetingsPage(CouncilPage):
    """Left the meetings; right their papers: Enter opens one, one key saves the whole set."""

    def __init__(self, screen: PaperScreen) -> None:
        super().__init__(screen)
        self._called: tuple[Called, ...] = ()
        self._held: tuple[Meeting, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._offers: tuple[Offer, ...] = ()
        self._waiting: tuple[Initiative, ...] = ()
        self.paper_button = actions.button(actions.make(self, "council.paper", self.open_paper), primary=True)
        self.whole_button = actions.button(actions.make(self, "council.whole", self.save_whole))
        self.file_button = actions.button(actions.make(self, "council.file", self.file_paper), flat=True)
        self.booklets_button = actions.button(actions.make(self, "council.booklets", self.save_booklets))
        self.opinion_button = actions.button(
            actions.make(self, "council.opinion", self.ask_opinion), flat=True
        )
        self._build_meetings()
        self._build_papers()
        self._lay_out()

    def _build_meetings(self) -> None:
        columns = [
            Column(_("Ngày họp"), lambda row: reading.show_date(row.day), 126),
            Column(_("Biên bản"), lambda row: row.minutes or _("chưa họp"), 0),
            Column(_("Xét"), lambda row: str(row.considered), 56, right=True),
            Column(_("Đề nghị"), lambda row: str(row.carried) if row.minutes else "", 96, right=True),
            Column(_("Không"), lambda row: str(row.others) if row.minutes else "", 72, right=True),
        ]
        self.meetings_model = PagedModel(columns, all_at_once(lambda: self._rows), lambda row: row.id)
        self.meetings_table = Table(
            self.meetings_model,
            _("Các cuộc họp"),
            empty=_("Chưa có phiên họp. Bấm Ctrl+2 để chuẩn bị, Ctrl+4 để ghi kết quả."),
        )
        self.meetings_table.chosen.connect(self._ask_offers)
        self.meetings_table.opened.connect(self._to_papers)

    def _build_papers(self) -> None:
        columns = [
            Column(_("Giấy tờ"), lambda offer: _(NAMES[offer.kind]), 0),
            Column(_("Trạng thái"), _state, 250),
        ]
        self.papers_model = PagedModel(
            columns, all_at_once(lambda: self._offers), lambda offer: offer.kind.value
        )
        self.papers_table = Table(
            self.papers_model,
            _("Giấy tờ của phiên họp"),
            empty=_("Chọn một phiên họp để xem giấy tờ của phiên đó."),
        )
        self.papers_table.opened.connect(self._open)
        waiting = [
            Column(_("Chờ hoàn thiện hồ sơ"), lambda one: one.title, 0),
            Column(_("Cần hoàn thiện"), lambda one: one.council.reason if one.council else "", 220),
        ]
        self.waiting_model = PagedModel(waiting, all_at_once(lambda: self._waiting), lambda one: one.id)
        self.waiting_table = Table(
            self.waiting_model,
            _("Chờ hoàn thiện hồ sơ"),
            empty=_("Không có sáng kiến nào chờ hoàn thiện hồ sơ."),
        )
        self.waiting_table.setMaximumHeight(3 * look.ROW + look.XS)
        self.waiting_table.opened.connect(self._complete)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.S, 0, 0)
        box.setSpacing(look.S)
        lists = QHBoxLayout()
        lists.setSpacing(look.M)
        lists.addWidget(self.meetings_table, 1)
        right = QVBoxLayout()
        right.setSpacing(look.S)
        right.addWidget(self.papers_table, 1)
        right.addWidget(self.waiting_table)
        lists.addLayout(right, 1)
        box.addLayout(lists, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.S)
        self.hint = parts.text(_("Enter: sang giấy tờ, rồi Enter mở bản in."), "secondary")
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.file_button)
        foot.addWidget(self.opinion_button)
        foot.addWidget(self.booklets_button)
        foot.addWidget(self.whole_button)
        foot.addWidget(self.paper_button)
        box.addLayout(foot)

    def reload(self) -> None:
        """Meetings called and held, and what waits to be completed."""
        self.jobs.ask(agendas.listing, owner=self, then=self._know_called, exclusive="called")
        self.jobs.ask(councils.listing, owner=self, then=self._know_held, exclusive="held")
        self.jobs.ask(councils.waiting, owner=self, then=self._know_waiting, exclusive="waiting")

    def begin(self) -> None:
        """The hand goes to the meetings."""
        self.meetings_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, record: str) -> None:
        """Put the hand on one meeting."""
        self.meetings_table.choose_key(record)

    def _know_called(self, called: tuple[Called, ...]) -> None:
        self._called = called
        self._join()

    def _know_held(self, held: tuple[Meeting, ...]) -> None:
        self._held = held
        self._join()

    def _join(self) -> None:
        rows = {
            one.agenda.id: Row(one.agenda.id, one.agenda.held_on, "", len(one.agenda.initiatives), 0, 0, 0)
            for one in self._called
        }
        for meeting in self._held:
            said = [item.outcome for item in meeting.considerations]
            rows[meeting.id] = Row(
                meeting.id,
                meeting.held_on,
                meeting.minutes_number,
                len(said),
                said.count(Outcome.PROPOSED),
                said.count(Outcome.NOT_RECOGNISED),
                said.count(Outcome.AFTER_COMPLETION),
            )
        self._rows = tuple(sorted(rows.values(), key=lambda row: (row.day, row.id), reverse=True))
        self.meetings_table.reload()
        self._ask_offers(self.meetings_table.current())

    def _know_waiting(self, waiting: tuple[Initiative, ...]) -> None:
        self._waiting = waiting
        self.waiting_table.setVisible(bool(waiting))
        self.waiting_table.reload()

    def _ask_offers(self, row: Row | None) -> None:
        if row is None:
            self._offers = ()
            self.papers_table.reload()
            return
        self.jobs.ask(
            meeting_papers.offers,
            row.id,
            owner=self,
            then=self._know_offers,
            refused=self.refuse,
            exclusive="offers",
        )

    def _know_offers(self, offers: tuple[Offer, ...]) -> None:
        self._offers = offers
        self.papers_table.reload()

    # --- papers

    def _to_papers(self, _row: Row) -> None:
        self.papers_table.setFocus(Qt.FocusReason.TabFocusReason)

    def open_paper(self) -> None:
        """The paper that the hand is on."""
        offer = self.papers_table.current()
        if offer is None:
            self.say(_("Chưa có cuộc họp nào để in giấy tờ"), tone="care")
        else:
            self._open(offer)

    def _open(self, offer: Offer) -> None:
        row = self.meetings_table.current()
        if row is None:
            return
        if not offer.is_ready:
            told = wording.sentence(offer.lacks)
            self.say(f"{told} {wording.advice(offer.lacks)}".strip(), tone="care")
            return
        title = _(NAMES[offer.kind])
        self.show_paper(title, meeting_papers.render, self.desk, offer.kind, row.id)

    def file_paper(self) -> None:
        """The paper that the hand is on goes into the register, to be numbered and signed there."""
        offer, row = self.papers_table.current(), self.meetings_table.current()
        if offer is None or row is None:
            self.say(_("Chưa có cuộc họp nào để in giấy tờ"), tone="care")
            return
        self.jobs.order(filing.file, offer.kind, row.id, owner=self, then=self._filed, refused=self.refuse)

    def _filed(self, filed: Filed) -> None:
        told = _("Đã vào sổ {count} dự thảo; ghi số, ngày ký ở màn hình Quyết định (Alt+4)")
        if not filed.drafts:
            told = _("Giấy này đã ký và nằm trong sổ")
        self.say(told.format(count=len(filed.drafts)), undoable=bool(filed.drafts))

    def save_whole(self) -> None:
        """Choose a folder for all papers that can be printed now."""
        if self.meetings_table.current() is not None:
            dialogs.pick_folder(self, _("Lưu cả bộ giấy tờ vào"), self.save_whole_into)

    def save_whole_into(self, folder: Path) -> None:
        """Put all papers that can be printed now into a folder."""
        row = self.meetings_table.current()
        if row is not None:
            self.jobs.run(
                meeting_papers.write_all,
                self.desk,
                row.id,
                folder,
                {kind: _(name) for kind, name in NAMES.items()},
                owner=self,
                then=self._saved_whole,
                refused=self.refuse,
                label=_("Lưu cả bộ giấy tờ"),
                stop="check",
                counted=True,
            )

    def _saved_whole(self, written: tuple[Written, ...]) -> None:
        pages = sum(one.pages for one in written)
        self.say(_("Đã lưu {count} giấy tờ, {pages} trang").format(count=len(written), pages=pages))

    def save_booklets(self) -> None:
        """Choose a folder for the booklets of all members."""
        if self.meetings_table.current() is not None:
            dialogs.pick_folder(self, _("Lưu hồ sơ cho thành viên vào"), self.save_booklets_into)

    def save_booklets_into(self, folder: Path) -> None:
        """Put a booklet for each member into a folder."""
        row = self.meetings_table.current()
        if row is not None:
            self.jobs.run(
                booklets.write_booklets,
                self.desk,
                row.id,
                folder,
                owner=self,
                then=self._saved_booklets,
                refused=self.refuse,
                label=_("Lập hồ sơ cho thành viên"),
                stop="check",
            )

    def _saved_booklets(self, written: tuple[WrittenBooklet, ...]) -> None:
        told = _("Đã lập {count} tập hồ sơ").format(count=len(written))
        left_out = sorted({name for one in written for name in one.left_out})
        if left_out:
            told += ". " + _("Xem riêng: {names}").format(names=", ".join(left_out))
        self.say(told, tone="care" if left_out else "good")

    # --- the employer's answer

    @cached_property
    def answer_page(self) -> AnswerPage:
        """What came back on the Phiếu xin ý kiến."""
        page = AnswerPage(self.desk, self.jobs, self.refuse)
        page.closed.connect(self._answered)
        self.host.stack.addWidget(page)
        return page

    def ask_opinion(self) -> None:
        """Turn to the answer about the initiatives of the meeting that the hand is on."""
        row = self.meetings_table.current()
        if row is None:
            self.say(_("Chưa có cuộc họp nào"), tone="care")
            return
        self.jobs.ask(
            meeting_papers.considered, row.id, owner=self, then=self._ask_about, refused=self.refuse
        )

    def _ask_about(self, records: tuple[str, ...]) -> None:
        self.jobs.ask(opinions.asked, records, owner=self, then=self._open_answer, refused=self.refuse)

    def _open_answer(self, rows: tuple[Asked, ...]) -> None:
        self.host.stack.setCurrentWidget(self.answer_page)
        self.answer_page.open(rows)

    def _answered(self, count: int) -> None:
        self.host.show_main()
        self.meetings_table.setFocus(Qt.FocusReason.OtherFocusReason)
        if count:
            self.say(_("Đã ghi ý kiến doanh nghiệp về {count} sáng kiến").format(count=count), undoable=True)

    # --- completion

    def _complete(self, value: Initiative) -> None:
        self.jobs.order(councils.complete, (value.id,), owner=self, then=self._completed, refused=self.refuse)

    def _completed(self, _count: int) -> None:
        self.say(_("Hồ sơ đã đủ: Hội đồng đề nghị công nhận"), undoable=True)


def _state(offer: Offer) -> Mark:
    if offer.is_ready:
        return Mark(_("in được"), "good", "good")
    return Mark(wording.sentence(offer.lacks).rstrip("."), "waits", "muted")
