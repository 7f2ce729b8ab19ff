"""Draft one decision: choose what the council proposes (or one of the two other routes), who signs, and go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.domain.house import Signer
from desktop.domain.initiative import Route, Stage
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import decisions, initiatives, office
from desktop.services.initiatives import ListQuery
from desktop.ui import actions, marks
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, parts
from desktop.ui.kit.forms import ChoiceField, TextField
from desktop.ui.kit.tables import Column, PagedModel, Table, asking
from desktop.ui.needed import NeededCard

_OTHER_ROUTES = (Stage.INCOMPLETE, Stage.PENDING, Stage.PROPOSED)
_MOST = 10_000
"""A decision's list is chosen whole; ids alone are asked for."""


class DraftPage(QWidget):
    """Closed with the id of the draft, or "" for none."""

    closed = Signal(str)

    table: Table

    def __init__(self, jobs: Jobs, refuse: Callable[[Refused], None]) -> None:
        super().__init__()
        self._jobs = jobs
        self._refuse = refuse
        self._ids: tuple[str, ...] = ()
        act = {
            "draft.make": actions.make(self, "draft.make", self.make),
            "draft.all": actions.make(self, "draft.all", self.choose_all),
            "draft.close": actions.make(self, "draft.close", self._close),
        }
        self.make_button = actions.button(act["draft.make"], primary=True)
        self.route_field = forms.enum_field(_("Căn cứ công nhận"), Route)
        self.signer_field = ChoiceField(_("Người ký"), [], needed=True)
        self.reason_field = TextField(_("Lý do"), limit=500)
        self.needed = NeededCard(jobs, self._refused)
        self.needed.known.connect(self.reload)
        columns = [
            Column(_("Số"), lambda item: str(item.row.number or ""), 76),
            Column(_("Tên sáng kiến"), lambda item: item.row.title, 0),
            Column(_("Tác giả"), lambda item: marks.first_of(item.row.authors), 190),
            Column(_("Xưởng"), lambda item: item.row.workshop, 110),
            Column(_("Giai đoạn"), lambda item: marks.stage(item.row.stage), 164),
        ]
        ask = asking(jobs, initiatives.page, self._query, lambda: self.table)
        self.model = PagedModel(columns, ask, lambda item: item.row.id)
        self.table = Table(
            self.model,
            _("Sáng kiến để đưa vào quyết định"),
            ticks=True,
            empty=_(
                "Không có sáng kiến nào để đưa vào quyết định. Ghi kết quả họp hội đồng trước (Hội đồng, Ctrl+4)."
            ),
        )
        self.table.ticks_changed.connect(self._count)
        self.model.loaded.connect(self._loaded)
        self.route_field.changed.connect(self._turn_route)
        self.count = parts.heading("", "secondary")
        self.route_words = parts.text("", "secondary")
        self._lay_out(
            actions.button(act["draft.all"], flat=True), actions.button(act["draft.close"], flat=True)
        )

    def _lay_out(self, choose_all: QWidget, close: QWidget) -> None:
        box = parts.page(self)
        box.addLayout(parts.head(parts.heading(_("Soạn quyết định công nhận")), close))
        box.addWidget(self.needed)
        box.addLayout(forms.row(3, self.route_field, 3, self.signer_field, 4, self.reason_field))
        box.addWidget(self.route_words)
        tools = QHBoxLayout()
        tools.addWidget(self.count)
        tools.addStretch(1)
        tools.addWidget(choose_all)
        box.addLayout(tools)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.table)
        self.middle.addWidget(
            parts.Empty(
                "decision",
                _("Chưa có sáng kiến nào để đưa vào quyết định"),
                _("Ghi kết quả họp ở màn hình Hội đồng trước, hoặc chọn căn cứ công nhận khác ở trên."),
            )
        )
        box.addWidget(self.middle, 1)
        foot = QHBoxLayout()
        foot.addWidget(
            parts.text(_("Số và ngày để trống trên bản dự thảo; ghi vào sau khi ký."), "secondary"), 1
        )
        foot.addWidget(self.make_button)
        box.addLayout(foot)

    def open(self) -> None:
        """A fresh choice."""
        self.route_field.set_value(Route.COUNCIL)
        self.reason_field.set_value("")
        self.table.tick(set())
        self.reload()
        self._turn_route()
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def offer(self, route: Route, records: str) -> None:
        """Take a route with these ticked, by their ids with spaces between; the council's has its own choice."""
        if route is Route.COUNCIL:
            return
        self.route_field.set_value(route)
        self._turn_route()
        self.table.tick(set(records.split()))
        self.reason_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask again for signers, what is still needed, and the list."""
        self._jobs.ask(office.facts, owner=self, then=self._know, exclusive="facts")
        self._jobs.ask(office.needed_for, "decision", owner=self, then=self._need, exclusive="needed")
        self.table.reload()
        self._jobs.ask(
            initiatives.page, self._query(0, _MOST)[0], owner=self, then=self._know_ids, exclusive="ids"
        )

    def _know(self, house: office.House) -> None:
        self.signer_field.set_choices(
            [(signer, _signer_words(signer)) for signer in house.signers_of("employer")]
        )

    def _need(self, needed: tuple[Problem, ...]) -> None:
        self.needed.show_needed(needed)
        self.make_button.setEnabled(not needed)

    def _know_ids(self, page: initiatives.Page) -> None:
        first = not self._ids
        self._ids = tuple(item.row.id for item in page.rows)
        if first and self.route_field.value() is Route.COUNCIL:
            self.table.tick(set(self._ids))
        else:
            self.table.tick((self.model.ticked or set()) & set(self._ids))

    def _query(self, offset: int, limit: int) -> tuple[ListQuery]:
        stages = (Stage.PROPOSED,) if self.route_field.value() is Route.COUNCIL else _OTHER_ROUTES
        return (ListQuery(stages=stages, descending=False, offset=offset, limit=limit),)

    def _turn_route(self) -> None:
        route = self.route_field.value()
        told = {
            Route.COUNCIL: "",
            Route.HEAD: _("Không qua hội đồng: người đứng đầu công nhận; phải ghi lý do, in vào quyết định."),
            Route.PAPER: _("Quyết định đã ký trên giấy từ trước: ghi lý do; khi ghi số hãy kèm bản quét."),
        }[route]
        self.route_words.setText(told)
        self.route_words.setVisible(bool(told))
        self.reason_field.setVisible(route is not Route.COUNCIL)
        self._ids = ()
        self.table.tick(set())
        self.reload()

    def _loaded(self, total: int) -> None:
        self.middle.setCurrentIndex(0 if total else 1)
        self._count()

    def _count(self) -> None:
        self.count.setText(
            _("Đã chọn {count}/{total} (Space đánh dấu)").format(
                count=len(self._chosen()), total=self.model.total
            )
        )

    def _chosen(self) -> tuple[str, ...]:
        ticked = self.model.ticked or set()
        return tuple(record for record in self._ids if record in ticked)

    def choose_all(self) -> None:
        """Tick all, or none where all are ticked."""
        everything = set(self._ids)
        self.table.tick(set() if self.model.ticked == everything else everything)

    def make(self) -> None:
        """Draft it."""
        if not self.make_button.isEnabled():
            return
        self._jobs.order(
            decisions.draft,
            self._chosen(),
            self.signer_field.value(),
            route=self.route_field.value(),
            reason=self.reason_field.value(),
            owner=self,
            then=self.closed.emit,
            refused=self._refused,
        )

    def _refused(self, refused: Refused) -> None:
        if refused.code == "decision.reason_missing":
            self.reason_field.show_problem(Problem(refused.code))
            self.reason_field.setFocus()
            return
        self._refuse(refused)

    def _close(self) -> None:
        self.closed.emit("")


def _signer_words(signer: Signer) -> str:
    right = "" if not signer.authority.value else f"{signer.authority.value} "
    return f"{signer.name} – {right}{signer.post}" if signer.post else signer.name
