"""Candidates for Bằng Lao động sáng tạo: sums over one year and three, against thresholds that are dated rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.award import Candidate
from desktop.domain.problems import Problem, Refused
from desktop.domain.purse import Sureness
from desktop.domain.threshold import Rank, Threshold
from desktop.i18n import _, ngettext
from desktop.services import praise, purses
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import Form, TextField
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once

_Row = tuple[Threshold, date | None]


class AwardsPage(QWidget):
    """Candidates above, thresholds with their history below; Enter on a candidate opens the first initiative."""

    table: Table

    def __init__(
        self,
        jobs: Jobs,
        refuse: Callable[[Refused], None],
        open_one: Callable[[str], None],
        acts: dict[str, QAction],
        today: date,
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._refuse = refuse
        self._open_one = open_one
        self._candidates: tuple[Candidate, ...] = ()
        self._thresholds: tuple[_Row, ...] = ()
        self.year_field = forms.count_field(_("Năm xét"))
        self.year_field.set_value(today.year)
        self.year_field.left.connect(self.reload)
        self.model = PagedModel(
            self._columns(), all_at_once(lambda: self._candidates), lambda row: row.person
        )
        self.table = Table(
            self.model,
            _("Người đủ mức xét"),
            empty=_("Chưa ai đủ mức xét. Xem lại mức và năm; chỉ sáng kiến đã công nhận được tính."),
        )
        self.table.opened.connect(self._open)
        self.threshold_model = PagedModel(
            _threshold_columns(),
            all_at_once(lambda: self._thresholds),
            lambda row: f"{row[0].rank}/{row[1]}",
        )
        self.thresholds = Table(
            self.threshold_model,
            _("Mức xét"),
            empty=_("Chưa có mức xét. Điền mức và ngày hiệu lực rồi lưu (Ctrl+S)."),
        )
        self.thresholds.setFixedHeight(4 * look.ROW + 2)
        self.thresholds.chosen.connect(self._chosen)
        self.count = parts.text("", "secondary")
        self.old_words = parts.text(
            _("Mức ban đầu theo quy định năm 2014 nay đã thay: đối chiếu quy định hiện hành rồi sửa."),
            "secondary",
            "care",
        )
        self.rank_field = forms.enum_field(_("Nhóm"), Rank)
        self.one_field = forms.money_field(_("Trong một năm"))
        self.three_field = forms.money_field(_("Trong ba năm liền"))
        self.basis_field = TextField(_("Căn cứ"), limit=200)
        self.from_field = forms.date_field(_("Có hiệu lực từ"), today)
        self.form = Form(
            {
                "rank": self.rank_field,
                "one_year": self.one_field,
                "three_years": self.three_field,
                "basis": self.basis_field,
                "valid_from": self.from_field,
            },
            self,
        )
        self._lay_out(acts)

    def _lay_out(self, acts: dict[str, QAction]) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.XS)
        head = QHBoxLayout()
        self.year_field.setFixedWidth(110)
        head.addWidget(self.year_field)
        head.addSpacing(look.M)
        head.addWidget(self.count, 1)
        box.addLayout(head)
        box.addWidget(self.table, 1)
        box.addWidget(self.old_words)
        box.addWidget(self.thresholds)
        form = forms.row(
            5, self.rank_field, 2, self.one_field, 2, self.three_field, 3, self.basis_field,
            2, self.from_field, spacing=look.M,
        )  # fmt: skip
        form.addWidget(actions.button(acts["praise.save"], primary=True))
        box.addLayout(form)

    def reload(self) -> None:
        """Ask for candidates of the year and for the thresholds."""
        year = self.year_field.value()
        if year is None or not 1990 <= year <= 2100:
            return
        self._jobs.ask(praise.award_candidates, year, owner=self, then=self._know, exclusive="candidates")
        self._jobs.ask(
            purses.threshold_history, owner=self, then=self._know_thresholds, exclusive="thresholds"
        )

    def begin(self) -> None:
        """The hand goes to the candidates."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _know(self, found: tuple[Candidate, ...]) -> None:
        self._candidates = found
        self.model.reload()
        words = ngettext(
            "{count} người đủ mức; phần làm lợi tính theo tỷ lệ đóng góp, theo năm của quyết định công nhận.",
            "{count} người đủ mức; phần làm lợi tính theo tỷ lệ đóng góp, theo năm của quyết định công nhận.",
            len(found),
        )
        self.count.setText(words.format(count=len(found)))

    def _know_thresholds(self, rows: tuple[_Row, ...]) -> None:
        self._thresholds = rows
        self.threshold_model.reload()
        newest = {rank: next(row for row in rows if row[0].rank is rank) for rank in Rank}
        self.old_words.setVisible(any(day is None for _threshold, day in newest.values()))

    def _open(self, row: Candidate) -> None:
        if row.initiatives:
            self._open_one(row.initiatives[-1])

    def _chosen(self, row: _Row | None) -> None:
        if row is None or self.form.is_dirty:
            return
        threshold = row[0]
        self.form.fill(
            {
                "rank": threshold.rank,
                "one_year": threshold.one_year,
                "three_years": threshold.three_years,
                "basis": threshold.basis,
                "valid_from": None,
            }
        )

    def save(self) -> None:
        """Store the threshold from the day that is named on."""
        self.form.show_problems(())
        if self.form.unreadable:
            self.form.focus_first_problem()
            return
        typed = self.form.values()
        said = Threshold(
            typed["rank"], typed["one_year"] or 0, typed["three_years"], typed["basis"], Sureness.READ
        )
        self._jobs.order(
            purses.put_thresholds,
            [said],
            typed["valid_from"],
            owner=self,
            then=self._saved,
            refused=self._no,
        )

    def _saved(self, _nothing: None) -> None:
        self.form.is_dirty = False
        self.begin()

    def _no(self, refused: Refused) -> None:
        found = refused.facts.get("problems")
        problems: tuple[Problem, ...] = found if isinstance(found, tuple) else ()
        self.form.show_problems(problems)
        self.form.focus_first_problem()
        if not problems:
            self._refuse(refused)

    def _columns(self) -> list[Column]:
        def year(back: int) -> Callable[[Any], str]:
            return lambda row: reading.show_money(sorted(row.sums.items())[2 - back][1]) or "0"

        return [
            Column(_("Họ và tên"), lambda row: row.name, 0),
            Column(_("Nhóm"), lambda row: wording.label(row.rank), 220),
            Column(_("Hai năm trước"), year(2), 142, right=True),
            Column(_("Năm trước"), year(1), 128, right=True),
            Column(_("Năm xét"), year(0), 128, right=True),
            Column(_("Đạt mức"), _reached, 210),
        ]


def _reached(row: Candidate) -> Mark:
    words = _("Ba năm liền") if row.by_three_years else _("Một năm")
    if row.uncomputed:
        words = _("{words}, {count} chưa tính").format(words=words, count=row.uncomputed)
        return Mark(words, "care", "care")
    return Mark(words, "good", "good")


def _threshold_columns() -> list[Column]:
    return [
        Column(_("Nhóm"), lambda row: wording.label(row[0].rank), 0),
        Column(_("Từ ngày"), lambda row: reading.show_date(row[1]) or _("ban đầu"), 124),
        Column(_("Một năm"), lambda row: reading.show_money(row[0].one_year), 124, right=True),
        Column(_("Ba năm liền"), lambda row: reading.show_money(row[0].three_years) or "–", 124, right=True),
        Column(_("Căn cứ"), lambda row: row[0].basis or "–", 230),
    ]
