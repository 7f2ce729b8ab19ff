"""The fields of Nhập gọn: eight, in the order of the paper form, and their way to an `Initiative` and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.house import Release
from desktop.domain.initiative import Benefit, BenefitKind, Initiative, Solution
from desktop.domain.initiative import Field as Area
from desktop.domain.problems import Problem
from desktop.domain.text import fold
from desktop.i18n import _
from desktop.services import people
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, reading
from desktop.ui.kit.forms import BlockField, CheckField, ChoiceField, Field, ReadField, TextField
from desktop.ui.kit.suggest import Found, Suggestions
from desktop.ui.typing.authors import AuthorsField

SHORT = 300
"""Characters of the summary on this page; the long description has a queue of its own."""

NOT_STOPS = ("first_use_ended", "release", "is_protected", "protected_text")
"""Reached by their own keys: Enter passes them by, so that one author's form has nine stops."""


class BenefitField(ReadField):
    """An amount (`18tr`), `k` for what cannot be computed, or words; keeps the formula that the helper reckoned."""

    def __init__(self) -> None:
        super().__init__(
            _("Làm lợi năm đầu"), read_benefit, show_benefit, code="amount.unreadable", hint=_("F4 tính giúp")
        )
        self.edit.setPlaceholderText(_("18tr · k: không tính được"))
        self._reckoned: Benefit | None = None

    def value(self) -> Any:
        """The benefit; the formula only while the amount still is what it gave."""
        found: Benefit = super().value() or Benefit()
        reckoned = self._reckoned
        return reckoned if reckoned is not None and reckoned.amount == found.amount else found

    def set_value(self, value: Any) -> None:
        """Show a benefit."""
        self._reckoned = value if value is not None and value.reckoning else None
        super().set_value(value)


def read_benefit(text: str) -> Benefit:
    """What was typed as a benefit; words that are no amount are kept as they are."""
    from desktop.domain.sheets import amounts  # late: signing in reads no lists

    if fold(text) in ("k", "ko", "khong"):
        return Benefit(BenefitKind.NOT_COMPUTABLE)
    amount = reading.read_money(text)
    if amount is not None:
        return Benefit(BenefitKind.AMOUNT, amount)
    found = amounts.read_benefit(text).benefit
    return found if found.kind is not BenefitKind.AMOUNT else replace(found, note="")


def show_benefit(benefit: Benefit | None) -> str:
    """As it stands in the field."""
    if benefit is None:
        return ""
    if benefit.kind is BenefitKind.AMOUNT:
        return reading.show_money(benefit.amount)
    if benefit.kind is BenefitKind.NOT_COMPUTABLE:
        return benefit.note or _("không tính được")
    return benefit.note


@dataclass(frozen=True, slots=True)
class Fields:
    """Every field by its name in an `Initiative`."""

    title: TextField
    authors: AuthorsField
    workshop: TextField
    solution: ChoiceField
    field: ChoiceField
    first_used: ReadField
    trial_from: ReadField
    first_use_ended: ReadField
    benefit: BenefitField
    summary: BlockField
    release: ChoiceField
    is_protected: CheckField
    protected_text: TextField

    def by_name(self) -> dict[str, Field]:
        """For the form, in the order of the page."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def lay_out(self, box: QVBoxLayout) -> tuple[QHBoxLayout, QHBoxLayout, QHBoxLayout]:
        """The page: rows as high as a label and an editor. Gives those that `make_room` moves fields between."""
        for field in self.by_name().values():
            if field is not self.authors:  # it has made itself so
                field.make_compact()
        self.summary.head.addSpacing(look.L)
        self.summary.head.addWidget(self.is_protected.edit)
        self.is_protected.hide()
        box.setSpacing(look.S)
        box.addWidget(self.title)
        box.addWidget(self.authors)
        kinds = forms.row(3, self.workshop, 3, self.solution, 3, self.field, 3, self.release, spacing=look.M)
        box.addLayout(kinds)
        box.addLayout(
            forms.row(
                3,
                self.first_used,
                3,
                self.trial_from,
                3,
                self.first_use_ended,
                3,
                self.benefit,
                spacing=look.M,
            )
        )
        last = forms.row(3, self.summary, 2, self.protected_text, spacing=look.M)
        box.addLayout(last)
        under = QHBoxLayout()
        box.addLayout(under)
        return kinds, last, under

    def make_room(self, rows: tuple[QHBoxLayout, QHBoxLayout, QHBoxLayout], *, beside_a_scan: bool) -> None:
        """Beside a scan rows are shorter: the release and what is protected each move a row down."""
        kinds, last, under = rows
        top = Qt.AlignmentFlag.AlignTop
        (last if beside_a_scan else kinds).addWidget(self.release, 2 if beside_a_scan else 3, top)
        (under if beside_a_scan else last).addWidget(self.protected_text, 2, top)

    def order_tabs(self) -> None:
        """Enter goes down the paper form; what has a key of its own is no stop."""
        for name in NOT_STOPS:
            getattr(self, name).editor.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        stops = [
            self.workshop,
            self.solution,
            self.field,
            self.first_used,
            self.trial_from,
            self.benefit,
            self.summary,
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before.editor, after.editor)


def build(jobs: Jobs, today: date) -> Fields:
    """All fields."""
    made = Fields(
        title=TextField(_("Tên sáng kiến"), needed=True, limit=500),
        authors=AuthorsField(jobs, compact=True),
        workshop=TextField(_("Xưởng, phòng"), limit=120),
        solution=forms.enum_field(_("Loại giải pháp"), Solution),
        field=forms.enum_field(_("Lĩnh vực"), Area),
        first_used=forms.date_field(_("Áp dụng lần đầu"), today),
        trial_from=forms.date_field(_("Áp dụng thử từ"), today),
        first_use_ended=forms.date_field(_("Kết thúc lần đầu"), today, hint="Alt+K"),
        benefit=BenefitField(),
        summary=BlockField(_("Tóm tắt"), lines=2),
        release=forms.enum_field(_("Công bố"), Release),
        is_protected=CheckField(_("Có thông tin cần được bảo mật (Alt+B)")),
        protected_text=TextField(
            _("Thông tin cần bảo mật"), limit=2_000, hint=_("chỉ rời đơn vị khi đã mã hóa")
        ),
    )
    made.release.hint.setText("Alt+M")
    made.release.hint.show()
    hang = Suggestions(made.workshop.edit, partial(_find_workshops, jobs, made.workshop))
    hang.taken.connect(partial(_take_workshop, made.workshop))
    return made


def _take_workshop(field: TextField, name: str) -> None:
    field.set_value(name)
    field.edit.focusNextPrevChild(True)


def _find_workshops(jobs: Jobs, field: TextField, typed: str, then: Found) -> None:
    jobs.ask(people.workshop_names, owner=field, then=partial(_offer, typed, then), exclusive="workshop")


def _offer(typed: str, then: Found, found: Sequence[str]) -> None:
    from desktop.domain.sheets.workshops import workshop_key  # late: signing in reads no lists

    words, key = fold(typed), workshop_key(typed)
    then([(name, name) for name in found if words in fold(name) or key == workshop_key(name)][:8])


def values_of(initiative: Initiative) -> dict[str, Any]:
    """An initiative as the form's values."""
    return {field.name: getattr(initiative, field.name) for field in fields(Fields)}


def initiative_of(base: Initiative, values: dict[str, Any]) -> Initiative:
    """The form's values on top of what it began with."""
    return replace(base, **values)


def doubtful(initiative: Initiative) -> tuple[Problem, ...]:
    """What is odd on this page alone; only a name without a letter is in the way: certificates would bear it."""
    found = [
        Problem("author.only_digits", "authors", {"name": author.name})
        for author in initiative.authors
        if author.name and not any(letter.isalpha() for letter in author.name)
    ]
    length, benefit = len(initiative.summary), initiative.benefit
    if length > SHORT:
        facts = {"length": length, "limit": SHORT}
        found.append(Problem("summary.over_form", "summary", facts, warns_only=True))
    if benefit.kind is BenefitKind.TO_COMPUTE and benefit.note[:1].isdigit():
        found.append(Problem("benefit.kept_as_words", "benefit", {"text": benefit.note}, warns_only=True))
    return tuple(found)
