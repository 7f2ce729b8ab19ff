"""Lists for the shop floor: names with what looks odd, and what hangs on the notice board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.initiative import Stage
from desktop.domain.problems import Refused
from desktop.domain.workshop import Workshop
from desktop.i18n import _, ngettext
from desktop.services import floor_lists, people
from desktop.services.floor_lists import NameToCheck, Wanted
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import ChoiceField
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once


class ListPage(QWidget):
    """Filters above, rows below, what is printed at the foot."""

    def __init__(
        self,
        jobs: Jobs,
        columns: Sequence[Column],
        key: Callable[[Any], str],
        words: str,
        advice: str,
        tools: Sequence[QWidget],
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._rows: Sequence[Any] = ()
        self.workshop_field = ChoiceField(_("Tổ, xưởng"), [("", _("mọi xưởng"))])
        self.stage_field = ChoiceField(_("Sáng kiến"), self.stages())
        for field in (self.workshop_field, self.stage_field):
            field.changed.connect(self._ask)
        self.table = Table(
            PagedModel(columns, all_at_once(lambda: self._rows), key),
            words,
            empty=_("Không có dòng nào khớp. Chọn xưởng, bước hoặc năm khác ở trên."),
        )
        self.count = parts.heading("", "secondary")
        self.empty = parts.Empty("info", _("Chưa có gì trong danh sách này"), advice)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        foot = QHBoxLayout()
        foot.setSpacing(look.S)
        foot.addWidget(self.count)
        foot.addStretch(1)
        for tool in tools:
            foot.addWidget(tool)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.S)
        box.addWidget(parts.text(advice, "secondary"))
        box.addLayout(forms.row(self.workshop_field, self.stage_field))
        box.addWidget(self.stack, 1)
        box.addLayout(foot)

    def stages(self) -> list[tuple[Any, str]]:
        """What can be chosen: pairs of stages and their words."""
        raise NotImplementedError

    def ask(self, wanted: Wanted) -> None:
        """Ask for the rows."""
        raise NotImplementedError

    def reload(self) -> None:
        """Workshops and rows as they are now."""
        self._jobs.ask(people.workshops, owner=self, then=self._offer, exclusive="workshops")
        self._ask()

    def wanted(self) -> Wanted:
        """What is chosen."""
        return Wanted(self.workshop_field.value() or "", self.stage_field.value() or ())

    def _offer(self, found: tuple[Workshop, ...]) -> None:
        self.workshop_field.set_choices([("", _("mọi xưởng")), *((one.name, one.name) for one in found)])

    def _ask(self) -> None:
        self.ask(self.wanted())

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show them, or what belongs here."""
        self._rows = rows
        self.stack.setCurrentIndex(1 if rows else 0)
        self.count.setText(ngettext("{count} dòng", "{count} dòng", len(rows)).format(count=len(rows)))
        self.table.reload()

    def _nothing(self, _refused: Refused) -> None:
        self.show_rows(())


class NamesPage(ListPage):
    """Every name that a certificate will print, by workshop; what looks odd is marked."""

    def __init__(self, jobs: Jobs, tools: Sequence[QWidget]) -> None:
        columns = [
            Column(_("Tổ, xưởng"), lambda one: one.workshop, 150),
            Column(_("Họ và tên"), lambda one: one.author.name, 200),
            Column(_("Mã NV"), lambda one: one.author.staff_code, 96),
            Column(_("Xem lại"), _hint_mark, 290),
            Column(_("Tên sáng kiến"), lambda one: one.title, 0),
        ]
        advice = _(
            "Xưởng soát và ký trước khi in giấy chứng nhận. Chỗ đánh dấu để người có tên tự xem lại; máy không tự sửa."
        )
        super().__init__(jobs, columns, _name_key, _("Tên cần soát"), advice, tools)

    def stages(self) -> list[tuple[Any, str]]:
        """Those whose certificates come next, or others."""
        return [
            ((), _("sắp in giấy chứng nhận")),
            ((Stage.RECOGNISED,), _("đã công nhận")),
            (tuple(Stage), _("tất cả")),
        ]

    def ask(self, wanted: Wanted) -> None:
        """Ask for the names."""
        self._jobs.ask(floor_lists.names_to_check, wanted, owner=self, then=self._show, exclusive="names")

    def _show(self, found: tuple[NameToCheck, ...]) -> None:
        self.show_rows(found)
        odd = sum(bool(one.hints) for one in found)
        told = ngettext("{count} tên", "{count} tên", len(found)).format(count=len(found))
        if odd:
            told += ", " + _("{odd} tên nên xem lại").format(odd=odd)
        self.count.setText(told)


class BoardPage(ListPage):
    """What hangs on the board: staff codes, titles, results."""

    def __init__(self, jobs: Jobs, tools: Sequence[QWidget]) -> None:
        columns = [
            Column(_("Mã"), lambda row: row.number, 70),
            Column(_("Mã nhân viên"), lambda row: row.staff_codes.replace("\n", ", "), 200),
            Column(_("Tên sáng kiến"), lambda row: row.title, 0),
            Column(_("Tổ, xưởng"), lambda row: row.workshop, 160),
            Column(_("Kết quả"), lambda row: row.result, 160),
        ]
        advice = _(
            "Niêm yết chỉ ghi mã nhân viên, tên công bố và kết quả: không họ tên, không ngày sinh, không số tiền."
        )
        super().__init__(jobs, columns, _board_key, _("Danh sách niêm yết"), advice, tools)

    def stages(self) -> list[tuple[Any, str]]:
        """What the council has spoken about, or a part of it."""
        return [
            ((), _("hội đồng đã xét")),
            ((Stage.RECOGNISED,), _("đã công nhận")),
            ((Stage.PROPOSED, Stage.DRAFTED), _("đề nghị công nhận")),
            (tuple(Stage), _("tất cả")),
        ]

    def ask(self, wanted: Wanted) -> None:
        """Ask for the rows."""
        self._jobs.ask(
            floor_lists.board_facts,
            wanted,
            owner=self,
            then=self._show,
            refused=self._nothing,
            exclusive="board",
        )

    def _show(self, facts: Any) -> None:
        self.show_rows(facts.rows)


def _hint_mark(one: NameToCheck) -> str | Mark:
    if not one.hints:
        return ""
    first, label = one.hints[0], wording.label(one.hints[0].oddity)
    if first.part == one.author.name and first.better:  # it stands beside already
        return Mark(f"{label} → {first.better}", "care", "care")
    told = f"{label}: {first.part}"
    return Mark(f"{told} → {first.better}" if first.better else told, "care", "care")


def _name_key(one: NameToCheck) -> str:
    return f"{one.initiative}/{one.author.person or one.author.name}"


def _board_key(row: Any) -> str:
    return f"{row.number}/{row.title}"
