"""The figures as they stand: a row a group, and under it the list of exactly the number that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.problems import Refused
from desktop.domain.report import COUNTED, Cell, Division, Figures, Measure, ReportKind
from desktop.domain.shares import as_text
from desktop.domain.target import percent
from desktop.i18n import N_, _
from desktop.services import initiatives, reports
from desktop.services.initiatives import ListQuery
from desktop.services.reports import Wanted
from desktop.ui import actions, marks
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.tables import Column, PagedModel, Slice, Table, all_at_once

_WHOLE = "\0"
_HEADS = {
    Measure.ASSIGNED: N_("Chỉ tiêu giao"),
    Measure.PLEDGED: N_("Chỉ tiêu đăng ký"),
    Measure.RECOGNISED: N_("Công nhận"),
    Measure.ON_PORTAL: N_("Lên cổng"),
    Measure.VALID: N_("Hợp lệ"),
}


@dataclass(frozen=True, slots=True)
class _Beside:
    """A number beside the five: what a purse paid for (its code), or (empty) what has a computed benefit."""

    purse: str = ""


class NumbersPage(QWidget):
    """Figures by one division; Enter on a group opens its list."""

    table: Table

    def __init__(
        self,
        jobs: Jobs,
        refuse: Callable[[Refused], None],
        open_one: Callable[[str], None],
        acts: dict[str, QAction],
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._refuse = refuse
        self._open_one = open_one
        self.figures: Figures | None = None
        self.ids: tuple[str, ...] = ()
        self._words: dict[Measure | _Beside, str] = {}
        self.kind_field = forms.enum_field(_("Báo cáo"), ReportKind)
        self.division_field = forms.enum_field(_("Chia"), Division)
        self.measure_field = forms.enum_field(_("Xem danh sách của"), COUNTED)
        self.number_field = forms.TextField(_("Số văn bản"), limit=20)
        self.model = PagedModel(_columns(), all_at_once(self._cells), lambda cell: cell.group or "\1")
        self.table = Table(
            self.model,
            _("Số liệu"),
            empty=_(
                "Chưa có số liệu cho kỳ này. Chọn kỳ khác, hoặc nhập sáng kiến trước (Sáng kiến, Ctrl+N)."
            ),
        )
        self.list_model = PagedModel(_list_columns(), self._ask_list, lambda item: item.row.id)
        self.list = Table(
            self.list_model,
            _("Danh sách của con số đang chọn"),
            empty=_("Chọn một con số để xem danh sách đứng sau."),
        )
        self.list_title = parts.heading("", "section")
        self.summary = parts.text("", "secondary")
        self.division_field.changed.connect(self._turn)
        self.measure_field.changed.connect(self._ask_ids)
        self.kind_field.changed.connect(self.reload)
        self.table.chosen.connect(self._ask_ids)
        self.table.opened.connect(self._to_list)
        self.list.opened.connect(lambda item: self._open_one(item.row.id))
        self._lay_out(acts)

    def _lay_out(self, acts: dict[str, QAction]) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.XS)
        box.addLayout(
            forms.row(3, self.kind_field, 3, self.division_field, 4, self.measure_field, 2, self.number_field)
        )
        box.addWidget(self.summary)
        box.addWidget(self.table, 3)
        box.addWidget(self.list_title)
        box.addWidget(self.list, 2)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for name in ("report.book", "report.preview"):
            foot.addWidget(actions.button(acts[name]))
        foot.addWidget(actions.button(acts["report.send"], primary=True))
        box.addLayout(foot)

    @property
    def wanted(self) -> Wanted:
        """Which report is asked for."""
        return Wanted(self.kind_field.value())

    def reload(self, *_changed: Any) -> None:
        """Count again."""
        self._jobs.ask(
            reports.figures,
            self.wanted,
            owner=self,
            then=self._know,
            refused=self._refuse,
            exclusive="figures",
        )

    def show_measure(self, measure: Measure) -> None:
        """Turn to one number of the whole union, and the list behind it."""
        if measure in COUNTED:
            self.measure_field.set_value(measure)
        self.table.choose(0)

    def begin(self) -> None:
        """The hand goes to the figures."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _know(self, figures: Figures) -> None:
        self.figures = figures
        ratio = percent(figures.total.counts[Measure.VALID], figures.total.assigned)
        words = [
            _("Đợt: {phase}, đến {day}").format(
                phase=figures.phase_name, day=reading.show_date(figures.until)
            )
        ]
        if ratio is not None:
            words.append(_("hợp lệ đạt {percent} % chỉ tiêu giao").format(percent=as_text(ratio)))
        if figures.expected is not None and figures.closes:
            words.append(
                _("dự kiến {expected} khi khép đợt ({closes})").format(
                    expected=figures.expected, closes=figures.closes
                )
            )
        if figures.previous is not None:
            words.append(_("tăng so với báo cáo ngày {day}").format(day=reading.show_date(figures.previous)))
        self.summary.setText(" · ".join(words))
        self._offer(figures)
        self._turn()

    def _offer(self, figures: Figures) -> None:
        """The numbers whose lists can be seen: the counts, the computed benefit, each purse's money."""
        choices: list[tuple[Measure | _Beside, str]] = [
            (measure, wording.label(measure)) for measure in COUNTED
        ]
        if figures.benefit_known:
            words = _("Có làm lợi tính được: {count} sáng kiến")
            choices.append((_Beside(), words.format(count=figures.benefit_known)))
        words = _("{purse}: đã chi {spent} đồng cho {count} sáng kiến")
        choices += [
            (
                _Beside(one.purse),
                words.format(
                    purse=one.name, spent=reading.show_money(one.spent) or "0", count=one.initiatives
                ),
            )
            for one in figures.money
        ]
        self._words = dict(choices)
        self.measure_field.set_choices(choices)

    def _turn(self) -> None:
        self.model.reload()
        self._ask_ids()

    def _cells(self) -> Sequence[Cell]:
        if self.figures is None:
            return ()
        total = self.figures.total
        whole = Cell(_WHOLE, _("Toàn đơn vị"), total.counts, total.assigned, total.pledged, total.before)
        return (whole, *self.figures.divisions[self.division_field.value()])

    def _ask_ids(self, *_changed: Any) -> None:
        cell = self.table.current()
        if cell is None or self.figures is None:
            return
        wanted = self.measure_field.value()
        if isinstance(wanted, _Beside):
            question: Any = reports.behind_money if wanted.purse else reports.behind_benefit
            self._jobs.ask(
                question,
                *([wanted.purse] if wanted.purse else []),
                self.wanted,
                owner=self,
                then=self._know_ids,
                refused=self._refuse,
                exclusive="ids",
            )
            return
        division = None if cell.group == _WHOLE else self.division_field.value()
        group = "" if cell.group == _WHOLE else cell.group
        self._jobs.ask(
            reports.behind,
            self.measure_field.value(),
            division,
            group,
            self.wanted,
            owner=self,
            then=self._know_ids,
            refused=self._refuse,
            exclusive="ids",
        )

    def _know_ids(self, ids: tuple[str, ...]) -> None:
        self.ids = ids
        cell = self.table.current()
        wanted = self.measure_field.value()
        beside = isinstance(wanted, _Beside)
        name = _("Toàn đơn vị") if beside or cell is None else cell.name
        self.list_title.setText(
            _("{measure}, {group}: {count} sáng kiến").format(
                measure=self._words.get(wanted, ""), group=name, count=len(ids)
            )
        )
        self.list_model.reload()

    def _ask_list(self, offset: int, limit: int, then: Callable[[Slice], None]) -> None:
        part = self.ids[offset : offset + limit]
        if not part:
            then(Slice((), len(self.ids)))
            return
        total = len(self.ids)

        def come(page: Any) -> None:
            then(Slice(page.rows, total))

        query = ListQuery(ids=part, descending=False, limit=limit)
        self._jobs.ask(initiatives.page, query, owner=self.list, then=come)

    def _to_list(self, _cell: Cell) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)


def _columns() -> list[Column]:
    def of(measure: Measure) -> Callable[[Any], str]:
        return lambda cell: "–" if (number := cell.number(measure)) is None else str(number)

    return [
        Column(_("Nhóm"), lambda cell: cell.name, 0),
        *(Column(_(words), of(measure), 130, right=True) for measure, words in _HEADS.items()),
        Column(_("Công nhận tăng"), _change, 130, right=True),
    ]


def _change(cell: Cell) -> str:
    change = cell.change(Measure.RECOGNISED)
    if change is None:
        return "–"
    return f"+{change}" if change > 0 else str(change)


def _list_columns() -> list[Column]:
    return [
        Column(_("Số"), lambda item: str(item.row.number or ""), 76),
        Column(_("Tên sáng kiến"), lambda item: item.row.title, 0),
        Column(_("Tác giả"), lambda item: marks.first_of(item.row.authors), 190),
        Column(_("Xưởng"), lambda item: item.row.workshop, 130),
    ]
