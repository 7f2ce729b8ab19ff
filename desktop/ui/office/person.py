"""One person: what the register holds, handed out on request, or erased on request."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop import wording
from desktop.domain import shares
from desktop.domain.person import Person
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import erasing, people, personal
from desktop.services.desk import Desk
from desktop.services.erasing import Stays
from desktop.services.personal import Exported, Held
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, forms, look, parts, reading
from desktop.ui.kit.forms import TextField
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once
from desktop.ui.office.mentions import MentionsCard
from desktop.ui.places import Go

_MOST = 50


class PersonPage(QWidget):
    """Search at the top, those found on the left, what is held on the chosen one on the right."""

    def __init__(
        self, desk: Desk, jobs: Jobs, say: Callable[..., None], refuse: Callable[[Refused], None], go: Go
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self._found: tuple[Person, ...] = ()
        self._person: Person | None = None
        self.export_action = actions.make(self, "personal.export", self.export)
        self.withdraw_action = actions.make(self, "personal.withdraw", self.withdraw)
        self.erase_action = actions.make(self, "personal.erase", self.ask_erase)
        self.mentions_action = actions.make(self, "personal.mentions", self.show_mentions)
        self.mentions = MentionsCard(jobs, go, self._back)
        self.search_field = TextField(_("Tìm người"), hint=_("vài chữ của tên, không cần dấu, hoặc mã"))
        self._soon = QTimer(self, interval=150, singleShot=True)
        self._soon.timeout.connect(self.reload)
        self.search_field.edit.textChanged.connect(self._typed)
        columns = [
            Column(_("Họ tên"), lambda person: person.name, 0),
            Column(_("Mã"), lambda person: person.staff_code, 110),
            Column(_("Xưởng"), lambda person: person.workshop, 110),
        ]
        self.model = PagedModel(columns, all_at_once(lambda: self._found), lambda person: person.id)
        self.table = Table(
            self.model,
            _("Người tìm thấy"),
            empty=_("Chưa thấy ai. Gõ vài chữ của tên, không dấu cũng được, hoặc mã nhân viên."),
        )
        self.table.chosen.connect(self._choose)
        self.card = parts.Card(spacing=look.S)
        self.title = parts.heading(_("Chưa chọn ai"), "section")
        self.told = parts.text(_("Tìm một người để xem sổ giữ gì về họ."), "secondary")
        self.initiatives = parts.text("")
        self.reason_field = TextField(_("Vì sao xóa"), limit=200, hint=_("ví dụ: theo đơn ngày 05/11/2026"))
        self.reason_field.edit.textEdited.connect(lambda _text: self.reason_field.say(""))
        self._lay_out()
        self._turn(on=False)

    def _lay_out(self) -> None:
        box = parts.page(self, margins=(0, look.M, look.S, look.M))
        self.search_field.make_compact()
        search = QHBoxLayout()
        search.setSpacing(look.M)
        search.addWidget(self.search_field, 1)
        search.addWidget(actions.button(self.mentions_action), 0, Qt.AlignmentFlag.AlignBottom)
        box.addLayout(search)
        inner = QWidget()
        column = parts.page(inner, margins=(0, 0, 0, 0))
        for widget in (self.title, self.told, self.initiatives):
            column.addWidget(widget)
        column.addStretch(1)
        self.card.box.addWidget(parts.scrolled(inner), 1)
        self.card.box.addWidget(self.reason_field)
        foot = QHBoxLayout()
        foot.setSpacing(look.S)
        foot.addStretch(1)
        for action in (self.erase_action, self.withdraw_action):
            foot.addWidget(actions.button(action))
        foot.addWidget(actions.button(self.export_action, primary=True))
        self.card.box.addLayout(foot)
        main = QWidget()
        inside = parts.page(main, margins=(0, 0, 0, 0))
        inside.addLayout(forms.row(2, self.table, 3, self.card), 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(main)
        self.stack.addWidget(self.mentions)
        box.addWidget(self.stack, 1)

    def begin(self) -> None:
        """The hand goes to the search, or to the list that somebody goes through."""
        if self.stack.currentWidget() is self.mentions:
            self.mentions.begin()
        else:
            self.search_field.setFocus(Qt.FocusReason.TabFocusReason)

    def _typed(self, text: str) -> None:
        self._back()
        self.mentions_action.setEnabled(bool(text.strip()))
        self._soon.start()

    def show_mentions(self) -> None:
        """Where words name the chosen person, or whoever was typed: also somebody whom the register lost."""
        person = self._person
        if person is not None:
            self._seek(person.name, person.staff_code, person.id)
        else:
            self._seek(self.search_field.value())

    def _seek(self, name: str, code: str = "", person: str = "") -> None:
        self.mentions.seek(name, code, person)
        self.stack.setCurrentWidget(self.mentions)
        self.mentions.begin()

    def _back(self) -> None:
        if self.stack.currentWidget() is self.mentions:
            self.stack.setCurrentIndex(0)
            self.begin()

    def reload(self) -> None:
        """Ask again for those who match, or for what still names somebody."""
        if self.stack.currentWidget() is self.mentions:
            self.mentions.reload()
        typed = self.search_field.value()
        self._jobs.ask(
            people.find_people, typed, _MOST, owner=self, then=self._know, refused=_quiet, exclusive="people"
        )

    def _know(self, found: tuple[Person, ...]) -> None:
        self._found = found
        self.table.reload()

    def _choose(self, person: Person | None) -> None:
        self._person = person
        self._turn(on=person is not None)
        if person is not None:
            self._jobs.ask(
                personal.held, person.id, owner=self, then=self._show, refused=_quiet, exclusive="held"
            )
        else:
            self.title.setText(_("Chưa chọn ai"))
            self.told.setText(_("Tìm một người để xem sổ giữ gì về họ."))
            self.initiatives.setText("")

    def _turn(self, *, on: bool) -> None:
        for action in (self.export_action, self.withdraw_action, self.erase_action):
            action.setEnabled(on)
        self.mentions_action.setEnabled(on or bool(self.search_field.value()))
        self.reason_field.setEnabled(on)

    def _show(self, held: Held) -> None:
        person = held.person
        self.title.setText(person.name)
        facts = (
            (_("Mã"), person.staff_code),
            (_("Sinh"), person.birth),
            (_("Điện thoại"), person.phone),
            (_("Chức danh"), person.title),
            (_("Xưởng"), person.workshop),
        )
        lines = [f"{name}: {value}" for name, value in facts if value]
        lines += [
            _consent(consent.given_on, consent.paper, consent.withdrawn_on) for consent in held.consents
        ]
        self.told.setText("\n".join(lines) or _("Chỉ có họ tên."))
        self.initiatives.setText(
            "\n".join(
                f"#{item.number or '–'} · {item.title} · {shares.as_text(item.share)} %"
                for item in held.initiatives
            )
        )
        self.withdraw_action.setEnabled(any(consent.withdrawn_on is None for consent in held.consents))

    # --- hand out, withdraw, erase

    def export(self) -> None:
        """Choose where, then write JSON and workbook."""
        if self._person is not None:
            dialogs.pick_new_file(self, _("Xuất dữ liệu của một người"), _("Excel (*.xlsx)"), self.export_to)

    def export_to(self, out: Path) -> None:
        """Write what is held on the chosen person."""
        if self._person is None:
            return
        self._jobs.run(
            personal.export_held,
            self._desk,
            self._person.id,
            out,
            say=wording.label,
            owner=self,
            then=self._exported,
            refused=self._refuse,
            label=_("Xuất dữ liệu"),
        )

    def _exported(self, done: Exported) -> None:
        self._say(_("Đã xuất {count} dòng: {file}").format(count=done.records, file=done.workbook.name))

    def withdraw(self) -> None:
        """The chosen person no longer agrees."""
        if self._person is None:
            return
        self._jobs.order(
            personal.withdraw_consent,
            self._person.id,
            owner=self,
            then=self._withdrawn,
            refused=self._refuse,
        )

    def _withdrawn(self, _count: int) -> None:
        self._say(_("Đã ghi rút đồng ý từ hôm nay"), undoable=True)
        self._choose(self._person)

    def ask_erase(self) -> None:
        """Say first what stays; a reason is asked for before that."""
        if not self.reason_field.value():
            self._refused(Refused("erase.reason_missing"))
        elif self._person is not None:
            self._jobs.ask(
                erasing.what_stays,
                self._person.id,
                owner=self,
                then=partial(self._confirm, self._person),
                refused=self._refuse,
            )

    def _confirm(self, person: Person, stays: Stays) -> None:
        dialogs.ask(
            self,
            _("Xóa tên {name} khỏi sổ? Không hoàn tác được.").format(name=person.name),
            _(
                "{initiatives} sáng kiến sẽ không còn tên này, số đếm giữ nguyên. Giữ theo luật: {issued} sáng kiến "
                "đã có quyết định, {payments} dòng chi. Tự xem lại {files} sáng kiến có tệp đính kèm. Dự thảo chưa "
                "ký được soạn lại không còn tên; sau đó hiện những chỗ lời văn còn nhắc tên. Bản sao lưu cũ còn tên "
                "đến khi được thay; phục hồi bản cũ thì tên lại bị xóa."
            ).format(
                initiatives=stays.initiatives,
                issued=stays.issued,
                payments=stays.payments,
                files=stays.with_files,
            ),
            (("erase", _("Xóa tên")), ("keep", _("Để nguyên"))),
            partial(self._answered, person),
            is_final=True,
        )

    def _answered(self, person: Person, answer: str) -> None:
        if answer == "erase":
            self._jobs.run(
                erasing.erase,
                self._desk,
                person.id,
                self.reason_field.value(),
                owner=self,
                then=partial(self._erased, person),
                refused=self._refused,
                label=_("Xóa dữ liệu cá nhân"),
                touches=("person", "initiative", "draft", "praise", "issued_paper", "council_member", "idea"),
            )

    def _refused(self, refused: Refused) -> None:
        if refused.code == "erase.reason_missing":
            self.reason_field.say(wording.sentence(refused.code, refused.facts))
            self.reason_field.setFocus()
        else:
            self._refuse(refused)

    def _erased(self, person: Person, stays: Stays) -> None:
        self.reason_field.set_value("")
        self.reason_field.say("")
        told = _("Đã xóa tên khỏi {count} sáng kiến").format(count=stays.initiatives)
        if stays.waiting:
            told += ". " + _("{count} lần nộp cổng còn giữ tên: đề nghị cổng sửa.").format(
                count=stays.waiting
            )
        self._say(told, tone="care" if stays.waiting else "good")
        self._seek(person.name, person.staff_code, person.id)
        self.reload()


def _consent(given_on: Any, paper: str, withdrawn_on: Any) -> str:
    told = _("Đồng ý {day}: {paper}").format(day=reading.show_date(given_on), paper=paper)
    if withdrawn_on is not None:
        told += " · " + _("rút {day}").format(day=reading.show_date(withdrawn_on))
    return told


def _quiet(_refused: Refused) -> None:
    """Somebody was erased a moment ago."""
