"""Authors and their shares: found by a few letters, made on the spot, shared out evenly or from what is left."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.domain import shares
from desktop.domain.initiative import Author
from desktop.domain.person import Person
from desktop.domain.sheets.codes import looks_like_code
from desktop.domain.text import repair_name
from desktop.i18n import _
from desktop.services import people
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts, reading
from desktop.ui.kit.editors import LineEdit
from desktop.ui.kit.forms import Field
from desktop.ui.kit.suggest import Found, Suggestions


class AuthorRow(QWidget):
    """One author: name, staff code, share. A compact one shows the code of a known person beside the name."""

    changed = Signal()
    left = Signal()
    removed = Signal()

    def __init__(self, jobs: Jobs, *, compact: bool) -> None:
        super().__init__()
        self._jobs = jobs
        self._compact = compact
        self._known = Author("", "")
        self.name_edit = LineEdit()
        self.name_edit.setPlaceholderText(_("Họ tên, hoặc mã NV") if compact else _("Họ tên"))
        self.name_edit.setMaxLength(120)
        self.name_edit.setAccessibleName(_("Họ tên tác giả"))
        self.code_edit = LineEdit()
        self.code_edit.setPlaceholderText(_("Mã NV"))
        self.code_edit.setAccessibleName(_("Mã nhân viên"))
        self.code_edit.setFixedWidth(116)
        self.code_label = parts.heading("", "secondary")
        self.share_edit = LineEdit()
        self.share_edit.setAccessibleName(_("Tỷ lệ đóng góp, phần trăm"))
        self.share_edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.share_edit.setFixedWidth(72)
        self.percent = QLabel("%")
        self.remove_button = QToolButton()
        self.remove_button.setIcon(look.icon("close"))
        self.remove_button.setToolTip(_("Bỏ tác giả này"))
        self.remove_button.setAccessibleName(_("Bỏ tác giả này"))
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.remove_button.clicked.connect(self._remove)
        self._lay_out()
        self.name_edit.left.connect(self._seek_code)
        for edit in (self.name_edit, self.code_edit, self.share_edit):
            edit.textChanged.connect(self._told)
            edit.left.connect(self.left)
        self.share_edit.left.connect(self._settle)
        self.suggestions = Suggestions(self.name_edit, self._find)
        self.suggestions.taken.connect(self._take)

    def _lay_out(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.S)
        box.addWidget(self.name_edit, 1)
        box.addWidget(self.code_label if self._compact else self.code_edit)
        for widget in (self.share_edit, self.percent, self.remove_button):
            box.addWidget(widget)
        if self._compact:
            self.code_edit.setParent(self)
            self.code_edit.hide()
            self.code_label.hide()

    def edits(self) -> tuple[LineEdit, ...]:
        """What Enter goes through."""
        if self._compact:
            return self.name_edit, self.share_edit
        return self.name_edit, self.code_edit, self.share_edit

    def show_share(self, *, on: bool, removable: bool) -> None:
        """A lone author has all of it, and needs no field for it."""
        self.share_edit.setVisible(on)
        self.percent.setVisible(on)
        self.remove_button.setVisible(removable)

    def _find(self, typed: str, then: Found) -> None:
        self._jobs.ask(
            people.find_people, typed, owner=self, then=partial(_offer, then), exclusive=f"person{id(self)}"
        )

    def _take(self, person: Person) -> None:
        self._show(_as_author(person))
        if self._compact and self.share_edit.isHidden():
            self.focusNextPrevChild(True)
        else:
            self.share_edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _seek_code(self) -> None:
        """A code that was typed in place of a name, by somebody quicker than the list of suggestions."""
        typed = self.name_edit.text().strip()
        if typed != self._known.name and looks_like_code(typed):
            self._jobs.ask(
                people.with_code, typed, owner=self, then=partial(self._code_found, typed),
                exclusive=f"code{id(self)}",
            )  # fmt: skip

    def _code_found(self, typed: str, person: Person | None) -> None:
        is_left = not self.name_edit.hasFocus() and self.name_edit.text().strip() == typed
        if person is not None and is_left:
            self._show(_as_author(person))
            self.left.emit()

    def _show(self, author: Author) -> None:
        self._known = author
        self.name_edit.setText(author.name)
        self.code_edit.setText(author.staff_code)
        self.code_label.setText(author.staff_code)
        self.code_label.setVisible(self._compact and bool(author.staff_code))

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
        self._show(author)
        self.share_edit.setText(shares.as_text(author.share) if author.share else "")

    def details(self) -> Author:
        """The author as typed, with what is known of the person."""
        return self.author(self.share() or 0)

    def set_details(self, author: Author) -> None:
        """Take what was said about the person; the name stays as typed."""
        self._show(replace(author, name=repair_name(self.name_edit.text())))
        self.changed.emit()

    def author(self, share: int) -> Author:
        """The author as typed; a known person only where name and code still are that person's."""
        name, code, known = (
            repair_name(self.name_edit.text()),
            self.code_edit.text().strip(),
            self._known,
        )
        if known.person and (name, code) != (known.name, known.staff_code):
            return Author("", name, share, code)
        return replace(known, name=name, staff_code=code, share=share)

    @property
    def is_empty(self) -> bool:
        """Nobody is named."""
        return not self.name_edit.text().strip() and not self.code_edit.text().strip()


def _as_author(person: Person) -> Author:
    return Author(
        person.id,
        person.name,
        staff_code=person.staff_code,
        birth=person.birth,
        gender=person.gender,
        title=person.title,
        qualification=person.qualification,
        workshop=person.workshop,
        union_member=person.union_member,
        worker_kind=person.worker_kind,
    )


def _offer(then: Found, found: tuple[Person, ...]) -> None:
    then(
        [
            (" · ".join(filter(None, (person.staff_code, person.name, person.workshop))), person)
            for person in found
        ]
    )


class AuthorsField(Field):
    """All authors; one alone needs no share typed. A compact one has two to a line and its tools beside the label.

    `shared` is off where nothing is shared out yet, as with an idea.
    """

    def __init__(
        self, jobs: Jobs, *, compact: bool = False, shared: bool = True, words: str = "", needed: bool = True
    ) -> None:
        self._jobs = jobs
        self._compact = compact
        self._shared = shared
        self._rows_box = QWidget()
        super().__init__(words or _("Tác giả, tỷ lệ đóng góp"), self._rows_box, needed=needed)
        self.setFocusProxy(None)  # type: ignore[arg-type]  # takes the proxy away; the stub forgot None
        self.rows: list[AuthorRow] = []
        self._lines = QGridLayout(self._rows_box)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(look.L)
        self._lines.setVerticalSpacing(look.XS)
        self._columns = 2 if compact else 1
        for column in range(self._columns):
            self._lines.setColumnStretch(column, 1)
        self.tools = QHBoxLayout()
        self.tools.setContentsMargins(0, 0, 0, 0)
        self.tools.setSpacing(look.XS)
        self.sum_label = parts.heading("", "secondary")
        if compact:
            self.make_compact()
            self.head.addLayout(self.tools)
            self.head.addWidget(self.sum_label)
        else:
            self._lay_tools_below()
        self.add_row()

    def _lay_tools_below(self) -> None:
        self.layout().removeWidget(self.problem)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(self.tools)
        line.addStretch(1)
        line.addWidget(self.sum_label)
        self.layout().addLayout(line)
        self.layout().addWidget(self.problem)

    def add_row(self) -> AuthorRow:
        """One more author."""
        row = AuthorRow(self._jobs, compact=self._compact)
        row.changed.connect(self._told)
        row.left.connect(self.left)
        row.removed.connect(partial(self._remove, row))
        self.rows.append(row)
        self._place()
        return row

    def add_and_go(self) -> None:
        """One more author, with the focus in it; an empty one that stands there already is taken."""
        empty = next((row for row in self.rows[1:] if row.is_empty), None)
        row = empty or self.add_row()
        row.name_edit.setFocus(Qt.FocusReason.TabFocusReason)

    def row_with_focus(self) -> AuthorRow:
        """The author that the hand is on, else the first."""
        here = self.window().focusWidget()
        return next((row for row in self.rows if here is not None and row.isAncestorOf(here)), self.rows[0])

    def _place(self) -> None:
        for place, row in enumerate(self.rows):
            self._lines.addWidget(row, place // self._columns, place % self._columns)
            several = not self._compact or len(self.rows) > 1
            row.show_share(on=several and self._shared, removable=several)
        for before, after in pairwise(edit for row in self.rows for edit in row.edits()):
            QWidget.setTabOrder(before, after)

    def _remove(self, row: AuthorRow) -> None:
        if len(self.rows) == 1:
            row.fill(Author("", ""))
        else:
            self._drop(row)
            self._place()
        self._told()
        self.left.emit()

    def _drop(self, row: AuthorRow) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.dismiss()

    def _told(self) -> None:
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        named = [row for row in self.rows if not row.is_empty]
        total = sum(row.share() or 0 for row in named)
        if len(named) < 2 or not self._shared:
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
        """The authors that are named; whoever is alone has all of it."""
        named = [row for row in self.rows if not row.is_empty]
        if len(named) == 1 and (named[0].share() is None or named[0].share_edit.isHidden()):
            return (named[0].author(shares.WHOLE),)
        return tuple(row.author(row.share() or 0) for row in named)

    def set_value(self, value: tuple[Author, ...]) -> None:
        """Show authors."""
        while len(self.rows) > max(1, len(value)):
            self._drop(self.rows[-1])
        while len(self.rows) < len(value):
            self.add_row()
        self._place()
        for row, author in zip(self.rows, value or (Author("", ""),), strict=True):
            row.fill(author)
        self._count()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The first name."""
        self.rows[0].name_edit.setFocus(reason)
