"""Authors and their shares: a row each, found by a few letters, shared out evenly or from what is left."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.domain import shares
from desktop.domain.initiative import Author
from desktop.domain.person import Person
from desktop.domain.text import repair_name
from desktop.i18n import _
from desktop.services import people
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts, reading
from desktop.ui.kit.editors import LineEdit
from desktop.ui.kit.forms import Field
from desktop.ui.kit.suggest import Found, Suggestions


class AuthorRow(QWidget):
    """One author: name, staff code, share."""

    changed = Signal()
    left = Signal()
    removed = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._known = Author("", "")
        self.name_edit = LineEdit()
        self.name_edit.setPlaceholderText(_("Họ tên"))
        self.name_edit.setMaxLength(120)
        self.name_edit.setAccessibleName(_("Họ tên tác giả"))
        self.code_edit = LineEdit()
        self.code_edit.setPlaceholderText(_("Mã NV"))
        self.code_edit.setAccessibleName(_("Mã nhân viên"))
        self.code_edit.setFixedWidth(116)
        self.share_edit = LineEdit()
        self.share_edit.setAccessibleName(_("Tỷ lệ đóng góp, phần trăm"))
        self.share_edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.share_edit.setFixedWidth(72)
        self.remove_button = QToolButton()
        self.remove_button.setIcon(look.icon("close"))
        self.remove_button.setToolTip(_("Bỏ tác giả này"))
        self.remove_button.setAccessibleName(_("Bỏ tác giả này"))
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.remove_button.clicked.connect(self._remove)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.S)
        box.addWidget(self.name_edit, 1)
        box.addWidget(self.code_edit)
        box.addWidget(self.share_edit)
        box.addWidget(QLabel("%"))
        box.addWidget(self.remove_button)
        for edit in (self.name_edit, self.code_edit, self.share_edit):
            edit.textChanged.connect(self._told)
            edit.left.connect(self.left)
        self.share_edit.left.connect(self._settle)
        self.suggestions = Suggestions(self.name_edit, self._find)
        self.suggestions.taken.connect(self._take)

    def _find(self, typed: str, then: Found) -> None:
        self._jobs.ask(
            people.find_people, typed, owner=self, then=partial(_offer, then), exclusive=f"person{id(self)}"
        )

    def _take(self, person: Person) -> None:
        self._known = Author(
            person.id,
            person.name,
            staff_code=person.staff_code,
            birth=person.birth,
            gender=person.gender,
            title=person.title,
            qualification=person.qualification,
            workshop=person.workshop,
        )
        self.name_edit.setText(person.name)
        self.code_edit.setText(person.staff_code)
        self.share_edit.setFocus(Qt.FocusReason.TabFocusReason)

    def dismiss(self) -> None:
        """Go, with the list that hangs from it."""
        self.suggestions.deleteLater()
        self.hide()
        self.deleteLater()

    def _told(self, _text: str) -> None:
        self.changed.emit()

    def _remove(self, _checked: bool = False) -> None:
        self.removed.emit()

    def _settle(self) -> None:
        share = reading.read_share(self.share_edit.text())
        if share is not None:
            self.set_share(share)

    def set_share(self, share: int) -> None:
        """Show a share in hundredths of a percent."""
        self.share_edit.setText(shares.as_text(share))

    def share(self) -> int | None:
        """Hundredths of a percent; None where nothing readable was typed."""
        return reading.read_share(self.share_edit.text())

    def fill(self, author: Author) -> None:
        """Show an author."""
        self._known = author
        self.name_edit.setText(author.name)
        self.code_edit.setText(author.staff_code)
        self.share_edit.setText(shares.as_text(author.share) if author.share else "")

    def author(self, share: int) -> Author:
        """The author as typed; the known person only where name and code still are that person's."""
        name, code = repair_name(self.name_edit.text()), self.code_edit.text().strip()
        if self._known.person and name == self._known.name and code == self._known.staff_code:
            known = self._known
            return Author(
                known.person,
                name,
                share,
                code,
                known.birth,
                known.gender,
                known.title,
                known.qualification,
                known.workshop,
            )
        return Author("", name, share, code)

    @property
    def is_empty(self) -> bool:
        """Nobody is named."""
        return not self.name_edit.text().strip() and not self.code_edit.text().strip()


def _offer(then: Found, found: tuple[Person, ...]) -> None:
    then(
        [
            (" · ".join(filter(None, (person.staff_code, person.name, person.workshop))), person)
            for person in found
        ]
    )


class AuthorsField(Field):
    """All authors. One author alone needs no share typed."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._rows_box = QWidget()
        super().__init__(_("Tác giả, tỷ lệ đóng góp"), self._rows_box, needed=True)
        self.setFocusProxy(None)  # type: ignore[arg-type]  # takes the proxy away; the stub forgot None
        self.rows: list[AuthorRow] = []
        self._lines = QVBoxLayout(self._rows_box)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(look.XS)
        self.tools = QHBoxLayout()
        self.tools.setContentsMargins(0, 0, 0, 0)
        self.tools.setSpacing(look.XS)
        self.sum_label = parts.heading("", "secondary")
        self.layout().removeWidget(self.problem)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(self.tools)
        line.addStretch(1)
        line.addWidget(self.sum_label)
        self.layout().addLayout(line)
        self.layout().addWidget(self.problem)
        self.add_row()

    def add_row(self) -> AuthorRow:
        """One more author."""
        row = AuthorRow(self._jobs)
        row.changed.connect(self._told)
        row.left.connect(self.left)
        row.removed.connect(partial(self._remove, row))
        self.rows.append(row)
        self._lines.addWidget(row)
        self._order_tabs()
        self._count()
        return row

    def add_and_go(self) -> None:
        """One more author, with the focus in it."""
        row = self.add_row()
        row.name_edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _order_tabs(self) -> None:
        edits = [edit for row in self.rows for edit in (row.name_edit, row.code_edit, row.share_edit)]
        for before, after in pairwise(edits):
            QWidget.setTabOrder(before, after)

    def _remove(self, row: AuthorRow) -> None:
        if len(self.rows) == 1:
            row.fill(Author("", ""))
        else:
            self.rows.remove(row)
            self._lines.removeWidget(row)
            row.dismiss()
        self._told()
        self.left.emit()

    def _told(self) -> None:
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        named = [row for row in self.rows if not row.is_empty]
        total = sum(row.share() or 0 for row in named)
        if len(named) < 2:
            self.sum_label.setText("")
        else:
            self.sum_label.setText(_("cộng {sum} %").format(sum=shares.as_text(total)))
            parts.set_tone(self.sum_label, "good" if total == shares.WHOLE else "bad")

    def share_evenly(self) -> None:
        """Equal shares for all who are named."""
        named = [row for row in self.rows if not row.is_empty]
        self._set(named, shares.split_evenly(len(named)))

    def share_rest(self) -> None:
        """Those without a share get what the others leave."""
        named = [row for row in self.rows if not row.is_empty]
        self._set(named, shares.share_the_rest([row.share() for row in named]))

    def _set(self, rows: list[AuthorRow], parts_: tuple[int, ...]) -> None:
        for row, share in zip(rows, parts_, strict=True):
            row.set_share(share)
        self.left.emit()

    def value(self) -> tuple[Author, ...]:
        """The authors that are named."""
        named = [row for row in self.rows if not row.is_empty]
        if len(named) == 1 and named[0].share() is None:
            return (named[0].author(shares.WHOLE),)
        return tuple(row.author(row.share() or 0) for row in named)

    def set_value(self, value: tuple[Author, ...]) -> None:
        """Show authors."""
        while len(self.rows) > max(1, len(value)):
            row = self.rows.pop()
            self._lines.removeWidget(row)
            row.dismiss()
        while len(self.rows) < len(value):
            self.add_row()
        for row, author in zip(self.rows, value or (Author("", ""),), strict=True):
            row.fill(author)
        self._count()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The first name."""
        self.rows[0].name_edit.setFocus(reason)
