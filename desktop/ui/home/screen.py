"""Tổng quan: what needs a hand, each line opening its place; and how many stand at each stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.decision import DecisionState
from desktop.domain.initiative import Stage
from desktop.domain.payment import RoundState
from desktop.domain.problems import Problem
from desktop.domain.report import TARGETS, Measure
from desktop.i18n import _, ngettext
from desktop.services import (
    decisions,
    drafts,
    handed,
    handing_over,
    initiatives,
    joint_reports,
    office,
    payments,
    reports,
    sharing,
)
from desktop.services.desk import Desk, Look, question
from desktop.ui import marks
from desktop.ui.home.aims import Counts
from desktop.ui.home.calendar import Calendar
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts, reading
from desktop.ui.kit.tables import Mark
from desktop.ui.places import Go, Place
from desktop.ui.screen import Screen
from desktop.ui.typing.drafting import named, place_of
from desktop.wording.exchange import sync_sentence


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page tells, from one consistent view."""

    counts: Mapping[Stage, int]
    drafts: tuple[drafts.Draft, ...]
    decisions: tuple[decisions.DecisionRow, ...]
    summary: handing_over.Summary
    ready: int
    needed: tuple[Problem, ...]
    rounds: tuple[payments.RoundRow, ...]
    standing: reports.Standing
    silent: int
    """Units below that sent nothing this week."""
    choices: int
    """Where two PCs of the union changed the same."""


@question()
def overview(look_: Look) -> Overview:
    """Everything at once, so that no two lines contradict each other."""
    return Overview(
        initiatives.counts(look_),
        drafts.find(look_),
        decisions.listing(look_),
        handing_over.summary(look_),
        handed.count_ready(look_),
        office.needed_for(look_, "decision"),
        payments.rounds(look_),
        reports.standing(look_),
        joint_reports.count_silent(look_),
        len(sharing.tasks(look_)),
    )


class HomeScreen(Screen):
    """Lines that open places, and six figures."""

    concerned_by = (
        "initiative", "intake", "decision", "meeting", "portal", "draft", "house_fact", "payment_round",
        "payment_line", "report", "merge_task",
    )  # fmt: skip

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self.lines: list[parts.Line] = []
        self.figures: dict[Stage, parts.Line] = {}
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, look.S, 0)
        self._column.setSpacing(look.L)
        self.todo = parts.Card(spacing=look.XS)
        self._figures = QHBoxLayout()
        self._figures.setSpacing(look.M)
        self._figure_labels = {stage: self._figure(stage) for stage in Stage}
        self.aims_card = parts.Card(spacing=look.XS)
        self.aims_words = parts.text("", "secondary")
        self.counts = Counts(self._open_count)
        self.aims_card.box.addWidget(parts.heading(_("Chỉ tiêu và kết quả"), "section"))
        self.aims_card.box.addWidget(self.counts)
        self.aims_card.box.addWidget(self.aims_words)
        self.sync_card = parts.Card(spacing=look.XS)
        self.sync_words = parts.text("")
        self.sync_card.box.addWidget(parts.heading(_("Cổng tiếp nhận"), "section"))
        self.sync_card.box.addWidget(self.sync_words)
        self._column.addLayout(self._figures)
        self._column.addWidget(self.todo)
        self.calendar = Calendar(jobs, go)
        self._column.addWidget(self.calendar)
        self._column.addWidget(self.aims_card)
        self._column.addWidget(self.sync_card)
        self._column.addStretch(1)
        box = parts.page(self)
        box.addLayout(parts.head(parts.heading(_("Tổng quan"))))
        box.addWidget(parts.scrolled(inner), 1)

    def _figure(self, stage: Stage) -> parts.Figure:
        figure = parts.Figure(
            marks.stage(stage), partial(self._open, Place("initiatives", facts={"stage": stage.value}))
        )
        self._figures.addWidget(figure, 1)
        return figure

    def _open(self, place: Place) -> None:
        self.go(place)

    def reload(self) -> None:
        """Ask everything again."""
        self.jobs.ask(overview, owner=self, then=self._show, exclusive="overview")
        self.calendar.reload()

    def _open_count(self, measure: Measure) -> None:
        facts = {"page": "targets"} if measure in TARGETS else {"measure": measure.value}
        self.go(Place("reports", facts=facts))

    def arrive(self, place: Place) -> None:
        """The first line that asks for a hand."""
        if self.lines:
            self.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus()

    def _show(self, found: Overview) -> None:
        for stage, figure in self._figure_labels.items():
            figure.show_number(found.counts[stage])
        self.counts.show_counts(found.standing.total)
        self.aims_words.setText(_outlook(found.standing))
        self.aims_words.setVisible(bool(self.aims_words.text()))
        self.sync_words.setText(sync_sentence(found.summary, self.desk.clock.now()))
        had_focus = any(line.hasFocus() for line in self.lines)
        self._fill(self._todo(found), is_empty=not any(found.counts.values()))
        hand = self.window().focusWidget()
        is_elsewhere = hand is not None and hand is not self and not self.isAncestorOf(hand)
        if self.lines and (had_focus or (self.focusWidget() is None and not is_elsewhere)):
            self.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, todo: list[tuple[str, Mark, Place]], *, is_empty: bool) -> None:
        while self.todo.box.count():
            taken = self.todo.box.takeAt(0).widget()
            if taken is not None:
                taken.hide()
                taken.deleteLater()
        title = _("Bắt đầu từ đây") if is_empty else _("Việc cần làm")
        self.todo.box.addWidget(parts.heading(title, "section"))
        self.lines = [parts.Line(words, mark, partial(self.go, place)) for words, mark, place in todo]
        for line in self.lines:
            self.todo.box.addWidget(line)
        if not todo:
            self.todo.box.addWidget(parts.text(_("Không có việc gì đang chờ."), "secondary"))

    def _todo(self, found: Overview) -> list[tuple[str, Mark, Place]]:
        todo: list[tuple[str, Mark, Place]] = []
        todo += [
            (
                named(draft),
                Mark("", "draft", "care"),
                place_of(draft.form),
            )
            for draft in found.drafts
        ]
        if not any(found.counts.values()):
            todo += [
                (
                    _("Nhập phiếu sáng kiến đầu tiên"),
                    Mark("", "add", "accent"),
                    Place("initiatives", facts={"new": "1"}),
                ),
                (_("Nhập danh sách Excel của xưởng"), Mark("", "import", "accent"), Place("importing")),
            ]
        if self.recovery_words:
            todo.append(
                (
                    _(
                        "Chép từ khôi phục ra giấy: quên mật khẩu mà không có giấy này thì không ai mở được dữ liệu"
                    ),
                    Mark("", "key", "care"),
                    Place("office", facts={"page": "pc"}),
                )
            )
        todo += self._by_stage(found)
        todo += self._by_decision(found)
        todo += self._by_portal(found)
        todo += self._by_round(found)
        todo += self._by_unit(found)
        return todo

    def _by_stage(self, found: Overview) -> list[tuple[str, Mark, Place]]:
        told: tuple[tuple[Stage, str, str, dict[str, str]], ...] = (
            (
                Stage.INCOMPLETE,
                ngettext("{count} phiếu chưa đủ hồ sơ", "{count} phiếu chưa đủ hồ sơ", 2),
                "initiatives",
                {"stage": Stage.INCOMPLETE.value},
            ),
            (
                Stage.PENDING,
                ngettext("{count} phiếu chờ hội đồng", "{count} phiếu chờ hội đồng", 2),
                "councils",
                {},
            ),
            (
                Stage.PROPOSED,
                ngettext(
                    "{count} sáng kiến hội đồng đề nghị, chưa có quyết định",
                    "{count} sáng kiến hội đồng đề nghị, chưa có quyết định",
                    2,
                ),
                "decisions",
                {"page": "new"},
            ),
        )
        return [
            (
                words.format(count=found.counts[stage]),
                marks.stage(stage),
                Place(screen, facts=facts),
            )
            for stage, words, screen, facts in told
            if found.counts[stage]
        ]

    def _by_decision(self, found: Overview) -> list[tuple[str, Mark, Place]]:
        todo = [
            (
                _("Quyết định {count} sáng kiến đang trình ký: ghi số và ngày khi có").format(
                    count=row.initiatives
                ),
                marks.decision(row.state),
                Place("decisions", row.id),
            )
            for row in found.decisions
            if row.state is DecisionState.FOR_SIGNATURE
        ]
        if found.counts[Stage.PROPOSED]:
            todo += [
                (
                    wording.sentence(problem.code, problem.facts),
                    Mark("", "care", "care"),
                    Place("office", facts={"page": problem.field}),
                )
                for problem in found.needed
            ]
        return todo

    def _by_round(self, found: Overview) -> list[tuple[str, Mark, Place]]:
        words = _("Đợt chi {number}/{year} ({purse}): {waiting} đồng chờ nhận")
        settle = _("Đợt chi {number}/{year} ({purse}): đã phát hết, chờ quyết toán")
        return [
            (
                (words if row.totals.waiting else settle).format(
                    number=f"{row.number:02d}",
                    year=row.year,
                    purse=row.purse_name,
                    waiting=reading.show_money(row.totals.waiting),
                ),
                Mark("", "money", "care"),
                Place("payments", row.id),
            )
            for row in found.rounds
            if row.state is RoundState.OPEN
        ]

    def _by_portal(self, found: Overview) -> list[tuple[str, Mark, Place]]:
        summary = found.summary
        back = summary.returned + summary.parked
        words_back = (
            _("{count} sáng kiến bị cổng trả lại")
            if not summary.parked
            else _("{count} sáng kiến để riêng, chưa gửi")
            if not summary.returned
            else _("{count} sáng kiến bị cổng trả lại hoặc để riêng")
        )
        told = (
            (
                found.ready,
                _("{count} sáng kiến đã công nhận, chưa chốt nộp"),
                Mark("", "handover", "accent"),
                "ready",
            ),
            (back, words_back, Mark("", "returned", "bad"), "back" if summary.returned else "parked"),
            (
                found.choices,
                _("{count} việc cần chọn giữa hai máy"),
                Mark("", "care", "care"),
                "machines",
            ),
        )
        return [
            (words.format(count=count), mark, Place("handover", facts={"page": page}))
            for count, words, mark, page in told
            if count
        ]

    def _by_unit(self, found: Overview) -> list[tuple[str, Mark, Place]]:
        if not found.silent:
            return []
        words = _("{count} đơn vị trực thuộc chưa báo cáo tuần này").format(count=found.silent)
        return [(words, Mark("", "care", "care"), Place("reports", facts={"page": "units"}))]


def _outlook(standing: reports.Standing) -> str:
    """When the phase closes, and where it will stand then."""
    if standing.expected is None or not standing.closes:
        return ""
    words = _("Đợt {phase} khép lúc {closes}; với tốc độ này dự kiến {expected} sáng kiến hợp lệ.")
    return words.format(phase=standing.phase_name, closes=standing.closes, expected=standing.expected)
