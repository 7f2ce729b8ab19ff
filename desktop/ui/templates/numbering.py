"""Lấy số: how each issuer's papers are numbered, and which PC keeps the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.house import PaperTaste
from desktop.domain.problems import Refused
from desktop.domain.series import Issuing, Numbering, SeriesRule
from desktop.i18n import _
from desktop.services import keepers, machines, office
from desktop.services.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import CheckField, ChoiceField


class NumberingPage(QWidget):
    """A card an issuer."""

    def __init__(
        self, desk: Desk, jobs: Jobs, refuse: Callable[[Refused], None], say: Callable[..., None]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._refuse = refuse
        self._say = say
        self.fields: dict[Issuing, ChoiceField] = {}
        self._taste = PaperTaste()
        self._rules: dict[Issuing, SeriesRule] = {}
        self._machines: Mapping[str, str] = {}
        self._told: dict[Issuing, QLabel] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.M)
        for issuer in Issuing:
            box.addWidget(self._card(issuer))
        self.code_field = CheckField(_("In mã tra cứu ở chân trang quyết định, công văn"))
        self.code_field.changed.connect(self._turned_code)
        box.addWidget(self.code_field)
        box.addStretch(1)

    def _card(self, issuer: Issuing) -> QWidget:
        card = parts.Card(margin=look.M, spacing=0)
        card.setMaximumWidth(860)
        field = forms.enum_field(wording.label(issuer), Numbering)
        field.changed.connect(partial(self._turned, issuer))
        self.fields[issuer] = field
        keep = parts.button(_("Máy này giữ sổ"), "pack")
        keep.setAccessibleName(f"{_('Máy này giữ sổ')}: {wording.label(issuer)}")
        keep.clicked.connect(partial(self._keep, issuer))
        told = parts.text("", "secondary")
        self._told[issuer] = told
        card.box.addLayout(forms.row(5, field, 2, keep))
        card.box.addWidget(told)
        return card

    def reload(self) -> None:
        """Ask how each is numbered, and what the PCs are called."""
        self._jobs.ask(machines.names, owner=self, then=self._know_machines, exclusive="machines")
        for issuer in Issuing:
            self._jobs.ask(
                keepers.rule, issuer, owner=self, then=self._know, exclusive=f"rule-{issuer.value}"
            )

        self._jobs.ask(office.facts, owner=self, then=self._know_taste, exclusive="taste")

    def _know_machines(self, names: Mapping[str, str]) -> None:
        self._machines = names
        for rule in tuple(self._rules.values()):
            self._know(rule)

    def _know_taste(self, house: office.House) -> None:
        self._taste = house.taste
        self.code_field.blockSignals(True)
        self.code_field.set_value(house.taste.codes_on_formal)
        self.code_field.blockSignals(False)

    def _turned_code(self) -> None:
        wanted = replace(self._taste, codes_on_formal=self.code_field.value())
        if wanted != self._taste:
            self._order(office.put_taste, wanted)

    def _know(self, rule: SeriesRule) -> None:
        self._rules[rule.issuer] = rule
        field = self.fields[rule.issuer]
        field.blockSignals(True)
        field.set_value(rule.numbering)
        field.blockSignals(False)
        if not rule.keeper:
            words = _("Chưa giao máy nào giữ sổ: máy nào cũng ghi số được.")
        elif rule.keeper == self._desk.replica:
            words = _("Máy này giữ sổ.")
        else:
            words = _("Máy “{machine}” giữ sổ; máy này không lấy số.").format(
                machine=self._machines.get(rule.keeper) or rule.keeper[-machines.SIGNS :].lower()
            )
        self._told[rule.issuer].setText(words)

    def _turned(self, issuer: Issuing) -> None:
        rule = replace(self._rules.get(issuer, SeriesRule(issuer, Numbering.TYPED)))
        wanted = replace(rule, numbering=self.fields[issuer].value())
        if wanted != rule:
            self._order(keepers.put_series, wanted)

    def _keep(self, issuer: Issuing, _checked: bool = False) -> None:
        self._order(keepers.keep_here, issuer)

    def _order(self, order: Callable[..., object], value: object) -> None:
        self._jobs.order(order, value, owner=self, then=self._saved, refused=self._refuse)

    def _saved(self, _value: object) -> None:
        self._say(_("Đã lưu cách lấy số"), undoable=True)
        self.reload()
