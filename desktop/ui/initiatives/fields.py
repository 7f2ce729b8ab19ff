"""The fields of the form, their places on the page, and their way to an `Initiative` and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.benefit import Reckoning
from desktop.domain.house import Release
from desktop.domain.initiative import Benefit, BenefitKind, Initiative, Section, Solution
from desktop.domain.initiative import Field as Area
from desktop.domain.text import fold
from desktop.domain.workshop import Workshop
from desktop.i18n import _
from desktop.services import people
from desktop.services.desk import Desk
from desktop.ui.initiatives.attachments import AttachmentsField
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import BlockField, CheckField, ChoiceField, Field, ReadField, TextField
from desktop.ui.kit.suggest import Found, Suggestions
from desktop.ui.typing.authors import AuthorsField


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
    benefit_kind: ChoiceField
    benefit_amount: ReadField
    benefit_note: TextField
    summary: BlockField
    release: ChoiceField
    public_title: TextField
    is_protected: CheckField
    protected_text: BlockField
    attachments: AttachmentsField
    sections: dict[Section, BlockField]

    def by_name(self) -> dict[str, Field]:
        """For the form: problems name fields this way; the benefit's problems belong to its amount."""
        named = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "sections"}
        named["benefit"] = named.pop("benefit_amount")
        return {**named, **{section.value: field for section, field in self.sections.items()}}

    def lay_out(self, box: QVBoxLayout, attach: QWidget) -> None:
        """The page: one column of rows in the order of the paper form."""
        box.addWidget(self.title)
        box.addWidget(self.authors)
        box.addLayout(forms.row(self.workshop, self.solution, self.field))
        box.addLayout(forms.row(self.first_used, self.trial_from, self.first_use_ended))
        box.addLayout(forms.row(2, self.benefit_kind, 2, self.benefit_amount, 3, self.benefit_note))
        box.addWidget(self.summary)
        box.addLayout(forms.row(2, self.release, 5, self.public_title))
        box.addWidget(self.is_protected)
        box.addWidget(self.protected_text)
        box.addWidget(self.attachments)
        line = QHBoxLayout()
        line.addWidget(attach)
        line.addStretch(1)
        box.addLayout(line)
        box.addSpacing(look.S)
        box.addWidget(parts.heading(_("Bản mô tả"), "section"))
        for field in self.sections.values():
            box.addWidget(field)
        box.addStretch(1)


_SPELT = {"kind": "solution", "effect": "benefit", "protected": "is_protected", "files": "attachments"}
"""Fields of what a portal sees, where they go by another name here."""


def named(path: str) -> str:
    """The form's field for one that the exchange names from the outside in (`authors.0.share`)."""
    first, *inner = path.split(".")
    return inner[0] if first == "sections" and inner else _SPELT.get(first, first)


def build(desk: Desk, jobs: Jobs, today: date) -> Fields:
    """All fields, in the order in which Tab and Enter go through them."""
    made = Fields(
        title=TextField(_("Tên sáng kiến"), needed=True, limit=500),
        authors=AuthorsField(jobs),
        workshop=TextField(_("Xưởng, phòng"), limit=120),
        solution=forms.enum_field(_("Loại giải pháp"), Solution),
        field=forms.enum_field(_("Lĩnh vực"), Area),
        first_used=forms.date_field(_("Áp dụng lần đầu"), today),
        trial_from=forms.date_field(_("Áp dụng thử từ"), today),
        first_use_ended=forms.date_field(_("Kết thúc lần đầu"), today),
        benefit_kind=forms.enum_field(_("Giá trị làm lợi"), BenefitKind),
        benefit_amount=forms.money_field(_("Số tiền năm đầu (đồng)")),
        benefit_note=TextField(_("Cách tính, lợi ích khác"), limit=500),
        summary=BlockField(_("Tóm tắt"), lines=3, hint=_("Shift+Enter xuống dòng")),
        release=forms.enum_field(_("Mức công bố lên cổng"), Release),
        public_title=TextField(_("Tên công khai"), limit=500, hint=_("để trống: dùng tên sáng kiến")),
        is_protected=CheckField(_("Có thông tin cần được bảo mật")),
        protected_text=BlockField(
            _("Thông tin cần bảo mật"),
            lines=2,
            hint=_("không in lên giấy chứng nhận, chỉ rời đơn vị khi đã mã hóa"),
        ),
        attachments=AttachmentsField(desk, jobs),
        sections={section: BlockField(wording.label(section), lines=3) for section in Section},
    )
    hang = Suggestions(made.workshop.edit, partial(_find_workshops, jobs, made.workshop))
    hang.taken.connect(made.workshop.set_value)
    return made


def _find_workshops(jobs: Jobs, field: TextField, typed: str, then: Found) -> None:
    jobs.ask(people.workshops, owner=field, then=partial(_offer, typed, then), exclusive="workshop")


def _offer(typed: str, then: Found, found: Sequence[Workshop]) -> None:
    words = fold(typed)
    then([(workshop.name, workshop.name) for workshop in found if words in fold(workshop.name)][:8])


def values_of(initiative: Initiative) -> dict[str, Any]:
    """An initiative as the form's values."""
    values = {
        name: getattr(initiative, name)
        for name in (
            "title", "authors", "workshop", "solution", "field", "first_used", "trial_from", "first_use_ended",
            "summary", "release", "public_title", "is_protected", "protected_text", "attachments",
        )
    }  # fmt: skip
    benefit = initiative.benefit
    values |= {"benefit_kind": benefit.kind, "benefit": benefit.amount, "benefit_note": benefit.note}
    return values | {section.value: initiative.sections.get(section, "") for section in Section}


def initiative_of(base: Initiative, values: dict[str, Any]) -> Initiative:
    """The form's values on top of what is stored."""
    plain = {name: value for name, value in values.items() if name in _PLAIN}
    kind = values["benefit_kind"]
    amount = values["benefit"] if kind is BenefitKind.AMOUNT else None
    return replace(
        base,
        **plain,
        benefit=Benefit(kind, amount, values["benefit_note"], _still_reckoned(base, amount)),
        sections={section: text for section in Section if (text := values[section.value])},
    )


def _still_reckoned(base: Initiative, amount: int | None) -> Reckoning | None:
    """The formula behind an amount, as long as the amount is what it gives."""
    reckoning = base.benefit.reckoning
    return reckoning if reckoning is not None and reckoning.amount == amount else None


_PLAIN = frozenset(
    {"title", "authors", "workshop", "solution", "field", "first_used", "trial_from", "first_use_ended", "summary",
     "release", "public_title", "is_protected", "protected_text", "attachments"}
)  # fmt: skip


def attach_dropped(field: AttachmentsField, urls: Sequence[QUrl]) -> None:
    """Attach files that were dropped."""
    field.attach([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
