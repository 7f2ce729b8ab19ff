"""Reports that were sent: each number as it was then and as it is known today, and the list behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.problems import Refused
from desktop.domain.report import COUNTED, Measure, ReportKind
from desktop.i18n import N_, _
from desktop.services import initiatives, joint_reports, reports
from desktop.services.initiatives import ListQuery
from desktop.services.joint_reports import JointListed
from desktop.services.reports import ReportRow, SinceSent
from desktop.ui import actions, marks
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts, reading
from desktop.ui.kit.tables import Column, Mark, PagedModel, Slice, Table, all_at_once


@dataclass(frozen=True, slots=True)
class SentRow:
    """One line of the register, of our own reports and of joint ones."""

    id: str
    until: date
    words: str
    number: str
    sent_on: date
    valid: int
    recognised: int | None = None
    kind: ReportKind | None = None
    """None for a joint report."""


@dataclass(frozen=True, slots=True)
class _Counted:
    measure: Measure
    since: SinceSent


@dataclass(frozen=True, slots=True)
class _Gone:
    """The line of an initiative that was taken back after the report was sent."""

    id: str
    number: None = None
    authors: str = ""
    workshop: str = ""

    @property
    def row(self) -> _Gone:
        """As a page of initiatives names its lines."""
        return self

    @property
    def title(self) -> str:
        """What is left to say of it."""
        return _("(đã xóa khỏi sổ)")


class SentPage(QWidget):
    """The register above; the chosen report's numbers then and now; the list of the chosen number."""

    table: Table
    list: Table

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
        self._acts = acts
        self._own: tuple[ReportRow, ...] = ()
        self._rows: list[SentRow] = []
        self._counted: list[_Counted] = []
        self.ids: tuple[str, ...] = ()
        self._gone: frozenset[str] = frozenset()
        self._come: frozenset[str] = frozenset()
        self.told: Callable[[int], None] = _nobody
        self.model = PagedModel(_columns(), all_at_once(lambda: self._rows), lambda row: row.id)
        self.table = Table(
            self.model,
            _("Báo cáo đã gửi"),
            empty=_("Chưa gửi báo cáo nào. Xem số liệu ở tab đầu rồi gửi (Ctrl+Enter)."),
        )
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._to_numbers)
        self.numbers_model = PagedModel(
            _number_columns(), all_at_once(lambda: self._counted), lambda row: str(row.measure)
        )
        self.numbers = Table(
            self.numbers_model,
            _("Khi gửi và bây giờ"),
            empty=_("Chọn một báo cáo để xem số khi gửi và bây giờ."),
        )
        self.numbers.chosen.connect(self._turn)
        self.numbers.opened.connect(self._to_list)
        self.list_model = PagedModel(self._list_columns(), self._ask_list, lambda item: item.row.id)
        self.list = Table(
            self.list_model,
            _("Danh sách của con số đang chọn"),
            empty=_("Chọn một con số để xem danh sách đứng sau."),
        )
        self.list.opened.connect(lambda item: open_one(item.row.id))
        self.list_title = parts.heading("", "secondary")
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.XS)
        box.addWidget(self.table, 3)
        self.numbers.setFixedHeight(4 * look.ROW + 2)
        box.addWidget(self.numbers)
        box.addWidget(self.list_title)
        box.addWidget(self.list, 3)
        foot = QHBoxLayout()
        foot.addWidget(
            parts.text(_("Báo cáo đã gửi in lại đúng từng con số, dù dữ liệu đã đổi."), "secondary"), 1
        )
        foot.addWidget(actions.button(self._acts["report.file"]))
        foot.addWidget(actions.button(self._acts["report.again"], primary=True))
        box.addLayout(foot)

    def reload(self) -> None:
        """Ask for both registers."""
        self._jobs.ask(reports.listing, owner=self, then=self._know_own, exclusive="sent")

    def begin(self) -> None:
        """The hand goes to the register."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def current(self) -> SentRow | None:
        """The report that is chosen."""
        found = self.table.current()
        return found if isinstance(found, SentRow) else None

    def _know_own(self, rows: tuple[ReportRow, ...]) -> None:
        self._own = rows
        self._jobs.ask(joint_reports.listing, owner=self, then=self._know, exclusive="joint")

    def _know(self, joint: tuple[JointListed, ...]) -> None:
        own = [
            SentRow(
                row.id, row.until, wording.label(row.kind), row.number, row.sent_on, row.valid, row.recognised,
                row.kind,
            )
            for row in self._own
        ]  # fmt: skip
        words = _("Báo cáo tổng hợp {units} đơn vị, {silent} chưa báo cáo")
        others = [
            SentRow(
                row.id, row.until, words.format(units=row.units, silent=row.silent), row.number, row.sent_on,
                row.valid,
            )
            for row in joint
        ]  # fmt: skip
        self._rows = sorted([*own, *others], key=lambda row: (row.until, row.id), reverse=True)
        self.model.reload()
        self.told(len(self._rows))

    def _chosen(self, row: SentRow | None) -> None:
        self._counted = []
        if row is None or row.kind is None:
            self.numbers_model.reload()
            self._turn(None)
            return
        for measure in COUNTED:
            self._ask_number(row.id, measure)

    def _ask_number(self, record: str, measure: Measure) -> None:
        def come(found: SinceSent) -> None:
            here = self.current
            if here is not None and here.id == record:
                kept = [one for one in self._counted if one.measure is not measure]
                self._counted = sorted(
                    [*kept, _Counted(measure, found)], key=lambda one: COUNTED.index(one.measure)
                )
                if len(self._counted) == len(COUNTED):  # shown at once: whichever came first would be chosen
                    self.numbers_model.reload()

        self._jobs.ask(
            reports.since_sent,
            record,
            measure,
            owner=self,
            then=come,
            refused=self._refuse,
            exclusive=f"since-{measure}",
        )

    def _turn(self, row: _Counted | None) -> None:
        since = row.since if row is not None else SinceSent((), (), (), ())
        self.ids = (*since.sent, *since.come)
        self._gone, self._come = frozenset(since.gone), frozenset(since.come)
        if row is None:
            self.list_title.setText("")
        else:
            words = _("{measure}: khi gửi {sent}, bây giờ {now} (thêm {come}, bớt {gone})")
            self.list_title.setText(
                words.format(
                    measure=wording.label(row.measure),
                    sent=len(since.sent),
                    now=len(since.now),
                    come=len(since.come),
                    gone=len(since.gone),
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
            # what was taken back since is still a part of the number that was sent: it keeps its line
            known = {item.row.id: item for item in page.rows}
            then(Slice([known.get(one) or _Gone(one) for one in part], total))

        self._jobs.ask(
            initiatives.page,
            ListQuery(ids=part, descending=False, limit=limit),
            owner=self.list,
            then=come,
            refused=self._refuse,
        )

    def _list_columns(self) -> Sequence[Column]:
        return [
            Column(_("Số"), lambda item: str(item.row.number or ""), 76),
            Column(_("Tên sáng kiến"), lambda item: item.row.title, 0),
            Column(_("Tác giả"), lambda item: marks.first_of(item.row.authors), 190),
            Column(_("Xưởng"), lambda item: item.row.workshop, 130),
            Column(_("Từ khi gửi"), self._since_mark, 160),
        ]

    def _since_mark(self, item: Any) -> Mark:
        if item.row.id in self._come:
            return Mark(_("Mới thêm"), "add", "good")
        if item.row.id in self._gone:
            return Mark(_("Không còn tính"), "returned", "care")
        return Mark(_("Như khi gửi"), "good", "muted")

    def _to_numbers(self, _row: SentRow) -> None:
        self.numbers.setFocus(Qt.FocusReason.TabFocusReason)

    def _to_list(self, _row: _Counted) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)


def _columns() -> list[Column]:
    return [
        Column(_("Đến ngày"), lambda row: reading.show_date(row.until), 124),
        Column(_("Báo cáo"), lambda row: row.words, 0),
        Column(_("Số văn bản"), lambda row: row.number or "–", 120),
        Column(_("Ngày gửi"), lambda row: reading.show_date(row.sent_on), 124),
        Column(
            _("Đã công nhận"),
            lambda row: "–" if row.recognised is None else str(row.recognised),
            150,
            right=True,
        ),
        Column(_("Hợp lệ"), lambda row: str(row.valid), 100, right=True),
    ]


_HEADS = (N_("Khi gửi"), N_("Bây giờ"), N_("Thêm"), N_("Bớt"))


def _number_columns() -> list[Column]:
    lists: tuple[Callable[[SinceSent], tuple[str, ...]], ...] = (
        lambda since: since.sent,
        lambda since: since.now,
        lambda since: since.come,
        lambda since: since.gone,
    )

    def count(of: Callable[[SinceSent], tuple[str, ...]]) -> Callable[[Any], str]:
        return lambda row: str(len(of(row.since)))

    return [
        Column(_("Con số"), lambda row: wording.label(row.measure), 0),
        *(Column(_(words), count(of), 120, right=True) for words, of in zip(_HEADS, lists, strict=True)),
    ]


def _nobody(_count: int) -> None:
    """Nobody listens yet."""
