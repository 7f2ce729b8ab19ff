"""What a form may say about one author beyond the name: code, birth, gender, post, union member or not."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop.domain.asking import read_birth
from desktop.domain.person import Gender, WorkerKind
from desktop.i18n import _
from desktop.ui.kit import forms
from desktop.ui.kit.forms import ChoiceField, ReadField, TextField
from desktop.ui.typing.authors import AuthorRow
from desktop.ui.typing.panel import Panel


class PersonPanel(Panel):
    """Hangs under an author's name. What is typed holds, however the panel is left."""

    def __init__(self, page: QWidget) -> None:
        self.code = TextField(_("Mã nhân viên"), limit=40)
        self.birth = ReadField(
            _("Năm sinh"), read_birth, show_birth, code="birth.unreadable", hint=_("1990 hoặc 1/5/1990")
        )
        self.gender = forms.enum_field(_("Giới tính"), Gender)
        self.member = ChoiceField(
            _("Đoàn viên"), [(None, _("chưa rõ")), (True, _("là đoàn viên")), (False, _("không"))]
        )
        self.kind = forms.enum_field(_("Đối tượng"), WorkerKind)
        self.title = TextField(_("Chức danh"), limit=120)
        self.qualification = TextField(_("Trình độ"), limit=120)
        self.workshop = TextField(_("Xưởng của người này"), limit=120)
        self._row: AuthorRow | None = None
        super().__init__(
            page,
            _("Về tác giả"),
            (
                self.code, self.birth, self.gender, self.member, self.kind, self.title, self.qualification,
                self.workshop,
            ),
        )  # fmt: skip
        self.foot.setText(_("Biết gì ghi nấy; để trống thì sau này hỏi lại xưởng. Esc đóng."))
        self.closed.connect(self._keep)

    def open_for(self, row: AuthorRow) -> None:
        """Turn to an author."""
        self._row = row
        author = row.details()
        self.code.set_value(author.staff_code)
        self.birth.set_value(author.birth)
        self.gender.set_value(author.gender)
        self.member.set_value(author.union_member)
        self.kind.set_value(author.worker_kind)
        self.title.set_value(author.title)
        self.qualification.set_value(author.qualification)
        self.workshop.set_value(author.workshop)
        self.open_at(row, width=720)

    def _keep(self) -> None:
        row = self._row
        if row is None:
            return
        was = row.details()
        said = replace(
            was,
            staff_code=self.code.value(),
            birth=self.birth.value() or "",
            gender=self.gender.value(),
            union_member=self.member.value(),
            worker_kind=self.kind.value(),
            title=self.title.value(),
            qualification=self.qualification.value(),
            workshop=self.workshop.value(),
        )
        if said != was:
            row.set_details(said if said.staff_code == was.staff_code else replace(said, person=""))


def show_birth(birth: str | None) -> str:
    """`1990-05-01` as `01/05/1990`."""
    return "/".join(reversed((birth or "").split("-")))
