"""Hội đồng: the result of a meeting in quick mode. The minutes are on paper, the votes go in here."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.council import Meeting
from desktop.domain.initiative import Outcome, Stage
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import council_papers, councils, initiatives, office
from desktop.services.councils import CouncilResult, MeetingForm
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery, PortalRow
from desktop.ui import actions, marks
from desktop.ui.councils.votes import Votes
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import Form, TextField
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once, asking
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Go, Place
from desktop.ui.screen import today


class CouncilsScreen(PaperScreen):
    """Two pages: record a meeting, and the meetings so far."""

    concerned_by = ("initiative", "meeting", "house_fact")

    table: Table

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self.votes = Votes()
        self._pending: tuple[str, ...] = ()
        self._meetings: tuple[Meeting, ...] = ()
        act = {
            "council.record": actions.make(self.main, "council.record", self.record),
            "council.all": actions.make(self.main, "council.all", self.choose_all),
            "council.minutes": actions.make(self.main, "council.minutes", self.print_minutes),
        }
        self.record_button = actions.button(act["council.record"], primary=True)
        self.all_button = actions.button(act["council.all"], flat=True)
        self.minutes_button = actions.button(act["council.minutes"])
        self._build_fields(today(desk))
        self._build_table()
        self._build_row()
        self._lay_out()

    def _build_fields(self, day: date) -> None:
        self.number_field = TextField(_("Số biên bản"), needed=True, limit=60)
        self.held_field = forms.date_field(_("Ngày họp"), day, needed=True)
        self.members_field = forms.count_field(_("Số thành viên"), needed=True)
        self.present_field = forms.count_field(_("Có mặt"))
        self.default_field = forms.count_field(_("Phiếu đồng ý (chung)"))
        self.chair_field = TextField(_("Chủ trì"), limit=120)
        self.secretary_field = TextField(_("Thư ký"), limit=120)
        self.form = Form(
            {
                "minutes_number": self.number_field,
                "held_on": self.held_field,
                "members": self.members_field,
                "present": self.present_field,
                "yes": self.default_field,
                "chair": self.chair_field,
                "secretary": self.secretary_field,
            },
            self,
        )
        self.members_field.changed.connect(self._recount)
        self.default_field.changed.connect(self._recount)

    def _build_table(self) -> None:
        columns = [
            Column(_("Số"), lambda item: str(item.row.number or ""), 76),
            Column(_("Tên sáng kiến"), lambda item: item.row.title, 0),
            Column(_("Tác giả"), lambda item: marks.first_of(item.row.authors), 180),
            Column(_("Phiếu"), lambda item: self.votes.fraction(item.row.id), 80),
            Column(_("Kết quả"), lambda item: self.votes.result(item.row.id), 270),
        ]
        ask = asking(self.jobs, initiatives.page, _pending_query, lambda: self.table)
        self.model = PagedModel(columns, ask, lambda item: item.row.id)
        self.table = Table(self.model, _("Sáng kiến chờ hội đồng"), ticks=True)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._to_votes)
        self.table.ticks_changed.connect(self._count)
        self.model.loaded.connect(self._loaded)

    def _build_row(self) -> None:
        self.row_card = parts.Card(margin=look.M, spacing=0)
        self.row_title = parts.heading("", "strong")
        self.row_title.setTextFormat(Qt.TextFormat.PlainText)
        self.yes_field = forms.count_field(_("Phiếu đồng ý"))
        self.yes_field.setFixedWidth(110)
        self.reason_field = TextField(_("Lý do không đề nghị (ghi vào thông báo)"), limit=500)
        self.arithmetic = parts.text("", "secondary")
        self.yes_field.changed.connect(self._yes_typed)
        self.reason_field.changed.connect(self._reason_typed)
        self.yes_field.edit.returnPressed.connect(self._after_votes)
        self.reason_field.edit.returnPressed.connect(self._next_row)

    def _lay_out(self) -> None:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.XS)
        box.addLayout(
            forms.row(
                3, self.number_field, 3, self.held_field, 2, self.members_field, 2, self.present_field,
                3, self.default_field, 3, self.chair_field, 3, self.secretary_field, spacing=look.M,
            )
        )  # fmt: skip
        tools = QHBoxLayout()
        self.count = parts.heading("", "secondary")
        tools.addWidget(self.count)
        tools.addStretch(1)
        tools.addWidget(self.all_button)
        box.addLayout(tools)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.table)
        self.middle.addWidget(
            parts.Empty(
                "council",
                _("Không có sáng kiến nào chờ hội đồng"),
                _("Sáng kiến đủ hồ sơ (tên, tác giả, xưởng, ngày áp dụng, tóm tắt) sẽ hiện ở đây."),
            )
        )
        box.addWidget(self.middle, 1)
        line = QHBoxLayout()
        line.setSpacing(look.L)
        told = QVBoxLayout()
        told.addWidget(self.row_title)
        told.addWidget(self.arithmetic)
        told.addStretch(1)
        line.addLayout(told, 2)
        line.addWidget(self.yes_field)
        line.addWidget(self.reason_field, 2)
        self.row_card.box.addLayout(line)
        box.addSpacing(look.XS)
        box.addWidget(self.row_card)
        box.addSpacing(look.XS)
        foot = QHBoxLayout()
        self.foot_words = parts.text("", "secondary")
        foot.addWidget(self.foot_words, 1)
        foot.addWidget(self.record_button)
        box.addLayout(foot)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Trang của hội đồng"))
        self.tabs.addTab(page, _("Ghi kết quả họp"))
        self.tabs.addTab(self._meetings_page(), _("Các cuộc họp"))
        outer = parts.page(self.main)
        outer.setSpacing(look.XS)
        outer.addLayout(parts.head(parts.heading(_("Hội đồng"))))
        outer.addWidget(self.tabs, 1)

    def _meetings_page(self) -> QWidget:
        page = QWidget()
        columns = [
            Column(_("Biên bản"), lambda meeting: meeting.minutes_number, 180),
            Column(_("Ngày họp"), lambda meeting: reading.show_date(meeting.held_on), 120),
            Column(_("Thành viên"), lambda meeting: str(meeting.members), 110),
            Column(_("Chủ trì"), lambda meeting: meeting.chair, 0),
            Column(_("Đề nghị công nhận"), lambda meeting: str(_carried(meeting)), 170),
            Column(
                _("Không đề nghị"), lambda meeting: str(len(meeting.considerations) - _carried(meeting)), 140
            ),
        ]
        self.meetings_model = PagedModel(
            columns, all_at_once(lambda: self._meetings), lambda meeting: meeting.id
        )
        self.meetings_table = Table(self.meetings_model, _("Các cuộc họp"))
        box = QVBoxLayout(page)
        box.setContentsMargins(0, look.M, 0, 0)
        box.addWidget(self.meetings_table)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.minutes_button)
        box.addLayout(foot)
        return page

    # --- what is shown

    def reload(self) -> None:
        """The pending ones, the meetings, the council as it is set up."""
        self.table.reload()
        self.jobs.ask(councils.pending, owner=self, then=self._know_pending, exclusive="pending")
        self.jobs.ask(councils.listing, owner=self, then=self._know_meetings, exclusive="meetings")
        self.jobs.ask(office.facts, owner=self, then=self._know_house, exclusive="house")

    def arrive(self, place: Place) -> None:
        """The hand goes to the number of the minutes."""
        self.tabs.setCurrentIndex(0)
        self.number_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _know_pending(self, ids: tuple[str, ...]) -> None:
        self._pending = ids
        self.table.tick((self.model.ticked or set()) & set(ids))

    def _know_meetings(self, meetings: tuple[Meeting, ...]) -> None:
        self._meetings = meetings
        self.meetings_model.reload()
        self.tabs.setTabText(1, f"{_('Các cuộc họp')}  {len(meetings)}" if meetings else _("Các cuộc họp"))

    def _know_house(self, house: office.House) -> None:
        council = house.council
        if council is None or self.form.is_dirty:
            return
        self.members_field.set_value(council.members)
        self.chair_field.set_value(council.chair)
        self.secretary_field.set_value(council.secretary)
        self.form.is_dirty = False

    def _loaded(self, total: int) -> None:
        self.middle.setCurrentIndex(0 if total else 1)
        self.row_card.setVisible(bool(total))

    def _recount(self) -> None:
        self.votes.members = self.members_field.value() or 0
        self.votes.default = self.default_field.value()
        self.table.viewport().update()
        self._chosen(self.table.current())
        self._count()

    def _count(self) -> None:
        chosen = self._chosen_ids()
        carried = sum(self.votes.is_carried(record) for record in chosen)
        self.count.setText(
            _("Đã chọn {count}/{total} (Space đánh dấu)").format(count=len(chosen), total=len(self._pending))
        )
        if chosen and self.votes.members:
            self.foot_words.setText(
                _("Đề nghị công nhận {carried}, không đề nghị {others}").format(
                    carried=carried, others=len(chosen) - carried
                )
            )
        else:
            self.foot_words.setText("")

    def _chosen(self, row: PortalRow | None) -> None:
        if row is None:
            return
        self.row_title.setText(self._fitting(row.row.title))
        self.arithmetic.setText(self.votes.arithmetic(row.row.id) if self.votes.members else "")
        for field, value in (
            (self.yes_field, self.votes.own.get(row.row.id)),
            (self.reason_field, self.votes.reasons.get(row.row.id, "")),
        ):
            if not field.edit.hasFocus():
                field.blockSignals(True)
                field.set_value(value)  # type: ignore[arg-type]  # each field its own kind of value
                field.blockSignals(False)
        self.reason_field.setEnabled(bool(self.votes.members) and not self.votes.is_carried(row.row.id))

    def _fitting(self, title: str) -> str:
        return title if len(title) <= 60 else title[:57] + "…"

    def print_minutes(self) -> None:
        """The minutes of the chosen meeting (the newest one while another page is shown)."""
        meeting = self.meetings_table.current()
        if meeting is None:
            self.say(_("Chưa có cuộc họp nào để in biên bản"), tone="care")
            return
        title = _("Biên bản {number}").format(number=meeting.minutes_number)
        self.show_paper(title, title, council_papers.minutes, self.desk, meeting.id)

    # --- typing

    def choose_all(self) -> None:
        """Tick all, or none where all are ticked."""
        everything = set(self._pending)
        self.table.tick(set() if self.model.ticked == everything else everything)

    def _chosen_ids(self) -> tuple[str, ...]:
        ticked = self.model.ticked or set()
        return tuple(record for record in self._pending if record in ticked)

    def _to_votes(self, row: PortalRow) -> None:
        self.table.tick((self.model.ticked or set()) | {row.row.id})
        self.yes_field.setFocus(Qt.FocusReason.TabFocusReason)

    def _yes_typed(self) -> None:
        row = self.table.current()
        if row is None:
            return
        typed = self.yes_field.value()
        if typed is None:
            self.votes.own.pop(row.row.id, None)
        else:
            self.votes.own[row.row.id] = typed
        over = typed is not None and typed > self.votes.members > 0
        problem = Problem("votes.more_than_members", facts={"members": self.votes.members})
        self.yes_field.show_problem(problem if over else None)
        self.table.viewport().update()
        self.arithmetic.setText(self.votes.arithmetic(row.row.id) if self.votes.members else "")
        self.reason_field.setEnabled(bool(self.votes.members) and not self.votes.is_carried(row.row.id))
        self._count()

    def _reason_typed(self) -> None:
        row = self.table.current()
        if row is not None:
            self.votes.reasons[row.row.id] = self.reason_field.value()

    def _after_votes(self) -> None:
        if not self.reason_field.isEnabled():
            self._next_row()

    def _next_row(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        self.table.choose(self.table.currentIndex().row() + 1)

    # --- recording

    def record(self) -> None:
        """Store the meeting with all that are ticked."""
        chosen = self._chosen_ids()
        held_on = self.held_field.value()
        problems = []
        if held_on is None and self.held_field.is_readable:
            problems.append(Problem("meeting.date_missing", "held_on"))
        if not self.number_field.value():
            problems.append(Problem("minutes.number_missing", "minutes_number"))
        if not self.votes.members:
            problems.append(Problem("council.no_members", "members"))
        self.form.show_problems(problems)
        if problems or self.form.unreadable or held_on is None:
            self.form.focus_first_problem()
            return
        if not chosen:
            self.say(wording.sentence("council.nothing"), tone="care")
            self.table.setFocus()
            return
        form = MeetingForm(
            minutes_number=self.number_field.value(),
            held_on=held_on,
            members=self.votes.members,
            votes={record: self.votes.own.get(record, self.votes.yes(record)) for record in chosen},
            reasons={record: self.votes.reasons.get(record, "") for record in chosen},
            present=self.present_field.value(),
            chair=self.chair_field.value(),
            secretary=self.secretary_field.value(),
        )
        self.jobs.order(councils.record, form, owner=self, then=self._recorded, refused=self._refused)

    def _recorded(self, result: CouncilResult) -> None:
        told = _("Đã ghi biên bản: đề nghị công nhận {carried}, không đề nghị {others}").format(
            carried=len(result.proposed), others=len(result.not_recognised)
        )
        if result.refused:
            told += " · " + _("{count} không xét được").format(count=len(result.refused))
        self.say(told, undoable=True)
        self.votes.own.clear()
        self.votes.reasons.clear()
        self.form.fill({"minutes_number": "", "held_on": None, "present": None, "yes": None})
        self.table.tick(set())

    def _refused(self, refused: Refused) -> None:
        found = refused.facts.get("problems")
        problems: tuple[Any, ...] = found if isinstance(found, tuple) else ()
        if refused.code == "meeting.in_future":
            problems = (Problem(refused.code, "held_on", refused.facts),)
        homeless = self.form.show_problems(problems)
        self.form.focus_first_problem()
        if homeless or not problems:
            self.refuse(refused)


def _pending_query(offset: int, limit: int) -> tuple[ListQuery]:
    return (ListQuery(stages=(Stage.PENDING,), descending=False, offset=offset, limit=limit),)


def _carried(meeting: Meeting) -> int:
    return sum(item.outcome is Outcome.PROPOSED for item in meeting.considerations)
