"""Còn nhắc tên ở …: each place where words still name somebody, with the way there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop import wording
from desktop.i18n import _, ngettext
from desktop.services import mentions
from desktop.services.mentions import Mention
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once
from desktop.ui.places import Go, Place

_RECORDS = {
    "attachment": "initiatives",
    "initiative": "initiatives",
    "idea": "ideas",
    "decision": "decisions",
    "issued_paper": "decisions",
    "payment_round": "payments",
    "payment_line": "payments",
    "payment_correction": "payments",
}
"""Screens that open the record itself."""
_PAGES = {
    "agenda": Place("councils", facts={"page": "papers"}),
    "consent": Place("office", facts={"page": "personal"}),
    "consideration": Place("councils", facts={"page": "papers"}),
    "house_fact": Place("office", facts={"page": "signer"}),
    "intake": Place("councils", facts={"page": "intake"}),
    "joint_report": Place("reports", facts={"page": "units"}),
    "meeting": Place("councils", facts={"page": "papers"}),
    "merge_task": Place("handover", facts={"page": "machines"}),
    "portal_word": Place("payments", facts={"page": "portal"}),
    "praise": Place("praise", facts={"page": "decide"}),
    "question_sheet": Place("describing", facts={"questions": "1"}),
    "remuneration": Place("payments", facts={"page": "remuneration"}),
    "report": Place("reports", facts={"page": "sent"}),
    "saved_view": Place("initiatives"),
    "scan": Place("floor", facts={"page": "scans"}),
    "sheet": Place("councils"),
    "unit_report": Place("reports", facts={"page": "units"}),
    "user_account": Place("office", facts={"page": "user"}),
}
"""Screens that come to the page where it stands; a draft of somebody else's form has none."""


class MentionsCard(parts.Card):
    """A list that stays while somebody goes through it; asked again each time it is looked at."""

    def __init__(self, jobs: Jobs, go: Go, back: Callable[[], None]) -> None:
        super().__init__(spacing=look.S)
        self._jobs = jobs
        self._go = go
        self._found: tuple[Mention, ...] = ()
        self._whom: tuple[str, str, str] = ("", "", "")
        self.title = parts.heading("", "section")
        self.told = parts.text("", "secondary")
        columns = [
            Column(_("Ở đâu"), _where, 280),
            Column(_("Lời văn"), lambda item: item.words, 0),
            Column(_("Cần làm gì"), _duty, 160),
        ]
        self.model = PagedModel(columns, all_at_once(lambda: self._found), _key)
        self.table = Table(
            self.model, _("Những chỗ còn nhắc tên"), empty=_("Không còn chỗ nào nhắc tên này.")
        )
        self.table.opened.connect(self._open)
        self.open_action = actions.make(self, "personal.open", self.open)
        self.back_action = actions.make(self, "personal.back", back)
        for widget in (self.title, self.told):
            self.box.addWidget(widget)
        self.box.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.S)
        foot.addWidget(actions.button(self.back_action))
        foot.addStretch(1)
        foot.addWidget(actions.button(self.open_action, primary=True))
        self.box.addLayout(foot)

    def seek(self, name: str, code: str = "", person: str = "") -> None:
        """Look for somebody; the name is held here alone, since the register knows it no more."""
        self._whom = (name, code, person)
        self.reload()

    def reload(self) -> None:
        """Ask again: what was mended since is gone from the list."""
        if self._whom[0]:
            self._jobs.ask(mentions.mentions, *self._whom, owner=self, then=self._know, exclusive="mentions")

    def begin(self) -> None:
        """The hand goes to the list."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def open(self) -> None:
        """Go to the place that the hand is on."""
        if (item := self.table.current()) is not None:
            self._open(item)

    def _know(self, found: tuple[Mention, ...]) -> None:
        self._found = found
        count, kept = len(found), sum(item.is_kept for item in found)
        self.title.setText(
            ngettext("Còn nhắc tên {name} ở {count} chỗ", "Còn nhắc tên {name} ở {count} chỗ", count).format(
                name=self._whom[0], count=count
            )
            if found
            else _("Không còn chỗ nào nhắc tên {name}").format(name=self._whom[0])
        )
        self.told.setText(
            _(
                "Mở từng chỗ và tự sửa: chữ ở đây có thể nói về người trùng tên. {kept} chỗ trong văn bản đã ký, "
                "danh sách chi và báo cáo đã gửi được giữ theo luật về lưu trữ và kế toán."
            ).format(kept=kept)
            if found
            else _(
                "Đã xem mô tả, biên bản, dự thảo, lời ghi tệp đính kèm, bộ lọc đã lưu. Bản quét phải xem bằng mắt."
            )
        )
        self.table.setVisible(bool(found))
        self.open_action.setEnabled(bool(found))
        self.table.reload()

    def _open(self, item: Mention) -> None:
        place = place_of(item)
        if place is not None:
            self._go(place)


def place_of(item: Mention) -> Place | None:
    """Where a mention is mended."""
    if item.table in _RECORDS:
        return Place(_RECORDS[item.table], item.record)
    return _PAGES.get(item.table)


def _key(item: Mention) -> str:
    return f"{item.table} {item.record} {item.where} {item.words}"


def _where(item: Mention) -> str:
    told = f"{wording.label(item.what)} {item.title}".strip()
    return f"{told} · {wording.label(item.where)}"


def _duty(item: Mention) -> Mark:
    if item.is_kept:
        return Mark(_("Giữ theo luật"), "protected", "muted")
    return Mark(_("Xem và sửa"), "care", "care")
