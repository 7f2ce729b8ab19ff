"""The result of a meeting: of one that was called, or in quick mode, where only the paper minutes are there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from desktop import wording
from desktop.domain.initiative import Attachment, Route
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import agendas, councils, files, marking, seats
from desktop.services.agendas import Called, Sitting
from desktop.services.councils import CouncilResult, MeetingForm
from desktop.ui import actions
from desktop.ui.councils.ballot import Ballot
from desktop.ui.councils.meeting_box import MeetingBox
from desktop.ui.councils.page import CouncilPage
from desktop.ui.kit import dialogs, forms, look, parts
from desktop.ui.kit.forms import Form, TextField
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Place
from desktop.ui.screen import today


class RecordPage(CouncilPage):
    """Fields of the minutes, then what was voted on."""

    def __init__(self, screen: PaperScreen) -> None:
        super().__init__(screen)
        self._sitting: Sitting | None = None
        self._scan: Attachment | None = None
        self.ballot = Ballot(self.jobs)
        self.ballot.counted.connect(self._count)
        self.record_button = actions.button(actions.make(self, "council.record", self.record), primary=True)
        self.all_button = actions.button(actions.make(self, "council.all", self.ballot.choose_all), flat=True)
        self.scan_button = actions.button(actions.make(self, "council.scan", self.pick_scan))
        self.around_button = actions.button(actions.make(self, "council.around", self.go_around), flat=True)
        self.meeting_box = MeetingBox(_("chỉ có biên bản giấy"))
        self.meeting_box.turned.connect(self._turn_to)
        self._build_fields(today(self.desk))
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

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.S, 0, 0)
        box.setSpacing(look.XS)
        box.addLayout(
            forms.row(
                3, self.number_field, 3, self.held_field, 2, self.members_field, 2, self.present_field,
                3, self.default_field, 3, self.chair_field, 3, self.secretary_field, spacing=look.M,
            )
        )  # fmt: skip
        tools = QHBoxLayout()
        tools.setSpacing(look.S)
        label = QLabel(_("Phiên họp"))
        label.setProperty("kind", "label")
        label.setBuddy(self.meeting_box)
        self.count = parts.heading("", "secondary")
        tools.addWidget(label)
        tools.addWidget(self.meeting_box)
        tools.addSpacing(look.S)
        tools.addWidget(self.count)
        tools.addStretch(1)
        tools.addWidget(self.all_button)
        box.addLayout(tools)
        box.addWidget(self.ballot, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.S)
        self.foot_words = parts.text("", "secondary")
        foot.addWidget(self.foot_words, 1)
        foot.addWidget(self.around_button)
        foot.addWidget(self.scan_button)
        foot.addWidget(self.record_button)
        box.addLayout(foot)

    # --- what is shown

    def reload(self) -> None:
        """What waits, the meetings that were called, the council as it is set up."""
        self.ballot.table.reload()
        self.jobs.ask(councils.pending, owner=self, then=self.ballot.know_pending, exclusive="pending")
        self.jobs.ask(agendas.listing, owner=self, then=self._know_called, exclusive="called")
        self.jobs.ask(seats.council, owner=self, then=self._know_council, exclusive="council")

    def begin(self) -> None:
        """The hand goes to the number of the minutes."""
        self.number_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _know_called(self, called: tuple[Called, ...]) -> None:
        before = self.meeting_box.record
        self.meeting_box.offer([one for one in called if not one.is_held])
        if before and self.meeting_box.record == before:
            self._ask_sitting(before)

    def _know_council(self, council: seats.Council) -> None:
        if not council.size or self.form.is_dirty or self._sitting is not None:
            return
        self.members_field.set_value(council.size)
        self.chair_field.set_value(council.chair)
        self.secretary_field.set_value(council.secretary)
        self.form.is_dirty = False

    def _turn_to(self, record: str) -> None:
        if record:
            self._ask_sitting(record)
            return
        self._sitting = None
        self.ballot.turn_to(None, anew=True)
        self.reload()

    def _ask_sitting(self, record: str) -> None:
        self.jobs.ask(
            agendas.sitting,
            record,
            owner=self,
            then=self._know_sitting,
            refused=self.refuse,
            exclusive="sitting",
        )

    def _know_sitting(self, sitting: Sitting) -> None:
        is_other = self._sitting is None or self._sitting.agenda.id != sitting.agenda.id
        self._sitting = sitting
        self.ballot.turn_to(sitting, anew=is_other)
        if is_other:
            self.form.fill(
                {
                    "held_on": sitting.agenda.held_on,
                    "members": sitting.council.size or None,
                    "present": sitting.present or None,
                    "yes": sitting.present or None,
                    "chair": sitting.council.chair,
                    "secretary": sitting.council.secretary,
                }
            )
        self._recount()
        if sitting.agenda.rubric is not None:
            self.jobs.ask(
                marking.tallies,
                sitting.agenda.id,
                owner=self,
                then=self.ballot.know_marks,
                exclusive="tallies",
            )

    def _recount(self) -> None:
        self.ballot.set_counts(self.members_field.value() or 0, self.default_field.value())

    def _count(self) -> None:
        self.count.setText(
            _("Đã chọn {count}/{total} (Space đánh dấu)").format(
                count=len(self.ballot.chosen_ids()), total=len(self.ballot.every)
            )
        )
        self.foot_words.setText(self.ballot.told())

    def go_around(self) -> None:
        """What is ticked goes to a decision of the head without a council."""
        chosen = " ".join(self.ballot.chosen_ids())
        self.host.go(Place("decisions", facts={"page": "new", "route": Route.HEAD, "records": chosen}))

    # --- the scan

    def pick_scan(self) -> None:
        """Choose the scanned minutes."""
        kinds = _("PDF hoặc ảnh (*.pdf *.jpg *.jpeg *.png)")
        dialogs.pick_file(self, _("Bản quét biên bản"), kinds, self.take_scan)

    def take_scan(self, path: Path) -> None:
        """Keep a scan for the meeting that is going to be recorded."""
        self.jobs.run(
            files.attach,
            self.desk,
            path,
            owner=self,
            then=self._know_scan,
            refused=self.refuse,
            label=_("Lưu bản quét"),
        )

    def _know_scan(self, scan: Attachment | None) -> None:
        self._scan = scan
        self.scan_button.setText(_("Đã có bản quét") if scan else _("Bản quét biên bản"))
        self.scan_button.setToolTip(scan.name if scan else _("Bản quét biên bản"))

    # --- recording

    def record(self) -> None:
        """Store the meeting with all that are ticked."""
        chosen, held_on = self.ballot.chosen_ids(), self.held_field.value()
        problems = []
        if held_on is None and self.held_field.is_readable:
            problems.append(Problem("meeting.date_missing", "held_on"))
        if not self.number_field.value():
            problems.append(Problem("minutes.number_missing", "minutes_number"))
        if not self.ballot.votes.members:
            problems.append(Problem("council.no_members", "members"))
        self.form.show_problems(problems)
        if problems or self.form.unreadable or held_on is None:
            self.form.focus_first_problem()
            return
        if not chosen:
            self.say(wording.sentence("council.nothing"), tone="care")
            self.ballot.table.setFocus()
            return
        unexplained = self.ballot.unexplained()
        if unexplained is not None:
            self.ballot.ask_reason(unexplained)
            return
        form = self._typed(chosen, held_on)
        self.jobs.order(councils.record, form, owner=self, then=self._recorded, refused=self._refused)

    def _typed(self, chosen: tuple[str, ...], held_on: date) -> MeetingForm:
        votes = self.ballot.votes
        return MeetingForm(
            minutes_number=self.number_field.value(),
            held_on=held_on,
            members=votes.members,
            votes={record: votes.own.get(record, votes.yes(record)) for record in chosen},
            reasons={record: votes.reasons.get(record, "") for record in chosen},
            present=self.present_field.value(),
            chair=self.chair_field.value(),
            secretary=self.secretary_field.value(),
            scan=self._scan.file if self._scan else "",
            scan_type=self._scan.media_type if self._scan else "",
            meeting=self._sitting.agenda.id if self._sitting else "",
            completions={record: words for record in chosen if (words := votes.completions.get(record, ""))},
        )

    def _recorded(self, result: CouncilResult) -> None:
        told = _("Đã ghi biên bản: đề nghị công nhận {carried}, không đề nghị {others}").format(
            carried=len(result.proposed), others=len(result.not_recognised)
        )
        if result.after_completion:
            told += " · " + _("{count} chờ hoàn thiện hồ sơ").format(count=len(result.after_completion))
        if result.refused:
            told += " · " + _("{count} không xét được").format(count=len(result.refused))
        self.say(told, undoable=True)
        self._know_scan(None)
        self.form.fill({"minutes_number": "", "held_on": None, "present": None, "yes": None})
        self.ballot.votes.clear()
        self.ballot.table.tick(set())

    def _refused(self, refused: Refused) -> None:
        found = refused.facts.get("problems")
        problems: tuple[Any, ...] = found if isinstance(found, tuple) else ()
        if refused.code == "meeting.in_future":
            problems = (Problem(refused.code, "held_on", refused.facts),)
        homeless = self.form.show_problems(problems)
        self.form.focus_first_problem()
        if homeless or not problems:
            self.refuse(refused)
