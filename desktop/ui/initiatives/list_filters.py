"""What the list keeps beside words and stages: workshop, field, year, portal, protection; and views with names."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop import wording
from desktop.domain.initiative import Field
from desktop.i18n import _
from desktop.services.initiatives import Facets, ListQuery
from desktop.ui.kit import look, parts
from desktop.ui.kit.editors import LineEdit
from desktop.ui.kit.forms import ChoiceField

_PORTAL = ("", "frozen", "received", "complete", "approved", "returned", "parked")


class FilterCard(parts.Card):
    """Choices side by side; each holds at once. Knows nothing of the list but its query."""

    changed = Signal()
    saved = Signal(str)
    """A name under which the list as it is shall be kept."""

    def __init__(self) -> None:
        super().__init__(margin=look.M, spacing=look.S)
        self.workshop = ChoiceField(_("Xưởng"), [("", _("Mọi xưởng"))])
        self.field = ChoiceField(_("Lĩnh vực"), [(None, _("Mọi lĩnh vực"))])
        self.year = ChoiceField(_("Năm nhận"), [(0, _("Mọi năm"))])
        self.portal = ChoiceField(
            _("Cổng"), [(None, _("Bất kể"))] + [(state, _portal_words(state)) for state in _PORTAL]
        )
        self.protected = ChoiceField(
            _("Bảo mật"), [(None, _("Bất kể")), (True, _("Có phần bảo mật")), (False, _("Không có"))]
        )
        self.fields = (self.workshop, self.field, self.year, self.portal, self.protected)
        self.name = LineEdit()
        self.name.setAccessibleName(_("Tên bộ lọc"))
        self.name.setPlaceholderText(_("đặt tên để lưu bộ lọc này"))
        self.name.setMaxLength(60)
        self.save_button = parts.button(_("Lưu bộ lọc"), "save")
        self.clear_button = parts.button(_("Bỏ mọi bộ lọc"), flat=True)
        line = QHBoxLayout()
        line.setSpacing(look.M)
        for field in self.fields:
            line.addWidget(field, 1)
            field.changed.connect(self.changed)
            field.problem.hide()
        keep = QHBoxLayout()
        keep.setSpacing(look.S)
        for widget, stretch in ((self.name, 1), (self.save_button, 0), (self.clear_button, 0)):
            keep.addWidget(widget, stretch)
        self.box.addLayout(line)
        self.box.addLayout(keep)
        self.name.returnPressed.connect(self._save)
        self.save_button.clicked.connect(self._save_clicked)
        self.clear_button.clicked.connect(self.clear)

    def offer(self, facets: Facets) -> None:
        """Choose among what there is."""
        shops = [(name, f"{name}  ({count})") for name, count in facets.workshops.items()]
        fields = [
            (Field(code), f"{wording.label(Field(code))}  ({count})") for code, count in facets.fields.items()
        ]
        years = [(year, f"{year}  ({count})") for year, count in sorted(facets.years.items(), reverse=True)]
        self.workshop.set_choices([("", _("Mọi xưởng")), *shops])
        self.field.set_choices([(None, _("Mọi lĩnh vực")), *fields])
        self.year.set_choices([(0, _("Mọi năm")), *years])

    def narrowed(self, query: ListQuery) -> ListQuery:
        """The query with what is chosen here."""
        field, year, portal = self.field.value(), self.year.value(), self.portal.value()
        return replace(
            query,
            workshop=self.workshop.value() or "",
            fields=(field,) if field else (),
            years=(year,) if year else (),
            portal=() if portal is None else (portal,),
            protected=self.protected.value(),
        )

    def show_query(self, query: ListQuery) -> None:
        """Show what a query keeps; says nothing to listeners."""
        values = (
            (self.workshop, query.workshop), (self.field, query.fields[0] if query.fields else None),
            (self.year, query.years[0] if query.years else 0),
            (self.portal, query.portal[0] if query.portal else None), (self.protected, query.protected),
        )  # fmt: skip
        for field, value in values:
            field.edit.blockSignals(True)
            field.set_value(value)
            field.edit.blockSignals(False)

    def clear(self, _checked: bool = False) -> None:
        """Keep everything again."""
        self.show_query(ListQuery())
        self.changed.emit()

    def ask_name(self, name: str) -> None:
        """Let a view's name be typed over."""
        self.name.setText(name)
        self.name.setFocus()
        self.name.selectAll()

    def _save_clicked(self, _checked: bool = False) -> None:
        self._save()

    def _save(self) -> None:
        name = self.name.text().strip()
        if name:
            self.saved.emit(name)
            self.name.clear()
        else:
            self.name.setFocus()


def kept_words(query: ListQuery) -> list[str]:
    """What a query keeps, in a word or two each."""
    told = [query.workshop, *map(wording.label, query.fields), *map(str, query.years)]
    told += [_portal_words(state) for state in query.portal]
    if query.protected is not None:
        told.append(_("có phần bảo mật") if query.protected else _("không có phần bảo mật"))
    return [words for words in told if words]


def _portal_words(state: str) -> str:
    return wording.label(f"PortalState.{state}") if state else _("Chưa chốt nộp")
