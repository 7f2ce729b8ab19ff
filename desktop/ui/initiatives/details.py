"""Beside the list: one initiative at a glance, and its story."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain import shares
from desktop.domain.benefit import formula
from desktop.domain.checking import Hands
from desktop.domain.initiative import BenefitKind, Initiative, stage
from desktop.domain.money import figures
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import checking, initiatives
from desktop.ui import marks
from desktop.ui.initiatives.list_check import told
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts, reading
from desktop.wording import story


class Details(QWidget):
    """Asks for the record that the hand is on; the earlier answer is dropped when the hand has moved on."""

    def __init__(self, jobs: Jobs, check: QWidget) -> None:
        super().__init__()
        self._jobs = jobs
        self._record = ""
        self.card = parts.Card(spacing=look.S)
        self.title = parts.text("", "section")
        self.mark = parts.MarkLabel()
        self.portal = parts.MarkLabel()
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(look.M)
        self._facts.setVerticalSpacing(look.XS)
        self._facts.setColumnStretch(1, 1)
        self.summary = parts.text("")
        self.story = parts.text("", "secondary")
        box = self.card.box
        for widget in (self.title, self.mark, self.portal):
            box.addWidget(widget)
        box.addLayout(self._facts)
        box.addWidget(self.summary)
        box.addWidget(parts.rule())
        self.hands = parts.text("", "secondary")
        box.addWidget(self.hands)
        box.addWidget(check, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(parts.heading(_("Lịch sử"), "strong"))
        box.addWidget(self.story)
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(parts.scrolled(self.card))

    def show_row(self, row: initiatives.PortalRow | None) -> None:
        """Turn to a row of the list."""
        self._record = row.row.id if row else ""
        self.card.setVisible(row is not None)
        if row is None:
            return
        self.portal.show_mark(marks.portal(row.portal))
        self.portal.setVisible(bool(row.portal))
        self._jobs.ask(
            initiatives.get, row.row.id, owner=self, then=self._show, refused=self._gone, exclusive="details"
        )
        self._jobs.ask(
            checking.hands,
            row.row.id,
            owner=self,
            then=partial(self._tell_hands, row.row.id),
            refused=self._gone,
            exclusive="hands",
        )
        self._jobs.ask(
            initiatives.timeline,
            row.row.id,
            owner=self,
            then=partial(self._tell, row.row.id),
            exclusive="story",
        )

    def _tell_hands(self, record: str, hands: Hands) -> None:
        if record == self._record:
            self.hands.setText(told(hands))

    def _gone(self, _refused: Refused) -> None:
        self.card.hide()

    def _show(self, initiative: Initiative) -> None:
        if initiative.id != self._record:
            return
        self.title.setText(initiative.title)
        self.mark.show_mark(marks.stage(stage(initiative)))
        self._clear_facts()
        for label, value in self._rows(initiative):
            self._add_fact(label, value)
        self.summary.setText(initiative.summary)
        self.summary.setVisible(bool(initiative.summary))

    def _rows(self, initiative: Initiative) -> list[tuple[str, str]]:
        authors = "\n".join(
            f"{author.name} ({shares.as_text(author.share)} %)" for author in initiative.authors
        )
        rows = [
            (_("Tác giả"), authors),
            (_("Xưởng"), initiative.workshop),
            (_("Lĩnh vực"), wording.label(initiative.field)),
            (_("Áp dụng lần đầu"), reading.show_date(initiative.first_used)),
            (_("Làm lợi"), _benefit(initiative)),
            (_("Công bố"), wording.label(initiative.release)),
            (_("Tệp"), ", ".join(item.name for item in initiative.attachments)),
        ]
        if initiative.council:
            fact = initiative.council
            voted = _("{yes}/{members} thành viên đồng ý, biên bản {number}").format(
                yes=fact.yes, members=fact.members, number=fact.minutes_number
            )
            rows.append((_("Hội đồng"), f"{voted}. {fact.reason}".strip()))
        if initiative.recognition:
            recognised = initiative.recognition
            rows.append((_("Quyết định"), f"{recognised.number}, {reading.show_date(recognised.signed_on)}"))
        if initiative.origin:
            rows.append((_("Nguồn gốc"), _("từ một ý tưởng đã làm thử đạt")))
        if initiative.is_protected:
            rows.append((_("Bảo mật"), _("có thông tin cần được bảo mật")))
        return [(label, value) for label, value in rows if value]

    def _add_fact(self, label: str, value: str) -> None:
        line = self._facts.rowCount()
        name = parts.heading(label, "secondary")
        self._facts.addWidget(name, line, 0)
        self._facts.setAlignment(name, look.TOP)
        self._facts.addWidget(parts.text(value), line, 1)

    def _clear_facts(self) -> None:
        while self._facts.count():
            taken = self._facts.takeAt(0).widget()
            if isinstance(taken, QLabel):
                taken.hide()
                taken.deleteLater()

    def _tell(self, record: str, events: tuple[initiatives.Event, ...]) -> None:
        if record != self._record:
            return
        self.story.setText(
            "\n".join(
                " · ".join(filter(None, (reading.show_time(event.at), _event_words(event.code), event.who)))
                for event in reversed(events)
            )
        )


def _event_words(code: str) -> str:
    room, _dot, what = code.partition(".")
    return story.happened(what) if room == "portal" else wording.label(code)


def _benefit(initiative: Initiative) -> str:
    benefit = initiative.benefit
    if benefit.reckoning is not None and benefit.reckoning.amount == benefit.amount:
        return formula(benefit.reckoning)
    if benefit.kind is BenefitKind.AMOUNT and benefit.amount is not None:
        return f"{figures(benefit.amount)} đ" + (f" ({benefit.note})" if benefit.note else "")
    return " – ".join(filter(None, (wording.label(benefit.kind), benefit.note)))
